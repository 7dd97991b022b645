// Values of a config, read and checked one by one: paths, waits, sizes, choices. For config/ only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.h"

namespace tocsin {

// What all sections of one config share.
struct ConfigScope {
  std::filesystem::path folder;  // absolute: relative paths are resolved against it
  Complaints& complaints;
};

// Absolute, without "." and "..", without a slash at the end.
std::string resolve_path(const std::filesystem::path& folder, const std::string& path);

// Each leaves `out` as it was where the key is not written or its value does not fit.
void read_path(YamlMap& map, std::string_view key, const ConfigScope& scope, std::string& out);
void read_wait(YamlMap& map, std::string_view key, const ConfigScope& scope, Duration& out);
void read_bytes(YamlMap& map, std::string_view key, const ConfigScope& scope, std::int64_t& out);
// The index among `names`, or -1.
int read_choice(YamlMap& map, std::string_view key, const std::vector<std::string_view>& names,
                const ConfigScope& scope);

// The items of a list of maps; complains where it is anything else, or empty.
const std::vector<YamlNode>* read_list(YamlMap& map, std::string_view key,
                                       const ConfigScope& scope);

// Complains of each id that another before it has.
void require_unique(const std::vector<Located<std::string>>& ids, std::string_view what,
                    const ConfigScope& scope);

}  // namespace tocsin
