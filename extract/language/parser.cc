// Entrances: Parser::open() and parse(). A row of the projection holds, one after another: the word
// as dependent and as head of an arc, as dependent and as head of a relation, and its tags' logits.
#include "extract/language/parser.h"

#include <algorithm>

namespace tocsin {
namespace {

constexpr std::size_t kMaxWidth = 1024;
constexpr std::uint32_t kMaxLabels = 1000;

std::size_t likeliest(const float* logits, std::size_t count) {
  return static_cast<std::size_t>(std::max_element(logits, logits + count) - logits);
}

void cut_long_sentences(std::span<const std::int32_t> begins, std::vector<std::int32_t>& pieces) {
  pieces.assign(1, 0);
  for (std::size_t s = 0; s + 1 < begins.size(); ++s) {
    while (begins[s + 1] - pieces.back() > Parser::kMaxWords)
      pieces.push_back(pieces.back() + Parser::kMaxWords);
    pieces.push_back(begins[s + 1]);
  }
}

// Heads within pieces become heads within sentences.
void join_pieces(std::span<const std::int32_t> begins, std::span<const std::int32_t> pieces,
                 std::vector<WordAnalysis>& out) {
  std::size_t sentence = 0;
  std::int32_t root = -1;  // of the sentence, counted from its first word
  for (std::size_t p = 0; p + 1 < pieces.size(); ++p) {
    while (pieces[p] >= begins[sentence + 1] && sentence + 2 < begins.size()) ++sentence;
    const std::int32_t before = pieces[p] - begins[sentence];
    if (before == 0) root = -1;
    for (std::int32_t i = pieces[p]; i < pieces[p + 1]; ++i) {
      WordAnalysis& word = out[static_cast<std::size_t>(i)];
      if (word.head >= 0) {
        word.head += before;
      } else if (root < 0) {
        root = i - begins[sentence];
      } else {
        word.head = root;
      }
    }
  }
}

std::vector<std::string> read_names(SectionReader& reader) {
  std::vector<std::string> names;
  const auto count = reader.value<std::uint32_t>();
  for (std::uint32_t i = 0; reader.ok() && i < std::min(count, kMaxLabels); ++i)
    names.emplace_back(reader.text());
  return names;
}

}  // namespace

Result<Parser> Parser::open(const ModelFile& model, const Kernels& kernels) {
  auto encoder = Encoder::open(model, kernels);
  if (!encoder) return fail(encoder.error());
  const auto section = model.section("parser");
  if (!section) return fail(section.error());
  const auto corrupt = [&](const std::string& what) {
    return fail(ErrorCode::kCorrupt, "the model's parser is damaged: " + what);
  };
  Parser parser(*std::move(encoder));
  SectionReader reader(*section);
  parser.arc_ = reader.value<std::uint32_t>();
  parser.relation_ = reader.value<std::uint32_t>();
  for (const std::string& tag : read_names(reader)) {
    const std::size_t bar = tag.find('|');
    if (bar == std::string::npos) return corrupt("a tag has no two parts");
    parser.upos_.push_back(tag.substr(0, bar));
    parser.xpos_.push_back(tag.substr(bar + 1));
  }
  parser.relations_ = read_names(reader);
  parser.root_arc_ = reader.array<float>();
  parser.root_relation_ = reader.array<float>();
  const std::span<const float> distance = reader.array<float>();
  for (QuantizedMatrix* matrix : {&parser.projection_, &parser.arc_map_, &parser.relation_out_}) {
    auto read = read_matrix(reader);
    if (!read) return fail(read.error());
    *matrix = *read;
  }
  const std::size_t arc = parser.arc_;
  const std::size_t relation = parser.relation_;
  const auto outputs = [](const QuantizedMatrix& matrix) {
    return static_cast<std::size_t>(matrix.outputs);
  };
  const auto inputs = [](const QuantizedMatrix& matrix) {
    return static_cast<std::size_t>(matrix.inputs);
  };
  const bool sound =
      reader.ok() && arc > 0 && arc <= kMaxWidth && arc % 16 == 0 && relation > 0 &&
      relation <= kMaxWidth && relation % 16 == 0 && !parser.upos_.empty() &&
      !parser.relations_.empty() && parser.root_arc_.size() == arc &&
      parser.root_relation_.size() == relation && distance.size() % 2 == 1 &&
      distance.size() < 2 * kMaxWords &&
      inputs(parser.projection_) == static_cast<std::size_t>(parser.encoder_.width()) &&
      outputs(parser.projection_) >= 2 * arc + 2 * relation + parser.upos_.size() &&
      inputs(parser.arc_map_) == arc && outputs(parser.arc_map_) == arc &&
      inputs(parser.relation_out_) == relation &&
      outputs(parser.relation_out_) >= parser.relations_.size();
  if (!sound) return corrupt("its sizes are impossible");
  const auto farthest = static_cast<std::int32_t>(distance.size() / 2);
  for (std::int32_t apart = -kMaxWords; apart <= kMaxWords; ++apart) {
    parser.distance_.push_back(distance[static_cast<std::size_t>(
        std::int64_t{farthest} + std::clamp(apart, -farthest, farthest))]);
  }
  return parser;
}

void Parser::parse(std::span<const std::string_view> forms, std::span<const std::int32_t> begins,
                   ParserScratch& scratch, std::vector<WordAnalysis>& out) const {
  out.assign(forms.size(), {});
  if (forms.empty()) return;
  cut_long_sentences(begins, scratch.pieces);
  const std::vector<std::int32_t>& pieces = scratch.pieces;
  for (std::size_t first = 0; first + 1 < pieces.size();) {
    std::size_t end = first + 1;
    while (end + 1 < pieces.size() && pieces[end + 1] - pieces[first] <= kMaxWords) ++end;
    scratch.begins.clear();
    for (std::size_t p = first; p <= end; ++p) scratch.begins.push_back(pieces[p] - pieces[first]);
    const auto at = static_cast<std::size_t>(pieces[first]);
    const auto words = static_cast<std::size_t>(scratch.begins.back());
    parse_group(forms.subspan(at, words), scratch, std::span(out).subspan(at, words));
    first = end;
  }
  if (pieces.size() != begins.size()) join_pieces(begins, pieces, out);
}

// The words of scratch.begins, few enough to go through the network at once.
void Parser::parse_group(std::span<const std::string_view> forms, ParserScratch& scratch,
                         std::span<WordAnalysis> out) const {
  if (forms.empty()) return;
  const Kernels& kernels = encoder_.kernels();
  const auto rows = static_cast<std::int32_t>(forms.size());
  scratch.states = encoder_.encode(forms, scratch.begins, scratch.encoder);
  scratch.bytes.resize(forms.size() *
                       std::max({static_cast<std::size_t>(encoder_.width()), arc_, relation_}));
  scratch.scales.resize(forms.size());
  const auto stride = static_cast<std::size_t>(projection_.outputs);
  scratch.projected.resize(forms.size() * stride);
  kernels.quantize(scratch.states.data(), rows, encoder_.width(), scratch.bytes.data(),
                   scratch.scales.data());
  kernels.multiply(scratch.bytes.data(), scratch.scales.data(), rows, projection_,
                   scratch.projected.data());
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const float* tags = scratch.projected.data() + i * stride + 2 * arc_ + 2 * relation_;
    out[i].tag = static_cast<std::uint16_t>(likeliest(tags, upos_.size()));
  }
  hang(scratch, out);
  name_relations(scratch, out);
}

void Parser::hang(ParserScratch& scratch, std::span<WordAnalysis> out) const {
  const Kernels& kernels = encoder_.kernels();
  const auto rows = static_cast<std::int32_t>(out.size());
  const auto stride = static_cast<std::size_t>(projection_.outputs);
  scratch.dependents.resize(out.size() * arc_);
  for (std::size_t i = 0; i < out.size(); ++i)
    std::copy_n(scratch.projected.data() + i * stride, arc_, scratch.dependents.data() + i * arc_);
  kernels.leaky(scratch.dependents.data(), scratch.dependents.size());
  kernels.quantize(scratch.dependents.data(), rows, arc_map_.inputs, scratch.bytes.data(),
                   scratch.scales.data());
  scratch.mapped.resize(out.size() * arc_);
  kernels.multiply(scratch.bytes.data(), scratch.scales.data(), rows, arc_map_,
                   scratch.mapped.data());
  const std::vector<std::int32_t>& begins = scratch.begins;
  for (std::size_t s = 0; s + 1 < begins.size(); ++s) {
    const auto first = static_cast<std::size_t>(begins[s]);
    const auto count = static_cast<std::size_t>(begins[s + 1] - begins[s]);
    find_tree(first, count, scratch, out.subspan(first, count));
  }
}

void Parser::find_tree(std::size_t first, std::size_t count, ParserScratch& scratch,
                       std::span<WordAnalysis> out) const {
  if (count == 0) return;
  const auto stride = static_cast<std::size_t>(projection_.outputs);
  scratch.heads.resize((count + 1) * arc_);
  for (std::size_t i = 0; i < count; ++i)
    std::copy_n(scratch.projected.data() + (first + i) * stride + arc_, arc_,
                scratch.heads.data() + (i + 1) * arc_);
  encoder_.kernels().leaky(scratch.heads.data() + arc_, count * arc_);
  std::copy(root_arc_.begin(), root_arc_.end(), scratch.heads.begin());
  scratch.scores.resize(count * (count + 1));
  encoder_.kernels().scores(scratch.mapped.data() + first * arc_, static_cast<std::int32_t>(count),
                            scratch.heads.data(), static_cast<std::int32_t>(count + 1),
                            static_cast<std::int32_t>(arc_), scratch.scores.data());
  for (std::size_t i = 0; i < count; ++i) {
    float* row = scratch.scores.data() + i * (count + 1) + 1;
    const float* distance = distance_.data() + static_cast<std::size_t>(kMaxWords) - i;
    for (std::size_t j = 0; j < count; ++j) row[j] += distance[j];
  }
  decode_tree(scratch.scores, static_cast<std::int32_t>(count), scratch.decoding, scratch.tree);
  for (std::size_t i = 0; i < count; ++i) out[i].head = scratch.tree[i];
}

void Parser::name_relations(ParserScratch& scratch, std::span<WordAnalysis> out) const {
  const std::vector<std::int32_t>& begins = scratch.begins;
  const Kernels& kernels = encoder_.kernels();
  const auto stride = static_cast<std::size_t>(projection_.outputs);
  const float* dependents = scratch.projected.data() + 2 * arc_;
  scratch.pairs.resize(out.size() * relation_);
  for (std::size_t s = 0; s + 1 < begins.size(); ++s) {
    const auto first = static_cast<std::size_t>(begins[s]);
    for (std::size_t i = first; i < static_cast<std::size_t>(begins[s + 1]); ++i) {
      const float* dependent = dependents + i * stride;
      const float* head =
          out[i].head < 0
              ? root_relation_.data()
              : dependents + (first + static_cast<std::size_t>(out[i].head)) * stride + relation_;
      float* pair = scratch.pairs.data() + i * relation_;
      for (std::size_t k = 0; k < relation_; ++k) pair[k] = dependent[k] + head[k];
    }
  }
  kernels.leaky(scratch.pairs.data(), scratch.pairs.size());
  const auto rows = static_cast<std::int32_t>(out.size());
  kernels.quantize(scratch.pairs.data(), rows, relation_out_.inputs, scratch.bytes.data(),
                   scratch.scales.data());
  const auto outputs = static_cast<std::size_t>(relation_out_.outputs);
  scratch.logits.resize(out.size() * outputs);
  kernels.multiply(scratch.bytes.data(), scratch.scales.data(), rows, relation_out_,
                   scratch.logits.data());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].relation = static_cast<std::uint16_t>(
        likeliest(scratch.logits.data() + i * outputs, relations_.size()));
  }
}

}  // namespace tocsin
