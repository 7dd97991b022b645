// A small table from a word, by the hash of its lower-cased characters, to a number that is not
// zero. Built once, then read by any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tocsin {

// The hash of a form, built up character by character from 0.
inline std::uint64_t extend_hash(std::uint64_t hash, char32_t character) {
  return (hash ^ character) * 0x9FB21C651E98DF25U + 0x9E3779B9U;
}
std::uint64_t ascii_form_hash(std::string_view lower_cased);

class FormTable {
 public:
  // `bits` are added to those that the form has.
  void add(std::uint64_t form, std::uint32_t bits);
  std::uint32_t find(std::uint64_t form) const {  // 0: not in the table
    if (slots_.empty()) return 0;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = form >> 40U;; ++i) {
      const Slot& slot = slots_[i & mask];
      if (slot.bits == 0 || slot.form == form) return slot.bits;
    }
  }

 private:
  struct Slot {
    std::uint64_t form = 0;
    std::uint32_t bits = 0;
  };
  void grow();

  std::vector<Slot> slots_;  // open addressing, at most half full
  std::size_t size_ = 0;
};

}  // namespace tocsin
