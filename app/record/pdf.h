// A PDF of several pages.
#pragma once

#include <filesystem>
#include <span>

#include "app/record/figure.h"
#include "core/error.h"

namespace deconvlab {

// All are as large as the first, of which there is one at least, and whose link the file carries. Errors: cannot_write.
Expected<void> save_pages_as_pdf(std::span<const Figure> pages, const std::filesystem::path& path);

}  // namespace deconvlab
