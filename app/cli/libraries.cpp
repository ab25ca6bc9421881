#include "app/cli/libraries.h"

#include <fmt/format.h>
#include <gif_lib.h>
#include <google/protobuf/stubs/common.h>
#include <png.h>
#include <toml++/toml.h>
#include <webp/encode.h>
#include <zip.h>
#include <zlib.h>

#include <CLI/CLI.hpp>
#include <Eigen/Core>
#include <dnnl.hpp>
#include <nlohmann/json.hpp>

#include "app/draw/drawing_libraries.h"
#include "app/ui/window.h"

namespace deconvlab {

namespace {

std::string dotted(int major, int minor, int patch) { return fmt::format("{}.{}.{}", major, minor, patch); }

// Of a number that has two or three digits for each part but the first.
std::string parted(int number, int part) { return dotted(number / (part * part), number / part % part, number % part); }

std::string dnnl_text() {
  const dnnl_version_t& version = *dnnl_version();
  return dotted(version.major, version.minor, version.patch);
}

std::string webp_text() {
  const int version = WebPGetEncoderVersion();
  return dotted(version >> 16, version >> 8 & 0xff, version & 0xff);
}

}  // namespace

std::vector<Library> libraries() {
  return {{"Cairo", cairo_version_text()},
          {"CLI11", CLI11_VERSION},
          {"Dear ImGui", imgui_version_text()},
          {"Eigen", dotted(EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
          {"fmt", parted(FMT_VERSION, 100)},
          {"Fontconfig", fontconfig_version_text()},
          {"giflib", dotted(GIFLIB_MAJOR, GIFLIB_MINOR, GIFLIB_RELEASE)},
          {"GLFW", glfw_version()},
          {"libpng", png_get_libpng_ver(nullptr)},
          {"libwebp", webp_text()},
          {"libzip", zip_libzip_version()},
          {"nlohmann-json", dotted(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)},
          {"oneDNN", dnnl_text()},
          {"Pango", pango_version_text()},
          {"Protocol Buffers", parted(GOOGLE_PROTOBUF_VERSION, 1000)},
          {"toml++", dotted(TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)},
          {"zlib", zlibVersion()}};
}

}  // namespace deconvlab
