#include <algorithm>
#include <cctype>
#include <charconv>

#include "app/exercises/each_kind.h"
#include "core/find_named.h"

namespace deconvlab {

namespace {

constexpr ExerciseKind kKinds[] = {
    {"output-size", "exercise.output_size", make_output_size},
    {"input-sizes", "exercise.input_sizes", make_input_sizes},
    {"matrix-row", "exercise.matrix_row", make_matrix_row},
    {"direct-padding", "exercise.direct_padding", make_direct_padding},
    {"output-padding", "exercise.output_padding", make_output_padding},
    {"weight-touches", "exercise.weight_touches", make_weight_touches},
    {"unread", "exercise.unread", make_unread},
    {"checkerboard", "exercise.checkerboard", make_checkerboard},
    {"three-pictures", "exercise.three_pictures", make_three_pictures},
    {"framework-line", "exercise.framework_line", make_framework_line},
    {"wrong-number", "exercise.wrong_number", make_wrong_number},
};

bool has_order(AnswerForm form) { return form == AnswerForm::filling || form == AnswerForm::matching; }
bool has_letters(AnswerForm form) { return form == AnswerForm::choice || form == AnswerForm::matching; }

constexpr int kTries = 200;

// The next one that differs from all of the sheet; of another level where this one seems to have no more, none where all seem so.
std::optional<Exercise> another(const ExerciseKind& kind, Random& random, int level, std::span<const Exercise> sheet) {
  for (int tries = 0; tries < kTries * kLevels; ++tries) {
    Exercise made = make_exercise(kind, random.next(), 1 + (level - 1 + tries / kTries) % kLevels);
    if (std::ranges::none_of(sheet, [&](const Exercise& other) { return same_question(made, other); })) return made;
  }
  return std::nullopt;
}

Answer in_order(AnswerForm form, Answer answer) {
  if (has_order(form)) return answer;
  std::ranges::sort(answer);
  answer.erase(std::ranges::unique(answer).begin(), answer.end());
  return answer;
}

// What stands between commas and spaces, Chinese ones too.
std::vector<std::string> parts_of(std::string_view text) {
  std::string plain(text);
  for (const std::string_view comma : {"，", "、", ",", ";", "\t"}) {
    for (std::size_t at = plain.find(comma); at != std::string::npos; at = plain.find(comma)) plain.replace(at, comma.size(), " ");
  }
  for (std::size_t at = plain.find("−"); at != std::string::npos; at = plain.find("−")) plain.replace(at, 3, "-");
  std::vector<std::string> words;
  for (std::size_t at = plain.find_first_not_of(' '); at != std::string::npos; at = plain.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    words.push_back(plain.substr(at, end - at));
    at = end;
  }
  return words;
}

Expected<Answer> read_numbers(std::string_view text) {
  Answer answer;
  for (const std::string& word : parts_of(text)) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size()) return fail(ErrorCode::bad_number, reason("exercise.answer"), word);
    answer.push_back(value);
  }
  if (answer.empty()) return fail(ErrorCode::bad_number, reason("exercise.answer"), text);
  return answer;
}

std::string letters(std::size_t count) {
  std::string all;
  for (std::size_t n = 0; n < count; ++n) all += fmt::format("{}{}", n > 0 ? ", " : "", static_cast<char>('A' + n));
  return all;
}

Expected<Answer> read_letters(std::string_view text, std::size_t options) {
  Answer answer;
  for (const std::string& word : parts_of(text)) {
    for (const char c : word) {
      const int n = std::toupper(static_cast<unsigned char>(c)) - 'A';
      if (n < 0 || n >= static_cast<int>(options)) return fail(ErrorCode::unknown_name, "option", text, letters(options));
      answer.push_back(n);
    }
  }
  if (answer.empty()) return fail(ErrorCode::unknown_name, "option", text, letters(options));
  return answer;
}

}  // namespace

std::span<const ExerciseKind> exercise_table() { return kKinds; }

Expected<const ExerciseKind*> find_exercise_kind(std::string_view id) {
  return find_named("topic", exercise_table(), id, &ExerciseKind::id);
}

Exercise make_exercise(const ExerciseKind& kind, std::uint64_t seed, int level) {
  Random random(seed);
  for (;;) {
    if (auto made = kind.make(random, level)) {
      made->kind = kind.id;
      made->level = level;
      return *made;
    }
  }
}

std::vector<Exercise> make_sheet(std::span<const ExerciseKind* const> kinds, std::uint64_t seed, int count, int level) {
  std::vector<const ExerciseKind*> asked(kinds.begin(), kinds.end());
  for (const ExerciseKind& kind : exercise_table()) {
    if (kinds.empty()) asked.push_back(&kind);
  }
  Random random(seed);
  // All kinds once before one comes again; which come where there are more kinds than questions follows from the seed.
  for (std::size_t n = asked.size(); kinds.empty() && n > 1; --n)
    std::swap(asked[n - 1], asked[static_cast<std::size_t>(random.below(static_cast<int>(n)))]);
  std::vector<Exercise> sheet;
  for (int n = 0; n < std::min(count, kMostExercises); ++n) {
    const ExerciseKind& kind = *asked[static_cast<std::size_t>(n) % asked.size()];
    if (auto next = another(kind, random, level > 0 ? level : 1 + n * kLevels / count, sheet)) sheet.push_back(*std::move(next));
  }
  return sheet;
}

bool same_question(const Exercise& one, const Exercise& other) {
  const auto same_grid = [](const Grid& a, const Grid& b) { return a.size == b.size && a.cells == b.cells; };
  return one.question == other.question && one.code == other.code && one.options == other.options &&
         std::ranges::equal(one.grids, other.grids, same_grid);
}

const Grid* asked_grid(const Exercise& exercise) {
  const auto found = std::ranges::find(exercise.grids, true, &Grid::asked);
  return found == exercise.grids.end() ? nullptr : &*found;
}

Expected<Answer> read_answer(const Exercise& exercise, std::string_view text) {
  return has_letters(exercise.form) ? read_letters(text, exercise.options.size()) : read_numbers(text);
}

std::string write_answer(const Exercise& exercise, const Answer& answer) {
  const Grid* grid = asked_grid(exercise);
  std::string text;
  for (std::size_t n = 0; n < answer.size(); ++n) {
    if (n > 0) text += exercise.form == AnswerForm::filling ? " " : ", ";
    if (exercise.form == AnswerForm::matching) text += fmt::format("{} ", n + 1);
    if (has_letters(exercise.form)) {
      text += static_cast<char>('A' + answer[n]);
    } else if (exercise.form == AnswerForm::cells && grid) {
      text += fmt::format("({}, {})", grid->size.cell_at(answer[n]).row, grid->size.cell_at(answer[n]).col);
    } else {
      text += number(static_cast<double>(answer[n]));
    }
  }
  return text;
}

namespace {

Progress progress_to(const Answer& accepted, const Answer& answer, bool ordered) {
  const auto given = std::ssize(answer), wanted = std::ssize(accepted);
  std::int64_t right = 0;
  for (std::ptrdiff_t n = 0; n < given; ++n) {
    const bool there = ordered ? n < wanted && answer[n] == accepted[n] : std::ranges::count(accepted, answer[n]) > 0;
    right += there ? 1 : 0;
  }
  return {right, ordered ? std::max<std::ptrdiff_t>(0, wanted - given) : wanted - right, given - right};
}

}  // namespace

Progress progress_of(const Exercise& exercise, const Answer& answer) {
  Progress best{-1, 0, 0};
  for (const Answer& accepted : exercise.accepted) {
    const Progress progress = progress_to(accepted, answer, has_order(exercise.form));
    if (progress.right > best.right) best = progress;
  }
  return best;
}

bool accepts(const Exercise& exercise, Answer answer) {
  return std::ranges::count(exercise.accepted, in_order(exercise.form, std::move(answer))) > 0;
}

}  // namespace deconvlab
