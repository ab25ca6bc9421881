#include "app/scenes/conv2d_transpose/meeting.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/diagram/words.h"
#include "app/state/player.h"

namespace deconvlab {

constexpr double kCaptionText = 15;

Meeting meeting_of(const Frame& frame) {
  const Geometry& g = frame.results.geometry;
  const Moment moment = moment_of(frame.model.time, g.input().area());
  const Focus& focus = frame.focus;
  const bool there = focus.channel >= 0 && focus.channel < kOutChannels && g.input().contains(focus.cell);
  const bool asked = focus.target == Target::output && there;
  const std::int64_t filled = moment.products >= 1 ? moment.step + 1 : moment.step;
  const Focus output = asked ? focus : Focus{Target::output, g.input_cell(moment.step), {}};
  return {frame, *frame.results.of<ChannelsResult>().channels, asked, output.cell, output.channel, filled};
}

PlaneCell output_cell(const Meeting& m, std::int64_t out, Cell at) {
  if (!m.geometry().input().contains(at))
    return {{.role = Role::neutral, .faded = true, .crossed = true}, "", m.frame.theme.of(Role::unread).fill};
  const bool lit = at == m.output;
  const Theme& theme = m.frame.theme;
  if (m.geometry().input().index_of(at) >= m.filled)
    return {{.role = Role::neutral, .lit = lit, .shade = theme.of(Role::neutral).fill}, ""};
  const float v = m.channels.y.at(0, out, at.row, at.col);
  return value_cell(theme, {.role = Role::output, .lit = lit}, v, m.channels.y_scale, number(v));
}

std::string total_of(const Meeting& m, std::int64_t out) {
  return fmt::format("{} + {} = {}", number(channel_sum(m.channels, 0, out, m.output)),
                     bracketed(channel_sum(m.channels, 1, out, m.output)), number(m.channels.y.at(0, out, m.output.row, m.output.col)));
}

double caption_size(Canvas& canvas, double width, const std::string& text) {
  const double natural = canvas.text_width(text, {.color = {}, .size = kCaptionText, .weight = Weight::bold});
  return std::min(kCaptionText, kCaptionText * width / std::max(1.0, natural));
}

void caption(Canvas& canvas, Point at, double width, const std::string& text, Color color, double most) {
  constexpr double kSmallest = 9;
  const double fits = std::min(most, caption_size(canvas, width, text));
  const TextStyle style{.color = color, .size = std::max(fits, kSmallest), .weight = Weight::bold, .align = Align::centre};
  fits >= kSmallest ? canvas.text(at, text, style) : draw_fitting(canvas, at, width, text, style);
}

}  // namespace deconvlab
