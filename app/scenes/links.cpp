#include "app/scenes/links.h"

namespace deconvlab {

namespace {

bool within(Cell c, Extent size) { return c.row >= 0 && c.row < size.h && c.col >= 0 && c.col < size.w; }

}  // namespace

Focus focus_within(const Geometry& g, const Focus& focus) {
  const Extent padded{g.h.padded, g.w.padded};
  const auto fits = [&] {
    switch (focus.target) {
      case Target::input:
        return within({focus.cell.row + g.h.p, focus.cell.col + g.w.p}, padded);
      case Target::output:
        return within(focus.cell, g.output());
      case Target::weight:
        return within(focus.cell, g.kernel());
      case Target::nonzero:
        return within(focus.cell, g.output()) && within(focus.other, g.input());
      case Target::none:
        break;
    }
    return false;
  };
  return fits() ? focus : Focus{};
}

Links::Links(const Geometry& geometry, const Focus& focus, std::int64_t step) : geometry_(geometry), focus_(focus) {
  if (focus_.target == Target::none) focus_ = {Target::output, {step / geometry.w.o, step % geometry.w.o}, {}};
  placement_ = shows_placement() ? focus_.cell : Cell{step / geometry.w.o, step % geometry.w.o};
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
    case Target::none:
      break;
  }
  return false;
}

}  // namespace deconvlab
