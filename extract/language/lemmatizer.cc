// Entrance: Lemmatizer::open and lemma. The rules are in lemma_rules.cc, what taught them in
// cli/train/lemma_training.cc.
#include "extract/language/lemmatizer.h"

#include <algorithm>
#include <vector>

#include "extract/language/lemma_rules.h"
#include "extract/language/word_shape.h"

namespace tocsin {
namespace {

constexpr std::uint32_t kMostTags = 4096;

struct TagRow {
  std::string_view upos;
  std::string_view xpos;
  std::uint16_t rules = 0;

  auto name() const { return std::pair(upos, xpos); }
};

// A name keeps its case; its lemma ends as the folded one does.
void restore_case(std::string_view form, std::string_view folded, std::string& lemma) {
  if (form.size() != folded.size()) return;
  const auto differs = std::mismatch(lemma.begin(), lemma.end(), folded.begin(), folded.end());
  std::ptrdiff_t same = differs.first - lemma.begin();
  const auto continues = [&](std::ptrdiff_t at) {
    return at < std::ssize(lemma) &&
           (static_cast<unsigned char>(lemma[static_cast<std::size_t>(at)]) & 0xC0U) == 0x80U;
  };
  while (same > 0 && continues(same)) --same;
  std::copy_n(form.begin(), same, lemma.begin());
}

}  // namespace

struct Lemmatizer::Learned {
  ModelFile model;           // keeps the bytes that the rest points into
  std::vector<TagRow> tags;  // in order of their names
  LemmaRules rules;
};

Result<Lemmatizer> Lemmatizer::open(const ModelFile& model) {
  const auto bytes = model.section(kSection);
  if (!bytes) return fail(bytes.error());
  SectionReader reader(*bytes);
  std::vector<TagRow> tags(std::min(reader.value<std::uint32_t>(), kMostTags));
  for (TagRow& row : tags) {
    row.upos = reader.text();
    row.xpos = reader.text();
    row.rules = reader.value<std::uint16_t>();
  }
  std::sort(tags.begin(), tags.end(),
            [](const TagRow& a, const TagRow& b) { return a.name() < b.name(); });
  const auto rules = LemmaRules::read(reader);
  if (!rules) return fail(rules.error());
  return Lemmatizer(std::make_shared<const Learned>(Learned{model, std::move(tags), *rules}));
}

Lemmatizer::Tag Lemmatizer::tag(std::string_view upos, std::string_view xpos) const {
  const std::vector<TagRow>& tags = learned_->tags;
  const auto row = std::lower_bound(
      tags.begin(), tags.end(), std::pair(upos, xpos),
      [](const TagRow& known, const auto& wanted) { return known.name() < wanted; });
  Tag out;
  out.keeps_case = upos == "PROPN";
  if (row != tags.end() && row->name() == std::pair(upos, xpos)) out.rules = row->rules;
  return out;
}

void Lemmatizer::lemma(std::string_view form, Tag tag, std::string& out) const {
  out = fold_form(form);
  if (!tag.keeps_case) {
    learned_->rules.apply(learned_->rules.edit_of(out, tag.rules), out);
    return;
  }
  const std::string folded = out;
  learned_->rules.apply(learned_->rules.edit_of(folded, tag.rules), out);
  restore_case(form, folded, out);
}

}  // namespace tocsin
