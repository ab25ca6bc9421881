// Every lesson played without a display: pictures, matrices, records and a page to look at them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

struct DemoOptions {
  std::filesystem::path folder;  // made where it is not there yet
  Model look;                    // theme and language
  bool both_themes = true;       // the page then shows the one that the browser prefers
  int width = 1280;              // of the pictures
  int height = 720;
};

// What was written.
struct Demo {
  std::int64_t lessons = 0;
  std::int64_t pictures = 0;
  std::filesystem::path page;
  std::string matrix_formats;  // ".mtx .npz"
};

// FOLDER/index.html, and for each scene of the table FOLDER/ID/: step-0.png, step-1.png, ..., the same in dark/, C.* and Ct.*, steps.json.
// Errors: cannot_write, and those of a lesson's pictures; a folder that was not there is gone again then.
Expected<Demo> write_demo(const DemoOptions& options);

}  // namespace deconvlab
