// Decodes UTF-8 and entities to units, ASCII by table, the rest by Unicode's properties. Entrances:
// blank_at, append_units. Next to read: word_breaks.cc.
#include "extract/language/text_units.h"

#include <array>
#include <cstddef>

#include "base/unicode.h"
#include "extract/language/entities.h"

namespace tocsin {
namespace {

struct Decoded {
  char32_t code = 0;
  std::int32_t length = 1;
};

Decoded decode(std::string_view text, std::int32_t at) {
  const auto byte = [&](std::int32_t i) {
    const auto place = static_cast<std::size_t>(std::int64_t{at} + i);
    return place < text.size() ? static_cast<unsigned char>(text[place]) : 0U;
  };
  const char32_t lead = byte(0);
  if (lead < 0xC0) return {lead, 1};
  if (lead < 0xE0) return {((lead & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  if (lead < 0xF0) {
    return {((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
  }
  return {((lead & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
              (byte(3) & 0x3FU),
          4};
}

bool is_blank(char32_t c) {
  if (c <= 0x20 || (c >= 0x7F && c <= 0xA0)) return true;
  if (c < 0x1680) return false;
  if (c >= 0x2000 && c <= 0x200F) return c != 0x200C && c != 0x200D;
  if (c >= 0x2028 && c <= 0x202F) return true;
  if (c >= 0x205F && c <= 0x206F) return true;
  return c == 0x1680 || c == 0x3000 || c == 0xFEFF || c == 0xFFF9 || c == 0xFFFA || c == 0xFFFB;
}

struct LookAlikes {
  char32_t base;
  std::u32string_view characters;
};
constexpr std::array kLookAlikes = std::to_array<LookAlikes>({
    {U'\'', U"`\u00B4\u2018\u2019\u201A\u201B\u02BC\u2032\u2039\u203A\uFF07"},
    {U'"', U"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033\uFF02"},
    {U'-', U"\u2010\u2011\u2012\u2212\uFE63\uFF0D"},
    {U'\u2014', U"\u2013\u2015"},
    {U'*', U"\u2022\u00B7\u2023\u25AA\u25CF\u25A0\u2219\u25E6"},
});

char32_t base_of(char32_t c) {
  for (const LookAlikes& row : kLookAlikes) {
    if (row.characters.find(c) != std::u32string_view::npos) return row.base;
  }
  return c;
}

UnitKind kind_beyond_ascii(char32_t c) {
  switch (character_class(c)) {
    case CharacterClass::kLower:
      return UnitKind::kLower;
    case CharacterClass::kUpper:
      return UnitKind::kUpper;
    case CharacterClass::kLetter:
      return base_of(c) == c ? UnitKind::kLetter : UnitKind::kMark;
    case CharacterClass::kDigit:
      return UnitKind::kDigit;
    case CharacterClass::kExtending:
      return UnitKind::kExtender;
    case CharacterClass::kOther:
      return UnitKind::kMark;
  }
  return UnitKind::kMark;
}

TextUnit unit_of(char32_t c, std::int32_t begin) {
  if (c < 0x80) {
    if (c >= U'a' && c <= U'z') return {c, c, begin, UnitKind::kLower};
    if (c >= U'A' && c <= U'Z') return {c + 32, c + 32, begin, UnitKind::kUpper};
    if (c >= U'0' && c <= U'9') return {c, c, begin, UnitKind::kDigit};
    return {c, c == U'`' ? U'\'' : c, begin, UnitKind::kMark};
  }
  const UnitKind kind = kind_beyond_ascii(c);
  const char32_t lower = is_letter(kind) ? lower_case(c) : c;
  return {lower, kind == UnitKind::kMark ? base_of(c) : lower, begin, kind};
}

Entity entity(std::string_view text, std::int32_t at) {
  const char c = text[static_cast<std::size_t>(at)];
  if (c != '&' && c != '#') return {};
  return entity_at(text.substr(static_cast<std::size_t>(at), 64));
}

}  // namespace

std::int32_t blank_at(std::string_view text, std::int32_t at) {
  const auto c = static_cast<unsigned char>(text[static_cast<std::size_t>(at)]);
  if (c <= 0x20 || c == 0x7F) return 1;
  if (c == '&' || c == '#') {
    const Entity found = entity(text, at);
    return found.length > 0 && is_blank(found.character) ? found.length : 0;
  }
  if (c < 0x80) return 0;
  const Decoded decoded = decode(text, at);
  return is_blank(decoded.code) ? decoded.length : 0;
}

void append_units(std::string_view text, Span chunk, std::vector<TextUnit>& units) {
  text = text.substr(0, static_cast<std::size_t>(chunk.end));
  for (std::int32_t at = chunk.begin; at < chunk.end;) {
    if (const Entity found = entity(text, at); found.length > 0) {
      units.push_back(unit_of(found.character, at));
      at += found.length;
      continue;
    }
    const Decoded decoded = decode(text, at);
    units.push_back(unit_of(decoded.code, at));
    at += decoded.length;
  }
}

}  // namespace tocsin
