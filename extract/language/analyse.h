// Articles to documents: words, sentences, lemmas, tags and trees, with exact offsets. What the
// pipeline uses of this folder; next to read: language_core.h.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/language/language_core.h"
#include "news/article.h"
#include "news/document.h"

namespace tocsin {

// Called after each batch with what the parser's encoder made of it, for further heads that read
// the same states at no second cost: one row of Parser::state_width() floats for each token from
// `first_token` on, in the order of the document, which has all of them analysed by then. Sentences
// are never torn apart. The rows hold only until it returns.
using StateReader =
    std::function<void(const Document&, std::int32_t first_token, std::span<const float> states)>;

// For one thread; the core, shared by all, outlives it. Beyond the document, memory does not grow
// with the article but for the words of its longest paragraph, which are given back.
class Analyser {
 public:
  explicit Analyser(const LanguageCore& core);

  // `article` is valid UTF-8. Linear in its text.
  Document analyse(const Article& article, const StateReader& read_states = nullptr);

 private:
  void add_paragraph(Document& document, Span paragraph, std::int32_t number);
  void add_sentence(Document& document, const WordSentence& words, bool in_title,
                    std::int32_t paragraph);
  std::int32_t waiting(const Document& document) const;
  void parse(Document& document);
  void annotate(Document& document);
  void add_lemmas(Token& token, std::string_view form, const WordAnalysis& word);

  const LanguageCore& core_;
  Lemmatizer::Tag third_person_, gerund_, participle_;  // of verbs
  const StateReader* read_states_ = nullptr;
  SplitText split_;  // of the paragraph
  // The batch: the sentences of the document from first_sentence_ on.
  std::size_t first_sentence_ = 0;
  std::vector<std::string_view> forms_;
  std::vector<std::int32_t> begins_;
  std::vector<WordAnalysis> words_;
  ParserScratch scratch_;
};

}  // namespace tocsin
