// Formats by content, whatever the file is called.
#include "extract/read/formats.h"

#include <gtest/gtest.h>

#include "extract/read/reader.h"

namespace tocsin {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view bytes;
  std::string_view format;  // "" plain text
};
const Case kCases[] = {
    {"\x1F\x8B\x08\0\0"sv, "gzip"},
    {"PK\x03\x04\x14\0"sv, "zip"},
    {"%PDF-1.7\n"sv, "PDF"},
    {"\x28\xB5\x2F\xFD\0"sv, "compressed"},
    {"\xFD"
     "7zXZ\0\0"sv,
     "compressed"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"sv, "Office"},
    {"\x89PNG\r\n\x1A\n"sv, "image"},
    {"\xFF\xD8\xFF\xE0\0"sv, "image"},
    {" \n<!DOCTYPE html><html>"sv, "HTML"},
    {"<HTML lang=en>"sv, "HTML"},
    {"<p>One</p>"sv, "HTML"},
    {"<?xml version='1.0'?><rss/>"sv, "XML"},
    {"\xEF\xBB\xBF<feed xmlns='x'>"sv, "XML"},
    {"<nitf>"sv, "XML"},
    {"{\n  \"title\": \"x\"}"sv, "JSON"},
    {"[ {\"title\": 1} ]"sv, "JSON"},
    {"{}"sv, "JSON"},
    {"WARC/1.0\r\nWARC-Type: warcinfo\r\n"sv, "WARC"},
    {"{\\rtf1\\ansi Text}"sv, "RTF"},
    {"From: a@example.org\nTo: b@example.org\n\nText"sv, "mail"},
    {"From a@example.org Mon Jan  1 00:00:00 2024\nReturn-Path: <a>\nSubject: x\n\nText"sv, "mail"},
    {"Received: from a\n  by b\nMessage-ID: <c>\n\nText"sv, "mail"},
    {"Subject: the budget\n\nIt was late.\n"sv, ""},
    {"[Editor's note: \"x\"] Text.\n"sv, ""},
    {"{the minister} said \"x\".\n"sv, ""},
    {"PKI and PDF are words. %PDF-1.7 too.\n"sv, ""},
    {"5 < 6, he said.\n"sv, ""},
    {"From Paris to Rome by train: a tale.\n"sv, ""},
    {"WARCRAFT players met.\n"sv, ""},
};

TEST(Formats, AreKnownByContentAndRefusedByName) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(testing::PrintToString(std::string(c.bytes)));
    const auto got = read_articles(c.bytes, "article.txt");
    if (c.format.empty()) {
      EXPECT_TRUE(got) << got.error().message;
      continue;
    }
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().problem, ReadProblem::kUnsupported);
    EXPECT_NE(got.error().message.find(c.format), std::string::npos) << got.error().message;
  }
}

TEST(Formats, ATarIsKnownByItsMiddle) {
  std::string tar(512, '\0');
  tar.replace(0, 5, "a.txt");
  tar.replace(257, 5, "ustar");
  const Format* format = binary_format(tar);
  ASSERT_NE(format, nullptr);
  EXPECT_EQ(format->name, "a tar archive");
}

}  // namespace
}  // namespace tocsin
