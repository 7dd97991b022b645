// What holds of every split text, whatever the weights and the text are; for tests and fuzzing.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/text_units.h"
#include "extract/language/tokenizer.h"
#include "extract/language/tokenizer_sections.h"

namespace tocsin {

enum class Weights { kJoinAll, kSplitAll, kRandom };

// A model file with a tokenizer that has learned nothing, or nonsense.
inline std::string tokenizer_model(Weights weights, unsigned seed = 1) {
  constexpr std::uint32_t kBits = 10;
  std::minstd_rand random(seed);
  std::vector<float> words(std::size_t{2} << kBits);
  std::vector<float> sentences(std::size_t{1} << kBits);
  const auto weight = [&] {
    if (weights == Weights::kRandom) return static_cast<float>(random() % 2001U) / 1000.0F - 1.0F;
    return weights == Weights::kSplitAll ? 1.0F : -1.0F;
  };
  std::generate(words.begin(), words.end(), weight);
  std::generate(sentences.begin(), sentences.end(), weight);
  std::vector<std::int8_t> word_bytes;
  std::vector<std::int8_t> sentence_bytes;
  TokenizerSections sections;
  sections.words = HashedLinear::rounded(words, kBits, 2, word_bytes);
  sections.sentences = HashedLinear::rounded(sentences, kBits, 1, sentence_bytes);
  SectionWriter writer;
  sections.write(writer);
  ModelWriter model;
  model.add(std::string(TokenizerSections::kName), writer.take());
  return model.bytes();
}

inline bool is_inside_character(std::string_view text, std::int32_t at) {
  const auto place = static_cast<std::size_t>(at);
  return place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0U) == 0x80U;
}

// "" or what is wrong with one word.
inline std::string fault_of_word(std::string_view text, const SyntacticWord& word,
                                 std::int32_t after) {
  if (word.span.end <= word.span.begin) return "a word is empty";
  if (word.span.begin < after) return "words overlap";
  if (is_inside_character(text, word.span.begin)) return "a word begins inside a character";
  if (word.continues && word.span.begin != after) return "a word continues after a blank";
  for (std::int32_t at = word.span.begin; at < word.span.end; ++at) {
    if (!is_inside_character(text, at) && blank_at(text, at) > 0) return "a word has a blank";
  }
  return "";
}

// "" or what is wrong with the words and sentences of `paragraph`.
inline std::string fault_of(std::string_view text, Span paragraph, const SplitText& split) {
  std::int32_t after = paragraph.begin;
  for (const SyntacticWord& word : split.words) {
    if (std::string fault = fault_of_word(text, word, after); !fault.empty()) return fault;
    for (std::int32_t at = after; at < word.span.begin;) {
      const std::int32_t blank = blank_at(text, at);
      if (blank == 0) return "a character is in no word";
      at += blank;
    }
    after = word.span.end;
  }
  if (after > paragraph.end) return "a word lies outside the paragraph";
  std::int32_t next = 0;
  for (const WordSentence& sentence : split.sentences) {
    if (sentence.first != next || sentence.end <= sentence.first) return "sentences have gaps";
    if (sentence.end - sentence.first > Tokenizer::kMaxWords) return "a sentence is too long";
    if (split.words[static_cast<std::size_t>(sentence.first)].continues) {
      return "a sentence ends inside a token";
    }
    next = sentence.end;
  }
  return next == static_cast<std::int32_t>(split.words.size()) ? "" : "a word is in no sentence";
}

}  // namespace tocsin
