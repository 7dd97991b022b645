// A sentence as the patterns see it: words with their lemma and what they do in a clause, and
// tables of phrases that are found in them. Plain values; any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "news/document.h"

namespace tocsin {

// The classes of lexicon/words.tsv, as bits; kClassNames in lexicon.cc gives their names in order.
enum WordClass : std::uint32_t {
  kPreposition = 1U << 0,
  kDeterminer = 1U << 1,
  kPossessive = 1U << 2,
  kPronoun = 1U << 3,
  kAuxiliary = 1U << 4,
  kModal = 1U << 5,
  kConjunction = 1U << 6,
  kClause = 1U << 7,
  kRelative = 1U << 8,
  kAdverb = 1U << 9,
  kNegation = 1U << 10,
  kQuantity = 1U << 11,
  kVerb = 1U << 12,
  kParticiple = 1U << 13,
  kNamePart = 1U << 14,
  kMonth = 1U << 15,
  kWeekday = 1U << 16,
  kNumberWord = 1U << 17,
  kSay = 1U << 18,
  kRegion = 1U << 19,
  kStaff = 1U << 20,
  kClaim = 1U << 21,
  // Not in the file:
  kBoundWord = 1U << 23,  // of lexicon/bounds.tsv: "at", "least"
  kTrigger = 1U << 24,    // first word of a verb pattern
  kMark = 1U << 25,       // punctuation
  kNumber = 1U << 26,     // starts with a digit
};

struct ReadWord {
  std::string lower;  // as written, lower case, "’" as "'"
  std::string lemma;
  Span span;
  std::uint32_t classes = 0;
  bool capital = false;  // starts with an upper-case letter
  bool is(std::uint32_t any_of) const { return (classes & any_of) != 0; }
};

using Words = std::vector<ReadWord>;

// Phrases of words, each with a value. An element fits a word's form or its lemma.
template <typename T>
class PhraseTable {
 public:
  struct Found {
    int length = 0;
    const T* value = nullptr;
  };

  void add(std::vector<std::string> words, T value) {
    std::vector<Entry>& entries = by_first_[words.front()];
    entries.push_back({std::move(words), std::move(value)});
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return a.words.size() > b.words.size();
    });
  }

  // The longest phrase that starts at `at`.
  std::optional<Found> find(const Words& words, int at) const {
    const std::optional<Found> by_form =
        find_under(words[static_cast<std::size_t>(at)].lower, words, at);
    const std::optional<Found> by_lemma =
        find_under(words[static_cast<std::size_t>(at)].lemma, words, at);
    if (!by_form) return by_lemma;
    return by_lemma && by_lemma->length > by_form->length ? by_lemma : by_form;
  }

  // Every entry whose first word is a form or lemma at `at`: take(words of the phrase, value).
  template <typename Take>
  void each_starting(const ReadWord& word, Take take) const {
    for (const std::string* key : {&word.lower, &word.lemma}) {
      if (key == &word.lemma && word.lemma == word.lower) break;
      const auto found = by_first_.find(*key);
      if (found == by_first_.end()) continue;
      for (const Entry& entry : found->second) take(entry.words, entry.value);
    }
  }

 private:
  struct Entry {
    std::vector<std::string> words;
    T value;
  };

  std::optional<Found> find_under(const std::string& key, const Words& words, int at) const {
    const auto found = by_first_.find(key);
    if (found == by_first_.end()) return std::nullopt;
    for (const Entry& entry : found->second) {
      if (fits(entry.words, words, at))
        return Found{static_cast<int>(entry.words.size()), &entry.value};
    }
    return std::nullopt;
  }

  static bool fits(const std::vector<std::string>& phrase, const Words& words, int at) {
    if (static_cast<std::size_t>(at) + phrase.size() > words.size()) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      const ReadWord& word = words[static_cast<std::size_t>(at) + i];
      if (phrase[i] != word.lower && phrase[i] != word.lemma) return false;
    }
    return true;
  }

  std::unordered_map<std::string, std::vector<Entry>> by_first_;
};

}  // namespace tocsin
