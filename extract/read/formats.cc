// Two tables; the first row that fits. Entrances: binary_format, text_format.
#include "extract/read/formats.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "extract/read/plain_text.h"

namespace tocsin {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kStart = 4096;  // bytes that are looked at

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view b) { return text.starts_with(b); });
}

bool is_gzip(std::string_view s) { return s.starts_with("\x1F\x8B"sv); }
bool is_zip(std::string_view s) { return s.starts_with("PK\x03\x04"sv); }
bool is_pdf(std::string_view s) { return s.starts_with("%PDF-"sv); }
bool is_compressed(std::string_view s) {
  return starts_with_any(s, std::array{"\x28\xB5\x2F\xFD"sv,
                                       "\xFD"
                                       "7zXZ\0"sv,
                                       "BZh"sv, "7z\xBC\xAF\x27\x1C"sv});
}
bool is_tar(std::string_view s) { return s.size() > 262 && s.substr(257).starts_with("ustar"sv); }
bool is_office(std::string_view s) { return s.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv); }
bool is_image(std::string_view s) {
  return starts_with_any(s, std::array{"\x89PNG\r\n"sv, "\xFF\xD8\xFF"sv, "GIF87a"sv, "GIF89a"sv});
}

std::string folded_start(std::string_view clean) {
  return fold_case(trim(clean.substr(0, kStart)).substr(0, 64));
}

bool is_html(std::string_view clean) {
  static constexpr std::array kTags = {"<!doctype html"sv, "<html"sv, "<head"sv,
                                       "<body"sv,          "<div"sv,  "<p>"sv,
                                       "<article"sv,       "<h1"sv,   "<meta"sv};
  return starts_with_any(folded_start(clean), kTags);
}
bool is_xml(std::string_view clean) {
  static constexpr std::array kTags = {"<?xml"sv,        "<rss"sv,      "<feed"sv,
                                       "<nitf"sv,        "<newsml"sv,   "<newsitem"sv,
                                       "<newsmessage"sv, "<!doctype"sv, "<!--"sv};
  return starts_with_any(folded_start(clean), kTags);
}

// An object, or a list of objects: "[Editor's note]" is neither.
bool is_json(std::string_view clean) {
  std::string_view rest = trim(clean.substr(0, kStart));
  if (rest.starts_with('[')) rest = trim(rest.substr(1));
  if (!rest.starts_with('{')) return false;
  rest = trim(rest.substr(1));
  return rest.starts_with('"') || rest.starts_with('}');
}
bool is_warc(std::string_view clean) { return clean.starts_with("WARC/"sv); }
bool is_rtf(std::string_view clean) { return clean.starts_with("{\\rtf"sv); }

// "From: a@b" and the like. One may begin an article ("Subject: ..."), two are a mail's head.
bool is_mail(std::string_view clean) {
  static constexpr std::array kHeaders = {
      "received:"sv, "return-path:"sv,  "from:"sv,        "to:"sv,           "subject:"sv,
      "date:"sv,     "message-id:"sv,   "reply-to:"sv,    "mime-version:"sv, "content-type:"sv,
      "cc:"sv,       "delivered-to:"sv, "in-reply-to:"sv, "list-id:"sv};
  int headers = 0;
  for (const std::string_view line : split(clean.substr(0, kStart), '\n')) {
    if (headers == 0 && line.starts_with("From ") && line.find('@') != std::string_view::npos) {
      continue;  // mbox
    }
    if (trim(line).empty()) break;
    if (line.starts_with(' ')) continue;  // goes on from the line before
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) break;
    if (starts_with_any(fold_case(line.substr(0, colon + 1)), kHeaders)) ++headers;
  }
  return headers >= 2;
}

bool is_any(std::string_view) { return true; }

constexpr std::array<Format, 7> kBinary = {{
    {"a gzip file", is_gzip, nullptr},
    {"a zip archive", is_zip, nullptr},
    {"PDF", is_pdf, nullptr},
    {"a compressed file", is_compressed, nullptr},
    {"a tar archive", is_tar, nullptr},
    {"an Office document", is_office, nullptr},
    {"an image", is_image, nullptr},
}};

constexpr std::array<Format, 7> kText = {{
    {"HTML", is_html, nullptr},
    {"XML", is_xml, nullptr},
    {"JSON", is_json, nullptr},
    {"WARC", is_warc, nullptr},
    {"RTF", is_rtf, nullptr},
    {"a mail", is_mail, nullptr},
    {"plain text", is_any, read_plain_text},
}};

}  // namespace

const Format* binary_format(std::string_view bytes) {
  const auto found = std::find_if(kBinary.begin(), kBinary.end(),
                                  [&](const Format& format) { return format.begins(bytes); });
  return found == kBinary.end() ? nullptr : &*found;
}

const Format& text_format(std::string_view clean) {
  return *std::find_if(kText.begin(), kText.end(),
                       [&](const Format& format) { return format.begins(clean); });
}

}  // namespace tocsin
