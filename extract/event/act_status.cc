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
constexpr std::array<std::string_view, 5> kClauses = {"ccomp", "csubj", "xcomp", "acl", "advcl"};

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
    if (relation == "advmod" || relation == "det") {
      const int part = lower == "longer" ? tree.child(child, {"advmod", "det"}) : -1;
      own.negated = own.negated || stands_in(kNegations, lower) ||
                    (part >= 0 && stands_in(kNegations, tree.lower(part)));  // "no longer"
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
  if (outer == EventStatus::kAnnounced) {
    if (inner == EventStatus::kDemanded) return outer;
    if (inner == EventStatus::kDenied) return EventStatus::kRefused;  // "vowed not to"
  }
  const bool undone = inner == EventStatus::kDenied || inner == EventStatus::kRefused ||
                      inner == EventStatus::kReversed;
  if (outer == EventStatus::kRefused) return undone ? EventStatus::kOccurred : outer;
  if (outer == EventStatus::kDenied) return negated(inner);
  if (outer == EventStatus::kDemanded || outer == EventStatus::kThreatened) return outer;
  return inner;
}

// "break off": the particle of a verb, "" where it has none.
std::string with_particle(const DependencyTree& tree, int verb) {
  for (const int child : tree.children(verb)) {
    if (tree.token(child).relation == "compound:prt")
      return tree.verb_lemma(verb) + " " + tree.lower(child);
  }
  return {};
}

struct Said {
  EventStatus status = EventStatus::kOccurred;
  Control control = Control::kSubject;
};

// In which order the controls of a governor are asked, by how the act hangs on it.
std::array<Control, kControls> controls(const DependencyTree& tree, int word, int above) {
  using enum Control;
  const bool complement = tree.has_relation(word, "xcomp") || tree.has_relation(word, "advcl");
  if (complement && (tree.is_passive(above) || tree.child(above, {"obj", "iobj", "obl"}) >= 0))
    return {kObject, kSubject, kOther};
  if (complement || tree.has_relation(word, "acl")) return {kSubject, kObject, kOther};
  return {kOther, kSubject, kObject};
}

// What the word above says of the act `word`.
std::optional<Said> said_by(const DependencyTree& tree, const ActLexicon& lexicon, int word,
                            int above) {
  const Governor* governor = governor_of(tree, lexicon, word, above);
  if (governor == nullptr) return std::nullopt;
  for (const Control control : controls(tree, word, above)) {
    if (const auto& status = (*governor)[static_cast<std::size_t>(control)])
      return Said{*status, control};
  }
  return std::nullopt;
}

// Walks from the act up to the root.
class Ascent {
 public:
  Ascent(const DependencyTree& tree, const ActLexicon& lexicon, int trigger, EventStatus otherwise)
      : tree_(tree), lexicon_(lexicon), trigger_(trigger) {
    found_.status = otherwise;
  }

  ActStatus run() {
    int word = trigger_;
    for (int steps = 0; steps < kHighest && word >= 0; ++steps) word = climb(word);
    return std::move(found_);
  }

 private:
  // The next word to look at, -1 where nothing above tells more.
  int climb(int word) {
    const Own own = own_words(tree_, word);
    take(own, word);
    const int above = tree_.head(word);
    if (above < 0) {
      // A headline's "to": "France to pull out".
      if (own.infinitive && !own.status)
        found_.status = compose(found_.status, EventStatus::kAnnounced);
      return -1;
    }
    if (tree_.token(word).relation == "acl:relcl") return -1;
    const bool verb = tree_.is_verb(word);
    if (tree_.has_relation(word, "conj")) {
      const bool own_clause =
          own.auxiliary || is_finite(word) || tree_.child(word, {"nsubj", "mark"}) >= 0;
      return verb && own_clause ? -1 : above;
    }
    const bool clause = is_clause(word);
    if (!clause && (verb || !is_argument(word))) return -1;
    if (own.condition && tree_.has_relation(word, "ccomp")) {  // "asked whether"
      found_.above = above;
      return -1;
    }
    if (own.infinitive && tree_.head(above) < 0 && tree_.is_tagged(above, "PROPN")) {
      found_.status = compose(found_.status, EventStatus::kAnnounced);  // hung on the name
      return -1;
    }
    const bool infinite = own.infinitive || !tree_.has_relation(word, "advcl");
    if (const auto said = infinite ? said_by(tree_, lexicon_, word, above) : std::nullopt) {
      govern(*said, word, above);
      return above;
    }
    return pass(own, word, above, clause);
  }

  // "Did not raid but attacked": the second conjunct does not share the auxiliary.
  bool is_finite(int word) const {
    const std::string& tag = tree_.token(word).fine_tag;
    const bool finite = tag == "VBD" || tag == "VBZ" || tag == "VBP";
    return finite && tree_.child(tree_.head(word), {"aux"}) >= 0 && !tree_.is_passive(word);
  }

  void take(const Own& own, int word) {
    if (own.status) {
      found_.status = compose(found_.status, *own.status);
      const bool demanded = *own.status == EventStatus::kDemanded;  // by who says so
      if (found_.governor < 0 && word != trigger_ && !demanded) found_.governor = word;
    }
    if (own.negated) found_.status = negated(found_.status);
    if (own.condition) found_.status = compose(found_.status, EventStatus::kConsidered);
  }

  void govern(const Said& said, int word, int above) {
    found_.governors.push_back(above);
    // "Announced that it had left" tells the act; "said that they must", who demands it.
    const bool speech =
        tree_.has_relation(word, "ccomp") && lexicon_.say.contains(tree_.lemma(above));
    if (speech && tree_.child(word, {"nsubj"}) >= 0) {
      if (found_.above < 0) found_.above = above;
      return;
    }
    if (found_.governor < 0 || said.status != EventStatus::kOccurred) {
      found_.governor = above;
      found_.control = said.control;
    }
    found_.status = compose(found_.status, said.status);
  }

  // Over a word that says nothing of the status.
  int pass(const Own& own, int word, int above, bool clause) {
    // An aim: "sent the police to seize the ship".
    const bool aim = own.infinitive && !own.status &&
                     (tree_.has_relation(word, "advcl") || tree_.has_relation(word, "acl"));
    if (aim && found_.status == EventStatus::kOccurred) {
      found_.status = EventStatus::kConsidered;
      found_.aim = true;
    }
    if (tree_.has_relation(word, "ccomp") && found_.above < 0) found_.above = above;
    if (tree_.has_relation(word, "advcl")) return -1;
    if (!clause && !contains_verb(lexicon_.light, tree_, above)) return -1;
    found_.governors.push_back(above);
    return above;
  }

  bool is_clause(int word) const {
    return std::any_of(kClauses.begin(), kClauses.end(), [&](std::string_view relation) {
      return tree_.has_relation(word, relation);
    });
  }
  bool is_argument(int word) const {
    return tree_.has_relation(word, "obj") || tree_.has_relation(word, "nmod") ||
           tree_.has_relation(word, "obl") || tree_.has_relation(word, "compound") ||
           tree_.token(word).relation == "nsubj:pass";
  }

  const DependencyTree& tree_;
  const ActLexicon& lexicon_;
  int trigger_;
  ActStatus found_;
};

}  // namespace

ActStatus act_status(const DependencyTree& tree, const ActLexicon& lexicon, int trigger,
                     EventStatus otherwise) {
  return Ascent(tree, lexicon, trigger, otherwise).run();
}

bool contains_verb(const LemmaSet& set, const DependencyTree& tree, int verb) {
  return set.contains(tree.verb_lemma(verb)) || set.contains(with_particle(tree, verb));
}

const Governor* governor_of(const DependencyTree& tree, const ActLexicon& lexicon, int word,
                            int above) {
  const std::string& lemma = tree.verb_lemma(above);
  const auto find = [&](const std::string& written) -> const Governor* {
    const auto found = lexicon.governors.find(written);
    return found == lexicon.governors.end() ? nullptr : &found->second;
  };
  const Governor* found = find(lemma + " " + tree.marker(word));
  if (found == nullptr) found = find(with_particle(tree, above));
  if (found == nullptr && tree.child(above, {"cop", "aux"}) >= 0)
    found = find("be " + tree.lower(above));      // "is going to"
  for (const int child : tree.children(above)) {  // "called on him to"
    if (found == nullptr && tree.has_relation(child, "obl"))
      found = find(lemma + " " + tree.marker(child));
  }
  return found != nullptr ? found : find(lemma);
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
