// C: filled directly against Eigen's triplets, its transpose, products, text and steps.
#include <Eigen/SparseCore>
#include <cstring>
#include <vector>

#include "core/formats/formats.h"
#include "core/matrix/sparse.h"
#include "core/matrix/trace.h"
#include "support.h"

namespace deconvlab {
namespace {

std::int64_t bytes_of(const Csr& m) { return m.nonzeros() * 8 + (m.rows + 1) * 8; }

void fill(benchmark::State& state, Side side) {
  const Geometry g = bench::square(state.range(0), 5, 1, 2);
  const Tensor w = bench::kernel(5);
  for (auto _ : state) benchmark::DoNotOptimize(build_matrix(g, w, side)->value.data());
  bench::report(state, g.nonzeros(), matrix_bytes(g));
}

void MatrixC(benchmark::State& state) { fill(state, Side::c); }
void MatrixCt(benchmark::State& state) { fill(state, Side::c_transposed); }
BENCHMARK(MatrixC)->Arg(128)->Arg(256)->Arg(512)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(MatrixCt)->Arg(128)->Arg(256)->Arg(512)->Unit(benchmark::kMillisecond)->UseRealTime();

// The same C from Eigen, triplets gathered and set.
void MatrixByEigenTriplets(benchmark::State& state) {
  const Geometry g = bench::square(state.range(0), 5, 1, 2);
  const Csr c = build_matrix(g, bench::kernel(5), Side::c).value();
  for (auto _ : state) {
    std::vector<Eigen::Triplet<float>> triplets;
    triplets.reserve(c.nonzeros());
    for (std::int64_t row = 0; row < c.rows; ++row) {
      for (std::int64_t n = c.row_start[row]; n < c.row_start[row + 1]; ++n) triplets.emplace_back(row, c.col[n], c.value[n]);
    }
    Eigen::SparseMatrix<float, Eigen::RowMajor> m(c.rows, c.cols);
    m.setFromTriplets(triplets.begin(), triplets.end());
    benchmark::DoNotOptimize(m.valuePtr());
  }
  bench::report(state, c.nonzeros(), bytes_of(c));
}
BENCHMARK(MatrixByEigenTriplets)->Arg(512)->Unit(benchmark::kMillisecond)->UseRealTime();

// As many bytes as C has, copied: the limit for filling.
void MatrixCopyLimit(benchmark::State& state) {
  const Csr c = build_matrix(bench::square(state.range(0), 5, 1, 2), bench::kernel(5), Side::c).value();
  Csr copy = c;
  for (auto _ : state) {
    std::memcpy(copy.value.data(), c.value.data(), c.value.size() * sizeof(float));
    std::memcpy(copy.col.data(), c.col.data(), c.col.size() * sizeof(std::int32_t));
    benchmark::ClobberMemory();
  }
  bench::report(state, c.nonzeros(), bytes_of(c));
}
BENCHMARK(MatrixCopyLimit)->Arg(512)->Unit(benchmark::kMillisecond)->UseRealTime();

void MatrixProduct(benchmark::State& state) {
  const Csr c = build_matrix(bench::square(state.range(0), 5, 1, 2), bench::kernel(5), Side::c).value();
  const Tensor x = bench::input(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(multiply(c, x.data()).data());
  bench::report(state, c.nonzeros(), bytes_of(c));
}
BENCHMARK(MatrixProduct)->Arg(128)->Arg(256)->Arg(512)->Unit(benchmark::kMillisecond)->UseRealTime();

void MatrixMarketText(benchmark::State& state) {
  const Geometry g = bench::square(state.range(0), 5, 1, 2);
  const Csr c = build_matrix(g, bench::kernel(5), Side::c).value();
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "deconvlab-bench.mtx";
  for (auto _ : state) benchmark::DoNotOptimize(write_matrix({c, g}, path).has_value());
  bench::report(state, c.nonzeros(), static_cast<std::int64_t>(std::filesystem::file_size(path)));
  std::filesystem::remove(path);
}
BENCHMARK(MatrixMarketText)->Arg(64)->Arg(128)->Arg(256)->Unit(benchmark::kMillisecond)->UseRealTime();

// Step t at the beginning, the middle and the end: the same time at any t and any i.
void TraceStep(benchmark::State& state) {
  const Geometry g = bench::square(state.range(0), 5, 1, 2);
  const Trace trace(g, bench::input(state.range(0)), bench::kernel(5));
  const std::int64_t t = (trace.size() - 1) * state.range(1) / 100;
  for (auto _ : state) benchmark::DoNotOptimize(trace.step(t).value);
  bench::report(state, g.kernel().area(), g.kernel().area() * static_cast<std::int64_t>(sizeof(Term)));
}
BENCHMARK(TraceStep)->ArgNames({"i", "percent"})->ArgsProduct({{64, 512, 4096}, {0, 50, 100}});

}  // namespace
}  // namespace deconvlab
