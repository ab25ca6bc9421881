// Scene "unrolled": at every whole step of its motion the numbers on the canvas are those that loops written apart find.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <map>

#include "app/diagram/labels.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

constexpr const char* kLinks[] = {"unrolled?i=4&lang=en",
                                  "unrolled?i=5&s=2&p=1&kernel=sobel-x",
                                  "unrolled?i=4&k=2&s=2&kernel=counting",
                                  "unrolled?i=5&k=2&d=2&input=counting",
                                  "unrolled?i=3&k=2&p=1",
                                  "unrolled?i=1&k=1"};

struct Loop {
  Geometry g;
  const Tensor& x;
  const Tensor& w;

  std::int64_t outputs() const { return g.output().area(); }
  std::int64_t inputs() const { return g.input().area(); }
  // Entry (row, col) of C; none where no weight joins the two.
  std::optional<float> entry(std::int64_t row, std::int64_t col) const {
    const auto [orow, ocol] = std::pair{row / g.w.o, row % g.w.o};
    const auto [irow, icol] = std::pair{col / g.w.i, col % g.w.i};
    for (std::int64_t a = 0; a < g.h.k; ++a) {
      for (std::int64_t b = 0; b < g.w.k; ++b) {
        if (orow * g.h.s - g.h.p + a * g.h.d == irow && ocol * g.w.s - g.w.p + b * g.w.d == icol) return w.at(Cell{a, b});
      }
    }
    return std::nullopt;
  }
  float y(std::int64_t row) const {
    float sum = 0;
    for (std::int64_t col = 0; col < inputs(); ++col) sum += entry(row, col).value_or(0) * x.data()[static_cast<std::size_t>(col)];
    return sum;
  }
  // Of the result's cell `col`, by the stamps 0 to `last`; none where none has reached it.
  std::optional<float> stamped(std::int64_t col, std::int64_t last) const {
    std::optional<float> sum;
    for (std::int64_t row = 0; row <= last; ++row) {
      if (const auto weight = entry(row, col)) sum = sum.value_or(0) + *weight * y(row);
    }
    return sum;
  }
};

// What stands in the middle of this place; nothing where nothing does.
std::string text_in(const RecordingCanvas& canvas, Rect place) {
  for (const auto& text : canvas.texts) {
    const Point at = text.rect.centre();
    if (std::hypot(at.x - place.centre().x, at.y - place.centre().y) < std::min(place.w, place.h) * 0.2) return text.text;
  }
  return "";
}

std::string text_at(const Drawn& d, Target target, Cell cell, Extent plane) {
  const Focus wanted{target, cell, {}};
  const auto hit = std::ranges::find_if(d.hits, [&](const Hit& h) { return h.holds(wanted) && h.cells.area() >= plane.area(); });
  return hit == d.hits.end() ? "no such plane" : text_in(d.canvas, hit->of(wanted).rect);
}

template <class Check>
void each(Check&& check) {
  for (const char* link : kLinks) {
    SCOPED_TRACE(link);
    Model model = lesson(link);
    const auto& results = results_of(model.lesson);
    ASSERT_TRUE(results);
    const Loop loop{results->geometry, results->trace.input(), results->trace.kernel()};
    check(model, loop);
  }
}

// Rows of C, and after the turn columns of Ct: each where its indices say, with its weight.
TEST(UnrolledScene, EveryEntryStandsWhereItsIndicesSay) {
  each([](Model& model, const Loop& loop) {
    const std::int64_t n = loop.outputs();
    for (std::int64_t t = 3; t < 2 * n + 7; ++t) {
      SCOPED_TRACE(t);
      model.time = static_cast<double>(t);
      const Drawn d = draw(model);
      const bool back = t >= n + 5;
      std::map<std::pair<std::int64_t, std::int64_t>, Rect> places;
      for (const Hit& hit : d.hits) {
        if (hit.focus.target == Target::nonzero)
          places[{loop.g.output().index_of(hit.focus.cell), loop.g.input().index_of(hit.focus.other)}] = hit.rect;
      }
      const auto first = places.begin();
      ASSERT_NE(first, places.end());
      const double side = first->second.w;
      const auto [row0, col0] = first->first;
      std::ptrdiff_t nonzeros = 0;
      for (std::int64_t row = 0; row < n; ++row) {
        for (std::int64_t col = 0; col < loop.inputs(); ++col) {
          const auto weight = loop.entry(row, col);
          ASSERT_EQ(places.contains({row, col}), weight.has_value()) << row << "," << col;
          if (!weight) continue;
          ++nonzeros;
          const Rect& r = places[{row, col}];
          const auto down = static_cast<double>(back ? col - col0 : row - row0);
          const auto right = static_cast<double>(back ? row - row0 : col - col0);
          EXPECT_NEAR(r.x, first->second.x + right * side, 1e-6);
          EXPECT_NEAR(r.y, first->second.y + down * side, 1e-6);
          EXPECT_EQ(text_in(d.canvas, r), number(*weight)) << row << "," << col;
        }
      }
      EXPECT_EQ(std::ssize(places), nonzeros);
    }
  });
}

TEST(UnrolledScene, TheProductFoldsIntoTheOutput) {
  each([](Model& model, const Loop& loop) {
    const std::int64_t n = loop.outputs();
    for (std::int64_t t = n + 4; t < 2 * n + 6; ++t) {
      model.time = static_cast<double>(t);
      const Drawn d = draw(model);
      for (std::int64_t row = 0; row < n; ++row)
        EXPECT_EQ(text_at(d, Target::output, loop.g.output_cell(row), loop.g.output()), number(loop.y(row))) << t << ": " << row;
    }
  });
}

TEST(UnrolledScene, StampsAddUp) {
  each([](Model& model, const Loop& loop) {
    const std::int64_t n = loop.outputs();
    for (std::int64_t last = -1; last < n; ++last) {
      model.time = static_cast<double>(n + 6 + last);
      const Drawn d = draw(model);
      for (std::int64_t col = 0; col < loop.inputs(); ++col) {
        const auto sum = loop.stamped(col, last);
        EXPECT_EQ(text_at(d, Target::input, loop.g.input_cell(col), loop.g.input()), sum ? number(*sum) : "") << last << ": " << col;
      }
    }
  });
}

// C's entry (1, 6) of 4 x 16 is on its way to (6, 1): half-way it is on the diagonal.
TEST(UnrolledScene, EntriesCrossTheDiagonal) {
  Model model = lesson("unrolled?i=4&t=8.5");
  const Drawn d = draw(model);
  const auto place = [&](Cell out, Cell in) {
    const auto hit = std::ranges::find_if(d.hits, [&](const Hit& h) { return h.focus == Focus{Target::nonzero, out, in}; });
    EXPECT_NE(hit, d.hits.end());
    return hit == d.hits.end() ? Rect{} : hit->rect;
  };
  const Rect corner = place({0, 0}, {0, 0});
  const Rect moved = place({0, 1}, {1, 2});
  EXPECT_NEAR(moved.x - corner.x, 3.5 * corner.w, 1e-6);
  EXPECT_NEAR(moved.y - corner.y, 3.5 * corner.w, 1e-6);
}

TEST(UnrolledScene, ALargeMatrixIsShownInPartAndThatIsSaid) {
  const Drawn d = draw("unrolled?i=16&t=100&lang=en");
  EXPECT_TRUE(std::ranges::any_of(d.canvas.texts, [](const auto& t) { return t.text.starts_with("a part of C  196 × 256"); }));
  EXPECT_TRUE(std::ranges::any_of(d.hits, [](const Hit& h) { return h.focus == Focus{Target::nonzero, {6, 12}, {7, 13}}; }));
}

TEST(UnrolledScene, TheSentenceFollowsTheMotion) {
  const auto says = [](const char* t) { return draw(fmt::format("unrolled?i=4&lang=en&t={}", t)).sentence; };
  EXPECT_THAT(says("0"), testing::HasSubstr("has 4 places on x"));
  EXPECT_THAT(says("1"), testing::HasSubstr("a column of 16 numbers"));
  EXPECT_THAT(says("3"), testing::HasSubstr("C has 4 rows, 16 columns and 36 weights"));
  EXPECT_THAT(says("4"), testing::HasSubstr("row 0 of C"));
  EXPECT_THAT(says("9"), testing::HasSubstr("This is Cᵀ, 16 × 4"));
  EXPECT_THAT(says("10"), testing::HasSubstr("column 0 of Cᵀ"));
  EXPECT_THAT(says("14"), testing::HasSubstr("turned by 180°"));
}

}  // namespace
}  // namespace deconvlab::test
