// A frame of the whole window while it plays, on a context without a display: panels, scene, and the GL that draws them.
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "app/gpu/context.h"
#include "app/gpu/offscreen.h"
#include "app/record/exports.h"
#include "app/scenes/scenes.h"
#include "app/ui/frame_target.h"
#include "support.h"

namespace deconvlab {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 720;

// `each` is given the shell and what draws a frame of it.
template <class Each>
void draw_frames(benchmark::State& state, const std::string& link, Each&& each) {
  auto context = EglContext::make();
  const auto model = open_link(link);
  if (!context || !model) return state.SkipWithError("no GL, or no such scene");
  const CurrentContext current = context->make_current();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().DisplaySize = {kWidth, kHeight};
  ImGui_ImplOpenGL3_Init("#version 430 core");
  {
    OffscreenTarget target(kWidth, kHeight);
    FrameTarget frames;
    Shell shell(*model);
    const auto draw = [&] {
      target.bind();
      frames.prepare(1, shell.model().theme);
      frames.draw(shell, 1.0 / 60, kWidth, kHeight);
      benchmark::DoNotOptimize(target.read().id);  // waits until all is drawn
    };
    do draw();
    while (shell.computing());
    for (auto _ : state) each(shell, draw);
    if (!shell.results()) state.SkipWithError("the lesson was not computed");
  }
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
}

template <class Draw>
void play(Shell& shell, Draw&& draw) {
  if (!shell.model().playing) shell.carry_out(command::Play{true});
  draw();
}

// A drag over the matrix of 16.7 million rows: the pattern is another one in every frame.
template <class Draw>
void pan(Shell& shell, Draw&& draw) {
  const MatrixView& view = shell.ui().matrix_pane.view;
  shell.carry_out(command::LookAt{{view.row + 3 / view.zoom, view.col + 3 / view.zoom, std::max(view.zoom, 4e-4)}});
  draw();
}

// A weight is dragged: frames until the picture that it comes to is on screen.
template <class Draw>
void drag(Shell& shell, Draw&& draw) {
  static float weight = 0;
  weight = weight < 1 ? weight + 0.01f : 0;
  shell.carry_out(command::SetWeight{{0, 0}, weight}, true);
  do draw();
  while (shell.computing());
}

// The frames drawn while another training runs beside the window.
template <class Draw>
void train(benchmark::State& state, Shell& shell, Draw&& draw) {
  state.PauseTiming();
  while (!shell.computing()) {
    const double rate = shell.model().lesson.rate;
    shell.carry_out(command::SetRate{rate < 0.02 ? rate + 1e-5 : 0.01}, true);
    draw();  // asks for it
  }
  state.ResumeTiming();
  draw();
}

// Frames of a scene that plays while a film of it is written beside the window.
void play_while_exporting(benchmark::State& state, const std::string& link, const std::string& file) {
  const auto model = open_link(link);
  const std::string path = (std::filesystem::temp_directory_path() / file).string();
  const auto film = std::ranges::find(export_table(), "film", &ExportKind::stem);
  const int kind = static_cast<int>(film - export_table().begin());
  const ExportRequest request{.kind = kind, .path = path, .look = {.height = 1080}};
  if (!model || !write_export(request, *model)) return state.SkipWithError("no such film can be written here");
  std::jthread writer([&](const std::stop_token& stop) {
    while (!stop.stop_requested() && write_export(request, *model)) continue;
  });
  draw_frames(state, link, [](Shell& shell, auto& draw) { play(shell, draw); });
  writer.request_stop();
  writer.join();
  std::filesystem::remove(path);
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const char* link :
       {"convolution?i=4096&k=3&p=1&matrix=1000000,1000000,0.0004", "transposed?i=4096&k=3&p=1&matrix=1000000,1000000,0.0004"}) {
    benchmark::RegisterBenchmark((std::string("Pan/") + link).c_str(), [link](benchmark::State& state) {
      draw_frames(state, link, [](Shell& shell, auto& draw) { pan(shell, draw); });
    })->Unit(benchmark::kMillisecond);
  }
  for (const char* link : {"kernels?i=1024&k=3&p=1", "kernels?i=1024&k=7&p=3", "picture?i=1024&k=2&s=2&up=2", "kernels?i=4096&k=7&p=3",
                           "picture?i=4096&k=2&s=2&up=2"}) {
    benchmark::RegisterBenchmark(
        (std::string("Drag/") + link).c_str(),
        [link](benchmark::State& state) { draw_frames(state, link, [](Shell& shell, auto& draw) { drag(shell, draw); }); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  for (const char* link : {"imitate?t=0", "imitate?i=64&up=8&t=0"}) {
    benchmark::RegisterBenchmark(
        (std::string("Train/") + link).c_str(),
        [link](benchmark::State& state) { draw_frames(state, link, [&](Shell& shell, auto& draw) { train(state, shell, draw); }); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  for (const char* file : {"exported.gif", "exported.mp4"}) {
    const std::string link = "transposed?i=4&k=3&s=2&p=1";
    benchmark::RegisterBenchmark(fmt::format("Exporting/{}/{}", link, file).c_str(),
                                 [=](benchmark::State& state) { play_while_exporting(state, link, file); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  for (const Scene& scene : scene_table()) {
    for (const char* sizes : {"i=5&k=3&p=1", "i=64&k=15&p=7"}) {
      const std::string link = fmt::format("{}?{}", scene.id, sizes);
      benchmark::RegisterBenchmark(("Window/" + link).c_str(), [link](benchmark::State& state) {
        draw_frames(state, link, [](Shell& shell, auto& draw) { play(shell, draw); });
      })->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
}  // namespace deconvlab
