// See dependency_tree.h. Linear in the sentence.
#include "extract/event/dependency_tree.h"

#include <initializer_list>

#include "base/text.h"

namespace tocsin {
namespace {

const std::string kNone;

std::size_t as_size(int value) { return static_cast<std::size_t>(value); }

}  // namespace

DependencyTree::DependencyTree(const Document& document, const Sentence& sentence)
    : document_(&document), sentence_(&sentence) {
  const int words = sentence.end_token - sentence.first_token;
  lower_.reserve(as_size(words));
  lemma_.reserve(as_size(words));
  first_child_.assign(as_size(words) + 1, 0);
  for (int word = 0; word < words; ++word) {
    lower_.push_back(fold_case(document.form(sentence, sentence.first_token + word)));
    lemma_.push_back(fold_case(token(word).lemma));
    if (head(word) >= 0) ++first_child_[as_size(head(word)) + 1];
  }
  for (std::size_t i = 1; i < first_child_.size(); ++i) first_child_[i] += first_child_[i - 1];
  children_.resize(as_size(first_child_.back()));
  std::vector<int> next(first_child_.begin(), first_child_.end() - 1);
  for (int word = 0; word < words; ++word) {
    if (head(word) >= 0) children_[as_size(next[as_size(head(word))]++)] = word;
  }
}

std::span<const int> DependencyTree::children(int word) const {
  const int first = first_child_[as_size(word)];
  const int end = first_child_[as_size(word) + 1];
  return {children_.data() + first, as_size(end - first)};
}

bool DependencyTree::has_relation(int word, std::string_view relation) const {
  const std::string& own = token(word).relation;
  return own.starts_with(relation) &&
         (own.size() == relation.size() || own[relation.size()] == ':');
}

int DependencyTree::child(int word, std::initializer_list<std::string_view> relations) const {
  for (const std::string_view relation : relations) {
    for (const int one : children(word)) {
      if (has_relation(one, relation)) return one;
    }
  }
  return -1;
}

const std::string& DependencyTree::marker(int word) const {
  const int found = child(word, {"case", "mark"});
  return found < 0 ? kNone : lower(found);
}

bool DependencyTree::is_introduced_by(int word, std::string_view marker) const {
  for (const int child : children(word)) {
    const bool marks = has_relation(child, "case") || has_relation(child, "mark");
    if (marks && lower(child) == marker) return true;
  }
  return false;
}

bool DependencyTree::is_passive(int word) const {
  for (const int one : children(word)) {
    const std::string& relation = token(one).relation;
    if (relation == "nsubj:pass" || relation == "aux:pass") return true;
    if (relation == "nsubj") return false;
  }
  if (token(word).fine_tag == "VBN" && has_relation(word, "conj")) return is_passive(head(word));
  const bool participle = token(word).fine_tag == "VBN" || token(word).fine_tag == "VBD";
  const bool modifier = has_relation(word, "acl") || has_relation(word, "amod");
  return participle && modifier && child(word, {"obj", "aux"}) < 0;
}

}  // namespace tocsin
