// Entrance: train_lemmatizer, at the end: its steps stand in order there.
#include "cli/train/lemma_training.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "cli/train/irregular_forms.h"
#include "extract/language/lemma_rules.h"
#include "extract/language/lemmatizer.h"
#include "extract/language/word_shape.h"

namespace tocsin {
namespace {

constexpr int kLeastWords = 2;              // that an ending must be seen in
constexpr int kLeastAlike = 5;              // forms that share one lemma, to make it a rule
constexpr int kMostSlips = 3;               // times that a treebank may have a word wrong
constexpr int kLeastSpread = 3;             // times that a form must occur with its tag
constexpr int kLeastForms = 20;             // that a class must have to take over others' forms
constexpr std::int64_t kLeastAttested = 2;  // times that a lemma must occur in raw text
constexpr std::int64_t kLeastRaw = 3;       // times that a form must, to be judged

struct Edit {
  std::size_t strip = 0;
  std::string put_on;
  bool whole = false;
  bool operator<(const Edit& other) const {
    return std::tie(strip, put_on, whole) < std::tie(other.strip, other.put_on, other.whole);
  }
};

using Class = std::uint16_t;
using Counts = std::map<Edit, int>;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

Edit edit_between(const std::string& form, const std::string& lemma) {
  const auto differs = std::mismatch(form.begin(), form.end(), lemma.begin(), lemma.end());
  auto same = static_cast<std::size_t>(differs.first - form.begin());
  while (same > 0 && ((same < form.size() && is_continuation(form[same])) ||
                      (same < lemma.size() && is_continuation(lemma[same])))) {
    --same;
  }
  if (same == 0) return {0, lemma, true};
  return {form.size() - same, lemma.substr(same), false};
}

std::string edited(const std::string& form, const Edit& edit) {
  if (edit.whole) return edit.put_on;
  return edit.strip > form.size() ? form : form.substr(0, form.size() - edit.strip) + edit.put_on;
}

bool is_taken_for(std::string_view upos, std::string_view other) {
  const bool inflected = upos == "NOUN" || upos == "VERB" || upos == "AUX" || upos == "ADJ";
  return (inflected && other == upos) || (upos == "AUX" && other == "VERB");
}

// The commonest; of equals the first.
std::pair<Edit, int> commonest(const Counts& counts) {
  const auto best =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return *best;
}

// Tags whose words are inflected alike share their rules.
std::string_view shared_xpos(std::string_view xpos) {
  if (xpos == "VBN") return "VBD";
  if (xpos == "VBP") return "VB";
  return xpos;
}

// A word that was written asunder ("with out") has its lemma at its first part, where it teaches
// nothing of that part; the others are X and have "_".
bool teaches(const ConlluWord& word) {
  if (word.lemma.empty() || word.form.size() > 64) return false;
  return word.upos == "X" || (word.xpos != "GW" && (word.lemma != "_" || word.form == "_"));
}

class Learner {
 public:
  void observe(const ConlluWord& word) {
    if (!teaches(word)) return;
    const std::string form = fold_form(word.form);
    const std::string lemma = fold_form(word.lemma);
    const Class tag_class = class_of(word.upos, word.xpos);
    Counts& edits = seen_[{tag_class, form}];
    if (edits.empty()) ++forms_of_[tag_class];
    ++edits[edit_between(form, lemma)];
    if (word.upos == "VERB") ++verbs_[lemma];
  }

  void learn_endings() {
    std::map<Class, Counts> whole;
    for (const auto& [word, edits] : seen_) {
      const Edit edit = commonest(edits).first;
      const std::string& form = word.second;
      if (edit.whole) {
        ++whole[word.first][edit];
        continue;
      }
      for (std::size_t size = edit.strip; size <= std::min(form.size(), kLongestEnding); ++size)
        ++endings_[{size, word.first, form.substr(form.size() - size)}][edit];
    }
    for (const auto& [key, edits] : endings_) {  // the shorter first
      const auto& [size, tag_class, ending] = key;
      const auto [edit, count] = commonest(edits);
      int words = 0;
      for (const auto& [other, number] : edits) words += number;
      if (size > 0 && words < kLeastWords) continue;
      const Edit shorter = size > 0 ? rule(ending.substr(1), tag_class) : Edit{};
      const auto like_shorter = edits.find(shorter);
      if (like_shorter != edits.end() && like_shorter->second >= count) continue;
      rules_[{tag_class, ending}] = edit;
    }
    for (const auto& [tag_class, edits] : whole) {  // most words of the class have one lemma
      const auto [edit, count] = commonest(edits);
      if (count >= kLeastAlike && 2 * count > forms_of_[tag_class]) rules_[{tag_class, ""}] = edit;
    }
  }

  void keep_exceptions() {
    for (const auto& [word, edits] : seen_) {
      const Edit edit = commonest(edits).first;
      keep_if_misled(word.first, word.second, edited(word.second, edit));
    }
  }

  // A tagger takes one inflection for another more often than one part of speech: a form that was
  // only seen as a plural has that lemma even where it is tagged as a singular.
  void spread_over_inflections() {
    std::map<Class, std::vector<Class>> siblings;
    for (const auto& [tag, tag_class] : classes_)
      for (const auto& [other, other_class] : classes_)
        if (tag_class != other_class && is_taken_for(tag.first, other.first) &&
            forms_of_[other_class] >= kLeastForms) {
          siblings[tag_class].push_back(other_class);
        }
    for (const auto& [word, edits] : seen_) {
      const auto [edit, count] = commonest(edits);
      if (count < kLeastSpread) continue;
      for (const Class sibling : siblings[word.first])
        if (!seen_.contains({sibling, word.second}))
          keep_if_misled(sibling, word.second, edited(word.second, edit));
    }
  }

  // A form with its lemma, unless the treebanks have the form more than a few times (they have
  // slips) or an earlier call told of it.
  void know(std::string_view upos, std::string_view xpos, const std::string& form,
            const std::string& lemma) {
    const Class tag_class = class_of(upos, xpos);
    if (!known_.insert({tag_class, form}).second) return;
    const auto seen = seen_.find({tag_class, form});
    if (seen != seen_.end() && commonest(seen->second).second > kMostSlips) return;
    keep_if_misled(tag_class, form, lemma);
  }

  // Verbs of the treebanks, the commonest first.
  std::vector<std::string> verbs() const {
    std::vector<std::pair<std::int64_t, std::string>> counted;
    for (const auto& [lemma, count] : verbs_) {
      const bool plain =
          std::all_of(lemma.begin(), lemma.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (plain && lemma.size() > 2 && count > 1) counted.emplace_back(-count, lemma);
    }
    std::sort(counted.begin(), counted.end());
    std::vector<std::string> out;
    out.reserve(counted.size());
    for (auto& [count, lemma] : counted) out.push_back(std::move(lemma));
    return out;
  }

  // Where the rules lead from a form of raw text to no attested word, another edit that is usual
  // behind such letters may. `ending` is that of the inflection.
  void judge(std::string_view upos, std::string_view xpos, std::size_t ending,
             const std::string& form, const std::map<std::string, std::int64_t>& attested) {
    const Class tag_class = class_of(upos, xpos);
    const auto is_word = [&](const std::string& lemma) {
      const auto found = attested.find(lemma);
      return found != attested.end() && found->second >= kLeastAttested;
    };
    if (form.size() < ending + 3 || seen_.contains({tag_class, form}) ||
        known_.contains({tag_class, form}) || is_word(edited(form, rule(form, tag_class)))) {
      return;
    }
    for (const std::size_t size : {ending + 2, ending + 1}) {
      const auto usual = endings_.find({size, tag_class, form.substr(form.size() - size)});
      if (usual == endings_.end()) continue;
      std::vector<std::pair<int, std::string>> lemmas;
      for (const auto& [edit, count] : usual->second) {
        std::string lemma = edited(form, edit);
        if (lemma != form && lemma.size() > 2 && is_word(lemma)) {
          lemmas.emplace_back(-count, std::move(lemma));
        }
      }
      if (lemmas.empty()) continue;
      keep_if_misled(tag_class, form, std::min_element(lemmas.begin(), lemmas.end())->second);
      return;
    }
  }

  bool empty() const { return seen_.empty(); }
  void write(SectionWriter& writer) const;

 private:
  using Word = std::pair<Class, std::string>;

  Class class_of(std::string_view upos, std::string_view xpos) {
    const std::pair<std::string, std::string> tag(upos, xpos);
    if (const auto known = tags_.find(tag); known != tags_.end()) return known->second;
    const auto [shared, fresh] = classes_.try_emplace({tag.first, std::string(shared_xpos(xpos))},
                                                      static_cast<Class>(classes_.size()));
    tags_[tag] = shared->second;
    return shared->second;
  }

  Edit rule(const std::string& form, Class tag_class) const {
    for (std::size_t size = std::min(form.size(), kLongestEnding);; --size) {
      const auto found = rules_.find({tag_class, form.substr(form.size() - size)});
      if (found != rules_.end()) return found->second;
      if (size == 0) return {};
    }
  }

  void keep_if_misled(Class tag_class, const std::string& form, const std::string& lemma) {
    words_.erase({tag_class, form});
    if (edited(form, rule(form, tag_class)) != lemma) {
      words_[{tag_class, form}] = edit_between(form, lemma);
    }
  }

  std::map<std::pair<std::string, std::string>, Class> tags_;     // as written
  std::map<std::pair<std::string, std::string>, Class> classes_;  // with the shared XPOS
  std::map<Word, Counts> seen_;
  std::map<Class, int> forms_of_;  // how many were seen
  std::map<std::string, std::int64_t> verbs_;
  std::map<std::tuple<std::size_t, Class, std::string>, Counts> endings_;  // words, not tokens
  std::map<Word, Edit> rules_;                                             // by ending
  std::map<Word, Edit> words_;
  std::set<Word> known_;
};

// The tables of LemmaRules while they grow.
class Tables {
 public:
  explicit Tables(std::size_t keys) : slots_(std::bit_ceil(2 * keys + 2)) {}

  void add(std::uint64_t key, const Edit& edit) {
    const auto [known, fresh] =
        ids_.try_emplace(edit, static_cast<std::uint16_t>(edits_.size() + 1));
    if (fresh) {
      const auto [text, new_text] =
          texts_at_.try_emplace(edit.put_on, static_cast<std::uint32_t>(texts_.size()));
      if (new_text) texts_ += edit.put_on;
      const auto strip = static_cast<std::uint16_t>(edit.strip);
      edits_.push_back({text->second, static_cast<std::uint16_t>(edit.put_on.size()),
                        edit.whole ? LemmaEdit::kWholeWord : strip});
    }
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = key & mask;
    while (slots_[at].edit != 0) at = (at + 1) & mask;
    slots_[at] = {static_cast<std::uint32_t>(key >> 32U), known->second, 0};
  }

  void write(SectionWriter& writer) const { LemmaRules{slots_, edits_, texts_}.write(writer); }

 private:
  std::vector<LemmaSlot> slots_;
  std::vector<LemmaEdit> edits_;
  std::string texts_;
  std::map<Edit, std::uint16_t> ids_;
  std::map<std::string, std::uint32_t> texts_at_;
};

std::uint64_t key_of(Class tag_class, const std::string& ending) {
  std::uint64_t key = lemma_key(tag_class);
  for (auto c = ending.rbegin(); c != ending.rend(); ++c)
    key = extend_lemma_key(key, static_cast<unsigned char>(*c));
  return key;
}

void Learner::write(SectionWriter& writer) const {
  writer.value(static_cast<std::uint32_t>(tags_.size()));
  for (const auto& [tag, tag_class] : tags_) {
    writer.text(tag.first);
    writer.text(tag.second);
    writer.value(tag_class);
  }
  Tables tables(rules_.size() + words_.size());
  for (const auto& [ending, edit] : rules_) tables.add(key_of(ending.first, ending.second), edit);
  for (const auto& [word, edit] : words_)
    tables.add(extend_lemma_key(key_of(word.first, word.second), kWordStart), edit);
  tables.write(writer);
}

void know_irregular_forms(Learner& learner) {
  for (const IrregularForm& row : irregular_forms()) {
    for (std::size_t at = 0; at < row.forms.size();) {
      const std::size_t end = std::min(row.forms.find(' ', at), row.forms.size());
      learner.know(row.upos, row.xpos, std::string(row.forms.substr(at, end - at)),
                   std::string(row.lemma));
      at = end + 1;
    }
  }
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// Consonant, vowel, consonant: "plan", "commit", whose last letter may be doubled.
bool may_double(const std::string& verb) {
  const std::size_t size = verb.size();
  const char last = verb[size - 1];
  return !is_vowel(last) && std::string_view("wxy").find(last) == std::string_view::npos &&
         is_vowel(verb[size - 2]) && !is_vowel(verb[size - 3]);
}

bool has_one_vowel(const std::string& verb) {
  return std::count_if(verb.begin(), verb.end(), is_vowel) == 1;
}

void know_inflections(Learner& learner, const std::string& verb) {
  const auto know = [&](const char* xpos, const std::string& form) {
    learner.know("VERB", xpos, form, verb);
  };
  const std::string stem = verb.substr(0, verb.size() - 1);
  if (verb.ends_with('e')) {
    know("VBD", verb + "d");
    if (!verb.ends_with("ee")) know("VBG", stem + "ing");
    know("VBZ", verb + "s");
    return;
  }
  const bool ends_in_y = verb.ends_with('y') && !is_vowel(verb[verb.size() - 2]);
  if (may_double(verb)) {
    know("VBD", verb + verb.back() + "ed");
    know("VBG", verb + verb.back() + "ing");
  }
  if (!may_double(verb) || !has_one_vowel(verb)) {
    know("VBD", ends_in_y ? stem + "ied" : verb + "ed");
    know("VBG", verb + "ing");
  }
  const bool hisses = verb.ends_with('s') || verb.ends_with('x') || verb.ends_with('z') ||
                      verb.ends_with("ch") || verb.ends_with("sh");
  know("VBZ", ends_in_y ? stem + "ies" : verb + (hisses ? "es" : "s"));
}

// Words that are written in small letters of ASCII, with their counts.
std::map<std::string, std::int64_t> count_words(std::span<const std::string> paragraphs) {
  std::map<std::string, std::int64_t> counts;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (const std::string& text : paragraphs) {
    for (std::size_t at = 0; at < text.size();) {
      const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at);
      const auto end = std::find_if_not(begin, text.end(), is_letter);
      const bool small = std::all_of(begin, end, [](char c) { return c >= 'a'; });
      if (small && end - begin > 2) ++counts[std::string(begin, end)];
      at += static_cast<std::size_t>(end - begin) + 1;
    }
  }
  return counts;
}

struct Inflection {
  std::string_view ending;
  std::string_view upos;
  std::string_view xpos;
  std::size_t size;  // how many of the ending's letters make the inflection
};

void judge_raw_words(Learner& learner, const std::map<std::string, std::int64_t>& counts) {
  constexpr Inflection kInflections[] = {
      {"ed", "VERB", "VBD", 2}, {"ing", "VERB", "VBG", 3}, {"es", "VERB", "VBZ", 1},
      {"es", "NOUN", "NNS", 1}, {"er", "ADJ", "JJR", 2},   {"est", "ADJ", "JJS", 3},
  };
  for (const auto& [form, count] : counts) {
    if (count < kLeastRaw) continue;
    for (const Inflection& one : kInflections)
      if (form.ends_with(one.ending)) learner.judge(one.upos, one.xpos, one.size, form, counts);
  }
}

}  // namespace

Status train_lemmatizer(const std::vector<ConlluSentence>& sentences,
                        std::span<const std::string> paragraphs, ModelWriter& model) {
  Learner learner;
  for (const ConlluSentence& sentence : sentences)
    for (const ConlluWord& word : sentence.words) learner.observe(word);
  if (learner.empty()) return fail(ErrorCode::kInvalid, "no sentence has lemmas to learn from");
  learner.learn_endings();
  learner.keep_exceptions();
  learner.spread_over_inflections();
  know_irregular_forms(learner);
  for (const std::string& verb : learner.verbs()) know_inflections(learner, verb);
  judge_raw_words(learner, count_words(paragraphs));
  SectionWriter writer;
  learner.write(writer);
  model.add(Lemmatizer::kSection, writer.take());
  return {};
}

}  // namespace tocsin
