// An operator's work in pieces, each small enough for the buffers: items and channels of the result first, then bands of its rows.
#pragma once

#include <tl/expected.hpp>

#include "app/gpu/parts.h"
#include "core/operators/operators.h"

namespace deconvlab {

// What check_shapes accepted, none of it empty.
struct Work {
  const Tensor& first;
  const Tensor& second;
  const Geometry& geometry;
  const Indices* switches = nullptr;  // of max_unpool, which has no second operand besides
};

// What a shader is given of it.
struct Part {
  TensorPart first, second;
  Geometry geometry;  // of this part alone, with as many groups as it has
  Box result;
};

// The cells of the result that a part makes; of a gradient to a kernel the cells of the output's gradient that it sums over.
using Piece = Box;

// How an operator's operands are cut for a piece.
using Cut = Part (*)(const Work& work, const Piece& piece);
Part cut_windows(const Work& work, const Piece& piece);     // the result has a cell for each placement
Part cut_placements(const Work& work, const Piece& piece);  // the result has the cells that placements read
Part cut_planes(const Work& work, const Piece& piece);      // the operand's planes are whole, and the geometry
// The geometry stays whole: it says how many cells are shared out to how many.
Part cut_nearest(const Work& work, const Piece& piece);
Part cut_bilinear(const Work& work, const Piece& piece);
Part cut_conv(const Work& work, const Piece& piece);
Part cut_transpose(const Work& work, const Piece& piece);
Part cut_kernel_grad(const Work& work, const Piece& piece);
Part cut_transpose_kernel_grad(const Work& work, const Piece& piece);

// What even the smallest piece needs of the largest of its buffers.
struct TooLarge {
  std::int64_t bytes = 0;
};

// Calls run(piece) with all of `piece`, and where that is too large with its halves, in order. `group` channels belong together.
template <class Run>
tl::expected<void, TooLarge> run_in_pieces(const Piece& piece, std::int64_t group, Run&& run);

// The halves of a piece; the same piece twice where it has none.
std::pair<Piece, Piece> halves_of(const Piece& piece, std::int64_t group);

template <class Run>
tl::expected<void, TooLarge> run_in_pieces(const Piece& piece, std::int64_t group, Run&& run) {
  const auto done = run(piece);
  if (done) return done;
  const auto [one, other] = halves_of(piece, group);
  if (one == piece) return done;
  return run_in_pieces(one, group, run).and_then([&, rest = other] { return run_in_pieces(rest, group, run); });
}

}  // namespace deconvlab
