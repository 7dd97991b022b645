// Bytes, decoded, cleaned, given to the reader of their format. Entrance: read_articles. Next:
// formats.cc.
#include "extract/read/reader.h"

#include "base/text.h"
#include "extract/read/encoding.h"
#include "extract/read/formats.h"
#include "extract/read/paragraphs.h"

namespace tocsin {
namespace {

tl::unexpected<ReadError> refuse(ReadProblem problem, std::string message) {
  return tl::unexpected<ReadError>(ReadError{.problem = problem, .message = std::move(message)});
}

tl::unexpected<ReadError> not_read(const Format& format) {
  return refuse(ReadProblem::kUnsupported,
                "this is " + std::string(format.name) + ", which is not read yet");
}

}  // namespace

std::string_view to_string(ReadProblem problem) {
  switch (problem) {
    case ReadProblem::kEmpty:
      return "empty";
    case ReadProblem::kTruncated:
      return "truncated";
    case ReadProblem::kBinary:
      return "binary";
    case ReadProblem::kBadEncoding:
      return "bad_encoding";
    case ReadProblem::kTooLarge:
      return "too_large";
    case ReadProblem::kUnsupported:
      return "unsupported";
  }
  return "unsupported";
}

tl::expected<ReadResult, ReadError> read_articles(std::string_view bytes,
                                                  std::string_view /*file_name*/) {
  if (bytes.empty()) return refuse(ReadProblem::kEmpty, "the file is empty");
  if (const Format* format = binary_format(bytes)) return not_read(*format);
  auto decoded = decode_text(bytes);
  if (!decoded) return tl::unexpected<ReadError>(decoded.error());
  const std::string clean = clean_text(decoded->text);
  if (trim(clean).empty()) return refuse(ReadProblem::kEmpty, "nothing but white space");
  const Format& format = text_format(clean);
  if (format.read == nullptr) return not_read(format);
  ReadResult out{.articles = format.read(clean),
                 .encoding = std::move(decoded->encoding),
                 .replaced = decoded->replaced};
  if (out.articles.empty()) {
    return refuse(ReadProblem::kEmpty, "no article after the date and the names");
  }
  return out;
}

}  // namespace tocsin
