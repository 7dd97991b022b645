// How far an act has got, read from the tree: its auxiliaries and negation, and the words that
// govern it, up to the root ("had refused to plan to ..."). Pure; linear in the height of the tree.
#pragma once

#include "extract/event/act_lexicon.h"
#include "extract/event/dependency_tree.h"

namespace tocsin {

struct ActStatus {
  EventStatus status = EventStatus::kOccurred;
  int governor = -1;  // the word that says so, -1 where it is the act's own auxiliary
  Control control = Control::kSubject;
  bool aim = false;  // only an aim: "sent the police to seize the ship"
  int above = -1;    // the verb whose clause the act is, where nothing governs it: "said that"
  std::vector<int> governors;  // all that were passed on the way up
};

// `otherwise`: what the pattern says where nothing above it does.
ActStatus act_status(const DependencyTree& tree, const ActLexicon& lexicon, int trigger,
                     EventStatus otherwise);

// What is known of `above` as governor of `word`, with its particle or preposition ("call on")
// before alone; null where nothing is.
const Governor* governor_of(const DependencyTree& tree, const ActLexicon& lexicon, int word,
                            int above);

// A verb with its particle where that is in `set`, else alone: "carry out".
bool contains_verb(const LemmaSet& set, const DependencyTree& tree, int verb);

// The verb whose subject is who does what the infinitive, the participle or the second conjunct
// `word` says; -1 where it has a subject of its own.
int controller(const DependencyTree& tree, int word);

}  // namespace tocsin
