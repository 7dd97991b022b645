#include "extract/language/sentences.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

struct Row {
  std::string_view text;
  std::vector<std::string> sentences;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"", {}},
      {"   \n ", {}},
      {"Envoys left. Troops stayed.", {"Envoys left.", "Troops stayed."}},
      {"Ruritania recalls envoy from Elbonia", {"Ruritania recalls envoy from Elbonia"}},
      {"Mr. Roe met Gen. Doe. They talked.", {"Mr. Roe met Gen. Doe.", "They talked."}},
      {"The U.S. Embassy closed.", {"The U.S. Embassy closed."}},
      {"He flew to the U.S. The talks went on.", {"He flew to the U.S.", "The talks went on."}},
      {"J. K. Roe spoke. A crowd came.", {"J. K. Roe spoke.", "A crowd came."}},
      {"It cost 3.5 million. Nobody paid.", {"It cost 3.5 million.", "Nobody paid."}},
      {"\"We will leave.\" He left.", {"\"We will leave.\"", "He left."}},
      {"“We will leave.” Then he left.", {"“We will leave.”", "Then he left."}},
      {"\"Will you leave?\" he asked.", {"\"Will you leave?\" he asked."}},
      {"He paused... then he left.", {"He paused... then he left."}},
      {"He paused… Then he left.", {"He paused…", "Then he left."}},
      {"Out now! Really? Yes.", {"Out now!", "Really?", "Yes."}},
      {"On Jan. 5 the base closed. It rained.", {"On Jan. 5 the base closed.", "It rained."}},
      {"It ended in August.The envoy left.", {"It ended in August.", "The envoy left."}},
      {"See example.com for more. Good.", {"See example.com for more.", "Good."}},
      {"(It was late.) We slept.", {"(It was late.)", "We slept."}},
      {"Élan won. Été came.", {"Élan won.", "Été came."}},
      {" Two  lines\nin one. \n", {"Two  lines\nin one."}},
  };
  return all;
}

TEST(Sentences, Table) {
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.text);
    std::vector<std::string> found;
    const Span whole{0, static_cast<std::int32_t>(row.text.size())};
    for (const Span span : split_sentences(row.text, whole, language_tables())) {
      found.emplace_back(row.text.substr(static_cast<std::size_t>(span.begin),
                                         static_cast<std::size_t>(span.end - span.begin)));
    }
    EXPECT_EQ(found, row.sentences);
  }
}

TEST(Sentences, WhatNeverEndsIsCutAtABlank) {
  std::string text;
  while (text.size() < 9000) text += "word and ";
  const std::vector<Span> spans =
      split_sentences(text, {0, static_cast<std::int32_t>(text.size())}, language_tables());
  ASSERT_GE(spans.size(), 4U);
  for (const Span span : spans) {
    EXPECT_LE(span.end - span.begin, 2010);
    EXPECT_NE(text[static_cast<std::size_t>(span.begin)], ' ');
    EXPECT_TRUE(span.begin == 0 || text[static_cast<std::size_t>(span.begin) - 1] == ' ');
  }
}

TEST(Sentences, OnlyThatParagraph) {
  const std::string text = "One here. Two here.";
  const std::vector<Span> spans = split_sentences(text, {10, 19}, language_tables());
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0], (Span{10, 19}));
}

}  // namespace
}  // namespace tocsin
