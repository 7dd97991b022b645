// The arguments of a verb in the dependency tree, also where the grammar shares them: infinitives,
// participles and second conjuncts take the subject of what controls them, conjoined passives their
// agent. Words in, words out. Pure; bounded work a verb; the arguments outlive it.
#pragma once

#include "extract/event/act_lexicon.h"
#include "extract/event/dependency_tree.h"

namespace tocsin {

class ActArguments {
 public:
  ActArguments(const DependencyTree& tree, const ActLexicon& lexicon)
      : tree_(tree), lexicon_(lexicon) {}

  // The direct object; of a passive what it happens to; -1 none.
  int object(int verb) const;
  // The subject of an active verb or the agent of a passive one, also where it is said with another
  // verb; -1 none.
  int subject(int verb) const { return subject(verb, kLongestControl); }

 private:
  static constexpr int kLongestControl = 4;  // verbs up to the one that has the subject

  int subject(int verb, int left) const;
  int whole_of(int word) const;
  int counted_object(int verb) const;
  bool is_time(int word) const;
  int passive_subject(int verb) const;
  int agent(int verb) const;
  int addressee(int verb) const;

  const DependencyTree& tree_;
  const ActLexicon& lexicon_;
};

}  // namespace tocsin
