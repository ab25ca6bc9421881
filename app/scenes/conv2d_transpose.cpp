// Scene "conv2d-transpose": TensorFlow's conv2d_transpose of two channels into two, one output cell a step.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/player.h"
#include "app/scenes/filter_order.h"
#include "app/scenes/motion.h"
#include "app/scenes/plane.h"
#include "app/scenes/stories.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;
constexpr double kCaption = 28;
constexpr double kGap = 14;
constexpr double kBetween = 26;        // between input, lens and output
constexpr double kLargestCell = 22;    // of planes and lens
constexpr double kOutputShare = 0.26;  // of the width
constexpr double kInputShare = 0.29;
constexpr double kSumLine = 26;  // below the lens, a line for each input channel and one for the total
constexpr std::int64_t kMostTerms = 4;

struct Meeting {
  const Frame& frame;
  std::shared_ptr<const Channels> channels;
  Cell output;
  std::int64_t filled;  // output cells that are there

  const Geometry& geometry() const { return channels->geometry; }
};

Meeting meeting_of(const Frame& frame) {
  auto channels = channels_of(frame);
  const Geometry& g = frame.results.geometry;
  const Moment moment = moment_of(frame.model.time, g.input().area());
  const bool asked = frame.focus.target == Target::output && g.input().contains(frame.focus.cell);
  const std::int64_t filled = moment.products >= 1 ? moment.step + 1 : moment.step;
  return {frame, std::move(channels), asked ? frame.focus.cell : g.input_cell(moment.step), filled};
}

void caption(Canvas& canvas, Point at, double width, const std::string& text, Color color) {
  draw_fitting(canvas, at, width, text, {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

// The stretched input with its padding p'; where p' is negative the cells that are cropped are there all the same.
GridPlace stretched_place(Rect area, const Geometry& g) {
  const TransposedAxis h = g.h.transposed();
  const TransposedAxis w = g.w.transposed();
  const auto at_least_none = [](std::int64_t p) { return std::max<std::int64_t>(p, 0); };
  const Border border{{at_least_none(h.p), at_least_none(w.p)}, {at_least_none(h.p_end), at_least_none(w.p_end)}};
  return fit_plane(area, {h.stretched, w.stretched}, kLargestCell, border);
}

// Where the kernel lies on the stretched input.
Rect laid_rect(const GridPlace& place, const Meeting& m) {
  const Geometry& g = m.geometry();
  const Cell first{m.output.row - g.h.transposed().p, m.output.col - g.w.transposed().p};
  return place.span(first, {g.h.k_eff, g.w.k_eff});
}

PlaneCell stretched_cell(const Meeting& m, std::int64_t in, Cell at, const GridPlace& place) {
  const Geometry& g = m.geometry();
  if (!place.size.contains(at)) return {{.role = Role::padding}, "", m.frame.theme.of(Role::padding).fill};
  const Cell x{at.row / g.h.s, at.col / g.w.s};
  const bool value = at.row % g.h.s == 0 && at.col % g.w.s == 0 && g.output().contains(x);
  if (!value) return {{.role = Role::inserted_zero, .dashed = true}, "0"};
  const float v = m.channels->x.at(0, in, x.row, x.col);
  return {{.role = Role::input}, number(v), value_shade(m.frame.theme, Role::input, v, m.channels->x_scale, false)};
}

void draw_window(Canvas& canvas, Rect r, Color color, const Theme& theme) {
  canvas.stroke_rect(r, {theme.background, 4.5}, 2);
  canvas.stroke_rect(r, {color, 2.5}, 2);
}

void draw_inputs(Canvas& canvas, Rect area, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  const double w = (area.w - kGap) / kChannels;
  for (std::int64_t in = 0; in < kChannels; ++in) {
    const Rect column{area.x + static_cast<double>(in) * (w + kGap), area.y, w, area.h};
    const GridPlace place = stretched_place(column, m.geometry());
    draw_plane(
        canvas, place, [&](Cell at) { return stretched_cell(m, in, at, place); }, theme);
    canvas.push_clip(column.inset(-3));
    draw_window(canvas, laid_rect(place, m), theme.of(Role::kernel).solid, theme);
    canvas.pop_clip();
    caption(canvas, {column.centre().x, place.outer().y - 14}, w, say(m.frame.language, "scene.conv2d_transpose_in", in),
            theme.of(Role::input).ink);
  }
}

void draw_outputs(Canvas& canvas, Rect area, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  const Geometry& g = m.geometry();
  const double w = (area.w - kGap) / kChannels;
  for (std::int64_t out = 0; out < kChannels; ++out) {
    const Rect column{area.x + static_cast<double>(out) * (w + kGap), area.y, w, area.h};
    const GridPlace place = fit_plane(column, g.input(), kLargestCell);
    const auto cell_of = [&](Cell at) {
      if (g.input().index_of(at) >= m.filled) return PlaneCell{{.role = Role::neutral}, ""};
      const float v = m.channels->y.at(0, out, at.row, at.col);
      return PlaneCell{{.role = Role::output}, number(v), value_shade(theme, Role::output, v, m.channels->y_scale, false)};
    };
    draw_plane(canvas, place, cell_of, theme);
    canvas.stroke_rect(place.outer(), {theme.line, 1});
    draw_window(canvas, place.at(m.output).inset(-2), theme.of(Role::output).ink, theme);
    caption(canvas, {column.centre().x, place.outer().y - 14}, w, say(m.frame.language, "scene.conv2d_transpose_out", out),
            theme.of(Role::output).ink);
    add_plane_hit(place, m.frame, Target::output);
  }
}

PlaneCell patch_cell(const Meeting& m, std::int64_t in, Cell tap) {
  const LaidTap laid = laid_tap(m.geometry(), m.output, tap);
  if (laid.on == TapOn::padding) return {{.role = Role::padding}, "0", m.frame.theme.of(Role::padding).fill};
  if (laid.on == TapOn::inserted) return {{.role = Role::inserted_zero, .dashed = true}, "0"};
  const float v = m.channels->x.at(0, in, laid.input.row, laid.input.col);
  return {{.role = Role::input, .lit = true}, number(v), value_shade(m.frame.theme, Role::input, v, m.channels->x_scale, true)};
}

// The filter's plane as it lies on the patch, that is turned; weights that meet zeros are faded.
PlaneCell laid_weight(const Meeting& m, std::int64_t in, std::int64_t out, Cell tap) {
  const LaidTap laid = laid_tap(m.geometry(), m.output, tap);
  const float v = m.channels->w.at(in, out, laid.weight.row, laid.weight.col);
  const bool meets = laid.on == TapOn::value;
  return {{.role = Role::kernel, .lit = meets, .faded = !meets},
          number(v),
          value_shade(m.frame.theme, Role::kernel, v, m.channels->w_scale, meets)};
}

// A row for each input channel: the patch and the two planes of the filter that meet it.
void draw_lens_row(Canvas& canvas, const Rect (&columns)[3], std::int64_t in, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  const Extent k = m.geometry().kernel();
  const auto plane = [&](Rect area, const PlaneCells& cells) {
    const GridPlace place = fit_plane(area, k, kLargestCell);
    draw_plane(canvas, place, cells, theme);
    return place.outer();
  };
  const Rect patch = plane(columns[0], [&](Cell tap) { return patch_cell(m, in, tap); });
  caption(canvas, {patch.centre().x, patch.y - 12}, columns[0].w, fmt::format("x[…, {}]", in), theme.of(Role::input).ink);
  for (std::int64_t out = 0; out < kChannels; ++out) {
    const Rect column = columns[out + 1];
    const Rect r = plane(column, [&](Cell tap) { return laid_weight(m, in, out, tap); });
    caption(canvas, {r.centre().x, r.y - 12}, column.w, fmt::format("w[…, {}, {}]", out, in), theme.of(Role::kernel).ink);
    caption(canvas, {r.centre().x, r.bottom() + 12}, column.w, "= " + number(channel_sum(*m.channels, in, out, m.output)), theme.text);
  }
}

// A summand or factor that is not the first.
std::string bracketed(float value) { return value < 0 ? "(" + number(value) + ")" : number(value); }

// "52 + 13 = 65": the sums over the input channels, and the output cell's value.
std::string total_of(const Meeting& m, std::int64_t out) {
  return fmt::format("{} + {} = {}", number(channel_sum(*m.channels, 0, out, m.output)),
                     bracketed(channel_sum(*m.channels, 1, out, m.output)), number(m.channels->y.at(0, out, m.output.row, m.output.col)));
}

void draw_lens(Canvas& canvas, Rect area, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  const double w = (area.w - 2 * kGap) / 3;
  const Extent k = m.geometry().kernel();
  const double cell = fit_cell(w, (area.h - 5 * kSumLine) / kChannels, k.h, k.w, kLargestCell);
  const double row = cell * static_cast<double>(k.h) + 2 * kSumLine;
  const double top = area.centre().y - (kChannels * row + 2 * kSumLine) / 2;
  for (std::int64_t in = 0; in < kChannels; ++in) {
    Rect columns[3];
    for (int n = 0; n < 3; ++n)
      columns[n] = {area.x + n * (w + kGap), top + static_cast<double>(in) * row + kSumLine, w, row - 2 * kSumLine};
    draw_lens_row(canvas, columns, in, m);
  }
  const double y = top + kChannels * row + kSumLine * 0.7;
  const Color ink = theme.of(Role::output).ink;
  for (std::int64_t out = 0; out < kChannels; ++out) {
    const std::string name = fmt::format("y[{}, {}, {}] = ", m.output.row, m.output.col, out);
    caption(canvas, {area.centre().x, y + static_cast<double>(out) * kSumLine}, area.w, name + total_of(m, out), ink);
  }
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Meeting m = meeting_of(frame);
  if (!m.channels) return;
  const Rect area = whole.inset(kEdge);
  const Rect body{area.x, area.y + kCaption, area.w, area.h - kCaption};
  const double in = body.w * kInputShare;
  const double out = body.w * kOutputShare;
  draw_inputs(canvas, {body.x, body.y, in, body.h}, m);
  draw_lens(canvas, {body.x + in + kBetween, body.y, body.w - in - out - 2 * kBetween, body.h}, m);
  draw_outputs(canvas, {body.right() - out, body.y, out, body.h}, m);
}

void draw_side(Canvas& canvas, Rect area, const Frame& frame) {
  const Meeting m = meeting_of(frame);
  if (m.channels) draw_filter_order(canvas, area.inset(kEdge), *m.channels, m.output, frame);
}

// "2·3 + 1·-4" of one input channel and output channel 0, or its sum where that are too many.
std::string terms_of(const Meeting& m, std::int64_t in) {
  std::string terms;
  std::int64_t count = 0;
  for (std::int64_t n = 0; n < m.geometry().kernel().area(); ++n) {
    const LaidTap tap = laid_tap(m.geometry(), m.output, m.geometry().kernel().cell_at(n));
    if (tap.on != TapOn::value) continue;
    const float x = m.channels->x.at(0, in, tap.input.row, tap.input.col);
    const float w = m.channels->w.at(in, 0, tap.weight.row, tap.weight.col);
    terms += fmt::format("{}{}·{}", count++ > 0 ? " + " : "", number(x), bracketed(w));
  }
  return count > 0 && count <= kMostTerms ? terms : number(channel_sum(*m.channels, in, 0, m.output));
}

// The output sizes that lead to this input; one where there is no choice.
std::string sizes_of(const Meeting& m) {
  const Axis& h = m.geometry().h;
  const auto range = inputs_for_output(h, h.o, m.frame.model.lesson.params.padding);
  if (!range || range->first == range->last) return say(m.frame.language, "scene.conv2d_transpose_one_size", h.o, h.i);
  return say(m.frame.language, "scene.conv2d_transpose_sizes", h.o, range->first, range->last, h.s, h.i);
}

std::string describe(const Focus& focus, const Frame& frame) {
  if (focus.target != Target::output) return {};
  Frame there = frame;
  there.focus = focus;
  const Meeting m = meeting_of(there);
  if (!m.channels || !m.geometry().input().contains(focus.cell)) return {};
  return say(frame.language, "scene.conv2d_transpose_cell", m.output.row, m.output.col, terms_of(m, 0), terms_of(m, 1),
             number(m.channels->y.at(0, 0, m.output.row, m.output.col)), total_of(m, 1));
}

std::string sentence(const Frame& frame) {
  const Meeting m = meeting_of(frame);
  if (!m.channels) return {};
  const std::string cell = describe({Target::output, m.output, {}}, frame);
  if (m.frame.focus.target == Target::output) return cell;
  const std::int64_t all = m.geometry().input().area();
  return say(frame.language, "scene.overlap_step", m.geometry().input().index_of(m.output) + 1, all) + cell + " " + sizes_of(m);
}

}  // namespace

const Scene kConv2dTransposeScene{.id = "conv2d-transpose",
                                  .title_key = "scene.conv2d_transpose",
                                  .draw_main = draw_main,
                                  .draw_side = draw_side,
                                  .sentence = sentence,
                                  .example = "i=3x2&k=4&s=2&padding=same&square=0",
                                  .traits = {.family = Family::transposed},
                                  .describe = describe};

}  // namespace deconvlab
