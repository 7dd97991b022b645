// What a payload says, that it is deterministic, and that nothing makes it too large.
#include "alert/payload.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "news/event_json.h"

namespace tocsin {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

const Timestamp kCreated{hours(24 * 19600)};

Participant who(std::string name, std::string country, std::string org = "") {
  Participant out;
  out.text = out.name = std::move(name);
  out.country = std::move(country);
  out.org = std::move(org);
  return out;
}

Alert recall() {
  Alert alert;
  alert.id = "alr_0123456789abcdef01234567";
  alert.revision = 2;
  alert.key = "ambassador-recall/7";
  alert.rule = "ambassador-recall";
  alert.title = "Freedonia recalls its ambassador to Sylvania";
  alert.severity = Severity::kHigh;
  alert.incident = 7;
  alert.status = EventStatus::kOrdered;
  alert.change = "status announced -> ordered";
  alert.reason = "SANCTION/withdraw, object diplomat";
  alert.event.type = EventType::kSanction;
  alert.event.mode = "withdraw";
  alert.event.status = EventStatus::kOrdered;
  alert.event.actors = {who("Freedonia", "FRE")};
  alert.event.recipients = {who("Sylvania", "SYL")};
  alert.event.object = Object{ObjectClass::kDiplomat, "its ambassador", Count{1, Bound::kExact}};
  alert.event.time = EventTime{"on Friday", Day{std::chrono::days(19599)},
                               Day{std::chrono::days(19599)}, Precision::kDay};
  alert.event.place = Place{"Fredville", "FRE", 1.5, -2.5};
  alert.event.evidence = {
      {"The president ordered the ambassador home.", false, {10, 52}, "ordered", {24, 31}}};
  alert.sources = {
      {"Daily Bugle", "Ambassador may go", "", "one.txt", "2023-08-30"},
      {"Wire", "Ambassador ordered home", "https://wire.example/2", "two.txt", "2023-08-31"}};
  alert.articles = 2;
  alert.received = kCreated - seconds(2);
  alert.alerted = kCreated - seconds(1);
  return alert;
}

Json parsed(const std::string& payload) { return Json::parse(payload); }

TEST(Payload, SaysEverythingOnOneLine) {
  const std::string payload = render_payload(recall(), 12, kCreated, {9, 10});
  EXPECT_EQ(payload.find('\n'), std::string::npos);
  const Json json = parsed(payload);
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["sequence"], 12);
  EXPECT_EQ(json["missing"], (Json{9, 10}));
  EXPECT_EQ(json["id"], "alr_0123456789abcdef01234567");
  EXPECT_EQ(json["revision"], 2);
  EXPECT_EQ(json["rule"], "ambassador-recall");
  EXPECT_EQ(json["title"], "Freedonia recalls its ambassador to Sylvania");
  EXPECT_EQ(json["severity"], "high");
  EXPECT_EQ(json["status"], "ordered");
  EXPECT_EQ(json["change"], "status announced -> ordered");
  EXPECT_EQ(json["reason"], "SANCTION/withdraw, object diplomat");
  EXPECT_EQ(json["late"], false);
  EXPECT_EQ(json["incident"], 7);
  EXPECT_EQ(json["type"], "SANCTION");
  EXPECT_EQ(json["mode"], "withdraw");
  EXPECT_EQ(json["actors"][0]["country"], "FRE");
  EXPECT_EQ(json["recipients"][0]["name"], "Sylvania");
  EXPECT_EQ(json["object"]["class"], "diplomat");
  EXPECT_EQ(json["time"]["start"], "2023-08-30");
  EXPECT_EQ(json["place"]["name"], "Fredville");
  EXPECT_EQ(json["evidence"]["sentence"], "The president ordered the ambassador home.");
  EXPECT_EQ(json["evidence"]["trigger"], "ordered");
  EXPECT_EQ(json["articles"], 2);
  EXPECT_EQ(json["sources"].size(), 2U);
  EXPECT_EQ(json["sources"][1]["url"], "https://wire.example/2");
  EXPECT_TRUE(json["sources"][0]["url"].is_null());
  EXPECT_EQ(json["clocks"]["event"], "2023-08-30");
  EXPECT_EQ(json["clocks"]["published"], "2023-08-31");
  EXPECT_EQ(json["clocks"]["received"], "2023-08-30T23:59:58.000Z");
  EXPECT_EQ(json["clocks"]["alerted"], "2023-08-30T23:59:59.000Z");
  EXPECT_EQ(json["created"], "2023-08-31T00:00:00.000Z");
  EXPECT_EQ(json["truncated"], false);
}

TEST(Payload, SameArgumentsSameBytes) {
  EXPECT_EQ(render_payload(recall(), 1, kCreated), render_payload(recall(), 1, kCreated));
  EXPECT_NE(render_payload(recall(), 1, kCreated), render_payload(recall(), 2, kCreated));
}

TEST(Payload, WhatIsUnknownIsNull) {
  Alert alert = recall();
  alert.event = Event();
  alert.sources.clear();
  const Json json = parsed(render_payload(alert, 1, kCreated));
  for (const char* field : {"object", "time", "place", "evidence", "attribution"}) {
    SCOPED_TRACE(field);
    ASSERT_TRUE(json.contains(field));
    EXPECT_TRUE(json[field].is_null());
  }
  EXPECT_TRUE(json["clocks"]["event"].is_null());
  EXPECT_TRUE(json["clocks"]["published"].is_null());
}

// Some list stops at 20 sources; the last of them is then not the newest article.
TEST(Payload, SourceAndDateAreTheNewestArticlesHoweverManyThereAre) {
  Alert alert = recall();
  alert.sources.assign(20, AlertSource{"Old Wire", "", "", "old.txt", "2024-01-01"});
  alert.sources.back() = AlertSource{"New Wire", "", "", "new.txt", "2024-05-05"};
  alert.articles = 30;
  alert.description = std::string(60'000, 'x');  // so that sources are cut as well
  const auto json = parsed(render_payload(alert, 1, kCreated));
  EXPECT_EQ(json["clocks"]["published"], "2024-05-05");
  EXPECT_EQ(json["sources"].back()["source"], "New Wire");
  EXPECT_NE(readable_line(alert).find("- New Wire"), std::string::npos);
}

Alert stuffed(const std::string& text) {
  Alert alert = recall();
  for (auto* field : {&alert.title, &alert.description, &alert.reason, &alert.change}) {
    *field = text;
  }
  const Participant wordy{text, text, text, text, text, text};
  alert.event.actors.assign(200, wordy);
  alert.event.recipients.assign(200, wordy);
  alert.event.status_by = wordy;
  alert.event.object->text = alert.event.time->text = alert.event.place->name = text;
  alert.event.attribution = Attribution{text, "FRE", "named"};
  for (int i = 0; i < 100; ++i) alert.event.counts["count" + std::to_string(i)] = Count{};
  alert.event.evidence.assign(50, Evidence{text, false, {0, 5}, text, {0, 5}});
  alert.sources.assign(20, AlertSource{text, text, text, text, text});
  alert.articles = 20;
  return alert;
}

TEST(Payload, StaysSmallWhateverTheTexts) {
  struct Row {
    const char* what;
    std::string unit;
  };
  const Row rows[] = {{"letters", "a"},      {"two bytes", "é"},   {"four bytes", "𝄞"},
                      {"quotes", "\""},      {"controls", "\x01"}, {"broken UTF-8", "\xc3"},
                      {"line breaks", "\n"}, {"backslashes", "\\"}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    std::string text;
    while (text.size() < 20'000) text += row.unit;
    std::vector<std::int64_t> missing(10'000, 1'000'000'000'000);
    const std::string payload = render_payload(stuffed(text), 1, kCreated, missing);
    EXPECT_LT(payload.size(), kPayloadLimit);
    EXPECT_TRUE(is_valid_utf8(payload));
    EXPECT_EQ(payload.find('\n'), std::string::npos);
    EXPECT_EQ(parsed(payload)["truncated"], true);
    EXPECT_EQ(parsed(payload)["id"], "alr_0123456789abcdef01234567");
    EXPECT_FALSE(parsed(payload)["evidence"]["sentence"].get<std::string>().empty());
  }
}

TEST(Payload, ALongSentenceAloneIsKeptAsLongAsItFits) {
  Alert alert = recall();
  alert.event.evidence[0].sentence = std::string(5000, 'x');
  const Json json = parsed(render_payload(alert, 1, kCreated));
  EXPECT_EQ(json["evidence"]["sentence"].get<std::string>().size(), 5000U);
  EXPECT_EQ(json["truncated"], false);
}

TEST(Headline, IsOneReadableLine) {
  const Headline line = headline(render_payload(recall(), 1, kCreated));
  EXPECT_EQ(line.severity, Severity::kHigh);
  EXPECT_EQ(line.line,
            "HIGH Freedonia recalls its ambassador to Sylvania (ambassador-recall; ordered; status "
            "announced -> ordered) \"The president ordered the ambassador home.\" - Wire "
            "[alr_0123456789abcdef01234567.2]");
  EXPECT_EQ(readable_line(recall()), line.line);
}

TEST(Headline, NoArticleCanForgeALine) {
  Alert alert = recall();
  alert.title = "Quiet day\n<2>CRITICAL nothing\x1b[2J";
  alert.late = true;
  const std::string line = readable_line(alert);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_NE(line.find("; late)"), std::string::npos);
  EXPECT_LT(readable_line(stuffed(std::string(9000, 'a'))).size(), 1000U);
}

TEST(Headline, OfWhatIsNoPayload) {
  for (const char* bytes : {"", "{", "[]", "7", "null", "{\"evidence\":[],\"sources\":{}}",
                            "{\"sources\":[1],\"late\":false}",
                            "{\"id\":\"a\",\"sources\":[1],\"evidence\":{},\"late\":false}"}) {
    SCOPED_TRACE(bytes);
    EXPECT_FALSE(headline(bytes).line.empty());
    EXPECT_EQ(headline(bytes).severity, Severity::kMedium);
  }
  EXPECT_EQ(headline("{\"id\":\"a\",\"late\":\"yes\",\"revision\":\"x\"}").line,
            "MEDIUM  (; ) [a.0]");
}

}  // namespace
}  // namespace tocsin
