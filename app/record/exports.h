// What a lesson can be written out as from the window: one table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/lang/lang.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

struct ExportKind {
  std::string_view title_key;  // in the language tables
  std::string_view stem;       // of the file offered
};

// C, Ct, the record of steps, the picture.
std::span<const ExportKind> export_table();
// The kind that a scene is most often taken along as: Ct of a transposed convolution that shows it, else the picture.
int usual_export(const Lesson& lesson);
// With the dot; those that the kind (an index of the table) can be written in.
std::vector<std::string_view> export_extensions(int kind);
std::string format_title(const Language& language, int kind, std::string_view extension);

struct ExportRequest {
  int kind = 0;
  std::string path;
};

// Symbols where the lesson shows symbols and the format can. Errors: those of the format, and of a lesson that does not resolve.
Expected<void> write_export(const ExportRequest& request, const Model& model);

}  // namespace deconvlab
