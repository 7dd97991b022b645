// Entrances: save, load_word_vectors.
#include "cli/train/word_vectors.h"

#include "model/model_file.h"

namespace tocsin {
namespace {

constexpr std::string_view kSection = "word vectors to train with";

bool is_whole(const WordVectors& vectors) {
  return vectors.width > 0 && vectors.counts.size() == vectors.words.size() &&
         vectors.values.size() == vectors.words.size() * static_cast<std::size_t>(vectors.width);
}

}  // namespace

std::span<const float> WordVectors::row(std::size_t index) const {
  const auto columns = static_cast<std::size_t>(width);
  return std::span(values).subspan(index * columns, columns);
}

Status save(const WordVectors& vectors, const std::string& path) {
  SectionWriter section;
  section.value(vectors.width);
  section.array(std::span(vectors.counts));
  section.array(std::span(vectors.values));
  for (const std::string& word : vectors.words) section.text(word);
  ModelWriter writer;
  writer.add(std::string(kSection), section.take());
  return writer.write(path);
}

Result<WordVectors> load_word_vectors(const std::string& path) {
  const auto file = ModelFile::open(path);
  if (!file) return fail(file.error());
  const auto bytes = file->section(kSection);
  if (!bytes) return fail(bytes.error());
  SectionReader section(*bytes);
  WordVectors vectors;
  vectors.width = section.value<std::int32_t>();
  const auto counts = section.array<std::int64_t>();
  const auto values = section.array<float>();
  vectors.counts.assign(counts.begin(), counts.end());
  vectors.values.assign(values.begin(), values.end());
  for (std::size_t i = 0; i < counts.size() && section.ok(); ++i) {
    vectors.words.emplace_back(section.text());
  }
  if (!section.ok() || !is_whole(vectors)) {
    return fail(ErrorCode::kCorrupt, "the word vectors are damaged: learn them again", {path});
  }
  return vectors;
}

}  // namespace tocsin
