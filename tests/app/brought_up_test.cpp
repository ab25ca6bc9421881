// Checkerboards on a picture: stamps of equal weights leave a pattern or none, against sums made one by one.
#include "app/lessons/convolution/brought_up.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

constexpr std::int64_t kSide = 12;

BroughtUp of_grey(const std::string& fields) {
  Tensor grey(Shape{1, 1, kSide, kSide});
  for (float& value : grey.data()) value = 90;
  auto made = bring_up(lesson("overlap?" + fields).lesson, grey);
  EXPECT_TRUE(made) << fields;
  return *made;
}

// Away from the border, where fewer stamps or products meet.
double variance_inside(const Tensor& y, std::int64_t border) {
  double sum = 0, squares = 0, count = 0;
  const Extent size = y.shape().plane();
  for (std::int64_t r = border; r < size.h - border; ++r) {
    for (std::int64_t c = border; c < size.w - border; ++c) {
      const double value = y.at({r, c});
      sum += value;
      squares += value * value;
      ++count;
    }
  }
  return squares / count - sum / count * sum / count;
}

TEST(BroughtUp, AnEvenPictureGetsStripesWhereTheStrideDoesNotDivideTheKernel) {
  EXPECT_GT(variance_inside(of_grey("k=3&s=2").stamped, 5), 100);
  EXPECT_NEAR(variance_inside(of_grey("k=4&s=2").stamped, 5), 0, 1e-3);
  EXPECT_NEAR(variance_inside(of_grey("k=4&s=2&p=1").stamped, 5), 0, 1e-3);
  EXPECT_GT(variance_inside(of_grey("k=5&s=3").stamped, 6), 100);
  EXPECT_NEAR(variance_inside(of_grey("k=6&s=3").stamped, 6), 0, 1e-3);
}

TEST(BroughtUp, ResizedAndConvolvedItStaysEven) {
  for (const char* fields : {"k=3&s=2", "k=4&s=2", "k=5&s=3", "k=3&s=2&d=2"}) {
    const BroughtUp b = of_grey(fields);
    EXPECT_NEAR(variance_inside(b.smooth, 6), 0, 1e-3) << fields;
    EXPECT_NEAR(b.smooth.at({kSide, kSide}), 90, 1e-3) << fields;
    EXPECT_EQ(b.smooth.shape().plane(), b.resized.shape().plane()) << fields;
  }
}

// k = 3, s = 2 on one axis: 1 1 2 1 2 1 ... stamps; divided by 3/2 on each.
TEST(BroughtUp, APixelIsItsStampsOverTheirMean) {
  const BroughtUp b = of_grey("k=3&s=2");
  for (std::int64_t r = 0; r < b.up.h.i; ++r) {
    for (std::int64_t c = 0; c < b.up.w.i; ++c) {
      const auto met = [](std::int64_t n) { return n >= 2 && n % 2 == 0 && n < 2 * kSide ? 2.0 : 1.0; };
      EXPECT_NEAR(b.stamped.at({r, c}), 90 * met(r) * met(c) / 2.25, 1e-3) << r << " " << c;
    }
  }
}

TEST(BroughtUp, ThePageSaysWhatMeetsInAPixelAndShowsTheCounts) {
  const Drawn uneven = draw("overlap?k=3&s=2&view=one");
  EXPECT_THAT(uneven.sentence, HasSubstr("a pixel has 1 to 4 of them"));
  EXPECT_TRUE(std::ranges::any_of(uneven.canvas.texts, [](const auto& t) { return t.text.find("does not") != std::string::npos; }));
  EXPECT_TRUE(uneven.canvas.shows("contributions to each cell of y"));
  EXPECT_THAT(draw("overlap?k=4&s=2&view=one").sentence, HasSubstr("Every pixel inside has 4 of them"));
  EXPECT_THAT(draw("overlap?k=3&s=2&view=one", {Target::input, {40, 41}, {}}).sentence, HasSubstr(" = "));
}

// What is pointed at in the middle of the frame is the cell of y that is seen there.
TEST(BroughtUp, APixelPointedAtHasTheContributionsOfItsCell) {
  const Model model = lesson("overlap?k=3&s=2&view=one&t=0");
  const BroughtUp& b = *results_of(model.lesson)->of<OverlapResult>().brought_up;
  // Cell n of y lies over n - 1/2 of the resized picture: its pixel n is half of cell n, half of n + 1.
  const std::string said = draw(model, {Target::input, {40, 41}, {}}).sentence;
  EXPECT_THAT(said, HasSubstr("y (41,42) adds up"));
  EXPECT_THAT(said, HasSubstr(fmt::format("= {} ", b.up.h.overlap(41) * b.up.w.overlap(42))));
}

TEST(BroughtUp, SizesThatLeaveNothingAreSaidToHaveNoPicture) {
  const Lesson large = lesson("overlap?i=2&k=200&s=15").lesson;
  EXPECT_FALSE(bring_up(large));
}

}  // namespace
}  // namespace deconvlab::test
