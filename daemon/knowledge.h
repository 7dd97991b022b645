// What the programs know before they read anything: names, patterns. Loaded once, shared, read
// only.
#pragma once

#include <memory>

#include "base/result.h"
#include "extract/event/extractor.h"
#include "world/gazetteer.h"

namespace tocsin {

struct Knowledge {
  std::shared_ptr<const Gazetteer> gazetteer;
  std::shared_ptr<const Extractor> extractor;
};

Result<Knowledge> load_knowledge();

}  // namespace tocsin
