// Scene "conv2d-transpose": TensorFlow's conv2d_transpose of two channels into three, one output cell a step.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/indices.h"
#include "app/diagram/legend.h"
#include "app/diagram/plane.h"
#include "app/diagram/words.h"
#include "app/scenes/conv2d_transpose/channel_marks.h"
#include "app/scenes/conv2d_transpose/channel_overview.h"
#include "app/scenes/conv2d_transpose/filter_order.h"
#include "app/scenes/conv2d_transpose/meeting.h"
#include "app/scenes/each_scene.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 5;  // marks reach beyond their cells
constexpr std::int64_t kMostTerms = 4;
constexpr double kSmallestDashed = 16;  // cell: the dashes of a smaller one lie on its number

constexpr SceneView kViews[] = {{kFilterView, "scene.conv2d_transpose_view_filter"},
                                {kMisreadingView, "scene.conv2d_transpose_view_misreading"}};

void caption_above(Canvas& canvas, const ChannelPlane& plane, const std::string& text, Color color) {
  const Rect r = plane.place.outer();
  caption(canvas, {r.centre().x, r.y - kAbovePlane}, plane.width, text, color);
}

// A channel by its name, or by its letter where the plane is too narrow for that.
void name_channel(Canvas& canvas, const ChannelPlane& plane, std::string_view key, char letter, std::int64_t channel, Color color,
                  const Frame& frame) {
  constexpr double kSmallest = 13;
  const std::string name = say(frame.language, key, channel);
  const bool fits = canvas.text_width(name, {.color = color, .size = kSmallest, .weight = Weight::bold}) <= plane.width;
  caption_above(canvas, plane, fits ? name : fmt::format("{}[…, {}]", letter, channel), color);
}

// Where the kernel lies on the stretched input.
Rect laid_rect(const GridPlace& place, const Meeting& m) {
  const Geometry& g = m.geometry();
  const Cell first{m.output.row - g.h.transposed().p, m.output.col - g.w.transposed().p};
  return place.span(first, {g.h.k_eff, g.w.k_eff});
}

PlaneCell stretched_cell(const Meeting& m, std::int64_t in, Cell at, const GridPlace& place) {
  const Geometry& g = m.geometry();
  if (!place.size.contains(at)) return {{.role = Role::padding, .open = true}, ""};
  const Cell x{at.row / g.h.s, at.col / g.w.s};
  const bool value = at.row % g.h.s == 0 && at.col % g.w.s == 0 && g.output().contains(x);
  if (!value) return {{.role = Role::inserted_zero, .dashed = place.cell >= kSmallestDashed}, "0"};
  const float v = m.channels.x.at(0, in, x.row, x.col);
  return value_cell(m.frame.theme, {.role = Role::input}, v, m.channels.x_scale, number(v));
}

void draw_window(Canvas& canvas, Rect r, Color color, const Theme& theme) {
  canvas.stroke_rect(r, {theme.background, 4.5}, 2);
  canvas.stroke_rect(r, {color, 2.5}, 2);
}

// About small cells a thin line, which leaves their numbers whole.
void draw_laid_kernel(Canvas& canvas, const GridPlace& place, const Meeting& m) {
  constexpr double kSmallCell = 24;
  const Theme& theme = m.frame.theme;
  const Color color = theme.of(Role::kernel).solid;
  const Rect r = laid_rect(place, m);
  place.cell < kSmallCell ? canvas.stroke_rect(r, {color, 1.5}) : draw_window(canvas, r, color, theme);
}

// The one size of the numbers of all planes that show cells of a tensor; 0 where they do not fit.
double number_size(Canvas& canvas, const GridPlace& place, const Tensor& values) {
  if (place.cell < kSmallestDrawnCell) return 0;
  return common_label_size(canvas, place.cell, place.cell, values.size(), [&](std::int64_t n) { return number(values.data()[n]); });
}

// The values of x, to be pointed at and changed.
void add_input_hits(const GridPlace& place, std::int64_t in, const Meeting& m) {
  const Geometry& g = m.geometry();
  if (!m.frame.hits || place.cell < kSmallestDrawnCell) return;
  for (std::int64_t n = 0; n < g.output().area(); ++n) {
    const Cell x = g.output_cell(n);
    m.frame.hits->push_back({place.at({x.row * g.h.s, x.col * g.w.s}), {Target::input, x, {}, in}});
  }
}

void draw_inputs(Canvas& canvas, const ChannelPlaces& places, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  for (std::int64_t in = 0; in < kInChannels; ++in) {
    const GridPlace& place = places.x[in].place;
    const auto cell_of = [&](Cell at) { return stretched_cell(m, in, at, place); };
    draw_padding_ground(canvas, place, theme);
    draw_plane(canvas, place, cell_of, theme, number_size(canvas, place, m.channels.x));
    canvas.push_clip(place.outer().inset(-3));
    draw_laid_kernel(canvas, place, m);
    canvas.pop_clip();
    mark_input_channel(canvas, place, in, theme);
    add_input_hits(place, in, m);
    name_channel(canvas, places.x[in], "scene.conv2d_transpose_in", 'x', in, theme.of(Role::input).ink, m.frame);
  }
}

// Of a picture the cells that its cut-out shows, or the page's own where it is too small to be seen.
void mark_output(Canvas& canvas, const GridPlace& place, const ChannelPlaces& places, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  if (places.cut != Extent{0, 0}) {
    const Rect shown = place.span(first_of_cut(m.output, places.cut, place.size), places.cut).inset(-2);
    return draw_window(canvas, shown, theme.of(Role::output).ink, theme);
  }
  if (place.cell < kSmallestDrawnCell) draw_window(canvas, place.at(m.output).inset(-2), theme.text, theme);
}

void draw_outputs(Canvas& canvas, const ChannelPlaces& places, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  for (std::int64_t out = 0; out < kOutChannels; ++out) {
    const GridPlace& place = places.y[out].place;
    const auto cell_of = [&](Cell at) { return output_cell(m, out, at); };
    draw_plane(canvas, place, cell_of, theme, number_size(canvas, place, m.channels.y));
    canvas.stroke_rect(place.outer(), {theme.line, 1});
    mark_output_channel(canvas, place, out, theme);
    mark_output(canvas, place, places, m);
    name_channel(canvas, places.y[out], "scene.conv2d_transpose_out", 'y', out, theme.of(Role::output).ink, m.frame);
    add_plane_hit({place.origin, place.cell, place.size, {}}, m.frame, Target::output, out);
  }
}

// The one size of the numbers of all cut-outs.
double cut_number_size(Canvas& canvas, double cell, Cell first, Extent cut, const Tensor& y) {
  return common_label_size(canvas, cell, cell, kOutChannels * cut.area(), [&](std::int64_t n) {
    const Cell at = cut.cell_at(n % cut.area());
    return number(y.at(0, n / cut.area(), first.row + at.row, first.col + at.col));
  });
}

// The cells of y's picture about the page's own, as numbers.
void draw_cuts(Canvas& canvas, const ChannelPlaces& places, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  const Cell first = first_of_cut(m.output, places.cut, m.geometry().input());
  const double size = cut_number_size(canvas, places.cuts[0].place.cell, first, places.cut, m.channels.y);
  for (std::int64_t out = 0; out < kOutChannels; ++out) {
    const GridPlace& place = places.cuts[out].place;
    const auto cell_of = [&](Cell at) { return output_cell(m, out, {first.row + at.row, first.col + at.col}); };
    draw_plane(canvas, place, cell_of, theme, size);
    if (out == 0) draw_row_numbers(canvas, place, first.row, theme);
    draw_column_numbers(canvas, place, first.col, theme);
    draw_window(canvas, place.outer(), theme.of(Role::output).ink, theme);
    if (m.frame.hits) m.frame.hits->push_back({place.outer(), {Target::output, first, {}, out}, place.size});
    const Rect r = place.outer();
    caption(canvas, {r.centre().x, r.y - kIndexLine - kAbovePlane + 4}, places.cuts[out].width, fmt::format("y[…, {}]", out),
            theme.of(Role::output).ink);
  }
}

PlaneCell patch_cell(const Meeting& m, std::int64_t in, Cell tap) {
  const LaidTap laid = laid_tap(m.geometry(), m.output, tap);
  if (laid.on == TapOn::padding) return {{.role = Role::padding, .open = true}, "0"};
  if (laid.on == TapOn::inserted) return {{.role = Role::inserted_zero, .dashed = true}, "0"};
  const float v = m.channels.x.at(0, in, laid.input.row, laid.input.col);
  return value_cell(m.frame.theme, {.role = Role::input, .lit = true}, v, m.channels.x_scale, number(v));
}

// What of the patch lies on padding has its ground.
void draw_patch_ground(Canvas& canvas, const GridPlace& patch, const Meeting& m) {
  for (std::int64_t n = 0; n < patch.size.area(); ++n) {
    const Cell tap = patch.size.cell_at(n);
    if (laid_tap(m.geometry(), m.output, tap).on == TapOn::padding) draw_padding_ground(canvas, patch.at(tap), m.frame.theme);
  }
}

// A weight that is pointed at: its channel is the plane's place among all of the filter's, in · out.
Focus weight_focus(Cell weight, std::int64_t in, std::int64_t out) { return {Target::weight, weight, {}, in * kOutChannels + out}; }

// The filter's plane as it lies on the patch, that is turned; weights that meet values stand out.
PlaneCell laid_weight(const Meeting& m, std::int64_t in, std::int64_t out, Cell tap) {
  const LaidTap laid = laid_tap(m.geometry(), m.output, tap);
  const float v = m.channels.w.at(in, out, laid.weight.row, laid.weight.col);
  const bool asked = m.frame.focus == weight_focus(laid.weight, in, out);
  return weight_cell(m.frame.theme, v, m.channels.w_scale, laid.on == TapOn::value || asked, number(v));
}

// To be pointed at and changed.
void add_weight_hits(const GridPlace& place, std::int64_t in, std::int64_t out, const Meeting& m) {
  if (!m.frame.hits || place.cell < kSmallestDrawnCell) return;
  for (std::int64_t n = 0; n < place.size.area(); ++n) {
    const Cell tap = place.size.cell_at(n);
    m.frame.hits->push_back({place.at(tap), weight_focus(laid_tap(m.geometry(), m.output, tap).weight, in, out)});
  }
}

// The patch of an input channel and the two planes of the filter that meet it.
void draw_lens_row(Canvas& canvas, const ChannelPlaces& places, std::int64_t in, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  const Color ink = theme.of(Role::kernel).ink;
  const GridPlace& patch = places.patch[in].place;
  const auto patch_of = [&](Cell tap) { return patch_cell(m, in, tap); };
  draw_patch_ground(canvas, patch, m);
  draw_plane(canvas, patch, patch_of, theme, number_size(canvas, patch, m.channels.x));
  if (places.cut != Extent{0, 0}) draw_window(canvas, patch.outer(), theme.of(Role::kernel).solid, theme);
  mark_input_channel(canvas, patch, in, theme);
  caption_above(canvas, places.patch[in], fmt::format("x[…, {}]", in), theme.of(Role::input).ink);
  for (std::int64_t out = 0; out < kOutChannels; ++out) {
    const GridPlace& place = places.w[in][out].place;
    const auto weight_of = [&](Cell tap) { return laid_weight(m, in, out, tap); };
    draw_plane(canvas, place, weight_of, theme, number_size(canvas, place, m.channels.w));
    mark_input_channel(canvas, place, in, theme);
    mark_output_channel(canvas, place, out, theme);
    if (m.asked && out == m.channel) canvas.stroke_rect(place.outer(), {theme.text, 2});
    add_weight_hits(place, in, out, m);
    caption_above(canvas, places.w[in][out], fmt::format("↺w[…, {}, {}]", out, in), ink);
    const Rect r = place.outer();
    caption(canvas, {r.centre().x, r.bottom() + 12}, places.w[in][out].width, "= " + number(channel_sum(m.channels, in, out, m.output)),
            theme.text);
  }
}

// All of one size; with the cell's name where that leaves them large enough, and no cut-out above has it.
void draw_totals(Canvas& canvas, const ChannelPlaces& places, const Meeting& m) {
  constexpr double kSmallestNamed = 12;
  const auto text_of = [&](std::int64_t out, bool named) {
    return (named ? fmt::format("y[{}, {}, {}] = ", m.output.row, m.output.col, out) : "") + total_of(m, out);
  };
  const auto size_of = [&](bool named) {
    double size = INFINITY;
    for (std::int64_t out = 0; out < kOutChannels; ++out)
      size = std::min(size, caption_size(canvas, places.totals[out].w, text_of(out, named)));
    return size;
  };
  const bool named = places.cut == Extent{0, 0} && size_of(true) >= kSmallestNamed;
  for (std::int64_t out = 0; out < kOutChannels; ++out) {
    const Rect& r = places.totals[out];
    caption(canvas, r.centre(), r.w, text_of(out, named), m.frame.theme.of(Role::output).ink, size_of(named));
  }
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Meeting m = meeting_of(frame);
  const Stage stage(frame);
  const Explained marks{.stamps = true, .shades = false};
  const ReadableCells readable = readable_cells(m.channels);
  Rect area = whole.inset(kEdge);
  const Rect legend = legend_rect(canvas, area, stage, marks);
  ChannelPlaces places = arrange_channels({area.x, area.y, area.w, area.h - legend.h}, m.geometry(), readable);
  if (places.cut == Extent{0, 0})
    draw_legend(canvas, legend, stage, marks);
  else
    places = arrange_channels(area, m.geometry(), readable);
  draw_inputs(canvas, places, m);
  for (std::int64_t in = 0; in < kInChannels; ++in) draw_lens_row(canvas, places, in, m);
  draw_outputs(canvas, places, m);
  draw_totals(canvas, places, m);
  if (places.cut == Extent{0, 0}) return;
  draw_sizes(canvas, places.sizes, m.channels, frame);
  draw_cuts(canvas, places, m);
}

void draw_side(Canvas& canvas, Rect area, const Frame& frame) { draw_filter_order(canvas, area.inset(kEdge), meeting_of(frame)); }

// "2·3 + 1·-4" of one input channel and the output channel, or its sum where that are too many.
std::string terms_of(const Meeting& m, std::int64_t in) {
  std::string terms;
  std::int64_t count = 0;
  for (std::int64_t n = 0; n < m.geometry().kernel().area(); ++n) {
    const LaidTap tap = laid_tap(m.geometry(), m.output, m.geometry().kernel().cell_at(n));
    if (tap.on != TapOn::value) continue;
    const float x = m.channels.x.at(0, in, tap.input.row, tap.input.col);
    const float w = m.channels.w.at(in, m.channel, tap.weight.row, tap.weight.col);
    terms += fmt::format("{}{}·{}", count++ > 0 ? " + " : "", number(x), bracketed(w));
  }
  return count > 0 && count <= kMostTerms ? terms : number(channel_sum(m.channels, in, m.channel, m.output));
}

// The output sizes that lead to this input; one where there is no choice.
std::string sizes_of(const Meeting& m) {
  const Axis& h = m.geometry().h;
  const auto range = inputs_for_output(h, h.o, m.frame.model.lesson.params.padding);
  if (!range || range->first == range->last) return say(m.frame.language, "scene.conv2d_transpose_one_size", h.o, h.i);
  return say(m.frame.language, "scene.conv2d_transpose_sizes", h.o, range->first, range->last, h.s, h.i, range->first + 1);
}

// SAME's odd cell lies at one end, output padding's at the other: one size, moved by a cell.
std::string against_pytorch(const Meeting& m) {
  const Axis& h = m.geometry().h;
  if (h.p == h.p_end) return {};
  const std::int64_t p = std::max(h.p, h.p_end), full = h.s * (h.o - 1) + h.k_eff;
  const std::int64_t a = h.i + 2 * p - full;
  if (a >= std::max(h.s, h.d)) return {};
  return say(m.frame.language, "scene.conv2d_transpose_shifted", full, h.p, full - h.i - h.p, p, a, p - a);
}

// "(4·9 + 2·1) + (1·4 + 4·4) = 68" of one output channel.
std::string cell_text(const Meeting& m) {
  return say(m.frame.language, "scene.conv2d_transpose_cell", m.output.row, m.output.col, m.channel, terms_of(m, 0), terms_of(m, 1),
             number(m.channels.y.at(0, m.channel, m.output.row, m.output.col)));
}

std::string describe_weight(const Focus& focus, const Frame& frame) {
  const Channels& c = *frame.results.of<ChannelsResult>().channels;
  const bool there = focus.channel >= 0 && focus.channel < kInChannels * kOutChannels;
  if (!there || !c.geometry.kernel().contains(focus.cell)) return {};
  const std::int64_t in = focus.channel / kOutChannels, out = focus.channel % kOutChannels;
  return say(frame.language, "scene.conv2d_transpose_weight", focus.cell.row, focus.cell.col, out, in,
             every_digit(c.w.at(in, out, focus.cell.row, focus.cell.col)));
}

std::string describe_input(const Focus& focus, const Frame& frame) {
  const Channels& c = *frame.results.of<ChannelsResult>().channels;
  if (focus.channel < 0 || focus.channel >= kInChannels || !c.geometry.output().contains(focus.cell)) return {};
  return say(frame.language, "scene.conv2d_transpose_input", focus.cell.row, focus.cell.col, focus.channel,
             every_digit(c.x.at(0, focus.channel, focus.cell.row, focus.cell.col)));
}

std::string describe(const Focus& focus, const Frame& frame) {
  if (focus.target == Target::input) return describe_input(focus, frame);
  if (focus.target == Target::weight) return describe_weight(focus, frame);
  if (focus.target != Target::output) return {};
  Frame there = frame;
  there.focus = focus;
  const Meeting m = meeting_of(there);
  if (!m.asked) return {};
  const std::int64_t second = m.channel == 0 ? 1 : 0;
  const std::int64_t third = m.channel == 2 ? 1 : 2;
  return then(cell_text(m), say(frame.language, "scene.conv2d_transpose_others", second, total_of(m, second), third, total_of(m, third)));
}

// Of a step the page has the sums of the other channels.
std::string sentence(const Frame& frame) {
  const Meeting m = meeting_of(frame);
  if (m.asked) return describe({Target::output, m.output, {}, m.channel}, frame);
  if (frame.focus.target == Target::weight || frame.focus.target == Target::input) return describe(frame.focus, frame);
  const std::int64_t all = m.geometry().input().area();
  return say(frame.language, "scene.overlap_step", m.geometry().input().index_of(m.output) + 1, all) +
         then(then(cell_text(m), sizes_of(m)), against_pytorch(m));
}

}  // namespace

const Scene kConv2dTransposeScene{.id = "conv2d-transpose",
                                  .chapter = "traps",
                                  .title_key = "scene.conv2d_transpose",
                                  .question_key = "question.conv2d_transpose",
                                  .draw_main = draw_main,
                                  .draw_side = draw_side,
                                  .sentence = sentence,
                                  .kind = &kChannelsKind,
                                  .home = "i=3&k=3&s=2&padding=same&t=14",
                                  .views = kViews,
                                  .describe = describe,
                                  .kernel_on_page = true,
                                  .least = {.main = 440}};

}  // namespace deconvlab
