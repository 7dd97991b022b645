// Looks of words, running counts over the paragraph, and the templates over them. Entrance:
// SentenceBreaks.
#include "extract/language/sentence_breaks.h"

#include <algorithm>
#include <array>

namespace tocsin {
namespace {

constexpr std::int32_t kSurroundings = 12;  // words on each side
constexpr std::int32_t kLongestForm = 40;   // units that are looked at

bool ends_sentence(WordLook look) {
  return look == WordLook::kStop || look == WordLook::kEllipsis || look == WordLook::kQuestion;
}
bool may_end_sentence(WordLook look) {
  return ends_sentence(look) || look == WordLook::kColon || look == WordLook::kAbbreviation;
}
bool closes(WordLook look) {
  return look == WordLook::kClose || look == WordLook::kCloseQuote || look == WordLook::kQuote;
}

struct MarkLook {
  std::u32string_view marks;
  WordLook look;
};
constexpr std::array kMarkLooks = std::to_array<MarkLook>({
    {U".\u3002", WordLook::kStop},
    {U"\u2026", WordLook::kEllipsis},
    {U"?!\uFF01\uFF1F\u203D\u061F", WordLook::kQuestion},
    {U",\u3001\u060C", WordLook::kComma},
    {U":", WordLook::kColon},
    {U";", WordLook::kSemicolon},
    {U"([{<", WordLook::kOpen},
    {U")]}>", WordLook::kClose},
    {U"\u201C\u201E\u2018\u00AB", WordLook::kOpenQuote},
    {U"\u201D\u2019\u00BB", WordLook::kCloseQuote},
    {U"\"'", WordLook::kQuote},
    {U"-\u2013\u2014\u2015~_=", WordLook::kDash},
    {U"*\u2022\u00B7\u25AA\u25CF\u25A0#|+", WordLook::kBullet},
});

WordLook look_of_mark(char32_t code) {
  for (const MarkLook& row : kMarkLooks) {
    if (row.marks.find(code) != std::u32string_view::npos) return row.look;
  }
  return WordLook::kMark;
}

WordLook look_of_marks(std::span<const TextUnit> units) {
  const TextUnit& first = units.front();
  const bool same = std::all_of(units.begin(), units.end(),
                                [&](const TextUnit& unit) { return unit.code == first.code; });
  if (units.size() == 1) return look_of_mark(first.code);
  if (same && first.code == U'.') return WordLook::kEllipsis;
  if (same && first.code == U'`') return WordLook::kOpenQuote;
  if (same && first.code == U'\'') return WordLook::kCloseQuote;
  const bool asks = std::all_of(units.begin(), units.end(), [](const TextUnit& unit) {
    return unit.code == U'?' || unit.code == U'!' || unit.code == U'.';
  });
  if (asks) return WordLook::kQuestion;
  return same ? look_of_mark(first.code) : WordLook::kEmoticon;
}

struct UnitCounts {
  int upper = 0, lower = 0, other = 0, digit = 0, mark = 0;
};

UnitCounts count_units(std::span<const TextUnit> units) {
  UnitCounts counts;
  for (const TextUnit& unit : units) {
    counts.upper += unit.kind == UnitKind::kUpper;
    counts.lower += unit.kind == UnitKind::kLower;
    counts.other += unit.kind == UnitKind::kLetter;
    counts.digit += unit.kind == UnitKind::kDigit;
    counts.mark += unit.kind == UnitKind::kMark;
  }
  return counts;
}

WordLook look_of(std::span<const TextUnit> units) {
  if (units.empty()) return WordLook::kMark;
  const UnitCounts counts = count_units(units);
  const int letters = counts.upper + counts.lower + counts.other;
  const bool stop = units.back().base == U'.';
  if (letters + counts.digit == 0) return look_of_marks(units);
  if (letters == 0) return stop ? WordLook::kNumberStop : WordLook::kNumber;
  const bool inner_stop = std::any_of(units.begin() + 1, units.end() - 1, [](const TextUnit& unit) {
    return unit.base == U'.' || unit.base == U'/' || unit.base == U'@';
  });
  if (units.size() > 6 && inner_stop && letters > 4) return WordLook::kAddress;
  if (counts.upper == 1 && letters == 1) return WordLook::kInitial;
  if (stop) return WordLook::kAbbreviation;
  if (counts.other > 0) return WordLook::kOtherLetters;
  const bool begins_upper = units.front().kind == UnitKind::kUpper;
  if (counts.digit > 0) return WordLook::kMixed;
  if (counts.upper == 0) return WordLook::kLower;
  if (counts.lower == 0) return WordLook::kCapitals;
  return begins_upper ? WordLook::kCapital : WordLook::kMixed;
}

std::uint64_t bucket(std::int32_t count) {
  if (count < 4) return static_cast<std::uint64_t>(std::max(count, 0));
  if (count < 6) return 4;
  if (count < 10) return 5;
  if (count < 16) return 6;
  if (count < 25) return 7;
  return count < 40 ? 8 : 9;
}

}  // namespace

void SentenceBreaks::describe(std::string_view text, const SyntacticWord& word,
                              WordTraits& traits) {
  units_.clear();
  append_units(text, word.span, units_);
  const std::size_t count = std::min<std::size_t>(units_.size(), kLongestForm);
  const std::span<const TextUnit> units(units_.data(), count);
  traits.length = static_cast<std::uint8_t>(std::min<std::size_t>(units_.size(), 255));
  traits.look = look_of(units);
  std::uint64_t without_stop = 0;
  for (std::size_t i = 0; i < count; ++i) {
    without_stop = traits.form;
    traits.form = extend_hash(traits.form, units[i].base);
    if (i + 3 >= count) traits.suffix = extend_hash(traits.suffix, units[i].base);
  }
  const bool stop = count > 1 && units.back().base == U'.';
  traits.listed = static_cast<std::uint8_t>(abbreviations_.find(stop ? without_stop : traits.form));
}

void SentenceBreaks::take(std::string_view text, std::span<const SyntacticWord> words) {
  size_ = static_cast<std::int32_t>(words.size());
  traits_.assign(words.size() + 2 * static_cast<std::size_t>(kPadding), {});
  for (std::size_t i = 0; i < words.size(); ++i) {
    WordTraits& traits = traits_[i + static_cast<std::size_t>(kPadding)];
    describe(text, words[i], traits);
    traits.blank_before = i == 0 || words[i].span.begin > words[i - 1].span.end;
  }
  count();
}

void SentenceBreaks::count() {
  counts_.assign(static_cast<std::size_t>(size_) + 1, {});
  Counts running;
  bool after_end = false;
  for (std::int32_t i = 0; i < size_; ++i) {
    const WordLook look = word(i).look;
    running.lower += look == WordLook::kLower;
    running.capital += look == WordLook::kCapital;
    running.capitals += look == WordLook::kCapitals;
    if (look == WordLook::kOpen) ++running.depth;
    if (look == WordLook::kClose) running.depth = std::max(0, running.depth - 1);
    if (look == WordLook::kOpenQuote) running.quoted = true;
    if (look == WordLook::kCloseQuote) running.quoted = false;
    if (look == WordLook::kQuote && word(i).length == 1) running.quoted = !running.quoted;
    if (after_end && !closes(look) && !ends_sentence(look)) running.since_end = 0;
    ++running.since_end;
    after_end = ends_sentence(look) || (after_end && closes(look));
    if (!closes(look)) running.marked = may_end_sentence(look);
    counts_[static_cast<std::size_t>(i)] = running;
  }
  std::int32_t until = 0;
  for (std::int32_t i = size_; i-- > 0;) {
    until = ends_sentence(word(i).look) ? 0 : until + 1;
    counts_[static_cast<std::size_t>(i)].until_end = until;
  }
}

// Whether the case of letters says anything here: 0 as usual, 1 all capitals, 2 title case, 3 no
// capitals, 4 too few words to tell.
std::uint64_t SentenceBreaks::case_of_surroundings(std::int32_t i) const {
  const Counts none;
  const Counts& before =
      i >= kSurroundings ? counts_[static_cast<std::size_t>(i - kSurroundings)] : none;
  const Counts& after = counts_[static_cast<std::size_t>(std::min(i + kSurroundings, size_ - 1))];
  const std::int32_t lower = after.lower - before.lower;
  const std::int32_t capital = after.capital - before.capital;
  const std::int32_t capitals = after.capitals - before.capitals;
  if (lower + capital + capitals < 4) return 4;
  if (capitals > 3 * (lower + capital)) return 1;
  if (capital > 2 * lower) return 2;
  return capital + capitals == 0 ? 3 : 0;
}

// What lies around the place after word `i`.
SentenceBreaks::Place SentenceBreaks::look_around(std::int32_t i, std::int32_t first) const {
  Place place;
  place.i = i;
  for (std::int32_t k = -2; k <= 3; ++k)
    place.looks[static_cast<std::size_t>(std::int64_t{k} + 2)] = look(i + k);
  place.here = place.looks[2] * 64 + place.looks[3];
  place.after = place.looks[3] * 64 + place.looks[4];
  place.wide = (place.looks[1] * 64 + place.looks[2]) * 4096 + place.after;
  place.cases = case_of_surroundings(i);
  const Counts& counts = counts_[static_cast<std::size_t>(i)];
  place.inside =
      static_cast<std::uint64_t>(std::min(counts.depth, 3)) * 2 + (counts.quoted ? 1 : 0);
  place.length = bucket(i + 1 - first);
  place.since = bucket(counts.since_end);
  place.until = bucket(counts_[static_cast<std::size_t>(i) + 1].until_end);
  place.last = i;
  while (place.last > first && place.last > i - 3 &&
         (closes(word(place.last).look) || ends_sentence(word(place.last).look))) {
    --place.last;
  }
  for (std::int32_t k = place.last; k <= i; ++k) {
    if (ends_sentence(word(k).look)) place.ends = 1;
  }
  return place;
}

std::uint64_t SentenceBreaks::look(std::int32_t i) const {
  const WordTraits& traits = word(i);
  return static_cast<std::uint64_t>(traits.look) * 2 + (traits.blank_before ? 1 : 0);
}

void SentenceBreaks::add_looks(const Place& place, HashedFeatures& out) {
  const auto& [pp, p, c, n, nn, nnn] = place.looks;
  out.add(0);
  out.add(place.here);
  out.add(join(place.here, place.cases));
  out.add(place.wide);
  out.add(join(place.wide, place.cases));
  out.add(join(place.wide, pp * 64 + nnn));
  out.add(join(place.here, p * 64 + pp));
  out.add(join(place.here, nn * 64 + nnn));
}

void SentenceBreaks::add_forms(const Place& place, HashedFeatures& out) const {
  const auto& [lpp, lp, lc, ln, lnn, lnnn] = place.looks;
  const std::uint64_t p = word(place.i - 1).form;
  const std::uint64_t c = word(place.i).form;
  const std::uint64_t n = word(place.i + 1).form;
  const std::uint64_t nn = word(place.i + 2).form;
  out.add(c);
  out.add(n);
  out.add(join(c, n));
  out.add(join(c, ln));
  out.add(join(n, lc));
  out.add(join(join(n, lc), ln));
  out.add(join(join(n, place.here), place.cases));
  out.add(join(join(c, place.here), place.cases));
  out.add(join(join(p, c), ln));
  out.add(join(join(n, nn), lc));
  out.add(join(join(nn, place.here), lnn));
  out.add(join(join(p, place.here), lp));
  out.add(join(join(p, c), n));
}

void SentenceBreaks::add_words(const Place& place, HashedFeatures& out) const {
  const WordTraits &c = word(place.i), &n = word(place.i + 1), &last = word(place.last);
  const std::uint64_t here = place.here;
  out.add(join(join(last.form, place.ends), place.looks[3]));
  out.add(join(join(last.form, place.ends), n.form));
  out.add(join(join(static_cast<std::uint64_t>(last.look), place.ends), place.after));
  out.add(join(c.suffix, here));
  out.add(join(n.suffix, here));
  out.add(join(join(c.listed, n.listed), here));
  out.add(join(join(c.length, n.length), here));
  out.add(join(join(c.listed, c.length), place.after));
}

void SentenceBreaks::add_position(const Place& place, std::int32_t first,
                                  HashedFeatures& out) const {
  const std::uint64_t here = place.here;
  const std::uint64_t length = place.length;
  const WordTraits &c = word(place.i), &n = word(place.i + 1), &opening = word(first);
  out.add(join(here, place.inside));
  out.add(join(join(c.form, place.inside), place.looks[3]));
  out.add(join(place.wide, place.inside));
  out.add(join(length, here));
  out.add(join(place.since, here));
  out.add(join(place.until, here));
  out.add(join(join(place.since, place.until), here));
  out.add(join(join(length, place.until), here));
  out.add(join(join(length, place.cases), here));
  out.add(join(join(opening.form, here), length));
  out.add(join(join(static_cast<std::uint64_t>(opening.look), here), length));
  out.add(join(place.i + 1 == size_ - 1 ? 1 : 0, here));
  out.add(join(join(n.form, place.until), place.looks[2]));
  out.add(join(join(c.form, length), place.looks[3]));
}

void SentenceBreaks::features(std::int32_t i, std::int32_t first, HashedFeatures& out) const {
  const Place place = look_around(i, first);
  out.clear();
  add_looks(place, out);
  add_forms(place, out);
  add_words(place, out);
  add_position(place, first, out);
}

}  // namespace tocsin
