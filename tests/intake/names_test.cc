// Which names are left alone.
#include "intake/names.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Names, HiddenAndUnfinishedAreIgnored) {
  for (const char* name :
       {".a", ".nfs000012", "a.tmp", "a.part", "a.txt~", ".a.swp", "b.swp", "~", ""}) {
    SCOPED_TRACE(name);
    EXPECT_NE(ignored_because(name), "");
  }
  for (const char* name :
       {"a", "a.txt", "tmp", "a.tmp.txt", "part", "~a", "a.TMP", "nfs", "\xFF\n"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(ignored_because(name), "");
  }
}

}  // namespace
}  // namespace tocsin
