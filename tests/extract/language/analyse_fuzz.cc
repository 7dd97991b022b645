// libFuzzer: whatever stands in an article, sentences and tokens lie in order inside their text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/language/analyse.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first line is the title; what follows is one paragraph.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = bytes.find('\n');
  tocsin::Article article;
  if (line != std::string_view::npos) article.title = bytes.substr(0, line);
  article.paragraphs.emplace_back(line == std::string_view::npos ? bytes : bytes.substr(line + 1));
  const tocsin::Document document = tocsin::analyse_language(article);
  std::int32_t next_token = 0;
  for (const tocsin::Sentence& sentence : document.sentences) {
    check(sentence.first_token == next_token && sentence.end_token >= next_token);
    next_token = sentence.end_token;
    std::int32_t at = sentence.span.begin;
    for (std::int32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      const tocsin::Span span = document.tokens[static_cast<std::size_t>(i)].span;
      check(span.begin >= at && span.end > span.begin && span.end <= sentence.span.end);
      at = span.end;
    }
  }
  check(static_cast<std::size_t>(next_token) == document.tokens.size());
  return 0;
}
