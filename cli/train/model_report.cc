// Entrance: report_model().
#include "cli/train/model_report.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iterator>

#include "cli/parsed_sentences.h"
#include "cli/train/gold_text.h"
#include "extract/language/conllu.h"
#include "extract/language/evaluate.h"
#include "extract/language/language_core.h"

namespace tocsin {
namespace {

constexpr std::size_t kSentencesAtOnce = 16;

using Sentences = std::vector<ConlluSentence>;

Sentences annotated(const LanguageCore& core, Sentences sentences) {
  SentenceParser parser(core);
  Sentences out;
  for (std::size_t at = 0; at < sentences.size(); at += kSentencesAtOnce) {
    const std::size_t end = std::min(at + kSentencesAtOnce, sentences.size());
    Sentences some(std::make_move_iterator(sentences.begin() + static_cast<std::ptrdiff_t>(at)),
                   std::make_move_iterator(sentences.begin() + static_cast<std::ptrdiff_t>(end)));
    parser.parse(some);
    std::move(some.begin(), some.end(), std::back_inserter(out));
  }
  return out;
}

// ASCII letters of the forms as capitals.
Sentences in_capitals(Sentences sentences) {
  for (ConlluSentence& sentence : sentences) {
    for (ConlluWord& word : sentence.words) {
      for (char& byte : word.form) {
        if (byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 32);
      }
    }
  }
  return sentences;
}

Status print_trees(const std::string& name, const Sentences& gold, const Sentences& predicted) {
  const auto scores = score_trees(gold, predicted);
  if (!scores) return fail(scores.error());
  std::printf("%-28s %6.2f %6.2f %6.2f %6.2f %6.2f\n", name.c_str(), scores->upos, scores->xpos,
              scores->lemma, scores->uas, scores->las);
  return {};
}

void print_raw(const std::string& name, const LanguageCore& core, const Sentences& gold) {
  Sentences found;
  for (const GoldParagraph& paragraph : gold_paragraphs(gold)) {
    const std::string text = gold_text(paragraph).text;
    SplitText split;
    core.tokenizer().split(text, split);
    for (std::size_t i = 0; i < split.sentences.size(); ++i)
      found.push_back(sentence_of(text, split, i));
  }
  const Sentences predicted = annotated(core, std::move(found));
  const RawScores scores = score_raw(gold, predicted);
  std::printf("%-28s words %.2f  sentences %.2f  UPOS %.2f  UAS %.2f  LAS %.2f\n", name.c_str(),
              scores.words, scores.sentences, scores.upos, scores.uas, scores.las);
}

}  // namespace

Status report_model(const std::string& model, const std::vector<std::string>& treebanks) {
  const auto core = LanguageCore::open(model);
  if (!core) return fail(core.error());
  std::printf("%s: %ju bytes\n", model.c_str(),
              static_cast<std::uintmax_t>(std::filesystem::file_size(model)));
  std::printf("%-28s %6s %6s %6s %6s %6s\n", "gold words", "UPOS", "XPOS", "lemma", "UAS", "LAS");
  for (const std::string& path : treebanks) {
    const auto gold = read_conllu(path);
    if (!gold) return fail(gold.error());
    const std::string name = std::filesystem::path(path).filename().string();
    if (Status done = print_trees(name, *gold, annotated(*core, *gold)); !done) return done;
    const Sentences capitals = in_capitals(*gold);
    if (Status done = print_trees("  in capitals", capitals, annotated(*core, capitals)); !done)
      return done;
    print_raw("  raw text", *core, *gold);
  }
  return {};
}

}  // namespace tocsin
