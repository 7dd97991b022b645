// The table. The treebanks also split "horses" and "your" where their authors forgot an apostrophe;
// news loses more by that than it gains. Only entrance: joined_words.
#include "extract/language/joined_words.h"

#include <array>
#include <string>
#include <string_view>

namespace tocsin {
namespace {

constexpr std::array kJoined = std::to_array<std::string_view>(
    {"can|not",  "gon|na",    "wan|na",   "got|ta",  "out|ta",  "gim|me",  "lem|me",
     "du|n|no",  "do|nt",     "does|nt",  "did|nt",  "wo|nt",   "ca|nt",   "is|nt",
     "are|nt",   "was|nt",    "were|nt",  "has|nt",  "have|nt", "had|nt",  "would|nt",
     "could|nt", "should|nt", "might|nt", "must|nt", "need|nt", "ai|nt",   "i|m",
     "i|ve",     "you|re",    "you|ve",   "you|ll",  "they|re", "they|ve", "they|ll",
     "we|ve",    "it|ll",     "that|ll",  "it|s",    "that|s",  "what|s",  "let|s",
     "there|s",  "here|s",    "he|s",     "she|s",   "who|s",   "how|s",   "where|s"});

FormTable build() {
  FormTable table;
  for (const std::string_view row : kJoined) {
    std::string letters;
    std::uint32_t places = 0;
    for (const char c : row) {
      if (c == '|') {
        places |= 1U << letters.size();
      } else {
        letters.push_back(c);
      }
    }
    table.add(ascii_form_hash(letters), places);
  }
  return table;
}

}  // namespace

const FormTable& joined_words() {
  static const FormTable table = build();
  return table;
}

}  // namespace tocsin
