// Sizes, remainders and links against hand-computed numbers and counting.
#include "core/geometry/geometry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support.h"

namespace deconvlab {
namespace {

using test::sizes;
using test::square;
using testing::ElementsAre;

struct GalleryRow {
  Params conv;
  std::int64_t o, remainder, nonzeros;
  std::int64_t stretched, p_prime;
};

// The figures everybody knows, in their order; the last two columns are those of the transposed convolution.
const GalleryRow kGallery[] = {
    {square(4, 3, 1, 0), 2, 0, 36, 2, 2},  {square(5, 4, 1, 2), 6, 0, 324, 6, 1},   {square(5, 3, 1, 1), 5, 0, 169, 5, 1},
    {square(5, 3, 1, 2), 7, 0, 225, 7, 0}, {square(5, 3, 2, 0), 2, 0, 36, 3, 2},    {square(5, 3, 2, 1), 3, 0, 49, 5, 1},
    {square(6, 3, 2, 1), 3, 1, 64, 6, 1},  {square(7, 3, 1, 0, 2), 3, 0, 81, 3, 4},
};

TEST(Geometry, GalleryOutputsRemaindersAndNonzeros) {
  for (const GalleryRow& row : kGallery) {
    SCOPED_TRACE(test::text(row.conv));
    const Geometry g = sizes(row.conv);
    EXPECT_EQ(g.output(), Extent::square(row.o));
    EXPECT_EQ(g.h.remainder, row.remainder);
    EXPECT_EQ(g.w.remainder, row.remainder);
    EXPECT_EQ(g.nonzeros(), row.nonzeros);
  }
}

TEST(Geometry, GalleryTransposedCounterparts) {
  for (const GalleryRow& row : kGallery) {
    SCOPED_TRACE(test::text(row.conv));
    const TransposedAxis t = sizes(row.conv).h.transposed();
    const TransposedAxis expected{.i = row.o,
                                  .stretched = row.stretched,
                                  .k = row.conv.k.h,
                                  .s = 1,
                                  .p = row.p_prime,
                                  .p_end = row.p_prime,
                                  .a = row.remainder,
                                  .o = row.conv.i.h};
    EXPECT_EQ(t, expected);
  }
}

TEST(Geometry, TransposedLeadsBackToItsInputAsADirectConvolution) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    for (const Axis& axis : {sizes(params).h, sizes(params).w}) {
      const TransposedAxis t = axis.transposed();
      EXPECT_EQ(t.o, axis.i);
      EXPECT_EQ(t.stretched + t.p + t.p_end - axis.k_eff + 1, axis.i);  // stride 1 over the stretched, padded input
    }
  }
}

TEST(Geometry, RowsAndColumnsAreIndependent) {
  const Geometry g = sizes({.i = {39, 12}, .k = {5, 2}, .s = {2, 3}, .p = {0, 1}, .d = {2, 4}});
  EXPECT_EQ(g.h.k_eff, 9);
  EXPECT_EQ(g.h.o, 16);
  EXPECT_EQ(g.h.remainder, 0);
  EXPECT_EQ(g.w.k_eff, 5);
  EXPECT_EQ(g.w.padded, 14);
  EXPECT_EQ(g.w.o, 4);
  EXPECT_EQ(g.w.remainder, 0);
}

TEST(Geometry, CountsProducts) {
  const Geometry g = sizes(square(4, 3, 1, 0));
  EXPECT_EQ(g.dense_products(), 64);
  EXPECT_EQ(g.nonzeros(), 36);
  EXPECT_EQ(g.im2col_products(), 36);
  EXPECT_EQ(sizes(square(5, 3, 2, 1)).im2col_products(), 81);
}

TEST(Geometry, NonzerosOfALargeOneAreCountedExactly) {
  const std::int64_t n = kLargestSize;
  EXPECT_EQ(sizes(square(n, 3, 1, 1)).nonzeros(), (3 * n - 2) * (3 * n - 2));
}

TEST(Geometry, SixByThreeStrideTwoNeverReadsItsLastRowAndColumn) {
  const Geometry g = sizes(square(6, 3, 2, 1));
  EXPECT_EQ(g.h.remainder, 1);
  for (std::int64_t n = 0; n < 5; ++n) {
    EXPECT_TRUE(g.ever_read({n, 5})) << n;
    EXPECT_FALSE(g.ever_read({6, n})) << n;  // the last row of the padded input
    EXPECT_FALSE(g.ever_read({n, 6})) << n;
  }
  EXPECT_TRUE(g.ever_read({-1, 0}));  // the padding at the start
}

// Every question about one axis, answered by trying all placements and taps.
TEST(Axis, AnswersAgreeWithTryingEverything) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    for (const Axis& axis : {sizes(params).h, sizes(params).w}) {
      for (std::int64_t c = -axis.p; c < axis.i + axis.p; ++c) {
        bool read = false;
        for (std::int64_t t = 0; t < axis.o; ++t) {
          std::int64_t tap = -1;
          for (std::int64_t u = 0; u < axis.k; ++u) tap = t * axis.s - axis.p + u * axis.d == c ? u : tap;
          EXPECT_EQ(axis.tap_between(t, c), tap) << "t " << t << " c " << c;
          if (tap >= 0) {
            EXPECT_EQ(axis.placement_between(tap, c), t) << "tap " << tap << " c " << c;
          }
          read = read || tap >= 0;
        }
        EXPECT_EQ(axis.ever_read(c), read) << "c " << c;
      }
    }
  }
}

TEST(Axis, NoPlacementPutsATapBetweenStrides) {
  const Axis axis = sizes(square(6, 3, 2, 1)).h;  // placements start at -1, 1, 3
  EXPECT_EQ(axis.placement_between(0, 1), 1);
  EXPECT_EQ(axis.placement_between(0, 2), -1);
  EXPECT_EQ(axis.placement_between(0, 5), -1);  // a fourth placement would start there
  EXPECT_EQ(axis.placement_between(2, -1), -1);
}

TEST(AxisLinks, ListWhatTapBetweenSays) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    for (const Axis& axis : {sizes(params).h, sizes(params).w}) {
      const AxisLinks by_output = links_by_output(axis);
      const AxisLinks by_input = links_by_input(axis);
      ASSERT_EQ(by_output.size(), axis.o);
      ASSERT_EQ(by_input.size(), axis.i);
      std::size_t at = 0;
      for (std::int64_t t = 0; t < axis.o; ++t) {
        for (std::int64_t c = 0; c < axis.i; ++c) {
          if (axis.tap_between(t, c) < 0) continue;
          ASSERT_LT(at, by_output.index.size());
          EXPECT_EQ(by_output.index[at], c);
          EXPECT_EQ(by_output.tap[at++], axis.tap_between(t, c));
        }
        EXPECT_EQ(by_output.start[t + 1], static_cast<std::int32_t>(at));
      }
      at = 0;
      for (std::int64_t c = 0; c < axis.i; ++c) {
        for (std::int64_t t = 0; t < axis.o; ++t) {
          if (axis.tap_between(t, c) < 0) continue;
          ASSERT_LT(at, by_input.index.size());
          EXPECT_EQ(by_input.index[at], t);
          EXPECT_EQ(by_input.tap[at++], axis.tap_between(t, c));
        }
        EXPECT_EQ(by_input.start[c + 1], static_cast<std::int32_t>(at));
      }
    }
  }
}

TEST(Geometry, WeightBetweenIsRotatedByFlip) {
  Params params = square(4, 3, 1, 0);
  EXPECT_EQ(sizes(params).weight_between({1, 0}, {3, 1}).cell, (Cell{2, 1}));
  params.flip = true;
  EXPECT_EQ(sizes(params).weight_between({1, 0}, {3, 1}).cell, (Cell{0, 1}));
  EXPECT_FALSE(sizes(params).weight_between({1, 0}, {0, 0}).found);
}

TEST(Geometry, PlacementBetweenUndoesWeightBetween) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = sizes(params);
    for (std::int64_t t = 0; t < g.output().area(); ++t) {
      const Cell output{t / g.w.o, t % g.w.o};
      for (std::int64_t j = 0; j < g.input().area(); ++j) {
        const Cell input{j / g.w.i, j % g.w.i};
        const MaybeCell weight = g.weight_between(output, input);
        if (!weight.found) continue;
        const MaybeCell back = g.placement_between(weight.cell, input);
        EXPECT_TRUE(back.found);
        EXPECT_EQ(back.cell, output);
      }
    }
  }
}

TEST(Geometry, EntriesOfEachTapAddUpToTheNonzeros) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = sizes(params);
    const test::Rows c = test::probe_matrix(Tensor(Shape{1, 1, g.h.k, g.w.k}, 1), params);
    std::int64_t nonzeros = 0;
    for (const auto& row : c) nonzeros += std::ranges::count(row, 1.0f);
    EXPECT_EQ(g.nonzeros(), nonzeros);
    std::int64_t sum = 0;
    for (std::int64_t u = 0; u < g.h.k; ++u) {
      for (std::int64_t v = 0; v < g.w.k; ++v) sum += g.entries_of({u, v});
    }
    EXPECT_EQ(sum, nonzeros);
  }
}

TEST(Geometry, EntriesOfACornerAndACentreTap) {
  const Geometry g = sizes(square(5, 3, 2, 1));  // taps of an axis meet 2, 3 and 2 real cells
  EXPECT_EQ(g.entries_of({0, 0}), 4);
  EXPECT_EQ(g.entries_of({0, 1}), 6);
  EXPECT_EQ(g.entries_of({1, 1}), 9);
}

TEST(InputsForOutput, SeveralInputSidesShareAnOutputSide) {
  EXPECT_EQ(inputs_for_output(sizes(square(5, 3, 2, 1)).h, 3).value(), (SideRange{5, 6}));
  const Axis axis = sizes(square(16, 5, 3, 2)).h;
  EXPECT_EQ(inputs_for_output(axis, 6).value(), (SideRange{16, 18}));
  for (std::int64_t i = 16; i <= 18; ++i) EXPECT_EQ(sizes(square(i, 5, 3, 2)).h.transposed().a, i - 16);
}

TEST(InputsForOutput, AgreesWithTryingEverySide) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Axis axis = sizes(params).h;
    for (std::int64_t o = 1; o <= 12; ++o) {
      std::vector<std::int64_t> sides;
      for (std::int64_t i = 1; i <= 100; ++i) {
        Params tried = params;
        tried.i.h = i;
        const auto g = resolve(tried);
        if (g && g->h.o == o) sides.push_back(i);
      }
      const auto range = inputs_for_output(axis, o);
      ASSERT_EQ(range.has_value(), !sides.empty()) << "o " << o;
      if (range) {
        EXPECT_EQ(*range, (SideRange{sides.front(), sides.back()})) << "o " << o;
      }
    }
  }
}

TEST(InputsForOutput, OfSameAreThoseWhoseCeilingItIs) {
  Params params = square(6, 3, 2, 0);
  params.padding = Padding::same;
  for (std::int64_t o = 1; o <= 6; ++o) {
    std::vector<std::int64_t> sides;
    for (std::int64_t i = 1; i <= 20; ++i) {
      params.i = Extent::square(i);
      if (resolve(params).value().h.o == o) sides.push_back(i);
    }
    EXPECT_EQ(inputs_for_output(sizes(params).h, o, Padding::same).value(), (SideRange{sides.front(), sides.back()})) << "o " << o;
  }
}

TEST(InputsForOutput, NamesTheSmallestOutputThereIs) {
  const Axis axis = sizes(square(5, 3, 1, 4)).h;  // i = 1 gives o = 7
  EXPECT_EQ(inputs_for_output(axis, 6).error(), (Error{ErrorCode::no_input_for_output, {"o", "6", "7"}}));
  EXPECT_EQ(inputs_for_output(axis, 7).value(), (SideRange{1, 1}));
  EXPECT_EQ(inputs_for_output(axis, 0).error(), (Error{ErrorCode::not_positive, {"o", "0"}}));
  EXPECT_EQ(inputs_for_output(axis, 1'000'000'000'000).error().code, ErrorCode::too_large);
}

Error error_of(const Params& params) { return resolve(params).error(); }

TEST(GeometryErrors, CarryTheUsersNumbers) {
  EXPECT_EQ(error_of(square(0, 3, 1, 0)), (Error{ErrorCode::not_positive, {"i", "0"}}));
  EXPECT_EQ(error_of(square(5, -2, 1, 0)), (Error{ErrorCode::not_positive, {"k", "-2"}}));
  EXPECT_EQ(error_of(square(5, 3, 0, 0)), (Error{ErrorCode::not_positive, {"s", "0"}}));
  EXPECT_EQ(error_of(square(5, 3, 1, -3)), (Error{ErrorCode::crops_everything, {"h", "-3", "5"}}));
  EXPECT_EQ(error_of(square(5, 3, 1, INT64_MIN)), (Error{ErrorCode::crops_everything, {"h", "-9223372036854775808", "5"}}));
  EXPECT_EQ(error_of(square(5, 3, 1, -2)), (Error{ErrorCode::kernel_exceeds_input, {"h", "3", "1", "3", "5", "-2", "1"}}));
  EXPECT_EQ(error_of(square(5, 3, 1, 0, 0)), (Error{ErrorCode::not_positive, {"d", "0"}}));
  EXPECT_EQ(error_of(square(1'000'000'000'000, 3, 1, 0)), (Error{ErrorCode::too_large, {"i", "1000000000000", "16777216"}}));
  EXPECT_EQ(error_of(square(7, 5, 1, 0, 2)), (Error{ErrorCode::kernel_exceeds_input, {"h", "5", "2", "9", "7", "0", "7"}}));
}

TEST(GeometryErrors, NameTheAxisThatIsWrong) {
  Params params = square(5, 3, 1, 1);
  params.k.w = 8;
  EXPECT_EQ(error_of(params), (Error{ErrorCode::kernel_exceeds_input, {"w", "8", "1", "8", "5", "1", "7"}}));
  params = square(5, 3, 1, 1);
  params.p.w = -2;
  params.p_end = {1, -3};
  EXPECT_EQ(error_of(params), (Error{ErrorCode::crops_everything, {"w", "-2 | -3", "5"}}));
}

// By hand: 0 | 1 is SAME's padding of i = 6, k = 3, s = 2; -1 | 2 of i = 5 leaves 4 cells and 2 of padding.
TEST(PaddingOfEachEnd, HasTheNumbersOfItsOwn) {
  Params params = square(6, 3, 2, 0);
  params.p_end = {1, 1};
  EXPECT_EQ(sizes(params).h, sizes({.i = {6, 6}, .k = {3, 3}, .s = {2, 2}, .padding = Padding::same}).h);
  params = square(5, 3, 1, -1);
  params.p_end = {2, 2};
  const Axis axis = sizes(params).h;
  EXPECT_EQ(axis.o, 4);
  EXPECT_EQ(axis.overlap(0), 0);  // cut off
  EXPECT_EQ(axis.overlap(1), 1);
  EXPECT_EQ(axis.overlap(3), 3);
  EXPECT_EQ(axis.transposed().p, 3);
  EXPECT_EQ(axis.transposed().p_end, 0);
}

// Keras: a causal convolution of stride 1 keeps the size and reads nothing after the cell.
TEST(PaddingOfEachEnd, CausalReadsNothingThatComesLater) {
  Params params = square(8, 3, 1, 0, 2);
  params.padding = Padding::causal;
  const Axis axis = sizes(params).h;
  EXPECT_EQ(axis.p, 4);
  EXPECT_EQ(axis.p_end, 0);
  EXPECT_EQ(axis.o, 8);
  for (std::int64_t t = 0; t < axis.o; ++t) EXPECT_EQ(axis.input_of(t, axis.k - 1), t);
}

// torch.nn.functional.conv_transpose2d has no such padding: what is cut off of the full result is.
TEST(PaddingOfEachEnd, CutsTheTransposedResultAtEachEnd) {
  Params params = square(3, 3, 2, 0);  // full: 2 (3 - 1) + 3 = 7
  params.p_end = {2, 2};
  EXPECT_EQ(resolve_transposed(params)->input(), Extent::square(5));
  params.p = Extent::square(-1);
  EXPECT_EQ(resolve_transposed(params)->input(), Extent::square(6));
}

// i = 7, k = 3, s = 2, 1 | 2 : (7 + 3 - 3) / 2 = 3.5; the fifth window would start at 8 - 1 = 7, in the padding.
TEST(PaddingOfEachEnd, OfAPoolingRoundsBothWays) {
  Params params = square(7, 3, 2, 1);
  params.p_end = {2, 2};
  EXPECT_EQ(resolve_pool(params)->output(), Extent::square(4));
  params.ceil_mode = true;
  EXPECT_EQ(resolve_pool(params)->output(), Extent::square(4));
  EXPECT_EQ(resolve_pool(params)->h.overhang, 0);
  EXPECT_EQ(resolve_unpool({.i = {4, 4}, .k = {3, 3}, .s = {2, 2}, .p = {1, 1}, .p_end = Extent{2, 2}})->input(), Extent::square(6));
}

TEST(GeometryErrors, LargestSizesDoNotOverflow) {
  const std::int64_t n = kLargestSize;
  EXPECT_EQ(error_of(square(n, n, 1, 0, n)).code, ErrorCode::kernel_exceeds_input);
  EXPECT_EQ(sizes(square(n, n, 1, n)).h.o, 2 * n + 1);
  EXPECT_EQ(error_of(square(n + 1, 1, 1, 0)).code, ErrorCode::too_large);
}

// Both axes must have a place: here the row has one, the column has none, and the other way round.
TEST(PlacementBetween, NeedsBothAxes) {
  const Geometry g = sizes({.i = Extent::square(5), .k = Extent::square(3), .s = Extent::square(2)});
  EXPECT_TRUE(g.placement_between({0, 0}, {2, 2}).found);
  EXPECT_FALSE(g.placement_between({0, 0}, {2, 1}).found);
  EXPECT_FALSE(g.placement_between({0, 0}, {1, 2}).found);
}

}  // namespace
}  // namespace deconvlab
