// Entrance: decode_text.
#include "extract/read/encoding.h"

#include <algorithm>
#include <array>

#include "base/charset.h"

namespace tocsin {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kCharactersPerBad = 100;  // one bad in fewer characters is too many
constexpr std::size_t kBytesPerControl = 50;     // one control character in fewer bytes: not text
constexpr std::size_t kSequencesPerBad = 4;      // from here on it is UTF-8, if damaged

using Decoded = tl::expected<DecodedText, ReadError>;

tl::unexpected<ReadError> refuse(ReadProblem problem, std::string message,
                                 std::int64_t offset = -1) {
  return tl::unexpected<ReadError>(
      ReadError{.problem = problem, .message = std::move(message), .offset = offset});
}

struct Mark {
  std::string_view bytes;
  const char* encoding;
  std::size_t unit;  // bytes; the text is a whole number of them
};
// UTF-32 before UTF-16, whose mark it begins with.
constexpr std::array<Mark, 5> kMarks = {{
    {"\xEF\xBB\xBF"sv, "UTF-8", 1},
    {"\xFF\xFE\0\0"sv, "UTF-32LE", 4},
    {"\0\0\xFE\xFF"sv, "UTF-32BE", 4},
    {"\xFF\xFE"sv, "UTF-16LE", 2},
    {"\xFE\xFF"sv, "UTF-16BE", 2},
}};

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && "\t\n\r\f\v"sv.find(c) == std::string_view::npos) || byte == 0x7F;
}

// NUL never stands in text; other control characters do now and then.
tl::expected<void, ReadError> refuse_binary(std::string_view bytes) {
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    return refuse(ReadProblem::kBinary,
                  "NUL bytes: not text, or UTF-16 without its byte order mark",
                  static_cast<std::int64_t>(nul));
  }
  const auto controls = std::count_if(bytes.begin(), bytes.end(), is_control);
  if (static_cast<std::size_t>(controls) * kBytesPerControl > bytes.size()) {
    return refuse(ReadProblem::kBinary,
                  "not text: " + std::to_string(controls) + " control characters",
                  std::find_if(bytes.begin(), bytes.end(), is_control) - bytes.begin());
  }
  return {};
}

// What a lead byte promises: how many bytes follow it, and which the first of them may be (that
// rules out overlong forms, surrogates and what lies beyond Unicode).
struct Lead {
  unsigned char first;
  unsigned char last;
  std::size_t trail;
  unsigned char least;
  unsigned char most;
};
constexpr std::array<Lead, 8> kLeads = {{
    {0xC2, 0xDF, 1, 0x80, 0xBF},
    {0xE0, 0xE0, 2, 0xA0, 0xBF},
    {0xE1, 0xEC, 2, 0x80, 0xBF},
    {0xED, 0xED, 2, 0x80, 0x9F},
    {0xEE, 0xEF, 2, 0x80, 0xBF},
    {0xF0, 0xF0, 3, 0x90, 0xBF},
    {0xF1, 0xF3, 3, 0x80, 0xBF},
    {0xF4, 0xF4, 3, 0x80, 0x8F},
}};

enum class Form { kGood, kBad, kCut };  // cut: good as far as it goes, and there the text ends

struct Sequence {
  std::size_t size;  // of a bad one: what one U+FFFD stands for
  Form form;
};

Sequence sequence_at(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {1, Form::kGood};
  for (const Lead& row : kLeads) {
    if (lead < row.first || lead > row.last) continue;
    std::size_t size = 1;
    for (; size <= row.trail; ++size) {
      if (at + size == bytes.size()) return {size, Form::kCut};
      const unsigned char trail = byte(at + size);
      const bool good =
          size == 1 ? trail >= row.least && trail <= row.most : (trail & 0xC0) == 0x80;
      if (!good) return {size, Form::kBad};
    }
    return {size, Form::kGood};
  }
  return {1, Form::kBad};
}

// What a walk through the bytes as UTF-8 finds.
struct Survey {
  std::string text;           // with U+FFFD for what is bad
  std::size_t sequences = 0;  // good ones of several bytes
  std::int64_t characters = 0;
  std::int64_t bad = 0;
  std::int64_t first_bad = -1;
  bool cut = false;
};

Survey survey_utf8(std::string_view bytes) {
  Survey out;
  out.text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const Sequence sequence = sequence_at(bytes, at);
    ++out.characters;
    out.cut = sequence.form == Form::kCut;
    if (sequence.form == Form::kGood) {
      out.text += bytes.substr(at, sequence.size);
      out.sequences += sequence.size > 1;
    } else {
      out.text += "\xEF\xBF\xBD"sv;
      if (++out.bad == 1) out.first_bad = static_cast<std::int64_t>(at);
    }
    at += sequence.size;
  }
  return out;
}

Decoded checked(DecodedText text, std::int64_t characters, std::int64_t first_bad) {
  if (text.replaced * kCharactersPerBad <= characters) return text;
  return refuse(ReadProblem::kBadEncoding,
                std::to_string(text.replaced) + " of " + std::to_string(characters) +
                    " characters cannot be decoded as " + text.encoding,
                first_bad);
}

Decoded as_utf8(Survey survey, std::size_t file_size) {
  if (survey.cut) {
    return refuse(ReadProblem::kTruncated, "ends in the middle of a UTF-8 character",
                  static_cast<std::int64_t>(file_size));
  }
  return checked({.text = std::move(survey.text), .encoding = "UTF-8", .replaced = survey.bad},
                 survey.characters, survey.first_bad);
}

Decoded as_encoding(std::string_view bytes, const std::string& encoding) {
  auto converted = convert_to_utf8(bytes, encoding);
  if (!converted) return refuse(ReadProblem::kBadEncoding, converted.error().message);
  return checked(
      {.text = std::move(converted->text), .encoding = encoding, .replaced = converted->replaced},
      converted->characters, -1);
}

Decoded as_detected(std::string_view bytes) {
  Survey survey = survey_utf8(bytes);
  // Nothing is wrong, or only that the end is cut off, or most of what is not ASCII is good UTF-8.
  const bool clean = survey.bad == (survey.cut ? 1 : 0);
  if (clean || survey.sequences >= static_cast<std::size_t>(survey.bad) * kSequencesPerBad) {
    return as_utf8(std::move(survey), bytes.size());
  }
  const std::string encoding = detect_encoding(bytes);
  if (encoding.empty() || encoding.starts_with("UTF-")) {
    return refuse(ReadProblem::kBadEncoding, "neither UTF-8 nor any encoding that can be told",
                  survey.first_bad);
  }
  return as_encoding(bytes, encoding);
}

bool ends_with_high_surrogate(std::string_view text, bool little_endian) {
  if (text.size() < 2) return false;
  return (static_cast<unsigned char>(text[text.size() - (little_endian ? 1 : 2)]) & 0xFC) == 0xD8;
}

Decoded as_wide(std::string_view text, const Mark& mark) {
  const bool half = mark.unit == 2 && ends_with_high_surrogate(text, mark.bytes[0] == '\xFF');
  if (half || text.size() % mark.unit != 0) {
    return refuse(ReadProblem::kTruncated,
                  std::string("ends in the middle of a ") + mark.encoding + " character",
                  static_cast<std::int64_t>(mark.bytes.size() + text.size()));
  }
  auto decoded = as_encoding(text, mark.encoding);
  if (!decoded) return decoded;
  if (auto good = refuse_binary(decoded->text); !good) {
    return refuse(good.error().problem, good.error().message);  // the offset was not of the file
  }
  return decoded;
}

}  // namespace

Decoded decode_text(std::string_view bytes) {
  for (const Mark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes) && mark.unit > 1) {
      return as_wide(bytes.substr(mark.bytes.size()), mark);
    }
  }
  if (auto good = refuse_binary(bytes); !good) return tl::unexpected<ReadError>(good.error());
  if (!bytes.starts_with(kMarks[0].bytes)) return as_detected(bytes);
  auto decoded = as_utf8(survey_utf8(bytes), bytes.size());
  if (decoded) decoded->text.erase(0, kMarks[0].bytes.size());
  return decoded;
}

}  // namespace tocsin
