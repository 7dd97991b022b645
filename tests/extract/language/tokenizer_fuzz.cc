// libFuzzer: whatever the text and the weights, words and sentences lie in order inside it. The
// first byte chooses the weights; what is not UTF-8 is refused upstream. A first byte of 255 takes
// the rest for the section of the model file instead.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "tests/extract/language/split_checks.h"

namespace {

using tocsin::ModelFile;
using tocsin::Tokenizer;

Tokenizer opened(tocsin::Weights weights, unsigned seed) {
  return *Tokenizer::open(*ModelFile::from_bytes(tocsin::tokenizer_model(weights, seed)));
}

const Tokenizer& chosen(std::uint8_t choice) {
  static const Tokenizer tokenizers[] = {
      opened(tocsin::Weights::kJoinAll, 1), opened(tocsin::Weights::kSplitAll, 1),
      opened(tocsin::Weights::kRandom, 1),  opened(tocsin::Weights::kRandom, 2),
      opened(tocsin::Weights::kRandom, 3),  opened(tocsin::Weights::kRandom, 4)};
  return tokenizers[choice % std::size(tokenizers)];
}

void check_split(const Tokenizer& tokenizer, std::string_view text) {
  const tocsin::Span paragraph{0, static_cast<std::int32_t>(text.size())};
  tocsin::SplitText split;
  tokenizer.split(text, paragraph, split);
  if (!tocsin::fault_of(text, paragraph, split).empty()) std::abort();
  for (const tocsin::SyntacticWord& word : split.words) {
    const auto begin = static_cast<std::size_t>(word.span.begin);
    const auto end = static_cast<std::size_t>(word.span.end);
    if (tocsin::word_form(text.substr(begin, end - begin)).empty()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  if (data[0] == 255) {
    tocsin::ModelWriter writer;
    writer.add(std::string(tocsin::TokenizerSections::kName), std::string(text));
    const auto tokenizer = Tokenizer::open(*ModelFile::from_bytes(writer.bytes()));
    if (tokenizer) check_split(*tokenizer, "The U.S. \"can't\" go. He said: 5-year-old.");
    return 0;
  }
  if (tocsin::is_valid_utf8(text)) check_split(chosen(data[0]), text);
  return 0;
}
