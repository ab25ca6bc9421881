// What makes a page legible: contrast, sizes, nothing cut and nothing on top of another.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <random>

#include "app/scenes/scenes.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

constexpr double kSmallest = 11;      // of words
constexpr double kSmallestLabel = 9;  // of numbers and symbols in cells
constexpr double kSubscript = 0.72;   // of the text it belongs to

const char* const kLessons[] = {
    "i=4&k=3", "i=5&k=3&s=2&p=1", "i=6&k=3&s=2&p=1", "i=64&k=15&s=3&p=7", "i=9&k=3&d=3",       "i=5x9&k=2x4&s=2x1&p=1&square=0",
    "i=1&k=1", "i=7&k=1&s=3",     "i=3&k=3&p=16",    "i=12&k=3",          "i=5&k=3&symbols=1", "i=5&k=3&flip=1&kernel=gaussian"};

// Runs check(link, model) over lessons, scenes, themes, languages, and steps and foci.
template <class Check>
void each_page(Check&& check) {
  std::size_t page = 0;  // views take turns
  for (const char* sizes : kLessons) {
    for (const Scene& scene : scene_table()) {
      for (const char* look : {"theme=light&lang=en", "theme=dark&lang=zh"}) {
        for (const char* moment : {"t=0", "t=0.5", "t=1", "t=9", "pin=output:0,0,0,0", "pin=input:0,0,0,0", "pin=weight:0,0,0,0"}) {
          const std::string_view view = scene.views.empty() ? "all" : scene.views[page++ % scene.views.size()].id;
          const std::string link = fmt::format("{}?{}", scene.id, taken(scene, fmt::format("{}&{}&{}&view={}", sizes, look, moment, view)));
          SCOPED_TRACE(link);
          // A transposed convolution crops: with p = 16 nothing is left of it.
          const Model model = lesson(link);
          if (results_of(model.lesson)) check(model);
        }
      }
    }
  }
}

std::string text_of(const RecordingCanvas::Text& t) {
  return fmt::format("\"{}\" {:.1f} px at {:.0f},{:.0f} {:.0f}x{:.0f}", t.text, t.size, t.rect.x, t.rect.y, t.rect.w, t.rect.h);
}

void expect_contrast(const std::vector<RecordingCanvas::Text>& texts) {
  for (const auto& t : texts) EXPECT_GE(contrast(t.color, t.background), 4.5) << text_of(t);
}

// None is too small to read, unless it is a subscript.
void expect_sizes(const std::vector<RecordingCanvas::Text>& texts) {
  double before = 0;
  for (const auto& t : texts) {
    const auto letters = std::ranges::count_if(t.text, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
    if (t.size >= (letters > 2 ? kSmallest : kSmallestLabel)) {
      before = t.size;
    } else {
      EXPECT_NEAR(t.size, before * kSubscript, 0.01) << text_of(t);
    }
  }
}

// The middle of the letters: accents and the gaps above and below may touch.
Rect letters(const RecordingCanvas::Text& t) { return {t.rect.x + 1, t.rect.y + t.size * 0.2, t.rect.w - 2, t.size * 0.6}; }

void expect_apart(const std::vector<RecordingCanvas::Text>& texts) {
  for (std::size_t a = 0; a < texts.size(); ++a) {
    for (std::size_t b = a + 1; b < texts.size(); ++b) {
      const Rect shared = letters(texts[a]).within(letters(texts[b]));
      EXPECT_TRUE(shared.w <= 0 || shared.h <= 0) << text_of(texts[a]) << " and " << text_of(texts[b]);
    }
  }
}

// It stands out, is large enough, whole, and apart from any other; a product that flies over the picture may lie on others meanwhile.
TEST(Looks, EveryTextOfAPageCanBeRead) {
  each_page([](Model model) {
    const Drawn d = draw(model, model.pinned);
    expect_contrast(d.canvas.texts);
    expect_sizes(d.canvas.texts);
    model.speed = 4;  // so fast that no product flies
    const bool moves = model.time != std::floor(model.time);
    const auto still = moves ? draw(model, model.pinned).canvas.texts : d.canvas.texts;
    for (const auto& t : still) EXPECT_TRUE(t.whole && kPage.contains(t.rect)) << text_of(t);
    expect_apart(still);
  });
}

// Any setting of the sliders: nothing leaves the page, no clip is left behind, and no number is missing its place.
TEST(Looks, EverySliderSettingStaysOnThePage) {
  std::mt19937 random(7);
  const auto pick = [&](int low, int high) { return std::int64_t{low} + static_cast<std::int64_t>(random() % (high - low + 1)); };
  int drawn = 0;
  for (int n = 0; n < 300; ++n) {
    Model model;
    const Scene& scene = scene_table()[static_cast<std::size_t>(n) % scene_table().size()];
    model.lesson.scene = scene.id;
    model.lesson.kind = scene.kind;
    if (!scene.views.empty()) model.lesson.view = scene.views[static_cast<std::size_t>(n) % scene.views.size()].id;
    model.lesson.params = {{pick(1, 64), pick(1, 64)}, {pick(1, 15), pick(1, 15)}, {pick(1, 15), pick(1, 15)},
                           {pick(0, 16), pick(0, 16)}, {pick(1, 8), pick(1, 8)},   n % 7 == 0};
    model.lesson.params.a = {pick(0, 2), pick(0, 2)};
    if (!results_of(model.lesson)) continue;
    ++drawn;
    model.time = static_cast<double>(pick(0, 5000)) / 7;
    SCOPED_TRACE(to_link(model));
    const Rect page = n % 5 == 0 ? Rect{0, 0, 640, 480} : kPage;
    const Drawn d = draw(model, {}, page);
    EXPECT_TRUE(d.canvas.balanced());
    for (const Rect& r : d.canvas.shapes) ASSERT_TRUE(page.inset(-0.5).contains(r)) << r.x << " " << r.y << " " << r.w << " " << r.h;
    for (const auto& t : d.canvas.texts) EXPECT_TRUE(t.whole) << text_of(t);
    model.time = std::floor(model.time);
    expect_apart(draw(model, {}, page).canvas.texts);
  }
  EXPECT_GT(drawn, 100);
}

// The side pane of the window at 1280 x 720, and narrower ones.
TEST(Looks, ANarrowSidePaneCutsNothing) {
  for (const char* sizes : {"i=1&k=1", "i=4&k=3&t=1.5&flip=1", "i=64&k=15&s=3&p=7&t=50", "i=6&k=3&s=2&p=1", "i=5&k=3&symbols=1&t=3"}) {
    for (const Scene& scene : scene_table()) {
      for (const Rect& area : {Rect{0, 0, 330, 480}, Rect{0, 0, 260, 480}, Rect{0, 0, 620, 470}}) {
        const Model model = lesson(fmt::format("{}?{}", scene.id, taken(scene, sizes)));
        SCOPED_TRACE(fmt::format("{} {} {}", scene.id, sizes, area.w));
        const auto& results = results_of(model.lesson);
        if (!results) continue;  // no way back up from such a pooling
        const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
        for (const auto part : {scene.draw_main, scene.draw_side}) {
          RecordingCanvas canvas;
          part(canvas, area, frame);
          for (const auto& o : canvas.outlines)
            EXPECT_TRUE(area.inset(2).contains(o.rect)) << o.rect.x << " " << o.rect.y << " " << o.rect.w;
          for (const auto& t : canvas.texts) EXPECT_TRUE(t.whole && area.contains(t.rect)) << text_of(t);
        }
      }
    }
  }
}

TEST(Looks, TheRemainderIsSaidInTheWindowsRoomForWords) {
  for (const char* language : {"en", "zh", "es"}) {
    const Model model = lesson(fmt::format("matrix?i=6&k=3&s=2&p=1&t=4&lang={}", language));
    const auto results = compute(model.lesson);
    RecordingCanvas canvas;
    draw_sentence(canvas, {0, 0, 600, 100}, **find_scene("matrix"), {model, *results, {}, theme_of("light"), language_of(language)});
    EXPECT_TRUE(std::ranges::any_of(canvas.texts, [](const auto& t) { return t.text.find("a = 1") != std::string::npos; })) << language;
    for (const auto& t : canvas.texts) EXPECT_LE(t.rect.bottom(), 101) << text_of(t);
  }
}

TEST(Looks, APageSaysWhichOfTheViewsIsShown) {
  const auto title = [](const Drawn& d) {
    const auto here = [](const auto& t) { return t.rect.y < 70 && t.rect.x < 700; };
    std::string all;
    for (const auto& t : d.canvas.texts) all += here(t) && t.size >= 18 ? t.text + "|" : "";
    return all;
  };
  EXPECT_EQ(title(draw("fcn?view=16s")), "FCN: bilinear deconvolution|FCN-16s|");
  EXPECT_EQ(title(draw("fcn")), "FCN: bilinear deconvolution|FCN-32s|");
  EXPECT_EQ(title(draw("overlap")), "Overlap and checkerboards|counts|");
  EXPECT_EQ(title(draw("convolution")), "Convolution|");
  for (const Scene& scene : scene_table()) {
    for (const SceneView& view : scene.views) {
      const Drawn d = draw(fmt::format("{}?view={}", scene.id, view.id));
      EXPECT_TRUE(d.canvas.shows(phrase(language_of("en"), view.title_key))) << scene.id << " " << view.id;
    }
  }
}

TEST(Looks, AnErrorIsSetLikeTheRest) {
  RecordingCanvas canvas;
  const Params params{{2, 2}, {3, 3}, {1, 1}, {0, 0}, {1, 1}, false};
  draw_error(canvas, {0, 0, 900, 500}, resolve(params).error(), theme_of("light"), language_of("en"));
  EXPECT_TRUE(canvas.shows("eff"));
  for (const auto& t : canvas.texts) EXPECT_FALSE(t.text.starts_with("=") || t.text.ends_with("=")) << text_of(t);
}

}  // namespace
}  // namespace deconvlab::test
