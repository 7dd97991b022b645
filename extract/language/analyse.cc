// Paragraph by paragraph: words and sentences first, then, as soon as there are enough of them for
// a batch, tags, lemmas and trees. Only entrance: Analyser::analyse. Next to read: tokenizer.cc,
// parser.cc.
#include "extract/language/analyse.h"

#include <utility>

namespace tocsin {
namespace {

static_assert(Parser::kBatchWords >= Tokenizer::kMaxWords);
constexpr std::size_t kWordsToKeep = 16 * 1024;  // room for a paragraph's words

std::size_t as_size(std::int32_t value) { return static_cast<std::size_t>(value); }

// Parts of speech that participles and the verbs of headlines are taken for.
bool may_be_verb(std::string_view tag) { return tag == "ADJ" || tag == "PROPN" || tag == "NOUN"; }

}  // namespace

Analyser::Analyser(const LanguageCore& core)
    : core_(core),
      third_person_(core.lemmatizer().tag("VERB", "VBZ")),
      gerund_(core.lemmatizer().tag("VERB", "VBG")),
      participle_(core.lemmatizer().tag("VERB", "VBN")) {}

Document Analyser::analyse(const Article& article, const StateReader& read_states) {
  read_states_ = read_states ? &read_states : nullptr;
  first_sentence_ = 0;
  Document document;
  document.title = article.title;
  document.body = body_text(article);
  document.source = article.source;
  document.dateline = article.dateline;
  if (article.published_at) {
    document.published = std::chrono::floor<std::chrono::days>(article.published_at->time);
  }
  add_paragraph(document, {0, static_cast<std::int32_t>(document.title.size())}, -1);
  std::int32_t begin = 0;
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
    const auto length = static_cast<std::int32_t>(article.paragraphs[i].size());
    add_paragraph(document, {begin, begin + length}, static_cast<std::int32_t>(i));
    begin += length;
    if (begin > 0) begin += 2;  // the blank line of body_text
  }
  parse(document);
  return document;
}

void Analyser::add_paragraph(Document& document, Span paragraph, std::int32_t number) {
  const bool in_title = number < 0;
  split_.words.clear();
  split_.sentences.clear();
  core_.tokenizer().split(in_title ? document.title : document.body, paragraph, split_);
  for (const WordSentence& words : split_.sentences) {
    if (waiting(document) + words.end - words.first > Parser::kBatchWords) parse(document);
    add_sentence(document, words, in_title, number);
  }
  if (split_.words.capacity() > kWordsToKeep) split_ = {};
}

// Words of the sentences that are to be parsed yet.
std::int32_t Analyser::waiting(const Document& document) const {
  if (first_sentence_ == document.sentences.size()) return 0;
  return document.sentences.back().end_token - document.sentences[first_sentence_].first_token;
}

void Analyser::add_sentence(Document& document, const WordSentence& words, bool in_title,
                            std::int32_t paragraph) {
  Sentence sentence;
  sentence.in_title = in_title;
  sentence.paragraph = paragraph;
  sentence.cut = words.cut;
  sentence.first_token = static_cast<std::int32_t>(document.tokens.size());
  for (std::int32_t i = words.first; i < words.end; ++i) {
    const Span span = split_.words[as_size(i)].span;
    const std::string_view written = document.text(sentence, span);
    if (written.find_first_of("&#") != std::string_view::npos) {
      const auto index = static_cast<std::int32_t>(document.tokens.size());
      std::string form = word_form(written);
      if (form != written) document.resolved.push_back({index, std::move(form)});
    }
    document.tokens.emplace_back().span = span;
  }
  sentence.end_token = static_cast<std::int32_t>(document.tokens.size());
  sentence.span = {split_.words[as_size(words.first)].span.begin,
                   split_.words[as_size(words.end) - 1].span.end};
  document.sentences.push_back(sentence);
}

// The sentences that wait, tagged and hung into trees.
void Analyser::parse(Document& document) {
  if (first_sentence_ == document.sentences.size()) return;
  const std::int32_t first = document.sentences[first_sentence_].first_token;
  forms_.clear();
  begins_.clear();
  for (std::size_t s = first_sentence_; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    begins_.push_back(sentence.first_token - first);
    for (std::int32_t i = sentence.first_token; i < sentence.end_token; ++i)
      forms_.push_back(document.form(sentence, i));
  }
  begins_.push_back(static_cast<std::int32_t>(forms_.size()));
  core_.parser().parse(forms_, begins_, scratch_, words_);
  annotate(document);
  first_sentence_ = document.sentences.size();
  if (read_states_ != nullptr) (*read_states_)(document, first, scratch_.states);
}

void Analyser::annotate(Document& document) {
  std::size_t at = 0;
  for (std::size_t s = first_sentence_; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    for (std::int32_t i = sentence.first_token; i < sentence.end_token; ++i, ++at) {
      const WordAnalysis& word = words_[at];
      Token& token = document.tokens[as_size(i)];
      token.tag = core_.parser().upos(word);
      token.fine_tag = core_.parser().xpos(word);
      token.relation = core_.parser().relation(word);
      token.head = word.head < 0 ? -1 : sentence.first_token + word.head;
      add_lemmas(token, forms_[at], word);
    }
  }
}

void Analyser::add_lemmas(Token& token, std::string_view form, const WordAnalysis& word) {
  core_.lemma(form, word, token.lemma);
  if (!may_be_verb(token.tag)) return;
  const bool third_person = form.ends_with('s') || form.ends_with('S');
  const bool gerund = form.ends_with("ing") || form.ends_with("ING");
  core_.lemmatizer().lemma(form,
                           third_person ? third_person_
                           : gerund     ? gerund_
                                        : participle_,
                           token.verb);
  if (token.verb == token.lemma) token.verb.clear();
}

}  // namespace tocsin
