// First the classifier of words, then, over the
// words that it finds, the classifier of sentences. Only entrance: train_tokenizer.
#include "cli/train/tokenizer_training.h"

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "cli/train/gold_text.h"
#include "cli/train/linear_training.h"
#include "cli/train/random.h"
#include "extract/language/sentence_breaks.h"
#include "extract/language/tokenizer.h"
#include "extract/language/tokenizer_sections.h"
#include "extract/language/word_breaks.h"

namespace tocsin {
namespace {

// Byte offsets of the words' ends.
std::map<std::int32_t, std::uint8_t> word_ends(const GoldText& gold) {
  std::map<std::int32_t, std::uint8_t> ends;
  const std::vector<SyntacticWord>& words = gold.split.words;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    ends[words[i].span.end] = words[i + 1].continues ? 2 : 1;
  }
  return ends;
}

void add_word_examples(const GoldText& gold, float weight, LinearExamples& examples) {
  const auto ends = word_ends(gold);
  WordBreaks breaks;
  HashedFeatures features;
  const std::vector<Span> chunks =
      find_chunks(gold.text, {0, static_cast<std::int32_t>(gold.text.size())});
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    breaks.take(gold.text, chunks, i);
    for (const std::int32_t place : breaks.places()) {
      breaks.features(place, features);
      const auto found = ends.find(breaks.units()[static_cast<std::size_t>(place)].begin);
      examples.add(features, found == ends.end() ? 0 : found->second, weight);
    }
  }
}

void add_sentence_examples(const GoldText& gold, const Tokenizer& tokenizer, float weight,
                           LinearExamples& examples) {
  std::set<std::int32_t> ends;
  for (const WordSentence& sentence : gold.split.sentences) {
    ends.insert(gold.split.words[static_cast<std::size_t>(sentence.end - 1)].span.end);
  }
  SplitText found;
  tokenizer.split(gold.text, found);
  SentenceBreaks breaks;
  breaks.take(gold.text, found.words);
  HashedFeatures features;
  std::int32_t first = 0;
  for (std::size_t i = 0; i + 1 < found.words.size(); ++i) {
    if (found.words[i + 1].continues) continue;
    const bool end = ends.contains(found.words[i].span.end);
    breaks.features(static_cast<std::int32_t>(i), first, features);
    examples.add(features, end ? 1 : 0, weight);
    if (end) first = static_cast<std::int32_t>(i) + 1;
  }
}

struct WeightedText {
  GoldText gold;
  float weight;
};

// A heading, in capitals at times, run on into a paragraph, with a dateline at times.
GoldParagraph headed(const GoldParagraph& head, const GoldParagraph& paragraph,
                     RandomNumbers& random) {
  return with_heading(random.chance(0.3F) ? upper_cased(head) : head,
                      random.chance(0.3F) ? with_dateline(paragraph, random) : paragraph);
}

// Each paragraph as it is and in its copies.
std::vector<WeightedText> texts_of(const std::vector<GoldParagraph>& paragraphs, float copies,
                                   std::uint64_t seed) {
  RandomNumbers random(seed);
  std::vector<WeightedText> texts;
  const auto add = [&](const GoldParagraph& paragraph, float weight) {
    if (!paragraph.empty()) texts.push_back({gold_text(paragraph), weight});
  };
  const GoldParagraph none;
  const GoldParagraph* last = &none;
  for (const GoldParagraph& paragraph : paragraphs) {
    add(paragraph, 1.0F);
    add(upper_cased(paragraph), copies);
    add(pretokenised(paragraph, random), copies);
    add(without_blanks_after_stops(paragraph, random), copies);
    add(with_other_marks(paragraph, random), copies);
    add(with_abbreviations(paragraph, random), copies);
    if (random.chance(0.3F)) add(with_dateline(paragraph, random), copies);
    add(headed(*last, paragraph, random), 2.0F * copies);
    last = &paragraph;
  }
  return texts;
}

// What is learned so far; the weights are views into the two vectors.
class Learner {
 public:
  explicit Learner(const TokenizerTrainingOptions& options) : options_(options) {}

  void learn_words(const std::vector<WeightedText>& texts) {
    LinearExamples examples;
    for (const WeightedText& text : texts) {
      add_word_examples(text.gold, text.weight, examples);
    }
    sections_.words =
        HashedLinear::rounded(train_linear(examples, options_.words), options_.words.bits,
                              options_.words.outputs, word_weights_);
  }

  // Over the words that are found, not those that should be.
  Status learn_sentences(const std::vector<WeightedText>& texts) {
    const LinearTrainingOptions& sentences = options_.sentences;
    const std::vector<float> none((std::size_t{1} << sentences.bits) * sentences.outputs, 0.0F);
    keep_sentences(none);
    const Result<Tokenizer> tokenizer = open();
    if (!tokenizer) return fail(tokenizer.error());
    LinearExamples examples;
    for (const WeightedText& text : texts) {
      add_sentence_examples(text.gold, *tokenizer, text.weight, examples);
    }
    keep_sentences(train_linear(examples, sentences));
    return {};
  }

  std::string bytes() const {
    SectionWriter writer;
    sections_.write(writer);
    return writer.take();
  }

 private:
  void keep_sentences(const std::vector<float>& weights) {
    const LinearTrainingOptions& sentences = options_.sentences;
    sections_.sentences =
        HashedLinear::rounded(weights, sentences.bits, sentences.outputs, sentence_weights_);
    sections_.sentence_threshold = static_cast<std::int32_t>(
        std::lround(options_.sentence_odds / sections_.sentences.scale()));
  }

  Result<Tokenizer> open() const {
    ModelWriter writer;
    writer.add(std::string(TokenizerSections::kName), bytes());
    const auto model = ModelFile::from_bytes(writer.bytes());
    if (!model) return fail(model.error());
    return Tokenizer::open(*model);
  }

  const TokenizerTrainingOptions& options_;
  std::vector<std::int8_t> word_weights_;
  std::vector<std::int8_t> sentence_weights_;
  TokenizerSections sections_;
};

}  // namespace

Status train_tokenizer(const std::vector<ConlluSentence>& treebanks, ModelWriter& model,
                       const TokenizerTrainingOptions& options) {
  const std::vector<WeightedText> texts =
      texts_of(gold_paragraphs(treebanks), options.copies, options.words.seed);
  Learner learner(options);
  learner.learn_words(texts);
  if (Status status = learner.learn_sentences(texts); !status) return status;
  model.add(std::string(TokenizerSections::kName), learner.bytes());
  return {};
}

}  // namespace tocsin
