// The section `intake` of a config: drop folders. For config/ only.
#pragma once

#include <vector>

#include "config/values.h"
#include "intake/options.h"

namespace tocsin {

// A path that the program writes to, for the check that none lies in a drop folder.
struct WrittenPath {
  std::string what;  // "archive", "the store"
  Located<std::string> path;
};

// Reads the section. Adds to `written` where its feeds put files, and to `drops` their folders.
IntakeOptions read_intake(const YamlNode& node, const ConfigScope& scope,
                          std::vector<Located<std::string>>& drops,
                          std::vector<WrittenPath>& written);

// Complains of drop folders that lie in each other, and of paths written to that lie in one: what
// is written there would be taken for news. Links are followed as far as the paths exist.
void keep_apart(const std::vector<Located<std::string>>& drops,
                const std::vector<WrittenPath>& written, const ConfigScope& scope);

}  // namespace tocsin
