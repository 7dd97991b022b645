#include "extract/event/act_lexicon.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/extract/event/tree_fixture.h"

namespace tocsin {
namespace {

using Kind = PatternWord::Kind;

struct Files {
  std::string groups;
  std::string acts;
  std::string people;
  std::string governors;
};

Result<ActLexicon> parse(const Files& files) {
  return parse_act_lexicon({{{"groups.tsv", files.groups},
                             {"acts.tsv", files.acts},
                             {"people.tsv", files.people},
                             {"governors.tsv", files.governors}}});
}

// "attack {troop soldier} !{fire} !!{game} with", lemmas by the alphabet.
std::string dump(const std::string& trigger, const ActPattern& pattern) {
  std::string out = trigger;
  for (const PatternWord& word : pattern.words) {
    out += word.kind == Kind::kNoneInSentence ? " !!{" : word.kind == Kind::kNoneOf ? " !{" : " ";
    if (word.kind == Kind::kOneOf) out += '{';
    if (word.kind == Kind::kWord) {
      out += word.word;
      continue;
    }
    std::string lemmas;
    for (const std::string& lemma : std::set<std::string>(word.lemmas.begin(), word.lemmas.end()))
      lemmas += (lemmas.empty() ? "" : " ") + lemma;
    out += lemmas + '}';
  }
  return out;
}

std::vector<std::string> dump_all(const ActLexicon& lexicon, const std::string& trigger) {
  std::vector<std::string> out;
  const auto found = lexicon.verbs.find(trigger);
  if (found == lexicon.verbs.end()) return out;
  out.reserve(found->second.size());
  for (const ActPattern& pattern : found->second) out.push_back(dump(trigger, pattern));
  return out;
}

TEST(ActLexicon, TheEmbeddedOneIsRight) {
  const Result<ActLexicon> lexicon = parse_act_lexicon(embedded_act_lexicon());
  ASSERT_TRUE(lexicon) << to_string(lexicon.error());
  EXPECT_TRUE(lexicon->verbs.contains("attack"));
  EXPECT_TRUE(lexicon->nouns.contains("attack"));
  EXPECT_TRUE(lexicon->light.contains("launch"));
  EXPECT_TRUE(lexicon->say.contains("announce"));
  ASSERT_TRUE(lexicon->people.contains("police"));
  EXPECT_EQ(lexicon->people.at("police").sector, "COP");
  EXPECT_EQ(lexicon->people.at("police").kind, Person::Kind::kState);
  ASSERT_TRUE(lexicon->governors.contains("refuse"));
  EXPECT_EQ(lexicon->governors.at("refuse")[static_cast<std::size_t>(Control::kSubject)],
            EventStatus::kRefused);
}

TEST(ActLexicon, ErrorsNameFileLineAndWhatIsMeant) {
  struct Row {
    Files files;
    std::string error;
  };
  const std::vector<Row> rows = {
      {{"light", "", "", ""}, "groups.tsv:1:1: expected 2 fields between tabs, found 1"},
      {{"", "verb\tASSAULT/\tsubject\tobject", "", ""},
       "acts.tsv:1:1: expected 5 fields between tabs, found 4"},
      {{"", "vreb\tASSAULT/\tsubject\tobject\tattack", "", ""},
       "acts.tsv:1:1: unknown form 'vreb', did you mean 'verb'?"},
      {{"", "adjective\tASSAULT/\tsubject\tobject\tattack", "", ""},
       "acts.tsv:1:1: unknown form 'adjective'"},
      {{"", "verb\tASSALT/\tsubject\tobject\tattack", "", ""},
       "acts.tsv:1:1: unknown event type 'ASSALT', did you mean 'ASSAULT'?"},
      {{"", "verb\tSANCTION/expell\tsubject\tobject\texpel", "", ""},
       "acts.tsv:1:1: unknown mode 'expell', did you mean 'expel'?"},
      {{"", "verb\tSANCTION/expel=orderd\tsubject\tobject\texpel", "", ""},
       "acts.tsv:1:1: unknown status 'orderd', did you mean 'ordered'?"},
      {{"", "verb\tASSAULT/=done\tsubject\tobject\tattack", "", ""},
       "acts.tsv:1:1: unknown status 'done'"},
      {{"", "verb\tASSAULT/\tsubject,,by\tobject\tattack", "", ""},
       "acts.tsv:1:1: an empty source"},
      {{"", "verb\tASSAULT/\tsubject\t\tattack", "", ""}, "acts.tsv:1:1: an empty source"},
      {{"", "verb\tASSAULT/\tsubject\tobject\tattack {troop", "", ""},
       "acts.tsv:1:1: '{' without '}'"},
      {{"", "verb\tASSAULT/\tsubject\tobject\tattack !!{troop", "", ""},
       "acts.tsv:1:1: '{' without '}'"},
      {{"", "verb\tASSAULT/\tsubject\tobject\tattack {}", "", ""},
       "acts.tsv:1:1: an empty set of lemmas"},
      {{"", "verb\tASSAULT/\tsubject\tobject\t{troop}", "", ""},
       "acts.tsv:1:1: a pattern without a trigger"},
      {{"", "verb\tASSAULT/\tsubject\tobject\tattack | | raid", "", ""},
       "acts.tsv:1:1: a pattern without a trigger"},
      {{"sport\tgame", "verb\tASSAULT/\tsubject\tobject\tattack !{@sprt}", "", ""},
       "acts.tsv:1:1: unknown group 'sprt', did you mean 'sport'?"},
      {{"", "verb\tASSAULT/\tsubject\tobject\tattack !{@sport}", "", ""},
       "acts.tsv:1:1: unknown group 'sport'"},
      {{"", "", "COP\tstat\tpolice", ""},
       "people.tsv:1:1: unknown kind 'stat', did you mean 'state'?"},
      {{"", "", "COP\tstate\tpolice\tcop", ""},
       "people.tsv:1:1: expected 3 fields between tabs, found 4"},
      {{"", "", "", "occured\tsubject\tmanage"},
       "governors.tsv:1:1: unknown status 'occured', did you mean 'occurred'?"},
      {{"", "", "", "occurred\tsubjct\tmanage"},
       "governors.tsv:1:1: unknown control 'subjct', did you mean 'subject'?"},
      {{"", "# a remark\n\nverb\tASSAULT/\tsubject\tobject\traid\nverb\tAID/\tsubject\tto\t{x}", "",
        ""},
       "acts.tsv:4:1: a pattern without a trigger"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.error);
    const Result<ActLexicon> lexicon = parse(row.files);
    ASSERT_FALSE(lexicon);
    EXPECT_EQ(lexicon.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(to_string(lexicon.error()), row.error);
  }
}

// Taken for a preposition, a lemma "" or a trigger that no text has.
TEST(ActLexicon, WhatCannotBeMeantIsRefused) {
  const std::vector<Files> rows = {
      {"", "verb\tASSAULT/\tsubjct\tobject\tattack", "", ""},
      {"", "verb\tASSAULT/\tsubject\tobject\tattack!{game}", "", ""},
      {"", "verb\tASSAULT/\tsubject\tobject\tattack game}", "", ""},
      {"sport\tgame | | match", "", "", ""},
      {"", "", "COP\tstate\tpolice | | constable", ""},
      {"", "", "", "refused\tsubject\trefuse | | decline"},
      {"", "", "", "refused\tsubject\tback out of"},
  };
  for (const Files& files : rows) {
    EXPECT_FALSE(parse(files)) << files.groups << files.acts << files.people << files.governors;
  }
}

TEST(ActLexicon, ReadsTypeModeStatusAndSources) {
  const Result<ActLexicon> lexicon =
      parse({"",
             "verb\tSANCTION/expel=ordered\tsubject,by\tobject, owner ,place\texpel\n"
             "noun\tASSAULT/\tnone\tboth\tattack",
             "", ""});
  ASSERT_TRUE(lexicon) << to_string(lexicon.error());
  ASSERT_TRUE(lexicon->verbs.contains("expel"));
  const ActPattern& expel = lexicon->verbs.at("expel").front();
  EXPECT_EQ(expel.type, EventType::kSanction);
  EXPECT_EQ(expel.mode, "expel");
  EXPECT_EQ(expel.status, EventStatus::kOrdered);
  EXPECT_EQ(expel.where, (Where{"acts.tsv", 1, 1}));
  ASSERT_EQ(expel.actor.size(), 2U);
  EXPECT_EQ(expel.actor[0].kind, ActSource::Kind::kSubject);
  EXPECT_EQ(expel.actor[1].kind, ActSource::Kind::kPreposition);
  EXPECT_EQ(expel.actor[1].preposition, "by");
  ASSERT_EQ(expel.recipient.size(), 3U);
  EXPECT_EQ(expel.recipient[0].kind, ActSource::Kind::kObject);
  EXPECT_EQ(expel.recipient[1].kind, ActSource::Kind::kOwner);
  EXPECT_EQ(expel.recipient[2].kind, ActSource::Kind::kPlace);
  EXPECT_FALSE(lexicon->verbs.contains("attack"));
  ASSERT_TRUE(lexicon->nouns.contains("attack"));
  const ActPattern& attack = lexicon->nouns.at("attack").front();
  EXPECT_EQ(attack.type, EventType::kAssault);
  EXPECT_EQ(attack.mode, "");
  EXPECT_EQ(attack.status, EventStatus::kOccurred);
  EXPECT_EQ(attack.where, (Where{"acts.tsv", 2, 1}));
  EXPECT_TRUE(attack.actor.empty());
  ASSERT_EQ(attack.recipient.size(), 1U);
  EXPECT_EQ(attack.recipient[0].kind, ActSource::Kind::kBoth);
}

TEST(ActLexicon, ReadsWordsSetsAndGroups) {
  struct Row {
    std::string pattern;
    std::string trigger;
    std::string read;
  };
  const std::vector<Row> rows = {
      {"attack", "attack", "attack"},
      {"fire on", "fire", "fire on"},
      {"give {food money}", "give", "give {food money}"},
      {"strike !{deal}", "strike", "strike !{deal}"},
      {"strike !!{deal game}", "strike", "strike !!{deal game}"},
      {"hold {@talks}", "hold", "hold {negotiation talk}"},
      {"hold {@talks summit} with", "hold", "hold {negotiation summit talk} with"},
      {"meet !{@sport @talks}", "meet", "meet !{game match negotiation talk}"},
      {"{food} give to", "give", "give {food} to"},
      {"fire   on !{  staff }", "fire", "fire on !{staff}"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.pattern);
    const Result<ActLexicon> lexicon =
        parse({"talks\ttalk | negotiation\nsport\tgame\nsport\tmatch",
               "verb\tASSAULT/\tsubject\tobject\t" + row.pattern, "", ""});
    ASSERT_TRUE(lexicon) << to_string(lexicon.error());
    EXPECT_EQ(lexicon->verbs.size(), 1U);
    EXPECT_EQ(dump_all(*lexicon, row.trigger), (std::vector<std::string>{row.read}));
  }
}

TEST(ActLexicon, LongerPatternsStandFirstAndThenThoseHigherUp) {
  const Result<ActLexicon> lexicon =
      parse({"",
             "verb\tASSAULT/\tsubject\tobject\tstrike | strike !{deal} !!{gold}\n"
             "verb\tAGREE/\tboth\tnone\tstrike {deal} with | strike {deal}\n"
             "verb\tPROTEST/strike\tsubject\tnone\tstrike !{ball} | strike over",
             "", ""});
  ASSERT_TRUE(lexicon) << to_string(lexicon.error());
  // What must not stand there does not make a pattern longer.
  EXPECT_EQ(dump_all(*lexicon, "strike"),
            (std::vector<std::string>{"strike {deal} with", "strike {deal}", "strike over",
                                      "strike", "strike !{deal} !!{gold}", "strike !{ball}"}));
}

TEST(ActLexicon, TheFirstRowOfAPersonOrGovernorHolds) {
  const Result<ActLexicon> lexicon =
      parse({"", "", "COP\tstate\tguard | police\nMIL\tstate\tguard",
             "demanded\tobject\task\nannounced\tobject\task\nconsidered\tsubject\task"});
  ASSERT_TRUE(lexicon) << to_string(lexicon.error());
  EXPECT_EQ(lexicon->people.size(), 2U);
  EXPECT_EQ(lexicon->people.at("guard").sector, "COP");
  const Governor& ask = lexicon->governors.at("ask");
  EXPECT_EQ(ask[static_cast<std::size_t>(Control::kObject)], EventStatus::kDemanded);
  EXPECT_EQ(ask[static_cast<std::size_t>(Control::kSubject)], EventStatus::kConsidered);
  EXPECT_EQ(ask[static_cast<std::size_t>(Control::kOther)], std::nullopt);
}

}  // namespace
}  // namespace tocsin
