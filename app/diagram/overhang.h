// The picture of a kernel that does not fit.
#pragma once

#include "app/draw/canvas.h"
#include "app/draw/theme.h"
#include "app/lang/lang.h"
#include "core/params.h"

namespace deconvlab {

// Whether that is what is wrong with these sizes, and there is room to draw it cell by cell.
bool overhangs(const Params& params);
// The kernel at its first place on the padded input: what lies beside it is hatched.
void draw_overhang(Canvas& canvas, Rect area, const Params& params, const Theme& theme, const Language& language);

}  // namespace deconvlab
