// Document in, events out: what the pipeline uses of this folder. What is known of words stands in
// extract/event/lexicon/; docs/extraction.md tells the way.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "news/document.h"
#include "news/event.h"
#include "world/gazetteer.h"

namespace tocsin {

class Extractor {
 public:
  // Loads the embedded lexicon; kInvalid with file and line where it is wrong.
  static Result<std::shared_ptr<const Extractor>> load(std::shared_ptr<const Gazetteer> gazetteer);
  virtual ~Extractor() = default;
  // Pure; any thread. One event a happening: several mentions in the document become one event with
  // all its evidence. Every event has evidence.
  virtual std::vector<Event> extract(const Document& document) const = 0;
};

}  // namespace tocsin
