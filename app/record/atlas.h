// Every figure of the gallery as files of its own, with a page to look at them.
#pragma once

#include <filesystem>

#include "app/record/page_look.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

struct AtlasRequest {
  std::filesystem::path folder;
  PageLook look = {};
  double per_second = 2;  // steps of the GIFs
};

struct Atlas {
  std::int64_t figures = 0;
  std::filesystem::path page;
};

// FOLDER/index.html, FOLDER/atlas.json, which says each figure's name, parameters, link and files, and each figure as .gif .svg .pdf .html:
// all of it or nothing. Looks and language are the model's. Precondition: it is of the gallery. Errors: cannot_write.
Expected<Atlas> write_atlas(const Model& model, const AtlasRequest& request);

}  // namespace deconvlab
