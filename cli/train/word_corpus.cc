// Entrances: add, end_sentence. Next to read: skip_gram.cc.
#include "cli/train/word_corpus.h"

#include <utility>

#include "extract/language/word_shape.h"

namespace tocsin {

WordCorpus::WordCorpus() : ids_{kBoundary}, keys_{""}, counts_{1}, found_{{"", kBoundary}} {}

std::uint32_t WordCorpus::id_of(std::string key) {
  const auto [place, added] = found_.try_emplace(std::move(key), keys());
  if (added) {
    keys_.push_back(place->first);
    counts_.push_back(0);
  }
  return place->second;
}

void WordCorpus::add(std::string_view form) {
  if (form.empty()) return;
  const std::uint32_t id = id_of(word_key(form));
  ++counts_[id];
  ids_.push_back(id);
}

void WordCorpus::end_sentence() {
  if (ids_.back() == kBoundary) return;
  ++counts_[kBoundary];
  ids_.push_back(kBoundary);
}

}  // namespace tocsin
