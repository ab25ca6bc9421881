// Figures and films without their empty margins.
#pragma once

#include "app/record/figure.h"

namespace deconvlab {

// Where something is drawn, and a little around it; the page where nothing is.
Rect content_of(const Figure& figure);
// That part of it, of the same scale.
Figure part_of(Figure figure, Rect part);
// What some frame of it has something in.
Film cropped(Film film);

}  // namespace deconvlab
