// The convolution of several channels as a sparse matrix: a block for each output channel (down) and input channel (across), which is C of
// the plane of weights between them; channels of different groups have a block without entries.
#pragma once

#include <vector>

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/matrix/sparse.h"
#include "core/tensor.h"

namespace deconvlab {

// One of the blocks along a row of blocks: where it stands, and which plane of weights it has.
struct Block {
  std::int64_t across;  // the channel
  std::int64_t o, c;    // w[o, c]
};

// Channels of both ends of the convolution of w[O, C/g, kh, kw], by groups.
struct BlockChannels {
  std::int64_t in, out, in_group, out_group;

  BlockChannels(const Geometry& geometry, const Shape& w);
  // Those with entries along the row of an output channel; of Ct, of an input channel.
  std::vector<Block> row(Side side, std::int64_t channel) const;
};

// A plane of its own.
Tensor copy_of_plane(const Tensor& w, std::int64_t o, std::int64_t c);

// w[O, C/g, kh, kw]: C is O·oh·ow x C·ih·iw, Ct the other way, each channel's cells row by row. That of a transposed convolution of w
// [in, out/g, kh, kw] is Ct of the same weights. Errors: groups_do_not_divide, shape_mismatch, matrix_too_large.
Expected<Csr> build_block_matrix(const Geometry& geometry, const Tensor& w, Side side, std::int64_t limit_bytes = std::int64_t{4} << 30);

// Of C, what build_block_matrix makes: blocks with entries, the entries of all of them, and cells of the dense matrix; capped as products.
std::int64_t block_nonzeros(const Geometry& geometry, const Shape& w);
std::int64_t block_cells(const Geometry& geometry, const Shape& w);

}  // namespace deconvlab
