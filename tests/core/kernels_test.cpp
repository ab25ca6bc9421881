// Named kernels and inputs against their definitions.
#include "core/operators/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "support.h"

namespace deconvlab {
namespace {

constexpr Extent kSizes[] = {{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {1, 6}, {7, 2}, {15, 15}};

Tensor kernel(std::string_view name, Extent size, std::uint64_t seed = 0) { return make_kernel(name, size, seed).value(); }

double sum(const Tensor& t) { return std::accumulate(t.data().begin(), t.data().end(), 0.0); }

void expect_near(const Tensor& found, const Tensor& expected) {
  ASSERT_EQ(found.shape(), expected.shape());
  for (std::int64_t n = 0; n < found.size(); ++n) EXPECT_NEAR(found.data()[n], expected.data()[n], 1e-6) << "cell " << n;
}

TEST(Kernels, EachExistsAtEachSize) {
  for (const NamedPlane& named : kernel_table()) {
    for (const Extent size : kSizes) {
      const Tensor w = kernel(named.name, size);
      EXPECT_EQ(w.shape(), (Shape{1, 1, size.h, size.w})) << named.name;
      for (const float v : w.data()) EXPECT_TRUE(std::isfinite(v)) << named.name;
    }
  }
}

TEST(Kernels, SumsAreOneWhereBrightnessIsKept) {
  for (const char* name : {"identity", "box", "sharpen", "gaussian"}) {
    for (const Extent size : kSizes) EXPECT_NEAR(sum(kernel(name, size)), 1, 1e-5) << name << " " << size.h << "x" << size.w;
  }
}

TEST(Kernels, SobelSumsToZero) {
  for (const Extent size : kSizes) {
    EXPECT_EQ(sum(kernel("sobel-x", size)), 0);
    EXPECT_EQ(sum(kernel("sobel-y", size)), 0);
  }
}

TEST(Kernels, SobelOfThree) {
  EXPECT_EQ(kernel("sobel-x", {3, 3}), Tensor::plane({3, 3}, {-1, 0, 1, -2, 0, 2, -1, 0, 1}));
  EXPECT_EQ(kernel("sobel-y", {3, 3}), Tensor::plane({3, 3}, {-1, -2, -1, 0, 0, 0, 1, 2, 1}));
}

TEST(Kernels, SobelOfFive) {
  const Tensor w = kernel("sobel-x", {5, 5});
  const float rows[] = {1, 4, 6, 4, 1};
  const float cols[] = {-1, -2, 0, 2, 1};
  for (std::int64_t r = 0; r < 5; ++r) {
    for (std::int64_t c = 0; c < 5; ++c) EXPECT_EQ(w.at({r, c}), rows[r] * cols[c]);
  }
}

TEST(Kernels, CountingStartsAtOne) { EXPECT_EQ(kernel("counting", {2, 3}), Tensor::plane({2, 3}, {1, 2, 3, 4, 5, 6})); }

TEST(Kernels, IdentityHasItsOneAtTheCentre) {
  EXPECT_EQ(kernel("identity", {3, 3}).at({1, 1}), 1);
  EXPECT_EQ(kernel("identity", {4, 2}).at({1, 0}), 1);
  EXPECT_EQ(sum(kernel("identity", {4, 2})), 1);
}

TEST(Kernels, SharpenOfThree) {
  const float n = -1.0f / 9;
  expect_near(kernel("sharpen", {3, 3}), Tensor::plane({3, 3}, {n, n, n, n, 2 + n, n, n, n, n}));
}

TEST(Kernels, GaussianFallsOffAlike) {
  const Tensor w = kernel("gaussian", {5, 5});  // sigma 1
  EXPECT_NEAR(w.at({2, 3}) / w.at({2, 2}), std::exp(-0.5), 1e-6);
  EXPECT_NEAR(w.at({2, 4}) / w.at({2, 2}), std::exp(-2.0), 1e-6);
  for (const Extent size : kSizes) {
    const Tensor g = kernel("gaussian", size);
    for (std::int64_t n = 0; n < g.size(); ++n) EXPECT_NEAR(g.data()[n], g.data()[g.size() - 1 - n], 1e-7);
  }
}

// FCN's: f = ceil(k / 2), c = f - 1 for odd k and f - 0.5 for even k, w[u, v] = (1 - |u - c| / f)(1 - |v - c| / f).
TEST(Kernels, BilinearIsFcns) {
  expect_near(kernel("bilinear", {3, 3}), Tensor::plane({3, 3}, {.25f, .5f, .25f, .5f, 1, .5f, .25f, .5f, .25f}));
  const float row[] = {.25f, .75f, .75f, .25f};
  const Tensor four = kernel("bilinear", {4, 4});
  for (std::int64_t r = 0; r < 4; ++r) {
    for (std::int64_t c = 0; c < 4; ++c) EXPECT_EQ(four.at({r, c}), row[r] * row[c]);
  }
  const Tensor fcn32 = kernel("bilinear", {64, 64});
  EXPECT_FLOAT_EQ(fcn32.at({0, 0}), 1.0f / 4096);          // (1 - 31.5 / 32) squared
  EXPECT_FLOAT_EQ(fcn32.at({31, 32}), 63.0f * 63 / 4096);  // (1 - 0.5 / 32) squared
}

// Weights that an output cell gathers sum to 1 wherever the kernel does not fall on padding: a constant stays constant.
TEST(Kernels, BilinearInterpolates) {
  for (const std::int64_t f : {2, 3, 4, 5}) {
    const Tensor w = kernel("bilinear", Extent::square(2 * f - f % 2));
    for (std::int64_t phase = 0; phase < f; ++phase) {
      double gathered = 0;
      for (std::int64_t r = phase; r < w.shape().h; r += f) {
        for (std::int64_t c = phase; c < w.shape().w; c += f) gathered += w.at({r, c});
      }
      EXPECT_NEAR(gathered, 1, 1e-6) << "f " << f << " phase " << phase;
    }
  }
}

TEST(Kernels, RandomIsTheSameForTheSameSeed) {
  EXPECT_EQ(kernel("random", {5, 5}, 7), kernel("random", {5, 5}, 7));
  EXPECT_NE(kernel("random", {5, 5}, 7), kernel("random", {5, 5}, 8));
  const Tensor random = kernel("random", {15, 15}, 3);
  for (const float v : random.data()) EXPECT_TRUE(v >= -9 && v <= 9 && v == std::floor(v));
}

TEST(Inputs, DigitsKeepTheirCellsWhenTheSizeChanges) {
  const Tensor small = make_input("digits", {4, 5}, 1).value();
  const Tensor large = make_input("digits", {9, 7}, 1).value();
  std::vector<int> seen(5, 0);
  for (std::int64_t r = 0; r < 4; ++r) {
    for (std::int64_t c = 0; c < 5; ++c) EXPECT_EQ(small.at({r, c}), large.at({r, c}));
  }
  for (const float v : large.data()) ++seen.at(static_cast<std::size_t>(v));
  for (const int count : seen) EXPECT_GT(count, 0);
}

TEST(Inputs, Named) {
  EXPECT_EQ(make_input("counting", {2, 2}).value(), Tensor::plane({2, 2}, {0, 1, 2, 3}));
  EXPECT_EQ(make_input("ones", {1, 3}).value(), Tensor::plane({1, 3}, {1, 1, 1}));
  EXPECT_EQ(make_input("impulse", {3, 3}).value(), Tensor::plane({3, 3}, {0, 0, 0, 0, 1, 0, 0, 0, 0}));
  EXPECT_EQ(make_input("edge", {2, 4}).value(), Tensor::plane({2, 4}, {0, 0, 1, 1, 0, 0, 1, 1}));
}

TEST(Kernels, AnUnknownNameListsTheOnesThereAre) {
  const Error error = make_kernel("sobel", {3, 3}).error();
  EXPECT_EQ(error.code, ErrorCode::unknown_name);
  ASSERT_EQ(error.args.size(), 3u);
  EXPECT_EQ(error.args[0], "kernel");
  EXPECT_EQ(error.args[1], "sobel");
  for (const NamedPlane& named : kernel_table()) EXPECT_NE(error.args[2].find(named.name), std::string::npos) << named.name;
  EXPECT_EQ(make_input("noise", {3, 3}).error().args[0], "input");
}

// As PyTorch starts a layer of one channel: evenly between -1/sqrt(h w) and 1/sqrt(h w).
TEST(Kernels, UniformLiesEvenlyAboutZero) {
  for (const Extent size : {Extent{16, 16}, Extent{8, 32}}) {
    const Tensor w = *make_kernel("uniform", size, 5);
    double sum = 0, least = 0, most = 0;
    for (const float v : w.data()) sum += v, least = std::min(least, double{v}), most = std::max(most, double{v});
    EXPECT_LE(most, 1.0 / 16);
    EXPECT_GE(least, -1.0 / 16);
    EXPECT_GT(most, 0.9 / 16);
    EXPECT_LT(least, -0.9 / 16);
    EXPECT_LT(std::abs(sum) / 256, 0.2 / 16);
  }
}

}  // namespace
}  // namespace deconvlab
