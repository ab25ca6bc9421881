// Worksheets: every question is on its page with room below it, answers are there only where they are asked for, and nothing overlaps or
// leaves the paper.
#include "app/record/worksheet.h"

#include <gmock/gmock.h>

#include "app/draw/rich_text.h"
#include "app/exercises/board.h"
#include "app/lang/reasons.h"
#include "app/record/filled_pages.h"
#include "tests/app/recording_canvas.h"
#include "tests/app/said.h"

namespace deconvlab::test {
namespace {

std::string all_texts(const std::vector<Figure>& pages) {
  std::string all;
  for (const Figure& page : pages) {
    RecordingCanvas canvas;
    page.draw(canvas);
    for (const std::string& text : texts_of(canvas)) all += text + "\n";
  }
  return all;
}

TEST(Worksheet, KeepsItsAnswersForTheSolutions) {
  for (const Language& language : language_table()) {
    WorksheetRequest request{.seed = 5, .count = 22, .language = std::string(language.id)};
    const std::string asked = all_texts(worksheet_pages(request));
    request.solutions = true;
    const std::string solved = all_texts(worksheet_pages(request));
    EXPECT_THAT(asked, testing::HasSubstr("22."));
    EXPECT_THAT(asked, testing::HasSubstr(std::string(phrase(language, "worksheet.name"))));
    EXPECT_THAT(solved, testing::HasSubstr("⌋ + 1 = "));
    EXPECT_THAT(asked, testing::Not(testing::HasSubstr("⌋ + 1 = ")));
    EXPECT_THAT(asked, testing::Not(testing::HasSubstr("exercise.")));
    EXPECT_THAT(solved, testing::Not(testing::HasSubstr("…")));
  }
}

TEST(Worksheet, StaysOnItsPaper) {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    for (const bool solutions : {false, true}) {
      for (const Figure& page : worksheet_pages({.seed = seed, .count = 22, .solutions = solutions})) {
        RecordingCanvas canvas;
        page.draw(canvas);
        const Rect paper = Rect{0, 0, page.width, page.height}.inset(20);
        for (const Rect& shape : canvas.shapes) EXPECT_TRUE(paper.contains(shape)) << seed << " " << shape.x << " " << shape.y;
      }
    }
  }
}

// Of the texts "7.": the questions' numbers in the order in which they stand, with what stands beside them.
std::vector<std::string> numbered(const std::vector<Figure>& pages) {
  std::vector<std::string> questions;
  for (const Figure& page : pages) {
    RecordingCanvas canvas;
    page.draw(canvas);
    const auto texts = texts_of(canvas);
    for (std::size_t n = 0; n + 1 < texts.size(); ++n) {
      if (texts[n] == std::to_string(questions.size() + 1) + ".") questions.push_back(texts[n] + " " + texts[n + 1]);
    }
  }
  return questions;
}

TEST(Worksheet, AndItsSolutionsNumberTheSameQuestions) {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    WorksheetRequest request{.seed = seed, .count = 22};
    const auto asked = numbered(worksheet_pages(request));
    request.solutions = true;
    EXPECT_EQ(asked.size(), 22u);
    EXPECT_EQ(numbered(worksheet_pages(request)), asked) << seed;
  }
}

TEST(FilledPages, TakeWhatStillFitsBeforeWhatDoesNot) {
  using Pages = std::vector<std::vector<std::size_t>>;
  const std::vector<double> heights{5, 6, 3, 2, 4, 20, 1};
  EXPECT_EQ(filled_pages(heights, 10, 12, 0), (Pages{{0}, {1, 2, 3}, {4}, {5}, {6}}));
  EXPECT_EQ(filled_pages(heights, 10, 12, 2), (Pages{{0, 2, 3}, {1, 4, 6}, {5}}));
  EXPECT_EQ(filled_pages({}, 10, 12, 2), Pages{});
}

TEST(Board, SaysWhichCellIsAtAPoint) {
  const Exercise e{.form = AnswerForm::cells,
                   .grids = {{"w", GridRole::kernel, Extent::square(2)}, {"x", GridRole::input, Extent::square(3), {}, true}}};
  const Board board = board_of(e, {10, 20}, {});
  for (std::int64_t n = 0; n < 9; ++n) {
    const Rect grid = board.grids[1];
    const Cell c = Extent::square(3).cell_at(n);
    EXPECT_EQ(cell_at(e, board,
                      {grid.x + (static_cast<double>(c.col) + 0.5) * grid.w / 3, grid.y + (static_cast<double>(c.row) + 0.5) * grid.h / 3}),
              n);
  }
  EXPECT_FALSE(cell_at(e, board, board.grids[0].centre()));
  EXPECT_FALSE(cell_at(e, board, {0, 0}));
}

}  // namespace
}  // namespace deconvlab::test
