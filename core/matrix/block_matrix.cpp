#include "core/matrix/block_matrix.h"

#include <algorithm>

#include "core/try.h"

namespace deconvlab {

BlockChannels::BlockChannels(const Geometry& g, const Shape& w) : in(w.c * g.groups), out(w.n), in_group(w.c), out_group(w.n / g.groups) {}

std::vector<Block> BlockChannels::row(Side side, std::int64_t channel) const {
  std::vector<Block> blocks;
  const bool forward = side == Side::c;
  const std::int64_t group = channel / (forward ? out_group : in_group);
  for (std::int64_t n = 0; n < (forward ? in_group : out_group); ++n) {
    if (forward) blocks.push_back({group * in_group + n, channel, n});
    if (!forward) blocks.push_back({group * out_group + n, group * out_group + n, channel - group * in_group});
  }
  return blocks;
}

Tensor copy_of_plane(const Tensor& w, std::int64_t o, std::int64_t c) {
  const auto plane = w.plane(o, c);
  return Tensor::plane(w.shape().plane(), {plane.begin(), plane.end()});
}

namespace {

// Appends row `t` of a block, its columns moved to the channel's.
void append_row(const Csr& block, std::int64_t t, std::int64_t offset, Csr& m) {
  for (std::int64_t at = block.row_start[t]; at < block.row_start[t + 1]; ++at) {
    m.col.push_back(static_cast<std::int32_t>(block.col[at] + offset));
    m.value.push_back(block.value[at]);
  }
}

Expected<void> check(const Geometry& g, const Shape& w, Side side, std::int64_t limit_bytes) {
  const Shape needed{w.n, w.c, g.h.k, g.w.k};
  if (w != needed) return fail(ErrorCode::shape_mismatch, "kernel", w.text(), needed.text());
  if (w.n % g.groups != 0) return fail(ErrorCode::groups_do_not_divide, "output", w.n, g.groups);
  const std::int64_t rows = capped_product(w.n, g.output().area()), cols = capped_product(w.c * g.groups, g.input().area());
  const std::int64_t nonzeros = block_nonzeros(g, w);
  const std::int64_t bytes = capped_product(nonzeros, sizeof(float) + sizeof(std::int32_t));
  if (std::max(rows, cols) <= INT32_MAX && bytes <= limit_bytes) return {};
  return fail(ErrorCode::matrix_too_large, side == Side::c ? rows : cols, side == Side::c ? cols : rows, nonzeros, bytes, limit_bytes);
}

}  // namespace

std::int64_t block_nonzeros(const Geometry& g, const Shape& w) { return capped_product(w.n * w.c, g.nonzeros()); }

std::int64_t block_cells(const Geometry& g, const Shape& w) {
  return capped_product(capped_product(w.n, w.c * g.groups), g.dense_products());
}

Expected<Csr> build_block_matrix(const Geometry& g, const Tensor& w, Side side, std::int64_t limit_bytes) {
  TRY(check(g, w.shape(), side, limit_bytes));
  const BlockChannels channels(g, w.shape());
  const bool forward = side == Side::c;
  const std::int64_t down = forward ? channels.out : channels.in, across = forward ? channels.in : channels.out;
  const std::int64_t rows = forward ? g.output().area() : g.input().area(), cols = forward ? g.input().area() : g.output().area();
  Csr m{.rows = down * rows, .cols = across * cols, .row_start = {}, .col = {}, .value = {}};
  m.row_start.push_back(0);
  for (std::int64_t channel = 0; channel < down; ++channel) {
    const std::vector<Block> blocks = channels.row(side, channel);
    std::vector<Csr> parts;
    for (const Block& block : blocks) parts.push_back(TRY(build_matrix(g, copy_of_plane(w, block.o, block.c), side, limit_bytes)));
    for (std::int64_t t = 0; t < rows; ++t) {
      for (std::size_t n = 0; n < parts.size(); ++n) append_row(parts[n], t, blocks[n].across * cols, m);
      m.row_start.push_back(m.nonzeros());
    }
  }
  return m;
}

}  // namespace deconvlab
