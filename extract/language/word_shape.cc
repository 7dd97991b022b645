// fold_form, word_shape and word_key, over one table of capitals and one of typographic marks.
// ASCII, which nearly all words are, never reaches the tables.
#include "extract/language/word_shape.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace tocsin {
namespace {

constexpr std::size_t kLongestRun = 2;
constexpr std::size_t kLongestShape = 8;
constexpr std::size_t kLongestDigits = 4;
constexpr std::size_t kLongestClass = 10;  // without its brackets

// Every `step`-th code point of [first, last] is a capital, and its small letter `offset` away.
struct Capitals {
  char32_t first;
  char32_t last;
  char32_t step;
  int offset;
};

constexpr auto kCapitals = std::to_array<Capitals>({
    {0x00C0, 0x00D6, 1, 32}, {0x00D8, 0x00DE, 1, 32},    // Latin-1
    {0x0100, 0x012E, 2, 1},  {0x0130, 0x0130, 1, -199},  // Latin Extended-A; "İ" is "i"
    {0x0132, 0x0136, 2, 1},  {0x0139, 0x0147, 2, 1},
    {0x014A, 0x0176, 2, 1},  {0x0178, 0x0178, 1, -121},
    {0x0179, 0x017D, 2, 1},  {0x018F, 0x018F, 1, 202},  // "Ə" of Azerbaijani
    {0x01A0, 0x01A4, 2, 1},  {0x01AF, 0x01AF, 1, 1},    // "Ơ", "Ư" of Vietnamese
    {0x01CD, 0x01DB, 2, 1},  {0x01DE, 0x01EE, 2, 1},
    {0x01F8, 0x021E, 2, 1},  {0x0222, 0x0232, 2, 1},   // "Ș", "Ț" of Romanian
    {0x0386, 0x0386, 1, 38}, {0x0388, 0x038A, 1, 37},  // Greek
    {0x038C, 0x038C, 1, 64}, {0x038E, 0x038F, 1, 63},
    {0x0391, 0x03A1, 1, 32}, {0x03A3, 0x03AB, 1, 32},
    {0x0400, 0x040F, 1, 80}, {0x0410, 0x042F, 1, 32},  // Cyrillic
    {0x0460, 0x0480, 2, 1},  {0x048A, 0x04BE, 2, 1},
    {0x04D0, 0x052E, 2, 1},  {0x0531, 0x0556, 1, 48},  // and Armenian
    {0x1E00, 0x1E94, 2, 1},  {0x1EA0, 0x1EFE, 2, 1},   // Latin Extended Additional
    {0xFF21, 0xFF3A, 1, 32},                           // full width
});

struct Mark {
  char32_t from;
  char32_t to;
};

constexpr auto kMarks = std::to_array<Mark>({
    {0x00AB, '"'},  {0x00B4, '\''}, {0x00BB, '"'},  {0x02B9, '\''}, {0x02BB, '\''}, {0x02BC, '\''},
    {0x02BD, '\''}, {0x2010, '-'},  {0x2011, '-'},  {0x2012, '-'},  {0x2013, '-'},  {0x2014, '-'},
    {0x2015, '-'},  {0x2018, '\''}, {0x2019, '\''}, {0x201A, '\''}, {0x201B, '\''}, {0x201C, '"'},
    {0x201D, '"'},  {0x201E, '"'},  {0x201F, '"'},  {0x2032, '\''}, {0x2033, '"'},  {0x2039, '\''},
    {0x203A, '\''}, {0x2043, '-'},  {0x2212, '-'},  {0xFE58, '-'},  {0xFE63, '-'},  {0xFF02, '"'},
    {0xFF07, '\''}, {0xFF0D, '-'},
});

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0: not UTF-8
};

// The code point at `at`, a byte beyond ASCII. What is overlong or a surrogate finds no row of the
// tables that would make it something else, so only the form is checked.
CodePoint decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return {};
  char32_t value = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (next & 0x3FU);
  }
  return {value, size};
}

void encode(char32_t value, std::string& out) {
  const auto tail = [&](unsigned shift) {
    out.push_back(static_cast<char>(0x80U | ((value >> shift) & 0x3FU)));
  };
  if (value < 0x80) {
    out.push_back(static_cast<char>(value));
  } else if (value < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (value >> 6U)));
    tail(0);
  } else {  // no row of the tables leads beyond the first plane
    out.push_back(static_cast<char>(0xE0U | (value >> 12U)));
    tail(6);
    tail(0);
  }
}

char32_t lower(char32_t value) {
  const auto* const row =
      std::lower_bound(kCapitals.begin(), kCapitals.end(), value,
                       [](const Capitals& range, char32_t wanted) { return range.last < wanted; });
  if (row == kCapitals.end() || value < row->first || (value - row->first) % row->step != 0) {
    return value;
  }
  return static_cast<char32_t>(static_cast<int>(value) + row->offset);
}

char32_t plain_mark(char32_t value) {
  const auto* const row =
      std::lower_bound(kMarks.begin(), kMarks.end(), value,
                       [](const Mark& mark, char32_t wanted) { return mark.from < wanted; });
  return row != kMarks.end() && row->from == value ? row->to : value;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

char ascii_shape(char c) {
  if (c >= 'a' && c <= 'z') return 'x';
  if (c >= 'A' && c <= 'Z') return 'X';
  if (is_digit(c)) return 'd';
  return c;
}

// Blocks that hold signs and no letters: Latin-1's signs, punctuation to dingbats, the marks of
// CJK, emoji.
bool is_sign(char32_t value) {
  return (value < 0xC0 && value != 0xAA && value != 0xB5 && value != 0xBA) || value == 0xD7 ||
         value == 0xF7 || (value >= 0x2000 && value < 0x2C00) ||
         (value >= 0x3000 && value < 0x3040) || (value >= 0xFE10 && value < 0xFE70) ||
         (value >= 0xFFF0 && value < 0x10000) || value >= 0x1F000;
}

char wide_shape(char32_t value) {
  if (const char32_t mark = plain_mark(value); mark != value) return static_cast<char>(mark);
  if (lower(value) != value) return 'X';
  return is_sign(value) ? '*' : 'x';
}

bool is_number(std::string_view folded) {
  const auto* const first = std::find_if(folded.begin(), folded.end(), [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || !is_ascii(c);
  });
  return first != folded.end() && is_digit(*first);
}

}  // namespace

std::string fold_form(std::string_view form) {
  std::string out;
  out.reserve(form.size());
  for (std::size_t at = 0; at < form.size();) {
    if (is_ascii(form[at])) {
      out.push_back(lower_ascii(form[at++]));
      continue;
    }
    const CodePoint point = decode(form, at);
    const char32_t folded = plain_mark(lower(point.value));
    if (point.size == 0 || folded == point.value) {
      out.append(form.substr(at, std::max<std::size_t>(point.size, 1)));
    } else {
      encode(folded, out);
    }
    at += std::max<std::size_t>(point.size, 1);
  }
  return out;
}

std::string word_shape(std::string_view form) {
  std::string out;
  for (std::size_t at = 0; at < form.size() && out.size() < kLongestShape;) {
    const CodePoint point = is_ascii(form[at]) ? CodePoint{0, 1} : decode(form, at);
    const char sign = is_ascii(form[at]) ? ascii_shape(form[at])
                      : point.size == 0  ? '*'
                                         : wide_shape(point.value);
    const std::size_t run = out.size() - std::min(out.size(), out.find_last_not_of(sign) + 1);
    if (run < kLongestRun) out.push_back(sign);
    at += std::max<std::size_t>(point.size, 1);
  }
  return out;
}

std::string word_key(std::string_view form) {
  std::string folded = fold_form(form);
  if (!is_number(folded)) return folded;
  std::string out = "<";
  std::size_t run = 0;
  for (const char c : folded) {
    run = is_digit(c) ? run + 1 : 0;
    if (run > kLongestDigits || !is_ascii(c)) continue;
    if (out.size() > kLongestClass) break;
    out.push_back(is_digit(c) ? '0' : c);
  }
  return out + ">";
}

}  // namespace tocsin
