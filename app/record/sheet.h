// What scenes draw in their main part, as labelled sheets.
#pragma once

#include "app/draw/canvas.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

// The pictures of scene "picture", their differences from the original and a detail, one below the other; width x height pixels.
// Errors: those of computing the lesson.
Expected<Raster> sheet(const Model& model, int width, int height);

// What the model's scene draws in its main part, alone under the scene's title. Errors: as sheet().
Expected<Raster> figure(const Model& model, int width, int height);

}  // namespace deconvlab
