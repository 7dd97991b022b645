// See receivers.h. Options that belong to another type of receiver are refused by name.
#include "config/receivers.h"

#include <algorithm>

namespace tocsin {
namespace {

// In the order of ReceiverType, with the keys that are theirs beside `id` and `type`.
struct TypeRow {
  std::string_view name;
  std::vector<std::string_view> keys;
};
const std::vector<TypeRow>& types() {
  static const std::vector<TypeRow> kTypes = {
      {"log", {"path"}},
      {"webhook",
       {"url", "secrets", "strict_addresses", "connect_timeout", "timeout", "max_answer", "retry"}},
  };
  return kTypes;
}

constexpr std::size_t kMostSecrets = 2;

// Why a URL cannot be used, "" where it can.
std::string_view wrong_with_url(std::string_view url) {
  const bool tls = url.starts_with("https://");
  if (!tls && !url.starts_with("http://")) return "it must begin with https:// or http://";
  const bool odd = std::any_of(url.begin(), url.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F;
  });
  if (odd) return "it holds a blank or a sign that must be written as %XX";
  url.remove_prefix(tls ? 8 : 7);
  const std::string_view host = url.substr(0, url.find_first_of("/?#\\"));
  if (host.find('@') != std::string_view::npos) {
    return "it holds a user or password, which would end up in logs; use secrets";
  }
  return host.empty() || host.starts_with(':') ? "it names no host" : "";
}

// The URL itself is not repeated: it may hold a password.
void read_url(YamlMap& map, const ConfigScope& scope, std::string& out) {
  Located<std::string> url;
  if (map.find("url") == nullptr) {
    scope.complaints.add(map.at(), "a webhook needs a \"url\"");
    return;
  }
  if (!map.read("url", url)) return;
  const std::string_view why = wrong_with_url(url.value);
  if (!why.empty()) scope.complaints.add(url.at, "this url cannot be used: " + std::string(why));
  out = url.value;
}

SecretSource read_secret(const YamlNode& node, const ConfigScope& scope) {
  SecretSource out;
  YamlMap map(node, "a secret", scope.complaints);
  read_path(map, "file", scope, out.file);
  map.read("environment", out.environment);
  map.read("credential", out.credential);
  map.refuse_unknown();
  const bool is_map = node.kind == YamlNode::Kind::kMap;
  const auto sources = std::count_if(node.entries.begin(), node.entries.end(), [](const auto& one) {
    const std::string& key = one.key.value;
    return key == "file" || key == "environment" || key == "credential";
  });
  if ((is_map && sources != 1) || node.kind == YamlNode::Kind::kNull) {
    scope.complaints.add(node.at, "a secret has exactly one source",
                         "write one of file, environment, credential");
  } else if (is_map && out.empty()) {
    scope.complaints.add(node.at, "the source of this secret is empty");
  }
  return out;
}

std::vector<SecretSource> read_secrets(YamlMap& map, const ConfigScope& scope) {
  std::vector<SecretSource> out;
  const YamlNode* node = map.find("secrets");
  if (node == nullptr || (node->kind == YamlNode::Kind::kList && node->items.empty())) return out;
  const auto* items = read_list(map, "secrets", scope);
  if (items == nullptr) return out;
  for (const YamlNode& item : *items) out.push_back(read_secret(item, scope));
  if (out.size() > kMostSecrets) {
    scope.complaints.add((*items)[kMostSecrets].at, "at most two secrets can be active",
                         "the first signs first; drop the oldest");
  }
  return out;
}

RetryOptions read_retry(const YamlNode& node, const ConfigScope& scope) {
  RetryOptions out;
  YamlMap map(node, "\"retry\"", scope.complaints);
  read_wait(map, "first", scope, out.first);
  read_wait(map, "longest", scope, out.longest);
  read_wait(map, "give_up", scope, out.give_up);
  map.refuse_unknown();
  if (out.first > out.longest) {
    scope.complaints.add(map.at("first"), "\"first\" is longer than \"longest\"");
  }
  return out;
}

void read_webhook(YamlMap& map, const ConfigScope& scope, ReceiverOptions& out) {
  read_url(map, scope, out.url);
  out.secrets = read_secrets(map, scope);
  map.read("strict_addresses", out.strict_addresses);
  read_wait(map, "connect_timeout", scope, out.connect_timeout);
  read_wait(map, "timeout", scope, out.timeout);
  read_bytes(map, "max_answer", scope, out.max_answer);
  if (const YamlNode* retry = map.find("retry")) out.retry = read_retry(*retry, scope);
}

// Makes the keys of the other types known, so that they are refused with a better word.
void refuse_keys_of_others(YamlMap& map, ReceiverType type, const ConfigScope& scope) {
  for (std::size_t other = 0; other < types().size(); ++other) {
    if (other == static_cast<std::size_t>(type)) continue;
    for (const std::string_view key : types()[other].keys) {
      if (map.find(key) == nullptr) continue;
      scope.complaints.add(
          map.at(key),
          quote(key) + " belongs to receivers of type " + std::string(types()[other].name),
          "write \"type: " + std::string(types()[other].name) + "\" or remove it");
    }
  }
}

std::vector<std::string_view> type_names() {
  std::vector<std::string_view> out;
  for (const TypeRow& row : types()) out.push_back(row.name);
  return out;
}

ReceiverOptions read_receiver(const YamlNode& node, const ConfigScope& scope,
                              std::vector<Located<std::string>>& ids,
                              std::vector<Located<std::string>>& logs) {
  ReceiverOptions out;
  YamlMap map(node, "a receiver", scope.complaints);
  if (node.kind == YamlNode::Kind::kNull) scope.complaints.add(node.at, "an empty receiver");
  Located<std::string> id{out.id, node.at};
  map.read("id", id);
  require_id(id, "a receiver", scope.complaints);
  out.id = id.value;
  if (node.kind == YamlNode::Kind::kMap) ids.push_back(id);
  const int type = read_choice(map, "type", type_names(), scope);
  if (type < 0 && map.find("type") != nullptr) return out;  // what is known depends on it
  if (type >= 0) out.type = static_cast<ReceiverType>(type);
  if (out.type == ReceiverType::kWebhook) {
    read_webhook(map, scope, out);
  } else {
    read_path(map, "path", scope, out.path);
    logs.push_back({out.path, map.at("path")});
  }
  refuse_keys_of_others(map, out.type, scope);
  map.refuse_unknown();
  return out;
}

}  // namespace

std::vector<ReceiverOptions> read_receivers(const std::vector<YamlNode>& nodes,
                                            const ConfigScope& scope,
                                            std::vector<Located<std::string>>& logs) {
  std::vector<ReceiverOptions> out;
  std::vector<Located<std::string>> ids;
  for (const YamlNode& node : nodes) {
    if (node.kind == YamlNode::Kind::kRefused) continue;
    out.push_back(read_receiver(node, scope, ids, logs));
  }
  require_unique(ids, "receiver", scope);
  return out;
}

}  // namespace tocsin
