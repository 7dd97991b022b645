// Only entrance: character_at. Next to read: sentences.cc.
#include "extract/language/characters.h"

#include <algorithm>
#include <array>

namespace tocsin {
namespace {

struct Special {
  std::string_view bytes;
  CharacterKind kind;
};

constexpr std::array<Special, 20> kSpecials = {{
    {"\xC2\xA0", CharacterKind::kSpace},           // no-break space
    {"\xE2\x80\x89", CharacterKind::kSpace},       // thin space
    {"\xE2\x80\xAF", CharacterKind::kSpace},       // narrow no-break space
    {"\xE2\x80\xA8", CharacterKind::kSpace},       // line separator
    {"\xE2\x80\xA9", CharacterKind::kSpace},       // paragraph separator
    {"\xE3\x80\x80", CharacterKind::kSpace},       // ideographic space
    {"\xE2\x80\x98", CharacterKind::kOpenQuote},   // left single quote
    {"\xE2\x80\x99", CharacterKind::kApostrophe},  // right single quote
    {"\xE2\x80\x9C", CharacterKind::kOpenQuote},   // left double quote
    {"\xE2\x80\x9E", CharacterKind::kOpenQuote},   // low double quote
    {"\xC2\xAB", CharacterKind::kOpenQuote},       // left guillemet
    {"\xE2\x80\x9D", CharacterKind::kCloseQuote},  // right double quote
    {"\xC2\xBB", CharacterKind::kCloseQuote},      // right guillemet
    {"\xE2\x80\x93", CharacterKind::kMark},        // en dash
    {"\xE2\x80\x94", CharacterKind::kMark},        // em dash
    {"\xE2\x80\xA6", CharacterKind::kMark},        // ellipsis
    {"\xE2\x80\xA2", CharacterKind::kMark},        // bullet
    {"\xC2\xA3", CharacterKind::kMark},            // pound sign
    {"\xE2\x82\xAC", CharacterKind::kMark},        // euro sign
    {"\xEF\xBF\xBD", CharacterKind::kMark},        // replacement character
}};

Character of_ascii(char c) {
  Character out;
  out.ascii = c;
  if (c == ' ' || (c >= '\t' && c <= '\r')) {
    out.kind = CharacterKind::kSpace;
  } else if (c >= '0' && c <= '9') {
    out.kind = CharacterKind::kDigit;
  } else if (c >= 'A' && c <= 'Z') {
    out.kind = CharacterKind::kLetter;
    out.upper = true;
  } else if (c >= 'a' && c <= 'z') {
    out.kind = CharacterKind::kLetter;
  } else if (c == '\'') {
    out.kind = CharacterKind::kApostrophe;
  }
  return out;
}

// As many bytes as the lead asks for and do continue it: one where the text is broken there.
std::int32_t length_of(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  std::size_t length = 1;
  while (length < std::min(wanted, rest.size()) &&
         (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) {
    ++length;
  }
  return static_cast<std::int32_t>(length);
}

}  // namespace

Character character_at(std::string_view text, std::int32_t at) {
  const std::string_view rest = text.substr(static_cast<std::size_t>(at));
  const auto lead = static_cast<unsigned char>(rest.front());
  if (lead < 0x80) return of_ascii(rest.front());
  Character out;
  out.length = length_of(rest);
  out.kind = CharacterKind::kLetter;
  for (const Special& special : kSpecials) {
    if (rest.starts_with(special.bytes)) out.kind = special.kind;
  }
  // Upper-case letters of Latin-1: U+00C0 to U+00DE.
  out.upper = lead == 0xC3 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) <= 0x9E;
  return out;
}

}  // namespace tocsin
