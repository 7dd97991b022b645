// See act_parties.h. Next to read: act_match.cc.
#include "extract/event/act_parties.h"

#include <algorithm>
#include <array>

#include "extract/event/clause.h"

namespace tocsin {
namespace {

constexpr int kLongestSource = 8;  // words in brackets
constexpr int kDeepest = 4;        // levels of modifiers that are looked into

constexpr std::array<std::string_view, 11> kPlacePrepositions = {
    "in",         "at",  "near",   "inside", "across", "outside",
    "throughout", "off", "around", "within", "along"};
constexpr std::array<std::string_view, 4> kRelatives = {"who", "which", "that", "whom"};

template <typename Table>
bool stands_in(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

// The reporter is not the doer.
void add_once(std::vector<Participant>& to, const Participant& who) {
  if (who.code().empty() || who.sector == "MED") return;
  const bool there = std::any_of(
      to.begin(), to.end(), [&](const Participant& other) { return other.code() == who.code(); });
  if (!there) to.push_back(who);
}

}  // namespace

ActParties::ActParties(const DependencyTree& tree, const Reading& reading, int sentence,
                       const DocumentFocus& focus, const ActLexicon& lexicon)
    : tree_(tree), reading_(reading), sentence_(sentence), focus_(focus), lexicon_(lexicon) {
  int at = 0;
  for (int word = 0; word < tree.size(); ++word) {
    const std::int32_t begin = tree.token(word).span.begin;
    while (at + 1 < reading.size() && reading.word(at + 1).span.begin <= begin) ++at;
    reading_word_.push_back(at);
  }
  find_source();
}

// "... on Friday. (The Daily Herald)": who reports it, in brackets at the end.
void ActParties::find_source() {
  const int last = tree_.size() - 1;
  source_ = tree_.size();
  for (int close = last; close >= 0 && last - close <= 1; --close) {
    if (tree_.lower(close) != ")") continue;
    for (int open = close; open >= 0 && close - open <= kLongestSource; --open) {
      if (tree_.lower(open) == "(") source_ = open;
    }
  }
}

std::vector<Participant> ActParties::named_by(int word) const {
  std::vector<Participant> out;
  if (word >= 0) add_list(word, 0, out);
  return out;
}

// With what is coordinated: "Kenya and Peru", "the Kenyan and Peruvian armies".
void ActParties::add_list(int word, int depth, std::vector<Participant>& out) const {
  add_phrase(word, depth, out);
  for (const int child : tree_.children(word)) {
    if (tree_.has_relation(child, "conj") && !tree_.is_verb(child)) add_phrase(child, depth, out);
  }
}

std::vector<Participant> ActParties::owners(int word) const {
  std::vector<Participant> out;
  for (const int child : tree_.children(word)) {
    if (tree_.has_relation(child, "amod") || tree_.has_relation(child, "compound") ||
        tree_.token(child).relation == "nmod:poss" || tree_.token(child).relation == "nmod:desc") {
      add_list(child, 1, out);
    }
  }
  return out;
}

// "The envoy who left": the noun that a relative pronoun stands for; -1 where it is none.
int ActParties::pronoun_head(int word) const {
  if (!stands_in(kRelatives, tree_.lower(word))) return -1;
  for (int above = tree_.head(word), steps = 0; above >= 0 && steps < kDeepest; ++steps) {
    if (tree_.token(above).relation == "acl:relcl") return tree_.head(above);
    above = tree_.head(above);
  }
  return -1;
}

void ActParties::add_antecedent(int word, int depth, std::vector<Participant>& out) const {
  const int noun = pronoun_head(word);
  if (noun >= 0) return add_phrase(noun, depth + 1, out);
  const Mention* mention = reading_.mention(reading_word(word));
  if (mention == nullptr) {
    if (!tree_.lower(word).starts_with("it") && tree_.token(word).fine_tag == "PRP$") {
      for (const Participant& who : focus_.spoken_of(sentence_)) add_once(out, who);
    }
    return;
  }
  for (const Participant& who : participants_of(reading_, *mention, focus_, sentence_))
    add_once(out, who);
}

void ActParties::add_phrase(int word, int depth, std::vector<Participant>& out) const {
  if (depth > kDeepest || word >= source_) return;
  if (const Atom* name = atom(word)) {
    if (!is_people_elsewhere(*name, word)) return add_once(out, name->who);
    add_modifiers(word, depth, out);
    if (out.empty()) out = place(word);
    return;
  }
  if (tree_.is_tagged(word, "PRON")) return add_antecedent(word, depth, out);
  const std::size_t before = out.size();
  add_modifiers(word, depth, out);
  if (out.size() > before || depth > 0) return;
  const Mention* mention = reading_.mention(reading_word(word));
  if (mention != nullptr && mention->head_end > reading_word(word)) {
    for (const Participant& who : participants_of(reading_, *mention, focus_, sentence_))
      add_once(out, who);
  }
  if (out.size() == before) add_by_noun(word, out);
}

// "Ethnic Albanians in Serbia", "Iraqi Kurds": of another country than the one they are named
// after.
bool ActParties::is_people_elsewhere(const Atom& name, int word) const {
  if (!name.demonym || !tree_.is_noun(word)) return false;
  const std::span<const int> children = tree_.children(word);
  return std::any_of(children.begin(), children.end(), [&](int child) {
    const bool modifier =
        tree_.has_relation(child, "amod") || tree_.has_relation(child, "compound");
    const Atom* other = atom(child);
    return modifier && (tree_.lower(child) == "ethnic" || (other != nullptr && other != &name));
  });
}

// Nearest first: what stands before the head, its name or apposition, what stands after it.
void ActParties::add_modifiers(int word, int depth, std::vector<Participant>& out) const {
  const std::size_t before = out.size();
  const auto take = [&](auto fits) {
    if (out.size() > before) return;
    for (const int child : tree_.children(word)) {
      if (fits(child, tree_.token(child).relation)) add_list(child, depth + 1, out);
    }
  };
  take([](int, const std::string& relation) {
    return relation == "amod" || relation == "nmod:poss" || relation == "nmod:desc" ||
           relation.starts_with("compound");
  });
  take([](int, const std::string& relation) {
    return relation.starts_with("flat") || relation == "appos";
  });
  take([&](int child, const std::string& relation) {
    return relation == "nmod" && (tree_.marker(child) == "of" || tree_.marker(child) == "from");
  });
  take([&](int child, const std::string& relation) {
    return relation == "nmod" && stands_in(kPlacePrepositions, tree_.marker(child));
  });
}

// Those who belong to the country where it is; a person whom only a name tells is taken for one.
void ActParties::add_by_noun(int word, std::vector<Participant>& out) const {
  const auto person = lexicon_.people.find(tree_.lemma(word));
  const bool known = person != lexicon_.people.end();
  if (!known && !tree_.is_tagged(word, "PROPN")) return;
  if (known && person->second.kind != Person::Kind::kState &&
      person->second.kind != Person::Kind::kPeople)
    return;
  for (Participant who : place(word)) {
    who.text =
        std::string(tree_.document().form(tree_.sentence(), tree_.sentence().first_token + word));
    who.sector = known ? person->second.sector : "";
    who.role.clear();
    add_once(out, who);
  }
}

bool ActParties::is_nobody(int word) const {
  const auto person = lexicon_.people.find(tree_.lemma(word));
  return person != lexicon_.people.end() && person->second.kind == Person::Kind::kNobody &&
         atom(word) == nullptr;
}

void ActParties::add_place_below(int word, int depth, std::vector<Participant>& out) const {
  if (depth > kDeepest) return;
  const Atom* name = atom(word);
  if (name != nullptr && name->geographic && !name->demonym) add_once(out, name->who);
  for (const int child : tree_.children(word)) {
    if (!tree_.is_verb(child)) add_place_below(child, depth + 1, out);
  }
}

std::vector<Participant> ActParties::named_place(int word) const {
  std::vector<Participant> out;
  for (int above = word, steps = 0; above >= 0 && out.empty() && steps < 2 * kDeepest; ++steps) {
    for (const int child : tree_.children(above)) {
      if (!tree_.has_relation(child, "obl") && !tree_.has_relation(child, "nmod")) continue;
      if (out.empty() && stands_in(kPlacePrepositions, tree_.marker(child)))
        add_place_below(child, 0, out);
    }
    above = tree_.head(above);
  }
  if (out.size() > 1) out.resize(1);
  return out;
}

std::vector<Participant> ActParties::place(int word) const {
  std::vector<Participant> out = named_place(word);
  if (!out.empty()) return out;
  out = others({});
  if (out.size() != 1) {
    const Participant* main = focus_.other_country({});
    out.clear();
    if (main != nullptr) out.push_back(*main);
  }
  if (!out.empty()) out.front().org.clear();
  return out;
}

std::vector<Participant> ActParties::others(const std::vector<Participant>& except) const {
  std::vector<Participant> out = except;
  for (const Atom& name : reading_.atoms) {
    const bool reported = source_ < tree_.size() && name.first >= reading_word(source_);
    if (!name.who.country.empty() && !reported) add_once(out, name.who);
  }
  out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(except.size()));
  return out;
}

}  // namespace tocsin
