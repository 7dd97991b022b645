// rules/rule_set.h: each testdata/bad_*.yml gives exactly the diagnostics in the .txt beside it;
// tables of rules and events; the shipped pack.
#include "rules/rule_set.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/rules/event_maker.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

const Gazetteer& gazetteer() {
  static const auto kGazetteer = Gazetteer::load();
  return *kGazetteer.value();
}

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

RuleSetResult parse(std::string text) {
  return RuleSet::parse({{"t.yml", std::move(text)}}, gazetteer());
}

TEST(RuleSet, RefusesBadFilesWithExactlyTheseWords) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(TOCSIN_TEST_DIR "/testdata")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("bad_") || entry.path().extension() != ".yml") continue;
    SCOPED_TRACE(name);
    ++files;
    const RuleSetResult result = RuleSet::parse({{name, read(entry.path())}}, gazetteer(),
                                                std::vector<std::string>{"log", "newsroom"});
    EXPECT_FALSE(result.ok());
    EXPECT_EQ(result.rules, nullptr);
    fs::path expected = entry.path();
    EXPECT_EQ(render(result.diagnostics), read(expected.replace_extension(".txt")));
  }
  EXPECT_GE(files, 7);
}

// One condition, and which of six events meet it.
TEST(RuleSet, Evaluates) {
  std::vector<Event> events;
  Event expelled = event_of(EventType::kSanction, "expel", ObjectClass::kDiplomat);
  events.push_back(expelled);  // a
  Event threatened = expelled;
  threatened.status = EventStatus::kThreatened;
  events.push_back(threatened);  // b
  Event recalled = expelled;
  recalled.background = true;
  events.push_back(recalled);  // c
  Event deployed = event_of(EventType::kMobilize, "troops", ObjectClass::kTroops);
  deployed.actors = {organisation("NATO"), country("POL")};
  deployed.recipients.clear();
  deployed.status = EventStatus::kOrdered;
  events.push_back(deployed);  // d
  Event riot = event_of(EventType::kProtest, "riot");
  riot.actors.clear();
  events.push_back(riot);  // e
  Event attack = event_of(EventType::kAssault, "");
  attack.actors = {organisation("JNIM", "MLI")};
  events.push_back(attack);  // f

  struct Row {
    std::string_view when;
    std::string_view meet;
  };
  const Row rows[] = {
      {"{type: SANCTION}", "a"},
      {"{type: [SANCTION, PROTEST]}", "ae"},
      {"{type: SANCTION, status: threatened}", "b"},
      {"{type: SANCTION, status: [threatened, occurred]}", "ab"},
      {"{type: SANCTION, background: true}", "c"},
      {"{type: SANCTION, background: false}", "a"},
      {"{type: SANCTION, background: any}", "ac"},
      {"{mode: expel}", "a"},
      {"{mode: [troops, riot]}", "de"},
      {"{object: diplomat}", "a"},
      {"{object: [diplomat, troops]}", "ad"},
      {"{actor: NATO}", "d"},
      {"{actor: POL}", "d"},
      {"{actor: Niger}", "a"},
      {"{actor: niger}", "a"},
      {"{actor: MLI}", ""},
      {"{actor: JNIM}", "f"},
      {"{recipient: FRA}", "aef"},
      {"{actor: NER, recipient: FRA}", "a"},
      {"{actor: FRA}", ""},
      {"{any: [{type: SANCTION}, {actor: POL}]}", "ad"},
      {"{all: [{recipient: FRA}, {type: PROTEST}]}", "e"},
      {"{recipient: FRA, not: {type: PROTEST}}", "af"},
      {"{recipient: FRA, not: [{type: PROTEST}, {mode: expel}]}", "f"},
      {"{not: {recipient: FRA}}", "d"},
      {"{not: {not: {recipient: FRA}}}", "aef"},
      {"{any: [{type: SANCTION, status: threatened}, {type: PROTEST}]}", "be"},
      {"{any: [{all: [{type: ASSAULT}, {actor: JNIM}]}, {not: {recipient: FRA}}]}", "df"},
      {"{type: SANCTION, status: refused}", ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.when);
    const auto result = parse("{id: r, title: t, when: " + std::string(row.when) + "}");
    ASSERT_EQ(render(result.diagnostics), "");
    std::string met;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (!result.rules->evaluate(events[i]).empty()) met += static_cast<char>('a' + i);
    }
    EXPECT_EQ(met, row.meet);
  }
}

TEST(RuleSet, SaysWhy) {
  struct Row {
    std::string_view when;
    std::string_view reason;
  };
  const Row rows[] = {
      {"{type: SANCTION, mode: expel}",
       "type SANCTION, mode expel, status ordered, not background"},
      {"{object: diplomat, actor: [NER, MLI], recipient: France, background: any}",
       "object diplomat, actor NER, recipient FRA, status ordered"},
      {"{any: [{type: AID}, {type: SANCTION}], not: {actor: FRA}, status: ordered}",
       "status ordered, type SANCTION, nothing that is excluded, not background"},
  };
  Event event = event_of(EventType::kSanction, "expel", ObjectClass::kDiplomat);
  event.status = EventStatus::kOrdered;
  for (const Row& row : rows) {
    const auto result = parse("{id: r, title: t, when: " + std::string(row.when) + "}");
    ASSERT_EQ(render(result.diagnostics), "");
    const auto matches = result.rules->evaluate(event);
    ASSERT_EQ(matches.size(), 1U) << row.when;
    EXPECT_EQ(matches[0].rule, 0U);
    EXPECT_EQ(matches[0].reason, row.reason);
  }
}

TEST(RuleSet, KeepsWhatARuleSays) {
  const auto result = RuleSet::parse(
      {{"one.yml",
        "id: first\ntitle: \"{actor}\"\ndescription: >\n  Two\n  lines.\nseverity: critical\n"
        "notify: [pager, pager, log]\nwhen: {type: AID}\n"},
       {"two.yml", "# one\n\nrules:\n  - {id: second, title: t, when: {type: AID}}\n"}},
      gazetteer(), std::vector<std::string>{"log", "pager"});
  ASSERT_EQ(render(result.diagnostics), "");
  ASSERT_EQ(result.rules->size(), 2U);
  const CompiledRule& first = result.rules->rule(0);
  EXPECT_EQ(first.description, "Two lines.");
  EXPECT_EQ(first.severity, Severity::kCritical);
  EXPECT_EQ(first.notify, (std::vector<std::string>{"pager", "log"}));
  const CompiledRule* second = result.rules->find("second");
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->severity, Severity::kMedium);
  EXPECT_TRUE(second->notify.empty());
  EXPECT_EQ(second->where, (Where{"two.yml", 4, 5}));
  EXPECT_EQ(result.rules->find("third"), nullptr);
  const auto matches = result.rules->evaluate(event_of(EventType::kAid, ""));
  EXPECT_EQ(matches.size(), 2U);
}

// An event whose mode the ontology does not have still meets what asks for no mode.
TEST(RuleSet, TakesEventsOfUnknownMode) {
  const auto result = parse(
      "rules:\n"
      "  - {id: any-aid, title: t, when: {type: AID}}\n"
      "  - {id: expulsion, title: t, when: {type: SANCTION, mode: expel}}\n");
  ASSERT_EQ(render(result.diagnostics), "");
  EXPECT_EQ(result.rules->evaluate(event_of(EventType::kAid, "by-balloon")).size(), 1U);
  EXPECT_TRUE(result.rules->evaluate(event_of(EventType::kSanction, "by-balloon")).empty());
}

TEST(RuleSet, EveryKindOfEventHasAPlaceOfItsOwn) {
  ASSERT_LE(kind_count(), kMostKinds);
  std::vector<bool> seen(kind_count());
  for (int i = 0; i < kEventTypes; ++i) {
    const auto type = static_cast<EventType>(i);
    std::vector<std::string_view> names = modes(type);
    names.emplace_back("");
    for (const std::string_view mode : names) {
      const auto kind = kind_index(type, mode);
      ASSERT_TRUE(kind.has_value());
      EXPECT_FALSE(seen[*kind]);
      seen[*kind] = true;
    }
  }
  EXPECT_EQ(std::count(seen.begin(), seen.end(), false), 0);
  EXPECT_FALSE(kind_index(EventType::kAid, "expel").has_value());
}

TEST(ShippedPack, FiresOnItsSevenEvents) {
  const auto result = RuleSet::shipped(gazetteer());
  ASSERT_EQ(render(result.diagnostics), "");
  EXPECT_EQ(result.rules->size(), 7U);
  struct Row {
    EventType type;
    std::string mode;
    ObjectClass object;
    std::string_view rule;  // "" none
    std::string_view title;
  };
  const Row rows[] = {
      {EventType::kSanction, "expel", ObjectClass::kDiplomat, "ambassador-expulsion",
       "Niger expels ambassador of France"},
      {EventType::kSanction, "withdraw", ObjectClass::kDiplomat, "ambassador-recall",
       "Niger recalls ambassador from France"},
      {EventType::kAccuse, "disapprove", ObjectClass::kDiplomat, "envoy-summons",
       "Niger summons envoy of France"},
      {EventType::kSanction, "discontinue", ObjectClass::kMission, "embassy-closure",
       "Niger closes embassy or mission (other side: France)"},
      {EventType::kSanction, "discontinue", ObjectClass::kRelations, "ties-severed",
       "Niger severs ties with France"},
      {EventType::kRetreat, "withdraw", ObjectClass::kTroops, "troop-withdrawal",
       "Niger withdraws forces from France"},
      {EventType::kRetreat, "withdraw", ObjectClass::kBase, "troop-withdrawal",
       "Niger withdraws forces from France"},
      {EventType::kMobilize, "weapons", ObjectClass::kShip, "troop-deployment",
       "Niger deploys forces to France"},
      {EventType::kMobilize, "troops", ObjectClass::kBase, "", ""},
      {EventType::kSanction, "expel", ObjectClass::kCitizens, "", ""},
      {EventType::kThreaten, "expel", ObjectClass::kDiplomat, "", ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.title);
    Event event = event_of(row.type, row.mode, row.object);
    const auto matches = result.rules->evaluate(event);
    ASSERT_EQ(matches.size(), row.rule.empty() ? 0U : 1U);
    if (matches.empty()) continue;
    const CompiledRule& rule = result.rules->rule(matches[0].rule);
    EXPECT_EQ(rule.id, row.rule);
    EXPECT_FALSE(rule.description.empty());
    EXPECT_EQ(fill_title(rule.title, event, gazetteer()), row.title);
    for (const EventStatus status :
         {EventStatus::kConsidered, EventStatus::kDemanded, EventStatus::kThreatened,
          EventStatus::kRefused, EventStatus::kDenied, EventStatus::kReversed}) {
      event.status = status;
      EXPECT_TRUE(result.rules->evaluate(event).empty()) << to_string(status);
    }
    event.status = EventStatus::kAnnounced;
    event.background = true;
    EXPECT_TRUE(result.rules->evaluate(event).empty());
  }
}

TEST(ShippedPack, IsTheSameFromAFolder) {
  const auto embedded = RuleSet::load({}, gazetteer());
  const auto folder = RuleSet::load({TOCSIN_SOURCE_DIR "/rules/pack"}, gazetteer());
  ASSERT_EQ(render(folder.diagnostics), "");
  ASSERT_EQ(embedded.rules->size(), folder.rules->size());
  for (std::size_t i = 0; i < folder.rules->size(); ++i) {
    EXPECT_EQ(embedded.rules->rule(i).id, folder.rules->rule(i).id);
  }
}

class RuleFolder : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  static std::string rule(const std::string& id) {
    return "id: " + id + "\ntitle: t\nwhen: {type: AID}\n";
  }
  RuleSetResult load() const { return RuleSet::load({folder_.string()}, gazetteer()); }

  const fs::path folder_ =
      fs::temp_directory_path() / ("tocsin_rules_" + std::to_string(::getpid()));
};

TEST_F(RuleFolder, IsReadInTheOrderOfNames) {
  write("b.yml", rule("second"));
  write("a.yaml", rule("first"));
  write("c.txt", "not: [a rule");
  write(".hidden.yml", "not: [a rule");
  write("d.yml~", "not: [a rule");
  const auto result = load();
  ASSERT_EQ(render(result.diagnostics), "");
  ASSERT_EQ(result.rules->size(), 2U);
  EXPECT_EQ(result.rules->rule(0).id, "first");
  EXPECT_EQ(result.rules->rule(1).id, "second");
}

TEST_F(RuleFolder, SaysAllThatIsWrongInAllFiles) {
  write("a.yml", rule("same"));
  write("b.yml", rule("same") + "titel: x\n");
  write("c.yml", "id: [\n");
  const auto result = RuleSet::load({folder_.string(), "/nowhere/rules"}, gazetteer());
  EXPECT_EQ(result.rules, nullptr);
  const std::string text = render(result.diagnostics);
  EXPECT_EQ(result.diagnostics.size(), 4U) << text;
  EXPECT_NE(text.find("/nowhere/rules: error: there is no such"), std::string::npos) << text;
  EXPECT_NE(text.find("b.yml:1:5: error: the rule id \"same\" is already taken"), std::string::npos)
      << text;
  EXPECT_NE(text.find("the first is in " + (folder_ / "a.yml").string() + ", line 1"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("did you mean \"title\"?"), std::string::npos) << text;
  EXPECT_NE(text.find("c.yml:2:1: error: not valid YAML"), std::string::npos) << text;
}

TEST_F(RuleFolder, MustHoldARule) {
  const auto result = load();
  EXPECT_EQ(result.rules, nullptr);
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_NE(result.diagnostics[0].message.find("no rule file"), std::string::npos);
}

}  // namespace
}  // namespace tocsin
