// rules/title.h: what titles become, and which are refused.
#include "rules/title.h"

#include <gtest/gtest.h>

#include "tests/rules/event_maker.h"

namespace tocsin {
namespace {

const Gazetteer& gazetteer() {
  static const auto kGazetteer = Gazetteer::load();
  return *kGazetteer.value();
}

std::string fill(std::string_view title, const Event& event) {
  const auto parsed = parse_title(title);
  return parsed ? fill_title(*parsed, event, gazetteer()) : parsed.error().message;
}

TEST(Title, ReadsLikeAHeadline) {
  const std::string_view title = "{actor} expels ambassador[ of {recipient}]";
  struct Row {
    std::string_view name;
    std::vector<Participant> actors;
    std::vector<Participant> recipients;
    std::string_view out;
  };
  Participant unknown;
  unknown.text = "the diplomat";
  Participant named;
  named.name = "Sylvain Itte";
  named.text = "him";
  Participant nobody;
  const Row rows[] = {
      {"countries", {country("NER")}, {country("FRA")}, "Niger expels ambassador of France"},
      {"no recipient", {country("NER")}, {}, "Niger expels ambassador"},
      {"no actor", {}, {country("FRA")}, "Someone expels ambassador of France"},
      {"two", {country("MLI"), country("NER")}, {}, "Mali and Niger expels ambassador"},
      {"three",
       {country("NER")},
       {country("FRA"), country("DEU"), country("ITA")},
       "Niger expels ambassador of France, Germany and Italy"},
      {"many",
       {country("NER")},
       {country("FRA"), country("DEU"), country("ITA"), country("ESP"), country("PRT")},
       "Niger expels ambassador of France, Germany, Italy and 2 others"},
      {"the same twice", {country("NER"), country("NER")}, {}, "Niger expels ambassador"},
      {"a code nobody knows", {country("XXX")}, {}, "XXX expels ambassador"},
      {"a name without a code",
       {country("NER")},
       {named},
       "Niger expels ambassador of Sylvain Itte"},
      {"only words", {unknown}, {}, "The diplomat expels ambassador"},
      {"no words at all", {nobody}, {nobody}, "Someone expels ambassador"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    Event event = event_of(EventType::kSanction, "expel");
    event.actors = row.actors;
    event.recipients = row.recipients;
    EXPECT_EQ(fill(title, event), row.out);
  }
}

TEST(Title, FillsEveryPlaceholder) {
  Event event = event_of(EventType::kRetreat, "withdraw", ObjectClass::kTroops);
  event.status = EventStatus::kAnnounced;
  struct Row {
    std::string_view title;
    std::optional<Count> count;
    std::string text;
    std::string_view out;
  };
  const Row rows[] = {
      {"{type}: {status}", {}, "", "Retreat/withdraw: announced"},
      {"{object}", {}, "", "Troops"},
      {"{object}", {}, "French soldiers", "French soldiers"},
      {"[{count} ]{object} leave", {}, "", "Troops leave"},
      {"[{count} ]{object} leave", Count{1500, Bound::kAtMost}, "", "Up to 1,500 troops leave"},
      {"[{count} ]{object} leave", Count{1234567, Bound::kExact}, "", "1,234,567 troops leave"},
      {"[{count} ]{object} leave", Count{20, Bound::kAbout}, "", "About 20 troops leave"},
      {"[{count} ]{object} leave", Count{999, Bound::kAtLeast}, "", "At least 999 troops leave"},
      {"[[{{{actor}}}]]", {}, "", "[{Niger}]"},
      {"  {actor}   moves\t", {}, "", "Niger moves"},
      {"{object}", {}, "line\nbreak \x1B[0m", "Line break [0m"},
      {"[{recipient}: ][{count} gone]", {}, "", "France:"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.title);
    event.object->count = row.count;
    event.object->text = row.text;
    EXPECT_EQ(fill(row.title, event), row.out);
  }
  event.object.reset();
  EXPECT_EQ(fill("{object} and[ {object}] {count}", event), "Something and");
}

TEST(Title, IsNeverLong) {
  Event event = event_of(EventType::kAid, "");
  event.object = Object{ObjectClass::kOther, std::string(5000, 'x'), {}};
  EXPECT_LE(fill("{object}", event).size(), 200U);
}

TEST(Title, RefusesWhatCannotBeFilled) {
  struct Row {
    std::string_view title;
    std::string_view reason;
  };
  const Row rows[] = {
      {"{acter} goes", "did you mean \"actor\"?"},
      {"{Actor} goes", "did you mean \"actor\"?"},
      {"{} goes", "unknown placeholder {}"},
      {"{actor goes", "never closes"},
      {"actor} goes", "closes } that was never opened"},
      {"[ of {actor}", "opens \"[\" and never closes"},
      {"of {actor}]", "closes ] that was never opened"},
      {"[a [{actor}]]", "opens \"[\" inside"},
      {"[of France]", "no placeholder"},
  };
  for (const Row& row : rows) {
    const auto parsed = parse_title(row.title);
    ASSERT_FALSE(parsed.has_value()) << row.title;
    EXPECT_NE(parsed.error().message.find(row.reason), std::string::npos) << parsed.error().message;
  }
}

}  // namespace
}  // namespace tocsin
