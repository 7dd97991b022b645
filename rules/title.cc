// A title is cut into parts once, when its rule is compiled, and filled for every alert.
// Entrances: parse_title, fill_title.
#include "rules/title.h"

#include <algorithm>
#include <array>

#include "base/diagnostics.h"
#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kLongest = 200;  // bytes of a filled title
constexpr std::size_t kMostNames = 4;  // more are counted: "and 3 others"
constexpr std::string_view kSpecial = "{}[]";

using Fill = std::string (*)(const Event&, const Gazetteer&);
std::string fill_actor(const Event& event, const Gazetteer& gazetteer);
std::string fill_recipient(const Event& event, const Gazetteer& gazetteer);
std::string fill_object(const Event& event, const Gazetteer& gazetteer);
std::string fill_status(const Event& event, const Gazetteer& gazetteer);
std::string fill_type(const Event& event, const Gazetteer& gazetteer);
std::string fill_count(const Event& event, const Gazetteer& gazetteer);

struct PlaceholderRow {
  std::string_view name;
  Placeholder placeholder;
  Fill fill;                   // "" where there is nothing to say
  std::string_view otherwise;  // said instead, outside of brackets
};
constexpr std::array<PlaceholderRow, 6> kPlaceholders = {{
    {"actor", Placeholder::kActor, fill_actor, "someone"},
    {"recipient", Placeholder::kRecipient, fill_recipient, "someone"},
    {"object", Placeholder::kObject, fill_object, "something"},
    {"status", Placeholder::kStatus, fill_status, ""},
    {"type", Placeholder::kType, fill_type, ""},
    {"count", Placeholder::kCount, fill_count, ""},
}};

const PlaceholderRow& row_of(Placeholder placeholder) {
  return kPlaceholders.at(static_cast<std::size_t>(placeholder));
}

std::string readable_name(const Participant& participant, const Gazetteer& gazetteer) {
  const NamedEntity* entity = nullptr;
  if (!participant.code().empty()) entity = gazetteer.by_code(participant.code());
  if (entity != nullptr) return entity->name;
  for (const std::string* name : {&participant.name, &participant.code(), &participant.text}) {
    if (!name->empty()) return *name;
  }
  return "";
}

std::string join_names(const std::vector<Participant>& people, const Gazetteer& gazetteer) {
  std::vector<std::string> names;
  for (const Participant& one : people) {
    std::string name = readable_name(one, gazetteer);
    if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.push_back(std::move(name));
  }
  if (names.size() > kMostNames) {
    const std::size_t others = names.size() - kMostNames + 1;
    names.resize(kMostNames - 1);
    names.push_back(std::to_string(others) + " others");
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

std::string fill_actor(const Event& event, const Gazetteer& gazetteer) {
  return join_names(event.actors, gazetteer);
}
std::string fill_recipient(const Event& event, const Gazetteer& gazetteer) {
  return join_names(event.recipients, gazetteer);
}
std::string fill_object(const Event& event, const Gazetteer& /*gazetteer*/) {
  if (!event.object) return "";
  if (!event.object->text.empty()) return event.object->text;
  return std::string(to_string(event.object->object_class));
}
std::string fill_status(const Event& event, const Gazetteer& /*gazetteer*/) {
  return std::string(to_string(event.status));
}
std::string fill_type(const Event& event, const Gazetteer& /*gazetteer*/) {
  std::string out = fold_case(to_string(event.type));
  if (!event.mode.empty()) out += "/" + event.mode;
  return out;
}

std::string with_thousands(std::int64_t number) {
  std::string out = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = out.size(); at > first + 3;) out.insert(at -= 3, ",");
  return out;
}

std::string fill_count(const Event& event, const Gazetteer& /*gazetteer*/) {
  static constexpr std::array<std::string_view, 4> kBounds = {"", "about ", "at least ", "up to "};
  if (!event.object || !event.object->count) return "";
  const Count& count = *event.object->count;
  return std::string(kBounds.at(static_cast<std::size_t>(count.bound))) +
         with_thousands(count.count);
}

// Cuts a template into parts, from left to right.
class TitleParser {
 public:
  explicit TitleParser(std::string_view text) : text_(text) {}

  Result<TitleTemplate> parse() {
    while (at_ < text_.size()) {
      if (Status step = parse_one(); !step) return fail(step.error());
    }
    if (in_group_) return fail(ErrorCode::kInvalid, "the title opens \"[\" and never closes it");
    flush();
    return std::move(out_);
  }

 private:
  Status parse_one() {
    const char sign = text_[at_];
    if (kSpecial.find(sign) == std::string_view::npos) return literal(1);
    if (at_ + 1 < text_.size() && text_[at_ + 1] == sign) return literal(2);
    if (sign == '{') return placeholder();
    if (sign == '[' && !in_group_) return open_group();
    if (sign == ']' && in_group_) return close_group();
    if (sign == '[') return fail(ErrorCode::kInvalid, "the title opens \"[\" inside of \"[\"");
    return fail(ErrorCode::kInvalid, "the title closes " + std::string(1, sign) +
                                         " that was never opened (doubled, it is the sign itself)");
  }

  // A sign, or a doubled one, which stands for itself.
  Status literal(std::size_t bytes) {
    literal_ += text_[at_];
    at_ += bytes;
    return {};
  }

  Status placeholder() {
    const std::size_t end = text_.find('}', at_);
    if (end == std::string_view::npos) {
      return fail(ErrorCode::kInvalid, "the title opens \"{\" and never closes it");
    }
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    const auto* const row =
        std::find_if(kPlaceholders.begin(), kPlaceholders.end(),
                     [&](const PlaceholderRow& one) { return one.name == name; });
    if (row == kPlaceholders.end()) return unknown(name);
    flush();
    out_.parts.push_back({"", row->placeholder, group()});
    if (in_group_) group_has_placeholder_ = true;
    at_ = end + 1;
    return {};
  }

  static Status unknown(std::string_view name) {
    std::vector<std::string_view> names;
    names.reserve(kPlaceholders.size());
    for (const PlaceholderRow& row : kPlaceholders) names.push_back(row.name);
    return fail(ErrorCode::kInvalid, "unknown placeholder {" + printable(shorten(name, 40)) +
                                         "} in the title; " + suggest(name, names));
  }

  Status open_group() {
    flush();
    in_group_ = true;
    group_has_placeholder_ = false;
    ++groups_;
    ++at_;
    return {};
  }

  Status close_group() {
    if (!group_has_placeholder_) {
      return fail(ErrorCode::kInvalid,
                  "the [brackets] in the title hold no placeholder (doubled, they are the signs)");
    }
    flush();
    in_group_ = false;
    ++at_;
    return {};
  }

  void flush() {
    if (!literal_.empty())
      out_.parts.push_back({std::exchange(literal_, {}), std::nullopt, group()});
  }
  int group() const { return in_group_ ? groups_ : 0; }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string literal_;
  bool in_group_ = false;
  bool group_has_placeholder_ = false;
  int groups_ = 0;
  TitleTemplate out_;
};

void capitalise(std::string& text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
}

}  // namespace

Result<TitleTemplate> parse_title(std::string_view text) { return TitleParser(text).parse(); }

std::string fill_title(const TitleTemplate& title, const Event& event, const Gazetteer& gazetteer) {
  std::vector<std::string> texts;
  std::vector<int> dropped;
  texts.reserve(title.parts.size());
  for (const TitlePart& part : title.parts) {
    if (!part.placeholder) {
      texts.push_back(part.text);
      continue;
    }
    const PlaceholderRow& row = row_of(*part.placeholder);
    texts.push_back(row.fill(event, gazetteer));
    if (!texts.back().empty()) continue;
    if (part.group == 0) {
      texts.back() = row.otherwise;
    } else {
      dropped.push_back(part.group);
    }
  }
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const int group = title.parts[i].group;
    if (std::find(dropped.begin(), dropped.end(), group) == dropped.end()) out += texts[i];
  }
  out = shorten(collapse_space(printable(out)), kLongest);
  capitalise(out);
  return out;
}

}  // namespace tocsin
