#include "cli/train/lemma_training.h"

#include <gtest/gtest.h>

#include "extract/language/lemmatizer.h"

namespace tocsin {
namespace {

struct Taught {
  const char* form;
  const char* lemma;
  const char* upos;
  const char* xpos;
};

ConlluSentence sentence_of(std::initializer_list<Taught> words) {
  ConlluSentence sentence;
  for (const Taught& word : words) {
    ConlluWord& added = sentence.words.emplace_back();
    added.form = word.form;
    added.lemma = word.lemma;
    added.upos = word.upos;
    added.xpos = word.xpos;
  }
  return sentence;
}

std::vector<ConlluSentence> lesson() {
  return {
      sentence_of({{"Called", "call", "VERB", "VBD"},
                   {"ordered", "order", "VERB", "VBD"},
                   {"warned", "warn", "VERB", "VBN"},
                   {"denied", "deny", "VERB", "VBD"},
                   {"TRIED", "try", "VERB", "VBN"},
                   {"shrugged", "shrug", "VERB", "VBD"},
                   {"voted", "vote", "VERB", "VBD"},
                   {"quoted", "quote", "VERB", "VBD"},
                   {"halted", "halt", "VERB", "VBD"},
                   {"drafted", "draft", "VERB", "VBN"}}),
      sentence_of({{"’s", "be", "AUX", "VBZ"},
                   {"'s", "have", "AUX", "VBZ"},
                   {"'s", "be", "AUX", "VBZ"},
                   {"’s", "'s", "PART", "POS"},
                   {"talks", "talk", "NOUN", "NNS"},
                   {"armies", "army", "NOUN", "NNS"},
                   {"parties", "party", "NOUN", "NNS"},
                   {"reports", "report", "NOUN", "NNS"},
                   {"Malians", "Malian", "PROPN", "NNPS"},
                   {"Chadians", "Chadian", "PROPN", "NNPS"},
                   {"Nairobi", "Nairobi", "PROPN", "NNP"},
                   {"any", "anybody", "PRON", "GW"},
                   {"body", "_", "X", "NN"},
                   {"one", "_", "X", "NN"},
                   {"ever", "_", "X", "NN"},
                   {"time", "_", "X", "NN"},
                   {"where", "_", "X", "NN"}}),
      sentence_of({{"revoke", "revoke", "VERB", "VB"},
                   {"revoke", "revoke", "VERB", "VB"},
                   {"slog", "slog", "VERB", "VB"},
                   {"slog", "slog", "VERB", "VBP"}}),
  };
}

Result<Lemmatizer> learn(std::span<const std::string> paragraphs) {
  ModelWriter writer;
  const Status trained = train_lemmatizer(lesson(), paragraphs, writer);
  if (!trained) return fail(trained.error());
  const auto model = ModelFile::from_bytes(writer.bytes());
  if (!model) return fail(model.error());
  return Lemmatizer::open(*model);
}

TEST(LemmaTraining, WhatWasSeenAndWhatFollowsFromIt) {
  const Taught rows[] = {
      {"called", "call", "VERB", "VBN"},        // seen, with the tag that shares its rules
      {"PLUNDERED", "plunder", "VERB", "VBD"},  // the ending
      {"relied", "rely", "VERB", "VBD"},        // the longer ending
      {"promoted", "promote", "VERB", "VBD"},
      {"'s", "be", "AUX", "VBZ"},  // the commonest
      {"'s", "'s", "PART", "POS"},
      {"ballots", "ballot", "NOUN", "NNS"},
      {"bounties", "bounty", "NOUN", "NNS"},
      {"Rwandans", "Rwandan", "PROPN", "NNPS"},  // names keep their case
      {"SARAJEVO", "SARAJEVO", "PROPN", "NNP"},
      {"time", "_", "X", "NN"},                 // the rest of a word written asunder
      {"any", "any", "PRON", "GW"},             // its first part teaches nothing
      {"withdrew", "withdraw", "VERB", "VBD"},  // irregular
      {"children", "child", "NOUN", "NNS"},
      {"revoking", "revoke", "VERB", "VBG"},  // inflection of a verb seen twice
      {"slogged", "slog", "VERB", "VBD"},
      {"glints", "glints", "AUX", "VBZ"},   // that "'s" is "be" says nothing of other words
      {"Quickly", "quickly", "ADV", "RB"},  // an unknown tag
  };
  const auto lemmatizer = learn({});
  ASSERT_TRUE(lemmatizer) << to_string(lemmatizer.error());
  for (const Taught& row : rows) {
    SCOPED_TRACE(std::string(row.form) + " " + row.xpos);
    std::string lemma;
    lemmatizer->lemma(row.form, row.upos, row.xpos, lemma);
    EXPECT_EQ(lemma, row.lemma);
  }
}

TEST(LemmaTraining, RawTextTellsWhichLemmaIsAWord) {
  const std::vector<std::string> paragraphs = {"Prisoners rioted, rioted and rioted again.",
                                               "One riot led to the next riot; they promoted it."};
  std::string lemma;
  const auto unread = learn({});
  ASSERT_TRUE(unread);
  unread->lemma("rioted", "VERB", "VBD", lemma);
  EXPECT_EQ(lemma, "riote");  // as "voted" and "quoted"
  const auto read = learn(paragraphs);
  ASSERT_TRUE(read);
  read->lemma("rioted", "VERB", "VBD", lemma);
  EXPECT_EQ(lemma, "riot");  // as "halted", for there is no "riote"
  read->lemma("promoted", "VERB", "VBD", lemma);
  EXPECT_EQ(lemma, "promote");
}

TEST(LemmaTraining, AFormKeepsItsLemmaWhereItsInflectionIsMistaken) {
  std::vector<ConlluSentence> sentences(3, sentence_of({{"envoys", "envoy", "NOUN", "NNS"},
                                                        {"news", "news", "NOUN", "NN"},
                                                        {"news", "new", "NOUN", "NNS"}}));
  for (char c = 'a'; c < 'z'; ++c) {
    const std::string form(4, c);
    sentences.push_back(sentence_of({{form.c_str(), form.c_str(), "NOUN", "NN"}}));
  }
  ModelWriter writer;
  ASSERT_TRUE(train_lemmatizer(sentences, {}, writer));
  const auto model = ModelFile::from_bytes(writer.bytes());
  ASSERT_TRUE(model);
  const auto lemmatizer = Lemmatizer::open(*model);
  ASSERT_TRUE(lemmatizer);
  std::string lemma;
  lemmatizer->lemma("envoys", "NOUN", "NN", lemma);
  EXPECT_EQ(lemma, "envoy");
  lemmatizer->lemma("news", "NOUN", "NN", lemma);
  EXPECT_EQ(lemma, "news");
}

TEST(LemmaTraining, TheSameBytesEveryTime) {
  ModelWriter first;
  ModelWriter second;
  ASSERT_TRUE(train_lemmatizer(lesson(), {}, first));
  ASSERT_TRUE(train_lemmatizer(lesson(), {}, second));
  EXPECT_EQ(first.bytes(), second.bytes());
}

TEST(LemmaTraining, NothingToLearnFromIsRefused) {
  ModelWriter writer;
  EXPECT_FALSE(train_lemmatizer({}, {}, writer));
}

}  // namespace
}  // namespace tocsin
