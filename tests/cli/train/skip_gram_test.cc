// Vectors of words of small made-up languages, in which we know who should stand beside whom.
#include "cli/train/skip_gram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/train/random.h"

namespace tocsin {
namespace {

constexpr std::size_t kMembers = 4;
using Class = std::array<std::string_view, kMembers>;

constexpr Class kCountries = {"norland", "sudland", "ostland", "westland"};
constexpr Class kPeople = {"envoy", "minister", "general", "judge"};
constexpr Class kDeeds = {"expelled", "recalled", "warned", "praised"};
constexpr Class kManners = {"quietly", "swiftly", "again", "reluctantly"};

std::string_view any(const Class& words, RandomNumbers& random) {
  return words[random.below(kMembers)];
}

void add_all(std::initializer_list<std::string_view> words, WordCorpus& corpus) {
  for (const std::string_view word : words) corpus.add(word);
  corpus.end_sentence();
}

WordCorpus little_news(int sentences) {
  WordCorpus corpus;
  RandomNumbers random(7);
  for (int i = 0; i < sentences; ++i) {
    const auto who = any(kPeople, random);
    const auto whom = any(kPeople, random);
    const auto did = any(kDeeds, random);
    const auto how = any(kManners, random);
    const auto where = any(kCountries, random);
    const std::string day = std::to_string(random.below(31) + 1);
    switch (random.below(3)) {
      case 0:
        add_all({"The", who, "of", where, did, "the", whom, how, "."}, corpus);
        break;
      case 1:
        add_all({where, how, did, "the", who, "on", day, "."}, corpus);
        break;
      default:
        add_all({"The", whom, how, did, where, "."}, corpus);
        break;
    }
  }
  return corpus;
}

SkipGramOptions small_options() {
  SkipGramOptions options;
  options.width = 16;
  options.epochs = 12;
  options.rate = 0.05F;
  options.subsample = 0;
  return options;
}

// The `count` words whose vectors point most nearly where that of `word` points.
std::vector<std::string> nearest_words(const WordVectors& vectors, std::string_view word,
                                       std::size_t count) {
  const auto product = [](std::span<const float> a, std::span<const float> b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
  };
  const auto place = std::find(vectors.words.begin(), vectors.words.end(), word);
  const auto own = vectors.row(static_cast<std::size_t>(place - vectors.words.begin()));
  std::vector<std::pair<float, std::string>> others;
  for (std::size_t i = 0; i < vectors.words.size(); ++i) {
    if (vectors.words[i] == word) continue;
    const auto row = vectors.row(i);
    others.emplace_back(-product(own, row) / std::sqrt(product(row, row)), vectors.words[i]);
  }
  std::sort(others.begin(), others.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(count, others.size()); ++i) out.push_back(others[i].second);
  return out;
}

bool is_of(const Class& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

TEST(SkipGram, BringsWordsOfOnePartTogether) {
  const auto vectors = learn_word_vectors(little_news(3000), small_options());
  ASSERT_TRUE(vectors.has_value());
  for (const Class& words : {kCountries, kPeople, kDeeds, kManners}) {
    for (const std::string_view word : words) {
      const auto nearest = nearest_words(*vectors, word, kMembers - 1);
      ASSERT_EQ(nearest.size(), kMembers - 1);
      for (const std::string& neighbour : nearest) {
        EXPECT_TRUE(is_of(words, neighbour)) << word << " beside " << neighbour;
      }
    }
  }
}

// "left" and "right" words have the same words about them, and differ by their order alone.
TEST(SkipGram, KnowsWhichSideAWordStoodOn) {
  constexpr Class kLeft = {"la", "le", "li", "lo"};
  constexpr Class kRight = {"ra", "re", "ri", "ro"};
  WordCorpus corpus;
  RandomNumbers random(7);
  for (int i = 0; i < 1500; ++i) {
    add_all({"x", "before", any(kLeft, random), "after", "x"}, corpus);
    add_all({"x", "after", any(kRight, random), "before", "x"}, corpus);
  }
  const auto vectors = learn_word_vectors(corpus, small_options());
  ASSERT_TRUE(vectors.has_value());
  for (const Class& words : {kLeft, kRight}) {
    for (const std::string& neighbour : nearest_words(*vectors, words[0], kMembers - 1)) {
      EXPECT_TRUE(is_of(words, neighbour)) << words[0] << " beside " << neighbour;
    }
  }
}

TEST(SkipGram, IsTheSameForASeed) {
  const WordCorpus corpus = little_news(200);
  SkipGramOptions options = small_options();
  options.subsample = 1e-2;
  const auto once = learn_word_vectors(corpus, options);
  const auto again = learn_word_vectors(corpus, options);
  options.seed = 2;
  const auto other = learn_word_vectors(corpus, options);
  ASSERT_TRUE(once && again && other);
  EXPECT_TRUE(*once == *again);
  EXPECT_EQ(once->words, other->words);
  EXPECT_NE(once->values, other->values);
}

TEST(SkipGram, TakesAnyWidthOfSixteens) {
  const WordCorpus corpus = little_news(200);
  for (const std::int32_t width : {16, 48, 64, 80}) {
    SkipGramOptions options = small_options();
    options.width = width;
    const auto vectors = learn_word_vectors(corpus, options);
    ASSERT_TRUE(vectors.has_value());
    EXPECT_EQ(vectors->width, width);
    EXPECT_EQ(vectors->values.size(), vectors->words.size() * static_cast<std::size_t>(width));
    EXPECT_TRUE(std::all_of(vectors->values.begin(), vectors->values.end(),
                            [](float x) { return x > -10 && x < 10 && x != 0; }));
  }
}

// Words with their counts.
std::string dump(const Result<WordVectors>& vectors) {
  if (!vectors) return "error: " + vectors.error().message;
  std::string out;
  for (std::size_t i = 0; i < vectors->words.size(); ++i) {
    out += vectors->words[i] + std::to_string(vectors->counts[i]) + " ";
  }
  return out;
}

TEST(SkipGram, GivesVectorsToFrequentWords) {
  WordCorpus corpus;
  for (int i = 0; i < 3; ++i) add_all({"b", "a", "a", "c"}, corpus);
  add_all({"d", "d", "<rare>", "1987"}, corpus);
  corpus.add("e");  // a sentence that nothing ends
  struct Case {
    std::int64_t min_count;
    std::size_t most_words;
    std::string_view wanted;
  };
  const Case cases[] = {
      {1, 100, "a6 b3 c3 d2 <0000>1 <rare>1 e1 "},
      {2, 100, "a6 <rare>3 b3 c3 d2 "},
      {3, 100, "a6 <rare>5 b3 c3 "},
      {1, 2, "<rare>8 a6 b3 "},
      {6, 100, "<rare>11 a6 "},
      {7, 100, "error: no word is frequent enough to learn a vector for"},
      {1, 0, "error: no word is frequent enough to learn a vector for"},
  };
  for (const Case& row : cases) {
    SCOPED_TRACE(row.wanted);
    SkipGramOptions options = small_options();
    options.min_count = row.min_count;
    options.most_words = row.most_words;
    EXPECT_EQ(dump(learn_word_vectors(corpus, options)), row.wanted);
  }
  EXPECT_FALSE(learn_word_vectors(WordCorpus(), small_options()).has_value());
}

TEST(SkipGram, RefusesOptionsOutOfRange) {
  const std::pair<void (*)(SkipGramOptions&), std::string_view> cases[] = {
      {[](SkipGramOptions& o) { o.width = 0; }, "width"},
      {[](SkipGramOptions& o) { o.width = -16; }, "width"},
      {[](SkipGramOptions& o) { o.width = 40; }, "width"},
      {[](SkipGramOptions& o) { o.window = 0; }, "window"},
      {[](SkipGramOptions& o) { o.window = 17; }, "window"},
      {[](SkipGramOptions& o) { o.negatives = 0; }, "wrong words"},
      {[](SkipGramOptions& o) { o.epochs = 0; }, "at least once"},
      {[](SkipGramOptions& o) { o.rate = 0; }, "rate"},
  };
  const WordCorpus corpus = little_news(20);
  for (const auto& [change, wanted] : cases) {
    SCOPED_TRACE(wanted);
    SkipGramOptions options = small_options();
    change(options);
    const auto vectors = learn_word_vectors(corpus, options);
    ASSERT_FALSE(vectors.has_value());
    EXPECT_EQ(vectors.error().code, ErrorCode::kInvalid);
    EXPECT_NE(vectors.error().message.find(wanted), std::string::npos) << vectors.error().message;
  }
}

}  // namespace
}  // namespace tocsin
