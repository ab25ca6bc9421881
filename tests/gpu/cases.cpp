#include "cases.h"

#include <fmt/format.h>

#include <random>

namespace deconvlab::test {

namespace {

Tensor filled(const Shape& shape, unsigned seed, int bound, float step) {
  std::mt19937 random(seed);
  std::vector<float> data(static_cast<std::size_t>(shape.size()));
  for (float& value : data) value = step * static_cast<float>(static_cast<int>(random() % (2u * bound + 1)) - bound);
  return Tensor(shape, std::move(data));
}

Operands operands(const Operator& op, const DeviceCase& of, const Geometry& g, int bound, float step) {
  const std::int64_t groups = g.groups;
  // The channels of the convolution's two ends.
  const std::int64_t c = of.c * groups;
  const std::int64_t o = of.o * groups;
  const auto make = [&](Operand operand, unsigned seed) {
    const Extent size = operand_size(op, operand, g);
    const bool output_end = (operand == Operand::output_grad) != op.transposed;
    if (operand == Operand::none) return Tensor();
    if (operand == Operand::kernel) return filled({o, of.c, size.h, size.w}, seed, bound, step);
    return filled({of.n, output_end ? o : c, size.h, size.w}, seed, bound, step);
  };
  return {make(op.first, 1), make(op.second, 2)};
}

Params in_groups(Params params, std::int64_t groups) {
  params.groups = groups;
  return params;
}

Params with_end(Params params, Extent p_end) {
  params.p_end = p_end;
  return params;
}

// Every pair of a kernel side and a stride or dilation, p growing with k, flip in turns.
void add_squares(std::vector<DeviceCase>& cases) {
  for (std::int64_t k = 1; k <= 9; ++k) {
    for (std::int64_t s = 1; s <= 3; ++s) {
      for (std::int64_t d = 1; d <= 2; ++d) {
        cases.push_back({{{17, 19}, {k, k}, {s, s}, {k / 2, k / 2}, {d, d}, (k + s + d) % 2 == 0}});
      }
    }
  }
}

}  // namespace

std::string DeviceCase::text() const {
  const Params& p = params;
  const Extent end = p.padding_end();
  return fmt::format("n {} c {} o {} i {}x{} k {}x{} s {}x{} p {},{},{},{} d {}x{} flip {} a {}x{} groups {}", n, c, o, p.i.h, p.i.w, p.k.h,
                     p.k.w, p.s.h, p.s.w, p.p.h, end.h, p.p.w, end.w, p.d.h, p.d.w, p.flip, p.a.h, p.a.w, p.groups);
}

std::vector<DeviceCase> device_cases() {
  std::vector<DeviceCase> cases = {
      {{{1, 1}, {1, 1}}},
      {{{5, 5}, {3, 3}}},
      {{{3, 8}, {3, 1}, {1, 1}, {1, 0}}},
      {{{8, 3}, {1, 3}, {1, 1}, {0, 1}}},
      {{{4, 9}, {4, 2}, {1, 1}, {0, 5}, {1, 1}, true}},
      {{{6, 6}, {2, 2}, {3, 5}, {0, 0}}},
      {{{1, 1}, {1, 1}, {9, 9}, {10, 10}}},
      {{{2, 3}, {2, 2}, {2, 1}, {7, 6}, {3, 2}, true}},
      {{{13, 70}, {5, 4}, {2, 1}, {1, 3}, {1, 1}, true}, 2, 3, 4},
      {{{70, 13}, {4, 5}, {1, 2}, {2, 2}, {2, 1}, false}, 3, 2, 5},
      {{{9, 33}, {3, 3}, {1, 1}, {1, 1}}, 2, 4, 2},
      {{{12, 12}, {4, 4}, {4, 4}, {0, 0}, {1, 1}, true}, 1, 3, 2},
      {{{130, 257}, {7, 7}, {1, 1}, {3, 3}}},
      {{{64, 64}, {15, 15}, {1, 1}, {7, 7}, {1, 1}, true}},
      {{{64, 65}, {3, 3}, {2, 2}, {5, 5}, {5, 5}}},
      {in_groups({{12, 21}, {4, 3}, {2, 3}, {1, 2}, {1, 2}, true}, 3), 2, 2, 3},
      {in_groups({{9, 40}, {3, 4}, {1, 1}, {1, 1}}, 2), 2, 1, 1},
      {{{7, 9}, {3, 2}, {2, 3}, {0, 1}, {3, 4}, false, {2, 3}}, 1, 2, 2},
      {{{11, 14}, {5, 4}, {2, 1}, {4, 3}}, 2, 2, 2},
      {{{6, 9}, {3, 3}, {3, 3}, {2, 2}}},
      {{{9, 6}, {2, 3}, {1, 2}, {2, 4}, {2, 2}}},
      {{{5, 6}, {4, 4}, {4, 6}, {9, 1}, {2, 4}, true, {1, 0}}},
      {with_end({{9, 14}, {3, 4}, {2, 1}, {0, 3}}, {2, 1}), 2, 2, 3},
      {with_end({{11, 8}, {3, 3}, {2, 3}, {-2, 1}, {2, 1}, true}, {1, -1}), 1, 2, 2},
      {with_end({{40, 70}, {5, 3}, {1, 2}, {-3, -1}}, {-1, 4})},
      {with_end({{7, 40}, {3, 3}, {1, 1}, {-1, -2}}, {2, -3}), 2, 2, 2},
      {with_end({{7, 21}, {2, 3}, {2, 1}, {1, -3}, {1, 2}}, {-2, 4}), 1, 2, 2},
  };
  add_squares(cases);
  return cases;
}

Operands whole_operands(const Operator& op, const DeviceCase& of, const Geometry& g) { return operands(op, of, g, 4, 1); }

Operands float_operands(const Operator& op, const DeviceCase& of, const Geometry& g) {
  return operands(op, of, g, 1000003, 1.0f / 1000003);
}

}  // namespace deconvlab::test
