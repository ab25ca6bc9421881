// Files that would cost too much, memory or the user's own data: refused before, with the numbers.
#include <fmt/format.h>

#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;

// Knows how much memory the program needs for nothing, which is most of it under the sanitizers.
class Files : public test::CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    enough_ = run("--version").peak + kEnough;
  }

  static constexpr std::int64_t kEnough = 100'000'000;  // bytes: a picture of 4000 x 4000 and what is said of it
  std::int64_t enough_ = 0;
};

TEST_F(Files, BombsAreNotUnpacked) {
  ASSERT_EQ(python("bombs.py", "").status, 0);
  const auto refused = [&](const std::string& arguments, const char* sentence) {
    const test::Outcome outcome = run(arguments + " --device cpu -o y.npy");
    EXPECT_EQ(outcome.status, 2) << arguments;
    EXPECT_THAT(outcome.err, HasSubstr(sentence));
    EXPECT_LT(outcome.peak, enough_) << arguments;
    EXPECT_FALSE(exists("y.npy"));
  };
  refused("apply conv -k 1 --input one.npz", "its arrays unpack to 419430476 bytes, and at most 268435456 are possible");
  refused("apply conv -k 1 --input lying.npz", "lying.npz is truncated: it has ");
  refused("apply conv -k 1 --input bomb.png", "a picture of 8 x 8 takes 72 bytes, and its compressed data unpacks to more than 65608.");
  const test::Outcome weights = run("--weights many.npz render project -o y.png");
  EXPECT_EQ(weights.status, 2);
  EXPECT_THAT(weights.err, HasSubstr("its arrays unpack to 838863800 bytes, and at most 268435456 are possible"));
  EXPECT_LT(weights.peak, enough_);
}

TEST_F(Files, AMatrixThatItsFormatCannotTakeIsRefusedBeforeItIsMade) {
  const auto refused = [&](const std::string& arguments, const char* sentence) {
    const test::Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.status, 2) << arguments;
    EXPECT_THAT(outcome.err, HasSubstr(sentence)) << arguments;
    EXPECT_LT(outcome.peak, enough_) << arguments;
  };
  for (const char* format : {"svg", "tex", "csv", "npy", "npz", "mtx", "json", "png"}) {
    refused(std::string("matrix -i 7000 -k 3 -o o.") + format,
            fmt::format("o.{} cannot be written: it would have 440748036 nonzeros, and no format takes more than 67108864: make i or k "
                        "smaller.",
                        format)
                .c_str());
  }
  refused("matrix -i 2300 -k 3 -o o.npz",
          "o.npz cannot be written: it would have 47527236 nonzeros, and this format takes at most 33554432; .mtx .json .png can hold it.");
  refused(
      "matrix -i 300 -k 3 -o o.svg",
      "o.svg cannot be written: it would have 799236 nonzeros, and this format takes at most 200000; .npz .mtx .json .png can hold it.");
  refused("matrix -i 300 -k 3 -o - --format npy",
          "stdout cannot be written: rows x columns = 7992360000, and this format takes at most 1073741824; .npz .mtx .json .png can hold");
  refused(
      "matrix -i 16 -k 3 -o o16.tex",
      "o16.tex cannot be written: rows x columns = 50176, and pdflatex has memory for at most 20000; .npz .npy .mtx .csv .json .svg .png "
      "can hold it.");
  refused("matrix upsample-bilinear -i 3000 -s 2 -o o.svg", "o.svg cannot be written: it would have ");
  refused("matrix upsample-nearest -i 300 -s 2 -o o.tex", "rows x columns = 32400000000, and pdflatex");
  EXPECT_TRUE(files().empty());
}

// 9000 x 9000 cells would take 324 MB.
TEST_F(Files, AResultThatItsFormatCannotTakeIsRefusedBeforeItIsMade) {
  const auto refused = [&](const std::string& arguments, const char* sentence) {
    const test::Outcome outcome = run(arguments + " --device cpu");
    EXPECT_EQ(outcome.status, 2) << arguments;
    EXPECT_THAT(outcome.err, HasSubstr(sentence)) << arguments;
    EXPECT_LT(outcome.peak, enough_) << arguments;
  };
  refused(
      "apply conv --input digits -i 4000 -k 3 -o oa.tex",
      "oa.tex cannot be written: rows x columns = 15984004, and pdflatex has memory for at most 20000; .npz .npy .mtx .csv .json .png can");
  const test::Outcome matrix = run("matrix max-pool --input digits -i 9000 -k 2 -s 2 -o o.tex");
  EXPECT_THAT(matrix.err, HasSubstr("rows x columns = 1640250000000000, and pdflatex"));
  EXPECT_LT(matrix.peak, enough_);
  write("many.json", "[[[1,2]],[[3,4]]]");
  refused("apply conv --input many.json -k 1 -o y.png", "The shape of the picture y.png is 1x2x1x2, but 1x1xHxW or 1x3xHxW is needed.");
  refused("apply upsample-nearest --input 1 --output 1x40000 -o y.png", "y.png: picture side = 40000 is too large: at most 32768");
  refused("apply upsample-nearest --input 1 --output 9000x8000 -o y.png", "y.png: width x height = 72000000 is too large: at most");
  EXPECT_EQ(files().size(), 1u);
}

TEST_F(Files, OneFileIsNotTwoResults) {
  does("apply crop --input digits -i 4 --output 4 -o x.npy --device cpu");
  std::filesystem::create_symlink("x.npy", at("link.npy"));
  std::filesystem::create_symlink("sw.npy", at("dangling.npy"));
  std::filesystem::create_hard_link(at("x.npy"), at("hard.npy"));
  std::filesystem::create_directory(at("sub"));
  const std::string pool = "apply max-pool --device cpu -k 2 -s 2 --input x.npy ";
  for (const char* other : {"sw.npy", "./sw.npy", "sub/../sw.npy", "dangling.npy"})
    refuses(pool + "--indices sw.npy -o " + other, std::string(other) + " cannot be written: -o and --indices are one file.");
  for (const char* other : {"x.npy", "./x.npy", "link.npy", "hard.npy"})
    refuses(pool + "-o y.npy --indices " + other, std::string(other) + " cannot be written: --indices and --input are one file.");
  does(pool + "-o y.npy --indices sw.npy");
  refuses("apply max-unpool --device cpu -k 2 -s 2 --input y.npy --indices sw.npy -o ./sw.npy", "-o and --indices are one file.");
  refuses("apply conv --device cpu --input x.npy --kernel y.npy -o y.npy", "-o and --kernel are one file.");
  refuses("matrix -i 4 --kernel y.npy -o y.npy", "-o and --kernel are one file.");
  for (const char* other : {"x.npy", "./x.npy", "link.npy", "hard.npy"})
    refuses(std::string("apply conv --device cpu --input x.npy --kernel box -k 3 -o ") + other, "-o and --input are one file.");
  refuses("apply conv-input-grad --device cpu --grad x.npy --kernel box -i 6 -k 3 -o x.npy", "-o and --grad are one file.");
}

TEST_F(Files, APictureIsNotReplacedByWhatIsMadeOfIt) {
  does("render convolution -o photo.png --size 320x180");
  refuses("compare photo.png -o photo.png", "photo.png cannot be written: -o and PICTURE are one file.");
  refuses("decoder photo.png -o ./photo.png", "-o and PICTURE are one file.");
  refuses("project photo.png -o photo.png", "-o and PICTURE are one file.");
  refuses("render convolution --input photo.png -o photo.png", "-o and --input are one file.");
  write("k.csv", "1,2\n3,4\n");
  refuses("steps conv -i 4 --kernel k.csv -o k.csv", "-o and --kernel are one file.");
  refuses("train imitate nearest --input k.csv -o k.csv", "-o and --input are one file.");
  refuses("train segment --steps 1 --side 32 --resume s.npz -o s.npz", "-o and --resume are one file.");
}

TEST_F(Files, NumbersOfPicturesDoNotWrap) {
  write("wide.pgm", "P5 4294967298 1 255\nab");
  refuses("apply conv --input wide.pgm -k 1 -o y.npy --device cpu",
          "wide.pgm: picture side = 4294967298 is too large: at most 16777216 is possible here.");
  write("wide.hdr", "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 4294967298\nabcdabcd");
  refuses("apply conv --input wide.hdr -k 1 -o y.npy --device cpu", "wide.hdr: picture side = 4294967298 is too large");
}

}  // namespace
}  // namespace deconvlab
