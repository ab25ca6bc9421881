// Other programs: what they say when they fail, and that they stand behind the window.
#include "app/record/child.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>

namespace deconvlab::test {
namespace {

TEST(Child, SaysWhatWentWrong) {
  EXPECT_EQ(Child({"sh", "-c", "cat >&2; exit 1"}).finish(), "?");
  Child told({"sh", "-c", "cat >&2; exit 1"});
  EXPECT_TRUE(told.put("it is full\nand more"));
  EXPECT_EQ(told.finish(), "it is full");
  EXPECT_EQ(Child({"true"}).finish(), "");
  EXPECT_NE(Child({"no-such-program"}).refused(), 0);
}

// What it reads comes after its start, so that it is asked when its place is known.
TEST(Child, LeavesTheProcessorToTheWindow) {
  constexpr int kMost = 19;
  Child child({"sh", "-c", "cat > /dev/null; nice >&2; exit 1"});
  EXPECT_EQ(child.finish(), std::to_string(std::min(kMost, ::getpriority(PRIO_PROCESS, 0) + 5)));
}

}  // namespace
}  // namespace deconvlab::test
