// Learning, from examples to the eight bits that the daemon runs: on a small made-up language whose
// trees are known.
#include "cli/train/network_training.h"

#include <gtest/gtest.h>

#include "cli/train/annotator.h"
#include "cli/train/network_file.h"
#include "extract/language/parser.h"

namespace tocsin {
namespace {

ConlluWord word(const std::string& form, const std::string& upos, int head,
                const std::string& deprel) {
  ConlluWord out;
  out.form = form;
  out.upos = upos;
  out.xpos = upos.substr(0, 2);
  out.head = head;
  out.deprel = deprel;
  return out;
}

// "the envoy leaves Niger ." in all combinations of a few words, some with an adverb in front.
std::vector<ConlluSentence> small_language() {
  std::vector<ConlluSentence> sentences;
  for (const std::string noun : {"envoy", "consul", "attache", "garrison", "fleet"}) {
    for (const std::string verb : {"leaves", "enters", "quits", "closes"}) {
      for (const std::string name : {"Niger", "Chad", "Malta", "Gabon"}) {
        ConlluSentence plain;
        plain.words = {word("the", "DET", 1, "det"), word(noun, "NOUN", 2, "nsubj"),
                       word(verb, "VERB", -1, "root"), word(name, "PROPN", 2, "obj"),
                       word(".", "PUNCT", 2, "punct")};
        ConlluSentence turned;
        turned.words = {word("now", "ADV", 3, "advmod"), word("the", "DET", 2, "det"),
                        word(noun, "NOUN", 3, "nsubj"),  word(verb, "VERB", -1, "root"),
                        word("in", "ADP", 5, "case"),    word(name, "PROPN", 3, "obl")};
        sentences.push_back(plain);
        sentences.push_back(turned);
      }
    }
  }
  return sentences;
}

class NetworkTrainingTest : public testing::Test {
 protected:
  NetworkTrainingTest()
      : sentences_(small_language()), labels_(collect_labels(sentences_)), types_({"the"}, 512) {
    for (const ConlluSentence& sentence : sentences_)
      examples_.push_back(example_of(sentence, labels_, types_));
  }

  Network learned(std::int64_t steps, std::uint64_t seed) {
    NetworkShape shape{.width = 32,
                       .hidden = 32,
                       .layers = 2,
                       .arc = 32,
                       .relation = 32,
                       .vectors = 0,
                       .tags = labels_.tags.size(),
                       .relations = labels_.relations.size(),
                       .vocabulary = 1,
                       .subwords = 512};
    Network network = make_network(shape, types_.vocabulary(), nullptr, seed);
    TrainingOptions options;
    options.steps = steps;
    options.batch_words = 200;
    options.warm_up = 20;
    options.seed = seed;
    train_network(network, types_, {{&examples_, 1}}, options, steps, [](auto, const auto&) {});
    return network;
  }

  Accuracy score(const Network& network) {
    std::vector<Example> predicted = examples_;
    annotate({network}, types_, predicted);
    return accuracy(examples_, predicted, labels_);
  }

  std::vector<ConlluSentence> sentences_;
  Labels labels_;
  WordTypes types_;
  std::vector<Example> examples_;
};

TEST_F(NetworkTrainingTest, LearnsALanguageAndRunsItInEightBits) {
  const Network network = learned(150, 4);
  const Accuracy scores = score(network);
  EXPECT_GT(scores.upos, 99.0);
  EXPECT_GT(scores.las, 98.0);
  EXPECT_LT(score(learned(1, 4)).las, 60.0) << "one step teaches it already: the test is too easy";

  ModelWriter writer;
  export_network(network, types_, labels_, writer);
  const auto model = ModelFile::from_bytes(writer.bytes());
  ASSERT_TRUE(model) << model.error().message;
  std::vector<std::string_view> forms;
  std::vector<std::int32_t> begins{0};
  std::vector<std::int32_t> heads;
  for (const ConlluSentence& sentence : sentences_) {
    for (const ConlluWord& each : sentence.words) {
      forms.push_back(each.form);
      heads.push_back(each.head);
    }
    begins.push_back(static_cast<std::int32_t>(forms.size()));
  }
  std::vector<std::vector<WordAnalysis>> answers;
  for (const Kernels* kernels : available_kernels()) {
    SCOPED_TRACE(kernels->name);
    const auto parser = Parser::open(*model, *kernels);
    ASSERT_TRUE(parser) << parser.error().message;
    ParserScratch scratch;
    std::vector<WordAnalysis> words;
    parser->parse(forms, begins, scratch, words);
    ASSERT_EQ(words.size(), heads.size());
    std::size_t right = 0;
    for (std::size_t i = 0; i < words.size(); ++i) right += words[i].head == heads[i] ? 1 : 0;
    EXPECT_GT(static_cast<double>(right), 0.98 * static_cast<double>(heads.size()));
    EXPECT_EQ(parser->upos(words[0]), "DET");
    EXPECT_EQ(parser->xpos(words[1]), "NO");
    EXPECT_EQ(parser->relation(words[1]), "nsubj");
    answers.push_back(words);

    const auto few = static_cast<std::size_t>(begins[10]);
    ASSERT_LE(few, static_cast<std::size_t>(Parser::kMaxWords));
    parser->parse(std::span(forms).first(few), std::span(begins).first(11), scratch, words);
    ASSERT_EQ(words.size(), few);
    EXPECT_EQ(scratch.states.size(), few * static_cast<std::size_t>(parser->state_width()));
  }
  for (const auto& answer : answers) EXPECT_EQ(answer, answers.front());
}

TEST_F(NetworkTrainingTest, TheSeedDecidesAll) {
  const Network first = learned(20, 4);
  const Network again = learned(20, 4);
  const Network other = learned(20, 5);
  EXPECT_EQ(first.word.values, again.word.values);
  EXPECT_EQ(first.subword.values, again.subword.values);
  for (std::size_t i = 0; i < first.dense.size(); ++i)
    EXPECT_EQ(first.dense[i].values, again.dense[i].values) << first.dense[i].name;
  EXPECT_NE(first.subword.values, other.subword.values);
}

TEST_F(NetworkTrainingTest, ATeacherTeaches) {
  const Network teacher = learned(150, 4);
  std::vector<Example> taught = examples_;
  annotate({teacher, learned(150, 6)}, types_, taught);
  for (const Example& example : taught) {
    for (const Target& target : example.targets) {
      float sum = 0;
      for (const Choice& choice : target.heads) sum += choice.weight;
      EXPECT_NEAR(sum, 1.0F, 0.03F);
    }
  }
  examples_.swap(taught);
  EXPECT_GT(score(learned(150, 8)).las, 97.0);
}

TEST_F(NetworkTrainingTest, ALongSentenceIsOneTree) {
  ModelWriter writer;
  export_network(learned(20, 4), types_, labels_, writer);
  const auto model = ModelFile::from_bytes(writer.bytes());
  ASSERT_TRUE(model);
  const auto parser = Parser::open(*model, kernels());
  ASSERT_TRUE(parser);
  ParserScratch scratch;
  std::vector<WordAnalysis> words;
  for (const std::int32_t length : {Parser::kMaxWords, Parser::kMaxWords + 1, 5000}) {
    const std::vector<std::string_view> forms(static_cast<std::size_t>(length) + 2, "fleet");
    const std::vector<std::int32_t> begins{0, 1, length + 1, length + 2};
    parser->parse(forms, begins, scratch, words);
    ASSERT_EQ(words.size(), forms.size());
    EXPECT_EQ(words.front().head, -1);
    EXPECT_EQ(words.back().head, -1);
    int roots = 0;
    for (std::int32_t i = 1; i <= length; ++i) {
      std::int32_t at = i;
      std::int32_t steps = 0;
      while (words[static_cast<std::size_t>(at)].head >= 0 && ++steps <= length)
        at = 1 + words[static_cast<std::size_t>(at)].head;
      ASSERT_LE(steps, length) << "a cycle";
      roots += words[static_cast<std::size_t>(i)].head < 0 ? 1 : 0;
    }
    EXPECT_EQ(roots, 1) << length;
  }
}

TEST_F(NetworkTrainingTest, ADamagedModelIsRefused) {
  ModelWriter good;
  export_network(learned(1, 4), types_, labels_, good);
  const auto model = ModelFile::from_bytes(good.bytes());
  ASSERT_TRUE(model);
  for (const std::string name : {"encoder", "parser"}) {
    for (const std::size_t kept :
         {std::size_t{0}, std::size_t{7}, std::size_t{64}, std::size_t{500}}) {
      ModelWriter damaged;
      for (const auto& [section, size] : model->sections()) {
        const std::string bytes(*model->section(section));
        damaged.add(section, section == name ? bytes.substr(0, kept) : bytes);
      }
      const auto opened = ModelFile::from_bytes(damaged.bytes());
      ASSERT_TRUE(opened);
      const auto parser = Parser::open(*opened, kernels());
      ASSERT_FALSE(parser) << name << " " << kept;
      EXPECT_EQ(parser.error().code, ErrorCode::kCorrupt);
    }
  }
}

}  // namespace
}  // namespace tocsin
