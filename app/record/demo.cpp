#include "app/record/demo.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "app/lessons/sources.h"
#include "app/record/demo_page.h"
#include "app/record/record_formats.h"
#include "app/record/still.h"
#include "app/record/transpose_steps.h"
#include "app/record/whole_folder.h"
#include "app/scenes/scenes.h"
#include "app/state/update.h"
#include "core/cpu/cpu_device.h"
#include "core/formats/formats.h"
#include "core/try.h"

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMatrixFormats[] = {".mtx", ".npz", ".csv", ".tex"};
constexpr std::int64_t kMostSteps = 40;       // of a lesson with many, and of a scene that plays on and on
constexpr std::int64_t kMostTexCells = 1000;  // more do not fit a page

class DemoWriter {
 public:
  DemoWriter(const DemoOptions& options, fs::path folder) : options_(options), folder_(std::move(folder)) {}

  Expected<Demo> write() {
    for (const Scene& scene : scene_table()) {
      TRY(write_lesson(scene));
    }
    const std::string page = demo_page(lessons_, language_of(options_.look.language), options_.width, options_.height);
    demo_.page = options_.folder / "index.html";
    demo_.lessons = std::ssize(lessons_);
    for (const std::string_view format : kMatrixFormats)
      demo_.matrix_formats += (demo_.matrix_formats.empty() ? "" : " ") + std::string(format);
    return write_whole(folder_ / "index.html", [&](Sink& sink) { sink.write(page); }).map([&] { return demo_; });
  }

 private:
  Expected<void> write_lesson(const Scene& scene) {
    const auto model = TRY(open_link(scene.id, options_.look));
    const auto results = TRY(compute(model.lesson, cpu_, sources_));
    DemoLesson lesson{std::string(scene.id), std::string(phrase(language_of(model.language), scene.title_key)), {}, {}, {}, {}};
    return make_folder(folder_ / lesson.id)
        .and_then([&] { return write_pictures(scene, model, results, lesson); })
        .and_then([&] {
          return scene.kind->exported && !scene.kind->repeats && !scene.kind->on_picture() ? write_data(model, results, lesson)
                                                                                           : Expected<void>();
        })
        .map([&] { lessons_.push_back(std::move(lesson)); });
  }

  // The formula, C and Ct, and the record: of a scene that shows its lesson, not lessons of its own, and on a toy grid.
  Expected<void> write_data(const Model& model, const Results& results, DemoLesson& lesson) {
    const Geometry& g = results.geometry;
    lesson.formula = {formula_lines(frame_of(model, results, "light")), formula_lines(frame_of(model, results, "dark"))};
    lesson.matrix =
        say(language_of(model.language), "scene.matrix", grouped(g.output().area()), grouped(g.input().area()), grouped(g.nonzeros()));
    return write_matrices(results, lesson).and_then([&] { return write_record(results, lesson); });
  }

  static Frame frame_of(const Model& model, const Results& results, std::string_view theme) {
    return {model, results, model.pinned, theme_of(theme), language_of(model.language)};
  }

  Expected<void> write_pictures(const Scene& scene, Model model, const Results& results, DemoLesson& lesson) {
    if (options_.both_themes) {
      TRY(make_folder(folder_ / lesson.id / "dark"));
    }
    const std::int64_t steps = std::min(step_count(model.lesson), kMostSteps);
    const auto digits = std::to_string(steps - 1).size();
    for (std::int64_t t = 0; t < steps; ++t) {
      model.time = static_cast<double>(t);
      const std::string name = fmt::format("step-{:0{}}.png", t, digits);
      DemoStep step{lesson.id + "/" + name, {}, scene.sentence(frame_of(model, results, model.theme))};
      if (options_.both_themes) step.dark = lesson.id + "/dark/" + name;
      TRY(write_step(model, results, step));
      lesson.steps.push_back(std::move(step));
    }
    return {};
  }

  Expected<void> write_step(Model model, const Results& results, const DemoStep& step) {
    if (step.dark.empty()) return write_picture(model, results, step.picture);
    model.theme = "dark";
    TRY(write_picture(model, results, step.dark));
    model.theme = "light";
    return write_picture(model, results, step.picture);
  }

  Expected<void> write_picture(const Model& model, const Results& results, const std::string& path) {
    ++demo_.pictures;
    const std::shared_ptr<const Results> kept(std::shared_ptr<const void>(), &results);
    return save_figure(page_of(model, kept, {.width = options_.width, .height = options_.height}), folder_ / path);
  }

  Expected<void> write_matrices(const Results& results, DemoLesson& lesson) {
    for (const auto& [side, name] : {std::pair{Side::c, "C"}, std::pair{Side::c_transposed, "Ct"}}) {
      const auto matrix = TRY(build_matrix(results.geometry, results.trace.kernel(), side));
      for (const std::string_view format : kMatrixFormats) {
        if (format == ".tex" && matrix.rows * matrix.cols > kMostTexCells) continue;
        lesson.files.push_back(fmt::format("{}/{}{}", lesson.id, name, format));
        TRY(write_matrix({matrix, results.geometry, side, false}, folder_ / lesson.files.back()));
      }
    }
    return {};
  }

  Expected<void> write_record(const Results& results, DemoLesson& lesson) {
    lesson.files.push_back(lesson.id + "/steps.json");
    return write_lesson_steps(results, folder_ / lesson.files.back());
  }

  const DemoOptions& options_;
  const fs::path folder_;  // that takes the place of the options' one
  CpuDevice cpu_;
  Sources sources_;
  Demo demo_;
  std::vector<DemoLesson> lessons_;
};

}  // namespace

Expected<Demo> write_demo(const DemoOptions& options) {
  Demo demo;
  if (const fs::path above = without_slash(options.folder).parent_path(); !above.empty()) TRY(make_folder(above));
  return write_whole_folder(options.folder,
                            [&](const fs::path& draft) {
                              return DemoWriter(options, draft).write().map([&](Demo written) { demo = std::move(written); });
                            })
      .map([&] { return demo; });
}

}  // namespace deconvlab
