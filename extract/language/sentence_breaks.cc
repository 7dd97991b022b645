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

void SentenceBreaks::describe(std::string_view text, const Word& word, WordTraits& traits) {
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

void SentenceBreaks::take(std::string_view text, std::span<const Word> words) {
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

bool SentenceBreaks::is_unmarked(std::int32_t i) const {
  while (closes(word(i).look)) --i;
  const WordLook look = word(i).look;
  return !ends_sentence(look) && look != WordLook::kColon && look != WordLook::kAbbreviation;
}

void SentenceBreaks::features(std::int32_t i, std::int32_t first, HashedFeatures& out) const {
  const WordTraits &c = word(i), &p = word(i - 1), &pp = word(i - 2), &n = word(i + 1),
                   &nn = word(i + 2), &nnn = word(i + 3);
  const auto look = [](const WordTraits& traits) {
    return static_cast<std::uint64_t>(traits.look) * 2 + (traits.blank_before ? 1 : 0);
  };
  const Counts& counts = counts_[static_cast<std::size_t>(i)];
  const std::uint64_t lc = look(c), lp = look(p), lpp = look(pp), ln = look(n), lnn = look(nn),
                      lnnn = look(nnn);
  const std::uint64_t here = lc * 64 + ln;
  const std::uint64_t wide = (lp * 64 + lc) * 4096 + ln * 64 + lnn;
  const std::uint64_t cases = case_of_surroundings(i);
  const std::uint64_t inside =
      static_cast<std::uint64_t>(std::min(counts.depth, 3)) * 2 + (counts.quoted ? 1 : 0);
  // The word that the marks before the place follow.
  std::int32_t last = i;
  while (last > first && last > i - 3 &&
         (closes(word(last).look) || ends_sentence(word(last).look)))
    --last;
  const WordTraits& l = word(last);
  const std::uint64_t ends =
      std::any_of(&word(last), &c + 1, [](const WordTraits& t) { return ends_sentence(t.look); })
          ? 1
          : 0;
  const std::uint64_t length = bucket(i + 1 - first);
  const std::uint64_t since = bucket(counts.since_end);
  const std::uint64_t until = bucket(counts_[static_cast<std::size_t>(i + 1)].until_end);

  std::uint32_t t = 0;
  out.clear();
  out.add(t++, 0);
  out.add(t++, here);
  out.add(t++, join(here, cases));
  out.add(t++, wide);
  out.add(t++, join(wide, cases));
  out.add(t++, join(wide, lpp * 64 + lnnn));
  out.add(t++, join(here, lp * 64 + lpp));
  out.add(t++, join(here, lnn * 64 + lnnn));
  out.add(t++, c.form);
  out.add(t++, n.form);
  out.add(t++, join(c.form, n.form));
  out.add(t++, join(c.form, ln));
  out.add(t++, join(n.form, lc));
  out.add(t++, join(join(n.form, lc), ln));
  out.add(t++, join(join(n.form, here), cases));
  out.add(t++, join(join(c.form, here), cases));
  out.add(t++, join(join(p.form, c.form), ln));
  out.add(t++, join(join(n.form, nn.form), lc));
  out.add(t++, join(join(nn.form, here), lnn));
  out.add(t++, join(join(p.form, here), lp));
  out.add(t++, join(join(p.form, c.form), n.form));
  out.add(t++, join(join(l.form, ends), ln));
  out.add(t++, join(join(l.form, ends), n.form));
  out.add(t++, join(join(static_cast<std::uint64_t>(l.look), ends), ln * 64 + lnn));
  out.add(t++, join(c.suffix, here));
  out.add(t++, join(n.suffix, here));
  out.add(t++, join(join(c.listed, n.listed), here));
  out.add(t++, join(join(c.length, n.length), here));
  out.add(t++, join(join(c.listed, c.length), ln * 64 + lnn));
  out.add(t++, join(here, inside));
  out.add(t++, join(join(c.form, inside), ln));
  out.add(t++, join(wide, inside));
  out.add(t++, join(length, here));
  out.add(t++, join(since, here));
  out.add(t++, join(until, here));
  out.add(t++, join(join(since, until), here));
  out.add(t++, join(join(length, until), here));
  out.add(t++, join(join(length, cases), here));
  const WordTraits& f = word(first);
  out.add(t++, join(join(f.form, here), length));
  out.add(t++, join(join(static_cast<std::uint64_t>(f.look), here), length));
  out.add(t++, join(i + 1 == size_ - 1 ? 1 : 0, here));
  out.add(t++, join(join(n.form, until), lc));
  out.add(t++, join(join(c.form, length), ln));
}

}  // namespace tocsin
