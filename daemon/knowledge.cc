// Entrance: load_knowledge.
#include "daemon/knowledge.h"

namespace tocsin {

Result<Knowledge> load_knowledge() {
  auto gazetteer = Gazetteer::load();
  if (!gazetteer) return fail(gazetteer.error());
  auto extractor = Extractor::load(*gazetteer);
  if (!extractor) return fail(extractor.error());
  return Knowledge{*std::move(gazetteer), *std::move(extractor)};
}

}  // namespace tocsin
