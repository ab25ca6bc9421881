#include "app/record/exports.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>
#include <system_error>

#include "app/diagram/labels.h"
#include "app/draw/cairo_canvas.h"
#include "app/lessons/convolution/blocks.h"
#include "app/lessons/layers/layers.h"
#include "app/record/block_steps.h"
#include "app/record/chain_table.h"
#include "app/record/data_links.h"
#include "app/record/film.h"
#include "app/record/record_formats.h"
#include "app/record/recorder.h"
#include "app/record/steps.h"
#include "app/record/still.h"
#include "app/record/transpose_steps.h"
#include "app/state/link.h"
#include "core/exceptions.h"
#include "core/formats/formats.h"
#include "core/matrix/unfold.h"
#include "core/try.h"

namespace deconvlab {

namespace {

enum Kind { kC, kCt, kSteps, kPicture = kPictureExport, kLayers, kFilm, kIm2col, kRecording = kRecordingExport };

constexpr ExportKind kKinds[] = {
    {"export.c", "C"},           {"export.ct", "Ct"},     {"export.steps", "steps"},   {"export.picture", "picture"},
    {"export.layers", "layers"}, {"export.film", "film"}, {"export.im2col", "im2col"}, {"export.recording", "recording"}};

Geometry of_a_channel(Geometry geometry) {
  geometry.groups = 1;
  return geometry;
}

// Of several channels; null of one.
const Blocks* blocks_of(const Results& results) {
  const auto* own = std::get_if<BlocksResult>(&results.own);
  return own ? own->blocks.get() : nullptr;
}

Expected<void> check_blocks(const Blocks& blocks, const Place& place) {
  const Shape& w = blocks.w.shape();
  return check_matrix_size(place, block_cells(blocks.geometry, w), block_nonzeros(blocks.geometry, w));
}

Expected<void> write_blocks(const Blocks& blocks, Side side, const ExportRequest& request) {
  TRY(check_matrix_target(request.path));
  TRY(check_blocks(blocks, request.path));
  const Geometry& g = blocks.geometry;
  const Csr matrix = TRY(build_block_matrix(g, blocks.w, side));
  const BlockChannels& channels = blocks.trace.channels();
  return write_matrix({matrix, g, side, false, OpKind::conv, {channels.in, channels.out}}, request.path);
}

Expected<void> write_block_steps(const Blocks& blocks, const ExportRequest& request) {
  const Operator& conv = operator_of(OpKind::conv);
  TRY(check_steps_target(request.path));
  TRY(check_block_steps(conv, blocks.geometry, blocks.w.shape()));
  return write_record(block_record(conv, blocks.trace), request.path);
}

// What a convolution's im2col unfolds, and how; of one that leads back there is none.
struct Unfolding {
  const Tensor* x;
  Geometry geometry;

  Shape shape() const {
    const std::int64_t channels = x->shape().c / geometry.groups;
    return {1, geometry.groups, channels * geometry.kernel().area(), geometry.output().area()};
  }
};

std::optional<Unfolding> unfolding_of(const Results& results) {
  if (const Blocks* blocks = blocks_of(results)) return Unfolding{&blocks->x, blocks->geometry};
  if (results.transposed() || results.pools()) return std::nullopt;
  return Unfolding{&results.trace.input(), of_a_channel(results.geometry)};
}

Expected<void> check_unfolding(const Unfolding& of, const Place& place) {
  constexpr std::int64_t kMostCells = std::int64_t{1} << 26;
  const std::int64_t cells = capped_product(of.x->shape().c, of.geometry.im2col_products());
  if (cells > kMostCells) return fail(ErrorCode::too_large, "number of cells", cells, kMostCells);
  return check_array_shape(place, of.shape());
}

Expected<void> write_im2col(const Results& results, const ExportRequest& request, const Model& model) {
  const auto of = unfolding_of(results);
  if (!of) return fail(ErrorCode::nothing_to_export, model.lesson.scene);
  TRY(check_array_target(request.path));
  TRY(check_unfolding(*of, request.path));
  return write_array(unfold(*of->x, of->geometry), request.path);
}

Expected<void> write_side(const Results& results, Side side, const ExportRequest& request, const Model& model) {
  TRY(check_matrix_target(request.path));
  const Geometry geometry = of_a_channel(results.geometry);
  TRY(check_matrix_size(request.path, geometry));
  return build_matrix(geometry, results.trace.kernel(), side).and_then([&](const Csr& matrix) {
    return write_matrix({matrix, geometry, side, model.lesson.symbols}, request.path);
  });
}

// Those of the table's lines that `can`, a member or a function of a line, is true for.
template <class Table, class Can>
std::vector<std::string_view> extensions_in(const Table& table, Can can) {
  std::vector<std::string_view> extensions;
  for (const auto& line : table) {
    if (std::invoke(can, line)) extensions.push_back(line.extension);
  }
  return extensions;
}

std::vector<std::string_view> im2col_extensions(const Results& results) {
  const auto of = unfolding_of(results);
  return extensions_in(format_table(), [&](const Format& format) {
    return format.write_array && of && check_unfolding(*of, "im2col" + std::string(format.extension));
  });
}

// Those that take the results' C and Ct.
std::vector<std::string_view> matrix_extensions(const Results& results) {
  const Blocks* blocks = blocks_of(results);
  const auto takes = [&](const Place& place) {
    return blocks ? check_blocks(*blocks, place) : check_matrix_size(place, of_a_channel(results.geometry));
  };
  return extensions_in(format_table(),
                       [&](const Format& format) { return format.write_matrix && takes("C" + std::string(format.extension)); });
}

Expected<void> check_steps_of(const Results& results) {
  const Blocks* blocks = blocks_of(results);
  return blocks ? check_block_steps(operator_of(OpKind::conv), blocks->geometry, blocks->w.shape()) : check_lesson_steps(results);
}

// Those of ffmpeg where it is there.
std::vector<std::string_view> film_extensions(bool of_pixels) {
  const bool movies = has_ffmpeg();
  return extensions_in(record_format_table(), [&](const RecordFormat& f) {
    return f.save_film && !f.save_figure && (movies || !f.by_ffmpeg) && !(of_pixels && f.of_shapes);
  });
}

// Says how far it is, and ends it when that is wished.
std::function<void(std::int64_t, std::int64_t)> watched(const ExportRequest& request) {
  if (!request.progress) return {};
  return [progress = request.progress, path = request.path](std::int64_t frame, std::int64_t frames) {
    progress->share = static_cast<double>(frame) / static_cast<double>(frames);
    if (progress->stop) throw Failure({ErrorCode::cannot_write, {path, reason("reason.stopped")}});
  };
}

}  // namespace

std::span<const ExportKind> export_table() { return kKinds; }

int usual_export(const Lesson& lesson) {
  return lesson.kind->exported && lesson.kind->input_is_small && !lesson.kind->on_picture() ? kCt : kPicture;
}

std::vector<std::string_view> export_extensions(int kind, const Model& model, const Results* results, bool recorded) {
  const LessonKind& of = *model.lesson.kind;
  if (kind == kPicture) return extensions_in(record_format_table(), &RecordFormat::save_figure);
  if (kind == kFilm) return step_count(model.lesson) < 2 ? std::vector<std::string_view>() : film_extensions(false);
  if (kind == kRecording) return recorded ? film_extensions(true) : std::vector<std::string_view>();
  if (!results) return {};
  if (kind == kLayers && std::holds_alternative<LayersResult>(results->own)) return extensions_in(chain_format_table(), &ChainFormat::text);
  if (kind == kLayers || !of.exported) return {};
  const Results& shown = of.exported(model.pinned, *results);
  if (kind == kIm2col) return im2col_extensions(shown);
  if (kind != kSteps) return matrix_extensions(shown);
  return check_steps_of(shown) ? extensions_in(step_format_table(), &StepFormat::write) : std::vector<std::string_view>();
}

std::string format_title(const Language& language, int kind, std::string_view extension) {
  if (kind == kSteps || kind == kLayers) return std::string(phrase(language, kKinds[kind].title_key));
  return std::string(phrase(language, fmt::format("format{}", extension)));
}

namespace {

PageLook page_look(const ExportRequest& request) {
  const int height = request.look.height > 0 ? request.look.height : usual_height(request.kind);
  return {.width = height * 16 / 9, .height = height, .background = request.look.background, .crop = request.look.crop};
}

// With the looks that are asked for.
Expected<Model> dressed(const ExportRequest& request, Model model) {
  if (!request.look.theme.empty()) model.theme = request.look.theme;
  if (!request.look.language.empty()) model.language = request.look.language;
  TRY(check_font(language_of(model.language)));
  return model;
}

// With its progress, and to be stopped, as a film of a scene.
Expected<Film> recorded_film(const ExportRequest& request) {
  if (!request.recording) return fail(ErrorCode::nothing_to_export, kKinds[kRecording].stem);
  Film film = film_of(request.recording);
  if (const auto each = watched(request)) {
    film.at = [each, at = std::move(film.at), frames = film.frames](std::int64_t frame) {
      each(frame, frames);
      return at(frame);
    };
  }
  return film;
}

Expected<Film> film_for(const ExportRequest& request, const Model& model) {
  TRY(check_film_target(request.path));
  if (request.kind == kRecording) return recorded_film(request);
  const double rate = request.look.per_second > 0 ? request.look.per_second : TRY(usual_rate(request.path));
  const Model shown = TRY(dressed(request, model));
  return film_of(
      shown, {.from = request.look.from, .to = request.look.to, .per_second = rate, .look = page_look(request), .each = watched(request)});
}

Expected<Figure> picture_for(const ExportRequest& request, const Model& model) {
  TRY(check_figure_target(request.path));
  const Model shown = TRY(dressed(request, model));
  return still(shown, page_look(request));
}

bool is_moving(int kind) { return kind == kFilm || kind == kRecording; }

Expected<void> write_picture_or_film(const ExportRequest& request, const Model& model) {
  if (is_moving(request.kind)) return film_for(request, model).and_then([&](const Film& film) { return save_film(film, request.path); });
  return picture_for(request, model).and_then([&](const Figure& figure) { return save_figure(figure, request.path); });
}

// A file of that format in the system's folder for such, gone with the object.
class Trial {
 public:
  explicit Trial(const ExportRequest& request) {
    static std::atomic<int> made = 0;
    path = std::filesystem::temp_directory_path() /
           fmt::format("deconvlab-{}-{}{}", ::getpid(), made++, std::filesystem::path(request.path).extension().string());
  }
  ~Trial() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  std::filesystem::path path;
};

// Of some frames about the middle of a film.
Expected<std::uintmax_t> bytes_of(const Film& film, std::int64_t frames, const Trial& trial) {
  const std::int64_t first = (film.frames - frames) / 2;
  const Film part{.frames = frames, .per_second = film.per_second, .at = [&](std::int64_t n) { return film.at(first + n); }};
  return save_film(part, trial.path).map([&] { return std::filesystem::file_size(trial.path); });
}

// One frame has what every film has, each further one as much as those of a short part.
Expected<std::uintmax_t> estimated_bytes(const Film& film, const Trial& trial) {
  constexpr std::int64_t kTried = 8;
  if (film.frames <= kTried) return bytes_of(film, film.frames, trial);
  const double one = static_cast<double>(TRY(bytes_of(film, 1, trial)));
  const double some = static_cast<double>(TRY(bytes_of(film, kTried, trial)));
  return static_cast<std::uintmax_t>(one + std::max(0.0, some - one) / (kTried - 1) * static_cast<double>(film.frames - 1));
}

Expected<void> write_data(const ExportRequest& request, const Model& model) {
  if (request.kind == kLayers ? model.lesson.kind != &kLayersKind : !model.lesson.kind->exported)
    return fail(ErrorCode::nothing_to_export, model.lesson.scene);
  return compute(model.lesson).and_then([&](const Results& computed) {
    if (request.kind == kLayers) {
      const Layers& layers = *computed.of<LayersResult>().layers;
      return write_chain(layers.chain, layers.stages, request.path);
    }
    const Results& results = model.lesson.kind->exported(model.pinned, computed);
    if (request.kind == kIm2col) return write_im2col(results, request, model);
    const Blocks* blocks = blocks_of(results);
    if (blocks && request.kind == kSteps) return write_block_steps(*blocks, request);
    if (blocks) return write_blocks(*blocks, request.kind == kC ? Side::c : Side::c_transposed, request);
    if (request.kind == kSteps) return write_lesson_steps(results, request.path);
    return write_side(results, request.kind == kC ? Side::c : Side::c_transposed, request, model);
  });
}

}  // namespace

Expected<void> write_export(const ExportRequest& request, const Model& model) {
  if (request.kind == kPicture || is_moving(request.kind)) return write_picture_or_film(request, model);
  TRY(write_data(request, model));
  return add_link(request.path, to_link(model));
}

int usual_height(int kind) { return kind == kFilm ? 720 : 1080; }

Expected<ExportEstimate> estimate_export(const ExportRequest& request, const Model& model) {
  ExportRequest unwatched = request;
  unwatched.progress.reset();
  const Trial trial(request);
  ExportEstimate estimate{.width = page_look(request).width, .height = page_look(request).height};
  if (!is_moving(request.kind)) {
    const Figure figure = TRY(picture_for(unwatched, model));
    TRY(save_figure(figure, trial.path));
    estimate.bytes = std::filesystem::file_size(trial.path);
    return estimate;
  }
  const Film film = TRY(film_for(unwatched, model));
  if (request.kind == kRecording) estimate.width = request.recording->width, estimate.height = request.recording->height;
  estimate.frames = film.frames;
  estimate.seconds = static_cast<double>(film.frames) / film.per_second;
  estimate.bytes = TRY(estimated_bytes(film, trial));
  return estimate;
}

namespace {

// The one that is shown stands for a film.
Expected<Figure> shown_of(const ExportRequest& request, Model model) {
  if (request.kind == kRecording) return recorded_film(request).map([](const Film& film) { return film.at(film.frames - 1); });
  if (request.kind != kFilm) return picture_for(request, model);
  const auto last = static_cast<double>(request.look.to < 0 ? step_count(model.lesson) - 1 : request.look.to);
  model.time = std::max(static_cast<double>(request.look.from), std::min(model.time, last));
  const Model dressed_model = TRY(dressed(request, model));
  return still(dressed_model, page_look(request));
}

void draw_chequer(Canvas& canvas, double width, double height) {
  constexpr double kSide = 16;
  canvas.fill_rect({0, 0, width, height}, rgb(0xffffff));
  for (int row = 0; row * kSide < height; ++row)
    for (int column = row % 2; column * kSide < width; column += 2)
      canvas.fill_rect({column * kSide, row * kSide, kSide, kSide}, rgb(0xe4e4e8));
}

}  // namespace

Expected<Raster> preview_of_export(const ExportRequest& request, const Model& model, int width, int height) {
  ExportRequest unwatched = request;
  unwatched.progress.reset();
  const Figure figure = TRY(shown_of(unwatched, model));
  const double scale = std::min(width / figure.width, height / figure.height);
  CairoCanvas canvas(figure.width, figure.height, scale);
  draw_chequer(canvas, figure.width, figure.height);
  figure.draw(canvas);
  Raster raster = canvas.pixels();
  raster.id = fingerprint(raster);
  return raster;
}

}  // namespace deconvlab
