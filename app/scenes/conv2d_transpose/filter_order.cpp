#include "app/scenes/conv2d_transpose/filter_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/plane.h"
#include "app/scenes/conv2d_transpose/channel_marks.h"
#include "app/scenes/conv2d_transpose/misreading.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 24;
constexpr double kAbove = 14;  // from a plane to the middle of its caption: clear of the mark of its output channel
constexpr double kGap = 18;
constexpr double kLargestWeight = 48;
constexpr double kText = 13;
constexpr double kTextLine = kText * 1.45;
constexpr double kLeastPlane = 40;  // high, caption and all: a lower one is left out
constexpr int kMostLines = 9;       // of a paragraph

double paragraph_height(Canvas& canvas, double width, const TextRun& run) {
  return std::min(kMostLines, wrapped_lines(canvas, width, run, kText)) * kTextLine + 6;
}

// The planes (in, out) in a grid: a row for each input channel.
void draw_planes(Canvas& canvas, Rect area, const Channels& c, const Frame& frame) {
  const double w = (area.w - (kOutChannels - 1) * kGap) / kOutChannels;
  const double h = area.h / kInChannels;
  for (std::int64_t n = 0; n < kInChannels * kOutChannels; ++n) {
    const std::int64_t in = n / kOutChannels;
    const std::int64_t out = n % kOutChannels;
    const double x = area.x + static_cast<double>(out) * (w + kGap);
    const double y = area.y + static_cast<double>(in) * h;
    const GridPlace place = fit_plane({x, y + kCaption, w, h - kCaption - 4}, c.geometry.kernel(), kLargestWeight);
    const auto cell_of = [&](Cell at) {
      const float v = c.w.at(in, out, at.row, at.col);
      return weight_cell(frame.theme, v, c.w_scale, false, number(v));
    };
    draw_plane(canvas, place, cell_of, frame.theme);
    mark_input_channel(canvas, place, in, frame.theme);
    mark_output_channel(canvas, place, out, frame.theme);
    caption(canvas, {x + w / 2, place.outer().y - kAbove}, w, fmt::format("w[u, v, {}, {}]", out, in), frame.theme.of(Role::kernel).ink);
  }
}

// Draws the paragraph from `y` on where it fits; returns where the next one begins.
double paragraph(Canvas& canvas, Rect area, double y, const TextRun& run) {
  const double bottom = y + paragraph_height(canvas, area.w, run);
  if (bottom > area.bottom()) return y;
  draw_wrapped(canvas, {area.x, y + kTextLine / 2}, area.w, run, kText, kMostLines);
  return bottom;
}

// Whether SAME pads the convolution from this output size back in the same way.
bool is_same(const Geometry& g) {
  const auto same = resolve(Params{.i = g.input(), .k = g.kernel(), .s = {g.h.s, g.w.s}, .d = {g.h.d, g.w.d}, .padding = Padding::same});
  const auto alike = [](const Axis& a, const Axis& b) { return a.p == b.p && a.p_end == b.p_end && a.o == b.o; };
  return same && alike(same->h, g.h) && alike(same->w, g.w);
}

}  // namespace

std::string tensorflow_call(const Channels& c, const Frame& frame) {
  const Geometry& g = c.geometry;
  const Padding given = frame.model.lesson.params.padding;
  const Padding rule = given == Padding::given && is_same(g) ? Padding::same : given;
  const bool unpadded = g.h.p == 0 && g.h.p_end == 0 && g.w.p == 0 && g.w.p_end == 0;
  if (rule != Padding::same && !unpadded) return say(frame.language, "scene.conv2d_transpose_no_call", g.h.p, g.w.p);
  return fmt::format("tf.nn.conv2d_transpose(x, filter, output_shape=[1, {}, {}, {}], strides=[1, {}, {}, 1], padding=\"{}\")", g.h.i,
                     g.w.i, kOutChannels, g.h.s, g.w.s, rule == Padding::same ? "SAME" : "VALID");
}

void draw_filter_order(Canvas& canvas, Rect area, const Meeting& m) {
  const Channels& c = m.channels;
  const Frame& frame = m.frame;
  const Geometry& g = c.geometry;
  const bool misreading = frame.model.lesson.view == kMisreadingView;
  const std::string order = say(frame.language, "scene.conv2d_transpose_order", g.h.k, g.w.k, kOutChannels, kInChannels);
  double y = paragraph(canvas, area, area.y, {tensorflow_call(c, frame), frame.theme.text});
  y = paragraph(canvas, area, y, {misreading ? misreading_of(c, frame.language) : order, frame.theme.text});
  const Rect below{area.x, y, area.w, area.bottom() - y};
  const std::int64_t rows = misreading ? 1 : kInChannels;
  if (below.h < kLeastPlane * static_cast<double>(rows)) return;
  if (!misreading) return draw_planes(canvas, below, c, frame);
  if (c.misread.size() > 0) draw_misreading(canvas, below, m);
}

}  // namespace deconvlab
