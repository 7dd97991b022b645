// See values.h. Every function reads one value and makes its complaints at once.
#include "config/values.h"

#include <algorithm>
#include <map>

namespace tocsin {

std::string resolve_path(const std::filesystem::path& folder, const std::string& path) {
  std::string out = (folder / path).lexically_normal().string();
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

void read_path(YamlMap& map, std::string_view key, const ConfigScope& scope, std::string& out) {
  Located<std::string> path;
  if (!map.read(key, path)) return;
  if (path.value.empty()) {
    scope.complaints.add(path.at, quote(key) + " must not be empty");
    return;
  }
  out = resolve_path(scope.folder, path.value);
}

void read_wait(YamlMap& map, std::string_view key, const ConfigScope& scope, Duration& out) {
  Located<Duration> wait;
  if (!map.read(key, wait)) return;
  if (wait.value <= Duration::zero()) {
    scope.complaints.add(wait.at, quote(key) + " must be longer than nothing");
    return;
  }
  out = wait.value;
}

void read_bytes(YamlMap& map, std::string_view key, const ConfigScope& scope, std::int64_t& out) {
  std::int64_t bytes = 0;
  if (!map.read_size(key, bytes)) return;
  if (bytes == 0) {
    scope.complaints.add(map.at(key), quote(key) + " must be more than nothing");
    return;
  }
  out = bytes;
}

int read_choice(YamlMap& map, std::string_view key, const std::vector<std::string_view>& names,
                const ConfigScope& scope) {
  Located<std::string> name;
  if (!map.read(key, name)) return -1;
  const auto found = std::find(names.begin(), names.end(), name.value);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  scope.complaints.add(name.at, quote(key) + " cannot be " + quote(name.value),
                       suggest(name.value, names));
  return -1;
}

const std::vector<YamlNode>* read_list(YamlMap& map, std::string_view key,
                                       const ConfigScope& scope) {
  const YamlNode* node = map.find(key);
  if (node == nullptr || node->kind == YamlNode::Kind::kRefused) return nullptr;
  if (node->kind != YamlNode::Kind::kList) {
    scope.complaints.add(
        node->at, quote(key) + " must be a list, and is " + std::string(describe(node->kind)));
    return nullptr;
  }
  if (node->items.empty()) {
    scope.complaints.add(node->at, quote(key) + " is an empty list: at least one is needed");
    return nullptr;
  }
  return &node->items;
}

void require_unique(const std::vector<Located<std::string>>& ids, std::string_view what,
                    const ConfigScope& scope) {
  std::map<std::string_view, Position> seen;
  for (const auto& id : ids) {
    const auto [first, is_new] = seen.try_emplace(id.value, id.at);
    if (is_new) continue;
    scope.complaints.add(id.at, "another " + std::string(what) + " has the id " + quote(id.value),
                         "the first is on line " + std::to_string(first->second.line));
  }
}

}  // namespace tocsin
