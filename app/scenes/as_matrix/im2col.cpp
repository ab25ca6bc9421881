#include "app/scenes/as_matrix/im2col.h"

#include <algorithm>
#include <optional>

namespace deconvlab {

namespace {

constexpr double kCaption = 28;
constexpr double kSign = 30;
constexpr double kSmallestDrawnCell = 11;  // smaller cells are pixels of one picture
constexpr double kReadableCell = 13;
constexpr double kLargestPatchCell = 60;
constexpr double kThinnestRow = 16;
constexpr double kSmallestHit = 2;

// What row `tap` and column t of the patches hold: the input under weight number `tap` of placement t.
struct Patch {
  Cell input;
  bool padding;
};
Patch patch_at(const Geometry& g, std::int64_t tap, std::int64_t t) {
  const Cell uv = g.weight_of(g.kernel().cell_at(tap));
  const Cell out = g.output_cell(t);
  const Cell c{g.h.input_of(out.row, uv.row), g.w.input_of(out.col, uv.col)};
  return {c, !g.input().contains(c)};
}

bool patch_lit(const Stage& stage, const Patch& patch, std::int64_t tap, std::int64_t t) {
  switch (stage.focus.target) {
    case Target::input:
      return patch.input == stage.focus.cell;
    case Target::weight:
      return stage.geometry.kernel().cell_at(tap) == stage.focus.cell;
    case Target::nonzero:
      return patch.input == stage.focus.other && t == stage.step.t;
    default:
      return t == stage.step.t && stage.moment.glide >= 1;
  }
}

float patch_value(const Stage& stage, const Patch& patch) { return patch.padding ? 0 : stage.frame.results.trace.input().at(patch.input); }

// Where the three factors stand and how large a cell of each is; cells may be oblong where they are only pixels.
struct Factors {
  Rect w, patches, y;
  bool drawn;  // cell by cell, with labels
  double cell_w, cell_h;
};

Factors factors(Rect body, const Geometry& g) {
  const auto taps = static_cast<double>(g.kernel().area());
  const auto outputs = static_cast<double>(g.output().area());
  const double room = body.w - 2 * kSign;
  const double cell = fit_cell(room, body.h, g.kernel().area(), g.kernel().area() + 2 * g.output().area(), kLargestPatchCell);
  const bool drawn = cell >= kSmallestDrawnCell;
  const double w = drawn ? cell * taps : room * std::clamp(taps / (taps + 2 * outputs), 0.1, 0.5);
  const double p = drawn ? cell * outputs : (room - w) / 2;
  const double h = drawn ? cell * taps : std::min(body.h, std::max(p, body.h * 0.5));
  const double row = std::min(h, drawn ? cell : kThinnestRow);
  const double left = body.x + (room - w - 2 * p) / 2;
  const double top = body.y + (drawn ? (body.h - h) / 2 : 0);
  const double middle = top + (h - row) / 2;
  return {{left, middle, w, row}, {left + w + kSign, top, p, h}, {left + w + p + 2 * kSign, middle, p, row}, drawn, p / outputs, h / taps};
}

void draw_patch_cell(Canvas& canvas, Rect r, const Stage& stage, std::int64_t tap, std::int64_t t, double size) {
  const Theme& theme = stage.frame.theme;
  const Patch patch = patch_at(stage.geometry, tap, t);
  const float value = patch_value(stage, patch);
  CellStyle style{.role = patch.padding ? Role::padding : Role::input, .lit = patch_lit(stage, patch, tap, t), .negative = value < 0};
  if (size == 0 && !patch.padding) style.shade = value_shade(theme, Role::input, value, stage.frame.results.input_scale);
  const Color fill = style.fill(theme);
  canvas.fill_rect(r, fill);
  if (style.shade && style.negative) draw_sign(canvas, r, fill, theme);
  canvas.stroke_rect(r, {theme.line, 0.75});
  const std::string label = patch.padding ? "0" : cell_label(stage.frame, "x", patch.input, value);
  draw_label_at(canvas, r, label, ink_on(theme, fill), size);
}

void draw_patches(Canvas& canvas, const Factors& f, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  const std::int64_t taps = g.kernel().area();
  const std::int64_t outputs = g.output().area();
  if (f.drawn) {
    const Tensor& x = stage.frame.results.trace.input();
    const double size = common_label_size(canvas, f.cell_w, f.cell_h, g.input().area(), [&](std::int64_t n) {
      return cell_label(stage.frame, "x", g.input_cell(n), x.at(g.input_cell(n)));
    });
    for (std::int64_t n = 0; n < taps * outputs; ++n) {
      const Point at{f.patches.x + static_cast<double>(n % outputs) * f.cell_w, f.patches.y + static_cast<double>(n / outputs) * f.cell_h};
      draw_patch_cell(canvas, {at.x, at.y, f.cell_w, f.cell_h}, stage, n / outputs, n % outputs, size);
    }
  } else {
    draw_cells_as_picture(canvas, f.patches, taps, outputs, [&](std::int64_t tap, std::int64_t t) {
      const Patch patch = patch_at(g, tap, t);
      if (patch.padding) return PictureCell(theme.of(Role::padding).fill);
      const float value = patch_value(stage, patch);
      return PictureCell(theme, value_shade(theme, Role::input, value, stage.frame.results.input_scale), value < 0);
    });
  }
  draw_active_cells(canvas, f.patches, taps, outputs, theme, [&](std::int64_t tap, std::int64_t t) {
    return patch_lit(stage, patch_at(g, tap, t), tap, t) && (f.drawn || stage.focus.target != Target::none);
  });
}

// The column of this step: in motion between two columns while the kernel glides.
void draw_column_frame(Canvas& canvas, const Factors& f, const Stage& stage) {
  if (!stage.links.shows_placement()) return;
  const Theme& theme = stage.frame.theme;
  const double x = f.patches.x + stage.row_in_motion() * f.cell_w;
  canvas.stroke_rect({x, f.patches.y, std::max(f.cell_w, 3.0), f.patches.h}, {theme.of(Role::kernel).solid, 2.5}, 1);
}

void draw_weight_cells(Canvas& canvas, const Factors& f, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Extent kernel = stage.geometry.kernel();
  const auto label = [&](std::int64_t tap) {
    return cell_label(stage.frame, "w", kernel.cell_at(tap), stage.frame.results.trace.kernel().at(kernel.cell_at(tap)));
  };
  const double size = common_label_size(canvas, f.cell_h, f.w.h, kernel.area(), label);
  for (std::int64_t tap = 0; tap < kernel.area(); ++tap) {
    const Cell weight = kernel.cell_at(tap);
    const Rect r{f.w.x + static_cast<double>(tap) * f.cell_h, f.w.y, f.cell_h, f.w.h};
    const CellStyle style = weight_style(stage.frame, weight);
    draw_weight_fill(canvas, r, style, theme);
    canvas.stroke_rect(r, {theme.of(Role::kernel).solid, 0.75});
    draw_label_at(canvas, r, label(tap), ink_on(theme, style.fill(theme)), size);
    if (stage.pinned_cell(Target::weight) == weight) draw_pin(canvas, r, theme);
  }
}

void draw_weight_row(Canvas& canvas, const Factors& f, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Extent kernel = stage.geometry.kernel();
  if (f.drawn) {
    draw_weight_cells(canvas, f, stage);
  } else {
    draw_cells_as_picture(canvas, f.w, 1, kernel.area(), [&](std::int64_t, std::int64_t tap) {
      const CellStyle style = weight_style(stage.frame, kernel.cell_at(tap));
      return PictureCell(theme, style.fill(theme), style.negative);
    });
  }
  canvas.stroke_rect(f.w, {theme.of(Role::kernel).solid, 1});
  if (stage.picks_weights())
    draw_active_cells(canvas, f.w, 1, kernel.area(), theme,
                      [&](std::int64_t, std::int64_t tap) { return stage.links.weight(kernel.cell_at(tap)); });
}

bool output_lit(const Stage& stage, Cell c) { return stage.links.output(c) && stage.filled(c); }

// Shaded by its value where cells have no labels.
CellStyle output_style(const Stage& stage, Cell c, bool shaded) {
  const std::optional<float> value = stage.shown(c);
  if (!value) return {.role = Role::neutral};
  CellStyle style{.role = Role::output, .lit = output_lit(stage, c), .negative = *value < 0};
  if (shaded) style.shade = value_shade(stage.frame.theme, Role::output, *value, stage.frame.results.output_scale);
  return style;
}

void draw_output_cells(Canvas& canvas, const Factors& f, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Extent output = stage.geometry.output();
  const auto label = [&](Cell c, float value) { return cell_label(stage.frame, "y", c, value); };
  const double size = common_label_size(canvas, f.cell_w, f.y.h, output.area(), [&](std::int64_t t) {
    return label(output.cell_at(t), stage.frame.results.output.at(output.cell_at(t)));
  });
  for (std::int64_t t = 0; t < output.area(); ++t) {
    const Cell c = output.cell_at(t);
    const Rect r{f.y.x + static_cast<double>(t) * f.cell_w, f.y.y, f.cell_w, f.y.h};
    const CellStyle style = output_style(stage, c, size == 0);
    const Color fill = style.fill(theme);
    canvas.fill_rect(r, fill);
    if (style.shade && style.negative) draw_sign(canvas, r, fill, theme);
    canvas.stroke_rect(r, {theme.of(Role::output).solid, 0.75});
    if (const auto value = stage.shown(c)) draw_label_at(canvas, r, label(c, *value), ink_on(theme, fill), size);
    if (stage.pinned_cell(Target::output) == c) draw_pin(canvas, r, theme);
  }
}

void draw_output_row(Canvas& canvas, const Factors& f, const Stage& stage) {
  const Extent output = stage.geometry.output();
  if (f.drawn) {
    draw_output_cells(canvas, f, stage);
  } else {
    draw_cells_as_picture(canvas, f.y, 1, output.area(), [&](std::int64_t, std::int64_t t) {
      const CellStyle style = output_style(stage, output.cell_at(t), true);
      return PictureCell(stage.frame.theme, style.fill(stage.frame.theme), style.negative);
    });
  }
  canvas.stroke_rect(f.y, {stage.frame.theme.of(Role::output).solid, 1});
  draw_active_cells(canvas, f.y, 1, output.area(), stage.frame.theme,
                    [&](std::int64_t, std::int64_t t) { return output_lit(stage, output.cell_at(t)); });
}

void add_hits(const Factors& f, const Stage& stage) {
  if (!stage.frame.hits) return;
  const Geometry& g = stage.geometry;
  auto& hits = *stage.frame.hits;
  for (std::int64_t t = 0; t < g.output().area() && f.cell_w >= kSmallestHit; ++t) {
    const double at = static_cast<double>(t) * f.cell_w;
    const Focus focus{Target::output, g.output_cell(t), {}};
    hits.push_back({{f.patches.x + at, f.patches.y, f.cell_w, f.patches.h}, focus});
    hits.push_back({{f.y.x + at, f.y.y, f.cell_w, f.y.h}, focus});
  }
  const double width = f.w.w / static_cast<double>(g.kernel().area());
  for (std::int64_t tap = 0; tap < g.kernel().area() && width >= kSmallestHit; ++tap)
    hits.push_back({{f.w.x + static_cast<double>(tap) * width, f.w.y, width, f.w.h}, {Target::weight, g.kernel().cell_at(tap), {}}});
}

void draw_bar(Canvas& canvas, Rect line, std::string_view name, std::int64_t count, std::int64_t most, Color color, const Theme& theme) {
  constexpr double kName = 112;
  constexpr double kNumber = 92;
  const double room = std::max(0.0, line.w - kName - kNumber);
  const Point middle{line.x, line.centre().y};
  draw_fitting(canvas, middle, kName - 8, std::string(name), {.color = theme.text, .size = 14});
  const double length = std::max(1.0, room * static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(1, most)));
  canvas.fill_rect({line.x + kName, middle.y - 6, length, 12}, color, 2);
  draw_fitting(canvas, {line.right(), middle.y}, kNumber, grouped(count),
               {.color = theme.text, .size = 14, .weight = Weight::bold, .align = Align::right});
}

}  // namespace

double readable_im2col_height(const Geometry& g) { return kCaption + kReadableCell * static_cast<double>(g.kernel().area()); }

double im2col_height(double width, const Geometry& g) {
  const Factors f = factors({0, 0, width, 1e6}, g);
  return kCaption + (f.drawn ? f.patches.h : width * 0.35);
}

void draw_im2col(Canvas& canvas, Rect area, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  const Factors f = factors({area.x, area.y + kCaption, area.w, area.h - kCaption}, g);
  draw_fitting(canvas, {area.centre().x, f.patches.y - kCaption / 2 - 2}, area.w,
               say(stage.frame.language, "scene.im2col", grouped(g.kernel().area()), grouped(g.output().area())),
               {.color = theme.text, .size = 15, .weight = Weight::bold, .align = Align::centre});
  draw_weight_row(canvas, f, stage);
  draw_patches(canvas, f, stage);
  draw_column_frame(canvas, f, stage);
  draw_output_row(canvas, f, stage);
  const auto name = [&](const Rect& of, std::string_view letter, Role role) {
    if (of.y < f.patches.y + kCaption) return;  // where the caption is, which has both letters
    canvas.text({of.centre().x, of.y - kCaption / 2 - 2}, letter,
                {.color = theme.of(role).ink, .size = 15, .weight = Weight::bold, .align = Align::centre});
  };
  name(f.w, "w", Role::kernel);
  name(f.y, "y", Role::output);
  const TextStyle sign{.color = theme.muted, .size = 24, .align = Align::centre};
  canvas.text({f.w.right() + kSign / 2, f.w.centre().y}, "·", sign);
  canvas.text({f.patches.right() + kSign / 2, f.w.centre().y}, "=", sign);
  add_hits(f, stage);
}

void draw_counts(Canvas& canvas, Rect area, const Stage& stage) {
  constexpr double kLine = 24;
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  const Language& language = stage.frame.language;
  const auto line = [&](int n) { return Rect{area.x, area.y + n * kLine, area.w, kLine}; };
  canvas.text({area.x, line(0).centre().y}, phrase(language, "scene.counts"), {.color = theme.text, .size = 15, .weight = Weight::bold});
  const std::int64_t most = std::max({g.dense_products(), g.nonzeros(), g.im2col_products()});
  draw_bar(canvas, line(1), phrase(language, "scene.counts_dense"), g.dense_products(), most, theme.of(Role::neutral).solid, theme);
  draw_bar(canvas, line(2), phrase(language, "scene.counts_sparse"), g.nonzeros(), most, theme.of(Role::kernel).solid, theme);
  draw_bar(canvas, line(3), phrase(language, "scene.counts_im2col"), g.im2col_products(), most, theme.of(Role::input).solid, theme);
  draw_fitting(canvas, {area.x, line(4).centre().y + 2}, area.w, std::string(phrase(language, "scene.counts_note")),
               {.color = theme.muted, .size = 13});
}

}  // namespace deconvlab
