// Entrance: run_train_app. The commands are model, report and evaluate.
#include "cli/train/app.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/train/evaluate_command.h"
#include "cli/train/model_report.h"
#include "cli/train/model_training.h"
#include "daemon/version.h"

namespace tocsin {
namespace {

int finish(const Status& done) {
  if (done) return kExitGood;
  std::fprintf(stderr, "tocsin-train: %s\n", for_terminal(to_string(done.error())).c_str());
  return kExitFindings;
}

CLI::App* add_model(CLI::App& app, ModelTrainingOptions& options) {
  CLI::App* command = app.add_subcommand("model", "Train a model from treebanks and raw text");
  command->add_option("--treebank", options.treebanks, "CoNLL-U to learn from, plain or gzip")
      ->required()
      ->type_name("FILE");
  command->add_option("--dev", options.dev, "CoNLL-U to score on, never learned from")
      ->type_name("FILE");
  command->add_option("--raw", options.raw, "raw news, .jsonl or .txt, plain or gzip")
      ->required()
      ->type_name("FILE");
  command->add_option("--out", options.out, "the model")->capture_default_str()->type_name("FILE");
  command->add_option("--work", options.work, "keeps finished stages, so that a stop costs little")
      ->capture_default_str()
      ->type_name("DIR");
  std::string help = "how long:";
  for (const TrainingPreset& preset : training_presets())
    help += "\n  " + std::string(preset.name) + ": " + std::string(preset.help);
  command->add_option("--preset", options.preset, help)->capture_default_str()->type_name("NAME");
  command->add_option("--seed", options.seed, "another seed gives another model")
      ->capture_default_str()
      ->type_name("N");
  return command;
}

}  // namespace

int run_train_app(int count, char** values) {
  CLI::App app("Trains and measures the language model of Tocsin (docs/language.md)",
               "tocsin-train");
  app.set_version_flag("--version", version());
  app.require_subcommand(1);
  ModelTrainingOptions training;
  const CLI::App* model = add_model(app, training);

  std::string reported;
  std::vector<std::string> treebanks;
  CLI::App* report = app.add_subcommand("report", "Score a model on treebanks");
  report->add_option("model", reported, "the model")->required()->type_name("MODEL");
  report->add_option("treebank", treebanks, "CoNLL-U, plain or gzip")
      ->required()
      ->type_name("FILE");

  EvaluateOptions evaluated;
  CLI::App* evaluate = app.add_subcommand("evaluate", "Score predicted CoNLL-U against gold");
  evaluate->add_option("gold", evaluated.gold, "CoNLL-U, plain or gzip")
      ->required()
      ->type_name("GOLD");
  evaluate->add_option("predicted", evaluated.predicted, "the same text, analysed")
      ->required()
      ->type_name("PREDICTED");
  evaluate->add_flag("--raw", evaluated.raw, "the words may differ: F1 over their characters");

  try {
    app.parse(count, values);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitGood : kExitUsage;
  }
  open_log({});
  if (model->parsed()) return finish(train_model(training));
  if (report->parsed()) return finish(report_model(reported, treebanks));
  return evaluate_command(evaluated);
}

}  // namespace tocsin
