#include <algorithm>
#include <string>

#include "app/lang/text.h"
#include "app/scenes/layers/layers_shown.h"

namespace deconvlab {

namespace {

std::string crossed(const std::string& rows, const std::string& columns) { return rows == columns ? rows : rows + " × " + columns; }

// "9 × 7" of a plane, "9" of a line.
std::string size_text(const LayersShown& s, const Span& rows, const Span& columns) {
  const std::int64_t h = rows.last - rows.first + 1, w = columns.last - columns.first + 1;
  return s.layers.is_line() ? fmt::format("{}", w) : fmt::format("{} × {}", h, w);
}

// "rows 0 to 8, columns 2 to 10", "cells 2 to 10".
std::string where_text(const LayersShown& s, const Span& rows, const Span& columns) {
  if (s.layers.is_line()) return say(s.frame.language, "layers.where_line", columns.first, columns.last);
  return say(s.frame.language, "layers.where", rows.first, rows.last, columns.first, columns.last);
}

std::string cell_text(const LayersShown& s) {
  return s.layers.is_line() ? fmt::format("{}", s.cell.col) : fmt::format("({},{})", s.cell.row, s.cell.col);
}

std::string described(const LayersShown& s) {
  const Language& language = s.frame.language;
  const std::string key = s.forward ? "layers.reaches" : "layers.sees";
  const PlanePaths& seen = s.paths[s.forward ? s.layers.last() : 0];
  const std::string line = s.name(s.forward ? s.layers.last() : s.stage);
  if (seen.empty()) return say(language, s.forward ? "layers.reaches_none" : "layers.sees_none", cell_text(s), line);
  const Span rows = seen.rows(), columns = seen.columns();
  return say(language, s.forward ? "layers.reaches" : "layers.sees", cell_text(s), line, size_text(s, rows, columns),
             where_text(s, rows, columns), number(most_paths(seen)));
}

bool is_fully_connected(const LayersShown& s, std::size_t stage) {
  return stage > 0 && s.layers.chain.steps[stage - 1].whole && s.of(stage).layer.kind == LayerKind::conv && s.of(stage).layer.groups == 1;
}

// "conv1_1 (conv k3 p1)"; the line alone where the layer has no name.
std::string full_name(const LayersShown& s, std::size_t stage) {
  const std::string name = s.name(stage), line = s.line(stage);
  if (is_fully_connected(s, stage)) {
    const std::string connected = say(s.frame.language, "layers.fully_connected", s.of(stage).channels);
    return name == line ? connected : say(s.frame.language, "layers.named", name, connected);
  }
  return name == line ? line : say(s.frame.language, "layers.named", name, line);
}

// Nothing where a field lies within the input.
std::string beyond_input(const LayersShown& s, const ChainStage& now) {
  const auto& input = s.of(0).axes;
  bool larger = false;
  for (std::size_t axis = 0; axis < input.size(); ++axis) larger = larger || now.axes[axis].field > input[axis].side;
  return larger ? say(s.frame.language, "layers.beyond", field_text(now), plane_text(s.layers, 0)) : std::string();
}

// What the current layer does to the field.
std::string change_of(const LayersShown& s) {
  const ChainStage& now = s.of(s.current);
  const ChainStage& before = s.of(now.from);
  const AxisMap& map = now.maps.back();
  const std::string field = field_text(now), jump = now.axes.back().jump.text();
  if (now.with) return say(s.frame.language, "layers.joins", field);
  const bool window = now.layer.kind != LayerKind::crop && now.layer.kind != LayerKind::pad;
  if (map.kind == AxisMap::Kind::slide && window && map.k * map.s > 1)
    return say(s.frame.language, "layers.slides", map.k, before.axes.back().jump.text(), field_text(before), field, jump);
  if (map.kind == AxisMap::Kind::stamp) return say(s.frame.language, "layers.stamps", map.k, map.s, jump, field);
  return say(s.frame.language, "layers.others", jump, field);
}

std::string story_of(const LayersShown& s) { return then(change_of(s), beyond_input(s, s.of(s.current))); }

// With a minus sign of its own.
std::string signed_text(const Fraction& f) { return f.num < 0 ? "−" + Fraction{-f.num, f.den}.text() : f.text(); }

// Behind a layer that enlarges, the fields of neighbours are not one jump apart, and their sum is no longer the formula's.
std::string field_line(const LayersShown& s, const ChainAxis& before, const AxisMap& map, const ChainAxis& own) {
  const Fraction& jump = before.jump;
  const bool adds_up = own.field * jump.den == before.field * jump.den + (map.k_eff() - 1) * jump.num;
  if (!adds_up) return say(s.frame.language, "layers.formula_counted", own.field);
  return say(s.frame.language, "layers.formula_field", before.field, map.k_eff(), jump.text(), own.field);
}

std::string formula_of(const LayersShown& s, std::size_t axis) {
  const ChainStage& now = s.of(s.current);
  const ChainAxis &own = now.axes[axis], &before = s.of(now.from).axes[axis];
  const AxisMap& map = now.maps[axis];
  const std::string p = map.p < 0 ? fmt::format("(−{})", -map.p) : fmt::format("{}", map.p);
  const bool moved = now.layer.kind == LayerKind::crop || now.layer.kind == LayerKind::pad;
  if (map.kind == AxisMap::Kind::slide && !now.with && !moved)
    return field_line(s, before, map, own) + say(s.frame.language, "layers.formula_slides", before.jump.text(), map.s, own.jump.text(),
                                                 signed_text(before.start), map.k_eff(), p, signed_text(own.start));
  if (map.kind == AxisMap::Kind::stamp)
    return say(s.frame.language, "layers.formula_stamps", own.field, before.jump.text(), map.s, own.jump.text(), signed_text(before.start),
               map.k_eff(), p, signed_text(own.start));
  return say(s.frame.language, "layers.formula_others", own.field, own.jump.text(), signed_text(own.start));
}

}  // namespace

std::string plane_text(const Layers& layers, std::size_t stage) {
  const Extent plane = layers.plane(stage);
  return layers.is_line() ? fmt::format("{}", plane.w) : fmt::format("{} × {}", plane.h, plane.w);
}

std::string field_text(const ChainStage& stage) {
  return crossed(fmt::format("{}", stage.axes.front().field), fmt::format("{}", stage.axes.back().field));
}

std::string describe_layers(const Focus& focus, const Frame& frame) {
  Frame pointed = frame;
  pointed.focus = focus;
  const LayersShown shown(pointed);
  return layer_cell(shown.layers, focus).found ? described(shown) : std::string();
}

// What is pinned is said first; what is only pointed at alone.
std::string layers_sentence(const Frame& frame) {
  const LayersShown s(frame);
  const bool found = layer_cell(s.layers, frame.focus).found;
  if (found && frame.focus != frame.model.pinned) return described(s);
  const std::string step = say(frame.language, "layers.step", s.current, s.layers.last(), full_name(s, s.current),
                               plane_text(s.layers, s.of(s.current).from), plane_text(s.layers, s.current)) +
                           story_of(s);
  return found ? then(std::string(phrase(frame.language, "scene.pinned")) + described(s), step) : then(step, described(s));
}

// Of the step's layer, which is named where something else is pinned.
std::string layers_note(const Frame& frame) {
  const LayersShown s(frame);
  std::string first = formula_of(s, 0), last = formula_of(s, s.of(0).axes.size() - 1);
  const std::string lead = s.stage == s.current ? "" : s.name(s.current) + "\n";
  if (first == last) return lead + first;
  for (std::string* line : {&first, &last}) std::ranges::replace(*line, '\n', ' ');
  return lead + "h:\u00a0" + first + "\nw:\u00a0" + last;
}

}  // namespace deconvlab
