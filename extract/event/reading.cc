// Words (read_words.h), then names, then noun phrases around the heads that the lexicon knows.
// Entrances: read_document and names_after. Next to read: focus.h.
#include "extract/event/reading.h"

#include <algorithm>

#include "extract/event/read_words.h"

namespace tocsin {
namespace {

constexpr int kLongestPhrase = 10;  // words to the left of a head
constexpr int kLongestName = 5;
constexpr int kLongestRun = 12;  // of capitalised words

// Puts the names of countries, organisations, places and office holders on the words.
class Namer {
 public:
  Namer(Reading& reading, const Document& document, const Gazetteer& gazetteer,
        const OfficeHolders& holders, const Lexicon& lexicon)
      : reading_(reading),
        document_(document),
        gazetteer_(gazetteer),
        holders_(holders),
        lexicon_(lexicon) {}

  void run(const std::vector<NameMatch>& matches, std::size_t& next) {
    reading_.atom_at.assign(reading_.words.size(), -1);
    from_gazetteer(matches, next);
    from_places();
    from_holders();
    std::sort(reading_.atoms.begin(), reading_.atoms.end(),
              [](const Atom& a, const Atom& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < reading_.atoms.size(); ++i) {
      for (int at = reading_.atoms[i].first; at < reading_.atoms[i].end; ++at) {
        reading_.atom_at[static_cast<std::size_t>(at)] = static_cast<int>(i);
      }
    }
  }

 private:
  void from_gazetteer(const std::vector<NameMatch>& matches, std::size_t& next) {
    int at = 0;
    const auto end = static_cast<std::size_t>(reading_.sentence->span.end);
    for (; next < matches.size() && matches[next].begin < end; ++next) {
      const NameMatch& match = matches[next];
      while (at < reading_.size() &&
             static_cast<std::size_t>(reading_.word(at).span.begin) < match.begin) {
        ++at;
      }
      if (at == reading_.size()) continue;
      if (static_cast<std::size_t>(reading_.word(at).span.begin) != match.begin) continue;
      int last = at;
      while (last < reading_.size() &&
             static_cast<std::size_t>(reading_.word(last).span.end) < match.end) {
        ++last;
      }
      // "US-made": the name is a part of a word.
      if (last == reading_.size() ||
          static_cast<std::size_t>(reading_.word(last).span.begin) >= match.end ||
          static_cast<std::size_t>(reading_.word(last).span.end) > match.end + 1) {
        continue;
      }
      add(at, last + 1, match);
    }
  }

  void add(int first, int end, const NameMatch& match) {
    Atom atom;
    atom.first = first;
    atom.end = end;
    atom.demonym = match.sense == NameSense::kDemonym;
    atom.geographic = match.entity->kind == NameKind::kCountry && match.sense != NameSense::kSeat;
    name(*match.entity, atom);
    place(std::move(atom));
  }

  void from_places() {
    for (int at = 0; at < reading_.size(); ++at) {
      if (reading_.atom(at) != nullptr || !reading_.word(at).capital) continue;
      const auto found = lexicon_.places.find(reading_.words, at);
      if (!found || !is_free(at, at + found->length)) continue;
      if (Atom atom; is_entity(*found->value, atom)) {
        atom.first = at;
        atom.end = at + found->length;
        atom.geographic = true;
        place(std::move(atom));
        at += found->length - 1;
      }
    }
  }

  // Persons by their offices on the day of publication: a run of capitalised words is one name
  // ("Jane Roe" is not Roe), titles and the sentence's first word aside.
  void from_holders() {
    for (int at = 0; at < reading_.size(); ++at) {
      int end = at;
      while (end < reading_.size() && end - at < kLongestRun && reading_.atom(end) == nullptr &&
             (reading_.word(end).capital || (end > at && reading_.is(end, kNamePart)))) {
        ++end;
      }
      if (end == at) continue;
      int first = at;
      while (first < end) {
        if (const auto title = lexicon_.parties.find(reading_.words, first)) {
          first += title->length;
        } else if (first == 0 && end > 1 && reading_.word(0).classes != 0) {
          ++first;
        } else {
          break;
        }
      }
      if (first < end) name_holder(first, end);
      at = end;
    }
  }

  void name_holder(int first, int end) {
    const bool headline = reading_.sentence->in_title;
    for (int from = first; from < end; ++from) {
      for (int to = end; to > from; --to) {
        const OfficeHolders::Holder* holder = holders_.find(written(from, to), document_.published);
        Atom atom;
        if (holder != nullptr && is_entity(holder->code, atom)) {
          atom.first = from;
          atom.end = to;
          atom.who.role = holder->role;
          return place(std::move(atom));
        }
        if (!headline) return;
      }
    }
  }

  bool is_free(int first, int end) const {
    return std::none_of(reading_.atom_at.begin() + first, reading_.atom_at.begin() + end,
                        [](int index) { return index >= 0; });
  }

  static void name(const NamedEntity& entity, Atom& atom) {
    atom.who.name = entity.name;
    atom.who.sector = entity.sector;
    const bool country = entity.kind == NameKind::kCountry;
    atom.who.country = country ? entity.code : entity.country;
    if (!country) atom.who.org = entity.code;
  }

  // False where the gazetteer does not know the code.
  bool is_entity(const std::string& code, Atom& atom) const {
    const NamedEntity* entity = gazetteer_.by_code(code);
    if (entity != nullptr) name(*entity, atom);
    return entity != nullptr;
  }

  std::string_view written(int first, int end) const {
    return document_.text(*reading_.sentence,
                          {reading_.word(first).span.begin, reading_.word(end - 1).span.end});
  }

  void place(Atom atom) {
    atom.who.text = written(atom.first, atom.end);
    for (int at = atom.first; at < atom.end; ++at) {
      reading_.atom_at[static_cast<std::size_t>(at)] = static_cast<int>(reading_.atoms.size());
    }
    reading_.atoms.push_back(std::move(atom));
  }

  Reading& reading_;
  const Document& document_;
  const Gazetteer& gazetteer_;
  const OfficeHolders& holders_;
  const Lexicon& lexicon_;
};

void add_once(std::vector<Participant>& to, const Participant& who) {
  const bool there = std::any_of(
      to.begin(), to.end(), [&](const Participant& other) { return other.code() == who.code(); });
  if (!there) to.push_back(who);
}

// Builds the mentions of a sentence, from left to right.
class Phraser {
 public:
  Phraser(Reading& reading, const Lexicon& lexicon) : reading_(reading), lexicon_(lexicon) {}

  void run() {
    reading_.mention_at.assign(reading_.words.size(), -1);
    taken_.assign(reading_.atoms.size(), false);
    const auto capitals = std::count_if(reading_.words.begin(), reading_.words.end(),
                                        [](const ReadWord& word) { return word.capital; });
    shouted_ = 2 * capitals > reading_.size();
    for (int at = 0; at < reading_.size();) at = head_at(at);
    standalone_names();
    index();
  }

 private:
  int head_at(int at) {
    if (reading_.atom(at) != nullptr) return reading_.atom(at)->end;
    const auto object = lexicon_.objects.find(reading_.words, at);
    const auto party = lexicon_.parties.find(reading_.words, at);
    Mention mention;
    mention.begin = mention.head = at;
    const bool longest = object && (!party || object->length >= party->length);
    if (longest && nominal(at, object->length) && !verb_form(at, object->length) &&
        !part_of_name(at, object->length, object->value->object_class)) {
      mention.kind = MentionKind::kObject;
      mention.object = object->value->object_class;
      mention.loose = object->value->loose;
      mention.head_end = at + object->length;
    } else if (party && nominal(at, party->length)) {
      mention.kind = MentionKind::kParty;
      mention.party = party->value;
      mention.head_end = at + party->length;
    } else if (reading_.is(at, kPronoun)) {
      mention.kind = MentionKind::kPronoun;
      mention.head_end = mention.end = at + 1;
      reading_.mentions.push_back(std::move(mention));
      return at + 1;
    } else {
      return at + 1;
    }
    mention.end = mention.head_end;
    extend_left(mention);
    extend_right(mention);
    staff_left(mention);
    const int next = std::max(mention.head_end, at + 1);
    reading_.mentions.push_back(std::move(mention));
    return next;
  }

  // "A fire forces evacuations", "forces the closure": a verb that looks like the noun.
  bool verb_form(int at, int length) const {
    const ReadWord& word = reading_.word(at);
    if (length != 1 || !word.is(kVerb) || !word.lower.ends_with("s")) return false;
    const Atom* before = reading_.atom(at - 1);
    const int next = at + 1;
    const bool owner = before != nullptr && !reading_.is(before->first - 1, kPreposition);
    if (owner || reading_.says(at - 1, "'s")) return false;
    if (reading_.is(next, kDeterminer | kPossessive | kPronoun) &&
        !reading_.is(next, kRelative | kConjunction | kClause))
      return true;
    if (next >= reading_.size() || reading_.word(next).is(kTrigger)) return false;
    bool noun_next = false;
    lexicon_.triggers.each_starting(reading_.word(next),
                                    [&](const auto&, int) { noun_next = true; });
    return noun_next;
  }

  // "the Embassy Hotel", "Marine Midland": the first word of a longer name.
  bool part_of_name(int at, int length, ObjectClass object_class) const {
    const bool nameable = object_class == ObjectClass::kMission ||
                          object_class == ObjectClass::kTroops || reading_.says(at, "navy");
    const int next = at + length;
    if (!nameable || reading_.sentence->in_title || next >= reading_.size()) return false;
    const ReadWord& first = reading_.word(at);
    const ReadWord& follower = reading_.word(next);
    if (!first.capital || !follower.capital || shouted_) return false;
    return reading_.atom(next) == nullptr && !reading_.breaks_phrase(next) &&
           !follower.is(kAdverb | kQuantity | kWeekday | kMonth | kNumber) &&
           !lexicon_.objects.find(reading_.words, next) &&
           !lexicon_.parties.find(reading_.words, next);
  }

  // "45 staff of the Elbonian embassy": people of the mission, not the mission.
  void staff_left(Mention& mention) const {
    if (mention.object != ObjectClass::kMission || mention.possessor) return;
    if (!reading_.is(mention.begin - 1, kPreposition) || !reading_.is(mention.begin - 2, kStaff))
      return;
    mention.object = ObjectClass::kDiplomat;
    int begin = mention.head = mention.begin - 2;
    const int left = reading_.mentions.empty() ? 0 : reading_.mentions.back().end;
    while (begin > left && !reading_.breaks_phrase(begin - 1) &&
           reading_.atom(begin - 1) == nullptr) {
      --begin;
    }
    mention.begin = begin;
  }

  // "embassy building", "base camp": the word modifies another noun that is not ours. Only what is
  // followed by a mark, a small word, a verb or a name is taken for a head; what we do not know
  // passes.
  bool nominal(int at, int length) const {
    const ReadWord& last = reading_.word(at + length - 1);
    return !(last.lower.ends_with("ing") || reading_.is(at - 1, kModal) ||
             (reading_.says(at - 1, "to") && length == 1 && last.lemma == last.lower &&
              reading_.is(at, kTrigger)));
  }

  void own(Mention& mention, int atom) {
    taken_[static_cast<std::size_t>(atom)] = true;
    add_once(mention.who, reading_.atoms[static_cast<std::size_t>(atom)].who);
  }

  void extend_left(Mention& mention) {
    int at = mention.head - 1;
    bool after_name = false;
    for (int steps = 0; at >= 0 && steps < kLongestPhrase; ++steps) {
      if (!reading_.mentions.empty() && reading_.mentions.back().head_end == at + 1 &&
          reading_.mentions.back().kind != MentionKind::kPronoun) {
        return take_over(mention, reading_.mentions.back());
      }
      const int atom = reading_.atom_at[static_cast<std::size_t>(at)];
      if (atom >= 0) {
        own(mention, atom);
        at = reading_.atoms[static_cast<std::size_t>(atom)].first - 1;
        after_name = true;
        continue;
      }
      const bool joins = after_name && (reading_.says(at, "and") || reading_.says(at, ",") ||
                                        reading_.says(at, "&") || reading_.says(at, "or"));
      if (joins && reading_.atom(at - 1) != nullptr) {
        --at;
        continue;
      }
      if (reading_.is(at, kDeterminer | kPossessive)) {
        mention.subject_owned = reading_.is(at, kPossessive);
        mention.definite =
            reading_.says(at, "the") || reading_.says(at, "this") || reading_.says(at, "these");
        --at;
        break;
      }
      if (reading_.breaks_phrase(at)) break;
      after_name = false;
      --at;
    }
    mention.begin = at + 1;
    quantity_left(mention);
  }

  // "special forces soldiers", "foreign ministry spokesman": the first head modifies the second.
  static void take_over(Mention& mention, Mention& modifier) {
    for (const Participant& who : modifier.who) add_once(mention.who, who);
    mention.begin = modifier.begin;
    mention.subject_owned = modifier.subject_owned;
    mention.definite = modifier.definite;
    modifier.possessor = true;
  }

  // "Hundreds of", "most of the", "up to".
  void quantity_left(Mention& mention) {
    if (reading_.says(mention.begin - 1, "of") &&
        reading_.is(mention.begin - 2, kQuantity | kNumberWord | kNumber)) {
      mention.begin -= 2;
      while (reading_.is(mention.begin - 1, kDeterminer | kNumber | kNumberWord | kQuantity))
        --mention.begin;
    }
    while (mention.begin > 0) {
      const int before = mention.begin;
      for (int length = 3; length >= 1 && mention.begin == before; --length) {
        if (before < length) continue;
        const auto bound = lexicon_.bounds.find(reading_.words, before - length);
        if (bound && bound->length == length) mention.begin -= length;
      }
      if (mention.begin == before) return;
    }
  }

  void extend_right(Mention& mention) {
    mention.end = with_names(mention, mention.end);
    if (possessive_mark(mention.end)) {
      mention.possessor = true;
      return;
    }
    list_right(mention);
    while (mention.end < reading_.size() && modifier_right(mention)) {
    }
    if (reading_.says(mention.end, ",")) {
      const int end = with_names(mention, mention.end + 1);
      if (end > mention.end + 1 && reading_.says(end, ",")) mention.end = end + 1;
    }
    list_right(mention);
  }

  bool possessive_mark(int at) const { return reading_.says(at, "'s") || reading_.says(at, "'"); }

  // Capitalised words of a person's name from `at` on.
  int with_names(Mention& mention, int at) {
    int end = at;
    while (end < reading_.size() && end - at < kLongestName) {
      const ReadWord& word = reading_.word(end);
      const Atom* atom = reading_.atom(end);
      if (atom != nullptr && atom->who.role.empty()) break;
      const bool inside = word.is(kNamePart) && end > at && end + 1 < reading_.size() &&
                          reading_.word(end + 1).capital;
      if (atom == nullptr && !inside && (!word.capital || reading_.breaks_phrase(end))) break;
      if (atom == nullptr && (lexicon_.objects.find(reading_.words, end) ||
                              lexicon_.parties.find(reading_.words, end)))
        break;
      if (atom != nullptr && mention.kind == MentionKind::kParty && mention.who.empty()) {
        own(mention, reading_.atom_at[static_cast<std::size_t>(end)]);
      }
      mention.names.push_back(word.lower);
      end = atom != nullptr ? atom->end : end + 1;
    }
    return end;
  }

  // "ambassador to Niger", "ministry of Malaysia", "junta in Niger".
  bool modifier_right(Mention& mention) {
    const int at = mention.end;
    if (!reading_.is(at, kPreposition)) return false;
    const std::string& word = reading_.word(at).lower;
    std::vector<Participant> found;
    const int end = names_after(reading_, at + 1, found, false);
    if (end == at + 1 || found.empty()) return false;
    const bool diplomatic =
        mention.object == ObjectClass::kDiplomat || mention.object == ObjectClass::kMission;
    if (mention.kind == MentionKind::kParty) {
      if ((word != "of" && word != "in" && word != "for") || !mention.who.empty()) return false;
      mention.who = found;
    } else if (word == "of" || (word == "for" && diplomatic)) {
      for (const Participant& who : found) add_once(mention.who, who);
    } else if (word == "from") {
      mention.from = found;
    } else if (diplomatic && (word == "to" || word == "in" || word == "at")) {
      mention.host = found;
    } else {
      return false;
    }
    take(at + 1, end);
    mention.end = with_names(mention, end);
    return true;
  }

  // "10 countries, including Turkey and Canada".
  void list_right(Mention& mention) {
    int at = mention.end;
    bool group_named = mention.kind != MentionKind::kObject;
    if (reading_.says(at, "of") || reading_.says(at, "from")) {
      int group = at + 1;
      while (group < reading_.size() && group - at < 4 && !reading_.breaks_phrase(group) &&
             lexicon_.parties.find(reading_.words, group) == std::nullopt)
        ++group;
      if (group < reading_.size() && lexicon_.parties.find(reading_.words, group)) {
        at = group + 1;
        group_named = true;
      }
    }
    // "the forces in the south, including Springfield": places, not owners.
    if (!group_named && mention.object != ObjectClass::kDiplomat) return;
    if (reading_.says(at, ",")) ++at;
    if (!reading_.says(at, "including") && !reading_.says(at, "namely")) return;
    std::vector<Participant> found;
    int end = names_after(reading_, at + 1, found, false);
    if (found.empty()) return;
    take(at + 1, end);
    if (reading_.says(end, ",")) ++end;
    for (const Participant& who : found) add_once(mention.who, who);
    mention.end = end;
  }

  void take(int begin, int end) {
    for (int at = begin; at < end; ++at) {
      const int atom = reading_.atom_at[static_cast<std::size_t>(at)];
      if (atom >= 0) taken_[static_cast<std::size_t>(atom)] = true;
    }
  }

  void standalone_names() {
    for (std::size_t i = 0; i < reading_.atoms.size(); ++i) {
      if (taken_[i]) continue;
      const Atom& atom = reading_.atoms[i];
      Mention mention;
      mention.begin = mention.head = atom.first;
      mention.head_end = mention.end = atom.end;
      mention.who.push_back(atom.who);
      mention.possessor = possessive_mark(atom.end);
      mention.definite = true;
      const bool people = reading_.word(atom.end - 1).lower.ends_with("s");
      mention.adjective = (atom.demonym && !people) || modifies_next(atom);
      int at = atom.first - 1;
      for (int steps = 0; steps < 3 && !reading_.breaks_phrase(at) && reading_.atom(at) == nullptr;
           ++steps) {
        if (reading_.word(at).capital || reading_.word(at).lower == "'s") break;
        --at;
      }
      if (reading_.is(at, kDeterminer)) --at;
      if (at < 0 || reading_.breaks_phrase(at)) mention.begin = at + 1;
      reading_.mentions.push_back(std::move(mention));
    }
  }

  // "US decision": a name before a noun that is not ours.
  bool modifies_next(const Atom& atom) const {
    const int at = atom.end;
    return at < reading_.size() && !reading_.breaks_phrase(at) && reading_.atom(at) == nullptr &&
           !reading_.word(at).capital && !possessive_mark(at) && !reading_.is(at, kAdverb);
  }

  void index() {
    std::sort(reading_.mentions.begin(), reading_.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.head < b.head; });
    for (std::size_t i = 0; i < reading_.mentions.size(); ++i) {
      const Mention& mention = reading_.mentions[i];
      for (int at = mention.head; at < mention.end; ++at) {
        int& slot = reading_.mention_at[static_cast<std::size_t>(at)];
        if (slot < 0 || at < mention.head_end) slot = static_cast<int>(i);
      }
    }
  }

  Reading& reading_;
  const Lexicon& lexicon_;
  std::vector<bool> taken_;
  bool shouted_ = false;  // capitals or headline case throughout
};

}  // namespace

bool Reading::breaks_phrase(int at) const {
  if (at < 0 || at >= size()) return true;
  if (atom(at) != nullptr) return false;  // "US" is no pronoun, "States" no verb
  const ReadWord& w = word(at);
  if (w.lower == "'s" || w.lower == "'") return false;
  if (w.is(kMark | kPreposition | kConjunction | kClause | kRelative | kAuxiliary | kModal |
           kPronoun))
    return true;
  if (w.is(kNegation)) return w.lower != "no";
  // A verb, but not one used as an adjective before a noun: "the deployed troops".
  if (w.is(kVerb | kTrigger))
    return !(w.lower.ends_with("ed") && is(at - 1, kDeterminer | kPossessive));
  return false;
}

int names_after(const Reading& reading, int at, std::vector<Participant>& out,
                bool countries_only) {
  int first = at;
  for (int steps = 0; steps < 4 && reading.atom(first) == nullptr; ++steps, ++first) {
    const bool plain =
        first < reading.size() && (!reading.breaks_phrase(first) || reading.is(first, kDeterminer));
    if (!plain) return at;
  }
  int end = at;
  for (const Atom* atom = reading.atom(first); atom != nullptr; atom = reading.atom(first)) {
    if (!countries_only || atom->who.org.empty()) add_once(out, atom->who);
    end = atom->end;
    int next = end;
    if (reading.says(next, ",")) ++next;
    if (reading.says(next, "and") || reading.says(next, "or")) ++next;
    if (next == end) break;
    if (reading.is(next, kDeterminer)) ++next;
    const Atom* other = reading.atom(next);
    // "from Egypt, and Israel said": the second name begins a clause.
    if (other == nullptr || reading.is(other->end, kVerb | kAuxiliary | kModal | kTrigger)) break;
    first = next;
  }
  return end;
}

std::vector<Reading> read_document(const Document& document, const Gazetteer& gazetteer,
                                   const OfficeHolders& holders, const Lexicon& lexicon) {
  const std::vector<NameMatch> in_title = gazetteer.find(document.title);
  const std::vector<NameMatch> in_body = gazetteer.find(document.body);
  std::size_t next_title = 0;
  std::size_t next_body = 0;
  std::vector<Reading> readings;
  for (const Sentence& sentence : document.sentences) {
    Reading reading;
    reading.sentence = &sentence;
    reading.words = read_words(document, sentence, lexicon);
    Namer(reading, document, gazetteer, holders, lexicon)
        .run(sentence.in_title ? in_title : in_body, sentence.in_title ? next_title : next_body);
    Phraser(reading, lexicon).run();
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace tocsin
