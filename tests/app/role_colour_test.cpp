// The colours of the roles: told apart by every eye, wherever two of them can stand side by side, and read by everybody.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/draw/theme.h"
#include "tests/app/eyes.h"

namespace deconvlab::test {
namespace {

// The roles that only their colour tells; padding is hatched, an inserted zero dashed, an unread cell crossed by a diagonal, and neutral is
// what has no value yet.
constexpr Role kHues[] = {Role::input, Role::output, Role::kernel, Role::switches};

// Of 1 from white to black; what differs by 0.02 is seen to differ where it touches. Pale fills have a number and a caption too, strong
// ones and inks often nothing but their colour.
struct Least {
  std::string_view theme;
  double fill, solid, ink;
};
constexpr Least kLeast[] = {{"light", 0.028, 0.06, 0.05}, {"dark", 0.04, 0.06, 0.05}, {"high-contrast", 0.06, 0.08, 0.06}};

TEST(RoleColours, AreToldApartByEveryEye) {
  ASSERT_EQ(std::size(kLeast), theme_table().size());
  for (const Least& least : kLeast) {
    const Theme& theme = theme_of(least.theme);
    ASSERT_EQ(theme.id, least.theme);
    for (std::size_t eye = 0; eye < std::size(kEyes); ++eye) {
      for (const Role a : kHues) {
        for (const Role b : kHues) {
          if (a >= b) continue;
          SCOPED_TRACE(fmt::format("{} {} {} eye {}", theme.id, static_cast<int>(a), static_cast<int>(b), eye));
          EXPECT_GE(distance(theme.of(a).fill, theme.of(b).fill, kEyes[eye]), least.fill);
          EXPECT_GE(distance(theme.of(a).solid, theme.of(b).solid, kEyes[eye]), least.solid);
          EXPECT_GE(distance(theme.of(a).ink, theme.of(b).ink, kEyes[eye]), least.ink);
        }
      }
    }
  }
}

// What is active stands out from what is not: its outline says so, its fill too.
TEST(RoleColours, AStrongCellIsToldFromAPaleOneByEveryEye) {
  for (const Theme& theme : theme_table()) {
    for (const Role role : kHues) {
      for (const Matrix& eye : kEyes) EXPECT_GE(distance(theme.of(role).fill, theme.of(role).solid, eye), 0.12) << theme.id;
    }
  }
}

TEST(RoleColours, InksAndWordsCanBeRead) {
  for (const Theme& theme : theme_table()) {
    const bool strong = theme.id == "high-contrast";
    for (const Color& ground : {theme.background, theme.panel}) {
      for (const Tone& tone : theme.tones) EXPECT_GE(contrast(tone.ink, ground), strong ? 7 : 4.5) << theme.id;
      EXPECT_GE(contrast(theme.text, ground), strong ? 15 : 10) << theme.id;
      EXPECT_GE(contrast(theme.muted, ground), strong ? 7 : 4.5) << theme.id;
      EXPECT_GE(contrast(theme.accent, ground), strong ? 7 : 3) << theme.id;
      EXPECT_GE(contrast(theme.line, ground), strong ? 3 : 1.2) << theme.id;
    }
    for (const Tone& tone : theme.tones) EXPECT_GE(contrast(theme.text, tone.fill), strong ? 7 : 4.5) << theme.id;
    for (const Role role : kHues) EXPECT_GE(contrast(theme.on_solid, theme.of(role).solid), 4.5) << theme.id;
  }
}

}  // namespace
}  // namespace deconvlab::test
