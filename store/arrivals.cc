// Queries over the table arrivals. Entrance: insert_arrival.
#include "store/arrivals.h"

#include "base/timestamp.h"
#include "store/connection.h"

namespace tocsin {
namespace {

constexpr const char* kFind =
    "SELECT id, feed, path, size, modified, received, sha256, outcome, reason, message, filing,"
    " filed_to FROM arrivals WHERE sha256 = ? AND outcome <> 'quarantined' ORDER BY id DESC LIMIT "
    "1";
constexpr const char* kFindUnfiled =
    "SELECT id, feed, path, size, modified, received, sha256, outcome, reason, message, filing,"
    " filed_to FROM arrivals WHERE filing = 'pending' AND sha256 = ? AND path = ?"
    " ORDER BY id DESC LIMIT 1";
constexpr const char* kFindDone =
    "SELECT id, feed, path, size, modified, received, sha256, outcome, reason, message, filing,"
    " filed_to FROM arrivals WHERE sha256 = ? AND path = ? AND filing = 'done'"
    " AND outcome <> 'quarantined' ORDER BY id DESC LIMIT 1";
constexpr const char* kUnfiled =
    "SELECT id, feed, path, size, modified, received, sha256, outcome, reason, message, filing,"
    " filed_to FROM arrivals WHERE filing = 'pending' ORDER BY id";

ArrivalOutcome outcome_of(const std::string& name) {
  if (name == "stored") return ArrivalOutcome::kStored;
  return name == "duplicate" ? ArrivalOutcome::kDuplicate : ArrivalOutcome::kQuarantined;
}

StoredArrival read_row(const Query& row) {
  StoredArrival out;
  out.id = row.integer(0);
  out.arrival = {row.text(1),
                 row.text(2),
                 row.integer(3),
                 from_unix_ns(row.integer(4)),
                 from_unix_ns(row.integer(5)),
                 row.text(6)};
  out.outcome = outcome_of(row.text(7));
  out.reason = row.text(8);
  out.message = row.text(9);
  out.filed = row.text(10) == "done";
  out.filed_to = row.text(11);
  return out;
}

std::optional<StoredArrival> read_one(Query& rows) {
  if (!rows.next()) return std::nullopt;
  return read_row(rows);
}

}  // namespace

std::string_view to_string(ArrivalOutcome outcome) {
  switch (outcome) {
    case ArrivalOutcome::kStored:
      return "stored";
    case ArrivalOutcome::kDuplicate:
      return "duplicate";
    case ArrivalOutcome::kQuarantined:
      return "quarantined";
  }
  return "stored";
}

Result<std::int64_t> insert_arrival(Database& database, const StoredArrival& row) {
  return guarded([&] {
    Connection& connection = database.connection();
    const Arrival& arrival = row.arrival;
    run(connection,
        "INSERT INTO arrivals (feed, path, size, modified, received, sha256, outcome, reason,"
        " message, filing, filed_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arrival.feed, arrival.path, arrival.size, to_unix_ns(arrival.modified),
        to_unix_ns(arrival.received), arrival.sha256, std::string(to_string(row.outcome)),
        row.reason, row.message, row.filed ? "done" : "pending", row.filed_to);
    return static_cast<std::int64_t>(connection.database.getLastInsertRowid());
  });
}

Result<std::optional<StoredArrival>> find_arrival(Database& database, const std::string& sha256) {
  return guarded([&] {
    Query rows(database.connection(), kFind, sha256);
    return read_one(rows);
  });
}

Result<std::optional<StoredArrival>> find_unfiled(Database& database, const std::string& path,
                                                  const std::string& sha256) {
  return guarded([&] {
    Query rows(database.connection(), kFindUnfiled, sha256, path);
    return read_one(rows);
  });
}

Result<std::optional<StoredArrival>> find_done(Database& database, const std::string& path,
                                               const std::string& sha256) {
  return guarded([&] {
    Query rows(database.connection(), kFindDone, sha256, path);
    return read_one(rows);
  });
}

Result<std::vector<StoredArrival>> unfiled_arrivals(Database& database) {
  return guarded([&] {
    Query rows(database.connection(), kUnfiled);
    std::vector<StoredArrival> out;
    while (rows.next()) out.push_back(read_row(rows));
    return out;
  });
}

Status mark_filed(Database& database, std::int64_t arrival, const std::string& filed_to) {
  return guarded([&] {
    run(database.connection(), "UPDATE arrivals SET filing = 'done', filed_to = ? WHERE id = ?",
        filed_to, arrival);
  });
}

Status mark_same_text(Database& database, std::int64_t arrival) {
  return guarded([&] {
    run(database.connection(),
        "UPDATE arrivals SET outcome = 'duplicate', reason = 'same_text' WHERE id = ?", arrival);
  });
}

Result<ArrivalCounts> count_arrivals(Database& database) {
  return guarded([&] {
    ArrivalCounts out;
    Query rows(database.connection(),
               "SELECT outcome, count(*), sum(filing = 'pending') FROM arrivals GROUP BY outcome");
    while (rows.next()) {
      const std::int64_t count = rows.integer(1);
      switch (outcome_of(rows.text(0))) {
        case ArrivalOutcome::kStored:
          out.stored = count;
          break;
        case ArrivalOutcome::kDuplicate:
          out.duplicate = count;
          break;
        case ArrivalOutcome::kQuarantined:
          out.quarantined = count;
          break;
      }
      out.unfiled += rows.integer(2);
    }
    return out;
  });
}

}  // namespace tocsin
