// Entrance: sentence_of, SentenceParser::parse.
#include "cli/parsed_sentences.h"

#include <algorithm>
#include <cstdint>

namespace tocsin {
namespace {

constexpr const char* kNoSpace = "SpaceAfter=No";

// No tab or line feed may stand in a column or a comment.
std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return out;
}

class Builder {
 public:
  Builder(std::string_view text, const SplitText& split) : text_(text), split_(split) {}

  ConlluSentence build(const WordSentence& sentence, bool opens_paragraph) const {
    ConlluSentence out;
    if (opens_paragraph) out.comments.emplace_back("# newpar");
    out.comments.push_back("# text = " + written(sentence.first, sentence.end));
    if (sentence.cut) out.comments.emplace_back("# cut = too long, goes on in the next");
    for (std::int32_t i = sentence.first; i < sentence.end;) {
      std::int32_t end = i + 1;
      while (end < sentence.end && word(end).continues) ++end;
      if (end - i > 1) add_range(i, end, sentence.first, out);
      for (; i < end; ++i) add_word(i, end - i == 1 && !in_range(i, sentence.first), out);
    }
    return out;
  }

 private:
  const SyntacticWord& word(std::int32_t i) const {
    return split_.words[static_cast<std::size_t>(i)];
  }

  std::string written(std::int32_t first, std::int32_t end) const {
    const auto begin = static_cast<std::size_t>(word(first).span.begin);
    return one_line(text_.substr(begin, static_cast<std::size_t>(word(end - 1).span.end) - begin));
  }

  bool in_range(std::int32_t i, std::int32_t first) const { return i > first && word(i).continues; }

  bool space_after(std::int32_t i) const {
    return i + 1 == std::ssize(split_.words) || word(i + 1).span.begin > word(i).span.end;
  }

  void add_range(std::int32_t first, std::int32_t end, std::int32_t sentence,
                 ConlluSentence& out) const {
    const bool space = space_after(end - 1);
    out.ranges.push_back(
        {first - sentence, end - sentence, written(first, end), space ? "_" : kNoSpace, space});
  }

  // A word in a range says nothing of spaces: the range does.
  void add_word(std::int32_t i, bool alone, ConlluSentence& out) const {
    ConlluWord& added = out.words.emplace_back();
    added.form = written(i, i + 1);
    added.space_after = !alone || space_after(i);
    added.misc = added.space_after ? "_" : kNoSpace;
  }

  std::string_view text_;
  const SplitText& split_;
};

}  // namespace

ConlluSentence sentence_of(std::string_view text, const SplitText& split, std::size_t sentence) {
  return Builder(text, split).build(split.sentences[sentence], sentence == 0);
}

void SentenceParser::parse(std::vector<ConlluSentence>& sentences) {
  resolved_.clear();
  begins_.assign(1, 0);
  for (const ConlluSentence& sentence : sentences) {
    for (const ConlluWord& word : sentence.words) resolved_.push_back(word_form(word.form));
    begins_.push_back(static_cast<std::int32_t>(resolved_.size()));
  }
  forms_.assign(resolved_.begin(), resolved_.end());
  core_.parser().parse(forms_, begins_, scratch_, words_);
  std::size_t at = 0;
  for (ConlluSentence& sentence : sentences) {
    for (ConlluWord& word : sentence.words) {
      const WordAnalysis& analysis = words_[at];
      core_.lemma(forms_[at], analysis, word.lemma);
      word.upos = core_.parser().upos(analysis);
      word.xpos = core_.parser().xpos(analysis);
      word.deprel = core_.parser().relation(analysis);
      word.head = analysis.head;
      word.feats.clear();
      word.deps.clear();
      ++at;
    }
  }
}

}  // namespace tocsin
