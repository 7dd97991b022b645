// Reads the embedded table. Only entrance: abbreviation_table. Next to read: sentence_breaks.cc.
#include "extract/language/abbreviations.h"

#include <array>
#include <string_view>

#include "base/text.h"

namespace tocsin::embedded {
std::string_view language_abbreviations();
}  // namespace tocsin::embedded

namespace tocsin {
namespace {

struct Kind {
  std::string_view name;
  std::uint32_t number;
};
constexpr std::array kKinds = std::to_array<Kind>(
    {{"title", kTitleAbbreviation}, {"inner", kInnerAbbreviation}, {"starter", kSentenceStarter}});

FormTable parse(std::string_view text) {
  FormTable table;
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    for (const Kind& kind : kKinds) {
      if (line.substr(0, tab) != kind.name) continue;
      for (const std::string_view word : split(line.substr(tab + 1), ' ')) {
        table.add(ascii_form_hash(word), kind.number);
      }
    }
  }
  return table;
}

}  // namespace

const FormTable& abbreviation_table() {
  static const FormTable table = parse(embedded::language_abbreviations());
  return table;
}

}  // namespace tocsin
