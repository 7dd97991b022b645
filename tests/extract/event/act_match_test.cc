#include "extract/event/act_match.h"

#include <gtest/gtest.h>

#include "tests/extract/event/tree_fixture.h"

namespace tocsin {
namespace {

struct Row {
  const char* sentence;  // as a reader sees it
  TreeLines tree;
  std::vector<std::string> acts;  // see lines_of
};

// "attack ASSAULT/ demanded PER>CHL by KEN": the trigger's lemma, the act, and whose status it is.
std::vector<std::string> lines_of(const std::vector<Act>& acts, const DependencyTree& tree) {
  std::vector<std::string> lines;
  lines.reserve(acts.size());
  for (const Act& act : acts) {
    std::string line = tree.verb_lemma(act.trigger) + (act.noun ? " (noun) " : " ");
    line += std::string(to_string(act.pattern->type)) + '/' + act.pattern->mode + ' ';
    line += std::string(to_string(act.status.status)) + ' ';
    line += codes_of(act.actors) + '>' + codes_of(act.recipients);
    if (!act.status_by.empty()) line += " by " + codes_of(act.status_by);
    lines.push_back(std::move(line));
  }
  return lines;
}

void expect_acts(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.sentence);
    const LastSentence last({row.tree}, small_act_lexicon());
    const std::vector<bool> taken(static_cast<std::size_t>(last.tree().size()), false);
    EXPECT_EQ(
        lines_of(match_acts(last.tree(), last.parties(), small_act_lexicon(), taken), last.tree()),
        row.acts);
  }
}

TEST(MatchActs, OfActiveAndPassiveVerbs) {
  expect_acts({
      {"Peru attacked Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj"},
       {"attack ASSAULT/ occurred PER>CHL"}},
      {"Chile was attacked by Peru",
       {"Chile Chile PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
        "attacked attack VERB VBN 0 root", "by by ADP IN 5 case",
        "Peru Peru PROPN NNP 3 obl:agent"},
       {"attack ASSAULT/ occurred PER>CHL"}},
      {"Chile was attacked",
       {"Chile Chile PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
        "attacked attack VERB VBN 0 root"},
       {"attack ASSAULT/ occurred >CHL"}},
      {"Chile will not be attacked by Peru",
       {"Chile Chile PROPN NNP 5 nsubj:pass", "will will AUX MD 5 aux", "not not PART RB 5 advmod",
        "be be AUX VB 5 aux:pass", "attacked attack VERB VBN 0 root", "by by ADP IN 7 case",
        "Peru Peru PROPN NNP 5 obl:agent"},
       {"attack ASSAULT/ refused PER>CHL"}},
      {"Gunmen attacked Chile: a party that nobody knows",
       {"Gunmen gunman NOUN NNS 2 nsubj", "attacked attack VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj"},
       {"attack ASSAULT/ occurred >CHL"}},
  });
}

TEST(MatchActs, OfInfinitivesWithTheSubjectOrTheObjectOfTheirGovernor) {
  expect_acts({
      {"Peru threatened to attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "threatened threaten VERB VBD 0 root",
        "to to PART TO 4 mark", "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       {"attack ASSAULT/ threatened PER>CHL"}},
      {"Peru refused to attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "refused refuse VERB VBD 0 root", "to to PART TO 4 mark",
        "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       {"attack ASSAULT/ refused PER>CHL"}},
      {"Kenya urged Peru to attack Chile",
       {"Kenya Kenya PROPN NNP 2 nsubj", "urged urge VERB VBD 0 root", "Peru Peru PROPN NNP 2 iobj",
        "to to PART TO 5 mark", "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 5 obj"},
       {"attack ASSAULT/ demanded PER>CHL by KEN"}},
      {"Chile was urged by Kenya to attack Peru",
       {"Chile Chile PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
        "urged urge VERB VBN 0 root", "by by ADP IN 5 case", "Kenya Kenya PROPN NNP 3 obl:agent",
        "to to PART TO 7 mark", "attack attack VERB VB 3 xcomp", "Peru Peru PROPN NNP 7 obj"},
       {"attack ASSAULT/ demanded CHL>PER by KEN"}},
      {"Kenya demanded that Peru attack Chile",
       {"Kenya Kenya PROPN NNP 2 nsubj", "demanded demand VERB VBD 0 root",
        "that that SCONJ IN 5 mark", "Peru Peru PROPN NNP 5 nsubj",
        "attack attack VERB VBP 2 ccomp", "Chile Chile PROPN NNP 5 obj"},
       {"attack ASSAULT/ demanded PER>CHL by KEN"}},
      {"Peru's plans to attack Chile leaked",
       {"Peru Peru PROPN NNP 3 nmod:poss", "'s 's PART POS 1 case", "plans plan NOUN NNS 7 nsubj",
        "to to PART TO 5 mark", "attack attack VERB VB 3 acl", "Chile Chile PROPN NNP 5 obj",
        "leaked leak VERB VBD 0 root"},
       {"attack ASSAULT/ announced PER>CHL"}},
  });
}

// So the shipped parser reads it: the infinitive is an adverbial clause.
TEST(MatchActs, OfAnAdverbialInfinitiveBelowAPassiveGovernor) {
  expect_acts(
      {{"Chile was urged by Kenya to attack Peru",
        {"Chile Chile PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
         "urged urge VERB VBN 0 root", "by by ADP IN 5 case", "Kenya Kenya PROPN NNP 3 obl:agent",
         "to to PART TO 7 mark", "attack attack VERB VB 3 advcl", "Peru Peru PROPN NNP 7 obj"},
        {"attack ASSAULT/ demanded CHL>PER by KEN"}}});
}

TEST(MatchActs, OfParticiplesBehindTheirNoun) {
  expect_acts({
      {"The Peruvian ships attacked by Chile sank",
       {"The the DET DT 3 det", "Peruvian peruvian ADJ JJ 3 amod", "ships ship NOUN NNS 7 nsubj",
        "attacked attack VERB VBN 3 acl", "by by ADP IN 6 case",
        "Chile Chile PROPN NNP 4 obl:agent", "sank sink VERB VBD 0 root"},
       {"attack ASSAULT/ occurred CHL>PER"}},
      {"The Kenyan soldier attacking Peru fled",
       {"The the DET DT 3 det", "Kenyan kenyan ADJ JJ 3 amod", "soldier soldier NOUN NN 6 nsubj",
        "attacking attack VERB VBG 3 acl", "Peru Peru PROPN NNP 4 obj",
        "fled flee VERB VBD 0 root"},
       {"attack ASSAULT/ occurred KEN>PER"}},
  });
}

TEST(MatchActs, OfConjoinedVerbsThatShareASubject) {
  expect_acts({
      {"Peru raided Chile and attacked Kenya",
       {"Peru Peru PROPN NNP 2 nsubj", "raided raid VERB VBD 0 root", "Chile Chile PROPN NNP 2 obj",
        "and and CCONJ CC 5 cc", "attacked attack VERB VBD 2 conj", "Kenya Kenya PROPN NNP 5 obj"},
       {"raid ASSAULT/ occurred PER>CHL", "attack ASSAULT/ occurred PER>KEN"}},
      {"Peru raided Chile and Kenya attacked Spain",
       {"Peru Peru PROPN NNP 2 nsubj", "raided raid VERB VBD 0 root", "Chile Chile PROPN NNP 2 obj",
        "and and CCONJ CC 6 cc", "Kenya Kenya PROPN NNP 6 nsubj", "attacked attack VERB VBD 2 conj",
        "Spain Spain PROPN NNP 6 obj"},
       {"raid ASSAULT/ occurred PER>CHL", "attack ASSAULT/ occurred KEN>ESP"}},
  });
}

// The second verb's subject is who suffered the first, not its agent.
TEST(MatchActs, OfAnActiveVerbConjoinedToAPassiveOne) {
  expect_acts({{"Chile was attacked by Peru and raided Kenya",
                {"Chile Chile PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
                 "attacked attack VERB VBN 0 root", "by by ADP IN 5 case",
                 "Peru Peru PROPN NNP 3 obl:agent", "and and CCONJ CC 7 cc",
                 "raided raid VERB VBD 3 conj", "Kenya Kenya PROPN NNP 7 obj"},
                {"attack ASSAULT/ occurred PER>CHL", "raid ASSAULT/ occurred CHL>KEN"}}});
}

// "Chile was attacked and raided by Peru": what happened to it happened by Peru.
TEST(MatchActs, OfConjoinedPassivesThatShareAnObjectAndAnAgent) {
  expect_acts(
      {{"Chile was attacked and raided by Peru",
        {"Chile Chile PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
         "attacked attack VERB VBN 0 root", "and and CCONJ CC 5 cc", "raided raid VERB VBN 3 conj",
         "by by ADP IN 7 case", "Peru Peru PROPN NNP 5 obl:agent"},
        {"attack ASSAULT/ occurred PER>CHL", "raid ASSAULT/ occurred PER>CHL"}}});
}

TEST(MatchActs, TakeRecipientsFromPrepositionsAndLists) {
  expect_acts({
      {"Peru gave food to Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "gave give VERB VBD 0 root", "food food NOUN NN 2 obj",
        "to to ADP IN 5 case", "Chile Chile PROPN NNP 2 obl"},
       {"give AID/ occurred PER>CHL"}},
      {"Peru gave Chile food",
       {"Peru Peru PROPN NNP 2 nsubj", "gave give VERB VBD 0 root", "Chile Chile PROPN NNP 2 iobj",
        "food food NOUN NN 2 obj"},
       {"give AID/ occurred PER>CHL"}},
      {"Peru gave advice to Chile: not of the set",
       {"Peru Peru PROPN NNP 2 nsubj", "gave give VERB VBD 0 root", "advice advice NOUN NN 2 obj",
        "to to ADP IN 5 case", "Chile Chile PROPN NNP 2 obl"},
       {}},
      {"Peru fired on Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "fired fire VERB VBD 0 root", "on on ADP IN 4 case",
        "Chile Chile PROPN NNP 2 obl"},
       {"fire ASSAULT/ occurred PER>CHL"}},
      {"Peru attacked Chile, Kenya and Spain",
       {"Peru Peru PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj", ", , PUNCT , 5 punct", "Kenya Kenya PROPN NNP 3 conj",
        "and and CCONJ CC 7 cc", "Spain Spain PROPN NNP 3 conj"},
       {"attack ASSAULT/ occurred PER>CHL,KEN,ESP"}},
      {"Peru seized Kenya's ships: the object's owner",
       {"Peru Peru PROPN NNP 2 nsubj", "seized seize VERB VBD 0 root",
        "Kenya Kenya PROPN NNP 5 nmod:poss", "'s 's PART POS 3 case", "ships ship NOUN NNS 2 obj"},
       {"seize COERCE/seize occurred PER>KEN"}},
  });
}

TEST(MatchActs, RefuseWordsThatAPatternExcludes) {
  expect_acts({
      {"Peru supplied Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "supplied supply VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj"},
       {"supply AID/ occurred PER>CHL"}},
      {"Peru supplied Chile's wounds",
       {"Peru Peru PROPN NNP 2 nsubj", "supplied supply VERB VBD 0 root",
        "Chile Chile PROPN NNP 5 nmod:poss", "'s 's PART POS 3 case",
        "wounds wound NOUN NNS 2 obj"},
       {}},
      {"The football that Kenya lost Peru seized: nowhere in the sentence",
       {"Football football NOUN NN 3 obl", "Peru Peru PROPN NNP 3 nsubj",
        "seized seize VERB VBD 0 root", "Chile Chile PROPN NNP 3 obj"},
       {}},
  });
}

TEST(MatchActs, OfBothTakeAllWhoTakePart) {
  expect_acts({
      {"Kenya and Peru met",
       {"Kenya Kenya PROPN NNP 4 nsubj", "and and CCONJ CC 3 cc", "Peru Peru PROPN NNP 1 conj",
        "met meet VERB VBD 0 root"},
       {"meet CONSULT/ occurred KEN,PER>"}},
      {"Kenya met with Peru",
       {"Kenya Kenya PROPN NNP 2 nsubj", "met meet VERB VBD 0 root", "with with ADP IN 4 case",
        "Peru Peru PROPN NNP 2 obl"},
       {"meet CONSULT/ occurred KEN,PER>"}},
      {"Talks between Kenya and Peru began",
       {"Talks talk NOUN NNS 6 nsubj", "between between ADP IN 3 case",
        "Kenya Kenya PROPN NNP 1 nmod", "and and CCONJ CC 5 cc", "Peru Peru PROPN NNP 3 conj",
        "began begin VERB VBD 0 root"},
       {"talk (noun) CONSULT/ occurred KEN,PER>"}},
      {"Peru signed an agreement with Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "signed sign VERB VBD 0 root", "an a DET DT 4 det",
        "agreement agreement NOUN NN 2 obj", "with with ADP IN 6 case",
        "Chile Chile PROPN NNP 4 nmod"},
       {"sign AGREE/ occurred PER,CHL>"}},
  });
}

// Who breaks them off had them too.
TEST(MatchActs, OfBothTakeTheSubjectOfTheGovernor) {
  expect_acts({
      {"Peru broke off talks with Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "broke break VERB VBD 0 root",
        "off off ADP RP 2 compound:prt", "talks talk NOUN NNS 2 obj", "with with ADP IN 6 case",
        "Chile Chile PROPN NNP 4 nmod"},
       {"talk (noun) CONSULT/ reversed PER,CHL>"}},
  });
}

TEST(MatchActs, OfNounsTakeTheirOwnerOrWhatTheirPrepositionsName) {
  expect_acts({
      {"The Peruvian attack on Chile ended",
       {"The the DET DT 3 det", "Peruvian peruvian ADJ JJ 3 amod", "attack attack NOUN NN 6 nsubj",
        "on on ADP IN 5 case", "Chile Chile PROPN NNP 3 nmod", "ended end VERB VBD 0 root"},
       {"attack (noun) ASSAULT/ occurred PER>CHL"}},
      {"The attack on Chile by Peru ended",
       {"The the DET DT 2 det", "attack attack NOUN NN 7 nsubj", "on on ADP IN 4 case",
        "Chile Chile PROPN NNP 2 nmod", "by by ADP IN 6 case", "Peru Peru PROPN NNP 2 nmod",
        "ended end VERB VBD 0 root"},
       {"attack (noun) ASSAULT/ occurred PER>CHL"}},
      {"Peru launched an attack on Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "launched launch VERB VBD 0 root", "an a DET DT 4 det",
        "attack attack NOUN NN 2 obj", "on on ADP IN 6 case", "Chile Chile PROPN NNP 4 nmod"},
       {"attack (noun) ASSAULT/ occurred PER>CHL"}},
      {"Peru carried out the attack on Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "carried carry VERB VBD 0 root",
        "out out ADP RP 2 compound:prt", "the the DET DT 5 det", "attack attack NOUN NN 2 obj",
        "on on ADP IN 7 case", "Chile Chile PROPN NNP 5 nmod"},
       {"attack (noun) ASSAULT/ occurred PER>CHL"}},
  });
}

TEST(MatchActs, OfANounThatAnotherTellsOfKeepTheirOwnParties) {
  expect_acts(
      {{"Chile reported the attack by Peru on Kenya",
        {"Chile Chile PROPN NNP 2 nsubj", "reported report VERB VBD 0 root", "the the DET DT 4 det",
         "attack attack NOUN NN 2 obj", "by by ADP IN 6 case", "Peru Peru PROPN NNP 4 nmod",
         "on on ADP IN 8 case", "Kenya Kenya PROPN NNP 4 nmod"},
        {"attack (noun) ASSAULT/ occurred PER>KEN by CHL"}}});
}

TEST(MatchActs, LeaveOutASpeechActThatOnlyGovernsAnother) {
  expect_acts({
      {"Peru agreed to attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "agreed agree VERB VBD 0 root", "to to PART TO 4 mark",
        "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       {"attack ASSAULT/ announced PER>CHL"}},
      {"Kenya urged Peru: nothing is governed",
       {"Kenya Kenya PROPN NNP 2 nsubj", "urged urge VERB VBD 0 root", "Peru Peru PROPN NNP 2 obj"},
       {"urge REQUEST/ occurred KEN>PER"}},
  });
}

TEST(MatchActs, LeaveOutWhatSomebodyIsChargedWith) {
  expect_acts({
      {"Peru accused Chile of the attack on Kenya",
       {"Peru Peru PROPN NNP 2 nsubj", "accused accuse VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj", "of of ADP IN 6 case", "the the DET DT 6 det",
        "attack attack NOUN NN 3 nmod", "on on ADP IN 8 case", "Kenya Kenya PROPN NNP 6 nmod"},
       {"accuse ACCUSE/ occurred PER>CHL"}},
      {"Peru sentenced two Kenyans for the attack on Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "sentenced sentence VERB VBD 0 root",
        "two two NUM CD 4 nummod", "Kenyans Kenyan PROPN NNPS 2 obj", "for for ADP IN 7 case",
        "the the DET DT 7 det", "attack attack NOUN NN 2 obl", "on on ADP IN 9 case",
        "Chile Chile PROPN NNP 7 nmod"},
       {"sentence SANCTION/convict occurred PER>KEN"}},
      {"Peru accused Chile after the attack on Kenya: no charge",
       {"Peru Peru PROPN NNP 2 nsubj", "accused accuse VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj", "after after ADP IN 6 case", "the the DET DT 6 det",
        "attack attack NOUN NN 2 obl", "on on ADP IN 8 case", "Kenya Kenya PROPN NNP 6 nmod"},
       {"accuse ACCUSE/ occurred PER>CHL", "attack (noun) ASSAULT/ occurred >KEN"}},
  });
}

// A relative clause tells a fact of the accused, not the charge.
TEST(MatchActs, KeepWhatIsToldOfTheAccused) {
  expect_acts(
      {{"Peru accused Chile, which attacked Kenya",
        {"Peru Peru PROPN NNP 2 nsubj", "accused accuse VERB VBD 0 root",
         "Chile Chile PROPN NNP 2 obj", ", , PUNCT , 6 punct", "which which PRON WDT 6 nsubj",
         "attacked attack VERB VBD 3 acl:relcl", "Kenya Kenya PROPN NNP 6 obj"},
        {"accuse ACCUSE/ occurred PER>CHL", "attack ASSAULT/ occurred CHL>KEN"}}});
}

TEST(MatchActs, LeaveOutAParticipleBeforeItsNoun) {
  expect_acts({
      {"The banned Peruvian party attacked Chile",
       {"The the DET DT 4 det", "banned ban VERB VBN 4 amod", "Peruvian peruvian ADJ JJ 4 amod",
        "party party NOUN NN 5 nsubj", "attacked attack VERB VBD 0 root",
        "Chile Chile PROPN NNP 5 obj"},
       {"attack ASSAULT/ occurred PER>CHL"}},
      {"Peru banned Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "banned ban VERB VBD 0 root", "Chile Chile PROPN NNP 2 obj"},
       {"ban COERCE/restrict occurred PER>CHL"}},
  });
}

TEST(MatchActs, LeaveOutTriggersThatAreTaken) {
  const LastSentence last(
      {{"Peru Peru PROPN NNP 2 nsubj", "raided raid VERB VBD 0 root", "Chile Chile PROPN NNP 2 obj",
        "and and CCONJ CC 5 cc", "attacked attack VERB VBD 2 conj", "Kenya Kenya PROPN NNP 5 obj"}},
      small_act_lexicon());
  std::vector<bool> taken(static_cast<std::size_t>(last.tree().size()), false);
  taken[static_cast<std::size_t>(last.word("raided"))] = true;
  EXPECT_EQ(
      lines_of(match_acts(last.tree(), last.parties(), small_act_lexicon(), taken), last.tree()),
      std::vector<std::string>{"attack ASSAULT/ occurred PER>KEN"});
}

TEST(MatchActs, OfProtestersArePlacedAndAgainstTheirOwnState) {
  expect_acts({
      {"Protesters marched in Peru",
       {"Protesters protester NOUN NNS 2 nsubj", "marched march VERB VBD 0 root",
        "in in ADP IN 4 case", "Peru Peru PROPN NNP 2 obl"},
       {"march PROTEST/demo occurred PER>PER"}},
      {"Police attacked protesters in Peru",
       {"Police police NOUN NNS 2 nsubj", "attacked attack VERB VBD 0 root",
        "protesters protester NOUN NNS 2 obj", "in in ADP IN 5 case", "Peru Peru PROPN NNP 2 obl"},
       {"attack ASSAULT/ occurred PER>PER"}},
  });
}

}  // namespace
}  // namespace tocsin
