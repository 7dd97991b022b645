// Encodings by name (ICU): to UTF-8, and a guess which it is. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tocsin {

struct Converted {
  std::string text;             // valid UTF-8
  std::int64_t characters = 0;  // code points
  std::int64_t replaced = 0;    // how many of them are U+FFFD
};

// kInvalid where there is no such encoding or `bytes` are 2 GiB or more. What cannot be decoded
// becomes U+FFFD.
Result<Converted> convert_to_utf8(std::string_view bytes, const std::string& encoding);

// Guesses by the statistics of the first 64 KiB: "windows-1252", "Shift_JIS", ...; "" where unsure.
std::string detect_encoding(std::string_view bytes);

}  // namespace tocsin
