// The data path: start reading here.
//
//   analyse   any worker, pure   bytes --read--> Article* --language--> Document --event--> Event*
//   apply     writer, serial     Event* --story--> Incident --rules--> Match* --alert--> Alert*,
//                                Delivery*
//   deliver   loop               Delivery --receiver--> log, webhook (alert/dispatcher.h)
#pragma once

#include <string>
#include <vector>

#include "alert/raise.h"
#include "daemon/analysed.h"
#include "extract/event/extractor.h"
#include "extract/language/analyse.h"
#include "store/arrivals.h"
#include "store/database.h"

namespace tocsin {

// The articles of a file's bytes with their events, or why there are none. Any thread, each with an
// analyser of its own.
tl::expected<std::vector<AnalysedArticle>, ReadError> analyse(std::string_view bytes,
                                                              std::string_view file_name,
                                                              Analyser& analyser,
                                                              const Extractor& extractor);

// One article to its events. As above.
std::vector<Event> extract_events(const Article& article, Analyser& analyser,
                                  const Extractor& extractor);

// What apply() did with an arrival.
struct Applied {
  std::int64_t arrival = 0;  // id in the store; 0: the file was there before and stays (`keep`)
  ArrivalOutcome outcome = ArrivalOutcome::kStored;
  bool unfiled = true;  // the file is still to be filed away
  std::size_t articles = 0;
  std::size_t events = 0;
  std::vector<Alert> alerts;  // new revisions
};

struct ApplyContext {
  RaiseContext raise;
  bool keeps_files = false;  // the feed's files stay where they lie
};

// One arrival into the store, inside a transaction of the caller. It sees every earlier input and
// is the only place where history matters.
Result<Applied> apply(Database& database, const ApplyContext& context, const Analysed& input);

}  // namespace tocsin
