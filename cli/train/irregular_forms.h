// Irregular inflections of English that a treebank may not show; cli/train/irregular_forms.cc is
// the table. Embedded knowledge, constant.
#pragma once

#include <span>
#include <string_view>

namespace tocsin {

struct IrregularForm {
  std::string_view lemma;
  std::string_view forms;  // separated by blanks
  std::string_view upos;
  std::string_view xpos;  // of all forms
};

std::span<const IrregularForm> irregular_forms();

}  // namespace tocsin
