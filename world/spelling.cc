// Makes the spellings of a name by a few rewriting steps; letters above ASCII go through one table.
// Entrances: spellings,
// without_marks.
#include "world/spelling.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tocsin {
namespace {

struct MarkedLetter {
  std::string_view lower;
  std::string_view upper;
  std::string_view plain;
};
constexpr std::array<MarkedLetter, 51> kMarkedLetters = {{
    {"à", "À", "a"}, {"á", "Á", "a"}, {"â", "Â", "a"}, {"ã", "Ã", "a"}, {"ä", "Ä", "a"},
    {"å", "Å", "a"}, {"ā", "Ā", "a"}, {"ă", "Ă", "a"}, {"ą", "Ą", "a"}, {"ç", "Ç", "c"},
    {"ć", "Ć", "c"}, {"č", "Č", "c"}, {"ď", "Ď", "d"}, {"è", "È", "e"}, {"é", "É", "e"},
    {"ê", "Ê", "e"}, {"ë", "Ë", "e"}, {"ē", "Ē", "e"}, {"ė", "Ė", "e"}, {"ę", "Ę", "e"},
    {"ě", "Ě", "e"}, {"ğ", "Ğ", "g"}, {"ì", "Ì", "i"}, {"í", "Í", "i"}, {"î", "Î", "i"},
    {"ï", "Ï", "i"}, {"ī", "Ī", "i"}, {"ł", "Ł", "l"}, {"ñ", "Ñ", "n"}, {"ń", "Ń", "n"},
    {"ò", "Ò", "o"}, {"ó", "Ó", "o"}, {"ô", "Ô", "o"}, {"õ", "Õ", "o"}, {"ö", "Ö", "o"},
    {"ø", "Ø", "o"}, {"ř", "Ř", "r"}, {"ś", "Ś", "s"}, {"š", "Š", "s"}, {"ș", "Ș", "s"},
    {"ş", "Ş", "s"}, {"ț", "Ț", "t"}, {"ù", "Ù", "u"}, {"ú", "Ú", "u"}, {"û", "Û", "u"},
    {"ü", "Ü", "u"}, {"ū", "Ū", "u"}, {"ý", "Ý", "y"}, {"ź", "Ź", "z"}, {"ż", "Ż", "z"},
    {"ž", "Ž", "z"},
}};
constexpr std::array<std::string_view, 13> kSmallWords = {
    "of", "the", "in", "and", "for", "to", "on", "de", "du", "as", "by", "at", "from"};
constexpr std::size_t kLettersInCapitals = 4;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// Copies `name`, giving each marked letter (two bytes) to `rewrite` and each other byte to `other`.
template <typename Rewrite, typename Other>
std::string map_letters(std::string_view name, Rewrite rewrite, Other other) {
  std::string out;
  out.reserve(name.size());
  for (std::size_t i = 0; i < name.size();) {
    const std::string_view two = name.substr(i, 2);
    const auto* letter =
        static_cast<unsigned char>(name[i]) < 0x80
            ? kMarkedLetters.end()
            : std::find_if(kMarkedLetters.begin(), kMarkedLetters.end(),
                           [two](const MarkedLetter& candidate) {
                             return candidate.lower == two || candidate.upper == two;
                           });
    if (letter == kMarkedLetters.end()) {
      out += other(name[i++]);
    } else {
      out += rewrite(*letter, two == letter->upper);
      i += 2;
    }
  }
  return out;
}

std::string in_capitals(std::string_view name) {
  return map_letters(
      name, [](const MarkedLetter& letter, bool) { return std::string(letter.upper); }, to_upper);
}

std::string with_spaces(std::string name) {
  std::replace(name.begin(), name.end(), '-', ' ');
  return name;
}

// "Republic of Congo" as "Republic Of Congo".
std::string in_headline_case(std::string name) {
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    const std::string_view word = std::string_view(name).substr(begin, end - begin);
    if (std::find(kSmallWords.begin(), kSmallWords.end(), word) != kSmallWords.end()) {
      name[begin] = to_upper(name[begin]);
    }
    begin = end + 1;
  }
  return name;
}

std::size_t letters(std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(name.begin(), name.end(), [](char c) { return is_lower(c) || is_upper(c); }));
}

}  // namespace

std::string without_marks(std::string_view name) {
  return map_letters(
      name,
      [](const MarkedLetter& letter, bool upper) {
        return std::string(1, upper ? to_upper(letter.plain[0]) : letter.plain[0]);
      },
      [](char c) { return c; });
}

std::vector<std::string> spellings(std::string_view name) {
  std::vector<std::string> all = {std::string(name)};
  const auto add = [&all](std::string spelling) {
    if (std::find(all.begin(), all.end(), spelling) == all.end())
      all.push_back(std::move(spelling));
  };
  // Each step works on what the steps before it have made.
  const auto step = [&all, &add](auto rewrite) {
    for (std::size_t i = 0, before = all.size(); i < before; ++i) add(rewrite(std::string(all[i])));
  };
  step([](const std::string& spelling) { return without_marks(spelling); });
  step([](std::string spelling) { return with_spaces(std::move(spelling)); });
  if (is_lower(name.front())) {
    step([](std::string spelling) {
      spelling[0] = to_upper(spelling[0]);
      return spelling;
    });
  }
  step([](std::string spelling) { return in_headline_case(std::move(spelling)); });
  if (letters(without_marks(name)) >= kLettersInCapitals) {
    step([](const std::string& spelling) { return in_capitals(spelling); });
  }
  all.erase(all.begin());
  return all;
}

}  // namespace tocsin
