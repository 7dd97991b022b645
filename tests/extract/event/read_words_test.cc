#include "extract/event/read_words.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace tocsin {
namespace {

// Words with blanks between, the tokens of one word with bars: "a 48|-|hour truce". A token is
// "form", or "form/TAG/FINE/lemma/verb".
Document document_of(const std::string& line) {
  Document document;
  for (const std::string_view word : split(line, ' ')) {
    if (!document.body.empty()) document.body += ' ';
    for (const std::string_view written : split(word, '|')) {
      const auto parts = split(written, '/');
      Token token;
      token.span.begin = static_cast<std::int32_t>(document.body.size());
      document.body += parts[0];
      token.span.end = static_cast<std::int32_t>(document.body.size());
      token.lemma = fold_case(parts[0]);
      if (parts.size() > 1) token.tag = parts[1];
      if (parts.size() > 2) token.fine_tag = parts[2];
      if (parts.size() > 3) token.lemma = parts[3];
      if (parts.size() > 4) token.verb = parts[4];
      document.tokens.push_back(std::move(token));
    }
  }
  Sentence sentence;
  sentence.span.end = static_cast<std::int32_t>(document.body.size());
  sentence.end_token = static_cast<std::int32_t>(document.tokens.size());
  document.sentences.push_back(sentence);
  return document;
}

const Lexicon& lexicon() {
  static const Lexicon parsed = *parse_lexicon(embedded_lexicon());
  return parsed;
}

Words words_of(const Document& document) {
  return read_words(document, document.sentences[0], lexicon());
}

struct Row {
  const char* tokens;
  std::vector<std::string> words;
};

TEST(ReadWords, WhatIsWrittenWithHyphensIsOneWord) {
  const Row rows[] = {
      {"a 48|-|hour truce", {"a", "48-hour", "truce"}},
      {"the tit|-|for|-|tat expulsions", {"the", "tit-for-tat", "expulsions"}},
      {"US|-|led troops", {"us-led", "troops"}},
      {"Ruritania|'s cease|-|fire", {"ruritania", "'s", "cease-fire"}},
      {"they did|n’t go", {"they", "did", "n't", "go"}},
      {"it left - at last", {"it", "left", "-", "at", "last"}},
      {"it left|- at last", {"it", "left", "-", "at", "last"}},
      {"left|--|he said", {"left", "--", "he", "said"}},
      {"“|pro|-|Ruritanian|”|-|men", {"pro-ruritanian", "-", "men"}},
      {"“|We left|,|” he said", {"we", "left", ",", "he", "said"}},
      {"a mid|‑|sized base", {"a", "mid‑sized", "base"}},
      {"-|hour", {"-", "hour"}},
      {"48|-", {"48", "-"}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.tokens);
    std::vector<std::string> found;
    const Document document = document_of(row.tokens);
    for (const ReadWord& word : words_of(document)) found.push_back(word.lower);
    EXPECT_EQ(found, row.words);
  }
}

TEST(ReadWords, SpansCoverAllOfAWord) {
  const Document document = document_of("a 48|-|hour truce");
  const Words words = words_of(document);
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[1].span, (Span{2, 9}));
}

TEST(ReadWords, LemmasAreThoseOfTheTables) {
  struct LemmaRow {
    const char* token;
    const char* lemma;
  };
  const LemmaRow rows[] = {
      {"Withdrew/VERB/VBD/withdraw", "withdraw"},
      {"Norway/PROPN/NNP/Norway", "norway"},
      {"expelled/ADJ/JJ/expelled/expel", "expel"},
      {"Recalls/PROPN/NNP/Recalls/recall", "recall"},
      {"closing/NOUN/NN/closing/close", "close"},
      {"leaves/NOUN/NNS/leaf/leave", "leaf"},
      {"troops/NOUN/NNS/troops/troop", "troop"},
      {"those/PRON/DT/that", "those"},
      {"n't/PART/RB/not", "not"},
      {"was/AUX/VBD/be", "be"},
      {"cease|-|fires/NOUN/NNS/fire", "cease-fire"},
  };
  for (const LemmaRow& row : rows) {
    SCOPED_TRACE(row.token);
    const Words words = words_of(document_of(row.token));
    ASSERT_EQ(words.size(), 1U);
    EXPECT_EQ(words[0].lemma, row.lemma);
  }
}

TEST(ReadWords, EntitiesAreResolved) {
  Document document = document_of("did|n#39;t/PART/RB/not go");
  document.resolved.push_back({1, "n't"});
  const Words words = words_of(document);
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[1].lower, "n't");
  EXPECT_TRUE(words[1].is(kNegation));
  EXPECT_EQ(words[1].span, (Span{3, 9}));
}

}  // namespace
}  // namespace tocsin
