#include "app/record/exports.h"

#include "app/lessons/kind.h"
#include "app/record/steps.h"
#include "app/record/still.h"
#include "app/record/transpose_steps.h"
#include "core/formats/formats.h"
#include "core/try.h"

namespace deconvlab {

namespace {

enum Kind { kC, kCt, kSteps, kPicture };

constexpr ExportKind kKinds[] = {{"export.c", "C"}, {"export.ct", "Ct"}, {"export.steps", "steps"}, {"export.picture", "picture"}};

Expected<void> write_side(const Results& results, Side side, const ExportRequest& request, const Model& model) {
  TRY(check_matrix_target(request.path));
  Geometry geometry = results.geometry;
  geometry.groups = 1;  // of a channel
  TRY(check_matrix_size(request.path, geometry));
  return build_matrix(geometry, results.trace.kernel(), side).and_then([&](const Csr& matrix) {
    return write_matrix({matrix, geometry, side, model.lesson.symbols}, request.path);
  });
}

template <class Table, class Can>
std::vector<std::string_view> extensions_in(const Table& table, Can can) {
  std::vector<std::string_view> extensions;
  for (const auto& line : table) {
    if (line.*can) extensions.push_back(line.extension);
  }
  return extensions;
}

}  // namespace

std::span<const ExportKind> export_table() { return kKinds; }

int usual_export(const Lesson& lesson) {
  return lesson.kind->exported && lesson.kind->input_is_small && !lesson.kind->on_picture() ? kCt : kPicture;
}

std::vector<std::string_view> export_extensions(int kind) {
  if (kind == kSteps) return extensions_in(step_format_table(), &StepFormat::write);
  if (kind == kPicture) return extensions_in(picture_format_table(), &PictureFormat::save);
  return extensions_in(format_table(), &Format::write_matrix);
}

std::string format_title(const Language& language, int kind, std::string_view extension) {
  if (kind == kSteps || kind == kPicture) return std::string(phrase(language, kKinds[kind].title_key));
  return std::string(phrase(language, fmt::format("format{}", extension)));
}

Expected<void> write_export(const ExportRequest& request, const Model& model) {
  if (request.kind == kPicture) {
    TRY(check_picture_target(request.path));
    return still(model, 1920, 1080).and_then([&](const Raster& raster) { return save_picture(raster, request.path); });
  }
  if (!model.lesson.kind->exported) return fail(ErrorCode::nothing_to_export, model.lesson.scene);
  return compute(model.lesson).and_then([&](const Results& computed) {
    const Results& results = model.lesson.kind->exported(model.pinned, computed);
    if (request.kind == kSteps) return write_lesson_steps(results, request.path);
    return write_side(results, request.kind == kC ? Side::c : Side::c_transposed, request, model);
  });
}

}  // namespace deconvlab
