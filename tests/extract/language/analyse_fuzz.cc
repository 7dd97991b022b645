// libFuzzer on the whole language core with the shipped model: whatever stands in an article that
// is valid UTF-8, tokens lie in order inside their sentence, and each sentence is one tree.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "extract/language/analyse.h"
#include "tests/extract/language/shipped_model.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

// One root, and every word hangs on it: following heads ends there within the sentence's length.
void check_tree(const tocsin::Document& document, const tocsin::Sentence& sentence) {
  int roots = 0;
  for (std::int32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    std::int32_t at = i;
    for (std::int32_t steps = sentence.first_token; at != -1; ++steps) {
      check(at >= sentence.first_token && at < sentence.end_token && steps < sentence.end_token);
      at = document.tokens[static_cast<std::size_t>(at)].head;
    }
    roots += document.tokens[static_cast<std::size_t>(i)].head == -1 ? 1 : 0;
  }
  check(roots == 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first line is the title; what follows is one paragraph.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!tocsin::is_valid_utf8(bytes)) return 0;
  const std::size_t line = bytes.find('\n');
  tocsin::Article article;
  if (line != std::string_view::npos) article.title = bytes.substr(0, line);
  article.paragraphs.emplace_back(line == std::string_view::npos ? bytes : bytes.substr(line + 1));
  static tocsin::Analyser analyser(tocsin::shipped_core());
  const tocsin::Document document = analyser.analyse(article);
  std::int32_t next_token = 0;
  for (const tocsin::Sentence& sentence : document.sentences) {
    check(sentence.first_token == next_token && sentence.end_token > next_token);
    next_token = sentence.end_token;
    std::int32_t at = sentence.span.begin;
    for (std::int32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      const tocsin::Token& token = document.tokens[static_cast<std::size_t>(i)];
      check(token.span.begin >= at && token.span.end > token.span.begin &&
            token.span.end <= sentence.span.end);
      check(!token.lemma.empty() && !token.tag.empty() && !token.relation.empty());
      at = token.span.end;
    }
    check_tree(document, sentence);
  }
  check(static_cast<std::size_t>(next_token) == document.tokens.size());
  return 0;
}
