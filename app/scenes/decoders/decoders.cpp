// Scene "decoders": one encoder and three ways back up; the classes that each finds, and where it is mistaken.
#include <fmt/format.h>

#include <algorithm>

#include "app/diagram/feature_map.h"
#include "app/diagram/picture_panel.h"
#include "app/lessons/wipe.h"
#include "app/scenes/decoders/decoders_shown.h"
#include "app/scenes/each_scene.h"
#include "app/state/player.h"
#include "core/samples/labelled.h"

namespace deconvlab {

namespace {

constexpr std::string_view kNames[kDecoders] = {"decoder.deconvnet", "decoder.segnet", "decoder.nearest"};
constexpr std::string_view kHow[kDecoders] = {"decoders.how_deconvnet", "decoders.how_segnet", "decoders.how_nearest"};
constexpr float kOverlay = 0.72f;

}  // namespace

std::string_view decoder_name_key(std::size_t decoder) { return kNames[decoder]; }
std::string_view decoder_how_key(std::size_t decoder) { return kHow[decoder]; }

Color scene_class_color(float label) {
  const Colour& c = scene_classes()[static_cast<std::size_t>(label)].colour;
  return {c.r, c.g, c.b, 1};
}

Color found_over(const Decoded& decoded, const Tensor& labels, Cell c) {
  return laid_over(decoded.picture, c, scene_class_color(labels.at(c)), kOverlay);
}

namespace {

constexpr std::int64_t kDetail = 64;  // pixels a side
constexpr std::int64_t kDetailStep = 16;
constexpr double kEdge = 3;
constexpr double kGap = 16;
constexpr double kTitle = 44;
constexpr double kNote = 40;
constexpr std::int64_t kLegendColumns = 5;
constexpr Color kWrong = rgb(0xFF00C8);  // magenta: no class and no role has it

constexpr SceneView kViews[] = {{"panels", "picture.view_panels"}, {kWipeView, "picture.view_one"}};

struct Shown {
  const Frame& frame;
  const Decoded& decoded;
  bool mistakes;
  Cell detail;  // the first pixel of what is enlarged
};

std::string class_name(const Frame& frame, float label) {
  return std::string(phrase(frame.language, fmt::format("class.{}", scene_classes()[static_cast<std::size_t>(label)].id)));
}

// The square that holds most of the thin things, by the true classes or else by those that the first decoder found.
Cell detail_of(const Decoded& decoded) {
  const Tensor& labels = decoded.labels ? *decoded.labels : decoded.found[0];
  const std::int64_t side = labels.shape().h;
  const auto thin_in = [&](Cell first) {
    std::int64_t count = 0;
    for (std::int64_t n = 0; n < kDetail * kDetail; ++n) {
      const Cell c = Extent::square(kDetail).cell_at(n);
      const float label = labels.at({first.row + c.row, first.col + c.col});
      count += scene_classes()[static_cast<std::size_t>(label)].thin ? 1 : 0;
    }
    return count;
  };
  Cell best;
  std::int64_t most = -1;
  for (std::int64_t row = 0; row + kDetail <= side; row += kDetailStep) {
    for (std::int64_t col = 0; col + kDetail <= side; col += kDetailStep) {
      const std::int64_t count = thin_in({row, col});
      if (count > most) best = {row, col};
      most = std::max(most, count);
    }
  }
  return best;
}

Shown shown_of(const Frame& frame) {
  const Decoded& decoded = *frame.results.network().decoded;
  const bool mistakes = !is_wiped(frame.model.lesson) && moment_of(frame.model.time, kDecodersSteps).step > 0;
  return {frame, decoded, mistakes && decoded.labels, detail_of(decoded)};
}

// The class over the picture, or magenta where it is wrong.
Color found_color(const Shown& s, std::size_t decoder, Cell c) {
  const float label = s.decoded.found[decoder].at(c);
  if (!s.mistakes) return found_over(s.decoded, s.decoded.found[decoder], c);
  const bool wrong = label != s.decoded.labels->at(c);
  return wrong ? kWrong : laid_over(s.decoded.picture, c, s.frame.theme.background, kOverlay);
}

// A square of pixels from `first` on.
template <class ColorOf>
void draw_part(Canvas& canvas, Rect square, Cell first, std::int64_t side, const Shown& s, ColorOf&& color_of) {
  draw_cells_as_picture(canvas, square, side, side, [&](std::int64_t row, std::int64_t col) {
    return color_of(Cell{first.row + row, first.col + col});
  });
  canvas.stroke_rect(square, {s.frame.theme.line, 1});
  if (s.frame.hits) s.frame.hits->push_back({square, {Target::input, first, {}}, Extent::square(side)});
}

void mark_detail(Canvas& canvas, Rect square, const Shown& s) {
  const double unit = square.w / static_cast<double>(kSceneSide);
  const Rect r{square.x + unit * static_cast<double>(s.detail.col), square.y + unit * static_cast<double>(s.detail.row), unit * kDetail,
               unit * kDetail};
  canvas.stroke_rect(r.inset(-1), {s.frame.theme.background, 1});
  canvas.stroke_rect(r, {s.frame.theme.of(Role::kernel).solid, 2});
}

std::string note_of(const Shown& s, std::size_t decoder) {
  if (!s.decoded.labels) return {};
  const Decoded::Agreement& agreement = s.decoded.agreement[decoder];
  if (s.mistakes) return say(s.frame.language, "decoders.wrong", grouped(agreement.wrong));
  return say(s.frame.language, "decoders.iou", fmt::format("{:.2f}", agreement.everywhere), fmt::format("{:.2f}", agreement.outlines));
}

// One decoder: its name, what it found, and the detail below.
void draw_column(Canvas& canvas, Rect area, const Shown& s, std::size_t decoder) {
  const Theme& theme = s.frame.theme;
  const double square_side = std::min(area.w, (area.h - kTitle - kNote) / 2);
  const auto at = [&](double y) { return square_in({area.x, y, area.w, square_side}); };
  const Rect whole = at(area.y + kTitle);
  const Color ink = theme.of(decoder == 2 ? Role::output : Role::switches).ink;
  draw_panel_title(canvas, {whole.x, whole.y - 20, whole.w, 0}, std::string(phrase(s.frame.language, decoder_name_key(decoder))), ink);
  draw_fitting(canvas, {whole.centre().x, whole.y - 11}, area.w, std::string(phrase(s.frame.language, decoder_how_key(decoder))),
               {.color = theme.muted, .size = 13, .align = Align::centre});
  const auto color = [&](Cell c) { return found_color(s, decoder, c); };
  draw_part(canvas, whole, {0, 0}, kSceneSide, s, color);
  mark_detail(canvas, whole, s);
  draw_in_lines(canvas, {area.x, whole.bottom() + 2, area.w, kNote - 4}, note_of(s, decoder),
                {.color = theme.text, .size = 13, .align = Align::centre});
  draw_part(canvas, at(whole.bottom() + kNote), s.detail, kDetail, s, color);
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  if (is_wiped(frame.model.lesson)) return draw_decoders_wipe(canvas, whole, frame);
  const Shown s = shown_of(frame);
  const Rect area = whole.inset(kEdge);
  const double w = (area.w - kGap * (kDecoders - 1)) / kDecoders;
  for (std::size_t n = 0; n < kDecoders; ++n) draw_column(canvas, {area.x + static_cast<double>(n) * (w + kGap), area.y, w, area.h}, s, n);
}

// What each colour is.
void draw_legend(Canvas& canvas, Rect area, const Frame& frame) {
  constexpr double kSwatch = 11;
  const auto classes = std::ssize(scene_classes());
  const double w = area.w / kLegendColumns;
  const double h = area.h / static_cast<double>((classes + kLegendColumns - 1) / kLegendColumns);
  for (std::int64_t n = 0; n < classes; ++n) {
    const auto label = static_cast<float>(n);
    const double x = area.x + w * static_cast<double>(n % kLegendColumns);
    const double middle = area.y + h * (static_cast<double>(n / kLegendColumns) + 0.5);
    const Rect swatch{x, middle - kSwatch / 2, kSwatch, kSwatch};
    canvas.fill_rect(swatch, scene_class_color(label));
    canvas.stroke_rect(swatch, {frame.theme.muted, 1});
    draw_fitting(canvas, {swatch.right() + 4, middle}, w - kSwatch - 8, class_name(frame, label), {.color = frame.theme.muted, .size = 13});
  }
}

// The picture and its true classes, whole and as the detail; the picture alone where nobody knows them.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const Shown s = shown_of(frame);
  const Rect area = whole.inset(kEdge);
  const double w = s.decoded.labels ? (area.w - kGap) / 2 : area.w;
  const double side = std::min(w, (area.h - kTitle - kNote) / 2);
  const auto of_picture = [&](Cell c) { return pixel_color(s.decoded.picture, c); };
  const auto of_truth = [&](Cell c) { return scene_class_color(s.decoded.labels->at(c)); };
  for (int n = 0; n < (s.decoded.labels ? 2 : 1); ++n) {
    const double x = area.x + n * (w + kGap);
    const Rect square = square_in({x, area.y + kTitle, w, side});
    const Rect detail = square_in({x, square.bottom() + kNote, w, side});
    draw_panel_title(canvas, square, std::string(phrase(frame.language, n == 0 ? "decoders.picture" : "decoders.truth")),
                     n == 0 ? frame.theme.of(Role::input).ink : frame.theme.text);
    n == 0 ? draw_part(canvas, square, {0, 0}, kSceneSide, s, of_picture) : draw_part(canvas, square, {0, 0}, kSceneSide, s, of_truth);
    mark_detail(canvas, square, s);
    if (n == 0) draw_legend(canvas, {area.x, square.bottom() + 2, area.w, kNote - 4}, frame);
    n == 0 ? draw_part(canvas, detail, s.detail, kDetail, s, of_picture) : draw_part(canvas, detail, s.detail, kDetail, s, of_truth);
  }
}

std::string describe(const Focus& focus, const Frame& frame) {
  if (focus.target != Target::input || !Extent::square(kSceneSide).contains(focus.cell)) return {};
  const Decoded& d = *frame.results.network().decoded;
  const auto name = [&](std::size_t n) { return class_name(frame, d.found[n].at(focus.cell)); };
  const std::string found = say(frame.language, "decoders.describe", focus.cell.row, focus.cell.col, name(0), name(1), name(2));
  return d.labels ? found + say(frame.language, "decoders.describe_true", class_name(frame, d.labels->at(focus.cell))) : found;
}

std::string sentence(const Frame& frame) {
  if (std::string pointed = describe(frame.focus, frame); !pointed.empty()) return pointed;
  const Shown s = shown_of(frame);
  if (!s.decoded.labels) return std::string(phrase(frame.language, "decoders.story_unknown"));
  const auto share = [&](std::size_t n) {
    const Decoded::Agreement& a = s.decoded.agreement[n];
    return fmt::format("{:.2f}", s.mistakes ? a.outlines : a.everywhere);
  };
  return say(frame.language, s.mistakes ? "decoders.story_errors" : "decoders.story_labels", share(0), share(1), share(2));
}

std::string note(const Frame& frame) {
  const bool known = frame.results.network().decoded->labels.has_value();
  return with_fit(std::string(phrase(frame.language, known ? "decoders.note" : "decoders.note_unknown")), frame);
}

}  // namespace

const Scene kDecodersScene{.id = "decoders",
                           .chapter = "networks",
                           .title_key = "scene.decoders",
                           .question_key = "question.decoders",
                           .draw_main = draw_main,
                           .draw_side = draw_side,
                           .sentence = sentence,
                           .kind = &kDecodersKind,
                           .views = kViews,
                           .describe = describe,
                           .note = note,
                           .open = open_decoders_choice};

}  // namespace deconvlab
