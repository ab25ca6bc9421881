// The scene "unpool": what it tells of values, switches and ways back.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/app/unpool_shown.h"

namespace deconvlab {
namespace {

using test::Drawn;
using test::kFour;
using test::kZeros;
using test::Shown;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Every maximum at the top left of its window.
constexpr const char* kCorners = "unpool?i=4&k=2&s=2&input=own:4:9,0,8,0,0,0,0,0,7,0,6,0,0,0,0,0";

std::string said(const std::string& link) { return unpool_sentence(Shown(link).stage); }

TEST(UnpoolWords, TellsTheSwitchAndThePlaceItGoesBackTo) {
  EXPECT_THAT(said(std::string(kFour) + "&t=1"),
              HasSubstr("pooled cell (0,1) is 5. It stands at (1,3): its switch is row · width + column = 1·4 + 3 = 7"));
  EXPECT_THAT(said(std::string(kFour) + "&t=7"), HasSubstr("Pooled cell (1,1) holds 9. ① puts it back at its switch 15, the cell (3,3)"));
}

// Windows of 3 every 2 cells over 5 are two, and of the 5 cells nearest gives 3 to the first and 2 to the last.
TEST(UnpoolWords, SaysWhereUpsamplingCopiesTo) {
  EXPECT_THAT(said("unpool?i=5&k=3&s=2&up=3&t=4"), HasSubstr("② copies it to rows 0 to 2, columns 0 to 2."));
  EXPECT_THAT(said("unpool?i=5&k=3&s=2&up=3&t=7"), HasSubstr("② copies it to rows 3 to 4, columns 3 to 4."));
}

// Windows of 3 every cell: (0,0) and (1,0) both have the 7 at (2,0).
TEST(UnpoolWords, SaysThatTwoPooledCellsNameOnePlace) {
  const std::string link = "unpool?i=6&k=3&s=1&up=3";
  EXPECT_THAT(said(link + "&t=20"),
              AllOf(HasSubstr("Pooled cell (0,0) named the same place"), HasSubstr("the last write in row order wins"),
                    HasSubstr("② copies it to row 2, columns 0 to 1.")));
  EXPECT_THAT(said(link + "&t=16"), Not(HasSubstr("named the same place")));
  EXPECT_THAT(Shown(link).statements()[0], HasSubstr("stamps stand 1 row and 1 column apart"));
}

TEST(UnpoolWords, SaysWhichOfEqualValuesIsTheSwitch) {
  EXPECT_THAT(said("unpool?i=4&input=own:4:1,4,0,0,4,2,0,5,0,0,0,0,0,0,0,0&t=0"),
              HasSubstr("4 stands there twice; the first in row order is the switch."));
  EXPECT_THAT(said("unpool?i=4&input=ones&t=2"), HasSubstr("1 stands there 4 times; the first in row order is the switch."));
  EXPECT_THAT(said("unpool?i=4&t=2"), Not(HasSubstr("row order")));
}

// Stamps of 2 every 2 cells from two cells reach 4 of 5 rows and columns.
TEST(UnpoolWords, StrikesOutCellsThatNoStampReaches) {
  const auto struck = [](const std::string& link) {
    const Shown shown(link);
    std::int64_t count = 0;
    for (std::int64_t n = 0; n < shown.stage.large().area(); ++n)
      count += shown.stage.up().ever_read(shown.stage.large().cell_at(n)) ? 0 : 1;
    return std::pair(count, shown.statements().size());
  };
  EXPECT_EQ(struck("unpool?i=5&k=3&s=2&t=7"), std::pair(std::int64_t{9}, std::size_t{3}));
  EXPECT_EQ(struck("unpool?i=4&t=7"), std::pair(std::int64_t{0}, std::size_t{2}));
  // ② and the statement have the zeros; the nine cells of ③ none.
  const Drawn d = test::draw("unpool?i=5&k=3&s=2&input=ones&kernel=ones&t=7");
  const auto labelled = std::ranges::count(d.canvas.texts, "1", &RecordingCanvas::Text::text);
  EXPECT_GE(labelled, 25 + 4 + 16);
  EXPECT_TRUE(d.canvas.shows("Struck out in ③: cells that no stamp reaches."));
}

TEST(UnpoolWords, JudgesOnlyWhatHasBegunToComeBack) {
  const auto starts = [](const Drawn& d, std::string_view words) {
    return std::ranges::any_of(d.canvas.texts, [&](const auto& t) { return std::string_view(t.text).starts_with(words); });
  };
  const Drawn pooling = test::draw("unpool?t=3");
  EXPECT_FALSE(starts(pooling, "③ equals"));
  EXPECT_TRUE(starts(pooling, "Each matrix will take the 4 pooled values"));
  EXPECT_TRUE(starts(test::draw("unpool?t=4"), "③ equals"));
}

TEST(UnpoolWords, APinHasASentenceOfItsOwn) {
  const std::string pinned = said(std::string(kFour) + "&t=1&pin=output:0,1,0,0");
  EXPECT_THAT(pinned, HasSubstr("cell (0,1): x 3, unpooled 0, upsampled 4, deconvolved 4"));
  EXPECT_THAT(pinned, Not(HasSubstr("Step")));
  EXPECT_THAT(said(std::string(kFour) + "&t=1&pin=output:9,9,0,0"), HasSubstr("Step 2 of 8: The largest value in the window"));
}

TEST(UnpoolWords, SaysWhetherAKernelCanDoWhatTheOthersDo) {
  const auto ones = Shown(kFour).statements();
  EXPECT_THAT(ones[0], HasSubstr("③ equals ② exactly, for every input: all 16 rows"));
  EXPECT_THAT(ones[1], HasSubstr("No kernel does it: these switches stand at different places"));
  EXPECT_THAT(Shown(std::string(kCorners) + "&up=2&kernel=ones").statements()[1], HasSubstr("a 2 × 2 kernel with a single 1, at (0,0)"));
  EXPECT_THAT(Shown(std::string(kCorners) + "&up=2&kernel=own:2:1,0,0,0").statements()[1],
              HasSubstr("③ equals ① exactly, with these switches: all 16 rows are the same"));
}

// Values differ with this input, matrices in the row that is shown: each says of what it speaks.
TEST(UnpoolWords, SaysWhatDiffersWithThisInputAndWhatInThisRow) {
  const std::string link = std::string(kFour) + "&t=7";
  EXPECT_THAT(Shown(link).statements()[1], HasSubstr("With this input ③ differs from ① by up to"));
  const Drawn d = test::draw(link);
  std::string all;
  for (const RecordingCanvas::Text& text : d.canvas.texts) all += text.text + " ";
  EXPECT_THAT(all, HasSubstr("deconvolution’s matrix, in this row "));
}

// Of zeros every result is zero; the rows differ all the same.
TEST(UnpoolWords, JudgesByRowsNotByThisInputsValues) {
  const auto zeros = Shown(fmt::format("unpool?i=4&k=2&s=2&up=2&kernel=counting&{}&t=7", kZeros)).statements();
  EXPECT_THAT(zeros[0], AllOf(HasSubstr("the same values, but 12 of 16 rows are not the same, the first that of cell (0,1)"),
                              HasSubstr("a 2 × 2 kernel of ones")));
  EXPECT_THAT(zeros[1], AllOf(HasSubstr("the same values, but 12 of 16 rows"), HasSubstr("a 2 × 2 kernel with a single 1, at (0,0)")));
}

// A 4 x 4 kernel is cut by 1 on each side: what reaches the first cell of a window is its weight (1,1).
TEST(UnpoolWords, NamesThePlaceInTheKernelNotInTheWindow) {
  const std::string link = std::string(kCorners) + "&up=4";
  EXPECT_THAT(Shown(link).statements()[1], HasSubstr("a 4 × 4 kernel with a single 1, at (1,1)"));
  EXPECT_THAT(Shown(link + "&kernel=own:4:0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0").statements()[1], HasSubstr("its 1, at (1,1)"));
}

// Windows of 3 with the maxima in their last cells, which a kernel of 2 does not reach.
TEST(UnpoolWords, SaysThatAPlaceLiesOutsideTheKernel) {
  const std::string corner = "unpool?i=6&k=3&s=3&input=own:6:0,0,0,0,0,0,0,0,0,0,0,0,0,0,9,0,0,9,0,0,0,0,0,0,0,0,0,0,0,0,0,0,9,0,0,9";
  EXPECT_THAT(Shown(corner + "&up=2").statements()[1],
              AllOf(HasSubstr("but this kernel does not reach it"), HasSubstr("a 3 × 3 kernel with a single 1, at (2,2)")));
  EXPECT_THAT(Shown(corner + "&up=3").statements()[1], Not(HasSubstr("does not reach")));
}

TEST(UnpoolWords, SaysThatNoKernelStretchesByFiveHalves) {
  EXPECT_THAT(Shown("unpool?i=5&k=2&s=2&up=2&kernel=ones&t=7").statements()[0],
              HasSubstr("No kernel makes them equal: ② stretches 2 cells to 5"));
  // A kernel too large by one: the advice is the block of ones that the padding leaves.
  EXPECT_THAT(Shown("unpool?i=4&k=2&s=2&up=3&kernel=ones").statements()[0], HasSubstr("a 3 × 3 kernel that is 1 from (1,1) to (2,2)"));
}

TEST(UnpoolWords, SaysThatBilinearIsEqualInsideAndWhatTheBorderLacks) {
  const auto said = Shown("unpool?i=6&k=2&s=2&up=4&kernel=bilinear&view=bilinear&t=17").statements()[0];
  EXPECT_THAT(said, AllOf(HasSubstr("equals ② exactly inside, from (1,1) to (4,4)"), HasSubstr("Only the border’s differ, 20 of them"),
                          HasSubstr("In cell (0,0) the weights of ③ add up to 0.5625")));
  EXPECT_THAT(Shown("unpool?i=6&k=2&s=2&up=4&kernel=ones&view=bilinear").statements()[0],
              HasSubstr("away from the border: the 4 × 4 bilinear kernel"));
}

}  // namespace
}  // namespace deconvlab
