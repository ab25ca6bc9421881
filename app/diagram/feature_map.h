// Maps of a network as pictures, and what the scenes about networks share.
#pragma once

#include <string>

#include "app/diagram/labels.h"
#include "app/lessons/networks/decoded.h"

namespace deconvlab {

// The largest square in the middle of `area`, on whole pixels.
Rect square_in(Rect area);

// One map from 0, dark, to its largest value, bright; a cell smaller than a pixel is not lost: the largest one of a pixel is shown.
void draw_map(Canvas& canvas, Rect square, const Tensor& maps, std::int64_t channel, const Frame& frame);
// A colour picture, 1 x 3 x rows x columns, of values from 0 to 255.
void draw_colours(Canvas& canvas, Rect square, const Tensor& picture, const Frame& frame);
// "pixel (r,c): red ..., green ..., blue ..." of such a picture.
std::string describe_pixel(const Tensor& picture, Cell cell, const Language& language);
// A note on what networks make of a picture; of one that was not of their size it says so.
std::string with_fit(std::string note, const Frame& frame);
// Its name above a panel.
void draw_panel_title(Canvas& canvas, Rect square, const std::string& title, Color color);

// The share of a map's cells that are 0, in whole per cent.
int zero_share(const Tensor& maps, std::int64_t channel);
// Of all maps.
int zero_share(const Tensor& maps);

}  // namespace deconvlab
