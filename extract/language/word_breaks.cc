// Proposes the places in a chunk and describes each by templates over characters, runs of letters,
// shapes and the neighbouring chunks. Entrance: WordBreaks.
#include "extract/language/word_breaks.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tocsin {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr std::int32_t kAccents = 8;      // on one letter
constexpr std::int32_t kRun = 24;         // units of a run that are looked at
constexpr std::int32_t kWholeChunk = 32;  // units of a chunk that is looked at as a whole
constexpr std::int32_t kNeighbour = 32;   // bytes of the chunks beside
constexpr std::int32_t kShape = 20;       // units of a shape

bool is_apostrophe(const TextUnit& unit) { return unit.base == U'\''; }

// A byte inside a character.
bool is_tail(std::string_view text, std::int32_t at) {
  return (static_cast<unsigned char>(text[static_cast<std::size_t>(at)]) & 0xC0U) == 0x80U;
}

std::uint64_t kind_code(const TextUnit& unit) {
  if (unit.kind == UnitKind::kMark) return 16 + unit.base;
  return static_cast<std::uint64_t>(unit.kind);
}

std::uint64_t bucket(std::int32_t count) {
  if (count < 5) return static_cast<std::uint64_t>(count);
  if (count < 8) return 5;
  if (count < 12) return 6;
  return count < 20 ? 7 : 8;
}

bool is_one_of(char32_t base, std::u32string_view marks) {
  return marks.find(base) != std::u32string_view::npos;
}

bool is_ascii_word(const TextUnit& unit) { return unit.base < 0x80 && is_word_kind(unit.kind); }

}  // namespace

std::vector<Span> find_chunks(std::string_view text, Span paragraph) {
  std::vector<Span> chunks;
  text = text.substr(0, static_cast<std::size_t>(paragraph.end));
  std::int32_t begin = paragraph.begin;
  const auto close = [&](std::int32_t at) {
    if (at > begin) chunks.push_back({begin, at});
    begin = at;
  };
  for (std::int32_t at = paragraph.begin; at < paragraph.end;) {
    if (const std::int32_t blank = blank_at(text, at); blank > 0) {
      close(at);
      begin = at += blank;
      continue;
    }
    if (at - begin >= kLongestChunk - 8 && !is_tail(text, at)) close(at);
    ++at;
    while (at < paragraph.end && is_tail(text, at)) ++at;
  }
  close(paragraph.end);
  return chunks;
}

WordBreaks::Neighbour WordBreaks::neighbour(std::string_view text, Span chunk, bool after) {
  if (after && chunk.end - chunk.begin > kNeighbour) {
    chunk.end = chunk.begin + kNeighbour;
    while (is_tail(text, chunk.end)) --chunk.end;
  } else if (chunk.end - chunk.begin > kNeighbour) {
    chunk.begin = chunk.end - kNeighbour;
    while (is_tail(text, chunk.begin)) ++chunk.begin;
  }
  neighbour_units_.clear();
  append_units(text, chunk, neighbour_units_);
  Neighbour found;
  if (neighbour_units_.empty()) return found;
  const TextUnit& unit = after ? neighbour_units_.front() : neighbour_units_.back();
  const bool small_follows =
      after && neighbour_units_.size() > 1 && neighbour_units_[1].kind == UnitKind::kLower;
  found.look = static_cast<std::uint64_t>(unit.kind) | (small_follows ? 16U : 0U) |
               (unit.kind == UnitKind::kMark ? unit.base << 8U : 0U);
  for (const TextUnit& each : neighbour_units_) found.form = extend_hash(found.form, each.base);
  return found;
}

void WordBreaks::take(std::string_view text, std::span<const Span> chunks, std::size_t index) {
  units_.clear();
  append_units(text, chunks[index], units_);
  size_ = static_cast<std::int32_t>(units_.size());
  units_.push_back({0, 0, chunks[index].end, UnitKind::kNone});
  find_places();
  if (places_.empty()) return;
  before_ = index > 0 ? neighbour(text, chunks[index - 1], false) : Neighbour{};
  after_ = index + 1 < chunks.size() ? neighbour(text, chunks[index + 1], true) : Neighbour{};
  describe_chunk();
}

bool WordBreaks::is_at(std::int32_t i, std::u32string_view word) const {
  for (const char32_t c : word) {
    if (at(i++).base != c) return false;
  }
  return true;
}

// "https://", "www." up to what cannot belong to them, around unit `i`.
Span WordBreaks::web_address(std::int32_t i, std::int32_t free) const {
  if (!is_at(i, U"://") && (!is_at(i, U"www.") || is_ascii_word(at(i - 1)))) return {};
  std::int32_t begin = i;
  while (begin > free && is_ascii_word(at(begin - 1))) --begin;
  std::int32_t end = i;
  while (end < size_ && !is_one_of(at(end).base, U"<>\"{}|")) ++end;
  while (end > i && is_one_of(at(end - 1).base, U".,;:!?)]'*\u2026\u2014")) --end;
  return end > i + 3 ? Span{begin, end} : Span{};
}

// "name@host.org" around the '@' at unit `i`.
Span WordBreaks::mail_address(std::int32_t i, std::int32_t free) const {
  if (at(i).base != U'@') return {};
  std::int32_t begin = i;
  while (begin > free &&
         (is_ascii_word(at(begin - 1)) || is_one_of(at(begin - 1).base, U"._-+%"))) {
    --begin;
  }
  std::int32_t end = i + 1;
  bool stop = false;
  for (; end < size_ && (is_ascii_word(at(end)) || is_one_of(at(end).base, U".-_")); ++end) {
    stop = stop || (at(end).base == U'.' && is_ascii_word(at(end + 1)));
  }
  while (end > i && !is_ascii_word(at(end - 1))) --end;
  return stop && begin < i ? Span{begin, end} : Span{};
}

// "U.N.", "a.m.", "U.S.A": single letters, each with its full stop, from unit `i` on.
Span WordBreaks::acronym(std::int32_t i) const {
  if (is_word_kind(at(i - 1).kind) || at(i - 1).base == U'.') return {};
  std::int32_t end = i;
  while (is_letter(at(end).kind) && at(end + 1).base == U'.') end += 2;
  if (end - i < 4) return {};
  const bool last_letter = is_letter(at(end).kind) && !is_word_kind(at(end + 1).kind);
  return {i, last_letter ? end + 1 : end};
}

// Addresses and acronyms are one word each.
void WordBreaks::find_wholes() {
  wholes_.clear();
  std::int32_t free = 0;  // where the last one ends
  for (std::int32_t i = 0; i < size_; ++i) {
    Span whole = acronym(i);
    if (whole.end == 0) whole = web_address(i, free);
    if (whole.end == 0) whole = mail_address(i, free);
    if (whole.end == 0) continue;
    wholes_.push_back(whole);
    free = whole.end;
    i = whole.end - 1;
  }
}

// The unit before `i` without its accents.
std::int32_t WordBreaks::base_before(std::int32_t i) const {
  std::int32_t base = i - 1;
  while (base > 0 && base > i - kAccents && at(base).kind == UnitKind::kExtender) --base;
  return base;
}

bool WordBreaks::may_break(std::int32_t i) const {
  const TextUnit &a = at(base_before(i)), &b = at(i);
  if (b.kind == UnitKind::kExtender || at(i - 1).code == kJoiner) return false;
  if (b.kind == UnitKind::kDigit) {
    // "around1000", but "G7", "F16"
    const bool written_together =
        is_letter(a.kind) && (i < 4 || at(i - 4).kind != UnitKind::kLower);
    return a.kind != UnitKind::kDigit && !written_together;
  }
  if (!is_letter(a.kind) || !is_letter(b.kind)) return true;
  return b.code == U'n' && is_apostrophe(at(i + 1)) && at(i + 2).code == U't' &&
         !is_letter(at(i + 3).kind);
}

void WordBreaks::find_places() {
  places_.clear();
  find_wholes();
  auto whole = wholes_.begin();
  for (std::int32_t i = 1; i < size_; ++i) {
    if (whole != wholes_.end() && i >= whole->end) ++whole;
    if (whole != wholes_.end() && i > whole->begin) {
      i = whole->end - 1;
      continue;
    }
    if (may_break(i)) places_.push_back(i);
  }
  find_joined_words();
}

std::size_t WordBreaks::group_end(std::size_t first) const {
  const std::int32_t i = places_[first];
  const bool pair = first + 1 < places_.size() && places_[first + 1] == i + 1;
  if (pair && is_one_of(at(i).base, U"-\u2014/") && is_word_kind(at(i - 1).kind) &&
      is_word_kind(at(i + 1).kind)) {
    return first + 2;
  }
  std::size_t end = first;
  while (end < places_.size() && places_[end] == i + static_cast<std::int32_t>(end - first) &&
         at(places_[end]).base == at(i - 1).base) {
    ++end;
  }
  return std::max(end, first + 1);
}

void WordBreaks::find_joined_words() {
  const std::size_t found = places_.size();
  for (std::int32_t begin = 0; begin < size_;) {
    std::uint64_t hash = 0;
    std::int32_t end = begin;
    while (end < size_ && is_letter(at(end).kind)) hash = extend_hash(hash, at(end++).code);
    const std::uint32_t places = end - begin <= kLongestJoinedWord ? joined_words_.find(hash) : 0;
    for (std::int32_t i = 1; i < end - begin && places != 0; ++i) {
      if ((places >> static_cast<unsigned>(i) & 1U) != 0) places_.push_back(begin + i);
    }
    begin = std::max(end, begin + 1);
  }
  if (places_.size() == found) return;
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
}

void WordBreaks::describe_chunk() {
  const auto count = static_cast<std::size_t>(size_);
  prefix_.assign(count + 1, 0);
  run_begin_.assign(count + 1, size_);
  run_end_.assign(count + 1, size_);
  for (std::size_t i = 0; i < count; ++i) {
    prefix_[i + 1] = extend_hash(prefix_[i], units_[i].base);
    const bool inside = is_word_kind(units_[i].kind) || units_[i].kind == UnitKind::kExtender;
    const bool same =
        i > 0 && inside && run_begin_[i - 1] != size_ &&
        (units_[i].kind == UnitKind::kDigit) == (units_[i - 1].kind == UnitKind::kDigit);
    if (inside) run_begin_[i] = same ? run_begin_[i - 1] : static_cast<std::int32_t>(i);
  }
  for (std::size_t i = count; i-- > 0;) {
    if (run_begin_[i] == size_) continue;
    const bool last = i + 1 == count || run_begin_[i + 1] != run_begin_[i];
    run_end_[i] = last ? static_cast<std::int32_t>(i + 1) : run_end_[i + 1];
  }
  chunk_hash_ = prefix_[count];
  chunk_shape_ = shape(0, size_);
  first_word_ = 0;
  while (first_word_ < size_ && at(first_word_).kind == UnitKind::kMark) ++first_word_;
  last_word_ = size_;
  while (last_word_ > first_word_ && at(last_word_ - 1).kind == UnitKind::kMark) --last_word_;
}

// Letters by case, digits and marks, repetitions left out.
std::uint64_t WordBreaks::shape(std::int32_t begin, std::int32_t end) const {
  std::uint64_t hash = 0;
  std::uint64_t last = 0;
  for (std::int32_t i = begin; i < std::min(end, begin + kShape); ++i) {
    const std::uint64_t code = kind_code(at(i));
    if (code == last) continue;
    hash = extend_hash(hash, static_cast<char32_t>(code));
    last = code;
  }
  return hash;
}

std::uint64_t WordBreaks::hash(Span units) const {
  std::uint64_t hash = 0;
  for (std::int32_t i = units.begin; i < units.end; ++i) hash = extend_hash(hash, at(i).base);
  return hash;
}

// What lies around the place before unit `i`. The runs are those of letters or of digits on both
// sides; where there is a mark, those beyond it.
WordBreaks::Place WordBreaks::look_around(std::int32_t i) const {
  const TextUnit &a = at(i - 1), &b = at(i);
  Place place;
  place.i = i;
  place.marks = (std::uint64_t{a.base} << 24U) | b.base;
  place.kinds = (kind_code(a) << 24U) | kind_code(b);
  const std::int32_t left = is_word_kind(a.kind) ? i : i - 1;
  const std::int32_t right = is_word_kind(b.kind) ? i : i + 1;
  place.left = {left, left};
  place.right = {right, right};
  if (left > 0 && is_word_kind(at(left - 1).kind)) {
    place.left.begin = run_begin_[static_cast<std::size_t>(left - 1)];
  }
  if (right < size_ && is_word_kind(at(right).kind)) {
    place.right.end = run_end_[static_cast<std::size_t>(right)];
  }
  place.left_hash = hash({std::max(place.left.begin, left - kRun), left});
  place.right_hash = hash({right, std::min(place.right.end, right + kRun)});
  place.edges = (i <= first_word_ ? 1U : 0U) | (i >= last_word_ ? 2U : 0U) | (i == 1 ? 4U : 0U) |
                (i + 1 == size_ ? 8U : 0U);
  return place;
}

void WordBreaks::add_characters(const Place& place, HashedFeatures& out) const {
  const std::int32_t i = place.i;
  const TextUnit &a2 = at(i - 2), &b2 = at(i + 1), &a3 = at(i - 3), &b3 = at(i + 2);
  const std::uint64_t ab = place.marks;
  const std::uint64_t near = join(join(place.kinds, kind_code(a2)), kind_code(b2));
  out.add(0);
  out.add(ab);
  out.add(join(ab, a2.base));
  out.add(join(ab, b2.base));
  out.add(join(join(ab, a2.base), b2.base));
  out.add(join(join(ab, a2.base), a3.base));
  out.add(join(join(ab, b2.base), b3.base));
  out.add(join(join(join(ab, b2.base), b3.base), a2.base));
  out.add(place.kinds);
  out.add(near);
  out.add(join(join(near, kind_code(a3)), kind_code(b3)));
}

void WordBreaks::add_forms(const Place& place, HashedFeatures& out) const {
  const std::int32_t i = place.i;
  out.add(join(place.left_hash, place.marks & 0xFFFFFFU));
  out.add(join(place.left_hash, place.kinds));
  out.add(join(place.right_hash, at(i - 1).base));
  out.add(join(place.right_hash, place.kinds));
  out.add(join(join(place.left_hash, place.right_hash), place.kinds));
  if (size_ > kWholeChunk) return out.skip(3);
  out.add(join(chunk_hash_, static_cast<std::uint64_t>(i)));
  out.add(join(prefix_[static_cast<std::size_t>(i)], at(i).base));
  out.add(join(hash({i, size_}), at(i - 1).base));
}

// How often the unit before the place, and the one after it, stand there in a row.
std::pair<std::uint64_t, std::uint64_t> WordBreaks::repetitions(std::int32_t i) const {
  std::int32_t before = 0;
  while (before < kRun && i > before && at(i - 1 - before).base == at(i - 1).base) ++before;
  std::int32_t after = 0;
  while (after < kRun && i + after < size_ && at(i + after).base == at(i).base) ++after;
  return {bucket(before), bucket(after)};
}

void WordBreaks::add_shapes(const Place& place, HashedFeatures& out) const {
  const std::int32_t i = place.i;
  const std::uint64_t edges = place.edges;
  const std::uint64_t kinds = place.kinds;
  const std::uint64_t before = shape(0, i);
  const std::uint64_t after = shape(i, size_);
  out.add(join(chunk_shape_, static_cast<std::uint64_t>(std::min(i, 30))));
  out.add(join(join(before, after), edges));
  out.add(join(after, kinds));
  out.add(join(before, kinds));
  out.add(join(kinds, edges));
  out.add(join(place.marks, edges));
  const auto [same_before, same_after] = repetitions(i);
  out.add(join(join(kinds, same_before), same_after * 16 + edges));
}

void WordBreaks::add_neighbours(const Place& place, HashedFeatures& out) const {
  const std::uint64_t edges = place.edges;
  out.add(join(join(place.kinds, after_.look), edges));
  out.add(join(join(place.left_hash, place.kinds), after_.look * 16 + edges));
  out.add(join(join(place.kinds, before_.look), edges));
}

void WordBreaks::add_runs(const Place& place, HashedFeatures& out) const {
  const auto [i, marks, kinds, left, right, left_hash, right_hash, edges] = place;
  const std::uint64_t left_length = bucket(left.end - left.begin);
  const std::uint64_t right_length = bucket(right.end - right.begin);
  const std::uint64_t left_shape = shape(std::max(left.begin, left.end - kRun), left.end);
  const std::uint64_t right_shape = shape(right.begin, right.end);
  out.add(join(join(kinds, left_length * 16 + right_length), edges));
  out.add(join(join(kinds, left_shape), left_length * 16 + edges));
  out.add(join(join(kinds, right_shape), right_length * 16 + edges));
  out.add(join(join(left_shape, right_shape), kinds));
  out.add(join((std::uint64_t{at(i - 1).code} << 24U) | at(i).code, edges));
  out.add(join(join(hash({std::max(left.begin, left.end - 3), left.end}), kinds), edges));
  out.add(join(join(hash({right.begin, std::min(right.end, right.begin + 3)}), kinds), edges));
  out.add(join(join(kinds, bucket(i)), bucket(size_ - i)));
}

void WordBreaks::add_lists(const Place& place, HashedFeatures& out) const {
  const std::int32_t i = place.i;
  if (at(i).base == U'.') {
    const std::uint64_t listed =
        i - first_word_ <= kRun ? abbreviations_.find(hash({first_word_, i})) : 0;
    out.add(join(listed, place.edges));
    out.add(join(join(listed, place.edges), after_.look));
  } else {
    out.skip(2);
  }
  if (!is_letter(at(i - 1).kind) || !is_letter(at(i).kind)) return;
  out.add(join(chunk_hash_, after_.form));
  out.add(join(chunk_hash_, before_.form));
  out.add(join(chunk_hash_, after_.look));
  out.add(after_.form);
}

void WordBreaks::features(std::int32_t place, HashedFeatures& out) const {
  const Place around = look_around(place);
  out.clear();
  add_characters(around, out);
  add_forms(around, out);
  add_shapes(around, out);
  add_neighbours(around, out);
  add_runs(around, out);
  add_lists(around, out);
}

}  // namespace tocsin
