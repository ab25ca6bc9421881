// Pooling and upsampling of pictures, beside the time that a copy of the bytes they touch takes.
#include <cstring>

#include "core/cpu/cpu_device.h"
#include "support.h"

namespace deconvlab {
namespace {

Tensor picture(std::int64_t side) {
  Tensor x(Shape{1, 1, side, side});
  std::uint32_t state = 1;
  for (float& v : x.data()) v = static_cast<float>((state = state * 1664525u + 1013904223u) >> 24);
  return x;
}

Params halves(std::int64_t side) { return {.i = Extent::square(side), .k = {2, 2}, .s = {2, 2}}; }

void Copy(benchmark::State& state) {
  const Tensor x = picture(state.range(0));
  Tensor y = Tensor::unfilled(x.shape());
  for (auto _ : state) {
    std::memcpy(y.data().data(), x.data().data(), x.data().size_bytes());
    benchmark::ClobberMemory();
  }
  bench::report(state, x.size(), 2 * static_cast<std::int64_t>(x.data().size_bytes()));
}

void MaxPool(benchmark::State& state) {
  const Geometry g = resolve_pool(halves(state.range(0))).value();
  const Tensor x = picture(state.range(0));
  CpuDevice cpu;
  for (auto _ : state) benchmark::DoNotOptimize(cpu.max_pool(x, g)->values.data().data());
  bench::report(state, x.size(), 6 * x.size());
}

void MaxUnpool(benchmark::State& state) {
  const Geometry g = resolve_pool(halves(state.range(0))).value();
  CpuDevice cpu;
  const Pooled pooled = cpu.max_pool(picture(state.range(0)), g).value();
  for (auto _ : state) benchmark::DoNotOptimize(cpu.max_unpool(pooled.values, pooled.switches, g)->data().data());
  bench::report(state, g.input().area(), 6 * g.input().area());
}

void upsample(benchmark::State& state, OpKind kind) {
  const Geometry g = resolve_upsample(halves(state.range(0) / 2)).value();
  const Tensor x = picture(state.range(0) / 2);
  CpuDevice cpu;
  for (auto _ : state) benchmark::DoNotOptimize(cpu.run(kind, x, {}, g)->data().data());
  bench::report(state, g.input().area(), 5 * g.input().area());
}
void Nearest(benchmark::State& state) { upsample(state, OpKind::upsample_nearest); }
void Bilinear(benchmark::State& state) { upsample(state, OpKind::upsample_bilinear); }

BENCHMARK(Copy)->Name("Pool/Copy")->Arg(1024)->Arg(2048)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(MaxPool)->Name("Pool/MaxPool")->Arg(1024)->Arg(2048)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(MaxUnpool)->Name("Pool/MaxUnpool")->Arg(1024)->Arg(2048)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(Nearest)->Name("Pool/Nearest")->Arg(1024)->Arg(2048)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(Bilinear)->Name("Pool/Bilinear")->Arg(1024)->Arg(2048)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace deconvlab
