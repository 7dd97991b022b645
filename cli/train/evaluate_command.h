// tocsin-train evaluate GOLD PRED [--raw]: prints how well two CoNLL-U files agree, in per cent,
// the same lines as the project's scoring script.
#pragma once

#include <string>

namespace tocsin {

struct EvaluateOptions {
  std::string gold;  // CoNLL-U, plain or gzip
  std::string predicted;
  bool raw = false;  // the words differ: align them by their characters
};

// The exit status (cli/commands.h): kExitFindings where a file cannot be read or the words differ
// without `raw`; the reason goes to standard error.
int evaluate_command(const EvaluateOptions& options);

}  // namespace tocsin
