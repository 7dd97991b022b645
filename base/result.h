// Errors are values: what went wrong, where, and (by the code) what to do about it.
// No exception crosses a folder's border; a library's exceptions are caught in the one file that
// includes it. Constructors do not fail; `static Result<T> open(...)` does.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace tocsin {

// Few, and each means an action.
enum class ErrorCode {
  kInvalid,      // what the user wrote is wrong: the user must change it
  kCorrupt,      // stored bytes are damaged
  kUnavailable,  // try again later (busy, full, down)
  kNotFound,
  kInternal,  // a fault of ours
};

std::string_view to_string(ErrorCode code);

// A place in a file; line and column count from 1, 0 means unknown.
struct Where {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const Where&) const = default;
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // one sentence, no full stop, says what to do next where that is known
  Where where = {};
  bool operator==(const Error&) const = default;
};

// "file:line:column: message", leaving out what is unknown.
std::string to_string(const Error& error);

template <typename T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, Where where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace tocsin
