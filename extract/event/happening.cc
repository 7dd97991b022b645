// See happening.h. Entrances: event_of and join_happenings. Next to read: extractor.cc.
#include "extract/event/happening.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "extract/event/attribution.h"
#include "extract/event/numbers.h"
#include "extract/event/times.h"

namespace tocsin {
namespace {

using Parties = std::vector<Participant>;

constexpr int kPlaceReach = 22;  // words
constexpr std::chrono::days kRecent{30};

bool contains(const Parties& parties, const Participant& who) {
  return std::any_of(parties.begin(), parties.end(),
                     [&](const Participant& other) { return other.code() == who.code(); });
}

bool share_one(const Parties& a, const Parties& b) {
  return std::any_of(a.begin(), a.end(), [&](const Participant& who) { return contains(b, who); });
}

// Reads the sides of one finding.
class Sides {
 public:
  Sides(const Finding& finding, const Reading& reading, const DocumentFocus& focus,
        const Kind& kind)
      : finding_(finding), reading_(reading), focus_(focus), kind_(kind) {}

  Parties actors() const { return first_of(kind_.actor, {}); }
  Parties recipients(const Parties& actors) const { return first_of(kind_.recipient, actors); }

 private:
  Parties first_of(const std::vector<Source>& sources, const Parties& except) const {
    for (const Source source : sources) {
      Parties found;
      for (const Participant& who : from(source, except)) {
        const bool may_be_own = source == Source::kPlace || source == Source::kHome;
        if (who.code().empty() || contains(found, who) || (!may_be_own && contains(except, who)))
          continue;
        found.push_back(who);
      }
      if (!found.empty()) return found;
    }
    return {};
  }

  Parties from(Source source, const Parties& except) const {
    switch (source) {
      case Source::kSubject:
        return subject();
      case Source::kOwner:
        return owner();
      case Source::kPlace:
        return place({});
      case Source::kAbroad:
        return place(except);
      case Source::kHome:
        return home(except);
      case Source::kWith:
        return with();
      case Source::kOther:
        return other(except);
    }
    return {};
  }

  Parties subject() const {
    if (finding_.subject == nullptr) return above();
    const Mention& mention = *finding_.subject;
    if (mention.kind == MentionKind::kObject && mention.object == ObjectClass::kDiplomat) return {};
    return participants_of(reading_, mention, focus_, finding_.sentence);
  }

  // "Ruritania said the forces had been sent", "ordered the forces to leave": who stands in the
  // clause above.
  Parties above() const {
    const Mention* object = finding_.object;
    if (object == nullptr || object->begin == 0 || object->head > finding_.place.trigger) return {};
    const int before = object->begin - 1;
    if (!reading_.is(before, kVerb | kSay | kTrigger) && !reading_.says(before, "that")) return {};
    const Mention* speaker = find_subject(reading_, object->begin, true);
    if (speaker == nullptr || speaker->kind == MentionKind::kObject) return {};
    Parties who = participants_of(reading_, *speaker, focus_, finding_.sentence);
    std::erase_if(who, [](const Participant& one) { return one.sector == "MED"; });
    return who;
  }

  Parties owner() const {
    const Mention* object = finding_.object;
    if (object == nullptr) return subject();
    const bool of_origin = kind_.actor.front() == Source::kSubject;
    if (object->subject_owned && (object->who.empty() || !of_origin)) {
      Parties who = owning_subject();
      if (!who.empty()) return who;
    }
    if (!object->who.empty()) return object->who;
    return of_origin ? object->from : Parties();
  }

  // "its ambassador": of the subject, which a passive has not.
  Parties owning_subject() const {
    if (finding_.subject != nullptr) return subject();
    const Mention* above = find_subject(reading_, finding_.object->begin, true);
    return above != nullptr ? participants_of(reading_, *above, focus_, finding_.sentence)
                            : focus_.spoken_of(finding_.sentence);
  }

  int rank(const std::string& preposition) const {
    const auto& known = kind_.place_prepositions;
    return static_cast<int>(std::find(known.begin(), known.end(), preposition) - known.begin());
  }

  Parties place(const Parties& except) const {
    Parties best;
    auto best_rank = static_cast<int>(kind_.place_prepositions.size());
    const int from = place_start();
    if (finding_.shape == Shape::kSelf && from == finding_.place.end) {
      names_after(reading_, from, best, true);  // "leave Ruritania"
      if (!best.empty()) return best;
    }
    for (int at = from; at < std::min(reading_.size(), from + kPlaceReach); ++at) {
      const bool border = reading_.says(at, ";") || (reading_.is(at, kClause) && at > from) ||
                          (at > finding_.place.trigger && reading_.is(at, kTrigger) &&
                           reading_.mention(at) == nullptr && !reading_.is(at - 1, kDeterminer));
      if (border) break;
      const int here = rank(reading_.word(at).lower);
      if (here >= best_rank || (reading_.says(at, "of") && !reading_.says(at - 1, "out"))) continue;
      Parties found;
      names_after(reading_, at + 1, found, true);
      if (found.empty() || std::all_of(found.begin(), found.end(), [&](const Participant& who) {
            return contains(except, who);
          }))
        continue;
      best = std::move(found);
      best_rank = here;
    }
    if (!best.empty()) return best;
    if (finding_.object != nullptr && !finding_.object->host.empty()) return finding_.object->host;
    return place_before();
  }

  int place_start() const {
    const Mention* object = finding_.object;
    if (object != nullptr && object->head >= finding_.place.end) return object->head_end;
    // "redeployed to": the preposition is a part of the pattern.
    const bool direction = reading_.is(finding_.place.end - 1, kPreposition) &&
                           !reading_.is(finding_.place.end, kPreposition);
    return direction ? finding_.place.end - 1 : finding_.place.end;
  }

  // "In Ruritania, the soldiers withdrew".
  Parties place_before() const {
    for (int at = finding_.place.first - 1; at >= std::max(0, finding_.place.first - kPlaceReach);
         --at) {
      if (reading_.says(at, ";")) break;
      if (!reading_.is(at, kPreposition) ||
          rank(reading_.word(at).lower) >= static_cast<int>(kind_.place_prepositions.size()))
        continue;
      Parties found;
      names_after(reading_, at + 1, found, true);
      if (!found.empty()) return found;
    }
    return {};
  }

  Parties with() const {
    const int from = finding_.place.end;
    for (int at = from; at < std::min(reading_.size(), from + kPlaceReach); ++at) {
      if (reading_.says(at, ";") || reading_.is(at, kClause)) break;
      if (!reading_.says(at, "with")) continue;
      Parties found;
      const int end = names_after(reading_, at + 1, found, false);
      if (found.empty() || end == at + 1) {
        for (int next = at + 1; next < std::min(reading_.size(), at + 5) && found.empty(); ++next) {
          if (const Mention* mention = reading_.mention(next)) found = mention->who;
        }
      }
      return found;
    }
    return {};
  }

  // The actor's own country, where the sentence names no other.
  Parties home(const Parties& actors) const {
    if (actors.size() != 1 || !actors.front().org.empty()) return {};
    const bool alone = std::all_of(
        reading_.atoms.begin(), reading_.atoms.end(),
        [&](const Atom& atom) { return !atom.geographic || contains(actors, atom.who); });
    const bool region =
        std::any_of(reading_.words.begin(), reading_.words.end(),
                    [](const ReadWord& word) { return word.is(kRegion) && word.capital; });
    return alone && !region ? actors : Parties();
  }

  // Another country of the sentence, where there is just one, else of the article.
  Parties other(const Parties& except) const {
    Parties found;
    for (const Atom& atom : reading_.atoms) {
      if (!atom.who.org.empty() || contains(except, atom.who) || contains(found, atom.who))
        continue;
      found.push_back(atom.who);
    }
    if (found.size() == 1) return found;
    const Participant* main = except.empty() ? nullptr : focus_.other_country(except);
    return main != nullptr ? Parties{*main} : Parties();
  }

  const Finding& finding_;
  const Reading& reading_;
  const DocumentFocus& focus_;
  const Kind& kind_;
};

Object object_of(const Finding& finding, const Reading& reading, const Document& document,
                 const Lexicon& lexicon, const Kind& kind) {
  Object object;
  object.object_class = kind.objects.front();
  if (finding.object == nullptr) return object;
  const Mention& mention = *finding.object;
  if (mention.object) object.object_class = *mention.object;
  const Span span{reading.word(mention.begin).span.begin,
                  reading.word(mention.head_end - 1).span.end};
  object.text = document.text(*reading.sentence, span);
  object.count = count_of(reading, lexicon, mention);
  return object;
}

Evidence evidence_of(const Finding& finding, const Reading& reading, const Document& document) {
  Evidence evidence;
  evidence.sentence = document.text(*reading.sentence);
  evidence.in_title = reading.sentence->in_title;
  evidence.span = reading.sentence->span;
  evidence.trigger_span = {reading.word(finding.place.trigger).span.begin,
                           reading.word(finding.place.end - 1).span.end};
  evidence.trigger = document.text(*reading.sentence, evidence.trigger_span);
  return evidence;
}

// Who demands, threatens or refuses, where it is not the actor.
std::optional<Participant> status_by(const Finding& finding, const Reading& reading,
                                     const Event& event, const DocumentFocus& focus) {
  const bool stands_beside =
      event.status == EventStatus::kDemanded || event.status == EventStatus::kRefused ||
      event.status == EventStatus::kDenied || event.status == EventStatus::kThreatened;
  if (!stands_beside || finding.status.cue < 0) return std::nullopt;
  const Mention* by = find_subject(reading, finding.status.cue, true);
  if (by == nullptr) return std::nullopt;
  const Parties who = participants_of(reading, *by, focus, finding.sentence);
  if (who.empty() || contains(event.actors, who.front())) return std::nullopt;
  return who.front();
}

void set_time(Event& event, const Finding& finding, const Reading& reading,
              const Document& document, const Lexicon& lexicon) {
  const bool ahead = event.status == EventStatus::kAnnounced;
  event.time = find_time(reading, lexicon, document.published, finding.place.trigger, ahead);
  if (event.time && event.time->end && document.published) {
    if (*event.time->end < *document.published - kRecent) event.background = true;
  } else if (event.time && !document.published) {
    // In an article without a date, "in September" or "in 2011" looks back.
    event.background = event.background || event.time->precision >= Precision::kMonth;
  }
  if (!event.time && document.published && is_actual(event.status) && !event.background) {
    event.time = EventTime{"", document.published, document.published, Precision::kDay};
  }
}

// Events of different sorts are never one happening.
using Sort = std::tuple<EventType, std::string, ObjectClass>;
Sort sort_of(const Event& event) {
  return {event.type, event.mode, event.object ? event.object->object_class : ObjectClass::kOther};
}

bool same_parties(const Event& a, const Event& b) {
  return agree(a.actors, b.actors) && agree(a.recipients, b.recipients);
}

bool is_state(const Participant& who) {
  return who.org.empty() ? !who.country.empty() : who.sector == "IGO" || who.sector == "UAF";
}

// The subject must be the state itself ("Elbonian retailer" is none), and the other side named.
bool between_states(const Event& event, const Finding& finding) {
  const Mention* subject = finding.subject;
  if (subject == nullptr || subject->adjective || subject->possessor) return false;
  if (event.recipients.empty() && event.actors.size() < 2) return false;
  return !event.actors.empty() && std::all_of(event.actors.begin(), event.actors.end(), is_state) &&
         std::all_of(event.recipients.begin(), event.recipients.end(), is_state);
}

bool agree_fully(const Parties& a, const Parties& b) {
  return !b.empty() &&
         std::all_of(b.begin(), b.end(), [&](const Participant& who) { return contains(a, who); });
}

bool is_envoy_event(const Event& event, std::string_view mode) {
  return event.type == EventType::kSanction && event.mode == mode && event.object &&
         event.object->object_class == ObjectClass::kDiplomat;
}

// The state whose envoy is expelled and stays: its refusal to recall him refuses the expulsion.
void turn_defiance(std::vector<Event>& events) {
  for (Event& refusal : events) {
    if (!is_envoy_event(refusal, "withdraw") || refusal.status != EventStatus::kRefused) continue;
    for (const Event& order : events) {
      if (!is_envoy_event(order, "expel") || !share_one(order.recipients, refusal.actors)) continue;
      refusal.mode = order.mode;
      refusal.status_by = refusal.actors.front();
      refusal.recipients = refusal.actors;
      refusal.actors = order.actors;
      break;
    }
  }
}

bool stands_beside(EventStatus status) { return !how_far(status).has_value(); }

void fill(Parties& to, const Parties& from) {
  if (to.empty()) to = from;
}

// Adds what `other` says of the same happening to `event`.
void absorb(Event& event, Event other) {
  const bool asserts = event.background == other.background;
  if (asserts && how_far(other.status) > how_far(event.status)) {
    event.status = other.status;
    event.status_by = other.status_by;
    if (other.time) event.time = other.time;
    event.evidence.insert(event.evidence.begin(), other.evidence.begin(), other.evidence.end());
  } else {
    event.evidence.insert(event.evidence.end(), other.evidence.begin(), other.evidence.end());
  }
  // What one report asserts is no longer one side's word.
  event.alleged = event.alleged && other.alleged;
  if (!event.attribution) event.attribution = other.attribution;
  fill(event.actors, other.actors);
  fill(event.recipients, other.recipients);
  if (event.object && other.object && !event.object->count)
    event.object->count = other.object->count;
  if (!event.place) event.place = other.place;
  for (std::string& context : other.contexts) {
    if (std::find(event.contexts.begin(), event.contexts.end(), context) == event.contexts.end())
      event.contexts.push_back(std::move(context));
  }
  event.counts.merge(other.counts);
  event.confidence = std::min(0.95, event.confidence + 0.1);
}

// Of two events of one sort.
bool joins(const Event& event, const Event& other) {
  if (!same_parties(event, other)) return false;
  if (stands_beside(event.status) || stands_beside(other.status)) {
    return event.status == other.status && event.background == other.background;
  }
  if (event.background == other.background) return true;
  const Event& told = event.background ? other : event;
  return is_actual(told.status);
}

}  // namespace

bool agree(const Parties& a, const Parties& b) { return a.empty() || b.empty() || share_one(a, b); }

std::vector<std::string> contexts_of(const Reading& reading, const Lexicon& lexicon) {
  std::set<int> found;
  for (int at = 0; at < reading.size(); ++at) {
    if (const auto context = lexicon.contexts.find(reading.words, at))
      found.insert(*context->value);
  }
  std::vector<std::string> names;
  names.reserve(found.size());
  for (const int index : found) {
    names.push_back(lexicon.context_names[static_cast<std::size_t>(index)]);
  }
  return names;
}

void tell(Event& event, const Finding& finding, const Reading& reading, const Document& document,
          const DocumentFocus& focus, const Lexicon& lexicon) {
  if (std::optional<Said> said = who_says(finding, reading, document, focus)) {
    event.attribution = std::move(said->by);
    event.alleged = said->claimed && !share_one(said->who, event.actors);
  }
  event.evidence.push_back(evidence_of(finding, reading, document));
  if (event.reasons.empty()) {
    event.reasons.push_back("\"" + event.evidence.back().trigger + "\" says it (patterns.tsv)");
  }
  set_time(event, finding, reading, document, lexicon);
  event.contexts = contexts_of(reading, lexicon);
}

Event event_of(const Finding& finding, const Reading& reading, const Document& document,
               const DocumentFocus& focus, const Lexicon& lexicon) {
  const Kind& kind = lexicon.kinds[static_cast<std::size_t>(finding.kind)];
  Event event;
  event.type = kind.type;
  event.mode = kind.mode;
  event.status = finding.status.status;
  event.background = finding.recalled;
  const Sides sides(finding, reading, focus, kind);
  event.actors = sides.actors();
  event.recipients = sides.recipients(event.actors);
  event.object = object_of(finding, reading, document, lexicon, kind);
  event.status_by = status_by(finding, reading, event, focus);
  tell(event, finding, reading, document, focus, lexicon);
  event.confidence =
      0.4 + (event.actors.empty() ? 0.0 : 0.15) + (event.recipients.empty() ? 0.0 : 0.15);
  return event;
}

bool holds(const Event& event, const Finding& finding, const Kind& kind) {
  if (event.actors.empty() && event.recipients.empty() && kind.named) return false;
  if (finding.object != nullptr && finding.object->loose && !between_states(event, finding)) {
    return false;
  }
  // Who leaves no other state's land is not recalled: a special envoy who goes home.
  if (finding.shape == Shape::kQuit && !finding.group.negated &&
      (event.recipients.empty() || share_one(event.actors, event.recipients))) {
    return false;
  }
  const bool moves_on = kind.type == EventType::kRetreat && finding.two_ways && finding.paired;
  return !moves_on || event.actors.empty() || !agree_fully(event.actors, event.recipients);
}

std::vector<Event> join_happenings(std::vector<Event> events) {
  turn_defiance(events);
  // Foreground first, so that what is recalled finds its happening wherever it stands.
  std::stable_partition(events.begin(), events.end(),
                        [](const Event& event) { return !event.background; });
  std::vector<Event> joined;
  std::map<Sort, std::vector<std::size_t>> of_sort;  // indices into joined
  for (Event& event : events) {
    std::vector<std::size_t>& alike = of_sort[sort_of(event)];
    const auto home = std::find_if(alike.begin(), alike.end(),
                                   [&](std::size_t i) { return joins(joined[i], event); });
    if (home == alike.end()) {
      alike.push_back(joined.size());
      joined.push_back(std::move(event));
    } else {
      absorb(joined[*home], std::move(event));
    }
  }
  return joined;
}

}  // namespace tocsin
