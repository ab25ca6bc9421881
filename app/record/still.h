// One frame of a scene as a picture, without a display.
#pragma once

#include <filesystem>

#include "app/draw/canvas.h"
#include "app/model.h"
#include "core/error.h"

namespace deconvlab {

// The page of the model's scene at its time and with its pinned thing lit, width x height real pixels. Pages are laid out for
// 1280 x 720 logical pixels or more: other pictures show the same page larger or smaller. A lesson that does not resolve is its error.
Expected<Raster> still(const Model& model, int width, int height);
// Errors: unknown_extension unless .png, cannot_write.
Expected<void> check_picture_target(const std::filesystem::path& path);

}  // namespace deconvlab
