// One function a shape; the table of them stands at the end. Only entrance: match_patterns. Next to
// read: happening.h.
#include "extract/event/match.h"

#include <algorithm>
#include <array>

namespace tocsin {
namespace {

constexpr int kParticleReach = 14;  // "pull its remaining troops out"
constexpr int kCommandReach = 9;    // "gave the ambassador 48 hours to leave"
constexpr int kStripReach = 6;
constexpr int kStopReach = 14;
constexpr int kReliefReach = 5;
constexpr std::size_t kMostFindings = 64;             // in a sentence; what tells more is no prose
constexpr int kQuitReach = 5;                         // "left the Ruritanian capital"
constexpr std::string_view kLandRole = "government";  // of parties.tsv: "the country", "the state"

// "redeployed from Ruritania to Elbonia": a place must follow, and both are told.
bool is_direction(std::string_view particle) {
  return particle == "from" || particle == "to" || particle == "into" || particle == "across";
}

class Matcher {
 public:
  Matcher(const Reading& reading, int sentence, const Lexicon& lexicon)
      : reading_(reading), sentence_(sentence), lexicon_(lexicon) {}

  std::vector<Finding> run() {
    for (int at = 0; at < reading_.size() && findings_.size() < kMostFindings; ++at) {
      lexicon_.triggers.each_starting(
          reading_.word(at), [&](const std::vector<std::string>& phrase, int pattern) {
            try_pattern(at, phrase, lexicon_.patterns[static_cast<std::size_t>(pattern)]);
          });
    }
    drop_consumed();
    return std::move(findings_);
  }

 private:
  using ShapeFunction = bool (Matcher::*)(Finding&, const Pattern&);

  void try_pattern(int at, const std::vector<std::string>& phrase, const Pattern& pattern);
  bool fits_word(int at, const std::string& word) const {
    return at >= 0 && at < reading_.size() &&
           (reading_.word(at).lower == word || reading_.word(at).lemma == word);
  }
  int fits_phrase(int at, const std::vector<std::string>& phrase) const {
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      if (!fits_word(at + static_cast<int>(i), phrase[i])) return 0;
    }
    return static_cast<int>(phrase.size());
  }
  const Kind& kind_of(const Finding& finding) const {
    return lexicon_.kinds[static_cast<std::size_t>(finding.kind)];
  }
  const Mention* mention_ending(int at) const {
    const Mention* mention = reading_.mention(at - 1);
    return mention != nullptr && mention->end == at ? mention : nullptr;
  }

  // Is the word a noun here, though it has the form of a verb: "its recall", "the withdrawal of"?
  bool noun_use(int at) const {
    const ReadWord& word = reading_.word(at);
    const bool base =
        word.lower == word.lemma || word.lower == word.lemma + "s" || word.lower.ends_with("ing");
    int before = at - 1;
    if (reading_.is(before, kMark) && before > 0 && !reading_.says(before, ",")) --before;
    const bool article = reading_.is(before, kDeterminer | kPossessive) &&
                         !reading_.is(before, kRelative) && !(reading_.is(before, kPronoun));
    const bool owner = reading_.says(before, "'s") || reading_.says(before, "'");
    if (article || owner) return true;
    if (reading_.says(at + 1, "of")) return base;
    const bool preposition = reading_.is(before, kPreposition) && !reading_.says(before, "to") &&
                             !reading_.is(before, kClause) && !reading_.is(before, kAdverb);
    return preposition && base && !word.lower.ends_with("ing");
  }

  bool verb(Finding& finding, const Pattern& pattern);
  bool noun(Finding& finding, const Pattern& pattern);
  bool self(Finding& finding, const Pattern& pattern);
  bool place(Finding& finding, const Pattern& pattern);
  bool command(Finding& finding, const Pattern& pattern);
  bool declare(Finding& finding, const Pattern& pattern);
  bool strip(Finding& finding, const Pattern& pattern);
  bool bare(Finding& finding, const Pattern& pattern);
  bool quit(Finding& finding, const Pattern& pattern);
  bool set_out(Finding& finding, const Pattern& pattern);

  // The object of a verb, whatever the voice; sets object, subject and form.
  bool active_or_passive(Finding& finding, bool reduced_allowed);
  bool other_object_at(int at) const;
  const Mention* relative_object(const Mention* subject,
                                 const std::vector<ObjectClass>& classes) const;
  int second_words(int from, int reach, const Pattern& pattern) const;
  void set_form(Finding& finding) const {
    finding.place.form = finding.group.bare() ? Form::kBare : Form::kFinite;
  }
  const Mention* subject_of(const Finding& finding) const {
    return find_subject(reading_, finding.group.first, finding.group.bare());
  }
  bool names_place_next(int at) const;
  bool particle_follows(const Finding& finding, const std::vector<std::string>& particle) const;
  bool stopped(const Finding& finding) const;
  void drop_consumed();

  const Reading& reading_;
  int sentence_;
  const Lexicon& lexicon_;
  std::vector<Finding> findings_;
  std::vector<std::pair<int, int>> consumed_;  // word of a command's second verb
};

int Matcher::second_words(int from, int reach, const Pattern& pattern) const {
  for (int at = from; at < std::min(reading_.size(), from + reach); ++at) {
    if (reading_.says(at, ";") || reading_.is(at, kClause)) return -1;
    for (const std::vector<std::string>& phrase : pattern.second) {
      if (fits_phrase(at, phrase) > 0) return at;
    }
  }
  return -1;
}

// "the troops that Ruritania sent", "the diplomats Ruritania expelled".
const Mention* Matcher::relative_object(const Mention* subject,
                                        const std::vector<ObjectClass>& classes) const {
  if (subject == nullptr) return nullptr;
  int at = subject->begin - 1;
  while (at >= 0 && reading_.word(at).capital && reading_.mention(at) == nullptr) --at;
  if (reading_.is(at, kRelative)) --at;
  const Mention* mention = at >= 0 ? mention_ending(at + 1) : nullptr;
  return mention != nullptr && has_class(*mention, classes) ? mention : nullptr;
}

bool Matcher::active_or_passive(Finding& finding, bool reduced_allowed) {
  const std::vector<ObjectClass>& classes = kind_of(finding).objects;
  set_form(finding);
  const int end = finding.place.end;
  if (!finding.group.passive) {
    if (const Mention* object = find_object(reading_, end, classes)) {
      finding.object = object;
      finding.subject = subject_of(finding);
      finding.place.object_end = object->end;
      return true;
    }
  }
  if (!finding.group.passive && finding.group.participle && !finding.group.auxiliary) {
    if (!reduced_allowed) return false;
    int before = finding.place.trigger;
    while (before > 0 && (reading_.is(before - 1, kAdverb) || reading_.says(before - 1, ",")))
      --before;
    const Mention* object = mention_ending(before);
    if (object != nullptr && has_class(*object, classes) && !object->possessor &&
        !other_object_at(end)) {
      finding.object = object;
      finding.subject = find_agent(reading_, end);
      // A headline or a whole sentence has no other verb; elsewhere it modifies a noun.
      finding.place.form = Form::kReduced;
      return true;
    }
  }
  if (!finding.group.passive) {
    const Mention* subject = subject_of(finding);
    finding.object = relative_object(subject, classes);
    finding.subject = subject;
    return finding.object != nullptr;
  }
  const Mention* object = subject_of(finding);
  if (object == nullptr || !has_class(*object, classes) || object->possessor) return false;
  finding.object = object;
  finding.subject = find_agent(reading_, end);
  return true;
}

// "The envoy recalled his youth", "soldiers evacuated people": the phrase that follows is the
// object, so that what stands before is the subject.
bool Matcher::other_object_at(int at) const {
  if (at >= reading_.size() || lexicon_.times.find(reading_.words, at)) return false;
  if (reading_.is(at, kDeterminer | kPossessive | kPronoun)) return true;
  const bool noun = !reading_.breaks_phrase(at) && reading_.atom(at) == nullptr &&
                    reading_.mention(at) == nullptr && !reading_.word(at).capital;
  return noun && !reading_.is(at, kAdverb | kQuantity | kNumber | kNumberWord);
}

bool Matcher::verb(Finding& finding, const Pattern&) {
  if (noun_use(finding.place.trigger)) return false;
  return active_or_passive(finding, true);
}

bool Matcher::noun(Finding& finding, const Pattern&) {
  const int at = finding.place.trigger;
  const std::vector<ObjectClass>& classes = kind_of(finding).objects;
  const Mention* before = reading_.mention(at - 1);
  if (before == nullptr && (reading_.says(at - 1, "'s") || reading_.says(at - 1, "'")))
    before = reading_.mention(at - 2);
  const bool also_verb = reading_.is(at, kTrigger);
  finding.place.form = Form::kNoun;
  finding.group = {};
  finding.group.first = at;
  if (reading_.says(finding.place.end, "of")) {
    finding.object = find_object(reading_, finding.place.end + 1, classes);
    if (finding.object != nullptr) finding.place.object_end = finding.object->end;
  }
  if (finding.object == nullptr && before != nullptr && has_class(*before, classes) &&
      before->head_end >= at - 1 && (!also_verb || before->possessor)) {
    finding.object = before;
  }
  if (finding.object == nullptr) return false;
  int first = at;
  while (first > 0 && at - first < kReliefReach * 2 && !reading_.breaks_phrase(first - 1) &&
         !reading_.is(first, kDeterminer | kPossessive)) {
    --first;
  }
  if (reading_.is(first - 1, kDeterminer | kPossessive)) --first;
  finding.place.first = finding.group.first = first;
  finding.subject = find_agent(reading_, finding.place.end);
  for (const Mention& mention : reading_.mentions) {
    const bool inside =
        mention.head >= first && mention.head < at && mention.kind != MentionKind::kObject;
    if (finding.subject == nullptr && inside) finding.subject = &mention;
  }
  if (finding.subject == nullptr) finding.subject = find_subject(reading_, first, true);
  return true;
}

// Does a place follow, or nothing that could be an object?
bool Matcher::names_place_next(int at) const {
  if (at >= reading_.size()) return true;
  const ReadWord& word = reading_.word(at);
  // "leaving at least ten dead", "leaving just one brigade": what is left, not what is quitted.
  int amount = at;
  while (reading_.is(amount, kBoundWord | kAdverb)) ++amount;
  if (amount > at && reading_.is(amount, kNumber | kNumberWord | kQuantity)) return false;
  if (word.is(kMark | kPreposition | kConjunction | kClause | kAdverb)) return true;
  if (const Atom* atom = reading_.atom(at)) {
    return atom->geographic && (reading_.breaks_phrase(atom->end) ||
                                reading_.is(atom->end, kAdverb | kQuantity | kNumber | kWeekday));
  }
  if (word.is(kDeterminer)) {
    const Atom* atom = reading_.atom(at + 1);
    const Mention* mention = reading_.mention(at + 1);
    const bool land = mention != nullptr && mention->kind == MentionKind::kParty &&
                      mention->party->role == kLandRole;
    const bool position = mention != nullptr && mention->object == ObjectClass::kBase;
    return land || position || (atom != nullptr && atom->geographic);
  }
  return false;
}

bool Matcher::self(Finding& finding, const Pattern&) {
  const int at = finding.place.trigger;
  if (noun_use(at) || finding.group.passive || !names_place_next(finding.place.end)) return false;
  if (finding.group.participle && !finding.group.auxiliary && reading_.word(at).is(kParticiple) &&
      reading_.word(at).lower != reading_.word(at).lemma && reading_.word(at).lemma != "leave")
    return false;
  set_form(finding);
  const Mention* subject = subject_of(finding);
  if (subject == nullptr || !has_class(*subject, kind_of(finding).objects) || subject->possessor)
    return false;
  finding.object = subject;
  return true;
}

// The envoy who leaves a room is not recalled: what he leaves must be a country, a post, a capital.
bool Matcher::quit(Finding& finding, const Pattern& pattern) {
  if (!self(finding, pattern)) return false;
  if (finding.group.negated) return true;
  std::vector<Participant> country;
  const int end = finding.place.end;
  const int after = reading_.is(end, kPreposition) ? end + 1 : end;
  if (names_after(reading_, after, country, true) > after) return true;
  return second_words(end, kQuitReach, pattern) >= 0;
}

// "The soldiers left Ruritania for Elbonia": out of their own country they set out.
bool Matcher::set_out(Finding& finding, const Pattern& pattern) {
  if (!self(finding, pattern)) return false;
  int at = finding.place.end;
  std::vector<Participant> left;
  names_after(reading_, at, left, true);
  const std::vector<Participant>& own = finding.object->who;
  if (!left.empty() && (own.empty() || own.front().code() != left.front().code())) return false;
  const int limit = std::min(reading_.size(), at + kCommandReach);
  while (at < limit && !reading_.says(at, "for") && !reading_.is(at, kClause | kVerb)) ++at;
  std::vector<Participant> where;
  if (!reading_.says(at, "for") || names_after(reading_, at + 1, where, true) == at + 1)
    return false;
  finding.place.end = finding.place.object_end = at;
  finding.two_ways = true;
  return true;
}

bool Matcher::place(Finding& finding, const Pattern&) {
  if (noun_use(finding.place.trigger) || finding.group.passive) return false;
  if (!reading_.says(finding.place.end, "from")) return false;
  std::vector<Participant> from;
  const int end = names_after(reading_, finding.place.end + 1, from, true);
  const Atom* atom = reading_.atom(end - 1);
  if (from.empty() || atom == nullptr || !atom->geographic || atom->demonym) return false;
  const bool closed =
      end >= reading_.size() || reading_.breaks_phrase(end) || reading_.is(end, kAdverb);
  if (!closed) return false;
  set_form(finding);
  const Mention* subject = subject_of(finding);
  if (subject == nullptr || subject->kind == MentionKind::kObject || subject->who.empty())
    return false;
  finding.subject = subject;
  return from.front().code() != subject->who.front().code();
}

bool Matcher::bare(Finding& finding, const Pattern&) {
  const int at = finding.place.trigger;
  const Mention* owner =
      reading_.says(at - 1, "'s") ? reading_.mention(at - 2) : reading_.mention(at - 1);
  if (owner == nullptr || owner->kind != MentionKind::kEntity ||
      !(owner->possessor || owner->adjective)) {
    // "Ruritania's unilateral withdrawal"
    for (int back = at - 1; back > std::max(0, at - 4) && owner == nullptr; --back) {
      owner = reading_.says(back, "'s") ? reading_.mention(back - 1) : reading_.mention(back);
    }
  }
  if (owner == nullptr || owner->kind != MentionKind::kEntity || owner->who.empty()) return false;
  if (!owner->possessor && !owner->adjective) return false;
  if (!reading_.says(finding.place.end, "from")) return false;
  std::vector<Participant> from;
  const int end = names_after(reading_, finding.place.end + 1, from, true);
  const Atom* atom = reading_.atom(end - 1);
  if (from.empty() || atom == nullptr || !atom->geographic) return false;
  if (end < reading_.size() && !reading_.breaks_phrase(end) && !reading_.is(end, kAdverb))
    return false;  // "from the Elbonia deal"
  if (from.front().code() == owner->who.front().code()) return false;
  finding.place.form = Form::kNoun;
  finding.place.first = finding.group.first = owner->begin;
  finding.subject = owner;
  return true;
}

bool Matcher::command(Finding& finding, const Pattern& pattern) {
  if (noun_use(finding.place.trigger) || !active_or_passive(finding, true)) return false;
  const int from = std::max(finding.place.end, finding.place.object_end);
  int at = from;
  while (at < reading_.size() && at < from + kCommandReach && !reading_.says(at, "to")) {
    if (reading_.is(at, kClause | kVerb) || reading_.says(at, ";")) return false;
    ++at;
  }
  const int second = second_words(at + 1, 1, pattern);
  if (!reading_.says(at, "to") || second < 0) return false;
  consumed_.emplace_back(second, finding.kind);
  if (finding.place.form == Form::kReduced) finding.place.form = Form::kFinite;
  return true;
}

bool Matcher::declare(Finding& finding, const Pattern& pattern) {
  if (noun_use(finding.place.trigger) || !active_or_passive(finding, true)) return false;
  if (finding.place.form == Form::kReduced) finding.place.form = Form::kFinite;
  const int from = std::max(finding.place.end, finding.place.object_end);
  return second_words(from, kStripReach, pattern) >= 0;
}

bool Matcher::strip(Finding& finding, const Pattern& pattern) {
  if (noun_use(finding.place.trigger)) return false;
  set_form(finding);
  const std::vector<ObjectClass>& classes = kind_of(finding).objects;
  const int second = second_words(finding.place.end, kStripReach, pattern);
  if (second < 0) return false;
  const Mention* owner = reading_.says(second - 1, "'s") ? reading_.mention(second - 2) : nullptr;
  if (owner != nullptr && has_class(*owner, classes)) {
    finding.object = owner;
  } else {
    int of = second;
    while (of < std::min(reading_.size(), second + kReliefReach) && !reading_.is(of, kPreposition))
      ++of;
    if (!reading_.is(of, kPreposition)) return false;
    finding.object = find_object(reading_, of + 1, classes);
  }
  if (finding.object == nullptr) return false;
  finding.place.object_end = std::max(finding.object->end, second + 1);
  finding.subject = subject_of(finding);
  return true;
}

// The particle may stand after the object: "pull the troops out", "moved them from Ruritania".
bool Matcher::particle_follows(const Finding& finding,
                               const std::vector<std::string>& particle) const {
  if (finding.object == nullptr) return false;
  const int limit = std::min(reading_.size(), finding.place.end + kParticleReach);
  for (int at = finding.object->head_end; at < limit; ++at) {
    if (is_direction(particle.back()) && at > finding.object->head_end && !finding.group.passive)
      return false;
    if (fits_phrase(at, particle) > 0) {
      std::vector<Participant> from;
      return !is_direction(particle.back()) || names_after(reading_, at + 1, from, true) > at + 1;
    }
    // "redeployed to protect it from": another verb's particle.
    const bool verb = reading_.is(at, kVerb | kTrigger) && reading_.mention(at) == nullptr;
    if (reading_.is(at, kMark | kClause) || (verb && at > finding.place.trigger)) return false;
  }
  return false;
}

void Matcher::try_pattern(int at, const std::vector<std::string>& phrase, const Pattern& pattern) {
  static constexpr std::array<ShapeFunction, 10> kShapes = {
      &Matcher::verb,    &Matcher::noun,  &Matcher::self, &Matcher::place, &Matcher::command,
      &Matcher::declare, &Matcher::strip, &Matcher::bare, &Matcher::quit,  &Matcher::set_out};
  Finding finding;
  finding.kind = pattern.kind;
  finding.shape = pattern.shape;
  finding.sentence = sentence_;
  finding.words_matched = static_cast<int>(phrase.size());
  finding.two_ways = is_direction(phrase.back());
  const int adjacent = fits_phrase(at, phrase);
  finding.place.trigger = at;
  finding.place.end = finding.place.object_end = at + std::max(adjacent, 1);
  finding.group = verb_group(reading_, at);
  finding.place.first = finding.group.first;
  if (!(this->*kShapes[static_cast<std::size_t>(pattern.shape)])(finding, pattern)) return;
  if (adjacent == 0) {
    if (!particle_follows(finding, {phrase.begin() + 1, phrase.end()})) return;
  }
  if (stopped(finding)) return;
  const EventStatus otherwise =
      pattern.shape == Shape::kCommand ? EventStatus::kOrdered : pattern.status;
  finding.status = read_status(reading_, lexicon_, finding.place, finding.group, otherwise);
  finding.recalled = is_recalled(reading_, lexicon_, finding.place);
  findings_.push_back(finding);
}

// A word of lexicon/stops.tsv in the clause: a product, a film, a sport.
bool Matcher::stopped(const Finding& finding) const {
  const int begin = std::max(0, finding.place.trigger - kStopReach);
  const int end = std::min(reading_.size(), finding.place.end + kStopReach);
  for (int at = begin; at < end; ++at) {
    const auto stop = lexicon_.stops.find(reading_.words, at);
    if (stop && (*stop->value == "*" || *stop->value == kind_of(finding).name)) return true;
  }
  return false;
}

// "ordered the ambassador to leave" is one act, and so are "pull" and "pull out" at one word.
void Matcher::drop_consumed() {
  std::vector<Finding> kept;
  for (const Finding& finding : findings_) {
    const bool second = std::any_of(consumed_.begin(), consumed_.end(), [&](const auto& consumed) {
      return consumed.first == finding.place.trigger && finding.object != nullptr;
    });
    // Envoys who are expelled and so depart are not recalled.
    const bool carried_out =
        (finding.shape == Shape::kSelf || finding.shape == Shape::kQuit) &&
        std::any_of(findings_.begin(), findings_.end(), [&](const Finding& other) {
          return other.kind != finding.kind && other.shape != Shape::kSelf &&
                 other.shape != Shape::kQuit && other.shape != Shape::kSetOut &&
                 other.object == finding.object;
        });
    const bool shorter = std::any_of(findings_.begin(), findings_.end(), [&](const Finding& other) {
      const bool same_word = &other != &finding && other.place.trigger == finding.place.trigger &&
                             other.object == finding.object;
      return same_word && !finding.two_ways && !other.two_ways &&
             (other.words_matched > finding.words_matched ||
              (other.words_matched == finding.words_matched && &other < &finding));
    });
    // Who sets out from home does not withdraw from there.
    const bool sets_out =
        std::any_of(findings_.begin(), findings_.end(), [&](const Finding& other) {
          return finding.shape == Shape::kSelf && other.shape == Shape::kSetOut &&
                 other.place.trigger == finding.place.trigger;
        });
    if (second || shorter || carried_out || sets_out) continue;
    kept.push_back(finding);
    kept.back().paired = std::any_of(findings_.begin(), findings_.end(), [&](const Finding& other) {
      return other.two_ways && other.kind != finding.kind &&
             other.place.trigger == finding.place.trigger;
    });
  }
  findings_ = std::move(kept);
}

}  // namespace

std::vector<Finding> match_patterns(const Reading& reading, int sentence, const Lexicon& lexicon) {
  return Matcher(reading, sentence, lexicon).run();
}

}  // namespace tocsin
