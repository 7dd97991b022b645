// Cuts a text into words by looking at UTF-8 bytes, without decoding: a name needs no more than
// "letter or not". Entrance: split_words.
#include "world/words.h"

#include <array>
#include <string>

namespace tocsin {
namespace {

constexpr std::size_t kShoutedWords = 3;

unsigned char byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_word(char c) { return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9'); }

// Bytes of a well-formed sequence by its lead byte, 0 where none starts here.
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const unsigned char lead = byte_at(text, i);
  const std::size_t length = lead < 0xC2 ? 0U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
  if (length == 0 || lead > 0xF4 || i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte_at(text, i + k) & 0xC0) != 0x80) return 0;
  }
  return length;
}

// Signs, blanks and pictures above ASCII: U+0080..00BF, × and ÷, the apostrophes U+02BB and U+02BC,
// U+2000..2FFF, U+3000..303F, U+F000..FFFF, U+1F000..1FFFF.
bool is_sign(std::string_view sequence) {
  const unsigned char lead = byte_at(sequence, 0);
  const unsigned char next = byte_at(sequence, 1);
  switch (lead) {
    case 0xC2:
    case 0xE2:
    case 0xEF:
      return true;
    case 0xC3:
      return next == 0x97 || next == 0xB7;
    case 0xCA:
      return next == 0xBB || next == 0xBC;
    case 0xE3:
      return next == 0x80;
    case 0xF0:
      return next == 0x9F;
    default:
      return false;
  }
}

// Bytes of the letter or digit at i, 0 where there is none.
std::size_t letter_length(std::string_view text, std::size_t i) {
  if (byte_at(text, i) < 0x80) return is_ascii_word(text[i]) ? 1 : 0;
  const std::size_t length = sequence_length(text, i);
  return length != 0 && !is_sign(text.substr(i, length)) ? length : 0;
}

struct Sign {
  std::string_view text;
  char plain;
};
constexpr std::array<Sign, 9> kSigns = {{{"\xC2\xA0", ' '},
                                         {"\xE2\x80\x89", ' '},
                                         {"\xE2\x80\xAF", ' '},
                                         {"\xE2\x80\x90", '-'},
                                         {"\xE2\x80\x91", '-'},
                                         {"\xE2\x80\x98", '\''},
                                         {"\xE2\x80\x99", '\''},
                                         {"\xCA\xBB", '\''},
                                         {"\xCA\xBC", '\''}}};

struct PlainSign {
  char plain = '\0';
  std::size_t length = 1;
};

PlainSign plain_sign(std::string_view gap) {
  if (static_cast<unsigned char>(gap[0]) < 0x80) return {gap[0], 1};
  for (const Sign& sign : kSigns) {
    if (gap.substr(0, sign.text.size()) == sign.text) return {sign.plain, sign.text.size()};
  }
  return {};
}

struct GapForm {
  std::string_view plain;
  Gap gap;
};
constexpr std::array<GapForm, 9> kGapForms = {{{" ", Gap::kSpace},
                                               {"-", Gap::kHyphen},
                                               {"'", Gap::kApostrophe},
                                               {"' ", Gap::kApostropheSpace},
                                               {".", Gap::kDot},
                                               {". ", Gap::kDotSpace},
                                               {", ", Gap::kCommaSpace},
                                               {" & ", Gap::kAmpersand},
                                               {"/", Gap::kSlash}}};

Gap classify_gap(std::string_view gap) {
  if (gap == " ") return Gap::kSpace;
  std::array<char, 3> plain = {};
  std::size_t size = 0;
  int line_breaks = 0;
  while (!gap.empty()) {
    PlainSign sign = plain_sign(gap);
    gap.remove_prefix(sign.length);
    if (sign.plain == '\n' && ++line_breaks > 1) return Gap::kOther;
    if (sign.plain == '\n' || sign.plain == '\t' || sign.plain == '\r') sign.plain = ' ';
    if (sign.plain == ' ' && size > 0 && plain[size - 1] == ' ') continue;
    if (size == plain.size()) return Gap::kOther;
    plain[size++] = sign.plain;
  }
  const std::string_view form(plain.data(), size);
  for (const GapForm& known : kGapForms) {
    if (known.plain == form) return known.gap;
  }
  return Gap::kOther;
}

enum class Loudness { kQuiet, kNeutral, kLoud };

// Numbers and single letters ("A", "I") say nothing about how the text around them is written.
Loudness loudness(std::string_view word) {
  bool upper = false;
  for (const char c : word) {
    if (is_lower(c)) return Loudness::kQuiet;
    upper = upper || is_upper(c);
  }
  return upper && word.size() > 1 ? Loudness::kLoud : Loudness::kNeutral;
}

void mark_shouted(std::string_view text, std::vector<Word>& words) {
  std::size_t run = 0;
  std::size_t loud = 0;
  const auto close = [&](std::size_t end) {
    if (loud >= kShoutedWords) {
      for (std::size_t i = run; i < end; ++i) words[i].shouted = true;
    }
    run = end;
    loud = 0;
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    if (word.before == Gap::kOther || word.before == Gap::kCommaSpace) close(i);
    const Loudness how = loudness(text.substr(word.begin, word.end - word.begin));
    if (how == Loudness::kLoud) ++loud;
    if (how != Loudness::kQuiet) continue;
    close(i);
    run = i + 1;
  }
  close(words.size());
}

}  // namespace

std::vector<Word> split_words(std::string_view text) {
  std::vector<Word> words;
  words.reserve(text.size() / 5 + 1);
  std::size_t gap_begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = letter_length(text, i);
    if (length == 0) {
      ++i;
      continue;
    }
    Word word{.begin = i};
    while (i < text.size() && (length = letter_length(text, i)) != 0) i += length;
    word.end = i;
    if (!words.empty()) word.before = classify_gap(text.substr(gap_begin, word.begin - gap_begin));
    gap_begin = i;
    words.push_back(word);
  }
  mark_shouted(text, words);
  return words;
}

}  // namespace tocsin
