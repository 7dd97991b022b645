// The top of the file, and the checks that span sections. Entrances: load_config, parse_config.
// Sections with more to them: config/feeds.cc, config/receivers.cc.
#include "config/config.h"

#include <system_error>

#include "base/files.h"
#include "config/feeds.h"
#include "config/listen.h"
#include "config/receivers.h"

namespace tocsin {
namespace {

constexpr std::int64_t kMostWorkers = 256;

// What the sections tell the checks that span them.
struct Paths {
  std::vector<Located<std::string>> drops;
  std::vector<WrittenPath> written;
};

using ReadSection = void (*)(const YamlNode&, const ConfigScope&, Config&, Paths&);

void read_store(const YamlNode& node, const ConfigScope& scope, Config& config, Paths& paths) {
  YamlMap map(node, "\"store\"", scope.complaints);
  read_path(map, "path", scope, config.store.path);
  read_wait(map, "busy_timeout", scope, config.store.busy_timeout);
  map.refuse_unknown();
  paths.written.push_back({"the store", {config.store.path, map.at("path")}});
}

void read_language(const YamlNode& node, const ConfigScope& scope, Config& config,
                   Paths& /*paths*/) {
  YamlMap map(node, "\"language\"", scope.complaints);
  Located<std::string> model;
  if (map.read("model", model) && !model.value.empty())
    config.language.model = resolve_path(scope.folder, model.value);
  map.refuse_unknown();
}

void read_http(const YamlNode& node, const ConfigScope& scope, Config& config, Paths& /*paths*/) {
  YamlMap map(node, "\"http\"", scope.complaints);
  Located<std::string> listen;
  if (map.read("listen", listen)) {
    if (const auto address = parse_listen(listen.value); !address) {
      scope.complaints.add(listen.at, address.error().message);
    }
    config.http.listen = listen.value;
  }
  map.refuse_unknown();
}

void read_log(const YamlNode& node, const ConfigScope& scope, Config& config, Paths& /*paths*/) {
  static const std::vector<std::string_view> kLevels = {"trace", "debug", "info", "warn", "error"};
  YamlMap map(node, "\"log\"", scope.complaints);
  const int level = read_choice(map, "level", kLevels, scope);
  if (level >= 0) config.log.level = kLevels[static_cast<std::size_t>(level)];
  map.refuse_unknown();
}

void read_feeds(const YamlNode& node, const ConfigScope& scope, Config& config, Paths& paths) {
  config.intake = read_intake(node, scope, paths.drops, paths.written);
}

struct Section {
  std::string_view key;
  ReadSection read;
};
constexpr Section kSections[] = {{"language", read_language},
                                 {"store", read_store},
                                 {"intake", read_feeds},
                                 {"http", read_http},
                                 {"log", read_log}};

void read_rules(YamlMap& map, const ConfigScope& scope, Config& config) {
  std::vector<Located<std::string>> folders;
  if (!map.read("rules", folders)) return;
  config.rules.clear();
  for (const auto& folder : folders) {
    if (folder.value.empty()) scope.complaints.add(folder.at, "a rules folder without a name");
    config.rules.push_back(resolve_path(scope.folder, folder.value));
  }
}

void read_workers(YamlMap& map, const ConfigScope& scope, Config& config) {
  std::int64_t workers = 0;
  if (!map.read("workers", workers)) return;
  if (workers < 0 || workers > kMostWorkers) {
    scope.complaints.add(
        map.at("workers"),
        "\"workers\" must be 0 (as many as cores) to 256, and is " + std::to_string(workers));
    return;
  }
  config.workers = static_cast<int>(workers);
}

void read_all(const YamlNode& root, const ConfigScope& scope, Config& config) {
  Paths paths;
  YamlMap map(root, "the config", scope.complaints);
  read_path(map, "state", scope, config.state);
  read_workers(map, scope, config);
  read_wait(map, "shutdown", scope, config.shutdown);
  read_rules(map, scope, config);
  const YamlNode nothing;
  for (const Section& section : kSections) {
    const YamlNode* node = map.find(section.key);
    section.read(node == nullptr ? nothing : *node, scope, config, paths);
  }
  if (const auto* receivers = read_list(map, "receivers", scope)) {
    std::vector<Located<std::string>> logs;
    config.receivers = read_receivers(*receivers, scope, logs);
    for (const auto& log : logs) paths.written.push_back({"the alert log", log});
  }
  map.refuse_unknown();
  paths.written.push_back({"the state folder", {config.state, map.at("state")}});
  keep_apart(paths.drops, paths.written, scope);
}

std::filesystem::path folder_of(const std::string& file) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(file, error);
  return error ? std::filesystem::path("/") : whole.parent_path();
}

}  // namespace

ConfigResult parse_config(std::string_view text, const std::string& file) {
  ConfigResult out;
  Complaints complaints(file, text);
  const YamlNode root = parse_yaml(complaints);
  if (root.kind != YamlNode::Kind::kRefused) {
    read_all(root, {folder_of(file), complaints}, out.config);
  }
  out.diagnostics = complaints.take();
  return out;
}

ConfigResult load_config(const std::string& path) {
  const Result<std::string> text = read_text_file(path);
  if (text) return parse_config(*text, path);
  ConfigResult out;
  Error error = text.error();
  error.where = {path};
  out.diagnostics.push_back(diagnostic_of(error));
  out.diagnostics.back().hint = "name another config with --config FILE";
  return out;
}

std::vector<std::string> receiver_ids(const Config& config) {
  std::vector<std::string> out;
  out.reserve(config.receivers.size());
  for (const ReceiverOptions& receiver : config.receivers) out.push_back(receiver.id);
  return out;
}

}  // namespace tocsin
