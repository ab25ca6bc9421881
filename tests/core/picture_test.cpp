// Pictures: written as PNG, read from PNG, JPEG and BMP, and refused where the file says more than it holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/formats/each_format.h"
#include "folder.h"
#include "support.h"

namespace deconvlab {
namespace {

using testing::Each;
using testing::ElementsAre;

// The pictures of tests/pictures, which make.py wrote.
std::string sample(const std::string& name) {
  const std::string bytes = test::bytes_in(std::filesystem::path(DECONVLAB_TESTS_DIR) / "pictures" / name);
  EXPECT_FALSE(bytes.empty()) << name;
  return bytes;
}

Tensor picture(const std::string& name) { return parse_picture(sample(name), name).value(); }

Error refused(std::string_view bytes) {
  const auto read = parse_picture(bytes, "x");
  EXPECT_FALSE(read);
  return read ? Error{} : read.error();
}

// Every file shows 2 rows of 3 pixels, red value 10 n, green 100 + n, blue 200 - n for pixel n; a grey one has the red value.
const std::vector<float> kRed{0, 10, 20, 30, 40, 50};
const std::vector<float> kAll{0, 10, 20, 30, 40, 50, 100, 101, 102, 103, 104, 105, 200, 199, 198, 197, 196, 195};

TEST(Picture, ColoursAndAlphaLeftOut) {
  for (const char* name :
       {"rgb.png", "rgba.png", "rgb16.png", "palette.png", "interlaced.png", "bmp24.bmp", "bmp32.bmp", "topdown.bmp", "core.bmp"}) {
    EXPECT_EQ(picture(name), Tensor(Shape{1, 3, 2, 3}, kAll)) << name;
  }
}

TEST(Picture, GreyWithOneTwoOrSixteenBits) {
  for (const char* name : {"grey.png", "grey_alpha.png", "grey16.png"}) EXPECT_EQ(picture(name), Tensor::plane({2, 3}, kRed)) << name;
  EXPECT_EQ(picture("one_bit.png"), Tensor::plane({2, 3}, {0, 255, 0, 255, 0, 255}));
}

TEST(Picture, JpegIsReadNearly) {
  const Tensor jpeg = picture("flat.jpg");
  ASSERT_EQ(jpeg.shape(), (Shape{1, 3, 8, 16}));
  EXPECT_THAT(jpeg.plane(0, 0), Each(testing::FloatNear(200, 3)));
  EXPECT_THAT(jpeg.plane(0, 2), Each(testing::FloatNear(40, 3)));
}

TEST(Picture, TruncatedAnywhereIsAnError) {
  for (const char* name : {"rgb.png", "grey16.png", "bmp24.bmp", "flat.jpg", "progressive.jpg"}) {
    const std::string whole = sample(name);
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(parse_picture(whole.substr(0, size), name)) << name << ' ' << size;
  }
}

TEST(Picture, ASizeThatTheBytesCannotHoldIsRefused) {
  std::string png = sample("rgb.png");
  png.replace(16, 8, std::string("\0\0\x40\0\0\0\x10\0", 8));  // 16384 x 4096
  EXPECT_EQ(refused(png).code, ErrorCode::truncated);
  png.replace(16, 8, std::string("\0\0\x40\0\0\0\x20\0", 8));
  EXPECT_EQ(refused(png).code, ErrorCode::too_large);
  png.replace(16, 8, std::string("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF", 8));
  EXPECT_EQ(refused(png).code, ErrorCode::malformed);
  std::string bmp = sample("bmp24.bmp");
  bmp.replace(18, 8, std::string("\0\x10\0\0\0\x10\0\0", 8));  // 4096 x 4096
  EXPECT_EQ(refused(bmp).code, ErrorCode::truncated);
  bmp.replace(22, 4, std::string("\0\0\0\x80", 4));
  EXPECT_EQ(refused(bmp).code, ErrorCode::too_large);
  std::string jpeg = sample("flat.jpg");
  const std::size_t frame = jpeg.find("\xFF\xC0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, "\x7F\xFF\x7F\xFF");
  EXPECT_EQ(refused(jpeg).code, ErrorCode::too_large);
}

// A table that claims 16 x 255 codes, before the frame and after it.
TEST(Picture, AJpegsTablesAreCheckedBeforeTheyAreDecoded) {
  const std::string jpeg = sample("flat.jpg");
  for (const char* marker : {"\xFF\xDB", "\xFF\xDA"}) {
    std::string bytes = jpeg;
    bytes.insert(bytes.find(marker), "\xFF\xC4" + std::string("\x02\x13\0", 3) + std::string(16, '\xFF') + std::string(512, '\0'));
    EXPECT_EQ(refused(bytes), (Error{ErrorCode::malformed, {"x", reason("word.picture"), reason("reason.huffman")}}));
  }
  EXPECT_EQ(refused(std::string("\xFF\xD8\xFF\xE0\0\1", 6)).args[2], reason("reason.short_segment"));
  EXPECT_EQ(refused("\xFF\xD8\xFF").args[2], reason("reason.cut_picture"));
}

TEST(Picture, APngsChunkIsNoLongerThanTheFile) {
  std::string png = sample("rgb.png");
  png.replace(png.find("IDAT") - 4, 4, "\x7F\xFF\xFF\xFF");
  EXPECT_EQ(refused(png), (Error{ErrorCode::malformed, {"x", reason("word.picture"), reason("reason.cut_picture")}}));
}

TEST(Picture, OtherFilesAreMalformed) {
  EXPECT_EQ(refused("").code, ErrorCode::malformed);
  EXPECT_EQ(refused("GIF89a").code, ErrorCode::malformed);
  EXPECT_EQ(refused("BM").code, ErrorCode::malformed);
}

TEST(Picture, WrittenPixelsReadBack) {
  const test::Folder folder;
  for (const Shape shape : {Shape{1, 1, 5, 7}, Shape{1, 3, 5, 7}, Shape{1, 1, 1, 300}}) {
    Tensor array(shape);
    for (std::int64_t n = 0; n < array.size(); ++n) array.data()[n] = static_cast<float>(n * 37 % 256);
    ASSERT_TRUE(write_array(array, folder / "x.png"));
    EXPECT_EQ(read_array(folder / "x.png").value(), array);
  }
}

TEST(Picture, ValuesAreRoundedAndKeptWithinAByte) {
  const test::Folder folder;
  const float nan = __builtin_nanf("");
  ASSERT_TRUE(write_array(Tensor::plane({1, 9}, {-5, -0.0f, 0.4f, 0.6f, 254.6f, 1e30f, HUGE_VALF, -HUGE_VALF, nan}), folder / "x.png"));
  EXPECT_THAT(read_array(folder / "x.png")->data(), ElementsAre(0, 0, 0, 1, 255, 255, 255, 0, 0));
}

TEST(Picture, OnlyOneOrThreePlanesOfUsefulSize) {
  const test::Folder folder;
  EXPECT_EQ(write_array(Tensor(Shape{1, 2, 2, 2}), folder / "x.png").error().code, ErrorCode::shape_mismatch);
  EXPECT_EQ(write_array(Tensor(Shape{2, 1, 2, 2}), folder / "x.png").error().code, ErrorCode::shape_mismatch);
  EXPECT_EQ(write_array(Tensor(Shape{1, 1, 1, 40000}), folder / "x.png").error().code, ErrorCode::too_large);
  EXPECT_EQ(write_array(Tensor::unfilled({1, 1, 20000, 10000}), folder / "x.png").error().code, ErrorCode::too_large);
  EXPECT_TRUE(folder.names().empty());
}

TEST(Picture, OfAMatrixIsBlackAtItsNonzeros) {
  const test::Folder folder;
  const Geometry g = test::sizes(test::square(4, 3, 1, 0));
  const Csr c = build_matrix(g, Tensor(Shape{1, 1, 3, 3}, 1), Side::c).value();
  ASSERT_TRUE(write_matrix({c, g}, folder / "C.png"));
  const Tensor seen = read_array(folder / "C.png").value();
  ASSERT_EQ(seen.shape(), (Shape{1, 1, 4, 16}));
  for (std::int64_t row = 0; row < 4; ++row) {
    for (std::int64_t col = 0; col < 16; ++col) EXPECT_EQ(seen.at({row, col}), weight_at(g, row, col).found ? 0 : 255);
  }
}

TEST(Picture, OfALargeMatrixCountsEntriesTogether) {
  const test::Folder folder;
  const Geometry g = test::sizes(test::square(100, 3, 1, 1));
  const Csr c = build_matrix(g, Tensor(Shape{1, 1, 3, 3}, 1), Side::c).value();
  ASSERT_TRUE(write_matrix({c, g}, folder / "C.png"));
  EXPECT_EQ(read_array(folder / "C.png")->shape(), (Shape{1, 1, 4096, 4096}));
}

}  // namespace
}  // namespace deconvlab
