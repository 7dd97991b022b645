// Sentences as numbers.
#include "cli/train/word_corpus.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

// The keys in order, '|' for a boundary.
std::string dump(const WordCorpus& corpus) {
  std::string out;
  for (const std::uint32_t id : corpus.ids()) {
    if (!out.empty()) out += ' ';
    out += id == WordCorpus::kBoundary ? "|" : corpus.key(id);
  }
  return out;
}

TEST(WordCorpus, KeepsSentencesApart) {
  WordCorpus corpus;
  EXPECT_EQ(dump(corpus), "|");
  corpus.end_sentence();
  EXPECT_EQ(dump(corpus), "|");
  for (const char* form : {"Norland", "left", "", "in", "1987"}) corpus.add(form);
  corpus.end_sentence();
  corpus.end_sentence();
  corpus.add("NORLAND’s");
  corpus.add("norland");
  EXPECT_EQ(dump(corpus), "| norland left in <0000> | norland's norland");
  EXPECT_EQ(corpus.words(), 6);
  EXPECT_EQ(corpus.keys(), 6U);
  EXPECT_EQ(corpus.count(WordCorpus::kBoundary), 2);
  EXPECT_EQ(corpus.count(corpus.ids()[1]), 2);
  EXPECT_EQ(corpus.count(corpus.ids()[2]), 1);
}

}  // namespace
}  // namespace tocsin
