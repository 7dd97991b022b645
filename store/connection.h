// For store/*.cc only: prepared statements by their text, and SQLite's exceptions as Errors.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/files.h"
#include "base/result.h"

namespace tocsin {

class Connection {
 public:
  Connection(const std::string& path, int flags, int busy_ms) : database(path, flags, busy_ms) {}

  // The statement, reset and without bindings; valid until the same text is asked for again.
  SQLite::Statement& prepare(const char* sql) {
    auto& slot = statements_[sql];
    if (!slot) {
      slot = std::make_unique<SQLite::Statement>(database, sql);
    } else {
      slot->tryReset();  // reset() would throw the last use's error again
      slot->clearBindings();
    }
    return *slot;
  }

  SQLite::Database database;
  FileDescriptor lock;

 private:
  std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> statements_;
};

Error error_of(const SQLite::Exception& exception);

// Runs `body`, which may throw SQLite's exceptions, as a Result.
template <typename Body>
auto guarded(Body&& body) -> Result<decltype(body())> {
  try {
    if constexpr (std::is_void_v<decltype(body())>) {
      body();
      return {};
    } else {
      return body();
    }
  } catch (const SQLite::Exception& exception) {
    return fail(error_of(exception));
  }
}

// One use of a prepared statement: binds positional parameters 1.., steps, and resets it at the
// end, so that no read transaction stays open behind our back.
class Query {
 public:
  template <typename... Values>
  Query(Connection& connection, const char* sql, const Values&... values)
      : statement_(connection.prepare(sql)) {
    int at = 0;
    (statement_.bind(++at, values), ...);
  }
  ~Query() { statement_.tryReset(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool next() { return statement_.executeStep(); }
  std::string text(int column) const { return statement_.getColumn(column).getString(); }
  std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  bool is_null(int column) const { return statement_.getColumn(column).isNull(); }

 private:
  SQLite::Statement& statement_;
};

// Runs a statement that returns nothing.
template <typename... Values>
void run(Connection& connection, const char* sql, const Values&... values) {
  Query query(connection, sql, values...);
  while (query.next()) {
  }
}

}  // namespace tocsin
