// Entrance: display_width, fit_columns.
#include "cli/display_width.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tocsin {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// In order.
constexpr auto kNoColumns = std::to_array<Range>({
    {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0670, 0x0670},   {0x06D6, 0x06DC},   {0x06DF, 0x06E4}, {0x0900, 0x0902}, {0x093C, 0x093C},
    {0x0941, 0x0948},   {0x094D, 0x094D},   {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
    {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF},   {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20FF},
    {0x302A, 0x302D},   {0x3099, 0x309A},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
    {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF},
});
constexpr auto kTwoColumns = std::to_array<Range>({
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26BD, 0x26BE},
    {0x26D4, 0x26D4},   {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2753, 0x2755},
    {0x2795, 0x2797},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F19A},
    {0x1F1E6, 0x1F202}, {0x1F210, 0x1F23B}, {0x1F240, 0x1F265}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD},
});

template <std::size_t kCount>
bool lies_in(const std::array<Range, kCount>& ranges, char32_t code) {
  const auto row =
      std::lower_bound(ranges.begin(), ranges.end(), code,
                       [](const Range& range, char32_t wanted) { return range.last < wanted; });
  return row != ranges.end() && code >= row->first;
}

struct CodePoint {
  char32_t code = 0;
  std::size_t bytes = 1;
};

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1 || at + bytes > text.size()) return {lead, 1};
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i)
    code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  return {code, bytes};
}

std::size_t columns_of(char32_t code) {
  if (code < 0x0300) return 1;
  if (lies_in(kNoColumns, code)) return 0;
  return lies_in(kTwoColumns, code) ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    width += columns_of(point.code);
    at += point.bytes;
  }
  return width;
}

std::string fit_columns(std::string_view text, std::size_t width, bool utf8) {
  std::size_t taken = display_width(text);
  std::string out(text);
  if (taken > width) {
    taken = 0;
    std::size_t at = 0;
    for (; at < text.size();) {
      const CodePoint point = code_point_at(text, at);
      if (taken + columns_of(point.code) + 1 > width) break;
      taken += columns_of(point.code);
      at += point.bytes;
    }
    out = text.substr(0, at);
    if (taken < width) out += utf8 ? "…" : "~";
    taken += taken < width ? 1 : 0;
  }
  return out.append(width - taken, ' ');
}

}  // namespace tocsin
