// Opening and migrating the SQLite file, and its transactions. Entrance: Database::open.
// Next: migrations.cc for the tables, then arrivals.cc.
#include "store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

#include "store/connection.h"
#include "store/migrations.h"

namespace tocsin {
namespace {

Status take_lock(Connection& connection, const std::string& path) {
  const std::string name = path + ".lock";
  FileDescriptor file(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (!file) {
    return fail(ErrorCode::kUnavailable, "cannot open the store's lock: " + errno_text(errno),
                {name});
  }
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    return fail(ErrorCode::kUnavailable,
                "another process (a running tocsind?) holds the store; stop it, or drop files into "
                "its folder instead",
                {path});
  }
  connection.lock = std::move(file);
  return {};
}

Status check_version(int found, const std::string& path) {
  if (found <= schema_version()) return {};
  return fail(ErrorCode::kInvalid,
              "the store has schema " + std::to_string(found) + ", this program knows " +
                  std::to_string(schema_version()) + "; run a newer tocsin",
              {path});
}

void migrate(SQLite::Database& database, int from) {
  for (int step = from; step < schema_version(); ++step) {
    SQLite::Transaction transaction(database);
    database.exec(kMigrations.at(static_cast<std::size_t>(step)).sql);
    database.exec("PRAGMA user_version = " + std::to_string(step + 1));
    transaction.commit();
  }
}

Status prepare_for_writing(Connection& connection, const std::string& path) {
  return guarded([&] {
           SQLite::Database& database = connection.database;
           database.exec("PRAGMA journal_mode = WAL");
           database.exec("PRAGMA synchronous = FULL");
           database.exec("PRAGMA foreign_keys = ON");
           database.exec("PRAGMA journal_size_limit = 16777216");
           return database.execAndGet("PRAGMA user_version").getInt();
         })
      .and_then(
          [&](int version) { return check_version(version, path).map([&] { return version; }); })
      .and_then([&](int version) -> Status {
        return guarded([&] { migrate(connection.database, version); });
      });
}

Status prepare_for_reading(Connection& connection, const std::string& path) {
  return guarded([&] { return connection.database.execAndGet("PRAGMA user_version").getInt(); })
      .and_then([&](int version) -> Status {
        if (version == 0) return fail(ErrorCode::kNotFound, "the store is empty", {path});
        return check_version(version, path);
      });
}

}  // namespace

int schema_version() { return static_cast<int>(kMigrations.size()); }

Error error_of(const SQLite::Exception& exception) {
  ErrorCode code = ErrorCode::kInternal;
  switch (exception.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      code = ErrorCode::kUnavailable;
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      code = ErrorCode::kCorrupt;
      break;
    default:
      break;
  }
  return {code, std::string("store: ") + exception.what()};
}

Database::Database() = default;
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const StoreOptions& options, Access access) {
  const bool write = access == Access::kWrite;
  if (write) {
    const auto folder = std::filesystem::path(options.path).parent_path().string();
    if (Status made = make_folders(folder.empty() ? "." : folder); !made) return fail(made.error());
  } else if (!file_info(options.path)) {
    return fail(ErrorCode::kNotFound, "there is no store yet", {options.path});
  }
  const int flags = write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY;
  const auto busy_ms = std::chrono::duration_cast<std::chrono::milliseconds>(options.busy_timeout);
  std::unique_ptr<Database> out(new Database());
  Status opened = guarded([&] {
    out->connection_ =
        std::make_unique<Connection>(options.path, flags, static_cast<int>(busy_ms.count()));
  });
  if (opened && write) opened = take_lock(*out->connection_, options.path);
  if (opened) {
    opened = write ? prepare_for_writing(*out->connection_, options.path)
                   : prepare_for_reading(*out->connection_, options.path);
  }
  if (!opened) {
    Error error = opened.error();
    if (error.where.file.empty()) error.where.file = options.path;
    return fail(std::move(error));
  }
  return out;
}

Status Database::begin() {
  return guarded([&] { run(*connection_, "BEGIN IMMEDIATE"); });
}
Status Database::commit() {
  return guarded([&] { run(*connection_, "COMMIT"); });
}
void Database::rollback() {
  // SQLite itself may have rolled back already (disk full): then there is nothing left to do.
  if (sqlite3_get_autocommit(connection_->database.getHandle()) == 0) {
    static_cast<void>(guarded([&] { run(*connection_, "ROLLBACK"); }));
  }
}
Status Database::savepoint() {
  return guarded([&] { run(*connection_, "SAVEPOINT input"); });
}
Status Database::release() {
  return guarded([&] { run(*connection_, "RELEASE input"); });
}
void Database::rollback_savepoint() {
  if (sqlite3_get_autocommit(connection_->database.getHandle()) == 0) {
    static_cast<void>(guarded([&] {
      run(*connection_, "ROLLBACK TO input");
      run(*connection_, "RELEASE input");
    }));
  }
}

Status Database::check() {
  auto said =
      guarded([&] { return connection_->database.execAndGet("PRAGMA quick_check").getString(); });
  if (!said) return fail(said.error());
  if (*said != "ok") return fail(ErrorCode::kCorrupt, "the store is damaged: " + *said);
  return {};
}

}  // namespace tocsin
