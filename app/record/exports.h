// What a lesson can be written out as from the window: one table.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/draw/canvas.h"
#include "app/lang/lang.h"
#include "app/lessons/results.h"
#include "app/record/page_look.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

struct ExportKind {
  std::string_view title_key;  // in the language tables
  std::string_view stem;       // of the file offered
};

// C, Ct, the record of steps, the picture, the layers of a chain, the film, the unfolded patches, what was recorded.
std::span<const ExportKind> export_table();
inline constexpr int kPictureExport = 3, kRecordingExport = 7;  // their lines
// The kind that a scene is most often taken along as: Ct of a transposed convolution that shows it, else the picture.
int usual_export(const Lesson& lesson);
// With the dot; those that the kind (an index of the table) of this lesson can be written in: none where the lesson shows nothing of the
// kind, or more than the files take. `results`: what the lesson comes to; null where that is not known, which leaves the picture.
// `recorded`: whether something was.
std::vector<std::string_view> export_extensions(int kind, const Model& model, const Results* results, bool recorded = false);
std::string format_title(const Language& language, int kind, std::string_view extension);

// Of a film that is being written, whoever looks at it meanwhile.
struct ExportProgress {
  std::atomic<double> share = 0;
  std::atomic<bool> stop = false;  // what is there by then is left as it was before
};

// How a picture or a film is written.
struct ExportLook {
  int height = 0;  // pixels of a page of 16 : 9; 0: the usual ones
  Background background = Background::theme;
  std::string theme, language;     // empty: those of the window
  int per_second = 0;              // frames of a film; 0: as its format usually has
  std::int64_t from = 0, to = -1;  // steps of a film; to -1: the last
  bool crop = false;               // to what is drawn
};

struct Recorded;  // app/record/recorder.h

struct ExportRequest {
  int kind = 0;
  std::string path;
  ExportLook look = {};
  std::shared_ptr<ExportProgress> progress = {};
  std::shared_ptr<const Recorded> recording = {};  // where that is what is written
};

// Symbols where the lesson shows symbols and the format can. Errors: those of the format, and of a lesson that does not resolve;
// nothing_to_export.
Expected<void> write_export(const ExportRequest& request, const Model& model);

// What a picture or a film comes to before it is written.
struct ExportEstimate {
  std::int64_t frames = 1;
  double seconds = 0;
  int width = 0, height = 0;  // pixels
  std::uintmax_t bytes = 0;   // about: a few frames are written to know
};
// Of a picture or a film. Errors: those of writing it.
Expected<ExportEstimate> estimate_export(const ExportRequest& request, const Model& model);
// The picture that is written, of a film at the model's moment, as large as it fits into so many pixels; what is transparent lies on a
// chequer. Errors: those of making it.
Expected<Raster> preview_of_export(const ExportRequest& request, const Model& model, int width, int height);
// The usual height of a page of that kind.
int usual_height(int kind);

}  // namespace deconvlab
