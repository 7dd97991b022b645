// Real folders, real inotify, a clock moved by hand.
#include "intake/intake.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <filesystem>

#include "tests/base/temporary_folder.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Names = std::vector<std::string>;

class IntakeTest : public testing::Test {
 protected:
  IntakeTest() {
    options_.feeds[0].path = drop_;
    fs::create_directory(drop_);
    fs::create_directory(folder_.at("elsewhere"));
  }

  void open(Intake::Watching watching = Intake::Watching::kAuto) {
    auto opened = Intake::open(options_, clock_, watching);
    ASSERT_TRUE(opened) << to_string(opened.error());
    intake_ = std::move(*opened);
    run();
  }

  bool has_work() const {
    pollfd descriptor{.fd = intake_->descriptor(), .events = POLLIN, .revents = 0};
    return ::poll(&descriptor, 1, 0) > 0 || intake_->deadline() <= clock_.elapsed();
  }

  // What the daemon's loop does until it would sleep.
  void run() {
    for (int i = 0; has_work(); ++i) {
      ASSERT_LT(i, 1000) << "it spins";
      intake_->advance();
    }
  }

  // The kernel stamps files by the real clock, so wall time stays there but for `ahead_`.
  void pass(Duration time) {
    clock_.advance(time);
    clock_.set_wall(SystemClock().now() + ahead_);
    run();
  }

  // As the loop lives through it: waking at every deadline.
  void live(Duration time) {
    const Instant end = clock_.elapsed() + time;
    while (clock_.elapsed() < end) {
      const Instant next = std::min(end, intake_->deadline().value_or(end));
      pass(std::max<Duration>(next - clock_.elapsed(), 1ms));
    }
  }

  std::string at(std::string_view name) const { return drop_ + "/" + std::string(name); }

  void move_in(const std::string& name, std::string_view bytes = "text") {
    put(folder_.at("elsewhere/new"), bytes);
    fs::rename(folder_.at("elsewhere/new"), at(name));
  }

  std::optional<Claim> claim() {
    run();
    return intake_->claim();
  }

  // Claims all that is ready and keeps it; the names in order.
  Names take_all() {
    Names out;
    while (const auto claimed = claim()) {
      out.push_back(claimed->path.substr(claimed->path.rfind('/') + 1));
      last_ = *claimed;
    }
    return out;
  }

  FeedStatus status() const { return intake_->status().feeds.at(0); }

  TemporaryFolder folder_;
  std::string drop_ = folder_.at("drop");
  ManualClock clock_{SystemClock().now()};
  Duration ahead_{};
  IntakeOptions options_;
  std::unique_ptr<Intake> intake_;
  Claim last_;
};

// ---- when a file is eligible

TEST_F(IntakeTest, RenamedInIsReadyAtOnce) {
  open();
  move_in("a.txt");
  const auto claimed = claim();
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed->path, at("a.txt"));
  EXPECT_EQ(claimed->feed, 0U);
  EXPECT_EQ(claimed->stamp, file_info(at("a.txt"))->stamp);
  EXPECT_EQ(claimed->received, clock_.now());
  EXPECT_EQ(claimed->attempts, 0);
  EXPECT_TRUE(claimed->may_wait);
}

TEST_F(IntakeTest, ClosedFileIsReadyWhenItHasSettled) {
  open();
  put(at("a"), "text");
  EXPECT_EQ(take_all(), Names{});
  pass(999ms);
  EXPECT_EQ(take_all(), Names{});
  pass(1ms);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, EachCloseBeginsTheSettlingAnew) {
  open();
  put(at("a"), "one");
  pass(900ms);
  put(at("a"), "one and two");
  run();
  pass(900ms);
  EXPECT_EQ(take_all(), Names{});
  pass(100ms);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, WriterThatNeverClosesIsWaitedForTenSecondsOfQuiet) {
  open();
  std::ofstream writer(at("a"));
  for (int i = 0; i < 4; ++i) {
    writer << "more" << std::flush;
    pass(6s);
    EXPECT_EQ(take_all(), Names{}) << i;
  }
  live(20s);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, SecondWriterAfterTheFirstClosed) {
  open();
  put(at("a"), "one");
  run();
  std::ofstream writer(at("a"), std::ios::app);
  writer << "two" << std::flush;
  pass(1s);
  pass(1s);
  EXPECT_EQ(take_all(), Names{}) << "it still writes";
  writer.close();
  run();
  pass(1s);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, HardLinkIsMet) {
  open();
  put(folder_.at("elsewhere/a"), "text");
  fs::create_hard_link(folder_.at("elsewhere/a"), at("a"));
  EXPECT_EQ(take_all(), Names{});
  live(10s);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, OldFilesAreReadyAtStartAndYoungOnesSettle) {
  put(at("a"), "text");
  clock_.set_wall(SystemClock().now() + 9s);
  open();
  EXPECT_EQ(take_all(), Names{}) << "a second too young";
  clock_.set_wall(SystemClock().now() + 10s);
  open();
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, FilesFromTheFutureWaitNoLonger) {
  put(at("a"), "text");
  const timespec future[2] = {{.tv_sec = 4'000'000'000, .tv_nsec = 0},
                              {.tv_sec = 4'000'000'000, .tv_nsec = 0}};
  ASSERT_EQ(::utimensat(AT_FDCWD, at("a").c_str(), future, 0), 0);
  open();
  pass(10s);
  EXPECT_EQ(take_all(), Names{"a"});
  intake_->release(last_.id, Release::kRetry);
  live(120s);
  const auto again = claim();
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->may_wait) << "known for over a minute, whatever its times say";
}

TEST_F(IntakeTest, ChangeOfModeIsNoNewWriter) {
  open();
  move_in("a");
  ASSERT_EQ(::chmod(at("a").c_str(), 0600), 0);
  run();
  pass(1s);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, DeletedBeforeItsTurn) {
  open();
  move_in("a");
  run();
  fs::remove(at("a"));
  EXPECT_EQ(intake_->claim(), std::nullopt) << "even before the event is read";
  EXPECT_EQ(take_all(), Names{});
  EXPECT_EQ(status().fresh + status().waiting, 0U);
}

TEST_F(IntakeTest, NamesAreBytes) {
  const Names names = {"a\nb", "bad\xFF\xC3", std::string(255, 'n')};
  open();
  for (const std::string& name : names) move_in(name);
  Names got = take_all();
  std::sort(got.begin(), got.end());
  EXPECT_EQ(got, names);
}

// ---- what is never taken

TEST_F(IntakeTest, WhatIsNoFinishedFileIsToldOnceAndNeverTaken) {
  put(folder_.at("secret"), "text");
  fs::create_symlink(folder_.at("secret"), at("link"));
  fs::create_directory(at("folder"));
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  for (const char* name : {".hidden", "a.tmp", "b.part", "c~", "d.swp"}) put(at(name), "text");
  open();
  EXPECT_EQ(intake_->take_notices().size(), 8U);
  live(5min);
  intake_->rescan();
  put(at("folder/inside"), "text");
  run();
  EXPECT_EQ(intake_->take_notices(), std::vector<Oddity>{});
  EXPECT_EQ(take_all(), Names{});
  EXPECT_EQ(status().skipped, 8U);
  ASSERT_EQ(status().oddities.size(), 8U);
  EXPECT_EQ(status().oddities[6], (Oddity{"main", at("link"), "symbolic link"}));
  fs::remove(at("link"));
  move_in("link");
  EXPECT_EQ(take_all(), Names{"link"});
  EXPECT_EQ(status().skipped, 7U);
}

TEST_F(IntakeTest, LinkMadeWhileWatchingIsTold) {
  open();
  fs::create_symlink("/etc/hostname", at("link"));
  run();
  ASSERT_EQ(intake_->take_notices().size(), 1U);
  EXPECT_EQ(status().skipped, 1U);
  fs::remove(at("link"));
  run();
  EXPECT_EQ(status().skipped, 0U);
}

// ---- claims

TEST_F(IntakeTest, ClaimedFileIsNotHandedOutAgain) {
  open();
  move_in("a");
  EXPECT_EQ(take_all(), Names{"a"});
  intake_->rescan();
  live(3min);
  EXPECT_EQ(take_all(), Names{});
  EXPECT_EQ(status().claimed, 1U);
  fs::remove(at("a"));
  intake_->release(last_.id, Release::kDone);
  intake_->release(last_.id, Release::kDone);  // a second word changes nothing
  live(3min);
  EXPECT_EQ(take_all(), Names{});
  EXPECT_EQ(status().claimed, 0U);
}

TEST_F(IntakeTest, MovedOverWhileClaimedIsReadyAfterRelease) {
  for (const Release outcome : {Release::kDone, Release::kKept, Release::kChanged}) {
    SCOPED_TRACE(static_cast<int>(outcome));
    open();
    move_in("a", "one");
    ASSERT_EQ(take_all(), Names{"a"});
    move_in("a", "another");
    EXPECT_EQ(take_all(), Names{});
    intake_->release(last_.id, outcome);
    EXPECT_EQ(take_all(), Names{"a"});
    EXPECT_EQ(last_.stamp.size, 7);
    fs::remove(at("a"));
  }
}

TEST_F(IntakeTest, RewrittenWhileClaimedSettlesAfterRelease) {
  open();
  move_in("a", "one");
  ASSERT_EQ(take_all(), Names{"a"});
  put(at("a"), "another");
  run();
  intake_->release(last_.id, Release::kChanged);
  EXPECT_EQ(take_all(), Names{});
  pass(1s);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, ChangedWithoutAnyEventNeverSpins) {
  open();
  move_in("a");
  ahead_ = 1h;  // by its times it is long at rest
  pass(0s);
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(take_all(), Names{"a"});
    intake_->release(last_.id, Release::kChanged);
    EXPECT_EQ(take_all(), Names{});
    pass(1s);
  }
}

TEST_F(IntakeTest, KeptFileStaysUntilItChanges) {
  open();
  move_in("a", "one");
  ASSERT_EQ(take_all(), Names{"a"});
  intake_->release(last_.id, Release::kKept, last_.stamp);
  live(5min);
  EXPECT_EQ(take_all(), Names{});
  EXPECT_EQ(status().kept, 1U);
  put(at("a"), "two");
  run();
  pass(1s);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, RetryBacksOffAndThenMayNotWait) {
  open();
  move_in("a", "");
  ASSERT_EQ(take_all(), Names{"a"});
  const Timestamp received = last_.received;
  int tries = 1;
  Duration waited{};
  for (Duration step : {1s, 2s, 4s, 8s, 16s, 32s}) {
    EXPECT_TRUE(last_.may_wait) << tries;
    intake_->release(last_.id, Release::kRetry);
    live(step - 1ms);
    EXPECT_EQ(take_all(), Names{}) << tries;
    pass(1ms);
    ASSERT_EQ(take_all(), Names{"a"}) << tries;
    EXPECT_EQ(last_.attempts, tries++);
    EXPECT_EQ(last_.received, received) << "the same bytes arrived once";
    waited += step;
  }
  EXPECT_GT(waited, 60s);
  EXPECT_FALSE(last_.may_wait);
}

TEST_F(IntakeTest, RetryBeginsAnewWithNewBytes) {
  open();
  move_in("a", "half");
  ASSERT_EQ(take_all(), Names{"a"});
  intake_->release(last_.id, Release::kRetry);
  live(1s);
  ASSERT_EQ(take_all(), Names{"a"});
  intake_->release(last_.id, Release::kRetry);
  put(at("a"), "half and half");
  run();
  pass(1s);
  ASSERT_EQ(take_all(), Names{"a"});
  EXPECT_EQ(last_.attempts, 0);
}

TEST_F(IntakeTest, DeniedFileWaitsForItsMode) {
  open();
  move_in("a");
  ASSERT_EQ(take_all(), Names{"a"});
  intake_->release(last_.id, Release::kDenied);
  EXPECT_EQ(intake_->take_notices(), (std::vector<Oddity>{{"main", at("a"), "permission denied"}}));
  live(5min);
  EXPECT_EQ(take_all(), Names{});
  EXPECT_EQ(status().denied, 1U);
  ASSERT_EQ(::chmod(at("a").c_str(), 0644), 0);
  run();
  pass(1s);
  EXPECT_EQ(take_all(), Names{"a"});
  EXPECT_EQ(status().denied, 0U);
  EXPECT_EQ(status().oddities.size(), 0U);
}

// ---- folders

TEST_F(IntakeTest, FolderDeletedAndBack) {
  open();
  fs::remove(drop_);
  run();
  EXPECT_TRUE(status().missing);
  EXPECT_NE(status().trouble, "");
  live(1min);
  EXPECT_TRUE(status().missing);
  fs::create_directory(drop_);
  put(at("before the watch"), "text");
  live(2s);
  EXPECT_FALSE(status().missing);
  EXPECT_EQ(status().trouble, "");
  move_in("after");
  EXPECT_EQ(take_all(), Names{"after"});
  live(10s);
  EXPECT_EQ(take_all(), Names{"before the watch"});
}

TEST_F(IntakeTest, AnotherFolderUnderTheSamePath) {
  open();
  fs::rename(drop_, folder_.at("old"));
  fs::create_directory(drop_);
  run();
  live(2s);
  put(folder_.at("old/not ours"), "text");
  move_in("ours");
  EXPECT_EQ(take_all(), Names{"ours"});
  live(2min);
  EXPECT_EQ(take_all(), Names{});
}

TEST_F(IntakeTest, LinkToTheFolderLedElsewhere) {
  fs::create_directory(folder_.at("one"));
  fs::create_directory(folder_.at("two"));
  fs::remove(drop_);
  fs::create_directory_symlink("one", drop_);
  open();
  fs::remove(drop_);
  fs::create_directory_symlink("two", drop_);  // no event tells this
  live(2s);
  put(folder_.at("two/a"), "text");
  run();
  pass(1s);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, MissingAtStartIsWaitedFor) {
  fs::remove(drop_);
  open();
  EXPECT_TRUE(intake_->recovered());
  EXPECT_TRUE(status().missing);
  fs::create_directory(drop_);
  live(2s);
  move_in("a");
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, FolderThatCannotBeListedIsTroubleAndLosesNothing) {
  open();
  move_in("a");
  run();
  ASSERT_EQ(::chmod(drop_.c_str(), 0), 0);
  {
    const AsNobody nobody;
    intake_->rescan();
    run();
  }
  EXPECT_NE(status().trouble.find("Permission denied"), std::string::npos) << status().trouble;
  ASSERT_EQ(::chmod(drop_.c_str(), 0755), 0);
  live(2s);
  EXPECT_EQ(status().trouble, "");
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, PollsWhereInotifyIsNotToBeHad) {
  open(Intake::Watching::kPollOnly);
  EXPECT_EQ(intake_->descriptor(), -1);
  EXPECT_TRUE(status().polling);
  EXPECT_NE(status().trouble.find("polling"), std::string::npos);
  move_in("a");
  live(14s);
  EXPECT_EQ(take_all(), Names{"a"});
}

TEST_F(IntakeTest, RescanFindsWhatNoEventTold) {
  open();
  const auto scans = intake_->status().scans;
  live(60s);
  EXPECT_EQ(intake_->status().scans, scans + 1);
  intake_->rescan();
  run();
  EXPECT_EQ(intake_->status().scans, scans + 2);
}

TEST_F(IntakeTest, OverflowOfEventsLosesNoFile) {
  constexpr int kFiles = 12'000;  // three events each; the queue holds 16,384
  open();
  for (int i = 0; i < kFiles; ++i) put(at(std::to_string(i)), "x");
  run();
  EXPECT_GT(intake_->status().overflows, 0);
  pass(10s);
  Names names = take_all();
  std::sort(names.begin(), names.end());
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kFiles));
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end()) << "none twice";
}

TEST_F(IntakeTest, TwoFeedsMayNotShareAFolder) {
  options_.feeds.push_back(options_.feeds[0]);
  options_.feeds[1].id = "other";
  options_.feeds[1].path = drop_ + "/";
  const auto opened = Intake::open(options_, clock_);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kInvalid);
  EXPECT_NE(opened.error().message.find("\"main\" and \"other\""), std::string::npos);
}

TEST_F(IntakeTest, FeedsTakeTurnsAndFreshFilesGoFirst) {
  options_.feeds.push_back(options_.feeds[0]);
  options_.feeds[1].id = "other";
  options_.feeds[1].path = folder_.at("elsewhere");
  for (const char* name : {"b1", "b2"}) put(at(name), "text");
  clock_.advance(1h);
  open();
  put(folder_.at("scratch"), "text");
  for (const char* name : {"f1", "f2", "f3"}) move_in(name);
  fs::rename(folder_.at("scratch"), folder_.at("elsewhere/o1"));
  EXPECT_EQ(take_all(), (Names{"f1", "o1", "f2", "f3", "b1", "b2"}));
}

TEST_F(IntakeTest, SleepsWhereThereIsNothingToDo) {
  open();
  int wakes = 0;
  for (const Instant end = clock_.elapsed() + 10min; clock_.elapsed() < end; ++wakes) {
    const auto next = intake_->deadline();
    ASSERT_TRUE(next);
    ASSERT_GT(*next, clock_.elapsed());
    pass(*next - clock_.elapsed());
  }
  EXPECT_LE(wakes, 320) << "once every two seconds is enough";
}

}  // namespace
}  // namespace tocsin
