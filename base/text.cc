// UTF-8 by hand where bytes are enough, ICU where Unicode's tables are needed (fold_case).
// One decoder, `decode`, stands behind all functions; it is the only judge of what is well formed.
#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/stringoptions.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace tocsin {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
constexpr std::size_t kStride = 64;
constexpr std::size_t kLongestGuess = 64;  // bytes; longer words are no slips of the finger

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}
bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0: not well formed
};

// How long the sequence is that `lead` opens, and the least value that may be written so long.
struct Form {
  std::size_t size;
  char32_t least;
  char32_t bits;
};
Form form_of(unsigned char lead) {
  if (lead < 0x80) return {1, 0, lead};
  if (lead >= 0xC2 && lead <= 0xDF) return {2, 0x80, lead & 0x1FU};
  if (lead >= 0xE0 && lead <= 0xEF) return {3, 0x800, lead & 0x0FU};
  if (lead >= 0xF0 && lead <= 0xF4) return {4, 0x10000, lead & 0x07U};
  return {0, 0, 0};
}

CodePoint decode(std::string_view text, std::size_t at) {
  const Form form = form_of(byte_at(text, at));
  if (form.size == 0 || at + form.size > text.size()) return {};
  char32_t value = form.bits;
  for (std::size_t i = 1; i < form.size; ++i) {
    const unsigned char next = byte_at(text, at + i);
    if (!is_continuation(next)) return {};
    value = (value << 6U) | (next & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < form.least || value > 0x10FFFF || surrogate) return {};
  return {value, form.size};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// Controls, line and paragraph separators, and the overrides of writing direction.
bool is_unprintable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// Bytes of the white space that ends just before `end`, 0 where there is none.
std::size_t space_before(std::string_view text, std::size_t end) {
  for (std::size_t size = 1; size <= 3 && size <= end; ++size) {
    const CodePoint point = decode(text.substr(0, end), end - size);
    if (point.size == size) return is_space(point.value) ? size : 0;
  }
  return 0;
}

std::string fold_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = decode(text, at).size;
    if (size == 0) return false;
    at += size;
  }
  return true;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return !is_continuation(static_cast<unsigned char>(c));
  }));
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text), ascii_(is_ascii(text)) {
  if (ascii_) return;
  every_.reserve(text.size() / kStride + 1);
  std::size_t points = 0;
  for (std::size_t at = 0; at <= text.size(); at += kStride) {
    every_.push_back(points);
    points += code_points(text.substr(at, kStride));
  }
}

std::size_t CodePointIndex::at(std::size_t byte_offset) const {
  const std::size_t offset = std::min(byte_offset, text_.size());
  if (ascii_) return offset;
  const std::size_t block = offset / kStride;
  return every_[block] + code_points(text_.substr(block * kStride, offset - block * kStride));
}

std::string fold_case(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode error = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(U_FOLD_CASE_DEFAULT,
                         icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                         sink, nullptr, error);
  return U_SUCCESS(error) ? out : fold_ascii(text);
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = decode(text, 0);
    if (point.size == 0 || !is_space(point.value)) break;
    text.remove_prefix(point.size);
  }
  while (const std::size_t size = space_before(text, text.size())) text.remove_suffix(size);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0;;) {
    const std::size_t next = text.find(separator, at);
    out.push_back(text.substr(at, next - at));
    if (next == std::string_view::npos) return out;
    at = next + 1;
  }
}

std::string collapse_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    const std::size_t size = std::max<std::size_t>(point.size, 1);
    if (point.size > 0 && is_space(point.value)) {
      gap = true;
    } else {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += text.substr(at, size);
    }
    at += size;
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  const bool marked = max_bytes >= kEllipsis.size();
  std::size_t end = marked ? max_bytes - kEllipsis.size() : max_bytes;
  while (end > 0 && is_continuation(byte_at(text, end))) --end;
  std::string out(text.substr(0, end));
  if (marked) out += kEllipsis;
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.size == 0) {
      out += kReplacement;
    } else if (is_unprintable(point.value)) {
      out += ' ';
    } else {
      out += text.substr(at, point.size);
    }
    at += std::max<std::size_t>(point.size, 1);
  }
  return out;
}

std::string_view did_you_mean(std::string_view word,
                              const std::vector<std::string_view>& candidates) {
  if (word.size() < 2 || word.size() > kLongestGuess) return "";
  const std::string folded = fold_case(word);
  std::size_t best = std::max<std::size_t>(folded.size() / 3, 1) + 1;
  std::string_view out;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > 2 * kLongestGuess) continue;
    const std::size_t edits = edits_between(folded, fold_case(candidate));
    if (edits < best) {
      best = edits;
      out = candidate;
    }
  }
  return out;
}

}  // namespace tocsin
