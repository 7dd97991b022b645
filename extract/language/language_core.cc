// Entrances: LanguageCore::open() and find_model().
#include "extract/language/language_core.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

namespace tocsin {

LanguageCore::LanguageCore(Tokenizer tokenizer, Parser parser, Lemmatizer lemmatizer)
    : tokenizer_(std::move(tokenizer)),
      parser_(std::move(parser)),
      lemmatizer_(std::move(lemmatizer)) {
  for (std::size_t tag = 0; tag < parser_.tags(); ++tag) {
    const WordAnalysis word{.head = -1, .tag = static_cast<std::uint16_t>(tag), .relation = 0};
    lemma_tags_.push_back(lemmatizer_.tag(parser_.upos(word), parser_.xpos(word)));
  }
}

Result<LanguageCore> LanguageCore::open(const ModelFile& model, const Kernels& kernels) {
  const auto refuse = [&](Error error) {
    if (error.where.file.empty()) error.where.file = model.path();
    error.message += "; install the model that came with this program";
    return fail(std::move(error));
  };
  auto tokenizer = Tokenizer::open(model);
  if (!tokenizer) return refuse(tokenizer.error());
  auto parser = Parser::open(model, kernels);
  if (!parser) return refuse(parser.error());
  auto lemmatizer = Lemmatizer::open(model);
  if (!lemmatizer) return refuse(lemmatizer.error());
  return LanguageCore(*std::move(tokenizer), *std::move(parser), *std::move(lemmatizer));
}

Result<LanguageCore> LanguageCore::open(const std::string& path) {
  const auto model = ModelFile::open(path);
  if (!model) return fail(model.error());
  return open(*model);
}

Result<std::string> find_model() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
  if (const char* named = std::getenv("TOCSIN_MODEL"); named != nullptr && *named != '\0')
    return std::string(named);
  std::error_code error;
  const std::filesystem::path folder =
      std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  const std::filesystem::path places[] = {folder / "english.model",
                                          folder / "../share/tocsin/english.model"};
  for (const std::filesystem::path& place : places) {
    if (std::filesystem::exists(place, error)) return place.lexically_normal().string();
  }
  return fail(ErrorCode::kNotFound, "no language model: looked for " + places[0].string() +
                                        " and " + places[1].lexically_normal().string() +
                                        "; name one with TOCSIN_MODEL");
}

}  // namespace tocsin
