// What the classifier is told of each place between two words, to decide whether a sentence ends
// there. The same code serves training and reading. Next to read: tokenizer.cc.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/language/abbreviations.h"
#include "extract/language/form_table.h"
#include "extract/language/hashed_linear.h"
#include "extract/language/text_units.h"
#include "extract/language/tokenizer.h"
#include "news/span.h"

namespace tocsin {

enum class WordLook : std::uint8_t {
  kEdge,  // beyond the paragraph
  kLower,
  kCapital,
  kCapitals,
  kInitial,  // one capital letter, with or without a full stop
  kMixed,
  kOtherLetters,
  kNumber,
  kNumberStop,  // "1."
  kAbbreviation,
  kAddress,
  kStop,
  kEllipsis,
  kQuestion,  // "?", "!", "?!"
  kComma,
  kColon,
  kSemicolon,
  kOpen,
  kClose,
  kOpenQuote,
  kCloseQuote,
  kQuote,
  kDash,
  kBullet,
  kEmoticon,
  kMark,
};

// One word of the paragraph as the classifier sees it.
struct WordTraits {
  std::uint64_t form = 0;    // hash of its lower-cased characters
  std::uint64_t suffix = 0;  // of the last three
  WordLook look = WordLook::kEdge;
  std::uint8_t length = 0;  // characters, at most 255
  std::uint8_t listed = 0;  // abbreviations.h
  bool blank_before = true;
};

// The words of one paragraph; take() begins with another. Owned by one thread.
class SentenceBreaks {
 public:
  void take(std::string_view text, std::span<const SyntacticWord> words);
  // Of the place after word `i`, which is not the last one, in a sentence that began at `first`.
  void features(std::int32_t i, std::int32_t first, HashedFeatures& out) const;
  // No full stop, question mark, colon or abbreviation stands before the place, and no word after
  // it that often opens a sentence: a name, which may go on.
  bool is_unmarked(std::int32_t i) const {
    return !counts_[static_cast<std::size_t>(i)].marked &&
           (word(i + 1).listed & kSentenceStarter) == 0;
  }
  const WordTraits& word(std::int32_t i) const {
    return traits_[static_cast<std::size_t>(std::int64_t{i} + kPadding)];
  }

 private:
  static constexpr std::int32_t kPadding = 4;  // words of kind kEdge on both sides

  // Running counts up to and with each word.
  struct Counts {
    std::int32_t lower = 0;
    std::int32_t capital = 0;
    std::int32_t capitals = 0;
    std::int32_t depth = 0;      // of open brackets
    std::int32_t since_end = 0;  // words since the last mark that may end a sentence
    std::int32_t until_end = 0;
    bool quoted = false;
    bool marked = false;  // the last word that closes nothing may end a sentence
  };
  // A place, with the looks of the words from the third before it to the third after it.
  struct Place {
    std::int32_t i = 0;
    std::int32_t last = 0;  // the word that the marks before the place follow
    std::array<std::uint64_t, 6> looks{};
    std::uint64_t here = 0;   // looks on both sides
    std::uint64_t after = 0;  // of the two words after it
    std::uint64_t wide = 0;   // of two words on each side
    std::uint64_t cases = 0;
    std::uint64_t inside = 0;  // brackets and quotes
    std::uint64_t ends = 0;    // 1: a mark that may end a sentence stands before it
    std::uint64_t length = 0;  // of the sentence, if it ends here
    std::uint64_t since = 0;
    std::uint64_t until = 0;
  };
  void describe(std::string_view text, const SyntacticWord& word, WordTraits& traits);
  void count();
  std::uint64_t case_of_surroundings(std::int32_t i) const;
  std::uint64_t look(std::int32_t i) const;
  Place look_around(std::int32_t i, std::int32_t first) const;
  static void add_looks(const Place& place, HashedFeatures& out);
  void add_forms(const Place& place, HashedFeatures& out) const;
  void add_words(const Place& place, HashedFeatures& out) const;
  void add_position(const Place& place, std::int32_t first, HashedFeatures& out) const;

  const FormTable& abbreviations_ = abbreviation_table();
  std::vector<WordTraits> traits_;
  std::vector<Counts> counts_;
  std::vector<TextUnit> units_;
  std::int32_t size_ = 0;
};

}  // namespace tocsin
