// Words in context as vectors: hashed features of each word, then layers of bidirectional
// element-wise recurrences, with weights of eight bits. cli/train/network.h is the same network in
// training. The states are what every later head reads: tags, arcs and relations now (parser.h),
// others without a second pass.
// Immutable after open(); any thread, each with an EncoderScratch of its own; linear in the words.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/embedding_table.h"
#include "model/kernels.h"
#include "model/model_file.h"
#include "model/quantized_matrix.h"

namespace tocsin {

// What one thread works with: buffers that grow to the largest batch, and the embeddings of the
// words met last (2 MB at width 128).
struct EncoderScratch {
  std::vector<float> embedded, window, gates;
  std::vector<float> states[2];  // of the layer before and this one
  std::vector<std::uint8_t> bytes;
  std::vector<float> scales;
  std::vector<std::uint64_t> cached_keys;  // of forms; two places for each hash
  std::vector<std::uint8_t> cached_last;   // which of the two was used last
  std::vector<std::uint16_t> cached_rows;
  std::vector<std::uint32_t> subwords;
};

class Encoder {
 public:
  static constexpr std::int32_t kMaxLayers = 8;

  // Reads the section "encoder". kCorrupt where it does not hold together. `kernels` outlives this.
  static Result<Encoder> open(const ModelFile& model, const Kernels& kernels);

  // forms: the words of sentences one after another; sentence s has words [begins[s],
  // begins[s + 1]). The result, rows of width() floats, one a word, is in `scratch` and holds until
  // its next use.
  std::span<const float> encode(std::span<const std::string_view> forms,
                                std::span<const std::int32_t> begins,
                                EncoderScratch& scratch) const;
  std::int32_t width() const { return 2 * hidden_; }
  const Kernels& kernels() const { return *kernels_; }

 private:
  struct VocabularyPlace {
    std::uint32_t fingerprint = 0;
    std::uint32_t row = 0;  // 0: an empty place
  };
  void embed(std::string_view form, EncoderScratch& scratch, float* out) const;
  // Sets `out` to the sum of the word's rows.
  void add_features(std::string_view form, EncoderScratch& scratch, float* out) const;
  std::uint32_t vocabulary_row(std::string_view form) const;

  ModelFile model_;
  const Kernels* kernels_ = nullptr;
  std::int32_t embedding_ = 0;  // width of a word's own vector
  std::int32_t hidden_ = 0;
  std::span<const VocabularyPlace> vocabulary_;  // a power of two of places, linear probing
  EmbeddingTable words_, subwords_;
  std::vector<QuantizedMatrix> layers_;

  explicit Encoder(ModelFile model) : model_(std::move(model)) {}
};

}  // namespace tocsin
