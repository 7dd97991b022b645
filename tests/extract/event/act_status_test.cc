#include "extract/event/act_status.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/extract/event/tree_fixture.h"

namespace tocsin {
namespace {

struct Row {
  const char* sentence;  // as a reader sees it
  TreeLines tree;
  const char* act;
  const char* status;  // see line_of
};

// "refused by refused subject aim above said through refused,plans": the status, the word that says
// so with its control, and all governors that were passed.
std::string line_of(const ActStatus& status, const DependencyTree& tree) {
  constexpr std::array<std::string_view, kControls> kControlNames = {"subject", "object", "other"};
  std::string out(to_string(status.status));
  if (status.governor >= 0) {
    out += " by " + tree.lower(status.governor) + ' ';
    out += kControlNames[static_cast<std::size_t>(status.control)];
  }
  if (status.aim) out += " aim";
  if (status.above >= 0) out += " above " + tree.lower(status.above);
  for (std::size_t i = 0; i < status.governors.size(); ++i)
    out += (i == 0 ? " through " : ",") + tree.lower(status.governors[i]);
  return out;
}

void expect_status(const std::vector<Row>& rows, EventStatus otherwise = EventStatus::kOccurred) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.sentence);
    const OneTree tree(row.tree);
    const int act = word_of(*tree, row.act);
    ASSERT_GE(act, 0);
    EXPECT_EQ(line_of(act_status(*tree, small_act_lexicon(), act, otherwise), *tree), row.status);
  }
}

TEST(ActStatus, IsToldByAuxiliariesAndNegation) {
  expect_status({
      {"Peru attacked Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj"},
       "attacked",
       "occurred"},
      {"Peru will attack Chile",
       {"Peru Peru PROPN NNP 3 nsubj", "will will AUX MD 3 aux", "attack attack VERB VB 0 root",
        "Chile Chile PROPN NNP 3 obj"},
       "attack",
       "announced"},
      {"Peru would attack Chile",
       {"Peru Peru PROPN NNP 3 nsubj", "would would AUX MD 3 aux", "attack attack VERB VB 0 root",
        "Chile Chile PROPN NNP 3 obj"},
       "attack",
       "announced"},
      {"Peru may attack Chile",
       {"Peru Peru PROPN NNP 3 nsubj", "may may AUX MD 3 aux", "attack attack VERB VB 0 root",
        "Chile Chile PROPN NNP 3 obj"},
       "attack",
       "considered"},
      {"Peru must attack Chile",
       {"Peru Peru PROPN NNP 3 nsubj", "must must AUX MD 3 aux", "attack attack VERB VB 0 root",
        "Chile Chile PROPN NNP 3 obj"},
       "attack",
       "demanded"},
      {"Peru did not attack Chile",
       {"Peru Peru PROPN NNP 4 nsubj", "did do AUX VBD 4 aux", "not not PART RB 4 advmod",
        "attack attack VERB VB 0 root", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "denied"},
      {"Peru never attacked Chile",
       {"Peru Peru PROPN NNP 3 nsubj", "never never ADV RB 3 advmod",
        "attacked attack VERB VBD 0 root", "Chile Chile PROPN NNP 3 obj"},
       "attacked",
       "denied"},
      {"Peru will not attack Chile",
       {"Peru Peru PROPN NNP 4 nsubj", "will will AUX MD 4 aux", "not not PART RB 4 advmod",
        "attack attack VERB VB 0 root", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "refused"},
      {"Peru won't attack Chile",
       {"Peru Peru PROPN NNP 4 nsubj", "wo will AUX MD 4 aux", "n't not PART RB 4 advmod",
        "attack attack VERB VB 0 root", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "refused"},
      {"Peru launched no attack",
       {"Peru Peru PROPN NNP 2 nsubj", "launched launch VERB VBD 0 root", "no no DET DT 4 det",
        "attack attack NOUN NN 2 obj"},
       "attack",
       "denied through launched"},
  });
}

TEST(ActStatus, IsConsideredAfterAConditionAndAnnouncedInAHeadlinesInfinitive) {
  expect_status({
      {"Chile trembles if Peru attacks it",
       {"Chile Chile PROPN NNP 2 nsubj", "trembles tremble VERB VBZ 0 root",
        "if if SCONJ IN 5 mark", "Peru Peru PROPN NNP 5 nsubj", "attacks attack VERB VBZ 2 advcl",
        "it it PRON PRP 5 obj"},
       "attacks",
       "considered"},
      {"Peru to attack Chile",
       {"Peru Peru PROPN NNP 3 nsubj", "to to PART TO 3 mark", "attack attack VERB VB 0 root",
        "Chile Chile PROPN NNP 3 obj"},
       "attack",
       "announced"},
      {"Peru not to attack Chile",
       {"Peru Peru PROPN NNP 4 nsubj", "not not PART RB 4 advmod", "to to PART TO 4 mark",
        "attack attack VERB VB 0 root", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "refused"},
  });
}

TEST(ActStatus, IsToldByTheVerbThatGovernsAnInfinitive) {
  expect_status({
      {"Peru plans to attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "plans plan VERB VBZ 0 root", "to to PART TO 4 mark",
        "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "announced by plans subject through plans"},
      {"Peru threatened to attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "threatened threaten VERB VBD 0 root",
        "to to PART TO 4 mark", "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "threatened by threatened subject through threatened"},
      {"Peru refused to attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "refused refuse VERB VBD 0 root", "to to PART TO 4 mark",
        "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "refused by refused subject through refused"},
      {"Peru failed to attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "failed fail VERB VBD 0 root", "to to PART TO 4 mark",
        "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "denied by failed subject through failed"},
      {"Peru did not refuse to attack Chile",
       {"Peru Peru PROPN NNP 4 nsubj", "did do AUX VBD 4 aux", "not not PART RB 4 advmod",
        "refuse refuse VERB VB 0 root", "to to PART TO 6 mark", "attack attack VERB VB 4 xcomp",
        "Chile Chile PROPN NNP 6 obj"},
       "attack",
       "occurred by refuse subject through refuse"},
      {"Kenya urged Peru to attack Chile",
       {"Kenya Kenya PROPN NNP 2 nsubj", "urged urge VERB VBD 0 root", "Peru Peru PROPN NNP 2 iobj",
        "to to PART TO 5 mark", "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 5 obj"},
       "attack",
       "demanded by urged object through urged"},
      {"Peru was urged to attack Chile",
       {"Peru Peru PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
        "urged urge VERB VBN 0 root", "to to PART TO 5 mark", "attack attack VERB VB 3 xcomp",
        "Chile Chile PROPN NNP 5 obj"},
       "attack",
       "demanded by urged object through urged"},
      {"Peru stopped attacking Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "stopped stop VERB VBD 0 root",
        "attacking attack VERB VBG 2 xcomp", "Chile Chile PROPN NNP 3 obj"},
       "attacking",
       "reversed by stopped subject through stopped"},
      {"Peru refused to stop attacking Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "refused refuse VERB VBD 0 root", "to to PART TO 4 mark",
        "stop stop VERB VB 2 xcomp", "attacking attack VERB VBG 4 xcomp",
        "Chile Chile PROPN NNP 5 obj"},
       "attacking",
       "occurred by refused subject through stop,refused"},
  });
}

TEST(ActStatus, IsToldByNounsAndByWhatTheyHangOn) {
  expect_status({
      {"The plan to attack Chile leaked",
       {"The the DET DT 2 det", "plan plan NOUN NN 6 nsubj", "to to PART TO 4 mark",
        "attack attack VERB VB 2 acl", "Chile Chile PROPN NNP 4 obj",
        "leaked leak VERB VBD 0 root"},
       "attack",
       "announced by plan subject through plan"},
      {"Peru has no plans to attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "has have VERB VBZ 0 root", "no no DET DT 4 det",
        "plans plan NOUN NNS 2 obj", "to to PART TO 6 mark", "attack attack VERB VB 4 acl",
        "Chile Chile PROPN NNP 6 obj"},
       "attack",
       "refused by plans subject through plans"},
      {"Peru halted the attack",
       {"Peru Peru PROPN NNP 2 nsubj", "halted halt VERB VBD 0 root", "the the DET DT 4 det",
        "attack attack NOUN NN 2 obj"},
       "attack",
       "reversed by halted other through halted"},
      {"Peru called off the attack",
       {"Peru Peru PROPN NNP 2 nsubj", "called call VERB VBD 0 root",
        "off off ADP RP 2 compound:prt", "the the DET DT 5 det", "attack attack NOUN NN 2 obj"},
       "attack",
       "reversed by called other through called"},
      {"Peru called for talks with Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "called call VERB VBD 0 root", "for for ADP IN 4 case",
        "talks talk NOUN NNS 2 obl", "with with ADP IN 6 case", "Chile Chile PROPN NNP 4 nmod"},
       "talks",
       "demanded by called other through called"},
      {"Peru launched an attack",
       {"Peru Peru PROPN NNP 2 nsubj", "launched launch VERB VBD 0 root", "an a DET DT 4 det",
        "attack attack NOUN NN 2 obj"},
       "attack",
       "occurred through launched"},
      {"Peru carried out the attack",
       {"Peru Peru PROPN NNP 2 nsubj", "carried carry VERB VBD 0 root",
        "out out ADP RP 2 compound:prt", "the the DET DT 5 det", "attack attack NOUN NN 2 obj"},
       "attack",
       "occurred through carried"},
      {"Peru will launch an attack",
       {"Peru Peru PROPN NNP 3 nsubj", "will will AUX MD 3 aux", "launch launch VERB VB 0 root",
        "an a DET DT 5 det", "attack attack NOUN NN 3 obj"},
       "attack",
       "announced by launch subject through launch"},
      {"Peru painted the attack: a verb that says nothing of it",
       {"Peru Peru PROPN NNP 3 nsubj", "will will AUX MD 3 aux", "paint paint VERB VB 0 root",
        "the the DET DT 5 det", "attack attack NOUN NN 3 obj"},
       "attack",
       "occurred"},
  });
}

TEST(ActStatus, IsToldByTheVerbAboveAClause) {
  expect_status({
      {"Kenya demanded that Peru attack Chile",
       {"Kenya Kenya PROPN NNP 2 nsubj", "demanded demand VERB VBD 0 root",
        "that that SCONJ IN 5 mark", "Peru Peru PROPN NNP 5 nsubj",
        "attack attack VERB VBP 2 ccomp", "Chile Chile PROPN NNP 5 obj"},
       "attack",
       "demanded by demanded other through demanded"},
      {"Kenya said that Peru attacked Chile",
       {"Kenya Kenya PROPN NNP 2 nsubj", "said say VERB VBD 0 root", "that that SCONJ IN 5 mark",
        "Peru Peru PROPN NNP 5 nsubj", "attacked attack VERB VBD 2 ccomp",
        "Chile Chile PROPN NNP 5 obj"},
       "attacked",
       "occurred above said through said"},
      {"Kenya said that Peru must attack Chile",
       {"Kenya Kenya PROPN NNP 2 nsubj", "said say VERB VBD 0 root", "that that SCONJ IN 6 mark",
        "Peru Peru PROPN NNP 6 nsubj", "must must AUX MD 6 aux", "attack attack VERB VB 2 ccomp",
        "Chile Chile PROPN NNP 6 obj"},
       "attack",
       "demanded above said through said"},
      {"Kenya announced that Peru must attack Chile",
       {"Kenya Kenya PROPN NNP 2 nsubj", "announced announce VERB VBD 0 root",
        "that that SCONJ IN 6 mark", "Peru Peru PROPN NNP 6 nsubj", "must must AUX MD 6 aux",
        "attack attack VERB VB 2 ccomp", "Chile Chile PROPN NNP 6 obj"},
       "attack",
       "demanded above announced through announced"},
      {"Kenya reported that Peru refused to attack Chile",
       {"Kenya Kenya PROPN NNP 2 nsubj", "reported report VERB VBD 0 root",
        "that that SCONJ IN 5 mark", "Peru Peru PROPN NNP 5 nsubj",
        "refused refuse VERB VBD 2 ccomp", "to to PART TO 7 mark", "attack attack VERB VB 5 xcomp",
        "Chile Chile PROPN NNP 7 obj"},
       "attack",
       "refused by refused subject through refused,reported"},
      {"Peru denied that it attacked Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "denied deny VERB VBD 0 root", "that that SCONJ IN 5 mark",
        "it it PRON PRP 5 nsubj", "attacked attack VERB VBD 2 ccomp",
        "Chile Chile PROPN NNP 5 obj"},
       "attacked",
       "denied by denied other through denied"},
  });
}

TEST(ActStatus, IsSharedByConjunctsWithoutAnAuxiliaryOfTheirOwn) {
  expect_status({
      {"Peru will raid and attack Chile",
       {"Peru Peru PROPN NNP 3 nsubj", "will will AUX MD 3 aux", "raid raid VERB VB 0 root",
        "and and CCONJ CC 5 cc", "attack attack VERB VB 3 conj", "Chile Chile PROPN NNP 5 obj"},
       "raid",
       "announced"},
      {"Peru will raid and attack Chile",
       {"Peru Peru PROPN NNP 3 nsubj", "will will AUX MD 3 aux", "raid raid VERB VB 0 root",
        "and and CCONJ CC 5 cc", "attack attack VERB VB 3 conj", "Chile Chile PROPN NNP 5 obj"},
       "attack",
       "announced by raid subject"},
      {"Peru raided and will attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "raided raid VERB VBD 0 root", "and and CCONJ CC 5 cc",
        "will will AUX MD 5 aux", "attack attack VERB VB 2 conj", "Chile Chile PROPN NNP 5 obj"},
       "raided",
       "occurred"},
      {"Peru raided and will attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "raided raid VERB VBD 0 root", "and and CCONJ CC 5 cc",
        "will will AUX MD 5 aux", "attack attack VERB VB 2 conj", "Chile Chile PROPN NNP 5 obj"},
       "attack",
       "announced"},
      {"Peru plans to raid and attack Chile",
       {"Peru Peru PROPN NNP 2 nsubj", "plans plan VERB VBZ 0 root", "to to PART TO 4 mark",
        "raid raid VERB VB 2 xcomp", "and and CCONJ CC 6 cc", "attack attack VERB VB 4 conj",
        "Chile Chile PROPN NNP 6 obj"},
       "attack",
       "announced by plans subject through plans"},
      {"Peru did not raid and attack Chile",
       {"Peru Peru PROPN NNP 4 nsubj", "did do AUX VBD 4 aux", "not not PART RB 4 advmod",
        "raid raid VERB VB 0 root", "and and CCONJ CC 6 cc", "attack attack VERB VB 4 conj",
        "Chile Chile PROPN NNP 6 obj"},
       "attack",
       "denied"},
      {"Kenya will pay and Peru attacks Chile: a subject of its own",
       {"Kenya Kenya PROPN NNP 3 nsubj", "will will AUX MD 3 aux", "pay pay VERB VB 0 root",
        "and and CCONJ CC 6 cc", "Peru Peru PROPN NNP 6 nsubj", "attacks attack VERB VBZ 3 conj",
        "Chile Chile PROPN NNP 6 obj"},
       "attacks",
       "occurred"},
  });
}

TEST(ActStatus, IsNotToldByWhatStandsAboveARelativeOrAdverbialClause) {
  expect_status({
      {"The government refused to pay the Peruvian envoy who attacked Chile",
       {"The the DET DT 2 det", "government government NOUN NN 3 nsubj",
        "refused refuse VERB VBD 0 root", "to to PART TO 5 mark", "pay pay VERB VB 3 xcomp",
        "the the DET DT 8 det", "Peruvian peruvian ADJ JJ 8 amod", "envoy envoy NOUN NN 5 obj",
        "who who PRON WP 10 nsubj", "attacked attack VERB VBD 8 acl:relcl",
        "Chile Chile PROPN NNP 10 obj"},
       "attacked",
       "occurred"},
      {"The government refused to pay the Peruvian envoy who attacked Chile",
       {"The the DET DT 2 det", "government government NOUN NN 3 nsubj",
        "refused refuse VERB VBD 0 root", "to to PART TO 5 mark", "pay pay VERB VB 3 xcomp",
        "the the DET DT 8 det", "Peruvian peruvian ADJ JJ 8 amod", "envoy envoy NOUN NN 5 obj",
        "who who PRON WP 10 nsubj", "attacked attack VERB VBD 8 acl:relcl",
        "Chile Chile PROPN NNP 10 obj"},
       "pay",
       "refused by refused subject through refused"},
      {"Peru threatened Chile after attacking Kenya",
       {"Peru Peru PROPN NNP 2 nsubj", "threatened threaten VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj", "after after SCONJ IN 5 mark",
        "attacking attack VERB VBG 2 advcl", "Kenya Kenya PROPN NNP 5 obj"},
       "attacking",
       "occurred"},
  });
}

TEST(ActStatus, OfAnAimIsOnlyConsidered) {
  expect_status(
      {{"Peru sent ships to attack Chile",
        {"Peru Peru PROPN NNP 2 nsubj", "sent send VERB VBD 0 root", "ships ship NOUN NNS 2 obj",
         "to to PART TO 5 mark", "attack attack VERB VB 2 advcl", "Chile Chile PROPN NNP 5 obj"},
        "attack",
        "considered aim"}});
}

TEST(ActStatus, OfThePatternHoldsWhereNothingAboveTellsMore) {
  expect_status(
      {{"Peru attacked Chile",
        {"Peru Peru PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
         "Chile Chile PROPN NNP 2 obj"},
        "attacked",
        "ordered"},
       {"Peru plans to attack Chile",
        {"Peru Peru PROPN NNP 2 nsubj", "plans plan VERB VBZ 0 root", "to to PART TO 4 mark",
         "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
        "attack",
        "ordered by plans subject through plans"},
       {"Peru refused to attack Chile",
        {"Peru Peru PROPN NNP 2 nsubj", "refused refuse VERB VBD 0 root", "to to PART TO 4 mark",
         "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
        "attack",
        "refused by refused subject through refused"},
       {"Kenya urged Peru to attack Chile",
        {"Kenya Kenya PROPN NNP 2 nsubj", "urged urge VERB VBD 0 root",
         "Peru Peru PROPN NNP 2 iobj", "to to PART TO 5 mark", "attack attack VERB VB 2 xcomp",
         "Chile Chile PROPN NNP 5 obj"},
        "attack",
        "demanded by urged object through urged"}},
      EventStatus::kOrdered);
}

// So the shipped parser reads headlines: the infinitive hangs on the bare name.
TEST(ActStatus, OfAHeadlinesInfinitiveBelowANameIsAnnounced) {
  expect_status(
      {{"Russia to expel British envoys",
        {"Russia Russia PROPN NNP 0 root", "to to PART TO 3 mark", "expel expel VERB VB 1 acl",
         "British british ADJ JJ 5 amod", "envoys envoy NOUN NNS 3 obj"},
        "expel",
        "announced"}});
}

// A finite verb cannot share "did" or "will".
TEST(ActStatus, OfAFiniteConjunctIsItsOwn) {
  expect_status({
      {"Peru did not raid but attacked Chile",
       {"Peru Peru PROPN NNP 4 nsubj", "did do AUX VBD 4 aux", "not not PART RB 4 advmod",
        "raid raid VERB VB 0 root", "but but CCONJ CC 6 cc", "attacked attack VERB VBD 4 conj",
        "Chile Chile PROPN NNP 6 obj"},
       "attacked",
       "occurred"},
      {"Peru will raid Chile and attacked Kenya",
       {"Peru Peru PROPN NNP 3 nsubj", "will will AUX MD 3 aux", "raid raid VERB VB 0 root",
        "Chile Chile PROPN NNP 3 obj", "and and CCONJ CC 6 cc", "attacked attack VERB VBD 3 conj",
        "Kenya Kenya PROPN NNP 6 obj"},
       "attacked",
       "occurred"},
  });
}

TEST(ActStatus, OfAVowNotToIsRefused) {
  expect_status(
      {{"Peru vowed not to attack Chile",
        {"Peru Peru PROPN NNP 2 nsubj", "vowed vow VERB VBD 0 root", "not not PART RB 5 advmod",
         "to to PART TO 5 mark", "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 5 obj"},
        "attack",
        "refused by vowed subject through vowed"}});
}

TEST(ActStatus, NoLongerIsANegation) {
  expect_status(
      {{"Peru no longer attacks Chile",
        {"Peru Peru PROPN NNP 4 nsubj", "no no ADV RB 3 advmod", "longer long ADV RBR 4 advmod",
         "attacks attack VERB VBZ 0 root", "Chile Chile PROPN NNP 4 obj"},
        "attacks",
        "denied"}});
}

TEST(ActStatus, OfAQuestionIsNotDemanded) {
  expect_status({{"Kenya asked whether Peru attacked Chile",
                  {"Kenya Kenya PROPN NNP 2 nsubj", "asked ask VERB VBD 0 root",
                   "whether whether SCONJ IN 5 mark", "Peru Peru PROPN NNP 5 nsubj",
                   "attacked attack VERB VBD 2 ccomp", "Chile Chile PROPN NNP 5 obj"},
                  "attacked",
                  "considered above asked"}});
}

// So the shipped parser reads it: "ought" is a verb with an infinitive, not an auxiliary.
TEST(ActStatus, OughtToIsDemanded) {
  const auto embedded = parse_act_lexicon(embedded_act_lexicon());
  ASSERT_TRUE(embedded);
  const OneTree tree({"Peru Peru PROPN NNP 2 nsubj", "ought ought VERB VBZ 0 root",
                      "to to PART TO 4 mark", "attack attack VERB VB 2 xcomp",
                      "Chile Chile PROPN NNP 4 obj"});
  EXPECT_EQ(act_status(*tree, *embedded, word_of(*tree, "attack"), EventStatus::kOccurred).status,
            EventStatus::kDemanded);
}

// governors.tsv has "be going", but the lemma above the infinitive is "go".
TEST(ActStatus, BeingGoingToIsAnnounced) {
  const auto embedded = parse_act_lexicon(embedded_act_lexicon());
  ASSERT_TRUE(embedded);
  const OneTree tree({"Peru Peru PROPN NNP 3 nsubj", "is be AUX VBZ 3 aux",
                      "going go VERB VBG 0 root", "to to PART TO 5 mark",
                      "attack attack VERB VB 3 xcomp", "Chile Chile PROPN NNP 5 obj"});
  EXPECT_EQ(act_status(*tree, *embedded, word_of(*tree, "attack"), EventStatus::kOccurred).status,
            EventStatus::kAnnounced);
}

TEST(ActStatus, AVerbIsInASetWithItsParticleToo) {
  const OneTree carried({"Peru Peru PROPN NNP 2 nsubj", "carried carry VERB VBD 0 root",
                         "out out ADP RP 2 compound:prt", "the the DET DT 5 det",
                         "attack attack NOUN NN 2 obj"});
  const int verb = word_of(*carried, "carried");
  EXPECT_TRUE(contains_verb({"carry out"}, *carried, verb));
  EXPECT_TRUE(contains_verb({"carry"}, *carried, verb));
  EXPECT_FALSE(contains_verb({"carry on", "out"}, *carried, verb));
  const OneTree launched({"Peru Peru PROPN NNP 2 nsubj", "launched launch VERB VBD 0 root",
                          "an a DET DT 4 det", "attack attack NOUN NN 2 obj"});
  EXPECT_TRUE(contains_verb({"launch"}, *launched, word_of(*launched, "launched")));
}

TEST(Controller, IsTheWordWhoseSubjectDoesIt) {
  struct ControllerRow {
    const char* sentence;
    TreeLines tree;
    const char* word;
    const char* controller;  // "" none
  };
  const std::vector<ControllerRow> rows = {
      {"an infinitive",
       {"Peru Peru PROPN NNP 2 nsubj", "plans plan VERB VBZ 0 root", "to to PART TO 4 mark",
        "attack attack VERB VB 2 xcomp", "Chile Chile PROPN NNP 4 obj"},
       "attack",
       "plans"},
      {"a conjunct",
       {"Peru Peru PROPN NNP 3 nsubj", "will will AUX MD 3 aux", "raid raid VERB VB 0 root",
        "and and CCONJ CC 5 cc", "attack attack VERB VB 3 conj", "Chile Chile PROPN NNP 5 obj"},
       "attack",
       "raid"},
      {"an adverbial clause without a subject",
       {"Peru Peru PROPN NNP 2 nsubj", "threatened threaten VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj", "after after SCONJ IN 5 mark",
        "attacking attack VERB VBG 2 advcl", "Kenya Kenya PROPN NNP 5 obj"},
       "attacking",
       "threatened"},
      {"an adverbial clause with a subject",
       {"Chile Chile PROPN NNP 2 nsubj", "trembles tremble VERB VBZ 0 root",
        "if if SCONJ IN 5 mark", "Peru Peru PROPN NNP 5 nsubj", "attacks attack VERB VBZ 2 advcl",
        "it it PRON PRP 5 obj"},
       "attacks",
       ""},
      {"an infinitive below a noun",
       {"The the DET DT 2 det", "plan plan NOUN NN 6 nsubj", "to to PART TO 4 mark",
        "attack attack VERB VB 2 acl", "Chile Chile PROPN NNP 4 obj",
        "leaked leak VERB VBD 0 root"},
       "attack",
       "plan"},
      {"a participle behind a noun",
       {"Ships ship NOUN NNS 5 nsubj", "attacked attack VERB VBN 1 acl", "by by ADP IN 4 case",
        "Peru Peru PROPN NNP 2 obl:agent", "sank sink VERB VBD 0 root", "in in ADP IN 7 case",
        "Chile Chile PROPN NNP 5 obl"},
       "attacked",
       "Ships"},
      {"a clause with a subject",
       {"Kenya Kenya PROPN NNP 2 nsubj", "demanded demand VERB VBD 0 root",
        "that that SCONJ IN 5 mark", "Peru Peru PROPN NNP 5 nsubj",
        "attack attack VERB VBP 2 ccomp", "Chile Chile PROPN NNP 5 obj"},
       "attack",
       ""},
      {"the root",
       {"Peru Peru PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
        "Chile Chile PROPN NNP 2 obj"},
       "attacked",
       ""},
  };
  for (const ControllerRow& row : rows) {
    SCOPED_TRACE(row.sentence);
    const OneTree tree(row.tree);
    const int word = word_of(*tree, row.word);
    ASSERT_GE(word, 0);
    EXPECT_EQ(controller(*tree, word), word_of(*tree, row.controller));
  }
}

}  // namespace
}  // namespace tocsin
