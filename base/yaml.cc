// The only file that includes yaml-cpp, of which it uses the stream of events, not the node tree:
// so an alias is never followed and a bomb never grows. Entrance: parse_yaml; then YamlMap and
// read_yaml.
#include "base/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <optional>
#include <sstream>
#include <unordered_map>

#include "base/text.h"
#include "base/units.h"

namespace tocsin {
namespace {

constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::size_t kMostLevels = 32;
constexpr std::size_t kMostValues = 100'000;
constexpr std::string_view kWriteItOut = "write the value out wherever it is needed";

// Thrown by Builder out of yaml-cpp's loop, and caught in parse_yaml.
struct Stop : std::exception {};

// yaml-cpp's marks (from 0, columns in bytes) to positions (from 1, columns in code points).
class Positions {
 public:
  explicit Positions(std::string_view text) : points_(text) {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1))
      starts_.push_back(at + 1);
  }
  Position of(const YAML::Mark& mark) const {
    if (mark.line < 0 || mark.column < 0) return {};
    const std::size_t line = line_of(mark);
    const std::size_t before = points_.at(byte_of(mark)) - points_.at(starts_[line]);
    return {static_cast<int>(line) + 1, static_cast<int>(before) + 1};
  }
  std::size_t byte_of(const YAML::Mark& mark) const {
    return starts_[line_of(mark)] + static_cast<std::size_t>(std::max(mark.column, 0));
  }
  // An empty list item bears the mark of whatever follows; its dash is where it stands.
  Position of_dash_before(const YAML::Mark& mark, std::string_view text) const {
    const std::string_view before = text.substr(0, starts_[line_of(mark)]);
    const std::size_t at = before.find_last_not_of(" \t\r\n");
    const bool only_blanks_between =
        text.substr(0, byte_of(mark)).find_last_not_of(" \t\r\n") == at;
    if (at == std::string_view::npos || text[at] != '-' || !only_blanks_between) return of(mark);
    YAML::Mark dash = mark;
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), at);
    dash.line = static_cast<int>(next - starts_.begin()) - 1;
    dash.column = static_cast<int>(at - *(next - 1));
    return of(dash);
  }

 private:
  std::size_t line_of(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.line, 0)), starts_.size() - 1);
  }

  CodePointIndex points_;
  std::vector<std::size_t> starts_ = {0};
};

// yaml-cpp takes a quote that is never closed, and with it the rest of the file, in silence.
bool closes_its_quote(std::string_view text) {
  const char quote_sign = text.empty() ? '\0' : text.front();
  if (quote_sign != '"' && quote_sign != '\'') return true;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (quote_sign == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote_sign) {
      const bool doubled = quote_sign == '\'' && text.substr(at + 1).starts_with('\'');
      if (!doubled) return true;
      ++at;
    }
  }
  return false;
}

// What some of yaml-cpp's messages mean to people.
struct Explained {
  std::string_view message;
  std::string_view hint;
};
constexpr Explained kExplained[] = {
    {"end of map not found", "does its indentation fit the lines above?"},
    {"end of sequence not found", "does its indentation fit the lines above?"},
    {"end of sequence flow not found", "a [ is not closed, or a comma is missing"},
    {"end of map flow not found", "a { is not closed, or a comma is missing"},
    {"illegal map value", "text with a colon must stand in quotes"},
};
std::string explain(const std::string& message) {
  for (const Explained& one : kExplained) {
    if (one.message == message) return std::string(one.hint);
  }
  return "";
}

// Builds the tree from the parser's events.
class Builder final : public YAML::EventHandler {
 public:
  Builder(const Positions& positions, Complaints& complaints)
      : positions_(positions), complaints_(complaints) {}

  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    const std::string_view text = complaints_.text();
    if (text.substr(std::min(positions_.byte_of(mark), text.size())).starts_with("---")) {
      complaints_.add(positions_.of(mark), "a second YAML document begins here",
                      "remove the line \"---\", or put the rest into a file of its own");
    } else {
      complaints_.add(positions_.of(mark),
                      "not valid YAML: this does not go on from the lines above",
                      "write lines of the form \"key: value\"");
    }
    throw Stop();
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    YamlNode out = node(YamlNode::Kind::kNull, mark);
    if (!levels_.empty() && levels_.back().node.kind == YamlNode::Kind::kList) {
      out.at = positions_.of_dash_before(mark, complaints_.text());
    }
    add(std::move(out));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    complaints_.add(positions_.of(mark), "aliases (*name) are not allowed",
                    std::string(kWriteItOut));
    add(node(YamlNode::Kind::kRefused, mark));
  }
  // yaml-cpp gives the mark of what follows the anchor.
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    complaints_.add(positions_.of(mark),
                    "anchors (&" + printable(shorten(name, 40)) + ") are not allowed",
                    std::string(kWriteItOut));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                const std::string& value) override {
    refuse_tag(mark, tag);
    YamlNode out = node(YamlNode::Kind::kText, mark);
    out.text = value;
    out.in_quotes = tag == "!";
    refuse_open_quote(mark, out.at);
    add(std::move(out));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::kList, mark, tag);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::kMap, mark, tag);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    YamlNode node;
    std::optional<Located<std::string>> key;    // of a map: its value comes next
    bool wanted = true;                         // false: the key was refused, and so is its value
    std::unordered_map<std::string, int> keys;  // and their lines
  };

  YamlNode node(YamlNode::Kind kind, const YAML::Mark& mark) {
    YamlNode out;
    out.kind = kind;
    out.at = positions_.of(mark);
    if (++values_ > kMostValues) {
      complaints_.add(out.at, "more than " + std::to_string(kMostValues) + " values in one file");
      throw Stop();
    }
    return out;
  }

  // Without a tag of its own, plain text has "?" and text in quotes "!".
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    complaints_.add(positions_.of(mark),
                    "tags (" + printable(shorten(tag, 40)) + ") are not allowed");
  }

  void refuse_open_quote(const YAML::Mark& mark, Position at) {
    const std::string_view text = complaints_.text();
    if (closes_its_quote(text.substr(std::min(positions_.byte_of(mark), text.size())))) return;
    complaints_.add(at, "a quote is opened here and never closed");
    throw Stop();
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag) {
    refuse_tag(mark, tag);
    Level level;
    level.node = node(kind, mark);
    if (levels_.size() >= kMostLevels) {
      complaints_.add(level.node.at,
                      "nested deeper than " + std::to_string(kMostLevels) + " levels");
      throw Stop();
    }
    levels_.push_back(std::move(level));
  }

  void close() {
    YamlNode done = std::move(levels_.back().node);
    levels_.pop_back();
    add(std::move(done));
  }

  void add(YamlNode value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == YamlNode::Kind::kList) {
      level.node.items.push_back(std::move(value));
    } else if (!level.key) {
      add_key(level, std::move(value));
    } else {
      add_value(level, std::move(value));
    }
  }

  void add_key(Level& level, YamlNode value) {
    level.wanted = false;
    if (value.kind != YamlNode::Kind::kText) {
      if (value.kind != YamlNode::Kind::kRefused) {
        complaints_.add(value.at,
                        "a key must be text, and this is " + std::string(describe(value.kind)));
      }
    } else if (const auto [first, is_new] = level.keys.try_emplace(value.text, value.at.line);
               !is_new) {
      complaints_.add(value.at, "the key " + quote(value.text) + " is here twice",
                      "the first is on line " + std::to_string(first->second));
    } else {
      level.wanted = true;
    }
    level.key = Located<std::string>{std::move(value.text), value.at};
  }

  void add_value(Level& level, YamlNode value) {
    // The mark of an empty value is that of whatever follows.
    if (value.kind == YamlNode::Kind::kNull && value.at.line != level.key->at.line) {
      value.at = level.key->at;
    }
    if (level.wanted) level.node.entries.push_back({std::move(*level.key), std::move(value)});
    level.key.reset();
  }

  const Positions& positions_;
  Complaints& complaints_;
  std::vector<Level> levels_;
  YamlNode root_;
  std::size_t values_ = 0;
  int documents_ = 0;
};

YamlNode refused() {
  YamlNode out;
  out.kind = YamlNode::Kind::kRefused;
  return out;
}

Position position_of_byte(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(code_points(before.substr(line_start))) + 1};
}

// What yaml-cpp would take in silence: its end-of-file mark is a control character, its encodings
// are guessed.
bool is_plain_text(std::string_view text, Complaints& complaints) {
  if (text.size() > kMostBytes) {
    complaints.add({}, "larger than 1 MiB");
    return false;
  }
  if (!is_valid_utf8(text)) {
    complaints.add({}, "not a text file in UTF-8", "save it as UTF-8 text");
    return false;
  }
  const auto bad = std::find_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') ||
           c == 0x7F;
  });
  if (bad == text.end()) return true;
  complaints.add(position_of_byte(text, static_cast<std::size_t>(bad - text.begin())),
                 "a control character stands here", "remove it");
  return false;
}

void wrong_kind(const YamlNode& node, std::string_view name, std::string_view wanted,
                Complaints& complaints) {
  if (node.kind == YamlNode::Kind::kRefused) return;
  complaints.add(node.at, quote(name) + " must be " + std::string(wanted) + ", and is " +
                              std::string(describe(node.kind)));
}

// The text of a node that must be text; null after a complaint.
const std::string* text_of(const YamlNode& node, std::string_view name, std::string_view wanted,
                           Complaints& complaints) {
  if (node.kind == YamlNode::Kind::kText) return &node.text;
  wrong_kind(node, name, wanted, complaints);
  return nullptr;
}

template <typename T>
bool read_quantity(const YamlNode& node, std::string_view name, std::string_view wanted,
                   Result<T> (*parse)(std::string_view), Complaints& complaints, T& out) {
  const std::string* text = text_of(node, name, wanted, complaints);
  if (text == nullptr) return false;
  const Result<T> value = parse(*text);
  if (value) {
    out = *value;
  } else {
    complaints.add(node.at, value.error().message);
  }
  return value.has_value();
}

bool not_what_it_must_be(const YamlNode& node, std::string_view name, std::string_view wanted,
                         Complaints& complaints) {
  complaints.add(node.at, quote(name) + " must be " + std::string(wanted) + ", and is " +
                              (node.in_quotes ? "the text " : "") + quote(node.text));
  return false;
}

}  // namespace

YamlNode parse_yaml(Complaints& complaints) {
  const std::string& text = complaints.text();
  if (!is_plain_text(text, complaints)) return refused();
  const Positions positions(text);
  Builder builder(positions, complaints);
  try {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return refused();
  } catch (const YAML::Exception& error) {
    complaints.add(positions.of(error.mark), "not valid YAML: " + error.msg, explain(error.msg));
    return refused();
  } catch (const std::exception& error) {
    complaints.add({}, std::string("not valid YAML: ") + error.what());
    return refused();
  }
  return builder.take();
}

std::string_view describe(YamlNode::Kind kind) {
  switch (kind) {
    case YamlNode::Kind::kNull:
      return "empty";
    case YamlNode::Kind::kText:
      return "text";
    case YamlNode::Kind::kList:
      return "a list";
    case YamlNode::Kind::kMap:
      return "a map (key: value)";
    case YamlNode::Kind::kRefused:
      return "refused";
  }
  return "refused";
}

bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints,
               std::string& out) {
  const std::string* text = text_of(node, name, "text", complaints);
  if (text != nullptr) out = *text;
  return text != nullptr;
}

bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints, bool& out) {
  static constexpr std::string_view kWanted = "true or false";
  const std::string* text = text_of(node, name, kWanted, complaints);
  if (text == nullptr) return false;
  if (node.in_quotes || (*text != "true" && *text != "false")) {
    return not_what_it_must_be(node, name, kWanted, complaints);
  }
  out = *text == "true";
  return true;
}

bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints,
               std::int64_t& out) {
  static constexpr std::string_view kWanted = "a whole number";
  const std::string* text = text_of(node, name, kWanted, complaints);
  if (text == nullptr) return false;
  std::int64_t number = 0;
  const char* const end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, number);
  const bool octal = text->size() > 1 && text->starts_with('0');  // 007 is 7 to some, 8 to others
  if (node.in_quotes || error != std::errc() || stopped != end || octal) {
    return not_what_it_must_be(node, name, kWanted, complaints);
  }
  out = number;
  return true;
}

bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints, Duration& out) {
  return read_quantity(node, name, "a duration, such as 500ms or 2h", parse_duration, complaints,
                       out);
}

bool read_yaml_size(const YamlNode& node, std::string_view name, Complaints& complaints,
                    std::int64_t& out) {
  return read_quantity(node, name, "a size, such as 16MiB", parse_size, complaints, out);
}

bool read_yaml(const YamlNode& node, std::string_view name, Complaints& complaints,
               std::vector<Located<std::string>>& out) {
  if (node.kind == YamlNode::Kind::kText) {
    out = {{node.text, node.at}};
    return true;
  }
  if (node.kind != YamlNode::Kind::kList) {
    wrong_kind(node, name, "text or a list of texts", complaints);
    return false;
  }
  std::vector<Located<std::string>> values(node.items.size());
  bool good = true;
  for (std::size_t i = 0; i < values.size(); ++i) {
    good = read_yaml(node.items[i], name, complaints, values[i]) && good;
  }
  if (good) out = std::move(values);
  return good;
}

YamlMap::YamlMap(const YamlNode& node, std::string_view what, Complaints& complaints)
    : node_(node), what_(what), complaints_(complaints) {
  if (node.kind == YamlNode::Kind::kText || node.kind == YamlNode::Kind::kList) {
    complaints.add(node.at, std::string(what) + " must be a map (key: value), and is " +
                                std::string(describe(node.kind)));
  }
}

const YamlNode* YamlMap::find(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
  for (const YamlEntry& entry : node_.entries) {
    if (entry.key.value == key) return &entry.value;
  }
  return nullptr;
}

Position YamlMap::at(std::string_view key) const {
  for (const YamlEntry& entry : node_.entries) {
    if (entry.key.value == key) return entry.value.at;
  }
  return node_.at;
}

bool YamlMap::read_size(std::string_view key, std::int64_t& out) {
  const YamlNode* node = find(key);
  return node != nullptr && read_yaml_size(*node, key, complaints_, out);
}

void YamlMap::refuse_unknown() {
  for (const YamlEntry& entry : node_.entries) {
    if (std::find(known_.begin(), known_.end(), entry.key.value) != known_.end()) continue;
    complaints_.add(entry.key.at,
                    "unknown key " + quote(entry.key.value) + " in " + std::string(what_),
                    suggest(entry.key.value, known_));
  }
}

}  // namespace tocsin
