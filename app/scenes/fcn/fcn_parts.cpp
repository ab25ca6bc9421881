#include "app/scenes/fcn/fcn_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/diagram/labels.h"
#include "app/lessons/fcn/fcn.h"
#include "app/lessons/fcn/fcn_offsets.h"

namespace deconvlab {

namespace {

constexpr double kText = 14;
constexpr double kHighestLine = 34;

// Where the columns of the table end, and what is drawn of them begins.
struct Columns {
  double layer, moved, at, drawn, end;
};

Columns columns_of(Rect area) {
  const auto x = [&](double share) { return area.x + share * area.w; };
  return {x(0), x(0.56), x(0.76), x(0.82), x(1)};
}

std::string layer_text(const FcnOffset& offset, const Language& language) {
  if (offset.kind == FcnOffset::Kind::poolings) return "pool1 – " + offset.layer;
  if (offset.kind == FcnOffset::Kind::crop) return say(language, "scene.fcn_crop_of", offset.of, offset.crop);
  return offset.layer;
}

std::string moved_text(const FcnOffset& offset) {
  const double by = offset.to - offset.from;
  const bool cells = offset.kind == FcnOffset::Kind::crop && offset.jump != 1;
  const std::string text = cells ? fmt::format("{}·{}", offset.crop, number(offset.jump)) : number(std::abs(by));
  return (by < 0 ? "−" : "+") + text;
}

// All places of the table, and 0 among them.
std::pair<double, double> reach_of(const std::vector<FcnOffset>& offsets) {
  double least = 0, most = 0;
  for (const FcnOffset& offset : offsets) {
    least = std::min({least, offset.from, offset.to});
    most = std::max({most, offset.from, offset.to});
  }
  return {least, most};
}

// From where cell 0 was to where it is, beside the picture's edge.
void draw_move(Canvas& canvas, Point from, Point to, const Theme& theme) {
  canvas.line(from, to, {theme.muted, 1.5});
  canvas.circle(from, 2, theme.muted);
  canvas.circle(to, 3.5, theme.of(Role::input).ink);
}

}  // namespace

std::string place_text(double place) { return (place < 0 ? "−" : "") + number(std::abs(place)); }

void draw_crop_table(Canvas& canvas, Rect area, std::size_t variant, const Frame& frame) {
  const Theme& theme = frame.theme;
  const std::vector<FcnOffset>& offsets = fcn_offsets(variant);
  const double line = std::min(kHighestLine, area.h / (static_cast<double>(offsets.size()) + 1));
  const Columns x = columns_of(area);
  const auto [least, most] = reach_of(offsets);
  const auto at = [&, least = least, most = most](double place) {
    return x.drawn + (place - least) / (most - least) * (x.end - x.drawn - 4);
  };
  TextStyle style{.color = theme.muted, .size = 13, .align = Align::right};
  canvas.text({x.moved, area.y + line / 2}, phrase(frame.language, "scene.fcn_moved"), style);
  canvas.text({x.at, area.y + line / 2}, phrase(frame.language, "scene.fcn_at"), style);
  const double bottom = area.y + line * (static_cast<double>(offsets.size()) + 1);
  canvas.line({at(0), area.y + line * 0.8}, {at(0), bottom}, {theme.of(Role::output).ink, 1.5});
  canvas.text({at(0), area.y + line * 0.4}, "0", {.color = theme.of(Role::output).ink, .size = 13, .align = Align::centre});
  double y = area.y + 1.5 * line;
  for (const FcnOffset& offset : offsets) {
    const bool last = &offset == &offsets.back();
    style = {.color = theme.text, .size = kText, .weight = last ? Weight::bold : Weight::regular};
    draw_fitting(canvas, {x.layer, y}, x.moved - x.layer - 52, layer_text(offset, frame.language), style);
    style.align = Align::right;
    canvas.text({x.moved, y}, moved_text(offset), style);
    canvas.text({x.at, y}, place_text(offset.to), style);
    draw_move(canvas, {at(offset.from), y}, {at(offset.to), y}, theme);
    y += line;
  }
}

void draw_class_legend(Canvas& canvas, Rect area, std::optional<std::int64_t> active, const Frame& frame) {
  const Theme& theme = frame.theme;
  const std::string title(phrase(frame.language, "scene.fcn_classes"));
  const TextStyle style{.color = theme.muted, .size = 13};
  const double words = canvas.text_width(title, style) + 10;
  const double w = std::min(30.0, (area.w - words) / static_cast<double>(kFcnClasses)), h = 20;
  const double left = area.x + (area.w - words - w * static_cast<double>(kFcnClasses)) / 2, y = area.bottom() - h - 4;
  canvas.text({left, y + h / 2}, title, style);
  for (std::int64_t n = 0; n < kFcnClasses; ++n) {
    const Rgb of = class_colour(n);
    const Color color{of.r / 255, of.g / 255, of.b / 255, 1};
    const Rect r{left + words + w * static_cast<double>(n), y, w, h};
    canvas.fill_rect(r, color);
    canvas.stroke_rect(r, {theme.line, 1});
    draw_label_in(canvas, r, fmt::format("{}", n), ink_on(theme, color));
  }
  if (active) draw_active(canvas, {left + words + w * static_cast<double>(*active), y, w, h}, theme);
}

}  // namespace deconvlab
