// See clause.h. Next to read: match.h.
#include "extract/event/clause.h"

#include <algorithm>

namespace tocsin {
namespace {

constexpr int kSubjectReach = 45;  // words
constexpr int kObjectReach = 22;
constexpr int kAgentReach = 12;
constexpr int kLongestList = 12;
constexpr int kSharedReach = 16;

bool is_participle(const Reading& reading, int verb) {
  const ReadWord& word = reading.word(verb);
  if (word.lower.ends_with("ing")) return false;  // "cutting", though "cut" may be one
  return (word.lower.ends_with("ed") && word.lower != word.lemma) || word.is(kParticiple) ||
         (word.lower.ends_with("en") && word.lower != word.lemma);
}

// The mention whose phrase ends right before word `at`.
const Mention* mention_ending(const Reading& reading, int at) {
  const Mention* mention = reading.mention(at - 1);
  return mention != nullptr && mention->end == at ? mention : nullptr;
}

// "in Ruritania": after a preposition, also as a later member of a list ("from Ruritania and
// Elbonia"). "After", "as" and their like are prepositions only where no verb follows.
bool is_attached(const Reading& reading, const Mention& mention, int verb) {
  const Mention* first = &mention;
  for (int steps = 0; steps < kLongestList; ++steps) {
    int at = first->begin - 1;
    if (!reading.says(at, "and") && !reading.says(at, ",") && !reading.says(at, "or")) break;
    if (reading.says(at - 1, ",")) --at;
    const Mention* left = mention_ending(reading, at);
    if (left == nullptr || left->kind == MentionKind::kPronoun || left->possessor) break;
    first = left;
  }
  const int before = first->begin - 1;
  if (!reading.is(before, kPreposition)) return false;
  const bool verb_next =
      mention.end == verb || reading.is(mention.end, kSay | kAuxiliary | kModal | kTrigger);
  return !(verb_next &&
           (reading.is(before, kClause) || (reading.says(before, "with") && mention.end == verb)));
}

bool is_clause_mark(const Reading& reading, int at) {
  return reading.says(at, ";") || reading.says(at, ":") || reading.is(at, kClause);
}

// Is the phrase that begins at `begin` the object of a verb to its left?
bool follows_verb(const Reading& reading, int begin) {
  int at = begin - 1;
  while (at >= 0 && reading.is(at, kAdverb)) --at;
  const bool participle = at >= 0 && reading.word(at).lower.ends_with("ing") &&
                          reading.word(at).lower != reading.word(at).lemma;
  if (!participle && (!reading.is(at, kVerb | kTrigger) || reading.is(at, kSay))) return false;
  return !reading.is(at, kPreposition);
}

// "to expel envoys and close the embassy": the second verb shares what stands before the first.
void share_left(const Reading& reading, VerbGroup& group) {
  if (!reading.says(group.first - 1, "and") && !reading.says(group.first - 1, "or")) return;
  for (int at = group.first - 2; at >= std::max(0, group.first - kSharedReach); --at) {
    if (is_clause_mark(reading, at)) return;
    const bool verb_next = reading.is(at + 1, kVerb | kTrigger | kAdverb);
    if (!verb_next || (!reading.says(at, "to") && !reading.is(at, kModal))) continue;
    group.first = at;
    group.infinitive = reading.says(at, "to");
    group.auxiliary = !group.infinitive;
    return;
  }
}

}  // namespace

VerbGroup verb_group(const Reading& reading, int verb) {
  VerbGroup group;
  group.first = verb;
  group.participle = is_participle(reading, verb);
  const bool ing = reading.word(verb).lower.ends_with("ing");
  bool be = false;
  int at = verb - 1;
  for (; at >= 0; --at) {
    const ReadWord& word = reading.word(at);
    if (word.lower == "'s" && reading.mention(at - 1) != nullptr &&
        reading.mention(at - 1)->possessor)
      break;
    if (word.is(kNegation)) {
      group.negated = true;
    } else if (word.is(kAuxiliary | kModal)) {
      group.auxiliary = true;
      be = be || word.lemma == "be" || word.lemma == "get";
    } else if (word.lower == "to" && reading.word(at + 1).lower != "the") {
      group.infinitive = true;
      break;
    } else if (!word.is(kAdverb) || word.is(kPreposition | kClause)) {
      break;
    }
    group.first = at;
  }
  if (group.infinitive) group.first = at;
  if (!group.auxiliary && !group.infinitive &&
      reading.word(verb).lower == reading.word(verb).lemma) {
    share_left(reading, group);
  }
  group.passive = group.participle && be;
  group.gerund = ing && !group.auxiliary;
  return group;
}

const Mention* find_subject(const Reading& reading, int first, bool bare) {
  const Mention* weak = nullptr;
  bool crossed = false;  // into the clause above
  for (int at = first - 1, steps = 0; at >= 0 && steps < kSubjectReach; ++steps) {
    const Mention* mention = mention_ending(reading, at + 1);
    if (mention != nullptr) {
      const int begin = mention->begin;
      const bool attached = is_attached(reading, *mention, first);
      // Next to the verb: "asked Ruritania to withdraw", "ordered that envoys be expelled".
      const bool controls = !crossed && mention->end == first && !attached && !mention->possessor &&
                            !mention->adjective;
      const bool object_pronoun =
          mention->kind == MentionKind::kPronoun && mention->object.has_value();
      if (controls) return mention;
      if (!mention->possessor && !attached && !mention->adjective &&
          !follows_verb(reading, begin) && !object_pronoun) {
        return mention;
      }
      if (weak == nullptr && (mention->possessor || mention->adjective) && (bare || !attached) &&
          !follows_verb(reading, begin))
        weak = mention;
      crossed = true;
      at = std::min(begin - 1, at - 1);
      continue;
    }
    if (reading.is(at, kRelative) && !bare) {
      // "Niger, which": the mention before the relative pronoun.
      const int before = reading.says(at - 1, ",") ? at - 1 : at;
      if (const Mention* antecedent = mention_ending(reading, before)) return antecedent;
      return weak;
    }
    if (is_clause_mark(reading, at) && (!bare || reading.says(at, ";"))) return weak;
    --at;
  }
  return weak;
}

const Mention* find_agent(const Reading& reading, int after) {
  for (int at = after; at < reading.size() && at - after < kAgentReach; ++at) {
    if (is_clause_mark(reading, at)) return nullptr;
    if (!reading.says(at, "by")) continue;
    for (int next = at + 1; next < reading.size() && next - at < 6; ++next) {
      const Mention* mention = reading.mention(next);
      if (mention != nullptr && mention->kind != MentionKind::kObject) return mention;
      if (reading.is(next, kPreposition)) return nullptr;
    }
  }
  return nullptr;
}

bool has_class(const Mention& mention, const std::vector<ObjectClass>& classes) {
  return mention.object &&
         std::find(classes.begin(), classes.end(), *mention.object) != classes.end();
}

const Mention* find_object(const Reading& reading, int at,
                           const std::vector<ObjectClass>& classes) {
  for (int steps = 0; at < reading.size() && steps < kObjectReach; ++steps) {
    const Mention* mention = reading.mention(at);
    if (mention != nullptr) {
      if (has_class(*mention, classes) && !(mention->possessor)) return mention;
      const bool passes = mention->possessor || mention->kind == MentionKind::kEntity ||
                          mention->adjective || reading.says(mention->end, ",") ||
                          reading.says(mention->end, "and");
      if (!passes) return nullptr;
      at = std::max(mention->head_end, at + 1);
      continue;
    }
    const bool quantity_of = reading.says(at, "of") &&
                             reading.is(at - 1, kQuantity | kNumber | kNumberWord | kDeterminer);
    // "up to 1,500", but not "sent to several offices".
    const bool number_next = reading.is(at + 1, kNumber | kNumberWord | kQuantity);
    const bool bound =
        (number_next && (!reading.is(at, kPreposition) || reading.is(at, kBoundWord)) &&
         (!reading.says(at, "to") || reading.is(at - 1, kBoundWord))) ||
        reading.is(at - 1, kQuantity);
    const bool joins = reading.says(at, ",") || reading.says(at, "and") || reading.says(at, "&") ||
                       reading.says(at, "-");
    if (!quantity_of && !joins && !bound && reading.breaks_phrase(at) &&
        !reading.is(at, kDeterminer))
      return nullptr;
    ++at;
  }
  return nullptr;
}

std::vector<Participant> participants_of(const Reading& reading, const Mention& mention,
                                         const DocumentFocus& focus, int sentence) {
  if (mention.kind == MentionKind::kPronoun) {
    const Mention* before =
        mention.begin > 0 ? find_subject(reading, mention.begin, true) : nullptr;
    if (before != nullptr && before->kind != MentionKind::kPronoun &&
        before->kind != MentionKind::kObject) {
      return participants_of(reading, *before, focus, sentence);
    }
    return focus.spoken_of(sentence);
  }
  std::vector<Participant> who = mention.who;
  const Mention* left = &mention;
  for (int steps = 0; steps < 12; ++steps) {
    int at = left->begin - 1;
    if (!reading.says(at, "and") && !reading.says(at, ",") && !reading.says(at, "&")) break;
    if (reading.says(at - 1, ",")) --at;
    left = mention_ending(reading, at);
    if (left == nullptr || left->possessor || left->adjective) break;
    if (left->kind != MentionKind::kEntity && left->kind != MentionKind::kParty) break;
    who.insert(who.begin(), left->who.begin(), left->who.end());
  }
  return who;
}

}  // namespace tocsin
