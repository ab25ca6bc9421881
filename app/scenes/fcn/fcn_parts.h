// Parts of the scene "fcn": what its crop follows from, and the colours of its classes.
#pragma once

#include <optional>

#include "app/diagram/scene.h"

namespace deconvlab {

// Where cell 0 of each layer lies, a line for each that moves it.
void draw_crop_table(Canvas& canvas, Rect area, std::size_t variant, const Frame& frame);

inline constexpr double kClassLegend = 34;  // its height
// The classes' numbers on their colours; that of `active` is outlined.
void draw_class_legend(Canvas& canvas, Rect area, std::optional<std::int64_t> active, const Frame& frame);

// "−11.5".
std::string place_text(double place);

}  // namespace deconvlab
