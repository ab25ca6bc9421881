#include "app/scenes/conv2d_transpose/misreading.h"

#include <algorithm>
#include <cmath>

#include "app/diagram/indices.h"
#include "app/scenes/conv2d_transpose/channel_overview.h"

namespace deconvlab {

namespace {

constexpr double kWhere = 26;    // the line above both
constexpr double kCaption = 22;  // above each
constexpr double kAbove = kWhere + kCaption + kIndexLine;
constexpr double kGap = 18;
constexpr double kLargest = 44;   // cell
constexpr std::int64_t kCut = 4;  // cells a side

// The cells that are shown, of one channel, and the one that they are about.
struct Cut {
  Cell about;
  std::int64_t channel;
  Cell first;
  Extent size;
};

Cut cut_of(const Meeting& m) {
  const Channels& c = m.channels;
  const Cell about = m.asked ? m.output : c.farthest;
  const Extent all = c.y.shape().plane();
  const Extent size{std::min(kCut, all.h), std::min(kCut, all.w)};
  return {about, m.asked ? m.channel : c.farthest_channel, first_of_cut(about, size, all), size};
}

ValueScale scale_of_both(const Channels& c) {
  const ValueScale misread = scale_of(c.misread.data());
  return {std::max(c.y_scale.largest, misread.largest), c.y_scale.has_negative || misread.has_negative};
}

// Below the captions and beside the numbers of its rows.
GridPlace place_of(Rect area, const Cut& cut) {
  const double beside = index_width(cut.first.row + cut.size.h - 1);
  return fit_plane({area.x + beside, area.y + kAbove, area.w - beside, area.h - kAbove}, cut.size, kLargest);
}

void draw_cut(Canvas& canvas, Rect area, const Tensor& values, const Cut& cut, const std::string& name, Role role, const Meeting& m) {
  const Theme& theme = m.frame.theme;
  const GridPlace place = place_of(area, cut);
  const ValueScale scale = scale_of_both(m.channels);
  const auto cell_of = [&](Cell at) {
    const Cell cell{cut.first.row + at.row, cut.first.col + at.col};
    const float v = values.at(0, cut.channel, cell.row, cell.col);
    return value_cell(theme, {.role = role, .lit = cell == cut.about}, v, scale, number(std::round(v)));
  };
  draw_plane(canvas, place, cell_of, theme);
  draw_row_numbers(canvas, place, cut.first.row, theme);
  draw_column_numbers(canvas, place, cut.first.col, theme);
  const Point above_plane{area.centre().x, place.outer().y - kIndexLine - kCaption / 2};
  draw_fitting(
      canvas, above_plane, area.w, name,
      {.color = role == Role::output ? theme.of(role).ink : theme.muted, .size = 14, .weight = Weight::bold, .align = Align::centre});
}

}  // namespace

std::string misreading_of(const Channels& c, const Language& language) {
  const Geometry& g = c.geometry;
  const std::string sizes = say(language, "scene.conv2d_transpose_misread", g.h.k_eff, g.h.s, g.h.i, c.enlarged.h, c.enlarged.w);
  if (c.misread.size() == 0) return sizes;
  const auto& [row, col] = c.farthest;
  const auto value = [&](const Tensor& t) { return number(t.at(0, c.farthest_channel, row, col)); };
  return then(sizes, say(language, "scene.conv2d_transpose_difference", number(c.largest_difference), row, col, c.farthest_channel,
                         value(c.y), value(c.misread)));
}

void draw_misreading(Canvas& canvas, Rect area, const Meeting& m) {
  const Cut cut = cut_of(m);
  const Language& language = m.frame.language;
  const double half = (area.w - kGap) / 2;
  const Rect left{area.x, area.y, half, area.h};
  draw_fitting(canvas, {area.centre().x, place_of(left, cut).outer().y - kAbove + kWhere / 2}, area.w,
               say(language, "scene.conv2d_transpose_cells", cut.channel, cut.first.row, cut.first.row + cut.size.h - 1, cut.first.col,
                   cut.first.col + cut.size.w - 1),
               {.color = m.frame.theme.text, .size = 14, .align = Align::centre});
  draw_cut(canvas, left, m.channels.y, cut, "conv2d_transpose", Role::output, m);
  draw_cut(canvas, {left.right() + kGap, left.y, half, left.h}, m.channels.misread, cut,
           std::string(phrase(language, "scene.conv2d_transpose_misreading")), Role::neutral, m);
}

}  // namespace deconvlab
