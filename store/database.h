// The SQLite file: opening, migrations, transactions. SQL stands in store/ alone; other folders
// call the typed queries of arrivals.h, articles.h, incidents.h, alerts.h and outbox.h with a
// Database.
//
// One Database is one connection and belongs to one thread. One process at a time may hold kWrite
// (a lock file beside the database says so); any number may read meanwhile (WAL).
// Errors: kUnavailable (busy, full, I/O: try again), kCorrupt, kInvalid (schema newer than
// program).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/options.h"

namespace tocsin {

enum class Access { kWrite, kRead };

class Connection;  // store/connection.h, for store/*.cc

class Database {
 public:
  // kWrite creates the file and its folder, takes the lock and migrates; kRead wants both there.
  static Result<std::unique_ptr<Database>> open(const StoreOptions& options, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // One transaction at a time; a savepoint within it is one input of apply().
  Status begin();
  Status commit();  // durable when it returns (synchronous=FULL)
  void rollback();
  Status savepoint();
  Status release();
  void rollback_savepoint();

  // PRAGMA quick_check; kCorrupt with what it said.
  Status check();

  Connection& connection() { return *connection_; }

 private:
  Database();
  std::unique_ptr<Connection> connection_;
};

// The schema this program writes.
int schema_version();

}  // namespace tocsin
