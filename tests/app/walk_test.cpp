// The keyboard gets to every control of the window, and where it is is seen.
#include "app/ui/panels/walk.h"

#include <gmock/gmock.h>
#include <imgui_internal.h>

#include <algorithm>
#include <set>

#include "app/course/guides.h"
#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

class WalkTest : public WindowTest {
 protected:
  // Where the keyboard is, in logical pixels; of no size where that is not seen.
  Rect focus() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (!g.NavWindow || g.NavId == 0 || g.NavDisableHighlight) return {};
    const ImRect& r = g.NavWindow->NavRectRel[g.NavLayer];
    const ImVec2 at = g.NavWindow->Pos;
    return {(at.x + r.Min.x) / scale(), (at.y + r.Min.y) / scale(), r.GetWidth() / scale(), r.GetHeight() / scale()};
  }
  // The widgets that lie where the keyboard is.
  std::vector<std::string> at_focus() {
    std::vector<std::string> ids;
    const Rect here = focus();
    for (const auto& [id, place] : shell().ui().places) {
      const Point c = place.centre();
      if (here.w > 0 && std::abs(here.centre().x - c.x) < 3 && std::abs(here.centre().y - c.y) < 3) ids.push_back(id);
    }
    return ids;
  }
  // All that the arrows come to in the part of the window that the keyboard is in.
  void walk_with(Key arrow, std::set<std::string>& ids) {
    Rect before;
    for (int n = 0; n < 40 && focus() != before; ++n) {
      before = focus();
      for (const std::string& id : at_focus()) ids.insert(id);
      key(arrow);
    }
  }
};

// From part to part, and by arrows within it.
TEST_F(WalkTest, ComesToWhatStandsAboveAndBelowThePicture) {
  open("convolution?i=5&k=3");
  shell().carry_out(command::SetSize{Size::k, Axes::both, 2});  // something to undo
  frame(3);
  std::set<std::string> seen;
  for (int part = 0; part < 6; ++part) {
    key(Key::f6);
    const auto first = at_focus();
    if (std::ranges::find(first, "size.i") != first.end()) continue;
    for (const Key arrow : {Key::right, Key::left}) walk_with(arrow, seen);
  }
  // The timeline's buttons have keys of their own.
  for (const char* id : {"map", "undo", "text.smaller", "text.larger", "theme", "language", "link", "record", "export", "keys",
                         "chapter.slide", "scene.convolution", "scene.matrix", "home"})
    EXPECT_TRUE(seen.contains(id)) << id;
}

TEST_F(WalkTest, BeginsWhereItIsSeen) {
  open("convolution?i=5&k=3");
  const Raster before = picture();
  key(Key::tab);
  EXPECT_TRUE(walks());
  EXPECT_GT(focus().w, 0);
  EXPECT_NE(picture().rgba, before.rgba);
  key(Key::escape);
  EXPECT_FALSE(walks());
}

TEST_F(WalkTest, GoesFromPartToPartAndBack) {
  open("convolution?i=5&k=3");
  key(Key::f6);
  const Rect controls = focus();
  key(Key::f6);
  const Rect other = focus();
  EXPECT_GT(controls.w, 0);
  EXPECT_GT(other.w, 0);
  EXPECT_NE(other, controls);
  key(Key::f6, false, true);
  EXPECT_EQ(focus(), controls);
}

TEST_F(WalkTest, ThroughADialogAndNoFurther) {
  open("convolution?i=5&k=3");
  key(Key::e, true);
  frame(40);
  key(Key::tab);
  EXPECT_TRUE(walks());
  key(Key::escape);
  key(Key::escape);
  frame(4);
  EXPECT_FALSE(walks());
}

}  // namespace
}  // namespace deconvlab::test
