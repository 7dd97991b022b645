// Runs the tables in cases/*.txt: sentences and small articles with the events that they tell. How
// the files are written stands at the top of cases/acts.txt.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/timestamp.h"
#include "extract/event/extractor.h"

namespace tocsin {
namespace {

struct Case {
  std::string place;  // file:line
  std::string day;
  std::string title;
  std::vector<std::string> sentences;
  std::vector<std::string> events;
};

// Appends a line of "form" or "form/lemma" words to `text` as one sentence of the document.
void add_sentence(Document& document, bool in_title, const std::string& line) {
  std::string& text = in_title ? document.title : document.body;
  if (!text.empty()) text += "\n\n";
  Sentence sentence;
  sentence.in_title = in_title;
  sentence.span.begin = static_cast<std::int32_t>(text.size());
  sentence.first_token = static_cast<std::int32_t>(document.tokens.size());
  for (const std::string_view word : split(line, ' ')) {
    const std::size_t slash = word.find('/');
    const std::string_view form = word.substr(0, slash);
    if (document.tokens.size() > static_cast<std::size_t>(sentence.first_token)) text += ' ';
    Token token;
    token.span.begin = static_cast<std::int32_t>(text.size());
    text += form;
    token.span.end = static_cast<std::int32_t>(text.size());
    token.lemma = slash == std::string_view::npos ? fold_case(form) : word.substr(slash + 1);
    document.tokens.push_back(std::move(token));
  }
  sentence.span.end = static_cast<std::int32_t>(text.size());
  sentence.end_token = static_cast<std::int32_t>(document.tokens.size());
  document.sentences.push_back(sentence);
}

Document document_of(const Case& one) {
  Document document;
  if (!one.title.empty()) add_sentence(document, true, one.title);
  for (const std::string& sentence : one.sentences) add_sentence(document, false, sentence);
  document.published = parse_day(one.day);
  return document;
}

std::string codes(const std::vector<Participant>& parties) {
  std::string out;
  for (const Participant& who : parties) out += (out.empty() ? "" : ",") + who.code();
  return out;
}

std::string line_of(const Event& event) {
  std::ostringstream out;
  out << to_string(event.type) << '/' << event.mode << ' ' << to_string(event.status) << ' '
      << codes(event.actors) << '>' << codes(event.recipients);
  if (event.object) out << ' ' << to_string(event.object->object_class);
  if (event.object && event.object->count) out << ' ' << event.object->count->count;
  if (event.status_by) out << " by " << event.status_by->code();
  if (event.background) out << " background";
  if (event.alleged) out << " alleged";
  if (event.attribution) {
    out << " said " << event.attribution->kind << ' ' << event.attribution->country;
  }
  if (event.time && event.time->start && !event.time->text.empty()) {
    out << " on " << iso_day(*event.time->start);
    if (event.time->end != event.time->start) out << ".." << iso_day(*event.time->end);
  }
  return out.str();
}

std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::vector<Case> cases;
  std::ifstream in(file);
  std::string line;
  bool fresh = true;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("#")) continue;
    if (line.empty()) {
      fresh = true;
      continue;
    }
    if (fresh) {
      cases.push_back({file.filename().string() + ":" + std::to_string(number), "", "", {}, {}});
    }
    fresh = false;
    Case& one = cases.back();
    if (line.starts_with("date ")) {
      one.day = line.substr(5);
    } else if (line.starts_with("title ")) {
      one.title = line.substr(6);
    } else if (line.starts_with("=> ")) {
      one.events.push_back(line.substr(3));
    } else {
      one.sentences.push_back(line);
    }
  }
  return cases;
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, TellTheirEvents) {
  const auto gazetteer = Gazetteer::load();
  ASSERT_TRUE(gazetteer);
  const auto extractor = Extractor::load(*gazetteer);
  ASSERT_TRUE(extractor) << to_string(extractor.error());
  const std::vector<Case> cases = read_cases(std::string(TOCSIN_TEST_DIR) + "/cases/" + GetParam());
  ASSERT_FALSE(cases.empty());
  for (const Case& one : cases) {
    SCOPED_TRACE(one.place);
    const Document document = document_of(one);
    std::vector<std::string> lines;
    for (const Event& event : (*extractor)->extract(document)) {
      lines.push_back(line_of(event));
      ASSERT_FALSE(event.evidence.empty());
      for (const Evidence& evidence : event.evidence) {
        const std::string& text = evidence.in_title ? document.title : document.body;
        const auto cut = [&](Span span) {
          return text.substr(static_cast<std::size_t>(span.begin),
                             static_cast<std::size_t>(span.end - span.begin));
        };
        EXPECT_EQ(cut(evidence.span), evidence.sentence);
        EXPECT_EQ(cut(evidence.trigger_span), evidence.trigger);
      }
    }
    EXPECT_EQ(lines, one.events) << (one.sentences.empty() ? one.title : one.sentences.front());
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Cases,
                         testing::Values("acts.txt", "look_alikes.txt", "articles.txt"),
                         [](const auto& file) {
                           return file.param.substr(0, file.param.find('.'));
                         });

}  // namespace
}  // namespace tocsin
