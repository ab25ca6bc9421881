// Layers of one axis and of three against what PyTorch computed: tests/golden/generate.py describes the file.
#include "core/operators/volume.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "core/cpu/cpu_device.h"
#include "tests/core/support.h"

namespace deconvlab {
namespace {

using Sides = std::vector<std::int64_t>;

// A line of the file as it is read.
struct Line {
  std::istringstream in;
  std::uint32_t number;

  std::int64_t next() {
    std::int64_t value = 0;
    in >> value;
    return value;
  }
  Sides sides(std::int64_t axes) {
    Sides all(static_cast<std::size_t>(axes));
    for (std::int64_t& side : all) side = next();
    return all;
  }
  std::string sum() {
    std::string text;
    in >> text;
    return text;
  }
};

// What a layer has along its axes; what is not read is as it is usual.
struct Layer {
  std::int64_t n = 1, c = 1, o = 1, groups = 1;
  Sides i = {}, k = {}, s = {}, p = {}, d = {}, a = {}, out = {};
  bool ceil = false, include = true;

  VolumeGeometry geometry(Expected<Geometry> (*resolve)(const Params& params)) const {
    std::vector<Geometry> axes;
    for (std::size_t n = 0; n < i.size(); ++n) {
      Params params{.i = {i[n], 1}, .k = {k[n], 1}, .s = {s[n], 1}, .p = {p[n], 0}, .d = {d.empty() ? 1 : d[n], 1}};
      params.a = {a.empty() ? 0 : a[n], 0};
      params.groups = groups;
      params.ceil_mode = ceil;
      params.count_include_pad = include;
      axes.push_back(resolve(params).value());
    }
    return volume_geometry(axes);
  }
};

// An operand of these channels in slices; of one axis a single column.
Volume operand(std::int64_t n, std::int64_t c, const Sides& sides, std::uint32_t seed) {
  const std::int64_t depth = sides.size() == 1 ? 1 : sides[0];
  const Shape slice = sides.size() == 1 ? Shape{n, c, sides[0], 1} : Shape{n, c, sides[1], sides[2]};
  return slices_of(test::operand({1, 1, 1, slice.size() * depth}, seed).data(), slice, depth);
}

std::int64_t cells(const Sides& sides) {
  std::int64_t all = 1;
  for (const std::int64_t side : sides) all *= side;
  return all;
}

void expect_convolution(const std::string& kind, Line& line) {
  const std::int64_t axes = line.next();
  Layer layer{.n = line.next(), .c = line.next(), .o = line.next(), .groups = line.next()};
  for (Sides* sides : {&layer.i, &layer.k, &layer.s, &layer.p, &layer.d, &layer.a, &layer.out}) *sides = line.sides(axes);
  const bool back = kind == "transpose";
  const std::int64_t w_n = back ? layer.c : layer.o, w_c = (back ? layer.o : layer.c) / layer.groups;
  const Volume x = operand(layer.n, layer.c, layer.i, 3 * line.number), w = operand(w_n, w_c, layer.k, 3 * line.number + 1);
  const Tensor bias = test::operand({1, 1, 1, layer.o}, 3 * line.number + 2);
  CpuDevice device;
  const VolumeGeometry g = layer.geometry(back ? resolve_transposed : resolve);
  Tensor y = joined((back ? conv_transpose_volume : conv_volume)(device, x, w, g).value());
  ASSERT_EQ(y.size(), layer.n * layer.o * cells(layer.out));
  for (std::int64_t at = 0; at < y.size(); ++at) y.data()[at] += bias.data()[at / cells(layer.out) % layer.o];
  EXPECT_EQ(test::checksum(y), line.sum());
}

void expect_pooling(const std::string& kind, Line& line) {
  const std::int64_t axes = line.next();
  Layer layer{.n = line.next(), .c = line.next()};
  for (Sides* sides : {&layer.i, &layer.k, &layer.s, &layer.p}) *sides = line.sides(axes);
  if (kind == "max") layer.d = line.sides(axes);
  layer.ceil = line.next() != 0;
  if (kind == "avg") layer.include = line.next() != 0;
  layer.out = line.sides(axes);
  const Volume x = operand(layer.n, layer.c, layer.i, 3 * line.number);
  CpuDevice device;
  const VolumeGeometry g = layer.geometry(resolve_pool);
  if (kind == "max") {
    const PooledVolume pooled = max_pool_volume(device, x, g).value();
    ASSERT_EQ(joined(pooled.values).size(), layer.n * layer.c * cells(layer.out));
    EXPECT_EQ(test::checksum(joined(pooled.values)), line.sum());
    EXPECT_EQ(test::checksum(joined(pooled.switches)), line.sum());
    return;
  }
  Tensor means = joined(avg_pool_volume(device, x, g).value());
  for (float& mean : means.data()) mean = std::round(mean * 216000);
  // A mean's last bit is up to 1/64 of one here, which rounding leaves out.
  EXPECT_EQ(test::checksum(means), line.sum());
}

TEST(Volume, AgreesWithPyTorch) {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "space.txt");
  ASSERT_TRUE(file.is_open());
  std::map<std::string, int> seen;
  std::uint32_t number = 0;
  for (std::string text; std::getline(file, text); ++number) {
    SCOPED_TRACE(text);
    Line line{std::istringstream(text), number};
    std::string kind;
    line.in >> kind;
    kind == "max" || kind == "avg" ? expect_pooling(kind, line) : expect_convolution(kind, line);
    ++seen[kind];
  }
  EXPECT_EQ(seen, (std::map<std::string, int>{{"conv", 120}, {"transpose", 120}, {"max", 120}, {"avg", 120}}));
}

// Three slices of a cell, 1, 10 and 100, and a kernel 1, 2 along the depth: turned by flip it is 2, 1.
TEST(Volume, FlipTurnsTheDepthToo) {
  const Geometry depth = *resolve({.i = {3, 1}, .k = {2, 1}, .flip = true});
  const VolumeGeometry g = volume_geometry(std::vector<Geometry>{depth, single_cell(), single_cell()});
  const Shape cell{1, 1, 1, 1};
  CpuDevice device;
  const Volume x = slices_of(std::vector<float>{1, 10, 100}, cell, 3), w = slices_of(std::vector<float>{1, 2}, cell, 2);
  EXPECT_EQ(joined(conv_volume(device, x, w, g).value()), Tensor::plane({1, 2}, {2 * 1 + 10, 2 * 10 + 100}));
}

// The larger values lie in the second slice, of the first row equal ones: the first wins.
TEST(Volume, SwitchesNameACellOfTheWholeVolume) {
  const Geometry two = *resolve_pool({.i = {2, 1}, .k = {2, 1}}), one = *resolve_pool({.i = {2, 1}, .k = {1, 1}});
  const VolumeGeometry g = volume_geometry(std::vector<Geometry>{two, one, one});
  CpuDevice device;
  const Volume x = slices_of(std::vector<float>{5, 5, 1, 2, 5, 4, 7, 8}, {1, 1, 2, 2}, 2);
  const PooledVolume pooled = max_pool_volume(device, x, g).value();
  EXPECT_EQ(joined(pooled.values), Tensor::plane({1, 4}, {5, 5, 7, 8}));
  EXPECT_EQ(joined(pooled.switches), Indices::plane({1, 4}, {0, 1, 6, 7}));
}

}  // namespace
}  // namespace deconvlab
