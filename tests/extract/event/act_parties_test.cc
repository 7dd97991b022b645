#include "extract/event/act_parties.h"

#include <gtest/gtest.h>

#include "tests/extract/event/tree_fixture.h"

namespace tocsin {
namespace {

const TreeLines kKenyaPaid = {"Kenya Kenya PROPN NNP 2 nsubj", "paid pay VERB VBD 0 root"};
const TreeLines kPeruPaid = {"Peru Peru PROPN NNP 2 nsubj", "paid pay VERB VBD 0 root"};

struct Row {
  const char* sentence;  // the last one, as a reader sees it
  std::vector<TreeLines> trees;
  const char* word;
  const char* codes;  // "PER,KEN", "" nobody
};

void expect_named(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.sentence);
    const LastSentence last(row.trees, small_act_lexicon());
    const int word = last.word(row.word);
    ASSERT_GE(word, 0);
    EXPECT_EQ(codes_of(last.parties().named_by(word)), row.codes);
  }
}

TEST(ActParties, AreNamedByTheirOwnNameOrWhatStandsAroundTheHead) {
  expect_named({
      {"Spain paid",
       {{"Spain Spain PROPN NNP 2 nsubj", "paid pay VERB VBD 0 root"}},
       "Spain",
       "ESP"},
      {"The Spanish minister paid",
       {{"The the DET DT 3 det", "Spanish spanish ADJ JJ 3 amod",
         "minister minister NOUN NN 4 nsubj", "paid pay VERB VBD 0 root"}},
       "minister",
       "ESP"},
      {"Kenya's police fired",
       {{"Kenya Kenya PROPN NNP 3 nmod:poss", "'s 's PART POS 1 case",
         "police police NOUN NNS 4 nsubj", "fired fire VERB VBD 0 root"}},
       "police",
       "KEN"},
      {"The president of Peru paid",
       {{"The the DET DT 2 det", "president president NOUN NN 5 nsubj", "of of ADP IN 4 case",
         "Peru Peru PROPN NNP 2 nmod", "paid pay VERB VBD 0 root"}},
       "president",
       "PER"},
      {"The minister of defence of Peru paid",
       {{"The the DET DT 2 det", "minister minister NOUN NN 7 nsubj", "of of ADP IN 4 case",
         "defence defence NOUN NN 2 nmod", "of of ADP IN 6 case", "Peru Peru PROPN NNP 4 nmod",
         "paid pay VERB VBD 0 root"}},
       "minister",
       "PER"},
      {"Police from Kenya fired",
       {{"Police police NOUN NNS 4 nsubj", "from from ADP IN 3 case",
         "Kenya Kenya PROPN NNP 1 nmod", "fired fire VERB VBD 0 root"}},
       "Police",
       "KEN"},
      {"The minister, a Peruvian, paid",
       {{"The the DET DT 2 det", "minister minister NOUN NN 7 nsubj", ", , PUNCT , 5 punct",
         "a a DET DT 5 det", "Peruvian Peruvian PROPN NNP 2 appos", ", , PUNCT , 2 punct",
         "paid pay VERB VBD 0 root"}},
       "minister",
       "PER"},
      {"The teachers in Kenya left for Peru",
       {{"The the DET DT 2 det", "teachers teacher NOUN NNS 5 nsubj", "in in ADP IN 4 case",
         "Kenya Kenya PROPN NNP 2 nmod", "left leave VERB VBD 0 root", "for for ADP IN 7 case",
         "Peru Peru PROPN NNP 5 obl"}},
       "teachers",
       "KEN"},
  });
}

TEST(ActParties, OfAListAreAllNamedOnce) {
  expect_named({
      {"Kenya, Peru and Spain met",
       {{"Kenya Kenya PROPN NNP 6 nsubj", ", , PUNCT , 3 punct", "Peru Peru PROPN NNP 1 conj",
         "and and CCONJ CC 5 cc", "Spain Spain PROPN NNP 1 conj", "met meet VERB VBD 0 root"}},
       "Kenya",
       "KEN,PER,ESP"},
      {"The French and Spanish ministers met",
       {{"The the DET DT 5 det", "French french ADJ JJ 5 amod", "and and CCONJ CC 4 cc",
         "Spanish spanish ADJ JJ 2 conj", "ministers minister NOUN NNS 6 nsubj",
         "met meet VERB VBD 0 root"}},
       "ministers",
       "FRA,ESP"},
      {"The Kenyan police and the Peruvian army met",
       {{"The the DET DT 3 det", "Kenyan kenyan ADJ JJ 3 amod", "police police NOUN NNS 8 nsubj",
         "and and CCONJ CC 7 cc", "the the DET DT 7 det", "Peruvian peruvian ADJ JJ 7 amod",
         "army army NOUN NN 3 conj", "met meet VERB VBD 0 root"}},
       "police",
       "KEN,PER"},
      {"The Peruvian police and Peru met",
       {{"The the DET DT 3 det", "Peruvian peruvian ADJ JJ 3 amod",
         "police police NOUN NNS 6 nsubj", "and and CCONJ CC 5 cc", "Peru Peru PROPN NNP 3 conj",
         "met meet VERB VBD 0 root"}},
       "police",
       "PER"},
      {"Kenya paid and Peru left: a conjunct that is a verb is no party",
       {{"Kenya Kenya PROPN NNP 2 nsubj", "paid pay VERB VBD 0 root", "and and CCONJ CC 5 cc",
         "Peru Peru PROPN NNP 5 nsubj", "left leave VERB VBD 2 conj"}},
       "paid",
       ""},
  });
}

TEST(ActParties, OfAPronounAreThoseItStandsFor) {
  expect_named({
      {"The Peruvian envoy who left paid",
       {{"The the DET DT 3 det", "Peruvian peruvian ADJ JJ 3 amod", "envoy envoy NOUN NN 6 nsubj",
         "who who PRON WP 5 nsubj", "left leave VERB VBD 3 acl:relcl", "paid pay VERB VBD 0 root"}},
       "who",
       "PER"},
      {"Peru, which attacked Chile, plans to pay",
       {{"Peru Peru PROPN NNP 7 nsubj", ", , PUNCT , 4 punct", "which which PRON WDT 4 nsubj",
         "attacked attack VERB VBD 1 acl:relcl", "Chile Chile PROPN NNP 4 obj",
         ", , PUNCT , 1 punct", "plans plan VERB VBZ 0 root", "to to PART TO 9 mark",
         "pay pay VERB VB 7 xcomp"}},
       "which",
       "PER"},
      {"Kenya paid. He paid.",
       {kKenyaPaid, {"He he PRON PRP 2 nsubj", "paid pay VERB VBD 0 root"}},
       "He",
       "KEN"},
      {"Kenya paid. Their envoy left.",
       {kKenyaPaid,
        {"Their their PRON PRP$ 2 nmod:poss", "envoy envoy NOUN NN 3 nsubj",
         "left leave VERB VBD 0 root"}},
       "envoy",
       "KEN"},
      {"He paid, and nobody stands before",
       {{"He he PRON PRP 2 nsubj", "paid pay VERB VBD 0 root"}},
       "He",
       ""},
  });
}

TEST(ActParties, OfThePeopleAreThoseOfThePlace) {
  expect_named({
      {"Protesters marched in Peru",
       {{"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root",
         "in in ADP IN 4 case", "Peru Peru PROPN NNP 2 obl"}},
       "Protesters",
       "PER"},
      {"Protesters marched in Lima",
       {{"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root",
         "in in ADP IN 4 case", "Lima Lima PROPN NNP 2 obl", "on on ADP IN 6 case",
         "Friday Friday PROPN NNP 2 obl", ". . PUNCT . 2 punct", "( ( PUNCT -LRB- 3 punct",
         "Kenya Kenya PROPN NNP 3 compound", "Daily daily ADV RB 0 root",
         ") ) PUNCT -RRB- 3 punct"}},
       "Protesters",
       "PER"},
      {"Kenya paid. Protesters marched in Peru.",
       {kKenyaPaid,
        {"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root",
         "in in ADP IN 4 case", "Peru Peru PROPN NNP 2 obl"}},
       "Protesters",
       "PER"},
      {"Kenya paid. Protesters marched.",
       {kKenyaPaid, {"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root"}},
       "Protesters",
       "KEN"},
      {"Protesters marched, and no country is named",
       {{"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root"}},
       "Protesters",
       ""},
      {"Gunmen fired in Peru",
       {{"Gunmen gunman NOUN NNS 2 nsubj", "fired fire VERB VBD 0 root", "in in ADP IN 4 case",
         "Peru Peru PROPN NNP 2 obl"}},
       "Gunmen",
       ""},
      {"Bakers marched in Peru: no lemma of people.tsv",
       {{"Bakers baker NOUN NNS 2 nsubj", "marched march VERB VBD 0 root", "in in ADP IN 4 case",
         "Peru Peru PROPN NNP 2 obl"}},
       "Bakers",
       ""},
  });
}

TEST(ActParties, OfThePlaceHaveTheSectorOfTheirNoun) {
  const LastSentence last(
      {{"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root",
        "in in ADP IN 4 case", "Peru Peru PROPN NNP 2 obl"}},
      small_act_lexicon());
  const std::vector<Participant> who = last.parties().named_by(last.word("Protesters"));
  ASSERT_EQ(who.size(), 1U);
  EXPECT_EQ(who.front().text, "Protesters");
  EXPECT_EQ(who.front().name, "Peru");
  EXPECT_EQ(who.front().country, "PER");
  EXPECT_EQ(who.front().sector, "CVL");
  EXPECT_EQ(who.front().role, "");
}

TEST(ActParties, OfAnEthnicPeopleElsewhereAreThoseOfTheOtherCountry) {
  expect_named({
      {"Albanians in Serbia marched",
       {{"Albanians Albanian PROPN NNPS 4 nsubj", "in in ADP IN 3 case",
         "Serbia Serbia PROPN NNP 1 nmod", "marched march VERB VBD 0 root"}},
       "Albanians",
       "ALB"},
      {"Ethnic Albanians in Serbia marched",
       {{"Ethnic ethnic ADJ JJ 2 amod", "Albanians Albanian PROPN NNPS 5 nsubj",
         "in in ADP IN 4 case", "Serbia Serbia PROPN NNP 2 nmod", "marched march VERB VBD 0 root"}},
       "Albanians",
       "SRB"},
      {"Iraqi Turks marched",
       {{"Iraqi iraqi ADJ JJ 2 amod", "Turks turk NOUN NNS 3 nsubj",
         "marched march VERB VBD 0 root"}},
       "Turks",
       "IRQ"},
  });
}

TEST(ActParties, AReporterIsNone) {
  expect_named({{"Reuters asked Peru",
                 {{"Reuters Reuters PROPN NNP 2 nsubj", "asked ask VERB VBD 0 root",
                   "Peru Peru PROPN NNP 2 iobj"}},
                 "Reuters",
                 ""},
                {"Reuters asked Peru",
                 {{"Reuters Reuters PROPN NNP 2 nsubj", "asked ask VERB VBD 0 root",
                   "Peru Peru PROPN NNP 2 iobj"}},
                 "Peru",
                 "PER"}});
}

TEST(ActParties, ASourceInBracketsAtTheEndIsNoPlace) {
  const TreeLines in_brackets = {"Police police NOUN NNS 2 nsubj",
                                 "fired fire VERB VBD 0 root",
                                 "on on ADP IN 4 case",
                                 "Friday Friday PROPN NNP 2 obl",
                                 "( ( PUNCT -LRB- 7 punct",
                                 "Kenya Kenya PROPN NNP 7 compound",
                                 "Daily daily ADV RB 2 advmod",
                                 ") ) PUNCT -RRB- 7 punct"};
  const TreeLines inside = {"Police police NOUN NNS 5 nsubj", "( ( PUNCT -LRB- 3 punct",
                            "Kenya Kenya PROPN NNP 1 dep",    ") ) PUNCT -RRB- 3 punct",
                            "fired fire VERB VBD 0 root",     "on on ADP IN 7 case",
                            "Friday Friday PROPN NNP 5 obl"};
  expect_named({
      {"Peru paid. Peru paid. Police fired on Friday (Kenya Daily).",
       {kPeruPaid, kPeruPaid, in_brackets},
       "Police",
       "PER"},
      {"Peru paid. Peru paid. Police (Kenya) fired on Friday.",
       {kPeruPaid, kPeruPaid, inside},
       "Police",
       "KEN"},
  });
}

TEST(ActParties, OwnersStandBeforeTheirNoun) {
  struct OwnerRow {
    TreeLines tree;
    const char* word;
    const char* codes;
  };
  const std::vector<OwnerRow> rows = {
      {{"Kenya Kenya PROPN NNP 3 nmod:poss", "'s 's PART POS 1 case",
        "police police NOUN NNS 4 nsubj", "fired fire VERB VBD 0 root"},
       "police",
       "KEN"},
      {{"The the DET DT 3 det", "Spanish spanish ADJ JJ 3 amod",
        "minister minister NOUN NN 4 nsubj", "paid pay VERB VBD 0 root"},
       "minister",
       "ESP"},
      {{"The the DET DT 5 det", "French french ADJ JJ 5 amod", "and and CCONJ CC 4 cc",
        "Spanish spanish ADJ JJ 2 conj", "ministers minister NOUN NNS 6 nsubj",
        "met meet VERB VBD 0 root"},
       "ministers",
       "FRA,ESP"},
      {{"The the DET DT 3 det", "Peru Peru PROPN NNP 3 compound",
        "earthquake earthquake NOUN NN 4 nsubj", "struck strike VERB VBD 0 root"},
       "earthquake",
       "PER"},
      {{"The the DET DT 2 det", "president president NOUN NN 5 nsubj", "of of ADP IN 4 case",
        "Peru Peru PROPN NNP 2 nmod", "paid pay VERB VBD 0 root"},
       "president",
       ""},
      {{"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root",
        "in in ADP IN 4 case", "Peru Peru PROPN NNP 2 obl"},
       "Protesters",
       ""},
  };
  for (const OwnerRow& row : rows) {
    SCOPED_TRACE(row.word);
    const LastSentence last({row.tree}, small_act_lexicon());
    EXPECT_EQ(codes_of(last.parties().owners(last.word(row.word))), row.codes);
  }
}

TEST(ActParties, APlaceIsTheNearestPhraseUpwards) {
  struct PlaceRow {
    const char* what;
    std::vector<TreeLines> trees;
    const char* word;
    const char* named;
    const char* place;
  };
  const TreeLines two_places = {"Protesters protester NOUN NNS 4 nsubj",
                                "in in ADP IN 3 case",
                                "Peru Peru PROPN NNP 1 nmod",
                                "marched march VERB VBD 0 root",
                                "in in ADP IN 6 case",
                                "Kenya Kenya PROPN NNP 4 obl"};
  const std::vector<PlaceRow> rows = {
      {"of its own", {two_places}, "Protesters", "PER", "PER"},
      {"of the verb", {two_places}, "marched", "KEN", "KEN"},
      {"of the verb above",
       {{"Gunmen gunman NOUN NNS 2 nsubj", "fired fire VERB VBD 0 root", "in in ADP IN 4 case",
         "Peru Peru PROPN NNP 2 obl"}},
       "Gunmen",
       "PER",
       "PER"},
      {"a city",
       {{"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root",
         "in in ADP IN 4 case", "Lima Lima PROPN NNP 2 obl", "on on ADP IN 6 case",
         "Friday Friday PROPN NNP 2 obl", ". . PUNCT . 2 punct", "( ( PUNCT -LRB- 3 punct",
         "Kenya Kenya PROPN NNP 3 compound", "Daily daily ADV RB 0 root",
         ") ) PUNCT -RRB- 3 punct"}},
       "marched",
       "PER",
       "PER"},
      {"the only country of the sentence", {kPeruPaid, kPeruPaid, kKenyaPaid}, "paid", "", "KEN"},
      {"the one that the article names most",
       {kPeruPaid,
        kPeruPaid,
        {"Peru Peru PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
         "Chile Chile PROPN NNP 2 obj"}},
       "attacked",
       "",
       "PER"},
      {"two named alike",
       {{"Peru Peru PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
         "Chile Chile PROPN NNP 2 obj"}},
       "attacked",
       "",
       ""},
      {"no country",
       {{"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root"}},
       "marched",
       "",
       ""},
      {"an adjective is no place",
       {{"Gunmen gunman NOUN NNS 2 nsubj", "fired fire VERB VBD 0 root", "in in ADP IN 5 case",
         "Peruvian peruvian ADJ JJ 5 amod", "uniforms uniform NOUN NNS 2 obl"}},
       "fired",
       "",
       "PER"},
      {"a direction is no place",
       {{"Gunmen gunman NOUN NNS 2 nsubj", "fled flee VERB VBD 0 root", "from from ADP IN 4 case",
         "Peru Peru PROPN NNP 2 obl", "to to ADP IN 6 case", "Kenya Kenya PROPN NNP 2 obl"}},
       "fled",
       "",
       ""},
  };
  for (const PlaceRow& row : rows) {
    SCOPED_TRACE(row.what);
    const LastSentence last(row.trees, small_act_lexicon());
    const int word = last.word(row.word);
    ASSERT_GE(word, 0);
    EXPECT_EQ(codes_of(last.parties().named_place(word)), row.named);
    EXPECT_EQ(codes_of(last.parties().place(word)), row.place);
  }
}

TEST(ActParties, AnEarthquakeIsNobody) {
  const LastSentence quake({{"An a DET DT 2 det", "earthquake earthquake NOUN NN 3 nsubj",
                             "struck strike VERB VBD 0 root", "Peru Peru PROPN NNP 3 obj"}},
                           small_act_lexicon());
  EXPECT_TRUE(quake.parties().is_nobody(quake.word("earthquake")));
  EXPECT_FALSE(quake.parties().is_nobody(quake.word("Peru")));
  const LastSentence police({{"Kenya Kenya PROPN NNP 3 nmod:poss", "'s 's PART POS 1 case",
                              "police police NOUN NNS 4 nsubj", "fired fire VERB VBD 0 root"}},
                            small_act_lexicon());
  EXPECT_FALSE(police.parties().is_nobody(police.word("police")));
}

TEST(ActParties, KnowTheWordsOfTheReading) {
  // Quotes are no words of the reading.
  const LastSentence last({{"\" \" PUNCT `` 4 punct", "Peru Peru PROPN NNP 4 nsubj",
                            "\" \" PUNCT '' 4 punct", "paid pay VERB VBD 0 root"}},
                          small_act_lexicon());
  EXPECT_EQ(last.parties().reading_word(1), 0);
  EXPECT_EQ(last.parties().reading_word(3), 1);
  EXPECT_EQ(codes_of(last.parties().named_by(1)), "PER");
}

}  // namespace
}  // namespace tocsin
