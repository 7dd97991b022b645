// The two JSON forms of an event.
#include "news/event_json.h"

#include <gtest/gtest.h>

#include "news/plover.h"

namespace tocsin {
namespace {

Participant party(const std::string& code) { return {"the " + code, code, code, "", "GOV", ""}; }

Event full_event() {
  Event out;
  out.type = EventType::kSanction;
  out.mode = "expel";
  out.status = EventStatus::kRefused;
  out.status_by = party("FRA");
  out.background = out.alleged = true;
  out.actors = {party("NER")};
  out.recipients = {party("FRA")};
  out.object = Object{ObjectClass::kDiplomat, "envoy", Count{3, Bound::kAtMost}};
  out.time =
      EventTime{"last week", parse_day("2023-08-21"), parse_day("2023-08-27"), Precision::kWeek};
  out.place = Place{"Niamey", "NER", 13.5, 2.1};
  out.counts["killed"] = {17, Bound::kAbout};
  out.attribution = Attribution{"Reuters", "GBR", "media"};
  out.contexts = {"diplomatic"};
  out.evidence = {{"Élysée expels envoy.", false, {8, 30}, "expels", {17, 23}},
                  {"Énvoy out", true, {0, 10}, "out", {7, 10}}};
  out.confidence = 0.75;
  return out;
}

TEST(EventJson, TheStoredFormComesBackWhole) {
  const Event event = full_event();
  const auto back = event_from_stored(Json::parse(dump_line(event_to_stored(event))));
  ASSERT_TRUE(back) << to_string(back.error());
  EXPECT_EQ(*back, event);
  EXPECT_EQ(*event_from_stored(event_to_stored(Event{})), Event{});
}

TEST(EventJson, DamagedStoredEventsAreErrors) {
  for (const char* const text : {"null", "[]", "{}", R"({"type":"SANCTION","background":"x"})"}) {
    const auto event = event_from_stored(Json::parse(text));
    ASSERT_FALSE(event) << text;
    EXPECT_EQ(event.error().code, ErrorCode::kCorrupt);
  }
}

TEST(EventJson, PrintedOffsetsAreCodePointsAndNegativeInTheTitle) {
  const std::string body = "Ça va. Élysée expels envoy.";  // É, y with accents take two bytes each
  const Json json = event_to_json(full_event(), "Énvoy out", body);
  EXPECT_EQ(json["evidence"][0]["begin"], 7);
  EXPECT_EQ(json["evidence"][0]["end"], 27);
  EXPECT_EQ(json["evidence"][1]["begin"], -9);
  EXPECT_EQ(json["evidence"][1]["end"], 0);
  EXPECT_EQ(json["object"]["bound"], "at_most");
  EXPECT_EQ(json["actors"][0]["org"], nullptr);
}

TEST(Plover, Reduction) {
  struct Case {
    EventType type;
    const char* mode;
    EventStatus status;
    const char* by;
    EventType reduced;
    const char* reduced_mode;
    const char* actor;
    const char* recipient;
  };
  const Case cases[] = {
      {EventType::kSanction, "expel", EventStatus::kOccurred, "", EventType::kSanction, "expel",
       "NER", "FRA"},
      {EventType::kSanction, "expel", EventStatus::kOrdered, "", EventType::kSanction, "expel",
       "NER", "FRA"},
      {EventType::kSanction, "expel", EventStatus::kThreatened, "", EventType::kThreaten, "expel",
       "NER", "FRA"},
      {EventType::kSanction, "expel", EventStatus::kRefused, "FRA", EventType::kReject, "change",
       "FRA", "NER"},
      {EventType::kRetreat, "withdraw", EventStatus::kAnnounced, "", EventType::kConcede, "", "NER",
       "FRA"},
      {EventType::kRetreat, "withdraw", EventStatus::kDemanded, "UN", EventType::kRequest, "yield",
       "UN", "NER"},
      {EventType::kRetreat, "withdraw", EventStatus::kRefused, "", EventType::kReject, "yield",
       "NER", "FRA"},
      {EventType::kAid, "", EventStatus::kAnnounced, "", EventType::kAgree, "", "NER", "FRA"},
      {EventType::kMobilize, "troops", EventStatus::kThreatened, "", EventType::kThreaten,
       "violence", "NER", "FRA"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(std::string(to_string(one.type)) + " " + std::string(to_string(one.status)));
    Event event;
    event.type = one.type;
    event.mode = one.mode;
    event.status = one.status;
    event.actors = {party("NER")};
    event.recipients = {party("FRA")};
    if (*one.by != 0) event.status_by = party(one.by);
    const PloverEvent reduced = reduce_to_plover(event);
    EXPECT_EQ(reduced.type, one.reduced);
    EXPECT_EQ(reduced.mode, one.reduced_mode);
    ASSERT_EQ(reduced.actors.size(), 1U);
    EXPECT_EQ(reduced.actors.front().country, one.actor);
    ASSERT_EQ(reduced.recipients.size(), 1U);
    EXPECT_EQ(reduced.recipients.front().country, one.recipient);
  }
}

TEST(Ontology, EveryNameReadsBack) {
  for (int i = 0; i < kEventTypes; ++i) {
    const auto type = static_cast<EventType>(i);
    EXPECT_EQ(parse_event_type(to_string(type)), type);
  }
  for (int i = 0; i < kEventStatuses; ++i) {
    const auto status = static_cast<EventStatus>(i);
    EXPECT_EQ(parse_event_status(to_string(status)), status);
  }
  for (int i = 0; i < kObjectClasses; ++i) {
    const auto object = static_cast<ObjectClass>(i);
    EXPECT_EQ(parse_object_class(to_string(object)), object);
  }
  EXPECT_FALSE(parse_event_type("sanction"));
  EXPECT_TRUE(has_mode(EventType::kSanction, "expel"));
  EXPECT_FALSE(has_mode(EventType::kAssault, "expel"));
}

TEST(TextHash, SpacingAndCaseDoNotMakeAnotherText) {
  Article a;
  a.title = "Envoy  OUT";
  a.paragraphs = {"He left\nat noon.", "Nobody spoke."};
  Article b;
  b.title = "Envoy out";
  b.paragraphs = {"He left at  noon.", "nobody spoke."};
  EXPECT_EQ(text_hash(a), text_hash(b));
  b.paragraphs.pop_back();
  EXPECT_NE(text_hash(a), text_hash(b));
}

}  // namespace
}  // namespace tocsin
