// An article made ready for extraction: it owns the text; sentences and tokens point in by index.
// Spans are half-open byte offsets into `body` or, for sentences of the headline, into `title`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"
#include "news/span.h"

namespace tocsin {

struct Token {
  Span span;
  std::string lemma;       // lower case
  std::string tag;         // universal part of speech, "" until a tagger has run
  std::int32_t head = -1;  // token index within the document, -1 root or not parsed
  std::string relation;    // universal dependency relation, "" until a parser has run
  bool operator==(const Token&) const = default;
};

struct Sentence {
  Span span;
  bool in_title = false;
  std::int32_t paragraph = 0;    // -1 for the title
  std::int32_t first_token = 0;  // tokens [first_token, end_token)
  std::int32_t end_token = 0;
  bool operator==(const Sentence&) const = default;
};

struct Document {
  std::string title;
  std::string body;
  std::string source;               // who publishes ("CNN"), "" unknown
  std::string dateline;             // as printed, "" where there is none
  std::optional<Day> published;     // nothing: unknown, and then relative dates stay unresolved
  std::vector<Sentence> sentences;  // the title's first
  std::vector<Token> tokens;
  bool operator==(const Document&) const = default;

  const std::string& text_of(const Sentence& sentence) const {
    return sentence.in_title ? title : body;
  }
  std::string_view text(const Sentence& sentence, Span span) const {
    return std::string_view(text_of(sentence))
        .substr(static_cast<std::size_t>(span.begin),
                static_cast<std::size_t>(span.end - span.begin));
  }
  std::string_view text(const Sentence& sentence) const { return text(sentence, sentence.span); }
};

}  // namespace tocsin
