// The command line of `tocsin`: parses flags (CLI11) and calls one command.
#pragma once

namespace tocsin {

int run_app(int count, char** values);

}  // namespace tocsin
