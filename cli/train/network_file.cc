// Entrances: save(), load() and export_network(); extract/language/encoder.cc and parser.cc read
// what the last one writes.
#include "cli/train/network_file.h"

#include <algorithm>
#include <bit>

#include "extract/language/word_features.h"
#include "model/embedding_table.h"
#include "model/quantized_matrix.h"

namespace tocsin {
namespace {

std::vector<Tensor*> tensors(Network& network) {
  std::vector<Tensor*> all{&network.word, &network.subword};
  for (Tensor& tensor : network.dense) all.push_back(&tensor);
  return all;
}

struct VocabularyPlace {
  std::uint32_t fingerprint = 0;
  std::uint32_t row = 0;
};

// At most three places in four are taken, so that a search ends soon.
std::vector<VocabularyPlace> vocabulary_places(const std::vector<std::string>& vocabulary) {
  std::vector<VocabularyPlace> places(
      std::bit_ceil(std::max<std::size_t>(16, vocabulary.size() * 4 / 3)));
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const std::uint64_t key = vocabulary_key(vocabulary[i]);
    std::size_t at = key & (places.size() - 1);
    while (places[at].row != 0) at = (at + 1) & (places.size() - 1);
    places[at] = {static_cast<std::uint32_t>(key >> 32U), static_cast<std::uint32_t>(i + 1)};
  }
  return places;
}

// Each word's own row with what its frozen vector adds.
std::vector<float> folded_words(const Network& network) {
  std::vector<float> rows = network.word.values;
  const std::size_t width = network.shape.width;
  const std::size_t size = network.shape.vectors;
  const Tensor& map = network.dense[0];
  for (std::size_t row = 0; row < network.word.rows && size > 0; ++row) {
    for (std::size_t k = 0; k < width; ++k) {
      float sum = 0;
      for (std::size_t i = 0; i < size; ++i) sum += map.row(k)[i] * network.vectors[row * size + i];
      rows[row * width + k] += sum;
    }
  }
  return rows;
}

void add_matrix(SectionWriter& writer, const Tensor& weights, const std::vector<float>& bias) {
  write_matrix(writer, weights.values, bias, static_cast<int>(weights.rows),
               static_cast<int>(weights.columns));
}

void add_names(SectionWriter& writer, const std::vector<std::string>& names) {
  writer.value(static_cast<std::uint32_t>(names.size()));
  for (const std::string& name : names) writer.text(name);
}

std::string encoder_section(const Network& network, const WordTypes& types) {
  const NetworkShape& shape = network.shape;
  SectionWriter writer;
  writer.value(static_cast<std::int32_t>(shape.width));
  writer.value(static_cast<std::int32_t>(shape.hidden));
  writer.value(static_cast<std::int32_t>(shape.layers));
  const std::vector<VocabularyPlace> places = vocabulary_places(types.vocabulary());
  writer.array(std::span<const VocabularyPlace>(places));
  write_table(writer, folded_words(network), static_cast<int>(network.word.rows),
              static_cast<int>(shape.width));
  write_table(writer, network.subword.values, static_cast<int>(shape.subwords),
              static_cast<int>(shape.width));
  for (std::size_t l = 0; l < shape.layers; ++l)
    add_matrix(writer, network.dense[1 + 2 * l], network.dense[2 + 2 * l].values);
  return writer.take();
}

std::string parser_section(const Network& network, const Labels& labels) {
  const NetworkShape& shape = network.shape;
  const auto head = [&](HeadTensor which) -> const Tensor& {
    return network.dense[network.first_head() + which];
  };
  SectionWriter writer;
  writer.value(static_cast<std::uint32_t>(shape.arc));
  writer.value(static_cast<std::uint32_t>(shape.relation));
  add_names(writer, labels.tags);
  add_names(writer, labels.relations);
  for (const HeadTensor which : {kRootArc, kRootRelation, kDistance})
    writer.array(std::span<const float>(head(which).values));
  add_matrix(writer, head(kProjection), head(kProjectionBias).values);
  add_matrix(writer, head(kArcMap), head(kArcBias).values);
  add_matrix(writer, head(kRelationOut), head(kRelationBias).values);
  return writer.take();
}

}  // namespace

Status save(const Network& network, const std::string& path) {
  ModelWriter model;
  Network copy = network;
  for (const Tensor* tensor : tensors(copy)) {
    SectionWriter writer;
    writer.array(std::span<const float>(tensor->values));
    model.add(tensor->name, writer.take());
  }
  return model.write(path);
}

Status load(Network& network, const std::string& path) {
  const auto model = ModelFile::open(path);
  if (!model) return fail(model.error());
  for (Tensor* tensor : tensors(network)) {
    const auto section = model->section(tensor->name);
    if (!section) return fail(section.error());
    SectionReader reader(*section);
    const std::span<const float> values = reader.array<float>();
    if (!reader.ok() || values.size() != tensor->size())
      return fail(ErrorCode::kCorrupt, "holds a network of another shape", {.file = path});
    tensor->values.assign(values.begin(), values.end());
  }
  return {};
}

void export_network(const Network& network, const WordTypes& types, const Labels& labels,
                    ModelWriter& model) {
  model.add("encoder", encoder_section(network, types));
  model.add("parser", parser_section(network, labels));
}

}  // namespace tocsin
