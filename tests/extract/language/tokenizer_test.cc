// What holds whatever was learned: the tests run with weights that join all, split all, or are
// drawn by chance. What the shipped weights do is measured (docs/language.md).
#include "extract/language/tokenizer.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/extract/language/split_checks.h"

namespace tocsin {
namespace {

Tokenizer tokenizer(Weights weights, unsigned seed = 1) {
  const auto model = ModelFile::from_bytes(tokenizer_model(weights, seed));
  EXPECT_TRUE(model) << to_string(model.error());
  auto opened = Tokenizer::open(*model);
  EXPECT_TRUE(opened) << to_string(opened.error());
  return *opened;
}

Span whole(std::string_view text) { return {0, static_cast<std::int32_t>(text.size())}; }

SplitText split(const Tokenizer& tokenizer, std::string_view text) {
  SplitText out;
  tokenizer.split(text, out);
  EXPECT_EQ(fault_of(text, whole(text), out), "");
  return out;
}

// Words parted by '|'.
std::string words_of(const Tokenizer& tokenizer, std::string_view text) {
  std::string joined;
  for (const SyntacticWord& word : split(tokenizer, text).words) {
    if (!joined.empty()) joined += '|';
    joined += text.substr(static_cast<std::size_t>(word.span.begin),
                          static_cast<std::size_t>(word.span.end - word.span.begin));
  }
  return joined;
}

TEST(TokenizerTest, SplitsAtEveryPlaceOrAtNone) {
  struct Row {
    std::string_view text;
    std::string_view all;   // where every place is taken
    std::string_view none;  // where none is
  };
  const Row rows[] = {
      {"Rebels fled, he said.", "Rebels|fled|,|he|said|.", "Rebels|fled,|he|said."},
      {"didn't", "did|n|'|t", "didn't"},
      {"cannot", "can|not", "cannot"},
      {"house", "house", "house"},
      {"15-year-old", "15|-|year|-|old", "15-year-old"},
      {"$5m", "$|5|m", "$5m"},
      {"F16 MH17 around1000", "F16|MH17|around|1000", "F16|MH17|around1000"},
      {"see https://a.example.org/b-c?d=e, or", "see|https://a.example.org/b-c?d=e|,|or",
       "see|https://a.example.org/b-c?d=e,|or"},
      {"(www.example.org)", "(|www.example.org|)", "(www.example.org)"},
      {"mail jo.smith-2@news.example.org.", "mail|jo.smith-2@news.example.org|.",
       "mail|jo.smith-2@news.example.org."},
      {"AT&amp;T", "AT|&amp;|T", "AT&amp;T"},
      {"one&nbsp;two", "one|two", "one|two"},
      {"\xE2\x80\x9CNo\xE2\x80\x9D", "\xE2\x80\x9C|No|\xE2\x80\x9D", "\xE2\x80\x9CNo\xE2\x80\x9D"},
      {"e\xCC\x81t\xC3\xA9", "e\xCC\x81t\xC3\xA9", "e\xCC\x81t\xC3\xA9"},  // an accent of its own
      {"a\xC2\xA0"
       "b\xE2\x80\x8B"
       "c",
       "a|b|c", "a|b|c"},
      {"\x01 a\x07 b \x7F", "a|b", "a|b"},
      {"", "", ""},
      {" \t\r\n ", "", ""},
  };
  const Tokenizer all = tokenizer(Weights::kSplitAll);
  const Tokenizer none = tokenizer(Weights::kJoinAll);
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(words_of(all, row.text), row.all);
    EXPECT_EQ(words_of(none, row.text), row.none);
  }
}

TEST(TokenizerTest, KeepsItsPromisesOnAnyText) {
  const std::string_view texts[] = {
      ("He said: \"Go!\" (So they went\xE2\x80\xA6) \xE2\x80\x94 and didn#39;t "
       "&amp;#39;return&quot;."),
      "((((((([[[[[[[{{{{{{{<<<<<<<",
      "&&&&&&;;;;#####&#;&#x;&#39&#99999999;&amp;amp;amp;amp;amp;",
      ("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 \xF0\x9F\x87\xBA\xF0\x9F\x87\xA6 "
       "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD!"),
      ("\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\xAE\xE5\xA4\xA7\xE4\xBD\xBF\xE3\x80\x82 "
       "\xD0\x9C\xD0\x98\xD0\x94 \xD8\xA7\xD9\x84\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A\xD8\xA9"),
      "@@@a@b@c.d@e.f...g@ www.www.www. ://:// http:// a://",
      "'''''' `````` \"\"\"\"\"\" ........ ------ n't n't'n't an'tt",
      "a1b2c3d4-5/6-7/8e-f-g 1.2.3,4,5 ...1",
      "\xCC\x81\xCC\x81 \xE2\x80\x8D\xE2\x80\x8D x\xEF\xB8\x8F",
  };
  for (unsigned seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    const Tokenizer random = tokenizer(Weights::kRandom, seed);
    std::string together;
    for (const std::string_view text : texts) {
      SCOPED_TRACE(text);
      split(random, text);
      together.append(text).append(seed % 2 == 0 ? " " : "");
    }
    split(random, together);
  }
}

TEST(TokenizerTest, ReadsOnlyTheParagraphAndAppends) {
  const std::string_view text = "First one. Second one. Third";
  const Tokenizer all = tokenizer(Weights::kSplitAll);
  SplitText out;
  all.split(text, {11, 21}, out);
  ASSERT_EQ(out.words.size(), 2U);
  EXPECT_EQ(out.words[1].span, (Span{18, 21}));
  all.split(text, {23, 28}, out);
  ASSERT_EQ(out.words.size(), 3U);
  EXPECT_EQ(out.words[2].span, (Span{23, 28}));
  EXPECT_EQ(out.sentences.back(), (WordSentence{2, 3, false}));
}

TEST(TokenizerTest, CutsLongSentencesAtTheBestMark) {
  struct Row {
    std::int32_t mark_at;  // the word that is replaced by the mark
    std::string_view mark;
    std::int32_t other_at;
    std::string_view other;
    std::int32_t expected;  // words of the first piece
  };
  const Row rows[] = {
      {140, ";", 180, ",", 141},  {120, ",", 180, "and", 121}, {150, ",", 170, ",", 171},
      {160, "and", 30, ";", 160}, {20, ";", 30, ",", 200},     {199, ",", 100, ";", 101},
      {99, ";", 250, ";", 200},
  };
  const Tokenizer none = tokenizer(Weights::kJoinAll);
  for (const Row& row : rows) {
    SCOPED_TRACE(row.mark_at);
    std::string text;
    for (std::int32_t i = 0; i < 300; ++i) {
      text += i == row.mark_at ? row.mark : i == row.other_at ? row.other : "word";
      text += ' ';
    }
    const SplitText out = split(none, text);
    ASSERT_GE(out.sentences.size(), 2U);
    EXPECT_EQ(out.sentences[0].end, row.expected);
    EXPECT_TRUE(out.sentences[0].cut);
    EXPECT_FALSE(out.sentences.back().cut);
  }
}

TEST(TokenizerTest, CutsLongWordsBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "\xE6\x9D\xB1";
  const SplitText out = split(tokenizer(Weights::kJoinAll), text);
  EXPECT_GT(out.words.size(), 5U);
  for (const SyntacticWord& word : out.words) EXPECT_LE(word.span.end - word.span.begin, 200);
}

TEST(TokenizerTest, TakesLinearTime) {
  struct Row {
    std::string_view name;
    std::string_view piece;
  };
  const Row rows[] = {{"letters", "a"},   {"words", "word "},  {"hyphens", "ab-"},
                      {"brackets", "("},  {"ends", ". "},      {"entities", "&amp;"},
                      {"at signs", "a@"}, {"ampersands", "&"}, {"addresses", "http://a."},
                      {"closing", ") "},  {"quotes", "\" "}};
  const Tokenizer all = tokenizer(Weights::kSplitAll);
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    std::string text;
    while (text.size() < 400'000) text += row.piece;
    const auto start = std::chrono::steady_clock::now();
    split(all, text);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
  }
}

TEST(TokenizerTest, RefusesForeignSections) {
  const std::string good = tokenizer_model(Weights::kRandom);
  const auto section = std::string(*ModelFile::from_bytes(good)->section(TokenizerSections::kName));
  for (std::size_t size = 0; size < section.size(); size += 1 + section.size() / 50) {
    SCOPED_TRACE(size);
    ModelWriter writer;
    writer.add(std::string(TokenizerSections::kName), section.substr(0, size));
    const auto opened = Tokenizer::open(*ModelFile::from_bytes(writer.bytes()));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::kCorrupt);
  }
  ModelWriter other;
  other.add("something", "else");
  EXPECT_FALSE(Tokenizer::open(*ModelFile::from_bytes(other.bytes())));
}

TEST(TokenizerTest, OutlivesTheModelFile) {
  auto model = ModelFile::from_bytes(tokenizer_model(Weights::kSplitAll));
  const Tokenizer kept = *Tokenizer::open(*model);
  model = ModelFile::from_bytes(tokenizer_model(Weights::kJoinAll));
  EXPECT_EQ(words_of(kept, "Yes, no"), "Yes|,|no");
}

TEST(WordFormTest, ResolvesWhatIsLeftOfEntities) {
  struct Row {
    std::string_view written;
    std::string_view expected;
  };
  const Row rows[] = {{"plain", "plain"},
                      {"n#39;t", "n't"},
                      {"AT&amp;T", "AT&T"},
                      {"&amp;#39;s", "'s"},
                      {"&#8217;s", "\xE2\x80\x99s"},
                      {"&#x2019;s", "\xE2\x80\x99s"},
                      {"caf&eacute;", "caf\xC3\xA9"},
                      {"R&D", "R&D"},
                      {"#1", "#1"},
                      {"", ""}};
  for (const Row& row : rows) EXPECT_EQ(word_form(row.written), row.expected) << row.written;
}

}  // namespace
}  // namespace tocsin
