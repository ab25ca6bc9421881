#include "core/cpu/cpu_conv_transpose.h"

#include <algorithm>
#include <vector>

#include "core/parallel.h"
#include "core/vector_widths.h"

namespace deconvlab {

namespace {

// One term of a phase's cells in an output row: cell j of the phase reads input[j], where 0 <= j + left < the input's width.
struct Tap {
  const float* input;
  float weight;
  std::int64_t left;
};

// The output columns first, first + s, ... of one row, `count` of them.
struct Phase {
  std::int64_t first;
  std::int64_t count;
};

// The tap rows that meet a row of the output, each with the row of the input that it carries there; input rows ascend.
struct TapRow {
  std::int64_t input, tap;
};

void find_tap_rows(const Axis& axis, std::int64_t output, std::vector<TapRow>& rows) {
  rows.clear();
  for (std::int64_t u = axis.k - 1; u >= 0; --u) {
    const std::int64_t t = axis.placement_between(u, output);
    if (t >= 0) rows.push_back({t, u});
  }
}

// The taps of one phase, in the order in which its sums add up. A tap column meets cell j of the phase at placement left + j.
struct Column {
  std::int64_t v, left;
};

std::vector<Column> columns_of(const Axis& axis, std::int64_t first) {
  std::vector<Column> columns;
  for (std::int64_t v = axis.k - 1; v >= 0; --v) {
    const std::int64_t distance = first + axis.p - v * axis.d;
    if (distance % axis.s == 0) columns.push_back({v, distance / axis.s});
  }
  return columns;
}

// Taps that read one row of the input stand together, `in_a_row` of them, from left to right: a wide kernel has many that reach beyond it.
float sum_one(const std::vector<Tap>& taps, std::size_t in_a_row, std::int64_t width, std::int64_t j) {
  float sum = 0;
  for (auto row = taps.begin(); row != taps.end(); row += static_cast<std::ptrdiff_t>(in_a_row)) {
    const auto end = row + static_cast<std::ptrdiff_t>(in_a_row);
    for (auto tap = std::ranges::lower_bound(row, end, -j, {}, &Tap::left); tap != end && tap->left + j < width; ++tap)
      sum += tap->weight * tap->input[j];
  }
  return sum;
}

// Sums `vectors` times kLanes neighbouring cells of a phase, all of whose taps lie inside the input.
template <int vectors>
__attribute__((always_inline)) inline void sum_vectors(const Tap* taps, std::size_t count, std::int64_t j, float* to) {
  Vector sum[vectors] = {};
  for (std::size_t n = 0; n < count; ++n) {
    const LooseVector* x = reinterpret_cast<const LooseVector*>(taps[n].input + j);
    for (int m = 0; m < vectors; ++m) sum[m] += taps[n].weight * x[m];
  }
  for (int m = 0; m < vectors; ++m) reinterpret_cast<LooseVector*>(to + j)[m] = sum[m];
}

// Cells [first, last) of a phase; what is left over at the end repeats some sums.
DECONVLAB_VECTOR_WIDTHS
void sum_inside(const Tap* taps, std::size_t count, std::int64_t first, std::int64_t last, float* to) {
  std::int64_t j = first;
  for (; j + 4 * kLanes <= last; j += 4 * kLanes) sum_vectors<4>(taps, count, j, to);
  for (; j + kLanes <= last; j += kLanes) sum_vectors<1>(taps, count, j, to);
  if (j < last) sum_vectors<1>(taps, count, last - kLanes, to);
}

void sum_phase(const std::vector<Tap>& taps, std::size_t in_a_row, std::int64_t width, std::int64_t count, float* to) {
  std::int64_t first = 0, last = count;
  for (const Tap& tap : taps) {
    first = std::max(first, -tap.left);
    last = std::min(last, width - tap.left);
  }
  if (last - first < kLanes) first = last = count;
  for (std::int64_t j = 0; j < first; ++j) to[j] = sum_one(taps, in_a_row, width, j);
  if (first < last) sum_inside(taps.data(), taps.size(), first, last, to);
  for (std::int64_t j = last; j < count; ++j) to[j] = sum_one(taps, in_a_row, width, j);
}

// Cell j of phase n goes to y[n + j s]; phases are `length` apart.
template <std::int64_t fixed = 0>
__attribute__((always_inline)) inline void interleave_as(const float* phases, std::int64_t length, std::int64_t stride, std::int64_t count,
                                                         float* y) {
  const std::int64_t s = fixed ? fixed : stride;
  const std::int64_t whole = count / s;
  for (std::int64_t j = 0; j < whole; ++j) {
    for (std::int64_t n = 0; n < s; ++n) y[j * s + n] = phases[n * length + j];
  }
  for (std::int64_t at = whole * s; at < count; ++at) y[at] = phases[at % s * length + at / s];
}

DECONVLAB_VECTOR_WIDTHS
void interleave(const float* phases, std::int64_t length, std::int64_t s, std::int64_t count, float* y) {
  if (s == 2) return interleave_as<2>(phases, length, s, count, y);
  if (s == 4) return interleave_as<4>(phases, length, s, count, y);
  interleave_as(phases, length, s, count, y);
}

// What every output row of one call has in common.
struct Job {
  const Tensor& x;
  const Tensor& w;
  const Geometry& g;
  std::vector<std::vector<Column>> phases;  // of the output columns 0 .. s - 1

  Job(const Tensor& x_in, const Tensor& w_in, const Geometry& g_in) : x(x_in), w(w_in), g(g_in) {
    for (std::int64_t first = 0; first < std::min(g.w.s, g.w.i); ++first) phases.push_back(columns_of(g.w, first));
  }
};

// What one thread works in, kept from row to row: phases are short where the stride is large.
struct Scratch {
  std::vector<TapRow> rows;
  std::vector<Tap> taps;
  std::vector<float> phases;
};

// All taps of one phase of an output row: input channels of the group, then input rows, then input columns ascend.
void find_taps(const Job& job, std::int64_t n, std::int64_t o, const std::vector<Column>& columns, Scratch& scratch) {
  const Geometry& g = job.g;
  const std::int64_t per_group = job.x.shape().c / g.groups;
  const std::int64_t group = o / job.w.shape().c;
  scratch.taps.clear();
  for (std::int64_t c = group * per_group; c < (group + 1) * per_group; ++c) {
    const float* plane = job.x.plane(n, c).data();
    const float* weights = job.w.plane(c, o % job.w.shape().c).data();
    for (const TapRow& row : scratch.rows) {
      for (const Column& column : columns) {
        const Cell weight = g.weight_of({row.tap, column.v});
        scratch.taps.push_back({plane + row.input * g.w.o + column.left, weights[weight.row * g.w.k + weight.col], column.left});
      }
    }
  }
}

void transpose_row(const Job& job, std::int64_t n, std::int64_t o, std::int64_t row, Scratch& scratch, float* y) {
  const Axis& axis = job.g.w;
  const std::int64_t length = (axis.i + axis.s - 1) / axis.s;
  find_tap_rows(job.g.h, row, scratch.rows);
  scratch.phases.resize(axis.s == 1 ? 0 : job.phases.size() * static_cast<std::size_t>(length));
  for (std::size_t first = 0; first < job.phases.size(); ++first) {
    const std::int64_t count = (axis.i - static_cast<std::int64_t>(first) + axis.s - 1) / axis.s;
    find_taps(job, n, o, job.phases[first], scratch);
    sum_phase(scratch.taps, job.phases[first].size(), axis.o, count,
              axis.s == 1 ? y : scratch.phases.data() + static_cast<std::int64_t>(first) * length);
  }
  if (axis.s > 1) interleave(scratch.phases.data(), length, axis.s, axis.i, y);
}

}  // namespace

Tensor cpu_conv_transpose(const Tensor& x, const Tensor& w, const Geometry& g) {
  const std::int64_t channels = w.shape().c * g.groups;
  Tensor y = Tensor::unfilled({x.shape().n, channels, g.h.i, g.w.i});
  const Job job(x, w, g);
  const std::int64_t products = capped_product(g.kernel().area(), x.size() / 4 * w.shape().c);
  parallel_for(x.shape().n * channels * g.h.i, std::max(products, y.size() / 4), [&](std::int64_t at) {
    thread_local Scratch scratch;
    const std::int64_t plane = at / g.h.i;
    transpose_row(job, plane / channels, plane % channels, at % g.h.i, scratch, y.data().data() + at * g.w.i);
  });
  return y;
}

}  // namespace deconvlab
