// `-`: standard input and output, byte for byte.
#include <fmt/format.h>

#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using StandardStreams = test::CliTest;

TEST_F(StandardStreams, AResultGoesToStandardOutputInEveryFormat) {
  for (const char* format : {"npz", "npy", "mtx", "csv", "tex", "json", "png"}) {
    does(fmt::format("apply conv --input digits -i 5 -k 3 --device cpu -o y.{}", format));
    const test::Outcome outcome =
        piped({"apply", "conv", "--input", "digits", "-i", "5", "-k", "3", "--device", "cpu", "--format", format, "-o", "-"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.out, read(fmt::format("y.{}", format))) << format;
    EXPECT_THAT(outcome.err, testing::StartsWith("CPU, ")) << format;
  }
  for (const char* format : {"npz", "npy", "mtx", "csv", "tex", "json", "svg", "png"}) {
    does(fmt::format("matrix avg-pool -i 4 -k 2 -o C.{}", format));
    EXPECT_EQ(does(fmt::format("matrix avg-pool -i 4 -k 2 -o - --format {}", format)).out, read(fmt::format("C.{}", format))) << format;
  }
  for (const char* format : {"csv", "json"}) {
    does(fmt::format("steps avg-pool -i 4 -k 2 -o s.{}", format));
    EXPECT_EQ(does(fmt::format("steps avg-pool -i 4 -k 2 -o - --format {}", format)).out, read(fmt::format("s.{}", format))) << format;
  }
  // A file has the link of the scene that shows it, a stream the numbers alone.
  EXPECT_THAT(does("matrix -i 4 -k 3 -o - --format mtx").out, testing::Not(HasSubstr("deconvlab:")));
  does("matrix -i 4 -k 3 -o C.mtx");
  EXPECT_THAT(read("C.mtx"), HasSubstr("% deconvlab:matrix?i=4&k=3"));
  EXPECT_FALSE(exists("-"));
}

TEST_F(StandardStreams, AnOperandComesFromStandardInputInEveryFormat) {
  for (const char* format : {"npz", "npy", "mtx", "csv", "json", "png"}) {
    const std::string file = fmt::format("x.{}", format);
    does(fmt::format("apply conv --input counting -i 3 -k 1 --kernel ones -o {} --device cpu", file));
    for (const bool named : {false, true}) {
      test::Words arguments{"apply", "conv", "--input", "-", "--kernel", "1", "-o", "y.csv", "--device", "cpu"};
      if (named) arguments.insert(arguments.end(), {"--format", format});
      EXPECT_EQ(piped(arguments, read(file)).status, 0) << format;
      EXPECT_EQ(read("y.csv"), "0,1,2\n3,4,5\n6,7,8\n") << format;
    }
  }
  EXPECT_EQ(piped({"matrix", "-i", "2", "--kernel", "-", "-o", "C.csv"}, "1 2\n3 4\n").status, 0);
  EXPECT_EQ(read("C.csv"), "1,2,3,4\n");
}

TEST_F(StandardStreams, BothAtOnce) {
  const test::Words filter{"apply", "conv", "--input", "-", "--kernel", "2", "--device", "cpu", "-o", "-", "--format", "json"};
  EXPECT_EQ(piped(filter, "1,2\n3,4\n").out, "{\"shape\":[2,2]\n,\"data\":[2,4,6,8]\n}\n");
}

TEST_F(StandardStreams, WhatIsWrongIsSaid) {
  refuses("matrix -i 4 -k 3 -o -", "-o - needs --format, one of .npz .npy .mtx .csv .tex .json .svg .png.");
  refuses("steps conv -i 4 -k 3 -o -", "-o - needs --format, one of .json .csv.");
  refuses("matrix -i 4 -k 3 -o - --format jpg", "There is no format named \"jpg\"; there are: .npz .npy .mtx .csv .tex .json .svg .png.");
  refuses("matrix -i 4 -k 3 -o C.npz --format npy", "matrix takes no --format: neither its input nor its output is a standard stream (-).");
  const test::Outcome twice = piped({"apply", "conv", "--input", "-", "--kernel", "-", "-o", "y.csv"}, "1 2\n3 4\n");
  EXPECT_EQ(twice.status, 2);
  EXPECT_THAT(twice.err, HasSubstr("--input and --kernel cannot both be -: standard input is read once"));
  refuses("apply conv --input - -k 1 -o y.csv", "stdin is not a usable .txt file: it has no numbers.");
  refuses("apply conv --input - -k 1 --format npy -o y.csv", "stdin is not a usable .npy file: it does not begin as one.");
  const test::Outcome full = run("matrix -i 40 -k 3 -o - --format npy", {}, "/dev/full");
  EXPECT_EQ(full.status, 2);
  EXPECT_EQ(full.err, "stdout cannot be written: No space left on device.\n");
}

}  // namespace
}  // namespace deconvlab
