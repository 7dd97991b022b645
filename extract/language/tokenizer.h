// A paragraph to words and sentences as Universal Dependencies has them, with exact offsets: rules
// propose every place where a word or a sentence may end, a learned linear classifier decides.
// Immutable after open(); any thread; linear in the text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/model_file.h"
#include "news/span.h"

namespace tocsin {

struct SyntacticWord {
  Span span;               // bytes of the text
  bool continues = false;  // is written in one token with the word before it ("do" + "n't")
  bool operator==(const SyntacticWord&) const = default;
};

struct WordSentence {
  std::int32_t first = 0;  // words [first, end)
  std::int32_t end = 0;
  bool cut = false;  // ends where it was too long, not where its author ended it
  bool operator==(const WordSentence&) const = default;
};

struct SplitText {
  std::vector<SyntacticWord> words;
  std::vector<WordSentence> sentences;
};

class Tokenizer {
 public:
  static constexpr std::int32_t kMaxWords = 200;  // of a sentence

  static Result<Tokenizer> open(const ModelFile& model);
  // Appends the words and sentences of `paragraph` of `text`, which is valid UTF-8.
  void split(std::string_view text, Span paragraph, SplitText& out) const;
  // All of `text` is the paragraph.
  void split(std::string_view text, SplitText& out) const;

 private:
  struct Learned;
  explicit Tokenizer(std::shared_ptr<const Learned> learned) : learned_(std::move(learned)) {}
  std::shared_ptr<const Learned> learned_;
};

// The word as the tagger and a reader of CoNLL-U see it: as written, with what is left of an entity
// resolved ("don#39;t", "AT&amp;T").
std::string word_form(std::string_view written);

}  // namespace tocsin
