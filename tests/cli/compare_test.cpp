// `compare`: one sheet of the ways back from a pooled picture.
#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using Compare = test::CliTest;

TEST_F(Compare, DrawsASampleAndAFileAtTheSizeAskedFor) {
  does("compare scene -i 64 --size 640x720 -o sheet.png");
  EXPECT_EQ(read_array(at("sheet.png"))->shape(), (Shape{1, 3, 720, 640}));
  does("apply crop -p 0 --input text -i 40x50 -o page.png");
  does("compare page.png -k 3 --up 3 --kernel ones --size 640x720 --theme dark --lang zh -o dark.png");
  EXPECT_FALSE(*read_array(at("dark.png")) == *read_array(at("sheet.png")));
}

TEST_F(Compare, EnlargesADetail) {
  does("compare zone-plate -i 64 --size 1280x2100 -o sheet.png");
  const Tensor sheet = *read_array(at("sheet.png"));
  // The middle of the original of the last part, where a cell has 6 x 6 pixels: most pixels are those to the right of them.
  std::int64_t alike = 0;
  for (std::int64_t c = 120; c < 320; ++c) alike += sheet.at(0, 0, 1540, c) == sheet.at(0, 0, 1540, c + 1) ? 1 : 0;
  EXPECT_GT(alike, 150);
  EXPECT_LT(alike, 190);
}

TEST_F(Compare, RefusesWhatIsNoPictureAndWritesNothing) {
  refuses("compare nowhere.png -o sheet.png", "nowhere.png cannot be read: No such file or directory.");
  refuses("compare . -o sheet.png", ". cannot be read: Is a directory.");
  std::filesystem::create_directory(at("pictures"));
  refuses("compare pictures -o sheet.png", "pictures cannot be read: Is a directory.");
  refuses("compare nowhere -o sheet.png", "There is no sample picture named \"nowhere\"; there are: scene, text, zone-plate, objects.");
  refuses("compare text -i 8 -k 9 -o sheet.png", "k_eff = 9 is larger than the padded input 8");
  refuses("compare text -k x -o sheet.png", "k");
  EXPECT_FALSE(exists("sheet.png"));
}

}  // namespace
}  // namespace deconvlab
