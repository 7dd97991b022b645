#include "extract/language/lemmatizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "extract/language/lemma_rules.h"

namespace tocsin {
namespace {

// A hand-made section with one class of tags: "ed" loses its ending, "ied" becomes "y", "sped" and
// "été" are whole words.
struct Tables {
  Tables() {
    put("ed", false, 1);
    put("ied", false, 2);
    put("sped", true, 3);
    put("été", true, 4);
  }

  void put(const std::string& ending, bool whole, std::uint16_t edit) {
    std::uint64_t key = lemma_key(0);
    for (auto c = ending.rbegin(); c != ending.rend(); ++c)
      key = extend_lemma_key(key, static_cast<unsigned char>(*c));
    if (whole) key = extend_lemma_key(key, kWordStart);
    std::size_t at = key % slots.size();
    while (slots[at].edit != 0) at = (at + 1) % slots.size();
    slots[at] = {static_cast<std::uint32_t>(key >> 32U), edit, 0};
  }

  std::string section() const {
    SectionWriter writer;
    writer.value(std::uint32_t{2});
    for (const char* upos : {"VERB", "PROPN"}) {
      writer.text(upos);
      writer.text("VBD");
      writer.value(std::uint16_t{0});
    }
    LemmaRules{slots, edits, texts}.write(writer);
    return writer.take();
  }

  std::vector<LemmaSlot> slots = std::vector<LemmaSlot>(16);
  std::string texts = "yspeed";
  std::vector<LemmaEdit> edits = {{0, 0, 2},
                                  {0, 1, 3},
                                  {1, 5, LemmaEdit::kWholeWord},
                                  {0, 0, 1}};  // half of an "é", which must not happen
};

Result<Lemmatizer> open(const std::string& section) {
  ModelWriter writer;
  writer.add(Lemmatizer::kSection, section);
  const auto model = ModelFile::from_bytes(writer.bytes());
  if (!model) return fail(model.error());
  return Lemmatizer::open(*model);
}

TEST(Lemmatizer, LongestEndingWinsWholeWordsBeatAll) {
  struct Row {
    const char* form;
    const char* upos;
    const char* lemma;
  };
  const Row rows[] = {
      {"hosted", "VERB", "host"},
      {"Denied", "VERB", "deny"},
      {"SPED", "VERB", "speed"},
      {"outsped", "VERB", "outsp"},
      {"Hosted", "PROPN", "Host"},
      {"Denied", "PROPN", "Deny"},
      {"hosted", "ADJ", "hosted"},
      {"Été", "VERB", "été"},
      {"ed", "VERB", "ed"},
      {"d", "VERB", "d"},
      {"", "VERB", ""},
      {"’s", "NOUN", "'s"},
  };
  const auto lemmatizer = open(Tables().section());
  ASSERT_TRUE(lemmatizer) << to_string(lemmatizer.error());
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.form) + " " + row.upos);
    std::string lemma = "left over";
    lemmatizer->lemma(row.form, row.upos, "VBD", lemma);
    EXPECT_EQ(lemma, row.lemma);
  }
}

TEST(Lemmatizer, DamagedTablesAreRefused) {
  struct Row {
    const char* what;
    void (*damage)(Tables&);
  };
  const Row rows[] = {
      {"no free slot",
       [](Tables& t) {
         std::fill(t.slots.begin(), t.slots.end(), LemmaSlot{7, 1, 0});
       }},
      {"not a power of two", [](Tables& t) { t.slots.resize(17); }},
      {"no slots", [](Tables& t) { t.slots.clear(); }},
      {"an edit that is not there", [](Tables& t) { t.edits.pop_back(); }},
      {"a text that is not there", [](Tables& t) { t.edits[2].begin = 3; }},
      {"a text that is not UTF-8", [](Tables& t) { t.texts[2] = '\x80'; }},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Tables tables;
    row.damage(tables);
    const auto lemmatizer = open(tables.section());
    ASSERT_FALSE(lemmatizer);
    EXPECT_EQ(lemmatizer.error().code, ErrorCode::kCorrupt);
  }
}

TEST(Lemmatizer, ATruncatedSectionIsRefused) {
  const std::string whole = Tables().section();
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    SCOPED_TRACE(size);
    EXPECT_FALSE(open(whole.substr(0, size)));
  }
}

TEST(Lemmatizer, AModelWithoutLemmasIsRefused) {
  ModelWriter writer;
  writer.add("other", "bytes");
  const auto model = ModelFile::from_bytes(writer.bytes());
  ASSERT_TRUE(model);
  EXPECT_FALSE(Lemmatizer::open(*model));
}

}  // namespace
}  // namespace tocsin
