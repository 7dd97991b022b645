#include "cli/train/gold_text.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

ConlluWord word(std::string form, bool space_after = true) {
  ConlluWord made;
  made.form = std::move(form);
  made.space_after = space_after;
  return made;
}

// "Rebels didn't go." with "# newpar" where asked.
ConlluSentence rebels(bool begins_paragraph, bool space_after = true) {
  ConlluSentence sentence;
  if (begins_paragraph) sentence.comments.emplace_back("# newpar");
  sentence.words = {word("Rebels"), word("did", false), word("n't"), word("go", false),
                    word(".", space_after)};
  sentence.ranges = {{1, 3, "didn't", "", true}};
  return sentence;
}

TEST(GoldTextTest, FollowsTheParagraphs) {
  struct Row {
    std::vector<ConlluSentence> sentences;
    std::vector<std::size_t> words;
  };
  const Row rows[] = {
      {{rebels(true), rebels(false), rebels(true)}, {10, 5}},
      {{rebels(false), rebels(false)}, {5, 5}},       // no marks: a sentence is a paragraph
      {{rebels(false, false), rebels(false)}, {10}},  // unless no blank parts them
      {{}, {}},
  };
  for (const Row& row : rows) {
    std::vector<std::size_t> sizes;
    for (const GoldParagraph& paragraph : gold_paragraphs(row.sentences)) {
      sizes.push_back(paragraph.size());
    }
    EXPECT_EQ(sizes, row.words);
  }
}

TEST(GoldTextTest, WritesTextAndSpans) {
  const auto paragraphs = gold_paragraphs({rebels(true), rebels(false)});
  ASSERT_EQ(paragraphs.size(), 1U);
  const GoldText gold = gold_text(paragraphs[0]);
  EXPECT_EQ(gold.text, "Rebels didn't go. Rebels didn't go. ");
  ASSERT_EQ(gold.split.words.size(), 10U);
  EXPECT_EQ(gold.split.words[2], (SyntacticWord{{10, 13}, true}));
  EXPECT_EQ(gold.split.words[5], (SyntacticWord{{18, 24}, false}));
  EXPECT_EQ(gold.split.sentences, (std::vector<WordSentence>{{0, 5, false}, {5, 10, false}}));
}

GoldParagraph paragraph_of(std::initializer_list<GoldWord> words) { return words; }

std::string text_of(const GoldParagraph& paragraph) { return gold_text(paragraph).text; }

TEST(GoldTextTest, ChangesCase) {
  const GoldParagraph paragraph = paragraph_of({{"\xC3\x89lan"}, {"fell", false, false}, {"."}});
  EXPECT_EQ(text_of(upper_cased(paragraph)), "\xC3\x89LAN FELL. ");
  EXPECT_EQ(text_of(lower_cased(paragraph)), "\xC3\xA9lan fell. ");
}

TEST(GoldTextTest, PartsEveryWord) {
  const GoldParagraph paragraph =
      paragraph_of({{"(", false, false}, {"do", false, false}, {"n't", true, false}, {")"}});
  bool plain = false;
  bool penn = false;
  RandomNumbers random(3);
  for (int i = 0; i < 20; ++i) {
    const GoldParagraph copy = pretokenised(paragraph, random);
    EXPECT_FALSE(copy[2].continues);
    plain = plain || text_of(copy) == "( do n't ) ";
    penn = penn || text_of(copy) == "-LRB- do n't -RRB- ";
  }
  EXPECT_TRUE(plain && penn);
}

TEST(GoldTextTest, LosesBlanksBetweenSentencesOnly) {
  GoldParagraph paragraph = paragraph_of({{"A", false, false},
                                          {".", false, true, true},
                                          {"B", false, false},
                                          {".", false, true, true}});
  RandomNumbers random(1);
  bool lost = false;
  for (int i = 0; i < 20; ++i) {
    const std::string text = text_of(without_blanks_after_stops(paragraph, random));
    EXPECT_TRUE(text == "A. B. " || text == "A.B. ") << text;
    lost = lost || text == "A.B. ";
  }
  EXPECT_TRUE(lost);
}

TEST(GoldTextTest, WritesOtherMarks) {
  const GoldParagraph paragraph = paragraph_of({{"\"", false, false},
                                                {"It", false, false},
                                                {"'s", true},
                                                {"5", false, false},
                                                {"m", false, false},
                                                {"\""}});
  RandomNumbers random(5);
  bool curly = false;
  for (int i = 0; i < 40; ++i) {
    const GoldParagraph copy = with_other_marks(paragraph, random);
    EXPECT_EQ(copy[2].form, "\xE2\x80\x99s");
    EXPECT_NE(copy[0].form, copy[5].form);
    curly = curly || copy[0].form == "\xE2\x80\x9C";
  }
  EXPECT_TRUE(curly);
}

TEST(GoldTextTest, AbbreviatesAndKeepsTheSentences) {
  const GoldParagraph paragraph = paragraph_of({{"Then"},
                                                {"Mr."},
                                                {"Ito"},
                                                {"left"},
                                                {"Japan", false, false},
                                                {".", false, true, true},
                                                {"He"},
                                                {"slept", false, false},
                                                {".", false, true, true}});
  RandomNumbers random(7);
  bool ends_in_abbreviation = false;
  bool other_title = false;
  for (int i = 0; i < 50; ++i) {
    const GoldText gold = gold_text(with_abbreviations(paragraph, random));
    ASSERT_EQ(gold.split.sentences.size(), 2U) << gold.text;
    EXPECT_TRUE(gold.text.ends_with(" He slept. ")) << gold.text;
    ends_in_abbreviation = ends_in_abbreviation || gold.split.words.size() == 8;
    other_title = other_title || gold.text.find("Mr.") == std::string::npos;
  }
  EXPECT_TRUE(ends_in_abbreviation && other_title);
}

TEST(GoldTextTest, RunsHeadingsOn) {
  const GoldParagraph head = paragraph_of({{"Troops"}, {"home"}});
  const GoldParagraph body = paragraph_of({{"They"}, {"left", false, false}, {"."}});
  const GoldText gold = gold_text(with_heading(head, body));
  EXPECT_EQ(gold.text, "Troops home They left. ");
  EXPECT_EQ(gold.split.sentences, (std::vector<WordSentence>{{0, 2, false}, {2, 5, false}}));
  EXPECT_TRUE(with_heading(body, body).empty());  // a full sentence is no heading
  EXPECT_TRUE(with_heading({}, body).empty());
  EXPECT_TRUE(with_heading(head, {}).empty());
  EXPECT_TRUE(with_heading(GoldParagraph(40, {"word"}), body).empty());
}

TEST(GoldTextTest, PutsDatelinesBeforeTheFirstSentence) {
  GoldParagraph body(6, {"word"});
  body.push_back({".", false, true, true});
  RandomNumbers random(2);
  bool agency = false;
  bool place = false;
  for (int i = 0; i < 30; ++i) {
    const GoldText gold = gold_text(with_dateline(body, random));
    EXPECT_EQ(gold.split.sentences.size(), 1U) << gold.text;
    EXPECT_GE(gold.split.words.size(), 9U) << gold.text;
    agency = agency || gold.text.find(") ") != std::string::npos;
    place = place || gold.text.find(", ") != std::string::npos;
  }
  EXPECT_TRUE(agency && place);
  EXPECT_EQ(with_dateline({{"Short"}, {"."}}, random).size(), 2U);
}

}  // namespace
}  // namespace tocsin
