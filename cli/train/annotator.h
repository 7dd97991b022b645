// What one network, or several that vote, say of sentences: the trees that are scored on the dev
// files, and the opinions of which a smaller network learns. Two threads; the answer does not
// depend on them.
#pragma once

#include <cstdint>
#include <vector>

#include "cli/train/examples.h"
#include "cli/train/network.h"

namespace tocsin {

// Sets the targets of each example (whose old ones are ignored): the first choice of each is the
// answer (heads by the best tree of the mean probabilities, single root), the others are what came
// next, with the weights of the mean probabilities.
void annotate(const std::vector<Network>& networks, const WordTypes& types,
              std::vector<Example>& examples);

struct Accuracy {
  double upos = 0, xpos = 0, uas = 0, las = 0;  // per cent of words; relations without subtypes
};

// Compares first choices; `gold` and `predicted` have the same words.
Accuracy accuracy(const std::vector<Example>& gold, const std::vector<Example>& predicted,
                  const Labels& labels);

}  // namespace tocsin
