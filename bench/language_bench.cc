// How fast the language core reads, on one thread: words per second of each stage, of all, and the
// share of time in each kernel; time to open the model and memory of a further worker.
//
//   language_bench [--model FILE] [--kernels NAME] [--rounds N] [--batch WORDS] FILE...
//
// FILE is .jsonl or .txt, plain or gzip (cli/train/raw_text.h). Every figure is the median of the
// rounds.
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "cli/train/raw_text.h"
#include "extract/language/language_core.h"

namespace tocsin {
namespace {

using Clock = std::chrono::steady_clock;
std::size_t batch_words = Parser::kBatchWords;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The kernels that are measured, each wrapped in a clock.
enum Kernel : std::size_t { kQuantize, kMultiply, kRecur, kScores, kAddRow, kLeaky, kKernelCount };
constexpr const char* kKernelNames[] = {"quantize", "multiply", "recur",
                                        "scores",   "add_row",  "leaky"};
const Kernels* measured = nullptr;
double spent[kKernelCount];

Kernels timed_kernels() {
  Kernels kernels = *measured;
  kernels.quantize = [](const float* values, std::int32_t rows, std::int32_t width,
                        std::uint8_t* out, float* scale) {
    const auto start = Clock::now();
    measured->quantize(values, rows, width, out, scale);
    spent[kQuantize] += seconds_since(start);
  };
  kernels.multiply = [](const std::uint8_t* input, const float* scale, std::int32_t rows,
                        const QuantizedMatrix& matrix, float* out) {
    const auto start = Clock::now();
    measured->multiply(input, scale, rows, matrix, out);
    spent[kMultiply] += seconds_since(start);
  };
  kernels.recur = [](const float* gates, std::span<const std::int32_t> begins, std::int32_t hidden,
                     const float* residual, float* states) {
    const auto start = Clock::now();
    measured->recur(gates, begins, hidden, residual, states);
    spent[kRecur] += seconds_since(start);
  };
  kernels.scores = [](const float* left, std::int32_t rows, const float* right,
                      std::int32_t columns, std::int32_t width, float* out) {
    const auto start = Clock::now();
    measured->scores(left, rows, right, columns, width, out);
    spent[kScores] += seconds_since(start);
  };
  kernels.add_row = [](const std::int8_t* row, float scale, std::int32_t width, float* sum) {
    const auto start = Clock::now();
    measured->add_row(row, scale, width, sum);
    spent[kAddRow] += seconds_since(start);
  };
  kernels.leaky = [](float* values, std::size_t count) {
    const auto start = Clock::now();
    measured->leaky(values, count);
    spent[kLeaky] += seconds_since(start);
  };
  return kernels;
}

// One paragraph in words, its forms ready for the parser.
struct Paragraph {
  SplitText split;
  std::vector<std::string> forms;
};

struct Batch {
  std::vector<std::string_view> forms;
  std::vector<std::int32_t> begins{0};
  void clear() {
    forms.clear();
    begins.assign(1, 0);
  }
};

struct Text {
  std::vector<std::string> paragraphs;
  std::vector<Paragraph> split;
  std::size_t words = 0;
};

std::string_view piece(const std::string& text, Span span) {
  return std::string_view(text).substr(static_cast<std::size_t>(span.begin),
                                       static_cast<std::size_t>(span.end - span.begin));
}

void tokenize(const LanguageCore& core, const std::string& text, Paragraph& out) {
  out.split.words.clear();
  out.split.sentences.clear();
  core.tokenizer().split(text, out.split);
  out.forms.clear();
  for (const SyntacticWord& word : out.split.words)
    out.forms.push_back(word_form(piece(text, word.span)));
}

// Hands the sentences of the paragraphs on in batches.
void in_batches(const std::vector<Paragraph>& paragraphs,
                const std::function<void(const Batch&)>& use) {
  Batch batch;
  for (const Paragraph& paragraph : paragraphs) {
    for (const WordSentence& sentence : paragraph.split.sentences) {
      for (std::int32_t i = sentence.first; i < sentence.end; ++i)
        batch.forms.emplace_back(paragraph.forms[static_cast<std::size_t>(i)]);
      batch.begins.push_back(static_cast<std::int32_t>(batch.forms.size()));
      if (batch.forms.size() < batch_words) continue;
      use(batch);
      batch.clear();
    }
  }
  if (!batch.forms.empty()) use(batch);
}

double median(int rounds, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto start = Clock::now();
    work();
    times.push_back(seconds_since(start));
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void print_stage(const char* name, std::size_t words, double seconds, double all) {
  std::printf("  %-10s %12.0f words/s %5.1f %%\n", name, static_cast<double>(words) / seconds,
              100 * seconds / all);
}

void measure(const LanguageCore& core, const std::string& name, Text& text, int rounds) {
  text.split.resize(text.paragraphs.size());
  const double tokenizing = median(rounds, [&] {
    for (std::size_t i = 0; i < text.paragraphs.size(); ++i)
      tokenize(core, text.paragraphs[i], text.split[i]);
  });
  text.words = 0;
  for (const Paragraph& paragraph : text.split) text.words += paragraph.forms.size();
  ParserScratch scratch;
  std::vector<WordAnalysis> words;
  std::vector<std::vector<WordAnalysis>> kept;
  const double parsing = median(rounds, [&] {
    kept.clear();
    in_batches(text.split, [&](const Batch& batch) {
      core.parser().parse(batch.forms, batch.begins, scratch, words);
      kept.push_back(words);
    });
  });
  std::string lemma;
  std::size_t letters = 0;
  const double lemmatizing = median(rounds, [&] {
    std::size_t at = 0;
    in_batches(text.split, [&](const Batch& batch) {
      for (std::size_t i = 0; i < batch.forms.size(); ++i) {
        core.lemma(batch.forms[i], kept[at][i], lemma);
        letters += lemma.size();
      }
      ++at;
    });
  });
  // As the daemon does it: paragraph by paragraph, all stages on what is still in the cache.
  std::vector<Paragraph> some;
  const double all = median(rounds, [&] {
    some.clear();
    std::size_t waiting = 0;
    const auto flush = [&] {
      in_batches(some, [&](const Batch& batch) {
        core.parser().parse(batch.forms, batch.begins, scratch, words);
        for (std::size_t i = 0; i < batch.forms.size(); ++i) {
          core.lemma(batch.forms[i], words[i], lemma);
          letters += lemma.size();
        }
      });
      some.clear();
      waiting = 0;
    };
    for (const std::string& paragraph : text.paragraphs) {
      tokenize(core, paragraph, some.emplace_back());
      waiting += some.back().forms.size();
      if (waiting >= batch_words) flush();
    }
    flush();
  });
  std::printf("%s: %zu words (%zu letters of lemmas)\n", name.c_str(), text.words, letters);
  const double sum = tokenizing + parsing + lemmatizing;
  print_stage("tokenize", text.words, tokenizing, sum);
  print_stage("tag, parse", text.words, parsing, sum);
  print_stage("lemma", text.words, lemmatizing, sum);
  std::printf("  %-10s %12.0f words/s\n", "all", static_cast<double>(text.words) / all);
}

void print_kernels(const ModelFile& model, const Text& text) {
  const Kernels clocked = timed_kernels();
  const auto parser = Parser::open(model, clocked);
  if (!parser) return;
  ParserScratch scratch;
  std::vector<WordAnalysis> words;
  std::fill(std::begin(spent), std::end(spent), 0.0);
  const auto start = Clock::now();
  in_batches(text.split,
             [&](const Batch& batch) { parser->parse(batch.forms, batch.begins, scratch, words); });
  const double all = seconds_since(start);
  double rest = all;
  std::printf("share of tagging and parsing in each kernel (%s)\n",
              std::string(measured->name).c_str());
  for (std::size_t k = 0; k < kKernelCount; ++k) {
    std::printf("  %-10s %5.1f %%\n", kKernelNames[k], 100 * spent[k] / all);
    rest -= spent[k];
  }
  std::printf("  %-10s %5.1f %%\n", "the rest", 100 * rest / all);
}

std::size_t bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// What a second worker takes once it has read the text.
void print_memory(const LanguageCore& core, const Text& text) {
  const std::size_t before = bytes_in_use();
  ParserScratch scratch;
  std::vector<WordAnalysis> words;
  in_batches(text.split, [&](const Batch& batch) {
    core.parser().parse(batch.forms, batch.begins, scratch, words);
  });
  std::printf("a further worker: %.1f MB\n", static_cast<double>(bytes_in_use() - before) / 1e6);
}

int run(const std::string& path, int rounds, const std::vector<std::string>& files) {
  const double opening = median(std::max(rounds, 5), [&] {
    const auto model = ModelFile::open(path);
    if (model) (void)LanguageCore::open(*model, *measured).has_value();
  });
  const auto model = ModelFile::open(path);
  const auto core =
      model ? LanguageCore::open(*model, *measured) : Result<LanguageCore>(fail(model.error()));
  if (!core) {
    std::fprintf(stderr, "language_bench: %s\n", to_string(core.error()).c_str());
    return 1;
  }
  std::printf("%s: opens in %.1f ms; kernels %s\n", path.c_str(), 1e3 * opening,
              std::string(measured->name).c_str());
  for (const std::string& file : files) {
    auto paragraphs = read_paragraphs(file);
    if (!paragraphs) {
      std::fprintf(stderr, "language_bench: %s\n", to_string(paragraphs.error()).c_str());
      return 1;
    }
    Text text{.paragraphs = *std::move(paragraphs), .split = {}};
    measure(*core, file, text, rounds);
    print_kernels(*model, text);
    print_memory(*core, text);
  }
  return 0;
}

}  // namespace
}  // namespace tocsin

int main(int count, char** values) {
  using namespace tocsin;
  std::string path;
  int rounds = 3;
  std::vector<std::string> files;
  measured = &kernels();
  for (int i = 1; i < count; ++i) {
    const std::string argument = values[i];
    const bool has_value = i + 1 < count;
    if (argument == "--model" && has_value) {
      path = values[++i];
    } else if (argument == "--rounds" && has_value) {
      rounds = std::max(1, std::atoi(values[++i]));
    } else if (argument == "--batch" && has_value) {
      batch_words = static_cast<std::size_t>(std::max(1, std::atoi(values[++i])));
    } else if (argument == "--kernels" && has_value) {
      const std::string name = values[++i];
      for (const Kernels* each : available_kernels()) {
        if (each->name == name) measured = each;
      }
    } else {
      files.push_back(argument);
    }
  }
  if (path.empty()) {
    const auto found = find_model();
    if (found) path = *found;
  }
  if (files.empty() || path.empty()) {
    std::fprintf(stderr,
                 "usage: language_bench [--model FILE] [--kernels NAME] [--rounds N] [--batch "
                 "WORDS] FILE...\n");
    return 64;
  }
  return run(path, rounds, files);
}
