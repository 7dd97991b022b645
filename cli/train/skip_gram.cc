// Only entrance: learn_word_vectors. The vocabulary is cut, every word of the corpus becomes the
// middle of a window, and the inner loop (`learn`, compiled for each kind of processor) teaches one
// middle all its places at once. Sums are taken in one order whatever the processor, so that the
// vectors are the same. A middle's wrong words are shared by its places, whose rows of a word lie
// side by side: memory, not arithmetic, is what this waits for.
#include "cli/train/skip_gram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "cli/train/random.h"

namespace tocsin {
namespace {

constexpr std::size_t kLanes = 8;
constexpr std::size_t kUsualBlocks = 8;
constexpr std::size_t kNoiseSlots = 1UL << 20U;
constexpr double kNoisePower = 0.75;
constexpr float kSteepest = 8;  // beyond it the sigmoid is taken for what it is there
constexpr std::size_t kSigmoidSteps = 2048;

// Rows of a matrix are made of these. (The alignment that the type has by itself depends on what
// the code around it is compiled for.)
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));
struct alignas(kLanes * sizeof(float)) Block {
  Lanes lanes;
};

// What one middle is to learn: rows that should answer 1 to it, and rows that should answer 0.
struct Lesson {
  std::vector<Block*> rows;
  std::vector<float> answers;
  void clear() {
    rows.clear();
    answers.clear();
  }
  void add(Block* row, float answer) {
    rows.push_back(row);
    answers.push_back(answer);
  }
};

using SigmoidTable = std::array<float, kSigmoidSteps>;

SigmoidTable make_sigmoid() {
  SigmoidTable table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double x = (static_cast<double>(i) + 0.5) * 2 * kSteepest / kSigmoidSteps - kSteepest;
    table[i] = static_cast<float>(1 / (1 + std::exp(-x)));
  }
  return table;
}

[[gnu::always_inline]] inline float sigmoid(float x, const float* table) {
  constexpr float kLast = kSigmoidSteps - 1;
  const float step = (x + kSteepest) * (kSigmoidSteps / (2 * kSteepest));
  return table[static_cast<std::int32_t>(step < 0 ? 0 : step > kLast ? kLast : step)];
}

[[gnu::always_inline]] inline float sum(const Lanes& x) {
  const auto four =
      __builtin_shufflevector(x, x, 0, 1, 2, 3) + __builtin_shufflevector(x, x, 4, 5, 6, 7);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

struct Step {
  Block* middle;
  Block* change;  // room for a row: what the middle will be moved by
  std::size_t blocks;
  float rate;
  const SigmoidTable* sigmoid;
};

// The usual number of blocks is known when this is compiled, so that the rows stay in registers.
template <std::size_t kBlocks>
[[gnu::always_inline]] inline void learn_rows(const Lesson& lesson, const Step& step) {
  const std::size_t blocks = kBlocks > 0 ? kBlocks : step.blocks;
  const float* const table = step.sigmoid->data();
  for (std::size_t i = 0; i < lesson.rows.size(); ++i) {
    Block* const row = lesson.rows[i];
    Lanes even{};
    Lanes odd{};
    for (std::size_t b = 0; b < blocks; b += 2) {
      even += step.middle[b].lanes * row[b].lanes;
      odd += step.middle[b + 1].lanes * row[b + 1].lanes;
    }
    const float scale = (lesson.answers[i] - sigmoid(sum(even + odd), table)) * step.rate;
    for (std::size_t b = 0; b < blocks; ++b) {
      const Lanes old = row[b].lanes;
      step.change[b].lanes += scale * old;
      row[b].lanes = old + scale * step.middle[b].lanes;
    }
  }
}

[[gnu::always_inline]] inline void learn_lesson(const Lesson& lesson, const Step& step) {
  for (std::size_t b = 0; b < step.blocks; ++b) step.change[b].lanes = Lanes{};
  if (step.blocks == kUsualBlocks) {
    learn_rows<kUsualBlocks>(lesson, step);
  } else {
    learn_rows<0>(lesson, step);
  }
  for (std::size_t b = 0; b < step.blocks; ++b) step.middle[b].lanes += step.change[b].lanes;
}

void learn_portable(const Lesson& lesson, const Step& step) { learn_lesson(lesson, step); }

using Learn = void (*)(const Lesson&, const Step&);

#if defined(__x86_64__)
// Without FMA, whose sums are rounded otherwise.
[[gnu::target("avx2")]] void learn_avx2(const Lesson& lesson, const Step& step) {
  learn_lesson(lesson, step);
}
Learn best_learn() { return __builtin_cpu_supports("avx2") ? learn_avx2 : learn_portable; }
#else
Learn best_learn() { return learn_portable; }
#endif

// The words that get vectors, most frequent first, and the corpus in their numbers. 0 is the
// boundary, which has no vector but is something to stand beside.
struct Vocabulary {
  std::vector<std::string> words;
  std::vector<std::int64_t> counts;
  std::vector<std::uint32_t> ids;
};

Vocabulary cut_vocabulary(const WordCorpus& corpus, const SkipGramOptions& options) {
  constexpr std::uint32_t kRareId = 0;  // the boundary's own number is free in this list
  std::vector<std::uint32_t> kept;
  for (std::uint32_t id = 1; id < corpus.keys(); ++id) {
    if (corpus.count(id) >= options.min_count && corpus.key(id) != WordVectors::kRare) {
      kept.push_back(id);
    }
  }
  const auto by_count = [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(-corpus.count(a), std::string_view(corpus.key(a))) <
           std::pair(-corpus.count(b), std::string_view(corpus.key(b)));
  };
  std::sort(kept.begin(), kept.end(), by_count);
  kept.resize(std::min(kept.size(), options.most_words));
  Vocabulary out;
  if (kept.empty()) return out;

  const std::int64_t known = std::accumulate(
      kept.begin(), kept.end(), std::int64_t{0},
      [&](std::int64_t total, std::uint32_t id) { return total + corpus.count(id); });
  const std::int64_t rare = corpus.words() - known;
  const auto place = std::find_if(kept.begin(), kept.end(), [&](std::uint32_t id) {
    return std::pair(-corpus.count(id), std::string_view(corpus.key(id))) >
           std::pair(-rare, WordVectors::kRare);
  });
  kept.insert(place, kRareId);

  std::uint32_t rare_number = 0;
  std::vector<std::uint32_t> numbers(corpus.keys(), 0);
  out.words.emplace_back();
  out.counts.push_back(corpus.count(WordCorpus::kBoundary));
  for (const std::uint32_t id : kept) {
    const auto number = static_cast<std::uint32_t>(out.words.size());
    (id == kRareId ? rare_number : numbers[id]) = number;
    out.words.emplace_back(id == kRareId ? WordVectors::kRare : std::string_view(corpus.key(id)));
    out.counts.push_back(id == kRareId ? rare : corpus.count(id));
  }
  out.ids.reserve(corpus.ids().size());
  for (const std::uint32_t id : corpus.ids()) {
    const std::uint32_t number = numbers[id];
    out.ids.push_back(id == WordCorpus::kBoundary ? 0 : number == 0 ? rare_number : number);
  }
  return out;
}

// Words as often as their counts to the power 3/4.
std::vector<std::uint32_t> noise_of(const std::vector<std::int64_t>& counts) {
  double total = 0;
  for (const std::int64_t count : counts)
    total += std::pow(static_cast<double>(count), kNoisePower);
  std::vector<std::uint32_t> slots(kNoiseSlots);
  double passed = 0;
  std::size_t slot = 0;
  for (std::size_t word = 0; word < counts.size(); ++word) {
    passed += std::pow(static_cast<double>(counts[word]), kNoisePower) / total;
    while (slot < kNoiseSlots && static_cast<double>(slot) < passed * kNoiseSlots) {
      slots[slot++] = static_cast<std::uint32_t>(word);
    }
  }
  return slots;
}

// How probably a word is learned from where it stands.
std::vector<float> chances_of(const Vocabulary& vocabulary, double subsample) {
  const auto words = static_cast<double>(vocabulary.ids.size());
  std::vector<float> chances(vocabulary.counts.size(), 1);
  for (std::size_t i = 0; i < chances.size() && subsample > 0; ++i) {
    const double share = static_cast<double>(vocabulary.counts[i]) / words;
    chances[i] = static_cast<float>(std::min(1.0, std::sqrt(subsample / std::max(share, 1e-12))));
  }
  return chances;
}

class SkipGram {
 public:
  SkipGram(const Vocabulary& vocabulary, const SkipGramOptions& options)
      : vocabulary_(vocabulary),
        options_(options),
        random_(options.seed),
        blocks_(static_cast<std::size_t>(options.width) / kLanes),
        places_(2 * static_cast<std::size_t>(options.window)),
        vectors_(vocabulary.words.size() * blocks_),
        answers_(vocabulary.words.size() * places_ * blocks_),
        change_(blocks_),
        noise_(noise_of(vocabulary.counts)),
        chances_(chances_of(vocabulary, options.subsample)),
        wrong_(static_cast<std::size_t>(options.negatives)) {
    for (Block& block : vectors_) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        block.lanes[lane] = (random_.uniform() - 0.5F) / static_cast<float>(options.width);
      }
    }
  }

  void run() {
    const std::size_t all = vocabulary_.ids.size() * static_cast<std::size_t>(options_.epochs);
    for (std::size_t done = 0; done < all; ++done) {
      const float left = 1 - static_cast<float>(done) / static_cast<float>(all);
      learn_at(done % vocabulary_.ids.size(), options_.rate * left);
    }
  }

  // The rows without the boundary's.
  std::vector<float> values() const {
    std::vector<float> out;
    out.reserve((vectors_.size() - blocks_) * kLanes);
    for (std::size_t i = blocks_; i < vectors_.size(); ++i) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) out.push_back(vectors_[i].lanes[lane]);
    }
    return out;
  }

 private:
  void learn_at(std::size_t at, float rate) {
    const std::uint32_t middle = vocabulary_.ids[at];
    if (middle == 0 || !random_.chance(chances_[middle])) return;
    for (std::uint32_t& word : wrong_) word = noise_[random_.next() % kNoiseSlots];
    lesson_.clear();
    const auto window = static_cast<std::size_t>(options_.window);
    // A boundary is the last that is seen to its side, and the corpus begins and ends with one.
    for (std::size_t far = 1; far <= window; ++far) {
      if (ask(2 * far - 2, vocabulary_.ids[at - far]) == 0) break;
    }
    for (std::size_t far = 1; far <= window; ++far) {
      if (ask(2 * far - 1, vocabulary_.ids[at + far]) == 0) break;
    }
    learn_(lesson_, {&vectors_[middle * blocks_], change_.data(), blocks_, rate, &sigmoid_});
  }

  std::uint32_t ask(std::size_t place, std::uint32_t right) {
    lesson_.add(row(right, place), 1);
    for (const std::uint32_t word : wrong_) {
      if (word != right) lesson_.add(row(word, place), 0);
    }
    return right;
  }

  Block* row(std::uint32_t word, std::size_t place) {
    return &answers_[(word * places_ + place) * blocks_];
  }

  const Vocabulary& vocabulary_;
  const SkipGramOptions& options_;
  RandomNumbers random_;
  std::size_t blocks_;
  std::size_t places_;
  std::vector<Block> vectors_;  // a row a word
  std::vector<Block> answers_;  // a row a word and place
  std::vector<Block> change_;
  std::vector<std::uint32_t> noise_;
  std::vector<float> chances_;
  std::vector<std::uint32_t> wrong_;
  Lesson lesson_;
  SigmoidTable sigmoid_ = make_sigmoid();
  Learn learn_ = best_learn();
};

std::string_view problem_of(const SkipGramOptions& options) {
  if (options.width < 1 || options.width % static_cast<std::int32_t>(2 * kLanes) != 0) {
    return "the width of word vectors is a multiple of 16";
  }
  if (options.window < 1 || options.window > 16) return "the window has 1 to 16 places a side";
  if (options.negatives < 1 || options.negatives > 64) return "1 to 64 wrong words a place";
  if (options.epochs < 1) return "the corpus is read at least once";
  if (!(options.rate > 0)) return "the rate of learning is above 0";
  return {};
}

}  // namespace

Result<WordVectors> learn_word_vectors(const WordCorpus& corpus, const SkipGramOptions& options) {
  if (const std::string_view problem = problem_of(options); !problem.empty()) {
    return fail(ErrorCode::kInvalid, std::string(problem));
  }
  Vocabulary vocabulary = cut_vocabulary(corpus, options);
  if (vocabulary.words.empty()) {
    return fail(ErrorCode::kInvalid, "no word is frequent enough to learn a vector for");
  }
  if (vocabulary.ids.back() != 0) vocabulary.ids.push_back(0);  // a sentence that was not ended
  SkipGram learner(vocabulary, options);
  learner.run();
  WordVectors out;
  out.width = options.width;
  out.values = learner.values();
  out.words.assign(vocabulary.words.begin() + 1, vocabulary.words.end());
  out.counts.assign(vocabulary.counts.begin() + 1, vocabulary.counts.end());
  return out;
}

}  // namespace tocsin
