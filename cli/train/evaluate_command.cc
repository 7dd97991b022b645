// Entrance: evaluate_command. The counting is in extract/language/evaluate.h.
#include "cli/train/evaluate_command.h"

#include <cstdio>

#include "cli/commands.h"
#include "cli/output.h"
#include "extract/language/evaluate.h"

namespace tocsin {
namespace {

int refuse(const Error& error) {
  std::fprintf(stderr, "tocsin-train: %s\n", for_terminal(to_string(error)).c_str());
  return kExitFindings;
}

struct Row {
  const char* name;
  double score;
};

}  // namespace

int evaluate_command(const EvaluateOptions& options) {
  const auto gold = read_conllu(options.gold);
  if (!gold) return refuse(gold.error());
  const auto predicted = read_conllu(options.predicted);
  if (!predicted) return refuse(predicted.error());
  if (options.raw) {
    const RawScores raw = score_raw(*gold, *predicted);
    for (const Row& row : {Row{"words", raw.words}, Row{"sents", raw.sentences},
                           Row{"UPOS", raw.upos}, Row{"UAS", raw.uas}, Row{"LAS", raw.las}})
      std::printf("%-6s F1 %.2f\n", row.name, row.score);
    return kExitGood;
  }
  const auto trees = score_trees(*gold, *predicted);
  if (!trees) return refuse(trees.error());
  for (const Row& row :
       {Row{"UPOS", trees->upos}, Row{"XPOS", trees->xpos}, Row{"lemma", trees->lemma},
        Row{"UAS", trees->uas}, Row{"LAS", trees->las}})
    std::printf("%-6s %.2f\n", row.name, row.score);
  return kExitGood;
}

}  // namespace tocsin
