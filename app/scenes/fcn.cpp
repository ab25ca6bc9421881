// Scene "fcn": score maps of a picture, upsampled with the fixed bilinear kernel, cut to the picture's size and laid over it.
#include "app/fcn.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/player.h"
#include "app/scenes/labels.h"
#include "app/scenes/picture_panel.h"
#include "app/scenes/stories.h"

namespace deconvlab {

namespace {

constexpr SceneView kViews[] = {{kFcnViews[0], "scene.fcn_32s"}, {kFcnViews[1], "scene.fcn_16s"}, {kFcnViews[2], "scene.fcn_8s"}};

constexpr double kEdge = 3;
constexpr double kCaption = 26;
constexpr double kGap = 20;
constexpr double kNote = 14;
constexpr double kNoteLine = kNote * 1.45;
constexpr int kMostNoteLines = 8;
constexpr double kLeastPicture = 60;
constexpr float kOverlay = 0.6f;
constexpr Color kBorder = {1, 1, 1, 1};  // between classes, over a picture

enum class Phase { scores, plane, frame, overlay };
constexpr std::int64_t kStages = 4;

struct Shown {
  const Frame& frame;
  const Tensor& picture;
  const FcnVariant& variant;
  Phase stage;

  Extent size() const { return picture.shape().plane(); }
  std::int64_t side() const { return variant.coarse.size.h; }
};

Shown shown_of(const Frame& frame) {
  const auto stage = static_cast<Phase>(moment_of(frame.model.time, kStages).step);
  return {frame, *frame.results.picture, frame.results.fcn->variants[fcn_variant(frame.model.lesson.view)], stage};
}

Color color_of(Rgb c) { return {c.r / 255, c.g / 255, c.b / 255, 1}; }
Color class_color(std::uint8_t label) { return color_of(class_colour(label)); }

// The classes over the picture, a line where one ends.
template <class LabelAt>
Color segmented(const Tensor& picture, Cell c, LabelAt&& label_at) {
  const Extent size = picture.shape().plane();
  const std::uint8_t label = label_at(c);
  const bool last_col = c.col + 1 < size.w && label_at(Cell{c.row, c.col + 1}) != label;
  const bool last_row = c.row + 1 < size.h && label_at(Cell{c.row + 1, c.col}) != label;
  return last_col || last_row ? kBorder : laid_over(picture, c, class_color(label), kOverlay);
}

// The largest square cells in the middle of what the caption leaves.
Rect fitted(Rect area, Extent size) {
  const double scale = std::min(area.w / static_cast<double>(size.w), std::max(1.0, area.h - kCaption) / static_cast<double>(size.h));
  const double w = scale * static_cast<double>(size.w);
  const double h = scale * static_cast<double>(size.h);
  return {area.x + (area.w - w) / 2, area.y + kCaption + (area.h - kCaption - h) / 2, w, h};
}

template <class ColorOf>
Rect draw_image(Canvas& canvas, Rect area, Extent size, const std::string& name, Color ink, const Theme& theme, ColorOf&& color) {
  const Rect r = fitted(area, size);
  draw_cells_as_picture(canvas, r, size.h, size.w, [&](std::int64_t row, std::int64_t col) { return color(Cell{row, col}); });
  canvas.stroke_rect(r, {theme.line, 1});
  draw_fitting(canvas, {area.centre().x, r.y - 14}, area.w, name,
               {.color = ink, .size = 15, .weight = Weight::bold, .align = Align::centre});
  return r;
}

Rect draw_labels(Canvas& canvas, Rect area, const Labels& labels, const std::string& name, Color ink, const Theme& theme) {
  return draw_image(canvas, area, labels.size, name, ink, theme, [&](Cell c) { return class_color(labels.at(c)); });
}

void add_hit(Rect r, Extent size, Target target, const Frame& frame) {
  if (frame.hits) frame.hits->push_back({r, {target, {0, 0}, {}}, size});
}

// The score map; of FCN-16s and FCN-8s above it the two maps whose sum it is.
void draw_scores(Canvas& canvas, Rect area, const Shown& s) {
  const Theme& theme = s.frame.theme;
  const Color ink = theme.of(Role::input).ink;
  const Language& language = s.frame.language;
  Rect rest = area;
  if (s.variant.before.size.h > 0) {
    const double h = area.h * 0.42;
    const double w = (area.w - kGap) / 2;
    draw_labels(canvas, {area.x, area.y, w, h}, s.variant.before, std::string(phrase(language, "scene.fcn_before")), ink, theme);
    draw_labels(canvas, {area.x + w + kGap, area.y, w, h}, s.variant.finer, std::string(phrase(language, "scene.fcn_finer")), ink, theme);
    canvas.text({area.centre().x, area.y + kCaption + (h - kCaption) / 2}, "+",
                {.color = theme.text, .size = 18, .weight = Weight::bold, .align = Align::centre});
    rest = {area.x, area.y + h + 4, area.w, area.h - h - 4};
  }
  const Rect r = draw_labels(canvas, rest, s.variant.coarse, say(language, "scene.fcn_scores", s.side(), kFcnClasses), ink, theme);
  add_hit(r, s.variant.coarse.size, Target::input, s.frame);
}

// The upsampled plane, and at its stage the frame that the crop layer cuts out.
void draw_upsampled(Canvas& canvas, Rect area, const Shown& s) {
  const Theme& theme = s.frame.theme;
  const bool framed = s.stage == Phase::frame;
  const std::int64_t side = s.variant.plane.size.h;
  const std::string name = framed ? say(s.frame.language, "scene.fcn_frame", s.variant.crop, s.size().h, s.size().w)
                                  : say(s.frame.language, "scene.fcn_plane", s.variant.factor, side);
  const Rect kept{0, 0, static_cast<double>(s.size().w), static_cast<double>(s.size().h)};
  const auto outside = [&](Cell c) {
    return framed && !kept.contains(Point{static_cast<double>(c.col - s.variant.crop), static_cast<double>(c.row - s.variant.crop)});
  };
  const Rect r = draw_image(canvas, area, s.variant.plane.size, name, theme.of(Role::output).ink, theme, [&](Cell c) {
    const Color color = class_color(s.variant.plane.at(c));
    return outside(c) ? mix(color, theme.background, 0.7) : color;
  });
  if (!framed) return;
  const double scale = r.w / static_cast<double>(side);
  const double at = scale * static_cast<double>(s.variant.crop);
  const Rect frame{r.x + at, r.y + at, kept.w * scale, kept.h * scale};
  canvas.stroke_rect(frame, {theme.background, 5});
  canvas.stroke_rect(frame, {theme.of(Role::switches).solid, 2.5});
}

std::uint8_t label_at(const FcnVariant& v, Cell c) { return v.plane.at({c.row + v.crop, c.col + v.crop}); }

void draw_overlay(Canvas& canvas, Rect area, const Shown& s) {
  const Rect r =
      draw_image(canvas, area, s.size(), std::string(phrase(s.frame.language, "scene.fcn_overlay")), s.frame.theme.of(Role::output).ink,
                 s.frame.theme, [&](Cell c) { return segmented(s.picture, c, [&](Cell at) { return label_at(s.variant, at); }); });
  add_hit(r, s.size(), Target::output, s.frame);
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Shown s = shown_of(frame);
  const Rect area = whole.inset(kEdge);
  const double w = (area.w - kGap) / 2;
  const Rect left =
      draw_image(canvas, {area.x, area.y, w, area.h}, s.size(), say(frame.language, "scene.fcn_picture", s.size().h, s.size().w),
                 frame.theme.text, frame.theme, [&](Cell c) { return pixel_color(s.picture, c); });
  add_hit(left, s.size(), Target::output, frame);
  const Rect right{area.x + w + kGap, area.y, w, area.h};
  if (s.stage == Phase::scores) return draw_scores(canvas, right, s);
  if (s.stage == Phase::overlay) return draw_overlay(canvas, right, s);
  draw_upsampled(canvas, right, s);
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const Shown s = shown_of(frame);
  const Rect area = whole.inset(kEdge);
  const std::int64_t side = s.variant.plane.size.h;
  const TextRun note{say(frame.language, "scene.fcn_note", 2 * s.variant.factor, s.variant.factor, s.side(), side, kFcnClasses),
                     frame.theme.text};
  const int lines = std::min(kMostNoteLines, wrapped_lines(canvas, area.w, note, kNote));
  const double below = lines * kNoteLine + 8;
  draw_wrapped(canvas, {area.x, area.bottom() - below + 8 + kNoteLine / 2}, area.w, note, kNote, lines);
  if (area.h - below - kCaption < kLeastPicture) return;
  draw_image(canvas, {area.x, area.y, area.w, area.h - below}, s.size(), std::string(phrase(frame.language, "scene.fcn_nearest")),
             frame.theme.muted, frame.theme,
             [&](Cell c) { return segmented(s.picture, c, [&](Cell at) { return s.variant.nearest.at(at); }); });
}

std::string describe(const Focus& focus, const Frame& frame) {
  const Shown s = shown_of(frame);
  const auto& [row, col] = focus.cell;
  if (focus.target == Target::input && s.variant.coarse.size.contains(focus.cell)) {
    const std::uint8_t label = s.variant.coarse.at(focus.cell);
    return say(frame.language, "scene.fcn_cell", row, col, number(s.variant.scores.at(0, label, row, col)), label);
  }
  if (focus.target != Target::output || !s.size().contains(focus.cell)) return {};
  return say(frame.language, "scene.fcn_pixel", row, col, label_at(s.variant, focus.cell), s.variant.nearest.at(focus.cell));
}

std::int64_t differing(const Shown& s) {
  std::int64_t count = 0;
  for (std::int64_t n = 0; n < s.size().area(); ++n) {
    const Cell c = s.size().cell_at(n);
    if (label_at(s.variant, c) != s.variant.nearest.at(c)) ++count;
  }
  return count;
}

std::string story_of(const Shown& s) {
  const Language& language = s.frame.language;
  const FcnVariant& v = s.variant;
  const std::int64_t side = v.plane.size.h;
  switch (s.stage) {
    case Phase::scores:
      return v.before.size.h > 0 ? say(language, "scene.fcn_step_fused", s.side(), v.factor)
                                 : say(language, "scene.fcn_step_scores", s.side(), kFcnClasses);
    case Phase::plane:
      return say(language, "scene.fcn_step_plane", 2 * v.factor, v.factor, s.side(), side);
    case Phase::frame:
      return say(language, "scene.fcn_step_frame", side, v.crop, s.size().h, s.size().w);
    case Phase::overlay:
      return say(language, "scene.fcn_step_overlay", grouped(differing(s)), grouped(s.size().area()));
  }
  return {};
}

std::string sentence(const Frame& frame) {
  if (std::string pointed = describe(frame.focus, frame); !pointed.empty()) return pointed;
  const Shown s = shown_of(frame);
  return say(frame.language, "scene.overlap_step", static_cast<std::int64_t>(s.stage) + 1, kStages) + story_of(s);
}

}  // namespace

const Scene kFcnScene{.id = "fcn",
                      .title_key = "scene.fcn",
                      .draw_main = draw_main,
                      .draw_side = draw_side,
                      .sentence = sentence,
                      .example = "picture=scene",
                      .traits = {.own_steps = kStages, .own_lessons = true, .on_picture = true, .fcn = true},
                      .views = kViews,
                      .describe = describe};

}  // namespace deconvlab
