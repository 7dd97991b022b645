// Only entrance: read_words. Next to read: reading.cc.
#include "extract/event/read_words.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"

namespace tocsin {
namespace {

// Parts of speech whose words the tables know by their forms.
constexpr std::array<std::string_view, 6> kSmallWords = {"ADP",  "CCONJ", "DET",
                                                         "PRON", "SCONJ", "PUNCT"};
constexpr std::array<std::string_view, 9> kQuotes = {"\"",           "''",           "``",
                                                     "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E",
                                                     "\xE2\x80\x98", "\xC2\xAB",     "\xC2\xBB"};
constexpr std::array<std::string_view, 3> kHyphens = {"-", "\xE2\x80\x90", "\xE2\x80\x91"};

template <typename Table>
bool stands_in(const Table& table, std::string_view text) {
  return std::find(table.begin(), table.end(), text) != table.end();
}

bool starts_upper(std::string_view word) {
  const auto c = static_cast<unsigned char>(word.front());
  return (c >= 'A' && c <= 'Z') ||
         (c == 0xC3 && word.size() > 1 && static_cast<unsigned char>(word[1]) <= 0x9E) ||
         c == 0xC4 || c == 0xC5;
}

std::string plain_apostrophes(std::string word) {
  for (std::size_t at = word.find("\xE2\x80\x99"); at != std::string::npos;
       at = word.find("\xE2\x80\x99", at)) {
    word.replace(at, 3, "'");
  }
  return word;
}

std::uint32_t classes_of(const ReadWord& word, const Lexicon& lexicon) {
  std::uint32_t classes = 0;
  for (const std::string* key : {&word.lower, &word.lemma}) {
    const auto found = lexicon.word_classes.find(*key);
    if (found != lexicon.word_classes.end()) classes |= found->second;
  }
  // "directly": most words on -ly that the lexicon does not know.
  if (classes == 0 && !word.capital && word.lower.size() > 4 && word.lower.ends_with("ly"))
    classes |= kAdverb;
  const auto first = static_cast<unsigned char>(word.lower.front());
  if (first >= '0' && first <= '9') classes |= kNumber;
  const bool quote = word.lower.starts_with("\xE2\x80") || word.lower.starts_with("\xC2");
  if ((first < 0x80 && std::isalnum(first) == 0 && word.lower[0] != '\'') || quote ||
      word.lower == "'") {
    classes |= kMark;
  }
  return classes;
}

class WordReader {
 public:
  WordReader(const Document& document, const Sentence& sentence, const Lexicon& lexicon)
      : document_(document), sentence_(sentence), lexicon_(lexicon) {}

  Words run() {
    for (std::int32_t i = sentence_.first_token; i < sentence_.end_token;) {
      const std::int32_t end = end_of_word(i);
      if (!stands_in(kQuotes, form(i))) add(i, end);  // what stands in quotes reads on
      i = end;
    }
    return std::move(words_);
  }

 private:
  const Token& token(std::int32_t index) const {
    return document_.tokens[static_cast<std::size_t>(index)];
  }
  std::string_view form(std::int32_t index) const { return document_.form(sentence_, index); }

  bool is_part(std::int32_t index) const {
    const auto first = static_cast<unsigned char>(form(index).front());
    return first >= 0x80 ? !stands_in(kQuotes, form(index)) : std::isalnum(first) != 0;
  }
  bool touches_next(std::int32_t index) const {
    return token(index).span.end == token(index + 1).span.begin;
  }

  // The token behind the last that is written with `first` as one hyphenated word.
  std::int32_t end_of_word(std::int32_t first) const {
    std::int32_t last = first;
    while (last + 2 < sentence_.end_token && is_part(last) && is_part(last + 2) &&
           stands_in(kHyphens, form(last + 1)) && touches_next(last) && touches_next(last + 1)) {
      last += 2;
    }
    return last + 1;
  }

  void add(std::int32_t first, std::int32_t end) {
    ReadWord word;
    std::int32_t last = first;
    for (; last + 1 < end; ++last) word.lower += plain_apostrophes(fold_case(form(last)));
    word.lemma = word.lower;
    const std::string lower = plain_apostrophes(fold_case(form(last)));
    word.lemma += lemma_of(token(last), lower);
    word.lower += lower;
    word.span = {token(first).span.begin, token(last).span.end};
    word.capital = starts_upper(form(first));
    word.classes = classes_of(word, lexicon_);
    words_.push_back(std::move(word));
  }

  static std::string lemma_of(const Token& token, const std::string& lower) {
    if (stands_in(kSmallWords, token.tag)) return lower;
    std::string lemma = fold_case(token.lemma);
    // Plural nouns are singular in the tables; some have no singular in the treebanks ("troops").
    const bool singular = token.fine_tag == "NNS" && lemma != lower;
    return token.verb.empty() || singular ? lemma : fold_case(token.verb);
  }

  const Document& document_;
  const Sentence& sentence_;
  const Lexicon& lexicon_;
  Words words_;
};

}  // namespace

Words read_words(const Document& document, const Sentence& sentence, const Lexicon& lexicon) {
  return WordReader(document, sentence, lexicon).run();
}

}  // namespace tocsin
