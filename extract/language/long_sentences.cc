// Ranks the places in the second half of the longest piece. Only entrance: first_cut.
#include "extract/language/long_sentences.h"

#include <algorithm>
#include <array>

namespace tocsin {
namespace {

int mark_rank(WordLook look) {
  switch (look) {
    case WordLook::kStop:
    case WordLook::kQuestion:
    case WordLook::kEllipsis:
      return 6;
    case WordLook::kSemicolon:
      return 5;
    case WordLook::kColon:
      return 4;
    case WordLook::kComma:
      return 3;
    case WordLook::kDash:
    case WordLook::kBullet:
    case WordLook::kClose:
    case WordLook::kCloseQuote:
      return 2;
    default:
      return 0;
  }
}

bool is_conjunction(std::uint64_t form) {
  static const std::array kForms = {ascii_form_hash("and"), ascii_form_hash("or"),
                                    ascii_form_hash("but"), ascii_form_hash("while"),
                                    ascii_form_hash("which")};
  return std::find(kForms.begin(), kForms.end(), form) != kForms.end();
}

}  // namespace

std::int32_t first_cut(const SentenceBreaks& traits, std::span<const SyntacticWord> words,
                       std::int32_t first) {
  const std::int32_t limit = first + Tokenizer::kMaxWords;
  std::int32_t best = limit;
  int best_rank = -1;
  for (std::int32_t end = limit; end > first + Tokenizer::kMaxWords / 2; --end) {
    if (words[static_cast<std::size_t>(end)].continues) continue;
    const int rank = std::max(mark_rank(traits.word(end - 1).look),
                              is_conjunction(traits.word(end).form) ? 1 : 0);
    if (rank <= best_rank) continue;
    best_rank = rank;
    best = end;
  }
  return best;
}

}  // namespace tocsin
