// Raw text: which paragraphs are taken from which files, and what is refused with its line.
#include "cli/train/raw_text.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "tests/base/temporary_folder.h"

namespace tocsin {
namespace {

constexpr std::string_view kFirst = "The envoy of Norland was told to leave the capital.";
constexpr std::string_view kSecond = "Two ministers resigned over the budget on Friday.";

std::string packed(std::string_view bytes, const std::string& path) {
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
  return get(path);
}

// The paragraphs between bars, or the error.
std::string dump(const std::string& path) {
  const auto paragraphs = read_paragraphs(path);
  if (!paragraphs) {
    const Error& error = paragraphs.error();
    return std::string(to_string(error.code)) + " " + std::to_string(error.where.line) + " " +
           error.message;
  }
  std::string out;
  for (const std::string& paragraph : *paragraphs) out += "|" + paragraph;
  return out;
}

std::string json(std::string_view text) {
  return R"({"id":"x","text":")" + std::string(text) + "\"}\n";
}

TEST(RawText, TakesEachParagraphOnceInOrder) {
  const std::string both = "|" + std::string(kFirst) + "|" + std::string(kSecond);
  const std::string first(kFirst);
  const std::string second(kSecond);
  struct Case {
    std::string_view name;
    std::string bytes;
    std::string wanted;
  };
  const Case cases[] = {
      {"empty.txt", "", ""},
      {"empty.jsonl", "\n \n", ""},
      {"one.txt", first, "|" + first},
      {"two.txt", first + "\r\n\r\n" + second + "\n", both},
      {"again.txt", first + "\n" + second + "\n" + first + "\n", both},
      {"blanks.txt", "  The envoy of\tNorland  was told to leave the capital. \n", "|" + first},
      {"short.txt", "Norland wins.\n" + second + "\n", "|" + second},
      {"lines.jsonl", json(first) + "\n" + json(second), both},
      {"again.jsonl", json(first) + json(first), "|" + first},
      {"several.jsonl", json(first + "\\n\\n\\n\\n" + second + "\\n\\n"), both},
      {"wrapped.jsonl", json("The envoy of Norland\\nwas told to leave the capital."), "|" + first},
  };
  const TemporaryFolder folder;
  for (const Case& row : cases) {
    SCOPED_TRACE(row.name);
    const std::string path = folder.at(row.name);
    put(path, row.bytes);
    EXPECT_EQ(dump(path), row.wanted);
    packed(row.bytes, path + ".gz");
    EXPECT_EQ(dump(path + ".gz"), row.wanted);
  }
}

TEST(RawText, RefusesWithFileAndLine) {
  const std::string good = json(kFirst);
  struct Case {
    std::string_view name;
    std::string bytes;
    std::string wanted;
  };
  const Case cases[] = {
      {"text.pdf", "", "invalid 0 raw text is read from .jsonl and .txt, with .gz or without"},
      {"gz", "", "invalid 0 raw text is read from .jsonl and .txt, with .gz or without"},
      {"bytes.txt", std::string(kFirst) + "\n\xFF\n", "invalid 2 the line is not UTF-8"},
      {"list.jsonl", good + "[1]\n", "invalid 2 the line is not a JSON object in UTF-8"},
      {"cut.jsonl", good + good + "{\"text\":", "invalid 3 the line is not a JSON object in UTF-8"},
      {"bytes.jsonl", "{\"text\":\"\xC3\"}", "invalid 1 the line is not a JSON object in UTF-8"},
      {"none.jsonl", "{}\n", "invalid 1 the object has no string \"text\""},
      {"number.jsonl", "{\"text\":1}\n", "invalid 1 the object has no string \"text\""},
      {"long.txt", "a\n" + std::string((1U << 20U) + 1, 'a'), "invalid 2 the line is over 1 MiB"},
  };
  const TemporaryFolder folder;
  for (const Case& row : cases) {
    SCOPED_TRACE(row.name);
    put(folder.at(row.name), row.bytes);
    EXPECT_EQ(dump(folder.at(row.name)), row.wanted);
    EXPECT_EQ(read_paragraphs(folder.at(row.name)).error().where.file, folder.at(row.name));
  }
  EXPECT_EQ(read_paragraphs(folder.at("gone.txt")).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(read_paragraphs(folder.path() + "/no/gone.txt").error().code, ErrorCode::kNotFound);
}

TEST(RawText, RefusesDamagedGzip) {
  const TemporaryFolder folder;
  std::string many;
  for (int i = 0; i < 2000; ++i) {
    many += json("The envoy of province " + std::to_string(i * 7919) + " was told to leave.");
  }
  const std::string whole = packed(many, folder.at("whole.jsonl.gz"));
  put(folder.at("cut.jsonl.gz"), std::string_view(whole).substr(0, whole.size() / 2));
  std::string turned = whole;
  turned[turned.size() / 2] = static_cast<char>(turned[turned.size() / 2] ^ 0x55);
  put(folder.at("turned.jsonl.gz"), turned);
  for (const std::string_view name : {"cut.jsonl.gz", "turned.jsonl.gz"}) {
    SCOPED_TRACE(name);
    const auto paragraphs = read_paragraphs(folder.at(name));
    ASSERT_FALSE(paragraphs.has_value());
    // A turned bit may unpack to a line that is wrong before the checksum is reached.
    EXPECT_TRUE(paragraphs.error().code == ErrorCode::kCorrupt ||
                (name == "turned.jsonl.gz" && paragraphs.error().code == ErrorCode::kInvalid))
        << to_string(paragraphs.error());
  }
}

TEST(RawText, TellsProseFromTheRest) {
  struct Case {
    std::string_view text;
    bool prose;
  };
  const Case cases[] = {
      {kFirst, true},
      {"TROOPS LEAVE THE NORTH OF NORLAND", true},
      {"“The talks,” he said, “have failed.”", true},
      {"", false},
      {"He left the town.", false},
      {"Norland 3 - 2 Sudland, Ostland 1 - 0 Westland in 12 34 56 78 90", false},
      {"Umea Lund Malmo Kiruna Gavle Visby", false},
      {"Le ministre des affaires extérieures quitte la capitale demain", false},
      {"Посол был выслан из столицы в пятницу a", false},
      {"12.5 33.1 48.0 11.9 17.2 33.3 of the", false},
  };
  for (const Case& row : cases) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(is_prose(row.text), row.prose);
  }
}

}  // namespace
}  // namespace tocsin
