// The size formulas as text: letters, then the lesson's numbers.
#include <gmock/gmock.h>

#include "app/scenes/scenes.h"
#include "tests/app/drawn.h"

namespace deconvlab {
namespace {

std::vector<std::string> formulas(const std::string& link) {
  const Model model = test::lesson(link);
  const auto results = compute(model.lesson);
  EXPECT_TRUE(results) << link;
  const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
  std::vector<std::string> lines;
  for (const auto& runs : formula_lines(frame)) {
    std::string line;
    for (const TextRun& run : runs) line += run.text;
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Formula, OfAConvolutionAndItsRemainder) {
  EXPECT_EQ(formulas("convolution?i=6&k=3&s=2&p=1"),
            (Lines{"o = ⌊(i + 2p − k) / s⌋ + 1 = ⌊(6 + 2·1 − 3) / 2⌋ + 1 = 3", "a = (i + 2p − k) mod s = (6 + 2·1 − 3) mod 2 = 1"}));
}

TEST(Formula, OfATransposedConvolutionAndItsPadding) {
  EXPECT_EQ(formulas("transposed?i=3&k=3&s=2&p=1&a=1"), (Lines{"o′ = s(i′ − 1) + a + k − 2p = 2·(3 − 1) + 1 + 3 − 2·1 = 6",
                                                               "p′ = k − p − 1 = 3 − 1 − 1 = 1  (p crops y: p = 0 would give 8)"}));
}

// A larger p makes the output smaller: (3,3,2,0) gives 7, (3,3,2,1) gives 5.
TEST(Formula, OfATransposedConvolutionSaysThatPCrops) {
  EXPECT_THAT(formulas("transposed?i=3&k=3&s=2").back(), testing::EndsWith("(a larger p would crop y)"));
  EXPECT_THAT(formulas("transposed?i=3&k=3&s=2&p=1").back(), testing::EndsWith("(p crops y: p = 0 would give 7)"));
  EXPECT_THAT(formulas("fractional?i=3x4&k=3&s=2&p=1x0&square=0").back(), testing::HasSubstr("p = 0 would give 7 × 9"));
  EXPECT_THAT(formulas("convolution?i=5&k=3&p=1").back(), testing::Not(testing::HasSubstr("crop")));
}

TEST(Formula, OfAPoolingAndTheWayBack) {
  EXPECT_EQ(formulas("unpool?i=7&k=3&s=2&p=1&up=4"),
            (Lines{"o = ⌊(i + 2p − k) / s⌋ + 1 = ⌊(7 + 2·1 − 3) / 2⌋ + 1 = 4",
                   "way back:  o′ = s(i′ − 1) + a + k′ − 2p_{↑} = 2·(4 − 1) + 1 + 4 − 2·2 = 7  (p_{↑}: the way back's padding)"}));
}

// The pooling leaves a row out, the way back has no output padding: one letter says one number.
TEST(Formula, OfAPoolingHasTheOutputPaddingOnly) {
  const Lines lines = formulas("unpool?i=6&k=3&s=2&up=4");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_THAT(lines[1], testing::StartsWith("way back:  o′ = s(i′ − 1) + a + k′ − 2p_{↑} = 2·(2 − 1) + 0 + 4 − 2·0 = 6"));
}

TEST(Formula, OfADilatedTransposedConvolution) {
  EXPECT_EQ(formulas("transposed?i=3&k=3&d=2"),
            (Lines{"o′ = s(i′ − 1) + a + k_{eff} − 2p = 1·(3 − 1) + 0 + 5 − 2·0 = 7",
                   "p′ = d(k − 1) − p = 2·2 − 0 = 4  (d spreads the kernel's weights, s the input's cells)"}));
}

TEST(Formula, OfSameSaysTheSizeAndThePadding) {
  EXPECT_EQ(formulas("convolution?i=6&k=3&s=2&padding=same"),
            (Lines{"o = ⌈i / s⌉ = ⌈6 / 2⌉ = 3", "p + p_{end} = max((o − 1)s + k − i, 0) = max((3 − 1)·2 + 3 − 6, 0) = 0 + 1"}));
  EXPECT_EQ(formulas("convolution?i=9&k=3&d=2&padding=same").back(),
            "p + p_{end} = max((o − 1)s + k_{eff} − i, 0) = max((9 − 1)·1 + 5 − 9, 0) = 2 + 2  (d spreads the kernel's weights, s its "
            "placements)");
}

TEST(Formula, OfSameInATransposedLesson) {
  EXPECT_EQ(formulas("transposed?i=3&k=3&s=2&padding=same"),
            (Lines{"i′ = ⌈o′ / s⌉ = ⌈6 / 2⌉ = 3", "p + p_{end} = max((i′ − 1)s + k − o′, 0) = max((3 − 1)·2 + 3 − 6, 0) = 0 + 1",
                   "p′ = k − p − 1 = 3 − (0 | 1) − 1 = 2 | 1"}));
}

TEST(Formula, OfAxesThatDiffer) {
  EXPECT_EQ(formulas("convolution?i=6x7&k=3&s=2&padding=same"),
            (Lines{"o = ⌈i / s⌉,  o_{h} = ⌈6 / 2⌉ = 3,  o_{w} = ⌈7 / 2⌉ = 4", "p + p_{end} = max((o − 1)s + k − i, 0)",
                   "p_{h} + p_{end,h} = max((3 − 1)·2 + 3 − 6, 0) = 0 + 1", "p_{w} + p_{end,w} = max((4 − 1)·2 + 3 − 7, 0) = 1 + 1"}));
}

TEST(Formula, OfTransposedAxesThatDiffer) {
  const Lines lines = formulas("transposed?i=3x4&k=3&s=2&padding=same&output=6x7");
  ASSERT_EQ(lines.size(), 6u);
  EXPECT_EQ(lines[0], "i′ = ⌈o′ / s⌉,  i′_{h} = ⌈6 / 2⌉ = 3,  i′_{w} = ⌈7 / 2⌉ = 4");
  EXPECT_EQ(lines[4], "p′_{h} = k − p − 1 = 3 − (0 | 1) − 1 = 2 | 1");
  EXPECT_EQ(lines[5], "p′_{w} = k − p − 1 = 3 − 1 − 1 = 1");
}

// No line is wider than its place, the first one with the longest left side below it either.
TEST(Formula, StaysWithinItsPlace) {
  for (const char* link : {"convolution?i=6x7&k=3x4&s=2x1&padding=same", "transposed?i=3x4&k=4x3&s=2x3&padding=same"}) {
    const Model model = test::lesson(link);
    const auto results = compute(model.lesson);
    ASSERT_TRUE(results);
    const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
    RecordingCanvas canvas;
    draw_formula(canvas, {100, 100, 360, 112}, **find_scene(model.lesson.scene), frame);
    for (const auto& text : canvas.texts) EXPECT_TRUE(text.rect.x >= 99.9 && text.rect.right() <= 460.1) << link << " " << text.text;
  }
}

TEST(Formula, OfValidIsTheOneWithoutPadding) {
  EXPECT_EQ(formulas("convolution?i=5&k=3&s=2&padding=valid"), (Lines{"o = ⌊(i + 2p − k) / s⌋ + 1 = ⌊(5 + 2·0 − 3) / 2⌋ + 1 = 2"}));
  EXPECT_EQ(formulas("transposed?i=2&k=3&s=2&padding=valid&output=6").front(), "o′ = s(i′ − 1) + a + k − 2p = 2·(2 − 1) + 1 + 3 − 2·0 = 6");
}

}  // namespace
}  // namespace deconvlab
