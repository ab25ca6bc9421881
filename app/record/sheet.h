// What scenes draw in their main part, as labelled sheets.
#pragma once

#include "app/record/still.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

// The pictures of scene "picture", their differences from the original and a detail, one below the other.
// Errors: those of computing the lesson.
Expected<Figure> sheet(const Model& model, const PageLook& look);

// What the model's scene draws in its main part, alone under the scene's title. Errors: as sheet().
Expected<Figure> figure(const Model& model, const PageLook& look);

}  // namespace deconvlab
