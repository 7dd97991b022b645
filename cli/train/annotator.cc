// Entrances: annotate() and accuracy().
#include "cli/train/annotator.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <thread>

#include "extract/language/tree_decoding.h"

namespace tocsin {
namespace {

constexpr std::size_t kBatchWords = 800;
constexpr std::size_t kThreads = 2;

void add_softmax(std::span<const float> logits, std::vector<float>& sum) {
  const float top = *std::max_element(logits.begin(), logits.end());
  float total = 0;
  for (const float logit : logits) total += std::exp(logit - top);
  sum.resize(logits.size(), 0.0F);
  for (std::size_t i = 0; i < logits.size(); ++i) sum[i] += std::exp(logits[i] - top) / total;
}

// `first` and the likeliest others, their weights summing to 1.
Choices choose(std::size_t first, const std::vector<float>& weights) {
  Choices choices;
  choices[0] = {static_cast<std::uint16_t>(first), std::max(weights[first], 1e-3F)};
  for (std::size_t k = 1; k < kChoices; ++k) {
    std::size_t best = weights.size();
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const bool taken = std::any_of(choices.begin(), choices.begin() + static_cast<int>(k),
                                     [&](const Choice& choice) { return choice.index == i; });
      if (!taken && (best == weights.size() || weights[i] > weights[best])) best = i;
    }
    if (best == weights.size()) break;
    choices[k] = {static_cast<std::uint16_t>(best), weights[best]};
  }
  float total = 0;
  for (const Choice& choice : choices) total += choice.weight;
  for (Choice& choice : choices) {
    choice.weight /= total;
    if (choice.weight < 0.01F) choice = {choices[0].index, 0.0F};
  }
  return choices;
}

std::size_t likeliest(const std::vector<float>& weights) {
  return static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) -
                                  weights.begin());
}

// One thread's share of the work.
class Voter {
 public:
  Voter(const std::vector<Network>& networks, const WordTypes& types)
      : networks_(networks), types_(types), passes_(networks.size()) {}

  void vote(std::span<Example* const> examples) {
    Batch batch;
    for (const Example* example : examples) {
      batch.types.insert(batch.types.end(), example->types.begin(), example->types.end());
      batch.begins.push_back(static_cast<std::int32_t>(batch.types.size()));
    }
    batch.unknown.assign(batch.types.size(), 0);
    for (std::size_t n = 0; n < networks_.size(); ++n)
      passes_[n].forward(networks_[n], types_, batch, {}, nullptr);
    for (std::size_t s = 0; s < examples.size(); ++s) decide(batch, s, *examples[s]);
  }

 private:
  void decide(const Batch& batch, std::size_t sentence, Example& example) {
    const auto first = static_cast<std::size_t>(batch.begins[sentence]);
    const std::size_t count = example.types.size();
    example.targets.assign(count, {});
    std::vector<float> arcs(count * (count + 1), 0.0F);
    std::vector<float> some;
    for (std::size_t n = 0; n < networks_.size(); ++n) {
      passes_[n].arc_log_probabilities(networks_[n], batch, sentence, some);
      for (std::size_t i = 0; i < arcs.size(); ++i) arcs[i] += std::exp(some[i]);
    }
    std::vector<float> scores(arcs.size());
    for (std::size_t i = 0; i < arcs.size(); ++i) scores[i] = std::log(std::max(arcs[i], 1e-30F));
    std::vector<std::int32_t> heads;
    decode_tree(scores, static_cast<std::int32_t>(count), decoding_, heads);
    for (std::size_t i = 0; i < count; ++i) {
      const auto head = static_cast<std::size_t>(std::int64_t{heads[i]} + 1);
      const auto row = arcs.begin() + static_cast<std::ptrdiff_t>(i * (count + 1));
      const std::vector<float> weights(row, row + static_cast<std::ptrdiff_t>(count + 1));
      Target& target = example.targets[i];
      target.heads = choose(head, weights);
      std::vector<float> relations;
      std::vector<float> tags;
      for (std::size_t n = 0; n < networks_.size(); ++n) {
        passes_[n].relation_logits(networks_[n], first + i, first, head, some);
        add_softmax(some, relations);
        add_softmax(passes_[n].tag_logits(networks_[n], first + i), tags);
      }
      target.relations = choose(likeliest(relations), relations);
      target.tags = choose(likeliest(tags), tags);
    }
  }

  const std::vector<Network>& networks_;
  const WordTypes& types_;
  std::vector<NetworkPass> passes_;
  TreeScratch decoding_;
};

std::string_view before(std::string_view text, char mark) {
  return text.substr(0, text.find(mark));
}

}  // namespace

void annotate(const std::vector<Network>& networks, const WordTypes& types,
              std::vector<Example>& examples) {
  std::vector<Example*> order;
  for (Example& example : examples) {
    if (!example.types.empty()) order.push_back(&example);
  }
  std::vector<std::pair<std::size_t, std::size_t>> batches;
  std::size_t words = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    words += order[i]->types.size();
    if (words < kBatchWords && i + 1 < order.size()) continue;
    batches.emplace_back(begin, i + 1);
    begin = i + 1;
    words = 0;
  }
  const auto work = [&](std::size_t thread) {
    Voter voter(networks, types);
    for (std::size_t b = thread; b < batches.size(); b += kThreads) {
      voter.vote(std::span<Example* const>(order).subspan(batches[b].first,
                                                          batches[b].second - batches[b].first));
    }
  };
  std::thread other(work, 1);
  work(0);
  other.join();
}

Accuracy accuracy(const std::vector<Example>& gold, const std::vector<Example>& predicted,
                  const Labels& labels) {
  Accuracy sum;
  double words = 0;
  for (std::size_t s = 0; s < gold.size(); ++s) {
    for (std::size_t i = 0; i < gold[s].types.size(); ++i) {
      const Target& right = gold[s].targets[i];
      const Target& answer = predicted[s].targets[i];
      const auto tag = [&](const Target& target) -> std::string_view {
        return labels.tags[target.tags[0].index];
      };
      const auto relation = [&](const Target& target) {
        return before(labels.relations[target.relations[0].index], ':');
      };
      const bool head = right.heads[0].index == answer.heads[0].index;
      ++words;
      sum.upos += before(tag(right), '|') == before(tag(answer), '|') ? 1 : 0;
      sum.xpos +=
          tag(right).substr(tag(right).find('|')) == tag(answer).substr(tag(answer).find('|')) ? 1
                                                                                               : 0;
      sum.uas += head ? 1 : 0;
      sum.las += head && relation(right) == relation(answer) ? 1 : 0;
    }
  }
  for (double* value : {&sum.upos, &sum.xpos, &sum.uas, &sum.las})
    *value *= 100 / std::max(words, 1.0);
  return sum;
}

}  // namespace tocsin
