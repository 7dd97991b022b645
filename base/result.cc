// Error to text. Entrance: to_string.
#include "base/result.h"

namespace tocsin {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalid:
      return "invalid";
    case ErrorCode::kCorrupt:
      return "corrupt";
    case ErrorCode::kUnavailable:
      return "unavailable";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

std::string to_string(const Error& error) {
  std::string out;
  if (!error.where.file.empty()) {
    out += error.where.file;
    if (error.where.line > 0) out += ":" + std::to_string(error.where.line);
    if (error.where.line > 0 && error.where.column > 0) {
      out += ":" + std::to_string(error.where.column);
    }
    out += ": ";
  }
  return out + error.message;
}

}  // namespace tocsin
