// Messages name what is wrong and what would be right.
#include <fmt/format.h>

#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using testing::Not;
using Messages = test::CliTest;

TEST_F(Messages, AMistypedNameIsNamedWhateverElseIsMissing) {
  refuses("apply conv --input digit -o y.npy", "There is no input named \"digit\"; there are: digits, counting");
  refuses("apply conv --input digits --kernel sobl -o y.npy", "There is no kernel named \"sobl\"; there are: counting, ones");
  refuses("apply conv-kernel-grad --input digits --grad onez -o y.npy", "There is no input named \"onez\"; there are: digits");
  refuses("matrix --kernel sobl -o C.npz", "There is no kernel named \"sobl\"");
  refuses("matrix max-pool --input digit -o C.npz", "There is no input named \"digit\"");
  refuses("steps conv --input digit -o s.csv", "There is no input named \"digit\"");
  refuses("steps conv --kernel sobl -o s.csv", "There is no kernel named \"sobl\"");
  refuses("render convolution --input digit -o p.png", "There is no input named \"digit\"");
  refuses("compare scene --kernel sobl -o p.png", "There is no kernel named \"sobl\"");
  refuses("train imitate nearest --input digit -o k.npy", "There is no input named \"digit\"");
  refuses("apply conv --input scene:3 -o y.npy", "scene:3");
}

TEST_F(Messages, AnEmptyValueIsOne) {
  refuses({"render", "", "-o", "p.png"}, "SCENE is empty; it takes a link text, or a scene's id: kernels, convolution, matrix");
  refuses({"render", "convolution", "-o", ""},
          "-o is empty; it takes the file to write: .png .svg .pdf .tex .gif .apng .webp .mp4 .webm .html; frame-%03d.png makes a film of "
          "numbered "
          "pictures, and a FOLDER of the gallery all of its figures; `deconvlab render --help` tells more.");
  refuses({"apply", "conv", "--input", "digits", "-i", "5", "-k", "3", "-o", ""}, "-o is empty; it takes the file to write, or - for");
  refuses({"sizes", "conv", "-i", "", "-k", "3"}, "-i is empty; it takes input side: 5, or 39x12 for rows x columns");
  refuses({"compare", "", "-o", "p.png"}, "PICTURE is empty; it takes a picture file, or a sample: scene, text, zone-plate, objects");
  refuses({"demo", "-o", ""}, "-o is empty; it takes the folder to write into");
  refuses({"train", "segment", "--seed", "", "-o", "w.npz"}, "--seed is empty");
  refuses({"apply", "conv", "--input", " ", "-k", "1", "-o", "y.npy"}, "--input is empty; it takes the first operand: a file");
  refuses(test::Words{""}, "LINK is empty; it takes a scene's id or a link text");
}

TEST_F(Messages, AnUnknownWordHasEachThatIsKnownOnce) {
  const std::string said = run("matrx").err;
  EXPECT_THAT(said, HasSubstr("There is no scene or subcommand named \"matrx\"; there are: kernels, convolution, matrix, "));
  std::string names = ", " + said.substr(said.find("are: ") + 5);
  names.replace(names.rfind(".\n"), 2, ", ");
  for (std::size_t at = 0, end = 0; (end = names.find(", ", at + 2)) != std::string::npos; at = end) {
    const std::string name = names.substr(at, end - at + 2);
    EXPECT_EQ(names.find(name, end), std::string::npos) << name;
  }
  for (const char* command : {", sizes, ", ", matrix, ", ", decoder, ", ", scenes, "}) EXPECT_THAT(names, HasSubstr(command));
}

TEST_F(Messages, ANumberBeyondNumbersIsOne) {
  write("x.csv", "1,1e999\n");
  refuses("apply conv --input x.csv -k 1 -o y.npy", "x.csv:1 cannot be read: 1e999 is beyond the largest number there is, 1.8e+308.");
  refuses("train imitate nearest --rate 1e999 -o k.npy", "--rate cannot be read: 1e999 is beyond the largest number there is");
}

TEST_F(Messages, ANumberTooSmallForAFloatIsSaid) {
  const test::Outcome typed =
      piped({"apply", "conv", "--kernel", "1", "-o", "y.csv", "--device", "cpu", "--input", "1e-400 1e-50 1e-45 0 1"});
  EXPECT_EQ(typed.status, 0);
  EXPECT_EQ(typed.err, "--input: numbers too small for float32, below 1.4e-45, became 0: 2 of 5.\n");
  EXPECT_EQ(read("y.csv"), "0,0,1e-45,0,1\n");
}

TEST_F(Messages, HelpNamesEverySampleAndFormat) {
  for (const char* command : {"compare --help", "decoder --help", "project --help"})
    EXPECT_THAT(does(command).out, HasSubstr("scene, text, zone-plate, objects")) << command;
  EXPECT_THAT(does("apply --help").out, HasSubstr(".txt"));
}

TEST_F(Messages, StandardOutputHasItsName) {
  refuses("apply conv --input 1 -k 1 --depth 16 --format npy -o -", "stdout cannot be written: --depth 16 is for .png only.");
  refuses("apply max-pool --input digits -i 4 -k 2 --indices - -o y.npy",
          "stdout cannot be written: --indices takes a file for the switches beside a result, .npy.");
}

TEST_F(Messages, AFolderIsOneWhateverItIsGivenFor) {
  std::filesystem::create_directory(at("folder"));
  std::filesystem::create_directory(at("folder.npy"));
  for (const char* folder : {"folder", "folder/", "folder.npy"}) {
    const std::string read = fmt::format("{} cannot be read: Is a directory.", folder);
    const std::string written = fmt::format("{} cannot be written: Is a directory.", folder);
    refuses(fmt::format("apply conv --input {} -k 3 -o y.npy", folder), read);
    refuses(fmt::format("matrix -i 4 --kernel {} -o C.npy", folder), read);
    refuses(fmt::format("compare {} -o p.png", folder), read);
    refuses(fmt::format("decoder {} -o p.png", folder), read);
    refuses(fmt::format("train segment --judge {}", folder), read);
    refuses(fmt::format("apply max-unpool --input ones -i 2 -k 2 --indices {} -o y.npy", folder), read);
    refuses(fmt::format("apply conv --input ones -i 5 -k 3 -o {}", folder), written);
    refuses(fmt::format("matrix -i 4 -k 3 -o {}", folder), written);
    refuses(fmt::format("steps conv -i 4 -k 3 -o {}", folder), written);
    refuses(fmt::format("render convolution -o {}", folder), written);
    refuses(fmt::format("train segment --steps 1 -o {}", folder), written);
    refuses(fmt::format("train imitate nearest -o {}", folder), written);
  }
}

TEST_F(Messages, LimitsThatAreNamedAreThoseThereAre) {
  refuses("render convolution --step 99999999999999999999 -o p.png",
          "--step = 99999999999999999999 is too large: at most 9223372036854775807 is possible here.");
  refuses("matrix -i 4 -k 3 --kernel random:99999999999999999999 -o C.npz",
          "seed = 99999999999999999999 is too large: at most 9223372036854775807");
  refuses("sizes conv -i 99999999999999999999 -k 3", "-i = 99999999999999999999 is too large: at most 16777216");
  refuses("sizes conv -i -99999999999999999999 -k 3", "i must be at least 1, not -9223372036854775808.");
}

TEST_F(Messages, AnOptionInAValuesPlaceIsNamed) {
  refuses("sizes conv -i -k 3", "-i needs a value: -k is an option of its own; `deconvlab sizes --help` tells more.");
  refuses("apply conv --input digits -i 5 -k 3 -o --depth", "-o needs a value: --depth is an option of its own");
  refuses("train nosuch", "There is no task named \"nosuch\"; there are: imitate, segment.");
  refuses("train", "train needs one of imitate, segment.");
  refuses("train segment --judge shipped --seed 3", "train segment --judge takes no --seed.");
}

// A terminal obeys control characters; invalid UTF-8 is shown by none.
TEST_F(Messages, WhatATerminalWouldObeyIsSpelledOut) {
  const auto said = [&](std::string_view input) { return piped({"apply", "conv", "-k", "1", "-o", "y.npy", "--input", "-"}, input).err; };
  EXPECT_EQ(said("\033[31mx 1\n"), "stdin:1: \"\\x1b[31mx\" is not a number.\n");
  EXPECT_EQ(said("a\xC3\xA4\xFF\xC2\x9B z"), "stdin:1: \"aä\\xff\\xc2\\x9b\" is not a number.\n");
  EXPECT_EQ(said("[\"a\nb\"]"), "stdin is not a usable .json file: from line 1, character 4 on it is not JSON.\n");
  refuses({"apply", "conv", "-k", "1", "-o", "y.npy", "--input", "a\033\n.npy"}, "a\\x1b\\x0a.npy cannot be read: No such file");
  write("two\nlines.json", "[[[1]],[[2]]]");
  const test::Outcome noted = piped({"apply", "conv", "--kernel", "1", "-o", "y\n.csv", "--device", "cpu", "--input", "two\nlines.json"});
  EXPECT_THAT(noted.err, testing::StartsWith("y\\x0a.csv: 2 planes stand"));
}

// The canvas is 1 GiB, of which the process may not have a third.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // whose own memory counts too
TEST_F(Messages, APictureWithoutMemorySaysSo) {
  const test::Outcome outcome = shell("ulimit -v 400000; exec $PROGRAM render convolution --size 16384x16384 -o p.png");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, "The machine has not enough memory for this request.\n");
  EXPECT_FALSE(exists("p.png"));
}
#endif

// The first 33 bytes of a PNG of 60000 x 60000 pixels: signature and header.
TEST_F(Messages, APictureTooLargeIsSoByItsSize) {
  write("huge.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\0\0\0\0\x1d\x83\x5d\xeb"
                                "\0\0\0\0IEND\xae\x42\x60\x82",
                                45));
  const std::string said = run("apply conv --input huge.png -k 1 -o y.npy").err;
  EXPECT_THAT(said, testing::StartsWith("huge.png: width x height = 60000x60000 is too large"));
  EXPECT_THAT(said, HasSubstr("67108864"));
}

}  // namespace
}  // namespace deconvlab
