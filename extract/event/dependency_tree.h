// The dependency tree of one sentence, with the children of every word: what the acts' patterns and
// the resolution of noun phrases walk on. Words are counted within the sentence. Pure; the document
// outlives it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "news/document.h"

namespace tocsin {

class DependencyTree {
 public:
  DependencyTree(const Document& document, const Sentence& sentence);

  int size() const { return static_cast<int>(lower_.size()); }
  const Document& document() const { return *document_; }
  const Sentence& sentence() const { return *sentence_; }
  const Token& token(int word) const {
    return document_->tokens[static_cast<std::size_t>(std::int64_t{sentence_->first_token} + word)];
  }
  const std::string& lower(int word) const { return lower_[static_cast<std::size_t>(word)]; }
  // Lower case, names too.
  const std::string& lemma(int word) const { return lemma_[static_cast<std::size_t>(word)]; }
  // The lemma as a verb of what may be one ("expelled" ADJ: "expel"), else the lemma.
  const std::string& verb_lemma(int word) const {
    return token(word).verb.empty() ? lemma(word) : token(word).verb;
  }
  int head(int word) const {
    const std::int32_t above = token(word).head;
    return above < 0 ? -1 : above - sentence_->first_token;
  }
  std::span<const int> children(int word) const;

  // "nsubj" is the relation of "nsubj:pass" too.
  bool has_relation(int word, std::string_view relation) const;
  // The first child of one of the relations, in the order that they are given; -1 none.
  int child(int word, std::initializer_list<std::string_view> relations) const;
  // The preposition or conjunction that introduces `word`, lower case: "with", "because of"; ""
  // none.
  const std::string& marker(int word) const;
  // Any of its prepositions and conjunctions is `marker`.
  bool is_introduced_by(int word, std::string_view marker) const;
  bool is_tagged(int word, std::string_view tag) const { return token(word).tag == tag; }
  bool is_noun(int word) const { return is_tagged(word, "NOUN") || is_tagged(word, "PROPN"); }
  // Predicates: verbs, and adjectives and nouns that are said of a subject.
  bool is_verb(int word) const { return is_tagged(word, "VERB") || is_tagged(word, "AUX"); }
  // A participle or a passive verb: what happens to its subject, or to the noun above it.
  bool is_passive(int word) const;

 private:
  const Document* document_;
  const Sentence* sentence_;
  std::vector<std::string> lower_;
  std::vector<std::string> lemma_;
  std::vector<int> first_child_;  // into children_, one more than words
  std::vector<int> children_;
};

}  // namespace tocsin
