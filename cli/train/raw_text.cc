// Entrances: read_paragraphs, is_prose. zlib unpacks (and passes plain bytes through), one line at
// a time is read from it and taken apart by the file's format.
#include "cli/train/raw_text.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

#include "base/files.h"
#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kLongestLine = 1UL << 20U;
constexpr std::size_t kMostBytes = 1UL << 30U;
constexpr std::size_t kFewestWords = 6;
constexpr std::size_t kChunk = 1UL << 18U;

// Sorted. Hardly an English sentence of six words has none of them.
constexpr auto kCommonWords = std::to_array<std::string_view>({
    "a",   "after", "against", "an",   "and", "are",  "as",   "at",   "be",   "been", "but",
    "by",  "for",   "from",    "had",  "has", "have", "he",   "her",  "his",  "in",   "into",
    "is",  "it",    "its",     "not",  "of",  "on",   "or",   "over", "said", "she",  "that",
    "the", "their", "they",    "this", "to",  "was",  "were", "who",  "will", "with",
});

// The lines of a file that may be packed.
class PackedLines {
 public:
  static Result<PackedLines> open(const std::string& path) {
    errno = 0;
    gzFile file = gzopen(path.c_str(), "rbe");
    if (file == nullptr) {
      const ErrorCode code = errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnavailable;
      return fail(code, "the raw text cannot be opened: " + errno_text(errno), {path});
    }
    gzbuffer(file, kChunk);
    return PackedLines(file, path);
  }

  // False at the end.
  Result<bool> next(std::string& line) {
    line.clear();
    bool found = false;
    while (!found) {
      if (at_ == end_) {
        if (auto filled = fill(); !filled) return fail(filled.error());
        if (at_ == end_) break;
      }
      const std::string_view rest(buffer_->data() + at_, end_ - at_);
      const std::size_t length = std::min(rest.find('\n'), rest.size());
      found = length < rest.size();
      line += rest.substr(0, length);
      at_ += length + (found ? 1 : 0);
      if (line.size() > kLongestLine) return fail(wrong("the line is over 1 MiB", 1));
    }
    if (!found && line.empty()) return false;
    ++line_;
    if (line.ends_with('\r')) line.pop_back();
    return true;
  }

  // What is wrong with the line just read, or with one further on.
  Error wrong(std::string why, int further = 0) const {
    return {ErrorCode::kInvalid, std::move(why), {path_, line_ + further}};
  }

 private:
  struct Close {
    void operator()(gzFile file) const { gzclose(file); }
  };
  using Buffer = std::array<char, kChunk>;

  PackedLines(gzFile file, std::string path)
      : file_(file), path_(std::move(path)), buffer_(std::make_unique<Buffer>()) {}

  Status fill() {
    const int read = gzread(file_.get(), buffer_->data(), static_cast<unsigned>(buffer_->size()));
    int problem = Z_OK;
    const char* const why = gzerror(file_.get(), &problem);
    if (problem == Z_ERRNO) {
      return fail(ErrorCode::kUnavailable, "the raw text cannot be read: " + errno_text(errno),
                  {path_, line_ + 1});
    }
    if (read < 0 || problem != Z_OK) {  // Z_BUF_ERROR: the file ends within the packed bytes
      return fail(ErrorCode::kCorrupt, std::string("the gzip bytes are damaged: ") + why,
                  {path_, line_ + 1});
    }
    at_ = 0;
    end_ = static_cast<std::size_t>(read);
    total_ += end_;
    if (total_ > kMostBytes) return fail(wrong("the file is over 1 GiB when unpacked", 1));
    return {};
  }

  std::unique_ptr<gzFile_s, Close> file_;
  std::string path_;
  std::unique_ptr<Buffer> buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::size_t total_ = 0;
  int line_ = 0;
};

using Paragraphs = std::vector<std::string>;
// Appends the paragraphs of a line; says what is wrong with it, or nothing.
using Take = std::string_view (*)(const std::string& line, Paragraphs& out);

void add_paragraph(std::string_view text, Paragraphs& out) {
  if (std::string paragraph = collapse_space(text); is_prose(paragraph)) {
    out.push_back(std::move(paragraph));
  }
}

std::string_view take_plain(const std::string& line, Paragraphs& out) {
  if (!is_valid_utf8(line)) return "the line is not UTF-8";
  add_paragraph(line, out);
  return {};
}

std::string_view take_json(const std::string& line, Paragraphs& out) {
  if (trim(line).empty()) return {};
  const auto row = nlohmann::json::parse(line, nullptr, false);
  if (!row.is_object()) return "the line is not a JSON object in UTF-8";
  const auto text = row.find("text");
  if (text == row.end() || !text->is_string()) return "the object has no string \"text\"";
  const auto& whole = text->get_ref<const std::string&>();
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t gap = std::min(whole.find("\n\n", at), whole.size());
    add_paragraph(std::string_view(whole).substr(at, gap - at), out);
    at = gap + 2;
  }
  return {};
}

struct Format {
  std::string_view ending;
  Take take;
};
constexpr auto kFormats = std::to_array<Format>({{".jsonl", take_json}, {".txt", take_plain}});

Result<Take> format_of(const std::string& path) {
  std::string_view name = path;
  if (name.ends_with(".gz")) name.remove_suffix(3);
  for (const Format& format : kFormats) {
    if (name.ends_with(format.ending)) return format.take;
  }
  return fail(ErrorCode::kInvalid, "raw text is read from .jsonl and .txt, with .gz or without",
              {path});
}

void leave_out_repeated(Paragraphs& paragraphs) {
  std::unordered_set<std::string> seen;
  std::erase_if(paragraphs,
                [&](const std::string& paragraph) { return !seen.insert(paragraph).second; });
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// In lower case without the marks about it; "" for what is too long to be common.
std::string_view bare_lower(std::string_view word, std::array<char, 8>& room) {
  while (!word.empty() && !is_letter(word.front())) word.remove_prefix(1);
  while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
  if (word.size() > room.size()) return {};
  std::transform(word.begin(), word.end(), room.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return {room.data(), word.size()};
}

}  // namespace

bool is_prose(std::string_view paragraph) {
  std::size_t words = 0;
  std::size_t letters = 0;
  std::size_t signs = 0;
  bool common = false;
  std::array<char, 8> room{};
  for (const std::string_view word : split(paragraph, ' ')) {
    const auto count = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_letter));
    letters += count;
    signs += code_points(word);
    words += count > 0 ? 1 : 0;
    common = common ||
             std::binary_search(kCommonWords.begin(), kCommonWords.end(), bare_lower(word, room));
  }
  return words >= kFewestWords && common && letters * 10 >= signs * 7;
}

Result<Paragraphs> read_paragraphs(const std::string& path) {
  const auto take = format_of(path);
  if (!take) return fail(take.error());
  auto lines = PackedLines::open(path);
  if (!lines) return fail(lines.error());
  Paragraphs paragraphs;
  std::string line;
  for (;;) {
    const auto more = lines->next(line);
    if (!more) return fail(more.error());
    if (!*more) break;
    const std::string_view problem = (*take)(line, paragraphs);
    if (!problem.empty()) return fail(lines->wrong(std::string(problem)));
  }
  leave_out_repeated(paragraphs);
  return paragraphs;
}

}  // namespace tocsin
