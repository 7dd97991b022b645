// A table of the named entities that feeds leave behind, and the numeric ones. Entrances:
// entity_at, append_character. Whole pages of HTML are read elsewhere (extract/read); this is for
// their crumbs.
#include "extract/language/entities.h"

#include <array>
#include <cstddef>

namespace tocsin {
namespace {

struct Named {
  std::string_view name;  // with its semicolon
  char32_t character;
};

constexpr std::array kNamed = std::to_array<Named>({
    {"amp;", U'&'},         {"quot;", U'"'},        {"apos;", U'\''},       {"lt;", U'<'},
    {"gt;", U'>'},          {"nbsp;", U'\u00A0'},   {"lsquo;", U'\u2018'},  {"rsquo;", U'\u2019'},
    {"ldquo;", U'\u201C'},  {"rdquo;", U'\u201D'},  {"laquo;", U'\u00AB'},  {"raquo;", U'\u00BB'},
    {"ndash;", U'\u2013'},  {"mdash;", U'\u2014'},  {"hellip;", U'\u2026'}, {"bull;", U'\u2022'},
    {"middot;", U'\u00B7'}, {"pound;", U'\u00A3'},  {"euro;", U'\u20AC'},   {"cent;", U'\u00A2'},
    {"copy;", U'\u00A9'},   {"reg;", U'\u00AE'},    {"trade;", U'\u2122'},  {"deg;", U'\u00B0'},
    {"aacute;", U'\u00E1'}, {"agrave;", U'\u00E0'}, {"atilde;", U'\u00E3'}, {"auml;", U'\u00E4'},
    {"ccedil;", U'\u00E7'}, {"eacute;", U'\u00E9'}, {"egrave;", U'\u00E8'}, {"iacute;", U'\u00ED'},
    {"ntilde;", U'\u00F1'}, {"oacute;", U'\u00F3'}, {"ouml;", U'\u00F6'},   {"uacute;", U'\u00FA'},
    {"uuml;", U'\u00FC'},   {"shy;", U'\u00AD'},
});

// Numbers that mean a character of Windows-1252, from 128 on.
constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

constexpr int kDeepest = 4;  // times that one entity was encoded

int digit_value(char c, int base) {
  if (c >= '0' && c <= '9') return c - '0';
  if (base != 16) return -1;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// `text` begins after '&', at '#'.
Entity numeric(std::string_view text) {
  std::size_t at = 1;
  int base = 10;
  if (at < text.size() && (text[at] == 'x' || text[at] == 'X')) {
    base = 16;
    ++at;
  }
  const std::size_t digits = at;
  char32_t value = 0;
  while (at < text.size() && at - digits < 7 && digit_value(text[at], base) >= 0) {
    value =
        value * static_cast<char32_t>(base) + static_cast<char32_t>(digit_value(text[at], base));
    ++at;
  }
  const bool closed = at > digits && at < text.size() && text[at] == ';';
  if (!closed || value < 9 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {};
  if (value >= 128 && value < 160) value = kWindows[value - 128];
  return {value, static_cast<std::int32_t>(at + 1)};
}

Entity named(std::string_view text) {
  for (const Named& entity : kNamed) {
    if (text.starts_with(entity.name)) {
      return {entity.character, static_cast<std::int32_t>(entity.name.size())};
    }
  }
  return {};
}

// "#39;" without its '&' may as well be a number in a list.
bool is_lost_mark(char32_t c) {
  return c == U'"' || c == U'&' || c == U'\'' || c == U'`' || c == 0xA0 ||
         (c >= 0x2010 && c <= 0x2026);
}

// What stands after an '&', as one more layer of encoding.
Entity inner(std::string_view text) {
  if (text.empty()) return {};
  return text.front() == '#' ? numeric(text) : named(text);
}

}  // namespace

Entity entity_at(std::string_view text) {
  if (text.empty()) return {};
  if (text.front() == '#') {
    const Entity entity = numeric(text);
    return is_lost_mark(entity.character) ? entity : Entity{};
  }
  Entity found;
  std::int32_t at = 1;
  for (int depth = 0; depth < kDeepest; ++depth) {
    const Entity next = inner(text.substr(static_cast<std::size_t>(at)));
    if (next.length == 0) break;
    at += next.length;
    found = {next.character, at};
    if (next.character != U'&') break;
  }
  return found;
}

void append_character(char32_t character, std::string& out) {
  const auto byte = [&](char32_t value) { out.push_back(static_cast<char>(value)); };
  const auto tail = [&](unsigned shift) { byte(0x80U | ((character >> shift) & 0x3FU)); };
  if (character < 0x80) {
    byte(character);
  } else if (character < 0x800) {
    byte(0xC0U | (character >> 6U));
    tail(0);
  } else if (character < 0x10000) {
    byte(0xE0U | (character >> 12U));
    tail(6);
    tail(0);
  } else {
    byte(0xF0U | (character >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace tocsin
