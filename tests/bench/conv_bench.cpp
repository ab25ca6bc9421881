// Convolution on both devices at the shapes that peers are measured at, and the copy that limits it.
#include <cstring>

#include "app/gpu/gl_device.h"
#include "core/cpu/cpu_device.h"
#include "support.h"

namespace deconvlab {
namespace {

void run(benchmark::State& state, Device& device, Shape x_shape, std::int64_t outputs, const Geometry& g) {
  Tensor x(x_shape);
  for (std::int64_t n = 0; n < x.size(); ++n) x.data()[n] = static_cast<float>(n % 7 - 3);
  const Tensor w(Shape{outputs, x_shape.c, g.h.k, g.w.k}, 0.5f);
  for (auto _ : state) {
    const auto y = device.run(OpKind::conv, x, w, g);
    if (!y) return state.SkipWithError(y.error().args[0].c_str());
    benchmark::DoNotOptimize(y->data().data());
  }
  const std::int64_t cells = outputs * g.output().area();
  bench::report(state, cells, (x.size() + cells) * static_cast<std::int64_t>(sizeof(float)));
  state.SetLabel(device.name());
}

// One channel; the picture keeps its size when s = 1.
void run_square(benchmark::State& state, Device& device) {
  const std::int64_t i = state.range(0);
  const std::int64_t k = state.range(1);
  run(state, device, {1, 1, i, i}, 1, bench::square(i, k, state.range(2), k / 2));
}

void each_shape(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"i", "k", "s"})->Unit(benchmark::kMillisecond)->UseRealTime();
  for (const int k : {3, 5, 7, 15}) bench->Args({1024, k, 1});
  for (const int i : {512, 2048, 4096}) bench->Args({i, 3, 1})->Args({i, 7, 1});
  bench->Args({1024, 3, 2});
}

void ConvCpu(benchmark::State& state) {
  CpuDevice device;
  run_square(state, device);
}
BENCHMARK(ConvCpu)->Apply(each_shape);

void ConvCpuChannels(benchmark::State& state) {
  CpuDevice device;
  run(state, device, {1, state.range(0), 112, 112}, state.range(0), bench::square(112, 3, 1, 1));
}
BENCHMARK(ConvCpuChannels)->Arg(4)->Arg(64)->Unit(benchmark::kMillisecond)->UseRealTime();

void ConvGpu(benchmark::State& state) {
  auto device = make_gl_device();
  if (!device) return state.SkipWithError(device.error().args[0].c_str());
  run_square(state, **device);
}
BENCHMARK(ConvGpu)->Apply(each_shape);

// The input's bytes into a result that is there already: what no convolution can beat.
void ConvCopyLimit(benchmark::State& state) {
  const std::int64_t i = state.range(0);
  const Tensor x(Shape{1, 1, i, i}, 1);
  Tensor y(x.shape());
  for (auto _ : state) {
    std::memcpy(y.data().data(), x.data().data(), x.data().size_bytes());
    benchmark::ClobberMemory();
  }
  bench::report(state, x.size(), 2 * static_cast<std::int64_t>(x.data().size_bytes()));
}
BENCHMARK(ConvCopyLimit)->Arg(512)->Arg(1024)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace deconvlab
