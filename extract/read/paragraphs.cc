// Entrances: clean_text, then split_paragraphs.
#include "extract/read/paragraphs.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "extract/read/byline.h"
#include "extract/read/dateline.h"

namespace tocsin {
namespace {

constexpr std::size_t kNarrowestWrap = 40;  // columns
constexpr std::size_t kWidestWrap = 100;

// What stands for a character in clean text. Sorted by `first`; whatever is in no row stays.
struct Cleaning {
  char32_t first;
  char32_t last;
  std::string_view instead;
};
constexpr std::array<Cleaning, 17> kCleanings = {{
    {0x00, 0x08, ""},
    {0x09, 0x09, " "},
    {0x0B, 0x0B, "\n"},
    {0x0C, 0x0C, "\n\n"},
    {0x0E, 0x1F, ""},
    {0x7F, 0x84, ""},
    {0x85, 0x85, "\n"},
    {0x86, 0x9F, ""},
    {0xA0, 0xA0, " "},
    {0xAD, 0xAD, ""},  // soft hyphen
    {0x2000, 0x200A, " "},
    {0x200B, 0x200B, ""},  // zero width space
    {0x200E, 0x200F, ""},  // direction marks
    {0x2028, 0x2028, "\n"},
    {0x2029, 0x2029, "\n\n"},
    {0x202A, 0x202E, ""},  // direction overrides: they make text look like another
    {0x202F, 0x202F, " "},
}};
constexpr std::array<Cleaning, 4> kLaterCleanings = {{
    {0x205F, 0x205F, " "},
    {0x2066, 0x2069, ""},
    {0x3000, 0x3000, " "},
    {0xFEFF, 0xFEFF, ""},
}};

const Cleaning* cleaning_of(char32_t c) {
  const auto find = [c](const auto& table) -> const Cleaning* {
    for (const Cleaning& row : table) {
      if (c >= row.first && c <= row.last) return &row;
    }
    return nullptr;
  };
  return c <= 0x202F ? find(kCleanings) : find(kLaterCleanings);
}

// The code point at `at` of valid UTF-8, and its length.
std::pair<char32_t, std::size_t> code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) value = (value << 6U) | (byte(at + i) & 0x3FU);
  return {value, size};
}

bool is_plain(char c) { return c == '\n' || (c >= 0x20 && c < 0x7F); }

struct Line {
  std::string_view text;  // trimmed; "" a blank line
  bool indented = false;
};

std::vector<Line> lines_of(std::string_view clean) {
  std::vector<Line> out;
  for (const std::string_view raw : split(clean, '\n')) {
    out.push_back({trim(raw), raw.starts_with("  ")});
  }
  while (!out.empty() && out.back().text.empty()) out.pop_back();
  const auto first =
      std::find_if(out.begin(), out.end(), [](const Line& l) { return !l.text.empty(); });
  out.erase(out.begin(), first);
  return out;
}

bool ends_sentence(std::string_view line) {
  static constexpr std::array<std::string_view, 8> kEnds = {".",  "?", "!", ":",
                                                            "\"", "”", "’", ")"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view e) { return line.ends_with(e); });
}

bool is_list_item(std::string_view line) {
  return line.starts_with("- ") || line.starts_with("* ") || line.starts_with("• ");
}

// "(BBC)" alone may stand at the beginning of any line; with a dash it opens an article.
bool opens_article(std::string_view line) {
  const auto dateline = find_dateline(line);
  return dateline && !dateline->text.ends_with(')');
}

// A line that is a unit of its own wherever it stands.
bool begins_anew(const Line& before, const Line& line) {
  return is_list_item(line.text) || (line.indented && !before.indented) || is_byline(before.text) ||
         is_byline(line.text) || opens_article(line.text);
}

// The lines of one block, between blank lines.
using Block = std::vector<Line>;

std::size_t width_of(const Block& block) {
  std::size_t width = 0;
  for (const Line& line : block) width = std::max(width, code_points(line.text));
  return width;
}

bool is_wrap_width(std::size_t width) { return width >= kNarrowestWrap && width <= kWidestWrap; }

// Without blank lines only a text whose lines mostly end amid a sentence has been wrapped.
bool looks_wrapped(const Block& block) {
  const auto ended = std::count_if(block.begin(), block.end() - 1,
                                   [](const Line& line) { return ends_sentence(line.text); });
  return static_cast<std::size_t>(ended) * 2 < block.size() - 1;
}

// A line was broken by width if the first word of the next would not have fitted on it.
bool was_wrapped(const Line& line, const Line& next, std::size_t width) {
  const std::string_view word = next.text.substr(0, next.text.find(' '));
  return code_points(line.text) + 1 + code_points(word) > width;
}

void join(std::string& text, std::string_view line) {
  const bool hyphen = text.ends_with("-") && !text.ends_with(" -") && !text.ends_with("--");
  if (!hyphen) text += ' ';
  text += line;
}

void append_block(const Block& block, bool may_be_wrapped, std::vector<Paragraph>& out) {
  const std::size_t width = width_of(block);
  const bool wrapped = may_be_wrapped && is_wrap_width(width);
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool goes_on = i > 0 && wrapped && !begins_anew(block[i - 1], block[i]) &&
                         was_wrapped(block[i - 1], block[i], width);
    if (goes_on) {
      join(out.back().text, block[i].text);
    } else {
      out.push_back({.text = std::string(block[i].text)});
    }
  }
  out.back().blank_after = true;
}

}  // namespace

std::string clean_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    if (is_plain(utf8[at])) {
      out += utf8[at++];
      continue;
    }
    if (utf8[at] == '\r') {
      out += '\n';
      at += utf8.substr(at).starts_with("\r\n") ? 2 : 1;
      continue;
    }
    const auto [c, size] = code_point_at(utf8, at);
    const Cleaning* cleaning = cleaning_of(c);
    out += cleaning != nullptr ? cleaning->instead : utf8.substr(at, size);
    at += size;
  }
  return out;
}

std::vector<Paragraph> split_paragraphs(std::string_view clean) {
  std::vector<Block> blocks(1);
  for (const Line& line : lines_of(clean)) {
    if (!line.text.empty()) {
      blocks.back().push_back(line);
    } else if (!blocks.back().empty()) {
      blocks.emplace_back();
    }
  }
  std::vector<Paragraph> out;
  if (blocks.back().empty()) return out;
  const bool parted = blocks.size() > 1;
  for (const Block& block : blocks) append_block(block, parted || looks_wrapped(block), out);
  out.back().blank_after = false;
  return out;
}

}  // namespace tocsin
