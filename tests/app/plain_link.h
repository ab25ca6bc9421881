// Links for tests of sizes: what they do not say is as plain as can be, whatever the scene's home is.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "app/lessons/fields.h"
#include "app/scenes/scenes.h"

namespace deconvlab::test {

// The scene as its kind has it at home, at its first step, its first view.
inline Model plain_model(const Scene& scene) {
  Model model;
  model.lesson.scene = scene.id;
  model.lesson.kind = scene.kind;
  if (!scene.views.empty()) model.lesson.view = scene.views.front().id;
  for (const std::string_view pair : split(scene.kind->home, '&')) {
    const std::string_view name = pair.substr(0, pair.find('='));
    for (const Field<Lesson>& field : lesson_fields()) {
      if (field.name == name) field.read(pair.substr(name.size() + 1), model.lesson);
    }
  }
  return model;
}

// The link with every field that it does not give said plainly. An id alone, or with looks alone, is the scene's home: it stays.
inline std::string plain_link(const std::string& link) {
  constexpr std::string_view kScheme = "deconvlab:";
  const std::string rest = link.starts_with(kScheme) ? link.substr(kScheme.size()) : link;
  const std::size_t query = rest.find('?');
  const auto scene = find_scene(rest.substr(0, query));
  if (query == std::string::npos || !scene) return link;
  const std::string given = rest.substr(query + 1);
  const auto gives = [&](std::string_view name) { return ("&" + given).find(fmt::format("&{}=", name)) != std::string::npos; };
  if (!given.empty() &&
      std::ranges::all_of(split(given, '&'), [](auto pair) { return pair.starts_with("theme=") || pair.starts_with("lang="); }))
    return link;
  const std::string all = to_link(plain_model(**scene));
  std::string said = given;
  for (const std::string_view pair : split(std::string_view(all).substr(all.find('?') + 1), '&')) {
    const std::string_view name = pair.substr(0, pair.find('='));
    if (!gives(name) && name != "theme" && name != "lang") said += fmt::format("{}{}", said.empty() ? "" : "&", pair);
  }
  return fmt::format("{}?{}", rest.substr(0, query), said);
}

}  // namespace deconvlab::test
