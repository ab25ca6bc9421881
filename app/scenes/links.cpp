#include "app/scenes/links.h"

namespace deconvlab {

namespace {

// Whether the coordinate lies on the axis, padding included; a link's may be as large as numbers get.
bool on_padded(const Axis& axis, std::int64_t c) { return c >= -axis.p && c < axis.padded - axis.p; }

}  // namespace

Focus focus_within(const Geometry& g, const Focus& focus) {
  const auto fits = [&] {
    switch (focus.target) {
      case Target::input:
        return on_padded(g.h, focus.cell.row) && on_padded(g.w, focus.cell.col);
      case Target::output:
        return g.output().contains(focus.cell);
      case Target::weight:
        return g.kernel().contains(focus.cell);
      case Target::nonzero:
        return g.output().contains(focus.cell) && g.input().contains(focus.other);
      case Target::tile:
      case Target::none:
        break;
    }
    return false;
  };
  return fits() ? focus : Focus{};
}

Links::Links(const Geometry& geometry, const Focus& focus, std::int64_t step) : geometry_(geometry), focus_(focus) {
  if (focus_.target == Target::none) focus_ = {Target::output, geometry.output_cell(step), {}};
  placement_ = shows_placement() ? focus_.cell : geometry.output_cell(step);
}

bool Links::input(Cell c) const {
  switch (focus_.target) {
    case Target::input:
      return c == focus_.cell;
    case Target::output:
      return geometry_.weight_between(focus_.cell, c).found;
    case Target::nonzero:
      return c == focus_.other;
    case Target::weight:
      return geometry_.placement_between(focus_.cell, c).found;
    case Target::tile:
    case Target::none:
      break;
  }
  return false;
}

bool Links::output(Cell c) const {
  switch (focus_.target) {
    case Target::input:
      return geometry_.weight_between(c, focus_.cell).found;
    case Target::output:
    case Target::nonzero:
      return c == focus_.cell;
    case Target::weight:
      return true;
    case Target::tile:
    case Target::none:
      break;
  }
  return false;
}

bool Links::weight(Cell c) const {
  switch (focus_.target) {
    case Target::output:
      return true;
    case Target::weight:
      return c == focus_.cell;
    case Target::nonzero: {
      const MaybeCell w = geometry_.weight_between(focus_.cell, focus_.other);
      return w.found && w.cell == c;
    }
    case Target::input:
      return geometry_.placement_between(c, focus_.cell).found;
    case Target::tile:
    case Target::none:
      break;
  }
  return false;
}

bool Links::entry(Cell out, Cell in) const {
  switch (focus_.target) {
    case Target::input:
      return in == focus_.cell;
    case Target::output:
      return out == focus_.cell;
    case Target::nonzero:
      return out == focus_.cell && in == focus_.other;
    case Target::weight: {
      const MaybeCell w = geometry_.weight_between(out, in);
      return w.found && w.cell == focus_.cell;
    }
    case Target::tile:
    case Target::none:
      break;
  }
  return false;
}

}  // namespace deconvlab
