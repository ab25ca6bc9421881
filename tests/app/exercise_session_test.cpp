// A session of exercises, without a window: what is given, what is right, and when the answer is shown.
#include <gmock/gmock.h>

#include "app/exercises/session.h"

namespace deconvlab {
namespace {

TEST(ExerciseSession, AnExamGoesOnWhateverIsAnswered) {
  ExerciseSession session{.mode = ExerciseMode::exam, .seed = 4};
  begin(session);
  ASSERT_EQ(std::ssize(session.sheet), kExamLength);
  for (std::size_t n = 0; n < session.sheet.size(); ++n) {
    const Exercise e = *shown_exercise(session);
    const bool right = n % 2 == 0;
    if (is_marked(e.form)) session.marked = std::set(e.accepted[0].begin(), e.accepted[0].end());
    if (is_marked(e.form) && !right) session.marked = {session.marked.contains(0) ? 1 : 0};
    session.typed = right ? "" : e.form == AnswerForm::matching ? "A" : "-77";
    for (const std::int64_t value : e.accepted[0]) {
      if (right)
        session.typed += e.form == AnswerForm::matching ? std::string(1, static_cast<char>('A' + value)) : std::to_string(value) + " ";
    }
    EXPECT_EQ(answer(session), right);
    EXPECT_EQ(session.at, n + 1);
    EXPECT_FALSE(session.open);
  }
  EXPECT_EQ(shown_exercise(session), nullptr);
  EXPECT_EQ(count_right(session), kExamLength / 2);
}

TEST(ExerciseSession, WhatIsNoAnswerIsRefusedAndCountsAsNone) {
  ExerciseSession session{.topic = 0, .seed = 4};
  begin(session);
  EXPECT_FALSE(answer(session));
  EXPECT_TRUE(session.blank);
  EXPECT_FALSE(session.given[0]);
  session.typed = "many";
  EXPECT_FALSE(answer(session));
  EXPECT_TRUE(session.refused);
  EXPECT_FALSE(session.blank);
  EXPECT_FALSE(session.given[0]);
  session.typed = "-1";
  EXPECT_FALSE(answer(session));
  EXPECT_FALSE(session.refused);
  EXPECT_TRUE(session.given[0]);
  EXPECT_FALSE(session.open);
}

TEST(ExerciseSession, AnAnswerOnTheWayIsToldFromAWrongOne) {
  const auto told = [](AnswerForm form, const Answer& accepted, const Answer& given) {
    const Progress p = progress_of({.form = form, .accepted = {accepted}}, given);
    return std::vector{p.right, p.missing, p.wrong};
  };
  using testing::ElementsAre;
  EXPECT_THAT(told(AnswerForm::cells, {1, 4, 7}, {4, 7}), ElementsAre(2, 1, 0));
  EXPECT_THAT(told(AnswerForm::choice, {1, 4, 7}, {1, 2}), ElementsAre(1, 2, 1));
  EXPECT_THAT(told(AnswerForm::filling, {0, 1, 2, 3}, {0, 2}), ElementsAre(1, 2, 1));
  EXPECT_THAT(told(AnswerForm::matching, {2, 0, 1}, {2, 1, 0}), ElementsAre(1, 0, 2));
  const Exercise either{.form = AnswerForm::numbers, .accepted = {{5}, {6}}};
  EXPECT_EQ(progress_of(either, {6}).right, 1);
}

TEST(ExerciseSession, ALevelIsKept) {
  ExerciseSession session{.level = 3, .seed = 4};
  begin(session);
  for (const Exercise& e : session.sheet) EXPECT_EQ(e.level, 3);
}

}  // namespace
}  // namespace deconvlab
