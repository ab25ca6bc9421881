#include "core/frameworks/folded_layers.h"

#include <algorithm>
#include <utility>

namespace deconvlab {

namespace {

bool is_frame(const Layer& layer) { return layer.kind == LayerKind::pad || layer.kind == LayerKind::crop; }

// The cells that a frame adds, at the beginning or the end of an axis.
std::int64_t added(const Layer& frame, const PerAxis& cells, std::size_t axis) {
  return frame.kind == LayerKind::crop ? -cells[axis] : cells[axis];
}

// Whether a frame in front of the layer can be its own padding.
bool pads(const Layer& frame, const Layer& layer) {
  if (!is_frame(frame) || frame.p_end.empty() || layer.rule == Padding::same || layer.rule == Padding::same_lower) return false;
  if (frame.rank != layer.rank || !layer.output.empty()) return false;
  const bool unpadded =
      layer.rule == Padding::valid || (std::ranges::count(layer.p, 0) == layer.rank && std::ranges::count(layer.p_end, 0) == layer.rank);
  if (layer.kind == LayerKind::conv) return !frame.minus_infinity;
  if (layer.kind == LayerKind::average_pool) return unpadded && !frame.minus_infinity && !layer.ceil_mode;
  return layer.kind == LayerKind::max_pool && frame.minus_infinity && !layer.ceil_mode;
}

void put_in_front(const Layer& frame, Layer& layer) {
  layer.rule = Padding::given;
  for (std::size_t axis = 0; axis < layer.p.size(); ++axis) {
    layer.p[axis] += added(frame, frame.p, axis);
    layer.p_end[axis] += added(frame, frame.p_end, axis);
  }
  layer.count_include_pad = true;
  layer.input = frame.input;
}

// What is cut off behind a transposed convolution was never wanted.
bool crops(const Layer& layer, const Layer& frame) {
  return layer.kind == LayerKind::conv_transpose && is_frame(frame) && !frame.p_end.empty() && frame.rank == layer.rank &&
         !layer.k.empty() && !frame.minus_infinity;
}

void put_behind(Layer& layer, const Layer& frame) {
  layer = canonical(layer);
  for (std::size_t axis = 0; axis < layer.p.size(); ++axis) {
    layer.p[axis] -= added(frame, frame.p, axis);
    layer.p_end[axis] -= added(frame, frame.p_end, axis);
  }
}

}  // namespace

std::vector<LayerText> folded(std::vector<LayerText> layers) {
  std::vector<LayerText> folded;
  for (LayerText& next : layers) {
    if (!folded.empty() && pads(folded.back().layer, next.layer)) {
      put_in_front(folded.back().layer, next.layer);
      next.arguments.insert(next.arguments.begin(), folded.back().arguments.begin(), folded.back().arguments.end());
      folded.back() = std::move(next);
    } else if (!folded.empty() && crops(folded.back().layer, next.layer)) {
      put_behind(folded.back().layer, next.layer);
      folded.back().arguments.insert(folded.back().arguments.end(), next.arguments.begin(), next.arguments.end());
    } else {
      folded.push_back(std::move(next));
    }
  }
  return folded;
}

}  // namespace deconvlab
