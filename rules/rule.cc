// YAML to rules as written. Entrance: read_rules; next, rules/compile.cc.
#include "rules/rule.h"

#include <algorithm>

#include "base/yaml.h"

namespace tocsin {
namespace {

using Values = WrittenCondition::Values;

WrittenCondition read_condition(const YamlNode& node, Complaints& complaints);

void read_values(YamlMap& map, std::string_view key, std::optional<Values>& out,
                 Complaints& complaints) {
  Values values;
  if (!map.read(key, values)) return;
  const YamlNode& node = *map.find(key);
  if (node.kind == YamlNode::Kind::kList && node.items.empty()) {
    complaints.add(node.at, quote(key) + " is an empty list, which no event can meet",
                   "leave the key out to allow every value");
  }
  out = std::move(values);
}

void read_group(YamlMap& map, std::string_view key, WrittenCondition::Group& out,
                Complaints& complaints) {
  const YamlNode* node = map.find(key);
  if (node == nullptr || node->kind == YamlNode::Kind::kRefused) return;
  out.written = true;
  out.at = node->at;
  const bool one = key == "not" && node->kind == YamlNode::Kind::kMap;
  if (one) {
    out.parts.push_back(read_condition(*node, complaints));
  } else if (node->kind == YamlNode::Kind::kList) {
    for (const YamlNode& item : node->items) {
      out.parts.push_back(read_condition(item, complaints));
    }
  } else {
    complaints.add(node->at, quote(key) + " must be a list of conditions, and is " +
                                 std::string(describe(node->kind)));
    out.written = false;
  }
}

WrittenCondition read_condition(const YamlNode& node, Complaints& complaints) {
  WrittenCondition out;
  out.at = node.at;
  YamlMap map(node, "a condition", complaints);
  read_values(map, "type", out.type, complaints);
  read_values(map, "mode", out.mode, complaints);
  read_values(map, "status", out.status, complaints);
  read_values(map, "actor", out.actor, complaints);
  read_values(map, "recipient", out.recipient, complaints);
  read_values(map, "object", out.object, complaints);
  Located<std::string> background;
  if (map.read("background", background)) out.background = background;
  read_group(map, "any", out.any, complaints);
  read_group(map, "all", out.all, complaints);
  read_group(map, "not", out.none, complaints);
  map.refuse_unknown();
  const bool empty = node.kind == YamlNode::Kind::kNull ||
                     (node.kind == YamlNode::Kind::kMap && node.entries.empty());
  if (empty) {
    complaints.add(node.at, "a condition without any key would match every event",
                   "say at least which type: SANCTION, ASSAULT, ...");
  }
  return out;
}

void require(YamlMap& map, std::string_view key, Located<std::string>& out,
             Complaints& complaints) {
  if (map.find(key) == nullptr) {
    complaints.add(map.at(), "this rule has no " + quote(key));
  } else {
    map.read(key, out);
  }
}

WrittenRule read_rule(const YamlNode& node, Complaints& complaints) {
  WrittenRule out;
  out.at = node.at;
  out.severity.at = node.at;
  YamlMap map(node, "a rule", complaints);
  if (node.kind == YamlNode::Kind::kNull) complaints.add(node.at, "an empty rule");
  if (node.kind != YamlNode::Kind::kMap) return out;
  require(map, "id", out.id, complaints);
  require(map, "title", out.title, complaints);
  map.read("description", out.description);
  map.read("severity", out.severity);
  if (const YamlNode* when = map.find("when")) {
    out.when = read_condition(*when, complaints);
  } else {
    complaints.add(node.at, "this rule has no \"when\", so nothing says what it watches for");
  }
  Values notify;
  if (map.read("notify", notify)) {
    if (notify.empty()) {
      complaints.add(map.at("notify"), "\"notify\" names nobody",
                     "leave the key out to tell every receiver");
    }
    out.notify = std::move(notify);
  }
  map.refuse_unknown();
  return out;
}

bool holds_list(const YamlNode& root) {
  return std::any_of(root.entries.begin(), root.entries.end(),
                     [](const YamlEntry& entry) { return entry.key.value == "rules"; });
}

}  // namespace

std::vector<WrittenRule> read_rules(Complaints& complaints) {
  const YamlNode root = parse_yaml(complaints);
  if (root.kind == YamlNode::Kind::kRefused) return {};
  if (root.kind == YamlNode::Kind::kNull) {
    complaints.add({}, "the file holds no rule");
    return {};
  }
  std::vector<WrittenRule> out;
  if (!holds_list(root)) {
    out.push_back(read_rule(root, complaints));
    return out;
  }
  YamlMap map(root, "a rule file", complaints);
  const YamlNode& list = *map.find("rules");
  if (list.kind == YamlNode::Kind::kList) {
    for (const YamlNode& item : list.items) out.push_back(read_rule(item, complaints));
  } else if (list.kind != YamlNode::Kind::kRefused) {
    complaints.add(list.at,
                   "\"rules\" must be a list of rules, and is " + std::string(describe(list.kind)));
  }
  map.refuse_unknown();
  return out;
}

}  // namespace tocsin
