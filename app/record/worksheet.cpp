#include "app/record/worksheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app/draw/cairo_canvas.h"
#include "app/draw/rich_text.h"
#include "app/draw/theme.h"
#include "app/exercises/board.h"
#include "app/lang/reasons.h"
#include "app/record/filled_pages.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 794, kHeight = 1123;  // of A4
constexpr double kMargin = 56;
constexpr double kTitle = 22;
constexpr double kText = 14;
constexpr double kSmall = 11;
constexpr double kHead = 100;    // down to the first question of the first page
constexpr double kFoot = 64;     // of each page
constexpr double kIndent = 30;   // behind the question's number
constexpr double kPoints = 104;  // at the right, for the marks
constexpr double kBetween = 30;  // questions
constexpr double kAnswer = 34;   // a line to write on
constexpr double kWorking = 46;  // to compute in
constexpr double kAnswerLine = 230;
constexpr int kMostLines = 8;

// A question, and how high its parts are.
struct Block {
  Exercise exercise;
  int number = 1;
  double question = 0, board = 0, below = 0;
  std::string said = {};  // below it: the answer and how it comes about

  double height() const { return question + board + below + kBetween; }
};

struct SheetPage {
  std::vector<Block> blocks = {};
  double spread = 0;  // below each block, so that the page is filled
};

struct Worksheet {
  std::vector<SheetPage> pages = {};
  std::string title = {};
  int points = 0;
  WorksheetRequest request;
};

double text_width() { return kWidth - 2 * kMargin - kIndent; }
double question_width() { return text_width() - kPoints; }

BoardMeasures measures() { return {.width = text_width(), .text = kText, .cell = 30}; }

bool has_answer_line(const Exercise& e) { return e.form == AnswerForm::numbers || e.form == AnswerForm::choice; }

double lines_high(Canvas& canvas, const std::string& text, double width) {
  return text.empty() ? 0 : std::min(kMostLines, wrapped_lines(canvas, width, {text, {}}, kText)) * kText * kWrappedLine;
}

std::string solution_of(const Exercise& e, const Language& language) {
  const std::string how = in_words(language, e.explanation);
  const bool on_grid = e.form == AnswerForm::cells || e.form == AnswerForm::filling;
  if (on_grid) return how;
  std::string answers;
  for (const Answer& answer : e.accepted) answers += (answers.empty() ? "" : " / ") + write_answer(e, answer);
  return then(say(language, "worksheet.solution", answers), how);
}

Block block_of(Canvas& measure, const Exercise& e, const WorksheetRequest& request) {
  const Language& language = language_of(request.language);
  Block block{.exercise = e};
  block.question = lines_high(measure, in_words(language, e.question), question_width()) + 10;
  block.board = board_of(e, {}, measures()).height;
  if (request.solutions) {
    block.said = solution_of(e, language);
    block.below = lines_high(measure, block.said, text_width()) + 8;
  } else {
    block.below = has_answer_line(e) ? kAnswer + (e.form == AnswerForm::numbers ? kWorking : 0) : 8;
  }
  return block;
}

std::vector<Block> blocks_of(std::span<const Exercise> exercises, const WorksheetRequest& request) {
  CairoCanvas measure(8, 8);
  std::vector<Block> blocks;
  for (const Exercise& e : exercises) blocks.push_back(block_of(measure, e, request));
  return blocks;
}

using Arrangement = std::vector<std::vector<std::size_t>>;

double room_of(std::size_t page) { return kHeight - kFoot - (page == 0 ? kHead : kMargin); }

Arrangement arranged(std::span<const Block> blocks, std::size_t ahead) {
  std::vector<double> heights;
  for (const Block& block : blocks) heights.push_back(block.height());
  return filled_pages(heights, room_of(0), room_of(1), ahead);
}

// In the order in which the questions stand on their pages, with or without the answers, and in every language.
std::vector<Exercise> exercises_of(WorksheetRequest request) {
  constexpr std::size_t kAhead = 3;
  const std::vector<Exercise> made = make_sheet(request.topics, request.seed, request.count);
  request.solutions = false;
  request.language = "en";
  std::vector<Exercise> ordered;
  for (const auto& page : arranged(blocks_of(made, request), kAhead))
    for (const std::size_t n : page) ordered.push_back(made[n]);
  return ordered;
}

// What is left of the page, among its blocks; the last page keeps it.
double spread_of(const SheetPage& page, std::size_t n, std::size_t pages) {
  constexpr double kWidest = 48;
  double left = room_of(n);
  for (const Block& block : page.blocks) left -= block.height();
  return n + 1 == pages ? 0 : std::clamp(left / static_cast<double>(page.blocks.size()), 0.0, kWidest);
}

std::shared_ptr<const Worksheet> worksheet_of(const WorksheetRequest& request) {
  Worksheet sheet{.request = request};
  sheet.title = say(language_of(request.language), request.solutions ? "worksheet.solutions" : "worksheet.title");
  const std::vector<Exercise> exercises = exercises_of(request);
  const std::vector<Block> blocks = blocks_of(exercises, request);
  const Arrangement pages = arranged(blocks, 0);
  for (std::size_t n = 0; n < pages.size(); ++n) {
    SheetPage page;
    for (const std::size_t block : pages[n]) {
      page.blocks.push_back(blocks[block]);
      page.blocks.back().number = static_cast<int>(block) + 1;
      sheet.points += blocks[block].exercise.level;
    }
    page.spread = spread_of(page, n, pages.size());
    sheet.pages.push_back(std::move(page));
  }
  return std::make_shared<const Worksheet>(std::move(sheet));
}

struct Page {
  Canvas& canvas;
  const Theme& theme;
  const Language& language;

  void line_for(double x, double y, std::string_view label, double length) const {
    const TextStyle style{.color = theme.text, .size = kText};
    canvas.text({x, y}, label, style);
    const double from = x + canvas.text_width(label, style) + 10;
    canvas.line({from, y + 8}, {from + length, y + 8}, {theme.muted, 1});
  }
};

void draw_block(const Page& page, double y, const Block& block, bool solved) {
  const auto& [canvas, theme, language] = page;
  const Exercise& e = block.exercise;
  const double x = kMargin + kIndent;
  canvas.text({kMargin, y + kText / 2}, fmt::format("{}.", block.number), {.color = theme.text, .size = kText, .weight = Weight::bold});
  draw_wrapped(canvas, {x, y + kText / 2}, question_width(), {in_words(language, e.question), theme.text}, kText, kMostLines);
  canvas.text({kWidth - kMargin, y + kText / 2}, say(language, solved ? "worksheet.points" : "worksheet.of_points", e.level),
              {.color = theme.muted, .size = 13, .align = Align::right});
  const Board board = board_of(e, {x, y + block.question}, measures());
  draw_board(canvas, e, board, solved ? marks_of(e, e.accepted.front()) : BoardMarks{}, theme, language);
  const double below = y + block.question + block.board;
  if (solved) {
    draw_wrapped(canvas, {x, below + 4 + kText / 2}, text_width(), {block.said, theme.of(Role::output).ink}, kText, kMostLines);
  } else if (has_answer_line(e)) {
    page.line_for(x, below + block.below - kText, say(language, "worksheet.answer"), kAnswerLine);
  }
}

void draw_head(const Page& page, const Worksheet& sheet) {
  const auto& [canvas, theme, language] = page;
  canvas.text({kMargin, kMargin}, sheet.title, {.color = theme.text, .size = kTitle, .weight = Weight::bold});
  canvas.text({kWidth - kMargin, kMargin},
              say(language, sheet.request.solutions ? "worksheet.points" : "worksheet.of_points", sheet.points),
              {.color = theme.text, .size = kText, .align = Align::right});
  if (sheet.request.solutions) return;
  const double width = canvas.text_width(sheet.title, {.color = theme.text, .size = kTitle, .weight = Weight::bold});
  page.line_for(kMargin + width + 40, kMargin, say(language, "worksheet.name"), 180);
}

void draw_page(Canvas& canvas, const Worksheet& sheet, std::size_t n) {
  const Page page{canvas, theme_of("light"), language_of(sheet.request.language)};
  if (n == 0) draw_head(page, sheet);
  double y = n == 0 ? kHead : kMargin;
  for (const Block& block : sheet.pages[n].blocks) {
    draw_block(page, y, block, sheet.request.solutions);
    y += block.height() + sheet.pages[n].spread;
  }
  const TextStyle small{.color = page.theme.muted, .size = kSmall};
  canvas.text({kMargin, kHeight - kMargin / 2}, fmt::format("deconvlab worksheet --seed {}", sheet.request.seed), small);
  canvas.text({kWidth - kMargin, kHeight - kMargin / 2}, fmt::format("{} / {}", n + 1, sheet.pages.size()),
              {.color = small.color, .size = kSmall, .align = Align::right});
}

}  // namespace

std::vector<Figure> worksheet_pages(const WorksheetRequest& request) {
  const auto sheet = worksheet_of(request);
  std::vector<Figure> pages;
  for (std::size_t n = 0; n < sheet->pages.size(); ++n) {
    pages.push_back({.width = kWidth, .height = kHeight, .title = sheet->title, .language = request.language});
    pages.back().draw = [sheet, n](Canvas& canvas) { draw_page(canvas, *sheet, n); };
  }
  return pages;
}

}  // namespace deconvlab
