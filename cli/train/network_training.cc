// Entrance: train_network(). One step: fill two shards, forward and backward on a thread each, add
// the gradients in order, clip, move.
#include "cli/train/network_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "cli/train/vectorized.h"

namespace tocsin {
namespace {

constexpr std::size_t kShards = 2;

// The examples in an endless shuffled order, changed as Augmentation says.
class ExampleStream {
 public:
  ExampleStream(const WordTypes& types, const std::vector<ExampleSource>& sources,
                const Augmentation& augmentation, std::uint64_t seed)
      : types_(types), augmentation_(augmentation), random_(seed) {
    counts_.assign(types.vocabulary().size() + 1, 0);
    for (const auto& [examples, repeats] : sources) {
      for (const Example& example : *examples) {
        if (example.types.empty()) continue;
        for (int k = 0; k < repeats; ++k) order_.push_back(&example);
        for (const std::uint32_t type : example.types) ++counts_[types[type].vocabulary];
      }
    }
  }

  void fill(std::size_t words, std::array<Batch, kShards>& shards) {
    for (Batch& shard : shards) shard = {};
    while (shards[0].words() + shards[1].words() < words) {
      if (at_ == 0) random_.shuffle(order_);
      append(*order_[at_], shards[0].words() <= shards[1].words() ? shards[0] : shards[1]);
      at_ = (at_ + 1) % order_.size();
    }
  }

 private:
  void append(const Example& example, Batch& batch) {
    const std::size_t first = batch.words();
    batch.add(example);
    if (random_.chance(augmentation_.no_final_stop)) drop_final_stop(batch, first);
    recase(batch, first);
    for (std::size_t i = first; i < batch.words(); ++i) {
      const auto count = static_cast<float>(counts_[types_[batch.types[i]].vocabulary]);
      batch.unknown[i] = random_.chance(0.25F / (0.25F + count)) ? 1 : 0;
    }
  }

  void recase(Batch& batch, std::size_t first) {
    const float dice = random_.uniform();
    const float upper = augmentation_.upper;
    const float title = upper + augmentation_.title;
    const float lower = title + augmentation_.lower;
    if (dice >= lower) return;
    for (std::size_t i = first; i < batch.words(); ++i) {
      const WordTypes::Type& type = types_[batch.types[i]];
      batch.types[i] = dice < upper ? type.upper : dice < title ? type.title : type.lower;
    }
  }

  // A mark at the end that governs nothing goes: headlines have none.
  void drop_final_stop(Batch& batch, std::size_t first) {
    const std::size_t count = batch.words() - first;
    if (count < 3) return;
    const std::string& form = types_[batch.types.back()].form;
    if (form != "." && form != "!" && form != "?") return;
    for (std::size_t i = first; i < batch.words(); ++i) {
      for (const Choice& choice : batch.targets[i].heads) {
        if (choice.index == count) return;
      }
    }
    batch.types.pop_back();
    batch.targets.pop_back();
    batch.unknown.pop_back();
    --batch.begins.back();
  }

  const WordTypes& types_;
  Augmentation augmentation_;
  RandomNumbers random_;
  std::vector<std::int64_t> counts_;
  std::vector<const Example*> order_;
  std::size_t at_ = 0;
};

float rate_at(const TrainingOptions& options, std::int64_t step) {
  const auto warm = static_cast<float>(std::max<std::int64_t>(1, options.warm_up));
  const auto left = static_cast<float>(options.steps - step) / static_cast<float>(options.steps);
  return options.rate * std::min(1.0F, static_cast<float>(step + 1) / warm) * left;
}

struct Shard {
  explicit Shard(const Network& network, std::uint64_t seed) : gradients(network), random(seed) {}
  NetworkPass pass;
  Gradients gradients;
  RandomNumbers random;
  Losses losses;
};

}  // namespace

void train_network(Network& network, const WordTypes& types,
                   const std::vector<ExampleSource>& sources, const TrainingOptions& options,
                   std::int64_t report_every, const TrainingReport& report) {
  ExampleStream stream(types, sources, options.augmentation, options.seed);
  std::array<Shard, kShards> shards{Shard(network, options.seed * 2 + 11),
                                    Shard(network, options.seed * 2 + 12)};
  std::array<Batch, kShards> batches;
  Losses since;
  double words_since = 0;
  for (std::int64_t step = 0; step < options.steps; ++step) {
    stream.fill(options.batch_words, batches);
    const auto work = [&](std::size_t which) {
      Shard& shard = shards[which];
      shard.gradients.clear();
      shard.losses = {};
      if (batches[which].words() == 0) return;
      shard.pass.forward(network, types, batches[which], options.dropout, &shard.random);
      shard.losses = shard.pass.backward(network, types, batches[which], shard.gradients);
    };
    std::thread other(work, 1);
    work(0);
    other.join();

    Gradients& total = shards[0].gradients;
    const Gradients& second = shards[1].gradients;
    const auto words = static_cast<double>(batches[0].words() + batches[1].words());
    double norm = 0;
    std::thread tables([&] {
      total.word.add(second.word);
      total.subword.add(second.subword);
    });
    for (std::size_t t = 0; t < network.dense.size(); ++t)
      add_scaled(second.dense[t].data(), 1.0F, total.dense[t].size(), total.dense[t].data());
    for (const std::vector<float>& gradient : total.dense)
      norm += squared_norm(gradient.data(), gradient.size());
    tables.join();
    norm += squared_norm(total.word.values().data(), total.word.values().size()) +
            squared_norm(total.subword.values().data(), total.subword.values().size());
    norm = std::sqrt(norm) / words;
    AdamStep adam_step{.rate = rate_at(options, step), .number = step + 1};
    adam_step.scale = static_cast<float>(1.0 / words);
    if (norm > static_cast<double>(options.clip))
      adam_step.scale *= static_cast<float>(static_cast<double>(options.clip) / norm);
    std::thread moving([&] {
      adam(network.word, total.word, adam_step);
      adam(network.subword, total.subword, adam_step);
    });
    for (std::size_t t = 0; t < network.dense.size(); ++t)
      adam(network.dense[t], total.dense[t].data(), adam_step);
    moving.join();

    for (const Shard& shard : shards) {
      since.arcs += shard.losses.arcs;
      since.relations += shard.losses.relations;
      since.tags += shard.losses.tags;
    }
    words_since += words;
    if ((step + 1) % report_every != 0 && step + 1 != options.steps) continue;
    const Losses mean{.arcs = since.arcs / words_since,
                      .relations = since.relations / words_since,
                      .tags = since.tags / words_since};
    since = {};
    words_since = 0;
    report(step + 1, mean);
  }
}

}  // namespace tocsin
