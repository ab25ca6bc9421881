// Operators on infinities and NaN against what PyTorch computed: generate.py describes nonfinite.txt. Who computes is up to the test.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <sstream>
#include <string>

#include "core/operators/operators.h"
#include "core/operators/pool.h"

namespace deconvlab::test {

struct Runner {
  std::function<Tensor(OpKind, const Tensor&, const Tensor&, const Geometry&)> run;
  std::function<Pooled(const Tensor&, const Geometry&)> max_pool;
  std::function<Tensor(const Tensor&, const Indices&, const Geometry&)> max_unpool;
};

namespace odd {

inline std::uint32_t hashed(std::uint32_t n, std::uint32_t seed) { return n * 2654435761u + seed * 2246822519u + 374761393u; }

// As `operand` and, where it is odd, `odd_operand` of generate.py.
inline Tensor operand(Shape shape, std::uint32_t seed, bool is_odd) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr float kSpecials[] = {kInfinity, -kInfinity, std::numeric_limits<float>::quiet_NaN()};
  Tensor tensor(shape);
  std::uint32_t n = 0;
  for (float& v : tensor.data()) {
    const std::uint32_t special = hashed(n, seed + 1000);
    v = static_cast<float>(static_cast<int>((hashed(n++, seed) >> 16) % 9) - 4);
    if (is_odd && (special >> 16) % 13 == 0) v = kSpecials[(special >> 8) % 3];
  }
  return tensor;
}

inline std::int64_t coded(float value) {
  if (std::isnan(value)) return 500009;
  if (std::isinf(value)) return value > 0 ? 500019 : -500019;
  return std::llround(value);
}
inline std::int64_t coded(std::int32_t value) { return value; }

// Of coded values, as `checksum` there; numbers are multiplied by `scale` first.
template <class T>
std::string checksum(const Array<T>& array, T scale = 1) {
  std::uint64_t sum = 0;
  std::uint64_t n = 0;
  for (const T v : array.data()) {
    n += 0x9E3779B97F4A7C15u;
    sum += static_cast<std::uint64_t>(coded(v * scale) + 1000003) * ((n ^ (n >> 29)) * 0xBF58476D1CE4E5B9u);
  }
  return fmt::format("{:016x}", sum);
}

// A line of the file as it is read.
struct Line {
  std::istringstream in;
  std::uint32_t number;
  std::int64_t n = 0, c = 0, o = 0;
  Params params;

  template <class T>
  T next() {
    T value{};
    in >> value;
    return value;
  }
  void read(std::initializer_list<Extent*> sides) {
    for (Extent* side : sides) in >> side->h >> side->w;
  }
  Extent sides() {
    Extent e;
    read({&e});
    return e;
  }
  Tensor input() const { return operand({n, c, params.i.h, params.i.w}, 3 * number, true); }
};

inline void check_convolution(Line& line, const Runner& by, bool transposed) {
  Params& p = line.params;
  line.in >> line.n >> line.c >> line.o >> p.groups;
  line.read({&p.i, &p.k, &p.s, &p.p, &p.d, &p.a});
  const Extent result = line.sides();
  const int odd = line.next<int>();
  const Geometry g = (transposed ? resolve_transposed(p) : resolve(p)).value();
  const auto make = [&](int bit, const Shape& shape) { return operand(shape, 3 * line.number + bit, (odd >> bit & 1) != 0); };
  const Tensor x = make(0, {line.n, line.c, p.i.h, p.i.w});
  const Tensor w = make(1, transposed ? Shape{line.c, line.o / g.groups, p.k.h, p.k.w} : Shape{line.o, line.c / g.groups, p.k.h, p.k.w});
  const Tensor dy = make(2, {line.n, line.o, result.h, result.w});
  EXPECT_EQ(checksum(by.run(transposed ? OpKind::conv_transpose : OpKind::conv, x, w, g)), line.next<std::string>()) << "y";
  EXPECT_EQ(checksum(by.run(transposed ? OpKind::conv_transpose_input_grad : OpKind::conv_input_grad, dy, w, g)), line.next<std::string>())
      << "dx";
  EXPECT_EQ(checksum(by.run(transposed ? OpKind::conv_transpose_kernel_grad : OpKind::conv_kernel_grad, x, dy, g)),
            line.next<std::string>())
      << "dw";
}

inline void check_max(Line& line, const Runner& by) {
  Params& p = line.params;
  line.read({&p.k, &p.s, &p.p, &p.d});
  line.in >> p.ceil_mode;
  line.sides();
  const Geometry g = resolve_pool(p).value();
  const Pooled pooled = by.max_pool(line.input(), g);
  const auto values = line.next<std::string>();
  EXPECT_EQ(checksum(pooled.values), values);
  EXPECT_EQ(checksum(by.run(OpKind::max_pool, line.input(), {}, g)), values);
  EXPECT_EQ(checksum(pooled.switches), line.next<std::string>());
}

inline void check_avg(Line& line, const Runner& by) {
  Params& p = line.params;
  line.read({&p.k, &p.s, &p.p});
  line.in >> p.ceil_mode >> p.count_include_pad;
  const float scale = line.next<float>();
  line.sides();
  EXPECT_EQ(checksum(by.run(OpKind::avg_pool, line.input(), {}, resolve_pool(p).value()), scale), line.next<std::string>());
}

inline void check_unpool(Line& line, const Runner& by) {
  Params& p = line.params;
  line.read({&p.k, &p.s, &p.p});
  line.next<int>();
  const Extent output = line.sides();
  const Tensor x = line.input();
  const Tensor high = operand(x.shape(), 3 * line.number + 1, false), low = operand(x.shape(), 3 * line.number + 2, false);
  Indices switches(x.shape());
  for (std::int64_t n = 0; n < x.size(); ++n) {
    const auto hash = static_cast<std::int32_t>((high.data()[n] + 4) * 9 + low.data()[n] + 4);
    switches.data()[n] = hash % static_cast<std::int32_t>(output.area());
  }
  EXPECT_EQ(checksum(by.max_unpool(x, switches, resolve_unpool(p).value())), line.next<std::string>());
}

inline void check_upsampling(Line& line, const Runner& by, OpKind kind) {
  line.params.output = line.sides();
  const bool bilinear = kind == OpKind::upsample_bilinear;
  if (bilinear && line.next<int>() != 0) line.params.resampling.coordinates = Coordinates::align_corners;
  const Tensor y = by.run(kind, line.input(), {}, resolve_upsample(line.params).value());
  EXPECT_EQ(checksum(y, bilinear ? 64.0f : 1.0f), line.next<std::string>());
}

inline void check(const std::string& kind, Line& line, const Runner& by) {
  if (kind == "conv" || kind == "transpose") return check_convolution(line, by, kind == "transpose");
  line.in >> line.n >> line.c >> line.params.i.h >> line.params.i.w;
  if (kind == "max") return check_max(line, by);
  if (kind == "avg") return check_avg(line, by);
  if (kind == "unpool") return check_unpool(line, by);
  check_upsampling(line, by, kind == "bilinear" ? OpKind::upsample_bilinear : OpKind::upsample_nearest);
}

}  // namespace odd

inline void expect_as_pytorch_on_infinities_and_nan(const Runner& by) {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "nonfinite.txt");
  std::map<std::string, int> count;
  std::uint32_t number = 0;
  for (std::string kind, text; file >> kind && std::getline(file, text); ++number) {
    SCOPED_TRACE(kind + text);
    odd::Line line{.in = std::istringstream(text), .number = number, .params = {}};
    odd::check(kind, line, by);
    ASSERT_FALSE(line.in.fail());
    ++count[kind];
  }
  for (const char* kind : {"conv", "transpose", "max", "avg", "unpool", "nearest", "bilinear"}) EXPECT_EQ(count[kind], 250) << kind;
}

}  // namespace deconvlab::test
