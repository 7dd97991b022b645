// The files in work on record, over several lives of the process.
#include "intake/suspects.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/base/temporary_folder.h"

namespace tocsin {
namespace {

class SuspectsTest : public testing::Test {
 protected:
  // As after a restart.
  Suspects open() {
    auto opened = Suspects::open(folder_.at("state/in-work"));
    EXPECT_TRUE(opened);
    return *opened;
  }
  std::vector<Suspect> after_restart() {
    const auto taken = open().take_over();
    EXPECT_TRUE(taken) << to_string(taken.error());
    return taken.value_or(std::vector<Suspect>{});
  }

  TemporaryFolder folder_;
};

TEST_F(SuspectsTest, FinishedFilesAreNoSuspects) {
  const Suspects suspects = open();
  ASSERT_TRUE(suspects.begin("/drop/a"));
  ASSERT_TRUE(suspects.begin("/drop/b\n\xFF"));
  ASSERT_TRUE(suspects.finish("/drop/a"));
  EXPECT_EQ(after_restart(), (std::vector<Suspect>{{"/drop/b\n\xFF", 0}}));
  ASSERT_TRUE(suspects.finish("/drop/b\n\xFF"));
  ASSERT_TRUE(suspects.finish("/drop/b\n\xFF"));
  EXPECT_EQ(after_restart(), std::vector<Suspect>{});
}

TEST_F(SuspectsTest, OnlyCrashesOfItsOwnCount) {
  ASSERT_TRUE(open().begin("/drop/bad"));
  ASSERT_TRUE(open().begin("/drop/good"));
  for (int crashes = 0; crashes < Suspects::kCrashesAllowed; ++crashes) {
    EXPECT_EQ(after_restart(), (std::vector<Suspect>{{"/drop/bad", crashes}, {"/drop/good", 0}}));
    EXPECT_EQ(open().mark_alone("/drop/bad"), crashes + 1);
    ASSERT_TRUE(open().begin("/drop/bad")) << "that keeps the count";
  }
  EXPECT_EQ(after_restart()[0].crashes, Suspects::kCrashesAllowed);
  ASSERT_TRUE(open().finish("/drop/bad"));
  ASSERT_TRUE(open().begin("/drop/bad"));
  EXPECT_EQ(after_restart()[0].crashes, 0) << "a new file under the old name";
}

TEST_F(SuspectsTest, DamagedRecordsAreRemoved) {
  const Suspects suspects = open();
  ASSERT_TRUE(suspects.begin("/drop/a"));
  const std::string records = folder_.at("state/in-work/");
  put(records + "1.work", "");
  put(records + "2.work", "0\n");
  put(records + "3.work", "many\n/drop/b");
  put(records + "4.work", "-1\n/drop/b");
  put(records + "5.work", std::string(10'000, '7'));
  put(records + "6.work.tmp", "0\n/drop/b");
  EXPECT_EQ(after_restart(), (std::vector<Suspect>{{"/drop/a", 0}}));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(records), {}), 1);
}

TEST_F(SuspectsTest, FolderThatCannotBeMadeIsAnError) {
  put(folder_.at("file"), "");
  EXPECT_FALSE(Suspects::open(folder_.at("file/in-work")));
}

}  // namespace
}  // namespace tocsin
