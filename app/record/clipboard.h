// A picture in the desktop's clipboard.
#pragma once

#include "app/record/figure.h"

namespace deconvlab {

// As a PNG with its link, by a program of the desktop that holds it there. False where none of them does.
bool copy_to_clipboard(const Figure& figure);

}  // namespace deconvlab
