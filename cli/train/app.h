// The command line of tocsin-train.
#pragma once

namespace tocsin {

// Returns the exit status (cli/commands.h).
int run_train_app(int count, char** values);

}  // namespace tocsin
