// What both views of scene "decoders" show: a picture, and the class that each decoder finds in every pixel.
#pragma once

#include "app/diagram/scene.h"
#include "app/lessons/networks/decoded.h"

namespace deconvlab {

Color scene_class_color(float label);
// The class over the picture's lightness.
Color found_over(const Decoded& decoded, const Tensor& labels, Cell c);
// The name of a decoder, and what goes up in it.
std::string_view decoder_name_key(std::size_t decoder);
std::string_view decoder_how_key(std::size_t decoder);

// One picture in the whole pane.
void draw_decoders_wipe(Canvas& canvas, Rect area, const Frame& frame);
std::string open_decoders_choice(const Focus& focus, const Frame& frame);

}  // namespace deconvlab
