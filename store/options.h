// What can be configured about the store, with its defaults.
#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"

namespace tocsin {

struct StoreOptions {
  std::string path = "/var/lib/tocsin/tocsin.db";
  Duration busy_timeout = std::chrono::seconds(5);
  bool operator==(const StoreOptions&) const = default;
};

}  // namespace tocsin
