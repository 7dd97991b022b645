// Entrance: ConlluReader::next, write_conllu.
#include "extract/language/conllu.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <streambuf>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::size_t kColumns = 10;
using Columns = std::array<std::string_view, kColumns>;

// What is wrong with a line, "" for nothing.
using Complaint = std::string;

bool has_no_space_after(std::string_view misc) {
  for (const std::string_view part : split(misc, '|'))
    if (part == "SpaceAfter=No") return true;
  return false;
}

bool split_columns(std::string_view line, Columns& columns) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::size_t tab = line.find('\t', at);
    if ((tab == std::string_view::npos) != (i + 1 == kColumns)) return false;
    columns[i] = line.substr(at, tab == std::string_view::npos ? tab : tab - at);
    at = tab + 1;
  }
  return true;
}

std::optional<std::int32_t> number(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty() || value < 0) {
    return std::nullopt;
  }
  return value;
}

// Builds one sentence line by line.
class Builder {
 public:
  Builder(ConlluSentence& sentence, Annotation annotation)
      : sentence_(sentence), annotation_(annotation) {
    sentence_.comments.clear();
    sentence_.words.clear();
    sentence_.ranges.clear();
  }

  Complaint add(std::string_view line) {
    if (!is_valid_utf8(line)) return "the line is not UTF-8";
    if (line.front() == '#') return add_comment(line);
    Columns columns;
    if (!split_columns(line, columns)) return "a word has ten columns with tabs between them";
    if (columns[1].empty()) return "the form (second column) is empty";
    const std::string_view id = columns[0];
    const std::size_t mark = id.find_first_of("-.");
    if (mark == std::string_view::npos) return add_word(columns);
    const auto first = number(id.substr(0, mark));
    const auto second = number(id.substr(mark + 1));
    if (!first || !second) return "the first column is no number of a word: " + quote(id);
    if (id[mark] == '.') return "";
    return add_range(columns, *first, *second);
  }

  // What only the whole sentence can tell.
  Complaint finish() const {
    if (!sentence_.ranges.empty() && sentence_.ranges.back().end > size()) {
      return "a range ends after the last word of its sentence";
    }
    if (furthest_head_ >= size()) {
      return "a head is " + std::to_string(furthest_head_ + 1) + ", the sentence has " +
             std::to_string(size()) + " words";
    }
    return "";
  }

 private:
  std::int32_t size() const { return static_cast<std::int32_t>(sentence_.words.size()); }

  Complaint add_comment(std::string_view line) {
    comment_bytes_ += line.size();
    if (comment_bytes_ > ConlluReader::kMaxComments)
      return "a sentence has over 16 MiB of comments";
    sentence_.comments.emplace_back(line);
    return "";
  }

  Complaint add_word(const Columns& columns) {
    if (number(columns[0]) != size() + 1) {
      return "word " + std::to_string(size() + 1) + " was expected, not " + quote(columns[0]);
    }
    if (sentence_.words.size() == ConlluReader::kMaxWords) {
      return "a sentence has over 100,000 words";
    }
    ConlluWord& word = sentence_.words.emplace_back();
    word.form = columns[1];
    word.misc = columns[9];
    word.space_after = !has_no_space_after(columns[9]);
    return annotation_ == Annotation::kRead ? annotate(word, columns) : "";
  }

  Complaint annotate(ConlluWord& word, const Columns& columns) {
    word.lemma = columns[2];
    word.upos = columns[3];
    word.xpos = columns[4];
    word.feats = columns[5];
    word.deprel = columns[7];
    word.deps = columns[8];
    if (columns[6] == "_") return "";
    const auto head = number(columns[6]);
    if (!head) return "the head (seventh column) is no number: " + quote(columns[6]);
    if (*head == size()) return "a word is its own head";
    word.head = *head - 1;
    furthest_head_ = std::max(furthest_head_, word.head);
    return "";
  }

  Complaint add_range(const Columns& columns, std::int32_t first, std::int32_t last) {
    const bool follows = sentence_.ranges.empty() || sentence_.ranges.back().end <= size();
    if (first != size() + 1 || last < first || !follows) {
      return "the range " + quote(columns[0]) + " does not begin at the next word";
    }
    sentence_.ranges.push_back({first - 1, last, std::string(columns[1]), std::string(columns[9]),
                                !has_no_space_after(columns[9])});
    return "";
  }

  ConlluSentence& sentence_;
  Annotation annotation_;
  std::size_t comment_bytes_ = 0;
  std::int32_t furthest_head_ = -1;
};

// The bytes of a file, unpacked where they are gzip.
class GzipBuffer : public std::streambuf {
 public:
  explicit GzipBuffer(const std::string& path) : file_(gzopen(path.c_str(), "rb")) {}
  ~GzipBuffer() override {
    if (file_ != nullptr) gzclose(file_);
  }
  GzipBuffer(const GzipBuffer&) = delete;
  GzipBuffer& operator=(const GzipBuffer&) = delete;

  bool is_open() const { return file_ != nullptr; }
  bool damaged() const { return damaged_; }

 protected:
  int_type underflow() override {
    const int got = gzread(file_, bytes_.data(), static_cast<unsigned>(bytes_.size()));
    int code = Z_OK;
    gzerror(file_, &code);
    if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) damaged_ = true;
    if (got <= 0) return traits_type::eof();
    setg(bytes_.data(), bytes_.data(), bytes_.data() + got);
    return traits_type::to_int_type(*gptr());
  }

 private:
  gzFile file_;
  bool damaged_ = false;
  std::vector<char> bytes_ = std::vector<char>(std::size_t{1} << 16);
};

std::string_view or_blank(std::string_view text) { return text.empty() ? "_" : text; }

void write_range(const ConlluRange& range, std::string& out) {
  out.append(std::to_string(range.first + 1)).append("-").append(std::to_string(range.end));
  out.append("\t").append(range.form).append("\t_\t_\t_\t_\t_\t_\t_\t");
  out.append(or_blank(range.misc)).append("\n");
}

void write_word(const ConlluWord& word, std::size_t number, std::string& out) {
  out.append(std::to_string(number));
  for (const std::string* column : {&word.form, &word.lemma, &word.upos, &word.xpos, &word.feats})
    out.append("\t").append(or_blank(*column));
  out.append("\t").append(std::to_string(word.head + 1));
  for (const std::string* column : {&word.deprel, &word.deps, &word.misc})
    out.append("\t").append(or_blank(*column));
  out.append("\n");
}

}  // namespace

std::string ConlluSentence::text() const {
  std::string out;
  auto range = ranges.begin();
  bool space = false;
  const auto write = [&](const std::string& form, bool space_after) {
    if (space) out += ' ';
    out += form;
    space = space_after;
  };
  for (std::size_t i = 0; i < words.size();) {
    if (range != ranges.end() && static_cast<std::size_t>(range->first) == i) {
      write(range->form, range->space_after);
      i = static_cast<std::size_t>(range->end);
      ++range;
    } else {
      write(words[i].form, words[i].space_after);
      ++i;
    }
  }
  return out;
}

// Of a line that is too long the rest is thrown away.
ConlluReader::Line ConlluReader::read_line(std::string_view& line) {
  buffer_.clear();
  std::array<char, 4096> piece;  // written before it is read
  bool more = true;
  while (more && buffer_.size() <= kMaxLine) {
    in_.getline(piece.data(), std::ssize(piece));
    const auto count = static_cast<std::size_t>(in_.gcount());
    if (count == 0 && (buffer_.empty() || in_.bad())) return Line::kEnd;
    more = in_.fail() && !in_.eof() && !in_.bad();                 // the piece is full
    buffer_.append(piece.data(), in_.good() ? count - 1 : count);  // the line feed counts
    if (more) in_.clear();
  }
  ++line_;
  if (buffer_.size() > kMaxLine) {
    if (more) in_.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    return Line::kTooLong;
  }
  line = buffer_;
  if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  while (line.ends_with('\r')) line.remove_suffix(1);
  return line.empty() ? Line::kBlank : Line::kContent;
}

void ConlluReader::skip_sentence() {
  std::string_view line;
  for (Line kind = Line::kContent; kind != Line::kEnd && kind != Line::kBlank;)
    kind = read_line(line);
}

Result<bool> ConlluReader::next(ConlluSentence& sentence) {
  for (;;) {
    Builder builder(sentence, annotation_);
    Complaint wrong;
    std::string_view line;
    Line kind = read_line(line);
    while (kind == Line::kContent && wrong.empty()) {
      wrong = builder.add(line);
      if (wrong.empty()) kind = read_line(line);
    }
    if (kind == Line::kTooLong) wrong = "the line is over 1 MiB";
    if (wrong.empty()) wrong = builder.finish();
    if (!wrong.empty()) {
      const Where where{name_, static_cast<int>(line_)};
      if (kind == Line::kContent || kind == Line::kTooLong) skip_sentence();
      return fail(ErrorCode::kInvalid, std::move(wrong), where);
    }
    if (!sentence.words.empty()) return true;
    if (kind == Line::kEnd) return false;
  }
}

Result<std::vector<ConlluSentence>> read_conllu(const std::string& path) {
  const auto info = file_info(path);
  if (!info) return fail(info.error());
  GzipBuffer bytes(path);
  if (!bytes.is_open()) return fail(ErrorCode::kUnavailable, "cannot be opened", {path});
  std::istream in(&bytes);
  ConlluReader reader(in, path);
  std::vector<ConlluSentence> sentences;
  for (ConlluSentence sentence;;) {
    const Result<bool> more = reader.next(sentence);
    if (bytes.damaged()) return fail(ErrorCode::kCorrupt, "cannot be read or unpacked", {path});
    if (!more) return fail(more.error());
    if (!*more) return sentences;
    sentences.push_back(std::move(sentence));
  }
}

void write_conllu(const ConlluSentence& sentence, std::string& out) {
  for (const std::string& comment : sentence.comments) out.append(comment).append("\n");
  auto range = sentence.ranges.begin();
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    if (range != sentence.ranges.end() && static_cast<std::size_t>(range->first) == i) {
      write_range(*range, out);
      ++range;
    }
    write_word(sentence.words[i], i + 1, out);
  }
  out.append("\n");
}

}  // namespace tocsin
