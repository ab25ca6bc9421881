// What the misreading of conv2d_transpose gives, beside what the operator does: a few cells of both, the largest difference among them.
#pragma once

#include "app/scenes/conv2d_transpose/meeting.h"

namespace deconvlab {

// What is misread, and where that differs most.
std::string misreading_of(const Channels& channels, const Language& language);
// About the cell pointed at or pinned, else about the largest difference.
void draw_misreading(Canvas& canvas, Rect area, const Meeting& meeting);

}  // namespace deconvlab
