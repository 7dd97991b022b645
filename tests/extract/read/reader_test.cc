// Whole files: testdata/good/NAME.txt must read as NAME.json says, testdata/bad/REASON-*.txt must
// be refused for REASON; and no bytes at all may do harm.
#include "extract/read/reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "base/files.h"
#include "base/text.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using namespace std::string_view_literals;

std::vector<fs::path> files_of(const std::string& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(TOCSIN_TEST_DIR "/testdata/" + folder)) {
    if (entry.path().extension() == ".txt") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  EXPECT_FALSE(out.empty());
  return out;
}

std::string bytes_of(const fs::path& path) {
  const auto bytes = read_text_file(path);
  EXPECT_TRUE(bytes) << path;
  return bytes.value_or("");
}

// The fields that are known, in the order of the expected files.
Json to_json(const Article& article) {
  Json out;
  const auto add = [&out](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  add("title", article.title);
  add("byline", article.byline);
  add("dateline", article.dateline);
  add("source", article.source);
  if (article.published_at) out["published_at"] = article.published_at->to_iso();
  out["paragraphs"] = article.paragraphs;
  return out;
}

TEST(Reader, ReadsTheGoodFiles) {
  for (const fs::path& path : files_of("good")) {
    SCOPED_TRACE(path.filename());
    const auto got = read_articles(bytes_of(path), path.filename().string());
    ASSERT_TRUE(got) << got.error().message;
    ASSERT_EQ(got->articles.size(), 1U);
    const Json want = Json::parse(bytes_of(fs::path(path).replace_extension(".json")));
    EXPECT_EQ(to_json(got->articles[0]).dump(2), want.dump(2));
  }
}

TEST(Reader, RefusesTheBadFilesWithTheirReason) {
  for (const fs::path& path : files_of("bad")) {
    SCOPED_TRACE(path.filename());
    const auto got = read_articles(bytes_of(path), path.filename().string());
    ASSERT_FALSE(got);
    const std::string name = path.stem().string();
    EXPECT_EQ(to_string(got.error().problem), name.substr(0, name.find('-')));
    EXPECT_NE(got.error().message, "");
  }
}

TEST(Reader, NamesEveryProblem) {
  std::vector<std::string_view> names;
  for (const ReadProblem problem :
       {ReadProblem::kEmpty, ReadProblem::kTruncated, ReadProblem::kBinary,
        ReadProblem::kBadEncoding, ReadProblem::kTooLarge, ReadProblem::kUnsupported}) {
    names.push_back(to_string(problem));
  }
  EXPECT_EQ(names, (std::vector<std::string_view>{"empty", "truncated", "binary", "bad_encoding",
                                                  "too_large", "unsupported"}));
}

// What must hold of any result.
void expect_sound(std::string_view bytes) {
  const auto got = read_articles(bytes, "x");
  if (!got) {
    EXPECT_NE(got.error().message, "");
    EXPECT_LE(got.error().offset, static_cast<std::int64_t>(bytes.size()));
    return;
  }
  for (const Article& article : got->articles) {
    EXPECT_FALSE(article.paragraphs.empty());
    for (const std::string& text : {article.title, article.byline, article.dateline}) {
      EXPECT_TRUE(is_valid_utf8(text));
    }
    for (const std::string& text : article.paragraphs) {
      EXPECT_TRUE(is_valid_utf8(text));
      EXPECT_FALSE(trim(text).empty());
      EXPECT_EQ(text.find('\n'), std::string::npos);
    }
  }
}

TEST(Reader, AnyPrefixOfAGoodFileIsSound) {
  for (const fs::path& path : files_of("good")) {
    SCOPED_TRACE(path.filename());
    const std::string bytes = bytes_of(path);
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
      expect_sound(std::string_view(bytes).substr(0, size));
    }
  }
}

TEST(Reader, AnyBytesAreSound) {
  std::mt19937 random(20240301);  // NOLINT(cert-msc51-cpp): the same every time
  constexpr std::string_view kPieces[] = {
      "date ",    "2023-08-31",   "By ",        "Ann Lee", ", CNN", "(CNN)",  " — ",  " - ",
      "--",       "PARIS",        "(",          ")",       ",",     "\n",     "\n\n", "\r",
      " ",        "\xEF\xBB\xBF", "\xFF\xFE",   "\0"sv,    "\xC3",  "é",      "“",    "”",
      "\xE2\x80", "Aug 31",       "<",          "{",       "\"",    "From: ", "x",    ".",
      "\u2029",   "\u0085",       "99999999999"};
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (auto i = random() % 24; i > 0; --i) bytes += kPieces[random() % std::size(kPieces)];
    SCOPED_TRACE(testing::PrintToString(bytes));
    expect_sound(bytes);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(Reader, LongLinesTakeLinearTime) {
  const auto time_of = [](std::size_t size, std::string_view piece) {
    std::string bytes;
    while (bytes.size() < size) bytes += piece;
    const auto begin = std::chrono::steady_clock::now();
    expect_sound(bytes);
    return std::chrono::steady_clock::now() - begin;
  };
  for (const std::string_view piece : {"word "sv, "A ("sv, "(A) - "sv, "By A\n"sv, "x\n\n"sv,
                                       "A, "sv, "é\xE9"sv, "\u2029"sv, "date "sv, "- "sv}) {
    SCOPED_TRACE(std::string(piece));
    // Far from quadratic, which would take minutes; generous for slow machines and sanitizers.
    EXPECT_LT(time_of(1 << 20, piece), std::chrono::seconds(10));
  }
}

}  // namespace
}  // namespace tocsin
