// A strict reader of YAML for files that people write: every value knows its line and column, all
// complaints are collected in one run, and nothing is guessed. Refused: duplicate keys, anchors and
// aliases, tags, a second document, control characters, text that is not UTF-8, more than 1 MiB,
// 32 levels or 100,000 values. Safe on hostile bytes; never throws. Values are text until read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/diagnostics.h"

namespace tocsin {

struct YamlEntry;

struct YamlNode {
  // kRefused: already complained of; readers pass over it in silence.
  enum class Kind { kNull, kText, kList, kMap, kRefused };
  Kind kind = Kind::kNull;
  Position at;
  std::string text;                // kText
  bool in_quotes = false;          // kText
  std::vector<YamlNode> items;     // kList
  std::vector<YamlEntry> entries;  // kMap, in the order of the file, no key twice
};

struct YamlEntry {
  Located<std::string> key;
  YamlNode value;
};

// Reads complaints.text(), and adds what is wrong to `complaints`. Returns as much as could be
// read.
YamlNode parse_yaml(Complaints& complaints);

// What a node is, for messages: "text", "a list".
std::string_view describe(YamlNode::Kind kind);

// A value out of a node; where it does not fit, a complaint and false, and `out` stays as it was.
// `name` is the key, for the message.
bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints,
               std::string& out);
bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints, bool& out);
bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints,
               std::int64_t& out);
bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints, Duration& out);
// A list of texts; one text alone is a list of one.
bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints,
               std::vector<Located<std::string>>& out);
// Bytes, with or without unit: base/units.h.
bool read_yaml_size(const YamlNode& node, std::string_view name, Complaints& complaints,
                    std::int64_t& out);
template <typename T>
bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints,
               Located<T>& out) {
  if (!read_yaml(node, name, complaints, out.value)) return false;
  out.at = node.at;
  return true;
}

// The keys of one map, asked for by name; who asks for a key makes it known.
//   YamlMap map(node, "a feed", complaints);
//   map.read("path", feed.path);
//   map.refuse_unknown();
// `node` and `complaints` outlive it. Keys are string literals.
class YamlMap {
 public:
  // Complains where the node is neither a map nor empty.
  YamlMap(const YamlNode& node, std::string_view what, Complaints& complaints);

  // Null where the key is not written.
  const YamlNode* find(std::string_view key);
  // The value's place; of a key that is not written, the map's.
  Position at(std::string_view key) const;
  Position at() const { return node_.at; }
  // False where the key is not written or its value does not fit; `out` then stays as it was.
  template <typename T>
  bool read(std::string_view key, T& out) {
    const YamlNode* node = find(key);
    return node != nullptr && read_yaml(*node, key, complaints_, out);
  }
  bool read_size(std::string_view key, std::int64_t& out);
  // Complains of every key that was not asked for, with "did you mean".
  void refuse_unknown();

 private:
  const YamlNode& node_;
  std::string_view what_;
  Complaints& complaints_;
  std::vector<std::string_view> known_;
};

}  // namespace tocsin
