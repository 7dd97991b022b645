// A verb of saying to the left of the act with its subject, or to the right with its subject right
// before it. Only entrance: who_says. Next to read: happening.cc.
#include "extract/event/attribution.h"

#include <algorithm>

#include "extract/event/clause.h"

namespace tocsin {
namespace {

constexpr int kSayReach = 30;  // words

// The speaker at the verb `at`, null where the verb is not finite or its subject names nobody.
const Mention* speaker_at(const Reading& reading, int at) {
  if (!reading.is(at, kSay | kClaim) || reading.mention(at) != nullptr) return nullptr;
  const VerbGroup group = verb_group(reading, at);
  if (group.bare() || group.passive || group.negated) return nullptr;
  const Mention* speaker = find_subject(reading, group.first, false);
  const bool somebody =
      speaker != nullptr && !speaker->who.empty() && !speaker->adjective && !speaker->possessor &&
      (speaker->kind == MentionKind::kEntity || speaker->kind == MentionKind::kParty);
  return somebody ? speaker : nullptr;
}

// The verb of saying nearest to the act, -1 where there is none.
int saying(const Reading& reading, const TriggerPlace& place) {
  for (int at = place.first - 1; at >= std::max(0, place.first - kSayReach); --at) {
    if (reading.says(at, ";")) break;
    if (speaker_at(reading, at) != nullptr) return at;
  }
  const int limit = std::min(reading.size(), place.object_end + kSayReach);
  for (int at = place.object_end; at < limit; ++at) {
    if (reading.says(at, ";")) break;
    // ", the ministry said": the speaker stands between the comma and the verb.
    const Mention* speaker = speaker_at(reading, at);
    if (speaker != nullptr && speaker->begin >= place.object_end &&
        reading.says(speaker->begin - 1, ",")) {
      return at;
    }
  }
  return -1;
}

std::string kind_of(const Mention& speaker) {
  const Participant& who = speaker.who.front();
  if (who.sector == "MED") return "media";
  return speaker.kind == MentionKind::kParty || who.org.empty() ? "official" : "named";
}

}  // namespace

std::optional<Said> who_says(const Finding& finding, const Reading& reading,
                             const Document& document, const DocumentFocus& focus) {
  const int verb = saying(reading, finding.place);
  if (verb < 0) return std::nullopt;
  const Mention& speaker = *speaker_at(reading, verb);
  Said said;
  said.who = participants_of(reading, speaker, focus, finding.sentence);
  said.claimed = reading.is(verb, kClaim);
  const Span span{reading.word(speaker.begin).span.begin,
                  reading.word(speaker.head_end - 1).span.end};
  said.by.name = document.text(*reading.sentence, span);
  said.by.country = speaker.who.front().country;
  said.by.kind = kind_of(speaker);
  return said;
}

}  // namespace tocsin
