// Training a transposed convolution toward a target: steps by hand, the closed form against searches, what can be reached and what cannot.
#include "core/network/imitate.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>

#include "core/network/losses.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/kernels.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"
#include "tests/core/support.h"

namespace deconvlab {
namespace {

using test::sizes;
using test::square;

// The pooled map of an input, and the three targets at the size that was pooled.
struct Lesson {
  Geometry pool, resample, up;
  Pooled pooled;

  Lesson(const Tensor& x, std::int64_t k)
      : pool(*resolve_pool(windows(x))),
        resample(*resolve_upsample(resampling(pool))),
        up(*resolve_way_back(pool, Extent::square(k))),
        pooled(max_pool(x, pool)) {}
  static Params windows(const Tensor& x) { return {.i = x.shape().plane(), .k = Extent::square(2), .s = Extent::square(2)}; }
  static Params resampling(const Geometry& pool) {
    Params p{.i = pool.output(), .s = Extent::square(2)};
    p.output = pool.input();
    return p;
  }
  ImitationTask task(const Tensor& target, CellWindow counted) const { return {pooled.values, target, up, counted}; }
  CellWindow all() const { return {{0, 0}, pool.input()}; }
  ImitationTask nearest() const { return task(upsample_nearest(pooled.values, resample), all()); }
  ImitationTask bilinear() const { return task(upsample_bilinear(pooled.values, resample), away_from_border(resample)); }
  ImitationTask unpooling() const { return task(max_unpool(pooled.values, pooled.switches, pool), all()); }
};

Tensor digits(std::int64_t side) { return *make_input("digits", Extent::square(side), 1); }
Tensor start(std::int64_t k) { return *make_kernel("uniform", Extent::square(k), 1); }

// The loss by its definition, each output cell from all pooled cells that reach it.
double slow_loss(const ImitationTask& task, const Tensor& w) {
  const Geometry& g = task.geometry;
  double sum = 0;
  for (std::int64_t n = 0; n < g.input().area(); ++n) {
    const Cell large = g.input().cell_at(n);
    if (!task.counted.contains(large)) continue;
    double y = 0;
    for (std::int64_t u = 0; u < g.h.k; ++u) {
      for (std::int64_t v = 0; v < g.w.k; ++v) {
        const std::int64_t row = large.row + g.h.p - u, col = large.col + g.w.p - v;
        if (row < 0 || col < 0 || row % g.h.s != 0 || col % g.w.s != 0) continue;
        const Cell small{row / g.h.s, col / g.w.s};
        if (g.output().contains(small)) y += double{task.x.at(small)} * double{w.at({u, v})};
      }
    }
    sum += (y - double{task.target.at(large)}) * (y - double{task.target.at(large)});
  }
  return sum / static_cast<double>(task.counted.size.area());
}

// x = 2, target 2 4 6 8, w = 0: the loss is (4 + 16 + 36 + 64) / 4 = 30, its gradient 2/4 x (0 - t) = -2 -4 -6 -8, a step of 0.1 leads
// to 0.2 0.4 0.6 0.8. The second has y = 0.4 0.8 1.2 1.6, gradient -1.6 -3.2 -4.8 -6.4 and velocity 0.7 (-2) - 1.6 = -3 and so on:
// w = 0.5 1 1.5 2.
TEST(Train, MakesTheStepsThatAreMadeByHand) {
  const ImitationTask task{
      Tensor::plane({1, 1}, {2}), Tensor::plane({2, 2}, {2, 4, 6, 8}), *resolve_transposed(square(1, 2, 2, 0)), {{0, 0}, {2, 2}}};
  const auto run = train(task, Tensor(Shape{1, 1, 2, 2}), {.rate = 0.1f, .updates = 2});
  ASSERT_TRUE(run);
  EXPECT_DOUBLE_EQ(run->losses[0], 30);
  EXPECT_NEAR(run->losses[1], 30 * 0.64, 1e-6);
  for (int n = 0; n < 4; ++n) {
    EXPECT_FLOAT_EQ(run->kernels[1].data()[n], 0.2f * (n + 1));
    EXPECT_FLOAT_EQ(run->kernels[2].data()[n], 0.5f * (n + 1));
  }
  EXPECT_EQ(run->losses.size(), 3u);
  EXPECT_FALSE(run->diverged);
}

// Adam's first step is the rate, whatever the gradient is.
TEST(Train, AdamsFirstStepIsTheRate) {
  const ImitationTask task{
      Tensor::plane({1, 1}, {2}), Tensor::plane({2, 2}, {2, 4, 6, -8}), *resolve_transposed(square(1, 2, 2, 0)), {{0, 0}, {2, 2}}};
  const auto run = train(task, Tensor(Shape{1, 1, 2, 2}), {.optimiser = "adam", .rate = 0.1f, .updates = 1});
  for (int n = 0; n < 4; ++n) EXPECT_NEAR(run->kernels[1].data()[n], n == 3 ? -0.1 : 0.1, 1e-6);
}

TEST(Train, ItsLossesAreThoseOfItsKernels) {
  const Lesson lesson(digits(12), 4);
  for (const ImitationTask& task : {lesson.nearest(), lesson.bilinear(), lesson.unpooling()}) {
    const auto run = train(task, start(4), {.updates = 20});
    for (const std::size_t n : {0, 1, 20}) EXPECT_NEAR(run->losses[n], slow_loss(task, run->kernels[n]), 1e-5 * run->losses[n]);
  }
}

TEST(Train, ReachesNearestAndBilinearAndStopsAtUnpoolingsFloor) {
  const Lesson lesson(digits(64), 4);
  const TrainingRule rule;
  for (const ImitationTask& task : {lesson.nearest(), lesson.bilinear()}) {
    const auto run = train(task, start(4), rule);
    EXPECT_LT(run->losses.back(), 1e-8);
    EXPECT_TRUE(is_zero_loss(task, least_squares(task).loss));
  }
  const ImitationTask task = lesson.unpooling();
  const double floor = least_squares(task).loss;
  const auto run = train(task, start(4), rule);
  EXPECT_GT(floor, 0.1);
  EXPECT_GE(run->losses.back(), floor * (1 - 1e-6));
  EXPECT_LE(run->losses.back(), floor * 1.01);
}

TEST(Train, StopsWhereItDivergesAndKeepsWhatWasGood) {
  const Lesson lesson(digits(12), 4);
  const auto run = train(lesson.nearest(), start(4), {.rate = 1, .updates = 400});
  ASSERT_TRUE(run->diverged);
  EXPECT_EQ(run->last(), *run->diverged - 1);
  EXPECT_LT(*run->diverged, 50);
  for (const double loss : run->losses) EXPECT_LE(loss, kBlownUp * std::max(run->losses[0], 16.0));
  EXPECT_EQ(run->losses[run->best()], *std::ranges::min_element(run->losses));
}

TEST(Train, RefusesWhatIsNoRateAndNoOptimiser) {
  const Lesson lesson(digits(4), 2);
  for (const float rate : {0.0f, -1.0f, std::numeric_limits<float>::infinity(), std::nanf("")}) {
    const auto run = train(lesson.nearest(), start(2), {.rate = rate});
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().code, ErrorCode::not_a_rate);
  }
  EXPECT_EQ(train(lesson.nearest(), start(2), {.optimiser = "newton"}).error().args,
            (std::vector<std::string>{"optimiser", "newton", "sgd, adam"}));
}

// tests/golden/generate.py describes the file.
TEST(Train, GoesAsInPyTorch) {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "imitate.txt");
  std::uint32_t number = 0;
  for (std::string text; std::getline(file, text); ++number) {
    SCOPED_TRACE(text.substr(0, 40));
    std::istringstream in(text);
    std::string target, optimiser;
    float rate = 0;
    std::int64_t k = 0, h = 0, w = 0;
    in >> target >> optimiser >> rate >> k >> h >> w;
    const Lesson lesson(test::operand({1, 1, h, w}, 3 * number), k);
    const ImitationTask task = target == "nearest" ? lesson.nearest() : target == "bilinear" ? lesson.bilinear() : lesson.unpooling();
    Tensor first = test::operand({1, 1, k, k}, 3 * number + 1);
    for (float& weight : first.data()) weight /= 4;
    const auto run = train(task, first, {optimiser, rate, 100});
    ASSERT_TRUE(run);
    double value = 0;
    for (const std::size_t update : {0, 1, 10, 100}) {
      in >> value;
      EXPECT_NEAR(run->losses[update], value, 1e-4 * value + 1e-9) << update;
    }
    for (const float weight : run->kernels[100].data()) {
      in >> value;
      EXPECT_NEAR(weight, value, 1e-4);
    }
    EXPECT_TRUE(in);
  }
  EXPECT_EQ(number, 12u);
}

// k = s: every output cell has one weight, w_uv = sum x t / sum x^2 over the windows. Of unpooling that is the share of x^2 whose switch
// stands at (u, v): here x = 4 5 7 9 with switches at the places 10, 11, 10, 11 (row, column) of their windows.
TEST(LeastSquares, IsTheShareOfEachPlaceWhereWindowsDoNotOverlap) {
  const Tensor x = Tensor::plane({4, 4}, {1, 3, 2, 1, 4, 2, 0, 5, 1, 6, 1, 1, 7, 0, 2, 9});
  const ImitationTask task = Lesson(x, 2).unpooling();
  const LeastSquares best = least_squares(task);
  const double all = 16 + 25 + 49 + 81;
  EXPECT_NEAR(best.kernel.at({0, 0}), 0, 1e-6);
  EXPECT_NEAR(best.kernel.at({0, 1}), 0, 1e-6);
  EXPECT_NEAR(best.kernel.at({1, 0}), (16 + 49) / all, 1e-6);
  EXPECT_NEAR(best.kernel.at({1, 1}), (25 + 81) / all, 1e-6);
  // What is left of sum t^2 once each place has had its projection, over 16 cells.
  EXPECT_NEAR(best.loss, (all - 65 * 65 / all - 106 * 106 / all) / 16, 1e-9);
  EXPECT_EQ(best.rank, 4);
}

TEST(LeastSquares, NoKernelNearbyIsBetter) {
  const Lesson lesson(digits(10), 4);
  for (const ImitationTask& task : {lesson.nearest(), lesson.bilinear(), lesson.unpooling()}) {
    const LeastSquares best = least_squares(task);
    EXPECT_NEAR(best.loss, slow_loss(task, best.kernel), 1e-6);
    for (std::int64_t n = 0; n < best.kernel.size(); ++n) {
      for (const float by : {-0.01f, 0.01f}) {
        Tensor other = best.kernel;
        other.data()[n] += by;
        EXPECT_GT(slow_loss(task, other), best.loss);
      }
    }
  }
}

// The known answers: ones in the middle of a 4 x 4 kernel, and FCN's bilinear one.
TEST(LeastSquares, FindsTheKernelsThatUpsample) {
  const Lesson lesson(digits(12), 4);
  const Tensor copied = least_squares(lesson.nearest()).kernel;
  const Tensor interpolated = least_squares(lesson.bilinear()).kernel;
  const Tensor fcn = *make_kernel("bilinear", {4, 4});
  for (std::int64_t n = 0; n < 16; ++n) {
    const Cell c{n / 4, n % 4};
    const bool middle = c.row % 3 != 0 && c.col % 3 != 0;
    EXPECT_NEAR(copied.at(c), middle ? 1 : 0, 1e-5);
    EXPECT_NEAR(interpolated.at(c), fcn.at(c), 1e-5);
  }
}

TEST(LeastSquares, OneKernelUnpoolsWhereAllSwitchesAgree) {
  const Tensor corners = Tensor::plane({4, 4}, {9, 0, 8, 0, 0, 0, 0, 0, 7, 0, 6, 0, 0, 0, 0, 0});
  const ImitationTask task = Lesson(corners, 2).unpooling();
  const LeastSquares best = least_squares(task);
  EXPECT_TRUE(is_zero_loss(task, best.loss));
  EXPECT_NEAR(best.kernel.at({0, 0}), 1, 1e-6);
}

// One pooled cell: every target is a multiple of the kernel that is stamped there, and weights beyond the output are not decided.
TEST(LeastSquares, MoreWeightsThanCellsReachAnything) {
  const ImitationTask task = Lesson(digits(2), 4).unpooling();
  const LeastSquares best = least_squares(task);
  EXPECT_TRUE(is_zero_loss(task, best.loss));
  EXPECT_EQ(best.rank, 4);
}

TEST(AwayFromBorder, LeavesOutWhatBilinearRepeats) {
  const auto window = [](std::int64_t i, std::int64_t s) {
    Params params{.i = Extent::square(i), .s = Extent::square(s)};
    return away_from_border(*resolve_upsample(params));
  };
  EXPECT_EQ(window(4, 2), (CellWindow{{1, 1}, {6, 6}}));
  EXPECT_EQ(window(4, 3), (CellWindow{{1, 1}, {10, 10}}));
  EXPECT_EQ(window(5, 4), (CellWindow{{2, 2}, {16, 16}}));
  EXPECT_EQ(window(4, 1), (CellWindow{{0, 0}, {4, 4}}));
  EXPECT_EQ(window(1, 2).size.area(), 0);
}

TEST(ImitationTask, WithoutACellToCountIsNoTask) {
  const ImitationTask task = Lesson(digits(2), 4).bilinear();
  EXPECT_EQ(least_squares(task).loss, 0);
  const auto run = train(task, start(4), {.updates = 2});
  EXPECT_EQ(run->losses, (std::vector<double>{0, 0, 0}));
  EXPECT_EQ(run->kernels[2], start(4));
}

}  // namespace
}  // namespace deconvlab
