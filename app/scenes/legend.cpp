#include "app/scenes/legend.h"

#include <vector>

#include "app/draw/grid.h"
#include "app/scenes/grids.h"

namespace deconvlab {

namespace {

constexpr double kHeight = 30;
constexpr double kMark = 16;
constexpr double kBetween = 28;  // items
constexpr double kText = 13;

struct Item {
  CellStyle style;
  bool hatched;
  std::string_view text;
};

std::vector<Item> items_of(const Stage& stage) {
  const Language& language = stage.frame.language;
  std::vector<Item> items;
  if (has_padding(stage.geometry)) items.push_back({{.role = Role::padding}, true, phrase(language, "scene.legend_padding")});
  if (has_unread(stage.geometry)) {
    items.push_back({{.role = Role::unread, .faded = true, .diagonal = true}, false, phrase(language, "scene.legend_unread")});
  }
  return items;
}

}  // namespace

Rect legend_rect(Rect area, const Geometry& g) {
  const double h = has_padding(g) || has_unread(g) ? kHeight : 0;
  return {area.x, area.bottom() - h, area.w, h};
}

void draw_legend(Canvas& canvas, Rect area, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const TextStyle style{.color = theme.muted, .size = kText};
  const std::vector<Item> items = items_of(stage);
  double width = -kBetween;
  for (const Item& item : items) width += kBetween + kMark + 8 + canvas.text_width(item.text, style);
  if (width > area.w) return;
  double x = area.x + (area.w - width) / 2;
  for (const Item& item : items) {
    const Rect mark{x, area.bottom() - kHeight / 2 - kMark / 2 + 4, kMark, kMark};
    draw_cell(canvas, mark, item.style, theme);
    if (item.hatched) draw_hatch(canvas, mark, theme.of(Role::padding).solid.with_alpha(0.6f));
    canvas.text({mark.right() + 8, mark.centre().y}, item.text, style);
    x += kMark + 8 + canvas.text_width(item.text, style) + kBetween;
  }
}

}  // namespace deconvlab
