// .mtx: what it says, and what it makes of bad text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "core/formats/each_format.h"
#include "folder.h"
#include "small_matrix.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::Small;
using test::written;
using testing::StartsWith;

TEST(Mtx, OneBasedEntriesInOrder) {
  const Small small;
  EXPECT_THAT(written({small.c, small.g}, "C.mtx"),
              StartsWith("%%MatrixMarket matrix coordinate real general\n4 9 16\n1 1 1\n1 2 2\n1 4 3\n1 5 4\n2 2 1\n"));
}

TEST(Mtx, EveryWeightReadsBackToTheLastBit) {
  const Geometry g = test::sizes(test::square(6, 4, 1, 0));
  const Tensor w = test::awkward_values({1, 1, 4, 4});
  const Csr c = build_matrix(g, w, Side::c).value();
  std::istringstream text(written({c, g}, "C.mtx"));
  std::string line;
  std::getline(text, line);
  std::getline(text, line);
  for (std::int64_t row = 0; row < c.rows; ++row) {
    for (std::int64_t n = c.row_start[row]; n < c.row_start[row + 1]; ++n) {
      std::int64_t r = 0;
      std::int64_t col = 0;
      std::string value;
      text >> r >> col >> value;
      EXPECT_EQ(r, row + 1);
      EXPECT_EQ(col, c.col[n] + 1);
      EXPECT_EQ(std::bit_cast<std::uint32_t>(std::strtof(value.c_str(), nullptr)), std::bit_cast<std::uint32_t>(c.value[n])) << value;
    }
  }
}

Tensor read_mtx(std::string_view text) {
  const auto read = parse_mtx(text, "x.mtx");
  EXPECT_TRUE(read) << text << (read ? "" : read.error().args.back());
  return read ? read->array : Tensor();
}

TEST(Mtx, EveryKindIsRead) {
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix coordinate real general\n% a comment\n2 3 3\n1 1 1.5\n\n2 3 -2e0\n1 1 1\n"),
            Tensor::plane({2, 3}, {2.5f, 0, 0, 0, 0, -2}));
  EXPECT_EQ(read_mtx("%%matrixmarket MATRIX Coordinate Integer Symmetric\r\n2 2 2\r\n1 1 3\r\n2 1 4\r\n"),
            Tensor::plane({2, 2}, {3, 4, 4, 0}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 2"), Tensor::plane({2, 2}, {0, 1, 0, 0}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 1 5\n"), Tensor::plane({2, 2}, {0, -5, 5, 0}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix array real general\n2 3\n1\n2\n3\n4\n5\n6\n"), Tensor::plane({2, 3}, {1, 3, 5, 2, 4, 6}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix array integer symmetric\n2 2\n1\n2\n3\n"), Tensor::plane({2, 2}, {1, 2, 2, 3}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix array real skew-symmetric\n3 3\n1\n2\n3\n"),
            Tensor::plane({3, 3}, {0, -1, -2, 1, 0, -3, 2, 3, 0}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix coordinate real general\n2 2 0\n"), Tensor(Shape{1, 1, 2, 2}));
}

TEST(Mtx, WhatIsWrongIsSaidWithItsLine) {
  const std::string general = "%%MatrixMarket matrix coordinate real general\n";
  const auto why = [](const std::string& text) { return parse_mtx(text, "x.mtx").error().args.back(); };
  for (const char* banner : {"hello", "", "%%MatrixMarket matrix coordinate complex general", "%%MatrixMarket matrix array pattern general",
                             "%%MatrixMarket matrix coordinate real hermitian", "%%MatrixMarket vector array real general"}) {
    EXPECT_EQ(why(banner), reason("reason.mtx_banner", banner));
  }
  EXPECT_EQ(why(general), reason("reason.mtx_sizes"));
  EXPECT_EQ(why(general + "2 x 1\n"), reason("reason.mtx_whole", 2, "x", 1, INT64_MAX));
  EXPECT_EQ(why(general + "2 2\n"), reason("reason.mtx_whole", 2, "", 0, INT64_MAX));
  EXPECT_EQ(why(general + "2 2 2\n1 1 1\n"), reason("reason.mtx_short", 1, 2));
  EXPECT_EQ(why(general + "2 2 1\n3 1 1\n"), reason("reason.mtx_whole", 3, "3", 1, 2));
  EXPECT_EQ(why(general + "2 2 1\n1 0 1\n"), reason("reason.mtx_whole", 3, "0", 1, 2));
  EXPECT_EQ(why(general + "2 2 1\n1 1 1 1\n"), reason("reason.mtx_word", 3, "1"));
  EXPECT_EQ(why(general + "2 2 1\n1 1 1\n2 2 1\n"), reason("reason.mtx_more", 4));
  EXPECT_EQ(why("%%MatrixMarket matrix array real symmetric\n2 3\n1\n"), reason("reason.mtx_square", 2, 3));
  EXPECT_EQ(parse_mtx(general + "2 2 1\n1 1 one\n", "x.mtx").error(), (Error{ErrorCode::bad_number, {"x.mtx:3", "one"}}));
  EXPECT_EQ(parse_mtx(general + "100000 100000 0\n", "x.mtx").error(),
            (Error{ErrorCode::cannot_open, {"x.mtx", reason("reason.shape_too_large", "100000x100000", 67108864)}}));
}

TEST(Mtx, MatricesAndArraysReadBackToTheLastBit) {
  const test::Folder folder;
  const Tensor array = test::awkward_values({1, 1, 5, 4});
  ASSERT_TRUE(write_array(array, folder / "x.mtx"));
  test::expect_same_bits(read_array(folder / "x.mtx").value(), array);
  const Small small;
  EXPECT_EQ(read_mtx(written({small.ct, small.g, Side::c_transposed}, "Ct.mtx")).at({4, 0}), 4);
}

}  // namespace
}  // namespace deconvlab
