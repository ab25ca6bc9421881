#include "app/record/side_by_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "app/diagram/labels.h"
#include "app/diagram/legend.h"
#include "app/draw/bounds_canvas.h"
#include "app/draw/rich_text.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr double kPanelWidth = 640, kPanelHeight = 500;  // logical pixels, of a picture with its caption
constexpr double kMargin = 24;
constexpr double kTitle = 40;
constexpr double kCaptionSize = 15;
constexpr int kCaptionLines = 3;
constexpr double kCaption = kCaptionLines * kCaptionSize * kWrappedLine + 8;
constexpr double kMostLegend = 60;

struct Panel {
  Model model;
  std::shared_ptr<const Results> results;

  const Scene& scene() const { return **find_scene(model.lesson.scene); }
  Frame frame() const { return {model, *results, model.pinned, theme_of(model.theme), language_of(model.language)}; }
};

struct Sheet {
  std::vector<Panel> panels;
  bool one_scene = false;  // its title stands above all, one legend below
  std::int64_t columns = 1;
  double width = 0, height = 0;

  std::int64_t rows() const { return (std::ssize(panels) + columns - 1) / columns; }
  double above() const { return kMargin + (one_scene ? kTitle : 0); }
};

// As large as it wants to be: a row of up to three, else as near to a square as can be.
void fit_panels(Sheet& sheet) {
  const std::int64_t count = std::ssize(sheet.panels);
  sheet.columns = count <= 3 ? count : std::llround(std::ceil(std::sqrt(static_cast<double>(count))));
  sheet.width = static_cast<double>(sheet.columns) * kPanelWidth + 2 * kMargin;
  sheet.height = static_cast<double>(sheet.rows()) * kPanelHeight + sheet.above() + kMargin;
}

// With so many columns that the pictures are as large as can be on a page of that shape.
void fit_page(Sheet& sheet, double wide, double high) {
  const auto scale_with = [&](std::int64_t columns) {
    const auto rows = static_cast<double>((std::ssize(sheet.panels) + columns - 1) / columns);
    return std::min(wide / (static_cast<double>(columns) * kPanelWidth), high / (rows * kPanelHeight));
  };
  for (std::int64_t columns = 1; columns <= std::ssize(sheet.panels); ++columns) {
    if (scale_with(columns) > scale_with(sheet.columns)) sheet.columns = columns;
  }
  const double scale = scale_with(sheet.columns);
  sheet.width = wide / scale;
  sheet.height = high / scale;
}

std::string caption_of(const Sheet& sheet, std::size_t n) {
  const Panel& panel = sheet.panels[n];
  const std::string letter = std::ssize(sheet.panels) > 1 ? fmt::format("({}) ", static_cast<char>('a' + n)) : "";
  const std::string title(phrase(language_of(panel.model.language), panel.scene().title_key));
  return letter + (sheet.one_scene ? "" : title + ".  ") + panel.scene().sentence(panel.frame());
}

void draw_panels(Canvas& canvas, const Sheet& sheet, double legend) {
  const double w = (sheet.width - kMargin) / static_cast<double>(sheet.columns);
  const double h = (sheet.height - sheet.above() - legend) / static_cast<double>(sheet.rows());
  for (std::size_t n = 0; n < sheet.panels.size(); ++n) {
    const auto at = static_cast<std::int64_t>(n);
    const Panel& panel = sheet.panels[n];
    const Rect area{kMargin + static_cast<double>(at % sheet.columns) * w, sheet.above() + static_cast<double>(at / sheet.columns) * h,
                    w - kMargin, h - kMargin};
    panel.scene().draw_main(canvas, {area.x, area.y, area.w, area.h - kCaption}, panel.frame());
    draw_wrapped(canvas, {area.x, area.bottom() - kCaption + 8 + kCaptionSize * kWrappedLine / 2}, area.w,
                 {caption_of(sheet, n), panel.frame().theme.text}, kCaptionSize, kCaptionLines);
  }
}

// What the legend below all takes.
double legend_height(Canvas& measure, const Sheet& sheet) {
  const Rect page{0, 0, sheet.width, sheet.height};
  BoundsCanvas bounds(measure, page);
  CommonLegend common(bounds, {kMargin, 0, sheet.width - 2 * kMargin, kMostLegend});
  draw_panels(common, sheet, 0);
  return common.height;
}

void draw_sheet(Canvas& canvas, const Sheet& sheet) {
  const Frame frame = sheet.panels.front().frame();
  canvas.fill_rect({0, 0, sheet.width, sheet.height}, frame.theme.background);
  if (!sheet.one_scene) return draw_panels(canvas, sheet, 0);
  draw_fitting(canvas, {kMargin, kMargin + kTitle / 2 - 6}, sheet.width - 2 * kMargin,
               std::string(phrase(frame.language, sheet.panels.front().scene().title_key)),
               {.color = frame.theme.text, .size = 24, .weight = Weight::bold});
  const double legend = legend_height(canvas, sheet);
  CommonLegend common(canvas, {kMargin, sheet.height - kMargin / 2 - legend, sheet.width - 2 * kMargin, legend});
  draw_panels(common, sheet, legend);
}

Figure figure_with(Sheet sheet, PageLook look) {
  if (look.width > 0) {
    fit_page(sheet, look.width, look.height);
  } else {
    fit_panels(sheet);
    look.width = static_cast<int>(sheet.width);
  }
  const Model first = sheet.panels.front().model;
  const double width = sheet.width, height = sheet.height;
  return figure_of(first, width, height, look, [sheet = std::move(sheet)](Canvas& canvas) { draw_sheet(canvas, sheet); });
}

Expected<void> check_count(std::size_t panels) {
  return panels > kMostPanels ? fail(ErrorCode::too_large, "--sheet", panels, kMostPanels) : Expected<void>();
}

}  // namespace

Expected<Figure> sheet_of_steps(const Model& model, std::span<const std::int64_t> steps, const PageLook& look) {
  TRY(check_count(steps.size()));
  TRY(find_scene(model.lesson.scene));
  const auto results = std::make_shared<const Results>(TRY(compute(model.lesson)));
  Sheet sheet{.panels = {}, .one_scene = true};
  for (const std::int64_t step : steps) {
    const std::int64_t last = step_count(model.lesson) - 1;
    if (step < 0 || step > last) return fail(ErrorCode::step_out_of_range, step, last);
    sheet.panels.push_back({model, results});
    sheet.panels.back().model.time = static_cast<double>(step);
  }
  return figure_with(std::move(sheet), look);
}

Expected<Figure> sheet_of_models(std::span<const Model> models, const PageLook& look) {
  TRY(check_count(models.size()));
  Sheet sheet;
  for (const Model& model : models) {
    TRY(find_scene(model.lesson.scene));
    sheet.panels.push_back({model, std::make_shared<const Results>(TRY(compute(model.lesson)))});
  }
  return figure_with(std::move(sheet), look);
}

}  // namespace deconvlab
