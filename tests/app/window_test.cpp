// The window as a person uses it: pictures, keys and scenes by scripted mouse and keys, on a context without a display.
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>

#include "app/scenes/scenes.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

using test::WindowTest;

class Window : public WindowTest {
 protected:
  Extent i() const { return model().lesson.params.i; }
};

TEST_F(Window, PointingAtACellIsPointingAtItsCounterparts) {
  open("convolution?i=5&k=3");
  const Raster before = picture();
  move_to(middle_of(Target::output, {1, 2}));
  EXPECT_EQ(shell().ui().hovered, (Focus{Target::output, {1, 2}, {}}));
  EXPECT_NE(picture().id, before.id);
  move_to({1000, 5});
  EXPECT_EQ(shell().ui().hovered.target, Target::none);
}

TEST_F(Window, AClickOnATileOpensItWithSliders) {
  open("gallery");
  EXPECT_FALSE(has("size.i"));
  move_to(middle_of(Target::tile, {6, 0}));
  EXPECT_EQ(shell().ui().hovered, (Focus{Target::tile, {6, 0}, {}}));
  click(middle_of(Target::tile, {6, 0}));
  frame(2);
  EXPECT_EQ(model().lesson.scene, "convolution");
  EXPECT_EQ(model().lesson.kind, &kConvolutionKind);
  EXPECT_EQ(model().pinned, Focus{});
  EXPECT_EQ(i(), Extent::square(6));
  EXPECT_EQ(shell().results()->geometry.output(), Extent::square(3));
  EXPECT_TRUE(has("size.i"));
  key(Key::z, true);
  EXPECT_EQ(model().lesson.scene, "gallery");
}

TEST_F(Window, TheGalleryPlaysOnAndOn) {
  open("gallery");
  key(Key::space);
  frame(1, 100);
  EXPECT_TRUE(model().playing);
  EXPECT_GT(model().time, 90);
}

// Of the large tile, which has nine steps.
TEST_F(Window, TheGalleryIsScrubbedThroughOneTilesSteps) {
  open("gallery");
  const Point middle = middle_of("scrub");
  drag(middle, {1270, middle.y});
  EXPECT_EQ(model().time, 8);
}

TEST_F(Window, TheGalleryNeedsNoLessonThatResolves) {
  open("convolution?i=2&k=3");
  ASSERT_FALSE(shell().results());
  for (std::size_t n = 1; n < scene_table().size(); ++n) key(Key::page_down);
  frame(2);
  EXPECT_EQ(model().lesson.scene, "gallery");
  EXPECT_TRUE(shell().results());
}

TEST_F(Window, AClickPinsAndEscapeUnpins) {
  open("convolution?i=5&k=3");
  click(middle_of(Target::weight, {2, 1}));
  EXPECT_EQ(model().pinned, (Focus{Target::weight, {2, 1}, {}}));
  key(Key::escape);
  EXPECT_EQ(model().pinned.target, Target::none);
  click(middle_of(Target::nonzero, {0, 1}, {1, 2}));
  EXPECT_EQ(model().pinned.target, Target::nonzero);
  click(middle_of(Target::nonzero, {0, 1}, {1, 2}));
  EXPECT_EQ(model().pinned.target, Target::none);
}

TEST_F(Window, ThePinCanBeMovedWithoutAMouse) {
  open("convolution?i=5&k=3&t=4");
  key(Key::right, false, true);
  EXPECT_EQ(model().pinned, (Focus{Target::output, {1, 2}, {}}));
  key(Key::down, false, true);
  EXPECT_EQ(model().pinned.cell, (Cell{2, 2}));
}

TEST_F(Window, TheMatrixZoomsAboutTheMouseAndPans) {
  open("matrix?i=8&k=3");
  const Point at = middle_of(Target::nonzero, {0, 0}, {0, 1});
  const double whole = shell().ui().matrix_pane.view.zoom;
  wheel(at, 4);
  EXPECT_GT(model().matrix.zoom, whole * 1.5);
  const MatrixView zoomed = model().matrix;
  const Rect pane = shell().ui().matrix_pane.rect;
  const Point c{pane.centre().x, pane.centre().y};
  drag(c, {c.x - 60, c.y});
  EXPECT_GT(model().matrix.col, zoomed.col);
  EXPECT_EQ(model().pinned.target, Target::none);  // a drag is no click
  wheel(c, -20);
  EXPECT_EQ(model().matrix.zoom, 0);
}

// 16 777 216 rows and columns, which no memory would hold.
TEST_F(Window, AMatrixOfAnySizeIsShownAndPannedEntryByEntry) {
  open("convolution?i=4096&k=3&p=1&matrix=8388608,8388608,30");
  ASSERT_TRUE(shell().results());
  const auto nonzeros = [&] {
    return std::ranges::count(shell().ui().hits, Target::nonzero, [](const Hit& hit) { return hit.focus.target; });
  };
  EXPECT_GT(nonzeros(), 5);
  const Point c = shell().ui().matrix_pane.rect.centre();
  drag(c, {c.x - 60, c.y - 60});
  EXPECT_NEAR(model().matrix.col, 8388610, 0.01);
  EXPECT_GT(nonzeros(), 5);
}

TEST_F(Window, KeysStepAndGlide) {
  open("convolution?i=5&k=3");
  key(Key::right);
  EXPECT_GT(model().time, 0);
  EXPECT_LT(model().time, 1);
  frame(60);
  EXPECT_EQ(model().time, 1);
  key(Key::right);
  key(Key::right);
  frame(60);
  EXPECT_EQ(model().time, 3);
  key(Key::left);
  frame(60);
  EXPECT_EQ(model().time, 2);
  key(Key::end);
  EXPECT_EQ(model().time, 8);
  key(Key::home);
  EXPECT_EQ(model().time, 0);
}

TEST_F(Window, SpacePlaysToTheEndAndThenNothingMoves) {
  open("convolution?i=4&k=3");
  key(Key::space);
  EXPECT_TRUE(model().playing);
  EXPECT_TRUE(shell().animating());
  frame(240);
  EXPECT_FALSE(model().playing);
  EXPECT_EQ(model().time, 3);
  EXPECT_FALSE(shell().animating());
}

TEST_F(Window, NothingIsDrawnAnewWhenNothingChanges) {
  open("matrix?i=4&k=3");
  frame(10);
  EXPECT_FALSE(shell().animating());
}

TEST_F(Window, TheTimelineScrubsToAWholeStep) {
  open("convolution?i=5&k=3");
  const Rect bar = shell().ui().places.at("scrub");
  drag({bar.x + 10, bar.centre().y}, {bar.x + bar.w * 0.7, bar.centre().y});
  EXPECT_EQ(model().time, 6);
}

TEST_F(Window, ScenesByListByNumberAndByThePresentersRemote) {
  open("convolution");
  click("scene.matrix");
  EXPECT_EQ(model().lesson.scene, "matrix");
  key(Key::page_up);
  EXPECT_EQ(model().lesson.scene, "convolution");
  key(Key::page_down);
  EXPECT_EQ(model().lesson.scene, "matrix");
  type("1");
  EXPECT_EQ(model().lesson.scene, "kernels");
}

TEST_F(Window, LanguageThemeAndTextSizeChangeAtOnce) {
  open("convolution");
  click("language");
  EXPECT_EQ(model().language, "zh");
  click("theme");
  EXPECT_EQ(model().theme, "dark");
  type("+");
  EXPECT_NEAR(model().text_scale, 1.1, 1e-9);
  click("text.smaller");
  EXPECT_NEAR(model().text_scale, 1, 1e-9);
}

TEST_F(Window, ALinkBringsTheExactStateBack) {
  open("matrix?i=6&k=3&s=2&p=1&kernel=random:3&t=2&theme=dark");
  const Model wanted = model();
  key(Key::l, true);
  const std::string link = ImGui::GetClipboardText();
  open("convolution");
  ImGui::SetClipboardText(link.c_str());
  key(Key::v, true);
  EXPECT_EQ(model(), wanted);
}

TEST_F(Window, APastedTextThatIsNoLinkIsSaidAndNothingChanges) {
  open("convolution");
  const Model before = model();
  ImGui::SetClipboardText("https://example.org");
  key(Key::v, true);
  EXPECT_EQ(model(), before);
  EXPECT_TRUE(shell().ui().message_is_error);
}

TEST_F(Window, TheFullScreenPictureHasNoControls) {
  open("convolution?i=5&k=3");
  key(Key::f11);
  EXPECT_TRUE(model().picture_only);
  key(Key::right);
  frame(60);
  EXPECT_EQ(model().time, 1);
  key(Key::escape);
  EXPECT_FALSE(model().picture_only);
}

TEST_F(Window, TheKeysAreShownAndGoAway) {
  open("convolution");
  type("?");
  EXPECT_TRUE(shell().ui().keys_shown);
  key(Key::escape);
  EXPECT_FALSE(shell().ui().keys_shown);
}

// Whether the middle of the picture changed: what is on top of the panels is seen there.
bool differ_in_the_middle(const Raster& a, const Raster& b) {
  std::int64_t changed = 0;
  for (int y = a.height / 3; y < 2 * a.height / 3; ++y) {
    for (int x = a.width / 3; x < 2 * a.width / 3; ++x) changed += a.rgba[y * a.width + x] != b.rgba[y * a.width + x];
  }
  return changed > a.width * a.height / 9 / 3;
}

TEST_F(Window, TheKeysLieOnTopOfThePanels) {
  open("convolution");
  const Raster before = picture();
  type("?");
  frame(3);
  EXPECT_TRUE(differ_in_the_middle(before, picture()));
}

TEST_F(Window, ATooltipWaitsUntilTheMouseRests) {
  open("convolution?i=5&k=3");
  move_to(middle_of(Target::output, {1, 1}));
  const Raster at_once = picture();
  frame(60);
  EXPECT_NE(picture().id, at_once.id);
  EXPECT_FALSE(shell().animating());
}

}  // namespace
}  // namespace deconvlab
