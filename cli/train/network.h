// The tagger and parser as it is trained, in floating point: word features into a few layers of
// bidirectional element-wise recurrences (after Bradbury et al. 2017 and Lei et al. 2018), then a
// biaffine arc scorer (Dozat and Manning 2017), a labeller and a tagger over the same states.
// extract/language/encoder.h is the same network at run time, in eight bits.
// A Network is a value; a NetworkPass works on one shard of a batch, on one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cli/train/examples.h"
#include "cli/train/parameters.h"
#include "cli/train/word_vectors.h"

namespace tocsin {

struct NetworkShape {
  std::size_t width = 128;   // of a word's embedding; multiples of 16, all
  std::size_t hidden = 128;  // of one direction
  std::size_t layers = 3;
  std::size_t arc = 96;       // of the vectors whose product scores an arc
  std::size_t relation = 96;  // of those that name its relation
  std::size_t vectors = 64;   // of the frozen word vectors, 0 where there are none
  std::size_t tags = 0;
  std::size_t relations = 0;
  std::size_t vocabulary = 0;  // words, without the unknown one
  std::size_t subwords = 0;    // rows of the subword table

  std::size_t states() const { return 2 * hidden; }
  std::size_t input(std::size_t layer) const { return layer == 0 ? 3 * width : states(); }
  std::size_t projections() const { return 2 * arc + 2 * relation + tags; }
};

inline constexpr std::int32_t kFarthest = 32;  // distances of arcs beyond it are one

struct Network {
  NetworkShape shape;
  Tensor word;  // row 0 the unknown word
  Tensor subword;
  // Everything else, touched as a whole by every step.
  std::vector<Tensor> dense;   // the map of `vectors`, gates and their bias a layer, the heads
  std::vector<float> vectors;  // frozen, a row a vocabulary word; row 0 zero

  std::size_t first_head() const { return 1 + 2 * shape.layers; }
};

// The tensors of Network::dense after those of the layers, counted from first_head().
enum HeadTensor : std::size_t {
  kProjection,  // projections x states: arc dependent, arc head, relation dependent, relation
                // head, tags
  kProjectionBias,
  kArcMap,  // arc x arc
  kArcBias,
  kRootArc,
  kRootRelation,
  kDistance,     // 2 * kFarthest + 1, of head minus dependent
  kRelationOut,  // relations x relation
  kRelationBias
};

// Random weights; `vectors` may be null where shape.vectors is 0. Word vectors are matched to the
// vocabulary by name and scaled to a common size.
Network make_network(const NetworkShape& shape, const std::vector<std::string>& vocabulary,
                     const WordVectors* vectors, std::uint64_t seed);

struct Gradients {
  explicit Gradients(const Network& network);
  void clear();
  std::vector<std::vector<float>> dense;
  RowGradients word, subword;
};

// Sentences one after another.
struct Batch {
  std::vector<std::uint32_t> types;
  std::vector<std::uint8_t> unknown;  // 1: the word's own row is hidden behind the unknown one
  std::vector<Target> targets;        // empty where there is nothing to learn
  std::vector<std::int32_t> begins{0};
  void add(const Example& example);
  std::size_t words() const { return types.size(); }
  std::size_t sentences() const { return begins.size() - 1; }
};

struct Dropout {
  float input = 0;
  float layers = 0;  // whole columns of a sentence
  float heads = 0;
};

struct Losses {
  double arcs = 0, relations = 0, tags = 0;  // summed over words
};

class NetworkPass {
 public:
  // `random` null: no dropout.
  void forward(const Network& network, const WordTypes& types, const Batch& batch,
               const Dropout& dropout, RandomNumbers* random);
  // After forward() with dropout or without; adds to `gradients`.
  Losses backward(const Network& network, const WordTypes& types, const Batch& batch,
                  Gradients& gradients);

  // After forward(). Log-probabilities of the heads of a sentence's words, rows of words + 1.
  void arc_log_probabilities(const Network& network, const Batch& batch, std::size_t sentence,
                             std::vector<float>& out);
  // Logits of the relation of `word` (of the batch) to `head`, 0 the root, else 1 + its index in
  // the sentence, which begins at `first`.
  void relation_logits(const Network& network, std::size_t word, std::size_t first,
                       std::size_t head, std::vector<float>& out);
  std::span<const float> tag_logits(const Network& network, std::size_t word) const;

 private:
  struct Layer {
    std::vector<float> input, gates, cells, states;
  };
  void embed(const Network& network, const WordTypes& types, const Batch& batch);
  void embed_backward(const Network& network, const WordTypes& types, const Batch& batch,
                      Gradients& gradients);
  void arc_scores(const Network& network, const Batch& batch, std::size_t sentence,
                  std::vector<float>& scores);
  void gather_heads(const Network& network, const Batch& batch, std::size_t sentence);
  double arcs_backward(const Network& network, const Batch& batch, std::size_t sentence,
                       Gradients& gradients);
  double relations_backward(const Network& network, const Batch& batch, Gradients& gradients);
  double tags_backward(const Network& network, const Batch& batch);

  std::vector<float> embedded_, embedded_mask_, vector_rows_;
  std::vector<Layer> layers_;
  std::vector<std::vector<float>> layer_masks_;  // of the inputs of layers 1.., rows a word
  std::vector<float> top_, top_mask_;            // the last layer's states as the heads see them
  std::vector<float> projected_, projected_gradient_;
  std::vector<float> dependents_;  // leaky arc dependents
  std::vector<float> mapped_;      // times the arc map
  std::vector<float> mapped_gradient_;
  std::vector<float> heads_, heads_gradient_;  // one sentence: leaky arc heads, the root's first
  std::vector<float> scores_;
};

}  // namespace tocsin
