// The daemon's metrics (prometheus-cpp core): one struct of named instruments, made once, read by
// the HTTP route. Base units, `tocsin_` before each name, `_total` after counters. Any thread.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <memory>
#include <string>

namespace tocsin {

class Metrics {
 public:
  Metrics();

  // The text exposition format 0.0.4.
  std::string expose() const;

  prometheus::Counter& counter(const std::string& name, const std::string& help,
                               const prometheus::Labels& labels = {});
  prometheus::Gauge& gauge(const std::string& name, const std::string& help,
                           const prometheus::Labels& labels = {});
  // Seconds, from 1 ms to 100 s.
  prometheus::Histogram& seconds(const std::string& name, const std::string& help);

 private:
  std::shared_ptr<prometheus::Registry> registry_;
};

}  // namespace tocsin
