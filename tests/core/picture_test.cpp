// Pictures: written as PNG with 8 and 16 bits, read from every format, and refused where the file says more than it holds.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "core/formats/each_format.h"
#include "folder.h"
#include "support.h"

namespace deconvlab {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::FloatNear;
using testing::Pointwise;

// The pictures of tests/pictures, which make.py wrote.
std::string sample(const std::string& name) {
  const std::string bytes = test::bytes_in(std::filesystem::path(DECONVLAB_TESTS_DIR) / "pictures" / name);
  EXPECT_FALSE(bytes.empty()) << name;
  return bytes;
}

Tensor picture(const std::string& name) { return parse_picture(sample(name), name).value().array; }

std::vector<std::string> notes_of(const std::string& name) { return parse_picture(sample(name), name).value().notes; }

Error refused(std::string_view bytes) {
  const auto read = parse_picture(bytes, "x");
  EXPECT_FALSE(read);
  return read ? Error{} : read.error();
}

// Every file shows 2 rows of 3 pixels, red value 10 n, green 100 + n, blue 200 - n for pixel n; a grey one has the red value.
const std::vector<float> kRed{0, 10, 20, 30, 40, 50};
const std::vector<float> kAll{0, 10, 20, 30, 40, 50, 100, 101, 102, 103, 104, 105, 200, 199, 198, 197, 196, 195};

TEST(Picture, ColoursAndAlphaLeftOut) {
  for (const char* name : {"rgb.png",  "rgba.png",        "palette.png", "interlaced.png", "bmp24.bmp",   "bmp32.bmp", "topdown.bmp",
                           "core.bmp", "rgb.tga",         "rgba.tga",    "runs.tga",       "palette.tga", "rgb.psd",   "packed.psd",
                           "rgba.psd", "packed_rgba.psd", "rgb.gif",     "two.gif",        "rgb.ppm",     "text.ppm"}) {
    EXPECT_EQ(picture(name), Tensor(Shape{1, 3, 2, 3}, kAll)) << name;
  }
}

TEST(Picture, AlphaIsSaidToBeLeftOut) {
  for (const char* name : {"rgba.png", "grey_alpha.png", "bmp32.bmp", "rgba.tga", "rgba.psd", "packed_rgba.psd", "clear.gif"})
    EXPECT_THAT(notes_of(name), ElementsAre(reason("note.alpha", name))) << name;
  for (const char* name : {"rgb.png", "palette.png", "bmp24.bmp", "rgb.tga", "rgb.psd", "rgb.gif", "two.gif", "flat.jpg", "rgb.ppm"})
    EXPECT_THAT(notes_of(name), ElementsAre()) << name;
}

TEST(Picture, GreyWithOneTwoOrEightBits) {
  for (const char* name : {"grey.png", "grey_alpha.png", "grey.tga", "grey.pgm"})
    EXPECT_EQ(picture(name), Tensor::plane({2, 3}, kRed)) << name;
  EXPECT_EQ(picture("one_bit.png"), Tensor::plane({2, 3}, {0, 255, 0, 255, 0, 255}));
  EXPECT_EQ(picture("five.pgm"), Tensor::plane({2, 3}, {0, 51, 102, 153, 204, 255}));
}

// The low byte of each is 7: 256 n + 7 is (256 n + 7) / 257 of 255.
TEST(Picture, SixteenBitsKeepTheirFraction) {
  const auto deep = [](std::vector<float> values) {
    for (float& v : values) v = (256 * v + 7) / 257;
    return values;
  };
  for (const char* name : {"grey16.png", "grey16.pgm"})
    EXPECT_THAT(picture(name).data(), Pointwise(testing::FloatEq(), deep(kRed))) << name;
  for (const char* name : {"rgb16.png", "rgb16.psd"}) EXPECT_THAT(picture(name).data(), Pointwise(testing::FloatEq(), deep(kAll))) << name;
}

// IEC 61966-2-1 of 1/4, 1/8, 1/16; 1/2; 1; and of 4, 0, 2.
TEST(Picture, LinearLightIsPutOnTheStoredScale) {
  const std::vector<float> r{136.9602f, 187.5160f, 255.0000f, 465.3231f}, g{99.0861f, 187.5160f, 255.0000f, 0.0000f},
      b{70.7126f, 187.5160f, 255.0000f, 345.0803f};
  const Tensor flat = picture("flat.hdr");
  ASSERT_EQ(flat.shape(), (Shape{1, 3, 2, 2}));
  const Tensor packed = picture("packed.hdr");
  ASSERT_EQ(packed.shape(), (Shape{1, 3, 1, 8}));
  for (std::int64_t n = 0; n < 8; ++n) {
    for (const auto& [c, wanted] : {std::pair{0, &r}, {1, &g}, {2, &b}}) {
      EXPECT_NEAR(packed.at(0, c, 0, n), (*wanted)[n / 2], 1e-3);
      EXPECT_NEAR(flat.at(0, c, n / 4, n / 2 % 2), (*wanted)[n / 2], 1e-3);
    }
  }
  EXPECT_THAT(notes_of("flat.hdr"), ElementsAre(reason("note.linear", "flat.hdr")));
}

TEST(Picture, JpegIsReadNearly) {
  const Tensor jpeg = picture("flat.jpg");
  ASSERT_EQ(jpeg.shape(), (Shape{1, 3, 8, 16}));
  EXPECT_THAT(jpeg.plane(0, 0), Each(testing::FloatNear(200, 3)));
  EXPECT_THAT(jpeg.plane(0, 2), Each(testing::FloatNear(40, 3)));
}

TEST(Picture, TruncatedAnywhereIsAnError) {
  for (const char* name : {"rgb.png", "grey16.png", "bmp24.bmp", "flat.jpg", "progressive.jpg", "rgb.tga", "runs.tga", "palette.tga",
                           "rgb.psd", "rgb16.psd", "packed.psd", "flat.hdr", "packed.hdr", "rgb.ppm", "grey16.pgm", "rgb.gif", "two.gif"}) {
    std::string whole = sample(name);
    if (whole.starts_with("GIF"))
      whole.resize(whole.find('\0', whole.find(std::string("\x2C\0\0\0\0", 5)) + 12) + 1);  // the first picture's end
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(parse_picture(whole.substr(0, size), name)) << name << ' ' << size;
  }
}

TEST(Picture, ASizeThatTheBytesCannotHoldIsRefused) {
  std::string png = sample("rgb.png");
  png.replace(16, 8, std::string("\0\0\x40\0\0\0\x10\0", 8));  // 16384 x 4096
  EXPECT_EQ(refused(png).code, ErrorCode::truncated);
  png.replace(16, 8, std::string("\0\0\x40\0\0\0\x20\0", 8));
  EXPECT_EQ(refused(png), (Error{ErrorCode::too_large, {reason("reason.pixels_of", "x"), "16384x8192", "67108864"}}));
  png.replace(16, 8, std::string("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF", 8));
  EXPECT_EQ(refused(png), (Error{ErrorCode::too_large, {reason("reason.side_of", "x"), "2147483647", "16777216"}}));
  std::string bmp = sample("bmp24.bmp");
  bmp.replace(18, 8, std::string("\0\x10\0\0\0\x10\0\0", 8));  // 4096 x 4096
  EXPECT_EQ(refused(bmp).args[2], reason("reason.cut_picture"));
  bmp.replace(22, 4, std::string("\0\0\0\x80", 4));
  EXPECT_EQ(refused(bmp).code, ErrorCode::too_large);
  std::string jpeg = sample("flat.jpg");
  const std::size_t frame = jpeg.find("\xFF\xC0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, "\x7F\xFF\x7F\xFF");
  EXPECT_EQ(refused(jpeg).code, ErrorCode::too_large);
}

// The same of the formats that say their sides in two or four bytes at a place.
TEST(Picture, AHugeLyingOrEmptySizeIsOneSentence) {
  struct Sides {
    const char* name;
    std::size_t at;
    std::string huge;  // 65535 x 65535
    std::string none;
    std::string more;  // than the bytes hold
  };
  const std::string four(4, '\xFF');
  const std::string zeros(8, '\0');
  const std::string big("\0\0\xFF\xFF\0\0\xFF\xFF", 8);
  for (const Sides& sides : {Sides{"rgb.gif", 6, four, zeros.substr(0, 4), {}},
                             {"rgb.tga", 12, four, zeros.substr(0, 4), std::string("\0\4\0\4", 4)},
                             {"runs.tga", 12, four, zeros.substr(0, 4), std::string("\0\4\0\4", 4)},
                             {"rgb.psd", 14, big, zeros, std::string("\0\0\4\0\0\0\4\0", 8)},
                             {"packed.psd", 14, big, zeros, std::string("\0\0\4\0\0\0\4\0", 8)}}) {
    const auto with = [&](const std::string& text) { return sample(sides.name).replace(sides.at, text.size(), text); };
    EXPECT_EQ(refused(with(sides.huge)).code, ErrorCode::too_large) << sides.name;
    EXPECT_EQ(refused(with(sides.none)).args[2], reason("reason.no_pixels")) << sides.name;
    if (sides.more.empty()) continue;
    EXPECT_EQ(refused(with(sides.more)).args[2], reason("reason.cut_picture")) << sides.name;
  }
  EXPECT_EQ(refused("P5 65535 65535 255\nabc").code, ErrorCode::too_large);
  EXPECT_EQ(refused("P6 0 5 255\nabc").args[2], reason("reason.no_pixels"));
  EXPECT_EQ(refused("P6 4000 4000 255\nabc").args[2], reason("reason.cut_picture"));
  const std::string hdr = "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n";
  EXPECT_EQ(refused(hdr + "-Y 65535 +X 65535\nabcd").code, ErrorCode::too_large);
  EXPECT_EQ(refused(hdr + "-Y 0 +X 8\nabcd").args[2], reason("reason.no_pixels"));
  EXPECT_EQ(refused(hdr + "-Y 2 +X 2\nabcd").args[2], reason("reason.cut_picture"));
}

// 2^32 and more would be a small number in 32 bits, 2^64 and more in 64.
TEST(Picture, ASideBeyondAnIntegerIsRefusedWithAllItsDigits) {
  const auto too_long = [](const char* side) { return Error{ErrorCode::too_large, {reason("reason.side_of", "x"), side, "16777216"}}; };
  for (const char* kind : {"P5", "P6", "P2", "P3"}) {
    EXPECT_EQ(refused(fmt::format("{} 4294967298 1 255\nabcdef", kind)), too_long("4294967298")) << kind;
    EXPECT_EQ(refused(fmt::format("{} 1 8589934594 255\nabcdef", kind)), too_long("8589934594")) << kind;
    EXPECT_EQ(refused(fmt::format("{} 18446744073709551618 1 255\nabcdef", kind)).args[2], reason("reason.pnm_header")) << kind;
    EXPECT_EQ(refused(fmt::format("{} 2 1 4294967551\nabcdef", kind)).args[2], reason("reason.pnm_header")) << kind;
  }
  EXPECT_EQ(refused("P2 2 1 255\n1 4294967297").args[2], reason("reason.pnm_value"));
  const std::string hdr = "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n";
  EXPECT_EQ(refused(hdr + "-Y 1 +X 4294967298\nabcdabcd"), too_long("4294967298"));
  EXPECT_EQ(refused(hdr + "-Y 4294967297 +X 2\nabcdabcd"), too_long("4294967297"));
  EXPECT_EQ(refused(hdr + "-Y 18446744073709551617 +X 2\nabcdabcd").args[2], reason("reason.hdr_header"));
  const std::string psd = sample("rgb.psd").replace(14, 8, std::string("\xFF\xFF\xFF\xFE\0\0\0\3", 8));
  EXPECT_EQ(refused(psd), too_long("4294967294"));
  const std::string bmp = sample("bmp24.bmp").replace(18, 4, "\xFE\xFF\xFF\xFF");
  EXPECT_EQ(refused(bmp), too_long("4294967294"));
}

// A PNG of these sides, whose data unpacks to so many bytes more than its grey rows take.
std::string png_with(std::uint32_t side, std::size_t more) {
  const auto big = [](std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
    return bytes;
  };
  const auto chunk = [&](const std::string& name, const std::string& data) {
    return big(static_cast<std::uint32_t>(data.size())) + name + data + big(0);  // the decoder passes over checksums
  };
  const std::string rows(side * (side + 1) + more, '\0');
  uLongf size = compressBound(rows.size());
  std::string packed(size, '\0');
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()), rows.size(), 1);
  packed.resize(size);
  const std::string header = big(side) + big(side) + std::string("\x08\0\0\0\0", 5);
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", packed.substr(0, 9)) + chunk("IDAT", packed.substr(9)) +
         chunk("IEND", "");
}

TEST(Picture, APngsDataUnpacksToNoMoreThanItsPixelsTake) {
  EXPECT_EQ(parse_picture(png_with(8, 0), "x").value().array, Tensor(Shape{1, 1, 8, 8}));
  EXPECT_EQ(parse_picture(png_with(8, 65536), "x").value().array, Tensor(Shape{1, 1, 8, 8}));
  const Error bomb{ErrorCode::malformed, {"x", reason("word.picture"), reason("reason.png_too_much", 8, 8, 72, 65608)}};
  EXPECT_EQ(refused(png_with(8, 65537)), bomb);
  EXPECT_EQ(refused(png_with(8, 100'000'000)), bomb);
  std::string damaged = png_with(8, 0);
  damaged[damaged.find("IDAT") + 6] = '\x07';  // a block of the kind that there is not
  EXPECT_EQ(refused(damaged).args[2], reason("reason.png_damaged"));
}

TEST(Picture, WhatItsNumbersCannotMeanIsSaid) {
  EXPECT_EQ(refused("P5 2 1 70000\nabcd").args[2], reason("reason.pnm_header"));
  EXPECT_EQ(refused("P5 2 x 7\nabcd").args[2], reason("reason.pnm_header"));
  EXPECT_EQ(refused("P2 2 1 7\n5 8").args[2], reason("reason.pnm_value"));
  EXPECT_EQ(refused("P2 3 1 7\n5 7    ").args[2], reason("reason.cut_picture"));
  EXPECT_EQ(refused(std::string("P5 2 1 9\n\1\x0A", 11)).args[2], reason("reason.pnm_value"));
  EXPECT_EQ(refused("#?RGBE\nFORMAT=32-bit_rle_rgbe\n" + std::string(3, '\0') + "\n-Y 0 +X 8\n\n-Y 1 +X 1\nabcd").args[2],
            reason("reason.hdr_header"));
  EXPECT_EQ(refused("#?RGBE\nFORMAT=xyz\n\n-Y 1 +X 1\nabcd").args[2], reason("reason.hdr_header"));
  std::string packed = sample("packed.hdr");
  packed[packed.find(std::string("\2\2\0\x08", 4)) + 4] = 0;  // a run of nothing, over and over
  EXPECT_EQ(refused(packed).args[2], reason("reason.cut_picture"));
  std::string psd = sample("packed.psd");
  psd[23] = 16;
  EXPECT_EQ(refused(psd).args[2], reason("reason.packed_16"));
  std::string tga = sample("palette.tga");
  tga[5] = 0;
  EXPECT_EQ(refused(tga).args[2], reason("reason.no_colours"));
}

// The content decides, not the name.
TEST(Picture, AWrongNameDoesNotMatter) {
  const test::Folder folder;
  for (const char* name : {"rgb.gif", "rgb.tga", "rgb.psd", "rgb.ppm", "bmp24.bmp"}) {
    std::ofstream(folder / "x.jpg", std::ios::binary) << sample(name);
    EXPECT_EQ(read_array(folder / "x.jpg").value(), Tensor(Shape{1, 3, 2, 3}, kAll)) << name;
  }
  std::ofstream(folder / "x.tga") << "some words that are no picture at all";
  EXPECT_EQ(read_array(folder / "x.tga").error().args[2], reason("reason.not_picture"));
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

// Each table that a scan is coded with, renamed to one that is never used.
TEST(Picture, AJpegsScansHaveTheirTables) {
  for (const char* name : {"flat.jpg", "progressive.jpg"}) {
    const std::string jpeg = sample(name);
    ASSERT_TRUE(parse_picture(jpeg, "x")) << name;
    for (const char* marker : {"\xFF\xC4", "\xFF\xDB"}) {
      std::string bytes = jpeg;
      const std::size_t table = bytes.find(marker) + 4;
      bytes[table] = static_cast<char>(bytes[table] + 3);
      EXPECT_EQ(refused(bytes), (Error{ErrorCode::malformed, {"x", reason("word.picture"), reason("reason.no_table")}})) << name;
    }
  }
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

TEST(Picture, SixteenBitsReadBackToTheirStep) {
  const test::Folder folder;
  for (const Shape shape : {Shape{1, 1, 5, 7}, Shape{1, 3, 5, 7}, Shape{1, 1, 1, 300}}) {
    Tensor array(shape);
    for (std::int64_t n = 0; n < array.size(); ++n) array.data()[n] = static_cast<float>(static_cast<double>(n * 7919 % 65536) / 257);
    ASSERT_TRUE(write_deep_array(array, folder / "x.png"));
    EXPECT_EQ(read_array(folder / "x.png").value(), array);
  }
  ASSERT_TRUE(write_deep_array(Tensor::plane({1, 4}, {-5, 1e30f, 0.001f, __builtin_nanf("")}), folder / "x.png"));
  EXPECT_THAT(read_array(folder / "x.png")->data(), ElementsAre(0, 255, 0, 0));
  EXPECT_EQ(write_deep_array(Tensor(Shape{1, 1, 2, 2}), folder / "x.npy").error().code, ErrorCode::unknown_extension);
  EXPECT_EQ(write_deep_array(Tensor(Shape{1, 2, 2, 2}), folder / "y.png").error().code, ErrorCode::shape_mismatch);
}

TEST(Picture, ClampedValuesAreCounted) {
  const Tensor values = Tensor::plane({1, 7}, {-0.25f, 0, 255, 255.25f, __builtin_nanf(""), HUGE_VALF, 7});
  EXPECT_EQ(count_clamped(values, "x.png"), 4);
  EXPECT_EQ(count_clamped(values, "x.npy"), 0);
}

TEST(Picture, OnlyOneOrThreePlanesOfUsefulSize) {
  const test::Folder folder;
  EXPECT_EQ(write_array(Tensor(Shape{1, 2, 2, 2}), folder / "x.png").error().code, ErrorCode::shape_mismatch);
  EXPECT_EQ(write_array(Tensor(Shape{2, 1, 2, 2}), folder / "x.png").error().code, ErrorCode::shape_mismatch);
  EXPECT_EQ(write_array(Tensor(Shape{1, 1, 1, 40000}), folder / "x.png").error().code, ErrorCode::too_large);
  EXPECT_EQ(write_array(Tensor::unfilled({1, 1, 20000, 10000}), folder / "x.png").error().code, ErrorCode::too_large);
  EXPECT_TRUE(folder.names().empty());
}

// E69F00 is the strongest shade, FCEFCF the palest: half of the largest lies in the middle, whatever its sign.
TEST(Picture, OfAMatrixHasEachEntryInTheShadeOfItsAbsoluteValue) {
  const test::Folder folder;
  const Geometry g = test::sizes(test::square(3, 2, 1, 0));
  const Csr c = build_matrix(g, Tensor::plane({2, 2}, {-2, 0, 1, 2}), Side::c).value();
  ASSERT_TRUE(write_matrix({c, g}, folder / "C.png"));
  const Tensor seen = read_array(folder / "C.png").value();
  ASSERT_EQ(seen.shape(), (Shape{1, 3, 4, 9}));
  const auto at = [&](std::int64_t row, std::int64_t col) {
    return std::array{seen.at(0, 0, row, col), seen.at(0, 1, row, col), seen.at(0, 2, row, col)};
  };
  const std::array strong{230.0f, 159.0f, 0.0f};
  EXPECT_EQ(at(0, 0), strong);
  EXPECT_EQ(at(0, 1), (std::array{252.0f, 239.0f, 207.0f}));
  EXPECT_EQ(at(0, 3), (std::array{241.0f, 199.0f, 104.0f}));
  EXPECT_EQ(at(0, 4), strong);
  EXPECT_EQ(at(3, 8), strong);
  EXPECT_EQ(at(0, 2), (std::array{255.0f, 255.0f, 255.0f}));
}

TEST(Picture, OfALargeMatrixCountsEntriesTogether) {
  const test::Folder folder;
  const Geometry g = test::sizes(test::square(100, 3, 1, 1));
  const Csr c = build_matrix(g, Tensor(Shape{1, 1, 3, 3}, 1), Side::c).value();
  ASSERT_TRUE(write_matrix({c, g}, folder / "C.png"));
  EXPECT_EQ(read_array(folder / "C.png")->shape(), (Shape{1, 3, 4096, 4096}));
}

}  // namespace
}  // namespace deconvlab
