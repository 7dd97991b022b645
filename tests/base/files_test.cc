// The promises of base/files.h, on a real temporary folder; across file systems where /dev/shm is
// one.
#include "base/files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/base/temporary_folder.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  std::string at(std::string_view name) const { return folder_.at(name); }

  TemporaryFolder folder_;
};

TEST_F(Files, InfoTellsKindsAndDoesNotFollowLinks) {
  put(at("file"), "12345");
  fs::create_directory(at("folder"));
  fs::create_symlink(at("file"), at("link"));
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  struct Case {
    const char* name;
    FileKind kind;
  };
  for (const Case& c : {Case{"file", FileKind::kRegular}, Case{"folder", FileKind::kFolder},
                        Case{"link", FileKind::kLink}, Case{"pipe", FileKind::kOther}}) {
    SCOPED_TRACE(c.name);
    const auto info = file_info(at(c.name));
    ASSERT_TRUE(info);
    EXPECT_EQ(info->kind, c.kind);
  }
  EXPECT_EQ(file_info(at("file"))->stamp.size, 5);
  EXPECT_EQ(file_info(at("none")).error().code, ErrorCode::kNotFound);
}

TEST_F(Files, ReadsWholeWithItsStamp) {
  const std::string bytes(300'000, 'x');
  put(at("a"), bytes);
  const auto read = read_file(at("a"), 1 << 20);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->bytes, bytes);
  EXPECT_EQ(read->stamp, file_info(at("a"))->stamp);
}

TEST_F(Files, LimitIsInclusive) {
  put(at("a"), "12345");
  EXPECT_TRUE(read_file(at("a"), 5));
  EXPECT_EQ(read_file(at("a"), 4).error().code, ErrorCode::kInvalid);
  EXPECT_TRUE(read_text_file(at("a"), 5));
  EXPECT_EQ(read_text_file(at("a"), 4).error().code, ErrorCode::kInvalid);
}

TEST_F(Files, ReadsRegularFilesOnlyAndNeverHangs) {
  put(at("file"), "x");
  fs::create_symlink(at("file"), at("link"));
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  for (const char* name : {"link", "pipe", ""}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(read_file(at(name), 100).error().code, ErrorCode::kInvalid);
  }
  EXPECT_EQ(read_file(at("none"), 100).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(get(at("link")), "x") << "a trusted file may be a link";
}

TEST_F(Files, PermissionDeniedCanBeTriedAgain) {
  put(at("secret"), "x");
  ASSERT_EQ(::chmod(at("secret").c_str(), 0), 0);
  const AsNobody nobody;
  const auto read = read_file(at("secret"), 100);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(read.error().message.find("Permission denied"), std::string::npos);
}

TEST_F(Files, NamesAreBytes) {
  const std::string name = "a\nb\xFF" + std::string(200, 'n');
  put(at(name), "x");
  EXPECT_TRUE(read_file(at(name), 10));
  const auto moved = move_file(at(name), at(name + "2"), "s");
  ASSERT_TRUE(moved);
  EXPECT_EQ(get(at(name + "2")), "x");
}

TEST_F(Files, WritesDurablyOverWhatIsThere) {
  ASSERT_TRUE(write_file_durably(at("a"), "one"));
  ASSERT_TRUE(write_file_durably(at("a"), "two", 0600));
  EXPECT_EQ(get(at("a")), "two");
  EXPECT_FALSE(file_info(at("a.tmp")));
  struct stat st {};
  ASSERT_EQ(::stat(at("a").c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 0777, 0600U);
  EXPECT_FALSE(write_file_durably(at("none/a"), "x"));
}

TEST_F(Files, MakesFoldersAndSaysWhereItCannot) {
  EXPECT_TRUE(make_folders(at("x/y/z")));
  EXPECT_TRUE(make_folders(at("x/y/z/")));
  EXPECT_EQ(file_info(at("x/y/z"))->kind, FileKind::kFolder);
  put(at("file"), "");
  EXPECT_FALSE(make_folders(at("file")));
  EXPECT_FALSE(make_folders(at("file/below")));
  fs::create_symlink(at("unmounted"), at("link"));
  for (const char* const name : {"link", "link/below"}) {
    const auto made = make_folders(at(name));
    ASSERT_FALSE(made) << name;
    EXPECT_EQ(made.error().code, ErrorCode::kUnavailable);
    EXPECT_EQ(made.error().where.file, at("link"));
  }
}

TEST_F(Files, ChecksWhetherAFolderCanBeWritten) {
  EXPECT_TRUE(check_writable(folder_.path()));
  EXPECT_TRUE(fs::is_empty(folder_.path())) << "the probe is gone";
  EXPECT_FALSE(check_writable(at("none")));
  ASSERT_TRUE(make_folders(at("closed")));
  ASSERT_EQ(::chmod(at("closed").c_str(), 0555), 0);
  const AsNobody nobody;
  EXPECT_EQ(check_writable(at("closed")).error().code, ErrorCode::kUnavailable);
}

TEST_F(Files, RemovingWhatIsNotThereIsNoError) {
  put(at("a"), "");
  EXPECT_TRUE(remove_file(at("a")));
  EXPECT_TRUE(remove_file(at("a")));
  EXPECT_FALSE(remove_file(folder_.path()));
}

TEST_F(Files, DescriptorClosesOnceAndMoves) {
  int raw = -1;
  {
    FileDescriptor one(::open(folder_.path().c_str(), O_RDONLY | O_CLOEXEC));
    raw = one.get();
    FileDescriptor two(std::move(one));
    FileDescriptor three;
    three = std::move(two);
    EXPECT_EQ(three.get(), raw);
    EXPECT_NE(::fcntl(raw, F_GETFD), -1);
  }
  EXPECT_EQ(::fcntl(raw, F_GETFD), -1);
}

struct Taken {
  const char* name;
  const char* second;  // where the second file of this name goes, with suffix "5ab"
  const char* third;
};
constexpr Taken kTaken[] = {
    {"a.txt", "a-5ab.txt", "a-5ab-2.txt"},
    {"plain", "plain-5ab", "plain-5ab-2"},
    {".hidden", ".hidden-5ab", ".hidden-5ab-2"},
    {"a.tar.gz", "a.tar-5ab.gz", "a.tar-5ab-2.gz"},
    {"a.this is no extension", "a.this is no extension-5ab", "a.this is no extension-5ab-2"},
};

// On one file system, and from one to another.
class Moves : public Files, public testing::WithParamInterface<bool> {
 protected:
  std::string to(std::string_view name) const { return (GetParam() ? other_ : folder_).at(name); }

  TemporaryFolder other_{"/dev/shm"};
};
INSTANTIATE_TEST_SUITE_P(Across, Moves, testing::Bool());

TEST_P(Moves, KeepsBytesAndModificationTime) {
  put(at("a"), "bytes");
  const FileStamp before = file_info(at("a"))->stamp;
  const auto moved = move_file(at("a"), to("b"), "5ab");
  ASSERT_TRUE(moved) << to_string(moved.error());
  EXPECT_EQ(*moved, to("b"));
  EXPECT_EQ(get(to("b")), "bytes");
  EXPECT_EQ(file_info(to("b"))->stamp.mtime_ns, before.mtime_ns);
  EXPECT_FALSE(file_info(at("a")));
}

TEST_P(Moves, NeverOverwrites) {
  ASSERT_TRUE(make_folders(to("done")));
  for (const Taken& c : kTaken) {
    SCOPED_TRACE(c.name);
    for (const char* want : {c.name, c.second, c.third}) {
      put(at("new"), want);
      const auto moved = move_file(at("new"), to("done/") + c.name, "5ab");
      ASSERT_TRUE(moved);
      EXPECT_EQ(*moved, to("done/") + want);
    }
    for (const char* want : {c.name, c.second, c.third}) EXPECT_EQ(get(to("done/") + want), want);
  }
}

TEST_P(Moves, LongestNamesFitWithTheirSuffix) {
  std::string name;
  for (int i = 0; i < 125; ++i) name += "ü";  // 250 bytes, none of which may be cut in two
  name += ".text";
  for (int i = 0; i < 2; ++i) {
    put(at("new"), "x");
    const auto moved = move_file(at("new"), to(name), "123456789abc");
    ASSERT_TRUE(moved) << to_string(moved.error());
    EXPECT_EQ(fs::path(*moved).extension(), ".text");
    EXPECT_LE(fs::path(*moved).filename().string().size(), 255U);
  }
}

TEST_P(Moves, SourceStaysOnAnyError) {
  put(at("a"), "bytes");
  put(to("file"), "");
  for (const char* target : {"none/b", "file/b"}) {
    SCOPED_TRACE(target);
    const auto moved = move_file(at("a"), to(target), "5ab");
    ASSERT_FALSE(moved);
    EXPECT_NE(moved.error().code, ErrorCode::kNotFound) << "that would say that the source is gone";
    EXPECT_EQ(get(at("a")), "bytes");
  }
  EXPECT_EQ(move_file(at("none"), to("b"), "5ab").error().code, ErrorCode::kNotFound);
}

TEST_P(Moves, ClosedFolderLosesNothingAndLeavesNothing) {
  put(at("a"), "bytes");
  ASSERT_TRUE(make_folders(to("closed")));
  ASSERT_EQ(::chmod(to("closed").c_str(), 0555), 0);
  ASSERT_EQ(::chmod(at("a").c_str(), 0666), 0);
  {
    const AsNobody nobody;
    const auto moved = move_file(at("a"), to("closed/a"), "5ab");
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().code, ErrorCode::kUnavailable);
  }
  EXPECT_EQ(get(at("a")), "bytes");
  EXPECT_TRUE(fs::is_empty(to("closed")));
}

}  // namespace
}  // namespace tocsin
