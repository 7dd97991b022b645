// An article made ready for extraction: it owns the text; sentences and tokens point in by index.
// Spans are half-open byte offsets into `body` or, for sentences of the headline, into `title`.
// Words, tags and trees are those of Universal Dependencies: "didn't" is two tokens, "48-hour"
// three.
#pragma once

#include <algorithm>
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
  std::string lemma;       // lower case but for names: "expel", "Norway"
  std::string verb;        // "expel" of "expelled" ADJ: what no verb was taken for would be as one;
                           // "" where that is the lemma, or where it cannot be one
  std::string tag;         // universal part of speech: "VERB"
  std::string fine_tag;    // of the Penn Treebank: "VBD"
  std::int32_t head = -1;  // token index within the document, -1 the root of its sentence
  std::string relation;    // universal dependency relation: "nsubj"
  bool operator==(const Token&) const = default;
};

// A token whose text holds what was left of an entity: "n#39;t" is "n't".
struct ResolvedForm {
  std::int32_t token = 0;
  std::string form;
  bool operator==(const ResolvedForm&) const = default;
};

struct Sentence {
  Span span;
  bool in_title = false;
  std::int32_t paragraph = 0;    // -1 for the title
  std::int32_t first_token = 0;  // tokens [first_token, end_token)
  std::int32_t end_token = 0;
  bool cut = false;  // ends where it was too long to be read whole
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
  std::vector<ResolvedForm> resolved;  // by token; few documents have any
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
  // The word that token `index` of the sentence stands for: its text, without entities.
  std::string_view form(const Sentence& sentence, std::int32_t index) const {
    const auto found =
        std::lower_bound(resolved.begin(), resolved.end(), index,
                         [](const ResolvedForm& one, std::int32_t at) { return one.token < at; });
    if (found != resolved.end() && found->token == index) return found->form;
    return text(sentence, tokens[static_cast<std::size_t>(index)].span);
  }
};

}  // namespace tocsin
