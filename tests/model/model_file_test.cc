#include "model/model_file.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "tests/base/temporary_folder.h"

namespace tocsin {
namespace {

ModelWriter two_sections() {
  ModelWriter writer;
  writer.add("words", std::string(100, 'w'));
  writer.add("network", std::string(7, 'n'));
  return writer;
}

constexpr std::size_t kHeader = 32;
constexpr std::size_t kFirstEntry = 64;
constexpr std::size_t kEntry = 64;
constexpr std::size_t kOffset = 48;  // within an entry
constexpr std::size_t kSize = 56;

void put_number(std::string& bytes, std::size_t at, std::uint64_t value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

// The bytes with a size and a checksum that fit, as a writer with a fault would have left them.
std::string sealed(std::string bytes) {
  put_number(bytes, 16, bytes.size());
  put_number(bytes, 24, XXH3_64bits(bytes.data() + kHeader, bytes.size() - kHeader));
  return bytes;
}

std::string complaint(const Result<ModelFile>& file) {
  return file ? "none" : std::string(to_string(file.error().code)) + ": " + file.error().message;
}

std::string corrupt(const std::string& what) {
  return std::string(to_string(ErrorCode::kCorrupt)) + ": the model " + what;
}

TEST(ModelFileTest, GivesBackItsSections) {
  const auto file = ModelFile::from_bytes(two_sections().bytes());
  ASSERT_TRUE(file) << complaint(file);
  EXPECT_EQ(file->sections(),
            (std::vector<std::pair<std::string, std::size_t>>{{"words", 100}, {"network", 7}}));
  for (const auto& [name, text] :
       {std::pair("words", std::string(100, 'w')), std::pair("network", std::string(7, 'n'))}) {
    const auto section = file->section(name);
    ASSERT_TRUE(section);
    EXPECT_EQ(*section, text);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(section->data()) % 64, 0U);
  }
  const auto missing = file->section("lemmas");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(missing.error().message, "the model has no section lemmas");
  EXPECT_EQ(missing.error().where.file, file->path());
}

TEST(ModelFileTest, MayHaveNoSectionsAndEmptyOnes) {
  const auto none = ModelFile::from_bytes(ModelWriter().bytes());
  ASSERT_TRUE(none) << complaint(none);
  EXPECT_TRUE(none->sections().empty());
  ModelWriter writer;
  writer.add("empty", "");
  writer.add("also-empty", "");
  const auto empty = ModelFile::from_bytes(writer.bytes());
  ASSERT_TRUE(empty) << complaint(empty);
  EXPECT_EQ(empty->section("also-empty").value(), "");
}

TEST(ModelFileTest, RefusesEveryShorterFile) {
  const std::string whole = two_sections().bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string count = std::to_string(size);
    const std::string expected =
        size < kHeader ? "is truncated: " + count + " bytes, less than its header; fetch it again"
                       : "is truncated: " + count + " bytes of " + std::to_string(whole.size()) +
                             "; fetch it again";
    ASSERT_EQ(complaint(ModelFile::from_bytes(whole.substr(0, size))), corrupt(expected));
  }
}

TEST(ModelFileTest, RefusesEveryFlippedBit) {
  const std::string whole = two_sections().bytes();
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string bytes = whole;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    const std::string got = complaint(ModelFile::from_bytes(bytes));
    ASSERT_TRUE(got.starts_with("corrupt: the model ")) << bit << ": " << got;
    if (bit / 8 >= kHeader) {
      ASSERT_EQ(got, corrupt("is damaged: its checksum is wrong; fetch it again")) << bit;
    }
  }
}

TEST(ModelFileTest, SaysWhatIsWrong) {
  struct Case {
    const char* what;
    std::function<void(std::string&)> change;
    std::string message;
  };
  const std::string whole = two_sections().bytes();
  const std::string size = std::to_string(whole.size());
  const std::vector<Case> cases = {
      {"another file", [](std::string& bytes) { bytes = "PK\x03\x04 some archive"; },
       "is not a Tocsin model"},
      {"a later version", [](std::string& bytes) { bytes[8] = 2; },
       "has format version 2, this program reads 1: fetch the model that came with this program"},
      {"bytes behind", [](std::string& bytes) { bytes += "abc"; },
       "is damaged: " + std::to_string(whole.size() + 3) + " bytes instead of " + size +
           "; fetch it again"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    std::string bytes = whole;
    c.change(bytes);
    EXPECT_EQ(complaint(ModelFile::from_bytes(bytes)), corrupt(c.message));
  }
}

TEST(ModelFileTest, TrustsNoTable) {
  struct Case {
    const char* what;
    std::function<void(std::string&)> change;
    std::string message;
  };
  const std::size_t second = kFirstEntry + kEntry;
  const std::string astray = "section network does not lie where it may";
  const std::vector<Case> cases = {
      {"no table", [](std::string& bytes) { bytes.resize(40); }, "it has no section table"},
      {"many sections", [](std::string& bytes) { put_number(bytes, kHeader, 6); },
       "its section table is longer than the file"},
      {"too many sections", [](std::string& bytes) { put_number(bytes, kHeader, ~0ULL); },
       "its section table is longer than the file"},
      {"no name", [&](std::string& bytes) { bytes[second] = 0; }, "section 2 has no name"},
      {"an endless name", [&](std::string& bytes) { bytes.replace(second, 48, 48, 'x'); },
       "section 2 has no name"},
      {"the same name",
       [&](std::string& bytes) { bytes.replace(second, 48, bytes.substr(kFirstEntry, 48)); },
       "two sections are called words"},
      {"not aligned", [&](std::string& bytes) { put_number(bytes, second + kOffset, 321); },
       astray},
      {"in the table", [&](std::string& bytes) { put_number(bytes, second + kOffset, 64); },
       astray},
      {"over the first", [&](std::string& bytes) { put_number(bytes, second + kOffset, 256); },
       astray},
      {"behind the end", [&](std::string& bytes) { put_number(bytes, second + kOffset, 6400); },
       astray},
      {"around the end", [&](std::string& bytes) { put_number(bytes, second + kOffset, ~63ULL); },
       astray},
      {"too long", [&](std::string& bytes) { put_number(bytes, second + kSize, 8); }, astray},
      {"far too long", [&](std::string& bytes) { put_number(bytes, second + kSize, ~0ULL); },
       astray},
      {"nothing", [](std::string&) {}, ""},
  };
  const std::string whole = two_sections().bytes();
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    std::string bytes = whole;
    c.change(bytes);
    EXPECT_EQ(
        complaint(ModelFile::from_bytes(sealed(bytes))),
        c.message.empty() ? "none" : corrupt("is damaged: " + c.message + "; fetch it again"));
  }
}

TEST(ModelFileTest, OpensWhatWasWritten) {
  const TemporaryFolder folder;
  const std::string path = folder.at("tocsin.model");
  ASSERT_TRUE(two_sections().write(path));
  const auto file = ModelFile::open(path);
  ASSERT_TRUE(file) << complaint(file);
  EXPECT_EQ(file->path(), path);
  const std::string_view section = file->section("words").value();
  ASSERT_TRUE(ModelWriter().write(path));  // a new model does not change the open one
  EXPECT_EQ(section, std::string(100, 'w'));
  EXPECT_EQ(ModelFile::open(path)->sections().size(), 0U);
}

TEST(ModelFileTest, NamesTheFileThatItCannotOpen) {
  const TemporaryFolder folder;
  put(folder.at("empty"), "");
  put(folder.at("short"), two_sections().bytes().substr(0, 100));
  struct Case {
    std::string path;
    std::string message;
  };
  const std::vector<Case> cases = {
      {folder.at("none"), "not_found: there is no model at " + folder.at("none")},
      {folder.path(), "invalid: " + folder.path() + " is not a file"},
      {folder.at("empty"), "corrupt: " + folder.at("empty") +
                               " is truncated: 0 bytes, less than its header; fetch it again"},
      {folder.at("short"),
       "corrupt: " + folder.at("short") + " is truncated: 100 bytes of 327; fetch it again"},
  };
  for (const Case& c : cases) EXPECT_EQ(complaint(ModelFile::open(c.path)), c.message);
}

TEST(SectionReaderTest, ReadsWhatWasWritten) {
  SectionWriter writer;
  writer.value<std::int32_t>(-5);
  writer.text("Köln");
  writer.array<float>(std::vector<float>{1.5F, -2});
  writer.array<std::uint8_t>({});
  writer.value<std::uint8_t>(9);
  ModelWriter model;
  model.add("section", writer.take());
  const auto file = ModelFile::from_bytes(model.bytes()).value();
  SectionReader reader(file.section("section").value());
  EXPECT_EQ(reader.value<std::int32_t>(), -5);
  EXPECT_EQ(reader.text(), "Köln");
  const auto floats = reader.array<float>();
  EXPECT_EQ(std::vector<float>(floats.begin(), floats.end()), (std::vector<float>{1.5F, -2}));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(floats.data()) % 64, 0U);
  EXPECT_TRUE(reader.array<std::uint8_t>().empty());
  EXPECT_EQ(reader.value<std::uint8_t>(), 9);
  EXPECT_TRUE(reader.ok());
  EXPECT_EQ(reader.value<std::uint8_t>(), 0);
  EXPECT_FALSE(reader.ok());
}

std::string number(std::uint64_t value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

TEST(SectionReaderTest, NeverReadsBeyondTheEnd) {
  struct Case {
    const char* what;
    std::string bytes;
    std::function<bool(SectionReader&)> reads_nothing;
  };
  const auto number_is_zero = [](SectionReader& r) { return r.value<std::uint64_t>() == 0; };
  const auto text_is_empty = [](SectionReader& r) { return r.text().empty(); };
  const auto array_is_empty = [](SectionReader& r) { return r.array<float>().empty(); };
  const std::vector<Case> cases = {
      {"a number of nothing", "", number_is_zero},
      {"a number too short", "1234567", number_is_zero},
      {"a text without length", "123", text_is_empty},
      {"a text too long", number(6) + "abcde", text_is_empty},
      {"a text without end", number(~0ULL) + "abcde", text_is_empty},
      {"an array without length", "123", array_is_empty},
      {"an array without room to align", number(1) + std::string(55, 'x'), array_is_empty},
      {"an array one byte short", number(2) + std::string(56 + 7, 'x'), array_is_empty},
      {"an array without end", number(~0ULL) + std::string(100, 'x'), array_is_empty},
      {"an array that wraps round", number((1ULL << 62) + 1) + std::string(100, 'x'),
       array_is_empty},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    SectionReader reader(c.bytes);
    EXPECT_TRUE(c.reads_nothing(reader));
    EXPECT_FALSE(reader.ok());
    EXPECT_EQ(reader.value<std::uint8_t>(), 0);  // and nothing after it
    EXPECT_TRUE(reader.text().empty());
    EXPECT_FALSE(reader.ok());
  }
}

TEST(SectionReaderTest, RefusesBytesThatAreNotAligned) {
  alignas(64) char bytes[200] = {};
  bytes[1] = 1;  // the length, when read from the second byte on
  EXPECT_TRUE(SectionReader({bytes + 1, 150}).array<float>().empty());
  EXPECT_EQ(SectionReader({bytes + 1, 150}).array<char>().size(), 1U);
}

}  // namespace
}  // namespace tocsin
