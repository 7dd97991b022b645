// base/yaml.h and base/diagnostics.h: what is read, where it stood, and what must be refused.
#include "base/yaml.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

// One node a line: place, kind, text.
void dump(const YamlNode& node, int depth, std::string& out) {
  out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + std::to_string(node.at.line) +
         ":" + std::to_string(node.at.column) + " " + std::string(describe(node.kind));
  if (node.kind == YamlNode::Kind::kText)
    out += " '" + node.text + "'" + (node.in_quotes ? "q" : "");
  out += "\n";
  for (const YamlNode& item : node.items) dump(item, depth + 1, out);
  for (const YamlEntry& entry : node.entries) {
    out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + entry.key.value + " at " +
           std::to_string(entry.key.at.line) + ":" + std::to_string(entry.key.at.column) + "\n";
    dump(entry.value, depth + 1, out);
  }
}

std::string parse_and_dump(std::string_view text) {
  Complaints complaints("t.yml", text);
  std::string out;
  dump(parse_yaml(complaints), 0, out);
  return render(complaints.take()) + out;
}

std::string complaints_of(std::string_view text) {
  Complaints complaints("t.yml", text);
  parse_yaml(complaints);
  return render(complaints.take());
}

TEST(Yaml, KnowsWhereEverythingStands) {
  EXPECT_EQ(parse_and_dump("\xEF\xBB\xBF"
                           "# é\r\n"
                           "a: 1\r\n"
                           "é: [x, \"y\", ~]\r\n"
                           "empty:\r\n"
                           "m:\r\n"
                           "  k: {é: v}\r\n"),
            "2:1 a map (key: value)\n"
            "a at 2:1\n"
            "  2:4 text '1'\n"
            "é at 3:1\n"
            "  3:4 a list\n"
            "    3:5 text 'x'\n"
            "    3:8 text 'y'q\n"
            "    3:13 empty\n"
            "empty at 4:1\n"
            "  4:1 empty\n"
            "m at 5:1\n"
            "  6:3 a map (key: value)\n"
            "  k at 6:3\n"
            "    6:6 a map (key: value)\n"
            "    é at 6:7\n"
            "      6:10 text 'v'\n");
}

TEST(Yaml, AnEmptyFileIsEmptyAndNoComplaint) {
  for (const std::string_view text : {"", "# nothing\n", "\n\n", "---\n"}) {
    Complaints complaints("t.yml", text);
    EXPECT_EQ(parse_yaml(complaints).kind, YamlNode::Kind::kNull);
    EXPECT_EQ(render(complaints.take()), "");
  }
}

TEST(Yaml, AnEmptyItemStandsAtItsDash) {
  EXPECT_EQ(parse_and_dump("-\n\n- ~\n- # nothing\n- x\n"),
            "1:1 a list\n"
            "  1:1 empty\n"
            "  3:3 empty\n"
            "  5:1 empty\n"  // a comment between: the mark of what follows
            "  5:3 text 'x'\n");
}

TEST(Yaml, ReadsQuotedText) {
  EXPECT_EQ(parse_and_dump("[\"a \\\" b\", 'it''s', '', \"\", \"c\n  d\"]"),
            "1:1 a list\n"
            "  1:2 text 'a \" b'q\n"
            "  1:12 text 'it's'q\n"
            "  1:21 text ''q\n"
            "  1:25 text ''q\n"
            "  1:29 text 'c d'q\n");
}

TEST(Yaml, ComplainsOfEverythingInOneRun) {
  EXPECT_EQ(complaints_of("a: &x 1\n"
                          "b: *x\n"
                          "a: 2\n"
                          "c: !!str 3\n"
                          "? [k]\n"
                          ": v\n"),
            "t.yml:1:4: error: anchors (&x) are not allowed\n"
            "  a: &x 1\n"
            "     ^\n"
            "  write the value out wherever it is needed\n"
            "t.yml:2:4: error: aliases (*name) are not allowed\n"
            "  b: *x\n"
            "     ^\n"
            "  write the value out wherever it is needed\n"
            "t.yml:3:1: error: the key \"a\" is here twice\n"
            "  a: 2\n"
            "  ^\n"
            "  the first is on line 1\n"
            "t.yml:4:4: error: tags (tag:yaml.org,2002:str) are not allowed\n"
            "  c: !!str 3\n"
            "     ^\n"
            "t.yml:5:3: error: a key must be text, and this is a list\n"
            "  ? [k]\n"
            "    ^\n");
}

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Yaml, RefusesHostileFilesQuickly) {
  struct Row {
    std::string_view name;
    std::string text;
    std::string_view complaint;
  };
  const Row rows[] = {
      {"alias bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "aliases (*name)"},
      {"second document", "a: 1\n---\nb: 2\n", "a second YAML document"},
      {"deep flow", repeat("[", 100'000), "nested deeper than 32 levels"},
      {"deep block", repeat("- ", 100'000), "nested deeper than 32 levels"},
      {"many values", "[" + repeat("a,", 200'000) + "]", "more than 100000 values"},
      {"same key", "{" + repeat("a: 1,", 30'000) + "}", "more complaints are not shown"},
      {"large", std::string((1 << 20) + 1, 'a'), "larger than 1 MiB"},
      {"latin-1", "a: caf\xE9\n", "UTF-8"},
      {"utf-16",
       std::string("\xFF\xFE"
                   "a\0:\0",
                   6),
       "UTF-8"},
      {"end of file mark", "a: 1\nb: \x04 2\n", "t.yml:2:4: error: a control character"},
      {"zero byte", std::string("a: \0", 4), "a control character"},
      {"terminal escape", "a: \x1B[2J\n", "a control character"},
      {"unclosed list", "a: [1\nb: 2\n", "not valid YAML"},
      {"unclosed quote", "a: \"b\n", "t.yml:1:4: error: a quote is opened here and never closed"},
      {"unclosed single quote", "a: 'it''s\nb: 1\n\n", "t.yml:1:4: error: a quote is opened"},
      {"escaped quote", "a: \"b\\\"\n", "t.yml:1:4: error: a quote is opened"},
      {"indentation", "a:\n  b: 1\n c: 2\n", "does its indentation fit"},
      {"tab as indent", "a:\n\tb: 1\n", "not valid YAML"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const std::string complaints = complaints_of(row.text);
    EXPECT_NE(complaints.find(row.complaint), std::string::npos) << complaints.substr(0, 2000);
    EXPECT_LT(complaints.size(), 40'000U);
  }
}

TEST(Yaml, ReadsValuesOfTheRightTypeOnly) {
  struct Row {
    std::string_view text;
    std::string_view complaint;  // "" none
  };
  const Row rows[] = {
      {"text: x", ""},
      {"text: 7", ""},
      {"text: [x]", "t.yml:1:7: error: \"text\" must be text, and is a list\n"},
      {"text: {a: b}", "\"text\" must be text, and is a map (key: value)"},
      {"text:", "t.yml:1:1: error: \"text\" must be text, and is empty\n"},
      {"flag: true", ""},
      {"flag: yes", "\"flag\" must be true or false, and is \"yes\""},
      {"flag: \"true\"", "\"flag\" must be true or false"},
      {"number: 12", ""},
      {"number: -3", ""},
      {"number: 007", "\"number\" must be a whole number, and is \"007\""},
      {"number: 1e3", "whole number"},
      {"number: 0x10", "whole number"},
      {"number: 99999999999999999999", "whole number"},
      {"wait: 2h", ""},
      {"wait: 2", "\"2\" is no duration"},
      {"wait: [2h]", "\"wait\" must be a duration, such as 500ms or 2h, and is a list"},
      {"size: 64KiB", ""},
      {"size: 64KB", "\"64KB\" is no size"},
      {"list: [a, b]", ""},
      {"list: a", ""},
      {"list: {a: b}", "\"list\" must be text or a list of texts"},
      {"list: [a, [b]]", "t.yml:1:11: error: \"list\" must be text, and is a list"},
      {"text: *gone", "not valid YAML"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    Complaints complaints("t.yml", row.text);
    const YamlNode root = parse_yaml(complaints);
    YamlMap map(root, "the test", complaints);
    std::string text;
    bool flag = false;
    std::int64_t number = 0;
    std::int64_t size = 0;
    Duration wait{};
    std::vector<Located<std::string>> list;
    const bool read = map.read("text", text) || map.read("flag", flag) ||
                      map.read("number", number) || map.read("wait", wait) ||
                      map.read_size("size", size) || map.read("list", list);
    const std::string found = render(complaints.take());
    EXPECT_EQ(read, row.complaint.empty());
    EXPECT_NE(found.find(row.complaint), std::string::npos) << found;
    EXPECT_EQ(found.empty(), row.complaint.empty()) << found;
  }
}

TEST(Yaml, RefusesUnknownKeysWithAGuess) {
  Complaints complaints("t.yml", "setle: 1s\nvolcano: 2\n");
  const YamlNode root = parse_yaml(complaints);
  YamlMap map(root, "a feed", complaints);
  Duration settle{};
  EXPECT_FALSE(map.read("settle", settle));
  map.refuse_unknown();
  EXPECT_EQ(render(complaints.take()),
            "t.yml:1:1: error: unknown key \"setle\" in a feed\n"
            "  setle: 1s\n"
            "  ^\n"
            "  did you mean \"settle\"?\n"
            "t.yml:2:1: error: unknown key \"volcano\" in a feed\n"
            "  volcano: 2\n"
            "  ^\n"
            "  known here: settle\n");
}

TEST(Diagnostics, PointIntoLongLines) {
  Complaints complaints("t.yml", std::string(500, 'x') + "é!" + std::string(500, 'y'));
  complaints.add({1, 502}, "here");
  const Diagnostic found = complaints.take().front();
  EXPECT_LT(found.excerpt.size(), 140U);
  EXPECT_TRUE(found.excerpt.starts_with("…") && found.excerpt.ends_with("…")) << found.excerpt;
  // The caret counts code points; "…" and "é" before it take 3 and 2 bytes.
  EXPECT_EQ(found.excerpt[static_cast<std::size_t>(found.caret) - 1 + 2 + 1], '!');
}

TEST(Diagnostics, ShowNothingThatMovesTheCursor) {
  Complaints complaints("t\n.yml", "a: \x1B[2J\tb\n");
  complaints.add({1, 9}, "bad \x1B[0m");
  EXPECT_EQ(render(complaints.take()),
            "t .yml:1:9: error: bad  [0m\n"
            "  a:  [2J b\n"
            "          ^\n");
}

TEST(Diagnostics, HideCredentials) {
  Complaints complaints("t.yml", "{url: 'http://joe:p@ss@h/a@b', u: ws://é@h, v: 'http://h/x@y'}");
  complaints.add({1, 2}, "here");
  EXPECT_EQ(complaints.take().front().excerpt,
            "{url: 'http://********@h/a@b', u: ws://*@h, v: 'http://h/x@y'}");
}

TEST(Diagnostics, OfAWholeFileHaveNoLine) {
  EXPECT_EQ(render(diagnostic_of({ErrorCode::kNotFound, "it is gone", {"/etc/x.yml"}})),
            "/etc/x.yml: error: it is gone\n");
}

}  // namespace
}  // namespace tocsin
