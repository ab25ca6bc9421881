// Films and pages as other programs decode them: Pillow, rsvg-convert and pdftoppm see what the pictures show.
#include <fmt/format.h>

#include "cli_test.h"

namespace deconvlab {
namespace {

using Decoders = test::CliTest;

TEST_F(Decoders, SeeTheFramesOfFilmsForAsLongAsTheyStay) {
  const std::string film = "render convolution --size 480x270 --steps 0-3 --seconds 2 --fps 6 -o ";
  for (const char* file : {"frame-%03d.png", "a.gif", "a.apng", "a.webp"}) does(film + file);
  const test::Outcome seen = python("films.py", "6 12 a.gif a.apng a.webp");
  EXPECT_EQ(seen.out, "3 films of 12 frames agree\n") << seen.err;
}

TEST_F(Decoders, SeePagesOfVectorsAsTheirPictures) {
  std::string names;
  for (const char* scene : {"convolution", "matrix", "transposed", "unpool", "gallery", "layers"}) {
    for (const char* format : {"png", "svg", "pdf"}) does(fmt::format("render {} --size 1280x720 -o {}.{}", scene, scene, format));
    names += fmt::format(" {}", scene);
  }
  does("render transposed --lang zh --theme dark --size 1280x720 -o zh.png");
  does("render transposed --lang zh --theme dark --size 1280x720 -o zh.svg");
  does("render transposed --lang zh --theme dark --size 1280x720 -o zh.pdf");
  const test::Outcome seen = python("pages.py", "zh" + names);
  EXPECT_EQ(seen.out, "7 pages agree\n") << seen.err;
}

}  // namespace
}  // namespace deconvlab
