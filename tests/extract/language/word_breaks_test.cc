#include "extract/language/word_breaks.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace tocsin {
namespace {

std::vector<Span> chunks_of(std::string_view text) {
  return find_chunks(text, {0, static_cast<std::int32_t>(text.size())});
}

// The chunk with '|' at its places, and '+' where the place belongs to the group of the one before.
std::string places_of(std::string_view chunk) {
  WordBreaks breaks;
  breaks.take(chunk, chunks_of(chunk), 0);
  std::string shown;
  std::int32_t at = 0;
  const auto places = breaks.places();
  for (std::size_t first = 0; first < places.size();) {
    const std::size_t end = breaks.group_end(first);
    for (std::size_t i = first; i < end; ++i) {
      const std::int32_t place = breaks.units()[static_cast<std::size_t>(places[i])].begin;
      shown.append(
          chunk.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(place - at)));
      shown.push_back(i == first ? '|' : '+');
      at = place;
    }
    first = end;
  }
  return shown.append(chunk.substr(static_cast<std::size_t>(at)));
}

TEST(WordBreaksTest, ProposesPlaces) {
  const std::string_view rows[] = {
      "word",           "said|.",      "U.S.",         "U.K.|-|led", "a.m.|,",     "U.S.|.+.",
      "J|.|Ito",        "can|not",     "CAN|NOT",      "did|n|'|t",  "an|'|tt",    "1|,|500",
      "5|th",           "3|.|5|%",     "year|-+old",   "km|/+h",     "-|old",      "old|-",
      "talks|-|-|soon", "wait|.|.+.",  "a|.|.+.|b",    "wordThe",    "said|.|The", "(|see|)",
      "http://a.b/c-d", "a.b@c.org|,", "Rice|@|ENRON", "G20",        "lasting|20",
  };
  for (const std::string_view row : rows) {
    std::string chunk;
    for (const char c : row) {
      if (c != '|' && c != '+') chunk.push_back(c);
    }
    EXPECT_EQ(places_of(chunk), row);
  }
}

TEST(WordBreaksTest, PartsChunksAtBlanks) {
  EXPECT_EQ(chunks_of(" one  two\xC2\xA0three&nbsp;four "),
            (std::vector<Span>{{1, 4}, {6, 9}, {11, 16}, {22, 26}}));
  EXPECT_TRUE(chunks_of("  ").empty());
}

TEST(WordBreaksTest, PartsLongChunksBetweenCharacters) {
  std::string text(kLongestChunk - 9, 'a');
  for (int i = 0; i < 2000; ++i) text += "\xE6\x9D\xB1";
  const auto chunks = chunks_of(text);
  ASSERT_GT(chunks.size(), 1U);
  std::int32_t at = 0;
  for (const Span chunk : chunks) {
    EXPECT_EQ(chunk.begin, at);
    EXPECT_LE(chunk.end - chunk.begin, kLongestChunk);
    EXPECT_NE(static_cast<unsigned char>(text[static_cast<std::size_t>(chunk.begin)]) & 0xC0U,
              0x80U);
    at = chunk.end;
  }
  EXPECT_EQ(at, static_cast<std::int32_t>(text.size()));
}

std::set<std::uint32_t> features_of(std::string_view text, std::size_t chunk) {
  WordBreaks breaks;
  breaks.take(text, chunks_of(text), chunk);
  HashedFeatures features;
  breaks.features(breaks.places().back(), features);
  return {features.hashes().begin(), features.hashes().end()};
}

std::size_t shared(const std::set<std::uint32_t>& a, const std::set<std::uint32_t>& b) {
  std::size_t count = 0;
  for (const std::uint32_t hash : a) count += b.count(hash);
  return count;
}

TEST(WordBreaksTest, DescribesAlikePlacesAlike) {
  const auto stop = features_of("he said. Then", 1);
  EXPECT_EQ(stop, features_of("he said. Then", 1));
  EXPECT_NE(stop, features_of("he said. then", 1));  // what follows counts
  EXPECT_NE(stop, features_of("he said.", 1));
  // Curly and straight apostrophes share most features, another mark does not.
  const auto straight = features_of("it's", 0);
  EXPECT_GT(shared(straight, features_of("it\xE2\x80\x99s", 0)), straight.size() * 3 / 4);
  EXPECT_LT(shared(straight, features_of("it-s", 0)), straight.size() / 2);
}

}  // namespace
}  // namespace tocsin
