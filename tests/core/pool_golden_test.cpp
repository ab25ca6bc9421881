// Pooling, unpooling and upsampling against what PyTorch computed: tests/golden/generate.py describes the file. Each case's matrix is
// compared with its operator as well, and with its transpose.
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
#include "support.h"

namespace deconvlab {
namespace {

using test::checksum;
using test::operand;

std::istream& operator>>(std::istream& in, Extent& e) { return in >> e.h >> e.w; }

// A line of the file as it is read.
struct Line {
  std::istringstream in;
  std::uint32_t number;
  std::int64_t n = 0, c = 0;
  Params params;

  Line(const std::string& text, std::uint32_t at) : in(text), number(at) { in >> n >> c >> params.i; }
  template <class T>
  T next() {
    T value{};
    in >> value;
    return value;
  }
  void read_window() { in >> params.k >> params.s >> params.p; }
  Tensor input() const { return operand({n, c, params.i.h, params.i.w}, 3 * number); }
  Shape of(Extent e) const { return {n, c, e.h, e.w}; }
};

template <class T>
Array<T> first_plane(const Array<T>& x) {
  return Array<T>::plane(x.shape().plane(), {x.plane(0, 0).begin(), x.plane(0, 0).end()});
}

Tensor product(const Csr& m, const Tensor& x, Extent to) { return Tensor::plane(to, multiply(m, x.data())); }

// M x is the operator's plane and every step's value, <M x, y> = <x, Mt y>, and so is it on the CPU device.
void check_map(OpKind kind, const Geometry& g, const Tensor& x, const Indices& given, const Tensor& result, double tolerance) {
  const Tensor plane = first_plane(x), expected = first_plane(result);
  const Indices switches = kind == OpKind::max_pool ? max_pool(plane, g).switches : given.size() > 0 ? first_plane(given) : Indices();
  const LinearMap map = LinearMap::make(kind, g, switches).value();
  const Csr m = map.matrix(Side::c).value();
  EXPECT_EQ(m.nonzeros(), map.nonzeros());
  const Tensor y = product(m, plane, map.to());
  ASSERT_EQ(y.shape(), expected.shape());
  for (std::int64_t t = 0; t < y.size(); ++t) {
    ASSERT_NEAR(y.data()[t], expected.data()[t], tolerance) << t;
    ASSERT_NEAR(map.step(t, plane).value, expected.data()[t], tolerance) << t;
  }
  const Tensor dy = operand(y.shape(), 77);
  const Tensor back = product(map.matrix(Side::c_transposed).value(), dy, map.from());
  EXPECT_NEAR(test::dot(y, dy), test::dot(plane, back), tolerance * static_cast<double>(y.size() * 100));
  CpuDevice cpu;
  EXPECT_EQ((kind == OpKind::max_unpool ? cpu.max_unpool(x, given, g) : cpu.run(kind, x, {}, g)).value(), result);
}

void check_max(Line& line) {
  line.read_window();
  line.in >> line.params.d >> line.params.ceil_mode;
  const Geometry g = resolve_pool(line.params).value();
  ASSERT_EQ(g.output(), line.next<Extent>());
  const Pooled pooled = max_pool(line.input(), g);
  EXPECT_EQ(checksum(pooled.values), line.next<std::string>());
  EXPECT_EQ(checksum(pooled.switches), line.next<std::string>());
  check_map(OpKind::max_pool, g, line.input(), {}, pooled.values, 0);
  CpuDevice cpu;
  const Pooled at_once = cpu.max_pool(line.input(), g).value();
  EXPECT_EQ(at_once.values, pooled.values);
  EXPECT_EQ(at_once.switches, pooled.switches);
}

void check_avg(Line& line) {
  line.read_window();
  line.in >> line.params.ceil_mode >> line.params.count_include_pad;
  const float scale = line.next<float>();
  const Geometry g = resolve_pool(line.params).value();
  ASSERT_EQ(g.output(), line.next<Extent>());
  const Tensor y = avg_pool(line.input(), g);
  Tensor scaled = y;
  for (float& v : scaled.data()) {
    EXPECT_NEAR(v * scale, std::round(v * scale), 1e-2);
    v = std::round(v * scale);
  }
  EXPECT_EQ(checksum(scaled), line.next<std::string>());
  check_map(OpKind::avg_pool, g, line.input(), {}, y, 1e-5);
}

void check_unpool(Line& line) {
  line.read_window();
  const bool given = line.next<int>() != 0;
  const auto output = line.next<Extent>();
  if (given) line.params.output = output;
  const Geometry g = resolve_unpool(line.params).value();
  ASSERT_EQ(g.input(), output);
  Indices switches(line.input().shape());
  const Tensor high = operand(switches.shape(), 3 * line.number + 1);
  const Tensor low = operand(switches.shape(), 3 * line.number + 2);
  for (std::int64_t n = 0; n < low.size(); ++n) {
    const auto hash = static_cast<std::int32_t>((high.data()[n] + 4) * 9 + low.data()[n] + 4);
    switches.data()[n] = hash % static_cast<std::int32_t>(output.area());
  }
  const Tensor y = max_unpool(line.input(), switches, g);
  EXPECT_EQ(checksum(y), line.next<std::string>());
  check_map(OpKind::max_unpool, g, line.input(), switches, y, 0);
}

void check_nearest(Line& line) {
  line.params.output = line.next<Extent>();
  const Geometry g = resolve_upsample(line.params).value();
  const Tensor y = operator_of(OpKind::upsample_nearest).apply(line.input(), {}, g);
  EXPECT_EQ(checksum(y), line.next<std::string>());
  check_map(OpKind::upsample_nearest, g, line.input(), {}, y, 0);
}

// Weights in floats round by half an epsilon each and values are at most 4: within 2e-6. The sum is of at most 6400 such values.
void check_bilinear(Line& line) {
  line.params.output = line.next<Extent>();
  if (line.next<int>() != 0) line.params.resampling.coordinates = Coordinates::align_corners;
  const Geometry g = resolve_upsample(line.params).value();
  const Tensor y = operator_of(OpKind::upsample_bilinear).apply(line.input(), {}, g);
  double sum = 0;
  for (const float v : y.data()) sum += v;
  EXPECT_NEAR(sum, line.next<double>(), 2e-6 * static_cast<double>(y.size()));
  for (int n = 0; n < 4; ++n) {
    const auto at = line.next<std::int64_t>();
    EXPECT_NEAR(y.data()[at], line.next<double>(), 3e-6);
  }
  EXPECT_EQ(LinearMap::make(OpKind::upsample_bilinear, g).value().matrix(Side::c)->nonzeros(),
            count_bilinear_sources(g.h, g.resampling) * count_bilinear_sources(g.w, g.resampling));
  check_map(OpKind::upsample_bilinear, g, line.input(), {}, y, 3e-6);
}

TEST(Golden, PoolingAndUpsamplingAgreeWithPyTorch) {
  const std::map<std::string, void (*)(Line&)> checks{
      {"max", check_max}, {"avg", check_avg}, {"unpool", check_unpool}, {"nearest", check_nearest}, {"bilinear", check_bilinear}};
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "pool.txt");
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
  for (const auto& [kind, check] : checks) EXPECT_EQ(count[kind], 1000) << kind;
}

}  // namespace
}  // namespace deconvlab
