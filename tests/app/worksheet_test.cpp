// Worksheets: every question is on its page with room below it, answers are there only where they are asked for, and nothing overlaps or
// leaves the paper.
#include "app/record/worksheet.h"

#include <gmock/gmock.h>

#include "app/draw/rich_text.h"
#include "app/exercises/board.h"
#include "app/lang/reasons.h"
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
