// The size formulas as text: letters, then the lesson's numbers.
#include <gtest/gtest.h>

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
  EXPECT_EQ(formulas("transposed?i=3&k=3&s=2&p=1&a=1"),
            (Lines{"o′ = s(i′ − 1) + a + k − 2p = 2·(3 − 1) + 1 + 3 − 2·1 = 6", "p′ = k − 1 − p = 2 − 1 = 1"}));
}

TEST(Formula, OfADilatedTransposedConvolution) {
  EXPECT_EQ(formulas("transposed?i=3&k=3&d=2"),
            (Lines{"o′ = s(i′ − 1) + a + k_{eff} − 2p = 1·(3 − 1) + 0 + 5 − 2·0 = 7", "p′ = d(k − 1) − p = 2·2 − 0 = 4"}));
}

}  // namespace
}  // namespace deconvlab
