// Texts as Pango lays them out, without a display. What was laid out is kept, for each thread its own: the next page, or the next frame of
// a film, has most of it again.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string_view>

#include "app/draw/canvas.h"

namespace deconvlab {

using Layout = std::shared_ptr<PangoLayout>;

// Letters stand as far apart as their widths say, as in the window: no pairs are drawn closer or joined.
Layout layout_of(std::string_view utf8, const TextStyle& style);
double layout_width(PangoLayout* layout);
// From the top of the layout to the base line.
double baseline_of(PangoLayout* layout);

// The width of layout_of(), added up from its letters' where each stands for itself.
double typeset_width(std::string_view utf8, const TextStyle& style);

}  // namespace deconvlab
