// A table of signatures (lexicon/governors.tsv), composed from the act up. Entrances: act_status,
// controller. Next to read: act_match.cc.
#include "extract/event/act_status.h"

#include <algorithm>
#include <array>

namespace tocsin {
namespace {

constexpr int kHighest = 8;  // words above the act that are looked at

struct Auxiliary {
  std::string_view word;
  EventStatus status;
};
constexpr std::array kAuxiliaries = std::to_array<Auxiliary>({
    {"will", EventStatus::kAnnounced},
    {"'ll", EventStatus::kAnnounced},
    {"shall", EventStatus::kAnnounced},
    {"wo", EventStatus::kAnnounced},
    {"may", EventStatus::kConsidered},
    {"might", EventStatus::kConsidered},
    {"could", EventStatus::kConsidered},
    {"can", EventStatus::kConsidered},
    {"would", EventStatus::kAnnounced},
    {"should", EventStatus::kDemanded},
    {"must", EventStatus::kDemanded},
    {"ought", EventStatus::kDemanded},
});
constexpr std::array<std::string_view, 6> kNegations = {"not",     "n't", "never",
                                                        "neither", "nor", "no"};
constexpr std::array<std::string_view, 3> kConditions = {"if", "unless", "whether"};
constexpr std::array<std::string_view, 6> kClosed = {"ccomp", "csubj", "xcomp",
                                                     "acl",   "advcl", "conj"};

template <typename Table>
bool stands_in(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

EventStatus negated(EventStatus status) {
  switch (status) {
    case EventStatus::kAnnounced:
      return EventStatus::kRefused;
    case EventStatus::kRefused:
    case EventStatus::kDenied:
    case EventStatus::kReversed:
      return EventStatus::kOccurred;
    case EventStatus::kDemanded:
      return EventStatus::kDemanded;
    default:
      return EventStatus::kDenied;
  }
}

// What the words right below a verb or noun say of it.
struct Own {
  bool negated = false;
  bool condition = false;
  bool infinitive = false;
  bool auxiliary = false;
  std::optional<EventStatus> status;
};

Own own_words(const DependencyTree& tree, int word) {
  Own own;
  for (const int child : tree.children(word)) {
    const std::string& lower = tree.lower(child);
    const std::string& relation = tree.token(child).relation;
    if (relation == "advmod" || relation == "det" || relation == "cc") {
      own.negated = own.negated || (stands_in(kNegations, lower) && relation != "cc");
    } else if (relation == "mark") {
      own.condition = own.condition || stands_in(kConditions, lower);
      own.infinitive = own.infinitive || lower == "to";
    } else if (relation.starts_with("aux")) {
      own.auxiliary = true;
      for (const Auxiliary& row : kAuxiliaries) {
        if (row.word == lower) own.status = row.status;
      }
    }
  }
  return own;
}

// Over what is said so far: what the inner word says stays, unless it only says that the act is
// done, or the outer one says that it is not.
EventStatus compose(EventStatus inner, EventStatus outer) {
  if (inner == EventStatus::kOccurred) return outer;
  if (inner == EventStatus::kDemanded && outer == EventStatus::kAnnounced) return outer;
  if (outer == EventStatus::kDenied || outer == EventStatus::kRefused) return negated(inner);
  if (outer == EventStatus::kDemanded || outer == EventStatus::kThreatened) return outer;
  return inner;
}

}  // namespace

ActStatus act_status(const DependencyTree& tree, const ActLexicon& lexicon, int trigger,
                     EventStatus otherwise) {
  ActStatus found;
  found.status = otherwise;
  int word = trigger;
  for (int steps = 0; steps < kHighest && word >= 0; ++steps) {
    const Own own = own_words(tree, word);
    if (own.status) {
      found.status = compose(found.status, *own.status);
      if (found.governor < 0) found.governor = word == trigger ? -1 : word;
    }
    if (own.negated) found.status = negated(found.status);
    if (own.condition) found.status = compose(found.status, EventStatus::kConsidered);
    const int above = tree.head(word);
    if (above < 0) {
      // A headline's "to": "France to pull out".
      if (own.infinitive && !own.status)
        found.status = compose(found.status, EventStatus::kAnnounced);
      break;
    }
    const bool verb = tree.is_verb(word);
    const bool clause = std::any_of(kClosed.begin(), kClosed.end(), [&](std::string_view relation) {
      return tree.has_relation(word, relation);
    });
    const bool argument =
        !verb && (tree.has_relation(word, "obj") || tree.has_relation(word, "nmod") ||
                  tree.has_relation(word, "obl") || tree.token(word).relation == "nsubj:pass" ||
                  tree.has_relation(word, "conj") || tree.has_relation(word, "compound"));
    if (!clause && !argument) break;
    if (tree.token(word).relation == "acl:relcl") break;
    if (tree.has_relation(word, "conj")) {
      if (verb && (own.auxiliary || tree.child(word, {"nsubj", "mark"}) >= 0)) break;
      word = above;
      continue;
    }
    const auto governor = lexicon.governors.find(tree.verb_lemma(above));
    if (governor == lexicon.governors.end()) {
      // An aim: "sent the police to seize the ship".
      const bool aim = own.infinitive && !own.status &&
                       (tree.has_relation(word, "advcl") || tree.has_relation(word, "acl"));
      if (aim && found.status == EventStatus::kOccurred) {
        found.status = EventStatus::kConsidered;
        found.aim = true;
      }
      if (tree.has_relation(word, "ccomp") && found.above < 0) found.above = above;
      if (tree.has_relation(word, "advcl") || argument) break;
      found.governors.push_back(above);
      word = above;
      continue;
    }
    if (tree.has_relation(word, "advcl") && !own.infinitive) break;
    if (found.governor < 0 || governor->second.status != EventStatus::kOccurred) {
      found.governor = above;
      found.control = governor->second.control;
    }
    found.status = compose(found.status, governor->second.status);
    found.governors.push_back(above);
    word = above;
  }
  return found;
}

int controller(const DependencyTree& tree, int word) {
  const int above = tree.head(word);
  if (above < 0 || tree.child(word, {"nsubj", "csubj"}) >= 0) return -1;
  if (tree.has_relation(word, "xcomp") || tree.has_relation(word, "conj") ||
      tree.has_relation(word, "advcl") || tree.has_relation(word, "acl")) {
    return above;
  }
  return -1;
}

}  // namespace tocsin
