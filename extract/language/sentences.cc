// Splits a paragraph at marks that end a sentence. Only entrance: split_sentences. ICU's rules
// split "Mr." and "U.S.", so these are ours. Next to read: tokens.cc.
#include "extract/language/sentences.h"

#include <cctype>

#include "base/text.h"
#include "extract/language/characters.h"

namespace tocsin {
namespace {

// A list or a table without full stops is cut, so that no sentence costs more than a sentence.
constexpr std::int32_t kLongestSentence = 2000;  // bytes

bool is_word(const Character& c) {
  return c.kind == CharacterKind::kLetter || c.kind == CharacterKind::kDigit;
}

class Splitter {
 public:
  Splitter(std::string_view text, Span paragraph, const LanguageTables& tables)
      : text_(text), paragraph_(paragraph), tables_(tables) {}

  std::vector<Span> split() {
    std::int32_t begin = skip_space(paragraph_.begin);
    std::int32_t at = begin;
    while (at < paragraph_.end) {
      const Character c = character_at(text_, at);
      const std::int32_t next = at + c.length;
      const bool too_long = (at - begin >= kLongestSentence && c.kind == CharacterKind::kSpace) ||
                            (at - begin >= 2 * kLongestSentence && !is_word(c));
      if (!too_long && !ends_here(at, c)) {
        at = next;
        continue;
      }
      const std::int32_t end = too_long ? at : skip_closers(skip_marks(next));
      emit(begin, end);
      begin = at = skip_space(end);
    }
    emit(begin, paragraph_.end);
    return std::move(spans_);
  }

 private:
  Character at_or_space(std::int32_t at) const {
    if (at >= paragraph_.end) return {1, CharacterKind::kSpace, false, ' '};
    return character_at(text_, at);
  }

  std::int32_t skip_space(std::int32_t at) const {
    while (at < paragraph_.end && character_at(text_, at).kind == CharacterKind::kSpace) {
      at += character_at(text_, at).length;
    }
    return at;
  }

  bool is_end_mark(std::int32_t at) const {
    if (at >= paragraph_.end) return false;
    const char c = text_[static_cast<std::size_t>(at)];
    return c == '.' || c == '!' || c == '?' ||
           text_.substr(static_cast<std::size_t>(at)).starts_with("\xE2\x80\xA6");
  }

  std::int32_t skip_marks(std::int32_t at) const {
    while (is_end_mark(at)) at += character_at(text_, at).length;
    return at;
  }

  // Quotes and brackets that close after the mark belong to the sentence.
  std::int32_t skip_closers(std::int32_t at) const {
    while (at < paragraph_.end) {
      const Character c = character_at(text_, at);
      const bool closes = c.kind == CharacterKind::kCloseQuote ||
                          c.kind == CharacterKind::kApostrophe || c.ascii == '"' ||
                          c.ascii == ')' || c.ascii == ']';
      if (!closes) return at;
      at += c.length;
    }
    return at;
  }

  bool ends_here(std::int32_t at, const Character& c) const {
    if (!is_end_mark(at)) return false;
    const std::int32_t after_marks = skip_marks(at + c.length);
    const bool single_stop = c.ascii == '.' && after_marks == at + 1;
    const std::int32_t after = skip_closers(after_marks);
    if (at_or_space(after).kind != CharacterKind::kSpace) {
      return single_stop && after == after_marks && runs_on(at);
    }
    const std::int32_t next = skip_space(after);
    if (next >= paragraph_.end) return true;
    if (!may_open(next)) return false;
    return !single_stop || !is_abbreviation(at, next);
  }

  // A sentence may start with a capital, a digit, a quote, a bracket or a dash.
  bool may_open(std::int32_t at) const {
    const Character c = character_at(text_, at);
    if (c.kind == CharacterKind::kLetter) return c.upper || (c.ascii == 0 && c.length > 2);
    return true;
  }

  // "in August.France has": the blank after the full stop is missing.
  bool runs_on(std::int32_t at) const {
    for (std::int32_t back = 1; back <= 3; ++back) {
      if (at - back < paragraph_.begin) return false;
      if (std::islower(static_cast<unsigned char>(text_[static_cast<std::size_t>(at - back)])) ==
          0) {
        return false;
      }
    }
    const Character first = at_or_space(at + 1);
    const Character second = at_or_space(at + 1 + first.length);
    return first.upper && second.kind == CharacterKind::kLetter && !second.upper;
  }

  std::string word_before(std::int32_t at) const {
    std::int32_t begin = at;
    while (begin > paragraph_.begin) {
      const char c = text_[static_cast<std::size_t>(begin - 1)];
      const bool inside = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' ||
                          static_cast<unsigned char>(c) >= 0x80;
      if (!inside || at - begin > 24) break;
      --begin;
    }
    return fold_case(
        text_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
  }

  std::string word_at(std::int32_t at) const {
    std::int32_t end = at;
    while (end < paragraph_.end && is_word(character_at(text_, end))) {
      end += character_at(text_, end).length;
    }
    return fold_case(
        text_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(end - at)));
  }

  bool is_abbreviation(std::int32_t stop, std::int32_t next) const {
    const std::string word = word_before(stop);
    if (word.empty()) return false;
    // "J. Smith"; but "vitamin C. The"
    if (word.size() == 1 && std::isalpha(static_cast<unsigned char>(word[0])) != 0) {
      return !tables_.starters.contains(word_at(next));
    }
    const auto found = tables_.abbreviations.find(word);
    if (found == tables_.abbreviations.end()) return false;
    if (found->second == AbbreviationKind::kTitle) return true;
    const bool word_follows = character_at(text_, next).kind == CharacterKind::kLetter;
    return word_follows ? !tables_.starters.contains(word_at(next))
                        : character_at(text_, next).kind == CharacterKind::kDigit;
  }

  void emit(std::int32_t begin, std::int32_t end) {
    while (end > begin) {
      // Steps back over white space, also of more than one byte.
      std::int32_t last = end - 1;
      while (last > begin &&
             (static_cast<unsigned char>(text_[static_cast<std::size_t>(last)]) & 0xC0) == 0x80) {
        --last;
      }
      if (character_at(text_, last).kind != CharacterKind::kSpace) break;
      end = last;
    }
    if (end > begin) spans_.push_back({begin, end});
  }

  std::string_view text_;
  Span paragraph_;
  const LanguageTables& tables_;
  std::vector<Span> spans_;
};

}  // namespace

std::vector<Span> split_sentences(std::string_view text, Span paragraph,
                                  const LanguageTables& tables) {
  return Splitter(text, paragraph, tables).split();
}

}  // namespace tocsin
