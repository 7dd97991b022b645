// Treebank sentences to training examples. Entrances: collect_labels() and example_of().
#include "cli/train/examples.h"

#include <algorithm>

#include "extract/language/word_features.h"

namespace tocsin {
namespace {

enum class Case { kUpper, kLower, kTitle };

// Recased where the letters are ASCII; others keep their case.
std::string recased(std::string form, Case to) {
  const std::size_t count =
      to == Case::kTitle ? std::min<std::size_t>(1, form.size()) : form.size();
  for (std::size_t i = 0; i < count; ++i) {
    char& byte = form[i];
    if (to == Case::kLower && byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
    if (to != Case::kLower && byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 32);
  }
  return form;
}

// Names of at least `least` occurrences, most frequent first, equals in order of the alphabet.
std::vector<std::string> frequent(const std::map<std::string, int>& counts, int least) {
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [name, count] : counts) {
    if (count >= least) sorted.emplace_back(-count, name);
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> names;
  names.reserve(sorted.size());
  for (auto& [count, name] : sorted) names.push_back(std::move(name));
  return names;
}

}  // namespace

WordTypes::WordTypes(std::vector<std::string> vocabulary, std::uint32_t subword_table)
    : vocabulary_(std::move(vocabulary)), subword_table_(subword_table) {
  for (std::size_t i = 0; i < vocabulary_.size(); ++i) {
    rows_.emplace(vocabulary_[i], static_cast<std::uint32_t>(i + 1));
  }
}

std::uint32_t WordTypes::add(const std::string& form) {
  const auto [place, fresh] = ids_.emplace(form, static_cast<std::uint32_t>(types_.size()));
  if (!fresh) return place->second;
  Type type;
  type.form = form;
  if (const auto row = rows_.find(vocabulary_word(form)); row != rows_.end())
    type.vocabulary = row->second;
  type.first_subword = static_cast<std::uint32_t>(subwords_.size());
  subword_rows(form, subword_table_, subwords_);
  type.end_subword = static_cast<std::uint32_t>(subwords_.size());
  type.upper = type.lower = type.title = place->second;
  types_.push_back(std::move(type));
  return place->second;
}

std::uint32_t WordTypes::id(const std::string& form) {
  const std::uint32_t id = add(form);
  if (types_[id].recased) return id;
  const std::uint32_t upper = add(recased(form, Case::kUpper));
  const std::uint32_t lower = add(recased(form, Case::kLower));
  const std::uint32_t title = add(recased(form, Case::kTitle));
  Type& type = types_[id];
  type.recased = true;
  type.upper = upper;
  type.lower = lower;
  type.title = title;
  return id;
}

std::uint16_t Labels::tag(const std::string& upos, const std::string& xpos) const {
  if (const auto known = tag_ids.find(upos + "|" + xpos); known != tag_ids.end())
    return known->second;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (tags[i].starts_with(upos + "|")) return static_cast<std::uint16_t>(i);
  }
  return 0;
}

std::uint16_t Labels::relation(const std::string& relation) const {
  if (const auto known = relation_ids.find(relation); known != relation_ids.end())
    return known->second;
  const auto plain = relation_ids.find(relation.substr(0, relation.find(':')));
  return plain == relation_ids.end() ? 0 : plain->second;
}

Labels collect_labels(const std::vector<ConlluSentence>& sentences) {
  std::map<std::string, int> tags;
  std::map<std::string, int> relations;
  for (const ConlluSentence& sentence : sentences) {
    for (const ConlluWord& word : sentence.words) {
      ++tags[word.upos + "|" + word.xpos];
      ++relations[word.deprel];
    }
  }
  Labels labels;
  labels.tags = frequent(tags, 2);
  labels.relations = frequent(relations, 2);
  for (const std::string& name : labels.tags)
    labels.tag_ids.emplace(name, static_cast<std::uint16_t>(labels.tag_ids.size()));
  for (const std::string& name : labels.relations)
    labels.relation_ids.emplace(name, static_cast<std::uint16_t>(labels.relation_ids.size()));
  return labels;
}

Example example_of(const ConlluSentence& sentence, const Labels& labels, WordTypes& types) {
  Example example;
  for (const ConlluWord& word : sentence.words) {
    example.types.push_back(types.id(word.form));
    Target target;
    target.heads[0] = {static_cast<std::uint16_t>(word.head + 1), 1.0F};
    target.relations[0] = {labels.relation(word.deprel), 1.0F};
    target.tags[0] = {labels.tag(word.upos, word.xpos), 1.0F};
    example.targets.push_back(target);
  }
  return example;
}

}  // namespace tocsin
