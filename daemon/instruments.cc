// Entrance: Instruments.
#include "daemon/instruments.h"

namespace tocsin {

void Instruments::committed(const std::vector<Applied>& applied, Duration commit) {
  commit_.Observe(seconds(commit));
  for (const Applied& one : applied) {
    if (one.arrival == 0) continue;
    metrics_
        .counter("tocsin_files_total", "Files taken from the drop folders, by what they came to.",
                 {{"outcome", std::string(to_string(one.outcome))}})
        .Increment();
    articles_.Increment(static_cast<double>(one.articles));
    events_.Increment(static_cast<double>(one.events));
    for (const Alert& alert : one.alerts) {
      metrics_
          .counter("tocsin_alerts_total", "Alert revisions, first reports and updates.",
                   {{"rule", alert.rule}, {"kind", alert.revision == 1 ? "first" : "update"}})
          .Increment();
    }
  }
}

void Instruments::delivery(const std::string& receiver, const DeliveryResult& result) {
  const char* const name = result.state == DeliveryState::kDelivered ? "delivered"
                           : result.state == DeliveryState::kDead    ? "dead"
                                                                     : "retry";
  metrics_
      .counter("tocsin_delivery_attempts_total", "Attempts to deliver, by what they came to.",
               {{"receiver", receiver}, {"result", name}})
      .Increment();
}

void Instruments::update(const IntakeStatus& intake, const std::vector<ReceiverStatus>& receivers,
                         std::size_t in_work, std::size_t waiting_to_file) {
  in_work_.Set(static_cast<double>(in_work));
  to_file_.Set(static_cast<double>(waiting_to_file));
  for (const FeedStatus& feed : intake.feeds) {
    const auto set = [&](const char* state, std::size_t value) {
      metrics_
          .gauge("tocsin_files", "Files in the drop folders, by feed and state.",
                 {{"feed", feed.id}, {"state", state}})
          .Set(static_cast<double>(value));
    };
    set("waiting", feed.waiting);
    set("ready", feed.fresh + feed.backlog);
    set("claimed", feed.claimed);
    set("denied", feed.denied);
    set("skipped", feed.skipped);
  }
  for (const ReceiverStatus& receiver : receivers) {
    metrics_
        .gauge("tocsin_deliveries_pending", "Deliveries that a receiver is owed, as far as loaded.",
               {{"receiver", receiver.id}})
        .Set(static_cast<double>(receiver.pending));
  }
}

}  // namespace tocsin
