// Entrance: each_line, each_file.
#include "cli/inputs.h"

#include <filesystem>
#include <iostream>
#include <string_view>

#include "base/files.h"
#include "base/text.h"
#include "cli/output.h"
#include "extract/read/reader.h"

namespace tocsin {
namespace {

constexpr std::size_t kMostInLine = 16UL << 20;
constexpr std::size_t kPiece = 4096;

std::string text_of(const Json& row, const char* key) {
  const auto found = row.find(key);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A day, a day with time, or nothing: a year alone or anything else says no day.
std::optional<PublishedAt> date_of(const Json& row) {
  const std::string date = text_of(row, "date");
  const auto time = parse_time(date);
  if (!time) return std::nullopt;
  return PublishedAt{*time, date.size() > 10};
}

// The paragraphs join again to exactly the text that came, so that offsets hold.
std::vector<std::string> exact_paragraphs(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    const std::size_t gap = text.find("\n\n", at);
    out.emplace_back(text.substr(at, gap == std::string_view::npos ? gap : gap - at));
    if (gap == std::string_view::npos) return out;
    at = gap + 2;
  }
}

void refuse(const char* key, const Json& id, const std::string& why) {
  print_line({{key, id}, {"error", why}});
}

}  // namespace

bool next_line(std::istream& in, std::string& line, bool& too_long) {
  line.clear();
  too_long = false;
  std::string piece(kPiece, '\0');
  for (bool more = true; more;) {
    in.getline(piece.data(), std::ssize(piece));
    const auto count = static_cast<std::size_t>(in.gcount());
    if (count == 0 && (in.eof() || in.bad())) return !line.empty();
    more = in.fail() && !in.eof() && !in.bad();                 // the piece is full
    const std::size_t letters = in.good() ? count - 1 : count;  // the line feed counts
    too_long = too_long || line.size() + letters > kMostInLine;
    if (!too_long) line.append(piece, 0, letters);
    if (more) in.clear();
  }
  return true;
}

std::size_t each_line(const std::function<void(const Input&)>& take) {
  std::ios::sync_with_stdio(false);
  std::size_t refused = 0;
  std::string line;
  bool too_long = false;
  while (next_line(std::cin, line, too_long)) {
    if (!too_long && trim(line).empty()) continue;
    const Json row = too_long ? Json() : Json::parse(line, nullptr, false);
    const Json id = row.is_object() && row.contains("id") ? row["id"] : Json(nullptr);
    const char* const why = too_long           ? "the line is over 16 MiB"
                            : !row.is_object() ? "the line is not a JSON object"
                            : !row.contains("text") || !row["text"].is_string() ? "no \"text\""
                                                                                : nullptr;
    if (why != nullptr) {
      refuse("id", id, why);
      ++refused;
      continue;
    }
    Input input{id, {}};
    input.article.title = text_of(row, "title");
    input.article.source = text_of(row, "source");
    input.article.published_at = date_of(row);
    input.article.paragraphs = exact_paragraphs(row["text"].get_ref<const std::string&>());
    take(input);
  }
  if (std::cin.bad()) {
    print_error({ErrorCode::kUnavailable, "cannot be read", {"standard input"}});
    ++refused;
  }
  return refused;
}

std::size_t each_file(const std::vector<std::string>& files, bool json,
                      const std::function<void(const Input&)>& take) {
  std::size_t refused = 0;
  const auto refuse_file = [&](const std::string& file, const std::string& why) {
    ++refused;
    if (json) {
      refuse("file", file, why);
    } else {
      print_error({ErrorCode::kInvalid, why, {file}});
    }
  };
  for (const std::string& file : files) {
    auto bytes = read_file(file, static_cast<std::int64_t>(kMostInLine));
    if (!bytes) {
      refuse_file(file, bytes.error().message);
      continue;
    }
    auto read = read_articles(bytes->bytes, std::filesystem::path(file).filename().string());
    if (!read) {
      refuse_file(file, std::string(to_string(read.error().problem)) + ": " + read.error().message);
      continue;
    }
    for (Article& article : read->articles) take({file, std::move(article)});
  }
  return refused;
}

}  // namespace tocsin
