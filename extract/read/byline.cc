// A byline is known by its words: names, and the few small words between them. Entrance:
// parse_byline.
#include "extract/read/byline.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kLongest = 240;  // bytes
constexpr std::size_t kMostSmall = 6;  // small words, so that a sentence without names is none

// What may stand in lower case in a byline.
constexpr std::array<std::string_view, 40> kSmallWords = {"and",
                                                          "&",
                                                          "in",
                                                          "for",
                                                          "with",
                                                          "of",
                                                          "the",
                                                          "at",
                                                          "from",
                                                          "de",
                                                          "del",
                                                          "della",
                                                          "di",
                                                          "da",
                                                          "dos",
                                                          "du",
                                                          "la",
                                                          "le",
                                                          "van",
                                                          "von",
                                                          "der",
                                                          "den",
                                                          "ter",
                                                          "ten",
                                                          "bin",
                                                          "ibn",
                                                          "bint",
                                                          "al",
                                                          "el",
                                                          "e",
                                                          "y",
                                                          "zu",
                                                          "staff",
                                                          "writer",
                                                          "writers",
                                                          "reporter",
                                                          "reporters",
                                                          "correspondent",
                                                          "correspondents",
                                                          "editor"};
bool is_capital(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  // Beyond ASCII a first letter is taken for a capital: Émile, Şahin, Ольга.
  return (first >= 'A' && first <= 'Z') || first >= 0x80;
}

bool is_small(std::string_view word) {
  return std::find(kSmallWords.begin(), kSmallWords.end(), word) != kSmallWords.end() ||
         word.starts_with("al-") || word.starts_with("el-") || word.starts_with("d'") ||
         word.starts_with("d’");
}

std::string_view without_marks(std::string_view word) {
  while (!word.empty() && std::string_view(",;|/()").find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  while (!word.empty() && std::string_view("|/(").find(word.front()) != std::string_view::npos) {
    word.remove_prefix(1);
  }
  return word;
}

bool reads_as_names(std::string_view authors) {
  std::size_t small = 0;
  std::size_t capital = 0;
  for (const std::string_view raw : split(authors, ' ')) {
    const std::string_view word = without_marks(raw);
    if (word.empty()) continue;
    if (is_capital(word)) {
      ++capital;
    } else if (!is_small(word) || ++small > kMostSmall) {
      return false;
    }
  }
  return capital > 0;
}

// "Jr." and "B." end a name; any other full stop ends a sentence.
bool ends_sentence(std::string_view text) {
  if (!text.ends_with('.'))
    return text.ends_with('?') || text.ends_with('!') || text.ends_with(':');
  const auto blank = text.rfind(' ');
  const std::string_view last = blank == std::string_view::npos ? text : text.substr(blank + 1);
  return last.size() > 2 && last != "Jr." && last != "Sr.";
}

// What follows the last comma or bar, unless it still belongs to the list of names.
std::string source_of(std::string_view authors) {
  const auto mark = authors.find_last_of(",|");
  if (mark == std::string_view::npos) return {};
  const std::string_view last = trim(authors.substr(mark + 1));
  const bool list = last.find(" and ") != std::string_view::npos || last.starts_with("and ") ||
                    last.find(" & ") != std::string_view::npos;
  return list || last == "Jr." || last == "Sr." ? std::string() : std::string(last);
}

}  // namespace

std::optional<Byline> parse_byline(std::string_view line) {
  line = trim(line);
  if (line.size() > kLongest || (!line.starts_with("By ") && !line.starts_with("BY "))) return {};
  const std::string_view authors = trim(line.substr(3));
  if (authors.empty() || !is_capital(authors) || ends_sentence(authors)) return {};
  if (!reads_as_names(authors)) return {};
  return Byline{.authors = std::string(authors), .source = source_of(authors)};
}

}  // namespace tocsin
