// Clean text and where its paragraphs part.
#include "extract/read/paragraphs.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace tocsin {
namespace {

using namespace std::string_view_literals;

TEST(CleanText, KnowsEveryLineEndAndBlank) {
  struct Case {
    std::string_view text;
    std::string_view clean;
  };
  for (const Case& c : {
           Case{"a\r\nb\rc\nd"sv, "a\nb\nc\nd"sv},
           Case{"a\r\n\r\nb\r\rc"sv, "a\n\nb\n\nc"sv},
           Case{"a\u0085b\u2028c\u2029d\fe\vf"sv, "a\nb\nc\n\nd\n\ne\nf"sv},
           Case{"a\u00A0b\u202Fc\u2003d\u3000e\tf"sv, "a b c d e f"sv},
           Case{"a\u00ADb\u200Bc\uFEFFd\u202Ee\u2066f\u200Fg"sv, "abcdefg"sv},
           Case{"a\x01\x1B\x7F\u009F"
                "b"sv,
                "ab"sv},
           Case{"d’État 😀 中文 \uFFFD"sv, "d’État 😀 中文 \uFFFD"sv},
       }) {
    SCOPED_TRACE(std::string(c.clean));
    EXPECT_EQ(clean_text(c.text), c.clean);
    EXPECT_TRUE(is_valid_utf8(clean_text(c.text)));
  }
}

std::vector<std::string> texts(std::string_view clean) {
  std::vector<std::string> out;
  for (const Paragraph& paragraph : split_paragraphs(clean)) out.push_back(paragraph.text);
  return out;
}

TEST(Paragraphs, PartWhereTheTextSaysSo) {
  struct Case {
    const char* name;
    const char* text;
    std::vector<std::string> paragraphs;
  };
  const Case cases[] = {
      {"nothing", "", {}},
      {"only blanks", " \n \n", {}},
      {"blank lines", "\n\nOne.\n\n \nTwo.\n", {"One.", "Two."}},
      {"no blank line: one a line", "One.\nTwo.\n  Three.", {"One.", "Two.", "Three."}},
      {"wrapped",
       "The ministers of the seven lakes met on Friday in\n"
       "the old town hall to talk about water, about the\n"
       "boats and about who may fish where.\n\n"
       "They will meet again.\n",
       {"The ministers of the seven lakes met on Friday in the old town hall to talk about water, "
        "about the boats and about who may fish where.",
        "They will meet again."}},
      {"wrapped and without any blank line",
       "The ministers of the seven lakes met on Friday in\n"
       "the old town hall to talk about water, about the\n"
       "boats and about who may fish where.",
       {"The ministers of the seven lakes met on Friday in the old town hall to talk about water, "
        "about the boats and about who may fish where."}},
      {"wrapped at a hyphen",
       "The ministers of the seven lakes signed an anti-\n"
       "poaching pact at last.\n\nEnd.",
       {"The ministers of the seven lakes signed an anti-poaching pact at last.", "End."}},
      {"wrapped, with indented paragraphs",
       "The ministers of the seven lakes met on Friday in\n"
       "the old town hall to talk about water.\n"
       "  A second paragraph begins with two blanks on it\n"
       "and goes on here.\n\nEnd.",
       {"The ministers of the seven lakes met on Friday in the old town hall to talk about water.",
        "A second paragraph begins with two blanks on it and goes on here.", "End."}},
      {"short lines are no wrapped text", "Apples\nPears\n\nPlums", {"Apples", "Pears", "Plums"}},
      {"long lines are no wrapped text",
       "This line is far longer than any that was ever wrapped at a fixed width by a mail program "
       "or an editor.\nAnother.\n\nEnd.",
       {"This line is far longer than any that was ever wrapped at a fixed width by a mail program "
        "or an editor.",
        "Another.", "End."}},
      {"a list stays a list",
       "- the first of these points takes all of its line\n"
       "- the second of these points does the same thing\n\nEnd.",
       {"- the first of these points takes all of its line",
        "- the second of these points does the same thing", "End."}},
      {"a byline between lines stands alone",
       "A headline that is just as long as the wrapped one\nBy Ann Lee, Sample Wire\n"
       "The text begins right below it without any blank.\n\nEnd.",
       {"A headline that is just as long as the wrapped one", "By Ann Lee, Sample Wire",
        "The text begins right below it without any blank.", "End."}},
      {"an agency in brackets opens no article amid a block",
       "The story was first told by the Broadcasting House\n(BBC) on Monday, it said.\n\nEnd.",
       {"The story was first told by the Broadcasting House (BBC) on Monday, it said.", "End."}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(texts(c.text), c.paragraphs);
  }
}

TEST(Paragraphs, SayWhereABlankLineFollowed) {
  EXPECT_EQ(split_paragraphs("One\nTwo\n\nThree\n\n"),
            (std::vector<Paragraph>{{"One", false}, {"Two", true}, {"Three", false}}));
}

}  // namespace
}  // namespace tocsin
