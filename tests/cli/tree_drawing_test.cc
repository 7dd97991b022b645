#include "cli/tree_drawing.h"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>

#include "base/text.h"
#include "cli/display_width.h"

namespace tocsin {
namespace {

// "FORM UPOS HEAD RELATION" a line, heads counted from 1.
ConlluSentence sentence_of(const std::string& text) {
  ConlluSentence out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    ConlluWord& word = out.words.emplace_back();
    fields >> word.form >> word.upos >> word.head >> word.deprel;
    --word.head;
    word.xpos = "-";
  }
  return out;
}

constexpr const char* kExpelled =
    "Norway PROPN 3 nsubj\n"
    "has AUX 3 aux\n"
    "expelled VERB 0 root\n"
    "the DET 6 det\n"
    "Chilean ADJ 6 amod\n"
    "envoy NOUN 3 obj\n"
    ". PUNCT 3 punct\n";

TEST(TreeDrawing, RootOutermostWordsInOrder) {
  EXPECT_EQ(draw_tree(sentence_of(kExpelled), {}),
            "1   ┌─── Norway    PROPN -  nsubj\n"
            "2   ├─── has       AUX   -  aux\n"
            "3 ──┼─── expelled  VERB  -  root\n"
            "4   │ ┌─ the       DET   -  det\n"
            "5   │ ├─ Chilean   ADJ   -  amod\n"
            "6   ├─┴─ envoy     NOUN  -  obj\n"
            "7   └─── .         PUNCT -  punct\n");
}

TEST(TreeDrawing, LinesOfAscii) {
  EXPECT_EQ(draw_tree(sentence_of(kExpelled), {.width = 80, .utf8 = false, .colour = false}),
            "1   .--- Norway    PROPN -  nsubj\n"
            "2   +--- has       AUX   -  aux\n"
            "3 --+--- expelled  VERB  -  root\n"
            "4   | .- the       DET   -  det\n"
            "5   | +- Chilean   ADJ   -  amod\n"
            "6   +-+- envoy     NOUN  -  obj\n"
            "7   `--- .         PUNCT -  punct\n");
}

TEST(TreeDrawing, AnArcThatWouldCrossOthersSaysWhoseItIs) {
  const char* const crossing =
      "Talks NOUN 2 nsubj\n"
      "opened VERB 0 root\n"
      "today NOUN 2 obl\n"
      "on ADP 5 case\n"
      "grain NOUN 1 nmod\n";
  EXPECT_EQ(draw_tree(sentence_of(crossing), {}),
            "1   ┌─── Talks   NOUN -  nsubj\n"
            "2 ──┼─── opened  VERB -  root\n"
            "3   ├─── today   NOUN -  obl\n"
            "4   │ ┌─ on      ADP  -  case\n"
            "5   └─┴─ grain   NOUN -  nmod of 1\n");
}

TEST(TreeDrawing, CirclesAndHeadsOutsideBecomeRoots) {
  EXPECT_EQ(draw_tree(sentence_of("a X 2 dep\nb X 1 dep\nc X 9 dep\n"), {}),
            "1 ──┬─ a  X -  dep of 2\n"
            "2   └─ b  X -  dep\n"
            "3 ──── c  X -  dep of 9\n");
}

TEST(TreeDrawing, ChainsDeeperThanThereIsRoomAreDrawnFlat) {
  std::string chain = "w X 0 root\n";
  for (int i = 1; i < 40; ++i) chain += "w X " + std::to_string(i) + " dep\n";
  const std::string drawn =
      draw_tree(sentence_of(chain), {.width = 40, .utf8 = true, .colour = false});
  EXPECT_NE(drawn.find("dep of 39\n"), std::string::npos) << drawn;
  for (const std::string_view line : split(drawn, '\n'))
    EXPECT_LE(display_width(line), 40u) << line;
}

TEST(TreeDrawing, LongAndWideWordsFit) {
  const std::string drawn = draw_tree(sentence_of("https://example.org/a/very/long/address/that/"
                                                  "does/not/end/within/80/columns/at/all X 2 dep\n"
                                                  "北京 PROPN 0 root\n"),
                                      {.width = 80, .utf8 = true, .colour = false});
  const auto lines = split(drawn, '\n');
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(display_width(lines[1]), 80u) << drawn;
  EXPECT_NE(lines[0].find("…"), std::string_view::npos);
  EXPECT_EQ(display_width(lines[1].substr(0, lines[1].find("PROPN"))),
            display_width(lines[0].substr(0, lines[0].find("X    "))));
}

TEST(TreeDrawing, ControlCharactersDoNotReachTheTerminal) {
  ConlluSentence sentence = sentence_of("a X 0 root\n");
  sentence.words[0].form = "a\x1B[31m";
  sentence.words[0].deprel = "root\n";
  EXPECT_EQ(draw_tree(sentence, {}), "1 ── a [31m  X -  root \n");
}

TEST(TreeDrawing, ColoursOnlyWhenAsked) {
  const ConlluSentence sentence = sentence_of("Go VERB 0 root\n");
  EXPECT_EQ(draw_tree(sentence, {}).find('\x1B'), std::string::npos);
  EXPECT_NE(draw_tree(sentence, {.width = 80, .utf8 = true, .colour = true}).find("\x1B[36mroot"),
            std::string::npos);
}

TEST(TreeDrawing, LongSentences) {
  ConlluSentence sentence;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < kMostDrawn; ++i) {
    state = state * 1664525U + 1013904223U;
    ConlluWord& word = sentence.words.emplace_back();
    word.form = "w";
    word.head = i == 0 ? -1 : static_cast<std::int32_t>((state >> 8U) % i);
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(split(draw_tree(sentence, {}), '\n').size(), kMostDrawn + 1);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  sentence.words.emplace_back();
  EXPECT_EQ(draw_tree(sentence, {}), "(513 words: too long to be drawn)\n");
}

TEST(TreeDrawing, AnyHeadsAreDrawnOneLineAWord) {
  std::uint32_t state = 7;
  const auto below = [&](std::size_t limit) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8U) % limit;
  };
  for (int round = 0; round < 2000; ++round) {
    ConlluSentence sentence;
    sentence.words.resize(1 + below(14));
    for (ConlluWord& word : sentence.words) {
      word.form = "word";
      word.head = static_cast<std::int32_t>(below(sentence.words.size() + 2)) - 1;
    }
    const std::string drawn = draw_tree(sentence, {.width = 40, .utf8 = true, .colour = false});
    const auto lines = split(drawn, '\n');
    ASSERT_EQ(lines.size(), sentence.words.size() + 1) << drawn;
    for (const std::string_view line : lines) ASSERT_LE(display_width(line), 40U) << drawn;
  }
}

TEST(TreeDrawing, NothingIsDrawnOfNothing) { EXPECT_EQ(draw_tree({}, {}), ""); }

}  // namespace
}  // namespace tocsin
