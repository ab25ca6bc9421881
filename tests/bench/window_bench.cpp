// What happens between a drag of a slider and the next picture: computing the lesson, and drawing a frame of each scene.
#include "app/draw/cairo_canvas.h"
#include "app/lessons/kind.h"
#include "app/scenes/scenes.h"
#include "support.h"

namespace deconvlab {
namespace {

Lesson lesson_of(std::string_view scene, std::int64_t i, std::int64_t k, std::int64_t p) {
  Lesson lesson;
  lesson.scene = scene;
  lesson.params = {Extent::square(i), Extent::square(k), Extent::square(1), Extent::square(p), Extent::square(1)};
  return lesson;
}

void SliderChange(benchmark::State& state) {
  const Lesson lesson = lesson_of("convolution", state.range(0), state.range(1), state.range(2));
  for (auto _ : state) benchmark::DoNotOptimize(compute(lesson)->output.data().data());
  const auto results = compute(lesson).value();
  bench::report(state, results.geometry.im2col_products(), results.output.size() * static_cast<std::int64_t>(sizeof(float)));
}
BENCHMARK(SliderChange)->ArgNames({"i", "k", "p"})->Args({5, 3, 1})->Args({64, 3, 1})->Args({64, 15, 16})->Unit(benchmark::kMillisecond);

// A page at 1280 x 720, half way between two steps.
void draw(benchmark::State& state, const Scene& scene, std::int64_t i, std::int64_t k) {
  Model model;
  model.lesson = lesson_of(scene.id, i, k, k / 2);
  model.time = 7.5;
  const auto results = compute(model.lesson).value();
  PatternMemo memo;
  for (auto _ : state) {
    CairoCanvas canvas(1280, 720, 1);
    draw_page(canvas, {0, 0, 1280, 720}, scene,
              {model, results, model.pinned, theme_of(model.theme), language_of(model.language), nullptr, nullptr, &memo});
    benchmark::ClobberMemory();
  }
  bench::report(state, 1, std::int64_t{1280} * 720 * 4);
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const Scene& scene : scene_table()) {
    for (const auto& [i, k] : {std::pair{5, 3}, {16, 3}, {64, 15}}) {
      const std::string name = fmt::format("Frame/{}/i:{}/k:{}", scene.id, i, k);
      benchmark::RegisterBenchmark(name.c_str(), [&scene, i = i, k = k](benchmark::State& state) {
        draw(state, scene, i, k);
      })->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
}  // namespace deconvlab
