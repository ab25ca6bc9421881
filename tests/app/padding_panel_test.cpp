// SAME, VALID and the output shape in the window's left panel.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

class PaddingPanel : public test::WindowTest {
 protected:
  const Params& params() const { return model().lesson.params; }
  Extent output() { return shell().results() ? shell().results()->geometry.input() : Extent{}; }
  // Types over what a field shows.
  void fill(const std::string& id, const std::string& text) {
    click(id);
    key(Key::a, true);
    type(text);
  }
};

TEST_F(PaddingPanel, TheSwitchBelowPChoosesTheRule) {
  open("convolution?i=6&k=3&s=2&p=1");
  EXPECT_TRUE(has("size.p.field"));
  click("padding.1");
  EXPECT_EQ(params().padding, Padding::same);
  EXPECT_EQ(shell().results()->geometry.h.p_end, 1);
  click("padding.2");
  EXPECT_EQ(params().padding, Padding::valid);
  EXPECT_EQ(shell().results()->geometry.output(), Extent::square(2));
  click("padding.0");
  EXPECT_EQ(params().padding, Padding::given);
  key(Key::z, true);
  EXPECT_EQ(params().padding, Padding::valid);
}

TEST_F(PaddingPanel, EachEndHasARowOfItsOwn) {
  open("convolution?i=6&k=3&s=2&p=0");
  EXPECT_FALSE(has("size.p_end.field"));
  click("ends");
  fill("size.p_end.field", "2");
  EXPECT_EQ(params().p, Extent::square(0));
  EXPECT_EQ(params().p_end, Extent::square(2));
  click("square");
  fill("size.p.h.field", "1");
  EXPECT_EQ(params().p, (Extent{1, 0}));
  click("ends");
  EXPECT_EQ(params().p, (Extent{2, 2}));  // the larger one at both ends
  EXPECT_FALSE(params().p_end);
}

TEST_F(PaddingPanel, PIsNotDraggedWhileARuleGivesIt) {
  open("convolution?i=6&k=3&s=2&padding=same");
  EXPECT_FALSE(has("size.p.field"));
  const Point p = middle_of("size.p");
  const Params before = params();
  drag({p.x - 20, p.y}, {p.x + 40, p.y});
  EXPECT_EQ(params(), before);
}

TEST_F(PaddingPanel, TheOutputShapeIsOfferedUnderARule) {
  open("transposed?i=3&k=3&s=2&p=1");
  EXPECT_FALSE(has("size.output.0"));
  click("padding.1");
  EXPECT_EQ(output(), Extent::square(6));
  EXPECT_FALSE(has("size.output.3"));  // "auto", 5 and 6
  click("size.output.1");
  EXPECT_EQ(params().output, Extent::square(5));
  EXPECT_EQ(output(), Extent::square(5));
  click("size.output.0");
  EXPECT_FALSE(params().output);
  EXPECT_EQ(output(), Extent::square(6));
}

TEST_F(PaddingPanel, AnOutputShapeOutOfRangeIsKeptAndSaidWhy) {
  open("transposed?i=3&k=3&s=2&padding=same");
  fill("size.output.field", "9");
  EXPECT_EQ(params().output, Extent::square(9));
  ASSERT_FALSE(shell().results());
  EXPECT_EQ(shell().results().error(), (Error{ErrorCode::output_not_reached, {"h", "9", "3", "5", "6"}}));
  key(Key::escape);
  click("size.output.2");  // a size that is offered puts it right
  EXPECT_EQ(output(), Extent::square(6));
}

TEST_F(PaddingPanel, ManySizesAreATrack) {
  open("transposed?i=3&k=7&s=6&padding=same");
  const Point from = middle_of("size.output");
  EXPECT_EQ(output(), Extent::square(18));
  drag({from.x + 20, from.y}, {from.x - 60, from.y});
  EXPECT_EQ(output(), Extent::square(13));
}

TEST_F(PaddingPanel, RowsAndColumnsHaveTheirOwnOutputShape) {
  open("transposed?i=39x12&k=4&s=2&padding=same");
  click("size.output.h.1");
  EXPECT_EQ(params().output, (Extent{77, 24}));
  click("size.output.w.1");
  EXPECT_EQ(params().output, (Extent{77, 23}));
}

// A long name takes more of the room, so that all of them are of one size.
TEST_F(PaddingPanel, TheRulesNamesShareTheirRoom) {
  for (const char* language : {"en", "zh", "es"}) {
    open(fmt::format("convolution?i=6&k=3&lang={}", language));
    const auto width = [&](const char* id) { return shell().ui().places.at(id).w; };
    EXPECT_GE(width("padding.0"), width("padding.1")) << language;
    EXPECT_NEAR(width("padding.0") + width("padding.1") + width("padding.2"), 160, 4) << language;
  }
}

// Whatever the rule, the last line of the panel stands above the timeline.
TEST_F(PaddingPanel, EverythingFitsAtTheSmallestWindow) {
  for (const char* lesson : {"transposed?i=3&k=3&s=2&p=1", "transposed?i=3&k=3&s=2&padding=same", "convolution?i=6&k=3&s=2&padding=same",
                             "fractional?i=3&k=3&s=3&padding=valid"}) {
    for (const char* language : {"en", "zh", "es"}) {
      open(std::string(lesson) + "&lang=" + language);
      frame(2);
      const Rect last = shell().ui().places.at(has("part.window.frameworks") ? "part.window.frameworks" : "frameworks.words");
      const double bottom = lay_out(1280, 720, {}).left.bottom();
      EXPECT_LT(last.bottom(), bottom) << lesson << " " << language;
      EXPECT_GE(shell().ui().places.at("padding.2").right(), shell().ui().places.at("padding.1").right());
    }
  }
}

}  // namespace
}  // namespace deconvlab
