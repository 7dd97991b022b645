#include "extract/event/dependency_tree.h"

#include <gtest/gtest.h>

#include <span>

#include "tests/extract/event/tree_fixture.h"

namespace tocsin {
namespace {

const TreeLines kPeruAttacked = {"Chile Chile PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
                                 "attacked attack VERB VBN 0 root", "by by ADP IN 5 case",
                                 "Peru Peru PROPN NNP 3 obl:agent"};

std::vector<int> children_of(const DependencyTree& tree, int word) {
  const std::span<const int> children = tree.children(word);
  return {children.begin(), children.end()};
}

TEST(DependencyTree, KnowsTheChildrenOfEveryWordInTheirOrder) {
  const OneTree tree(kPeruAttacked);  // "Chile was attacked by Peru"
  ASSERT_EQ(tree->size(), 5);
  const std::vector<std::vector<int>> expected = {{}, {}, {0, 1, 4}, {}, {3}};
  for (int word = 0; word < tree->size(); ++word) {
    SCOPED_TRACE(tree->lower(word));
    EXPECT_EQ(children_of(*tree, word), expected[static_cast<std::size_t>(word)]);
  }
  EXPECT_EQ(tree->head(0), 2);
  EXPECT_EQ(tree->head(2), -1);
  EXPECT_EQ(tree->head(3), 4);
}

TEST(DependencyTree, CountsTheWordsOfALaterSentenceFromItsOwnStart) {
  const Document document = document_of_trees(
      {{"Spain Spain PROPN NNP 2 nsubj", "paid pay VERB VBD 0 root"}, kPeruAttacked});
  ASSERT_EQ(document.sentences.size(), 2U);
  ASSERT_EQ(document.sentences[1].first_token, 2);
  const DependencyTree tree(document, document.sentences[1]);
  EXPECT_EQ(tree.size(), 5);
  EXPECT_EQ(tree.lower(0), "chile");
  EXPECT_EQ(tree.head(0), 2);
  EXPECT_EQ(tree.head(2), -1);
  EXPECT_EQ(children_of(tree, 2), (std::vector<int>{0, 1, 4}));
}

TEST(DependencyTree, FoldsTheCaseOfFormsAndLemmas) {
  const OneTree tree({"PERU Peru PROPN NNP 2 nsubj", "Attacks Attack VERB VBZ 0 root"});
  EXPECT_EQ(tree->lower(0), "peru");
  EXPECT_EQ(tree->lemma(0), "peru");
  EXPECT_EQ(tree->lower(1), "attacks");
  EXPECT_EQ(tree->lemma(1), "attack");
}

TEST(DependencyTree, TakesTheVerbOfAnAdjectiveThatMayBeOne) {
  const OneTree tree({"Expelled expelled ADJ JJ 2 amod expel", "envoys envoy NOUN NNS 3 nsubj",
                      "left leave VERB VBD 0 root"});
  EXPECT_EQ(tree->lemma(0), "expelled");
  EXPECT_EQ(tree->verb_lemma(0), "expel");
  EXPECT_EQ(tree->verb_lemma(2), "leave");
}

TEST(DependencyTree, ARelationIsAlsoThatOfItsSubtypes) {
  struct Row {
    const char* own;
    const char* asked;
    bool is;
  };
  constexpr Row kRows[] = {
      {"nsubj", "nsubj", true},
      {"nsubj:pass", "nsubj", true},
      {"nsubj:pass", "nsubj:pass", true},
      {"nsubj", "nsubj:pass", false},
      {"acl:relcl", "acl", true},
      {"compound:prt", "compound", true},
      {"compound", "comp", false},
      {"obl", "obj", false},
      {"obj", "obl", false},
      {"nmod:poss", "nmod:p", false},
      {"conj", "con", false},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(std::string(row.own) + " as " + row.asked);
    const OneTree tree(
        {"Peru Peru PROPN NNP 2 " + std::string(row.own), "left leave VERB VBD 0 root"});
    EXPECT_EQ(tree->has_relation(0, row.asked), row.is);
  }
}

TEST(DependencyTree, GivesTheFirstChildOfTheFirstRelation) {
  const OneTree tree(kPeruAttacked);
  const int attacked = word_of(*tree, "attacked");
  EXPECT_EQ(tree->child(attacked, {"obl", "nsubj"}), 4);
  EXPECT_EQ(tree->child(attacked, {"nsubj", "obl"}), 0);
  EXPECT_EQ(tree->child(attacked, {"obj", "aux"}), 1);
  EXPECT_EQ(tree->child(attacked, {"obj", "iobj"}), -1);
  EXPECT_EQ(tree->child(word_of(*tree, "was"), {"aux"}), -1);
}

TEST(DependencyTree, AMarkerIsThePrepositionOrConjunctionOfAWord) {
  struct Row {
    TreeLines sentence;
    const char* word;
    const char* marker;
  };
  const std::vector<Row> rows = {
      {kPeruAttacked, "Peru", "by"},
      {kPeruAttacked, "Chile", ""},
      {{"Peru Peru PROPN NNP 2 nsubj", "threatened threaten VERB VBD 0 root",
        "to to PART TO 4 mark", "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "to"},
      {{"Kenya Kenya PROPN NNP 2 nsubj", "demanded demand VERB VBD 0 root",
        "that that SCONJ IN 5 mark", "Peru Peru PROPN NNP 5 nsubj",
        "attack attack VERB VBP 2 ccomp", "Chile Chile PROPN NNP 5 obj"},
       "attack",
       "that"},
      {{"Ships ship NOUN NNS 5 nsubj", "attacked attack VERB VBN 1 acl", "by by ADP IN 4 case",
        "Peru Peru PROPN NNP 2 obl:agent", "sank sink VERB VBD 0 root", "in in ADP IN 7 case",
        "Chile Chile PROPN NNP 5 obl"},
       "Chile",
       "in"},
  };
  for (const Row& row : rows) {
    const OneTree tree(row.sentence);
    const int word = word_of(*tree, row.word);
    ASSERT_GE(word, 0) << row.word;
    EXPECT_EQ(tree->marker(word), row.marker) << row.word;
  }
}

TEST(DependencyTree, TellsPassivesAndParticiplesFromActiveVerbs) {
  struct Row {
    const char* what;
    TreeLines sentence;
    const char* word;
    bool passive;
  };
  const std::vector<Row> rows = {
      {"a passive", kPeruAttacked, "attacked", true},
      {"a passive without an agent",
       {"Chile Chile PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
        "attacked attack VERB VBN 0 root"},
       "attacked",
       true},
      {"an active verb",
       {"Peru Peru PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj"},
       "attacked",
       false},
      {"a participle behind its noun",
       {"Ships ship NOUN NNS 5 nsubj", "attacked attack VERB VBN 1 acl", "by by ADP IN 4 case",
        "Peru Peru PROPN NNP 2 obl:agent", "sank sink VERB VBD 0 root", "in in ADP IN 7 case",
        "Chile Chile PROPN NNP 5 obl"},
       "attacked",
       true},
      {"a participle before its noun",
       {"The the DET DT 3 det", "banned ban VERB VBN 3 amod", "party party NOUN NN 4 nsubj",
        "attacked attack VERB VBD 0 root", "Chile Chile PROPN NNP 4 obj"},
       "banned",
       true},
      {"a finite verb tagged as a modifier, with an object",
       {"Ships ship NOUN NNS 0 root", "attacked attack VERB VBD 1 acl",
        "Chile Chile PROPN NNP 2 obj"},
       "attacked",
       false},
      {"a present participle",
       {"The the DET DT 3 det", "Kenyan kenyan ADJ JJ 3 amod", "soldier soldier NOUN NN 6 nsubj",
        "attacking attack VERB VBG 3 acl", "Peru Peru PROPN NNP 4 obj",
        "fled flee VERB VBD 0 root"},
       "attacking",
       false},
      {"an infinitive",
       {"The the DET DT 2 det", "plan plan NOUN NN 6 nsubj", "to to PART TO 4 mark",
        "attack attack VERB VB 2 acl", "Chile Chile PROPN NNP 4 obj",
        "leaked leak VERB VBD 0 root"},
       "attack",
       false},
      {"a relative clause with its own subject",
       {"Peru Peru PROPN NNP 7 nsubj", ", , PUNCT , 4 punct", "which which PRON WDT 4 nsubj",
        "attacked attack VERB VBD 1 acl:relcl", "Chile Chile PROPN NNP 4 obj",
        ", , PUNCT , 1 punct", "plans plan VERB VBZ 0 root", "to to PART TO 9 mark",
        "pay pay VERB VB 7 xcomp"},
       "attacked",
       false},
      {"a noun",
       {"The the DET DT 3 det", "Peruvian peruvian ADJ JJ 3 amod", "attack attack NOUN NN 6 nsubj",
        "on on ADP IN 5 case", "Chile Chile PROPN NNP 3 nmod", "ended end VERB VBD 0 root"},
       "attack",
       false},
      {"a passive whose auxiliary is left out",
       {"Envoys envoy NOUN NNS 2 nsubj:pass", "expelled expel VERB VBN 0 root"},
       "expelled",
       true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const OneTree tree(row.sentence);
    const int word = word_of(*tree, row.word);
    ASSERT_GE(word, 0);
    EXPECT_EQ(tree->is_passive(word), row.passive);
  }
}

TEST(DependencyTree, TellsNounsFromVerbs) {
  const OneTree tree(kPeruAttacked);
  struct Row {
    const char* word;
    bool noun;
    bool verb;
  };
  for (const Row& row : {Row{"Chile", true, false}, Row{"was", false, true},
                         Row{"attacked", false, true}, Row{"by", false, false}}) {
    SCOPED_TRACE(row.word);
    EXPECT_EQ(tree->is_noun(word_of(*tree, row.word)), row.noun);
    EXPECT_EQ(tree->is_verb(word_of(*tree, row.word)), row.verb);
  }
}

}  // namespace
}  // namespace tocsin
