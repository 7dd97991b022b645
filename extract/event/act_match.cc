// See act_match.h. Entrance: match_acts. Next to read: act_arguments.cc.
#include "extract/event/act_match.h"

#include <algorithm>
#include <array>

namespace tocsin {
namespace {

constexpr int kHighestCharge = 5;  // words up from a charge to the verb

class ActMatcher {
 public:
  ActMatcher(const DependencyTree& tree, const ActParties& parties, const ActLexicon& lexicon,
             const std::vector<bool>& taken)
      : tree_(tree),
        parties_(parties),
        lexicon_(lexicon),
        taken_(taken),
        arguments_(tree, lexicon),
        roles_(tree, parties, arguments_, lexicon) {}

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
    for (Act& act : acts_) roles_.fill(act);
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
      act.object = noun ? -1 : arguments_.object(word);
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
    const int subject = arguments_.subject(verb);
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
      const bool here =
          set ? has_lemma(one, word.lemmas) && !tree_.has_relation(one, "advcl")
              : tree_.lemma(one) == word.word || tree_.is_introduced_by(one, word.word);
      if (here && set) parts_.push_back(one);
      return here;
    });
  }

  bool has_lemma(int word, const LemmaSet& lemmas) const {
    return lemmas.contains(tree_.lemma(word)) || lemmas.contains(tree_.lower(word));
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
    for (int steps = 0; steps < kHighestCharge && word >= 0; ++steps) {
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
  ActArguments arguments_;
  ActRoles roles_;
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
