// libFuzzer: no words crash the extractor, and every event points at its evidence. Words are cut at
// blanks here, since the language folder is a neighbour; it has a target of its own.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "extract/event/extractor.h"

namespace {

constexpr std::int32_t kWordsASentence = 60;

const tocsin::Extractor& extractor() {
  static const auto loaded = [] {
    auto made = tocsin::Extractor::load(*tocsin::Gazetteer::load());
    if (!made) std::abort();
    return *made;
  }();
  return *loaded;
}

// Sentences end at a word with a full stop, tokens at blanks; a lemma is its word without "s".
tocsin::Document document_of(std::string_view text) {
  tocsin::Document document;
  document.body = text;
  document.published = tocsin::parse_day("2024-05-10");
  tocsin::Sentence sentence;
  const auto close = [&](std::int32_t end) {
    sentence.span.end = end;
    sentence.end_token = static_cast<std::int32_t>(document.tokens.size());
    if (sentence.end_token > sentence.first_token) document.sentences.push_back(sentence);
    sentence.first_token = sentence.end_token;
    sentence.span.begin = end;
  };
  std::int32_t at = 0;
  for (const std::string_view word : tocsin::split(text, ' ')) {
    const std::int32_t begin = at;
    at += static_cast<std::int32_t>(word.size()) + 1;
    if (word.empty()) continue;
    tocsin::Token token;
    token.span = {begin, begin + static_cast<std::int32_t>(word.size())};
    token.lemma = tocsin::fold_case(word.ends_with('s') ? word.substr(0, word.size() - 1) : word);
    document.tokens.push_back(std::move(token));
    const auto words = static_cast<std::int32_t>(document.tokens.size()) - sentence.first_token;
    if (word.ends_with('.') || words >= kWordsASentence) close(document.tokens.back().span.end);
  }
  close(static_cast<std::int32_t>(text.size()));
  return document;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const tocsin::Document document = document_of({reinterpret_cast<const char*>(data), size});
  for (const tocsin::Event& event : extractor().extract(document)) {
    if (event.evidence.empty()) std::abort();
    for (const tocsin::Evidence& evidence : event.evidence) {
      const bool inside = evidence.span.begin >= 0 &&
                          evidence.trigger_span.begin >= evidence.span.begin &&
                          evidence.trigger_span.end <= evidence.span.end &&
                          static_cast<std::size_t>(evidence.span.end) <= document.body.size();
      if (!inside) std::abort();
    }
  }
  return 0;
}
