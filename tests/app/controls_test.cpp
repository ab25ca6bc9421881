// The room of the controls: which parts fold where not all have room, and where they stand in the window.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "app/scenes/scenes.h"
#include "app/ui/panels/folds.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

using testing::ElementsAre;

TEST(Folds, NoneWhereAllHaveRoom) { EXPECT_THAT(folded_parts(std::vector{100.0, 80.0}, 20, 180, {}), ElementsAre(false, false)); }

TEST(Folds, FromTheLastOnAsManyAsNeedBe) {
  const std::vector heights{100.0, 80.0, 60.0};
  EXPECT_THAT(folded_parts(heights, 20, 239, {}), ElementsAre(false, false, true));  // 200 are left
  EXPECT_THAT(folded_parts(heights, 20, 199, {}), ElementsAre(false, true, false));  // 180: the last has room again
  EXPECT_THAT(folded_parts(heights, 20, 179, {}), ElementsAre(false, true, true));   // 140
  EXPECT_THAT(folded_parts(heights, 20, 10, {}), ElementsAre(true, true, true));
}

TEST(Folds, AHighPartThatFoldsLeavesRoomForOthers) {
  EXPECT_THAT(folded_parts(std::vector{170.0, 60.0, 60.0}, 34, 220, {}), ElementsAre(true, false, false));                          // 154
  EXPECT_THAT(folded_parts(std::vector{170.0, 60.0, 60.0}, 34, 220, {.opened = {}, .closed = 2}), ElementsAre(true, false, true));  // 128
}

TEST(Folds, WhatWasOpenedStaysAndWhatWasClosedGoesFirst) {
  const std::vector heights{100.0, 80.0, 60.0};
  EXPECT_THAT(folded_parts(heights, 20, 200, {.opened = 2, .closed = {}}), ElementsAre(false, true, false));
  EXPECT_THAT(folded_parts(heights, 20, 200, {.opened = {}, .closed = 0}), ElementsAre(true, false, false));
  EXPECT_THAT(folded_parts(heights, 20, 240, {.opened = {}, .closed = 0}), ElementsAre(false, false, false));
}

TEST(Folds, TheControlsFoldOnASmallPage) {
  EXPECT_EQ(controls_on(1280, false, false), Controls::panel);
  EXPECT_EQ(controls_on(1280, true, false), Controls::strip);
  EXPECT_EQ(controls_on(1164, false, false), Controls::folded);
  EXPECT_EQ(controls_on(1164, false, true), Controls::unfolded);
  EXPECT_LT(lay_out(1280, 720, {}, Controls::strip).left.w, lay_out(1280, 720, {}, Controls::panel).left.w);
  EXPECT_EQ(lay_out(1164, 655, {}, Controls::folded).left.w, 0);
  EXPECT_GT(lay_out(1164, 655, {}, Controls::folded).rail.w, 0);
}

// Of a low page the views are higher than what is seen of them where their scene needs that; of the usual one they are not.
TEST(Folds, LowViewsScroll) {
  const WindowLayout usual = lay_out(1280, 720, {});
  EXPECT_EQ(usual.side_content, usual.side);
  EXPECT_EQ(usual.centre_content, usual.centre);
  const WindowLayout low = lay_out(996, 560, {}, Controls::folded);
  EXPECT_EQ(low.centre_content, low.centre);
  EXPECT_LT(low.side.h, usual.side.h);
  const WindowLayout needy = lay_out(996, 560, {}, Controls::folded, 0, {.main = 360, .side = 520});
  EXPECT_EQ(needy.centre_content.h, 360);
  EXPECT_GE(needy.side_content.h, usual.side.h);
}

class ControlsWindow : public test::WindowTest {
 protected:
  const Rect& place(const std::string& id) { return shell().ui().places.at(id); }
  void open_home(const Scene& scene, double scale = 1) {
    open(home_link(scene), 1280, 720, scale);
    frame(4);
  }
  bool has_sizes(const Scene& scene) const { return std::ranges::find(scene.kind->sections, Section::sizes) != scene.kind->sections.end(); }
};

TEST_F(ControlsWindow, RowsStandWhereTheyAreInEveryScene) {
  std::map<std::string, double> known;
  for (const Scene& scene : scene_table()) {
    if (!has_sizes(scene)) continue;
    open_home(scene);
    for (const char* id : {"size.i", "size.k", "size.s", "size.p", "padding.0", "size.d"}) {
      if (!has(id)) continue;
      const double y = place(id).y;
      EXPECT_EQ(known.try_emplace(id, y).first->second, y) << scene.id << " " << id;
    }
  }
}

// The heading of the last part, or what it holds, is seen without scrolling.
TEST_F(ControlsWindow, EveryPartIsSeenInTheUsualWindow) {
  for (const Scene& scene : scene_table()) {
    if (!scene.kind->framework) continue;
    open_home(scene);
    const double bottom = lay_out(1280, 720, {}).left.bottom();
    const std::string last = has("part.window.frameworks") ? "part.window.frameworks" : "frameworks";
    EXPECT_LT(place(last).bottom(), bottom) << scene.id;
  }
}

TEST_F(ControlsWindow, AFoldedPartOpensByItsHeading) {
  open("imitate");
  frame(4);
  ASSERT_TRUE(has("part.window.frameworks"));
  EXPECT_FALSE(shell().ui().folds.opened);
  click("part.window.frameworks");
  frame(2);
  EXPECT_EQ(shell().ui().folds.opened, Section::framework);
  EXPECT_TRUE(has("frameworks"));
}

// The page's kernel is the one to change; the panel has it where the page has none.
TEST_F(ControlsWindow, TheKernelIsDrawnOnce) {
  for (const Scene& scene : scene_table()) {
    if (!scene.kind->weights) continue;
    open_home(scene);
    ASSERT_TRUE(has("weight.0.0")) << scene.id;
    const bool on_page = place("weight.0.0").x > lay_out(1280, 720, {}).left.right();
    EXPECT_EQ(on_page, scene.kernel_on_page) << scene.id;
  }
}

TEST_F(ControlsWindow, LargerTextFoldsThemAndAButtonBringsThemBack) {
  open("convolution", 1280, 720, 1.2);
  EXPECT_FALSE(has("size.i"));
  click("controls");
  EXPECT_TRUE(has("size.i"));
  click("controls");
  frame(2);
  EXPECT_FALSE(shell().ui().controls_asked_for);
}

// 960 x 560 logical pixels are the least.
TEST_F(ControlsWindow, TextThatCannotGrowSaysWhatCan) {
  open("convolution", 1280, 720, 1280.0 / 960);
  key(Key::escape);
  ImGui::GetIO().AddInputCharactersUTF8("+");
  frame(2);
  EXPECT_EQ(model().text_scale, 1);
  EXPECT_THAT(shell().ui().message, testing::HasSubstr("F11"));
}

// What folds depends on the page and the text, on no value: nothing jumps while a slider is dragged.
TEST_F(ControlsWindow, NoPartMovesWithAValue) {
  for (const Scene& scene : scene_table()) {
    if (!has_sizes(scene) || scene.id == "imitate" || scene.id == "picture") continue;
    open_home(scene);
    const auto headings = [&] {
      std::map<std::string, double> found;
      for (const auto& [id, rect] : shell().ui().places) {
        if (id.starts_with("part.") || id == "kernel" || id == "input" || id == "frameworks") found[id] = rect.y;
      }
      return found;
    };
    wait_for_results();
    const auto before = headings();
    for (const Command& change : std::vector<Command>{command::SetSize{Size::p, Axes::both, 2}, command::SetSize{Size::p, Axes::both, 0},
                                                      command::SetSize{Size::s, Axes::both, 1}, command::SetSize{Size::s, Axes::both, 3},
                                                      command::SetSize{Size::k, Axes::both, 5}, command::SetSize{Size::k, Axes::both, 1}}) {
      shell().carry_out(change);
      wait_for_results();
      const auto after = headings();
      ASSERT_EQ(after.size(), before.size()) << scene.id;
      for (const auto& [id, y] : before) {
        ASSERT_TRUE(after.contains(id)) << scene.id << " " << id;
        EXPECT_NEAR(after.at(id), y, 3) << scene.id << " " << id;
      }
    }
  }
}

// All that a page shows, wherever it stands.
std::vector<std::string> shown_by(const Model& model) {
  const test::Drawn drawn = test::draw(model);
  std::vector<std::string> all{drawn.sentence};
  for (const auto& text : drawn.canvas.texts) all.push_back(text.text);
  for (const auto& fill : drawn.canvas.fills) all.push_back(fmt::format("{:.0f} {:.0f} {}", fill.rect.x, fill.rect.y, fill.picture));
  for (const Raster& raster : drawn.canvas.pictures) all.push_back(fmt::format("{}", raster.id));
  return all;
}

// What the panel offers changes what is shown, in every scene.
TEST_F(ControlsWindow, EverySwitchOfWhatIsShownDoesSomething) {
  for (const Scene& scene : scene_table()) {
    open_home(scene);
    if (!has("symbols.0")) continue;
    Model written = model();
    written.lesson.symbols = true;
    EXPECT_NE(shown_by(model()), shown_by(written)) << scene.id;
  }
}

TEST_F(ControlsWindow, EveryViewShowsSomethingElse) {
  for (const Scene& scene : scene_table()) {
    std::set<std::vector<std::string>> shown;
    for (const SceneView& view : scene.views) {
      Model model = test::lesson(home_link(scene));
      model.lesson.view = view.id;
      EXPECT_TRUE(shown.insert(shown_by(model)).second) << scene.id << " " << view.id;
    }
  }
}

}  // namespace
}  // namespace deconvlab
