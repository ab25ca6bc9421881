// The scene "unpool": every statement on rows and kernels, checked with dense matrices.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>

#include "core/operators/conv_transpose.h"
#include "tests/app/unpool_shown.h"

namespace deconvlab {
namespace {

using test::lesson;
using test::Shown;
using testing::HasSubstr;

using Dense = std::vector<std::vector<float>>;  // a row for each large cell

Dense dense(const LinearMap& map) {
  Dense rows(map.to().area(), std::vector<float>(map.from().area()));
  for (std::int64_t t = 0; t < map.to().area(); ++t) {
    for (const RowEntry& e : map.row(t)) rows[t][e.column] += e.weight;
  }
  return rows;
}

// Column by column: what the transposed convolution makes of a single 1.
Dense dense_deconvolution(const Geometry& up, const Tensor& w) {
  Dense rows(up.input().area(), std::vector<float>(up.output().area()));
  for (std::int64_t q = 0; q < up.output().area(); ++q) {
    Tensor one(Shape{1, 1, up.h.o, up.w.o});
    one.at(up.output_cell(q)) = 1;
    const Tensor column = conv_transpose(one, w, up);
    for (std::int64_t t = 0; t < up.input().area(); ++t) rows[t][q] = column.data()[t];
  }
  return rows;
}

bool same(const std::vector<float>& a, const std::vector<float>& b) {
  return std::ranges::equal(a, b, [](float x, float y) { return std::abs(x - y) <= 1e-6f; });
}

std::int64_t rows_apart(const Dense& a, const Dense& b, const CellRect& inside, Extent large) {
  std::int64_t count = 0;
  for (std::int64_t t = 0; t < std::ssize(a); ++t) count += inside.contains(large.cell_at(t)) && !same(a[t], b[t]) ? 1 : 0;
  return count;
}

// Whether any kernel, however large, has these rows: each offset of a cell from a stamp must have one weight.
bool some_kernel(const Dense& rows, const UnpoolStage& s, const CellRect& inside) {
  std::map<std::pair<std::int64_t, std::int64_t>, float> weight;
  const Extent stride{s.up().h.s, s.up().w.s};
  for (std::int64_t t = 0; t < s.large().area(); ++t) {
    const Cell c = s.large().cell_at(t);
    for (std::int64_t q = 0; q < s.cells() && inside.contains(c); ++q) {
      const Cell at = s.small().cell_at(q);
      const auto [found, fresh] = weight.insert({{c.row - at.row * stride.h, c.col - at.col * stride.w}, rows[t][q]});
      if (!fresh && std::abs(found->second - rows[t][q]) > 1e-6f) return false;
    }
  }
  return true;
}

// The kernel that a statement advises.
Tensor advised(const std::string& said, Extent& size) {
  std::smatch m;
  static const std::regex sides("(\\d+) × (\\d+) (bilinear )?kernel");
  EXPECT_TRUE(std::regex_search(said, m, sides)) << said;
  size = {std::stoll(m[1]), std::stoll(m[2])};
  if (m[3].matched) return *plane_of({"bilinear", 0, {}, {}}, size, true);
  Tensor w(Shape{1, 1, size.h, size.w}, said.find("kernel of ones") != std::string::npos ? 1.0f : 0.0f);
  static const std::regex single("single 1, at \\((\\d+),(\\d+)\\)");
  if (std::regex_search(said, m, single)) w.at({std::stoll(m[1]), std::stoll(m[2])}) = 1;
  static const std::regex from_to("is 1 from \\((\\d+),(\\d+)\\) to \\((\\d+),(\\d+)\\)");
  if (!std::regex_search(said, m, from_to)) return w;
  for (std::int64_t r = std::stoll(m[1]); r <= std::stoll(m[3]); ++r) {
    for (std::int64_t c = std::stoll(m[2]); c <= std::stoll(m[4]); ++c) w.at({r, c}) = 1;
  }
  return w;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// What is said of ③ against another way back, against the rows themselves. Counts which kinds of statements there were.
void check(const std::string& said, const Dense& rows, const UnpoolStage& s, const CellRect& inside, std::map<std::string, int>& kinds) {
  const CellRect all{{}, s.large()};
  const Geometry& up = s.up();
  const Dense c = dense_deconvolution(up, s.kernel());
  const std::int64_t apart = rows_apart(c, rows, all, s.large());
  const bool equal_inside = rows_apart(c, rows, inside, s.large()) == 0;
  const bool says_all = has(said, "exactly, ");
  const bool says_inside = has(said, "exactly inside");
  ++kinds[says_all                     ? "all"
          : says_inside                ? "inside"
          : has(said, "No kernel")     ? "none"
          : has(said, "other weights") ? "other weights"
                                       : "advice"];
  EXPECT_EQ(says_all, apart == 0);
  EXPECT_EQ(says_inside, apart > 0 && equal_inside);
  if (says_all || says_inside) return;
  EXPECT_THAT(said, HasSubstr(fmt::format("{} of {} rows", apart, s.large().area())));
  EXPECT_EQ(has(said, "No kernel"), !some_kernel(rows, s, inside));
  if (has(said, "No kernel")) return;
  if (has(said, "other weights")) {  // only where windows leave cells over, or the map is stretched by no whole number of strides
    const bool left_over = s.pool().h.remainder > 0 || s.pool().w.remainder > 0;
    EXPECT_TRUE(left_over || s.large() != (Extent{s.small().h * up.h.s, s.small().w * up.w.s}));
    return;
  }
  Lesson other = s.frame.model.lesson;
  const Tensor w = advised(said, other.up);
  const auto resolved = resolve(other);
  ASSERT_TRUE(resolved);
  EXPECT_EQ(rows_apart(dense_deconvolution(*resolved, w), rows, inside, s.large()), 0);
  EXPECT_EQ(has(said, "does not reach"), other.up != up.kernel() && has(said, "single 1") && has(said, "All switches"));
}

// At how many places of their windows switches stand.
std::size_t switch_places(const UnpoolStage& s) {
  std::set<std::pair<std::int64_t, std::int64_t>> places;
  for (std::int64_t q = 0; q < s.cells(); ++q) {
    const Cell pooled = s.small().cell_at(q);
    places.insert({s.switch_of(pooled).row - s.first_of(pooled).row, s.switch_of(pooled).col - s.first_of(pooled).col});
  }
  return places.size();
}

void check_lesson(const std::string& link, std::map<std::string, int>& kinds) {
  SCOPED_TRACE(link);
  const Model model = lesson(link);
  if (!compute(model.lesson)) return;
  const Shown shown(model, {});
  const UnpoolStage& s = shown.stage;
  const auto statements = shown.statements();
  const auto& like = s.comparison_with_b();
  ASSERT_TRUE(like);
  check(statements[0], dense(s.map_of_b()), s, like->inside, kinds);
  check(statements[1], dense(s.ways().unpool), s, {{}, s.large()}, kinds);
  std::smatch place;
  static const std::regex stretches("stretches (\\d+) cells to (\\d+), but stamps stand (\\d+) rows");
  if (std::regex_search(statements[0], place, stretches)) {
    EXPECT_NE(std::stoll(place[1]) * std::stoll(place[3]), std::stoll(place[2]));
  }
  EXPECT_TRUE(!has(statements[1], "different places") || switch_places(s) > 1);
  static const std::regex where("has its 1, at \\((\\d+),(\\d+)\\)");
  if (!std::regex_search(statements[1], place, where)) return;
  EXPECT_EQ(s.kernel().at({std::stoll(place[1]), std::stoll(place[2])}), 1);
}

TEST(UnpoolStatements, WhatItSaysOfRowsAndKernelsIsSo) {
  std::map<std::string, int> kinds;
  int n = 0;
  for (int i = 3; i <= 7; ++i) {
    for (int k = 1; k <= 4; ++k) {
      for (int s = 1; s <= 3; ++s) {
        for (int up = 1; up <= 5; ++up) {
          for (const char* kernel : {"ones", "identity", "bilinear", "counting"}) {
            for (const char* input : {"digits:3", "ones", "counting", "edge"}) {
              const bool flip = ++n % 5 == 0;
              const int p = n % 3 == 0 ? k / 2 : 0;
              check_lesson(fmt::format("unpool?i={}&k={}&s={}&p={}&up={}&kernel={}&input={}&flip={}&ceil={}&view={}", i, k, s, p, up,
                                       kernel, input, flip ? 1 : 0, n % 7 < 3 ? 1 : 0, n % 2 == 0 ? "all" : "bilinear"),
                           kinds);
            }
          }
        }
      }
    }
  }
  for (const char* kind : {"all", "inside", "none", "advice"}) EXPECT_GT(kinds[kind], 10) << kind;
}

}  // namespace
}  // namespace deconvlab
