#include "core/find_named.h"

#include <gtest/gtest.h>

#include <vector>

namespace deconvlab {
namespace {

struct Entry {
  std::string id;
  int value;
};

TEST(FindNamed, FindsTheTablesOwnEntry) {
  const std::vector<Entry> table{{"one", 1}, {"two", 2}, {"three", 3}};
  const auto found = find_named("number", table, "two", &Entry::id);
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, &table[1]);
}

TEST(FindNamed, SaysWhichNamesThereAre) {
  const std::vector<Entry> table{{"one", 1}, {"two", 2}, {"three", 3}};
  for (const char* wanted : {"four", "", "on", "ONE"}) {
    const auto found = find_named("number", table, wanted, &Entry::id);
    ASSERT_FALSE(found) << wanted;
    EXPECT_EQ(found.error().code, ErrorCode::unknown_name);
    EXPECT_EQ(found.error().args, (std::vector<std::string>{"number", wanted, "one, two, three"}));
  }
}

TEST(FindNamed, TakesATableOfNames) {
  constexpr std::string_view kNames[] = {"sgd", "adam"};
  ASSERT_TRUE(find_named("optimiser", kNames, "adam"));
  EXPECT_EQ(*find_named("optimiser", kNames, "adam"), &kNames[1]);
  EXPECT_EQ(find_named("optimiser", kNames, "lion").error().args[2], "sgd, adam");
}

TEST(FindNamed, AnEmptyTableHasNoNames) { EXPECT_EQ(find_named("number", std::vector<Entry>(), "one", &Entry::id).error().args[2], ""); }

}  // namespace
}  // namespace deconvlab
