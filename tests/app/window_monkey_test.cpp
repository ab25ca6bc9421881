// A seeded monkey at the whole window: keys, mouse, wheel, widgets, parts of the picture, drops, links, sizes of the window, time that
// passes. After each event what is shown must still be a state that a link says, and its numbers core's.
// DECONVLAB_MONKEY_EVENTS says how many events, DECONVLAB_MONKEY_SEED which ones, DECONVLAB_MONKEY_ONLY ("3,17,40") that all others are
// left out, DECONVLAB_MONKEY_LOG the file that each event is written to before it is done: tests/monkey.py makes a run that fails short.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <imgui.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "app/course/guides.h"
#include "app/scenes/scenes.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

namespace fs = std::filesystem;

std::string setting(const char* name, const std::string& otherwise) {
  const char* text = std::getenv(name);
  return text ? text : otherwise;
}

// Of one event: what happens does not depend on the events before, so that some can be left out.
class Draw {
 public:
  Draw(std::uint64_t seed, std::size_t event) : random_(seed * 1'000'003 + event) {}
  std::size_t below(std::size_t count) { return random_() % count; }
  double share() { return static_cast<double>(below(10'001)) / 10'000; }
  template <class Choices>
  const auto& one_of(const Choices& choices) {
    return *std::next(std::begin(choices), static_cast<std::ptrdiff_t>(below(std::size(choices))));
  }

 private:
  std::mt19937_64 random_;
};

class WindowMonkey : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    before_ = fs::current_path();
    folder_ = fs::temp_directory_path() / fmt::format("deconvlab-window-monkey-{}", ::getpid());
    fs::create_directories(folder_);
    fs::current_path(folder_);
    for (const char* name : kOwn) kept_.push_back(setting(name, "")), ::setenv(name, folder_.c_str(), 1);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
    for (std::size_t n = 0; n < kept_.size(); ++n) ::setenv(kOwn[n], kept_[n].c_str(), 1);
    WindowTest::TearDown();
  }

  void strike(Point real) {
    press(real);
    release();
  }
  Point anywhere(Draw& draw) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    return {draw.share() * size.x, draw.share() * size.y};
  }
  void click_widget(Draw& draw) {
    const auto& places = shell().ui().places;
    if (places.empty()) return;
    const std::string id = draw.one_of(places).first;
    draw.below(4) == 0 ? double_click(middle_of(id)) : strike(middle_of(id));
  }
  void touch_picture(Draw& draw) {
    const auto& hits = shell().ui().hits;
    if (hits.empty()) return;
    const Point at = draw.one_of(hits).rect.centre();
    const Point real{at.x * scale(), at.y * scale()};
    draw.below(3) == 0 ? double_click(real) : draw.below(2) == 0 ? move_to(real) : strike(real);
  }
  void press_key(Draw& draw) {
    const auto pressed = static_cast<Key>(draw.below(static_cast<std::size_t>(Key::backspace) + 1));
    if (pressed != Key::q) key(pressed, draw.below(3) == 0, draw.below(4) == 0);
  }
  void type_text(Draw& draw) {
    static const std::string kTexts[] = {"0", "1", "3", "7", "12", "-2", "0.5", "m",   "g",   "x",
                                         "l", "c", "?", "+", "-",  "é",  "字",  "nan", "1e99"};
    type(draw.one_of(kTexts));
  }
  void paste(Draw& draw) {
    static const std::string kTexts[] = {"deconvlab:overlap?i=5&k=4&s=3",
                                         "deconvlab:unpool?i=5&k=2&s=2&ceil=1",
                                         "deconvlab:convolution?i=3&k=5",
                                         "nn.ConvTranspose2d(3, 4, 5, stride=2, padding=1)",
                                         "12",
                                         "deconvlab:lesson/fractional",
                                         std::string(3000, '7')};
    ImGui::SetClipboardText(draw.one_of(kTexts).c_str());
    key(Key::v, true);
  }
  void drop(Draw& draw) {
    static const std::string kFiles[] = {"rgb.png", "flat.jpg", "two.gif", "make.py", "nothing.png"};
    shell().drop((fs::path(DECONVLAB_TESTS_DIR) / "pictures" / draw.one_of(kFiles)).string());
    frame(2);
  }
  void command_from_outside(Draw& draw) {
    static const std::vector<Command> kCommands{command::SetTheme{"dark"},
                                                command::SetTheme{"light"},
                                                command::SetLanguage{"zh"},
                                                command::SetLanguage{"en"},
                                                command::SetTextScale{1.5},
                                                command::SetTextScale{1},
                                                command::SetReduceMotion{true},
                                                command::SetReduceMotion{false},
                                                command::Undo{},
                                                command::Redo{},
                                                command::Play{true},
                                                command::Play{false},
                                                command::GoHome{},
                                                command::TakeOver{},
                                                command::NextScene{1},
                                                command::NextScene{-1},
                                                command::ToEnd{true},
                                                command::SetPictureOnly{true},
                                                command::SetPictureOnly{false}};
    if (draw.below(3) > 0) return shell().carry_out(draw.one_of(kCommands));
    shell().carry_out(command::GoToScene{std::string(draw.one_of(scene_table()).id)});
  }
  void change_window(Draw& draw) {
    if (draw.below(3) == 0) return zoom(0.75 + draw.share());
    resize(static_cast<int>(1 + draw.share() * 1900), static_cast<int>(1 + draw.share() * 1000));
  }
  void do_event(Draw draw) {
    const std::size_t deed = draw.below(100);
    if (deed < 25) return click_widget(draw);
    if (deed < 45) return touch_picture(draw);
    if (deed < 60) return press_key(draw);
    if (deed < 70) return type_text(draw);
    if (deed < 74) return paste(draw);
    if (deed < 80) return drag(anywhere(draw), anywhere(draw));
    if (deed < 84) return wheel(anywhere(draw), draw.below(2) == 0 ? 1.0f : -1.0f);
    if (deed < 86) return drop(draw);
    if (deed < 94) return command_from_outside(draw);
    if (deed < 96) return change_window(draw);
    frame(3, draw.share());
  }

  void expect_good_state() {
    const Model& now = model();
    ASSERT_TRUE(find_scene(now.lesson.scene)) << now.lesson.scene;
    ASSERT_TRUE(std::isfinite(now.time));
    ASSERT_GE(now.time, 0);
    const std::string link = to_link(now);
    const auto again = open_link(link, now);
    ASSERT_TRUE(again) << link;
    ASSERT_EQ(again->lesson, now.lesson) << link;
    ASSERT_EQ(to_link(*again), link);
  }
  // Of what is computed at once.
  void expect_cores_numbers() {
    const Lesson& lesson = model().lesson;
    if (lesson.kind->beside || shell().computing()) return;
    frame(1);
    const auto own = compute(lesson);
    ASSERT_EQ(own.has_value(), shell().results().has_value()) << to_link(model());
    if (own) {
      ASSERT_TRUE(own->output == shell().results()->output) << to_link(model());
    }
  }
  void expect_undo_to_be_undone() {
    shell().carry_out(command::Play{false});
    const Model now = model();
    if (shell().document().undo.empty()) return;
    shell().carry_out(command::Undo{});
    expect_good_state();
    shell().carry_out(command::Redo{});
    ASSERT_EQ(model().lesson, now.lesson) << to_link(now);
  }

  void run(std::uint64_t seed, std::size_t events, const std::set<std::size_t>& only, const std::string& log) {
    open("convolution");
    static const LoadedGuides kGuides = load_guides(scene_facts());
    shell().teach(kGuides.guides, {});
    for (std::size_t n = 0; n < events && !HasFatalFailure(); ++n) {
      if (!only.empty() && !only.contains(n)) continue;
      SCOPED_TRACE(fmt::format("DECONVLAB_MONKEY_SEED={} event {} {}", seed, n, to_link(model())));
      if (!log.empty()) std::ofstream(log, std::ios::app) << n << ' ' << to_link(model()) << '\n';
      do_event(Draw(seed, n));
      expect_good_state();
      if (n % 8 == 0) expect_cores_numbers();
      if (n % 16 == 0) expect_undo_to_be_undone();
    }
    for (int n = 0; n < 3; ++n) key(Key::escape);
    wait_for_export();
  }

 private:
  // What leads to the user's files, and to other programs: none is started.
  static constexpr const char* kOwn[] = {"HOME", "XDG_VIDEOS_DIR", "XDG_PICTURES_DIR", "PATH"};
  std::vector<std::string> kept_;
  fs::path before_, folder_;
};

TEST_F(WindowMonkey, FindsNothingThatFalls) {
  std::set<std::size_t> only;
  std::istringstream numbers(setting("DECONVLAB_MONKEY_ONLY", ""));
  for (std::string number; std::getline(numbers, number, ',');) only.insert(std::stoul(number));
  run(std::stoul(setting("DECONVLAB_MONKEY_SEED", "5")), std::stoul(setting("DECONVLAB_MONKEY_EVENTS", "150")), only,
      setting("DECONVLAB_MONKEY_LOG", ""));
}

}  // namespace
}  // namespace deconvlab::test
