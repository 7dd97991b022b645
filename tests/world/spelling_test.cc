// The spellings that come of one listed name.
#include "world/spelling.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tocsin {
namespace {

TEST(Spelling, FollowsFromTheListedName) {
  struct Case {
    std::string_view name;
    std::vector<std::string> spellings;
  };
  const Case cases[] = {
      {"US", {}},
      {"Niger", {"NIGER"}},
      {"Iran", {"IRAN"}},
      {"G-7", {"G 7"}},
      {"Malé", {"Male", "MALÉ", "MALE"}},
      {"Republic of Congo", {"Republic Of Congo", "REPUBLIC OF CONGO"}},
      {"al-Nusra", {"al Nusra", "Al-Nusra", "Al Nusra", "AL-NUSRA", "AL NUSRA"}},
      {"Élysée", {"Elysee", "ÉLYSÉE", "ELYSEE"}},
      {"İzmir", {"İZMIR"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(spellings(c.name), c.spellings);
  }
}

}  // namespace
}  // namespace tocsin
