// Guides in the window: begun, walked, left and come back to by keys and mouse; every sentence has room; what is asked for is hidden.
#include <gmock/gmock.h>

#include <algorithm>

#include "app/course/guides.h"
#include "app/draw/cairo_canvas.h"
#include "app/draw/rich_text.h"
#include "app/scenes/scenes.h"
#include "app/ui/panels/confusions.h"
#include "app/ui/panels/guide_parts.h"
#include "tests/app/window_harness.h"
#include "tests/equations.h"

namespace deconvlab::test {
namespace {

class GuideWindow : public WindowTest {
 protected:
  void begin(const std::string& link, int width = 1280, int height = 720) {
    open(link, width, height);
    shell().teach(guides(), {});
    frame(2);
  }
  static std::span<const Guide> guides() {
    static const LoadedGuides loaded = load_guides(scene_facts());
    return loaded.guides;
  }
  static const Guide& guide(std::string_view id) { return guides()[*find_guide(guides(), id)]; }
  // The first beat of this kind in a scene's own guide.
  static std::pair<const Guide*, std::size_t> first(BeatKind kind) {
    for (const Guide& each : guides()) {
      const auto found = std::ranges::find(each.beats, kind, &Beat::kind);
      if (found != each.beats.end()) return {&each, static_cast<std::size_t>(found - each.beats.begin())};
    }
    return {nullptr, 0};
  }
  void start(const Guide& guide, std::size_t beat = 0) {
    shell().carry_out(command::StartGuide{guide.id, beat});
    wait_for_results();
    frame(4);
  }
  const std::string& words() { return shell().ui().guide_words; }
  const Document& document() { return shell().document(); }
};

TEST_F(GuideWindow, IsBegunWalkedAndLeftByKeys) {
  begin("fractional?i=4&k=4&s=2");
  const Guide& own = guide("fractional");
  type("g");
  frame(3);
  EXPECT_EQ(words(), words_in(own.beats[0].said, "en"));
  EXPECT_EQ(model().lesson.params.i, Extent::square(3));
  key(Key::page_down);
  frame(3);
  EXPECT_EQ(words(), words_in(own.beats[1].said, "en"));
  key(Key::page_up);
  frame(3);
  EXPECT_EQ(words(), words_in(own.beats[0].said, "en"));
  key(Key::escape);
  frame(3);
  EXPECT_FALSE(document().guide);
  EXPECT_FALSE(has("guide.words"));
}

TEST_F(GuideWindow, PlaysABeatToItsEndAndThenTheNext) {
  begin("fractional");
  const Guide& own = guide("fractional");
  type("g");
  frame(300, 0.1);
  EXPECT_EQ(model().time, own.beats[0].last);
  EXPECT_FALSE(model().playing);
  key(Key::space);
  frame(3);
  EXPECT_EQ(document().guide->beat, 1u);
}

TEST_F(GuideWindow, WaitsWhenSomethingElseIsTouchedAndIsComeBackTo) {
  begin("fractional");
  type("g");
  frame(3);
  EXPECT_FALSE(has("guide"));  // its button stands only while it is not played
  shell().carry_out(command::SetSize{Size::k, Axes::both, 4});
  frame(3);
  EXPECT_FALSE(has("guide.words"));
  ASSERT_TRUE(has("guide"));
  click("guide");
  frame(3);
  EXPECT_TRUE(has("guide.words"));
  EXPECT_EQ(model().lesson.params.k, Extent::square(3));
}

TEST_F(GuideWindow, ItsButtonsLeadBackOnAndOut) {
  begin("overlap");
  type("g");
  frame(3);
  click("guide.on");
  frame(3);
  EXPECT_EQ(document().guide->beat, 1u);
  click("guide.back");
  frame(3);
  EXPECT_EQ(document().guide->beat, 0u);
  click("guide.leave");
  frame(3);
  EXPECT_FALSE(document().guide);
}

TEST_F(GuideWindow, AValueThatIsAskedForIsHiddenUntilItIsGiven) {
  begin("convolution");
  const auto [asking, at] = first(BeatKind::predict);
  ASSERT_TRUE(asking);
  start(*asking, at);
  ASSERT_TRUE(asks_for_value(document()));
  const double value = shell().results()->output.at(asking->beats[at].cell);
  EXPECT_EQ(shell().ui().sentence, phrase(language_of("en"), "guide.sentence_waits"));
  click("guide.answer");
  type(number(value + 1));
  key(Key::enter);
  frame(3);
  EXPECT_TRUE(asks_for_value(document()));
  EXPECT_EQ(*document().guide->answer, value + 1);
  EXPECT_THAT(shell().ui().sentence, testing::EndsWith(" = ?"));
  shell().carry_out(command::StartGuide{asking->id, at});
  frame(4);
  click("guide.answer");
  key(Key::a, true);
  type(number(value));
  key(Key::enter);
  frame(3);
  EXPECT_FALSE(asks_for_value(document()));
  EXPECT_EQ(words(), words_in(asking->beats[at].done, "en"));
}

// The products that a wrong answer brings up are those of the cell asked for.
TEST_F(GuideWindow, AWrongAnswerIsFollowedByTheProducts) {
  begin("convolution");
  int asked = 0;
  for (const Guide& each : guides()) {
    for (std::size_t at = 0; at < each.beats.size(); ++at) {
      if (each.beats[at].kind != BeatKind::predict) continue;
      start(each, at);
      const std::string value = number(shell().results()->output.at(each.beats[at].cell));
      shell().carry_out(command::Answer{-999, false});
      frame(2);
      std::string hint = shell().ui().sentence;
      ASSERT_THAT(hint, testing::AllOf(testing::HasSubstr("·"), testing::EndsWith("= ?"))) << each.id;
      EXPECT_THAT(Equations(hint.replace(hint.size() - 1, 1, value)).wrong(), testing::IsEmpty()) << each.id << " " << hint;
      ++asked;
    }
  }
  EXPECT_GT(asked, 10);
}

// A digit is the answer then, and not the key of a scene; a remote's key still goes on.
TEST_F(GuideWindow, AnAnswerIsTypedAnywhere) {
  begin("convolution");
  const auto [asking, at] = first(BeatKind::predict);
  ASSERT_TRUE(asking);
  start(*asking, at);
  const std::string scene = model().lesson.scene;
  type(number(shell().results()->output.at(asking->beats[at].cell)));
  EXPECT_EQ(model().lesson.scene, scene);
  key(Key::enter);
  frame(3);
  EXPECT_FALSE(asks_for_value(document()));
}

TEST_F(GuideWindow, ADigitDoesNotLeaveALesson) {
  begin("overlap");
  type("g");
  frame(3);
  type("7");
  frame(3);
  EXPECT_EQ(model().lesson.scene, "overlap");
  EXPECT_TRUE(has("guide.words"));
  key(Key::escape);
  frame(3);
  type("2");
  frame(3);
  EXPECT_NE(model().lesson.scene, "overlap");
}

TEST_F(GuideWindow, TheNextKeyGoesBackToAGuideThatWaitsHere) {
  begin("overlap");
  type("g");
  frame(3);
  shell().carry_out(command::SetSize{Size::k, Axes::both, 5});
  frame(3);
  EXPECT_FALSE(has("guide.words"));
  key(Key::page_down);
  frame(3);
  EXPECT_TRUE(has("guide.words"));
  EXPECT_EQ(model().lesson.scene, "overlap");
  EXPECT_EQ(document().guide->beat, 0u);
}

TEST_F(GuideWindow, WhatIsNoNumberIsRefusedInASentence) {
  begin("convolution");
  const auto [asking, at] = first(BeatKind::predict);
  ASSERT_TRUE(asking);
  start(*asking, at);
  click("guide.answer");
  type("many");
  key(Key::enter);
  frame(2);
  EXPECT_TRUE(shell().ui().message_is_error);
  EXPECT_THAT(shell().ui().message, testing::HasSubstr("many"));
  EXPECT_TRUE(asks_for_value(document()));
}

TEST_F(GuideWindow, SaysThatAGoalIsReached) {
  begin("convolution");
  const auto [wanting, at] = first(BeatKind::goal);
  ASSERT_TRUE(wanting);
  start(*wanting, at);
  const Beat& beat = wanting->beats[at];
  EXPECT_EQ(words(), words_in(beat.said, "en"));
  shell().carry_out(command::Open{to_link(*with_fields(beat.goals[0], model(), scene_facts()))});
  frame(3);
  EXPECT_EQ(words(), words_in(beat.done, "en"));
}

// What a beat is not about recedes towards the background, what it is about stays as it is.
TEST_F(GuideWindow, WhatABeatIsNotAboutRecedes) {
  begin("convolution");
  const Guide* about = nullptr;
  std::size_t at = 0;
  const auto is_about = [](const Beat& beat, Target target) { return std::ranges::find(beat.focus, target) != beat.focus.end(); };
  for (const Guide& each : guides()) {
    const auto found = std::ranges::find_if(each.beats, [&](const Beat& beat) {
      return beat.kind == BeatKind::tell && is_about(beat, Target::input) && !is_about(beat, Target::weight);
    });
    if (each.scene == "convolution" && found != each.beats.end()) about = &each, at = static_cast<std::size_t>(found - each.beats.begin());
  }
  ASSERT_TRUE(about);
  start(*about, at);
  frame(60);
  const Raster veiled = picture();
  const Point input = middle_of(Target::input, {2, 2}), weight = middle_of(Target::weight, {2, 2});
  const auto at_point = [](const Raster& r, Point p) {
    return r.rgba[static_cast<std::size_t>((static_cast<int>(p.y) + 9) * r.width + static_cast<int>(p.x) + 9)];
  };
  const auto input_veiled = at_point(veiled, input), weight_veiled = at_point(veiled, weight);
  shell().carry_out(command::LeaveGuide{});
  frame(4);
  const Raster whole = picture();
  EXPECT_EQ(at_point(whole, middle_of(Target::input, {2, 2})), input_veiled);
  EXPECT_NE(at_point(whole, middle_of(Target::weight, {2, 2})), weight_veiled);
}

// At the widths that windows and sizes of text come to, in every language.
TEST_F(GuideWindow, EverySentenceHasRoom) {
  CairoCanvas measure(8, 8);
  for (const int width : {960, 1280}) {
    begin("convolution", width, 600);
    for (const Guide& each : guides()) {
      for (const Beat& beat : each.beats) {
        const bool asks = beat.kind == BeatKind::predict;
        const double buttons = 14 * 2 + 3 * 28 + 12 + 7 * 16.0;
        const double room = width - 14 - buttons - (asks ? 214 : 0);
        for (const Words& words : {beat.said, beat.done}) {
          for (const auto& [language, text] : words)
            EXPECT_LE(wrapped_lines(measure, room, {text, {}, Weight::bold}, 13), 2) << each.id << " " << language << ": " << text;
        }
      }
    }
  }
}

// From the scene and from its card on the map; the first that is not cleared up is chosen.
TEST_F(GuideWindow, WhatIsConfusedIsListedWhereItBites) {
  begin("unpool");
  const auto chosen = [&] {
    const auto listed = listed_guides(document(), Track::confusions, shell().ui().course.scene);
    EXPECT_EQ(shell().ui().course.track, static_cast<int>(Track::confusions));
    return listed.at(static_cast<std::size_t>(shell().ui().course.chosen))->id;
  };
  click("confusions");
  frame(3);
  EXPECT_EQ(chosen(), "08-one-thing");
  EXPECT_EQ(shell().ui().course.chosen, 0);
  key(Key::enter);
  frame(4);
  ASSERT_TRUE(guide_in(document()));
  EXPECT_EQ(guide_in(document())->id, "08-one-thing");
  const std::size_t beats = guide_in(document())->beats.size();
  for (std::size_t n = 0; n < beats; ++n) shell().carry_out(command::ToBeat{1});
  shell().carry_out(command::LeaveGuide{});
  frame(4);
  type("m");
  frame(12);
  click("confusions.unpool");
  frame(3);
  EXPECT_EQ(chosen(), "10-unpool-size");
  EXPECT_EQ(shell().ui().course.chosen, 1);
  key(Key::escape);
  frame(3);
  EXPECT_TRUE(shell().ui().map.shown);
  EXPECT_FALSE(has("confusions.gallery"));
  key(Key::escape);
  frame(12);
  type("l");
  frame(3);
  EXPECT_EQ(chosen(), "01-undoes");  // the list itself has its own order
}

TEST_F(GuideWindow, TheLessonsAreListedAndChosen) {
  begin("convolution");
  type("l");
  frame(3);
  ASSERT_TRUE(has("course.convolution"));
  key(Key::end);
  EXPECT_EQ(shell().ui().course.chosen, std::ranges::count(guides(), Track::scenes, &Guide::track) - 1);
  key(Key::home);
  EXPECT_EQ(shell().ui().course.chosen, 0);
  click("course.fractional");
  frame(4);
  ASSERT_TRUE(guide_in(document()));
  EXPECT_EQ(guide_in(document())->id, "fractional");
  EXPECT_EQ(model().lesson.scene, "fractional");
}

}  // namespace
}  // namespace deconvlab::test
