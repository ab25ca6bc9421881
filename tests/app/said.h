// Everything that a page says, and pages of every scene at many settings.
#pragma once

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "app/scenes/scenes.h"
#include "app/state/update.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {

// The texts drawn, as they were written: runs of a line one behind the other, indices in "_{}", and the lines of a wrapped text in one.
inline std::vector<std::string> texts_of(const RecordingCanvas& canvas) {
  std::vector<std::string> texts;
  RecordingCanvas::Text last{{-1e9, -1e9, 0, 0}, {}, 1, {}, {}, true};
  double left = 0, base = 1;  // of the text that is being written
  for (const auto& t : canvas.texts) {
    const double gap = t.rect.x - last.rect.right(), drop = t.rect.centre().y - last.rect.centre().y;
    const bool goes_on = gap > -0.01 && gap < 0.1 * base + 0.01 && std::abs(drop) < 0.5 * base;
    constexpr double kLine = 1.45;  // as draw_wrapped has it; formulas stand closer
    const bool next_line = std::abs(t.rect.x - left) < 0.01 && std::abs(drop - kLine * base) < 0.01 * base && t.size == base;
    const bool index = goes_on && t.size < 0.8 * base;
    if (goes_on) {
      texts.back() += index ? "_{" + t.text + "}" : t.text;
    } else if (next_line) {
      texts.back() += " " + t.text;
    } else {
      texts.push_back(t.text);
      left = t.rect.x;
      base = t.size;
    }
    last = t;
  }
  return texts;
}

// The page, its sentence, and what is said of things that can be pointed at: the first, the middle and the last cell of each grid.
inline std::vector<std::string> said_on(const Model& model) {
  const Drawn d = draw(model);
  std::vector<std::string> said = texts_of(d.canvas);
  said.push_back(d.sentence);
  const Scene& scene = **find_scene(model.lesson.scene);
  const Frame frame{model, *results_of(model.lesson), {}, theme_of(model.theme), language_of(model.language)};
  for (const auto& runs : formula_lines(frame)) {
    said.emplace_back();
    for (const TextRun& run : runs) said.back() += run.text;
  }
  constexpr std::size_t kMost = 16;
  const std::size_t every = std::max<std::size_t>(1, d.hits.size() / kMost);
  for (std::size_t n = 0; n < d.hits.size(); n += every) {
    const Hit& hit = d.hits[n];
    for (const std::int64_t cell : {std::int64_t{0}, hit.cells.area() / 2, hit.cells.area() - 1}) {
      Focus focus = hit.focus;
      const Cell within = hit.cells.cell_at(cell);
      focus.cell = {focus.cell.row + within.row, focus.cell.col + within.col};
      said.push_back(scene.describe(focus, frame));
      Frame pointed = frame;
      pointed.focus = focus;
      said.push_back(scene.sentence(pointed));
    }
  }
  return said;
}

// Settings at which a scene of this kind is looked at: sides of one cell and of many, axes that differ, every rule of padding.
inline std::vector<std::string> settings_of(const LessonKind& kind) {
  if (!kind.weights) return {""};
  if (kind.on_picture()) return {"i=32", "i=16x24"};
  if (kind.restarts)
    return {"i=4&k=2&s=2&up=2", "i=2&k=2&s=2&up=3", "i=5&k=2&s=2&up=2&ceil=1", "i=6&k=1&s=1&up=1", "i=4&k=2&s=2&up=4&rate=9"};
  if (&kind == &kConvolutionKind || &kind == &kBothWaysKind || &kind == &kMatrixKind || &kind == &kUnrolledKind) {
    return {"i=1&k=1",
            "i=5&k=3&s=2&p=1",
            "i=6&k=3&s=2",
            "i=6x7&k=3x2&s=2x1&p=1x0",
            "i=7&k=3&d=2&p=2",
            "i=6x5&k=3x4&s=2&padding=same",
            "i=7&k=2&s=3&padding=valid",
            "i=8&k=2&s=3",
            "i=2&k=2",
            "i=4x1&k=2x1&s=2x1&flip=1",
            "i=6&k=1&s=2",
            "i=4&k=3&input=impulse&kernel=uniform",
            "i=3&k=2&input=own:3x3:1.4e9,-1,0.00001,2,3,4,5,6,0.1&kernel=own:2x2:0.1,-0.25,0.3,100"};
  }
  if (kind.input_is_small) {
    return {"i=1&k=1",
            "i=3&k=3&s=2&p=1&a=1",
            "i=3x2&k=3x2&s=2x3&p=1x0&a=1x2",
            "i=3&k=3&d=2&s=2",
            "i=2&k=4&s=3&p=2",
            "i=3&k=3&s=2&padding=same",
            "i=3&k=4&s=2&padding=same&output=5x6",
            "i=2&k=1&s=2",
            "i=2&k=2&p=1&s=1",
            "i=2x1&k=3x1&s=1",
            "i=2&k=2&s=4&a=3",
            "i=1x2&k=2&s=2&flip=1"};
  }
  return {"i=4&k=2&s=2&up=2",
          "i=5&k=2&s=2&up=2&ceil=1",
          "i=6&k=3&s=2&p=1&up=3&ceil=1",
          "i=3&k=2&s=2&p=1&up=2&ceil=1",
          "i=6&k=3&s=2&up=4",
          "i=7x5&k=3x2&s=2&p=1x0&up=3x2&ceil=1",
          "i=5x4&k=2&s=2&up=2&ceil=1&view=bilinear",
          "i=6&k=2&s=2&up=4&kernel=bilinear&view=bilinear",
          "i=2&k=2&s=2&up=2",
          "i=1&k=1&s=1&up=1",
          "i=3&k=3&s=1&up=3",
          "i=2x4&k=2&s=2&up=2",
          "i=10&k=3&s=4&up=3",
          "i=3x6&k=3&s=3&up=3x2",
          "i=4&k=2&s=2&up=6&kernel=bilinear&view=bilinear",
          "i=7x4&k=3x2&s=3x2&p=1&up=3x2&ceil=1",
          "i=5&k=3&s=2&p=1&up=3&input=ones"};
}

// visit(model) for every scene, its settings, its views, every language and some moments.
template <class Visit>
void for_each_page(Visit&& visit) {
  for (const Scene& scene : scene_table()) {
    for (const std::string& settings : settings_of(*scene.kind)) {
      const Model first = lesson(std::string(scene.id) + (settings.empty() ? "" : "?" + settings));
      EXPECT_TRUE(results_of(first.lesson)) << scene.id << " " << settings;
      if (!results_of(first.lesson)) continue;
      const double last = static_cast<double>(step_count(first.lesson)) - 1;
      std::vector<std::string> views{first.lesson.view};
      if (!scene.kind->view_computes) {
        for (const SceneView& view : scene.views) views.emplace_back(view.id);
      }
      for (const std::string& view : views) {
        for (const double time : {0.0, 0.6, last}) {
          for (const char* language : {"en", "zh", "es"}) {
            Model model = first;
            model.lesson.view = view;
            model.time = std::min(time, last);
            model.language = language;
            visit(model);
          }
        }
      }
    }
  }
}

// visit(text, link of the page) for each text of all these pages, once.
template <class Visit>
void for_each_text(Visit&& visit) {
  std::set<std::string> seen;
  for_each_page([&](const Model& model) {
    for (const std::string& text : said_on(model)) {
      if (seen.insert(text).second) visit(text, to_link(model));
    }
  });
}

}  // namespace deconvlab::test
