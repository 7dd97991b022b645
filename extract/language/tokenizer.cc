// From a paragraph to chunks, from chunks to words, from words to sentences: everything that is
// decided is decided here, by the two classifiers of the model file. Only entrance: Tokenizer.
// What the classifiers see: word_breaks.cc and sentence_breaks.cc; how they learn:
// cli/train/tokenizer_training.cc.
#include "extract/language/tokenizer.h"

#include <utility>

#include "extract/language/entities.h"
#include "extract/language/joined_words.h"
#include "extract/language/long_sentences.h"
#include "extract/language/sentence_breaks.h"
#include "extract/language/tokenizer_sections.h"
#include "extract/language/word_breaks.h"

namespace tocsin {

struct Tokenizer::Learned {
  ModelFile model;  // holds the bytes that the weights lie in
  TokenizerSections sections;
};

namespace {

constexpr std::int32_t kLongestWord = 200;  // bytes; what is longer is cut into several words

constexpr float kDoubt = 2.0F;     // log-odds that a doubtful place must have above the others
constexpr float kUnmarked = 2.0F;  // and to end a sentence where no mark does, before a name

// Lower case of an ASCII letter, 0 for anything else.
constexpr unsigned char ascii_lower(char c) {
  const auto lower = static_cast<unsigned char>(static_cast<unsigned char>(c) | 0x20U);
  return lower >= 'a' && lower <= 'z' ? lower : 0;
}

// Three chunks of four are plain words, in which nothing has to be decided.
bool is_plain(std::string_view chunk, const FormTable& joined) {
  std::uint64_t form = 0;
  bool last_lower = false;
  for (const char c : chunk) {
    const unsigned char lower = ascii_lower(c);
    const bool is_lower = lower == static_cast<unsigned char>(c);
    if (lower == 0 || (last_lower && !is_lower)) return false;
    last_lower = is_lower;
    form = extend_hash(form, lower);
  }
  return joined.find(form) == 0;
}

class Splitter {
 public:
  Splitter(std::string_view text, const TokenizerSections& learned, SplitText& out)
      : text_(text), learned_(learned), out_(out), first_word_(out.words.size()) {}

  void split(Span paragraph) {
    const std::vector<Span> chunks = find_chunks(text_, paragraph);
    for (std::size_t i = 0; i < chunks.size(); ++i) add_words(chunks, i);
    add_sentences();
  }

 private:
  void add_words(std::span<const Span> chunks, std::size_t index) {
    const Span chunk = chunks[index];
    const std::string_view written = text_.substr(
        static_cast<std::size_t>(chunk.begin), static_cast<std::size_t>(chunk.end - chunk.begin));
    if (written.size() <= kLongestWord && is_plain(written, joined_words_)) {
      out_.words.push_back({chunk, false});
      return;
    }
    word_breaks_.take(text_, chunks, index);
    const std::span<const TextUnit> units = word_breaks_.units();
    const std::span<const std::int32_t> places = word_breaks_.places();
    std::int32_t begin = chunk.begin;
    bool continues = false;
    for (std::size_t first = 0; first < places.size();) {
      const std::size_t end = word_breaks_.group_end(first);
      const WordBreak answer = decide(places.subspan(first, end - first));
      for (; first < end; ++first) {
        if (answer == WordBreak::kJoined) continue;
        const std::int32_t at = units[static_cast<std::size_t>(places[first])].begin;
        add_word({begin, at}, continues);
        begin = at;
        continues = answer == WordBreak::kContinues;
      }
    }
    add_word({begin, chunk.end}, continues);
  }

  WordBreak decide(std::span<const std::int32_t> places) {
    std::int32_t split = 0;
    std::int32_t continues = 0;
    for (const std::int32_t place : places) {
      word_breaks_.features(place, features_);
      const auto [here_split, here_continues] = learned_.words.sums<2>(features_);
      split += here_split;
      continues += here_continues;
    }
    if (word_breaks_.is_doubtful(places.front())) continues -= doubt_;
    if (split <= 0 && continues <= 0) return WordBreak::kJoined;
    return split >= continues ? WordBreak::kNewWord : WordBreak::kContinues;
  }

  // Cuts what is too long between characters.
  void add_word(Span span, bool continues) {
    while (span.end - span.begin > kLongestWord) {
      std::int32_t end = span.begin + kLongestWord;
      while ((static_cast<unsigned char>(text_[static_cast<std::size_t>(end)]) & 0xC0U) == 0x80U) {
        --end;
      }
      out_.words.push_back({{span.begin, end}, continues});
      span.begin = end;
      continues = false;
    }
    out_.words.push_back({span, continues});
  }

  void add_sentences() {
    const std::span<const SyntacticWord> words(out_.words.data() + first_word_,
                                               out_.words.size() - first_word_);
    if (words.empty()) return;
    sentence_breaks_.take(text_, words);
    const auto size = static_cast<std::int32_t>(words.size());
    std::int32_t first = 0;
    for (std::int32_t i = 0; i < size; ++i) {
      if (i + 1 < size && (words[static_cast<std::size_t>(i) + 1].continues || !ends(i, first))) {
        continue;
      }
      add_sentence(words, first, i + 1);
      first = i + 1;
    }
  }

  bool ends(std::int32_t i, std::int32_t first) {
    sentence_breaks_.features(i, first, features_);
    const std::int32_t doubt = sentence_breaks_.is_unmarked(i) ? unmarked_ : 0;
    return learned_.sentences.sums<1>(features_)[0] > learned_.sentence_threshold + doubt;
  }

  void add_sentence(std::span<const SyntacticWord> words, std::int32_t first, std::int32_t end) {
    const auto offset = static_cast<std::int32_t>(first_word_);
    while (end - first > Tokenizer::kMaxWords) {
      const std::int32_t cut = first_cut(sentence_breaks_, words, first);
      out_.sentences.push_back({offset + first, offset + cut, true});
      first = cut;
    }
    out_.sentences.push_back({offset + first, offset + end, false});
  }

  std::string_view text_;
  const TokenizerSections& learned_;
  SplitText& out_;
  std::size_t first_word_;
  const FormTable& joined_words_ = joined_words();
  const std::int32_t unmarked_ = static_cast<std::int32_t>(kUnmarked / learned_.sentences.scale());
  const std::int32_t doubt_ = static_cast<std::int32_t>(kDoubt / learned_.words.scale());
  WordBreaks word_breaks_;
  SentenceBreaks sentence_breaks_;
  HashedFeatures features_;
};

}  // namespace

Result<Tokenizer> Tokenizer::open(const ModelFile& model) {
  auto section = model.section(TokenizerSections::kName);
  if (!section) return fail(section.error());
  auto learned = std::make_shared<Learned>(Learned{model, {}});
  SectionReader reader(*section);
  if (!learned->sections.read(reader)) {
    return fail(ErrorCode::kCorrupt, "the model's tokenizer is damaged");
  }
  return Tokenizer(std::move(learned));
}

void Tokenizer::split(std::string_view text, Span paragraph, SplitText& out) const {
  Splitter(text, learned_->sections, out).split(paragraph);
}

void Tokenizer::split(std::string_view text, SplitText& out) const {
  split(text, {0, static_cast<std::int32_t>(text.size())}, out);
}

std::string word_form(std::string_view written) {
  std::string form;
  form.reserve(written.size());
  for (std::size_t at = 0; at < written.size();) {
    const Entity entity =
        written[at] == '&' || written[at] == '#' ? entity_at(written.substr(at)) : Entity{};
    if (entity.length == 0) {
      form.push_back(written[at++]);
      continue;
    }
    append_character(entity.character, form);
    at += static_cast<std::size_t>(entity.length);
  }
  return form;
}

}  // namespace tocsin
