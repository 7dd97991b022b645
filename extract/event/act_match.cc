// See act_match.h. Entrance: match_acts. Next to read: act_events.cc.
#include "extract/event/act_match.h"

#include <algorithm>
#include <array>

namespace tocsin {
namespace {

using Parties = std::vector<Participant>;

constexpr int kDeepestContent = 5;  // levels below a speech act
constexpr int kLongestControl = 4;  // verbs up to the one that has the subject

void add_all(Parties& to, const Parties& from) {
  for (const Participant& who : from) {
    const bool there = std::any_of(
        to.begin(), to.end(), [&](const Participant& other) { return other.code() == who.code(); });
    if (!there) to.push_back(who);
  }
}

class ActMatcher {
 public:
  ActMatcher(const DependencyTree& tree, const ActParties& parties, const ActLexicon& lexicon,
             const std::vector<bool>& taken)
      : tree_(tree), parties_(parties), lexicon_(lexicon), taken_(taken) {}

  std::vector<Act> run() {
    for (int word = 0; word < tree_.size(); ++word) {
      if (taken_[static_cast<std::size_t>(word)]) continue;
      if (tree_.has_relation(word, "amod")) continue;  // "the banned party": no news
      if (tree_.is_verb(word)) {
        match(word, lexicon_.verbs, tree_.verb_lemma(word), false);
      } else if (tree_.is_noun(word)) {
        match(word, lexicon_.nouns, tree_.lemma(word), true);
      }
    }
    drop([this](const Act& act) { return act.noun && is_consumed(act); });
    for (Act& act : acts_) fill_parties(act);
    drop([](const Act& act) { return act.actors.empty() && act.recipients.empty(); });
    drop([this](const Act& act) { return is_charge(act) || is_left_to_governor(act); });
    drop([this](const Act& act) { return is_speech(act) && governs_another(act); });
    return std::move(acts_);
  }

 private:
  using Patterns = std::unordered_map<std::string, std::vector<ActPattern>>;

  void match(int word, const Patterns& patterns, const std::string& lemma, bool noun) {
    const auto found = patterns.find(lemma);
    if (found == patterns.end()) return;
    for (const ActPattern& pattern : found->second) {
      Act act;
      act.pattern = &pattern;
      act.trigger = word;
      act.noun = noun;
      act.object = noun ? -1 : object_of(word);
      parts_ = {word};
      if (!fits(act) || is_done_by_nobody(act)) continue;
      act.status = act_status(tree_, lexicon_, word, pattern.status);
      for (std::size_t i = 1; i < parts_.size(); ++i) consumed_.push_back(parts_[i]);
      acts_.push_back(std::move(act));
      return;
    }
  }

  // "The storm threatened the coast": only disasters have no doer.
  bool is_done_by_nobody(const Act& act) const {
    if (act.pattern->type == EventType::kOther) return false;
    int verb = act.trigger;
    if (act.noun) {
      verb = tree_.has_relation(verb, "obj") ? tree_.head(verb) : -1;  // "the film shows an attack"
      if (verb < 0 || !tree_.is_verb(verb)) return false;
    }
    const int subject = subject_word(verb, kLongestControl);
    return subject >= 0 && parties_.is_nobody(subject);
  }

  // The further words; those that matched stand in parts_ then.
  bool fits(const Act& act) {
    return std::all_of(act.pattern->words.begin(), act.pattern->words.end(),
                       [&](const PatternWord& word) { return fits(act, word); });
  }

  bool fits(const Act& act, const PatternWord& word) {
    if (word.kind == PatternWord::Kind::kNoneOf) {
      return !any_dependent(act, [&](int one) { return has_lemma(one, word.lemmas); });
    }
    if (word.kind == PatternWord::Kind::kNoneInSentence) {
      for (int one = 0; one < tree_.size(); ++one) {
        if (has_lemma(one, word.lemmas)) return false;
      }
      return true;
    }
    const bool set = word.kind == PatternWord::Kind::kOneOf;
    return any_dependent(act, [&](int one) {
      const bool here = set ? has_lemma(one, word.lemmas) && !tree_.has_relation(one, "advcl")
                            : tree_.lemma(one) == word.word || introduced_by(one, word.word);
      if (here && set) parts_.push_back(one);
      return here;
    });
  }

  bool has_lemma(int word, const LemmaSet& lemmas) const {
    return lemmas.contains(tree_.lemma(word)) || lemmas.contains(tree_.lower(word));
  }

  bool introduced_by(int word, const std::string& preposition) const {
    for (const int child : tree_.children(word)) {
      const bool marks = tree_.has_relation(child, "case") || tree_.has_relation(child, "mark");
      if (marks && tree_.lower(child) == preposition) return true;
    }
    return false;
  }

  // Words below the trigger or below its object, subjects of active verbs aside; and, of a
  // participle before or behind its noun, that noun.
  template <typename Fits>
  bool any_dependent(const Act& act, Fits fits) const {
    const auto below = [&](int word) {
      const std::span<const int> children = tree_.children(word);
      return std::any_of(children.begin(), children.end(), [&](int child) { return fits(child); });
    };
    if (below(act.trigger)) return true;
    const int clause = act.noun ? -1 : tree_.child(act.trigger, {"ccomp"});
    const int auxiliary = clause < 0 ? -1 : tree_.child(clause, {"aux"});
    if (auxiliary >= 0 && fits(auxiliary)) return true;  // "said that it must"
    if (act.object >= 0 && (fits(act.object) || below(act.object))) return true;
    return std::any_of(parts_.begin() + 1, parts_.end(), [&](int part) { return below(part); });
  }

  // The direct object; of a passive what it happens to.
  int object_of(int verb) const {
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
    return tree_.is_passive(above) ? passive_subject(above) : subject_word(above, kLongestControl);
  }

  // "Part of the aid", "hundreds of troops": the aid, the troops.
  int whole_of(int word) const {
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
  int counted_object(int verb) const {
    for (const int child : tree_.children(verb)) {
      const bool number = tree_.is_tagged(child, "NUM") || tree_.child(child, {"nummod"}) >= 0;
      const bool bare = tree_.has_relation(child, "obl") && tree_.marker(child).empty();
      if (number && bare && child > verb && !is_time(child)) return child;
    }
    return -1;
  }
  bool is_time(int word) const {
    constexpr std::array<std::string_view, 8> kUnits = {"minute", "hour",  "day",  "night",
                                                        "week",   "month", "year", "decade"};
    return std::find(kUnits.begin(), kUnits.end(), tree_.lemma(word)) != kUnits.end();
  }

  // The word that is the subject of an active verb or the agent of a passive one, also where it is
  // said with another verb; -1 none.
  int subject_word(int verb, int left) const {
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
      return planning >= 0 && tree_.is_verb(planning) ? subject_word(planning, left - 1) : -1;
    }
    const Governor* governor = governor_of(tree_, lexicon_, verb, above);
    const bool complement = tree_.has_relation(verb, "xcomp") ||
                            (tree_.has_relation(verb, "advcl") && tree_.marker(verb) == "to");
    const bool by_object = complement && governor != nullptr &&
                           (*governor)[static_cast<std::size_t>(Control::kObject)].has_value();
    const int object = by_object ? addressee(above) : -1;
    return object >= 0 ? object : subject_word(above, left - 1);
  }

  int passive_subject(int verb) const {
    for (const int child : tree_.children(verb)) {
      if (tree_.token(child).relation == "nsubj:pass") return child;
    }
    return -1;
  }
  int agent(int verb) const {
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
  int addressee(int verb) const {
    const int object = object_of(verb);
    if (object >= 0) return object;
    for (const int child : tree_.children(verb)) {
      const std::string& marker = tree_.marker(child);
      const bool called = marker == "on" || marker == "upon" || marker == "to" || marker == "with";
      if (tree_.has_relation(child, "iobj") || (tree_.has_relation(child, "obl") && called))
        return child;
    }
    return -1;
  }

  // Who says, holds or does the noun: the subject of a light verb above it.
  Parties light_subject(int noun) const {
    for (int above = tree_.head(noun), steps = 0; above >= 0 && steps < 2; ++steps) {
      if (tree_.is_verb(above)) {
        if (!contains_verb(lexicon_.light, tree_, above)) return {};
        const int subject = subject_word(above, kLongestControl);
        return subject == noun ? Parties() : parties_.named_by(subject);
      }
      if (!tree_.has_relation(noun, "nmod") && !tree_.has_relation(noun, "conj")) return {};
      noun = above;
      above = tree_.head(above);
    }
    return {};
  }

  // The nouns after `preposition`, below the trigger or its object.
  Parties after(const Act& act, const std::string& preposition) const {
    Parties out;
    const auto look = [&](int word) {
      for (const int child : tree_.children(word)) {
        const bool phrase = tree_.has_relation(child, "obl") || tree_.has_relation(child, "nmod") ||
                            tree_.has_relation(child, "advcl") || tree_.has_relation(child, "acl");
        const bool given = preposition == "to" && tree_.has_relation(child, "iobj");
        if (given || (phrase && introduced_by(child, preposition)))
          add_all(out, parties_.named_by(child));
      }
    };
    look(act.trigger);
    if (out.empty() && act.object >= 0 && !tree_.is_passive(act.trigger)) look(act.object);
    return out;
  }

  Parties from(const Act& act, const ActSource& source, const Parties& except) const {
    switch (source.kind) {
      case ActSource::Kind::kSubject:
        return subject(act);
      case ActSource::Kind::kObject:
        return act.object >= 0 ? parties_.named_by(act.object)
                               : parties_.named_by(tree_.child(act.trigger, {"iobj"}));
      case ActSource::Kind::kOwner:
        return owner(act);
      case ActSource::Kind::kBoth: {
        Parties out = subject(act);
        if (act.noun) add_all(out, owner(act));
        if (act.object >= 0) add_all(out, parties_.named_by(act.object));
        // "Broke off talks with": by whoever governs them.
        if (act.noun && out.empty() && act.status.governor >= 0)
          add_all(out, governing_party(act.status.governor));
        for (const char* preposition : {"with", "between", "and"})
          add_all(out, after(act, preposition));
        return out;
      }
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

  Parties subject(const Act& act) const {
    if (act.noun) return light_subject(act.trigger);
    const int word = subject_word(act.trigger, kLongestControl);
    return word < 0 ? Parties() : parties_.named_by(word);
  }

  Parties owner(const Act& act) const {
    if (!act.noun) return act.object < 0 ? Parties() : parties_.owners(act.object);
    Parties who = parties_.owners(act.trigger);
    return who.empty() && has_pronoun(act.trigger) ? subject_above(act.trigger) : who;
  }

  // "postponed his visit"
  bool has_pronoun(int noun) const {
    const int owner = tree_.child(noun, {"nmod"});
    return owner >= 0 && tree_.token(owner).fine_tag == "PRP$";
  }
  Parties subject_above(int noun) const {
    const int verb = tree_.head(noun);
    if (verb < 0 || !tree_.is_verb(verb)) return {};
    return parties_.named_by(subject_word(verb, kLongestControl));
  }

  Parties first_of(const Act& act, const std::vector<ActSource>& sources,
                   const Parties& except) const {
    for (const ActSource& source : sources) {
      Parties found = from(act, source, except);
      if (!found.empty()) return found;
    }
    return {};
  }

  void fill_parties(Act& act) const {
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
  Parties other_recipients(const Act& act) const {
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
  Parties subject_of_clause(const Act& act) const {
    const int clause = tree_.child(act.trigger, {"ccomp", "xcomp", "acl"});
    const int subject = clause < 0 ? -1 : tree_.child(clause, {"nsubj"});
    return subject < 0 ? Parties() : parties_.named_by(subject);
  }

  // The first party below `word` that is none of `except`.
  void add_below(int word, int depth, const Parties& except, Parties& out) const {
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

  static bool is_one_of(EventType type, std::span<const EventType> types) {
    return std::find(types.begin(), types.end(), type) != types.end();
  }
  // Acts whose content stands below them.
  static bool is_said(const Act& act) {
    constexpr std::array kSaid = {EventType::kAgree,    EventType::kRequest, EventType::kReject,
                                  EventType::kThreaten, EventType::kConcede, EventType::kAccuse,
                                  EventType::kProtest};
    return is_one_of(act.pattern->type, kSaid);
  }
  static bool asks_for_place(const std::vector<ActSource>& sources) {
    return std::any_of(sources.begin(), sources.end(), [](const ActSource& source) {
      return source.kind == ActSource::Kind::kPlace;
    });
  }
  static bool is_domestic(const Act& act) {
    constexpr std::array kDomestic = {EventType::kCoerce, EventType::kProtest, EventType::kConcede,
                                      EventType::kOther, EventType::kRetreat};
    return is_one_of(act.pattern->type, kDomestic) || act.pattern->mode == "convict" ||
           act.pattern->mode == "investigate";
  }
  // Acts of a state on its own people, where no other is named.
  static bool is_at_home(const Act& act) {
    constexpr std::array kAtHome = {EventType::kCoerce,  EventType::kAssault, EventType::kProtest,
                                    EventType::kConcede, EventType::kAccuse,  EventType::kRetreat,
                                    EventType::kOther};
    return is_one_of(act.pattern->type, kAtHome) || act.pattern->mode == "convict";
  }

  // The subject of the governing verb; of a governing noun its owner.
  Parties governing_party(int governor) const {
    if (tree_.is_verb(governor)) return parties_.named_by(subject_word(governor, kLongestControl));
    Parties who = parties_.owners(governor);
    return who.empty() ? light_subject(governor) : who;
  }

  template <typename Fits>
  void drop(Fits fits) {
    std::vector<bool> dropped;
    dropped.reserve(acts_.size());
    for (const Act& act : acts_) dropped.push_back(fits(act));
    std::size_t kept = 0;
    for (std::size_t i = 0; i < acts_.size(); ++i) {
      if (dropped[i]) continue;
      if (kept != i) acts_[kept] = std::move(acts_[i]);
      ++kept;
    }
    acts_.resize(kept);
  }

  // "agreement" of "signed an agreement"
  bool is_consumed(const Act& act) const {
    return std::find(consumed_.begin(), consumed_.end(), act.trigger) != consumed_.end();
  }

  static bool governs(int word, const Act& act) {
    const std::vector<int>& above = act.status.governors;
    return std::find(above.begin(), above.end(), word) != above.end();
  }

  bool governs_another(const Act& act) const {
    return std::any_of(acts_.begin(), acts_.end(),
                       [&](const Act& other) { return governs(act.trigger, other); });
  }

  // "Called for an election": nobody is named who should do it, so that the call is the act.
  bool is_left_to_governor(const Act& act) const {
    const bool named = !act.actors.empty() && (!act.noun || act.own_party);
    if (named || act.status.governor < 0 || act.status.control == Control::kSubject) return false;
    return std::any_of(acts_.begin(), acts_.end(), [&](const Act& other) {
      return is_speech(other) && governs(other.trigger, act);
    });
  }

  // "Sentenced for murder", "accused of plotting an attack": what somebody is charged with.
  bool is_charge(const Act& act) const {
    int word = act.trigger;
    for (int steps = 0; steps < kDeepestContent && word >= 0; ++steps) {
      const int above = tree_.head(word);
      const bool below = tree_.has_relation(word, "obl") || tree_.has_relation(word, "nmod") ||
                         tree_.has_relation(word, "conj") || tree_.has_relation(word, "advcl") ||
                         tree_.has_relation(word, "obj") || tree_.has_relation(word, "acl");
      if (!below || above < 0 || tree_.token(word).relation == "acl:relcl") return false;
      const bool charges = std::any_of(acts_.begin(), acts_.end(), [&](const Act& other) {
        return other.trigger == above && other.pattern != nullptr &&
               (other.pattern->type == EventType::kAccuse || other.pattern->mode == "convict" ||
                other.pattern->mode == "arrest");
      });
      const std::string& marker = tree_.marker(word);
      const bool content = marker == "of" || marker == "for" || marker == "over" ||
                           marker == "on" || marker == "with" || marker == "in";
      if (charges && (content || tree_.has_relation(word, "obj"))) return true;
      word = above;
    }
    return false;
  }

  static bool is_speech(const Act& act) {
    return is_said(act) && act.pattern->type != EventType::kAccuse &&
           act.pattern->type != EventType::kProtest;
  }

  const DependencyTree& tree_;
  const ActParties& parties_;
  const ActLexicon& lexicon_;
  const std::vector<bool>& taken_;
  std::vector<Act> acts_;
  std::vector<int> parts_;     // of the pattern in work: the trigger, then nouns of its sets
  std::vector<int> consumed_;  // nouns that are a part of a verb's pattern
};

}  // namespace

std::vector<Act> match_acts(const DependencyTree& tree, const ActParties& parties,
                            const ActLexicon& lexicon, const std::vector<bool>& taken) {
  return ActMatcher(tree, parties, lexicon, taken).run();
}

}  // namespace tocsin
