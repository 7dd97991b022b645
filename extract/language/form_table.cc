// Open addressing with linear probing; sorted when written, so that equal tables are equal bytes.
// Entrance: FormTable.
#include "extract/language/form_table.h"

#include <algorithm>
#include <iterator>

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
  if (bits == 0 || size_ >= kMost) return;
  if (2 * (size_ + 1) > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = form >> 40U;
  while (slots_[i & mask].bits != 0 && slots_[i & mask].form != form) ++i;
  Slot& slot = slots_[i & mask];
  if (slot.bits == 0) ++size_;
  slot.form = form;
  slot.bits |= bits;
}

void FormTable::write(SectionWriter& writer) const {
  std::vector<Slot> sorted;
  std::copy_if(slots_.begin(), slots_.end(), std::back_inserter(sorted),
               [](const Slot& slot) { return slot.bits != 0; });
  std::sort(sorted.begin(), sorted.end(),
            [](const Slot& a, const Slot& b) { return a.form < b.form; });
  std::vector<std::uint64_t> forms(sorted.size());
  std::vector<std::uint32_t> bits(sorted.size());
  std::transform(sorted.begin(), sorted.end(), forms.begin(),
                 [](const Slot& slot) { return slot.form; });
  std::transform(sorted.begin(), sorted.end(), bits.begin(),
                 [](const Slot& slot) { return slot.bits; });
  writer.array<std::uint64_t>(forms);
  writer.array<std::uint32_t>(bits);
}

bool FormTable::read(SectionReader& reader, FormTable& table) {
  const auto forms = reader.array<std::uint64_t>();
  const auto bits = reader.array<std::uint32_t>();
  if (!reader.ok() || forms.size() != bits.size() || forms.size() > kMost) return false;
  for (std::size_t i = 0; i < forms.size(); ++i) table.add(forms[i], bits[i]);
  return true;
}

}  // namespace tocsin
