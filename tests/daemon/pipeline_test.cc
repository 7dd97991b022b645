// apply() on a real store: what is known, what is new, what an earlier run has left behind.
#include "daemon/pipeline.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "daemon/knowledge.h"
#include "store/articles.h"

namespace tocsin {
namespace {

class ApplyTest : public testing::Test {
 protected:
  ApplyTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tocsin-apply-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    database_ = *Database::open({folder_ + "/s.db", std::chrono::seconds(1)}, Access::kWrite);
    knowledge_ = *load_knowledge({TOCSIN_SOURCE_DIR "/extract/language/data/english.model"});
    rules_ = RuleSet::shipped(*knowledge_.gazetteer).rules;
    EXPECT_TRUE(database_->begin());
  }
  ~ApplyTest() override {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  Analysed input(const std::string& text, const std::string& path = "/drop/a.txt") const {
    Analysed out;
    out.arrival = {"main", path, static_cast<std::int64_t>(text.size()),
                   kNow,   kNow, "hash of " + text};
    Analyser analyser(*knowledge_.language);
    auto articles = analyse(text, "a.txt", analyser, *knowledge_.extractor);
    EXPECT_TRUE(articles);
    if (articles) out.articles = *std::move(articles);
    return out;
  }
  Applied apply_to(const Analysed& analysed, bool keeps_files = false) {
    auto applied =
        apply(*database_, {{*rules_, *knowledge_.gazetteer, receivers_, kNow, kNow}, keeps_files},
              analysed);
    EXPECT_TRUE(applied) << to_string(applied.error());
    return *applied;
  }

  static constexpr Timestamp kNow =
      Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21));
  static constexpr const char* kExpulsion =
      "Norway has expelled the Portuguese ambassador, officials said.\n";
  std::string folder_;
  std::unique_ptr<Database> database_;
  Knowledge knowledge_;
  std::shared_ptr<const RuleSet> rules_;
  const std::vector<std::string> receivers_ = {"log"};
};

TEST_F(ApplyTest, AnArticleIsStoredOnceAndAlertsOnce) {
  const Applied first = apply_to(input(kExpulsion));
  EXPECT_EQ(first.outcome, ArrivalOutcome::kStored);
  EXPECT_TRUE(first.unfiled);
  EXPECT_EQ(first.alerts.size(), 1U);
  const Applied copy = apply_to(input(kExpulsion, "/drop/b.txt"));
  EXPECT_EQ(copy.outcome, ArrivalOutcome::kDuplicate);
  EXPECT_TRUE(copy.alerts.empty());
  const Applied respaced = apply_to(input(std::string("\n") + kExpulsion, "/drop/c.txt"));
  EXPECT_EQ(respaced.outcome, ArrivalOutcome::kDuplicate);
  EXPECT_EQ(count_content(*database_)->articles, 1);
}

TEST_F(ApplyTest, WhatWasCommittedButNotFiledIsOnlyFiled) {
  const Applied first = apply_to(input(kExpulsion));
  const Applied again = apply_to(input(kExpulsion));
  EXPECT_EQ(again.arrival, first.arrival);
  EXPECT_TRUE(again.unfiled);
  EXPECT_TRUE(again.alerts.empty());
  EXPECT_EQ(count_arrivals(*database_)->stored, 1);
}

TEST_F(ApplyTest, WhatWasRefusedAndCanBeReadNowIsReadNow) {
  Analysed refused = input(kExpulsion);
  refused.articles.clear();
  refused.refusal = Refusal{"internal", "a fault of an older version"};
  EXPECT_EQ(apply_to(refused).outcome, ArrivalOutcome::kQuarantined);
  const Applied same = apply_to(refused);
  EXPECT_EQ(same.outcome, ArrivalOutcome::kQuarantined);
  EXPECT_EQ(count_arrivals(*database_)->quarantined, 1) << "only the move was left to do";
  const Applied read = apply_to(input(kExpulsion));
  EXPECT_EQ(read.outcome, ArrivalOutcome::kStored);
  EXPECT_EQ(read.alerts.size(), 1U);
}

TEST_F(ApplyTest, WhatWasStoredIsNotQuarantinedLater) {
  apply_to(input(kExpulsion));
  Analysed refused = input(kExpulsion);
  refused.articles.clear();
  refused.refusal = Refusal{"internal", "a fault of this version"};
  EXPECT_EQ(apply_to(refused).outcome, ArrivalOutcome::kStored);
}

TEST_F(ApplyTest, KeptFilesAreKnownAgainEachByItsPath) {
  EXPECT_FALSE(apply_to(input(kExpulsion, "/drop/a.txt"), true).unfiled);
  EXPECT_FALSE(apply_to(input(kExpulsion, "/drop/b.txt"), true).unfiled);
  for (int start = 0; start < 2; ++start) {
    EXPECT_EQ(apply_to(input(kExpulsion, "/drop/a.txt"), true).arrival, 0);
    EXPECT_EQ(apply_to(input(kExpulsion, "/drop/b.txt"), true).arrival, 0);
  }
  const auto counts = count_arrivals(*database_);
  EXPECT_EQ(counts->stored + counts->duplicate, 2);
}

}  // namespace
}  // namespace tocsin
