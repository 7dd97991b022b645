// What has been taken from the drop folders, and what has become of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "news/arrival.h"
#include "store/database.h"

namespace tocsin {

enum class ArrivalOutcome { kStored, kDuplicate, kQuarantined };
std::string_view to_string(ArrivalOutcome outcome);

struct StoredArrival {
  std::int64_t id = 0;
  Arrival arrival;
  ArrivalOutcome outcome = ArrivalOutcome::kStored;
  std::string reason;  // of a quarantine, or why it is a duplicate
  std::string message;
  bool filed = false;    // false: committed, the file is still to be moved
  std::string filed_to;  // "" while not filed, or kept or deleted
};

Result<std::int64_t> insert_arrival(Database& database, const StoredArrival& arrival);
// The newest with these bytes; a quarantined one does not count.
Result<std::optional<StoredArrival>> find_arrival(Database& database, const std::string& sha256);
// The newest with these bytes at this path that is done with.
Result<std::optional<StoredArrival>> find_done(Database& database, const std::string& path,
                                               const std::string& sha256);
// Committed from this very path and still to be filed: the process died in between.
Result<std::optional<StoredArrival>> find_unfiled(Database& database, const std::string& path,
                                                  const std::string& sha256);
Result<std::vector<StoredArrival>> unfiled_arrivals(Database& database);
Status mark_filed(Database& database, std::int64_t arrival, const std::string& filed_to);

// Other bytes, but no article that was not known already: a duplicate, reason "same_text".
Status mark_same_text(Database& database, std::int64_t arrival);

struct ArrivalCounts {
  std::int64_t stored = 0;
  std::int64_t duplicate = 0;
  std::int64_t quarantined = 0;
  std::int64_t unfiled = 0;
};
Result<ArrivalCounts> count_arrivals(Database& database);

}  // namespace tocsin
