// The schema as a list of numbered steps; PRAGMA user_version says which have been taken.
#pragma once

#include <array>
#include <cstddef>

namespace tocsin {

struct Migration {
  const char* name;
  const char* sql;
};

extern const std::array<Migration, 1> kMigrations;

}  // namespace tocsin
