// The order of the parts in the section. Entrance: TokenizerSections.
#include "extract/language/tokenizer_sections.h"

namespace tocsin {

void TokenizerSections::write(SectionWriter& writer) const {
  words.write(writer);
  sentences.write(writer);
  writer.value(sentence_threshold);
}

bool TokenizerSections::read(SectionReader& reader) {
  words = HashedLinear::read(reader);
  sentences = HashedLinear::read(reader);
  sentence_threshold = reader.value<std::int32_t>();
  return reader.ok() && words.outputs() == 2 && sentences.outputs() == 1;
}

}  // namespace tocsin
