// One picture in the window: its edge is dragged, the keys choose what is right of it, the wheel changes the kernel, a click keeps the
// lens.
#include <gmock/gmock.h>

#include "app/lessons/wipe.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

class WipeWindow : public test::WindowTest {
 protected:
  Rect picture_rect() { return shell().ui().picture_panes.front().rect; }
  // On the picture, by shares of its sides.
  Point at(double x, double y) {
    const Rect r = picture_rect();
    return {(r.x + r.w * x) * scale(), (r.y + r.h * y) * scale()};
  }
};

TEST_F(WipeWindow, TheEdgeIsDraggedAndStaysWhereItIsLet) {
  for (const double scale : {1.0, 2.0}) {
    open("overlap?i=4&k=3&s=2&view=one&t=4", static_cast<int>(1280 * scale), static_cast<int>(720 * scale), scale);
    wait_for_results();
    EXPECT_EQ(model().time, 4);
    drag(middle_of("edge"), at(0.8, 0.3), 6);
    EXPECT_NEAR(wipe_edge(model().time), 0.8, 0.01);
    drag(middle_of("edge"), at(-0.4, 0.3), 6);
    EXPECT_EQ(model().time, kLastWipeStep);
    drag(middle_of("edge"), at(1.5, 0.3), 6);
    EXPECT_EQ(model().time, 0);
    double_click(middle_of("edge"));
    EXPECT_EQ(model().time, 4);
    EXPECT_EQ(model().pinned, Focus{});
  }
}

TEST_F(WipeWindow, PlayingSweepsTheEdge) {
  open("overlap?i=4&k=3&s=2&view=one&t=0");
  wait_for_results();
  key(Key::space);
  frame(30, 0.1);
  EXPECT_GT(model().time, 1);
  EXPECT_NEAR(middle_of("edge").x, at(wipe_edge(model().time), 0.5).x, 8);
}

TEST_F(WipeWindow, DigitsChooseTheRightSideHereAndScenesElsewhere) {
  open("overlap?i=4&k=3&s=2&view=one&t=4");
  wait_for_results();
  type("3");
  frame(2);
  EXPECT_EQ(model().lesson.wipe, (WipeSides{1, 3}));
  type("9");  // there are three
  frame(2);
  EXPECT_EQ(model().lesson.wipe, (WipeSides{1, 3}));
  EXPECT_EQ(model().lesson.scene, "overlap");
  type("0");
  frame(2);
  EXPECT_EQ(model().lesson.wipe, (WipeSides{3, 1}));
  click(middle_of(Target::tile, {1, 0}));
  EXPECT_EQ(model().lesson.wipe, (WipeSides{2, 1}));
  open("overlap?view=counts");
  wait_for_results();
  type("2");
  frame(2);
  EXPECT_EQ(model().lesson.scene, "convolution");
}

TEST_F(WipeWindow, TheWheelChangesTheKernelAndStripesGo) {
  open("overlap?i=4&k=3&s=2&view=one&t=4");
  wait_for_results();
  wheel(at(0.2, 0.2), 1);
  wait_for_results();
  EXPECT_EQ(model().lesson.params.k, Extent::square(4));
  EXPECT_THAT(shell().ui().sentence, testing::HasSubstr("stays even"));
  wheel(at(0.2, 0.2), -1);
  wait_for_results();
  EXPECT_EQ(model().lesson.params.k, Extent::square(3));
  EXPECT_THAT(shell().ui().sentence, testing::HasSubstr("1 to 4"));
  EXPECT_EQ(model().matrix.zoom, 0);
}

TEST_F(WipeWindow, AClickKeepsTheLensWhereItIs) {
  open("kernels?i=64&view=one");
  wait_for_results();
  click(at(0.25, 0.25));
  const Focus kept = model().pinned;
  EXPECT_EQ(kept.target, Target::input);
  EXPECT_NEAR(static_cast<double>(kept.cell.row), 16, 1);
  EXPECT_NEAR(static_cast<double>(kept.cell.col), 16, 1);
  drag(middle_of("edge"), at(0.7, 0.5), 4);
  EXPECT_EQ(model().pinned, kept);
  const std::string said = shell().ui().sentence;
  move_to(at(0.9, 0.9));
  frame(2);
  EXPECT_EQ(shell().ui().sentence, said);
}

}  // namespace
}  // namespace deconvlab
