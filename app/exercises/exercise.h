// Exercises: questions about a state of a scene, made from a seed, each with all its right answers, which core has computed. A kind is a
// file and a line of the table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/lang/lang.h"
#include "core/error.h"
#include "core/params.h"
#include "core/random.h"

namespace deconvlab {

enum class AnswerForm {
  numbers,  // one or several, in any order
  filling,  // the numbers of all cells of the grid that is asked for, in row order
  cells,    // cells of that grid, by their numbers
  choice,   // all options that are right
  matching  // the option of each picture, in their order
};

// Numbers, cells or options, counted from 0. What has no order ascends.
using Answer = std::vector<std::int64_t>;

enum class GridRole { input, output, kernel, matrix };
struct Grid {
  std::string title;  // a symbol, or a reason()
  GridRole role = GridRole::input;
  Extent size = {};
  std::vector<std::string> cells = {};  // row by row; an empty one is blank
  bool asked = false;
};

// Its texts are reason()s, or the same in every language.
struct Exercise {
  std::string_view kind = {};
  int level = 1;
  AnswerForm form = AnswerForm::numbers;
  std::string question = {}, hint = {}, explanation = {};
  std::string code = {};  // a line of a framework
  std::vector<Grid> grids = {};
  std::vector<std::string> options = {};
  std::vector<Answer> accepted = {};
  std::string link = {};  // of the state that it is about, at the step that shows it
};

inline constexpr int kLevels = 3;

struct ExerciseKind {
  std::string_view id;
  std::string_view title_key;
  std::optional<Exercise> (*make)(Random& random, int level);  // none where what came up would be too plain
};

std::span<const ExerciseKind> exercise_table();
// Errors: unknown_name with the ids there are.
Expected<const ExerciseKind*> find_exercise_kind(std::string_view id);

// The same for the same seed. 1 <= level <= kLevels.
Exercise make_exercise(const ExerciseKind& kind, std::uint64_t seed, int level);
// Of all kinds in turn, from plain to hard, no two the same: fewer where a kind has no more. Of all kinds there are where none is named. At
// most kMostExercises.
inline constexpr int kMostExercises = 60;
// All of one level where it is not 0.
std::vector<Exercise> make_sheet(std::span<const ExerciseKind* const> kinds, std::uint64_t seed, int count, int level = 0);
// Whether both ask the same.
bool same_question(const Exercise& one, const Exercise& other);

// The grid whose cells are asked for, else nullptr.
const Grid* asked_grid(const Exercise& exercise);
// Of typed text: "5, 6", "A C", "BAC". Errors: bad_number, unknown_name of an option.
Expected<Answer> read_answer(const Exercise& exercise, std::string_view text);
// As it would be typed; cells by row and column.
std::string write_answer(const Exercise& exercise, const Answer& answer);
bool accepts(const Exercise& exercise, Answer answer);
// How far an answer has come, against the accepted one that it has most of: in order, at its place, where the form has an order.
struct Progress {
  std::int64_t right = 0, missing = 0, wrong = 0;
};
Progress progress_of(const Exercise& exercise, const Answer& answer);

}  // namespace deconvlab
