// One sentence read: its words, the names in it, and its mentions (noun phrases of actors and
// objects). The mentions' countries that only the article can tell are filled in by focus.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/event/lexicon.h"
#include "news/document.h"
#include "news/event.h"
#include "world/gazetteer.h"
#include "world/office_holders.h"

namespace tocsin {

// A name in the sentence: words [first, end).
struct Atom {
  int first = 0;
  int end = 0;
  Participant who;
  bool demonym = false;     // "French": an adjective, or a people
  bool geographic = false;  // a country, its capital or a place in it
};

enum class MentionKind { kEntity, kParty, kObject, kPronoun };

// A noun phrase, words [begin, end), whose head starts at `head`.
struct Mention {
  MentionKind kind = MentionKind::kEntity;
  int begin = 0;
  int head = 0;
  int head_end = 0;
  int end = 0;
  std::optional<ObjectClass> object;  // of kObject
  bool loose = false;                 // of kObject: ObjectWord::loose
  const Party* party = nullptr;       // of kParty; owned by the lexicon
  std::vector<Participant> who;       // the actors, or whose the object is
  std::vector<Participant> host;      // "to Niger", "in Niamey"
  std::vector<Participant> from;      // "from Niger": owner or host, the verb decides
  bool subject_owned = false;         // "its ambassador"
  bool possessor = false;             // "France's": stands before another noun
  bool adjective = false;             // a demonym without a head that we know
  bool definite = false;              // "the", "this", a bare name
  std::vector<std::string> names;     // capitalised words of a person, lower case
};

struct Reading {
  const Sentence* sentence = nullptr;
  Words words;
  std::vector<Atom> atoms;
  std::vector<int> atom_at;       // index into atoms by word, -1 none
  std::vector<Mention> mentions;  // by position of the head
  std::vector<int> mention_at;    // mention whose [head, end) covers the word, -1 none

  int size() const { return static_cast<int>(words.size()); }
  const ReadWord& word(int at) const { return words[static_cast<std::size_t>(at)]; }
  bool is(int at, std::uint32_t classes) const {
    return at >= 0 && at < size() && word(at).is(classes);
  }
  bool says(int at, std::string_view lower) const {
    return at >= 0 && at < size() && word(at).lower == lower;
  }
  const Atom* atom(int at) const {
    if (at < 0 || at >= size() || atom_at[static_cast<std::size_t>(at)] < 0) return nullptr;
    return &atoms[static_cast<std::size_t>(atom_at[static_cast<std::size_t>(at)])];
  }
  const Mention* mention(int at) const {
    if (at < 0 || at >= size() || mention_at[static_cast<std::size_t>(at)] < 0) return nullptr;
    return &mentions[static_cast<std::size_t>(mention_at[static_cast<std::size_t>(at)])];
  }
  // A word that ends a noun phrase to its left.
  bool breaks_phrase(int at) const;
};

// Names coordinated from word `at` on: "Spain, Norway and Ireland", "the Iraqi border". Up to three
// words of other kinds may stand before the first. Returns the word after the last, `at` where
// there is none.
int names_after(const Reading& reading, int at, std::vector<Participant>& out, bool countries_only);

// Reads every sentence of the document. Linear in its text.
std::vector<Reading> read_document(const Document& document, const Gazetteer& gazetteer,
                                   const OfficeHolders& holders, const Lexicon& lexicon);

}  // namespace tocsin
