// Exercises: a question in large type, an answer that is typed or marked, a hint, and what is right, with the way to its scene.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/draw/rich_text.h"
#include "app/exercises/board.h"
#include "app/lang/reasons.h"
#include "app/ui/dialogs/modal.h"
#include "app/ui/panels/guide_parts.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kLargest = 980;
constexpr double kSmall = 14;
constexpr double kField = 240;
constexpr double kLeastCell = 18;

struct Look {
  double width, question, text, cell;
  double room;  // for grids and options, of the window's height
};

// Large for a class.
Look look_of(const Panel& panel) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const double height = window.y / panel.surface.scale;
  const bool lecture = panel.ui.exercises.session.mode == ExerciseMode::lecture;
  const double width = std::min(kLargest, window.x / panel.surface.scale - 96);
  return lecture ? Look{width, 26, 18, 52, height - 392} : Look{width, 19, 16, 40, height - 330};
}

// Its cells are as large as the room lets them be; smaller words where these are not enough.
Board fitting_board(const Exercise& exercise, Point at, const Look& look) {
  BoardMeasures measures{.width = look.width, .text = look.text, .cell = look.cell};
  const auto fits = [&] { return board_of(exercise, at, measures).height <= look.room; };
  while (measures.cell > kLeastCell && !fits()) --measures.cell;
  while (measures.text > kSmall && !fits()) --measures.text;
  return board_of(exercise, at, measures);
}

void begin_anew(const Panel& panel) {
  ExerciseSession& session = panel.ui.exercises.session;
  session.seed = panel.ui.exercises.sow();
  begin(session);
}

void choose_mode(const Panel& panel, double width) {
  ExerciseSession& session = panel.ui.exercises.session;
  const std::array<std::string_view, 3> modes{panel.phrase("exercises.practice"), panel.phrase("exercises.exam"),
                                              panel.phrase("exercises.lecture")};
  const int chosen = alternatives(panel, "exercises.mode", modes, static_cast<int>(session.mode), width);
  if (chosen < 0 || chosen == static_cast<int>(session.mode)) return;
  session.mode = static_cast<ExerciseMode>(chosen);
  begin_anew(panel);
}

// A tick before the kinds that were answered.
void choose_topic(const Panel& panel, double width) {
  ExerciseSession& session = panel.ui.exercises.session;
  std::vector<std::string> topics{std::string(panel.phrase("exercises.all"))};
  for (const ExerciseKind& kind : exercise_table()) {
    const bool done = panel.document.learnt.contains(fmt::format("exercise:{}", kind.id));
    topics.push_back(fmt::format("{}{}", done ? "✓ " : "", panel.phrase(kind.title_key)));
  }
  const int topic = choose(panel, "exercises.topic", topics, session.topic + 1, width);
  if (topic < 0 || topic == session.topic + 1) return;
  session.topic = topic - 1;
  begin_anew(panel);
}

void choose_level(const Panel& panel, double width) {
  ExerciseSession& session = panel.ui.exercises.session;
  const std::array<std::string_view, 4> levels{panel.phrase("exercises.rising"), "1", "2", "3"};
  const int level = alternatives(panel, "exercises.level", levels, session.level, width);
  if (level < 0 || level == session.level) return;
  session.level = level;
  begin_anew(panel);
}

void draw_choices(const Panel& panel, const Look& look) {
  choose_mode(panel, 0.42 * look.width);
  if (panel.ui.exercises.session.mode == ExerciseMode::exam) return;
  beside(panel, 16);
  choose_topic(panel, 0.3 * look.width);
  beside(panel, 16);
  choose_level(panel, 0.22 * look.width);
}

// The arrows walk over the cells, the space bar marks one.
void walk_on_board(ExerciseSession& session, const Grid& grid) {
  Cell at = grid.size.cell_at(std::min(session.cursor, grid.size.area() - 1));
  at.row += (key_pressed(Key::down, true) ? 1 : 0) - (key_pressed(Key::up, true) ? 1 : 0);
  at.col += (key_pressed(Key::right, true) ? 1 : 0) - (key_pressed(Key::left, true) ? 1 : 0);
  session.cursor =
      grid.size.index_of({std::clamp<std::int64_t>(at.row, 0, grid.size.h - 1), std::clamp<std::int64_t>(at.col, 0, grid.size.w - 1)});
  if (key_pressed(Key::space)) toggle(session, session.cursor);
}

// Letters choose options.
void type_options(ExerciseSession& session, const Exercise& exercise) {
  for (const ImWchar c : ImGui::GetIO().InputQueueCharacters) {
    const int n = (c >= 'a' ? c - 'a' : c - 'A');
    if (n >= 0 && n < std::ssize(exercise.options)) toggle(session, n);
  }
}

BoardMarks marks_in(const ExerciseSession& session, const Exercise& exercise) {
  if (session.open) return marks_of(exercise, exercise.accepted.front());
  BoardMarks marks;
  if (exercise.form == AnswerForm::cells) marks.marked = session.marked, marks.cursor = session.cursor;
  if (exercise.form == AnswerForm::choice) marks.chosen = session.marked;
  const bool typed = exercise.form == AnswerForm::filling || exercise.form == AnswerForm::matching;
  if (const auto answer = typed ? read_answer(exercise, session.typed) : fail(ErrorCode::bad_number)) marks = marks_of(exercise, *answer);
  if (session.mode == ExerciseMode::lecture) marks = {};
  return marks;
}

void click_board(ExerciseSession& session, const Exercise& exercise, const Board& board, Point at) {
  if (exercise.form == AnswerForm::cells) {
    if (const auto cell = cell_at(exercise, board, at)) session.cursor = *cell, toggle(session, *cell);
  }
  for (std::size_t n = 0; exercise.form == AnswerForm::choice && n < board.options.size(); ++n) {
    if (board.options[n].contains(at)) toggle(session, static_cast<std::int64_t>(n));
  }
}

void draw_board_of(const Panel& panel, const Exercise& exercise, const Look& look) {
  ExerciseSession& session = panel.ui.exercises.session;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const Rect from = to_logical(panel, corner, corner);
  const Board board = fitting_board(exercise, {from.x, from.y}, look);
  if (board.height <= 0) return;
  const bool clicked = ImGui::InvisibleButton("exercises.board", {panel.px(look.width), panel.px(board.height)});
  remember(panel, "exercises.board");
  const bool answers = session.mode != ExerciseMode::lecture && !session.open;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (clicked && answers) {
    const Rect at = to_logical(panel, mouse, mouse);
    click_board(session, exercise, board, {at.x, at.y});
  }
  if (answers && exercise.form == AnswerForm::cells) walk_on_board(session, *asked_grid(exercise));
  if (answers && exercise.form == AnswerForm::choice) type_options(session, exercise);
  ImGuiCanvas canvas = canvas_of(panel);
  draw_board(canvas, exercise, board, marks_in(session, exercise), panel.theme, panel.language);
}

std::string answers_of(const Exercise& exercise) {
  std::string all;
  for (const Answer& one : exercise.accepted) all += (all.empty() ? "" : " / ") + write_answer(exercise, one);
  return all;
}

void check(const Panel& panel, const Exercise& exercise) {
  const std::string kind = fmt::format("exercise:{}", exercise.kind);
  if (answer(panel.ui.exercises.session)) panel.send(command::Learn{kind});
}

// The field, or what to do with the board; true when the answer was entered.
bool draw_field(const Panel& panel, const Exercise& exercise) {
  ExerciseSession& session = panel.ui.exercises.session;
  if (is_marked(exercise.form)) {
    text_in(panel.theme.muted, panel.phrase(exercise.form == AnswerForm::cells ? "exercises.mark" : "exercises.choose"));
    return key_pressed(Key::enter);
  }
  ImGui::SetNextItemWidth(panel.px(kField));
  if (panel.ui.exercises.asked_at != &exercise) ImGui::SetKeyboardFocusHere();
  panel.ui.exercises.asked_at = &exercise;
  const bool entered = text_field("##exercises.typed", session.typed, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "exercises.typed");
  if (entered) panel.ui.exercises.asked_at = nullptr;
  beside(panel);
  ImGui::AlignTextToFramePadding();
  const std::string_view key = exercise.form == AnswerForm::filling    ? "exercises.type_row"
                               : exercise.form == AnswerForm::matching ? "exercises.type_letters"
                                                                       : "exercises.type_numbers";
  text_in(panel.theme.muted, panel.phrase(key));
  return entered;
}

void show_in_scene(const Panel& panel, const Exercise& exercise) {
  ImGui::CloseCurrentPopup();
  panel.ui.map.shown = false;
  panel.send(command::Open{exercise.link});
}

// A single number is wrong or right; of several it is said how many are.
std::string what_is_wrong(const Panel& panel, const Exercise& exercise, const Answer& given) {
  const auto [right, missing, wrong] = progress_of(exercise, given);
  const bool typed = exercise.form == AnswerForm::filling || exercise.form == AnswerForm::matching;
  if (typed && missing > 0) return say(panel.language, "exercises.too_few", given.size(), exercise.accepted.front().size());
  if (wrong == 0) return say(panel.language, "exercises.some_missing", right, missing);
  if (exercise.form == AnswerForm::numbers) return say(panel.language, "exercises.wrong", write_answer(exercise, given));
  return say(panel.language, "exercises.some_wrong", right, wrong);
}

// What was answered, and how it comes about once that is shown.
void draw_judgement(const Panel& panel, const Exercise& exercise, const Look& look) {
  const ExerciseSession& session = panel.ui.exercises.session;
  const auto& given = session.given[session.at];
  const bool right = is_right(session, session.at);
  if (session.blank)
    draw_paragraph(panel, std::string(panel.phrase("exercises.blank")), panel.theme.of(Role::switches).ink, look.text, look.width);
  if (session.refused)
    draw_paragraph(panel, say(panel.language, *session.refused), panel.theme.of(Role::switches).ink, look.text, look.width);
  if (session.open) {
    const std::string_view key = right ? "exercises.right" : "exercises.answer_is";
    draw_paragraph(panel, then(say(panel.language, key, answers_of(exercise)), in_words(panel.language, exercise.explanation)),
                   panel.theme.of(Role::output).ink, look.text, look.width);
  } else if (given && !session.refused && session.mode == ExerciseMode::practice) {
    draw_paragraph(panel, what_is_wrong(panel, exercise, *given), panel.theme.of(Role::switches).ink, look.text, look.width);
  }
  if (session.hinted && !session.open)
    draw_paragraph(panel, in_words(panel.language, exercise.hint), panel.theme.muted, look.text, look.width);
}

void draw_practice(const Panel& panel, const Exercise& exercise) {
  ExerciseSession& session = panel.ui.exercises.session;
  const bool exam = session.mode == ExerciseMode::exam;
  if (session.open) {
    const bool next = button(panel, "exercises.next", panel.phrase("exercises.next"), "", true, true) || key_pressed(Key::enter);
    beside(panel);
    if (button(panel, "exercises.scene", panel.phrase("exercises.scene"), "")) show_in_scene(panel, exercise);
    if (next) go_on(session);
    return;
  }
  const bool entered = draw_field(panel, exercise);
  if (button(panel, "exercises.check", panel.phrase(exam ? "exercises.give" : "exercises.check"), "", true, true) || entered)
    return check(panel, exercise);
  beside(panel);
  if (!exam && button(panel, "exercises.hint", panel.phrase("exercises.hint"), "")) session.hinted = true;
  if (!exam) beside(panel);
  if (!exam && button(panel, "exercises.show", panel.phrase("exercises.show"), "")) session.open = true;
  if (exam && button(panel, "exercises.skip", panel.phrase("exercises.skip"), "")) go_on(session);
}

// The answer waits for a key; the time, where it is counted, does not.
void draw_lecture(const Panel& panel, const Exercise& exercise) {
  ExerciseSession& session = panel.ui.exercises.session;
  bool& counts = panel.ui.exercises.counts;
  const bool key = key_pressed(Key::space) || key_pressed(Key::page_down);
  const std::string_view label = panel.phrase(session.open ? "exercises.next" : "exercises.show");
  if (button(panel, "exercises.show", label, "", true, true) || key) {
    if (session.open) return go_on(session);
    session.open = true;
  }
  beside(panel);
  if (button(panel, "exercises.count", panel.phrase(counts ? "exercises.count_off" : "exercises.count_on"), "")) counts = !counts;
  if (session.open) {
    beside(panel);
    if (button(panel, "exercises.scene", panel.phrase("exercises.scene"), "")) show_in_scene(panel, exercise);
  }
  if (!counts || session.open) return;
  session.seconds_left = std::max(0.0, session.seconds_left - ImGui::GetIO().DeltaTime);
  beside(panel, 24);
  ImGui::AlignTextToFramePadding();
  text_in(session.seconds_left > 0 ? panel.theme.text : panel.theme.of(Role::switches).ink,
          say(panel.language, "exercises.seconds", static_cast<int>(session.seconds_left + 0.999)));
}

void draw_question(const Panel& panel, const Exercise& exercise, const Look& look) {
  ExerciseSession& session = panel.ui.exercises.session;
  const auto found = find_exercise_kind(exercise.kind);
  draw_paragraph(
      panel,
      say(panel.language, "exercises.heading", session.at + 1, session.sheet.size(), panel.phrase((*found)->title_key), exercise.level),
      panel.theme.accent, kSmall, look.width);
  draw_paragraph(panel, in_words(panel.language, exercise.question), panel.theme.text, look.question, look.width, Weight::bold);
  ImGui::Spacing();
  draw_board_of(panel, exercise, look);
  draw_judgement(panel, exercise, look);
  ImGui::Spacing();
  session.mode == ExerciseMode::lecture ? draw_lecture(panel, exercise) : draw_practice(panel, exercise);
}

// What an exam is, before its first question.
void draw_start(const Panel& panel, const Look& look) {
  ExerciseSession& session = panel.ui.exercises.session;
  draw_paragraph(panel, say(panel.language, "exercises.rules", session.sheet.size()), panel.theme.text, look.question, look.width);
  ImGui::Spacing();
  if (button(panel, "exercises.start", panel.phrase("exercises.start"), "", true, true) || key_pressed(Key::enter)) session.waits = false;
}

// What an exam, or a sheet, came to.
void draw_result(const Panel& panel, const Look& look) {
  ExerciseSession& session = panel.ui.exercises.session;
  draw_paragraph(panel, say(panel.language, "exercises.result", count_right(session), session.sheet.size()), panel.theme.text,
                 look.question, look.width, Weight::bold);
  const bool exam = session.mode == ExerciseMode::exam;
  for (std::size_t n = 0; exam && n < session.sheet.size(); ++n) {
    const Exercise& e = session.sheet[n];
    const bool right = is_right(session, n);
    const std::string title(panel.phrase((*find_exercise_kind(e.kind))->title_key));
    const std::string given = session.given[n] ? write_answer(e, *session.given[n]) : "…";
    draw_paragraph(panel,
                   say(panel.language, right ? "exercises.result_right" : "exercises.result_wrong", n + 1, title, given, answers_of(e)),
                   right ? panel.theme.of(Role::output).ink : panel.theme.of(Role::switches).ink, kSmall, look.width);
  }
  panel.ui.places.insert_or_assign("exercises.result", Rect{});
  ImGui::Spacing();
  if (button(panel, "exercises.again", panel.phrase("exercises.again"), "", true, true)) begin_anew(panel);
}

}  // namespace

void draw_exercise_dialog(const Panel& panel) {
  auto& exercises = panel.ui.exercises;
  const Modal dialog(panel, "###exercises", exercises.asked, "exercises.title");
  exercises.shown = static_cast<bool>(dialog);
  if (!dialog) return;
  if (ImGui::IsWindowAppearing()) exercises.asked_at = nullptr;
  if (exercises.session.sheet.empty()) begin_anew(panel);
  const Look look = look_of(panel);
  draw_choices(panel, look);
  ImGui::Spacing();
  const Exercise* exercise = shown_exercise(exercises.session);
  if (exercises.session.waits) {
    draw_start(panel, look);
  } else {
    exercise ? draw_question(panel, *exercise, look) : draw_result(panel, look);
  }
  beside(panel, 24);
  dialog.close_button(panel, "exercises.close");
}

}  // namespace deconvlab
