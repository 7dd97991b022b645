// Which reports are one happening: the pure rules as a table, then the same through the store in
// every order.
#include "extract/story/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "extract/story/family.h"
#include "store/arrivals.h"
#include "store/incidents.h"

namespace tocsin {
namespace {

using std::chrono::days;

Participant country(const std::string& code) { return {code, code, code, "", "GOV", ""}; }

// A short way to say an event: "NER>FRA" of the expulsion of a diplomat.
struct Report {
  std::string actor = "NER";
  std::string recipient = "FRA";
  EventStatus status = EventStatus::kOccurred;
  const char* published = "";  // "" undated
  int received_day = 0;        // days after the first
  bool background = false;
  ObjectClass object = ObjectClass::kDiplomat;
  EventType type = EventType::kSanction;
  std::string mode = "expel";
};

const Timestamp kStart = Timestamp(*parse_day("2026-11-01"));

StoredEvent event_of(const Report& report) {
  StoredEvent out;
  out.event.type = report.type;
  out.event.mode = report.mode;
  out.event.status = report.status;
  out.event.background = report.background;
  if (!report.actor.empty()) out.event.actors = {country(report.actor)};
  if (!report.recipient.empty()) out.event.recipients = {country(report.recipient)};
  out.event.object = Object{report.object, "", std::nullopt};
  out.event.evidence = {{"x", false, {0, 1}, "x", {0, 1}}};
  out.family = family_of(out.event);
  out.published = parse_day(report.published);
  out.received = kStart + days(report.received_day);
  return out;
}

TEST(Belongs, Table) {
  struct Case {
    const char* name;
    Report first;
    Report second;
    bool same;
  };
  const Case cases[] = {
      {"the same again", {}, {}, true},
      {"another recipient", {}, {.recipient = "ITA"}, false},
      {"another actor", {}, {.actor = "MLI"}, false},
      {"the sides exchanged", {}, {.actor = "FRA", .recipient = "NER"}, false},
      {"a side not named", {}, {.recipient = ""}, true},
      {"neither side named", {}, {.actor = "", .recipient = ""}, false},
      {"nobody named in either",
       {.actor = "", .recipient = ""},
       {.actor = "", .recipient = ""},
       true},
      {"days apart", {.published = "2023-08-25"}, {.published = "2023-08-31"}, true},
      {"two expulsions, a month apart",
       {.published = "2023-08-01"},
       {.published = "2023-08-31"},
       false},
      {"dated long ago, read together",
       {.published = "2019-01-01"},
       {.published = "2023-01-01"},
       false},
      {"undated, received soon after", {.published = "2023-08-25"}, {.received_day = 3}, true},
      {"undated, received much later", {.published = "2023-08-25"}, {.received_day = 40}, false},
      {"a recall is no expulsion", {}, {.mode = "withdraw"}, false},
      {"troops and ships are forces",
       {.object = ObjectClass::kTroops, .type = EventType::kRetreat, .mode = "withdraw"},
       {.object = ObjectClass::kShip, .type = EventType::kRetreat, .mode = "withdraw"},
       true},
      {"a pull-out takes months",
       {.published = "2023-09-25",
        .object = ObjectClass::kTroops,
        .type = EventType::kRetreat,
        .mode = "withdraw"},
       {.published = "2023-12-22",
        .object = ObjectClass::kTroops,
        .type = EventType::kRetreat,
        .mode = "withdraw"},
       true},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(belongs(event_of(one.second), open_incident(event_of(one.first))), one.same);
    EXPECT_EQ(belongs(event_of(one.first), open_incident(event_of(one.second))), one.same);
  }
}

TEST(Incident, KeepsTheFurthestStatusAndWhatCameOfIt) {
  Incident incident = open_incident(event_of({.status = EventStatus::kAnnounced}));
  EXPECT_EQ(incident.status, EventStatus::kAnnounced);
  join_incident(incident, event_of({.status = EventStatus::kOrdered}));
  join_incident(incident, event_of({.status = EventStatus::kConsidered}));
  join_incident(incident, event_of({.status = EventStatus::kRefused}));
  join_incident(incident, event_of({.status = EventStatus::kRefused}));
  EXPECT_EQ(incident.status, EventStatus::kOrdered);
  EXPECT_EQ(incident.answers, std::vector<EventStatus>{EventStatus::kRefused});
}

TEST(Incident, ARefusalThatComesFirstGivesWayToTheDeed) {
  Incident incident = open_incident(event_of({.status = EventStatus::kRefused}));
  EXPECT_EQ(incident.status, EventStatus::kRefused);
  join_incident(incident, event_of({.status = EventStatus::kConsidered}));
  EXPECT_EQ(incident.status, EventStatus::kConsidered);
  EXPECT_EQ(incident.answers, std::vector<EventStatus>{EventStatus::kRefused});
}

class PlaceTest : public testing::Test {
 protected:
  PlaceTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tocsin-story-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    reopen();
  }
  ~PlaceTest() override {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  void reopen() {
    database_.reset();
    std::filesystem::remove_all(folder_ + "/store");
    database_ = *Database::open({folder_ + "/store/s.db", std::chrono::seconds(1)}, Access::kWrite);
    articles_ = 0;
    EXPECT_TRUE(database_->begin());  // never committed: only this connection looks
  }
  Placement place(const Report& report) {
    const std::string name = std::to_string(++articles_);
    StoredArrival arrival;
    arrival.arrival = {"main", "/drop/" + name, 1, kStart, kStart, name};
    StoredArticle article;
    article.arrival = *insert_arrival(*database_, arrival);
    article.feed = "main";
    if (const auto day = parse_day(report.published)) {
      article.article.published_at = PublishedAt{Timestamp(*day), false};
    }
    StoredEvent event = event_of(report);
    event.article = *insert_article(*database_, article, name);
    auto placed = place_event(*database_, std::move(event));
    EXPECT_TRUE(placed) << to_string(placed.error());
    return *placed;
  }
  std::string folder_;
  std::unique_ptr<Database> database_;
  int articles_ = 0;
};

TEST_F(PlaceTest, EveryOrderGivesTheSameIncidents) {
  const std::vector<Report> reports = {
      {.status = EventStatus::kOrdered, .published = "2023-08-31"},
      {.status = EventStatus::kOccurred},  // undated
      {.status = EventStatus::kOccurred, .background = true},
      {.status = EventStatus::kAnnounced, .published = "2023-08-30"},
      {.actor = "MLI", .published = "2023-08-30"},
  };
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  do {
    reopen();
    for (const std::size_t i : order) place(reports[i]);
    const auto incidents = list_incidents(*database_, 10);
    ASSERT_TRUE(incidents);
    ASSERT_EQ(incidents->size(), 2U);
    for (const Incident& one : *incidents) {
      EXPECT_EQ(one.articles, one.actors.front() == "NER" ? 4 : 1);
      EXPECT_EQ(one.status, EventStatus::kOccurred);
      EXPECT_EQ(one.first_day, parse_day("2023-08-30"));
    }
    EXPECT_TRUE(waiting_events(*database_, "SANCTION/expel/diplomat", 10)->empty());
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_F(PlaceTest, BackgroundAloneOpensNothing) {
  const Placement placed = place({.background = true});
  EXPECT_FALSE(placed.incident);
  EXPECT_TRUE(list_incidents(*database_, 10)->empty());
  EXPECT_EQ(waiting_events(*database_, "SANCTION/expel/diplomat", 10)->size(), 1U);
}

TEST_F(PlaceTest, ADenialAnswersWhatIsReportedAndOpensNothing) {
  const Report denial = {.status = EventStatus::kDenied, .published = "2023-08-31"};
  EXPECT_FALSE(place(denial).incident);
  EXPECT_TRUE(place({.published = "2023-09-05"}).incident) << "the deed, days after the denial";
  EXPECT_EQ(waiting_events(*database_, "SANCTION/expel/diplomat", 10)->size(), 1U);
  const Placement answer = place({.status = EventStatus::kDenied, .published = "2023-09-06"});
  ASSERT_TRUE(answer.incident);
  EXPECT_EQ(answer.incident->status, EventStatus::kOccurred);
  EXPECT_EQ(answer.incident->answers, std::vector<EventStatus>{EventStatus::kDenied});
  EXPECT_EQ(answer.incident->articles, 1) << "as it was before this article";
}

TEST_F(PlaceTest, APlacementTellsTheIncidentBeforeAndAfter) {
  EXPECT_FALSE(place({.status = EventStatus::kOrdered}).before);
  const Placement second = place({.status = EventStatus::kOccurred});
  ASSERT_TRUE(second.before && second.incident);
  EXPECT_EQ(second.before->status, EventStatus::kOrdered);
  EXPECT_EQ(second.incident->status, EventStatus::kOccurred);
  EXPECT_EQ(second.before->id, second.incident->id);
}

}  // namespace
}  // namespace tocsin
