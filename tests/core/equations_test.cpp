// That the evaluator of printed equations finds what is false.
#include "tests/equations.h"

#include <gtest/gtest.h>

namespace deconvlab::test {
namespace {

bool holds(std::string_view text, int compared) {
  const Equations equations(text);
  EXPECT_EQ(equations.compared(), compared) << text;
  return equations.wrong().empty();
}

TEST(Equations, ThatAreTrue) {
  EXPECT_TRUE(holds("o = ⌊(i + 2p − k) / s⌋ + 1 = ⌊(6 + 2·1 − 3) / 2⌋ + 1 = 3", 1));
  EXPECT_TRUE(holds("o = ⌈(i + 2p − k) / s⌉ + 1 − 1 = ⌈(3 + 2·1 − 2) / 2⌉ + 1 − 1 = 2", 1));
  EXPECT_TRUE(holds("p′ = k − p − 1 = 3 − (0 | 1) − 1 = 2 | 1", 1));
  EXPECT_TRUE(holds("p + p_{end} = max((3 − 1)·2 + 3 − 6, 0) = 0 + 1", 1));
  EXPECT_TRUE(holds("h, w: o = floor((5 + 2*0 - 3) / 1) + 1 = 3   (k_eff = k + (k - 1)(d - 1) = 2 + 1*1 = 3)", 2));
  EXPECT_TRUE(holds("Step 2 of 9:  output (0,1) = 2·1 + (−3)·2 = −4.", 1));
  EXPECT_TRUE(holds("output (0,1) = 0.333·2 ≈ 0.667", 1));
  EXPECT_TRUE(holds("第 2 步：输出 (0,1) = 2·1 = 2（9 个权重中有 4 个落在填充上，加 0）", 1));
  EXPECT_TRUE(holds("1.4·10⁹ + 1 ≈ 1.4·10⁹", 1));
  EXPECT_TRUE(holds("a = 5 mod 3 = 2", 1));
}

TEST(Equations, ThatAreFalse) {
  EXPECT_FALSE(holds("o = ⌊(5 + 2·0 − 2) / 2⌋ + 1 = 3", 1));
  EXPECT_FALSE(holds("p′ = 2 − (0 | 1) = 2 | 2", 1));
  EXPECT_FALSE(holds("贡献：3 × 1 = 1。", 1));
  EXPECT_FALSE(holds("output (0,1) = 0.333·2 ≈ 0.68", 1));
  EXPECT_FALSE(holds("(o = 2*3 = 5)", 1));
  EXPECT_FALSE(holds("10⁻⁵·10 = 10⁻⁵", 1));
}

// Letters, sums that leave terms out and numbers in sentences are no equations of numbers.
TEST(Equations, ThatAreNone) {
  EXPECT_TRUE(holds("o = i + 2p", 0));
  EXPECT_TRUE(holds("2·1 + … + 3·4 = 99", 0));
  EXPECT_TRUE(holds("s = 2 divides k = 4: even.", 0));
  EXPECT_TRUE(holds("k = 3, p = 1", 0));
  EXPECT_TRUE(holds("cell (0,0) of map 7 = 0.5", 0));
}

}  // namespace
}  // namespace deconvlab::test
