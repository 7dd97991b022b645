// In which order ready files are handed out.
#include "intake/lanes.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

std::string all_of(Lanes& lanes) {
  std::string out;
  while (const auto pick = lanes.next()) out += pick->name + " ";
  return out;
}

TEST(Lanes, OldestFirstThenByName) {
  Lanes lanes(1);
  lanes.add(Lane::kFresh, 0, 20, "c");
  lanes.add(Lane::kFresh, 0, 10, "z");
  lanes.add(Lane::kFresh, 0, 20, "a");
  EXPECT_EQ(lanes.size(Lane::kFresh, 0), 3U);
  EXPECT_EQ(all_of(lanes), "z a c ");
  EXPECT_EQ(lanes.size(Lane::kFresh, 0), 0U);
}

TEST(Lanes, FreshGoesBeforeBacklogFourToOne) {
  Lanes lanes(1);
  for (int i = 0; i < 10; ++i) lanes.add(Lane::kFresh, 0, i, "f");
  for (int i = 0; i < 4; ++i) lanes.add(Lane::kBacklog, 0, i, "b");
  EXPECT_EQ(all_of(lanes), "f f f f b f f f f b f f b b ");
}

TEST(Lanes, FeedsTakeTurns) {
  Lanes lanes(3);
  for (int i = 0; i < 3; ++i) lanes.add(Lane::kFresh, 0, i, "a");
  lanes.add(Lane::kFresh, 1, 0, "b");
  lanes.add(Lane::kFresh, 2, 0, "c");
  lanes.add(Lane::kFresh, 2, 1, "c");
  EXPECT_EQ(all_of(lanes), "a b c a c a ");
}

TEST(Lanes, WhatIsRemovedIsNotHandedOut) {
  Lanes lanes(1);
  lanes.add(Lane::kBacklog, 0, 1, "a");
  lanes.add(Lane::kBacklog, 0, 2, "b");
  lanes.remove(Lane::kBacklog, 0, 1, "a");
  lanes.remove(Lane::kBacklog, 0, 7, "never there");
  EXPECT_EQ(all_of(lanes), "b ");
}

}  // namespace
}  // namespace tocsin
