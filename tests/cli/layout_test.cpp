// --layout is of files that keep an array's shape: pictures, and planes in text, are written as without it.
#include <fmt/format.h>

#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Layout = test::CliTest;

// A picture of 4 rows and 6 columns, whose red is 10 y + x, green 100 + 10 y + x and blue 200 + 5 y + x, in both orders of axes.
class LayoutOfColours : public test::CliTest {
 protected:
  static constexpr std::int64_t kRows = 4, kColumns = 6;

  void SetUp() override {
    CliTest::SetUp();
    Tensor first(Shape{1, 3, kRows, kColumns, 3}), last(Shape{1, kRows, kColumns, 3, 3});
    for (std::int64_t c = 0; c < 3; ++c) {
      for (std::int64_t y = 0; y < kRows; ++y) {
        for (std::int64_t x = 0; x < kColumns; ++x) {
          const auto value = static_cast<float>(100 * c + (c == 2 ? 5 : 10) * y + x);
          first.at(0, c, y, x) = value;
          last.at(0, y, x, c) = value;
        }
      }
    }
    ASSERT_TRUE(write_array(first, at("first.png")));
    ASSERT_TRUE(write_array(first, at("first.npy")));
    ASSERT_TRUE(write_array(last, at("last.npy")));
  }

  // The largest of each window of 2 x 2 is its last cell.
  static void expect_pooled(const Tensor& pooled) {
    ASSERT_EQ(pooled.shape().text(), "1x3x2x3");
    for (std::int64_t c = 0; c < 3; ++c) {
      for (std::int64_t y = 0; y < 2; ++y) {
        for (std::int64_t x = 0; x < 3; ++x) {
          const auto expected = static_cast<float>(100 * c + (c == 2 ? 5 : 10) * (2 * y + 1) + 2 * x + 1);
          EXPECT_EQ(pooled.at(0, c, y, x), expected) << c << ' ' << y << ' ' << x;
        }
      }
    }
  }
};

TEST_F(LayoutOfColours, APictureIsWrittenAsItIs) {
  for (const char* depth : {"8", "16"}) {
    does(fmt::format("apply max-pool --input last.npy -k 2 -s 2 --layout nhwc -o y.png --device cpu --depth {}", depth));
    expect_pooled(read_array(at("y.png")).value());
  }
  does("apply max-pool --input first.png -k 2 -s 2 --layout nhwc -o y.png --device cpu");
  expect_pooled(read_array(at("y.png")).value());
  does("apply conv --input first.png -k 1 --kernel ones --layout nhwc -o same.png --device cpu");
  EXPECT_EQ(read_array(at("same.png")).value(), read_array(at("first.png")).value());
  does("apply max-pool-switches --input last.npy -k 2 -s 2 --layout nhwc -o switches.png --device cpu");
  EXPECT_EQ(read_array(at("switches.png"))->shape().text(), "1x3x2x3");
}

TEST_F(LayoutOfColours, PlanesInTextStandOneBelowTheOther) {
  warns("apply max-pool --input last.npy -k 2 -s 2 --layout nhwc -o y.csv --device cpu",
        "y.csv: 3 planes stand one below the other and read back as one of 6 x 3;");
  EXPECT_EQ(read("y.csv"), "11,13,15\n31,33,35\n111,113,115\n131,133,135\n206,208,210\n216,218,220\n");
  for (const char* name : {"y.mtx", "y.tex"})
    refuses(fmt::format("apply max-pool --input last.npy -k 2 -s 2 --layout nhwc --device cpu -o {}", name), "the shape 1x3x2x3;");
}

TEST_F(LayoutOfColours, WhatKeepsTheShapeHasTheOrderAskedFor) {
  for (const char* name : {"y.npy", "y.npz", "y.json"}) {
    does(fmt::format("apply max-pool --input last.npy -k 2 -s 2 --layout nhwc --device cpu --indices at.npy -o {}", name));
    EXPECT_EQ(read_array(at(name))->shape(), (Shape{1, 2, 3, 3, 3})) << name;
    EXPECT_EQ(read_array(at("at.npy"))->shape(), (Shape{1, 2, 3, 3, 3})) << name;
  }
  does("apply max-pool --input last.npy -k 2 -s 2 --layout nhwc --device cpu --indices at.npy -o y.png");
  EXPECT_EQ(read_array(at("at.npy"))->shape(), (Shape{1, 2, 3, 3, 3}));
  does("apply max-unpool --input y.png -k 2 -s 2 --layout nhwc --device cpu --indices at.npy -o u.png");
  EXPECT_EQ(read_array(at("u.png"))->at(0, 2, 3, 5), 220);
}

TEST_F(Layout, AKernelsGradientIsAPictureInItsOwnOrder) {
  write("x.json", "[[[[1,2],[3,4]]]]");
  write("dy.json", "[[[[1]],[[2]],[[3]]]]");
  refuses("apply conv-kernel-grad --input x.json --grad dy.json -k 2 --kernel-layout hwio -o dw.png --device cpu",
          "The shape of the picture dw.png is 3x1x2x2, but 1x1xHxW or 1x3xHxW is needed.");
  warns("apply conv-kernel-grad --input x.json --grad dy.json -k 2 --kernel-layout hwio -o dw.csv --device cpu", "dw.csv: 3 planes");
  EXPECT_EQ(read("dw.csv"), "1,2\n3,4\n2,4\n6,8\n3,6\n9,12\n");
}

}  // namespace
}  // namespace deconvlab
