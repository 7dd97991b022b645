// How complaints look. Entrances: Complaints, which cuts the excerpt, and render, which prints it.
#include "base/diagnostics.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMostComplaints = 50;
constexpr std::size_t kExcerpt = 120;  // code points of a long line that are shown
constexpr std::size_t kBeforeCaret = 60;
constexpr std::size_t kQuoted = 60;  // bytes of a wrong value that a message repeats
constexpr std::size_t kLongestId = 64;
constexpr std::size_t kMostCandidates = 20;  // more are no help as a list

std::string_view line_of(std::string_view text, int line) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t next = text.find('\n', begin);
    if (next == std::string_view::npos) return "";
    begin = next + 1;
  }
  std::string_view out = text.substr(begin, text.find('\n', begin) - begin);
  if (out.ends_with('\r')) out.remove_suffix(1);
  return out;
}

// The byte where code point `number` (from 0) begins.
std::size_t byte_of(std::string_view line, std::size_t number) {
  std::size_t at = 0;
  for (; at < line.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(line[at]) & 0xC0U) != 0x80U;
    if (begins && number-- == 0) break;
  }
  return at;
}

// User and password of every URL become stars, as many as they have code points.
std::string without_credentials(std::string_view line) {
  std::string out;
  while (true) {
    const std::size_t scheme = line.find("://");
    if (scheme == std::string_view::npos) return out += line;
    out += line.substr(0, scheme + 3);
    line.remove_prefix(scheme + 3);
    const std::size_t end = line.find_first_of("/?# \t\"',}");
    const std::size_t at = line.substr(0, end).rfind('@');
    if (at == std::string_view::npos) continue;
    out += std::string(code_points(line.substr(0, at)), '*');
    line.remove_prefix(at);
  }
}

void cut_excerpt(std::string_view whole_line, int column, Diagnostic& out) {
  const std::string safe_line = without_credentials(whole_line);
  const std::string_view line = safe_line;
  const auto caret = static_cast<std::size_t>(std::max(column, 1)) - 1;
  const std::size_t first = caret > kBeforeCaret ? caret - kBeforeCaret : 0;
  const std::size_t begin = first == 0 ? 0 : byte_of(line, first);
  const std::size_t end = begin + byte_of(line.substr(begin), kExcerpt);
  out.excerpt = first == 0 ? "" : "…";
  out.caret = column > 0 ? static_cast<int>(caret - first + (first == 0 ? 1 : 2)) : 0;
  out.excerpt += printable(line.substr(begin, end - begin));
  if (end < line.size()) out.excerpt += "…";
}

}  // namespace

Diagnostic diagnostic_of(const Error& error) {
  Diagnostic out;
  out.where = error.where;
  out.message = error.message;
  return out;
}

std::string render(const Diagnostic& diagnostic) {
  Error head;
  head.where = diagnostic.where;
  head.message = "error: " + diagnostic.message;
  std::string out = printable(to_string(head)) + "\n";
  if (!diagnostic.excerpt.empty()) {
    out += "  " + printable(diagnostic.excerpt) + "\n";
    if (diagnostic.caret > 0) {
      out += "  " + std::string(static_cast<std::size_t>(diagnostic.caret) - 1, ' ') + "^\n";
    }
  }
  if (!diagnostic.hint.empty()) out += "  " + printable(diagnostic.hint) + "\n";
  return out;
}

std::string render(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render(diagnostic);
  return out;
}

Complaints::Complaints(std::string file, std::string_view text) : file_(std::move(file)) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  text_ = text;
}

void Complaints::add(Position at, std::string message, std::string hint) {
  if (kept_.size() >= kMostComplaints) {
    ++dropped_;
    return;
  }
  Diagnostic out;
  out.where = {file_, at.line, at.column};
  out.message = std::move(message);
  out.hint = std::move(hint);
  if (at.line > 0) cut_excerpt(line_of(text_, at.line), at.column, out);
  kept_.push_back(std::move(out));
}

std::vector<Diagnostic> Complaints::take() {
  std::stable_sort(kept_.begin(), kept_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.where.line, a.where.column) < std::tie(b.where.line, b.where.column);
  });
  if (dropped_ > 0) {
    Diagnostic rest;
    rest.where.file = file_;
    rest.message = std::to_string(dropped_) + " more complaints are not shown";
    kept_.push_back(std::move(rest));
  }
  dropped_ = 0;
  return std::exchange(kept_, {});
}

std::string quote(std::string_view text) { return "\"" + printable(shorten(text, kQuoted)) + "\""; }

std::string suggest(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view near = did_you_mean(word, candidates);
  if (!near.empty()) return "did you mean " + quote(near) + "?";
  if (candidates.empty() || candidates.size() > kMostCandidates) return "";
  std::string out = "known here";
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    out += i == 0 ? ": " : ", ";
    out += candidates[i];
  }
  return out;
}

void require_id(const Located<std::string>& id, std::string_view what, Complaints& complaints) {
  const bool plain = std::all_of(id.value.begin(), id.value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (plain && !id.value.empty() && id.value.size() <= kLongestId) return;
  complaints.add(id.at, quote(id.value) + " is no id for " + std::string(what),
                 "write 1 to 64 lower-case letters, digits and hyphens");
}

}  // namespace tocsin
