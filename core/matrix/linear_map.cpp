#include "core/matrix/linear_map.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/operators/pool.h"
#include "core/try.h"

namespace deconvlab {

namespace {

std::vector<std::int32_t> last_writers(const Indices& switches, std::int64_t cells) {
  std::vector<std::int32_t> writers(cells, -1);
  std::int32_t from = 0;
  for (const std::int32_t at : switches.data()) writers[at] = from++;
  return writers;
}

Expected<void> check_plane(std::string_view what, const Shape& found, Extent needed) {
  const Shape shape{1, 1, needed.h, needed.w};
  if (found == shape) return {};
  return fail(ErrorCode::shape_mismatch, what, found.text(), shape.text());
}

}  // namespace

Expected<LinearMap> LinearMap::make(OpKind kind, const Geometry& g, Indices switches, Tensor kernel) {
  const Operator& op = operator_of(kind);
  if (op.switches != SwitchUse::none) {
    TRY(check_plane("switches", switches.shape(), g.output()));
    TRY(check_switches(switches, g));
  }
  if (op.matrix.of_kernel && !op.has_kernel()) kernel = Tensor::plane(Extent::square(1), {1});
  if (op.matrix.of_kernel) TRY(check_plane("kernel", kernel.shape(), g.kernel()));
  return LinearMap(op, g, std::move(switches), std::move(kernel));
}

LinearMap::LinearMap(const Operator& op, const Geometry& g, Indices switches, Tensor kernel)
    : op_(&op), geometry_(g), switches_(std::move(switches)), kernel_(std::move(kernel)) {
  if (op.switches == SwitchUse::operand) writers_ = last_writers(switches_, to().area());
}

std::vector<RowEntry> LinearMap::taps(std::int64_t t) const {
  std::vector<RowEntry> taps;
  op_->matrix.add_taps({geometry_, kernel_, switches_.data(), writers_}, to().cell_at(t), taps);
  return taps;
}

std::vector<RowEntry> LinearMap::row(std::int64_t t) const {
  std::vector<RowEntry> row = taps(t);
  if (op_->category == Category::resampling) std::erase_if(row, [](const RowEntry& e) { return e.weight == 0; });
  return merged(std::move(row));
}

Step LinearMap::step(std::int64_t t, const Tensor& x) const {
  std::vector<RowEntry> entries = row(t);
  if (op_->category == Category::pooling) return step_of(t, to().cell_at(t), entries, x, Weightless::left_out);
  if (op_->category == Category::resampling) {
    // What is weighed with 0 is multiplied too, which is seen where that makes NaN.
    std::ranges::copy_if(taps(t), std::back_inserter(entries),
                         [&](const RowEntry& e) { return e.weight == 0 && !std::isfinite(x.at(e.cell)); });
  }
  return step_of(t, to().cell_at(t), entries, x);
}

std::int64_t LinearMap::nonzeros() const {
  if (op_->switches != SwitchUse::operand) return op_->matrix.nonzeros(geometry_);
  return std::ranges::count_if(writers_, [](std::int32_t from) { return from >= 0; });
}

Expected<Csr> LinearMap::matrix(Side side, std::int64_t limit_bytes) const {
  if (op_->matrix.of_kernel) {
    const bool is_c = (side == Side::c) != op_->transposed;
    return build_matrix(geometry_, kernel_, is_c ? Side::c : Side::c_transposed, limit_bytes);
  }
  const std::int64_t rows = to().area(), cols = from().area();
  const std::int64_t bytes = capped_product(std::max({nonzeros(), rows, cols}), 16);
  if (bytes > limit_bytes) return fail(ErrorCode::matrix_too_large, rows, cols, nonzeros(), bytes, limit_bytes);
  Csr m = matrix_of_rows();
  return side == Side::c ? std::move(m) : transposed(m);
}

Csr LinearMap::matrix_of_rows() const {
  Csr m{.rows = to().area(), .cols = from().area(), .row_start = {}, .col = {}, .value = {}};
  m.row_start.push_back(0);
  for (std::int64_t t = 0; t < m.rows; ++t) {
    std::vector<RowEntry> entries = row(t);
    std::erase_if(entries, [&](const RowEntry& e) { return e.column < 0 || (e.weight == 0 && !op_->matrix.of_kernel); });
    std::ranges::sort(entries, {}, &RowEntry::column);
    for (const RowEntry& e : entries) {
      m.col.push_back(static_cast<std::int32_t>(e.column));
      m.value.push_back(e.weight);
    }
    m.row_start.push_back(m.nonzeros());
  }
  return m;
}

Csr transposed(const Csr& m) {
  Csr turned{.rows = m.cols, .cols = m.rows, .row_start = {}, .col = {}, .value = {}};
  turned.row_start.assign(m.cols + 1, 0);
  turned.col.resize(m.col.size());
  turned.value.resize(m.value.size());
  for (const std::int32_t c : m.col) ++turned.row_start[c + 1];
  std::partial_sum(turned.row_start.begin(), turned.row_start.end(), turned.row_start.begin());
  std::vector<std::int64_t> next(turned.row_start.begin(), turned.row_start.end() - 1);
  for (std::int64_t row = 0; row < m.rows; ++row) {
    for (std::int64_t n = m.row_start[row]; n < m.row_start[row + 1]; ++n) {
      const std::int64_t at = next[m.col[n]]++;
      turned.col[at] = static_cast<std::int32_t>(row);
      turned.value[at] = m.value[n];
    }
  }
  return turned;
}

}  // namespace deconvlab
