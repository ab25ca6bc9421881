// Tiles with weights, and tags, leave the numbers of their cells to be read: at every size that there is room for them, or they are not
// there.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

// The letters of a text, without the gaps above and below them.
Rect letters(const RecordingCanvas::Text& t) { return {t.rect.x + 1, t.rect.centre().y - t.size * 0.36, t.rect.w - 2, t.size * 0.72}; }

bool overlap(const Rect& a, const Rect& b) {
  const Rect shared = a.within(b);
  return shared.w > 0 && shared.h > 0;
}

void expect_seen(const Drawn& d) {
  for (const auto& text : d.canvas.texts) {
    for (const auto& fill : d.canvas.fills) {
      const bool over = fill.order > text.order && fill.color.a == 1 && overlap(letters(text), fill.rect);
      EXPECT_FALSE(over) << text.text << " at " << text.rect.x << "," << text.rect.y << ", " << text.size << " px";
    }
    for (const auto& other : d.canvas.texts) {
      const bool on = other.order > text.order && overlap(letters(text), letters(other));
      EXPECT_FALSE(on) << text.text << " and " << other.text << " at " << text.rect.x << "," << text.rect.y;
    }
  }
}

TEST(Tags, LeaveTheNumbersOfTheirCellsToBeRead) {
  for (const Scene& scene : scene_table()) {
    for (int i = 1; i <= 9; ++i) {
      for (const char* more :
           {"k=3&s=2&p=1", "k=4&s=2&p=1&input=counting", "k=2&s=1&symbols=1", "k=3&s=1&kernel=random&input=random", "k=3&s=2&p=-1"}) {
        const std::string fields = taken(scene, fmt::format("i={}&{}", i, more));
        for (std::size_t view = 0; view < std::max<std::size_t>(1, scene.views.size()); ++view) {
          for (const double width : {1280.0, 1000.0}) {
            Model model = lesson(fmt::format("{}?{}", scene.id, fields));
            if (!scene.views.empty()) model.lesson.view = scene.views[view].id;
            model.time = 7;
            const std::string link = fmt::format("{}?{} {} {}", scene.id, fields, model.lesson.view, width);
            SCOPED_TRACE(link);
            if (results_of(model.lesson)) expect_seen(draw(model, {}, {0, 0, width, width * 9 / 16}));
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace deconvlab::test
