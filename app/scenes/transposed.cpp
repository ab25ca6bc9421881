// Scene "transposed": one output, computed in four ways in step; Ct beside them.
#include <algorithm>

#include "app/diagram/legend.h"
#include "app/diagram/matrix_view.h"
#include "app/diagram/transpose_views.h"
#include "app/diagram/transposed_words.h"
#include "app/scenes/each_scene.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr double kTitle = 24;
constexpr double kBetween = 16;
constexpr double kFoot = 26;
constexpr double kMeaningSize = 12;
constexpr double kLineHeight = 1.45;
constexpr double kMostForMeaning = 0.35;  // of the height

constexpr SceneView kViews[] = {
    {"all", "view.all"}, {"gather", "view.gather"}, {"scatter", "view.scatter"}, {"direct", "view.direct"}, {"gradient", "view.gradient"}};

void draw_way(Canvas& canvas, Rect area, const WayPicture& way, const Stage& stage) {
  draw_fitting(canvas, {area.x, area.y + kTitle / 2}, area.w, std::string(phrase(stage.frame.language, way.title_key)),
               {.color = stage.frame.theme.text, .size = 15, .weight = Weight::bold});
  way.draw(canvas, {area.x, area.y + kTitle, area.w, area.h - kTitle}, stage);
}

// Two by two, hairlines between.
void draw_all(Canvas& canvas, Rect area, const Stage& stage) {
  const double w = (area.w - kBetween) / 2;
  const double h = (area.h - kBetween) / 2;
  const Stroke stroke{stage.frame.theme.line, 1};
  canvas.line({area.centre().x, area.y}, {area.centre().x, area.bottom()}, stroke);
  canvas.line({area.x, area.centre().y}, {area.right(), area.centre().y}, stroke);
  for (std::size_t n = 0; n < way_pictures().size(); ++n) {
    const double x = area.x + (n % 2 == 0 ? 0 : w + kBetween);
    draw_way(canvas, {x, area.y + (n < 2 ? 0 : h + kBetween), w, h}, way_pictures()[n], stage);
  }
}

std::string difference_text(const Frame& frame) {
  const auto& difference = frame.results.of<TransposedResult>().ways_difference;
  if (difference) return say(frame.language, "scene.ways_difference", number(*difference));
  return say(frame.language, "scene.ways_skipped", grouped(frame.results.geometry.direct_products()));
}

// The marks that the ways on the page have.
Explained marks_of(std::string_view view, bool symbols) {
  const bool all = view == "all";
  return {.stretched = all || view == "direct",
          .stamps = all || view == "scatter" || view == "gradient",
          .shades = symbols || view != "scatter"};  // whose tiles are products
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Stage stage(frame);
  const Rect area = whole.inset(kEdge);
  const auto way = std::ranges::find(way_pictures(), frame.model.lesson.view, &WayPicture::id);
  const bool all = way == way_pictures().end();
  Rect body{area.x, area.y, area.w, area.h - (all ? kFoot : 0)};
  if (all)
    draw_fitting(canvas, {area.centre().x, area.bottom() - kFoot / 2 + 3}, area.w, difference_text(frame),
                 {.color = frame.theme.muted, .size = 14, .align = Align::centre});
  const Explained marks = marks_of(frame.model.lesson.view, frame.model.lesson.symbols);
  const Rect legend = legend_rect(canvas, body, stage, marks);
  draw_legend(canvas, legend, stage, marks);
  body.h -= legend.h;
  if (all) return draw_all(canvas, body, stage);
  draw_way(canvas, body, *way, stage);
}

// Ct under its caption, and what it is.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const Stage stage(frame);
  Rect area = whole.inset(kEdge);
  const TextRun meaning{then(std::string(phrase(frame.language, "scene.what_ct")), phrase(frame.language, "scene.also_called")),
                        frame.theme.muted};
  const int lines = wrapped_lines(canvas, area.w, meaning, kMeaningSize);
  const double height = lines * kMeaningSize * kLineHeight + 6;
  if (height < area.h * kMostForMeaning) {
    area.h -= height;
    draw_wrapped(canvas, {area.x, area.bottom() + 6 + kMeaningSize / 2}, area.w, meaning, kMeaningSize, lines);
  }
  draw_matrix_titled(canvas, area,
                     say(frame.language, "scene.matrix_t", grouped(stage.outputs().area()), grouped(stage.inputs().area()),
                         grouped(stage.geometry.nonzeros())),
                     stage);
}

std::string sentence(const Frame& frame) { return way_sentence(Stage(frame)); }

}  // namespace

const Scene kTransposedScene{.id = "transposed",
                             .chapter = "turn",
                             .title_key = "scene.transposed",
                             .question_key = "question.transposed",
                             .draw_main = draw_main,
                             .draw_side = draw_side,
                             .sentence = sentence,
                             .kind = &kTransposedKind,
                             .home = "i=2&k=3&s=2&input=digits:4&view=scatter&t=3",
                             .views = kViews,
                             .describe = describe_transposed,
                             .least = {.side = 520}};

}  // namespace deconvlab
