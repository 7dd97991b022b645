// Words and gaps: where a text is cut, and what counts as shouting.
#include "world/words.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

constexpr std::string_view kGapSigns =
    "|_-'~.:,&/#";  // by Gap; '~' apostrophe and blank, ':' dot and blank

// "Guinea-Bissau's" as "|Guinea-Bissau's"; shouted words stand in brackets.
std::string dump(std::string_view text) {
  std::string out;
  for (const Word& word : split_words(text)) {
    out += kGapSigns[static_cast<std::size_t>(word.before)];
    const std::string_view piece = text.substr(word.begin, word.end - word.begin);
    out += word.shouted ? "[" + std::string(piece) + "]" : std::string(piece);
  }
  return out;
}

TEST(Words, AreCutBetweenLettersAndSigns) {
  struct Case {
    std::string_view text;
    std::string_view words;
  };
  const Case cases[] = {
      {"", ""},
      {" . - ", ""},
      {"Niger", "|Niger"},
      {"  Niger expelled  him. ", "|Niger_expelled_him"},
      {"Guinea-Bissau's", "|Guinea-Bissau's"},
      {"Guinea\xE2\x80\x91"
       "Bissau\xE2\x80\x99s",
       "|Guinea-Bissau's"},
      {"the U.S. left", "|the_U.S:left"},
      {"Workers' Party", "|Workers~Party"},
      {"Athens, Georgia", "|Athens,Georgia"},
      {"Trinidad & Tobago", "|Trinidad&Tobago"},
      {"AFC/M23", "|AFC/M23"},
      {"South\nKorea", "|South_Korea"},
      {"South\r\n Korea", "|South_Korea"},
      {"South\n\nKorea", "|South#Korea"},
      {"South\n \nKorea", "|South#Korea"},
      {"South\xC2\xA0Korea", "|South_Korea"},
      {"Mali \xE2\x80\x94 Niger", "|Mali#Niger"},
      {"(Mali) \"Niger\"", "|Mali#Niger"},
      {"Mali; Niger", "|Mali#Niger"},
      {"C\xC3\xB4te d'Ivoire", "|C\xC3\xB4te_d'Ivoire"},
      {"2\xC3\x97"
       "3",
       "|2#3"},
      {"\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7 France", "|France"},
      {"Mali\xFFNiger", "|Mali#Niger"},
      {"Mali\xC3", "|Mali"},
      {"Mali\xE2\x80", "|Mali"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(dump(c.text), c.words);
  }
}

TEST(Words, AreShoutedFromThreeCapitalWordsOn) {
  struct Case {
    std::string_view text;
    std::string_view words;
  };
  const Case cases[] = {
      {"WHO IS NEXT", "|[WHO]_[IS]_[NEXT]"},
      {"WHO SAID", "|WHO_SAID"},
      {"the WHO said", "|the_WHO_said"},
      {"UN, EU, WHO", "|UN,EU,WHO"},
      {"He asked: WHO IS A SPY? Nobody", "|He_asked#[WHO]_[IS]_[A]_[SPY]#Nobody"},
      {"AT 10 IN PARIS NOW they", "|[AT]_[10]_[IN]_[PARIS]_[NOW]_they"},
      {"A B C D", "|A_B_C_D"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(dump(c.text), c.words);
  }
}

}  // namespace
}  // namespace tocsin
