// Ct as a picture: the columns of C are its rows.
#pragma once

#include "app/diagram/stage.h"

namespace deconvlab {

// All of Ct, as large as it fits into the middle of `area`, with the column of the step lit; under a caption.
void draw_ct_titled(Canvas& canvas, Rect area, const std::string& caption, const Stage& stage);

}  // namespace deconvlab
