// Numbers as people type and keep them: rows and decimals in text, what is no number, arrays within an archive that comes through a pipe.
#include <fmt/format.h>

#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;

class Typed : public test::CliTest {
 protected:
  // What a text is read as: standard input, a file of each extension, and typed in.
  void reads(const std::string& text, const std::string& csv, std::initializer_list<std::string> inputs) {
    for (const std::string& input : inputs) {
      SCOPED_TRACE(testing::PrintToString(text) + " as " + input);
      if (input != "-") write(input, text);
      const test::Outcome outcome =
          piped({"apply", "conv", "--kernel", "1", "--device", "cpu", "-o", "y.csv", "--input", input}, input == "-" ? text : "");
      EXPECT_EQ(outcome.status, 0) << outcome.err;
      EXPECT_EQ(read("y.csv"), csv);
    }
  }
  void refuses_text(const std::string& text, const std::string& part, std::initializer_list<std::string> inputs) {
    for (const std::string& input : inputs) {
      SCOPED_TRACE(testing::PrintToString(text) + " as " + input);
      if (input != "-") write(input, text);
      const test::Outcome outcome = piped({"apply", "conv", "-k", "1", "-o", "n.csv", "--input", input}, input == "-" ? text : "");
      EXPECT_EQ(outcome.status, 2);
      EXPECT_THAT(outcome.err, HasSubstr(part));
      EXPECT_FALSE(exists("n.csv"));
    }
  }
  std::string typed(const std::string& input) {
    does({"apply", "conv", "--kernel", "1", "--device", "cpu", "-o", "y.csv", "--input", input});
    return read("y.csv");
  }
};

TEST_F(Typed, ASemicolonEndsARowWhereBlanksPartNumbers) {
  reads("1 2; 3 4\n", "1,2\n3,4\n", {"-", "x.txt", "x.csv"});
  reads("1, 2; 3, 4;\n5, 6", "1,2\n3,4\n5,6\n", {"-", "x.txt", "x.csv"});
  reads("1 2;\n3 4;\n", "1,2\n3,4\n", {"-", "x.txt", "x.csv"});
  refuses_text("1 2; 3\n", "line 1 has 1 number and the first 2", {"-", "x.txt", "x.csv"});
}

TEST_F(Typed, ASemicolonAlonePartsColumnsOfACsv) {
  reads("1;2\n3; 4\n", "1,2\n3,4\n", {"x.csv"});
  refuses_text("1;2\n3;4\n", "semicolons alone part the numbers of line 1: they part columns in a .csv, and rows where blanks part columns",
               {"-", "x.txt"});
  EXPECT_EQ(typed("1;2;3"), "1\n2\n3\n");
}

TEST_F(Typed, DecimalCommasAreNoColumns) {
  const std::string way = "its numbers are parted in more than one way in ", why = ": write decimals with a point, as in 1.5";
  refuses_text("1 2\n1,5;2,5\n", way + "line 2" + why, {"x.csv", "x.txt", "-"});
  refuses_text("1,5 2,5\n", way + "line 1" + why, {"x.csv", "x.txt", "-"});
  refuses({"apply", "conv", "-k", "1", "-o", "y.csv", "--input", "1 2 3 4; 1,5 2,5"}, "--input cannot be read: " + way + "row 2" + why);
}

TEST_F(Typed, WhatIsNoNumberMayComeFirst) {
  EXPECT_EQ(typed("nan 2; inf 4"), "nan,2\ninf,4\n");
  EXPECT_EQ(typed("NaN,-Infinity"), "nan,-inf\n");
  EXPECT_EQ(typed("nan"), "nan\n");
  EXPECT_EQ(typed("inf"), "inf\n");
  EXPECT_EQ(typed("[[nan, 1], [-inf, NaN], [Infinity, \"-Infinity\"]]"), "nan,1\n-inf,nan\ninf,-inf\n");
  write("nan.json", "{\"name\": \"a \\\" NaN\", \"shape\": [1, 3], \"data\": [NaN, -Infinity, 7]}");
  does("apply conv --input nan.json --kernel 1 -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "nan,-inf,7\n");
  refuses("apply conv --input nano -k 1 -o y.npy", "There is no input named \"nano\"");
}

TEST_F(Typed, SwitchesMayBeTypedOrComeThroughAPipe) {
  const auto unpooled = [&](const std::string& indices, std::string_view in = {}) {
    const test::Outcome outcome = piped(
        {"apply", "max-unpool", "--input", "1 2", "-k", "1x2", "-s", "1x2", "--indices", indices, "-o", "u.csv", "--device", "cpu"}, in);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return read("u.csv");
  };
  EXPECT_EQ(unpooled("1 2"), "0,1,2,0\n");
  EXPECT_EQ(unpooled("[[0,3]]"), "1,0,0,2\n");
  EXPECT_EQ(unpooled("-", "0 2\n"), "1,0,2,0\n");
  ASSERT_TRUE(write_indices(Indices::plane({1, 2}, {1, 3}), at("at.npy")));
  EXPECT_EQ(unpooled("-", read("at.npy")), "0,1,0,2\n");
  does({"matrix", "max-unpool", "-i", "1x2", "-k", "1x2", "-s", "1x2", "--indices", "1 2", "-o", "m.csv"});
  EXPECT_EQ(read("m.csv"), "0,0\n1,0\n0,1\n0,0\n");
  const std::string unpool = "apply max-unpool -k 1x2 -s 1x2 -o n.csv --indices ";
  refuses(unpool + "0,1 --input 1;2", "--indices cannot be read: the switches have the shape 1x1x1x2, but 1x1x2x1 is needed.");
  refuses(unpool + "1,4 --input 1,2", "--indices cannot be read: switch number 1 is 4, and a switch is the number of a cell");
  refuses(unpool + "- --input -", "--input and --indices cannot both be -: standard input is read once");
  refuses("matrix max-unpool -k 1x2 -s 1x2 -o n.csv --indices - --input -", "--input and --indices cannot both be -");
}

TEST_F(Typed, AnArrayOfAnArchiveThatComesThroughAPipe) {
  ASSERT_TRUE(write_named_arrays(std::vector<NamedArray>{{"a", Tensor::plane({1, 2}, {1, 2})}, {"b", Tensor::plane({1, 2}, {3, 4})}},
                                 at("two.npz")));
  const test::Words arguments{"apply", "conv", "--kernel", "1", "--device", "cpu", "-o", "y.csv", "--input"};
  const auto with = [&](const char* input, std::initializer_list<std::string> more = {}) {
    test::Words all = arguments;
    all.emplace_back(input);
    all.insert(all.end(), more);
    return piped(all, read("two.npz"));
  };
  EXPECT_THAT(with("-").err, HasSubstr("stdin cannot be read: it holds 2 arrays, a, b: name one of them, such as -:a."));
  EXPECT_EQ(with("-:b").status, 0);
  EXPECT_EQ(read("y.csv"), "3,4\n");
  EXPECT_EQ(with("-:a", {"--format", "npz"}).status, 0);
  EXPECT_EQ(read("y.csv"), "1,2\n");
  EXPECT_THAT(with("-:c").err, HasSubstr("There is no array named \"c\"; there are: a, b."));
  EXPECT_THAT(with("-:a", {"--format", "csv"}).err, HasSubstr("There is no format named \"csv\"; there are: .npz."));
  EXPECT_THAT(piped({"apply", "conv", "--kernel", "-", "--input", "-:a", "-o", "y.csv"}, read("two.npz")).err,
              HasSubstr("--input and --kernel cannot both be -: standard input is read once"));
}

}  // namespace
}  // namespace deconvlab
