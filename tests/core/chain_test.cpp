// Chains of layers: the receptive field against the product of the layers' matrices, and published numbers.
#include "core/chain/chain.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "core/chain/paths.h"
#include "core/matrix/linear_map.h"
#include "core/operators/operators.h"

namespace deconvlab {
namespace {

Chain chain_of(std::string_view text, int rank = 0) {
  const auto chain = read_chain("t", text, rank);
  EXPECT_TRUE(chain.has_value()) << text;
  return chain.value_or(Chain{});
}

std::vector<ChainStage> stages_of(std::string_view text, const PerAxis& input = {}, std::int64_t channels = 0, int rank = 0) {
  const auto stages = resolve_chain(chain_of(text, rank), input, channels);
  EXPECT_TRUE(stages.has_value()) << text;
  return stages.value_or(std::vector<ChainStage>(1, ChainStage{.axes = {ChainAxis{}, ChainAxis{}, ChainAxis{}}}));
}

// "side field jump start" of the last result's first axis.
std::string told(const ChainStage& stage) {
  const ChainAxis& axis = stage.axes.front();
  return fmt::format("{} {} {} {}", axis.side, axis.field, axis.jump.text(), axis.start.text());
}

// A random layer of two axes, by its line of the notation, and the operator whose matrix it is.
struct Random {
  std::string line;
  OpKind op;
  Params params;  // without i
};

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::int64_t number(std::int64_t first, std::int64_t last) { return std::uniform_int_distribution<std::int64_t>(first, last)(engine_); }
  Extent extent(std::int64_t first, std::int64_t last) { return {number(first, last), number(first, last)}; }

 private:
  std::mt19937 engine_;
};

std::string pair_text(const char* name, Extent extent) { return fmt::format(" {}{}x{}", name, extent.h, extent.w); }

Random random_layer(Dice& dice) {
  Params params;
  params.k = dice.extent(1, 4);
  params.s = dice.extent(1, 3);
  switch (dice.number(0, 3)) {
    case 0:
      params.p = dice.extent(0, 2);
      return {"conv" + pair_text("k", params.k) + pair_text("s", params.s) + pair_text("p", params.p), OpKind::conv, params};
    case 1:
      params.d = dice.extent(1, 3);
      params.p = dice.extent(0, 3);
      return {"conv" + pair_text("k", params.k) + pair_text("s", params.s) + pair_text("p", params.p) + pair_text("d", params.d),
              OpKind::conv, params};
    case 2:
      params.p = {dice.number(0, params.k.h / 2), dice.number(0, params.k.w / 2)};
      params.ceil_mode = dice.number(0, 1) == 1;
      return {
          "avgpool" + pair_text("k", params.k) + pair_text("s", params.s) + pair_text("p", params.p) + (params.ceil_mode ? " ceil" : ""),
          OpKind::avg_pool, params};
    default:
      params.p = {dice.number(0, (params.k.h - 1) / 2), dice.number(0, (params.k.w - 1) / 2)};
      params.a = {dice.number(0, params.s.h - 1), dice.number(0, params.s.w - 1)};
      params.d = dice.extent(1, 2);
      return {"deconv" + pair_text("k", params.k) + pair_text("s", params.s) + pair_text("p", params.p) + pair_text("a", params.a) +
                  pair_text("d", params.d),
              OpKind::conv_transpose, params};
  }
}

// The pattern of a layer's matrix: for each output cell its input cells, with how often each is met.
using Counts = std::map<std::int64_t, double>;
using Pattern = std::vector<Counts>;

Pattern pattern_of(const LinearMap& map) {
  Pattern pattern(static_cast<std::size_t>(map.to().area()));
  for (std::size_t t = 0; t < pattern.size(); ++t) {
    for (const RowEntry& entry : map.row(static_cast<std::int64_t>(t)))
      if (entry.column >= 0 && entry.weight != 0) pattern[t][entry.column] += 1;
  }
  return pattern;
}

// after * before.
Pattern product(const Pattern& after, const Pattern& before) {
  Pattern all(after.size());
  for (std::size_t t = 0; t < after.size(); ++t)
    for (const auto& [cell, times] : after[t])
      for (const auto& [column, paths] : before[static_cast<std::size_t>(cell)]) all[t][column] += times * paths;
  return all;
}

// A random chain that some input of at most 14 cells allows, with the product of its matrices.
struct Sample {
  std::string text = {};
  Extent input = {};
  Extent output = {};
  Pattern pattern = {};
};

std::optional<Sample> sample(unsigned seed) {
  Dice dice(seed);
  Sample sample{.input = {dice.number(5, 14), dice.number(5, 14)}};
  Extent sides = sample.input;
  const std::int64_t layers = dice.number(2, 4);
  for (std::int64_t n = 0; n < layers; ++n) {
    Random layer = random_layer(dice);
    layer.params.i = sides;
    const auto geometry = operator_of(layer.op).resolve(layer.params);
    if (!geometry || geometry->input().area() > 900 || geometry->output().area() > 900) return std::nullopt;
    const bool kernel = operator_of(layer.op).has_kernel();
    Tensor ones({1, 1, layer.params.k.h, layer.params.k.w});
    for (float& value : ones.data()) value = 1;
    const auto map = LinearMap::make(layer.op, *geometry, {}, kernel ? ones : Tensor{});
    EXPECT_TRUE(map.has_value()) << layer.line;
    if (!map) return std::nullopt;
    sample.pattern = n == 0 ? pattern_of(*map) : product(pattern_of(*map), sample.pattern);
    sample.text += layer.line + "\n";
    sides = map->to();
  }
  sample.output = sides;
  return sample;
}

// The paths of a cell as the product of both axes'.
Counts counted(const std::vector<ChainStage>& stages, Cell output, Extent input) {
  const auto rows = paths_to(stages, stages.size() - 1, 0, output.row), columns = paths_to(stages, stages.size() - 1, 1, output.col);
  Counts counts;
  for (std::int64_t cell = 0; cell < input.area(); ++cell) {
    const Cell at = input.cell_at(cell);
    if (const double paths = rows->front().of(at.row) * columns->front().of(at.col); paths > 0) counts[cell] = paths;
  }
  return counts;
}

// From the first to the last row and column that have paths.
Extent span_of(const Counts& counts, Extent input) {
  std::set<std::int64_t> rows, columns;
  for (const auto& [cell, paths] : counts) rows.insert(input.cell_at(cell).row), columns.insert(input.cell_at(cell).col);
  if (rows.empty()) return {0, 0};
  return {*rows.rbegin() - *rows.begin() + 1, *columns.rbegin() - *columns.begin() + 1};
}

TEST(Chain, ReceptiveFieldsAreTheNonzerosOfTheProductOfTheMatrices) {
  int chains = 0, cells = 0, with_transposed = 0;
  for (unsigned seed = 0; chains < 300; ++seed) {
    const auto random = sample(seed);
    if (!random) continue;
    SCOPED_TRACE(testing::Message() << "seed " << seed << ", input " << random->input.h << "x" << random->input.w << "\n" << random->text);
    const auto stages = stages_of(random->text, {random->input.h, random->input.w});
    ASSERT_EQ(sides_of(stages.back()), (PerAxis{random->output.h, random->output.w}));
    for (std::int64_t t = 0; t < random->output.area(); t += 1 + random->output.area() / 40) {
      const Counts counts = counted(stages, random->output.cell_at(t), random->input);
      ASSERT_EQ(counts, random->pattern[static_cast<std::size_t>(t)]) << "output cell " << t;
      const Extent span = span_of(counts, random->input);
      ASSERT_LE(span.h, stages.back().axes[0].field);
      ASSERT_LE(span.w, stages.back().axes[1].field);
      ++cells;
    }
    ++chains;
    with_transposed += random->text.find("deconv") != std::string::npos;
  }
  EXPECT_GT(cells, 3000);
  EXPECT_GT(with_transposed, 100);
}

// What a cell reaches is what reads it.
TEST(Chain, WhatACellReachesIsWhatReadsIt) {
  const auto stages =
      stages_of("conv k3 s2 p1\nup x2 linear\na: conv k3 d2\ndeconv k3 s2 p1 a1\npool k2 s1\npad 1\ncrop 1,0\nunpool k2", {13, 9});
  const std::size_t last = stages.size() - 1;
  for (std::int64_t from = 0; from < 13; ++from) {
    const auto reached = paths_from(stages, 0, 0, from);
    for (std::int64_t to = 0; to < stages[last].axes[0].side; ++to)
      EXPECT_EQ(reached->back().of(to), paths_to(stages, last, 0, to)->front().of(from)) << from << " " << to;
  }
}

// A cell far from the borders reads exactly the field, and its middle lies where start and jump say.
TEST(Chain, FieldJumpAndStartAreThoseOfACellInTheMiddle) {
  const char* kTexts[] = {
      "conv k3\nconv k3\nconv k3",         "conv k3 s2 p1\nconv k3 d2\npool k2", "conv k2 d1\nconv k2 d2\nconv k2 d4\nconv k2 d8",
      "conv k5 s3 p2\ndeconv k3 s3 p1 a2", "deconv k4 s2 p1\nconv k3 p1",        "up x3\nconv k3 s2 p1",
      "pool k3 s2 ceil\nunpool k3 s2",     "conv k4 s2 p0,1\nconv k3",           "deconv k5 s2 p2\ndeconv k3 s3"};
  for (const char* text : kTexts) {
    SCOPED_TRACE(text);
    const auto stages = stages_of(text, {200});
    const ChainAxis& axis = stages.back().axes[0];
    std::int64_t most = 0;
    double middle = 0;
    for (std::int64_t t = 0; t < axis.period; ++t) {
      const std::int64_t cell = axis.side / 2 / axis.period * axis.period + t;
      const Paths paths = paths_to(stages, stages.size() - 1, 0, cell)->front();
      most = std::max(most, paths.last() - paths.first + 1);
      double sum = 0, weight = 0;
      for (std::int64_t at = paths.first; at <= paths.last(); ++at) sum += paths.of(at) * static_cast<double>(at), weight += paths.of(at);
      middle += (sum / weight - axis.start.value() - static_cast<double>(cell) * axis.jump.value()) / static_cast<double>(axis.period);
    }
    EXPECT_EQ(axis.field, most);
    EXPECT_NEAR(middle, 0, 1e-9);  // over a period, the paths' centre of mass is the place
  }
}

// Of CURRICULUM's and of the published tables.
TEST(Chain, KnownFields) {
  EXPECT_EQ(told(stages_of("conv1d k2 d1\nconv1d k2 d2\nconv1d k2 d4\nconv1d k2 d8", {100}).back()), "85 16 1 15/2");
  EXPECT_EQ(told(stages_of("conv k3 s2\nconv k3", {20}).back()), "7 7 2 3");
  // A transposed layer of k 4, s 2, p 1: every cell reads two.
  EXPECT_EQ(told(stages_of("deconv k4 s2 p1", {5}).back()), "10 2 1/2 -1/4");
  // Of k 3, s 2 one or two.
  EXPECT_EQ(told(stages_of("deconv k3 s2 p1 a1", {5}).back()), "10 2 1/2 0");
  EXPECT_EQ(told(stages_of("up x2", {5}).back()), "10 1 1/2 -1/4");
  EXPECT_EQ(told(stages_of("up x2 linear", {5}).back()), "10 2 1/2 -1/4");
  EXPECT_EQ(told(stages_of("up x2 linear corners", {5}).back()), "10 2 4/9 0");
  EXPECT_EQ(told(stages_of("conv k4 s2 p1\nshuffle x2", {8}, 4).back()), "8 4 1 0");
}

TEST(Chain, RemaindersProductsAndParameters) {
  const auto stages = stages_of("conv k3 s2 c4\npool k2\ndeconv k2 s2 c6 nobias g2", {8, 9}, 3);
  EXPECT_EQ(stages[1].axes[0].remainder, 1);
  EXPECT_EQ(stages[1].axes[1].remainder, 0);
  EXPECT_EQ(sides_of(stages[1]), (PerAxis{3, 4}));
  EXPECT_EQ(stages[1].parameters, 3 * 4 * 9 + 4);
  EXPECT_EQ(stages[1].products, 3 * 4 * 9 * 12);
  EXPECT_EQ(stages[2].axes[0].remainder, 1);
  EXPECT_EQ(stages[2].products, 0);
  EXPECT_EQ(stages[3].parameters, 4 * 6 / 2 * 4);
  EXPECT_EQ(stages[3].products, 4 * 6 / 2 * 4 * 2);  // of an input of 1 x 2
  EXPECT_EQ(stages_of("conv k3 c4", {8}).back().parameters, std::nullopt);
  EXPECT_EQ(stages_of("nn.Conv2d(3, 4, 3)", {8}).back().parameters, 112);
  EXPECT_EQ(stages_of("conv3d k3 c2", {32, 16, 16}, 1).back().products, 27 * 2 * 30 * 14 * 14);
}

// Of a sum of two ways the plane's counts are no product of both axes': 1 + 3 x 3 ways to the middle cell, 9 paths of the longer way.
TEST(ChainPlane, JoinedResultsAddTheirPaths) {
  const auto stages = stages_of("a: conv k3 p1\nconv k3 p1\nadd input", {9, 7});
  const auto paths = *plane_paths_to(stages, 3, {4, 3});
  EXPECT_EQ(paths[0].of({4, 3}), 10);
  EXPECT_EQ(paths[0].of({3, 3}), 6);
  EXPECT_EQ(paths[0].of({2, 1}), 1);
  EXPECT_EQ(paths[0].of({2, 0}), 0);
  EXPECT_EQ(paths[1].of({4, 3}), 1);
  EXPECT_EQ(paths[0].rows(), (Span{2, 6}));
  EXPECT_EQ(paths[0].columns(), (Span{1, 5}));
  const auto reached = *plane_paths_from(stages, 0, {4, 3});
  EXPECT_EQ(reached[3].of({4, 3}), 10);
  EXPECT_EQ(reached[3].of({2, 1}), 1);
}

TEST(ChainPlane, WithoutJoinsItIsTheProductOfBothAxes) {
  const auto stages = stages_of("conv k3x1 s2x1 p1x0\ndeconv k4x2 s2x3 p1x0\npool k2", {11, 6});
  for (std::int64_t n = 0; n < stages.back().axes[0].side; ++n) {
    const auto plane = plane_paths_to(stages, 3, {n, n % 4})->front();
    const auto rows = paths_to(stages, 3, 0, n)->front(), columns = paths_to(stages, 3, 1, n % 4)->front();
    for (std::int64_t row = 0; row < 11; ++row)
      for (std::int64_t col = 0; col < 6; ++col) EXPECT_EQ(plane.of({row, col}), rows.of(row) * columns.of(col));
  }
  const auto line = stages_of("conv1d k3\nconv1d k3", {9});
  EXPECT_EQ(plane_paths_to(line, 2, {0, 2})->front().of({0, 4}), 3);
}

}  // namespace
}  // namespace deconvlab
