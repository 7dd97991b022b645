// The outbox: what receivers are still owed, rendered, and the record of every attempt.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "news/delivery.h"
#include "store/database.h"

namespace tocsin {

// The next number of a receiver's gapless sequence; to be used within the same transaction.
Result<std::int64_t> next_sequence(Database& database, const std::string& receiver);
// Sequence numbers of this receiver's dead letters that no payload has named yet; from now on they
// count as named. To be used within the transaction that stores the payload that names them.
Result<std::vector<std::int64_t>> take_dead_letters(Database& database,
                                                    const std::string& receiver);
Result<std::int64_t> insert_delivery(Database& database, const Delivery& delivery);
// This receiver's pending rows with id > `after`, in order, at most `limit`.
Result<std::vector<Delivery>> pending_deliveries(Database& database, const std::string& receiver,
                                                 std::int64_t after, int limit);
// Records the attempt, if there was one, and the row's new state; a row that is not pending stays
// as it is.
Status record_result(Database& database, const DeliveryResult& result);

struct ReceiverCounts {
  std::string receiver;
  std::int64_t pending = 0;
  std::int64_t delivered = 0;
  std::int64_t dead = 0;
  std::string last_error;  // of the oldest pending row, "" none
};
Result<std::vector<ReceiverCounts>> count_deliveries(Database& database);

// A delivery that nobody will try again.
struct DeadDelivery {
  std::string receiver;
  std::int64_t sequence = 0;
  std::string alert_id;
  std::int64_t revision = 1;
  std::string last_error;
  bool operator==(const DeadDelivery&) const = default;
};
// At most `limit`, the newest first.
Result<std::vector<DeadDelivery>> dead_deliveries(Database& database, int limit);

}  // namespace tocsin
