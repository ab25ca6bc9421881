#include "app/cli/libraries.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <cairo.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <gif_lib.h>
#include <google/protobuf/stubs/common.h>
#include <imgui.h>
#include <pango/pango.h>
#include <png.h>
#include <toml++/toml.h>
#include <webp/encode.h>
#include <zip.h>
#include <zlib.h>

#include <CLI/CLI.hpp>
#include <Eigen/Core>
#include <dnnl.hpp>
#include <nlohmann/json.hpp>

namespace deconvlab {

namespace {

std::string dotted(int major, int minor, int patch) { return fmt::format("{}.{}.{}", major, minor, patch); }

// Of a number that has two or three digits for each part but the first.
std::string parted(int number, int part) { return dotted(number / (part * part), number / part % part, number % part); }

std::string dnnl_text() {
  const dnnl_version_t& version = *dnnl_version();
  return dotted(version.major, version.minor, version.patch);
}

std::string glfw_text() {
  int major = 0, minor = 0, patch = 0;
  glfwGetVersion(&major, &minor, &patch);
  return dotted(major, minor, patch);
}

std::string webp_text() {
  const int version = WebPGetEncoderVersion();
  return dotted(version >> 16, version >> 8 & 0xff, version & 0xff);
}

}  // namespace

std::vector<Library> libraries() {
  return {{"Cairo", cairo_version_string()},
          {"CLI11", CLI11_VERSION},
          {"Dear ImGui", ImGui::GetVersion()},
          {"Eigen", dotted(EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
          {"fmt", parted(FMT_VERSION, 100)},
          {"Fontconfig", parted(FcGetVersion(), 100)},
          {"giflib", dotted(GIFLIB_MAJOR, GIFLIB_MINOR, GIFLIB_RELEASE)},
          {"GLFW", glfw_text()},
          {"libpng", png_get_libpng_ver(nullptr)},
          {"libwebp", webp_text()},
          {"libzip", zip_libzip_version()},
          {"nlohmann-json", dotted(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)},
          {"oneDNN", dnnl_text()},
          {"Pango", pango_version_string()},
          {"Protocol Buffers", parted(GOOGLE_PROTOBUF_VERSION, 1000)},
          {"toml++", dotted(TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)},
          {"zlib", zlibVersion()}};
}

}  // namespace deconvlab
