// The heading is taken from the front, piece by piece; what remains is the body.
// Entrance: read_plain_text.
#include "extract/read/plain_text.h"

#include <algorithm>

#include "base/text.h"
#include "extract/read/byline.h"
#include "extract/read/dateline.h"
#include "extract/read/paragraphs.h"

namespace tocsin {
namespace {

constexpr std::size_t kLongestTitle = 120;  // code points
constexpr std::size_t kMostTitleLines = 3;

std::optional<PublishedAt> parse_published(std::string_view text) {
  while (!text.empty() && std::string_view(".,;:").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  const auto time = parse_time(text);
  if (!time) return std::nullopt;
  return PublishedAt{.time = *time, .has_time = !parse_day(text)};
}

// Takes "date 2023-08-31" off the front. A day that does not exist, or that a
// Timestamp cannot hold, is left where it stands.
std::optional<PublishedAt> take_date(std::string_view& text) {
  constexpr std::string_view kWord = "date";
  std::string_view rest = trim(text);
  if (fold_case(rest.substr(0, kWord.size())) != kWord) return std::nullopt;
  rest.remove_prefix(kWord.size());
  if (rest.starts_with(':')) rest.remove_prefix(1);
  const std::size_t begin = rest.find_first_not_of(' ');
  if (begin == 0 || begin == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(rest.find_first_of(" \n", begin), rest.size());
  const auto published = parse_published(rest.substr(begin, end - begin));
  if (published) text = rest.substr(end);
  return published;
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool ends_like_title(std::string_view text) {
  return std::string_view(".,;:").find(text.back()) == std::string_view::npos;
}

using Paragraphs = std::vector<Paragraph>;

bool is_title_line(std::string_view text) {
  return ends_like_title(text) && !is_byline(text) && !find_dateline(text);
}

// How many paragraphs at the front are the title: one, or the few lines that one was broken into.
// Short, without full stop, set apart, and followed by something longer; else 0.
std::size_t title_lines(const Paragraphs& paragraphs) {
  std::string title;
  std::size_t count = 0;
  for (bool apart = false; !apart; ++count) {
    if (count == kMostTitleLines || count + 1 >= paragraphs.size()) return 0;
    const Paragraph& line = paragraphs[count];
    if (!is_title_line(line.text)) return 0;
    title += line.text;
    if (code_points(title) > kLongestTitle) return 0;
    const std::string& next = paragraphs[count + 1].text;
    apart = line.blank_after || is_byline(next) || find_dateline(next);
  }
  const std::size_t body = count + (is_byline(paragraphs[count].text) ? 1 : 0);
  if (body >= paragraphs.size() || !has_letter(title)) return 0;
  return code_points(paragraphs[body].text) > code_points(title) ? count : 0;
}

void take_title(Paragraphs& paragraphs, Article& article) {
  const auto lines = static_cast<std::ptrdiff_t>(title_lines(paragraphs));
  for (std::ptrdiff_t i = 0; i < lines; ++i) {
    if (i > 0) article.title += ' ';
    article.title += paragraphs[static_cast<std::size_t>(i)].text;
  }
  paragraphs.erase(paragraphs.begin(), paragraphs.begin() + lines);
}

void take_byline(Paragraphs& paragraphs, Article& article) {
  if (paragraphs.empty()) return;
  const auto byline = parse_byline(paragraphs.front().text);
  if (!byline) return;
  article.byline = byline->authors;
  article.source = byline->source;
  paragraphs.erase(paragraphs.begin());
}

// The agency of the dateline goes before the byline's: it is who says so.
void take_dateline(Paragraphs& paragraphs, Article& article) {
  if (paragraphs.empty()) return;
  std::string& first = paragraphs.front().text;
  const auto dateline = find_dateline(first);
  if (!dateline) return;
  article.dateline = dateline->text;
  if (!dateline->source.empty()) article.source = dateline->source;
  if (!article.published_at && dateline->day) {
    if (const auto time = start_of_day(*dateline->day)) {
      article.published_at = PublishedAt{.time = *time, .has_time = false};
    }
  }
  first.erase(0, dateline->size);
  if (first.empty()) paragraphs.erase(paragraphs.begin());
}

}  // namespace

std::vector<Article> read_plain_text(std::string_view clean) {
  Article article;
  article.published_at = take_date(clean);
  Paragraphs paragraphs = split_paragraphs(clean);
  take_title(paragraphs, article);
  take_byline(paragraphs, article);
  take_dateline(paragraphs, article);
  if (paragraphs.empty()) return {};
  for (Paragraph& paragraph : paragraphs) article.paragraphs.push_back(std::move(paragraph.text));
  return {std::move(article)};
}

}  // namespace tocsin
