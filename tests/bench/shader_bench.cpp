// Every shader at the shapes that peers are measured at. "time" is the whole call, uploads and read-back included; "shader" the
// dispatches alone, in milliseconds, the shortest of all runs; "PyTorch" what PyTorch 1.13 takes for the same on two cores of a machine
// like this, where that is known.
#include <algorithm>
#include <string>

#include "app/gpu/gl_device.h"
#include "support.h"

namespace deconvlab {
namespace {

struct Work {
  const char* name;
  OpKind kind;
  Params params;
  double pytorch = 0;  // milliseconds
};

Params of(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p) {
  return {Extent::square(i), Extent::square(k), Extent::square(s), Extent::square(p)};
}

// To a picture of `side`, or of one.
std::vector<Work> works(std::int64_t side) {
  const bool large = side == 4096;
  const auto peer = [&](double at_1024, double at_4096) { return large ? at_4096 : at_1024; };
  return {
      {"conv k3", OpKind::conv, of(side, 3, 1, 1), peer(24, 414)},
      {"conv k5", OpKind::conv, of(side, 5, 1, 2), peer(32, 0)},
      {"conv k7", OpKind::conv, of(side, 7, 1, 3), peer(33, 576)},
      {"conv-kernel-grad k3", OpKind::conv_kernel_grad, of(side, 3, 1, 1)},
      {"conv-transpose k4 s2", OpKind::conv_transpose, of(side / 2, 4, 2, 1), peer(6.1, 239)},
      {"conv-transpose k16 s8", OpKind::conv_transpose, of(side / 8, 16, 8, 4), peer(8.9, 0)},
      {"conv-transpose k64 s32", OpKind::conv_transpose, of(side / 32, 64, 32, 16), peer(7.1, 0)},
      {"zero-insert s2", OpKind::zero_insert, of(side / 2, 1, 2, 0)},
      {"crop p19", OpKind::crop, of(side, 1, 1, 19)},
      {"max-pool k2 s2", OpKind::max_pool, of(side, 2, 2, 0), peer(0, 52)},
      {"max-pool k3 s2", OpKind::max_pool, of(side, 3, 2, 1)},
      {"avg-pool k2 s2", OpKind::avg_pool, of(side, 2, 2, 0)},
      {"max-unpool k2 s2", OpKind::max_unpool, of(side / 2, 2, 2, 0), peer(0, 25)},
      {"nearest s2", OpKind::upsample_nearest, of(side / 2, 1, 2, 0), peer(0, 46)},
      {"bilinear s2", OpKind::upsample_bilinear, of(side / 2, 1, 2, 0), peer(0, 129)},
  };
}

Tensor picture(const Shape& shape) {
  Tensor x(shape);
  std::uint32_t state = 1;
  for (float& v : x.data()) v = static_cast<float>((state = state * 1664525u + 1013904223u) >> 24);
  return x;
}

struct Operands {
  Tensor first, second;
  Indices switches;  // the first cells of their windows
};

Operands operands(const Operator& op, const Geometry& g) {
  const auto make = [&](Operand operand) {
    const Extent size = operand_size(op, operand, g);
    return operand == Operand::none || operand == Operand::switches ? Tensor() : picture({1, 1, size.h, size.w});
  };
  Operands made{make(op.first), make(op.second), {}};
  if (op.second != Operand::switches) return made;
  made.switches = Indices(made.first.shape());
  for (std::int64_t n = 0; n < made.switches.size(); ++n) {
    const Cell t = g.output_cell(n);
    made.switches.data()[n] = static_cast<std::int32_t>(g.input().index_of({t.row * g.h.s, t.col * g.w.s}));
  }
  return made;
}

// Runs `work`, which returns how many cells it made, once to compile the shader and then for the clock.
template <class Run>
void time_shader(benchmark::State& state, GlDevice& device, Run&& work) {
  const std::int64_t cells = work();
  double shortest = 1e9;
  for (auto _ : state) {
    const double before = device.shader_milliseconds();
    work();
    shortest = std::min(shortest, device.shader_milliseconds() - before);
  }
  bench::report(state, cells, cells * static_cast<std::int64_t>(sizeof(float)));
  state.counters["shader"] = shortest;
}

void run(benchmark::State& state, const Work& work) {
  const auto device = GlDevice::make();
  if (!device) return state.SkipWithError(device.error().args[0].c_str());
  const Operator& op = operator_of(work.kind);
  const Geometry g = op.resolve(work.params).value();
  const Operands in = operands(op, g);
  const auto once = [&] {
    if (work.kind == OpKind::max_unpool) return (*device)->max_unpool(in.first, in.switches, g);
    return (*device)->run(work.kind, in.first, in.second, g);
  };
  if (const auto y = once(); !y) return state.SkipWithError(y.error().args[1].c_str());
  time_shader(state, **device, [&] { return once()->size(); });
  state.counters["PyTorch"] = work.pytorch;
}

// Three channels each.
void difference(benchmark::State& state) {
  const auto device = GlDevice::make();
  if (!device) return state.SkipWithError(device.error().args[0].c_str());
  const Tensor x = picture({1, 3, state.range(0), state.range(0)});
  time_shader(state, **device, [&] { return (*device)->signed_difference(x, x)->size(); });
}
BENCHMARK(difference)->Name("Shader/difference")->Arg(1024)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();

void colors(benchmark::State& state) {
  const auto device = GlDevice::make();
  if (!device) return state.SkipWithError(device.error().args[0].c_str());
  const Tensor x = picture({1, 1, state.range(0), state.range(0)});
  const ColorMap greys{0, 255, {{0, 0, 0}, {1, 1, 1}}};
  time_shader(state, **device, [&] { return std::ssize(*(*device)->color_map(x, greys)); });
}
BENCHMARK(colors)->Name("Shader/color-map")->Arg(1024)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();

const bool kRegistered = [] {
  for (const std::int64_t side : {1024, 4096}) {
    for (const Work& work : works(side)) {
      const std::string name = std::string("Shader/") + work.name + "/" + std::to_string(side);
      benchmark::RegisterBenchmark(name.c_str(), [work](benchmark::State& state) { run(state, work); })
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
    }
  }
  return true;
}();

}  // namespace
}  // namespace deconvlab
