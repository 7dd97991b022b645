// What can be configured about receivers of alerts, with its defaults.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"

namespace tocsin {

enum class ReceiverType { kLog, kWebhook };

// Where a secret comes from; exactly one is set, or none. Never printed.
struct SecretSource {
  std::string file;
  std::string environment;  // name of a variable
  std::string credential;   // name of a systemd credential ($CREDENTIALS_DIRECTORY/NAME)
  bool empty() const { return file.empty() && environment.empty() && credential.empty(); }
  bool operator==(const SecretSource&) const = default;
};

struct RetryOptions {
  Duration first = std::chrono::seconds(5);   // backoff, doubling, full jitter
  Duration longest = std::chrono::hours(1);   // also the cap of Retry-After
  Duration give_up = std::chrono::hours(72);  // then it is a dead letter
  bool operator==(const RetryOptions&) const = default;
};

struct ReceiverOptions {
  std::string id = "log";
  ReceiverType type = ReceiverType::kLog;
  // log
  std::string path = "/var/log/tocsin/alerts.jsonl";  // JSON lines, reopened on SIGUSR1
  // webhook
  std::string url;
  std::vector<SecretSource> secrets;  // at most two are active: the first signs first
  bool strict_addresses = false;      // true: private and loopback addresses are refused as well
  Duration connect_timeout = std::chrono::seconds(5);
  Duration timeout = std::chrono::seconds(20);
  std::int64_t max_answer = 64 << 10;  // bytes of the answer that are read
  RetryOptions retry;
  bool operator==(const ReceiverOptions&) const = default;
};

}  // namespace tocsin
