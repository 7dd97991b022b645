// Entrances: Encoder::open() and encode(). The recurrences and products are model/kernels.h's.
#include "extract/language/encoder.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "extract/language/word_features.h"

namespace tocsin {
namespace {

constexpr std::size_t kCachePlaces = 8192;  // a power of two
constexpr std::int32_t kMaxWidth = 1024;

std::uint64_t form_key(std::string_view form) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : form) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  hash ^= hash >> 29U;
  return hash | 1U;  // 0 is an empty place
}

// A float rounded to its upper sixteen bits, and back.
std::uint16_t shortened(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return static_cast<std::uint16_t>((bits + 0x7fffU + ((bits >> 16U) & 1U)) >> 16U);
}
void lengthen(const std::uint16_t* values, std::size_t count, float* out) {
  for (std::size_t i = 0; i < count; ++i)
    out[i] = std::bit_cast<float>(static_cast<std::uint32_t>(values[i]) << 16U);
}

std::size_t as_size(std::int32_t value) { return static_cast<std::size_t>(value); }

}  // namespace

Result<Encoder> Encoder::open(const ModelFile& model, const Kernels& kernels) {
  const auto section = model.section("encoder");
  if (!section) return fail(section.error());
  const auto corrupt = [&](const std::string& what) {
    return fail(ErrorCode::kCorrupt, "the model's encoder is damaged: " + what);
  };
  SectionReader reader(*section);
  Encoder encoder(model);
  encoder.kernels_ = &kernels;
  encoder.embedding_ = reader.value<std::int32_t>();
  encoder.hidden_ = reader.value<std::int32_t>();
  const auto layers = reader.value<std::int32_t>();
  encoder.vocabulary_ = reader.array<VocabularyPlace>();
  const bool sound = reader.ok() && encoder.embedding_ > 0 && encoder.embedding_ <= kMaxWidth &&
                     encoder.embedding_ % 16 == 0 && encoder.hidden_ > 0 &&
                     encoder.hidden_ <= kMaxWidth && encoder.hidden_ % 16 == 0 && layers > 0 &&
                     layers <= kMaxLayers && std::has_single_bit(encoder.vocabulary_.size());
  if (!sound) return corrupt("its sizes are impossible");
  for (EmbeddingTable* table : {&encoder.words_, &encoder.subwords_}) {
    auto read = read_table(reader);
    if (!read) return fail(read.error());
    if (read->width != encoder.embedding_ || read->rows < 1)
      return corrupt("a table has another width");
    *table = *read;
  }
  std::size_t taken = 0;
  for (const VocabularyPlace& place : encoder.vocabulary_) {
    if (place.row >= static_cast<std::uint32_t>(encoder.words_.rows))
      return corrupt("a word has no vector");
    taken += place.row != 0 ? 1 : 0;
  }
  if (taken >= encoder.vocabulary_.size()) return corrupt("its vocabulary has no free place");
  for (std::int32_t layer = 0; layer < layers; ++layer) {
    auto matrix = read_matrix(reader);
    if (!matrix) return fail(matrix.error());
    const std::int32_t inputs = layer == 0 ? 3 * encoder.embedding_ : 2 * encoder.hidden_;
    if (matrix->inputs != inputs || matrix->outputs != 6 * encoder.hidden_)
      return corrupt("a layer has another size");
    encoder.layers_.push_back(*matrix);
  }
  if (!reader.ok()) return corrupt("it ends early");
  return encoder;
}

std::uint32_t Encoder::vocabulary_row(std::string_view form) const {
  const std::uint64_t key = vocabulary_key(vocabulary_word(form));
  const auto fingerprint = static_cast<std::uint32_t>(key >> 32U);
  const std::size_t mask = vocabulary_.size() - 1;
  for (std::size_t at = key & mask; vocabulary_[at].row != 0; at = (at + 1) & mask) {
    if (vocabulary_[at].fingerprint == fingerprint) return vocabulary_[at].row;
  }
  return 0;
}

void Encoder::embed(std::string_view form, EncoderScratch& scratch, float* out) const {
  const std::size_t width = as_size(embedding_);
  const std::uint64_t key = form_key(form);
  const std::size_t pair = (key >> 20U) & (kCachePlaces / 2 - 1);
  for (std::size_t which = 0; which < 2; ++which) {
    const std::size_t place = 2 * pair + which;
    if (scratch.cached_keys[place] != key) continue;
    scratch.cached_last[pair] = static_cast<std::uint8_t>(which);
    lengthen(scratch.cached_rows.data() + place * width, width, out);
    return;
  }
  const std::size_t which = 1U - scratch.cached_last[pair];
  const std::size_t place = 2 * pair + which;
  scratch.cached_keys[place] = key;
  scratch.cached_last[pair] = static_cast<std::uint8_t>(which);
  add_features(form, scratch, out);
  std::uint16_t* cached = scratch.cached_rows.data() + place * width;
  std::transform(out, out + width, cached, shortened);
  lengthen(cached, width, out);
}

void Encoder::add_features(std::string_view form, EncoderScratch& scratch, float* out) const {
  std::fill_n(out, as_size(embedding_), 0.0F);
  scratch.subwords.clear();
  subword_rows(form, static_cast<std::uint32_t>(subwords_.rows), scratch.subwords);
  const float scale = 1.0F / std::sqrt(static_cast<float>(scratch.subwords.size() + 1));
  for (const std::uint32_t row : scratch.subwords) {
    kernels_->add_row(subwords_.row(static_cast<std::int32_t>(row)), scale * subwords_.scale[row],
                      embedding_, out);
  }
  const std::uint32_t row = vocabulary_row(form);
  kernels_->add_row(words_.row(static_cast<std::int32_t>(row)), words_.scale[row], embedding_, out);
}

std::span<const float> Encoder::encode(std::span<const std::string_view> forms,
                                       std::span<const std::int32_t> begins,
                                       EncoderScratch& scratch) const {
  const std::size_t words = forms.size();
  const std::size_t width = as_size(embedding_);
  const auto rows = static_cast<std::int32_t>(words);
  if (scratch.cached_keys.empty()) {
    scratch.cached_keys.assign(kCachePlaces, 0);
    scratch.cached_last.assign(kCachePlaces / 2, 0);
    scratch.cached_rows.resize(kCachePlaces * width);
  }
  // The window of three words, nothing beyond a sentence's edges.
  scratch.embedded.resize(words * width);
  scratch.window.assign(words * 3 * width, 0.0F);
  for (std::size_t i = 0; i < words; ++i)
    embed(forms[i], scratch, scratch.embedded.data() + i * width);
  for (std::size_t s = 0; s + 1 < begins.size(); ++s) {
    const auto first = static_cast<std::size_t>(begins[s]);
    const auto end = static_cast<std::size_t>(begins[s + 1]);
    for (std::size_t i = first; i < end; ++i) {
      const std::size_t from = i == first ? i : i - 1;
      const std::size_t to = std::min(i + 2, end);
      std::copy_n(scratch.embedded.data() + from * width, (to - from) * width,
                  scratch.window.data() + (i * 3 + (from + 1 - i)) * width);
    }
  }
  const std::size_t state_width = 2 * as_size(hidden_);
  scratch.bytes.resize(words * std::max(3 * width, state_width));
  scratch.scales.resize(words);
  scratch.gates.resize(words * 6 * as_size(hidden_));
  for (std::vector<float>& states : scratch.states) states.resize(words * state_width);
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    const std::vector<float>& before = scratch.states[(layer + 1) % 2];
    std::vector<float>& states = scratch.states[layer % 2];
    const float* input = layer == 0 ? scratch.window.data() : before.data();
    kernels_->quantize(input, rows, layers_[layer].inputs, scratch.bytes.data(),
                       scratch.scales.data());
    kernels_->multiply(scratch.bytes.data(), scratch.scales.data(), rows, layers_[layer],
                       scratch.gates.data());
    kernels_->recur(scratch.gates.data(), begins, hidden_, layer == 0 ? nullptr : before.data(),
                    states.data());
  }
  return {scratch.states[(layers_.size() + 1) % 2].data(), words * state_width};
}

}  // namespace tocsin
