// `handout`: a PDF with as many pages as its thoughts need, or a sentence that says what is wrong.
#include <gmock/gmock.h>

#include "tests/cli/cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;

class HandoutCommand : public test::CliTest {
 protected:
  int pages(const std::string& file) const {
    const std::string bytes = read(file);
    int count = 0;
    for (std::size_t at = bytes.find("/Type /Page"); at != std::string::npos; at = bytes.find("/Type /Page", at + 1))
      count += bytes[at + 11] != 's';
    return count;
  }
};

TEST_F(HandoutCommand, WritesAPageForTwoThoughts) {
  does("handout fractional -o f.pdf");
  EXPECT_EQ(pages("f.pdf"), 4);
  does("handout fractional --lang zh -o z.pdf");
  EXPECT_EQ(pages("z.pdf"), 4);
  EXPECT_NE(read("f.pdf"), read("z.pdf"));
  does("handout fractional -o again.pdf");
  EXPECT_EQ(read("f.pdf"), read("again.pdf"));
}

TEST_F(HandoutCommand, SaysWhatIsWrong) {
  refuses("handout nosuch -o x.pdf", "fractional, inverse");
  refuses("handout fractional -o x.png", ".pdf");
  refuses("handout fractional --lang fr -o x.pdf", "en, zh, es");
  refuses("handout fractional", "-o");
}

}  // namespace
}  // namespace deconvlab
