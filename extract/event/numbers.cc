// See numbers.h.
#include "extract/event/numbers.h"

#include <algorithm>
#include <cctype>

namespace tocsin {
namespace {

constexpr std::int64_t kLargest = 100'000'000;

// "1,500" or "twenty"; nothing for other words, years of four digits included as numbers.
std::optional<std::int64_t> value_of(const Reading& reading, const Lexicon& lexicon, int at) {
  const ReadWord& word = reading.word(at);
  if (word.is(kNumberWord)) {
    const auto found = lexicon.calendar.find(word.lower);
    return found != lexicon.calendar.end() ? std::optional<std::int64_t>(found->second)
                                           : std::nullopt;
  }
  if (!word.is(kNumber)) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : word.lower) {
    if (c == ',') continue;
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return std::nullopt;
    value = std::min(value * 10 + (c - '0'), kLargest);
  }
  return value;
}

Bound bound_before(const Reading& reading, const Lexicon& lexicon, int at) {
  for (int length = 3; length >= 1; --length) {
    if (at < length) continue;
    const auto found = lexicon.bounds.find(reading.words, at - length);
    if (found && found->length == length) return *found->value;
  }
  return Bound::kExact;
}

}  // namespace

std::optional<Count> count_of(const Reading& reading, const Lexicon& lexicon,
                              const Mention& mention) {
  for (int at = mention.begin; at < mention.head; ++at) {
    std::optional<std::int64_t> value = value_of(reading, lexicon, at);
    if (!value) continue;
    if (at + 1 < reading.size() && reading.word(at + 1).lemma == "hundred") *value *= 100;
    if (at + 1 < reading.size() && reading.word(at + 1).lemma == "thousand") *value *= 1000;
    return Count{*value, bound_before(reading, lexicon, at)};
  }
  return std::nullopt;
}

}  // namespace tocsin
