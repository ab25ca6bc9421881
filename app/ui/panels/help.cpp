// One page over the dimmed window: keys, mouse, colours.
#include <imgui.h>

#include <algorithm>
#include <span>

#include "app/diagram/labels.h"
#include "app/draw/grid.h"
#include "app/draw/rich_text.h"
#include "app/ui/actions.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kMargin = 24;
constexpr double kTitle = 20;
constexpr double kText = 13;
constexpr double kLargestLine = 25;
constexpr double kKeys = 146;  // width of a key's name
constexpr double kSwatch = 22;
constexpr double kWidest = 1180;
constexpr float kDimmed = 0.78f;

struct Mark {
  std::string_view key;
  CellStyle style;
};
constexpr Mark kMarks[] = {{"overlay.input", {.role = Role::input}},
                           {"overlay.output", {.role = Role::output}},
                           {"overlay.kernel", {.role = Role::kernel}},
                           {"overlay.switches", {.role = Role::switches}},
                           {"overlay.padding", {.role = Role::padding}},
                           {"overlay.inserted", {.role = Role::inserted_zero, .dashed = true}},
                           {"overlay.unread", {.role = Role::input, .faded = true, .diagonal = true}},
                           {"overlay.cut_off", {.role = Role::input, .faded = true, .crossed = true}}};
struct Gesture {
  std::string_view key, does;
};
constexpr Gesture kGestures[] = {{"overlay.point", "overlay.point_does"},   {"overlay.click", "overlay.click_does"},
                                 {"overlay.double", "overlay.double_does"}, {"overlay.drag", "overlay.drag_does"},
                                 {"overlay.wheel", "overlay.wheel_does"},   {"overlay.drop", "overlay.drop_does"}};

// What the keyboard does in the controls.
constexpr Gesture kWalk[] = {{"overlay.tab", "overlay.tab_does"},
                             {"overlay.arrows", "overlay.arrows_does"},
                             {"overlay.press", "overlay.press_does"},
                             {"overlay.leave", "overlay.leave_does"}};

constexpr double kRows = std::size(kGestures) + std::size(kMarks) + 6;  // of the right column

void draw_heading(const Panel& panel, Canvas& canvas, Point at, std::string_view key) {
  canvas.text(at, panel.phrase(key), {.color = panel.theme.text, .size = 15, .weight = Weight::bold});
}

// "click   keeps it lit": both from the language's table.
void draw_gestures(const Panel& panel, Canvas& canvas, Rect area, std::span<const Gesture> gestures, double line, double named) {
  double y = area.y + line / 2;
  for (const Gesture& gesture : gestures) {
    draw_fitting(canvas, {area.x, y}, named - 4, std::string(panel.phrase(gesture.key)),
                 {.color = panel.theme.text, .size = kText, .weight = Weight::bold});
    draw_fitting(canvas, {area.x + named, y}, area.w - named, std::string(panel.phrase(gesture.does)),
                 {.color = panel.theme.text, .size = kText});
    y += line;
  }
}

void draw_walk(const Panel& panel, Canvas& canvas, Rect area, double line) {
  draw_heading(panel, canvas, {area.x, area.y + line}, "overlay.walk");
  const double top = 1.6 * line;
  draw_gestures(panel, canvas, {area.x, area.y + top, area.w, area.h - top}, kWalk, line, kKeys);
}

// A heading's room and that of a row for each step of the walk, in rows.
constexpr double kWalkRows = 1.6 + std::size(kWalk);

// The first half of the keys, then the second beside it; below them how the controls are walked through.
void draw_keys(const Panel& panel, Canvas& canvas, Rect area) {
  const std::vector<KeyLine> lines = key_lines();
  const auto column = (std::ssize(lines) + 1) / 2;
  const double height = std::min(kLargestLine, area.h / (static_cast<double>(column) + kWalkRows));
  draw_walk(panel, canvas, {area.x, area.y + static_cast<double>(column) * height, area.w, kWalkRows * height}, height);
  for (std::ptrdiff_t n = 0; n < std::ssize(lines); ++n) {
    const double x = area.x + (n < column ? 0 : area.w / 2);
    const double y = area.y + (static_cast<double>(n % column) + 0.5) * height;
    draw_fitting(canvas, {x, y}, kKeys - 8, lines[n].keys, {.color = panel.theme.text, .size = kText, .weight = Weight::bold});
    draw_fitting(canvas, {x + kKeys, y}, area.w / 2 - kKeys - 10, std::string(panel.phrase(lines[n].line)),
                 {.color = panel.theme.text, .size = kText});
  }
}

// A swatch and what it means.
template <class DrawSwatch>
void draw_mark(const Panel& panel, Canvas& canvas, Rect row, std::string_view key, DrawSwatch&& draw_swatch) {
  const double side = std::min(kSwatch, row.h - 3);
  draw_swatch(Rect{row.x + 1, row.centre().y - side / 2, side, side});
  draw_fitting(canvas, {row.x + kSwatch + 10, row.centre().y}, row.w - kSwatch - 10, std::string(panel.phrase(key)),
               {.color = panel.theme.text, .size = kText});
}

void draw_colours(const Panel& panel, Canvas& canvas, Rect area, double line) {
  const Theme& theme = panel.theme;
  Rect row{area.x, area.y, area.w, line};
  const auto next = [&](std::string_view key, auto&& draw_swatch) {
    draw_mark(panel, canvas, row, key, draw_swatch);
    row.y += line;
  };
  for (const Mark& mark : kMarks)
    next(mark.key, [&](Rect r) {
      draw_cell(canvas, r, mark.style, theme);
      if (mark.style.role == Role::padding) draw_hatch(canvas, r, theme.of(Role::padding).solid.with_alpha(0.6f));
    });
  const CellStyle strong{.role = Role::kernel, .shade = theme.shade(Role::kernel, 1)};
  next("overlay.larger", [&](Rect r) { draw_cell(canvas, r, strong, theme); });
  next("overlay.negative", [&](Rect r) {
    draw_cell(canvas, r, strong, theme);
    draw_sign(canvas, r, strong.fill(theme), theme);
  });
  next("overlay.illegal", [&](Rect r) { draw_hatch(canvas, r, theme.of(Role::switches).solid); });
  next("overlay.active", [&](Rect r) { draw_active(canvas, r, theme); });
  next("overlay.awaited", [&](Rect r) {
    draw_cell(canvas, r, {.role = Role::neutral}, theme);
    canvas.stroke_rect(r.inset(1.5), {theme.of(Role::output).solid, 2});
  });
  next("overlay.pinned", [&](Rect r) { canvas.stroke_rect(r.inset(0.5), {theme.accent, 3.5}, 2); });
}

void draw_page(const Panel& panel, Canvas& canvas, Rect box) {
  const Rect in = box.inset(kMargin);
  const double left = in.w * 0.64;
  draw_heading(panel, canvas, {in.x, in.y + kTitle / 2}, "keys.title");
  draw_keys(panel, canvas, {in.x, in.y + kTitle + 10, left, in.h - kTitle - 10});
  const double x = in.x + left + kMargin;
  const double width = in.right() - x;
  const double rows = kRows;
  const double line = std::min(kLargestLine, (in.h - 2 * kTitle - 44) / rows);
  draw_heading(panel, canvas, {x, in.y + kTitle / 2}, "overlay.mouse");
  const Rect mouse{x, in.y + kTitle + 10, width, line * static_cast<double>(std::size(kGestures))};
  draw_gestures(panel, canvas, mouse, kGestures, line, 100);
  draw_heading(panel, canvas, {x, mouse.bottom() + 24 + kTitle / 2}, "overlay.colours");
  draw_colours(panel, canvas, {x, mouse.bottom() + kTitle + 34, width, 0}, line);
}

}  // namespace

void draw_help(const Panel& panel) {
  if (!panel.ui.keys_shown) return;
  const Rect page = to_logical(panel, {0, 0}, ImGui::GetIO().DisplaySize);
  const Region region(panel, "###keys", page, panel.theme.background.with_alpha(kDimmed), 0, Stacking::overlay);
  ImGuiCanvas canvas = canvas_of(panel);
  const double width = std::min(kWidest, page.w - 2 * kMargin);
  const double height = std::min(page.h - 2 * kMargin, 2 * kMargin + 90 + kLargestLine * kRows);
  const Rect box{(page.w - width) / 2, (page.h - height) / 2, width, height};
  canvas.fill_rect(box, panel.theme.background, 8);
  canvas.stroke_rect(box.inset(0.5), {panel.theme.muted, 1}, 8);
  draw_page(panel, canvas, box);
  if (ImGui::IsMouseClicked(0) && !ImGui::IsWindowAppearing()) panel.ui.keys_shown = false;
}

}  // namespace deconvlab
