// What the window says beside the picture: the status line's hint is true, tooltips keep away from the words, undo says what it undid.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

#include "app/scenes/scenes.h"
#include "app/ui/panels/setting_words.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

using test::WindowTest;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

bool offers_edit(const std::string& hint) {
  return hint.find("double-click") != std::string::npos || hint.find("双击") != std::string::npos;
}

class Hints : public WindowTest {
 protected:
  const std::string& hint() { return shell().ui().hint; }
  // A place of every thing that can be pointed at.
  std::map<Target, Point> places() {
    std::map<Target, Point> all;
    for (const Hit& hit : shell().ui().hits) {
      const Rect first = hit.of(hit.focus).rect;
      all.insert_or_assign(hit.focus.target, Point{first.centre().x * scale(), first.centre().y * scale()});
    }
    return all;
  }
  void rest() { frame(45, 1.0 / 60); }
};

// Where a double click opens nothing, nobody is told to try; where it does, everybody is.
TEST_F(Hints, OfferToEditExactlyWhereItCanBeDone) {
  for (const Scene& scene : scene_table()) {
    SCOPED_TRACE(std::string(scene.id));
    open(*open_link(home_link(scene)));
    wait_for_results();
    const bool idle = offers_edit(hint());
    bool any = has("weight.0.0");
    for (const auto& [target, place] : places()) {
      move_to(place);
      frame();
      const std::string said = hint();
      if (shell().ui().pointing != "hint.opens") double_click(place);
      const bool edits = shell().ui().edit.cell.target != Target::none;
      EXPECT_EQ(offers_edit(said), edits) << static_cast<int>(target) << " " << said;
      any = any || edits;
      if (edits) key(Key::escape);
    }
    EXPECT_EQ(idle, any);
  }
}

TEST(HintWords, OfferTheSameInBothLanguages) {
  for (const Phrase& each : language_of("en").phrases) {
    const std::string chinese(phrase(language_of("zh"), each.key));
    EXPECT_TRUE(!each.key.starts_with("hint.") || offers_edit(std::string(each.text)) == offers_edit(chinese)) << each.key;
  }
}

TEST_F(Hints, SayWhatIsPointedAt) {
  open("convolution?i=5&k=3&p=1");
  EXPECT_THAT(hint(), HasSubstr("double-click an input cell or a weight to change it. ? shows the keys."));
  move_to(middle_of(Target::output, {0, 0}));
  frame();
  EXPECT_THAT(hint(), HasSubstr("A click keeps it lit. ?"));
  move_to(middle_of("weight.1.1"));
  frame();
  EXPECT_THAT(hint(), HasSubstr("Drag to change the weight"));
}

// Dragging a slider leaves no older message standing.
TEST_F(Hints, ComeBackWhenSomethingElseIsDone) {
  open("convolution?i=5&k=3");
  click(middle_of(Target::output, {0, 0}));
  EXPECT_THAT(shell().ui().message, HasSubstr("Pinned"));
  key(Key::right);
  EXPECT_THAT(shell().ui().message, IsEmpty());
}

TEST_F(Hints, TooltipsStayAboveTheWordsAndWaitForTheMouse) {
  open("matrix?i=4&k=3&t=0");
  const auto tip = [&] { return has("tooltip"); };
  // The lower end of im2col's patches, where a tooltip below the mouse would lie on the sentence.
  Rect lowest;
  for (const Hit& hit : shell().ui().hits) {
    if (hit.focus.target == Target::output && hit.rect.bottom() > lowest.bottom()) lowest = hit.rect;
  }
  const Point place{lowest.centre().x, lowest.bottom() - 3};
  move_to(place);
  rest();
  ASSERT_TRUE(tip());
  const double words = lay_out(1280, 720, shell().ui().splits).sentence.y;
  EXPECT_LE(shell().ui().places.at("tooltip").bottom(), words);
  key(Key::right);
  rest();
  EXPECT_FALSE(tip());
  move_to({place.x + 1, place.y});
  rest();
  EXPECT_TRUE(tip());
  click(Point{place.x + 1, place.y});
  rest();
  EXPECT_FALSE(tip());
}

TEST_F(Hints, TooltipsDoNotRepeatTheSentence) {
  open("convolution?i=5&k=3");
  move_to(middle_of("weight.0.0"));
  rest();
  EXPECT_THAT(shell().ui().tip, HasSubstr("w"));
  const Point place = middle_of("weight.0.0");
  click(place);
  move_to({place.x + 1, place.y});
  rest();
  EXPECT_FALSE(has("tooltip"));  // the sentence is about the weight that is pinned
}

// Whatever the mouse rests on or moves over, in every scene: the step's sentence stays. The large tile of the gallery is what is pointed
// at.
TEST_F(Hints, TheStepsSentenceStaysWhileTheMousePoints) {
  for (const Scene& scene : scene_table()) {
    if (scene.id == "gallery") continue;
    SCOPED_TRACE(std::string(scene.id));
    open(*open_link(home_link(scene)));
    wait_for_results();
    const std::string step = shell().ui().sentence;
    EXPECT_THAT(step, Not(IsEmpty()));
    for (const auto& [target, place] : places()) {
      move_to(place);
      frame(3);
      EXPECT_EQ(shell().ui().sentence, step) << static_cast<int>(target);
    }
  }
}

// What is pointed at says its own numbers beside the mouse.
TEST_F(Hints, TheTooltipSaysThePlacementThatIsPointedAt) {
  open("convolution?i=4&k=2&input=counting&kernel=counting&t=0");
  const std::string step = shell().ui().sentence;
  move_to(middle_of(Target::output, {1, 0}));
  rest();
  EXPECT_THAT(shell().ui().tip, HasSubstr("output (1,0) = 4·1 + 5·2 + 8·3 + 9·4 = 74"));
  EXPECT_EQ(shell().ui().sentence, step);
  key(Key::right);  // the mouse merely rests: picture and sentence are the step's
  rest();
  EXPECT_THAT(shell().ui().sentence, HasSubstr("output (0,1)"));
  EXPECT_THAT(shell().ui().tip, IsEmpty());
}

TEST_F(Hints, UndoSaysWhatItUndid) {
  open("convolution?i=6&k=3");
  click("kernel");
  click("kernel.5");
  key(Key::z, true);
  EXPECT_THAT(shell().ui().message, HasSubstr("Undone: kernel"));
  key(Key::y, true);
  EXPECT_THAT(shell().ui().message, HasSubstr("Redone: kernel"));
  shell().carry_out(command::SetSize{Size::k, Axes::both, 5});
  key(Key::z, true);
  EXPECT_EQ(shell().ui().message, "Undone: k 5 → 3");
  shell().carry_out(command::SetLanguage{"zh"});
  key(Key::y, true);
  EXPECT_EQ(shell().ui().message, "已重做：k 3 → 5");
  key(Key::page_down);
  key(Key::z, true);
  EXPECT_EQ(shell().ui().message, "已撤销：回到“卷积”");
}

TEST(SettingWords, NameAtMostFourChanges) {
  const Lesson from = open_link("convolution?i=5&k=3&s=1&p=0")->lesson;
  const Lesson to = open_link("convolution?i=7&k=2&s=2&p=1&d=2")->lesson;
  EXPECT_EQ(changes_text(from, to, language_of("en")), "i 5 → 7, k 3 → 2, s 1 → 2, 2 more");
  EXPECT_THAT(changes_text(from, from, language_of("en")), IsEmpty());
}

TEST_F(Hints, CeilModeHasASwitch) {
  open("unpool?i=5&k=2&s=2&up=2");
  click("ceil.1");
  EXPECT_TRUE(model().lesson.params.ceil_mode);
  EXPECT_EQ(shell().results()->pooling().resampled->pool.output(), Extent::square(3));
  click("ceil.0");
  EXPECT_FALSE(model().lesson.params.ceil_mode);
  open("convolution?i=5&k=2");
  EXPECT_FALSE(has("ceil.0"));
}

}  // namespace
}  // namespace deconvlab
