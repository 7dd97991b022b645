// See status.h. Cues are lexicon/cues.tsv and background.tsv. Next to read: match.h.
#include "extract/event/status.h"

#include <algorithm>

namespace tocsin {
namespace {

constexpr int kGroupReach = 4;
constexpr int kGovernReach = 12;
constexpr int kOverReach = 25;
constexpr int kAfterReach = 6;
constexpr int kRecallReach = 8;
constexpr int kNounReach = 6;

struct Cue {
  EventStatus status = EventStatus::kOccurred;
  int at = -1;
  int length = 0;
  explicit operator bool() const { return at >= 0; }
};

Cue cue_at(const Reading& reading, const Lexicon& lexicon, CueReach reach, int at) {
  const auto found = lexicon.cue(reach).find(reading.words, at);
  return found ? Cue{*found->value, at, found->length} : Cue{};
}

// The cue nearest to the trigger that reaches into its verb group.
Cue group_cue(const Reading& reading, const Lexicon& lexicon, const VerbGroup& group, int trigger) {
  for (int at = trigger - 1; at >= std::max(0, group.first - kGroupReach); --at) {
    const Cue cue = cue_at(reading, lexicon, CueReach::kGroup, at);
    if (cue && at + cue.length <= trigger && at + cue.length > group.first) return cue;
  }
  return {};
}

EventStatus negated(EventStatus status) {
  switch (status) {
    case EventStatus::kAnnounced:
    case EventStatus::kOrdered:
      return EventStatus::kRefused;
    case EventStatus::kOccurred:
    case EventStatus::kConsidered:
      return EventStatus::kDenied;
    default:
      return status;
  }
}

Cue govern_cue(const Reading& reading, const Lexicon& lexicon, int first, bool gerund);

// A cue that is itself only willed, possible or negated: "may order", "will not agree to".
EventStatus in_its_own_group(const Reading& reading, const Lexicon& lexicon, const Cue& cue) {
  if (!reading.is(cue.at, kVerb | kTrigger) &&
      reading.word(cue.at).lower == reading.word(cue.at).lemma) {
    return cue.status;
  }
  const VerbGroup group = verb_group(reading, cue.at);
  if (group.negated) return negated(cue.status);
  // "a deadline to start withdrawing": begun only when what stands above says so.
  if (cue.status == EventStatus::kOccurred && (group.infinitive || group.auxiliary)) {
    Cue above = group_cue(reading, lexicon, group, cue.at);
    if (!above && group.infinitive) above = govern_cue(reading, lexicon, group.first, false);
    return above ? above.status : cue.status;
  }
  if (cue.status != EventStatus::kOrdered) return cue.status;
  const Cue above = group_cue(reading, lexicon, group, cue.at);
  return above && above.status != EventStatus::kOccurred ? above.status : cue.status;
}

Cue govern_cue(const Reading& reading, const Lexicon& lexicon, int first, bool gerund) {
  for (int at = first - 1; at >= std::max(0, first - kGovernReach); --at) {
    const bool border =
        reading.says(at, ";") || (reading.is(at, kClause) && !reading.says(at, "that"));
    if (border) return {};
    Cue cue = cue_at(reading, lexicon, CueReach::kGovern, at);
    if (!cue || at + cue.length > first + 1) continue;
    // "suspending aid and expelling envoys": two acts side by side.
    const bool beside =
        gerund && reading.word(at).lower.ends_with("ing") && at + cue.length < first;
    if (beside) continue;
    cue.status = in_its_own_group(reading, lexicon, cue);
    return cue;
  }
  return {};
}

Cue over_cue(const Reading& reading, const Lexicon& lexicon, int first) {
  int borders = 0;
  for (int at = first - 1; at >= std::max(0, first - kOverReach); --at) {
    if (reading.says(at, ";")) return {};
    const Cue cue = cue_at(reading, lexicon, CueReach::kOver, at);
    const bool clause = reading.is(at, kClause);
    // "if" and its like govern their own clause only.
    if (cue && (!clause || borders == 0)) return cue;
    if (clause) ++borders;
    if (borders > 1) return {};
  }
  return {};
}

Cue noun_cue(const Reading& reading, const Lexicon& lexicon, int trigger) {
  for (int at = trigger - 1; at >= std::max(0, trigger - kNounReach); --at) {
    const Cue cue = cue_at(reading, lexicon, CueReach::kNoun, at);
    if (cue) return cue;
    if (reading.breaks_phrase(at)) return {};
  }
  return {};
}

Cue after_cue(const Reading& reading, const Lexicon& lexicon, int end) {
  for (int at = end; at < std::min(reading.size(), end + kAfterReach); ++at) {
    if (reading.says(at, ";") || reading.is(at, kClause)) return {};
    if (const Cue cue = cue_at(reading, lexicon, CueReach::kAfter, at)) return cue;
  }
  return {};
}

StatusReading finite_status(const Reading& reading, const Lexicon& lexicon,
                            const TriggerPlace& place, const VerbGroup& group,
                            EventStatus otherwise) {
  const Cue over = over_cue(reading, lexicon, group.first);
  if (over) return {over.status, over.at};
  if (const Cue cue = group_cue(reading, lexicon, group, place.trigger)) {
    return {group.negated ? negated(cue.status) : cue.status, cue.at};
  }
  return {group.negated ? EventStatus::kDenied : otherwise, -1};
}

StatusReading bare_status(const Reading& reading, const Lexicon& lexicon, const TriggerPlace& place,
                          const VerbGroup& group, EventStatus otherwise) {
  if (const Cue cue = group_cue(reading, lexicon, group, place.trigger)) {
    const Cue over = over_cue(reading, lexicon, cue.at);
    if (over && over.status == EventStatus::kDenied) return {over.status, over.at};
    const VerbGroup above = verb_group(reading, cue.at);
    return {group.negated || above.negated ? negated(cue.status) : cue.status, cue.at};
  }
  if (const Cue cue = govern_cue(reading, lexicon, group.first, group.gerund)) {
    const Cue over = over_cue(reading, lexicon, cue.at);
    if (over && over.status == EventStatus::kDenied) return {over.status, over.at};
    return {group.negated ? negated(cue.status) : cue.status, cue.at};
  }
  if (group.gerund) {
    const Cue over = over_cue(reading, lexicon, group.first);
    return over ? StatusReading{over.status, over.at} : StatusReading{otherwise, -1};
  }
  // A headline's "to": "Britain to recall envoy"; elsewhere an aim.
  const Mention* before = reading.mention(group.first - 1);
  const bool headline = before != nullptr && before->end == group.first && before->begin <= 1;
  return {headline ? EventStatus::kAnnounced : EventStatus::kConsidered, group.first};
}

StatusReading noun_status(const Reading& reading, const Lexicon& lexicon, const TriggerPlace& place,
                          EventStatus otherwise) {
  for (const Cue& cue :
       {noun_cue(reading, lexicon, place.trigger), govern_cue(reading, lexicon, place.first, false),
        after_cue(reading, lexicon, place.object_end), over_cue(reading, lexicon, place.first)}) {
    if (cue) return {cue.status, cue.at};
  }
  return {otherwise, -1};
}

}  // namespace

StatusReading read_status(const Reading& reading, const Lexicon& lexicon, const TriggerPlace& place,
                          const VerbGroup& group, EventStatus otherwise) {
  switch (place.form) {
    case Form::kFinite:
      return finite_status(reading, lexicon, place, group, otherwise);
    case Form::kBare:
      return bare_status(reading, lexicon, place, group, otherwise);
    case Form::kNoun:
      return noun_status(reading, lexicon, place, otherwise);
    case Form::kReduced:
      break;
  }
  return {otherwise, -1};
}

bool is_recalled(const Reading& reading, const Lexicon& lexicon, const TriggerPlace& place) {
  for (int at = place.first - 1; at >= std::max(0, place.first - kRecallReach); --at) {
    if (lexicon.background_left.find(reading.words, at)) return true;
    if (reading.is(at, kMark) && !reading.says(at, "-")) break;
  }
  for (int at = 0; at < reading.size(); ++at) {
    if (lexicon.background_anywhere.find(reading.words, at)) return true;
  }
  return false;
}

}  // namespace tocsin
