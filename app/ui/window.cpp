#include "app/ui/window.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

#include "app/course/guides.h"
#include "app/gpu/choose_device.h"
#include "app/gpu/context.h"
#include "app/gpu/offscreen.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"
#include "app/ui/frame_target.h"
#include "app/ui/key_queue.h"
#include "app/ui/layout.h"
#include "app/ui/settings/crash_report.h"
#include "app/ui/settings/keeper.h"
#include "app/ui/settings/recovery.h"
#include "app/ui/shell.h"
#include "core/exceptions.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr double kSecondsPerFrame = 1.0 / 60;
constexpr double kLongestPause = 0.1;  // a hidden window must not make the picture jump
constexpr double kIdleSeconds = 30;    // nothing happens: a sign of life now and then
constexpr double kClockSeconds = 1;    // a clock goes on
constexpr double kPresentedText = 1.35;

// The C library raises the size from which a block is given back when it is freed up to 32 MiB. Fonts and pictures would then leave holes
// between what stays, and a window that is open for an hour would hold several times what it uses.
void give_back_large_blocks() {
#ifdef M_MMAP_THRESHOLD
  constexpr int kLargeBlock = 4 << 20;  // bytes
  ::mallopt(M_MMAP_THRESHOLD, kLargeBlock);
#endif
}

// ImGui with its two back ends, in the current context.
class ImGuiSession {
 public:
  explicit ImGuiSession(GLFWwindow* window) {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(window, true);
    ImGui_ImplOpenGL3_Init("#version 430 core");
  }
  ~ImGuiSession() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  ImGuiSession(const ImGuiSession&) = delete;
  ImGuiSession& operator=(const ImGuiSession&) = delete;
};

// The scene that was shown last, as it was left.
SceneState last_shown(const Settings& settings, const SceneStates& left, const SceneState& start) {
  if (settings.scene.empty()) return start;
  const auto state = left.find(settings.scene);
  if (state != left.end()) return state->second;
  const auto home = open_link(settings.scene);
  return home ? *home : start;
}

Model with_settings(Model model, const Settings& settings, const SceneStates& left, bool explicit_start) {
  if (!explicit_start) static_cast<SceneState&>(model) = last_shown(settings, left, model);
  model.text_scale = settings.text_scale;
  model.speed = settings.speed;
  model.reduce_motion = settings.reduce_motion;
  return model;
}

// Without a font for its language the program speaks English, and says why.
void fall_back_to_english(Shell& shell) {
  const auto ok = check_font(language_of(shell.model().language));
  if (ok) return;
  shell.carry_out(command::SetLanguage{"en"});
  shell.tell(say(language_of("en"), ok.error()), true);
}

// `size` of the window while it does not fill the screen.
Settings settings_of(const Shell& shell, std::pair<int, int> size) {
  const Model& m = shell.model();
  return {.theme = m.theme,
          .language = m.language,
          .text_scale = m.text_scale,
          .speed = m.speed,
          .reduce_motion = m.reduce_motion,
          .splits = shell.ui().splits,
          .scene = m.lesson.scene,
          .scenes = links_to_scenes(shell.document()),
          .visited = {shell.ui().map.visited.begin(), shell.ui().map.visited.end()},
          .learnt = {shell.document().learnt.begin(), shell.document().learnt.end()},
          .recent = shell.ui().recent,
          .width = size.first,
          .height = size.second};
}

// What the file has, as this window knows it; nothing where there is none. A theme or language that came with a link is not the user's.
std::optional<Settings> known_of(const OpenedSettings& opened, const Model& started, bool explicit_start) {
  if (opened.loaded.first_start || !opened.aside.empty()) return std::nullopt;
  Settings known = opened.loaded.settings;
  if (explicit_start) known.theme = started.theme, known.language = started.language;
  return known;
}

double scale_of(const GlfwWindow& window, const Shell& shell) {
  const auto [width, height] = window.framebuffer_size();
  const double text = shell.ui().presenter.on ? kPresentedText : 1;
  return window_scale(width, height, window.content_scale(), text * shell.model().text_scale);
}

// In the user's own time.
double time_of_day() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  ::localtime_r(&now, &local);
  return local.tm_hour * 3600.0 + local.tm_min * 60.0 + local.tm_sec;
}

struct ScreenPoint {
  int x, y;
};

// The monitor that shows this point, else the primary one.
GLFWmonitor* monitor_under(ScreenPoint p) {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  for (int n = 0; n < count; ++n) {
    int x = 0, y = 0, width = 0, height = 0;
    glfwGetMonitorWorkarea(monitors[n], &x, &y, &width, &height);
    if (p.x >= x && p.x < x + width && p.y >= y && p.y < y + height) return monitors[n];
  }
  return glfwGetPrimaryMonitor();
}

// Full screen on the window's monitor and back.
class FullScreen {
 public:
  void follow(GLFWwindow* window, bool wanted) {
    if (wanted == on_) return;
    on_ = wanted;
    if (!wanted) return glfwSetWindowMonitor(window, nullptr, x_, y_, width_, height_, GLFW_DONT_CARE);
    glfwGetWindowPos(window, &x_, &y_);
    glfwGetWindowSize(window, &width_, &height_);
    GLFWmonitor* monitor = monitor_under({x_ + width_ / 2, y_ + height_ / 2});
    const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    if (mode) glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
  }

 private:
  bool on_ = false;
  int x_ = 0, y_ = 0, width_ = 1280, height_ = 720;
};

double idle_seconds(const Presenter& presenter) { return presenter.on && presenter.clock ? kClockSeconds : kIdleSeconds; }

// Sleeps until something happens, or until the next frame of a motion is due.
void wait_for_events(bool animating, double frame_started, double idle) {
  if (!animating) return glfwWaitEventsTimeout(idle);
  const double left = frame_started + kSecondsPerFrame - glfwGetTime();
  left > 0 ? glfwWaitEventsTimeout(left) : glfwPollEvents();
}

// Files dropped on the window since the last frame.
struct Dropped {
  std::vector<std::string> files;
  ExceptionKeeper thrown;  // while GLFW called

  std::vector<std::string> take() {
    thrown.rethrow();
    return std::exchange(files, {});
  }
};

Dropped& dropped() {
  static Dropped since;
  return since;
}

void collect_dropped(GLFWwindow* window) {
  glfwSetDropCallback(window, [](GLFWwindow*, int count, const char** paths) {
    dropped().thrown.contain([&] { dropped().files.assign(paths, paths + count); });
  });
}

// Hands on what is to be found at the next start: when all stands still, and now and then while something moves.
class Remembering {
 public:
  Remembering(SettingsKeeper& keeper, const Settings& settings) : keeper_(keeper), size_(settings.width, settings.height) {}

  void after_frame(const GlfwWindow& window, Shell& shell, double now) {
    if (shell.animating() && now - last_ < kBetween) return;
    last_ = now;
    if (!shell.fills_screen()) size_ = window.size();
    keeper_.keep(settings_of(shell, size_));
    crash_would_show(to_link(shell.model()));
    if (const auto error = keeper_.refused()) shell.tell(say(language_of(shell.model().language), *error), true);
  }

 private:
  static constexpr double kBetween = 0.3;  // seconds
  SettingsKeeper& keeper_;
  std::pair<int, int> size_;
  double last_ = -kBetween;
};

void run_loop(GlfwWindow& window, Shell& shell, Remembering remembering) {
  FrameTarget target;
  collect_dropped(window.handle());
  FullScreen full_screen;
  KeyQueue keys(window.handle());
  double last = glfwGetTime();
  while (!window.should_close() && !shell.ui().quit_asked) {
    const double now = glfwGetTime();
    const auto [width, height] = window.framebuffer_size();
    if (width > 0 && height > 0) {
      for (const std::string& file : dropped().take()) shell.drop(file);
      target.prepare(scale_of(window, shell), shell.model().theme, shell.document().guides);
      keys.deliver();
      ImGui_ImplGlfw_NewFrame();
      const double longest = shell.ui().recorder ? now - last : kLongestPause;  // a film is as long as what is recorded took
      target.draw(shell, std::min(now - last, longest), width, height, time_of_day());
      window.swap();
    }
    last = now;
    full_screen.follow(window.handle(), shell.fills_screen());
    remembering.after_frame(window, shell, now);
    wait_for_events(shell.animating() || !keys.empty(), now, idle_seconds(shell.ui().presenter));
  }
}

// The window's own context knows whether auto would take the CPU, without making another one.
Expected<DeviceChoice> device_of(const std::string& id) {
  const bool software = is_software_renderer(gl_renderer());
  return choose_device(id == "auto" && software ? "cpu" : id);
}

// What a defect left of the run before, whose scene does not open as it was by itself again. From now on this run's own are reported.
std::optional<CrashReport> watch_for_crashes(const std::filesystem::path& settings, SceneStates& left) {
  if (settings.empty()) return std::nullopt;
  const std::filesystem::path report = std::filesystem::path(settings).replace_filename("crash.txt");
  auto crash = take_crash_report(report);
  if (const auto shown = open_link(crash ? crash->link : std::string()); crash && shown) left.erase(shown->lesson.scene);
  report_crashes(report);
  return crash;
}

}  // namespace

std::string glfw_version() {
  int major = 0, minor = 0, revision = 0;
  glfwGetVersion(&major, &minor, &revision);
  return fmt::format("{}.{}.{}", major, minor, revision);
}

Expected<void> run_window(const Model& start, bool explicit_start, const std::string& device, const std::string& lesson,
                          const std::optional<Error>& said) {
  give_back_large_blocks();
  const std::filesystem::path file = settings_file();
  const OpenedSettings opened = open_settings(file);
  const auto& [settings, first_start, refused, later] = opened.loaded;
  const LoadedGuides guides = load_guides(scene_facts(), file.empty() ? file : file.parent_path() / "guides");
  if (!lesson.empty() && !find_guide(guides.guides, lesson)) return tl::make_unexpected(unknown_lesson(guides.guides, lesson));
  auto window = TRY(GlfwWindow::open("DeconvLab", settings.width, settings.height));
  const auto chosen = TRY(device_of(device));
  const ImGuiSession imgui(window.handle());
  SceneStates left = scene_states(settings);
  const auto crash = watch_for_crashes(file, left);
  const Model first = with_settings(start, settings, left, explicit_start || crash);
  crash_would_show(to_link(first));
  Shell shell(first, settings.splits, chosen.device.get(), left);
  fall_back_to_english(shell);
  shell.visited_before(settings.visited);
  shell.opened_before(settings.recent);
  shell.teach(guides.guides, settings.learnt);
  if (!lesson.empty()) shell.carry_out(command::StartGuide{lesson});
  if (first_start && !explicit_start) shell.show_map();
  if (!guides.refused.empty()) shell.tell(say(language_of(shell.model().language), guides.refused.front()), true);
  if (said) shell.tell(say(language_of(shell.model().language), *said), true);
  const std::string wrong = words_about(opened, file, language_of(shell.model().language));
  if (!wrong.empty()) shell.tell(wrong, true);
  if (crash) shell.ended_before(crash->link, crash->file.string());
  SettingsKeeper keeper(later ? std::filesystem::path() : file, known_of(opened, shell.model(), explicit_start));
  run_loop(window, shell, {keeper, settings});
  return keeper.finish();
}

}  // namespace deconvlab
