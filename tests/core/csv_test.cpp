// .csv and .txt: what they say, and what they make of bad text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/formats/each_format.h"
#include "folder.h"
#include "small_matrix.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::Small;
using test::written;
using testing::ElementsAre;
using testing::StartsWith;

TEST(Csv, NumbersBetweenCommasSemicolonsAndBlanks) {
  const Tensor wanted = Tensor::plane({2, 3}, {1, -2.5f, 3, 4, 5, 6});
  for (const char* text : {"1,-2.5,3\n4,5,6\n", "1;-2.5;3\r\n4;5;6", " 1 -2.5\t3\n\n  4 5 6  \n", "1, -2.5 ,3,\n4, 5, 6,\n",
                           "\xEF\xBB\xBF"
                           "1,-2.5,3\n4,5,6"}) {
    EXPECT_EQ(parse_csv(text, "x.csv").value_or(Reading()).array, wanted) << text;
  }
}

TEST(Csv, ASemicolonEndsARowWhereBlanksPartNumbers) {
  const Tensor wanted = Tensor::plane({2, 2}, {1, 2, 3, 4});
  for (const char* text : {"1 2; 3 4", "1 2;3 4;", "1, 2; 3, 4 # both", "1 2;\n3 4;\n", "1 2 ;; 3 4"}) {
    EXPECT_EQ(parse_csv(text, "x.csv").value_or(Reading()).array, wanted) << text;
    EXPECT_EQ(parse_txt(text, "x.txt").value_or(Reading()).array, wanted) << text;
  }
  EXPECT_EQ(parse_csv("1;2\n3; 4\n", "x.csv").value_or(Reading()).array, wanted);
  EXPECT_EQ(parse_txt("7\n1;2\n", "x.txt").error(), (Error{ErrorCode::malformed, {"x.txt", ".txt", reason("reason.semicolons", 2)}}));
}

TEST(Csv, CommasThatMayBeDecimalsAreRefused) {
  for (const char* text : {"7 7\n1,5;2,5", "7 7\n1,5 2,5", "7 7\n1,5; 2,5", "7 7\n1,5\t2"}) {
    EXPECT_EQ(parse_csv(text, "x.csv").error(), (Error{ErrorCode::malformed, {"x.csv", ".csv", reason("reason.separators", 2)}})) << text;
  }
}

TEST(Csv, WhatIsNoNumberIsNamedWithItsLine) {
  EXPECT_EQ(parse_csv("1,2\n3,x4\n", "x.csv").error(), (Error{ErrorCode::bad_number, {"x.csv:2", "x4"}}));
  EXPECT_EQ(parse_csv("1,,3\n", "x.csv").error(), (Error{ErrorCode::bad_number, {"x.csv:1", ""}}));
  EXPECT_EQ(parse_csv(",1\n", "x.csv").error(), (Error{ErrorCode::bad_number, {"x.csv:1", ""}}));
  EXPECT_EQ(parse_csv("1e999\n", "x.csv").error(),
            (Error{ErrorCode::cannot_open, {"x.csv:1", reason("reason.number", "1e999", "1.8e+308")}}));
  for (const char* word : {"+-1", "++1", "+", "1e", "0x10", "1.2.3"}) EXPECT_EQ(parse_csv(word, "x").error().code, ErrorCode::bad_number);
  EXPECT_EQ(parse_csv(std::string(1000, 'y'), "x.csv").error().args[1], std::string(40, 'y'));
}

TEST(Csv, RowsOfUnequalLengthAreNamed) {
  const Error error = parse_csv("1,2\n3\n", "x.csv").error();
  EXPECT_EQ(error, (Error{ErrorCode::malformed, {"x.csv", ".csv", reason("reason.ragged", 2, 1, 2)}}));
  EXPECT_EQ(parse_csv(" \n\n", "x.csv").error().code, ErrorCode::malformed);
}

TEST(Csv, DoublesBeyondFloatAreTheNearestFloat) {
  const Reading read = parse_csv("1e-50,-1e300,nan,1e-999,+1e2\n", "x.csv").value();
  EXPECT_EQ(read.array.data()[0], 0);
  EXPECT_EQ(read.array.data()[1], -HUGE_VALF);
  EXPECT_EQ(read.array.data()[3], 0);
  EXPECT_EQ(read.array.data()[4], 100);
  EXPECT_THAT(read.notes, ElementsAre(reason("note.infinite", "x.csv", 1, 5), reason("note.vanished", "x.csv", 2, 5)));
}

TEST(Csv, WholeNumbersThatAreRoundedAreCounted) {
  const auto rounded = [](std::string_view text) { return parse_csv(text, "x.csv").value().notes; };
  EXPECT_THAT(rounded("16777216,16777218,-33554432,1e30,18446744073709551616,000016777216,16777217.5\n"), ElementsAre());
  EXPECT_THAT(rounded("16777217,-16777217,16777217.0,1.677721700000000000e+07,18446744073709551617,16777218\n"),
              ElementsAre(reason("note.rounded", "x.csv", 5, 6)));
}

// As numpy.savetxt writes: blanks, and a header and a footer behind #.
TEST(Txt, BlanksAndComments) {
  const Tensor wanted = Tensor::plane({2, 3}, {1, -2.5f, 3, 4, 5, 6});
  EXPECT_EQ(parse_txt("# a b c\n1.0e+00 -2.5e+00 3.0e+00\n\n  4 5\t6 # the last one\n# end\n", "x.txt").value().array, wanted);
  EXPECT_EQ(parse_csv("# a,b,c\n1,-2.5,3\n4,5,6\n", "x.csv").value().array, wanted);
  EXPECT_EQ(parse_txt("1 2\n# more\n3\n", "x.txt").error(),
            (Error{ErrorCode::malformed, {"x.txt", ".txt", reason("reason.ragged", 3, 1, 2)}}));
  EXPECT_EQ(parse_txt("# nothing\n", "x.txt").error(), (Error{ErrorCode::malformed, {"x.txt", ".txt", reason("reason.no_numbers")}}));
}

TEST(Csv, AndJsonReadBackToTheLastBit) {
  const test::Folder folder;
  for (const char* name : {"x.csv", "x.json"}) {
    SCOPED_TRACE(name);
    const Tensor array = test::awkward_values({1, 1, 5, 4});
    ASSERT_TRUE(write_array(array, folder / name));
    test::expect_same_bits(read_array(folder / name).value(), array);
  }
}

TEST(Csv, DenseMatrixAndItsSymbols) {
  const Small small;
  EXPECT_THAT(written({small.c, small.g}, "C.csv"), StartsWith("1,2,0,3,4,0,0,0,0\n0,1,2,0,3,4,0,0,0\n"));
  EXPECT_THAT(written({small.ct, small.g, Side::c_transposed, true}, "C.csv"),
              StartsWith("\"w_{0,0}\",0,0,0\n\"w_{0,1}\",\"w_{0,0}\",0,0\n"));
}

}  // namespace
}  // namespace deconvlab
