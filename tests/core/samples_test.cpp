// Sample pictures: at every size, within a byte, not flat, and the zone plate against its formula.
#include "core/samples/samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "core/samples/font.h"
#include "core/samples/labelled.h"

namespace deconvlab {
namespace {

Tensor sample(std::string_view name, Extent size) { return make_sample(name, size).value(); }

double mean(std::span<const float> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation(std::span<const float> values) {
  const double middle = mean(values);
  double sum = 0;
  for (const float v : values) sum += (v - middle) * (v - middle);
  return std::sqrt(sum / static_cast<double>(values.size()));
}

// FNV-1a over the values as bytes.
std::uint64_t fingerprint(const Tensor& picture) {
  std::uint64_t hash = 14695981039346656037u;
  for (const float v : picture.data()) hash = (hash ^ static_cast<std::uint64_t>(v)) * 1099511628211u;
  return hash;
}

TEST(Samples, AreWholeBytesAtEverySize) {
  for (const Sample& named : sample_table()) {
    for (const Extent size : {Extent{1, 1}, {2, 3}, {64, 64}, {65, 130}, {200, 70}, {256, 256}}) {
      const Tensor picture = sample(named.name, size);
      const bool colour = named.name == "scene" || named.name == "objects";
      EXPECT_EQ(picture.shape(), (Shape{1, colour ? 3 : 1, size.h, size.w})) << named.name;
      EXPECT_TRUE(std::ranges::all_of(picture.data(), [](float v) { return v >= 0 && v <= 255 && v == std::floor(v); })) << named.name;
    }
  }
}

TEST(Samples, AreNeitherFlatNorDarkNorGlaring) {
  for (const Sample& named : sample_table()) {
    for (const std::int64_t side : {64, 256, 1024}) {
      const Tensor picture = sample(named.name, Extent::square(side));
      for (std::int64_t c = 0; c < picture.shape().c; ++c) {
        EXPECT_GT(mean(picture.plane(0, c)), 80) << named.name << side;
        EXPECT_LT(mean(picture.plane(0, c)), 240) << named.name << side;
        EXPECT_GT(deviation(picture.plane(0, c)), named.seeded ? 10 : 40) << named.name << side;  // a small scene may be bare ground
      }
    }
  }
}

TEST(Samples, AreTheSameEverywhere) {
  EXPECT_EQ(fingerprint(sample("scene", {96, 128})), 16700316654037900304u);
  EXPECT_EQ(fingerprint(sample("text", {96, 128})), 12464483956388053262u);
  EXPECT_EQ(fingerprint(sample("zone-plate", {96, 128})), 5354179142502418605u);
}

TEST(Samples, TheZonePlateIsItsFormula) {
  for (const Extent size : {Extent{64, 64}, {33, 50}, {128, 31}}) {
    const Tensor plate = sample("zone-plate", size);
    const auto n = static_cast<double>(std::max(size.h, size.w));
    for (std::int64_t row = 0; row < size.h; ++row) {
      for (std::int64_t col = 0; col < size.w; ++col) {
        const double y = static_cast<double>(row) - static_cast<double>(size.h - 1) / 2;
        const double x = static_cast<double>(col) - static_cast<double>(size.w - 1) / 2;
        EXPECT_NEAR(plate.at({row, col}), 127.5 + 127.5 * std::cos(std::numbers::pi * (x * x + y * y) / n), 0.5 + 1e-6);
      }
    }
  }
}

// Greys are only at the edges of letters.
TEST(Samples, APageIsBlackOnWhite) {
  for (const std::int64_t side : {64, 256, 1024}) {
    const Tensor page = sample("text", Extent::square(side));
    const auto part = [&](float value) {
      return static_cast<double>(std::ranges::count(page.data(), value)) / static_cast<double>(page.size());
    };
    EXPECT_GT(part(255), 0.6) << side;
    EXPECT_GT(part(0), 0.06) << side;
    EXPECT_GT(part(0) + part(255), 0.9) << side;
  }
}

TEST(Samples, TheFontHasItsDots) {
  const std::string_view wanted[] = {"#####", "#....", "#....", "####.", "#....", "#....", "#####", "....."};
  for (int row = 0; row < 8; ++row) {
    for (int col = 0; col < 5; ++col) EXPECT_EQ(has_dot("aE", row, kLetterWidth + col), wanted[row][col] == '#') << row << col;
  }
  for (const auto& [row, col] : {std::pair{-1, 0}, {8, 0}, {0, -1}, {0, 12}}) EXPECT_FALSE(has_dot("EE", row, col));
}

TEST(Samples, ObjectsAreTheUpperLeftPartOfALabelledScene) {
  for (const Extent size : {Extent{96, 96}, {70, 128}, {128, 33}}) {
    const Tensor picture = sample("objects:7", size);
    const Tensor square = labelled_scene(7, std::max(size.h, size.w)).picture;
    for (std::int64_t n = 0; n < picture.size(); ++n) {
      const Cell c = size.cell_at(n % size.area());
      const std::int64_t channel = n / size.area();
      ASSERT_EQ(picture.at(0, channel, c.row, c.col), std::round(255 * square.at(0, channel, c.row, c.col))) << n;
    }
  }
}

TEST(Samples, ASeedChoosesAmongObjects) {
  constexpr Extent kSize{64, 64};
  EXPECT_EQ(sample("objects", kSize), sample("objects:16", kSize));
  EXPECT_NE(sample("objects:7", kSize), sample("objects:8", kSize));
  EXPECT_EQ(choose_sample("objects:18446744073709551615")->seed, UINT64_MAX);
  EXPECT_EQ(choose_sample("objects:0")->seed, 0u);
}

TEST(Samples, RefuseASeedThatIsNoneOrThatNothingTakes) {
  for (const char* name : {"objects:", "objects:x", "objects:1x", "objects:-1", "objects: 1", "objects:1.5", "objects:1:2",
                           "objects:18446744073709551616", "scene:1", "text:", "zone-plate:2", ":1", ""}) {
    const auto made = make_sample(name, {8, 8});
    ASSERT_FALSE(made) << name;
    EXPECT_EQ(made.error(), (Error{ErrorCode::unknown_name, {"sample", name, "scene, text, zone-plate, objects"}})) << name;
  }
}

TEST(Samples, RefuseNamesAndSizes) {
  EXPECT_EQ(make_sample("lena", {64, 64}).error(),
            (Error{ErrorCode::unknown_name, {"sample", "lena", "scene, text, zone-plate, objects"}}));
  EXPECT_EQ(make_sample("scene", {0, 64}).error(), (Error{ErrorCode::not_positive, {"picture side", "0"}}));
  EXPECT_EQ(make_sample("text", {16384, 8192}).error().code, ErrorCode::too_large);
  EXPECT_EQ(make_sample("text", {std::int64_t{1} << 40, std::int64_t{1} << 40}).error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace deconvlab
