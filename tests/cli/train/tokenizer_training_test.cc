// Learns from a few dozen made-up sentences, and reads others like them.
#include "cli/train/tokenizer_training.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "extract/language/tokenizer.h"

namespace tocsin {
namespace {

// '|' parts words without a blank, '+' those of one token, ' ' is a blank.
ConlluSentence sentence(std::string_view marked, bool begins_paragraph) {
  ConlluSentence made;
  if (begins_paragraph) made.comments.emplace_back("# newpar");
  ConlluWord word;
  const auto close = [&](bool space_after) {
    word.space_after = space_after;
    made.words.push_back(word);
    word.form.clear();
  };
  std::int32_t range = -1;
  for (std::size_t i = 0; i <= marked.size(); ++i) {
    const char c = i < marked.size() ? marked[i] : ' ';
    if (c != ' ' && c != '|' && c != '+') {
      word.form.push_back(c);
      continue;
    }
    close(c == ' ');
    const auto count = static_cast<std::int32_t>(made.words.size());
    if (c == '+' && range < 0) range = count - 1;
    if (c != '+' && range >= 0) {
      made.ranges.push_back({range, count, "", "", c == ' '});
      range = -1;
    }
  }
  return made;
}

std::vector<ConlluSentence> treebank() {
  constexpr std::array<std::string_view, 6> kNames = {"Ana",  "Boris", "Chen",
                                                      "Dana", "Emre",  "Fay"};
  std::vector<ConlluSentence> made;
  for (const std::string_view name : kNames) {
    const std::string who(name);
    made.push_back(sentence(who + " did+n't leave the 5|-|year|-|old car|.", true));
    made.push_back(sentence("Mr. " + who + " said|, \"|We can+not go|.|\"", false));
    made.push_back(sentence("The U.S. envoy met " + who + "+'s friend|, who paid $|5|m|.", true));
    made.push_back(sentence("They left|.", false));
    made.push_back(sentence("Has " + who + " left|?", false));
    made.push_back(sentence("It is over|, Mr. " + who + "|.", false));
  }
  return made;
}

std::string shown(const Tokenizer& tokenizer, std::string_view text) {
  SplitText split;
  tokenizer.split(text, split);
  std::string out;
  for (const WordSentence& each : split.sentences) {
    for (std::int32_t i = each.first; i < each.end; ++i) {
      const SyntacticWord& word = split.words[static_cast<std::size_t>(i)];
      if (i > each.first) out += word.continues ? "+" : " ";
      out += text.substr(static_cast<std::size_t>(word.span.begin),
                         static_cast<std::size_t>(word.span.end - word.span.begin));
    }
    out += " / ";
  }
  return out;
}

// Small tables keep the test quick.
TokenizerTrainingOptions quick() {
  TokenizerTrainingOptions options;
  options.words.bits = 14;
  options.sentences.bits = 14;
  return options;
}

TEST(TokenizerTrainingTest, LearnsWordsAndSentences) {
  ModelWriter model;
  const Status done = train_tokenizer(treebank(), model, quick());
  ASSERT_TRUE(done) << to_string(done.error());
  const auto tokenizer = Tokenizer::open(*ModelFile::from_bytes(model.bytes()));
  ASSERT_TRUE(tokenizer) << to_string(tokenizer.error());
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  const Row rows[] = {
      {"Gita didn't leave the 7-year-old car. They left.",
       "Gita did+n't leave the 7 - year - old car . / They left . / "},
      {"Mr. Hugo said, \"We cannot go.\"", "Mr. Hugo said , \" We can+not go . \" / "},
      {"The U.S. envoy met Ines's friend.", "The U.S. envoy met Ines+'s friend . / "},
      {"Has Gita left? They left.", "Has Gita left ? / They left . / "},
      {"Has Gita left?They left.", "Has Gita left ? / They left . / "},
      {"THEY LEFT. HAS GITA LEFT?", "THEY LEFT . / HAS GITA LEFT ? / "},
      {"Gita did n't leave .", "Gita did n't leave . / "},
      {"Gita didn\xE2\x80\x99t go, who paid \xE2\x82\xAC"
       "5m.",
       "Gita did+n\xE2\x80\x99t go , who paid \xE2\x82\xAC 5 m . / "},
  };
  for (const Row& row : rows) EXPECT_EQ(shown(*tokenizer, row.text), row.expected);
}

TEST(TokenizerTrainingTest, WritesTheSameBytesAgain) {
  ModelWriter first;
  ModelWriter second;
  ASSERT_TRUE(train_tokenizer(treebank(), first, quick()));
  ASSERT_TRUE(train_tokenizer(treebank(), second, quick()));
  EXPECT_EQ(first.bytes(), second.bytes());
}

TEST(TokenizerTrainingTest, LearnsNothingFromNothing) {
  ModelWriter model;
  ASSERT_TRUE(train_tokenizer({}, model, quick()));
  const auto tokenizer = Tokenizer::open(*ModelFile::from_bytes(model.bytes()));
  ASSERT_TRUE(tokenizer);
  EXPECT_EQ(shown(*tokenizer, "One. Two"), "One. Two / ");
}

}  // namespace
}  // namespace tocsin
