// How a form becomes its lemma: one hashed table of word endings and whole words, each with an edit
// ("take three bytes off, put y on"), for each class of tags. The longest ending wins, a whole word
// beats every ending. The lemmatizer reads it out of the model file, training writes it.
// Immutable views; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/model_file.h"

namespace tocsin {

struct LemmaEdit {
  std::uint32_t begin = 0;  // what is put on: bytes [begin, begin + size) of the texts
  std::uint16_t size = 0;
  std::uint16_t strip = 0;  // bytes taken off the end, kWholeWord: all
  static constexpr std::uint16_t kWholeWord = 0xFFFF;
};

struct LemmaSlot {
  std::uint32_t check = 0;
  std::uint16_t edit = 0;  // index + 1 of the edit, 0: the slot is free
  std::uint16_t unused = 0;
};

// The key of an ending, built from the last byte to the first; of a whole word with kWordStart.
inline constexpr std::uint32_t kWordStart = 256;
inline constexpr std::size_t kLongestEnding = 7;  // bytes
inline std::uint64_t lemma_key(std::uint16_t tag_class) {
  return (tag_class + 1U) * 0x9E3779B97F4A7C15U;
}
inline std::uint64_t extend_lemma_key(std::uint64_t key, std::uint32_t byte) {
  key = (key ^ byte) * 0xD6E8FEB86659FD93U;
  return key ^ (key >> 32U);
}

struct LemmaRules {
  std::span<const LemmaSlot> slots;  // a power of two, not all taken; open addressing
  std::span<const LemmaEdit> edits;
  std::string_view texts;

  // Index + 1 of the edit of this key, 0 where there is none.
  std::uint16_t find(std::uint64_t key) const {
    const std::size_t mask = slots.size() - 1;
    const auto check = static_cast<std::uint32_t>(key >> 32U);
    for (std::size_t i = key & mask;; i = (i + 1) & mask) {
      if (slots[i].edit == 0 || slots[i].check == check) return slots[i].edit;
    }
  }
  // The edit of a folded form, 0 where no rule fits.
  std::uint16_t edit_of(std::string_view folded, std::uint16_t tag_class) const;
  // `form` edited in place, unless the edit would take off more than is there, half a character, or
  // all and put nothing on.
  void apply(std::uint16_t edit, std::string& form) const;

  void write(SectionWriter& writer) const;
  // kCorrupt where the tables could lead outside themselves, loop, or give what is not UTF-8.
  static Result<LemmaRules> read(SectionReader& reader);
};

}  // namespace tocsin
