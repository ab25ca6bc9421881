// Scene "imitate": a transposed convolution is trained, from one pooled map, toward nearest and bilinear upsampling and toward unpooling.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/legend.h"
#include "app/diagram/plane.h"
#include "app/draw/rich_text.h"
#include "app/lang/text.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/imitate/imitate_words.h"
#include "app/scenes/imitate/loss_curve.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr double kHead = 24;          // the names of the columns
constexpr double kRowTitle = 22;      // above each target's row
constexpr double kSource = 34;        // between the pooled map and the rows
constexpr double kGap = 12;           // between columns
constexpr double kSign = 20;          // more, where a sign stands between them
constexpr double kSourceWide = 1.25;  // x's width by a square's: it has four times the cells of what is pooled
constexpr double kKernelWide = 1.45;  // a kernel's width by its height: its numbers are long
constexpr double kLineHeight = 1.4;
constexpr double kTableRow = 23;
constexpr double kAroundTable = 8;
constexpr double kBetweenText = 5;

// Squares of one side: the pooled map at the left, below x, which is larger, then a row for each target.
struct Places {
  double side = 0;
  Rect x, pooled, legend;
  Rect head;  // of the rows
  std::array<Rect, kImitationTargets> kernel, output, target, difference, title;
  Point sign;

  // What one target has, below its title; `y`: where the squares begin.
  void put_row(int n, double y) {
    title[n] = {head.x, y - kRowTitle, head.w, kRowTitle};
    kernel[n] = {head.x, y, kKernelWide * side, side};
    output[n] = {kernel[n].right() + kGap, y, side, side};
    target[n] = {output[n].right() + kSign, y, side, side};
    difference[n] = {target[n].right() + kSign, y, side, side};
  }
};

Places places_in(Rect area) {
  Places p;
  const double wide = (area.w - kSource - kGap - 2 * kSign) / (3 + kSourceWide + kKernelWide);
  const double high = (area.h - kHead) / kImitationTargets - kRowTitle;
  p.side = std::max(1.0, std::min(wide, high));
  const double rows = kImitationTargets * (p.side + kRowTitle);
  const double used = (3 + kSourceWide + kKernelWide) * p.side + kSource + kGap + 2 * kSign;
  const double top = area.y + std::max(0.0, (area.h - kHead - rows) / 2);
  const double left = area.x + std::max(0.0, (area.w - used) / 2);
  const double column = kSourceWide * p.side;
  const double first = left + column + kSource;
  p.head = {first, top, left + used - first, kHead};
  for (int n = 0; n < kImitationTargets; ++n) p.put_row(n, top + kHead + n * (p.side + kRowTitle) + kRowTitle);
  const double x = std::min(column, p.target[0].bottom() - area.y - kRowTitle);
  p.x = {left + (column - x) / 2, p.target[0].bottom() - x, x, x};
  p.pooled = {left + (column - p.side) / 2, p.target[1].y, p.side, p.side};
  p.legend = {left, p.target[2].y, column + kSource - 6, p.side};
  p.sign = {first - kSource / 2, p.pooled.centre().y};
  return p;
}

void label_over(Canvas& canvas, const Rect& below, const std::string& text, Color color) {
  TextStyle style{.color = color, .size = 14, .weight = Weight::bold, .align = Align::centre};
  const double y = below.y - kRowTitle / 2;
  if (canvas.text_width(text, style) <= below.w) return canvas.text({below.centre().x, y}, text, style);
  style.align = Align::left;
  draw_fitting(canvas, {below.x, y}, below.w + kSource - 6, text, style);
}

// Values of the targets' range in a role's tint, and its shades where they have no labels.
PlaneCell cell_of(const ImitateStage& s, Role role, float value) {
  return value_cell(s.frame.theme, {.role = role}, value, {static_cast<float>(s.largest), true}, {});
}

void mark_focus(Canvas& canvas, const GridPlace& place, const ImitateStage& s, Target target) {
  const Focus& focus = s.frame.focus;
  if (focus.target != target || !place.size.contains(focus.cell)) return;
  draw_active(canvas, place.at(focus.cell), s.frame.theme);
}

// A plane of values, with numbers where all of them fit.
template <class Look>
void draw_values(Canvas& canvas, Rect area, const Tensor& values, const Focus& first, const ImitateStage& s, Look&& look,
                 const CellWindow* counted = nullptr) {
  const GridPlace place = fit_plane(area, values.shape().plane(), area.w);
  draw_plane(
      canvas, place,
      [&](Cell c) {
        PlaneCell cell = look(c);
        cell.style.faded = counted && !counted->contains(c);
        cell.label = counted ? fixed(values.at(c), 1) : number(values.at(c));
        return cell;
      },
      s.frame.theme);
  canvas.stroke_rect(place.outer(), {s.frame.theme.line, 1});
  if (counted && counted->size.area() > 0 && counted->size != values.shape().plane())
    canvas.stroke_rect(place.span(counted->first, counted->size), {s.frame.theme.text, 1.5, 4});
  mark_focus(canvas, place, s, first.target);
  add_plane_hit(place, s.frame, first.target, first.channel);
}

void draw_source(Canvas& canvas, const Places& p, const ImitateStage& s) {
  const Theme& theme = s.frame.theme;
  const Color ink = theme.of(Role::input).ink;
  draw_values(canvas, p.x, *s.r.x, {Target::output, {}, {}, kOfAllTargets}, s, [&](Cell c) {
    const bool kept = std::ranges::count(s.r.pooled.switches.data(), s.large().index_of(c)) > 0;
    return cell_of(s, kept ? Role::switches : Role::input, s.r.x->at(c));
  });
  draw_values(canvas, p.pooled, s.r.pooled.values, {Target::input, {}, {}}, s,
              [&](Cell c) { return cell_of(s, Role::input, s.r.pooled.values.at(c)); });
  label_over(canvas, p.x, say(s.frame.language, "unpool.x", s.large().h, s.large().w), ink);
  label_over(canvas, p.pooled, say(s.frame.language, "unpool.pooled", s.small().h, s.small().w), ink);
  canvas.text(p.sign, "∗", {.color = theme.muted, .size = 22, .align = Align::centre});
}

// Below the pooled map: what the vermilion and the dashed cells are.
void draw_legend(Canvas& canvas, const Places& p, const ImitateStage& s) {
  constexpr double kSwatch = 13;
  constexpr double kLine = 22;
  const Theme& theme = s.frame.theme;
  const auto line = [&](int n, std::string_view key) {
    const double y = p.legend.y + kLine * n;
    const TextStyle style{.color = theme.muted, .size = 13};
    draw_fitting(canvas, {p.legend.x + kSwatch + 6, y + kSwatch / 2}, p.legend.w - kSwatch - 6, std::string(phrase(s.frame.language, key)),
                 style);
    return Rect{p.legend.x, y, kSwatch, kSwatch};
  };
  if (p.legend.h < 2 * kLine || p.legend.w < 6 * kSwatch) return;
  draw_cell(canvas, line(0, "imitate.legend_switch"), {.role = Role::switches}, theme);
  canvas.stroke_rect(line(1, "imitate.legend_counted"), {theme.text, 1.5, 4});
  if (p.legend.h < 3 * kLine) return;
  const Rect bar{p.legend.x, p.legend.y + 2 * kLine, 1.5 * kSwatch, kSwatch};
  draw_diverging_bar(canvas, bar, theme);
  draw_fitting(canvas, {bar.right() + 6, bar.centre().y}, p.legend.right() - bar.right() - 6,
               say(s.frame.language, "imitate.legend_difference", number(s.largest)), {.color = theme.muted, .size = 13});
}

// Of all three kernels.
ValueScale scale_of_kernels(const ImitateStage& s) {
  ValueScale all;
  for (const ImitationTarget target : kAllImitationTargets) {
    const ValueScale one = scale_of(s.kernel(target).data());
    all = {std::max(all.largest, one.largest), all.has_negative || one.has_negative};
  }
  return all;
}

// Cells wider than high.
void draw_weights(Canvas& canvas, Rect area, const Tensor& w, std::int64_t target, const ImitateStage& s) {
  const Extent k = w.shape().plane();
  const double width = area.w / static_cast<double>(k.w);
  const double height = area.h / static_cast<double>(k.h);
  const ValueScale scale = scale_of_kernels(s);
  const auto text = [&](std::int64_t n) { return fixed(w.data()[n], 2); };
  const std::string zero = fixed(0, 2);  // what reads so has no sign
  const double size = common_label_size(canvas, width, height, k.area(), text);
  for (std::int64_t n = 0; n < k.area(); ++n) {
    const Cell c = k.cell_at(n);
    const Rect r{area.x + width * static_cast<double>(c.col), area.y + height * static_cast<double>(c.row), width, height};
    CellStyle style = weight_style(s.frame.theme, w.at(c), scale);
    style.negative = style.negative && text(n) != zero;
    draw_cell(canvas, r, style, s.frame.theme);
    draw_label_at(canvas, r, text(n), ink_on(s.frame.theme, style.fill(s.frame.theme)), size);
  }
  const Focus& focus = s.frame.focus;
  draw_active_cells(canvas, area, k.h, k.w, s.frame.theme, [&](std::int64_t row, std::int64_t col) {
    return focus.target == Target::weight && focus.cell == Cell{row, col};
  });
  if (s.frame.hits) s.frame.hits->push_back({area, {Target::weight, {0, 0}, {}, target}, k});
}

void draw_row(Canvas& canvas, const Places& p, ImitationTarget target, const ImitateStage& s) {
  const auto n = static_cast<std::size_t>(target);
  const Imitation& one = s.all[target];
  const Tensor& y = s.output(target);
  const Tensor& t = one.task.target;
  const Theme& theme = s.frame.theme;
  Tensor apart = y;
  for (std::int64_t cell = 0; cell < apart.size(); ++cell) apart.data()[cell] -= t.data()[cell];
  draw_fitting(canvas, {p.title[n].x, p.title[n].centre().y}, p.title[n].w, title_of(s.frame.language, target),
               {.color = ink_of(theme, target), .size = 14, .weight = Weight::bold});
  draw_weights(canvas, p.kernel[n], s.kernel(target), static_cast<std::int64_t>(n), s);
  const Focus at{Target::output, {}, {}, static_cast<std::int64_t>(n)};
  const CellWindow* counted = &one.task.counted;
  draw_values(
      canvas, p.output[n], y, at, s, [&](Cell c) { return cell_of(s, Role::output, y.at(c)); }, counted);
  const Role role = target == ImitationTarget::unpool ? Role::switches : Role::output;
  draw_values(
      canvas, p.target[n], t, at, s,
      [&](Cell c) {
        const bool between = role == Role::switches && t.at(c) == 0;
        return between ? PlaneCell{{.role = Role::inserted_zero, .dashed = true}, {}} : cell_of(s, role, t.at(c));
      },
      counted);
  draw_values(
      canvas, p.difference[n], apart, at, s,
      [&](Cell c) {
        return PlaneCell{{.shade = theme.diverging(s.largest > 0 ? apart.at(c) / s.largest : 0)}, {}};
      },
      counted);
  const TextStyle sign{.color = theme.muted, .size = 17, .align = Align::centre};
  canvas.text({p.target[n].x - kSign / 2, p.target[n].centre().y}, "−", sign);
  canvas.text({p.difference[n].x - kSign / 2, p.difference[n].centre().y}, "=", sign);
}

void draw_heads(Canvas& canvas, const Places& p, const ImitateStage& s) {
  const Theme& theme = s.frame.theme;
  const auto head = [&](const Rect& column, std::string_view key, Color color) {
    draw_fitting(canvas, {column.centre().x, p.head.centre().y}, column.w, std::string(phrase(s.frame.language, key)),
                 {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
  };
  head(p.kernel[0], "imitate.kernel", theme.of(Role::kernel).ink);
  head(p.output[0], "imitate.output", theme.of(Role::output).ink);
  head(p.target[0], "imitate.target", theme.text);
  head(p.difference[0], "imitate.difference", theme.text);
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const ImitateStage s(frame);
  const Places p = places_in(whole.inset(kEdge));
  draw_source(canvas, p, s);
  draw_legend(canvas, p, s);
  draw_heads(canvas, p, s);
  for (const ImitationTarget target : kAllImitationTargets) draw_row(canvas, p, target, s);
}

std::vector<LossCurve> curves_of(const ImitateStage& s) {
  std::vector<LossCurve> curves;
  for (const ImitationTarget target : kAllImitationTargets) {
    const Imitation& one = s.all[target];
    const double floor = one.can_reach() ? 0 : one.best.loss;
    curves.push_back(
        {one.run.losses, floor, say(s.frame.language, "imitate.floor", floor_text(one)), ink_of(s.frame.theme, target), s.stopped(target)});
  }
  return curves;
}

std::string head_of_losses(const ImitateStage& s) {
  if (s.all_stopped()) return std::string(phrase(s.frame.language, "imitate.kept"));
  return say(s.frame.language, s.any_stopped() ? "imitate.loss_or_kept" : "imitate.loss", s.update);
}

// As its curve ends.
void draw_mark(Canvas& canvas, Point at, bool stopped, Color color) {
  if (!stopped) return canvas.circle(at, 5, color);
  draw_cross(canvas, at, color);
}

// A line for each target: what its loss is now, or of the best kernel kept, and what it can be.
double draw_table(Canvas& canvas, Rect area, const ImitateStage& s) {
  const Theme& theme = s.frame.theme;
  const double now = area.x + area.w * 0.72;
  const double best = area.right();
  const double wide = area.w * 0.26;
  const TextStyle head{.color = theme.muted, .size = 13, .align = Align::right};
  draw_fitting(canvas, {now, area.y + kTableRow / 2}, area.w * 0.4, head_of_losses(s), head);
  draw_fitting(canvas, {best, area.y + kTableRow / 2}, wide, std::string(phrase(s.frame.language, "imitate.best")), head);
  double y = area.y + kTableRow;
  for (const ImitationTarget target : kAllImitationTargets) {
    const Imitation& one = s.all[target];
    const Color ink = ink_of(theme, target);
    canvas.line({area.x, y}, {area.right(), y}, {theme.line, 1});
    draw_mark(canvas, {area.x + 6, y + kTableRow / 2}, s.stopped(target), ink);
    draw_fitting(canvas, {area.x + 18, y + kTableRow / 2}, area.w * 0.72 - 24 - wide, title_of(s.frame.language, target),
                 {.color = ink, .size = 14, .weight = Weight::bold});
    const TextStyle value{.color = theme.text, .size = 15, .align = Align::right};
    draw_fitting(canvas, {now, y + kTableRow / 2}, wide, loss_text(one.loss(s.update)), value);
    draw_fitting(canvas, {best, y + kTableRow / 2}, wide, floor_text(one), value);
    y += kTableRow;
  }
  return y - area.y;
}

// How high the curves are and how large the statements, so that all of these have room below the table.
struct SideLayout {
  double curve = 0;
  double text = 0;
};

// The roomiest layout in which all fits, else the tightest.
SideLayout side_layout(Canvas& canvas, Rect area, const std::vector<std::string>& statements) {
  constexpr double kTable = kTableRow * (1 + kImitationTargets) + 2 * kAroundTable;
  constexpr double kCurveShares[] = {0.44, 0.36, 0.28, 0.2};
  constexpr double kTexts[] = {14, 13, 12, 11};
  SideLayout layout;
  for (const double text : kTexts) {
    double height = 0;
    for (const std::string& statement : statements)
      height += wrapped_lines(canvas, area.w, {statement, {}}, text) * text * kLineHeight + kBetweenText;
    for (const double share : kCurveShares) {
      layout = {area.h * share, text};
      if (layout.curve + kTable + height <= area.h) return layout;
    }
  }
  return layout;
}

void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const ImitateStage s(frame);
  const Theme& theme = frame.theme;
  const Rect area = whole.inset(kEdge);
  const std::vector<std::string> statements = imitate_statements(s);
  const SideLayout layout = side_layout(canvas, area, statements);
  draw_fitting(canvas, {area.x, area.y + 10}, area.w, std::string(phrase(frame.language, "imitate.curve")),
               {.color = theme.text, .size = 15, .weight = Weight::bold});
  const double high = layout.curve;
  draw_loss_curves(canvas, {area.x, area.y + 20, area.w, high - 20}, curves_of(s), s.update, kTrainingUpdates,
                   say(frame.language, "imitate.updates", kTrainingUpdates), theme);
  const double table = area.y + high + kAroundTable;
  double y = table + draw_table(canvas, {area.x, table, area.w, 0}, s) + kAroundTable;
  for (const std::string& statement : statements) {
    const TextRun run{statement, theme.text};
    const double line = layout.text * kLineHeight;
    const int lines = std::min(wrapped_lines(canvas, area.w, run, layout.text), static_cast<int>((area.bottom() - y) / line));
    if (lines <= 0) return;  // a page of 640 x 480 has no room for all
    y += draw_wrapped(canvas, {area.x, y + line / 2}, area.w, run, layout.text, lines) + kBetweenText;
  }
}

std::string sentence(const Frame& frame) {
  const std::string about = describe_imitation(frame.focus, frame);
  if (about.empty()) return imitate_sentence(ImitateStage(frame));
  const bool pinned = frame.focus == frame.model.pinned;
  return (pinned ? std::string(phrase(frame.language, "scene.pinned")) : "") + about;
}

std::string describe(const Focus& focus, const Frame& frame) { return describe_imitation(focus, frame); }

}  // namespace

const Scene kImitateScene{.id = "imitate",
                          .chapter = "up",
                          .title_key = "scene.imitate",
                          .question_key = "question.imitate",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .kind = &kTrainingKind,
                          .home = "t=400",
                          .describe = describe,
                          .least = {.main = 360, .side = 460}};

}  // namespace deconvlab
