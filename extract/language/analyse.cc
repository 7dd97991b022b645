// The first arrow of the pipeline inside `extract`: article to document. Only entrance:
// analyse_language. Next to read: sentences.cc.
#include "extract/language/analyse.h"

#include "extract/language/lemmas.h"
#include "extract/language/sentences.h"
#include "extract/language/tables.h"
#include "extract/language/tokens.h"

namespace tocsin {
namespace {

void add_sentence(Document& document, Sentence sentence, const LanguageTables& tables) {
  const std::string& text = document.text_of(sentence);
  sentence.first_token = static_cast<std::int32_t>(document.tokens.size());
  for (const Span span : tokenize(text, sentence.span, tables)) {
    Token token;
    token.span = span;
    token.lemma = lemma_of(document.text(sentence, span), tables);
    document.tokens.push_back(std::move(token));
  }
  sentence.end_token = static_cast<std::int32_t>(document.tokens.size());
  document.sentences.push_back(sentence);
}

void add_paragraph(Document& document, std::string_view text, Span span, std::int32_t paragraph,
                   const LanguageTables& tables) {
  for (const Span found : split_sentences(text, span, tables)) {
    Sentence sentence;
    sentence.span = found;
    sentence.in_title = paragraph < 0;
    sentence.paragraph = paragraph;
    add_sentence(document, sentence, tables);
  }
}

}  // namespace

Document analyse_language(const Article& article) {
  const LanguageTables& tables = language_tables();
  Document document;
  document.title = article.title;
  document.body = body_text(article);
  document.source = article.source;
  document.dateline = article.dateline;
  if (article.published_at) {
    document.published = std::chrono::floor<std::chrono::days>(article.published_at->time);
  }
  add_paragraph(document, document.title, {0, static_cast<std::int32_t>(document.title.size())}, -1,
                tables);
  std::int32_t begin = 0;
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
    const auto length = static_cast<std::int32_t>(article.paragraphs[i].size());
    add_paragraph(document, document.body, {begin, begin + length}, static_cast<std::int32_t>(i),
                  tables);
    begin += length;
    if (begin > 0) begin += 2;  // the blank line of body_text
  }
  return document;
}

}  // namespace tocsin
