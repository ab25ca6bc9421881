// Scene "project": from one unit of the encoder back to the pixels, by Zeiler and Fergus's rule and as the gradient
// (app/lessons/networks/decoded.h).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/feature_map.h"
#include "app/diagram/legend.h"
#include "app/diagram/picture_panel.h"
#include "app/lessons/networks/weights.h"
#include "app/scenes/each_scene.h"
#include "app/state/player.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr double kGap = 14;
constexpr double kTitle = 24;
constexpr double kRowName = 26;
constexpr double kAroundUnit = 2;  // so that its cell is seen within the frame

// The way back is shown at the unit and where each level begins, which is behind the pooling before it or at the pixels.
struct Shown {
  const Frame& frame;
  const Decoded& decoded;
  const Projected& projected;
  const Network& network;
  std::vector<std::size_t> stages;  // how many layers back each is
  std::int64_t step;

  bool at_pixels(std::int64_t stage) const { return stage == std::ssize(stages); }
  // The pixels that can reach the unit.
  CellRect patch() const { return receptive_field(network, decoded.encoder, projected.unit); }
  // What there is after `stage` levels.
  const Tensor& signal(const std::vector<Tensor>& signals, std::int64_t stage) const { return signals[stages[stage - 1]]; }
};

std::vector<std::size_t> stages_of(const Network& encoder, std::size_t layer) {
  std::vector<std::size_t> stages;
  for (std::size_t back = 0; back <= layer; ++back) {
    const std::size_t n = layer - back;
    if (n == 0 || encoder.layers[n - 1].kind == NetworkLayerKind::max_pool) stages.push_back(back);
  }
  return stages;
}

Shown shown_of(const Frame& frame) {
  const Network& encoder = segmenter_in_use().encoder;
  const Projected& projected = *frame.results.of<ProjectionResult>().projected;
  std::vector<std::size_t> stages = stages_of(encoder, projected.unit.layer);
  const std::int64_t steps = std::ssize(stages) + 1;
  return {frame, *frame.results.network().decoded, projected, encoder, std::move(stages), moment_of(frame.model.time, steps).step};
}

const Tensor& unit_maps(const Shown& s) { return s.decoded.encoder.outputs[s.projected.unit.layer]; }

float largest_of(const Tensor& t) {
  float largest = 0;
  for (const float v : t.data()) largest = std::max(largest, std::abs(v));
  return largest;
}

// About grey, red for what is above 0 and blue for what is below: the strongest channel of each cell.
Color signal_color(const Tensor& signal, Cell c, float largest, const Theme& theme) {
  float strongest = 0;
  for (std::int64_t n = 0; n < signal.shape().c; ++n) {
    const float v = signal.at(0, n, c.row, c.col);
    if (std::abs(v) > std::abs(strongest)) strongest = v;
  }
  return theme.diverging(largest > 0 ? strongest / largest : 0);
}

// At the pixels: the three colours about middle grey.
Color about_grey(const Tensor& signal, Cell c, float largest) {
  const auto channel = [&](std::int64_t n) { return 0.5f + (largest > 0 ? 0.5f * signal.at(0, n, c.row, c.col) / largest : 0); };
  return {channel(0), channel(1), channel(2), 1};
}

// A part of a plane in the middle of a square; the part's cells are squares.
template <class ColorOf>
void draw_part(Canvas& canvas, Rect square, const CellRect& part, const Theme& theme, ColorOf&& color_of) {
  const double cell = square.w / static_cast<double>(std::max(part.size.h, part.size.w));
  const double h = cell * static_cast<double>(part.size.h);
  const double w = cell * static_cast<double>(part.size.w);
  const Rect r{square.centre().x - w / 2, square.centre().y - h / 2, w, h};
  draw_cells_as_picture(canvas, r, part.size.h, part.size.w, [&](std::int64_t row, std::int64_t col) {
    return color_of(Cell{part.first.row + row, part.first.col + col});
  });
  canvas.stroke_rect(r, {theme.line, 1});
}

// The cells of a level over the patch.
CellRect over(const CellRect& patch, std::int64_t pixels_a_cell) {
  const auto cell = [&](std::int64_t pixel) { return pixel / pixels_a_cell; };
  const Cell first{cell(patch.first.row), cell(patch.first.col)};
  return {first, {cell(patch.last().row) - first.row + 1, cell(patch.last().col) - first.col + 1}};
}

void draw_signal(Canvas& canvas, Rect square, const Shown& s, const std::vector<Tensor>& signals, std::int64_t stage) {
  const Tensor& signal = s.signal(signals, stage);
  const float largest = largest_of(signal);
  draw_part(canvas, square, over(s.patch(), kSceneSide / signal.shape().h), s.frame.theme,
            [&](Cell c) { return s.at_pixels(stage) ? about_grey(signal, c, largest) : signal_color(signal, c, largest, s.frame.theme); });
}

std::string stage_title(const Shown& s, std::int64_t stage) {
  if (s.at_pixels(stage)) return std::string(phrase(s.frame.language, "project.pixels"));
  return say(s.frame.language, "project.at", s.signal(s.projected.gated, stage).shape().h);
}

// The map of the unit, with a frame about its cell.
void draw_unit(Canvas& canvas, Rect square, const Shown& s) {
  const Unit& unit = s.projected.unit;
  draw_map(canvas, square, unit_maps(s), unit.channel, s.frame);
  const double cell = square.w / static_cast<double>(unit_maps(s).shape().h);
  const Rect r{square.x + cell * static_cast<double>(unit.cell.col), square.y + cell * static_cast<double>(unit.cell.row), cell, cell};
  canvas.stroke_rect(r.inset(-kAroundUnit), {s.frame.theme.of(Role::switches).solid, 2});
  if (s.frame.hits) s.frame.hits->push_back({square, {Target::output, {0, 0}, {}}, unit_maps(s).shape().plane()});
}

// What the colours of the levels between unit and pixels are, at the right end of a line.
void draw_key(Canvas& canvas, Rect line, const Frame& frame) {
  constexpr double kBar = 54;
  const TextStyle style{.color = frame.theme.muted, .size = 13, .align = Align::right};
  const std::string text(phrase(frame.language, "project.legend"));
  const double width = std::min(canvas.text_width(text, style), line.w - kBar - 8);
  draw_fitting(canvas, {line.right(), line.centre().y}, width, text, style);
  const Rect bar{line.right() - width - kBar - 8, line.centre().y - 6, kBar, 12};
  draw_diverging_bar(canvas, bar, frame.theme);
}

// One rule's way: from the left, the unit, then a level further back at each.
void draw_way(Canvas& canvas, Rect area, const Shown& s, std::string_view name_key, const std::vector<Tensor>& signals) {
  const auto columns = std::ssize(s.stages) + 1;
  const double w = (area.w - kGap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  draw_fitting(canvas, {area.x, area.y + kRowName / 2}, area.w, std::string(phrase(s.frame.language, name_key)),
               {.color = s.frame.theme.text, .size = 16, .weight = Weight::bold});
  for (std::int64_t n = 0; n < columns; ++n) {
    const Rect square =
        square_in({area.x + static_cast<double>(n) * (w + kGap), area.y + kRowName + kTitle, w, area.h - kRowName - kTitle});
    const bool reached = n <= s.step;
    const std::string title = n == 0 ? say(s.frame.language, "project.map", unit_maps(s).shape().h) : stage_title(s, n);
    draw_panel_title(canvas, square, title, reached ? s.frame.theme.text : s.frame.theme.muted);
    if (!reached) canvas.stroke_rect(square, {s.frame.theme.line, 1});
    if (reached && n == 0) draw_unit(canvas, square, s);
    if (reached && n > 0) draw_signal(canvas, square, s, signals, n);
    if (n == s.step) canvas.stroke_rect(square.inset(1), {s.frame.theme.text, 2.5});
  }
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Shown s = shown_of(frame);
  const Rect area = whole.inset(kEdge);
  const double h = (area.h - kGap) / 2;
  draw_key(canvas, {area.x + area.w * 0.3, area.y, area.w * 0.7, kRowName}, frame);
  draw_way(canvas, {area.x, area.y, area.w, h}, s, "project.rectified", s.projected.rectified);
  draw_way(canvas, {area.x, area.y + h + kGap, area.w, h}, s, "project.gated", s.projected.gated);
}

void draw_frame_of_patch(Canvas& canvas, const Rect& picture, const Shown& s) {
  const CellRect patch = s.patch();
  const auto pixels = [&](std::int64_t n) { return picture.w / static_cast<double>(kSceneSide) * static_cast<double>(n); };
  const Rect r{picture.x + pixels(patch.first.col), picture.y + pixels(patch.first.row), pixels(patch.size.w), pixels(patch.size.h)};
  canvas.stroke_rect(r.inset(-1.5), {{0, 0, 0, 1}, 1});  // stands out from any colour
  canvas.stroke_rect(r, {s.frame.theme.of(Role::switches).solid, 2});
}

// The picture with the patch framed; below, the patch, as large as what both rules made of it at the least.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  constexpr double kPictureShare = 0.55;
  const Shown s = shown_of(frame);
  const Rect area = whole.inset(kEdge);
  const double room = area.h - 2 * kTitle - kGap;
  const Rect picture = square_in({area.x, area.y + kTitle, area.w, room * kPictureShare});
  const Rect patch = square_in({area.x, area.bottom() - room * (1 - kPictureShare), area.w, room * (1 - kPictureShare)});
  draw_panel_title(canvas, picture, std::string(phrase(frame.language, "project.picture")), frame.theme.of(Role::input).ink);
  draw_colours(canvas, picture, s.decoded.picture, frame);
  if (frame.hits) frame.hits->push_back({picture, {Target::input, {0, 0}, {}}, s.decoded.picture.shape().plane()});
  draw_frame_of_patch(canvas, picture, s);
  draw_panel_title(canvas, patch, std::string(phrase(frame.language, "project.patch")), frame.theme.of(Role::input).ink);
  draw_part(canvas, patch, s.patch(), frame.theme, [&](Cell c) { return pixel_color(s.decoded.picture, c); });
}

std::string note(const Frame& frame) {
  const CellRect patch = shown_of(frame).patch();
  return with_fit(say(frame.language, "project.note", patch.size.h, patch.size.w), frame);
}

// What the step's signal went through: the layers from where the stage before it stood.
std::string way_to_step(const Shown& s) {
  const std::size_t begin = s.step > 1 ? s.stages[s.step - 2] + 1 : 0;
  bool unpools = false;
  std::int64_t filters = 0;
  for (std::size_t back = begin; back <= s.stages[s.step - 1]; ++back) {
    const NetworkLayer& layer = s.network.layers[s.projected.unit.layer - back];
    unpools = unpools || layer.kind == NetworkLayerKind::max_pool;
    filters += layer.learns() ? 1 : 0;
  }
  return say(s.frame.language, unpools ? "project.by_unpooling" : "project.by_filters", filters);
}

std::string story(const Shown& s) {
  const Language& language = s.frame.language;
  const Unit& unit = s.projected.unit;
  const auto level = std::ssize(s.stages) - 1;
  if (s.step == 0)
    return say(language, "project.story_unit", unit.channel, level, unit.cell.row, unit.cell.col, number(s.projected.activation));
  if (!s.at_pixels(s.step))
    return say(language, "project.story_back", level - s.step + 1, s.signal(s.projected.gated, s.step).shape().c, way_to_step(s));
  const bool same = s.projected.rectified.back() == s.projected.gated.back();
  return std::string(phrase(language, same ? "project.story_same" : "project.story_pixels"));
}

// A pixel of the picture, or a cell of the unit's map.
std::string describe(const Focus& focus, const Frame& frame) {
  const Shown s = shown_of(frame);
  if (focus.target == Target::input && Extent::square(kSceneSide).contains(focus.cell))
    return describe_pixel(s.decoded.picture, focus.cell, frame.language);
  if (focus.target != Target::output || !unit_maps(s).shape().plane().contains(focus.cell)) return {};
  const auto& [row, col] = focus.cell;
  const std::int64_t channel = s.projected.unit.channel;
  return say(frame.language, "project.describe", row, col, channel, number(unit_maps(s).at(0, channel, row, col)));
}

std::string sentence(const Frame& frame) {
  if (std::string pointed = describe(frame.focus, frame); !pointed.empty()) return pointed;
  const Shown s = shown_of(frame);
  return say(frame.language, "scene.overlap_step", s.step + 1, std::ssize(s.stages) + 1) + story(s);
}

}  // namespace

const Scene kProjectScene{.id = "project",
                          .chapter = "networks",
                          .title_key = "scene.project",
                          .question_key = "question.project",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .kind = &kProjectionKind,
                          .describe = describe,
                          .note = note,
                          .least = {.main = 360, .side = 520}};

}  // namespace deconvlab
