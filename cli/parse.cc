// tocsin parse: streams sentences through the language core, a batch at a time, so that memory does
// not grow with the input. Entrance: run_parse; what becomes of a batch is in parsed_sentences.h.
#include <langinfo.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <utility>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/parsed_sentences.h"
#include "cli/tree_drawing.h"
#include "daemon/knowledge.h"

namespace tocsin {
namespace {

// Lines of ASCII where the terminal's locale is not UTF-8, colours only on a terminal.
DrawingStyle style_of_output() {
  DrawingStyle style;
  std::setlocale(LC_CTYPE, "");  // NOLINT(concurrency-mt-unsafe): the only thread
  style.utf8 = std::string_view(nl_langinfo(CODESET)) == "UTF-8";  // NOLINT(concurrency-mt-unsafe)
  style.width = terminal_width();
  // NOLINTNEXTLINE(concurrency-mt-unsafe)
  style.colour = is_terminal(STDOUT_FILENO) && std::getenv("NO_COLOR") == nullptr;
  return style;
}

class Command {
 public:
  Command(const ParseOptions& options, const LanguageCore& core)
      : options_(options), core_(core), parser_(core) {
    if (options.tree) style_ = style_of_output();
  }

  void read(std::istream& in, const std::string& name) {
    if (options_.conllu) {
      read_conllu(in, name);
    } else {
      read_text(in, name);
    }
    flush();
    if (in.bad()) refuse({ErrorCode::kUnavailable, "cannot be read", {name}});
  }
  void read_paragraph(std::string_view paragraph, const Where& where) {
    if (!is_valid_utf8(paragraph)) return refuse({ErrorCode::kInvalid, "not UTF-8", where});
    split_.words.clear();
    split_.sentences.clear();
    core_.tokenizer().split(paragraph, split_);
    for (std::size_t i = 0; i < split_.sentences.size(); ++i)
      add(sentence_of(paragraph, split_, i));
  }
  void flush() {
    if (batch_.empty()) return;
    parser_.parse(batch_);
    out_.clear();
    for (const ConlluSentence& sentence : batch_) {
      if (style_) {
        draw(sentence);
      } else {
        write_conllu(sentence, out_);
      }
    }
    std::fwrite(out_.data(), 1, out_.size(), stdout);
    std::fflush(stdout);
    batch_.clear();
    words_ = 0;
  }
  void refuse(const Error& error) {
    print_error(error);
    ++refused_;
  }
  std::size_t refused() const { return refused_; }

 private:
  void read_conllu(std::istream& in, const std::string& name) {
    ConlluReader reader(in, name, Annotation::kIgnore);
    for (ConlluSentence sentence;;) {
      const Result<bool> more = reader.next(sentence);
      if (!more) {
        refuse(more.error());
        continue;
      }
      if (!*more) return;
      add(std::move(sentence));
      flush_if_waiting(in);
    }
  }

  void read_text(std::istream& in, const std::string& name) {
    std::string line;
    bool too_long = false;
    for (int number = 1; next_line(in, line, too_long); ++number) {
      if (line.ends_with('\r')) line.pop_back();
      if (too_long) {
        refuse({ErrorCode::kInvalid, "the line is over 16 MiB", {name, number}});
      } else {
        read_paragraph(line, {name, number});
        flush_if_waiting(in);
      }
    }
  }

  void add(ConlluSentence sentence) {
    words_ += sentence.words.size();
    batch_.push_back(std::move(sentence));
    if (std::cmp_greater_equal(words_, Parser::kBatchWords)) flush();
  }
  // Whoever types, or waits for an answer before writing on, gets it at once.
  void flush_if_waiting(std::istream& in) {
    if (in.rdbuf()->in_avail() <= 0) flush();
  }

  void draw(const ConlluSentence& sentence) {
    out_ += wrapped(sentence.text(), 0) + "\n" + draw_tree(sentence, *style_) + "\n";
  }

  const ParseOptions& options_;
  const LanguageCore& core_;
  SentenceParser parser_;
  std::optional<DrawingStyle> style_;
  SplitText split_;
  std::vector<ConlluSentence> batch_;
  std::size_t words_ = 0;  // of the batch
  std::string out_;
  std::size_t refused_ = 0;
};

void read_file(const std::string& path, Command& command) {
  if (path == "-") return command.read(std::cin, "standard input");
  std::ifstream in(path);
  std::error_code error;
  if (!in.is_open() || std::filesystem::is_directory(path, error)) {
    return command.refuse({ErrorCode::kNotFound, "cannot be read", {path}});
  }
  command.read(in, path);
}

}  // namespace

int run_parse(const ParseOptions& options) {
  const auto core = open_language({options.model});
  if (!core) {
    print_error(core.error());
    return kExitFindings;
  }
  std::ios::sync_with_stdio(false);
  Command command(options, **core);
  if (options.sentence) {
    command.read_paragraph(*options.sentence, {"--sentence"});
    command.flush();
  } else if (options.files.empty()) {
    command.read(std::cin, "standard input");
  }
  for (const std::string& path : options.files) read_file(path, command);
  if (std::ferror(stdout) != 0) command.refuse({ErrorCode::kUnavailable, "cannot write", {}});
  return command.refused() == 0 ? kExitGood : kExitFindings;
}

}  // namespace tocsin
