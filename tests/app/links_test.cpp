// What lights up together: against C itself, entry by entry.
#include "app/diagram/links.h"

#include <gtest/gtest.h>

#include "core/matrix/sparse.h"

namespace deconvlab {
namespace {

// Runs f(geometry) for a few geometries that differ in everything.
template <class F>
void each_geometry(F&& f) {
  for (const Params& p : {Params{{4, 4}, {3, 3}, {1, 1}, {0, 0}, {1, 1}, false}, Params{{6, 5}, {3, 2}, {2, 1}, {1, 2}, {1, 1}, true},
                          Params{{7, 7}, {2, 3}, {1, 3}, {1, 0}, {3, 1}, false}, Params{{5, 5}, {1, 1}, {3, 3}, {0, 0}, {1, 1}, false}}) {
    f(*resolve(p));
  }
}

template <class F>
void each_cell(Extent e, F&& f) {
  for (std::int64_t r = 0; r < e.h; ++r) {
    for (std::int64_t c = 0; c < e.w; ++c) f(Cell{r, c});
  }
}

TEST(Links, EveryCounterpartIsAnEntryOfC) {
  each_geometry([](const Geometry& g) {
    each_cell(g.output(), [&](Cell out) {
      each_cell(g.input(), [&](Cell in) {
        const MaybeCell w = weight_at(g, out.row * g.w.o + out.col, in.row * g.w.i + in.col);
        EXPECT_EQ(Links(g, {Target::output, out, {}}, 0).input(in), w.found);
        EXPECT_EQ(Links(g, {Target::input, in, {}}, 0).output(out), w.found);
        if (!w.found) return;
        EXPECT_TRUE(Links(g, {Target::input, in, {}}, 0).weight(w.cell));
        EXPECT_TRUE(Links(g, {Target::weight, w.cell, {}}, 0).input(in));
        EXPECT_TRUE(Links(g, {Target::weight, w.cell, {}}, 0).entry(out, in));
        const Links nonzero(g, {Target::nonzero, out, in}, 0);
        EXPECT_TRUE(nonzero.weight(w.cell) && nonzero.input(in) && nonzero.output(out) && nonzero.entry(out, in));
      });
    });
  });
}

TEST(Links, AWeightLightsNoInputThatItNeverMeets) {
  each_geometry([](const Geometry& g) {
    each_cell(g.kernel(), [&](Cell weight) {
      each_cell(g.input(), [&](Cell in) {
        bool met = false;
        each_cell(g.output(), [&](Cell out) {
          const MaybeCell w = g.weight_between(out, in);
          met = met || (w.found && w.cell == weight);
        });
        EXPECT_EQ(Links(g, {Target::weight, weight, {}}, 0).input(in), met);
        EXPECT_EQ(Links(g, {Target::input, in, {}}, 0).weight(weight), met);
      });
    });
  });
}

TEST(Links, WithNoFocusTheStepIsLit) {
  const Geometry g = *resolve({});
  const Links links(g, {}, 4);
  EXPECT_EQ(links.placement(), (Cell{1, 1}));
  EXPECT_TRUE(links.output({1, 1}));
  EXPECT_FALSE(links.output({1, 2}));
  EXPECT_TRUE(links.input({3, 3}));
  EXPECT_FALSE(links.input({0, 0}));
}

TEST(Links, AFocusFarOutsideIsNone) {
  const Geometry g = *resolve({{5, 5}, {3, 3}, {2, 2}, {1, 1}, {1, 1}, false});
  for (const std::int64_t far : {INT64_MAX, INT64_MAX - 1, INT64_MIN, std::int64_t{6}, std::int64_t{-2}}) {
    for (const Target target : {Target::input, Target::output, Target::weight, Target::nonzero}) {
      EXPECT_EQ(focus_within(g, {target, {far, 0}, {far, 0}}), Focus{});
      EXPECT_EQ(focus_within(g, {target, {0, far}, {0, far}}), Focus{});
    }
  }
  EXPECT_EQ(focus_within(g, {Target::input, {-1, 5}, {}}).target, Target::input);
}

}  // namespace
}  // namespace deconvlab
