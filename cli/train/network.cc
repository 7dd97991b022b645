// Forward and backward of the network, layer by layer. Entrances: make_network(),
// NetworkPass::forward() and backward(). Matrix products are OpenBLAS's; element-wise loops stand
// in cli/train/vectorized.h.
#include "cli/train/network.h"

#include <cblas.h>

#include <algorithm>
#include <cmath>

#include "cli/train/vectorized.h"
#include "model/activations.h"

namespace tocsin {
namespace {

int as_int(std::size_t value) { return static_cast<int>(value); }

// out[rows][outputs] = in[rows][inputs] weights[outputs][inputs]^T + bias
void linear(const float* in, std::size_t rows, const Tensor& weights, const float* bias,
            std::size_t out_stride, float* out) {
  for (std::size_t r = 0; r < rows; ++r) {
    if (bias != nullptr)
      std::copy(bias, bias + weights.rows, out + r * out_stride);
    else
      std::fill(out + r * out_stride, out + r * out_stride + weights.rows, 0.0F);
  }
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, as_int(rows), as_int(weights.rows),
              as_int(weights.columns), 1.0F, in, as_int(weights.columns), weights.values.data(),
              as_int(weights.columns), 1.0F, out, as_int(out_stride));
}

// gradient of the weights += out_gradient^T in
void weights_backward(const float* in, std::size_t rows, const Tensor& weights,
                      const float* out_gradient, std::size_t out_stride,
                      std::vector<float>& gradient) {
  cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, as_int(weights.rows),
              as_int(weights.columns), as_int(rows), 1.0F, out_gradient, as_int(out_stride), in,
              as_int(weights.columns), 1.0F, gradient.data(), as_int(weights.columns));
}

// in_gradient = out_gradient weights
void input_backward(std::size_t rows, const Tensor& weights, const float* out_gradient,
                    std::size_t out_stride, float* in_gradient) {
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, as_int(rows), as_int(weights.columns),
              as_int(weights.rows), 1.0F, out_gradient, as_int(out_stride), weights.values.data(),
              as_int(weights.columns), 0.0F, in_gradient, as_int(weights.columns));
}

void bias_backward(const float* out_gradient, std::size_t rows, std::size_t outputs,
                   std::size_t stride, std::vector<float>& gradient) {
  for (std::size_t r = 0; r < rows; ++r)
    add_scaled(out_gradient + r * stride, 1.0F, outputs, gradient.data());
}

void log_softmax(float* row, std::size_t count) {
  const float top = *std::max_element(row, row + count);
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += std::exp(static_cast<double>(row[i] - top));
  const float shift = top + static_cast<float>(std::log(sum));
  for (std::size_t i = 0; i < count; ++i) row[i] -= shift;
}

// The cross-entropy of log-probabilities with the choices; `row` becomes the gradient of the
// logits. It sums to zero even where the weights do not sum to one: else all scores of a row would
// be pushed one way for ever, which the loss cannot see and no float survives.
double cross_entropy(const Choices& choices, float* row, std::size_t count) {
  float total = 0;
  for (const Choice& choice : choices) total += choice.weight;
  double loss = 0;
  for (const Choice& choice : choices) {
    if (choice.weight > 0.0F)
      loss -= static_cast<double>(choice.weight * std::max(row[choice.index], -27.6F));
  }
  for (std::size_t i = 0; i < count; ++i) row[i] = total * std::exp(row[i]);
  for (const Choice& choice : choices) row[choice.index] -= choice.weight;
  return loss;
}

// A mask of zeros and 1 / (1 - probability).
void fill_mask(float probability, RandomNumbers& random, float* mask, std::size_t count) {
  const float kept = 1.0F / (1.0F - probability);
  for (std::size_t i = 0; i < count; ++i) mask[i] = random.chance(probability) ? 0.0F : kept;
}

std::size_t distance_bucket(std::size_t dependent, std::size_t head) {
  const auto apart = static_cast<std::int32_t>(head) - static_cast<std::int32_t>(dependent);
  return static_cast<std::size_t>(std::clamp(apart, -kFarthest, kFarthest) + kFarthest);
}

// Vectors by vocabulary row, scaled so that a value's mean square is 1 / 4. A word without one, and
// the unknown word, have that of rare words.
std::vector<float> vector_rows(const NetworkShape& shape,
                               const std::vector<std::string>& vocabulary,
                               const WordVectors& vectors) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < vectors.words.size(); ++i) places.emplace(vectors.words[i], i);
  const double square = squared_norm(vectors.values.data(), vectors.values.size()) /
                        static_cast<double>(std::max<std::size_t>(1, vectors.values.size()));
  const float scale = static_cast<float>(0.5 / std::sqrt(std::max(square, 1e-12)));
  std::vector<float> rows((vocabulary.size() + 1) * shape.vectors, 0.0F);
  const auto rare = places.find(std::string(WordVectors::kRare));
  for (std::size_t row = 0; row <= vocabulary.size(); ++row) {
    auto place = row == 0 ? rare : places.find(vocabulary[row - 1]);
    if (place == places.end()) place = rare;
    if (place == places.end()) continue;
    add_scaled(vectors.values.data() + place->second * shape.vectors, scale, shape.vectors,
               rows.data() + row * shape.vectors);
  }
  return rows;
}

}  // namespace

Network make_network(const NetworkShape& shape, const std::vector<std::string>& vocabulary,
                     const WordVectors* vectors, std::uint64_t seed) {
  RandomNumbers random(seed);
  Network network;
  network.shape = shape;
  network.word = uniform("word", shape.vocabulary + 1, shape.width, 0.1F, random);
  network.subword = uniform("subword", shape.subwords, shape.width, 0.2F, random);
  const auto add = [&](Tensor tensor) { network.dense.push_back(std::move(tensor)); };
  add(glorot("vector_map", shape.width, shape.vectors, random));
  for (std::size_t layer = 0; layer < shape.layers; ++layer) {
    const std::string name = "layer" + std::to_string(layer);
    add(glorot(name, 6 * shape.hidden, shape.input(layer), random));
    Tensor bias = zeros(name + "_bias", 1, 6 * shape.hidden);
    for (std::size_t k = 0; k < shape.hidden; ++k) {
      bias.values[k] = bias.values[3 * shape.hidden + k] = 0.7F * static_cast<float>(k % 4);
    }
    add(std::move(bias));
  }
  add(glorot("projection", shape.projections(), shape.states(), random));
  add(zeros("projection_bias", 1, shape.projections()));
  add(glorot("arc_map", shape.arc, shape.arc, random));
  add(zeros("arc_bias", 1, shape.arc));
  add(uniform("root_arc", 1, shape.arc, 0.1F, random));
  add(uniform("root_relation", 1, shape.relation, 0.1F, random));
  add(zeros("distance", 1, 2 * kFarthest + 1));
  add(glorot("relation_out", shape.relations, shape.relation, random));
  add(zeros("relation_bias", 1, shape.relations));
  if (shape.vectors > 0) network.vectors = vector_rows(shape, vocabulary, *vectors);
  return network;
}

Gradients::Gradients(const Network& network)
    : word(network.shape.width), subword(network.shape.width) {
  for (const Tensor& tensor : network.dense) dense.emplace_back(tensor.size(), 0.0F);
}

void Gradients::clear() {
  for (std::vector<float>& gradient : dense) std::fill(gradient.begin(), gradient.end(), 0.0F);
  word.clear();
  subword.clear();
}

void Batch::add(const Example& example) {
  types.insert(types.end(), example.types.begin(), example.types.end());
  targets.insert(targets.end(), example.targets.begin(), example.targets.end());
  unknown.resize(types.size(), 0);
  begins.push_back(static_cast<std::int32_t>(types.size()));
}

void NetworkPass::embed(const Network& network, const WordTypes& types, const Batch& batch) {
  const std::size_t width = network.shape.width;
  embedded_.assign(batch.words() * width, 0.0F);
  for (std::size_t i = 0; i < batch.words(); ++i) {
    const WordTypes::Type& type = types[batch.types[i]];
    float* out = embedded_.data() + i * width;
    const std::size_t count = type.end_subword - type.first_subword;
    const float scale = 1.0F / std::sqrt(static_cast<float>(count + 1));
    for (std::uint32_t k = type.first_subword; k < type.end_subword; ++k)
      add_scaled(network.subword.row(types.subwords()[k]), scale, width, out);
    add_scaled(network.word.row(batch.unknown[i] != 0 ? 0 : type.vocabulary), 1.0F, width, out);
  }
  if (network.shape.vectors == 0) return;
  const std::size_t size = network.shape.vectors;
  vector_rows_.resize(batch.words() * size);
  for (std::size_t i = 0; i < batch.words(); ++i) {
    const float* row = network.vectors.data() + types[batch.types[i]].vocabulary * size;
    std::copy(row, row + size, vector_rows_.data() + i * size);
  }
  const Tensor& map = network.dense[0];
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, as_int(batch.words()), as_int(width),
              as_int(size), 1.0F, vector_rows_.data(), as_int(size), map.values.data(),
              as_int(size), 1.0F, embedded_.data(), as_int(width));
}

void NetworkPass::forward(const Network& network, const WordTypes& types, const Batch& batch,
                          const Dropout& dropout, RandomNumbers* random) {
  const NetworkShape& shape = network.shape;
  const std::size_t words = batch.words();
  embed(network, types, batch);
  embedded_mask_.clear();
  if (random != nullptr && dropout.input > 0) {
    embedded_mask_.resize(embedded_.size());
    fill_mask(dropout.input, *random, embedded_mask_.data(), embedded_mask_.size());
    multiply_by(embedded_mask_.data(), embedded_.size(), embedded_.data());
  }
  layers_.resize(shape.layers);
  layer_masks_.assign(shape.layers, {});
  // The window of three words.
  layers_[0].input.assign(words * 3 * shape.width, 0.0F);
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const auto first = static_cast<std::size_t>(batch.begins[s]);
    const auto end = static_cast<std::size_t>(batch.begins[s + 1]);
    for (std::size_t i = first; i < end; ++i) {
      const float* row = embedded_.data() + i * shape.width;
      for (std::size_t at = i == first ? i : i - 1; at <= i + 1 && at < end; ++at) {
        // Word i stands before, at or after the middle of the window of word `at`.
        std::copy(row, row + shape.width,
                  layers_[0].input.data() + (at * 3 + (i + 1 - at)) * shape.width);
      }
    }
  }
  for (std::size_t l = 0; l < shape.layers; ++l) {
    Layer& layer = layers_[l];
    if (l > 0) {
      layer.input = layers_[l - 1].states;
      if (random != nullptr && dropout.layers > 0) {
        layer_masks_[l].resize(layer.input.size());
        std::vector<float> columns(shape.states());
        for (std::size_t s = 0; s < batch.sentences(); ++s) {
          fill_mask(dropout.layers, *random, columns.data(), columns.size());
          for (auto i = static_cast<std::size_t>(batch.begins[s]);
               i < static_cast<std::size_t>(batch.begins[s + 1]); ++i)
            std::copy(columns.begin(), columns.end(),
                      layer_masks_[l].begin() + static_cast<std::ptrdiff_t>(i * shape.states()));
        }
        multiply_by(layer_masks_[l].data(), layer.input.size(), layer.input.data());
      }
    }
    layer.gates.resize(words * 6 * shape.hidden);
    linear(layer.input.data(), words, network.dense[1 + 2 * l],
           network.dense[2 + 2 * l].values.data(), 6 * shape.hidden, layer.gates.data());
    layer.cells.resize(words * shape.states());
    layer.states.resize(words * shape.states());
    recur_forward(batch.begins, shape.hidden, layer.gates.data(), layer.cells.data(),
                  layer.states.data());
    if (l > 0)
      add_scaled(layers_[l - 1].states.data(), 1.0F, layer.states.size(), layer.states.data());
  }
  top_ = layers_.back().states;
  top_mask_.clear();
  if (random != nullptr && dropout.heads > 0) {
    top_mask_.resize(top_.size());
    fill_mask(dropout.heads, *random, top_mask_.data(), top_mask_.size());
    multiply_by(top_mask_.data(), top_.size(), top_.data());
  }
  const std::size_t at = network.first_head();
  projected_.resize(words * shape.projections());
  linear(top_.data(), words, network.dense[at + kProjection],
         network.dense[at + kProjectionBias].values.data(), shape.projections(), projected_.data());
  dependents_.resize(words * shape.arc);
  for (std::size_t i = 0; i < words; ++i)
    leaky_forward(projected_.data() + i * shape.projections(), shape.arc,
                  dependents_.data() + i * shape.arc);
  mapped_.resize(words * shape.arc);
  linear(dependents_.data(), words, network.dense[at + kArcMap],
         network.dense[at + kArcBias].values.data(), shape.arc, mapped_.data());
}

void NetworkPass::gather_heads(const Network& network, const Batch& batch, std::size_t sentence) {
  const NetworkShape& shape = network.shape;
  const auto first = static_cast<std::size_t>(batch.begins[sentence]);
  const auto end = static_cast<std::size_t>(batch.begins[sentence + 1]);
  heads_.resize((end - first + 1) * shape.arc);
  const Tensor& root = network.dense[network.first_head() + kRootArc];
  std::copy(root.values.begin(), root.values.end(), heads_.begin());
  for (std::size_t i = first; i < end; ++i)
    leaky_forward(projected_.data() + i * shape.projections() + shape.arc, shape.arc,
                  heads_.data() + (i - first + 1) * shape.arc);
}

void NetworkPass::arc_scores(const Network& network, const Batch& batch, std::size_t sentence,
                             std::vector<float>& scores) {
  const NetworkShape& shape = network.shape;
  const auto first = static_cast<std::size_t>(batch.begins[sentence]);
  const std::size_t count = static_cast<std::size_t>(batch.begins[sentence + 1]) - first;
  gather_heads(network, batch, sentence);
  scores.resize(count * (count + 1));
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, as_int(count), as_int(count + 1),
              as_int(shape.arc), 1.0F, mapped_.data() + first * shape.arc, as_int(shape.arc),
              heads_.data(), as_int(shape.arc), 0.0F, scores.data(), as_int(count + 1));
  const std::vector<float>& distance = network.dense[network.first_head() + kDistance].values;
  for (std::size_t i = 0; i < count; ++i) {
    float* row = scores.data() + i * (count + 1);
    for (std::size_t j = 0; j < count; ++j) row[j + 1] += distance[distance_bucket(i, j)];
    row[i + 1] = -1e9F;
    log_softmax(row, count + 1);
  }
}

void NetworkPass::arc_log_probabilities(const Network& network, const Batch& batch,
                                        std::size_t sentence, std::vector<float>& out) {
  arc_scores(network, batch, sentence, out);
}

std::span<const float> NetworkPass::tag_logits(const Network& network, std::size_t word) const {
  const NetworkShape& shape = network.shape;
  return std::span<const float>(projected_)
      .subspan(word * shape.projections() + 2 * shape.arc + 2 * shape.relation, shape.tags);
}

void NetworkPass::relation_logits(const Network& network, std::size_t word, std::size_t first,
                                  std::size_t head, std::vector<float>& out) {
  const NetworkShape& shape = network.shape;
  const std::size_t at = network.first_head();
  const float* dependent = projected_.data() + word * shape.projections() + 2 * shape.arc;
  const float* governor = head == 0 ? network.dense[at + kRootRelation].values.data()
                                    : projected_.data() + (first + head - 1) * shape.projections() +
                                          2 * shape.arc + shape.relation;
  std::vector<float> pair(shape.relation);
  for (std::size_t k = 0; k < shape.relation; ++k) pair[k] = leaky(dependent[k] + governor[k]);
  out.resize(shape.relations);
  linear(pair.data(), 1, network.dense[at + kRelationOut],
         network.dense[at + kRelationBias].values.data(), shape.relations, out.data());
}

double NetworkPass::arcs_backward(const Network& network, const Batch& batch, std::size_t sentence,
                                  Gradients& gradients) {
  const NetworkShape& shape = network.shape;
  const std::size_t at = network.first_head();
  const auto first = static_cast<std::size_t>(batch.begins[sentence]);
  const std::size_t count = static_cast<std::size_t>(batch.begins[sentence + 1]) - first;
  arc_scores(network, batch, sentence, scores_);
  double loss = 0;
  std::vector<float>& distance = gradients.dense[at + kDistance];
  for (std::size_t i = 0; i < count; ++i) {
    float* row = scores_.data() + i * (count + 1);
    loss += cross_entropy(batch.targets[first + i].heads, row, count + 1);
    row[i + 1] = 0.0F;
    for (std::size_t j = 0; j < count; ++j) distance[distance_bucket(i, j)] += row[j + 1];
  }
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, as_int(count), as_int(shape.arc),
              as_int(count + 1), 1.0F, scores_.data(), as_int(count + 1), heads_.data(),
              as_int(shape.arc), 0.0F, mapped_gradient_.data() + first * shape.arc,
              as_int(shape.arc));
  heads_gradient_.resize(heads_.size());
  cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, as_int(count + 1), as_int(shape.arc),
              as_int(count), 1.0F, scores_.data(), as_int(count + 1),
              mapped_.data() + first * shape.arc, as_int(shape.arc), 0.0F, heads_gradient_.data(),
              as_int(shape.arc));
  add_scaled(heads_gradient_.data(), 1.0F, shape.arc, gradients.dense[at + kRootArc].data());
  for (std::size_t i = 0; i < count; ++i) {
    float* out = projected_gradient_.data() + (first + i) * shape.projections() + shape.arc;
    std::copy_n(heads_gradient_.data() + (i + 1) * shape.arc, shape.arc, out);
    leaky_backward(projected_.data() + (first + i) * shape.projections() + shape.arc, shape.arc,
                   out);
  }
  return loss;
}

double NetworkPass::relations_backward(const Network& network, const Batch& batch,
                                       Gradients& gradients) {
  const NetworkShape& shape = network.shape;
  const std::size_t at = network.first_head();
  const std::size_t words = batch.words();
  const std::size_t stride = shape.projections();
  std::vector<float> sums(words * shape.relation);
  std::vector<float> pairs(words * shape.relation);
  std::vector<std::ptrdiff_t> governors(words, -1);  // word of the batch, -1 the root
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const auto first = static_cast<std::size_t>(batch.begins[s]);
    for (std::size_t i = first; i < static_cast<std::size_t>(batch.begins[s + 1]); ++i) {
      const std::size_t head = batch.targets[i].heads[0].index;
      governors[i] = head == 0 ? -1 : static_cast<std::ptrdiff_t>(first + head - 1);
      const float* governor = head == 0 ? network.dense[at + kRootRelation].values.data()
                                        : projected_.data() + (first + head - 1) * stride +
                                              2 * shape.arc + shape.relation;
      float* sum = sums.data() + i * shape.relation;
      std::copy_n(projected_.data() + i * stride + 2 * shape.arc, shape.relation, sum);
      add_scaled(governor, 1.0F, shape.relation, sum);
    }
  }
  leaky_forward(sums.data(), sums.size(), pairs.data());
  std::vector<float> logits(words * shape.relations);
  linear(pairs.data(), words, network.dense[at + kRelationOut],
         network.dense[at + kRelationBias].values.data(), shape.relations, logits.data());
  double loss = 0;
  for (std::size_t i = 0; i < words; ++i) {
    float* row = logits.data() + i * shape.relations;
    log_softmax(row, shape.relations);
    loss += cross_entropy(batch.targets[i].relations, row, shape.relations);
  }
  weights_backward(pairs.data(), words, network.dense[at + kRelationOut], logits.data(),
                   shape.relations, gradients.dense[at + kRelationOut]);
  bias_backward(logits.data(), words, shape.relations, shape.relations,
                gradients.dense[at + kRelationBias]);
  input_backward(words, network.dense[at + kRelationOut], logits.data(), shape.relations,
                 pairs.data());
  leaky_backward(sums.data(), sums.size(), pairs.data());
  for (std::size_t i = 0; i < words; ++i) {
    const float* gradient = pairs.data() + i * shape.relation;
    add_scaled(gradient, 1.0F, shape.relation,
               projected_gradient_.data() + i * stride + 2 * shape.arc);
    float* governor = governors[i] < 0 ? gradients.dense[at + kRootRelation].data()
                                       : projected_gradient_.data() +
                                             static_cast<std::size_t>(governors[i]) * stride +
                                             2 * shape.arc + shape.relation;
    add_scaled(gradient, 1.0F, shape.relation, governor);
  }
  return loss;
}

double NetworkPass::tags_backward(const Network& network, const Batch& batch) {
  const NetworkShape& shape = network.shape;
  double loss = 0;
  for (std::size_t i = 0; i < batch.words(); ++i) {
    const std::span<const float> logits = tag_logits(network, i);
    float* row =
        projected_gradient_.data() + i * shape.projections() + 2 * shape.arc + 2 * shape.relation;
    std::copy(logits.begin(), logits.end(), row);
    log_softmax(row, shape.tags);
    loss += cross_entropy(batch.targets[i].tags, row, shape.tags);
  }
  return loss;
}

void NetworkPass::embed_backward(const Network& network, const WordTypes& types, const Batch& batch,
                                 Gradients& gradients) {
  // `embedded_` holds the gradient of the embeddings here.
  const std::size_t width = network.shape.width;
  if (!embedded_mask_.empty())
    multiply_by(embedded_mask_.data(), embedded_.size(), embedded_.data());
  for (std::size_t i = 0; i < batch.words(); ++i) {
    const WordTypes::Type& type = types[batch.types[i]];
    const float* gradient = embedded_.data() + i * width;
    const std::size_t count = type.end_subword - type.first_subword;
    const float scale = 1.0F / std::sqrt(static_cast<float>(count + 1));
    for (std::uint32_t k = type.first_subword; k < type.end_subword; ++k)
      gradients.subword.add(types.subwords()[k], gradient, scale);
    gradients.word.add(batch.unknown[i] != 0 ? 0 : type.vocabulary, gradient, 1.0F);
  }
  if (network.shape.vectors > 0)
    weights_backward(vector_rows_.data(), batch.words(), network.dense[0], embedded_.data(), width,
                     gradients.dense[0]);
}

Losses NetworkPass::backward(const Network& network, const WordTypes& types, const Batch& batch,
                             Gradients& gradients) {
  const NetworkShape& shape = network.shape;
  const std::size_t at = network.first_head();
  const std::size_t words = batch.words();
  const std::size_t stride = shape.projections();
  Losses losses;
  projected_gradient_.assign(words * stride, 0.0F);
  mapped_gradient_.resize(words * shape.arc);
  for (std::size_t s = 0; s < batch.sentences(); ++s)
    losses.arcs += arcs_backward(network, batch, s, gradients);
  // Through the arc map to the dependents.
  weights_backward(dependents_.data(), words, network.dense[at + kArcMap], mapped_gradient_.data(),
                   shape.arc, gradients.dense[at + kArcMap]);
  bias_backward(mapped_gradient_.data(), words, shape.arc, shape.arc,
                gradients.dense[at + kArcBias]);
  std::vector<float> dependents(words * shape.arc);
  input_backward(words, network.dense[at + kArcMap], mapped_gradient_.data(), shape.arc,
                 dependents.data());
  for (std::size_t i = 0; i < words; ++i) {
    leaky_backward(projected_.data() + i * stride, shape.arc, dependents.data() + i * shape.arc);
    std::copy_n(dependents.data() + i * shape.arc, shape.arc,
                projected_gradient_.data() + i * stride);
  }
  losses.relations = relations_backward(network, batch, gradients);
  losses.tags = tags_backward(network, batch);

  weights_backward(top_.data(), words, network.dense[at + kProjection], projected_gradient_.data(),
                   stride, gradients.dense[at + kProjection]);
  bias_backward(projected_gradient_.data(), words, stride, stride,
                gradients.dense[at + kProjectionBias]);
  std::vector<float> states(words * shape.states());  // the gradient of a layer's states
  input_backward(words, network.dense[at + kProjection], projected_gradient_.data(), stride,
                 states.data());
  if (!top_mask_.empty()) multiply_by(top_mask_.data(), states.size(), states.data());
  std::vector<float> input;
  for (std::size_t l = shape.layers; l-- > 0;) {
    Layer& layer = layers_[l];
    recur_backward(batch.begins, shape.hidden, layer.cells.data(), states.data(),
                   layer.gates.data());
    weights_backward(layer.input.data(), words, network.dense[1 + 2 * l], layer.gates.data(),
                     6 * shape.hidden, gradients.dense[1 + 2 * l]);
    bias_backward(layer.gates.data(), words, 6 * shape.hidden, 6 * shape.hidden,
                  gradients.dense[2 + 2 * l]);
    input.resize(words * shape.input(l));
    input_backward(words, network.dense[1 + 2 * l], layer.gates.data(), 6 * shape.hidden,
                   input.data());
    if (l == 0) break;
    if (!layer_masks_[l].empty()) multiply_by(layer_masks_[l].data(), input.size(), input.data());
    add_scaled(input.data(), 1.0F, states.size(), states.data());  // beside the residual path
  }
  std::fill(embedded_.begin(), embedded_.end(), 0.0F);
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const auto first = static_cast<std::size_t>(batch.begins[s]);
    const auto end = static_cast<std::size_t>(batch.begins[s + 1]);
    for (std::size_t i = first; i < end; ++i) {
      for (std::size_t j = i == first ? i : i - 1; j <= i + 1 && j < end; ++j)
        add_scaled(input.data() + (j * 3 + (i + 1 - j)) * shape.width, 1.0F, shape.width,
                   embedded_.data() + i * shape.width);
    }
  }
  embed_backward(network, types, batch, gradients);
  return losses;
}

}  // namespace tocsin
