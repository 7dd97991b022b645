// The daemon's metrics by name. docs/operations.md lists them for operators.
#pragma once

#include <string>

#include "alert/dispatcher.h"
#include "base/metrics.h"
#include "daemon/pipeline.h"
#include "intake/intake.h"

namespace tocsin {

class Instruments {
 public:
  void committed(const std::vector<Applied>& applied, Duration commit);  // any thread
  void analysed(Duration took) { analyse_.Observe(seconds(took)); }      // any thread
  void delivery(const std::string& receiver, const DeliveryResult& result);
  void reloaded(bool good) { (good ? reloads_good_ : reloads_bad_).Increment(); }
  // Gauges, as they stand now.
  void update(const IntakeStatus& intake, const std::vector<ReceiverStatus>& receivers,
              std::size_t in_work, std::size_t waiting_to_file);
  std::string expose() const { return metrics_.expose(); }

 private:
  static double seconds(Duration duration) {
    return std::chrono::duration<double>(duration).count();
  }

  Metrics metrics_;
  prometheus::Counter& articles_ =
      metrics_.counter("tocsin_articles_total", "Articles stored, without duplicates.");
  prometheus::Counter& events_ =
      metrics_.counter("tocsin_events_total", "Events read out of articles.");
  prometheus::Counter& reloads_good_ =
      metrics_.counter("tocsin_reloads_total", "Reloads of the rules.", {{"result", "good"}});
  prometheus::Counter& reloads_bad_ =
      metrics_.counter("tocsin_reloads_total", "Reloads of the rules.", {{"result", "refused"}});
  prometheus::Gauge& in_work_ =
      metrics_.gauge("tocsin_files_in_work", "Files being analysed or queued for it.");
  prometheus::Gauge& to_file_ = metrics_.gauge("tocsin_files_waiting_to_be_filed",
                                               "Committed files that cannot be moved yet.");
  prometheus::Histogram& commit_ =
      metrics_.seconds("tocsin_commit_seconds", "Time of one commit of the store.");
  prometheus::Histogram& analyse_ =
      metrics_.seconds("tocsin_analyse_seconds", "Time from opening a file to its events.");
};

}  // namespace tocsin
