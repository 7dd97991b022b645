// Entrance: run_app. Each add_* puts one command with its flags into the table of commands.
#include "cli/app.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "daemon/version.h"

namespace tocsin {
namespace {

// The chosen command, to be run when all flags have been read.
using Chosen = std::function<int()>;

template <typename Options>
CLI::App* add_command(CLI::App& app, Chosen& chosen, const char* name, const char* help,
                      int (*run)(const Options&),
                      const std::function<void(CLI::App&, Options&)>& flags) {
  CLI::App* const command = app.add_subcommand(name, help);
  auto options = std::make_shared<Options>();
  flags(*command, *options);
  command->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
  return command;
}

void add_config(CLI::App& command, std::string& config) {
  command.add_option("-c,--config", config, "the configuration")
      ->capture_default_str()
      ->type_name("FILE");
}
void add_json(CLI::App& command, bool& json, const char* help = "one JSON object a line") {
  command.add_flag("--json", json, help);
}
void add_store(CLI::App& command, StoreChoice& store) {
  add_config(command, store.config);
  command.add_option("--store", store.store, "the store, in place of the configuration's")
      ->type_name("FILE");
}
void add_limit(CLI::App& command, int& limit) {
  command.add_option("-n,--limit", limit, "at most so many, the newest first")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000000))
      ->type_name("N");
}
void add_model(CLI::App& command, std::string& model) {
  command.add_option("--model", model, "the language model, in place of the shipped")
      ->type_name("FILE");
}
void add_articles(CLI::App& command, bool& jsonl, std::vector<std::string>& files) {
  command.add_flag("--jsonl", jsonl,
                   "read lines {id, text, date?, title?, source?} from standard input");
  command.add_option("file", files, "articles")->type_name("FILE");
}

void add_check(CLI::App& app, Chosen& chosen) {
  add_command<CheckOptions>(app, chosen, "check", "Check the configuration and the rules",
                            run_check, [](CLI::App& command, CheckOptions& options) {
                              add_config(command, options.config);
                              add_json(command, options.json);
                            });
}

void add_ingest(CLI::App& app, Chosen& chosen) {
  add_command<IngestOptions>(
      app, chosen, "ingest", "Take in what lies in the drop folders, deliver, and end", run_ingest,
      [](CLI::App& command, IngestOptions& options) {
        command.add_flag("--once", options.once, "required: what is there now, then end");
        add_config(command, options.config);
        add_json(command, options.json, "the summary as JSON");
        command.add_option("dir", options.folder, "this folder in place of the first feed's")
            ->type_name("DIR");
      });
}

void add_read(CLI::App& app, Chosen& chosen) {
  add_command<ReadOptions>(
      app, chosen, "read", "Show what is read out of files: title, date, text", run_read,
      [](CLI::App& command, ReadOptions& options) {
        add_json(command, options.json);
        command.add_option("file", options.files, "files")->required()->type_name("FILE");
      });
}

void add_parse(CLI::App& app, Chosen& chosen) {
  add_command<ParseOptions>(
      app, chosen, "parse", "Show the grammar of sentences: lemmas, tags, trees", run_parse,
      [](CLI::App& command, ParseOptions& options) {
        CLI::Option* const conllu = command.add_flag(
            "--conllu", options.conllu, "read CoNLL-U: its words are kept, its annotation ignored");
        command.add_flag("--text")
            ->description("read plain text, a paragraph a line (the default)")
            ->excludes(conllu);
        command.add_flag("--tree", options.tree, "draw the trees; without this, write CoNLL-U");
        CLI::Option* const sentence =
            command
                .add_option("-s,--sentence", options.sentence,
                            "this text, in place of files and standard input")
                ->excludes(conllu)
                ->type_name("TEXT");
        add_model(command, options.model);
        command.add_option("file", options.files, "files; without any, standard input")
            ->excludes(sentence)
            ->type_name("FILE");
      });
}

void add_extract(CLI::App& app, Chosen& chosen) {
  add_command<ExtractOptions>(app, chosen, "extract", "Show the events in articles", run_extract,
                              [](CLI::App& command, ExtractOptions& options) {
                                add_articles(command, options.jsonl, options.files);
                                add_model(command, options.model);
                                add_json(command, options.json);
                                command.add_flag("--explain", options.explain,
                                                 "beside each event, why it was read so");
                              });
}

void add_rules(CLI::App& app, Chosen& chosen) {
  CLI::App* const rules = app.add_subcommand("rules", "Work with watch rules");
  rules->require_subcommand(1);
  add_command<TryOptions>(
      *rules, chosen, "try", "Show which rules fire on articles, without a store", run_rules_try,
      [](CLI::App& command, TryOptions& options) {
        add_articles(command, options.jsonl, options.files);
        command.add_option("--rules", options.rules, "rules, in place of the shipped pack")
            ->type_name("FILE_OR_FOLDER");
        add_model(command, options.model);
        add_json(command, options.json);
      });
}

void add_lists(CLI::App& app, Chosen& chosen) {
  add_command<EventsOptions>(
      app, chosen, "events", "List stored events", run_events,
      [](CLI::App& command, EventsOptions& options) {
        add_store(command, options.store);
        add_limit(command, options.limit);
        command.add_option("--type", options.type, "only this type, such as SANCTION");
        command.add_option("--who", options.code, "only with this country or organisation")
            ->type_name("CODE");
        command.add_option("--incident", options.incident, "only of this incident")
            ->type_name("ID");
        add_json(command, options.json);
      });
  add_command<AlertsOptions>(app, chosen, "alerts", "List alerts", run_alerts,
                             [](CLI::App& command, AlertsOptions& options) {
                               add_store(command, options.store);
                               add_limit(command, options.limit);
                               add_json(command, options.json);
                             });
  add_command<StatusOptions>(app, chosen, "status", "Show the store, the outbox and the daemon",
                             run_status, [](CLI::App& command, StatusOptions& options) {
                               add_store(command, options.store);
                               add_json(command, options.json);
                             });
}

}  // namespace

int run_app(int count, char** values) {
  std::signal(SIGPIPE, SIG_DFL);  // `tocsin events | head` ends quietly
  open_log({"warn"});
  CLI::App app("Tocsin reads news articles and tells who did what to whom.", "tocsin");
  app.formatter(help_formatter());  // commands inherit it: first
  app.set_version_flag("--version", "tocsin " + version());
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 good; 1 findings: something was refused or is not there; 2 a rule is wrong; "
      "3 the configuration is wrong; 64 wrong usage: no such command or flag.\n"
      "`tocsin COMMAND --help` shows a command's flags; the daemon is tocsind.");
  Chosen chosen;
  for (const auto add :
       {add_check, add_ingest, add_read, add_parse, add_extract, add_rules, add_lists})
    add(app, chosen);
  try {
    app.parse(count, values);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    const auto unknown = unknown_word(app, {values + 1, values + count});
    if (unknown) {
      std::fprintf(stderr, "%s\nRun with --help for more information.\n", unknown->c_str());
    } else {
      app.exit(error);
    }
    return kExitUsage;
  }
  return chosen();
}

}  // namespace tocsin
