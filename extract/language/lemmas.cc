// Endings to stems: the table of irregular forms first, then a few rules. Only entrance: lemma_of.
#include "extract/language/lemmas.h"

#include "base/text.h"

namespace tocsin {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool has_vowel(std::string_view stem) {
  return stem.find_first_of("aeiouy") != std::string_view::npos;
}

bool is_doubled(std::string_view stem) {
  return stem.size() > 2 && stem.back() == stem[stem.size() - 2] && !is_vowel(stem.back());
}

// "closed" lost an e, "ordered" did not: where the verb is unknown, by the stem's last letters.
bool wants_e(std::string_view stem) {
  for (std::string_view ending : {"at", "iz", "ut", "v",  "c",  "dg", "rg", "ng", "u",  "bl", "pl",
                                  "tl", "gl", "rs", "ls", "ns", "as", "os", "us", "ag", "eg"}) {
    if (stem.ends_with(ending)) return ending != "ut" && ending != "ng" && ending != "tl";
  }
  return false;
}

// The verb that "stem" + ed or ing comes from.
std::string verb_of(std::string_view stem, const LanguageTables& tables) {
  std::string plain(stem);
  if (tables.verbs.contains(plain)) return plain;
  if (tables.verbs.contains(plain + "e")) return plain + "e";
  if (is_doubled(stem)) {
    std::string single(stem.substr(0, stem.size() - 1));
    const bool keeps = std::string_view("lsfz").find(stem.back()) != std::string_view::npos;
    return keeps && !tables.verbs.contains(single) ? plain : single;
  }
  return wants_e(stem) ? plain + "e" : plain;
}

std::string without_s(std::string_view word) {
  if (word.ends_with("ies") && word.size() > 4) {
    return std::string(word.substr(0, word.size() - 3)) + "y";
  }
  for (std::string_view ending : {"sses", "shes", "ches", "xes", "zes"}) {
    if (word.ends_with(ending)) return std::string(word.substr(0, word.size() - 2));
  }
  const bool singular = word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
  return std::string(singular ? word : word.substr(0, word.size() - 1));
}

}  // namespace

std::string lemma_of(std::string_view word, const LanguageTables& tables) {
  std::string folded = fold_case(word);
  for (std::size_t at = folded.find("\xE2\x80\x99"); at != std::string::npos;
       at = folded.find("\xE2\x80\x99", at)) {
    folded.replace(at, 3, "'");
  }
  if (const auto found = tables.lemmas.find(folded); found != tables.lemmas.end()) {
    return found->second;
  }
  const std::string_view form = folded;
  if (form.size() < 4 || !is_valid_utf8(form)) return folded;
  if (form.ends_with("ied") && form.size() > 4) {
    return std::string(form.substr(0, form.size() - 3)) + "y";
  }
  if (form.ends_with("ed") && has_vowel(form.substr(0, form.size() - 2))) {
    return verb_of(form.substr(0, form.size() - 2), tables);
  }
  if (form.ends_with("ing") && form.size() > 4 && has_vowel(form.substr(0, form.size() - 3))) {
    return verb_of(form.substr(0, form.size() - 3), tables);
  }
  return form.ends_with("s") ? without_s(form) : folded;
}

}  // namespace tocsin
