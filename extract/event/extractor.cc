// The first extractor: sentences are read (reading.h), what only the article tells is filled in
// (focus.h), patterns are matched (match.h) and mentions joined to happenings (happening.h). Only
// entrance: Extractor::load.
#include "extract/event/extractor.h"

#include "extract/event/focus.h"
#include "extract/event/happening.h"
#include "extract/event/lexicon.h"
#include "extract/event/match.h"
#include "extract/event/reading.h"

namespace tocsin {
namespace {

class PatternExtractor final : public Extractor {
 public:
  PatternExtractor(std::shared_ptr<const Gazetteer> gazetteer, Lexicon lexicon)
      : gazetteer_(std::move(gazetteer)), lexicon_(std::move(lexicon)) {}

  std::vector<Event> extract(const Document& document) const override {
    std::vector<Reading> readings = read_document(document, *gazetteer_, lexicon_);
    const DocumentFocus focus(readings);
    std::vector<Event> events;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      for (const Finding& finding : match_patterns(readings[i], static_cast<int>(i), lexicon_)) {
        Event event = event_of(finding, readings[i], document, focus, lexicon_);
        const Kind& kind = lexicon_.kinds[static_cast<std::size_t>(finding.kind)];
        if (holds(event, finding, kind)) events.push_back(std::move(event));
      }
    }
    return join_happenings(std::move(events));
  }

 private:
  std::shared_ptr<const Gazetteer> gazetteer_;
  Lexicon lexicon_;
};

}  // namespace

Result<std::shared_ptr<const Extractor>> Extractor::load(
    std::shared_ptr<const Gazetteer> gazetteer) {
  Result<Lexicon> lexicon = parse_lexicon(embedded_lexicon());
  if (!lexicon) return fail(lexicon.error());
  return std::make_shared<const PatternExtractor>(std::move(gazetteer), std::move(*lexicon));
}

}  // namespace tocsin
