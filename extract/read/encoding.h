// Bytes to UTF-8: byte order mark, then valid UTF-8, then what ICU detects. What cannot be decoded
// becomes U+FFFD and is counted; above 1 % the text is refused. Pure; any thread; linear.
#pragma once

#include <string>
#include <string_view>

#include "extract/read/reader.h"

namespace tocsin {

struct DecodedText {
  std::string text;           // valid UTF-8, without byte order mark
  std::string encoding;       // "UTF-8", "UTF-16LE", "windows-1252", ...
  std::int64_t replaced = 0;  // how many U+FFFD stand for undecodable bytes
};

// kBinary, kTruncated (ends inside a character) or kBadEncoding. Empty bytes are an empty text.
tl::expected<DecodedText, ReadError> decode_text(std::string_view bytes);

}  // namespace tocsin
