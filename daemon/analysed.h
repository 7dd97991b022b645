// What a worker hands to the writer: one file, read and understood, or why it could not be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/files.h"
#include "extract/read/reader.h"
#include "intake/claim.h"
#include "news/arrival.h"
#include "news/article.h"
#include "news/event.h"

namespace tocsin {

struct AnalysedArticle {
  Article article;
  std::string text_hash;
  std::vector<Event> events;
};

// Why a file goes to quarantine: reason is one of docs/operations.md's table.
struct Refusal {
  std::string reason;
  std::string message;
  std::int64_t offset = -1;  // byte, -1 unknown
  int line = 0;              // 0 unknown
};

struct Analysed {
  Claim claim;
  Arrival arrival;
  FileStamp stamp;  // of the bytes that were read
  std::vector<AnalysedArticle> articles;
  std::optional<Refusal> refusal;  // then there are no articles
};

}  // namespace tocsin
