// extract/language/analyse.h with the shipped model: what holds whatever the model has learned, and
// easy sentences that no model worth shipping reads wrongly.
#include "extract/language/analyse.h"

#include <gtest/gtest.h>

#include "tests/extract/language/shipped_model.h"

namespace tocsin {
namespace {

Document analysed(const Article& article) { return Analyser(shipped_core()).analyse(article); }

Document analysed(std::string paragraph) {
  Article article;
  article.paragraphs = {std::move(paragraph)};
  return analysed(article);
}

Article sample() {
  Article article;
  article.title = "Ruritania recalls envoy";
  article.source = "Strelsau Post";
  article.paragraphs = {"Ruritaniaâs envoy left. He was 61.", "Nobody said why."};
  PublishedAt published;
  published.time = Timestamp(Day(std::chrono::year(2024) / 3 / 5)) + std::chrono::hours(23);
  published.has_time = true;
  article.published_at = published;
  return article;
}

// A long article of short and long paragraphs.
Article many_words() {
  Article article;
  for (int i = 0; i < 60; ++i) {
    std::string paragraph;
    for (int k = 0; k <= i % 7; ++k)
      paragraph += "The envoy of country " + std::to_string(i * 7 + k) + " left the hall. ";
    article.paragraphs.push_back(std::move(paragraph));
  }
  return article;
}

std::string all_forms(const Document& document) {
  std::string out;
  for (const Sentence& sentence : document.sentences) {
    for (std::int32_t i = sentence.first_token; i < sentence.end_token; ++i)
      out.append(document.form(sentence, i)).append(i + 1 < sentence.end_token ? " " : "|");
  }
  return out;
}

TEST(Analyse, TitleFirstThenTheBodyWithItsOffsets) {
  const Document document = analysed(sample());
  ASSERT_EQ(document.sentences.size(), 4U);
  EXPECT_TRUE(document.sentences[0].in_title);
  EXPECT_EQ(document.sentences[0].paragraph, -1);
  EXPECT_EQ(document.text(document.sentences[0]), "Ruritania recalls envoy");
  EXPECT_EQ(document.text(document.sentences[2]), "He was 61.");
  EXPECT_EQ(document.text(document.sentences[3]), "Nobody said why.");
  EXPECT_EQ(document.sentences[3].paragraph, 1);
}

TEST(Analyse, KeepsTheDayOfPublication) {
  EXPECT_EQ(analysed(sample()).published, Day(std::chrono::year(2024) / 3 / 5));
  Article undated = sample();
  undated.published_at.reset();
  EXPECT_FALSE(analysed(undated).published.has_value());
}

TEST(Analyse, AnEmptyArticleIsAnEmptyDocument) {
  const Document document = analysed(Article());
  EXPECT_TRUE(document.sentences.empty());
  EXPECT_TRUE(document.tokens.empty());
}

TEST(Analyse, EveryTokenIsReadAndEverySentenceIsATree) {
  const Document document = analysed(many_words());
  std::int32_t next = 0;
  for (const Sentence& sentence : document.sentences) {
    EXPECT_EQ(sentence.first_token, next);
    next = sentence.end_token;
    int roots = 0;
    for (std::int32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      const Token& token = document.tokens[static_cast<std::size_t>(i)];
      EXPECT_GE(token.span.begin, sentence.span.begin);
      EXPECT_LE(token.span.end, sentence.span.end);
      EXPECT_FALSE(token.lemma.empty());
      EXPECT_FALSE(token.tag.empty());
      EXPECT_FALSE(token.fine_tag.empty());
      EXPECT_FALSE(token.relation.empty());
      roots += token.head == -1 ? 1 : 0;
      if (token.head != -1) {
        EXPECT_GE(token.head, sentence.first_token);
        EXPECT_LT(token.head, sentence.end_token);
      }
    }
    EXPECT_EQ(roots, 1);
  }
  EXPECT_EQ(next, static_cast<std::int32_t>(document.tokens.size()));
}

TEST(Analyse, WhatStandsBeforeDoesNotMatter) {
  Analyser analyser(shipped_core());
  const Document first = analyser.analyse(sample());
  static_cast<void>(analyser.analyse(many_words()));
  EXPECT_EQ(analyser.analyse(sample()), first);
}

TEST(Analyse, PlainNewsIsReadAsAnybodyWould) {
  const Document document = analysed("Norway has expelled three Portuguese diplomats.");
  ASSERT_EQ(document.tokens.size(), 7U);
  struct Row {
    const char* lemma;
    const char* tag;
    const char* fine_tag;
    std::int32_t head;
    const char* relation;
  };
  const Row rows[] = {
      {"Norway", "PROPN", "NNP", 2, "nsubj"}, {"have", "AUX", "VBZ", 2, "aux"},
      {"expel", "VERB", "VBN", -1, "root"},   {"three", "NUM", "CD", 5, "nummod"},
      {"portuguese", "ADJ", "JJ", 5, "amod"}, {"diplomat", "NOUN", "NNS", 2, "obj"},
      {".", "PUNCT", ".", 2, "punct"},
  };
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    SCOPED_TRACE(rows[i].lemma);
    EXPECT_EQ(document.tokens[i].lemma, rows[i].lemma);
    EXPECT_EQ(document.tokens[i].tag, rows[i].tag);
    EXPECT_EQ(document.tokens[i].fine_tag, rows[i].fine_tag);
    EXPECT_EQ(document.tokens[i].head, rows[i].head);
    EXPECT_EQ(document.tokens[i].relation, rows[i].relation);
  }
}

TEST(Analyse, WordsAndSentences) {
  struct Row {
    const char* text;
    const char* forms;  // words with blanks between, each sentence ended by a bar
  };
  const Row rows[] = {
      {"", ""},
      {"   \n ", ""},
      {"Envoys left. Troops stayed.", "Envoys left .|Troops stayed .|"},
      {"Mr. Roe met Gen. Doe. They talked.", "Mr. Roe met Gen. Doe .|They talked .|"},
      {"The U.S. Embassy closed.", "The U.S. Embassy closed .|"},
      {"It cost 3.5 million. Nobody paid.", "It cost 3.5 million .|Nobody paid .|"},
      {"Out now! Really? Yes.", "Out now !|Really ?|Yes .|"},
      {"On Jan. 5 the base closed. It rained.", "On Jan. 5 the base closed .|It rained .|"},
      {"Ruritania's envoy didn't go.", "Ruritania 's envoy did n't go .|"},
      {"The troops' pay was cut.", "The troops ' pay was cut .|"},
      {"They got 1,500 troops.", "They got 1,500 troops .|"},
      {"He didn#39;t go.", "He did n't go .|"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(all_forms(analysed(row.text)), row.forms);
  }
}

TEST(Analyse, WhatNoVerbWasTakenForHasTheLemmaOfOne) {
  const Document document = analysed("The expelled envoys left.");
  ASSERT_EQ(document.tokens.size(), 5U);
  const Token& expelled = document.tokens[1];
  EXPECT_EQ(expelled.tag == "VERB" ? expelled.lemma : expelled.verb, "expel");
  EXPECT_EQ(document.tokens[3].lemma, "leave");
  EXPECT_EQ(document.tokens[3].verb, "");
}

TEST(Analyse, WhatNeverEndsIsCutAndSaysSo) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "word and ";
  const Document document = analysed(text);
  ASSERT_GE(document.sentences.size(), 10U);
  for (const Sentence& sentence : document.sentences) {
    EXPECT_LE(sentence.end_token - sentence.first_token, Tokenizer::kMaxWords);
    EXPECT_EQ(sentence.cut, &sentence != &document.sentences.back());
  }
}

// Every token's states come once, in order, in batches that do not grow with the article.
TEST(Analyse, FurtherHeadsReadTheStates) {
  std::int32_t next = 0;
  std::int32_t largest = 0;
  const auto width = shipped_core().parser().state_width();
  const Document document =
      Analyser(shipped_core())
          .analyse(many_words(),
                   [&](const Document& seen, std::int32_t first, std::span<const float> states) {
                     EXPECT_EQ(first, next);
                     const auto rows = static_cast<std::int32_t>(states.size()) / width;
                     next += rows;
                     largest = std::max(largest, rows);
                     EXPECT_EQ(next, static_cast<std::int32_t>(seen.tokens.size()));
                     EXPECT_NE(seen.tokens.back().tag, "");
                     EXPECT_NE(states.back(), 0.0F);
                   });
  EXPECT_EQ(next, static_cast<std::int32_t>(document.tokens.size()));
  EXPECT_GT(next, 1000);
  EXPECT_LE(largest, 256);
}

}  // namespace
}  // namespace tocsin
