// From incidents to alerts and outbox rows, on a real store.
#include "alert/raise.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "store/alerts.h"
#include "store/arrivals.h"
#include "store/articles.h"
#include "store/incidents.h"
#include "store/outbox.h"

namespace tocsin {
namespace {

constexpr const char* kRules = R"(
rules:
  - id: expulsion
    title: "{actor} expels ambassador[ of {recipient}]"
    severity: high
    when: {type: SANCTION, mode: expel}
  - id: only-hook
    title: "For the hook"
    when: {type: SANCTION}
    notify: [hook]
)";

class RaiseTest : public testing::Test {
 protected:
  RaiseTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tocsin-raise-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    database_ = *Database::open({folder_ + "/s.db", std::chrono::seconds(1)}, Access::kWrite);
    gazetteer_ = *Gazetteer::load();
    const RuleSetResult rules = RuleSet::parse({{"test.yml", kRules}}, *gazetteer_);
    EXPECT_TRUE(rules.ok()) << render(rules.diagnostics);
    rules_ = rules.rules;
  }
  ~RaiseTest() override {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  // Stores one event of the incident as a new article and raises what it gives.
  std::vector<Alert> report(EventStatus status, bool background = false,
                            std::optional<Day> day = {}) {
    const std::string name = std::to_string(++articles_);
    StoredArrival arrival;
    arrival.arrival = {"main", "/drop/" + name, 1, kNow, kNow, name};
    StoredArticle article;
    article.arrival = *insert_arrival(*database_, arrival);
    StoredEvent row;
    row.article = *insert_article(*database_, article, name);
    row.event.type = EventType::kSanction;
    row.event.mode = "expel";
    row.event.status = status;
    row.event.background = background;
    row.event.actors = {{"Niger", "Niger", "NER", "", "GOV", ""}};
    row.event.recipients = {{"France", "France", "FRA", "", "GOV", ""}};
    if (day) row.event.time = EventTime{"", day, day, Precision::kDay};
    row.event.evidence = {{"It happened.", false, {0, 12}, "happened", {3, 11}}};
    const std::optional<Incident> before = known_ ? std::optional(incident_) : std::nullopt;
    if (!known_) incident_.status = status;
    if (how_far(status) && how_far(status) > how_far(incident_.status)) incident_.status = status;
    if (!how_far(status)) incident_.answers = {status};
    incident_.family = "SANCTION/expel/diplomat";
    incident_.id = row.incident = *save_incident(*database_, incident_);
    known_ = true;
    const auto id = insert_event(*database_, row);
    auto alerts = raise_alerts(*database_, {*rules_, *gazetteer_, receivers_, kNow, kNow}, before,
                               incident_, {{*id, row.event}});
    EXPECT_TRUE(alerts) << to_string(alerts.error());
    return *alerts;
  }
  std::vector<Delivery> outbox(const std::string& receiver) {
    return *pending_deliveries(*database_, receiver, 0, 100);
  }

  static constexpr Timestamp kNow =
      Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21));
  std::string folder_;
  std::unique_ptr<Database> database_;
  std::shared_ptr<const Gazetteer> gazetteer_;
  std::shared_ptr<const RuleSet> rules_;
  const std::vector<std::string> receivers_ = {"log", "hook"};
  Incident incident_;
  bool known_ = false;
  int articles_ = 0;
};

TEST_F(RaiseTest, TheFirstReportAlertsEachRuleAndItsReceivers) {
  const auto alerts = report(EventStatus::kOrdered);
  ASSERT_EQ(alerts.size(), 2U);
  EXPECT_EQ(alerts[0].rule, "expulsion");
  EXPECT_EQ(alerts[0].title, "Niger expels ambassador of France");
  EXPECT_EQ(alerts[0].change, "first report");
  EXPECT_EQ(outbox("log").size(), 1U);
  ASSERT_EQ(outbox("hook").size(), 2U) << "both rules tell the hook";
  EXPECT_EQ(outbox("hook")[1].sequence, 2);
  EXPECT_EQ(nlohmann::json::parse(outbox("log")[0].payload)["id"], alerts[0].id);
}

TEST_F(RaiseTest, WhatSaysNothingNewIsSilent) {
  report(EventStatus::kOccurred);
  EXPECT_TRUE(report(EventStatus::kOccurred).empty());
  EXPECT_TRUE(report(EventStatus::kOrdered).empty()) << "an earlier stage";
  EXPECT_EQ(outbox("log").size(), 1U);
  const auto alerts = alerts_of_incident(*database_, incident_.id);
  ASSERT_TRUE(alerts);
  EXPECT_EQ(alerts->front().sources.size(), 3U) << "but the sources are kept";
  EXPECT_EQ(alerts->front().articles, 3);
}

TEST_F(RaiseTest, AFurtherStatusAndARefusalSpeak) {
  const auto first = report(EventStatus::kAnnounced);
  const auto refused = report(EventStatus::kRefused);
  ASSERT_EQ(refused.size(), 2U);
  EXPECT_EQ(refused[0].revision, 2);
  EXPECT_EQ(refused[0].change, "now also refused");
  const auto done = report(EventStatus::kOccurred);
  ASSERT_EQ(done.size(), 2U);
  EXPECT_EQ(done[0].revision, 3);
  EXPECT_EQ(done[0].change, "status announced -> occurred");
  EXPECT_EQ(done[0].id, first[0].id);
  EXPECT_EQ(outbox("log").size(), 3U);
}

TEST_F(RaiseTest, BackgroundOpensNoAlertButMayUpdateOne) {
  EXPECT_TRUE(report(EventStatus::kOrdered, true).empty());
  EXPECT_EQ(report(EventStatus::kOrdered).size(), 2U);
  EXPECT_EQ(report(EventStatus::kOccurred, true).size(), 2U) << "the status has got further";
}

TEST_F(RaiseTest, WhatRulesDoNotAskForIsSilent) {
  EXPECT_TRUE(report(EventStatus::kThreatened).empty());
  EXPECT_TRUE(report(EventStatus::kDemanded).empty());
  EXPECT_EQ(report(EventStatus::kOccurred).size(), 2U);
}

TEST_F(RaiseTest, LateMeansOver72Hours) {
  using std::chrono::days;
  const Day today = std::chrono::floor<days>(kNow);
  EXPECT_TRUE(report(EventStatus::kConsidered, false, today).empty());
  const auto fresh = report(EventStatus::kAnnounced, false, today - days(3));
  ASSERT_FALSE(fresh.empty());
  EXPECT_FALSE(fresh[0].late);
  const auto late = report(EventStatus::kOrdered, false, today - days(5));
  ASSERT_FALSE(late.empty());
  EXPECT_TRUE(late[0].late);
}

TEST_F(RaiseTest, TheNextPayloadNamesADeadLetter) {
  report(EventStatus::kAnnounced);
  const Delivery dead = outbox("log").front();
  ASSERT_TRUE(record_result(*database_,
                            {dead.id, DeliveryState::kDead, 1, kNow, kNow, 400, "HTTP 400", 1}));
  report(EventStatus::kOrdered);
  report(EventStatus::kOccurred);
  const auto rows = outbox("log");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_NE(rows[0].payload.find("\"missing\":[1]"), std::string::npos) << rows[0].payload;
  EXPECT_EQ(rows[1].payload.find("\"missing\":[1]"), std::string::npos);
}

}  // namespace
}  // namespace tocsin
