// Proposes acts: every verb and noun of a sentence that a pattern of lexicon/acts.tsv fits, with
// whom the tree gives as actor and recipient. Pure; work is linear in the words and, for each, in
// the patterns of its lemma.
#pragma once

#include <vector>

#include "extract/event/act_lexicon.h"
#include "extract/event/act_parties.h"
#include "extract/event/act_status.h"
#include "extract/event/dependency_tree.h"

namespace tocsin {

struct Act {
  const ActPattern* pattern = nullptr;  // owned by the lexicon
  int trigger = 0;                      // word of the tree
  int object = -1;                      // direct object, -1 none
  bool noun = false;
  bool own_party = false;  // its own phrase or clause names a party
  ActStatus status;
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  std::vector<Participant> status_by;  // who demands, refuses, ... where it is not the actor
};

// By position, each with a party. An act that only says how far another one has got ("agreed" of
// "agreed to withdraw"), that is the object in another one's pattern ("agreement" of "signed an
// agreement"), or that somebody is charged with, is left out. `taken`: triggers that other patterns
// have read, by word.
std::vector<Act> match_acts(const DependencyTree& tree, const ActParties& parties,
                            const ActLexicon& lexicon, const std::vector<bool>& taken);

}  // namespace tocsin
