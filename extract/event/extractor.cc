// Sentences are read (reading.h), what only the article tells is filled in (focus.h), the watched
// kinds are matched over words (match.h) and all other acts over trees (act_events.h); mentions are
// joined to happenings (happening.h). Only entrance: Extractor::load.
#include "extract/event/extractor.h"

#include "extract/event/act_events.h"
#include "extract/event/act_lexicon.h"
#include "extract/event/focus.h"
#include "extract/event/happening.h"
#include "extract/event/lexicon.h"
#include "extract/event/match.h"
#include "extract/event/reading.h"

namespace tocsin {
namespace {

class PatternExtractor final : public Extractor {
 public:
  PatternExtractor(std::shared_ptr<const Gazetteer> gazetteer,
                   std::shared_ptr<const OfficeHolders> holders, Lexicon lexicon, ActLexicon acts)
      : gazetteer_(std::move(gazetteer)),
        holders_(std::move(holders)),
        lexicon_(std::move(lexicon)),
        acts_(std::move(acts)) {}

  std::vector<Event> extract(const Document& document) const override {
    std::vector<Reading> readings = read_document(document, *gazetteer_, *holders_, lexicon_);
    const DocumentFocus focus(readings);
    std::vector<Event> events;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      const auto index = static_cast<int>(i);
      const std::vector<Finding> findings = match_patterns(readings[i], index, lexicon_);
      for (const Finding& finding : findings) {
        Event event = event_of(finding, readings[i], document, focus, lexicon_);
        const Kind& kind = lexicon_.kinds[static_cast<std::size_t>(finding.kind)];
        if (holds(event, finding, kind)) events.push_back(std::move(event));
      }
      for (Event& event :
           act_events(document, readings[i], index, focus, lexicon_, acts_, findings)) {
        events.push_back(std::move(event));
      }
    }
    return join_happenings(std::move(events));
  }

 private:
  std::shared_ptr<const Gazetteer> gazetteer_;
  std::shared_ptr<const OfficeHolders> holders_;
  Lexicon lexicon_;
  ActLexicon acts_;
};

}  // namespace

Result<std::shared_ptr<const Extractor>> Extractor::load(
    std::shared_ptr<const Gazetteer> gazetteer) {
  Result<Lexicon> lexicon = parse_lexicon(embedded_lexicon());
  if (!lexicon) return fail(lexicon.error());
  Result<ActLexicon> acts = parse_act_lexicon(embedded_act_lexicon());
  if (!acts) return fail(acts.error());
  auto holders = OfficeHolders::load();
  if (!holders) return fail(holders.error());
  return std::make_shared<const PatternExtractor>(std::move(gazetteer), *std::move(holders),
                                                  *std::move(lexicon), *std::move(acts));
}

}  // namespace tocsin
