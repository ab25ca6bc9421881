#include "core/linear_map.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/pool.h"
#include "core/resample.h"

namespace deconvlab {

namespace {

bool needs_switches(OpKind kind) { return kind == OpKind::max_pool || kind == OpKind::max_unpool; }

std::vector<std::int32_t> last_writers(const Indices& switches, std::int64_t cells) {
  std::vector<std::int32_t> writer(cells, -1);
  std::int32_t from = 0;
  for (const std::int32_t at : switches.data()) writer[at] = from++;
  return writer;
}

std::int64_t most_entries(OpKind kind, const Geometry& g) {
  return kind == OpKind::avg_pool ? g.kernel().area() : kind == OpKind::upsample_bilinear ? 4 : 1;
}

}  // namespace

Expected<LinearMap> LinearMap::make(OpKind kind, const Geometry& g, Indices switches) {
  if (needs_switches(kind)) {
    const Shape needed{1, 1, g.h.o, g.w.o};
    if (switches.shape() != needed) return fail(ErrorCode::shape_mismatch, "switches", switches.shape().text(), needed.text());
    if (auto ok = check_switches(switches, g); !ok) return tl::make_unexpected(ok.error());
  }
  return LinearMap(kind, g, std::move(switches));
}

LinearMap::LinearMap(OpKind kind, const Geometry& g, Indices switches)
    : kind_(kind), geometry_(g), from_(g.output()), to_(g.input()), switches_(std::move(switches)) {
  if (!operator_of(kind).transposed) std::swap(from_, to_);
  if (kind == OpKind::max_unpool) writer_ = last_writers(switches_, to_.area());
}

MapEntry LinearMap::entry(Cell cell, float weight, Cell tap) const {
  const bool inside = from_.contains(cell);
  return {tap, cell, inside ? from_.index_of(cell) : -1, inside ? weight : 0};
}

void LinearMap::add_window(Cell output, std::vector<MapEntry>& row) const {
  const bool average = kind_ == OpKind::avg_pool;
  const std::int64_t winner = average ? -1 : switches_.at(output);
  const float share = average ? 1 / static_cast<float>(std::max<std::int64_t>(1, avg_pool_divisor(geometry_, output))) : 0;
  for (std::int64_t n = 0; n < geometry_.kernel().area(); ++n) {
    const Cell tap = geometry_.kernel().cell_at(n);
    const Cell cell{geometry_.h.input_of(output.row, tap.row), geometry_.w.input_of(output.col, tap.col)};
    const bool wins = from_.contains(cell) && from_.index_of(cell) == winner;
    row.push_back(entry(cell, average ? share : wins ? 1 : 0, tap));
  }
}

void LinearMap::add_sources(Cell output, std::vector<MapEntry>& row) const {
  const Source h = bilinear_source(geometry_.h, geometry_.align_corners, output.row);
  const Source w = bilinear_source(geometry_.w, geometry_.align_corners, output.col);
  const std::pair<std::int64_t, float> rows[] = {{h.first, 1 - h.weight}, {h.second, h.weight}};
  const std::pair<std::int64_t, float> cols[] = {{w.first, 1 - w.weight}, {w.second, w.weight}};
  for (std::int64_t r = 0; r < (h.weight > 0 ? 2 : 1); ++r) {
    for (std::int64_t c = 0; c < (w.weight > 0 ? 2 : 1); ++c) {
      const MapEntry next = entry({rows[r].first, cols[c].first}, rows[r].second * cols[c].second, {r, c});
      const auto same = std::ranges::find(row, next.column, &MapEntry::column);  // the last cell is its own neighbour
      same == row.end() ? row.push_back(next) : void(same->weight += next.weight);
    }
  }
}

std::vector<MapEntry> LinearMap::row(std::int64_t t) const {
  std::vector<MapEntry> row;
  const Cell output = to_.cell_at(t);
  if (kind_ == OpKind::max_pool || kind_ == OpKind::avg_pool) add_window(output, row);
  if (kind_ == OpKind::upsample_bilinear) add_sources(output, row);
  if (kind_ == OpKind::upsample_nearest)
    row.push_back(entry({nearest_source(geometry_.h, output.row), nearest_source(geometry_.w, output.col)}, 1));
  if (kind_ == OpKind::max_unpool && writer_[t] >= 0) row.push_back(entry(from_.cell_at(writer_[t]), 1));
  return row;
}

void LinearMap::add_weightless(Cell output, const Tensor& x, std::vector<MapEntry>& row) const {
  const Source h = bilinear_source(geometry_.h, geometry_.align_corners, output.row);
  const Source w = bilinear_source(geometry_.w, geometry_.align_corners, output.col);
  const std::int64_t rows = is_unchanged(geometry_.h, geometry_.align_corners) ? 1 : 2;
  const std::int64_t cols = is_unchanged(geometry_.w, geometry_.align_corners) ? 1 : 2;
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = 0; c < cols; ++c) {
      const Cell cell{r == 0 ? h.first : h.second, c == 0 ? w.first : w.second};
      const bool weightless = (r == 1 && h.weight == 0) || (c == 1 && w.weight == 0);
      if (weightless && !std::isfinite(x.at(cell))) row.push_back(entry(cell, 0, {r, c}));
    }
  }
}

Step LinearMap::step(std::int64_t t, const Tensor& x) const {
  Step step{.t = t, .output = to_.cell_at(t), .terms = {}};
  const bool bilinear = kind_ == OpKind::upsample_bilinear;
  std::vector<MapEntry> entries = row(t);
  if (bilinear) add_weightless(step.output, x, entries);
  for (const MapEntry& e : entries) {
    Term term{.weight = e.tap, .input = e.cell, .padding = e.column < 0, .column = e.column};
    term.x = term.padding ? 0 : x.at(e.cell);
    term.w = e.weight;
    term.product = e.weight == 0 && !bilinear ? 0 : term.x * term.w;
    step.value += term.product;
    term.running_sum = step.value;
    step.terms.push_back(term);
  }
  return step;
}

std::int64_t LinearMap::nonzeros() const {
  if (kind_ == OpKind::avg_pool) return geometry_.nonzeros();
  if (kind_ == OpKind::upsample_nearest) return to_.area();
  if (kind_ == OpKind::upsample_bilinear)
    return count_bilinear_sources(geometry_.h, geometry_.align_corners) * count_bilinear_sources(geometry_.w, geometry_.align_corners);
  if (kind_ == OpKind::max_unpool) return std::ranges::count_if(writer_, [](std::int32_t from) { return from >= 0; });
  return std::ranges::count_if(switches_.data(), [](auto at) { return at >= 0; });
}

Expected<Csr> LinearMap::matrix(Side side, std::int64_t limit_bytes) const {
  const std::int64_t rows = to_.area(), cols = from_.area();
  const std::int64_t entries = capped_product(rows, most_entries(kind_, geometry_));
  const std::int64_t bytes = capped_product(std::max(entries, cols), 16);
  if (bytes > limit_bytes) return fail(ErrorCode::matrix_too_large, rows, cols, entries, bytes, limit_bytes);
  Csr m{.rows = rows, .cols = cols, .row_start = {}, .col = {}, .value = {}};
  m.row_start.push_back(0);
  for (std::int64_t t = 0; t < rows; ++t) {
    for (const MapEntry& e : row(t)) {
      if (e.weight == 0) continue;
      m.col.push_back(static_cast<std::int32_t>(e.column));
      m.value.push_back(e.weight);
    }
    m.row_start.push_back(m.nonzeros());
  }
  return side == Side::c ? m : transposed(m);
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
