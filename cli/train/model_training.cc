// Entrance: train_model(), a list of stages.
#include "cli/train/model_training.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "base/files.h"
#include "base/hash.h"
#include "base/log.h"
#include "cli/train/annotator.h"
#include "cli/train/lemma_training.h"
#include "cli/train/model_report.h"
#include "cli/train/network_file.h"
#include "cli/train/network_training.h"
#include "cli/train/raw_text.h"
#include "cli/train/skip_gram.h"
#include "cli/train/tokenizer_training.h"
#include "extract/language/conllu.h"
#include "extract/language/tokenizer.h"
#include "extract/language/word_features.h"

namespace tocsin {
namespace {

constexpr std::size_t kShortest = 3;  // raw sentences of fewer or more words teach nothing
constexpr std::size_t kLongest = 100;
constexpr std::int64_t kReportEvery = 250;

using Sentences = std::vector<std::vector<std::string>>;  // forms

struct DevFile {
  std::string name;
  std::vector<Example> examples;
};

// All that the stages hand on.
struct Training {
  const ModelTrainingOptions& options;
  const TrainingPreset& preset;
  std::string fingerprint;  // of the input so far
  std::vector<ConlluSentence> gold;
  std::vector<std::string> paragraphs;
  Sentences raw;
  WordVectors vectors;
  Labels labels;
  std::vector<Example> examples;
  std::vector<DevFile> dev;
  ModelWriter model;
};

std::string with_part(const std::string& fingerprint, const std::string& part) {
  return sha256_hex(fingerprint + "|" + part);
}

// What follows depends on `part` as well.
void depend_on(Training& training, const std::string& part) {
  training.fingerprint = with_part(training.fingerprint, part);
}

// The file in which a stage keeps what it made of the input so far and, where it is not empty,
// `part`, on which nothing else depends.
std::string kept(const Training& training, const std::string& stage, const std::string& part = "") {
  const std::string fingerprint =
      part.empty() ? training.fingerprint : with_part(training.fingerprint, part);
  const std::string name = stage + "-" + sha256_hex(stage + fingerprint).substr(0, 12) + ".bin";
  return (std::filesystem::path(training.options.work) / name).string();
}

std::string describe(const NetworkShape& shape, const TrainingOptions& options) {
  std::string text;
  for (const std::size_t size :
       {shape.width, shape.hidden, shape.layers, shape.arc, shape.relation, shape.vectors,
        shape.tags, shape.relations, shape.vocabulary, shape.subwords, options.batch_words})
    text += std::to_string(size) + " ";
  const Augmentation& changes = options.augmentation;
  for (const float value :
       {options.rate, options.clip, options.dropout.input, options.dropout.layers,
        options.dropout.heads, changes.upper, changes.title, changes.lower, changes.no_final_stop})
    text += std::to_string(value) + " ";
  return text + std::to_string(options.steps) + " " + std::to_string(options.warm_up) + " " +
         std::to_string(options.seed);
}

Status read_input(Training& training) {
  for (const std::string& path : training.options.treebanks) {
    auto sentences = read_conllu(path);
    if (!sentences) return fail(sentences.error());
    spdlog::info("{}: {} sentences", path, sentences->size());
    training.gold.insert(training.gold.end(), sentences->begin(), sentences->end());
  }
  if (training.gold.empty()) return fail(ErrorCode::kInvalid, "there is no treebank to learn from");
  for (const std::string& path : training.options.raw) {
    auto paragraphs = read_paragraphs(path);
    if (!paragraphs) return fail(paragraphs.error());
    spdlog::info("{}: {} paragraphs", path, paragraphs->size());
    training.paragraphs.insert(training.paragraphs.end(), paragraphs->begin(), paragraphs->end());
  }
  std::string all;
  for (const ConlluSentence& sentence : training.gold) write_conllu(sentence, all);
  depend_on(training, sha256_hex(all));
  all.clear();
  for (const std::string& paragraph : training.paragraphs) all += paragraph + "\n";
  depend_on(training, sha256_hex(all));
  depend_on(training, std::to_string(training.options.seed));
  return {};
}

Status learn_tokenizer(Training& training) {
  spdlog::info("learning the tokenizer");
  if (Status done = train_tokenizer(training.gold, training.model); !done) return done;
  const std::string bytes = training.model.bytes();
  depend_on(training, sha256_hex(bytes));
  const auto model = ModelFile::from_bytes(bytes);
  if (!model) return fail(model.error());
  const auto tokenizer = Tokenizer::open(*model);
  if (!tokenizer) return fail(tokenizer.error());
  std::size_t words = 0;
  for (const std::string& paragraph : training.paragraphs) {
    SplitText split;
    tokenizer->split(paragraph, split);
    for (const WordSentence& sentence : split.sentences) {
      std::vector<std::string> forms;
      for (std::int32_t i = sentence.first; i < sentence.end; ++i) {
        const Span span = split.words[static_cast<std::size_t>(i)].span;
        forms.push_back(word_form(
            std::string_view(paragraph).substr(static_cast<std::size_t>(span.begin),
                                               static_cast<std::size_t>(span.end - span.begin))));
      }
      words += forms.size();
      training.raw.push_back(std::move(forms));
    }
  }
  spdlog::info("raw text: {} sentences, {} words", training.raw.size(), words);
  return {};
}

Status learn_vectors(Training& training) {
  SkipGramOptions options;
  options.epochs = training.preset.vector_epochs;
  options.seed = training.options.seed;
  options.min_count = 2;
  depend_on(training, "vectors " + std::to_string(options.epochs) + " " +
                          std::to_string(options.rate) + " " + std::to_string(options.min_count));
  const std::string path = kept(training, "vectors");
  if (auto known = load_word_vectors(path)) {
    spdlog::info("word vectors: {}", path);
    training.vectors = *std::move(known);
    return {};
  }
  spdlog::info("learning word vectors");
  WordCorpus corpus;
  for (const std::vector<std::string>& sentence : training.raw) {
    for (const std::string& form : sentence) corpus.add(form);
    corpus.end_sentence();
  }
  for (const ConlluSentence& sentence : training.gold) {
    for (const ConlluWord& word : sentence.words) corpus.add(word.form);
    corpus.end_sentence();
  }
  auto vectors = learn_word_vectors(corpus, options);
  if (!vectors) return fail(vectors.error());
  training.vectors = *std::move(vectors);
  return save(training.vectors, path);
}

// The words of the treebanks that occur twice, then the most frequent others.
std::vector<std::string> choose_vocabulary(const Training& training) {
  std::map<std::string, int> counts;
  for (const ConlluSentence& sentence : training.gold) {
    for (const ConlluWord& word : sentence.words) ++counts[vocabulary_word(word.form)];
  }
  std::vector<std::string> vocabulary;
  for (const auto& [word, count] : counts) {
    if (count >= 2 && vocabulary.size() < training.preset.vocabulary) vocabulary.push_back(word);
  }
  for (const std::string& word : training.vectors.words) {
    const auto known = counts.find(word);
    const bool taken = known != counts.end() && known->second >= 2;
    if (taken || word == WordVectors::kRare) continue;
    if (vocabulary.size() >= training.preset.vocabulary) break;
    vocabulary.push_back(word);
  }
  return vocabulary;
}

Status make_examples(Training& training, WordTypes& types) {
  training.labels = collect_labels(training.gold);
  for (const ConlluSentence& sentence : training.gold)
    training.examples.push_back(example_of(sentence, training.labels, types));
  for (const std::string& path : training.options.dev) {
    auto sentences = read_conllu(path);
    if (!sentences) return fail(sentences.error());
    DevFile file{.name = std::filesystem::path(path).filename().string(), .examples = {}};
    for (const ConlluSentence& sentence : *sentences)
      file.examples.push_back(example_of(sentence, training.labels, types));
    training.dev.push_back(std::move(file));
  }
  return {};
}

NetworkShape completed(NetworkShape shape, const Training& training, const WordTypes& types) {
  shape.vectors = static_cast<std::size_t>(training.vectors.width);
  shape.tags = training.labels.tags.size();
  shape.relations = training.labels.relations.size();
  shape.vocabulary = types.vocabulary().size();
  shape.subwords = types.subword_table();
  return shape;
}

void report_dev(const Training& training, const WordTypes& types,
                const std::vector<Network>& networks, const std::string& name) {
  for (const DevFile& file : training.dev) {
    std::vector<Example> predicted = file.examples;
    annotate(networks, types, predicted);
    const Accuracy scores = accuracy(file.examples, predicted, training.labels);
    spdlog::info("{} on {}: UPOS {:.2f} XPOS {:.2f} UAS {:.2f} LAS {:.2f}", name, file.name,
                 scores.upos, scores.xpos, scores.uas, scores.las);
  }
}

// Learns, or takes what an earlier run has kept.
Result<Network> learn_network(Training& training, const WordTypes& types, const std::string& name,
                              const NetworkShape& shape, const TrainingOptions& options,
                              const std::vector<ExampleSource>& sources) {
  Network network = make_network(shape, types.vocabulary(), &training.vectors, options.seed);
  const std::string path = kept(training, name, describe(shape, options));
  if (load(network, path)) {
    spdlog::info("{}: {}", name, path);
  } else {
    train_network(network, types, sources, options, kReportEvery,
                  [&](std::int64_t step, const Losses& losses) {
                    spdlog::info(
                        "{}: step {} of {}, loss of arcs {:.3f}, relations {:.3f}, tags "
                        "{:.3f}",
                        name, step, options.steps, losses.arcs, losses.relations, losses.tags);
                  });
    if (Status saved = save(network, path); !saved) return fail(saved.error());
  }
  return network;
}

// The teachers' trees on raw sentences, evenly from all of the text.
Result<std::vector<Example>> opinions(Training& training, WordTypes& types,
                                      const std::vector<Network>& teachers) {
  std::vector<Example> examples;
  std::int64_t all = 0;
  for (const auto& sentence : training.raw) all += static_cast<std::int64_t>(sentence.size());
  const double share = static_cast<double>(training.preset.raw_words) /
                       static_cast<double>(std::max<std::int64_t>(1, all));
  double due = 0;
  for (const std::vector<std::string>& sentence : training.raw) {
    if (sentence.size() < kShortest || sentence.size() > kLongest) continue;
    due += std::min(1.0, share);
    if (due < 1.0) continue;
    due -= 1.0;
    Example example;
    for (const std::string& form : sentence) example.types.push_back(types.id(form));
    examples.push_back(std::move(example));
  }
  const std::string path = kept(training, "opinions");
  if (const auto known = ModelFile::open(path)) {
    const auto section = known->section("targets");
    if (!section) return fail(section.error());
    SectionReader reader(*section);
    const std::span<const Target> targets = reader.array<Target>();
    std::size_t at = 0;
    for (Example& example : examples) {
      if (at + example.types.size() > targets.size())
        return fail(ErrorCode::kCorrupt, "holds too few opinions; remove it", {.file = path});
      example.targets.assign(
          targets.begin() + static_cast<std::ptrdiff_t>(at),
          targets.begin() + static_cast<std::ptrdiff_t>(at + example.types.size()));
      at += example.types.size();
    }
    spdlog::info("opinions: {}", path);
    return examples;
  }
  spdlog::info("the teachers read {} raw sentences", examples.size());
  annotate(teachers, types, examples);
  std::vector<Target> targets;
  for (const Example& example : examples)
    targets.insert(targets.end(), example.targets.begin(), example.targets.end());
  SectionWriter writer;
  writer.array(std::span<const Target>(targets));
  ModelWriter file;
  file.add("targets", writer.take());
  if (Status saved = file.write(path); !saved) return fail(saved.error());
  return examples;
}

Status learn_networks(Training& training) {
  const TrainingPreset& preset = training.preset;
  WordTypes types(choose_vocabulary(training), static_cast<std::uint32_t>(preset.subwords));
  if (Status made = make_examples(training, types); !made) return made;
  depend_on(training, std::to_string(preset.vocabulary) + " " + std::to_string(preset.subwords));

  std::vector<Network> teachers;
  for (std::int32_t i = 0; i < preset.teachers; ++i) {
    TrainingOptions options = preset.teacher_training;
    options.seed = training.options.seed * 100 + static_cast<std::uint64_t>(i);
    auto teacher = learn_network(training, types, "teacher" + std::to_string(i + 1),
                                 completed(preset.teacher, training, types), options,
                                 {{&training.examples, 1}});
    if (!teacher) return fail(teacher.error());
    teachers.push_back(*std::move(teacher));
    report_dev(training, types, teachers, std::to_string(teachers.size()) + " teachers");
  }
  std::vector<Example> raw;
  std::vector<ExampleSource> sources{{&training.examples, preset.gold_repeats}};
  if (!teachers.empty()) {
    depend_on(training, std::to_string(preset.raw_words) + " " + std::to_string(preset.teachers) +
                            describe(teachers[0].shape, preset.teacher_training));
    auto read = opinions(training, types, teachers);
    if (!read) return fail(read.error());
    raw = *std::move(read);
    sources.emplace_back(&raw, 1);
    depend_on(training, std::to_string(preset.gold_repeats));
  }
  TrainingOptions options = preset.student_training;
  options.seed = training.options.seed * 100 + 50;
  auto student = learn_network(training, types, "network",
                               completed(preset.student, training, types), options, sources);
  if (!student) return fail(student.error());
  std::vector<Network> alone{*std::move(student)};
  report_dev(training, types, alone, "the network in floats");
  export_network(alone[0], types, training.labels, training.model);
  return {};
}

}  // namespace

Status train_model(const ModelTrainingOptions& options) {
  const auto presets = training_presets();
  const auto preset = std::find_if(presets.begin(), presets.end(), [&](const TrainingPreset& each) {
    return each.name == options.preset;
  });
  if (preset == presets.end())
    return fail(ErrorCode::kInvalid, "there is no preset \"" + options.preset + "\"");
  std::error_code error;
  std::filesystem::create_directories(options.work, error);
  if (error) return fail(ErrorCode::kUnavailable, options.work + ": " + error.message());

  Training training{options, *preset, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  if (Status done = read_input(training); !done) return done;
  if (Status done = learn_tokenizer(training); !done) return done;
  if (Status done = learn_vectors(training); !done) return done;
  if (Status done = learn_networks(training); !done) return done;
  spdlog::info("learning lemmas");
  if (Status done = train_lemmatizer(training.gold, training.paragraphs, training.model); !done)
    return done;
  if (Status done = training.model.write(options.out); !done) return done;
  return report_model(options.out, options.dev);
}

}  // namespace tocsin
