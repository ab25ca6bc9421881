// Scene "fcn": score maps of a picture, upsampled with the fixed bilinear kernel, cut to the picture's size and laid over it.
#include <algorithm>
#include <optional>

#include "app/diagram/labels.h"
#include "app/diagram/picture_panel.h"
#include "app/lessons/wipe.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/fcn/fcn_colors.h"
#include "app/scenes/fcn/fcn_parts.h"
#include "app/scenes/fcn/fcn_shown.h"
#include "app/scenes/fcn/fcn_wipe.h"

namespace deconvlab {

namespace {

constexpr SceneView kViews[] = {
    {kFcnViews[0], "scene.fcn_32s"}, {kFcnViews[1], "scene.fcn_16s"}, {kFcnViews[2], "scene.fcn_8s"}, {kWipeView, "picture.view_one"}};

constexpr double kEdge = 3;
constexpr double kCaption = 26;
constexpr double kCaptionApart = 14;  // of a caption's middle and what it is about
constexpr double kGap = 20;
constexpr double kSign = 40;  // between maps that are added
constexpr double kApart = 6;
constexpr double kTinyPicture = 160;  // a smaller one's pixels are not as small as the plane's
constexpr double kNote = 14;
constexpr double kNoteLine = kNote * 1.45;
constexpr int kMostNoteLines = 8;
constexpr double kLeastPicture = 60;

// Picture and plane stand side by side, their pixels alike in size and the picture at the height of what is cut out of the plane.
struct Places {
  Rect picture, plane;
  double pixel = 1;    // of the plane, in logical pixels
  double caption = 0;  // height of both captions' middle

  // Some rows and columns of the plane from pixel `first` on, on both axes.
  Rect part(double first, double rows, double cols) const {
    return {plane.x + first * pixel, plane.y + first * pixel, cols * pixel, rows * pixel};
  }
};

Rect fitted(Rect area, Extent size) {
  const double scale = std::min(area.w / static_cast<double>(size.w), area.h / static_cast<double>(size.h));
  const double w = scale * static_cast<double>(size.w);
  const double h = scale * static_cast<double>(size.h);
  return {area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h};
}

Places places_of(Rect area, const FcnShown& s) {
  const auto side = static_cast<double>(s.variant.plane.size.h);
  const auto crop = static_cast<double>(s.variant.crop);
  const auto w = static_cast<double>(s.size().w);
  const auto h = static_cast<double>(s.size().h);
  const Rect room{area.x, area.y + kCaption, area.w, std::max(1.0, area.h - kCaption)};
  const bool tiny = std::max(w, h) < kTinyPicture;
  const double pixel = std::min((room.w - kGap) / ((tiny ? side : w) + side), room.h / side);
  const double column = pixel * (tiny ? side : w);
  const double left = room.x + (room.w - kGap - column - pixel * side) / 2;
  const Rect plane{left + column + kGap, room.y + (room.h - pixel * side) / 2, pixel * side, pixel * side};
  const Rect picture{left, plane.y + crop * pixel, w * pixel, h * pixel};
  return {tiny ? fitted({left, plane.y, column, plane.h}, s.size()) : picture, plane, pixel, plane.y - kCaptionApart};
}

template <class ColorOf>
void draw_image(Canvas& canvas, Rect r, Extent size, const Theme& theme, ColorOf&& color) {
  draw_cells_as_picture(canvas, r, size.h, size.w, [&](std::int64_t row, std::int64_t col) { return color(Cell{row, col}); });
  canvas.stroke_rect(r, {theme.line, 1});
}

void draw_labels(Canvas& canvas, Rect r, const Labels& labels, const Theme& theme) {
  draw_image(canvas, r, labels.size, theme, [&](Cell c) { return class_color(labels.at(c)); });
}

template <class LabelAt>
void draw_segmented(Canvas& canvas, Rect r, const FcnShown& s, LabelAt&& label_at) {
  const Extent size = s.size(), pixels{pixels_along(size.h, r.h), pixels_along(size.w, r.w)};
  draw_image(canvas, r, size, s.frame.theme, [&](Cell c) {
    return segmented(s.picture, c, label_at, {next_drawn(c.row, size.h, pixels.h), next_drawn(c.col, size.w, pixels.w)});
  });
}

void draw_name(Canvas& canvas, Point at, double width, const std::string& name, Color ink) {
  draw_fitting(canvas, at, width, name, {.color = ink, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

void draw_sign(Canvas& canvas, Point at, std::string_view sign, const Theme& theme) {
  canvas.text(at, sign, {.color = theme.text, .size = 22, .weight = Weight::bold, .align = Align::centre});
}

void add_hit(Rect r, Extent size, Target target, const Frame& frame) {
  if (frame.hits) frame.hits->push_back({r, {target, {0, 0}, {}}, size});
}

// The two maps that FCN-16s and FCN-8s add, and below them their sum, of the same size.
void draw_sum(Canvas& canvas, const Places& places, const FcnShown& s) {
  const Theme& theme = s.frame.theme;
  const Language& language = s.frame.language;
  const Color ink = theme.of(Role::input).ink;
  const double whole = places.plane.h + kCaption;
  const double m = std::max(1.0, std::min((places.plane.w - kSign) / 2, (whole - 2 * kCaption - kApart) / 2));
  const double left = places.plane.centre().x - kSign / 2 - m;
  const Rect before{left, places.plane.y, m, m};
  const Rect finer{left + m + kSign, places.plane.y, m, m};
  const Rect sum{places.plane.centre().x - m / 2, places.plane.bottom() - m, m, m};
  const auto draw = [&](Rect r, const Labels& labels, const std::string& name) {
    draw_labels(canvas, r, labels, theme);
    draw_name(canvas, {r.centre().x, r.y - kCaptionApart}, m + kSign / 2, name, ink);
  };
  draw(before, s.variant.before, std::string(phrase(language, "scene.fcn_before")));
  draw(finer, s.variant.finer, std::string(phrase(language, "scene.fcn_finer")));
  draw(sum, s.variant.coarse, say(language, "scene.fcn_sum", s.side(), kFcnClasses));
  draw_sign(canvas, {places.plane.centre().x, before.centre().y}, "+", theme);
  draw_sign(canvas, {sum.x - kSign / 2, sum.centre().y}, "=", theme);
  add_hit(sum, s.variant.coarse.size, Target::input, s.frame);
}

// The score map where its cells come to lie on the plane: half a stride from its edge.
void draw_scores(Canvas& canvas, const Places& places, const FcnShown& s) {
  if (s.variant.before.size.h > 0) return draw_sum(canvas, places, s);
  const auto factor = static_cast<double>(s.variant.factor);
  const Rect r = places.part(factor / 2, factor * static_cast<double>(s.side()), factor * static_cast<double>(s.side()));
  draw_labels(canvas, r, s.variant.coarse, s.frame.theme);
  draw_name(canvas, {r.centre().x, places.caption}, places.plane.w, say(s.frame.language, "scene.fcn_scores", s.side(), kFcnClasses),
            s.frame.theme.of(Role::input).ink);
  add_hit(r, s.variant.coarse.size, Target::input, s.frame);
}

Rect kept_part(const Places& places, const FcnShown& s) {
  return places.part(static_cast<double>(s.variant.crop), static_cast<double>(s.size().h), static_cast<double>(s.size().w));
}

// The upsampled plane, and at its stage the frame that the crop layer cuts out.
void draw_upsampled(Canvas& canvas, const Places& places, const FcnShown& s) {
  const Theme& theme = s.frame.theme;
  const bool framed = s.stage == FcnPhase::frame;
  const std::int64_t crop = s.variant.crop;
  const std::string name = framed ? say(s.frame.language, "scene.fcn_frame", crop, s.size().h, s.size().w)
                                  : say(s.frame.language, "scene.fcn_plane", s.variant.factor, s.variant.plane.size.h);
  draw_image(canvas, places.plane, s.variant.plane.size, theme, [&](Cell c) {
    const Color color = class_color(s.variant.plane.at(c));
    const bool outside = framed && !s.size().contains({c.row - crop, c.col - crop});
    return outside ? mix(color, theme.background, 0.7) : color;
  });
  draw_name(canvas, {places.plane.centre().x, places.caption}, places.plane.w, name, theme.of(Role::output).ink);
  if (!framed) return;
  const Rect frame = kept_part(places, s);
  canvas.stroke_rect(frame, {theme.background, 5});
  canvas.stroke_rect(frame, {theme.of(Role::output).ink, 2.5});
}

// As large as the picture beside it.
void draw_overlay(Canvas& canvas, const Places& places, const FcnShown& s) {
  const bool enlarged = places.picture.w > kept_part(places, s).w + 1;
  const double left = enlarged ? places.plane.centre().x - places.picture.w / 2 : kept_part(places, s).x;
  const Rect r{left, places.picture.y, places.picture.w, places.picture.h};
  draw_segmented(canvas, r, s, [&](Cell at) { return label_at(s.variant, at); });
  draw_name(canvas, {r.centre().x, places.caption}, places.plane.w, std::string(phrase(s.frame.language, "scene.fcn_overlay")),
            s.frame.theme.of(Role::output).ink);
  add_hit(r, s.size(), Target::output, s.frame);
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const FcnShown s = fcn_shown(frame);
  const Rect area = whole.inset(kEdge);
  const Rect above{area.x, area.y, area.w, area.h - kClassLegend};
  draw_class_legend(canvas, area, class_at(s, frame.focus), frame);
  if (is_wiped(frame.model.lesson)) return draw_fcn_wipe(canvas, above, frame);
  const Places places = places_of(above, s);
  draw_image(canvas, places.picture, s.size(), frame.theme, [&](Cell c) { return pixel_color(s.picture, c); });
  draw_name(canvas, {places.picture.centre().x, places.caption}, places.picture.w + 2 * kEdge,
            say(frame.language, "scene.fcn_picture", s.size().h, s.size().w), frame.theme.text);
  add_hit(places.picture, s.size(), Target::output, frame);
  if (s.stage == FcnPhase::scores) return draw_scores(canvas, places, s);
  if (s.stage == FcnPhase::overlay) return draw_overlay(canvas, places, s);
  draw_upsampled(canvas, places, s);
}

// What stands below the second view: the height that it takes.
double draw_note(Canvas& canvas, Rect area, const std::string& words, const Frame& frame) {
  const TextRun note{words, frame.theme.text};
  const int lines = std::min(kMostNoteLines, wrapped_lines(canvas, area.w, note, kNote));
  const double below = lines * kNoteLine + 8;
  draw_wrapped(canvas, {area.x, area.bottom() - below + 8 + kNoteLine / 2}, area.w, note, kNote, lines);
  return below;
}

void draw_crop(Canvas& canvas, Rect area, const FcnShown& s) {
  const double below = draw_note(canvas, area, std::string(phrase(s.frame.language, "scene.fcn_where_note")), s.frame);
  draw_in_lines(canvas, {area.x, area.y, area.w, 2 * kCaption}, std::string(phrase(s.frame.language, "scene.fcn_where")),
                {.color = s.frame.theme.text, .size = 15, .weight = Weight::bold, .align = Align::centre});
  const double top = area.y + 2 * kCaption + 4;
  draw_crop_table(canvas, {area.x, top, area.w, area.bottom() - below - top}, fcn_variant(s.frame.model.lesson.view), s.frame);
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const FcnShown s = fcn_shown(frame);
  const Rect area = whole.inset(kEdge);
  if (s.stage == FcnPhase::frame) return draw_crop(canvas, area, s);
  const std::int64_t side = s.variant.plane.size.h;
  const double below = draw_note(
      canvas, area, say(frame.language, "scene.fcn_note", 2 * s.variant.factor, s.variant.factor, s.side(), side, kFcnClasses), frame);
  if (area.h - below - kCaption < kLeastPicture) return;
  const Rect r = fitted({area.x, area.y + kCaption, area.w, area.h - below - kCaption}, s.size());
  draw_segmented(canvas, r, s, [&](Cell at) { return s.variant.nearest.at(at); });
  draw_name(canvas, {area.centre().x, r.y - kCaptionApart}, area.w, std::string(phrase(frame.language, "scene.fcn_nearest")),
            frame.theme.muted);
}

// The first step of FCN-16s and FCN-8s upsamples by 2.
std::optional<Geometry> upsampling(const Frame& frame) {
  const FcnShown s = fcn_shown(frame);
  if (s.stage != FcnPhase::scores || s.variant.before.size.h == 0) return std::nullopt;
  const auto g =
      resolve_transposed(fcn_params(frame.results.of<FcnResult>().fcn->variants[fcn_variant(frame.model.lesson.view) - 1].coarse.size, 2));
  return g ? std::optional(*g) : std::nullopt;
}

}  // namespace

const Scene kFcnScene{.id = "fcn",
                      .chapter = "networks",
                      .title_key = "scene.fcn",
                      .question_key = "question.fcn",
                      .draw_main = draw_main,
                      .draw_side = draw_side,
                      .sentence = fcn_sentence,
                      .kind = &kFcnKind,
                      .home = "t=3",
                      .views = kViews,
                      .describe = describe_fcn,
                      .upsampling = upsampling,
                      .note = fcn_note,
                      .open = open_fcn_choice};

}  // namespace deconvlab
