// Words that are written as one without any mark: "cannot", "gonna", "dont". Any thread.
#pragma once

#include "extract/language/form_table.h"

namespace tocsin {

// From the hash of the lower-cased letters to the places where a word may end: bit i, after i
// letters. Whether it does is for the classifier to say ("its", "lets").
const FormTable& joined_words();

constexpr int kLongestJoinedWord = 10;  // letters

}  // namespace tocsin
