// What the programs know before they read anything: names, patterns, the language. Loaded once,
// shared, read only.
#pragma once

#include <memory>

#include "base/result.h"
#include "extract/event/extractor.h"
#include "extract/language/language_core.h"
#include "extract/language/options.h"
#include "world/gazetteer.h"

namespace tocsin {

struct Knowledge {
  std::shared_ptr<const Gazetteer> gazetteer;
  std::shared_ptr<const Extractor> extractor;
  std::shared_ptr<const LanguageCore> language;
};

// The error of a model that cannot be used is kInvalid where trying again is of no use, and says
// what to do.
Result<std::shared_ptr<const LanguageCore>> open_language(const LanguageOptions& options);
Result<Knowledge> load_knowledge(const LanguageOptions& options);

}  // namespace tocsin
