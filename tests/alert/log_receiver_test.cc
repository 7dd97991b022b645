// The log file: whole lines whatever happened before, and a new file when told so.
#include "alert/log_receiver.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "tests/alert/temp_folder.h"

namespace tocsin {
namespace {

class LogFileTest : public testing::Test {
 protected:
  TempFolder folder_;
  std::string path_ = folder_.path("alerts.jsonl");
};

TEST_F(LogFileTest, AppendsLinesAndMakesTheFolder) {
  const std::string deep = folder_.path("a/b/alerts.jsonl");
  LogFile file(deep);
  ASSERT_TRUE(file.append("{\"n\":1}"));
  ASSERT_TRUE(file.append("{\"n\":2}"));
  EXPECT_EQ(read_all(deep), "{\"n\":1}\n{\"n\":2}\n");
  struct stat info {};
  ASSERT_EQ(stat(deep.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0137, 0U) << "nothing beyond 0640";
}

TEST_F(LogFileTest, ATornLineIsClosedFirst) {
  struct Row {
    const char* before;
    const char* after;
  };
  constexpr Row kRows[] = {
      {"", "new\n"},
      {"old\n", "old\nnew\n"},
      {"old\nha", "old\nha\nnew\n"},
      {"ha", "ha\nnew\n"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.before);
    write_all(path_, row.before);
    LogFile file(path_);
    ASSERT_TRUE(file.append("new"));
    EXPECT_EQ(read_all(path_), row.after);
  }
}

TEST_F(LogFileTest, ReopenFollowsARenameAndADeletedFileIsMadeAnew) {
  LogFile file(path_);
  ASSERT_TRUE(file.append("one"));
  std::filesystem::rename(path_, path_ + ".1");
  ASSERT_TRUE(file.append("two"));
  EXPECT_EQ(read_all(path_ + ".1"), "one\ntwo\n");
  file.reopen();
  ASSERT_TRUE(file.append("three"));
  EXPECT_EQ(read_all(path_), "three\n");
  std::filesystem::remove(path_);
  ASSERT_TRUE(file.append("four"));
  EXPECT_EQ(read_all(path_), "four\n");
}

// A file-size limit makes a write come out short and the next one fail, like a full disk.
TEST_F(LogFileTest, AFullDiskIsAReasonAndTheRetriedLineIsWhole) {
  LogFile file(path_);
  ASSERT_TRUE(file.append("first"));
  struct rlimit before {};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit small = before;
  small.rlim_cur = 10;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const Status part = file.append("second line");
  const Status none = file.append("second line");
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, old_handler);
  ASSERT_FALSE(part);
  ASSERT_FALSE(none);
  EXPECT_EQ(part.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(none.error().message.find(path_), std::string::npos);
  ASSERT_TRUE(file.append("second line"));
  EXPECT_EQ(read_all(path_), "first\nseco\nsecond line\n");
}

TEST_F(LogFileTest, WhatCannotBeOpenedIsAnError) {
  std::filesystem::create_directory(path_);
  LogFile folder(path_);
  EXPECT_FALSE(folder.append("x"));
  write_all(folder_.path("plain"), "");
  LogFile under_a_file(folder_.path("plain") + "/alerts.jsonl");
  EXPECT_FALSE(under_a_file.append("x"));
}

TEST_F(LogFileTest, TheSenderTellsTheEndOfEachAttempt) {
  ReceiverOptions options;
  options.path = path_;
  const SystemClock clock;
  auto sender = open_sender(options, clock);
  ASSERT_TRUE(sender);
  Delivery delivery;
  delivery.id = 7;
  delivery.payload = "{}";
  (*sender)->start(delivery);
  const auto attempts = (*sender)->take_attempts();
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts[0].delivery, 7);
  EXPECT_EQ(attempts[0].outcome, Outcome::kDelivered);
  EXPECT_TRUE((*sender)->take_attempts().empty());
  EXPECT_EQ(read_all(path_), "{}\n");
}

}  // namespace
}  // namespace tocsin
