// What scene "unrolled" draws: grids, the vectors of the product, the matrix, and what is on its way between them.
#pragma once

#include "app/scenes/unrolled/places.h"

namespace deconvlab {

// The stage of the row of C, or of the column of Ct, that the motion is at.
struct Unrolled {
  Act act;
  Stage stage;

  explicit Unrolled(const Frame& frame);
  const Geometry& geometry() const { return stage.geometry; }
  std::int64_t outputs() const { return stage.geometry.output().area(); }
  // The row of C, counted on between whole ones, that the part of it which is seen lies about.
  double row() const;
  // The cell of the result whose row of Ct is folded at the end.
  Cell folded() const { return {stage.geometry.h.i / 2, stage.geometry.w.i / 2}; }
  // Whether the result has got a stamp's product there yet; what it has then.
  std::optional<float> restored(Cell input) const;
  bool lit(Cell output, Cell input) const;
  // On the way back y is what goes in, and the grid of x what comes out.
  Role role_of_x() const { return act.back() ? Role::output : Role::input; }
  Role role_of_y() const { return act.back() ? Role::input : Role::output; }
  // Whether what has come this share of its way shows its number: on the way only where eyes can follow it.
  bool label_shown(double share) const;
};

void draw_grids(Canvas& canvas, const UnrolledPlaces& places, const Unrolled& u);
void draw_vectors(Canvas& canvas, const UnrolledPlaces& places, const Unrolled& u);
// C, or Ct, with those of its entries that have not arrived yet.
void draw_entries(Canvas& canvas, const UnrolledPlaces& places, const Unrolled& u);
// The product on its way to Y, and the stamp on its way to its grid.
void draw_travellers(Canvas& canvas, const UnrolledPlaces& places, const Unrolled& u);
// A weight in its shade, wherever it is on its way.
void draw_moving_weight(Canvas& canvas, Rect r, Cell weight, const std::string& label, double size, const Frame& frame);
// The one size of the entries' labels; 0 where they are too small.
double entry_label_size(Canvas& canvas, double cell, const Frame& frame);
// A row of Ct on its way onto the stretched y, which takes y's place.
void draw_turned(Canvas& canvas, const UnrolledPlaces& places, const Unrolled& u);

}  // namespace deconvlab
