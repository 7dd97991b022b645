#include "extract/event/lexicon.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

// The embedded lexicon with a line added to one of its files.
LexiconFiles with_line(std::string_view name, const std::string& line, std::string& storage) {
  LexiconFiles files = embedded_lexicon();
  for (LexiconFile& file : files) {
    if (file.name != name) continue;
    storage = line + "\n" + std::string(file.text);
    file.text = storage;
  }
  return files;
}

TEST(Lexicon, TheEmbeddedOneIsRight) {
  const Result<Lexicon> lexicon = parse_lexicon(embedded_lexicon());
  ASSERT_TRUE(lexicon) << to_string(lexicon.error());
  EXPECT_EQ(lexicon->kinds.size(), 8U);
  EXPECT_FALSE(lexicon->patterns.empty());
}

TEST(Lexicon, ErrorsNameFileLineAndWhatIsMeant) {
  struct Row {
    std::string_view file;
    std::string line;
    std::string error;
  };
  const std::vector<Row> rows = {
      {"words.tsv", "prepositon\tin",
       "words.tsv:1:1: unknown word class 'prepositon', did you mean 'preposition'?"},
      {"words.tsv", "verb", "words.tsv:1:1: expected 2 fields between tabs, found 1"},
      {"objects.tsv", "diplomats\tenvoy",
       "objects.tsv:1:1: unknown object class 'diplomats', did you mean 'diplomat'?"},
      {"objects.tsv", "diplomat\tenvoy | | consul",
       "objects.tsv:1:1: an empty phrase between two '|'"},
      {"objects.tsv", "relations\tbond\tlose",
       "objects.tsv:1:1: unknown last field 'lose', did you mean 'loose'?"},
      {"parties.tsv", "x\tGOV\tgovernmnt\tsenate",
       "parties.tsv:1:1: unknown focus 'governmnt', did you mean 'government'?"},
      {"places.tsv", "Fr\tparis", "places.tsv:1:1: expected a country code of three capitals"},
      {"kinds.tsv", "x\tSANCTION\texpell\tdiplomat\tsubject\towner\tin\tany",
       "kinds.tsv:1:1: unknown mode 'expell', did you mean 'expel'?"},
      {"kinds.tsv", "x\tSANCTION\texpel\tdiplomat\tobject\towner\tin\tany",
       "kinds.tsv:1:1: unknown source 'object', did you mean 'subject'?"},
      {"patterns.tsv", "expell\tverb\toust",
       "patterns.tsv:1:1: unknown kind 'expell', did you mean 'expel'?"},
      {"patterns.tsv", "expel\tverb\toust\tleave",
       "patterns.tsv:1:1: this shape takes no second words"},
      {"patterns.tsv", "expel\tcommand\torder", "patterns.tsv:1:1: this shape needs second words"},
      {"patterns.tsv", "expel\tcommand\torder\tleave\torderd",
       "patterns.tsv:1:1: unknown status 'orderd', did you mean 'ordered'?"},
      {"cues.tsv", "ordered\tgoverns\tdecide",
       "cues.tsv:1:1: unknown reach 'governs', did you mean 'govern'?"},
      {"background.tsv", "right\tsince", "background.tsv:1:1: unknown place 'right'"},
      {"stops.tsv", "expelled\tschool", "stops.tsv:1:1: unknown kind 'expelled'"},
      {"bounds.tsv", "atleast\tover",
       "bounds.tsv:1:1: unknown bound 'atleast', did you mean 'at_least'?"},
      {"times.tsv", "day\tone\tyesterday", "times.tsv:1:1: expected a whole number"},
      {"times.tsv", "days\t1\ttomorrow", "times.tsv:1:1: unknown unit 'days', did you mean 'day'?"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.line);
    std::string storage;
    const Result<Lexicon> lexicon = parse_lexicon(with_line(row.file, row.line, storage));
    ASSERT_FALSE(lexicon);
    EXPECT_EQ(lexicon.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(to_string(lexicon.error()), row.error);
  }
}

}  // namespace
}  // namespace tocsin
