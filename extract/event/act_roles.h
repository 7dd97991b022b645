// Who does an act and to whom: the sources that its pattern names, and, where these name nobody,
// the clause below it, the one other party of the sentence, or the country where it is. Pure; the
// arguments outlive it.
#pragma once

#include <string>
#include <vector>

#include "extract/event/act_arguments.h"
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

// Acts whose content stands below them: demands, promises, accusations.
bool is_said(const Act& act);

class ActRoles {
 public:
  ActRoles(const DependencyTree& tree, const ActParties& parties, const ActArguments& arguments,
           const ActLexicon& lexicon)
      : tree_(tree), parties_(parties), arguments_(arguments), lexicon_(lexicon) {}

  // Sets the act's parties, and that an aim that is said has occurred.
  void fill(Act& act) const;

 private:
  using Parties = std::vector<Participant>;

  Parties first_of(const Act& act, const std::vector<ActSource>& sources,
                   const Parties& except) const;
  Parties from(const Act& act, const ActSource& source, const Parties& except) const;
  Parties subject(const Act& act) const;
  Parties owner(const Act& act) const;
  Parties both(const Act& act) const;
  Parties after(const Act& act, const std::string& preposition) const;
  Parties light_subject(int noun) const;
  bool has_pronoun(int noun) const;
  Parties subject_above(int noun) const;
  Parties governing_party(int governor) const;
  Parties other_recipients(const Act& act) const;
  Parties subject_of_clause(const Act& act) const;
  void add_below(int word, int depth, const Parties& except, Parties& out) const;

  const DependencyTree& tree_;
  const ActParties& parties_;
  const ActArguments& arguments_;
  const ActLexicon& lexicon_;
};

}  // namespace tocsin
