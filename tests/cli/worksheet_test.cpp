// `worksheet`: exercises on paper as a PDF, the same for the same seed, or a sentence that says what is wrong.
#include <gmock/gmock.h>

#include "tests/cli/cli_test.h"

namespace deconvlab {
namespace {

using WorksheetCommand = test::CliTest;

TEST_F(WorksheetCommand, WritesASheetAndItsSolutions) {
  does("worksheet --seed 7 -o a.pdf");
  does("worksheet --seed 7 -o again.pdf");
  does("worksheet --seed 8 -o other.pdf");
  does("worksheet --seed 7 --solutions -o solved.pdf");
  does("worksheet --seed 7 --lang zh --topics unread,matrix-row --count 3 -o z.pdf");
  EXPECT_EQ(read("a.pdf").substr(0, 5), "%PDF-");
  EXPECT_EQ(read("a.pdf"), read("again.pdf"));
  EXPECT_NE(read("a.pdf"), read("other.pdf"));
  EXPECT_NE(read("a.pdf"), read("solved.pdf"));
  EXPECT_EQ(read("z.pdf").substr(0, 5), "%PDF-");
}

TEST_F(WorksheetCommand, SaysWhatIsWrong) {
  refuses("worksheet --topics unread,nosuch -o x.pdf", "output-size, input-sizes");
  refuses("worksheet --seed x -o x.pdf", "--seed");
  refuses("worksheet --seed -1 -o x.pdf", "-1");
  refuses("worksheet --count 0 -o x.pdf", "0");
  refuses("worksheet --count 61 -o x.pdf", "60");
  refuses("worksheet -o x.png", ".pdf");
  refuses("worksheet --lang fr -o x.pdf", "en, zh, es");
  refuses("worksheet --seed 7", "-o");
}

}  // namespace
}  // namespace deconvlab
