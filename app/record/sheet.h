// The comparison of the ways back from a pooled picture, as one labelled sheet.
#pragma once

#include "app/draw/canvas.h"
#include "app/model.h"
#include "core/error.h"

namespace deconvlab {

// The pictures of scene "picture", their differences from the original and a detail, one below the other; width x height pixels.
// Errors: those of computing the lesson.
Expected<Raster> sheet(const Model& model, int width, int height);

}  // namespace deconvlab
