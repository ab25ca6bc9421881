#include "app/record/exports.h"

#include "app/draw/cairo_canvas.h"
#include "app/record/steps.h"
#include "app/record/still.h"
#include "app/results.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

enum Kind { kC, kCt, kSteps, kPicture };

constexpr ExportKind kKinds[] = {{"export.c", "C"}, {"export.ct", "Ct"}, {"export.steps", "steps"}, {"export.picture", "picture"}};

Expected<void> write_side(const Results& results, Side side, const ExportRequest& request, const Model& model) {
  if (auto ok = check_matrix_target(request.path); !ok) return ok;
  return build_matrix(results.geometry, results.trace.kernel(), side).and_then([&](const Csr& matrix) {
    return write_matrix({matrix, results.geometry, side, model.lesson.symbols}, request.path);
  });
}

Expected<void> write_record(const Results& results, const ExportRequest& request) {
  if (auto ok = check_steps_target(request.path); !ok) return ok;
  if (auto ok = check_steps(results.geometry); !ok) return ok;
  return write_steps(results.trace, request.path);
}

}  // namespace

std::span<const ExportKind> export_table() { return kKinds; }

std::vector<std::string_view> export_extensions(int kind) {
  if (kind == kSteps) return {".json", ".csv"};
  if (kind == kPicture) return {".png"};
  std::vector<std::string_view> extensions;
  for (const Format& format : format_table()) {
    if (format.write_matrix) extensions.push_back(format.extension);
  }
  return extensions;
}

std::string format_title(const Language& language, int kind, std::string_view extension) {
  if (kind == kSteps || kind == kPicture) return std::string(phrase(language, kKinds[kind].title_key));
  for (const Format& format : format_table()) {
    if (format.extension == extension) return std::string(format.title);
  }
  return {};
}

Expected<void> write_export(const ExportRequest& request, const Model& model) {
  if (request.kind == kPicture) {
    if (auto ok = check_picture_target(request.path); !ok) return ok;
    return still(model, 1920, 1080).and_then([&](const Raster& raster) { return save_png(raster, request.path); });
  }
  return compute(model.lesson).and_then([&](const Results& results) {
    if (request.kind == kSteps) return write_record(results, request);
    return write_side(results, request.kind == kC ? Side::c : Side::c_transposed, request, model);
  });
}

}  // namespace deconvlab
