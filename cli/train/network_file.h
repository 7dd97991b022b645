// Networks that were trained, kept between stages of a training (floats, a model file of its own
// kind), and the sections that a network becomes in the shipped model (eight bits).
#pragma once

#include <string>

#include "base/result.h"
#include "cli/train/examples.h"
#include "cli/train/network.h"
#include "model/model_file.h"

namespace tocsin {

Status save(const Network& network, const std::string& path);
// Fills the tensors of `network`, which has the shape. The errors of ModelFile::open(), and
// kCorrupt where the file holds another shape.
Status load(Network& network, const std::string& path);

// Adds the sections "encoder" and "parser". The word vectors are folded into the table of words.
void export_network(const Network& network, const WordTypes& types, const Labels& labels,
                    ModelWriter& model);

}  // namespace tocsin
