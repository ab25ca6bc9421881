// Pooling under SAME and resizing by every rule for places, against ONNX's reference functions and PyTorch: tests/golden/rules.py
// describes the file. Each case's matrix and steps are compared with its operator, on the CPU device as well.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "core/cpu/cpu_device.h"
#include "core/matrix/linear_map.h"
#include "core/operators/operators.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"
#include "core/operators/switch_rules.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::checksum;
using test::operand;

std::istream& operator>>(std::istream& in, Extent& e) { return in >> e.h >> e.w; }

const std::map<std::string, Padding> kRules{{"same", Padding::same}, {"same-lower", Padding::same_lower}};
const std::map<std::string, Coordinates> kPlaces{{"usual", Coordinates::usual},
                                                 {"half-pixel", Coordinates::half_pixel},
                                                 {"align-corners", Coordinates::align_corners},
                                                 {"asymmetric", Coordinates::asymmetric},
                                                 {"pytorch-half-pixel", Coordinates::pytorch_half_pixel}};
const std::map<std::string, Rounding> kRoundings{{"usual", Rounding::usual},
                                                 {"floor", Rounding::floor},
                                                 {"ceil", Rounding::ceil},
                                                 {"prefer-floor", Rounding::prefer_floor},
                                                 {"prefer-ceil", Rounding::prefer_ceil}};

// A line of the file as it is read.
struct Line {
  std::istringstream in;
  std::uint32_t number;
  Shape shape;
  Params params;

  Line(const std::string& text, std::uint32_t at) : in(text), number(at) {}
  template <class T>
  T next() {
    T value{};
    in >> value;
    return value;
  }
  template <class Value>
  Value named(const std::map<std::string, Value>& names) {
    return names.at(next<std::string>());
  }
  void read_input() {
    in >> shape.n >> shape.c >> params.i;
    shape = {shape.n, shape.c, params.i.h, params.i.w};
  }
  Tensor input() const { return operand(shape, number); }
};

Tensor first_plane(const Tensor& x) { return Tensor::plane(x.shape().plane(), {x.plane(0, 0).begin(), x.plane(0, 0).end()}); }

// The device and the plain loops agree to the last bit; M x and every step of a plane are the operator's.
void expect_everywhere(OpKind kind, const Geometry& g, const Tensor& x, const Tensor& y, float tolerance) {
  CpuDevice cpu;
  EXPECT_EQ(cpu.run(kind, x, {}, g).value(), y);
  const Tensor plane = first_plane(x);
  const auto map = LinearMap::make(kind, g, kind == OpKind::max_pool ? max_pool(plane, g).switches : decltype(Pooled::switches){}).value();
  const std::vector<float> product = multiply(map.matrix(Side::c).value(), plane.data());
  for (std::int64_t t = 0; t < map.to().area(); ++t) {
    ASSERT_NEAR(product[t], y.data()[t], tolerance) << t;
    ASSERT_NEAR(map.step(t, plane).value, y.data()[t], tolerance) << t;
  }
}

void check_max(Line& line) {
  line.read_input();
  line.in >> line.params.k >> line.params.s;
  line.params.padding = line.named(kRules);
  const Geometry g = resolve_pool(line.params).value();
  ASSERT_EQ(g.output(), line.next<Extent>());
  const Tensor y = max_pool(line.input(), g).values;
  EXPECT_EQ(checksum(y), line.next<std::string>());
  expect_everywhere(OpKind::max_pool, g, line.input(), y, 0);
}

void check_avg(Line& line) {
  line.read_input();
  line.in >> line.params.k >> line.params.s;
  line.params.padding = line.named(kRules);
  line.in >> line.params.count_include_pad;
  const Geometry g = resolve_pool(line.params).value();
  ASSERT_EQ(g.output(), line.next<Extent>());
  const Tensor y = avg_pool(line.input(), g);
  Tensor scaled = y;
  for (float& v : scaled.data()) v = std::round(v * 3600);
  EXPECT_EQ(checksum(scaled), line.next<std::string>());
  expect_everywhere(OpKind::avg_pool, g, line.input(), y, 1e-5f);
}

Geometry read_resizing(Line& line, bool rounds) {
  line.read_input();
  const auto h = line.next<double>(), w = line.next<double>();
  const auto output = line.next<Extent>();
  if (h > 0) line.params.scale = Scale{ratio_of(h), ratio_of(w)};
  if (h == 0) line.params.output = output;
  line.params.resampling.coordinates = line.named(kPlaces);
  if (rounds) line.params.resampling.rounding = line.named(kRoundings);
  const Geometry g = resolve_upsample(line.params).value();
  EXPECT_EQ(g.input(), output);
  return g;
}

void check_nearest(Line& line) {
  const Geometry g = read_resizing(line, true);
  const Tensor y = upsample_nearest(line.input(), g);
  EXPECT_EQ(checksum(y), line.next<std::string>());
  expect_everywhere(OpKind::upsample_nearest, g, line.input(), y, 0);
}

// Weights in floats round by half an epsilon each and values are at most 4: within 2e-6.
void check_bilinear(Line& line) {
  const Geometry g = read_resizing(line, false);
  const Tensor y = upsample_bilinear(line.input(), g);
  double sum = 0;
  for (const float v : y.data()) sum += v;
  EXPECT_NEAR(sum, line.next<double>(), 2e-6 * static_cast<double>(y.size()));
  for (int n = 0; n < 4; ++n) {
    const auto at = line.next<std::int64_t>();
    EXPECT_NEAR(y.data()[at], line.next<double>(), 3e-6);
  }
  EXPECT_EQ(LinearMap::make(OpKind::upsample_bilinear, g).value().matrix(Side::c)->nonzeros(),
            count_bilinear_sources(g.h, g.resampling) * count_bilinear_sources(g.w, g.resampling));
  expect_everywhere(OpKind::upsample_bilinear, g, line.input(), y, 3e-6f);
}

// A plane: H W and its values.
Tensor read_plane(Line& line) {
  const auto sides = line.next<Extent>();
  std::vector<float> values(static_cast<std::size_t>(sides.area()));
  for (float& value : values) line.in >> value;
  return Tensor::plane(sides, values);
}

// What the options of a node case say, up to the input; whether switches count columns first.
bool read_options(Line& line) {
  Params& p = line.params;
  bool column = false;
  p.count_include_pad = false;
  for (std::string option; line.in >> option && option != "i";) {
    if (option == "k") line.in >> p.k;
    if (option == "s") line.in >> p.s;
    if (option == "d") line.in >> p.d;
    if (option == "p") line.in >> p.p;
    if (option == "rule") p.padding = line.named(kRules);
    if (option == "ceil") p.ceil_mode = true;
    if (option == "include") p.count_include_pad = true;
    if (option == "coordinates") p.resampling.coordinates = line.named(kPlaces);
    if (option == "rounding") p.resampling.rounding = line.named(kRoundings);
    if (option == "column") column = true;
    if (option == "size") p.output = line.next<Extent>();
    if (option == "scale") {
      const auto h = line.next<double>();
      p.scale = Scale{ratio_of(h), ratio_of(line.next<double>())};
    }
  }
  return column;
}

// ONNX's MaxUnpool under an output_shape: the case has numbers of cells of the size that comes without one, whose cells stay where they
// are. Its text, and its max pooling, number the cells of the size that is asked for.
Tensor placed(const Tensor& y, Extent sides) {
  Tensor larger(Shape{1, 1, sides.h, sides.w});
  for (std::int64_t n = 0; n < y.size(); ++n) larger.at(y.shape().plane().cell_at(n)) = y.data()[n];
  return larger;
}

// What follows the input of a node case.
struct Wanted {
  Indices switches;  // where it has any
  Tensor result;
};
Wanted read_wanted(Line& line, Extent switches) {
  Wanted wanted;
  if (line.next<std::string>() == "at") {
    wanted.switches = Indices(Shape{1, 1, switches.h, switches.w});
    for (std::int32_t& at : wanted.switches.data()) line.in >> at;
    line.next<std::string>();
  }
  wanted.result = read_plane(line);
  return wanted;
}

void check_node(Line& line) {
  const auto name = line.next<std::string>();
  const Operator& op = *find_operator(line.next<std::string>()).value();
  const SwitchRule numbers = read_options(line) ? SwitchRule::onnx_column : SwitchRule::onnx;
  const Tensor x = read_plane(line);
  line.params.i = x.shape().plane();
  const Geometry g = op.resolve(line.params).value();
  const Wanted wanted = read_wanted(line, g.output());
  const bool unpools = op.kind == OpKind::max_unpool;
  Tensor y = unpools ? max_unpool(x, switches_of(numbers, wanted.switches, g.input()).value(), g) : op.apply(x, {}, g);
  if (unpools) y = placed(y, wanted.result.shape().plane());
  ASSERT_EQ(y.shape(), wanted.result.shape()) << name;
  // The case takes 0.6 * 4 = 2.4 for the length that corners are aligned in; ONNX's text and PyTorch say 2, which makes the second cell 4.
  if (name == "test_resize_downsample_scales_linear_align_corners") y.data()[1] = y.data()[1] == 4 ? wanted.result.data()[1] : 0;
  for (std::int64_t t = 0; t < y.size(); ++t) EXPECT_NEAR(y.data()[t], wanted.result.data()[t], 2e-6) << name << " " << t;
  if (op.kind != OpKind::max_pool || wanted.switches.size() == 0) return;
  EXPECT_EQ(numbered_by(numbers, max_pool(x, g).switches, g.input()).value(), wanted.switches) << name;
}

TEST(Golden, RulesAgreeWithOnnxAndPyTorch) {
  const std::map<std::string, void (*)(Line&)> checks{
      {"max", check_max}, {"avg", check_avg}, {"nearest", check_nearest}, {"bilinear", check_bilinear}, {"node", check_node}};
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "rules.txt");
  std::map<std::string, int> count;
  std::uint32_t number = 0;
  for (std::string kind, text; file >> kind && std::getline(file, text); ++number) {
    SCOPED_TRACE(kind + text);
    Line line(text, number);
    checks.at(kind)(line);
    ASSERT_FALSE(testing::Test::HasFatalFailure());
    ASSERT_FALSE(line.in.fail());
    ++count[kind];
  }
  EXPECT_EQ(count["max"] + count["avg"], 500);
  EXPECT_EQ(count["nearest"] + count["bilinear"], 1000);
  EXPECT_EQ(count["node"], 27);
}

}  // namespace
}  // namespace deconvlab
