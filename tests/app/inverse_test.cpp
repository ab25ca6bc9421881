// Scene "inverse": the corner argument, and what the transpose does not give back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

TEST(InverseScene, TheShapeComesBackTheValuesDoNot) {
  // x = 0..8 (3 x 3), w = [[1,2],[3,4]].
  const Drawn d = draw("inverse?i=3&k=2&input=counting&t=0");
  for (const char* back : {"27", "91", "74", "138", "400", "282", "171", "429", "268"}) EXPECT_TRUE(d.canvas.shows(back)) << back;
  EXPECT_THAT(d.sentence, HasSubstr("(Cᵀ C x)_{0,0} = 27, x_{0,0} = 0."));
}

TEST(InverseScene, TheCornerLeavesOneCellToCover) {
  const Drawn d = draw("inverse?i=4&k=3&t=0");
  EXPECT_TRUE(d.canvas.shows("p′ = 2"));
  EXPECT_TRUE(d.canvas.shows("p + 1 = 1"));
  EXPECT_TRUE(d.canvas.shows_in_parts("p′ = 3 − 0 − 1 = 2"));
  EXPECT_THAT(d.sentence,
              HasSubstr("output cells that read it: 1. At its first placement the turned kernel may reach only these: 1 × 1 of"));
  EXPECT_THAT(d.sentence, HasSubstr("p′ = 2"));
}

TEST(InverseScene, EachCellIsReadByTheCellsUnderTheTurnedKernel) {
  // The middle of 5 x 5 under (3, 2, 1): x(1,1) is read by four placements, x(2,2) by the middle one alone.
  EXPECT_THAT(draw("inverse?i=5&k=3&s=2&p=1&t=4").sentence, HasSubstr("output cells that read x_{1,1}: 4."));
  EXPECT_THAT(draw("inverse?i=5&k=3&s=2&p=1", {Target::input, {2, 2}, {}}).sentence, HasSubstr("output cells that read x_{2,2}: 1."));
}

TEST(InverseScene, ACellThatNoOutputReadsIsSaidToMeetZeros) {
  // Stride 2 and dilation 2 read even cells only.
  EXPECT_THAT(draw("inverse?i=7&k=3&s=2&d=2&t=3").sentence, HasSubstr("no output cell reads x_{1,1}"));
}

TEST(InverseScene, ANegativePaddingIsACrop) {
  const Drawn d = draw("inverse?i=4&k=2&p=2&t=0");
  EXPECT_THAT(d.sentence, HasSubstr("p′ = −1 is negative"));
  EXPECT_TRUE(d.canvas.shows_in_parts("p′ = 2 − 2 − 1 = −1"));
}

TEST(InverseScene, DilationSpreadsTheTurnedKernel) {
  EXPECT_TRUE(draw("inverse?i=7&k=3&d=2&t=0").canvas.shows_in_parts("p′ = 5 − 0 − 1 = 4"));
}

// A cell of y is the same wherever it stands: pointed at, asked for and hidden together.
TEST(InverseScene, TheStretchedCellsAreThoseOfY) {
  const Drawn d = draw("inverse?i=5&k=3&s=2&p=1&t=0");
  const Focus corner{Target::output, {2, 1}, {}};
  EXPECT_EQ(std::ranges::count_if(d.hits, [&](const Hit& hit) { return hit.holds(corner); }), 3);  // y, y stretched, y beside Ct C x
}

TEST(InverseScene, EveryKernelIsSpokenOfTruly) {
  using testing::Not;
  EXPECT_THAT(draw("inverse?i=4&k=1&kernel=ones&t=5").sentence,
              testing::AllOf(HasSubstr("Here the value comes back"), Not(HasSubstr("other weights"))));
  EXPECT_THAT(draw("inverse?i=4&k=2&t=5").sentence, HasSubstr("The shape comes back, not the value"));
  EXPECT_THAT(draw("inverse?i=3&k=3&p=2&t=0").sentence, testing::AllOf(HasSubstr("nothing is padded, p′ = 0"), Not(HasSubstr("the rest"))));
}

TEST(InverseScene, TheRankIsSaid) {
  const auto says = [](const char* link, std::string_view words) {
    std::string all;
    for (const auto& t : draw(link).canvas.texts) all += t.text + " ";
    return all.find(words) != std::string::npos;
  };
  EXPECT_TRUE(says("inverse?i=4&k=3", "rank 4 at most"));
  EXPECT_TRUE(says("inverse?i=3&k=3&p=1", "all 9 dimensions"));
  EXPECT_TRUE(says("inverse?i=3&k=1", "happens to give x back"));
}

}  // namespace
}  // namespace deconvlab::test
