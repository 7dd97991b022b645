// See act_arguments.h. Next to read: act_roles.cc.
#include "extract/event/act_arguments.h"

#include <algorithm>
#include <array>

#include "extract/event/act_status.h"

namespace tocsin {

int ActArguments::object(int verb) const {
  if (!tree_.is_passive(verb)) {
    const int object = tree_.child(verb, {"obj"});
    return object >= 0 ? whole_of(object) : counted_object(verb);
  }
  const int patient = passive_subject(verb);
  if (patient >= 0) return patient;
  const bool modifier = tree_.has_relation(verb, "acl") || tree_.has_relation(verb, "amod");
  if (modifier) return tree_.head(verb);
  const int above = controller(tree_, verb);
  if (above < 0 || !tree_.is_verb(above)) return -1;
  return tree_.is_passive(above) ? passive_subject(above) : subject(above);
}

// "Part of the aid", "hundreds of troops": the aid, the troops.
int ActArguments::whole_of(int word) const {
  constexpr std::array<std::string_view, 16> kParts = {
      "part", "number", "dozen", "hundred",   "thousand", "million", "majority", "series",
      "lot",  "bulk",   "half",  "remainder", "rest",     "all",     "some",     "most"};
  if (std::find(kParts.begin(), kParts.end(), tree_.lemma(word)) == kParts.end()) return word;
  for (const int child : tree_.children(word)) {
    if (tree_.has_relation(child, "nmod") && tree_.marker(child) == "of") return child;
  }
  return word;
}

// "Killed at least 15 people": an amount that the tree takes for an adjunct.
int ActArguments::counted_object(int verb) const {
  for (const int child : tree_.children(verb)) {
    const bool number = tree_.is_tagged(child, "NUM") || tree_.child(child, {"nummod"}) >= 0;
    const bool bare = tree_.has_relation(child, "obl") && tree_.marker(child).empty();
    if (number && bare && child > verb && !is_time(child)) return child;
  }
  return -1;
}
bool ActArguments::is_time(int word) const {
  constexpr std::array<std::string_view, 8> kUnits = {"minute", "hour",  "day",  "night",
                                                      "week",   "month", "year", "decade"};
  return std::find(kUnits.begin(), kUnits.end(), tree_.lemma(word)) != kUnits.end();
}

int ActArguments::subject(int verb, int left) const {
  if (left == 0) return -1;
  if (tree_.is_passive(verb)) {
    // For another verb: whom it happened to; for itself: by whom.
    const int patient = left < kLongestControl ? passive_subject(verb) : -1;
    return patient >= 0 ? patient : agent(verb);
  }
  const int own = tree_.child(verb, {"nsubj"});
  if (own >= 0) return own;
  const int above = controller(tree_, verb);
  if (above < 0) return -1;
  if (tree_.is_noun(above)) {
    // "Plans to sell": who plans, not the plans.
    if (tree_.marker(verb) != "to") return above;
    const int planning = tree_.head(above);
    if (planning < 0) return tree_.is_tagged(above, "PROPN") ? above : -1;  // a headline's "to"
    return planning >= 0 && tree_.is_verb(planning) ? subject(planning, left - 1) : -1;
  }
  const Governor* governor = governor_of(tree_, lexicon_, verb, above);
  const bool complement = tree_.has_relation(verb, "xcomp") ||
                          (tree_.has_relation(verb, "advcl") && tree_.marker(verb) == "to");
  const bool by_object = complement && governor != nullptr &&
                         (*governor)[static_cast<std::size_t>(Control::kObject)].has_value();
  const int object = by_object ? addressee(above) : -1;
  return object >= 0 ? object : subject(above, left - 1);
}

int ActArguments::passive_subject(int verb) const {
  for (const int child : tree_.children(verb)) {
    if (tree_.token(child).relation == "nsubj:pass") return child;
  }
  return -1;
}
int ActArguments::agent(int verb) const {
  for (const int child : tree_.children(verb)) {
    const bool by = tree_.token(child).relation == "obl:agent" ||
                    (tree_.has_relation(child, "obl") && tree_.marker(child) == "by");
    if (by) return child;
  }
  for (const int child : tree_.children(verb)) {  // "was attacked and raided by"
    const bool shares = tree_.has_relation(child, "conj") && tree_.is_passive(child);
    const int shared = shares ? agent(child) : -1;
    if (shared >= 0) return shared;
  }
  return -1;
}

// Whom a verb tells to act: "urged him to", "called on him to", "was told to".
int ActArguments::addressee(int verb) const {
  const int told = object(verb);
  if (told >= 0) return told;
  for (const int child : tree_.children(verb)) {
    const std::string& marker = tree_.marker(child);
    const bool called = marker == "on" || marker == "upon" || marker == "to" || marker == "with";
    if (tree_.has_relation(child, "iobj") || (tree_.has_relation(child, "obl") && called))
      return child;
  }
  return -1;
}

}  // namespace tocsin
