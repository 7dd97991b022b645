#include "news/cameo.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

PloverEvent act(EventType type, const char* mode = "") { return {type, mode, {}, {}}; }

TEST(Cameo, GivesCodeQuadClassAndScore) {
  struct Row {
    PloverEvent event;
    std::string_view code;
    std::string_view quad;
    double score;
  };
  const std::vector<Row> rows = {
      {act(EventType::kAgree), "030", "verbal cooperation", 4.0},
      {act(EventType::kConsult, "visit"), "042", "verbal cooperation", 1.0},
      {act(EventType::kAid), "070", "material cooperation", 7.0},
      {act(EventType::kRetreat, "withdraw"), "0874", "material cooperation", 5.0},
      {act(EventType::kRequest, "meet"), "100", "verbal conflict", -5.0},
      {act(EventType::kAccuse, "investigate"), "090", "verbal conflict", -2.0},
      {act(EventType::kThreaten, "violence"), "138", "verbal conflict", -6.0},
      {act(EventType::kCoerce, "arrest"), "173", "material conflict", -7.0},
      {act(EventType::kAssault, "unconventional"), "200", "material conflict", -10.0},
  };
  for (const Row& row : rows) {
    const CameoEvent cameo = cameo_of(row.event);
    EXPECT_EQ(cameo.code, row.code);
    EXPECT_EQ(cameo.quad, row.quad) << row.code;
    EXPECT_EQ(cameo.score, row.score) << row.code;
  }
}

TEST(Cameo, HasACodeForEveryModeOfPloverAndNoneForWhatIsOurOwn) {
  for (int i = 0; i < kEventTypes; ++i) {
    const auto type = static_cast<EventType>(i);
    if (type == EventType::kOther) continue;
    EXPECT_FALSE(cameo_of(act(type)).code.empty()) << to_string(type);
    for (const std::string_view mode : modes(type)) {
      const PloverEvent event{type, std::string(mode), {}, {}};
      EXPECT_FALSE(cameo_of(event).code.empty()) << to_string(type) << '/' << mode;
    }
  }
  EXPECT_TRUE(cameo_of(act(EventType::kOther, "coup")).code.empty());
}

}  // namespace
}  // namespace tocsin
