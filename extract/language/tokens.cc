// Cuts a sentence into words and marks. Only entrance: tokenize. Next to read: lemmas.cc.
#include "extract/language/tokens.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "extract/language/characters.h"

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 7> kClitics = {"s", "re", "ve", "ll", "d", "m", "t"};

class Tokenizer {
 public:
  Tokenizer(std::string_view text, Span sentence, const LanguageTables& tables)
      : text_(text), end_(sentence.end), tables_(tables) {
    at_ = sentence.begin;
  }

  std::vector<Span> run() {
    while (at_ < end_) {
      const Character c = character_at(text_, at_);
      if (c.kind == CharacterKind::kSpace) {
        at_ += c.length;
      } else if (c.kind == CharacterKind::kLetter || c.kind == CharacterKind::kDigit) {
        word();
      } else if (c.kind == CharacterKind::kApostrophe && clitic_length(at_) > 0 && touches_word()) {
        push(at_ + clitic_length(at_));
      } else {
        mark(c);
      }
    }
    return std::move(spans_);
  }

 private:
  bool is_word(std::int32_t at) const {
    if (at >= end_) return false;
    const CharacterKind kind = character_at(text_, at).kind;
    return kind == CharacterKind::kLetter || kind == CharacterKind::kDigit;
  }

  bool is_digit(std::int32_t at) const {
    return at < end_ && character_at(text_, at).kind == CharacterKind::kDigit;
  }

  bool touches_word() const { return !spans_.empty() && spans_.back().end == at_; }

  void push(std::int32_t end) {
    spans_.push_back({at_, end});
    at_ = end;
  }

  // Length of an apostrophe and its clitic at `at`, 0 where there is none.
  std::int32_t clitic_length(std::int32_t at) const {
    const Character mark = character_at(text_, at);
    std::int32_t end = at + mark.length;
    while (end < end_ && character_at(text_, end).kind == CharacterKind::kLetter) {
      end += character_at(text_, end).length;
    }
    const std::string letters =
        fold_case(text_.substr(static_cast<std::size_t>(at) + static_cast<std::size_t>(mark.length),
                               static_cast<std::size_t>(end - at - mark.length)));
    const bool known = std::find(kClitics.begin(), kClitics.end(), letters) != kClitics.end();
    return known && letters != "t" ? end - at : 0;
  }

  // One step on inside a word: past a letter, a digit, or a mark that holds two parts together.
  std::int32_t step(std::int32_t at) const {
    const Character c = character_at(text_, at);
    const std::int32_t next = at + c.length;
    if (c.kind == CharacterKind::kLetter || c.kind == CharacterKind::kDigit) return next;
    const bool joins = c.ascii == '-' || c.ascii == '.' || c.ascii == '&' || c.ascii == '/';
    if ((c.ascii == ',' || c.ascii == ':') && is_digit(at - 1) && is_digit(next)) return next;
    if (c.ascii == '.' && !(is_digit(at - 1) && is_digit(next)) && !inside_abbreviation(at))
      return at;
    if (joins && is_word(next) && c.ascii != '/') return next;
    if (c.kind == CharacterKind::kApostrophe && is_word(next) && clitic_length(at) == 0)
      return next;
    return at;
  }

  // "U.S": single letters between full stops.
  bool inside_abbreviation(std::int32_t stop) const {
    const bool single_before =
        stop - 1 == at_ || (stop >= 2 && text_[static_cast<std::size_t>(stop - 2)] == '.');
    return single_before && is_word(stop + 1);
  }

  void word() {
    std::int32_t end = at_;
    while (end < end_) {
      const std::int32_t next = step(end);
      if (next == end) break;
      end = next;
    }
    if (end < end_ && text_[static_cast<std::size_t>(end)] == '.' && keeps_stop(end)) {
      push(end + 1);
      return;
    }
    const std::int32_t negation = negation_at(end);
    if (negation > at_) push(negation);
    push(end);
  }

  bool keeps_stop(std::int32_t end) const {
    const std::string word =
        fold_case(text_.substr(static_cast<std::size_t>(at_), static_cast<std::size_t>(end - at_)));
    if (word.size() == 1 && std::isalpha(static_cast<unsigned char>(word[0])) != 0)
      return end + 1 < end_;
    const auto found = tables_.abbreviations.find(word);
    if (found == tables_.abbreviations.end()) return false;
    return end + 1 < end_ || word.find('.') != std::string::npos;
  }

  // Where "n't" starts in the word that ends at `end`, else -1.
  std::int32_t negation_at(std::int32_t end) const {
    for (std::string_view form : {std::string_view("n't"), std::string_view("n\xE2\x80\x99t")}) {
      const auto length = static_cast<std::int32_t>(form.size());
      if (end - at_ <= length) continue;
      if (fold_case(text_.substr(static_cast<std::size_t>(end - length), form.size())) == form) {
        return end - length;
      }
    }
    return -1;
  }

  void mark(const Character& c) {
    std::int32_t end = at_ + c.length;
    // Runs of full stops and of hyphens are one mark.
    while ((c.ascii == '.' || c.ascii == '-') && end < end_ &&
           text_[static_cast<std::size_t>(end)] == c.ascii) {
      ++end;
    }
    push(end);
  }

  std::string_view text_;
  std::int32_t at_ = 0;
  std::int32_t end_ = 0;
  const LanguageTables& tables_;
  std::vector<Span> spans_;
};

}  // namespace

std::vector<Span> tokenize(std::string_view text, Span sentence, const LanguageTables& tables) {
  return Tokenizer(text, sentence, tables).run();
}

}  // namespace tocsin
