#include "extract/language/tokens.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/language/lemmas.h"

namespace tocsin {
namespace {

struct Row {
  std::string_view text;
  std::vector<std::string> tokens;
};

std::vector<std::string> cut(std::string_view text) {
  std::vector<std::string> out;
  for (const Span span :
       tokenize(text, {0, static_cast<std::int32_t>(text.size())}, language_tables())) {
    out.emplace_back(text.substr(static_cast<std::size_t>(span.begin),
                                 static_cast<std::size_t>(span.end - span.begin)));
  }
  return out;
}

TEST(Tokens, Table) {
  const std::vector<Row> rows = {
      {"", {}},
      {"Envoys left.", {"Envoys", "left", "."}},
      {"Ruritania's envoy", {"Ruritania", "'s", "envoy"}},
      {"Ruritania’s envoy", {"Ruritania", "’s", "envoy"}},
      {"troops' pay", {"troops", "'", "pay"}},
      {"didn't go", {"did", "n't", "go"}},
      {"didn’t go", {"did", "n’t", "go"}},
      {"They've said they'll go", {"They", "'ve", "said", "they", "'ll", "go"}},
      {"O'Neill spoke", {"O'Neill", "spoke"}},
      {"1,500 troops, 3.5 km", {"1,500", "troops", ",", "3.5", "km"}},
      {"a 48-hour pull-out", {"a", "48-hour", "pull-out"}},
      {"the U.S. said", {"the", "U.S.", "said"}},
      {"in the U.S.", {"in", "the", "U.S."}},
      {"Gen. Roe", {"Gen.", "Roe"}},
      {"“We left,” he said", {"“", "We", "left", ",", "”", "he", "said"}},
      {"(Agency) -- Wait...", {"(", "Agency", ")", "--", "Wait", "..."}},
      {"chargé d’affaires", {"chargé", "d’affaires"}},
      {"$5 and 10%", {"$", "5", "and", "10", "%"}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(cut(row.text), row.tokens);
  }
}

TEST(Tokens, EveryByteThatIsNoSpaceIsInOneToken) {
  const std::string text = "“Isn’t that Mr. Roe’s U.S.-made 1,5 …”, he-said\xC2\xA0(twice)...";
  std::string joined;
  std::int32_t end = 0;
  for (const Span span :
       tokenize(text, {0, static_cast<std::int32_t>(text.size())}, language_tables())) {
    EXPECT_GE(span.begin, end);
    EXPECT_GT(span.end, span.begin);
    end = span.end;
    joined += text.substr(static_cast<std::size_t>(span.begin),
                          static_cast<std::size_t>(span.end - span.begin));
  }
  std::string expected = text;
  for (const std::string space : {" ", "\xC2\xA0"}) {
    for (std::size_t at = expected.find(space); at != std::string::npos;
         at = expected.find(space)) {
      expected.erase(at, space.size());
    }
  }
  EXPECT_EQ(joined, expected);
}

TEST(Lemmas, Table) {
  const std::vector<std::pair<std::string_view, std::string_view>> rows = {
      {"Withdrew", "withdraw"},
      {"withdrawn", "withdraw"},
      {"expelled", "expel"},
      {"expelling", "expel"},
      {"closed", "close"},
      {"closing", "close"},
      {"closes", "close"},
      {"ordered", "order"},
      {"evacuated", "evacuate"},
      {"severed", "sever"},
      {"planned", "plan"},
      {"pulling", "pull"},
      {"embassies", "embassy"},
      {"troops", "troop"},
      {"bases", "base"},
      {"sent", "send"},
      {"left", "leave"},
      {"is", "be"},
      {"n’t", "not"},
      {"’s", "'s"},
      {"crisis", "crisis"},
      {"Paris", "paris"},
      {"replied", "reply"},
      {"summoned", "summon"},
      {"dispatches", "dispatch"},
      {"during", "during"},
      {"ambassadors", "ambassador"},
      {"Red", "red"},
      {"thing", "thing"},
      {"authorised", "authorise"},
  };
  for (const auto& [word, lemma] : rows)
    EXPECT_EQ(lemma_of(word, language_tables()), lemma) << word;
}

}  // namespace
}  // namespace tocsin
