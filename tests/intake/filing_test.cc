// Where done and failed files go; nothing is lost when it cannot be done, nor when the process
// dies.
#include "intake/filing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/timestamp.h"
#include "tests/base/temporary_folder.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr char kHash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const Timestamp kNow = *parse_time("2024-02-29T23:59:59Z");

// A drop folder, an archive and a quarantine in `folder`.
FeedOptions feed_in(const std::string& folder) {
  FeedOptions feed;
  feed.path = folder + "/drop";
  feed.archive = folder + "/archive";
  feed.quarantine = folder + "/quarantine";
  return feed;
}

QuarantineNote because(std::string reason) {
  QuarantineNote note;
  note.reason = std::move(reason);
  return note;
}

class Filing : public testing::Test {
 protected:
  Filing() { fs::create_directory(feed_.path); }

  std::string drop(const std::string& name, std::string_view bytes = "text") const {
    put(feed_.path + "/" + name, bytes);
    return feed_.path + "/" + name;
  }
  Result<std::string> file(const std::string& path) const {
    return file_away(feed_, path, kHash, file_info(path)->stamp, kNow);
  }
  Result<std::string> set_aside(const std::string& path, const QuarantineNote& note = {}) const {
    return quarantine(feed_, path, file_info(path)->stamp, note);
  }
  std::vector<std::string> quarantined() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(feed_.quarantine)) {
      out.push_back(entry.path().filename());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  TemporaryFolder folder_;
  FeedOptions feed_ = feed_in(folder_.path());
};

TEST_F(Filing, MovesIntoTheFolderOfTheDay) {
  const auto filed = file(drop("a.txt"));
  ASSERT_TRUE(filed) << to_string(filed.error());
  EXPECT_EQ(*filed, feed_.archive + "/2024/02/29/a.txt");
  EXPECT_EQ(get(*filed), "text");
  EXPECT_TRUE(fs::is_empty(feed_.path));
}

TEST_F(Filing, NameTakenGetsTheHash) {
  ASSERT_TRUE(file(drop("a.txt", "first")));
  const auto filed = file(drop("a.txt", "second"));
  ASSERT_TRUE(filed);
  EXPECT_EQ(*filed, feed_.archive + "/2024/02/29/a-0123456789ab.txt");
  EXPECT_EQ(get(feed_.archive + "/2024/02/29/a.txt"), "first");
}

TEST_F(Filing, KeepsOrDeletes) {
  const std::string path = drop("a.txt");
  feed_.when_done = WhenDone::kKeep;
  EXPECT_EQ(file(path), path);
  EXPECT_EQ(get(path), "text");
  feed_.when_done = WhenDone::kDelete;
  EXPECT_EQ(file(path), "");
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(Filing, OnlyTheBytesThatWereRead) {
  const std::string path = drop("a.txt");
  const FileStamp read = file_info(path)->stamp;
  put(path, "more text");
  for (const WhenDone when : {WhenDone::kMove, WhenDone::kKeep, WhenDone::kDelete}) {
    feed_.when_done = when;
    const auto filed = file_away(feed_, path, kHash, read, kNow);
    ASSERT_FALSE(filed);
    EXPECT_EQ(filed.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(filed.error().message.find("changed"), std::string::npos);
  }
  EXPECT_FALSE(quarantine(feed_, path, read, {}));
  EXPECT_EQ(get(path), "more text");
  fs::remove(path);
  EXPECT_EQ(file_away(feed_, path, kHash, read, kNow).error().code, ErrorCode::kNotFound);
  fs::create_symlink("/etc/hostname", path);
  EXPECT_FALSE(file_away(feed_, path, kHash, read, kNow));
}

TEST_F(Filing, ReadOnlyFoldersLoseNothing) {
  const std::string path = drop("a.txt");
  for (const std::string& folder : {feed_.archive, feed_.quarantine}) {
    fs::create_directory(folder);
    ASSERT_EQ(::chmod(folder.c_str(), 0555), 0);
  }
  const AsNobody nobody;
  const auto filed = file(path);
  ASSERT_FALSE(filed);
  EXPECT_EQ(filed.error().code, ErrorCode::kUnavailable);
  const auto aside = set_aside(path);
  ASSERT_FALSE(aside);
  EXPECT_EQ(aside.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(get(path), "text");
  EXPECT_EQ(quarantined(), std::vector<std::string>{});
}

// A disk that is not mounted says nothing of the file, which must not pass for gone.
TEST_F(Filing, PlacesThatCannotBeReachedMeanLater) {
  const std::string path = drop("a.txt");
  put(folder_.at("file"), "");
  for (const std::string& target : {folder_.at("unmounted/disk"), folder_.at("file/below")}) {
    SCOPED_TRACE(target);
    for (const std::string& place : {feed_.archive, feed_.quarantine}) {
      fs::create_symlink(target, place);
    }
    const auto filed = file(path);
    ASSERT_FALSE(filed);
    EXPECT_EQ(filed.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(filed.error().message.find(feed_.archive), std::string::npos);
    const auto aside = set_aside(path);
    ASSERT_FALSE(aside);
    EXPECT_EQ(aside.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(aside.error().message.find(feed_.quarantine), std::string::npos);
    const auto checked = check_folders(feed_);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::kUnavailable);
    EXPECT_NE(checked.error().message.find(feed_.archive), std::string::npos);
    EXPECT_EQ(get(path), "text");
    for (const std::string& place : {feed_.archive, feed_.quarantine}) fs::remove(place);
  }
  EXPECT_TRUE(file(path)) << "once it is there again";
}

TEST_F(Filing, FoldersAreCheckedAtStart) {
  EXPECT_TRUE(check_folders(feed_));
  EXPECT_TRUE(fs::is_directory(feed_.archive));
  fs::remove(feed_.quarantine);
  put(feed_.quarantine, "a file in the way");
  const auto checked = check_folders(feed_);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(checked.error().where.file, feed_.quarantine);
}

TEST_F(Filing, NoteTellsWhyAndWhere) {
  QuarantineNote note{.reason = "bad_encoding",
                      .message = "neither UTF-8 nor \"known\"",
                      .offset = 17,
                      .line = 3,
                      .attempts = 2,
                      .version = "0.1.0",
                      .received = kNow};
  const auto aside = set_aside(drop("a.txt"), note);
  ASSERT_TRUE(aside) << to_string(aside.error());
  EXPECT_EQ(*aside, feed_.quarantine + "/a.txt");
  EXPECT_EQ(get(*aside), "text");
  const Json json = Json::parse(get(*aside + ".json"));
  EXPECT_EQ(json, Json({{"feed", "main"},
                        {"file", "a.txt"},
                        {"path", feed_.path + "/a.txt"},
                        {"reason", "bad_encoding"},
                        {"message", "neither UTF-8 nor \"known\""},
                        {"offset", 17},
                        {"line", 3},
                        {"attempts", 2},
                        {"version", "0.1.0"},
                        {"received", "2024-02-29T23:59:59.000Z"}}));
}

TEST_F(Filing, NoteOfAnyNameIsJson) {
  const auto aside = set_aside(drop("a\n\xFF"));
  ASSERT_TRUE(aside);
  const Json json = Json::parse(get(*aside + ".json"));
  EXPECT_EQ(json["file"], "a\n\uFFFD");
  EXPECT_TRUE(json["path_hex"].get<std::string>().ends_with("2f610aff"));
  EXPECT_TRUE(json["offset"].is_null());
}

TEST_F(Filing, LongestNamesFitWithTheirNote) {
  const auto aside = set_aside(drop(std::string(255, 'n')));
  ASSERT_TRUE(aside) << to_string(aside.error());
  EXPECT_EQ(get(*aside), "text");
  EXPECT_TRUE(fs::exists(*aside + ".json"));
}

TEST_F(Filing, QuarantineNeverOverwritesFileOrNote) {
  // In either order, a file may have the name of the other's note.
  for (const auto& [first, second] :
       {std::pair("a", "a.json"), std::pair("b.json", "b"), std::pair("c", "c")}) {
    SCOPED_TRACE(first);
    const auto one = set_aside(drop(first, "one"), because("first"));
    const auto two = set_aside(drop(second, "two"), because("second"));
    ASSERT_TRUE(one && two);
    EXPECT_EQ(get(*one), "one");
    EXPECT_EQ(get(*two), "two");
    EXPECT_EQ(Json::parse(get(*one + ".json"))["reason"], "first");
    EXPECT_EQ(Json::parse(get(*two + ".json"))["reason"], "second");
  }
  EXPECT_EQ(quarantined().size(), 12U);
}

// ---- the process dies between two steps

// The folder outlives the process that dies: its path is handed down by the environment.
class FilingCrash : public testing::TestWithParam<const char*> {
 protected:
  FilingCrash() {
    testing::FLAGS_gtest_death_test_style = "threadsafe";  // runs this test anew, to the same place
    if (std::getenv("TOCSIN_TEST_CRASHES") == nullptr) {
      folder_.emplace();
      feed_ = feed_in(folder_->path());
      fs::create_directory(feed_.path);
      put(path(), "text");
      ::setenv("TOCSIN_TEST_CRASHES", folder_->path().c_str(), 1);
      ::setenv("TOCSIN_FAILPOINT", GetParam(), 1);
    } else {
      feed_ = feed_in(std::getenv("TOCSIN_TEST_CRASHES"));
    }
  }
  ~FilingCrash() override {
    ::unsetenv("TOCSIN_TEST_CRASHES");
    ::unsetenv("TOCSIN_FAILPOINT");
  }
  std::string path() const { return feed_.path + "/a.txt"; }

  std::optional<TemporaryFolder> folder_;
  FeedOptions feed_;
};
class ArchiveCrash : public FilingCrash {};
class QuarantineCrash : public FilingCrash {};
INSTANTIATE_TEST_SUITE_P(Steps, ArchiveCrash,
                         testing::Values("filing:before_move", "filing:after_move"));
INSTANTIATE_TEST_SUITE_P(Steps, QuarantineCrash,
                         testing::Values("quarantine:before_move", "quarantine:after_move"));

TEST_P(ArchiveCrash, LeavesTheFileInOnePlace) {
  const auto info = file_info(path());
  ASSERT_TRUE(info);
  EXPECT_EXIT((void)file_away(feed_, path(), kHash, info->stamp, kNow),
              testing::KilledBySignal(SIGKILL), "");
  const std::string filed = feed_.archive + "/2024/02/29/a.txt";
  const bool moved = std::string_view(GetParam()).ends_with("after_move");
  EXPECT_EQ(get(moved ? filed : path()), "text");
  EXPECT_FALSE(fs::exists(moved ? path() : filed));
}

TEST_P(QuarantineCrash, LosesNeitherFileNorNote) {
  const auto info = file_info(path());
  ASSERT_TRUE(info);
  EXPECT_EXIT((void)quarantine(feed_, path(), info->stamp, because("empty")),
              testing::KilledBySignal(SIGKILL), "");
  const std::string aside = feed_.quarantine + "/a.txt";
  EXPECT_EQ(Json::parse(get(aside + ".json"))["reason"], "empty");
  if (fs::exists(path())) {  // then the next life tries again
    EXPECT_EQ(quarantine(feed_, path(), info->stamp, because("again")), aside);
    EXPECT_EQ(Json::parse(get(aside + ".json"))["reason"], "again");
  }
  EXPECT_EQ(get(aside), "text");
  EXPECT_EQ(std::distance(fs::directory_iterator(feed_.quarantine), {}), 2);
}

}  // namespace
}  // namespace tocsin
