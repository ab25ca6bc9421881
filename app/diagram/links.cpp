#include "app/diagram/links.h"

namespace deconvlab {

namespace {

// Whether the coordinate lies on the axis, padding included; a link's may be as large as numbers get.
bool on_padded(const Axis& axis, std::int64_t c) { return c >= -axis.p && c < axis.padded - axis.p; }

}  // namespace

Focus focus_within(const Geometry& g, const Focus& focus, Side side) {
  const bool transposed = side == Side::c_transposed;
  const Extent inputs = transposed ? g.output() : g.input();
  const Extent outputs = transposed ? g.input() : g.output();
  const auto fits = [&] {
    switch (focus.target) {
      case Target::input:
        return transposed ? inputs.contains(focus.cell) : on_padded(g.h, focus.cell.row) && on_padded(g.w, focus.cell.col);
      case Target::output:
        return outputs.contains(focus.cell);
      case Target::weight:
        return g.kernel().contains(focus.cell);
      case Target::nonzero:
        return outputs.contains(focus.cell) && inputs.contains(focus.other);
      case Target::bias:
      case Target::tile:
      case Target::none:
        break;
    }
    return false;
  };
  return fits() ? focus : Focus{};
}

Links::Links(const Geometry& geometry, const Focus& focus, std::int64_t step, Side side) : geometry_(geometry), side_(side), focus_(focus) {
  const Cell now = (side == Side::c_transposed ? geometry.input() : geometry.output()).cell_at(step);
  if (focus_.target == Target::none) focus_ = {Target::output, now, {}};
  placement_ = shows_placement() ? focus_.cell : now;
}

MaybeCell Links::joint(Cell output, Cell input) const {
  return side_ == Side::c_transposed ? geometry_.weight_between(input, output) : geometry_.weight_between(output, input);
}

bool Links::used(Cell weight, Cell input) const {
  if (side_ == Side::c) return geometry_.placement_between(weight, input).found;
  const Cell tap = geometry_.weight_of(weight);  // a rotation undoes itself
  return geometry_.inside({geometry_.h.input_of(input.row, tap.row), geometry_.w.input_of(input.col, tap.col)});
}

bool Links::input(Cell c) const {
  switch (focus_.target) {
    case Target::input:
      return c == focus_.cell;
    case Target::output:
      return joint(focus_.cell, c).found;
    case Target::nonzero:
      return c == focus_.other;
    case Target::weight:
      return used(focus_.cell, c);
    case Target::bias:
    case Target::tile:
    case Target::none:
      break;
  }
  return false;
}

bool Links::output(Cell c) const {
  switch (focus_.target) {
    case Target::input:
      return joint(c, focus_.cell).found;
    case Target::output:
    case Target::nonzero:
      return c == focus_.cell;
    case Target::weight:
      return true;
    case Target::bias:
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
      const MaybeCell w = joint(focus_.cell, focus_.other);
      return w.found && w.cell == c;
    }
    case Target::input:
      return used(c, focus_.cell);
    case Target::bias:
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
      const MaybeCell w = joint(out, in);
      return w.found && w.cell == focus_.cell;
    }
    case Target::bias:
    case Target::tile:
    case Target::none:
      break;
  }
  return false;
}

}  // namespace deconvlab
