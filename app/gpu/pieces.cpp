#include "app/gpu/pieces.h"

#include <tuple>
#include <utility>

namespace deconvlab {

namespace {

std::pair<Band, Band> split(const Band& band, std::int64_t unit) {
  const std::int64_t middle = band.first + band.size() / unit / 2 * unit;
  return {{band.first, middle}, {middle, band.last}};
}

// Each plane by itself, from some rows of its operands.
Part cut_rows(const Work& work, const Piece& piece, const Band& rows, const Geometry& geometry) {
  const Box box{piece.items, piece.channels, rows};
  return {{work.first, box}, {work.second, box}, geometry, piece};
}

Geometry with_rows(Geometry g, const Band& inputs, const Band& placements) {
  g.h = part_of(g.h, inputs, placements);
  return g;
}

// The groups that channels belong to, `each` of them in a group.
Band groups_of(const Band& channels, std::int64_t each) { return {channels.first / each, (channels.last - 1) / each + 1}; }

Band channels_of(const Band& groups, std::int64_t each) { return {groups.first * each, groups.last * each}; }

Geometry with_groups(Geometry g, const Band& groups) {
  g.groups = groups.size();
  return g;
}

// The part of a convolution's input that makes a piece of its output, and the geometry of the two.
struct InputPart {
  Box box;
  Geometry geometry;
};
InputPart input_part(const Geometry& g, std::int64_t c, std::int64_t o, const Piece& piece) {
  const Band groups = groups_of(piece.channels, o / g.groups);
  const Band rows = inputs_of(g.h, piece.rows);
  return {{piece.items, channels_of(groups, c / g.groups), rows}, with_groups(with_rows(g, rows, piece.rows), groups)};
}

// The weights that a gradient to them is of: all that join the piece's channels.
Box weights_of(const Piece& piece, const Shape& input, const Geometry& g) { return {piece.channels, {0, input.c / g.groups}, {0, g.h.k}}; }

}  // namespace

Part cut_windows(const Work& work, const Piece& piece) {
  const Band rows = inputs_of(work.geometry.h, piece.rows);
  return cut_rows(work, piece, rows, with_rows(work.geometry, rows, piece.rows));
}

Part cut_placements(const Work& work, const Piece& piece) {
  const Band rows = placements_of(work.geometry.h, piece.rows);
  return cut_rows(work, piece, rows, with_rows(work.geometry, piece.rows, rows));
}

Part cut_planes(const Work& work, const Piece& piece) { return cut_rows(work, piece, {0, work.first.shape().h}, work.geometry); }

Part cut_nearest(const Work& work, const Piece& piece) {
  const Geometry& g = work.geometry;
  return cut_rows(work, piece, nearest_sources_of(g.h, g.resampling, piece.rows), g);
}

Part cut_bilinear(const Work& work, const Piece& piece) {
  const Geometry& g = work.geometry;
  return cut_rows(work, piece, bilinear_sources_of(g.h, g.resampling, piece.rows), g);
}

Part cut_conv(const Work& work, const Piece& piece) {
  const Geometry& g = work.geometry;
  const InputPart input = input_part(g, work.first.shape().c, work.second.shape().n, piece);
  return {{work.first, input.box}, {work.second, {piece.channels, {0, work.second.shape().c}, {0, g.h.k}}}, input.geometry, piece};
}

Part cut_transpose(const Work& work, const Piece& piece) {
  const Geometry& g = work.geometry;
  const std::int64_t each = work.second.shape().c;
  const Band groups = groups_of(piece.channels, each);
  const Band channels = channels_of(groups, work.first.shape().c / g.groups);
  const Band rows = placements_of(g.h, piece.rows);
  const std::int64_t before = groups.first * each;
  const Band within = groups.size() == 1 ? Band{piece.channels.first - before, piece.channels.last - before} : Band{0, each};
  return {{work.first, {piece.items, channels, rows}},
          {work.second, {channels, within, {0, g.h.k}}},
          with_groups(with_rows(g, piece.rows, rows), groups),
          piece};
}

Part cut_kernel_grad(const Work& work, const Piece& piece) {
  const Geometry& g = work.geometry;
  const InputPart input = input_part(g, work.first.shape().c, work.second.shape().c, piece);
  return {{work.first, input.box}, {work.second, piece}, input.geometry, weights_of(piece, work.first.shape(), g)};
}

// The transposed convolution's input is the convolution's output.
Part cut_transpose_kernel_grad(const Work& work, const Piece& piece) {
  return cut_kernel_grad({work.second, work.first, work.geometry}, piece);
}

std::pair<Piece, Piece> halves_of(const Piece& piece, std::int64_t group) {
  std::pair halves{piece, piece};
  const auto cut = [&](Band Piece::*side, std::int64_t unit) {
    std::tie(halves.first.*side, halves.second.*side) = split(piece.*side, unit);
    return halves;
  };
  if (piece.items.size() > 1) return cut(&Piece::items, 1);
  if (piece.channels.size() > group) return cut(&Piece::channels, group);
  if (piece.channels.size() > 1) return cut(&Piece::channels, 1);
  return piece.rows.size() > 1 ? cut(&Piece::rows, 1) : halves;
}

}  // namespace deconvlab
