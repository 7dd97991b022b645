// See act_roles.h. Entrance: ActRoles::fill. Next to read: act_match.cc.
#include "extract/event/act_roles.h"

#include <algorithm>
#include <array>
#include <span>

namespace tocsin {
namespace {

using Parties = std::vector<Participant>;

constexpr int kDeepestContent = 5;  // levels below a speech act

void add_all(Parties& to, const Parties& from) {
  for (const Participant& who : from) {
    const bool there = std::any_of(
        to.begin(), to.end(), [&](const Participant& other) { return other.code() == who.code(); });
    if (!there) to.push_back(who);
  }
}

bool is_one_of(EventType type, std::span<const EventType> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool asks_for_place(const std::vector<ActSource>& sources) {
  return std::any_of(sources.begin(), sources.end(), [](const ActSource& source) {
    return source.kind == ActSource::Kind::kPlace;
  });
}

bool is_domestic(const Act& act) {
  constexpr std::array kDomestic = {EventType::kCoerce, EventType::kProtest, EventType::kConcede,
                                    EventType::kOther, EventType::kRetreat};
  return is_one_of(act.pattern->type, kDomestic) || act.pattern->mode == "convict" ||
         act.pattern->mode == "investigate";
}

// Acts of a state on its own people, where no other is named.
bool is_at_home(const Act& act) {
  constexpr std::array kAtHome = {EventType::kCoerce,  EventType::kAssault, EventType::kProtest,
                                  EventType::kConcede, EventType::kAccuse,  EventType::kRetreat,
                                  EventType::kOther};
  return is_one_of(act.pattern->type, kAtHome) || act.pattern->mode == "convict";
}

}  // namespace

bool is_said(const Act& act) {
  constexpr std::array kSaid = {EventType::kAgree,    EventType::kRequest, EventType::kReject,
                                EventType::kThreaten, EventType::kConcede, EventType::kAccuse,
                                EventType::kProtest};
  return is_one_of(act.pattern->type, kSaid);
}

// Who says, holds or does the noun: the subject of a light verb above it.
std::vector<Participant> ActRoles::light_subject(int noun) const {
  for (int above = tree_.head(noun), steps = 0; above >= 0 && steps < 2; ++steps) {
    if (tree_.is_verb(above)) {
      if (!contains_verb(lexicon_.light, tree_, above)) return {};
      const int subject = arguments_.subject(above);
      return subject == noun ? Parties() : parties_.named_by(subject);
    }
    if (!tree_.has_relation(noun, "nmod") && !tree_.has_relation(noun, "conj")) return {};
    noun = above;
    above = tree_.head(above);
  }
  return {};
}

// The nouns after `preposition`, below the trigger or its object.
std::vector<Participant> ActRoles::after(const Act& act, const std::string& preposition) const {
  Parties out;
  const auto look = [&](int word) {
    for (const int child : tree_.children(word)) {
      const bool phrase = tree_.has_relation(child, "obl") || tree_.has_relation(child, "nmod") ||
                          tree_.has_relation(child, "advcl") || tree_.has_relation(child, "acl");
      const bool given = preposition == "to" && tree_.has_relation(child, "iobj");
      if (given || (phrase && tree_.is_introduced_by(child, preposition)))
        add_all(out, parties_.named_by(child));
    }
  };
  look(act.trigger);
  if (out.empty() && act.object >= 0 && !tree_.is_passive(act.trigger)) look(act.object);
  return out;
}

std::vector<Participant> ActRoles::from(const Act& act, const ActSource& source,
                                        const Parties& except) const {
  switch (source.kind) {
    case ActSource::Kind::kSubject:
      return subject(act);
    case ActSource::Kind::kObject:
      return act.object >= 0 ? parties_.named_by(act.object)
                             : parties_.named_by(tree_.child(act.trigger, {"iobj"}));
    case ActSource::Kind::kOwner:
      return owner(act);
    case ActSource::Kind::kBoth:
      return both(act);
    case ActSource::Kind::kPlace:
      return parties_.named_place(act.trigger);
    case ActSource::Kind::kPreposition:
      break;
  }
  Parties out = after(act, source.preposition);
  if (out.size() > 1) {
    std::erase_if(out, [&](const Participant& who) {
      return std::any_of(except.begin(), except.end(),
                         [&](const Participant& other) { return other.code() == who.code(); });
    });
  }
  return out;
}

std::vector<Participant> ActRoles::subject(const Act& act) const {
  if (act.noun) return light_subject(act.trigger);
  const int word = arguments_.subject(act.trigger);
  return word < 0 ? Parties() : parties_.named_by(word);
}

std::vector<Participant> ActRoles::owner(const Act& act) const {
  if (!act.noun) return act.object < 0 ? Parties() : parties_.owners(act.object);
  Parties who = parties_.owners(act.trigger);
  return who.empty() && has_pronoun(act.trigger) ? subject_above(act.trigger) : who;
}

// "postponed his visit"
bool ActRoles::has_pronoun(int noun) const {
  const int owner = tree_.child(noun, {"nmod"});
  return owner >= 0 && tree_.token(owner).fine_tag == "PRP$";
}
std::vector<Participant> ActRoles::subject_above(int noun) const {
  const int verb = tree_.head(noun);
  if (verb < 0 || !tree_.is_verb(verb)) return {};
  return parties_.named_by(arguments_.subject(verb));
}

std::vector<Participant> ActRoles::first_of(const Act& act, const std::vector<ActSource>& sources,
                                            const Parties& except) const {
  for (const ActSource& source : sources) {
    Parties found = from(act, source, except);
    if (!found.empty()) return found;
  }
  return {};
}

void ActRoles::fill(Act& act) const {
  act.actors = first_of(act, act.pattern->actor, {});
  act.recipients = first_of(act, act.pattern->recipient, act.actors);
  if (act.noun && act.actors.empty() && !act.pattern->actor.empty())
    act.actors = light_subject(act.trigger);
  act.own_party = !act.actors.empty() || !act.recipients.empty();
  if (act.actors.empty() && asks_for_place(act.pattern->actor))
    act.actors = parties_.place(act.trigger);
  if (act.recipients.empty() && !act.pattern->recipient.empty())
    act.recipients = other_recipients(act);
  const int governor = act.status.governor;
  if (governor >= 0) {
    const Parties above = governing_party(governor);
    const bool own = act.status.control == Control::kSubject;
    if (own && act.actors.empty() && !act.pattern->actor.empty()) act.actors = above;
    if (!own) act.status_by = above;
    if (act.status.control == Control::kOther && act.actors.empty() && !act.noun)
      act.actors = parties_.named_by(tree_.child(act.trigger, {"nsubj"}));
  } else if (act.status.status == EventStatus::kDemanded && act.status.above >= 0) {
    act.status_by = governing_party(act.status.above);  // "said that it must"
  }
  if (act.status.aim && is_said(act)) act.status.status = EventStatus::kOccurred;
}

// Where the pattern's own sources name nobody.
std::vector<Participant> ActRoles::other_recipients(const Act& act) const {
  const bool done = act.status.status == EventStatus::kOccurred;
  if (is_said(act) || !done || act.pattern->type == EventType::kMobilize) {
    Parties found = subject_of_clause(act);
    if (found.empty()) add_below(act.trigger, 0, act.actors, found);
    if (!found.empty()) return found;
  }
  if (!is_domestic(act) && !act.actors.empty()) {
    Parties other = parties_.others(act.actors);
    if (other.size() == 1) return other;
  }
  if (!is_at_home(act)) return {};
  Parties found = parties_.named_place(act.trigger);
  if (found.empty()) found = act.actors;
  return found.empty() ? parties_.place(act.trigger) : found;
}

// "demanded that Peru release him"
std::vector<Participant> ActRoles::subject_of_clause(const Act& act) const {
  const int clause = tree_.child(act.trigger, {"ccomp", "xcomp", "acl"});
  const int subject = clause < 0 ? -1 : tree_.child(clause, {"nsubj"});
  return subject < 0 ? Parties() : parties_.named_by(subject);
}

// The first party below `word` that is none of `except`.
void ActRoles::add_below(int word, int depth, const Parties& except, Parties& out) const {
  for (const int child : tree_.children(word)) {
    if (!out.empty() || depth > kDeepestContent) return;
    if (tree_.has_relation(child, "nsubj") && depth == 0) continue;
    if (tree_.is_noun(child)) {
      for (const Participant& who : parties_.named_by(child)) {
        const bool own = std::any_of(except.begin(), except.end(), [&](const Participant& other) {
          return other.code() == who.code();
        });
        if (!own) out.push_back(who);
      }
    }
    if (out.empty()) add_below(child, depth + 1, except, out);
  }
}

// The subject of the governing verb; of a governing noun its owner.
std::vector<Participant> ActRoles::governing_party(int governor) const {
  if (tree_.is_verb(governor)) return parties_.named_by(arguments_.subject(governor));
  Parties who = parties_.owners(governor);
  return who.empty() ? light_subject(governor) : who;
}

std::vector<Participant> ActRoles::both(const Act& act) const {
  Parties out = subject(act);
  if (act.noun) add_all(out, owner(act));
  if (act.object >= 0) add_all(out, parties_.named_by(act.object));
  // "Broke off talks with": by whoever governs them.
  if (act.noun && out.empty() && act.status.governor >= 0)
    add_all(out, governing_party(act.status.governor));
  for (const char* preposition : {"with", "between", "and"}) add_all(out, after(act, preposition));
  return out;
}

}  // namespace tocsin
