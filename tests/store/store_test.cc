// The store on a real SQLite file: what is written comes back, and only one process writes.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "store/alerts.h"
#include "store/arrivals.h"
#include "store/articles.h"
#include "store/incidents.h"
#include "store/outbox.h"

namespace tocsin {
namespace {

using std::chrono::seconds;

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tocsin-store-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    options_.path = folder_ + "/deep/er/store.db";
    options_.busy_timeout = std::chrono::milliseconds(50);
  }
  ~StoreTest() override { std::filesystem::remove_all(folder_); }

  std::unique_ptr<Database> open(Access access = Access::kWrite) {
    auto database = Database::open(options_, access);
    EXPECT_TRUE(database) << to_string(database.error());
    return database ? *std::move(database) : nullptr;
  }
  static StoredArrival arrival(const std::string& path, const std::string& sha256) {
    StoredArrival out;
    out.arrival = {"main", path, 10, Timestamp(seconds(5)), Timestamp(seconds(7)), sha256};
    return out;
  }
  static std::int64_t put_article(Database& database, const std::string& text) {
    const auto arrival_id = insert_arrival(database, arrival("/d/" + text, "hash of " + text));
    StoredArticle row;
    row.arrival = *arrival_id;
    row.feed = "main";
    row.received = Timestamp(seconds(7));
    row.article.paragraphs = {text};
    return *insert_article(database, row, text);
  }

  std::string folder_;
  StoreOptions options_;
};

TEST_F(StoreTest, AnArrivalComesBackAsItWentIn) {
  auto database = open();
  StoredArrival row = arrival("/drop/caf\xE9\n.txt", "abc");  // a name that is no valid UTF-8
  row.outcome = ArrivalOutcome::kStored;
  row.id = *insert_arrival(*database, row);
  const auto found = find_arrival(*database, "abc");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->arrival, row.arrival);
  EXPECT_EQ((*found)->id, row.id);
  EXPECT_FALSE((*found)->filed);
  EXPECT_FALSE(*find_arrival(*database, "abd"));
}

TEST_F(StoreTest, WhatWasCommittedButNotFiledIsKnownByPathAndBytes) {
  auto database = open();
  const auto id = insert_arrival(*database, arrival("/drop/a", "abc"));
  EXPECT_TRUE(*find_unfiled(*database, "/drop/a", "abc"));
  EXPECT_FALSE(*find_unfiled(*database, "/drop/b", "abc"));
  EXPECT_FALSE(*find_unfiled(*database, "/drop/a", "xyz"));
  ASSERT_TRUE(mark_filed(*database, *id, "/archive/a"));
  EXPECT_FALSE(*find_unfiled(*database, "/drop/a", "abc"));
  EXPECT_EQ((*find_arrival(*database, "abc"))->filed_to, "/archive/a");
  EXPECT_TRUE(unfiled_arrivals(*database)->empty());
}

TEST_F(StoreTest, AQuarantinedFileDoesNotMakeItsBytesKnown) {
  auto database = open();
  StoredArrival row = arrival("/drop/a", "abc");
  row.outcome = ArrivalOutcome::kQuarantined;
  ASSERT_TRUE(insert_arrival(*database, row));
  EXPECT_FALSE(*find_arrival(*database, "abc"));
  EXPECT_EQ(count_arrivals(*database)->quarantined, 1);
}

TEST_F(StoreTest, OnlyOneProcessWritesAndOthersRead) {
  EXPECT_FALSE(Database::open(options_, Access::kRead))
      << "nothing to read before the first writer";
  auto writer = open();
  const auto second = Database::open(options_, Access::kWrite);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(second.error().message.find("holds the store"), std::string::npos);
  ASSERT_TRUE(insert_arrival(*writer, arrival("/drop/a", "abc")));
  auto reader = open(Access::kRead);
  EXPECT_TRUE(*find_arrival(*reader, "abc"));
  EXPECT_FALSE(insert_arrival(*reader, arrival("/drop/b", "abd"))) << "a reader cannot write";
  writer.reset();
  EXPECT_TRUE(open()) << "the lock goes with its holder";
}

TEST_F(StoreTest, ASchemaFromTheFutureIsRefusedAndLeftAlone) {
  open();
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(options_.path.c_str(), &raw), SQLITE_OK);
  sqlite3_exec(raw, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
  sqlite3_close(raw);
  for (const Access access : {Access::kWrite, Access::kRead}) {
    const auto database = Database::open(options_, access);
    ASSERT_FALSE(database);
    EXPECT_EQ(database.error().code, ErrorCode::kInvalid);
    EXPECT_NE(database.error().message.find("schema 99"), std::string::npos);
  }
}

TEST_F(StoreTest, AFileThatIsNoDatabaseIsCorrupt) {
  std::filesystem::create_directories(folder_ + "/deep/er");
  std::FILE* file = std::fopen(options_.path.c_str(), "w");
  std::fputs(std::string(8192, 'x').c_str(), file);
  std::fclose(file);
  const auto database = Database::open(options_, Access::kWrite);
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().code, ErrorCode::kCorrupt);
}

TEST_F(StoreTest, WhatIsRolledBackIsGoneAndWhatIsCommittedStays) {
  auto database = open();
  ASSERT_TRUE(database->begin());
  ASSERT_TRUE(database->savepoint());
  ASSERT_TRUE(insert_arrival(*database, arrival("/drop/kept", "1")));
  ASSERT_TRUE(database->release());
  ASSERT_TRUE(database->savepoint());
  ASSERT_TRUE(insert_arrival(*database, arrival("/drop/undone", "2")));
  database->rollback_savepoint();
  ASSERT_TRUE(database->commit());
  ASSERT_TRUE(database->begin());
  ASSERT_TRUE(insert_arrival(*database, arrival("/drop/undone", "3")));
  database->rollback();
  database.reset();
  database = open();
  EXPECT_TRUE(*find_arrival(*database, "1"));
  EXPECT_FALSE(*find_arrival(*database, "2"));
  EXPECT_FALSE(*find_arrival(*database, "3"));
  EXPECT_TRUE(database->check());
}

TEST_F(StoreTest, ATextIsStoredOnceAndANameHasVersions) {
  auto database = open();
  const auto id = put_article(*database, "Some text.");
  EXPECT_EQ(**find_article_by_text(*database, "Some text."), id);
  EXPECT_FALSE(*find_article_by_text(*database, "Other text."));
  StoredArticle again;
  again.arrival = 1;
  again.article.paragraphs = {"Some text."};
  EXPECT_FALSE(insert_article(*database, again, "Some text.")) << "the hash is unique";
}

TEST_F(StoreTest, EventsComeBackWhole) {
  auto database = open();
  StoredEvent row;
  row.article = put_article(*database, "Some text.");
  row.family = "SANCTION/expel/diplomat";
  row.received = Timestamp(seconds(7));
  row.event.type = EventType::kSanction;
  row.event.mode = "expel";
  row.event.status = EventStatus::kOrdered;
  row.event.background = true;
  row.event.actors = {{"the junta", "Niger", "NER", "", "GOV", "junta"}};
  row.event.object = Object{ObjectClass::kDiplomat, "envoy", Count{2, Bound::kAtLeast}};
  row.event.time =
      EventTime{"last week", parse_day("2023-08-21"), parse_day("2023-08-27"), Precision::kWeek};
  row.event.evidence = {{"Some text.", false, {0, 10}, "text", {5, 9}}};
  ASSERT_TRUE(insert_event(*database, row));
  const auto waiting = waiting_events(*database, row.family, 10);
  ASSERT_TRUE(waiting);
  ASSERT_EQ(waiting->size(), 1U);
  EXPECT_EQ(waiting->front().event, row.event);
  const auto listed = list_events(*database, {0, "SANCTION", "NER", 10});
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->size(), 1U);
  EXPECT_EQ(listed->front().body, "Some text.");
  EXPECT_TRUE(list_events(*database, {0, "", "FRA", 10})->empty());
}

Incident incident_of(std::vector<std::string> actors, std::vector<std::string> recipients) {
  Incident out;
  out.family = "f";
  out.actors = std::move(actors);
  out.recipients = std::move(recipients);
  out.opened = out.updated = Timestamp(seconds(1));
  return out;
}

TEST_F(StoreTest, CandidatesShareAPartyOnEachNamedSide) {
  auto database = open();
  const auto known = save_incident(*database, incident_of({"NER"}, {"FRA", "DEU"}));
  const auto half = save_incident(*database, incident_of({"NER"}, {}));
  ASSERT_TRUE(known && half);
  struct Case {
    std::vector<std::string> actors;
    std::vector<std::string> recipients;
    std::vector<std::int64_t> found;
  };
  const Case cases[] = {
      {{"NER"}, {"FRA"}, {*half, *known}},
      {{"NER"}, {"ITA"}, {*half}},
      {{"MLI"}, {"FRA"}, {}},
      {{}, {"DEU"}, {*half, *known}},
      {{}, {}, {*half, *known}},
      {{"MLI", "NER"}, {}, {*half, *known}},
  };
  for (const Case& one : cases) {
    const auto found = candidate_incidents(*database, {"f", one.actors, one.recipients});
    ASSERT_TRUE(found);
    std::vector<std::int64_t> ids;
    for (const Incident& incident : *found) ids.push_back(incident.id);
    EXPECT_EQ(ids, one.found);
  }
  EXPECT_TRUE(candidate_incidents(*database, {"g", {"NER"}, {"FRA"}})->empty());
}

TEST_F(StoreTest, APartyNamedLaterTakesThePlaceOfNobody) {
  auto database = open();
  Incident incident = incident_of({"NER"}, {});
  incident.id = *save_incident(*database, incident);
  incident.recipients = {"FRA"};
  incident.status = EventStatus::kOrdered;
  incident.answers = {EventStatus::kRefused};
  incident.first_day = incident.last_day = parse_day("2023-08-31");
  ASSERT_TRUE(save_incident(*database, incident));
  EXPECT_TRUE(candidate_incidents(*database, {"f", {"NER"}, {"ITA"}})->empty());
  const auto listed = list_incidents(*database, 10);
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->size(), 1U);
  EXPECT_EQ(listed->front(), incident);
}

class OutboxTest : public StoreTest {
 protected:
  // An alert to hang deliveries on.
  static void put_alert(Database& database) {
    StoredEvent row;
    row.article = put_article(database, "Some text.");
    row.incident = *save_incident(database, incident_of({"NER"}, {"FRA"}));
    row.event.evidence = {{"Some text.", false, {0, 10}, "text", {5, 9}}};
    const auto event = insert_event(database, row);
    Alert alert;
    alert.id = "alr_1";
    alert.key = "rule/1";
    alert.rule = "rule";
    alert.incident = row.incident;
    ASSERT_TRUE(save_alert(database, alert, *event));
  }
  static Delivery delivery(const std::string& receiver, std::int64_t sequence,
                           std::int64_t revision) {
    Delivery out;
    out.receiver = receiver;
    out.sequence = sequence;
    out.alert_id = "alr_1";
    out.revision = revision;
    out.alert_key = "rule/1";
    out.payload = "{}";
    return out;
  }
};

TEST_F(OutboxTest, SequencesHaveNoGapsAndAreEachReceiversOwn) {
  auto database = open();
  put_alert(*database);
  EXPECT_EQ(*next_sequence(*database, "hook"), 1);
  ASSERT_TRUE(insert_delivery(*database, delivery("hook", 1, 1)));
  EXPECT_EQ(*next_sequence(*database, "hook"), 2);
  EXPECT_EQ(*next_sequence(*database, "log"), 1);
  EXPECT_FALSE(insert_delivery(*database, delivery("hook", 1, 2))) << "a number is used once";
  EXPECT_FALSE(insert_delivery(*database, delivery("hook", 2, 1))) << "a revision goes out once";
}

TEST_F(OutboxTest, PendingRowsEndWithTheirResult) {
  auto database = open();
  put_alert(*database);
  const auto id = insert_delivery(*database, delivery("hook", 1, 1));
  DeliveryResult failed{
      *id, DeliveryState::kPending, 1, {}, Timestamp(seconds(30)), 500, "HTTP 500", 12};
  ASSERT_TRUE(record_result(*database, failed));
  auto pending = pending_deliveries(*database, "hook", 0, 10);
  ASSERT_EQ(pending->size(), 1U);
  EXPECT_EQ(pending->front().attempts, 1);
  EXPECT_EQ(pending->front().due, Timestamp(seconds(30)));
  EXPECT_EQ(pending->front().last_error, "HTTP 500");
  EXPECT_TRUE(pending_deliveries(*database, "hook", *id, 10)->empty());
  EXPECT_TRUE(pending_deliveries(*database, "log", 0, 10)->empty());
  ASSERT_TRUE(record_result(*database, {*id, DeliveryState::kDelivered, 2, {}, {}, 200, "", 3}));
  EXPECT_TRUE(pending_deliveries(*database, "hook", 0, 10)->empty());
  // A result that comes late (the process died in between) does not undo it.
  ASSERT_TRUE(record_result(*database, failed));
  EXPECT_EQ(count_deliveries(*database)->front().delivered, 1);
}

TEST_F(OutboxTest, GivingUpLeavesTheRecordOfTheLastAttempt) {
  auto database = open();
  put_alert(*database);
  const auto id = insert_delivery(*database, delivery("hook", 1, 1));
  ASSERT_TRUE(
      record_result(*database, {*id, DeliveryState::kPending, 1, {}, {}, 500, "HTTP 500", 12}));
  DeliveryResult given_up{*id, DeliveryState::kDead, 1, {}, {}, 0, "too old", 0};
  given_up.tried = false;
  ASSERT_TRUE(record_result(*database, given_up));
  EXPECT_EQ(count_deliveries(*database)->front().dead, 1);
  database.reset();
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(options_.path.c_str(), &raw), SQLITE_OK);
  std::string rows;
  const auto take = [](void* out, int, char** values, char**) {
    *static_cast<std::string*>(out) += std::string(values[0]) + " " + values[1] + "\n";
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(raw, "SELECT attempt, error FROM attempts", take, &rows, nullptr),
            SQLITE_OK);
  sqlite3_close(raw);
  EXPECT_EQ(rows, "1 HTTP 500\n");
}

TEST_F(OutboxTest, ADeadLetterIsNamedOnce) {
  auto database = open();
  put_alert(*database);
  const auto id = insert_delivery(*database, delivery("hook", 1, 1));
  EXPECT_TRUE(take_dead_letters(*database, "hook")->empty());
  ASSERT_TRUE(record_result(*database, {*id, DeliveryState::kDead, 1, {}, {}, 400, "HTTP 400", 3}));
  EXPECT_EQ(*take_dead_letters(*database, "hook"), std::vector<std::int64_t>{1});
  EXPECT_TRUE(take_dead_letters(*database, "hook")->empty());
}

TEST_F(OutboxTest, DeadDeliveriesAreListedTheNewestFirst) {
  auto database = open();
  put_alert(*database);
  for (std::int64_t i = 1; i <= 4; ++i) {
    const auto id = insert_delivery(*database, delivery("hook", i, i));
    const auto state = i == 3 ? DeliveryState::kDelivered : DeliveryState::kDead;
    const std::string error = i == 3 ? "" : "HTTP 40" + std::to_string(i);
    ASSERT_TRUE(record_result(*database, {*id, state, 1, {}, {}, 400, error, 3}));
  }
  ASSERT_TRUE(insert_delivery(*database, delivery("log", 1, 1)));
  const std::vector<DeadDelivery> all = {{"hook", 4, "alr_1", 4, "HTTP 404"},
                                         {"hook", 2, "alr_1", 2, "HTTP 402"},
                                         {"hook", 1, "alr_1", 1, "HTTP 401"}};
  EXPECT_EQ(*dead_deliveries(*database, 10), all);
  EXPECT_EQ(dead_deliveries(*database, 2)->size(), 2U);
}

}  // namespace
}  // namespace tocsin
