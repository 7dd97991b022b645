// Entrances: annotate() and analyse().
#include "extract/language/conllu_analysis.h"

namespace tocsin {
namespace {

bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' ||
         byte == '\v';
}

// Is there anything but the next word right behind `end`?
bool space_after(std::string_view text, const SplitText& split, std::size_t word) {
  const auto end = static_cast<std::size_t>(split.words[word].span.end);
  if (word + 1 < split.words.size())
    return static_cast<std::size_t>(split.words[word + 1].span.begin) > end;
  return end >= text.size() || is_space(text[end]);
}

std::string_view piece(std::string_view text, std::int32_t begin, std::int32_t end) {
  return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

// The text of a sentence on one line.
std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& byte : line) byte = is_space(byte) ? ' ' : byte;
  return line;
}

void mark_spaces(ConlluSentence& sentence) {
  for (ConlluWord& word : sentence.words) word.misc = word.space_after ? "_" : "SpaceAfter=No";
  for (ConlluRange& range : sentence.ranges) {
    for (std::int32_t i = range.first; i < range.end; ++i)
      sentence.words[static_cast<std::size_t>(i)].misc = "_";
    range.misc = range.space_after ? "_" : "SpaceAfter=No";
  }
}

ConlluSentence sentence_of(std::string_view text, const SplitText& split,
                           const WordSentence& found) {
  ConlluSentence sentence;
  const auto first = static_cast<std::size_t>(found.first);
  const auto end = static_cast<std::size_t>(found.end);
  if (first == end) return sentence;
  sentence.comments.push_back("# text = " + one_line(piece(text, split.words[first].span.begin,
                                                           split.words[end - 1].span.end)));
  for (std::size_t i = first; i < end; ++i) {
    ConlluWord word;
    word.form = piece(text, split.words[i].span.begin, split.words[i].span.end);
    word.space_after = space_after(text, split, i);
    sentence.words.push_back(std::move(word));
  }
  for (std::size_t i = first; i < end; ++i) {
    std::size_t last = i;
    while (last + 1 < end && split.words[last + 1].continues) ++last;
    if (last == i) continue;
    ConlluRange range;
    range.first = static_cast<std::int32_t>(i - first);
    range.end = static_cast<std::int32_t>(last + 1 - first);
    range.form = piece(text, split.words[i].span.begin, split.words[last].span.end);
    range.space_after = sentence.words[last - first].space_after;
    sentence.ranges.push_back(std::move(range));
    i = last;
  }
  mark_spaces(sentence);
  return sentence;
}

}  // namespace

void ConlluAnalyser::annotate(std::span<ConlluSentence> sentences) {
  forms_.clear();
  begins_.assign(1, 0);
  for (const ConlluSentence& sentence : sentences) {
    for (const ConlluWord& word : sentence.words) forms_.push_back(word_form(word.form));
    begins_.push_back(static_cast<std::int32_t>(forms_.size()));
  }
  views_.assign(forms_.begin(), forms_.end());
  core_.parser().parse(views_, begins_, scratch_, words_);
  std::size_t at = 0;
  for (ConlluSentence& sentence : sentences) {
    for (ConlluWord& word : sentence.words) {
      const WordAnalysis& analysis = words_[at];
      word.upos = core_.parser().upos(analysis);
      word.xpos = core_.parser().xpos(analysis);
      word.deprel = core_.parser().relation(analysis);
      word.head = analysis.head;
      core_.lemma(forms_[at], analysis, word.lemma);
      if (word.lemma.empty()) word.lemma = word.form;
      word.feats = "_";
      word.deps = "_";
      ++at;
    }
  }
}

std::vector<ConlluSentence> ConlluAnalyser::analyse(std::string_view text) {
  SplitText split;
  core_.tokenizer().split(text, {.begin = 0, .end = static_cast<std::int32_t>(text.size())}, split);
  std::vector<ConlluSentence> sentences;
  sentences.reserve(split.sentences.size());
  for (const WordSentence& found : split.sentences)
    sentences.push_back(sentence_of(text, split, found));
  annotate(sentences);
  return sentences;
}

}  // namespace tocsin
