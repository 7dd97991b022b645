// Entrances: load_knowledge and open_language.
#include "daemon/knowledge.h"

namespace tocsin {
namespace {

tl::unexpected<Error> unusable(const Error& error, const LanguageOptions& options) {
  const bool passing = error.code == ErrorCode::kUnavailable || error.code == ErrorCode::kInternal;
  const char* const remedy = options.model.empty() ? "" : "; name no model to use the shipped one";
  return fail(passing ? error.code : ErrorCode::kInvalid,
              "the language model cannot be used: " + error.message + remedy, error.where);
}

}  // namespace

Result<std::shared_ptr<const LanguageCore>> open_language(const LanguageOptions& options) {
  const Result<std::string> path =
      options.model.empty() ? find_model() : Result<std::string>(options.model);
  if (!path) return unusable(path.error(), options);
  auto core = LanguageCore::open(*path);
  if (!core) return unusable(core.error(), options);
  return std::make_shared<const LanguageCore>(*std::move(core));
}

Result<Knowledge> load_knowledge(const LanguageOptions& options) {
  auto gazetteer = Gazetteer::load();
  if (!gazetteer) return fail(gazetteer.error());
  auto extractor = Extractor::load(*gazetteer);
  if (!extractor) return fail(extractor.error());
  auto language = open_language(options);
  if (!language) return fail(language.error());
  return Knowledge{*std::move(gazetteer), *std::move(extractor), *std::move(language)};
}

}  // namespace tocsin
