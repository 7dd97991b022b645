// Start reading here: how an article becomes an alert, in two functions, analyse() and apply().
// Next: extract/read/reader.h, extract/language/analyse.h, extract/event/extractor.h,
// extract/story/story.h, alert/raise.h.
#include "daemon/pipeline.h"

#include <map>
#include <utility>

#include "base/failpoint.h"
#include "extract/story/story.h"
#include "store/articles.h"

namespace tocsin {
namespace {

// What an article has done to one incident.
struct Touched {
  std::optional<Incident> before;
  Incident after;
  std::vector<RaisedEvent> events;
};

// Puts the article's events into their incidents, in the order of the text.
Result<std::map<std::int64_t, Touched>> place_all(Database& database, const StoredArticle& article,
                                                  const std::vector<Event>& events) {
  std::map<std::int64_t, Touched> touched;
  std::optional<Day> published;
  if (article.article.published_at) {
    published = std::chrono::floor<std::chrono::days>(article.article.published_at->time);
  }
  for (const Event& event : events) {
    StoredEvent row;
    row.article = article.id;
    row.received = article.received;
    row.published = published;
    row.event = event;
    auto placed = place_event(database, std::move(row));
    if (!placed) return fail(placed.error());
    if (!placed->incident) continue;
    const std::int64_t id = placed->incident->id;
    const auto [slot, is_first] = touched.try_emplace(id);
    if (is_first) slot->second.before = std::move(placed->before);
    slot->second.after = *std::move(placed->incident);
    slot->second.events.push_back({placed->event, event});
  }
  return touched;
}

// One article: stored, its events placed, its alerts raised. False: its text is known already.
Result<bool> apply_article(Database& database, const ApplyContext& context, const Analysed& input,
                           const AnalysedArticle& article, Applied& out) {
  auto known = find_article_by_text(database, article.text_hash);
  if (!known) return fail(known.error());
  if (*known) return false;
  StoredArticle row{0, out.arrival, input.arrival.feed, 1, input.arrival.received, article.article};
  auto id = insert_article(database, row, article.text_hash);
  if (!id) return fail(id.error());
  row.id = *id;
  auto touched = place_all(database, row, article.events);
  if (!touched) return fail(touched.error());
  for (const auto& [incident, change] : *touched) {
    auto alerts = raise_alerts(database, context.raise, change.before, change.after, change.events);
    if (!alerts) return fail(alerts.error());
    for (Alert& alert : *alerts) out.alerts.push_back(std::move(alert));
  }
  out.articles += 1;
  out.events += article.events.size();
  return true;
}

// Committed by a run that died before it filed the file: then only that is left to do. A row that
// said "quarantined" of what can be read now is closed, and the file applied afresh.
Result<std::optional<Applied>> finish_earlier(Database& database, const Analysed& input) {
  auto unfiled = find_unfiled(database, input.arrival.path, input.arrival.sha256);
  if (!unfiled) return fail(unfiled.error());
  if (!*unfiled) return std::optional<Applied>();
  const StoredArrival& row = **unfiled;
  if (row.outcome != ArrivalOutcome::kQuarantined || input.refusal) {
    return std::optional<Applied>(Applied{row.id, row.outcome, true, 0, 0, {}});
  }
  if (Status closed = mark_filed(database, row.id, ""); !closed) return fail(closed.error());
  return std::optional<Applied>();
}

// A file that stays where it lies, met again by a new run.
Result<bool> is_kept(Database& database, const ApplyContext& context, const Analysed& input) {
  if (!context.keeps_files) return false;
  auto done = find_done(database, input.arrival.path, input.arrival.sha256);
  if (!done) return fail(done.error());
  return *done && (*done)->arrival.modified == input.arrival.modified;
}

StoredArrival arrival_row(const ApplyContext& context, const Analysed& input, bool is_copy) {
  StoredArrival row;
  row.arrival = input.arrival;
  if (is_copy) {
    row.outcome = ArrivalOutcome::kDuplicate;
    row.reason = "same_bytes";
  } else if (input.refusal) {
    row.outcome = ArrivalOutcome::kQuarantined;
    row.reason = input.refusal->reason;
    row.message = input.refusal->message;
  }
  row.filed = context.keeps_files && row.outcome != ArrivalOutcome::kQuarantined;
  return row;
}

}  // namespace

std::vector<Event> extract_events(const Article& article, Analyser& analyser,
                                  const Extractor& extractor) {
  return extractor.extract(analyser.analyse(article));
}

tl::expected<std::vector<AnalysedArticle>, ReadError> analyse(std::string_view bytes,
                                                              std::string_view file_name,
                                                              Analyser& analyser,
                                                              const Extractor& extractor) {
  auto read = read_articles(bytes, file_name);
  if (!read) return tl::unexpected(read.error());
  std::vector<AnalysedArticle> out;
  for (Article& article : read->articles) {
    std::vector<Event> events = extract_events(article, analyser, extractor);
    std::string hash = text_hash(article);
    out.push_back({std::move(article), std::move(hash), std::move(events)});
  }
  return out;
}

Result<Applied> apply(Database& database, const ApplyContext& context, const Analysed& input) {
  auto earlier = finish_earlier(database, input);
  if (!earlier) return fail(earlier.error());
  if (*earlier) return **std::move(earlier);
  auto kept = is_kept(database, context, input);
  if (!kept) return fail(kept.error());
  if (*kept) return Applied{0, ArrivalOutcome::kStored, false, 0, 0, {}};
  auto newest = find_arrival(database, input.arrival.sha256);
  if (!newest) return fail(newest.error());

  const StoredArrival row = arrival_row(context, input, newest->has_value());
  auto id = insert_arrival(database, row);
  if (!id) return fail(id.error());
  Applied out{*id, row.outcome, !row.filed, 0, 0, {}};
  if (row.outcome != ArrivalOutcome::kStored) return out;
  failpoint("apply:arrival_stored");
  for (const AnalysedArticle& article : input.articles) {
    auto stored = apply_article(database, context, input, article, out);
    if (!stored) return fail(stored.error());
  }
  if (out.articles == 0) {
    out.outcome = ArrivalOutcome::kDuplicate;
    if (Status changed = mark_same_text(database, out.arrival); !changed)
      return fail(changed.error());
  }
  failpoint("apply:done");
  return out;
}

}  // namespace tocsin
