// Impossible sizes: what would mend them, the picture that stays meanwhile, and the sliders that say it before.
#include "app/state/mend.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <imgui.h>

#include <random>

#include "app/diagram/overhang.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

std::vector<std::string> named(const Model& model) {
  std::vector<std::string> names;
  for (const Mend& mend : mends_of(model)) {
    const auto* change = std::get_if<command::SetSize>(&mend.change);
    const Extent e = change ? size_of(mend.lesson, change->size) : *mend.lesson.params.output;
    names.push_back(fmt::format("{}:{}x{}", change ? static_cast<int>(change->size) : -1, e.h, e.w));
  }
  return names;
}

std::string as(Size size, std::int64_t h, std::int64_t w) { return fmt::format("{}:{}x{}", static_cast<int>(size), h, w); }

// 6 does not fit into 4: one row of padding on each side, a kernel or an input by 2 smaller or larger.
TEST(Mends, AreOneChangeOfASizeEachTheSmallestFirst) {
  EXPECT_THAT(named(lesson("convolution?i=4&k=6")), testing::ElementsAre(as(Size::p, 1, 1), as(Size::k, 4, 4), as(Size::i, 6, 6)));
  EXPECT_THAT(named(lesson("convolution?i=4&k=3")), testing::IsEmpty());
}

// Any number can be typed: the search around it stays within what a number holds.
TEST(Mends, OfTheLargestNumbersAreOtherSizesOrNone) {
  for (const char* k : {"9223372036854775807", "-9223372036854775808", "1000000001"}) {
    Model model = lesson("convolution?i=4&k=3");
    set_size(model.lesson, Size::k, Axes::both, std::strtoll(k, nullptr, 10));
    EXPECT_THAT(named(model), testing::IsEmpty()) << k;
  }
}

// k_eff = 4·2 + 1 = 9 on 5 cells: d = 2 makes it 5.
TEST(Mends, OfADilatedKernelMayBeTheDilation) {
  EXPECT_THAT(named(lesson("convolution?i=5&k=3&d=4")),
              testing::ElementsAre(as(Size::k, 2, 2), as(Size::p, 2, 2), as(Size::d, 2, 2), as(Size::i, 9, 9)));
}

TEST(Mends, ChangeTheAxisThatIsWrong) {
  const auto mends = named(lesson("convolution?i=4x9&k=6x3&square=0"));
  EXPECT_THAT(mends, testing::Contains(as(Size::p, 1, 0)));
  EXPECT_THAT(mends, testing::Contains(as(Size::k, 4, 3)));
}

// An output padding lies below the larger of stride and dilation.
TEST(Mends, OfATransposedConvolutionMayBeItsOutputPadding) {
  EXPECT_THAT(named(lesson("transposed?i=3&k=3&s=2&p=1&a=3")), testing::Contains(as(Size::a, 1, 1)));
}

// i' = 39 with s = 2 and SAME comes from 77 or 78.
TEST(Mends, OfAnOutputThatIsNotReachedIsTheNearestThatIs) {
  const auto outputs = [](const char* link) {
    std::vector<std::string> all = named(lesson(link));
    std::erase_if(all, [](const std::string& name) { return !name.starts_with("-1:"); });
    return all;
  };
  EXPECT_THAT(outputs("conv2d-transpose?i=39&k=4&s=2&padding=same&output=80"), testing::ElementsAre("-1:78x78"));
  EXPECT_THAT(outputs("conv2d-transpose?i=39&k=4&s=2&padding=same&output=9"), testing::ElementsAre("-1:77x77"));
  EXPECT_THAT(outputs("conv2d-transpose?i=39&k=4&s=2&padding=same&output=78"), testing::IsEmpty());
}

TEST(Mends, AreTheNearestOfTheirSize) {
  std::mt19937 random(7);
  const auto any = [&](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
  int impossible = 0;
  for (int n = 0; n < 200; ++n) {
    const Model model =
        lesson(fmt::format("{}?i={}&k={}&s={}&p={}", n % 2 ? "convolution" : "unpool", any(1, 9), any(1, 12), any(1, 4), any(0, 5)));
    if (resolve(model.lesson)) continue;
    ++impossible;
    for (const Mend& mend : mends_of(model)) {
      EXPECT_TRUE(resolve(mend.lesson));
      const auto& change = std::get<command::SetSize>(mend.change);
      const std::int64_t now = size_of(model.lesson, change.size).h;
      for (std::int64_t nearer = 0; nearer < std::abs(change.value - now); ++nearer) {
        for (const std::int64_t value : {now - nearer, now + nearer}) {
          Lesson other = model.lesson;
          set_size(other, change.size, Axes::both, value);
          EXPECT_FALSE(value >= 0 && resolve(other)) << n;
        }
      }
    }
  }
  EXPECT_GT(impossible, 20);
}

TEST(Overhang, IsDrawnWhereTheKernelIsTooLargeAndNowhereElse) {
  EXPECT_TRUE(overhangs(lesson("convolution?i=4&k=6").lesson.params));
  EXPECT_TRUE(overhangs(lesson("convolution?i=5&k=3&d=4").lesson.params));
  EXPECT_FALSE(overhangs(lesson("convolution?i=4&k=6&p=1").lesson.params));
  EXPECT_FALSE(overhangs(lesson("convolution?i=4&k=600").lesson.params));
}

// 3 x 3 taps 2 apart on 4 x 4 cells: the last row and column of taps lie outside.
TEST(Overhang, HatchesTheTapsThatLieBesideTheInput) {
  RecordingCanvas canvas;
  const Theme& theme = theme_of("light");
  draw_overhang(canvas, {0, 0, 600, 500}, lesson("convolution?i=4&k=3&d=2").lesson.params, theme, language_of("en"));
  EXPECT_TRUE(canvas.shows("x, padded: 4 × 4"));
  EXPECT_TRUE(canvas.shows("1 row and 1 column of the kernel overhang"));
  EXPECT_EQ(std::ranges::count(canvas.fills, theme.of(Role::input).fill, &RecordingCanvas::Shape::color), 16);
}

class ImpossibleSizes : public WindowTest {};

TEST_F(ImpossibleSizes, AreMendedByAButtonAndUndone) {
  open("convolution?i=4&k=6");
  ASSERT_FALSE(shell().results());
  click("mend.0");
  EXPECT_EQ(model().lesson.params.p, Extent::square(1));
  EXPECT_TRUE(shell().results());
  EXPECT_FALSE(has("mend.0") && shell().ui().before);
  key(Key::z, true);
  EXPECT_EQ(model().lesson.params.p, Extent::square(0));
}

TEST_F(ImpossibleSizes, LeaveThePictureThatWasThereBefore) {
  open("transposed?i=3&k=3&s=2&p=1");
  click("size.a.field");
  key(Key::end);
  type("5");
  ASSERT_FALSE(shell().results());
  ASSERT_TRUE(shell().ui().before);
  EXPECT_EQ(shell().ui().before->lesson.params.a, Extent::square(0));
  key(Key::escape);
  click("mend.0");
  EXPECT_TRUE(shell().results());
  EXPECT_FALSE(shell().ui().before);
}

class Tracks : public WindowTest {
 protected:
  std::int64_t k() const { return model().lesson.params.k.h; }
  // Of the knob's way over the track of i, which ends 8 pixels before its ends.
  Point on_i(double share) const {
    const Rect r = shell().ui().places.find("size.i")->second;
    return {(r.x + 8 + (r.w - 16) * share) * scale(), r.centre().y * scale()};
  }
  Shell& shell() const { return const_cast<Tracks*>(this)->WindowTest::shell(); }
};

TEST_F(Tracks, CoverOneToSixteenAndMoreWithShift) {
  open("convolution?i=5&k=3");
  press(on_i(1));
  EXPECT_EQ(model().lesson.params.i.h, 16);
  release();
  feed_modifiers(ImGui::GetIO(), false, true);
  frame();
  press(on_i(1));
  EXPECT_EQ(model().lesson.params.i.h, 64);
  move_to(on_i(0));
  EXPECT_EQ(model().lesson.params.i.h, 1);  // the scale stays while it is held
  release();
  feed_modifiers(ImGui::GetIO(), false, false);
}

TEST_F(Tracks, ShowAValueBeyondTheirUsefulRange) {
  open("convolution?i=40&k=3");
  press(on_i(39.0 / 63));
  EXPECT_NEAR(static_cast<double>(model().lesson.params.i.h), 40, 1);  // a pixel is about one of them
  release();
}

TEST_F(Tracks, AreSteppedByTheWheel) {
  open("convolution?i=8&k=3");
  wheel(middle_of("size.k"), 1);
  EXPECT_EQ(k(), 4);
  wheel(middle_of("size.k"), -1);
  wheel(middle_of("size.k"), -1);
  EXPECT_EQ(k(), 2);
}

TEST_F(Tracks, AreSteppedByArrowKeysOnceTheKeyboardIsThere) {
  open("convolution?i=8&k=3&t=4");
  key(Key::tab);  // the keyboard is at the first control
  const double time = model().time;
  key(Key::right);
  key(Key::right);
  EXPECT_EQ(model().lesson.params.i.h, 10);
  key(Key::left);
  EXPECT_EQ(model().lesson.params.i.h, 9);
  EXPECT_EQ(model().time, time);
}

}  // namespace
}  // namespace deconvlab::test
