// A frame of the whole window while it plays, on a context without a display: panels, scene, and the GL that draws them.
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <optional>

#include "app/gpu/context.h"
#include "app/gpu/offscreen.h"
#include "app/scenes/scene.h"
#include "app/ui/frame_target.h"
#include "support.h"

namespace deconvlab {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 720;

void play(benchmark::State& state, const std::string& link) {
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
    shell.carry_out(command::Play{true});
    for (auto _ : state) {
      if (!shell.model().playing) shell.carry_out(command::Play{true});
      target.bind();
      frames.prepare(1, shell.model().theme);
      frames.draw(shell, 1.0 / 60, kWidth, kHeight);
      benchmark::DoNotOptimize(target.read().id);  // waits until all is drawn
    }
  }
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const Scene& scene : scene_table()) {
    for (const char* sizes : {"i=5&k=3&p=1", "i=64&k=15&p=7"}) {
      const std::string link = fmt::format("{}?{}", scene.id, sizes);
      benchmark::RegisterBenchmark(("Window/" + link).c_str(), [link](benchmark::State& state) {
        play(state, link);
      })->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
}  // namespace deconvlab
