// How acts of all kinds are said, as patterns over dependency trees:
// extract/event/lexicon/acts.tsv, groups.tsv, people.tsv and governors.tsv, whose first lines say
// what their fields mean. Immutable after load; shared between threads.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "extract/event/table.h"
#include "news/ontology.h"

namespace tocsin {

using LemmaSet = std::unordered_set<std::string>;

// A further word of a pattern, beside the trigger.
struct PatternWord {
  enum class Kind {
    kWord,
    kOneOf,
    kNoneOf,          // "!{...}": none of these hangs on the trigger or its object
    kNoneInSentence,  // "!!{...}": none of these stands in the sentence
  };
  Kind kind = Kind::kWord;
  std::string word;  // of kWord
  LemmaSet lemmas;   // of the others
};

// Where a participant of an act stands in the tree.
struct ActSource {
  enum class Kind { kSubject, kObject, kOwner, kBoth, kPlace, kPreposition };
  Kind kind = Kind::kSubject;
  std::string preposition;  // of kPreposition
};

struct ActPattern {
  EventType type = EventType::kOther;
  std::string mode;
  EventStatus status = EventStatus::kOccurred;
  std::vector<ActSource> actor;      // in order of trust
  std::vector<ActSource> recipient;  // likewise
  std::vector<PatternWord> words;
  Where where;  // "acts.tsv", line: for --explain
};

// How many words must stand beside the trigger.
std::ptrdiff_t required_words(const ActPattern& pattern);

// A noun for who acts or suffers.
struct Person {
  enum class Kind {
    kState,   // for the country where it is: police
    kPeople,  // of the country where it is: protesters
    kArmed,   // of no country unless a name says so: gunmen
    kNobody,  // no party at all: an earthquake
  };
  Kind kind = Kind::kPeople;
  std::string sector;
};

// Who acts in what a word governs.
enum class Control {
  kSubject,  // who governs: "plans to"
  kObject,   // the object: "urged him to"
  kOther,    // somebody else: "demanded that", "demanded the release"
};
inline constexpr int kControls = 3;

// What a word says, for each control that it can have, of how far the act below it has got.
using Governor = std::array<std::optional<EventStatus>, kControls>;

struct ActLexicon {
  // By the trigger's lemma; of one lemma the patterns with most words first.
  std::unordered_map<std::string, std::vector<ActPattern>> verbs;
  std::unordered_map<std::string, std::vector<ActPattern>> nouns;
  std::unordered_map<std::string, Person> people;
  std::unordered_map<std::string, Governor> governors;  // "plan", "call for"
  LemmaSet light;  // verbs whose subject does what their object says: "launch", "carry out"
  LemmaSet say;    // "said that they must"
  LemmaSet sport;  // what reports about sport speak of
};

// The files in a fixed order: groups, acts, people, governors.
inline constexpr std::size_t kActLexiconFiles = 4;
using ActLexiconFiles = std::array<LexiconFile, kActLexiconFiles>;

ActLexiconFiles embedded_act_lexicon();
// kInvalid with file, line and what is wrong.
Result<ActLexicon> parse_act_lexicon(const ActLexiconFiles& files);

}  // namespace tocsin
