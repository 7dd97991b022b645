// Bytes of a file to articles. One table of formats (extract/read/formats.cc); plain text so far.
// Pure; any thread; linear in the bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "news/article.h"

namespace tocsin {

// Why a file holds no article that we can read: the name is the quarantine reason.
enum class ReadProblem {
  kEmpty,        // nothing, or white space only
  kTruncated,    // ends in the middle (UTF-8 sequence): may still be being written
  kBinary,       // not text
  kBadEncoding,  // over 1 % undecodable
  kTooLarge,
  kUnsupported,  // a format that is not read yet
};
std::string_view to_string(
    ReadProblem problem);  // "empty", "truncated", "binary", "bad_encoding", ...

struct ReadError {
  ReadProblem problem = ReadProblem::kUnsupported;
  std::string message;       // one sentence for a person
  std::int64_t offset = -1;  // byte in the file, -1 unknown
  int line = 0;              // 0 unknown
};

struct ReadResult {
  std::vector<Article> articles;
  std::string encoding;       // "UTF-8", "UTF-16LE", ...
  std::int64_t replaced = 0;  // undecodable bytes that became U+FFFD
};

tl::expected<ReadResult, ReadError> read_articles(std::string_view bytes,
                                                  std::string_view file_name);

}  // namespace tocsin
