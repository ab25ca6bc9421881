// The program's window: opens it and runs until it is closed.
#pragma once

#include "app/model.h"
#include "core/error.h"

namespace deconvlab {

// `explicit_start`: the model comes from a link, so the saved settings leave its theme and language alone.
// Errors: no_display, no_gl.
Expected<void> run_window(const Model& start, bool explicit_start);

}  // namespace deconvlab
