// Sizes of the transposed convolution, SAME and VALID, wanted outputs, crops, and their errors, against worked numbers and counting.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/geometry/geometry.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::square;

Params transposed(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t a = 0, std::int64_t d = 1) {
  Params params = square(i, k, s, p, d);
  params.a = Extent::square(a);
  return params;
}

Axis axis_of(const Params& params) { return resolve_transposed(params).value().h; }
Error error_of(const Params& params) { return resolve_transposed(params).error(); }

struct GalleryRow {
  Params params;
  std::int64_t stretched, p, o;
};

TEST(Transposed, GalleryInItsOrder) {
  const GalleryRow rows[] = {
      {transposed(2, 3, 1, 0), 2, 2, 4},    {transposed(6, 4, 1, 2), 6, 1, 5}, {transposed(5, 3, 1, 1), 5, 1, 5},
      {transposed(7, 3, 1, 2), 7, 0, 5},    {transposed(2, 3, 2, 0), 3, 2, 5}, {transposed(3, 3, 2, 1), 5, 1, 5},
      {transposed(3, 3, 2, 1, 1), 6, 1, 6},
  };
  for (const GalleryRow& row : rows) {
    SCOPED_TRACE(test::text(row.params));
    const TransposedAxis expected{.i = row.params.i.h,
                                  .stretched = row.stretched,
                                  .k = row.params.k.h,
                                  .s = 1,
                                  .p = row.p,
                                  .p_end = row.p,
                                  .a = row.params.a.h,
                                  .o = row.o};
    EXPECT_EQ(axis_of(row.params).transposed(), expected);
    EXPECT_EQ(axis_of(row.params).i, row.o);
    EXPECT_EQ(axis_of(row.params).o, row.params.i.h);
  }
}

TEST(Transposed, LargerPaddingMakesTheResultSmaller) {
  EXPECT_EQ(axis_of(transposed(3, 3, 2, 0)).i, 7);
  EXPECT_EQ(axis_of(transposed(3, 3, 2, 1)).i, 5);
}

TEST(Transposed, OutputPaddingPicksAmongTheInputsThatShareAnOutput) {
  for (std::int64_t a = 0; a < 3; ++a) EXPECT_EQ(axis_of(transposed(6, 5, 3, 2, a)).i, 16 + a);
}

TEST(Transposed, CropsWhereThePaddingExceedsTheKernel) {
  const TransposedAxis t = axis_of(transposed(6, 4, 3, 5)).transposed();
  EXPECT_EQ(t.p, -2);
  EXPECT_EQ(t.p_end, -2);
  EXPECT_EQ(t.o, 9);
}

// Both are one convolution, but for the remainder beyond s that no convolution has.
TEST(Transposed, IsTheConvolutionItsResultLeadsTo) {
  for (const Params& params : test::sweep()) {
    const Geometry g = test::sizes(params);
    Params back = params;
    back.i = g.output();
    back.a = {g.h.remainder, g.w.remainder};
    EXPECT_EQ(resolve_transposed(back).value(), g) << test::text(params);
  }
}

TEST(Transposed, OutputPaddingMayReachTheStrideWhereDilationIsLarger) {
  const Axis axis = axis_of(transposed(3, 2, 1, 0, 2, 3));
  EXPECT_EQ(axis.i, 8);
  EXPECT_EQ(axis.o, 3) << "six placements would fit, C has rows for three";
  EXPECT_FALSE(axis.ever_read(7));
  EXPECT_FALSE(axis.ever_read(6));
  EXPECT_TRUE(axis.ever_read(5));
  EXPECT_EQ(axis.placement_between(0, 3), -1);
}

TEST(Transposed, ErrorsCarryTheNumbers) {
  EXPECT_EQ(error_of(transposed(3, 3, 2, 1, 2)), (Error{ErrorCode::output_padding_too_large, {"h", "2", "2", "1", "1"}}));
  EXPECT_EQ(error_of(transposed(3, 3, 2, 1, 3, 3)), (Error{ErrorCode::output_padding_too_large, {"h", "3", "2", "3", "2"}}));
  EXPECT_EQ(error_of(transposed(3, 3, 1, 1, 1)), (Error{ErrorCode::output_padding_not_zero, {"h", "1"}}));
  EXPECT_EQ(error_of(transposed(3, 3, 2, 1, -1)), (Error{ErrorCode::negative, {"a", "-1"}}));
  EXPECT_EQ(error_of(transposed(2, 3, 2, 4, 1)), (Error{ErrorCode::nothing_left, {"h", "2", "2", "1", "3", "8", "-2"}}));
  EXPECT_EQ(error_of(transposed(0, 3, 2, 0)), (Error{ErrorCode::not_positive, {"i", "0"}}));
  EXPECT_EQ(error_of(transposed(kLargestSize, 3, 2, 0)).code, ErrorCode::too_large);
  Params params = transposed(3, 3, 2, 1);
  params.groups = 0;
  EXPECT_EQ(error_of(params), (Error{ErrorCode::not_positive, {"groups", "0"}}));
}

TEST(Transposed, TheAxisThatIsWrongIsNamed) {
  Params params = transposed(3, 3, 2, 1);
  params.a.w = 5;
  EXPECT_EQ(error_of(params).args[0], "w");
}

TEST(WantedOutput, MustBeASizeThatLeadsToTheInput) {
  Params params = transposed(6, 5, 3, 2);
  for (std::int64_t o = 16; o <= 18; ++o) {
    params.output = Extent::square(o);
    EXPECT_EQ(axis_of(params).i, o);
    EXPECT_EQ(axis_of(params).remainder, o - 16);
  }
  params.output = Extent{16, 19};
  EXPECT_EQ(error_of(params), (Error{ErrorCode::output_not_reached, {"w", "19", "6", "16", "18"}}));
}

// The example of a 1 x 39 x 12 x 2 value, a 4 x 4 filter and strides 2.
TEST(Same, TheWorkedExampleOfConv2dTranspose) {
  Params params{.i = {39, 12}, .k = {4, 4}, .s = {2, 2}};
  params.padding = Padding::same;
  const Geometry g = resolve_transposed(params).value();
  EXPECT_EQ(g.input(), (Extent{78, 24}));
  EXPECT_EQ(g.h.p, 1);
  EXPECT_EQ(g.h.p_end, 1);
  EXPECT_EQ(g.h.transposed().stretched, 77);
  EXPECT_EQ(g.w.transposed().stretched, 23);
  EXPECT_EQ(g.h.transposed().p, 2);
  params.output = Extent{77, 24};
  EXPECT_EQ(resolve_transposed(params)->input(), (Extent{77, 24})) << "ceil(77 / 2) is 39 too";
  params.output = Extent{79, 24};
  EXPECT_EQ(error_of(params), (Error{ErrorCode::output_not_reached, {"h", "79", "39", "77", "78"}}));
}

TEST(Same, IsShiftedAgainstPaddingOneAndOutputPaddingOne) {
  Params same = transposed(16, 3, 2, 0);
  same.padding = Padding::same;
  const Axis tensorflow = axis_of(same);
  const Axis pytorch = axis_of(transposed(16, 3, 2, 1, 1));
  EXPECT_EQ(axis_of(transposed(16, 3, 2, 0)).i, 33);
  EXPECT_EQ(tensorflow.i, 32);
  EXPECT_EQ(pytorch.i, 32);
  EXPECT_EQ(tensorflow.p, 0);
  EXPECT_EQ(tensorflow.p_end, 1);
  EXPECT_EQ(pytorch.p, 1);
  EXPECT_EQ(33 + pytorch.remainder - pytorch.p - pytorch.i, 1) << "of the 33 and one more row, one is cut at each end";
}

// SAME and VALID by their definition: placements are tried one by one over an input with its padding spelled out.
struct Padded {
  std::int64_t before = 0, after = 0;
};

Padded same_by_definition(std::int64_t i, std::int64_t k_eff, std::int64_t s) {
  std::int64_t wanted = 0;
  while (wanted * s < i) ++wanted;  // ceil(i / s)
  std::int64_t total = 0;
  const auto placements = [&] {
    std::int64_t count = 0;
    for (std::int64_t at = 0; at + k_eff <= i + total; at += s) ++count;
    return count;
  };
  while (placements() < wanted) ++total;
  return {total / 2, total - total / 2};
}

TEST(SameAndValid, AgreeWithTheDefinitionComputedApart) {
  std::mt19937 random(7);
  const auto pick = [&](std::int64_t low, std::int64_t high) { return low + static_cast<std::int64_t>(random() % (high - low + 1)); };
  for (int n = 0; n < 500; ++n) {
    Params params{.i = {pick(1, 40), pick(1, 40)}, .k = {pick(1, 7), pick(1, 7)}, .s = {pick(1, 5), pick(1, 5)}};
    params.d = {pick(1, 3), pick(1, 3)};
    params.padding = Padding::same;
    SCOPED_TRACE(test::text(params));
    const Axis axis = resolve(params).value().h;
    const Padded expected = same_by_definition(params.i.h, axis.k_eff, params.s.h);
    EXPECT_EQ(axis.o, (params.i.h + params.s.h - 1) / params.s.h);
    EXPECT_EQ(axis.p, expected.before);
    EXPECT_EQ(axis.p_end, expected.after);
    EXPECT_EQ(axis.padded, params.i.h + expected.before + expected.after);
    const Axis back = axis_of(params);  // params.i is now i'
    EXPECT_EQ(back.i, params.i.h * params.s.h);
    EXPECT_EQ(back.p, same_by_definition(back.i, back.k_eff, params.s.h).before);
    EXPECT_EQ(back.p_end, same_by_definition(back.i, back.k_eff, params.s.h).after);
    params.padding = Padding::valid;
    const Axis valid = axis_of(params);
    EXPECT_EQ(valid.p, 0);
    EXPECT_EQ(valid.p_end, 0);
    EXPECT_EQ(valid.i, params.s.h * (params.i.h - 1) + std::max(valid.k_eff, params.s.h));
    EXPECT_EQ((valid.i - valid.k_eff) / params.s.h + 1, params.i.h);
    const auto forward = resolve(params);
    EXPECT_EQ(forward.has_value(), axis.k_eff <= params.i.h && params.k.w + (params.k.w - 1) * (params.d.w - 1) <= params.i.w);
    if (forward) {
      EXPECT_EQ(forward->h.o, (params.i.h - axis.k_eff) / params.s.h + 1);
    }
  }
}

TEST(SameAndValid, TransposedIsTheConvolutionOfItsResult) {
  std::mt19937 random(8);
  const auto pick = [&](std::int64_t high) { return 1 + static_cast<std::int64_t>(random() % high); };
  for (int n = 0; n < 500; ++n) {
    Params params{.i = {pick(20), pick(20)}, .k = {pick(7), pick(7)}, .s = {pick(5), pick(5)}, .d = {pick(3), pick(3)}};
    params.padding = n % 2 ? Padding::same : Padding::valid;
    SCOPED_TRACE(test::text(params));
    const Geometry back = resolve_transposed(params).value();
    params.i = back.input();
    EXPECT_EQ(resolve(params).value(), back);
  }
}

TEST(ZeroInsert, StretchesAndAddsRowsAtTheEnd) {
  EXPECT_EQ(resolve_zero_insert(transposed(3, 3, 2, 1))->input(), Extent::square(5));
  EXPECT_EQ(resolve_zero_insert(transposed(3, 3, 2, 1, 1))->input(), Extent::square(6));
  EXPECT_EQ(resolve_zero_insert(transposed(3, 3, 2, 1, 2)).error().code, ErrorCode::output_padding_too_large);
}

TEST(Crop, CutsTheOutputOutOfTheInput) {
  Params params = transposed(544, 1, 1, 19);
  params.output = Extent::square(500);
  const Axis axis = resolve_crop(params).value().h;
  EXPECT_EQ(axis.i, 500);
  EXPECT_EQ(axis.o, 544);
  EXPECT_EQ(axis.p_end, 25);
  EXPECT_EQ(axis.transposed().o, 500);
  params.output = Extent::square(526);
  EXPECT_EQ(resolve_crop(params).error(), (Error{ErrorCode::crop_outside, {"h", "526", "19", "544"}}));
  EXPECT_EQ(resolve_crop(transposed(6, 1, 1, 2))->input(), Extent::square(2));
  EXPECT_EQ(resolve_crop(transposed(6, 1, 1, 3)).error().code, ErrorCode::nothing_left);
}

// Every cell's overlap, found by trying all placements and taps.
TEST(Overlap, AgreesWithTryingEverything) {
  for (Params params : test::sweep()) {
    params.i = test::sizes(params).output();
    for (const std::int64_t a : {std::int64_t{0}, std::max(params.s.h, params.d.h) - 1}) {
      params.a = {a, 0};
      SCOPED_TRACE(test::text(params));
      const auto g = resolve_transposed(params);
      if (!g) continue;
      for (std::int64_t c = 0; c < g->h.i; ++c) {
        std::int64_t count = 0;
        for (std::int64_t t = 0; t < g->h.o; ++t) {
          for (std::int64_t u = 0; u < g->h.k; ++u) count += t * g->h.s + u * g->h.d - g->h.p == c;
        }
        EXPECT_EQ(g->h.overlap(c), count) << c;
      }
    }
  }
}

TEST(Overlap, OfKernelThreeIsUnevenAtStrideTwoAndOfFourIsEven) {
  const Axis axis = axis_of(transposed(3, 3, 2, 0));
  std::vector<std::int64_t> counts;
  for (std::int64_t c = 0; c < axis.i; ++c) counts.push_back(axis.overlap(c));
  EXPECT_EQ(counts, (std::vector<std::int64_t>{1, 1, 2, 1, 2, 1, 1}));
  EXPECT_FALSE(axis.overlaps_evenly());
  EXPECT_TRUE(axis_of(transposed(3, 4, 2, 1)).overlaps_evenly());
  const Geometry g = resolve_transposed(transposed(3, 3, 2, 0)).value();
  EXPECT_EQ(g.overlap({2, 2}), 4);
  EXPECT_EQ(g.overlap({2, 3}), 2);
  EXPECT_EQ(g.overlap({3, 3}), 1);
}

TEST(Overlap, IsEvenExactlyWhereTheMiddleIs) {
  for (std::int64_t k = 1; k <= 8; ++k) {
    for (std::int64_t s = 1; s <= 5; ++s) {
      for (std::int64_t d = 1; d <= 4; ++d) {
        const Axis axis = axis_of(transposed(100, k, s, 0, 0, d));
        const std::int64_t middle = axis.i / 2;
        bool even = true;
        for (std::int64_t c = middle - 10; c < middle + 10; ++c) even = even && axis.overlap(c) == axis.overlap(middle);
        EXPECT_EQ(axis.overlaps_evenly(), even) << k << " " << s << " " << d;
      }
    }
  }
}

TEST(Transposed, WastedProductsAreCounted) {
  const Geometry g = resolve_transposed(transposed(3, 3, 2, 1)).value();
  EXPECT_EQ(g.direct_products(), 225);
  EXPECT_EQ(g.nonzeros(), 49);
}

}  // namespace
}  // namespace deconvlab
