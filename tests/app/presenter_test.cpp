// Before an audience: the picture with its question and sentence, and what is pointed, drawn and waited with.
#include "app/ui/presenter/presenter.h"

#include <gmock/gmock.h>

#include "app/course/guides.h"
#include "app/scenes/scenes.h"
#include "app/ui/panels/guide_parts.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

using Rgba = std::uint32_t;

Rgba at(const Raster& r, Point p) { return r.rgba[static_cast<std::size_t>(p.y) * r.width + static_cast<std::size_t>(p.x)]; }

Rgba packed(Color c) {
  const auto byte = [](float v) { return static_cast<Rgba>(v * 255 + 0.5f); };
  return byte(c.r) | byte(c.g) << 8 | byte(c.b) << 16 | 0xFF000000u;
}

int brightness(Rgba c) { return static_cast<int>((c & 255) + ((c >> 8) & 255) + ((c >> 16) & 255)); }

class PresenterTest : public WindowTest {
 protected:
  void present(const std::string& link) {
    open(link);
    key(Key::f5);
    frame(4);
  }
  const Presenter& presenter() { return shell().ui().presenter; }
  // All but the lowest line, which has the clock.
  std::vector<Rgba> page() {
    const Raster r = picture();
    return {r.rgba.begin(), r.rgba.begin() + static_cast<std::ptrdiff_t>(r.width) * (r.height - 30)};
  }
  static std::span<const Guide> guides() {
    static const LoadedGuides loaded = load_guides(scene_facts());
    return loaded.guides;
  }
};

constexpr Point kAside{640, 640};  // where nothing can be pointed at

TEST_F(PresenterTest, PresentsAndEndsAndTheModelKnowsNothingOfIt) {
  open("convolution?i=5&k=3&t=2");
  const Model before = model();
  key(Key::f5);
  frame(4);
  EXPECT_TRUE(presenter().on);
  EXPECT_TRUE(shell().fills_screen());
  EXPECT_TRUE(has("presented.question"));
  EXPECT_EQ(model(), before);
  EXPECT_TRUE(shell().document().undo.empty());
  key(Key::escape);
  frame(2);
  EXPECT_FALSE(shell().fills_screen());
  EXPECT_EQ(model(), before);
}

TEST_F(PresenterTest, FullScreenWithoutItsToolsShowsTheQuestionToo) {
  open("convolution?i=5&k=3");
  key(Key::f11);
  frame(4);
  EXPECT_TRUE(has("presented.question"));
  EXPECT_FALSE(has("presented.clock"));
  EXPECT_FALSE(presenter().on);
  key(Key::f5);
  frame(2);
  EXPECT_TRUE(presenter().on);
  key(Key::f11);
  frame(2);
  EXPECT_FALSE(shell().fills_screen());
}

TEST_F(PresenterTest, ARemotesKeysGoOnInScenesAndInThoughts) {
  present("convolution");
  key(Key::page_down);
  frame(2);
  EXPECT_EQ(model().lesson.scene, "matrix");
  shell().teach(guides(), {});
  shell().carry_out(command::StartGuide{"fractional"});
  frame(4);
  EXPECT_EQ(shell().ui().guide_words, words_in(guides()[*find_guide(guides(), "fractional")].beats[0].said, "en"));
  EXPECT_FALSE(has("guide.on"));
  key(Key::page_down);
  frame(2);
  EXPECT_EQ(shell().document().guide->beat, 1u);
  EXPECT_TRUE(presenter().on);
}

TEST_F(PresenterTest, ASpotlightLastsWhileItsKeyIsHeld) {
  present("convolution?i=5&k=3");
  key(Key::a);
  move_to(kAside);
  const Raster before = picture();
  hold(Key::s, true);
  const Raster lit = picture();
  EXPECT_EQ(at(lit, {kAside.x - 60, kAside.y - 30}), at(before, {kAside.x - 60, kAside.y - 30}));
  for (const Point corner : {Point{2, 2}, Point{1277, 2}, Point{2, 717}, Point{1277, 717}, Point{kAside.x - 110, kAside.y}})
    EXPECT_LT(brightness(at(lit, corner)), brightness(at(before, corner)) / 2) << corner.x;
  hold(Key::s, false);
  EXPECT_EQ(picture().rgba, before.rgba);
}

TEST_F(PresenterTest, WhatIsFrozenStandsStillUntilItIsShown) {
  present("convolution?i=5&k=3&t=2");
  const auto before = page();
  key(Key::f);
  EXPECT_TRUE(has("presented.still"));
  key(Key::page_down);
  key(Key::right);
  frame(60);
  EXPECT_EQ(model().lesson.scene, "matrix");
  EXPECT_EQ(page(), before);
  key(Key::f);
  frame(2);
  EXPECT_FALSE(has("presented.still"));
  EXPECT_NE(page(), before);
}

TEST_F(PresenterTest, ThePenDrawsAndIsWipedByStepsScenesAndItsKey) {
  present("convolution?i=5&k=3&t=2");
  const Rgba ink = packed(theme_of("light").accent);
  const Point middle{kAside.x, kAside.y};
  const auto draw = [&] { drag({middle.x - 80, middle.y}, {middle.x + 80, middle.y}, 8); };
  draw();
  EXPECT_NE(at(picture(), middle), ink) << "the pen is off";
  key(Key::p);
  for (const Key wiping : {Key::right, Key::left, Key::page_down, Key::e}) {
    draw();
    frame(2);
    EXPECT_EQ(at(picture(), middle), ink);
    key(wiping);
    frame(40);
    EXPECT_NE(at(picture(), middle), ink) << static_cast<int>(wiping);
    EXPECT_TRUE(presenter().strokes.empty());
  }
  EXPECT_EQ(model().pinned, Focus{});
}

TEST_F(PresenterTest, ALongStrokeIsDrawnWhole) {
  present("convolution?i=5&k=3");
  key(Key::p);
  press({100, 640});
  for (int n = 0; n < 3000; ++n) {
    feed_mouse(ImGui::GetIO(), static_cast<float>(100 + n % 1000), static_cast<float>(600 + 3 * (n / 1000)));
    frame();
  }
  release();
  EXPECT_GT(presenter().strokes.size(), 1u);
  const Rgba ink = packed(theme_of("light").accent);
  for (const double x : {150.0, 700.0, 1000.0}) EXPECT_EQ(at(picture(), {x, 600}), ink);
}

TEST_F(PresenterTest, AnyKeyEndsTheBlackScreenAndDoesNothingElse) {
  present("convolution?i=5&k=3&t=2");
  const auto before = page();
  key(Key::b);
  const Raster black = picture();
  for (const Point p : {Point{3, 3}, Point{640, 300}, Point{640, 700}, Point{1200, 712}}) EXPECT_EQ(at(black, p), 0xFF000000u);
  key(Key::right);
  frame(60);
  EXPECT_FALSE(presenter().black);
  EXPECT_EQ(model().time, 2);
  EXPECT_EQ(page(), before);
  key(Key::b);
  key(Key::b);
  EXPECT_FALSE(presenter().black);
  key(Key::b);
  key(Key::escape);
  EXPECT_TRUE(presenter().on);
  EXPECT_FALSE(presenter().black);
}

TEST_F(PresenterTest, TheClockGoesByMinutesAndCanBeSwitchedOff) {
  set_time_of_day(23 * 3600 + 59 * 60 + 10);
  present("convolution?i=5&k=3");
  ASSERT_TRUE(has("presented.clock"));
  const auto first = picture().rgba;
  set_time_of_day(23 * 3600 + 59 * 60 + 50);
  frame();
  EXPECT_EQ(picture().rgba, first);
  set_time_of_day(30);  // past midnight: a minute since it began
  frame();
  EXPECT_NE(picture().rgba, first);
  EXPECT_EQ(presenter().said_time, "1 min   0:00");
  key(Key::t);
  frame(2);
  EXPECT_FALSE(has("presented.clock"));
}

TEST_F(PresenterTest, ThePointerLeavesATrailThatFades) {
  present("convolution?i=5&k=3");
  const Rgba plain = at(picture(), kAside);
  move_to({kAside.x - 60, kAside.y});
  move_to(kAside);
  EXPECT_TRUE(shell().animating());
  EXPECT_EQ(at(picture(), kAside), packed(theme_of("light").accent));
  EXPECT_NE(at(picture(), {kAside.x - 30, kAside.y}), plain);
  frame(60);
  EXPECT_FALSE(shell().animating());
  EXPECT_EQ(at(picture(), {kAside.x - 30, kAside.y}), plain);
  EXPECT_EQ(at(picture(), kAside), packed(theme_of("light").accent)) << "where it points it stays";
  key(Key::home);
  frame(2);
  EXPECT_NE(at(picture(), kAside), packed(theme_of("light").accent)) << "a key, and it rests";
}

TEST_F(PresenterTest, WhatIsAskedForStaysHiddenAndCanBeTyped) {
  present("convolution");
  shell().teach(guides(), {});
  for (const Guide& guide : guides()) {
    const auto found = std::ranges::find(guide.beats, BeatKind::predict, &Beat::kind);
    if (found == guide.beats.end()) continue;
    shell().carry_out(command::StartGuide{guide.id, static_cast<std::size_t>(found - guide.beats.begin())});
    wait_for_results();
    EXPECT_EQ(shell().ui().sentence, phrase(language_of("en"), "guide.sentence_waits"));
    type(number(shell().results()->output.at(found->cell)));
    key(Key::enter);
    frame(3);
    EXPECT_FALSE(asks_for_value(shell().document()));
    return;
  }
  FAIL() << "no guide asks for a value";
}

TEST_F(PresenterTest, HasNoListsAndControlsToWalkThrough) {
  present("convolution");
  type("c");
  key(Key::tab);
  EXPECT_EQ(ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard, 0);
  key(Key::right);
  frame(60);
  EXPECT_EQ(model().time, open_link("convolution")->time + 1);
}

}  // namespace
}  // namespace deconvlab::test
