// Entrance: LemmaRules::edit_of and read.
#include "extract/language/lemma_rules.h"

#include <algorithm>
#include <bit>

#include "base/text.h"

namespace tocsin {
namespace {

bool starts_inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

bool is_sound(const LemmaRules& rules) {
  const auto sound_edit = [&](const LemmaEdit& edit) {
    const std::size_t end = std::size_t{edit.begin} + edit.size;
    return end <= rules.texts.size() && is_valid_utf8(rules.texts.substr(edit.begin, edit.size));
  };
  const auto sound_slot = [&](const LemmaSlot& slot) { return slot.edit <= rules.edits.size(); };
  const auto free = [](const LemmaSlot& slot) { return slot.edit == 0; };
  return std::has_single_bit(rules.slots.size()) &&
         std::any_of(rules.slots.begin(), rules.slots.end(), free) &&
         std::all_of(rules.slots.begin(), rules.slots.end(), sound_slot) &&
         std::all_of(rules.edits.begin(), rules.edits.end(), sound_edit);
}

}  // namespace

std::uint16_t LemmaRules::edit_of(std::string_view folded, std::uint16_t tag_class) const {
  std::uint64_t key = lemma_key(tag_class);
  std::uint16_t best = find(key);
  for (std::size_t i = 1; i <= folded.size(); ++i) {
    key = extend_lemma_key(key, static_cast<unsigned char>(folded[folded.size() - i]));
    if (i > kLongestEnding) continue;
    if (const std::uint16_t longer = find(key); longer != 0) best = longer;
  }
  const std::uint16_t whole = find(extend_lemma_key(key, kWordStart));
  return whole != 0 ? whole : best;
}

void LemmaRules::apply(std::uint16_t edit, std::string& form) const {
  if (edit == 0) return;
  const LemmaEdit& change = edits[edit - 1U];
  if (change.size == 0 && change.strip >= form.size()) return;
  if (change.strip == LemmaEdit::kWholeWord) {
    form = texts.substr(change.begin, change.size);
    return;
  }
  if (change.strip > form.size()) return;
  const std::size_t stays = form.size() - change.strip;
  if (starts_inside_character(form, stays)) return;
  form.resize(stays);
  form.append(texts.substr(change.begin, change.size));
}

void LemmaRules::write(SectionWriter& writer) const {
  writer.array(slots);
  writer.array(edits);
  writer.array(std::span<const char>(texts));
}

Result<LemmaRules> LemmaRules::read(SectionReader& reader) {
  LemmaRules rules;
  rules.slots = reader.array<LemmaSlot>();
  rules.edits = reader.array<LemmaEdit>();
  const auto texts = reader.array<char>();
  rules.texts = {texts.data(), texts.size()};
  if (!reader.ok() || !is_sound(rules)) {
    return fail(ErrorCode::kCorrupt, "the model's lemmatizer is damaged");
  }
  return rules;
}

}  // namespace tocsin
