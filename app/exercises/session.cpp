#include "app/exercises/session.h"

#include <algorithm>
#include <array>

namespace deconvlab {

namespace {

// What belongs to one question.
void clear(ExerciseSession& session) {
  session.typed.clear();
  session.marked.clear();
  session.cursor = 0;
  session.hinted = session.open = session.blank = false;
  session.refused.reset();
  session.seconds_left = kCountDown;
}

Expected<Answer> answer_in(const ExerciseSession& session, const Exercise& exercise) {
  if (is_marked(exercise.form)) return Answer(session.marked.begin(), session.marked.end());
  return read_answer(exercise, session.typed);
}

bool is_blank(const ExerciseSession& session, const Exercise& exercise) {
  if (is_marked(exercise.form)) return session.marked.empty();
  return session.typed.find_first_not_of(" ") == std::string::npos;
}

}  // namespace

void begin(ExerciseSession& session) {
  const auto table = exercise_table();
  std::vector<const ExerciseKind*> kinds;
  const bool one = session.mode != ExerciseMode::exam && session.topic >= 0 && session.topic < std::ssize(table);
  if (one) kinds.push_back(&table[static_cast<std::size_t>(session.topic)]);
  session.sheet = session.mode == ExerciseMode::exam ? make_sheet({}, session.seed, kExamLength)
                                                     : make_sheet(kinds, session.seed, kMostExercises / 2, session.level);
  session.given.assign(session.sheet.size(), std::nullopt);
  session.at = 0;
  session.waits = session.mode == ExerciseMode::exam;
  clear(session);
}

const Exercise* shown_exercise(const ExerciseSession& session) {
  return session.at < session.sheet.size() ? &session.sheet[session.at] : nullptr;
}

bool answer(ExerciseSession& session) {
  const Exercise* exercise = shown_exercise(session);
  if (!exercise) return false;
  session.blank = is_blank(session, *exercise);
  if (session.blank) session.refused.reset();
  if (session.blank) return false;
  const auto given = answer_in(session, *exercise);
  session.refused = given ? std::nullopt : std::optional(given.error());
  if (!given) return false;
  session.given[session.at] = *given;
  const bool right = is_right(session, session.at);
  if (session.mode == ExerciseMode::exam) {
    go_on(session);
  } else {
    session.open = right;
  }
  return right;
}

void go_on(ExerciseSession& session) {
  session.at = std::min(session.at + 1, session.sheet.size());
  clear(session);
}

void toggle(ExerciseSession& session, std::int64_t n) {
  if (session.open) return;
  if (!session.marked.insert(n).second) session.marked.erase(n);
}

bool is_right(const ExerciseSession& session, std::size_t n) { return session.given[n] && accepts(session.sheet[n], *session.given[n]); }

int count_right(const ExerciseSession& session) {
  int right = 0;
  for (std::size_t n = 0; n < session.given.size(); ++n) right += is_right(session, n) ? 1 : 0;
  return right;
}

bool is_marked(AnswerForm form) { return form == AnswerForm::cells || form == AnswerForm::choice; }

}  // namespace deconvlab
