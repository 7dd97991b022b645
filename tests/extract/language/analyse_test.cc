#include "extract/language/analyse.h"

#include <gtest/gtest.h>

#include "extract/language/tables.h"

namespace tocsin {
namespace {

Article sample() {
  Article article;
  article.title = "Ruritania recalls envoy";
  article.source = "Strelsau Post";
  article.paragraphs = {"Ruritania’s envoy left. He was 61.", "Nobody said why."};
  PublishedAt published;
  published.time = Timestamp(Day(std::chrono::year(2024) / 3 / 5)) + std::chrono::hours(23);
  published.has_time = true;
  article.published_at = published;
  return article;
}

TEST(Analyse, TitleFirstThenTheBodyWithItsOffsets) {
  const Document document = analyse_language(sample());
  ASSERT_EQ(document.sentences.size(), 4U);
  EXPECT_TRUE(document.sentences[0].in_title);
  EXPECT_EQ(document.sentences[0].paragraph, -1);
  EXPECT_EQ(document.text(document.sentences[0]), "Ruritania recalls envoy");
  EXPECT_EQ(document.text(document.sentences[2]), "He was 61.");
  EXPECT_EQ(document.text(document.sentences[3]), "Nobody said why.");
  EXPECT_EQ(document.sentences[3].paragraph, 1);
}

TEST(Analyse, TokensBelongToTheirSentence) {
  const Document document = analyse_language(sample());
  std::int32_t next = 0;
  for (const Sentence& sentence : document.sentences) {
    EXPECT_EQ(sentence.first_token, next);
    next = sentence.end_token;
    for (std::int32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      const Token& token = document.tokens[static_cast<std::size_t>(i)];
      EXPECT_GE(token.span.begin, sentence.span.begin);
      EXPECT_LE(token.span.end, sentence.span.end);
      EXPECT_FALSE(token.lemma.empty());
    }
  }
  EXPECT_EQ(next, static_cast<std::int32_t>(document.tokens.size()));
}

TEST(Analyse, KeepsTheDayOfPublication) {
  EXPECT_EQ(analyse_language(sample()).published, Day(std::chrono::year(2024) / 3 / 5));
  Article undated = sample();
  undated.published_at.reset();
  EXPECT_FALSE(analyse_language(undated).published.has_value());
}

TEST(Analyse, AnEmptyArticleIsAnEmptyDocument) {
  const Document document = analyse_language(Article());
  EXPECT_TRUE(document.sentences.empty());
  EXPECT_TRUE(document.tokens.empty());
}

TEST(LanguageTables, ErrorsNameFileAndLine) {
  const auto bad_kind = parse_language_tables("# note\nnickname\tbob\n", "", "");
  ASSERT_FALSE(bad_kind);
  EXPECT_EQ(to_string(bad_kind.error()), "abbreviations.tsv:2:1: unknown kind nickname");
  const auto twice = parse_language_tables("", "go\twent\nwend\twent\n", "");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().where, (Where{"lemmas.tsv", 2, 1}));
  EXPECT_FALSE(parse_language_tables("", "go went\n", ""));
  EXPECT_FALSE(parse_language_tables("", "", "a\tb\n"));
}

}  // namespace
}  // namespace tocsin
