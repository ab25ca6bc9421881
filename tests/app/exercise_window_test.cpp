// Exercises in the window: an answer that is typed or marked, judged, explained and shown in its scene; an exam with its result; a class'
// question whose answer waits for a key.
#include <gmock/gmock.h>

#include "app/exercises/session.h"
#include "app/ui/widgets/imgui_compat.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

class ExerciseWindow : public WindowTest, public ::testing::WithParamInterface<std::uint64_t> {
 protected:
  void begin(int width = 1280, int height = 720) {
    open("convolution", width, height);
    shell().sow([seed = GetParam()]() mutable { return seed++; });
    type("x");
    frame(12);
  }
  const ExerciseSession& session() { return shell().ui().exercises.session; }
  const Exercise& exercise() { return *shown_exercise(session()); }
  void choose_mode(ExerciseMode mode) {
    click("exercises.mode." + std::to_string(static_cast<int>(mode)));
    frame(4);
  }
  // A click that no other follows on the same place.
  void tap(const std::string& id) {
    press(middle_of(id));
    release();
    frame(2);
  }
  // All of the dialog stands in the window, and nothing is scrolled to.
  void expect_whole() {
    const ImGuiWindow* dialog = ImGui::FindWindowByName("###exercises");
    EXPECT_GE(dialog->Pos.y, 0);
    EXPECT_LE(dialog->Pos.y + dialog->Size.y, 720) << exercise().kind;
    EXPECT_EQ(dialog->ScrollMax.y, 0) << exercise().kind << " " << session().at;
  }
  // On to an exercise whose answer is typed, or marked.
  void go_to(bool marked) {
    while (is_marked(exercise().form) != marked) {
      click("exercises.show");
      frame(3);
      click("exercises.next");
      frame(3);
    }
    frame(3);
  }
  static std::string typed(const Exercise& e) {
    std::string text;
    for (const std::int64_t n : e.accepted.front())
      text += e.form == AnswerForm::matching ? std::string(1, static_cast<char>('A' + n)) : std::to_string(n) + " ";
    return text;
  }
};

TEST_P(ExerciseWindow, ATypedAnswerIsJudgedAndRemembered) {
  begin();
  go_to(false);
  const Exercise asked = exercise();
  type("x");
  key(Key::enter);
  frame(3);
  EXPECT_TRUE(session().refused);
  EXPECT_FALSE(session().open);
  key(Key::a, true);
  type(typed(asked));
  key(Key::enter);
  frame(3);
  EXPECT_TRUE(session().open);
  EXPECT_TRUE(shell().document().learnt.contains("exercise:" + std::string(asked.kind)));
  const std::size_t at = session().at;
  click("exercises.next");
  frame(3);
  EXPECT_EQ(session().at, at + 1);
}

TEST_P(ExerciseWindow, CellsAndOptionsAreMarkedByKeys) {
  begin();
  go_to(true);
  const Exercise asked = exercise();
  if (asked.form == AnswerForm::choice) {
    for (const std::int64_t n : asked.accepted.front()) type(std::string(1, static_cast<char>('a' + n)));
  } else {
    const std::int64_t columns = asked_grid(asked)->size.w;
    std::int64_t at = 0;
    for (const std::int64_t n : asked.accepted.front()) {
      for (; at / columns < n / columns; at += columns) key(Key::down);
      for (; at % columns < n % columns; ++at) key(Key::right);
      for (; at % columns > n % columns; --at) key(Key::left);
      key(Key::space);
    }
  }
  frame(3);
  key(Key::enter);
  frame(3);
  EXPECT_TRUE(session().open);
  EXPECT_TRUE(is_right(session(), session().at));
}

TEST_P(ExerciseWindow, AHintAndTheAnswerAreThereWhenAskedFor) {
  begin();
  click("exercises.hint");
  frame(3);
  EXPECT_TRUE(session().hinted);
  EXPECT_FALSE(session().open);
  click("exercises.show");
  frame(3);
  EXPECT_TRUE(session().open);
  EXPECT_FALSE(is_right(session(), session().at));
  const std::string link = exercise().link;
  click("exercises.scene");
  frame(12);
  EXPECT_FALSE(shell().ui().exercises.shown);
  EXPECT_EQ(model().lesson.scene, link.substr(0, link.find('?')));
}

TEST_P(ExerciseWindow, AnExamOfTenEndsWithItsResult) {
  begin();
  choose_mode(ExerciseMode::exam);
  ASSERT_EQ(session().sheet.size(), 10u);
  EXPECT_FALSE(has("exercises.skip"));
  expect_whole();
  click("exercises.start");
  frame(3);
  for (std::size_t n = 0; n < 10; ++n) {
    EXPECT_FALSE(has("exercises.result"));
    EXPECT_FALSE(session().open);
    click("exercises.skip");
    frame(3);
    EXPECT_EQ(session().at, n + 1);
  }
  EXPECT_EQ(shown_exercise(session()), nullptr);
  EXPECT_TRUE(has("exercises.result"));
  EXPECT_EQ(count_right(session()), 0);
}

// Nothing of any question lies beyond the window, nor is it reached by scrolling only.
TEST_P(ExerciseWindow, AQuestionAndItsAnswerFitTheWindow) {
  begin();
  shell().carry_out(command::SetLanguage{GetParam() == 0 ? "en" : "es"});
  for (std::size_t n = 0; n < session().sheet.size(); ++n) {
    for (const char* shown : {"exercises.hint", "exercises.show"}) {
      tap(shown);
      expect_whole();
    }
    tap("exercises.next");
    ASSERT_EQ(session().at, n + 1);
  }
}

TEST_P(ExerciseWindow, AQuestionForAClassFitsTheWindow) {
  begin();
  shell().carry_out(command::SetLanguage{GetParam() == 0 ? "en" : "es"});
  choose_mode(ExerciseMode::lecture);
  for (std::size_t n = 0; n < session().sheet.size(); ++n) {
    key(Key::space);
    frame(3);
    expect_whole();
    key(Key::space);
    frame(3);
    ASSERT_EQ(session().at, n + 1);
  }
}

// The one above the field, which has the keyboard, and the one below it.
TEST_P(ExerciseWindow, AButtonIsClickedWhileTheFieldIsTypedIn) {
  begin();
  go_to(false);
  type("-7");
  click("exercises.hint");
  EXPECT_TRUE(session().hinted);
  click("exercises.typed");
  choose_mode(ExerciseMode::exam);
  EXPECT_EQ(session().mode, ExerciseMode::exam);
}

TEST_P(ExerciseWindow, AClassSeesTheAnswerAfterAKey) {
  begin();
  choose_mode(ExerciseMode::lecture);
  EXPECT_FALSE(session().open);
  key(Key::space);
  frame(3);
  EXPECT_TRUE(session().open);
  EXPECT_EQ(session().at, 0u);
  key(Key::space);
  frame(3);
  EXPECT_FALSE(session().open);
  EXPECT_EQ(session().at, 1u);
  EXPECT_EQ(session().seconds_left, kCountDown);
  click("exercises.count");
  frame(30, 0.1);
  EXPECT_LT(session().seconds_left, kCountDown - 1);
  EXPECT_GT(session().seconds_left, kCountDown - 5);
}

INSTANTIATE_TEST_SUITE_P(Seeds, ExerciseWindow, ::testing::Range<std::uint64_t>(0, 2));

}  // namespace
}  // namespace deconvlab::test
