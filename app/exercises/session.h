// Exercises one after the other: practised with hints, as an exam of ten, or shown to a class with the answer held back.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/exercises/exercise.h"

namespace deconvlab {

enum class ExerciseMode { practice, exam, lecture };
inline constexpr int kExamLength = 10;
inline constexpr double kCountDown = 60;  // seconds

struct ExerciseSession {
  ExerciseMode mode = ExerciseMode::practice;
  int topic = -1;  // in the table; -1: all of them
  int level = 0;   // 0: rising
  std::uint64_t seed = 0;
  std::vector<Exercise> sheet = {};
  bool waits = false;  // an exam that is still to be started
  std::size_t at = 0;
  std::vector<std::optional<Answer>> given = {};  // to each, what was answered last
  std::string typed = {};
  std::set<std::int64_t> marked = {};  // cells and options
  std::int64_t cursor = 0;             // the cell that the keyboard has gone to
  bool hinted = false;
  bool open = false;                  // the answer is shown
  std::optional<Error> refused = {};  // what was typed is no answer
  bool blank = false;                 // nothing was given to be judged
  double seconds_left = kCountDown;   // of a question for a class
};

// Begins anew with what the session has chosen.
void begin(ExerciseSession& session);
// The exercise that it stands at; nullptr behind the last one.
const Exercise* shown_exercise(const ExerciseSession& session);
// Takes what is typed or marked as the answer: an exam goes on, else it is shown whether it is right; true where it is.
bool answer(ExerciseSession& session);
void go_on(ExerciseSession& session);
// A cell or an option is marked, or no more.
void toggle(ExerciseSession& session, std::int64_t n);
bool is_right(const ExerciseSession& session, std::size_t n);
int count_right(const ExerciseSession& session);
// Whether the answer is marked on the board rather than typed.
bool is_marked(AnswerForm form);

}  // namespace deconvlab
