#include "extract/language/conllu.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/base/broken_buffer.h"

namespace tocsin {
namespace {

// "Ministers don't wait." with all that a treebank has: comments, a range, an empty node.
constexpr const char* kMinisters =
    "# sent_id = a-1\n"
    "# text = Ministers don't wait.\n"
    "1\tMinisters\tminister\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t4:nsubj\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
    "3.1\twill\twill\tAUX\tMD\t_\t_\t_\t4:aux\t_\n"
    "4\twait\twait\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No|Note=x\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n";

struct Outcome {
  std::vector<ConlluSentence> sentences;
  std::vector<std::string> complaints;
};

Outcome read_all(std::istream& in, Annotation annotation) {
  ConlluReader reader(in, "in.conllu", annotation);
  Outcome out;
  for (ConlluSentence sentence;;) {
    const Result<bool> more = reader.next(sentence);
    if (!more) {
      out.complaints.push_back(to_string(more.error()));
      continue;
    }
    if (!*more) return out;
    out.sentences.push_back(sentence);
  }
}

Outcome read_all(const std::string& text, Annotation annotation = Annotation::kRead) {
  std::istringstream in(text);
  return read_all(in, annotation);
}

TEST(Conllu, KeepsWordsRangesAndComments) {
  const Outcome read = read_all(kMinisters);
  ASSERT_EQ(read.sentences.size(), 1u);
  const ConlluSentence& sentence = read.sentences[0];
  EXPECT_EQ(sentence.comments.size(), 2u);
  ASSERT_EQ(sentence.words.size(), 5u);
  EXPECT_EQ(sentence.words[0].feats, "Number=Plur");
  EXPECT_EQ(sentence.words[0].head, 3);
  EXPECT_EQ(sentence.words[3].head, -1);
  EXPECT_EQ(sentence.words[3].misc, "SpaceAfter=No|Note=x");
  EXPECT_FALSE(sentence.words[3].space_after);
  const ConlluRange range{1, 3, "don't", "_", true};
  EXPECT_EQ(sentence.ranges, std::vector<ConlluRange>{range});
  EXPECT_EQ(sentence.text(), "Ministers don't wait.");
}

TEST(Conllu, WritesWhatItRead) {
  const Outcome read = read_all(kMinisters);
  ASSERT_EQ(read.sentences.size(), 1u);
  std::string written;
  write_conllu(read.sentences[0], written);
  std::string expected = kMinisters;
  const std::size_t empty_node = expected.find("3.1\t");
  expected.erase(empty_node, expected.find('\n', empty_node) + 1 - empty_node);
  EXPECT_EQ(written, expected);
}

TEST(Conllu, TakesWhatIsUnusual) {
  const std::string word = "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_";
  struct Row {
    const char* name;
    std::string text;
    std::size_t sentences;
  };
  const Row rows[] = {
      {"nothing", "", 0},
      {"blank lines only", "\n\n\n", 0},
      {"comments only", "# newdoc\n\n# newpar\n", 0},
      {"no line feed at the end", word, 1},
      {"CRLF", word + "\r\n\r\n" + word + "\r\n", 2},
      {"byte order mark", "\xEF\xBB\xBF" + word + "\n", 1},
      {"many blank lines", word + "\n\n\n\n" + word + "\n\n\n", 2},
      {"a blank within a form", "1\t10 000\t_\t_\t_\t_\t0\troot\t_\t_\n", 1},
      {"no annotation", "1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Outcome read = read_all(row.text);
    EXPECT_EQ(read.complaints, std::vector<std::string>{});
    EXPECT_EQ(read.sentences.size(), row.sentences);
    for (const ConlluSentence& sentence : read.sentences) EXPECT_EQ(sentence.words[0].head, -1);
  }
}

TEST(Conllu, RefusesWithLineAndGoesOn) {
  struct Row {
    std::string text;
    const char* complaint;
  };
  const std::string tail = "\t_\t_\t_\t_\t0\troot\t_\t_\n";
  const Row rows[] = {
      {"1\tYes\tyes\n", "in.conllu:1: a word has ten columns with tabs between them"},
      {"1\tYes" + tail + "1\tNo" + tail, "in.conllu:2: word 2 was expected, not \"1\""},
      {"x\tYes" + tail, "in.conllu:1: word 1 was expected, not \"x\""},
      {"1\t" + tail, "in.conllu:1: the form (second column) is empty"},
      {"1\tA\t_\t_\t_\t_\t7\tdep\t_\t_\n", "in.conllu:2: a head is 7, the sentence has 1 words"},
      {"1\tA\t_\t_\t_\t_\t1\tdep\t_\t_\n", "in.conllu:1: a word is its own head"},
      {"1\tA\t_\t_\t_\t_\tB\tdep\t_\t_\n",
       "in.conllu:1: the head (seventh column) is no number: \"B\""},
      {"2-3\tA" + tail, "in.conllu:1: the range \"2-3\" does not begin at the next word"},
      {"1-2\tAB" + tail + "1\tA" + tail,
       "in.conllu:3: a range ends after the last word of its sentence"},
      {"1-x\tA" + tail, "in.conllu:1: the first column is no number of a word: \"1-x\""},
      {"# \xFF\n", "in.conllu:1: the line is not UTF-8"},
      {"# " + std::string(ConlluReader::kMaxLine, 'a') + "\n",
       "in.conllu:1: the line is over 1 MiB"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.complaint);
    const Outcome read = read_all(row.text + "\n" + kMinisters);
    EXPECT_EQ(read.complaints, std::vector<std::string>{row.complaint});
    ASSERT_EQ(read.sentences.size(), 1u);
    EXPECT_EQ(read.sentences[0].words.size(), 5u);
  }
}

TEST(Conllu, LimitsTheLengthOfASentence) {
  std::string text;
  for (std::size_t i = 1; i <= ConlluReader::kMaxWords + 1; ++i)
    text += std::to_string(i) + "\ta\t_\t_\t_\t_\t0\troot\t_\t_\n";
  const Outcome read = read_all(text + "\n" + kMinisters);
  EXPECT_EQ(read.complaints,
            std::vector<std::string>{"in.conllu:100001: a sentence has over 100,000 words"});
  EXPECT_EQ(read.sentences.size(), 1u);
}

TEST(Conllu, ALineOfTheLongestLengthIsRead) {
  const std::string comment = "#" + std::string(ConlluReader::kMaxLine - 1, 'a');
  const Outcome read = read_all(comment + "\n" + kMinisters);
  ASSERT_EQ(read.sentences.size(), 1u);
  EXPECT_EQ(read.sentences[0].comments[0], comment);
}

TEST(Conllu, EndsWhereTheStreamBreaks) {
  const struct {
    std::string before;
    std::size_t sentences;
    std::size_t complaints;  // of the line that is half there
  } rows[] = {{"", 0, 0},
              {kMinisters, 1, 0},
              {kMinisters + std::string("# half"), 1, 0},
              {std::string(9000, 'a'), 0, 1}};
  for (const auto& row : rows) {
    BrokenBuffer bytes(row.before);
    std::istream in(&bytes);
    const Outcome read = read_all(in, Annotation::kRead);
    EXPECT_EQ(read.sentences.size(), row.sentences);
    EXPECT_EQ(read.complaints.size(), row.complaints);
    EXPECT_TRUE(in.bad());
  }
}

TEST(Conllu, IgnoresAnnotationWhenAsked) {
  const Outcome read =
      read_all("1\tA\tlemma\tX\tY\tF\tno number\tdep\t_\tSpaceAfter=No\n", Annotation::kIgnore);
  ASSERT_EQ(read.sentences.size(), 1u);
  EXPECT_EQ(read.sentences[0].words[0].lemma, "");
  EXPECT_FALSE(read.sentences[0].words[0].space_after);
}

class ConlluFile : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "tocsin-conllu-" +
            testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  void TearDown() override { std::filesystem::remove(path_); }
  void pack(const std::string& text) {
    gzFile file = gzopen(path_.c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
  }
  std::string path_;
};

TEST_F(ConlluFile, PlainAndGzipReadTheSame) {
  std::ofstream(path_) << kMinisters << kMinisters;
  const auto plain = read_conllu(path_);
  pack(std::string(kMinisters) + kMinisters);
  const auto packed = read_conllu(path_);
  ASSERT_TRUE(plain && packed);
  EXPECT_EQ(plain->size(), 2u);
  EXPECT_EQ(*plain, *packed);
}

TEST_F(ConlluFile, TruncatedGzipIsCorrupt) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "# " + std::to_string(i * 7919) + "\n" + kMinisters;
  pack(text);
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) / 2);
  const auto read = read_conllu(path_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kCorrupt);
}

TEST_F(ConlluFile, MissingFileIsNotFound) {
  const auto read = read_conllu(path_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kNotFound);
}

TEST_F(ConlluFile, MalformedFileTellsTheLine) {
  std::ofstream(path_) << kMinisters << "1\tA\n\n";
  const auto read = read_conllu(path_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().where.line, 11);
}

}  // namespace
}  // namespace tocsin
