// Open addressing with linear probing. Entrance: FormTable.
#include "extract/language/form_table.h"

#include <algorithm>

namespace tocsin {

std::uint64_t ascii_form_hash(std::string_view lower_cased) {
  std::uint64_t hash = 0;
  for (const char c : lower_cased) hash = extend_hash(hash, static_cast<unsigned char>(c));
  return hash;
}

void FormTable::grow() {
  std::vector<Slot> old(std::max<std::size_t>(64, slots_.size() * 2));
  old.swap(slots_);
  size_ = 0;
  for (const Slot& slot : old) add(slot.form, slot.bits);
}

void FormTable::add(std::uint64_t form, std::uint32_t bits) {
  if (bits == 0) return;
  if (2 * (size_ + 1) > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = form >> 40U;
  while (slots_[i & mask].bits != 0 && slots_[i & mask].form != form) ++i;
  Slot& slot = slots_[i & mask];
  if (slot.bits == 0) ++size_;
  slot.form = form;
  slot.bits |= bits;
}

}  // namespace tocsin
