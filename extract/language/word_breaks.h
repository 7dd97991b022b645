// Where a word may end inside a run of characters without blanks, and what the classifier is told
// of each such place. The same code serves training and reading. Next to read: tokenizer.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/language/abbreviations.h"
#include "extract/language/form_table.h"
#include "extract/language/hashed_linear.h"
#include "extract/language/joined_words.h"
#include "extract/language/text_units.h"
#include "news/span.h"

namespace tocsin {

// What the classifier of words answers; kJoined stands for itself at zero.
enum class WordBreak : std::uint8_t { kJoined, kNewWord, kContinues };

// A paragraph without its blanks: runs of characters that are not, of at most kLongestChunk bytes.
constexpr std::int32_t kLongestChunk = 4096;
std::vector<Span> find_chunks(std::string_view text, Span paragraph);

// A chunk taken apart. Reused from chunk to chunk; owned by one thread.
class WordBreaks {
 public:
  // Prepares chunk `index` of find_chunks() and finds its places.
  void take(std::string_view text, std::span<const Span> chunks, std::size_t index);
  // Indices of units before which a word may begin. Those of one group are decided together.
  std::span<const std::int32_t> places() const { return places_; }
  // The end, in places(), of the group that begins with places()[first]: both sides of a hyphen or
  // a slash between letters or digits, all places in a row of equal marks, or one place.
  std::size_t group_end(std::size_t first) const;
  std::span<const TextUnit> units() const { return units_; }
  // "its", "lets" for "it's", "let's": in news mostly the former.
  bool is_doubtful(std::int32_t place) const {
    return at(place).code == U's' && is_letter(at(place - 1).kind);
  }
  void features(std::int32_t place, HashedFeatures& out) const;

 private:
  // Of the chunks beside this one: the look of the nearest unit, and the form where it is short.
  struct Neighbour {
    std::uint64_t look = 0;
    std::uint64_t form = 0;
  };
  struct Place {
    std::int32_t i = 0;
    std::uint64_t marks = 0;  // the units on both sides
    std::uint64_t kinds = 0;
    Span left;  // runs of letters or digits
    Span right;
    std::uint64_t left_hash = 0;
    std::uint64_t right_hash = 0;
    std::uint64_t edges = 0;  // how near the chunk's ends are
  };
  Neighbour neighbour(std::string_view text, Span chunk, bool after);
  const TextUnit& at(std::int32_t i) const {
    return units_[static_cast<std::size_t>(i < 0 || i >= size_ ? size_ : i)];
  }
  bool is_at(std::int32_t i, std::u32string_view word) const;
  Span web_address(std::int32_t i, std::int32_t free) const;
  Span mail_address(std::int32_t i, std::int32_t free) const;
  Span acronym(std::int32_t i) const;
  void find_wholes();
  void find_places();
  std::int32_t base_before(std::int32_t i) const;
  bool may_break(std::int32_t i) const;
  void find_joined_words();
  void describe_chunk();
  std::uint64_t shape(std::int32_t begin, std::int32_t end) const;
  std::uint64_t hash(Span units) const;
  std::pair<std::uint64_t, std::uint64_t> repetitions(std::int32_t i) const;
  Place look_around(std::int32_t i) const;
  void add_characters(const Place& place, HashedFeatures& out) const;
  void add_forms(const Place& place, HashedFeatures& out) const;
  void add_shapes(const Place& place, HashedFeatures& out) const;
  void add_neighbours(const Place& place, HashedFeatures& out) const;
  void add_runs(const Place& place, HashedFeatures& out) const;
  void add_lists(const Place& place, HashedFeatures& out) const;

  const FormTable& joined_words_ = joined_words();
  const FormTable& abbreviations_ = abbreviation_table();
  std::vector<TextUnit> units_;  // with one of kind kNone at the end
  std::int32_t size_ = 0;
  std::vector<std::int32_t> places_;
  std::vector<std::uint64_t> prefix_;    // hash of the units before each
  std::vector<std::int32_t> run_begin_;  // of the run of letters and digits that each is in
  std::vector<std::int32_t> run_end_;
  std::vector<TextUnit> neighbour_units_;
  Neighbour before_;
  Neighbour after_;
  std::uint64_t chunk_hash_ = 0;
  std::uint64_t chunk_shape_ = 0;
  std::vector<Span> wholes_;     // units inside which no word ends
  std::int32_t first_word_ = 0;  // units [first_word_, last_word_) without the marks around
  std::int32_t last_word_ = 0;
};

}  // namespace tocsin
