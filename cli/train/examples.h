// What the network is trained on: sentences as ids of word types with the trees they should have.
// Targets are small distributions, so that a gold tree and a teacher's opinion are the same thing.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/language/conllu.h"

namespace tocsin {

// The distinct word forms with their features, each with its upper-cased and title-cased form.
class WordTypes {
 public:
  struct Type {
    std::string form;
    std::uint32_t vocabulary = 0;  // row of the vocabulary, 0 unknown
    std::uint32_t first_subword = 0;
    std::uint32_t end_subword = 0;
    std::uint32_t upper = 0;  // type of the same word in capitals, in lower case, capitalised
    std::uint32_t lower = 0;
    std::uint32_t title = 0;
    bool recased = false;  // the three are set
  };

  // `vocabulary` holds the words of rows 1, 2, ...
  WordTypes(std::vector<std::string> vocabulary, std::uint32_t subword_table);
  std::uint32_t id(const std::string& form);
  const Type& operator[](std::uint32_t id) const { return types_[id]; }
  std::size_t size() const { return types_.size(); }
  const std::vector<std::uint32_t>& subwords() const { return subwords_; }
  const std::vector<std::string>& vocabulary() const { return vocabulary_; }
  std::uint32_t subword_table() const { return subword_table_; }

 private:
  std::uint32_t add(const std::string& form);

  std::vector<std::string> vocabulary_;
  std::unordered_map<std::string, std::uint32_t> rows_;
  std::uint32_t subword_table_;
  std::vector<Type> types_;
  std::vector<std::uint32_t> subwords_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

// The classes that the network tells apart.
struct Labels {
  std::vector<std::string> tags;       // "UPOS|XPOS"
  std::vector<std::string> relations;  // with their subtypes
  std::uint16_t tag(const std::string& upos, const std::string& xpos) const;
  std::uint16_t relation(const std::string& relation) const;

  std::map<std::string, std::uint16_t, std::less<>> tag_ids, relation_ids;
};

// Tags and relations that occur at least twice, the rest fall to the commonest of the same UPOS or
// the relation without its subtype.
Labels collect_labels(const std::vector<ConlluSentence>& sentences);

struct Choice {
  std::uint16_t index = 0;
  float weight = 0;  // of the choices of one word, summing to 1; 0 unused
};
inline constexpr std::size_t kChoices = 3;
using Choices = std::array<Choice, kChoices>;

struct Target {
  Choices heads;      // 0 the root, else 1 + index of the word; the first is the tree's
  Choices relations;  // to the first head
  Choices tags;
};

struct Example {
  std::vector<std::uint32_t> types;
  std::vector<Target> targets;
};

Example example_of(const ConlluSentence& sentence, const Labels& labels, WordTypes& types);

}  // namespace tocsin
