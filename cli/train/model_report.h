// What a model reaches: the table of docs/language.md, on gold words, on copies in capitals, and on
// raw text. tocsin-train prints it after a training and as `tocsin-train report`.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace tocsin {

// Prints to standard output. The errors of the files.
Status report_model(const std::string& model, const std::vector<std::string>& treebanks);

}  // namespace tocsin
