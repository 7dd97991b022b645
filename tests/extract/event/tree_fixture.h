// Sentences with the trees that a test gives them, so that no language model is needed, and a
// small lexicon of acts that does not change with the shipped one.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "extract/event/act_lexicon.h"
#include "extract/event/act_parties.h"
#include "extract/event/dependency_tree.h"
#include "extract/event/focus.h"
#include "extract/event/lexicon.h"
#include "extract/event/reading.h"
#include "world/gazetteer.h"
#include "world/office_holders.h"

namespace tocsin {

// A sentence, a line a word: "form lemma UPOS XPOS head relation", and Token::verb where a word has
// one. Heads count from 1, 0 is the root.
using TreeLines = std::vector<std::string>;

template <typename T>
T loaded_or_abort(Result<T> loaded) {
  if (!loaded) {
    std::fprintf(stderr, "%s\n", to_string(loaded.error()).c_str());
    std::abort();
  }
  return *std::move(loaded);
}

// Appends a sentence to the body. Words stand a blank apart, but for "'s", "n't" and marks.
inline void add_tree(Document& document, const TreeLines& lines) {
  std::string& text = document.body;
  if (!text.empty()) text += "\n\n";
  Sentence sentence;
  sentence.span.begin = static_cast<std::int32_t>(text.size());
  sentence.first_token = static_cast<std::int32_t>(document.tokens.size());
  for (const std::string& line : lines) {
    const std::vector<std::string_view> fields = split(line, ' ');
    int head = -1;
    if (fields.size() >= 6)
      std::from_chars(fields[4].data(), fields[4].data() + fields[4].size(), head);
    if (head < 0 || head > static_cast<int>(lines.size())) {
      std::fprintf(stderr, "no word of a tree: %s\n", line.c_str());
      std::abort();
    }
    const std::string_view form = fields[0];
    const bool first = document.tokens.size() == static_cast<std::size_t>(sentence.first_token);
    const bool glued = form == "'s" || form == "n't" || form == "," || form == "." || form == ")";
    if (!first && !glued && !text.ends_with('(')) text += ' ';
    Token token;
    token.span.begin = static_cast<std::int32_t>(text.size());
    text += form;
    token.span.end = static_cast<std::int32_t>(text.size());
    token.lemma = fields[1];
    token.tag = fields[2];
    token.fine_tag = fields[3];
    token.head = head == 0 ? -1 : sentence.first_token + head - 1;
    token.relation = fields[5];
    if (fields.size() > 6) token.verb = fields[6];
    document.tokens.push_back(std::move(token));
  }
  sentence.span.end = static_cast<std::int32_t>(text.size());
  sentence.end_token = static_cast<std::int32_t>(document.tokens.size());
  document.sentences.push_back(sentence);
}

inline Document document_of_trees(const std::vector<TreeLines>& sentences) {
  Document document;
  for (const TreeLines& lines : sentences) add_tree(document, lines);
  return document;
}

// The first word with this form; -1 none.
inline int word_of(const DependencyTree& tree, std::string_view form) {
  for (int word = 0; word < tree.size(); ++word) {
    if (tree.document().form(tree.sentence(), tree.sentence().first_token + word) == form)
      return word;
  }
  return -1;
}

// The tree of one sentence, with the document that it looks at.
class OneTree {
 public:
  explicit OneTree(const TreeLines& lines)
      : document_(document_of_trees({lines})), tree_(document_, document_.sentences.front()) {}
  OneTree(const OneTree&) = delete;
  OneTree& operator=(const OneTree&) = delete;

  const DependencyTree& operator*() const { return tree_; }
  const DependencyTree* operator->() const { return &tree_; }

 private:
  Document document_;
  DependencyTree tree_;
};

// An article whose last sentence is looked at: with the world's names, and what was said before.
class LastSentence {
 public:
  LastSentence(const std::vector<TreeLines>& sentences, const ActLexicon& lexicon)
      : document_(document_of_trees(sentences)),
        readings_(read_document(document_, gazetteer(), holders(), words())),
        focus_(readings_),
        tree_(document_, document_.sentences.back()),
        parties_(tree_, readings_.back(), static_cast<int>(readings_.size()) - 1, focus_, lexicon) {
  }
  LastSentence(const LastSentence&) = delete;
  LastSentence& operator=(const LastSentence&) = delete;

  const DependencyTree& tree() const { return tree_; }
  const ActParties& parties() const { return parties_; }
  int word(std::string_view form) const { return word_of(tree_, form); }

 private:
  static const Gazetteer& gazetteer() {
    static const auto world = loaded_or_abort(Gazetteer::load());
    return *world;
  }
  static const OfficeHolders& holders() {
    static const auto known = loaded_or_abort(OfficeHolders::load());
    return *known;
  }
  static const Lexicon& words() {
    static const Lexicon lexicon = loaded_or_abort(parse_lexicon(embedded_lexicon()));
    return lexicon;
  }

  Document document_;
  std::vector<Reading> readings_;
  DocumentFocus focus_;
  DependencyTree tree_;
  ActParties parties_;
};

inline std::string codes_of(const std::vector<Participant>& parties) {
  std::string out;
  for (const Participant& who : parties) out += (out.empty() ? "" : ",") + who.code();
  return out;
}

// Invented rows that use every kind of pattern, person and governor.
inline const ActLexicon& small_act_lexicon() {
  static const ActLexicon lexicon = loaded_or_abort(parse_act_lexicon({{
      {"groups.tsv",
       "light\tlaunch | carry out\n"
       "say\tsay | announce\n"
       "talks\ttalk | negotiation\n"},
      {"acts.tsv",
       "verb\tASSAULT/\tsubject\tobject,on\tattack | raid | fire on\n"
       "noun\tASSAULT/\tby,owner\ton,against\tattack | raid\n"
       "verb\tAID/\tsubject\tobject,to\tsupply !{wound}\n"
       "verb\tAID/\tsubject\tto\tgive {food money}\n"
       "verb\tAGREE/\tboth\tnone\tsign {agreement}\n"
       "noun\tAGREE/\tboth\tnone\tagreement\n"
       "verb\tAGREE/\tsubject\twith\tagree\n"
       "verb\tCONSULT/\tboth\tnone\tmeet | meet with\n"
       "noun\tCONSULT/\tboth\tnone\ttalk\n"
       "verb\tCOERCE/restrict\tsubject\tobject\tban\n"
       "verb\tCOERCE/seize\tsubject\tobject,owner\tseize !!{football}\n"
       "verb\tSANCTION/convict\tsubject\tobject\tsentence\n"
       "verb\tACCUSE/disapprove\tsubject\tobject\tcondemn\n"
       "verb\tACCUSE/\tsubject\tobject\taccuse\n"
       "verb\tREQUEST/\tsubject\tobject,on\tdemand | urge | call for\n"
       "verb\tREJECT/\tsubject\tobject\trefuse\n"
       "verb\tTHREATEN/\tsubject\tobject\tthreaten\n"
       "verb\tPROTEST/demo\tsubject\tagainst\tmarch\n"},
      {"people.tsv",
       "COP\tstate\tpolice\n"
       "GOV\tstate\tgovernment\n"
       "CVL\tpeople\tprotester | teacher\n"
       "UAF\tarmed\tgunman\n"
       "-\tnobody\tearthquake\n"},
      {"governors.tsv",
       "occurred\tsubject\tmanage\n"
       "occurred\tother\treport | condemn\n"
       "announced\tsubject\tplan | vow | agree | announce\n"
       "announced\tother\tannounce\n"
       "threatened\tsubject\tthreaten\n"
       "demanded\tobject\turge | ask\n"
       "demanded\tother\tdemand | call for\n"
       "demanded\tsubject\task\n"
       "ordered\tobject\torder\n"
       "refused\tsubject\trefuse\n"
       "denied\tsubject\tfail | deny\n"
       "denied\tother\tdeny\n"
       "reversed\tsubject\tstop | halt | break off\n"
       "reversed\tother\thalt | call off\n"},
  }}));
  return lexicon;
}

}  // namespace tocsin
