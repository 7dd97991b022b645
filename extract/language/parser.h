// Tags and dependency trees: four small heads on the states of the encoder. Arcs are biaffine
// (Dozat and Manning 2017) with a term for their distance; the tree is the best single-rooted one.
// Immutable after open(); any thread, each with a ParserScratch of its own.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/encoder.h"
#include "extract/language/tree_decoding.h"

namespace tocsin {

struct WordAnalysis {
  std::int32_t head = -1;      // index of the governing word within the sentence, -1 the root
  std::uint16_t tag = 0;       // Parser::upos(), xpos()
  std::uint16_t relation = 0;  // Parser::relation()
  bool operator==(const WordAnalysis&) const = default;
};

struct ParserScratch {
  EncoderScratch encoder;
  std::span<const float> states;  // of the words parsed last, Parser::kMaxWords at most: rows of
                                  // Parser::state_width()
  std::vector<float> projected, dependents, mapped, heads, scores, pairs, logits;
  std::vector<std::uint8_t> bytes;
  std::vector<float> scales;
  TreeScratch decoding;
  std::vector<std::int32_t> tree;
  std::vector<std::int32_t> pieces;  // where sentences begin, the long ones cut
  std::vector<std::int32_t> begins;  // of those that go through the network at once
};

class Parser {
 public:
  // The tokenizer ends sentences long before this. A longer one is parsed in pieces of so many
  // words, the roots of the later ones hanging on the root of the first.
  static constexpr std::int32_t kMaxWords = 512;
  // Words to gather before a call: more would not be faster.
  static constexpr std::int32_t kBatchWords = 256;

  // Reads the sections "encoder" and "parser". kCorrupt where they do not hold together.
  static Result<Parser> open(const ModelFile& model, const Kernels& kernels);

  // As Encoder::encode(); one analysis a word. At most kMaxWords words go through the network at
  // once, however many a call has: `scratch` does not grow with them.
  void parse(std::span<const std::string_view> forms, std::span<const std::int32_t> begins,
             ParserScratch& scratch, std::vector<WordAnalysis>& out) const;

  std::string_view upos(const WordAnalysis& word) const { return upos_[word.tag]; }
  std::string_view xpos(const WordAnalysis& word) const { return xpos_[word.tag]; }
  std::string_view relation(const WordAnalysis& word) const { return relations_[word.relation]; }
  std::size_t tags() const { return upos_.size(); }
  std::int32_t state_width() const { return encoder_.width(); }

 private:
  explicit Parser(Encoder encoder) : encoder_(std::move(encoder)) {}
  void parse_group(std::span<const std::string_view> forms, ParserScratch& scratch,
                   std::span<WordAnalysis> out) const;
  void hang(ParserScratch& scratch, std::span<WordAnalysis> out) const;
  void find_tree(std::size_t first, std::size_t count, ParserScratch& scratch,
                 std::span<WordAnalysis> out) const;
  void name_relations(ParserScratch& scratch, std::span<WordAnalysis> out) const;

  Encoder encoder_;
  std::size_t arc_ = 0;
  std::size_t relation_ = 0;
  std::vector<std::string> upos_, xpos_, relations_;
  QuantizedMatrix projection_, arc_map_, relation_out_;
  std::span<const float> root_arc_, root_relation_;
  std::vector<float> distance_;  // of head minus dependent, from -kMaxWords to kMaxWords
};

}  // namespace tocsin
