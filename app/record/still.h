// One frame of a scene as a picture, without a display.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "app/draw/canvas.h"
#include "app/lang/lang.h"
#include "app/lessons/kind.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

// The page of the model's scene at its time and with its pinned thing lit, width x height real pixels. Pages are laid out for
// 1280 x 720 logical pixels or more: other pictures show the same page larger or smaller. A lesson that does not resolve is its error.
Expected<Raster> still(const Model& model, int width, int height);
// The same of what the lesson was computed to. Precondition: the scene is there.
Raster still(const Model& model, const Results& results, int width, int height);
// Errors: no_font where no font of this machine has the language's letters.
Expected<void> check_font(const Language& language);

struct PictureFormat {
  std::string_view extension;  // with the dot
  Expected<void> (*save)(const Raster& raster, const std::filesystem::path& path);
};
std::span<const PictureFormat> picture_format_table();
Expected<void> save_picture(const Raster& raster, const std::filesystem::path& path);
// Errors: unknown_extension, cannot_write.
Expected<void> check_picture_target(const std::filesystem::path& path);

}  // namespace deconvlab
