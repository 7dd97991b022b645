// Vectors of words as values, and their file.
#include "cli/train/word_vectors.h"

#include <gtest/gtest.h>

#include <string>

#include "model/model_file.h"
#include "tests/base/temporary_folder.h"

namespace tocsin {
namespace {

WordVectors compass() {
  return {{"north", "south", "east", "upwards", "nowhere"},
          {50, 40, 30, 20, 10},
          2,
          {0, 2, 0, -1, 3, 0.3F, 0.1F, 4, 0, 0}};
}

TEST(WordVectors, ComeBackFromAFile) {
  const TemporaryFolder folder;
  for (const WordVectors& vectors : {compass(), WordVectors{{}, {}, 16, {}}}) {
    ASSERT_TRUE(save(vectors, folder.at("vectors")).has_value());
    const auto loaded = load_word_vectors(folder.at("vectors"));
    ASSERT_TRUE(loaded.has_value()) << to_string(loaded.error());
    EXPECT_TRUE(*loaded == vectors);
  }
}

TEST(WordVectors, AreRefusedWhereTheFileIsNotTheirs) {
  const TemporaryFolder folder;
  EXPECT_EQ(load_word_vectors(folder.at("gone")).error().code, ErrorCode::kNotFound);

  ASSERT_TRUE(save(compass(), folder.at("vectors")).has_value());
  const std::string whole = get(folder.at("vectors"));
  for (const std::size_t size : {std::size_t{0}, whole.size() / 2, whole.size() - 1}) {
    put(folder.at("cut"), std::string_view(whole).substr(0, size));
    EXPECT_EQ(load_word_vectors(folder.at("cut")).error().code, ErrorCode::kCorrupt) << size;
  }

  ModelWriter foreign;
  foreign.add("something else", "1234");
  ASSERT_TRUE(foreign.write(folder.at("foreign")).has_value());
  EXPECT_EQ(load_word_vectors(folder.at("foreign")).error().code, ErrorCode::kCorrupt);

  WordVectors uneven = compass();
  uneven.counts.pop_back();
  ASSERT_TRUE(save(uneven, folder.at("uneven")).has_value());
  EXPECT_EQ(load_word_vectors(folder.at("uneven")).error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace tocsin
