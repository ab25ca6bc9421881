// Bands of an axis against all pairs that the axis joins.
#include "core/operators/bands.h"

#include <gtest/gtest.h>

#include "core/operators/resample.h"

namespace deconvlab {
namespace {

// f(axis) for convolutions and transposed ones of many shapes.
template <class Visit>
void for_each_axis(Visit&& visit) {
  for (int n = 0; n < 3 * 5 * 5 * 4 * 3; ++n) {
    const std::int64_t i = 1 + n % 3 * 5;
    const std::int64_t k = 1 + n / 3 % 5;
    const std::int64_t s = 1 + n / 15 % 5;
    const std::int64_t p = n / 75 % 4;
    const std::int64_t d = 1 + n / 300;
    const Params params{{i, i}, {k, k}, {s, s}, {p, p}, {d, d}};
    for (const auto& resolved : {resolve(params), resolve_transposed(params)}) {
      if (!resolved) continue;
      SCOPED_TRACE(fmt::format("i {} k {} s {} p {} d {}", i, k, s, p, d));
      visit(resolved->h);
    }
  }
}

template <class Visit>
void for_each_band(std::int64_t count, Visit&& visit) {
  for (std::int64_t first = 0; first < count; ++first) {
    for (std::int64_t last = first + 1; last <= count; ++last) visit(Band{first, last});
  }
}

bool joined(const Axis& axis, std::int64_t t, std::int64_t c) { return axis.tap_between(t, c) >= 0; }

TEST(Bands, HoldAllThatIsReadAndNoMore) {
  EXPECT_EQ(inputs_of(resolve({.i = {9, 9}, .k = {3, 3}, .s = {2, 2}, .p = {1, 1}}).value().h, {1, 3}), (Band{1, 6}));
  for_each_axis([](const Axis& axis) {
    for_each_band(axis.o, [&](Band outputs) {
      const Band inputs = inputs_of(axis, outputs);
      ASSERT_TRUE(inputs.first >= 0 && inputs.first < inputs.last && inputs.last <= axis.i);
      for (std::int64_t t = outputs.first; t < outputs.last; ++t) {
        for (std::int64_t c = 0; c < axis.i; ++c) {
          ASSERT_TRUE(!joined(axis, t, c) || (c >= inputs.first && c < inputs.last));
        }
      }
    });
  });
}

TEST(Bands, HoldAllPlacementsThatReach) {
  EXPECT_EQ(placements_of(resolve_transposed({.i = {9, 9}, .k = {4, 4}, .s = {2, 2}, .p = {1, 1}}).value().h, {4, 6}), (Band{1, 4}));
  for_each_axis([](const Axis& axis) {
    for_each_band(axis.i, [&](Band inputs) {
      const Band reached = placements_of(axis, inputs);
      ASSERT_TRUE(reached.first >= 0 && reached.first < reached.last && reached.last <= axis.o);
      ASSERT_LE(reached.first * axis.s, inputs.first + axis.p);
      for (std::int64_t t = 0; t < axis.o; ++t) {
        for (std::int64_t c = inputs.first; c < inputs.last; ++c) {
          ASSERT_TRUE(!joined(axis, t, c) || (t >= reached.first && t < reached.last));
        }
      }
    });
  });
}

TEST(Bands, PartsJoinTheSamePairs) {
  for_each_axis([](const Axis& axis) {
    for_each_band(axis.o, [&](Band outputs) {
      const Band inputs = inputs_of(axis, outputs);
      const Axis part = part_of(axis, inputs, outputs);
      ASSERT_EQ(part.i, inputs.size());
      ASSERT_EQ(part.o, outputs.size());
      for (std::int64_t t = 0; t < part.o; ++t) {
        for (std::int64_t u = 0; u < axis.k; ++u) ASSERT_EQ(part.input_of(t, u), axis.input_of(t + outputs.first, u) - inputs.first);
      }
    });
  });
}

TEST(Bands, HoldAllThatResizedCellsRead) {
  for (const std::int64_t small : {1, 2, 5, 9}) {
    for (const std::int64_t large : {1, 3, 8, 20}) {
      const Axis axis{.i = large, .o = small, .scale = {large, small}};
      for_each_band(large, [&](Band resized) {
        for (const Coordinates places : {Coordinates::half_pixel, Coordinates::align_corners, Coordinates::asymmetric}) {
          const Resampling rule{places, Rounding::prefer_ceil};
          const Band nearest = nearest_sources_of(axis, rule, resized);
          EXPECT_EQ(nearest, (Band{nearest_source(axis, rule, resized.first), nearest_source(axis, rule, resized.last - 1) + 1}));
          const Band both = bilinear_sources_of(axis, rule, resized);
          for (std::int64_t c = resized.first; c < resized.last; ++c) {
            const Source source = bilinear_source(axis, rule, c);
            EXPECT_TRUE(source.first >= both.first && source.second < both.last);
          }
        }
      });
    }
  }
}

}  // namespace
}  // namespace deconvlab
