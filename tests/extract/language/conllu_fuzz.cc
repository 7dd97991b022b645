// libFuzzer: no bytes make the CoNLL-U reader crash or hang, and what it takes it reads again, once
// written, as the same sentences.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "extract/language/conllu.h"

namespace {

std::vector<tocsin::ConlluSentence> read_all(const std::string& text, tocsin::Annotation annotation,
                                             std::size_t& refused) {
  std::istringstream in(text);
  tocsin::ConlluReader reader(in, "fuzz", annotation);
  std::vector<tocsin::ConlluSentence> sentences;
  for (tocsin::ConlluSentence sentence;;) {
    const tocsin::Result<bool> more = reader.next(sentence);
    refused += more ? 0 : 1;
    if (more && !*more) return sentences;
    if (more) sentences.push_back(sentence);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::size_t refused = 0;
  read_all(text, tocsin::Annotation::kIgnore, refused);
  const auto sentences = read_all(text, tocsin::Annotation::kRead, refused);
  std::string written;
  for (const tocsin::ConlluSentence& sentence : sentences) {
    tocsin::write_conllu(sentence, written);
    if (sentence.text().empty()) std::abort();
  }
  refused = 0;
  std::string again;
  for (const auto& sentence : read_all(written, tocsin::Annotation::kRead, refused))
    tocsin::write_conllu(sentence, again);
  if (refused != 0 || again != written) std::abort();
  return 0;
}
