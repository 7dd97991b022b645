// Queries over the tables deliveries and attempts. Entrance: insert_delivery.
#include "store/outbox.h"

#include <algorithm>

#include "base/timestamp.h"
#include "store/connection.h"

namespace tocsin {
namespace {

Delivery read_delivery(const Query& row) {
  Delivery out;
  out.id = row.integer(0);
  out.receiver = row.text(1);
  out.sequence = row.integer(2);
  out.alert_id = row.text(3);
  out.revision = row.integer(4);
  out.alert_key = row.text(5);
  out.payload = row.text(6);
  out.attempts = static_cast<int>(row.integer(7));
  out.created = from_unix_ns(row.integer(8));
  out.due = from_unix_ns(row.integer(9));
  out.last_error = row.text(10);
  return out;
}

}  // namespace

Result<std::int64_t> next_sequence(Database& database, const std::string& receiver) {
  return guarded([&] {
    Query rows(database.connection(), "SELECT max(sequence) FROM deliveries WHERE receiver = ?",
               receiver);
    return rows.next() && !rows.is_null(0) ? rows.integer(0) + 1 : std::int64_t{1};
  });
}

Result<std::vector<std::int64_t>> take_dead_letters(Database& database,
                                                    const std::string& receiver) {
  return guarded([&] {
    Query rows(database.connection(),
               "UPDATE deliveries SET named = 1 WHERE receiver = ? AND state = 'dead' AND named = 0"
               " RETURNING sequence",
               receiver);
    std::vector<std::int64_t> out;
    while (rows.next()) out.push_back(rows.integer(0));
    std::sort(out.begin(), out.end());
    return out;
  });
}

Result<std::int64_t> insert_delivery(Database& database, const Delivery& row) {
  return guarded([&] {
    Connection& connection = database.connection();
    run(connection,
        "INSERT INTO deliveries (receiver, sequence, alert, revision, key, payload, state, "
        "attempts,"
        " created, due, last_error) VALUES (?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?, '')",
        row.receiver, row.sequence, row.alert_id, row.revision, row.alert_key, row.payload,
        to_unix_ns(row.created), to_unix_ns(row.due));
    return static_cast<std::int64_t>(connection.database.getLastInsertRowid());
  });
}

Result<std::vector<Delivery>> pending_deliveries(Database& database, const std::string& receiver,
                                                 std::int64_t after, int limit) {
  return guarded([&] {
    Query rows(
        database.connection(),
        "SELECT id, receiver, sequence, alert, revision, key, payload, attempts, created, due,"
        " last_error FROM deliveries WHERE state = 'pending' AND receiver = ? AND id > ?"
        " ORDER BY id LIMIT ?",
        receiver, after, limit);
    std::vector<Delivery> out;
    while (rows.next()) out.push_back(read_delivery(rows));
    return out;
  });
}

Status record_result(Database& database, const DeliveryResult& result) {
  return guarded([&] {
    Connection& connection = database.connection();
    run(connection,
        "UPDATE deliveries SET state = ?, attempts = ?, due = ?, last_error = ?"
        " WHERE id = ? AND state = 'pending'",
        std::string(to_string(result.state)), result.attempts, to_unix_ns(result.due), result.error,
        result.id);
    if (!result.tried) return;
    run(connection,
        "INSERT OR REPLACE INTO attempts (delivery, attempt, attempted, http_status, error, "
        "duration_ms)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        result.id, result.attempts, to_unix_ns(result.attempted), result.http_status, result.error,
        result.duration_ms);
  });
}

Result<std::vector<ReceiverCounts>> count_deliveries(Database& database) {
  return guarded([&] {
    Query rows(
        database.connection(),
        "SELECT receiver, sum(state = 'pending'), sum(state = 'delivered'), sum(state = 'dead'),"
        " coalesce((SELECT last_error FROM deliveries AS oldest WHERE state = 'pending'"
        "   AND oldest.receiver = deliveries.receiver AND last_error <> '' ORDER BY id LIMIT 1), "
        "'')"
        " FROM deliveries GROUP BY receiver ORDER BY receiver");
    std::vector<ReceiverCounts> out;
    while (rows.next()) {
      out.push_back(
          {rows.text(0), rows.integer(1), rows.integer(2), rows.integer(3), rows.text(4)});
    }
    return out;
  });
}

Result<std::vector<DeadDelivery>> dead_deliveries(Database& database, int limit) {
  return guarded([&] {
    Query rows(database.connection(),
               "SELECT receiver, sequence, alert, revision, last_error FROM deliveries"
               " WHERE state = 'dead' ORDER BY id DESC LIMIT ?",
               limit);
    std::vector<DeadDelivery> out;
    while (rows.next()) {
      out.push_back({rows.text(0), rows.integer(1), rows.text(2), rows.integer(3), rows.text(4)});
    }
    return out;
  });
}

}  // namespace tocsin
