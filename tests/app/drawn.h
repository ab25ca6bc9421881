// A page of a lesson, drawn on a canvas that keeps what it shows.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/lessons/fields.h"
#include "app/lessons/sources.h"
#include "app/scenes/scenes.h"
#include "core/cpu/cpu_device.h"
#include "tests/app/plain_link.h"
#include "tests/app/recording_canvas.h"

namespace deconvlab::test {

struct Drawn {
  RecordingCanvas canvas;
  std::vector<Hit> hits;
  MatrixPane pane;
  std::string sentence;
};

inline constexpr Rect kPage{0, 0, 1280, 720};

inline Model lesson(const std::string& link) {
  auto model = open_link(plain_link(link));
  EXPECT_TRUE(model) << link;
  return model ? *model : Model{};
}

// Those fields of a link that the scene takes.
inline std::string taken(const Scene& scene, std::string_view fields) {
  std::string kept;
  for (const std::string_view pair : split(fields, '&')) {
    const std::string_view name = pair.substr(0, pair.find('='));
    const bool any = std::ranges::any_of(model_fields(), [&](const Field<Model>& field) { return field.name == name; });
    if (any || scene.kind->takes(name) || (name == "view" && !scene.views.empty())) kept += (kept.empty() ? "" : "&") + std::string(pair);
  }
  return kept;
}

// The last ones are kept: pages of one lesson at many moments are computed once.
inline const Expected<Results>& results_of(const Lesson& lesson) {
  static CpuDevice cpu;
  static Sources sources;
  static Lesson last;
  static std::optional<Expected<Results>> kept;
  if (!kept || !same_computation(last, lesson)) kept.emplace(compute(lesson, cpu, sources));
  last = lesson;
  return *kept;
}

// Throws the error's sentence where the lesson comes to nothing, which fails the test.
inline Drawn draw(const Model& model, Focus focus = {}, Rect area = kPage, PatternMemo* memo = nullptr) {
  Drawn drawn;
  const auto& results = results_of(model.lesson);
  if (!results) throw std::runtime_error(say(language_of("en"), results.error()));
  const Scene& scene = **find_scene(model.lesson.scene);
  const Frame frame{model, *results, focus, theme_of(model.theme), language_of(model.language), &drawn.hits, &drawn.pane, memo};
  draw_page(drawn.canvas, area, scene, frame);
  drawn.sentence = scene.sentence(frame);
  return drawn;
}

inline Drawn draw(const std::string& link, Focus focus = {}) { return draw(lesson(link), focus); }

}  // namespace deconvlab::test
