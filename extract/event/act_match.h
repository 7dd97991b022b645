// Proposes acts: every verb and noun of a sentence that a pattern of lexicon/acts.tsv fits, with
// whom the tree gives as actor and recipient. Pure; work is linear in the words and, for each, in
// the patterns of its lemma.
#pragma once

#include <vector>

#include "extract/event/act_lexicon.h"
#include "extract/event/act_parties.h"
#include "extract/event/act_roles.h"
#include "extract/event/dependency_tree.h"

namespace tocsin {

// By position, each with a party. An act that only says how far another one has got ("agreed" of
// "agreed to withdraw"), that is the object in another one's pattern ("agreement" of "signed an
// agreement"), or that somebody is charged with, is left out. `taken`: triggers that other patterns
// have read, by word.
std::vector<Act> match_acts(const DependencyTree& tree, const ActParties& parties,
                            const ActLexicon& lexicon, const std::vector<bool>& taken);

}  // namespace tocsin
