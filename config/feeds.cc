// See feeds.h.
#include "config/feeds.h"

#include <algorithm>
#include <system_error>

namespace tocsin {
namespace {

namespace fs = std::filesystem;

// In the order of WhenDone.
const std::vector<std::string_view>& when_done_names() {
  static const std::vector<std::string_view> kNames = {"move", "keep", "delete"};
  return kNames;
}

FeedOptions read_feed(const YamlNode& node, const ConfigScope& scope,
                      std::vector<Located<std::string>>& ids,
                      std::vector<Located<std::string>>& drops, std::vector<WrittenPath>& written) {
  FeedOptions out;
  YamlMap map(node, "a feed", scope.complaints);
  if (node.kind == YamlNode::Kind::kNull) scope.complaints.add(node.at, "an empty feed");
  Located<std::string> id{out.id, node.at};
  map.read("id", id);
  require_id(id, "a feed", scope.complaints);
  out.id = id.value;
  if (node.kind == YamlNode::Kind::kMap) ids.push_back(id);
  read_path(map, "path", scope, out.path);
  read_path(map, "archive", scope, out.archive);
  read_path(map, "quarantine", scope, out.quarantine);
  const int when_done = read_choice(map, "when_done", when_done_names(), scope);
  if (when_done >= 0) out.when_done = static_cast<WhenDone>(when_done);
  read_wait(map, "settle", scope, out.settle);
  read_wait(map, "scan_settle", scope, out.scan_settle);
  map.refuse_unknown();
  drops.push_back({out.path, map.at("path")});
  if (out.when_done == WhenDone::kMove) {
    written.push_back({"the archive", {out.archive, map.at("archive")}});
  }
  written.push_back({"the quarantine", {out.quarantine, map.at("quarantine")}});
  return out;
}

// With links followed as far as the path exists.
fs::path real_path(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  return error ? fs::path(path) : real;
}

bool is_in(const std::string& path, const std::string& folder) {
  const fs::path inner = real_path(path);
  const fs::path outer = real_path(folder);
  const auto [end, rest] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  return end == outer.end();
}

}  // namespace

IntakeOptions read_intake(const YamlNode& node, const ConfigScope& scope,
                          std::vector<Located<std::string>>& drops,
                          std::vector<WrittenPath>& written) {
  IntakeOptions out;
  YamlMap map(node, "\"intake\"", scope.complaints);
  if (const auto* feeds = read_list(map, "feeds", scope)) {
    out.feeds.clear();
    std::vector<Located<std::string>> ids;
    for (const YamlNode& feed : *feeds) {
      if (feed.kind == YamlNode::Kind::kRefused) continue;
      out.feeds.push_back(read_feed(feed, scope, ids, drops, written));
    }
    require_unique(ids, "feed", scope);
  } else {
    drops.push_back({out.feeds.front().path, node.at});
  }
  read_wait(map, "rescan", scope, out.rescan);
  read_wait(map, "poll", scope, out.poll);
  read_wait(map, "incomplete", scope, out.incomplete);
  read_bytes(map, "max_file_size", scope, out.max_file_size);
  map.refuse_unknown();
  return out;
}

void keep_apart(const std::vector<Located<std::string>>& drops,
                const std::vector<WrittenPath>& written, const ConfigScope& scope) {
  for (auto drop = drops.begin(); drop != drops.end(); ++drop) {
    const auto other = std::find_if(drops.begin(), drop, [&](const auto& one) {
      return is_in(one.value, drop->value) || is_in(drop->value, one.value);
    });
    if (other == drop) continue;
    scope.complaints.add(drop->at,
                         "the drop folder " + quote(drop->value) + " and that of another feed, " +
                             quote(other->value) + ", lie in each other",
                         "give each feed a folder of its own");
  }
  for (const WrittenPath& one : written) {
    const auto drop = std::find_if(drops.begin(), drops.end(), [&](const auto& folder) {
      return is_in(one.path.value, folder.value);
    });
    if (drop == drops.end()) continue;
    scope.complaints.add(
        one.path.at,
        one.what + " " + quote(one.path.value) + " lies in the drop folder " + quote(drop->value),
        "what is written there would be taken for news: move it elsewhere");
  }
}

}  // namespace tocsin
