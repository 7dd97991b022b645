// The sub-commands of `tocsin`, each a plain options struct and a function that returns the exit
// status. cli/app.cc is the table that ties them to flags. Results go to standard output,
// everything else to standard error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/language/options.h"

namespace tocsin {

// docs/operations.md
inline constexpr int kExitGood = 0;
inline constexpr int kExitFindings = 1;  // something was refused, quarantined or not found
inline constexpr int kExitRuleError = 2;
inline constexpr int kExitConfigError = 3;
inline constexpr int kExitUsage = 64;  // EX_USAGE: no such command or flag

// A language model that cannot be used: who named it in the config has to mend that.
inline int exit_of_model(const LanguageOptions& language) {
  return language.model.empty() ? kExitFindings : kExitConfigError;
}

inline constexpr const char* kDefaultConfig = "/etc/tocsin/tocsin.yml";

struct CheckOptions {
  std::string config = kDefaultConfig;
  bool json = false;
};
int run_check(const CheckOptions& options);

struct IngestOptions {
  std::string config = kDefaultConfig;
  std::string folder;  // in place of the first feed's, "" the config's feeds
  bool once = false;
  bool json = false;
};
int run_ingest(const IngestOptions& options);

struct ReadOptions {
  std::vector<std::string> files;
  bool json = false;
};
int run_read(const ReadOptions& options);

struct ExtractOptions {
  bool jsonl = false;              // lines on standard input
  std::vector<std::string> files;  // else articles
  std::string model;               // "" the one that is found (extract/language/language_core.h)
  bool json = false;
  bool explain = false;  // beside each event, why it was read so
};
int run_extract(const ExtractOptions& options);

struct TryOptions {
  bool jsonl = false;
  std::vector<std::string> files;
  std::string rules;  // file or folder, "" the shipped pack
  std::string model;  // as ExtractOptions::model
  bool json = false;
};
int run_rules_try(const TryOptions& options);

struct ParseOptions {
  bool conllu = false;                  // the input is CoNLL-U, else a paragraph a line
  bool tree = false;                    // draw trees, else write CoNLL-U
  std::vector<std::string> files;       // "-" and none: standard input
  std::optional<std::string> sentence;  // in place of files
  std::string model;  // "" the one that is found (extract/language/language_core.h)
};
int run_parse(const ParseOptions& options);

// Of which store: --store, else the config's.
struct StoreChoice {
  std::string config = kDefaultConfig;
  std::string store;
};

struct EventsOptions {
  StoreChoice store;
  std::string type;
  std::string code;
  long incident = 0;
  int limit = 20;
  bool json = false;
};
int run_events(const EventsOptions& options);

struct AlertsOptions {
  StoreChoice store;
  int limit = 20;
  bool json = false;
};
int run_alerts(const AlertsOptions& options);

struct StatusOptions {
  StoreChoice store;
  bool json = false;
};
int run_status(const StatusOptions& options);

}  // namespace tocsin
