// Whom a noun phrase of the dependency tree names: by its own name, by what stands before or after
// its head ("Peruvian police", "the minister of defence of Peru"), by what the article said before
// ("he", "the junta"), or, for those who act for or belong to the country where it happens
// ("protesters"), by the place. Pure; one sentence; the arguments outlive it.
#pragma once

#include <vector>

#include "extract/event/act_lexicon.h"
#include "extract/event/dependency_tree.h"
#include "extract/event/focus.h"
#include "extract/event/reading.h"

namespace tocsin {

class ActParties {
 public:
  // `sentence`: index of the reading in the document.
  ActParties(const DependencyTree& tree, const Reading& reading, int sentence,
             const DocumentFocus& focus, const ActLexicon& lexicon);

  // Those named by the phrase around `word` and by what is coordinated with it; empty where nobody
  // is known.
  std::vector<Participant> named_by(int word) const;
  // Those named before the noun: "Peru's", "Peruvian", "the Peru".
  std::vector<Participant> owners(int word) const;
  // The country where what `word` says happens: of the nearest phrase of a place, from the word
  // upwards (named_place); else the only country of the sentence, or the one that the article names
  // most.
  std::vector<Participant> place(int word) const;
  std::vector<Participant> named_place(int word) const;
  // Everybody of a country whom the sentence names beside `except`.
  std::vector<Participant> others(const std::vector<Participant>& except) const;
  // An earthquake, a company: acts for nobody.
  bool is_nobody(int word) const;

  // Of the words of the reading, which leave out quotes and join what hyphens join.
  int reading_word(int word) const { return reading_word_[static_cast<std::size_t>(word)]; }

 private:
  const Atom* atom(int word) const { return reading_.atom(reading_word(word)); }
  void add_list(int word, int depth, std::vector<Participant>& out) const;
  bool is_people_elsewhere(const Atom& name, int word) const;
  void add_phrase(int word, int depth, std::vector<Participant>& out) const;
  void add_modifiers(int word, int depth, std::vector<Participant>& out) const;
  void add_antecedent(int word, int depth, std::vector<Participant>& out) const;
  void add_place_below(int word, int depth, std::vector<Participant>& out) const;
  void add_by_noun(int word, std::vector<Participant>& out) const;
  void find_source();
  int pronoun_head(int word) const;

  const DependencyTree& tree_;
  const Reading& reading_;
  int sentence_;
  const DocumentFocus& focus_;
  const ActLexicon& lexicon_;
  std::vector<int> reading_word_;
  int source_ = 0;  // word where the source in brackets begins, the size where there is none
};

}  // namespace tocsin
