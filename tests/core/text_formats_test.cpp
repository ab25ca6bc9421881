// .tex and .svg, and what formats made for reading refuse.
#include <fmt/format.h>
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
using testing::HasSubstr;
using testing::StartsWith;

TEST(Tex, ValuesAndSymbols) {
  const Small small;
  const std::string head = "{\\setcounter{MaxMatrixCols}{9}\n\\begin{bmatrix}\n";
  const std::string values = written({small.c, small.g}, "C.tex");
  EXPECT_THAT(values, StartsWith(head + "1 & 2 & 0 & 3 & 4 & 0 & 0 & 0 & 0 \\\\\n"));
  EXPECT_TRUE(values.ends_with("\\end{bmatrix}}\n"));
  EXPECT_THAT(written({small.c, small.g, Side::c, true}, "C.tex"),
              StartsWith(head + "w_{0,0} & w_{0,1} & 0 & w_{1,0} & w_{1,1} & 0 & 0 & 0 & 0 \\\\\n"));
}

// A kernel over one placement is a row of the matrix.
TEST(Tex, NumbersAreMath) {
  const Geometry g = test::sizes({.i = {1, 6}, .k = {1, 6}});
  const Tensor w = Tensor::plane({1, 6}, {-__builtin_nanf(""), HUGE_VALF, -HUGE_VALF, 1e-45f, -2.5e30f, -0.0f});
  const Csr c = build_matrix(g, w, Side::c).value();
  EXPECT_THAT(written({c, g}, "C.tex"),
              HasSubstr("\n\\mathrm{NaN} & \\infty & -\\infty & 1\\times 10^{-45} & -2.5\\times 10^{30} & -0 \\\\\n"));
}

// As numpy.loadtxt and float() read them; a NaN's sign means nothing.
TEST(Text, ValuesThatAreNotFiniteHaveOneSpelling) {
  const Geometry g = test::sizes({.i = {1, 3}, .k = {1, 3}});
  const Tensor w = Tensor::plane({1, 3}, {-__builtin_nanf(""), HUGE_VALF, -HUGE_VALF});
  const Csr c = build_matrix(g, w, Side::c).value();
  EXPECT_EQ(written({c, g}, "C.csv"), "nan,inf,-inf\n");
  EXPECT_THAT(written({c, g}, "C.mtx"), testing::EndsWith("\n1 1 nan\n1 2 inf\n1 3 -inf\n"));
  const test::Folder folder;
  ASSERT_TRUE(write_array(w, folder / "w.csv"));
  EXPECT_EQ(test::bytes_in(folder / "w.csv"), "nan,inf,-inf\n");
}

TEST(Tex, TheFlippedKernelBearsItsOwnLabels) {
  const Geometry g = test::sizes({.i = {3, 3}, .k = {2, 2}, .flip = true});
  const Csr c = build_matrix(g, Tensor::plane({2, 2}, {1, 2, 3, 4}), Side::c).value();
  EXPECT_THAT(written({c, g, Side::c, true}, "C.tex"), HasSubstr("\nw_{1,1} & w_{1,0} & 0 & w_{0,1} & w_{0,0} &"));
}

TEST(Svg, ASquareAndALabelForEachNonzero) {
  const Small small;
  const std::string svg = written({small.c, small.g}, "C.svg");
  const auto count = [&](std::string_view word) {
    int found = 0;
    for (std::size_t at = svg.find(word); at != std::string::npos; at = svg.find(word, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count("<rect"), 16 + 1);
  EXPECT_EQ(count("<text"), 16);
  EXPECT_EQ(count("</text>"), 16);
  EXPECT_THAT(svg, HasSubstr("viewBox=\"-1 -1 326 146\""));
  EXPECT_TRUE(svg.ends_with("</svg>\n"));
}

TEST(Svg, ShadesByAbsoluteValueAndHatchesBelowZero) {
  const Geometry g = test::sizes(test::square(3, 2, 1, 0));
  const auto svg_of = [&](const std::vector<float>& weights) {
    const Csr c = build_matrix(g, Tensor::plane({2, 2}, weights), Side::c).value();
    return written({c, g}, "C.svg");
  };
  const auto count = [](const std::string& svg, std::string_view word) {
    int found = 0;
    for (std::size_t at = svg.find(word); at != std::string::npos; at = svg.find(word, at + 1)) ++found;
    return found;
  };
  const std::string mixed = svg_of({-2, 0, 1, 2});
  EXPECT_EQ(count(mixed, "fill=\"#e69f00\""), 8);  // -2 and 2, in four rows
  EXPECT_EQ(count(mixed, "fill=\"#fcefcf\""), 4);
  EXPECT_EQ(count(mixed, "fill=\"#f1c768\""), 4);
  EXPECT_EQ(count(mixed, "url(#negative)"), 4);
  const std::string ones = svg_of({1, 1, 1, 1});
  EXPECT_EQ(count(ones, "fill=\"#e69f00\""), 16);
  EXPECT_EQ(count(ones, "negative"), 0);
}

TEST(Dense, FormatsMadeForReadingRefuseWhatNobodyReads) {
  const test::Folder folder;
  const Geometry g = test::sizes(test::square(150, 5, 1, 2));
  const Csr c = build_matrix(g, Tensor(Shape{1, 1, 5, 5}, 1), Side::c).value();
  for (const char* name : {"C.tex", "C.csv", "C.svg"}) {
    EXPECT_EQ(write_matrix({c, g}, folder / name).error().code, ErrorCode::cannot_write) << name;
  }
  EXPECT_TRUE(folder.names().empty());
}

// Each at its limit and one beyond, by numbers alone.
TEST(Dense, WhatAFormatTakesOfAMatrixIsKnownBeforehand) {
  struct Case {
    const char* name;
    std::int64_t cells, nonzeros;  // the most; INT64_MAX where nonzeros alone decide
  };
  constexpr std::int64_t kMost = 1 << 26;
  for (const Case& c : {Case{"C.tex", 20'000, kMost}, Case{"C.csv", 100'000'000, kMost}, Case{"C.npy", 1 << 30, kMost},
                        Case{"C.svg", INT64_MAX, 200'000}, Case{"C.npz", INT64_MAX, kMost / 2}, Case{"C.mtx", INT64_MAX, kMost},
                        Case{"C.json", INT64_MAX, kMost}, Case{"C.png", INT64_MAX, kMost}}) {
    SCOPED_TRACE(c.name);
    EXPECT_TRUE(check_matrix_size(c.name, c.cells, c.nonzeros));
    if (c.cells < INT64_MAX) {
      const Error error = check_matrix_size(c.name, c.cells + 1, 0).error();
      EXPECT_EQ(error.code, ErrorCode::cannot_write);
      EXPECT_EQ(error.args.front(), c.name);
      EXPECT_THAT(error.args.back(), HasSubstr(fmt::format("_cells\x1f{}\x1f{}\x1f", c.cells + 1, c.cells)));
    }
    const Error error = check_matrix_size(c.name, 0, c.nonzeros + 1).error();
    EXPECT_EQ(error.code, ErrorCode::cannot_write);
    EXPECT_THAT(error.args.back(), HasSubstr(fmt::format("\x1f{}\x1f{}", c.nonzeros + 1, c.nonzeros)));
  }
}

TEST(Dense, WhatAFormatDoesNotTakeIsSaidWithThoseThatDo) {
  EXPECT_EQ(check_matrix_size("C.tex", 20'001, 1).error(),
            (Error{ErrorCode::cannot_write, {"C.tex", reason("reason.tex_cells", 20'001, 20'000, ".npz .npy .mtx .csv .json .svg .png")}}));
  EXPECT_EQ(
      check_matrix_size("C.csv", 200'000'000, 300'000).error(),
      (Error{ErrorCode::cannot_write, {"C.csv", reason("reason.many_cells", 200'000'000, 100'000'000, ".npz .npy .mtx .json .png")}}));
  EXPECT_EQ(check_matrix_size("C.npz", 0, 40'000'000).error(),
            (Error{ErrorCode::cannot_write,
                   {"C.npz", reason("reason.many_nonzeros", 40'000'000, 33'554'432, ".npy .mtx .csv .tex .json .png")}}));
  EXPECT_EQ(check_matrix_size("C.csv", INT64_MAX, 70'000'000).error(),
            (Error{ErrorCode::cannot_write, {"C.csv", reason("reason.no_format", 70'000'000, 67'108'864)}}));
}

}  // namespace
}  // namespace deconvlab
