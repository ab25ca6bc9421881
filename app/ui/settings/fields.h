// What the settings are made of: one table that reading, writing and merging go through.
#pragma once

#include <string_view>
#include <vector>

#include "app/draw/theme.h"
#include "app/lang/lang.h"
#include "app/scenes/scenes.h"
#include "app/ui/settings/settings.h"

namespace deconvlab::settings {

struct Bounds {
  double low = 0;
  double high = 0;
};
using Names = std::vector<std::string_view>;

template <class Table>
Names ids_of(const Table& table) {
  Names ids;
  for (const auto& line : table) ids.push_back(line.id);
  return ids;
}

// Calls visit(name, field, what it may be) for every field, `field(settings)` being the field itself.
template <class Visit>
void each_field(Visit&& visit) {
  visit(
      "theme", [](auto& s) -> auto& { return s.theme; }, ids_of(theme_table()));
  visit(
      "language", [](auto& s) -> auto& { return s.language; }, ids_of(language_table()));
  visit(
      "text_scale", [](auto& s) -> auto& { return s.text_scale; }, Bounds{0.5, 3});
  visit(
      "speed", [](auto& s) -> auto& { return s.speed; }, Bounds{0.1, 64});
  visit(
      "reduce_motion", [](auto& s) -> auto& { return s.reduce_motion; }, Names{"false", "true"});
  visit(
      "left", [](auto& s) -> auto& { return s.splits.left; }, Bounds{100, 1000});
  visit(
      "strip", [](auto& s) -> auto& { return s.splits.strip; }, Bounds{100, 1000});
  visit(
      "side", [](auto& s) -> auto& { return s.splits.side; }, Bounds{0.1, 0.9});
  visit(
      "scene", [](auto& s) -> auto& { return s.scene; }, ids_of(scene_table()));
  visit(
      "width", [](auto& s) -> auto& { return s.width; }, Bounds{640, 16384});
  visit(
      "height", [](auto& s) -> auto& { return s.height; }, Bounds{400, 16384});
}

}  // namespace deconvlab::settings
