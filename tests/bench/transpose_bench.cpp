// The transposed convolution at the shapes that peers are measured at, the copy of its result, and the pattern of a matrix of any size.
#include <cstring>

#include "core/cpu/cpu_device.h"
#include "core/matrix/sparse.h"
#include "support.h"

namespace deconvlab {
namespace {

// i -> i s: k = 2 s, p = s / 2.
Geometry upsampling(std::int64_t i, std::int64_t s) {
  return resolve_transposed({Extent::square(i), Extent::square(2 * s), Extent::square(s), Extent::square(s / 2)}).value();
}

void each_shape(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"i", "s"})->Unit(benchmark::kMillisecond)->UseRealTime();
  for (const int i : {256, 512, 2048}) bench->Args({i, 2});
  bench->Args({128, 8})->Args({32, 32});
}

void TransposeCpu(benchmark::State& state) {
  const Geometry g = upsampling(state.range(0), state.range(1));
  CpuDevice device;
  const Tensor x(Shape{1, 1, g.h.o, g.w.o}, 1);
  const Tensor w(Shape{1, 1, g.h.k, g.w.k}, 0.5f);
  for (auto _ : state) benchmark::DoNotOptimize(device.run(OpKind::conv_transpose, x, w, g)->data().data());
  bench::report(state, g.input().area(), (g.input().area() + g.output().area()) * 4);
}
BENCHMARK(TransposeCpu)->Apply(each_shape);

// The result's bytes into memory that is there already.
void TransposeCopyLimit(benchmark::State& state) {
  const Tensor x(Shape{1, 1, state.range(0), state.range(0)}, 1);
  Tensor y(x.shape());
  for (auto _ : state) {
    std::memcpy(y.data().data(), x.data().data(), x.data().size_bytes());
    benchmark::ClobberMemory();
  }
  bench::report(state, x.size(), 2 * static_cast<std::int64_t>(x.data().size_bytes()));
}
BENCHMARK(TransposeCopyLimit)->Arg(1024)->Arg(4096)->Unit(benchmark::kMillisecond)->UseRealTime();

// 600 x 600 pixels over all of C, or over a part: time an item is time a pixel.
void PatternPixels(benchmark::State& state) {
  const std::int64_t k = state.range(1);
  const Geometry g = bench::square(state.range(0), k, 1, k / 2);
  const auto end = static_cast<double>(g.input().area()) / static_cast<double>(state.range(2));
  for (auto _ : state) benchmark::DoNotOptimize(count_pattern(g, {0, end, 0, end}, 600, 600).data());
  bench::report(state, 600 * 600, 600 * 600 * 4);
}
BENCHMARK(PatternPixels)
    ->ArgNames({"i", "k", "zoom"})
    ->Args({64, 3, 1})
    ->Args({512, 3, 1})
    ->Args({4096, 3, 1})
    ->Args({4096, 3, 1000})
    ->Args({4096, 15, 1})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace deconvlab
