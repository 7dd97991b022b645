// The store that a listing command reads.
#pragma once

#include <memory>

#include "cli/commands.h"
#include "config/config.h"
#include "store/database.h"

namespace tocsin {

struct OpenedStore {
  std::unique_ptr<Database> database;  // null: `exit` says how to end; the reason has been printed
  Config config;
  bool has_config = false;
  int exit = kExitGood;
};

// What the flags mean, the store not yet opened: `exit` is not good only where the config is wrong.
OpenedStore choose_store(const StoreChoice& choice);
OpenedStore open_store(const StoreChoice& choice);

}  // namespace tocsin
