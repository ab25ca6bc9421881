// Differences and colours: both devices against core's loops and against the colours that scenes draw with. Without GL these tests fail.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "app/draw/theme.h"
#include "app/gpu/gl_device.h"
#include "core/cpu/cpu_device.h"

namespace deconvlab {
namespace {

class Colors : public testing::Test {
 protected:
  void SetUp() override {
    auto gpu = GlDevice::make();
    auto small = GlDevice::make({.buffer_bytes = 1000});
    ASSERT_TRUE(gpu && small);
    gpu_ = std::move(*gpu);
    small_gpu_ = std::move(*small);
  }
  std::array<Device*, 3> all() { return {&cpu_, gpu_.get(), small_gpu_.get()}; }

  CpuDevice cpu_;
  std::unique_ptr<Device> gpu_, small_gpu_;
};

// Whole numbers from -300 to 300.
Tensor values(const Shape& shape, std::uint32_t seed) {
  Tensor x(shape);
  for (float& v : x.data()) v = static_cast<float>((seed = seed * 1664525u + 1013904223u) >> 8) / (1 << 24) * 600 - 300;
  for (float& v : x.data()) v = std::round(v);
  return x;
}

const Shape kShapes[] = {{1, 1, 1, 1}, {1, 1, 3, 5}, {2, 2, 7, 3}, {3, 4, 9, 11}, {1, 1, 70, 90}, {2, 1, 1, 4097}};

TEST_F(Colors, SignedDifferencesAreExact) {
  for (const Shape& shape : kShapes) {
    const Tensor found = values(shape, 1);
    const Tensor wanted = values(shape, 2);
    for (Device* device : all())
      EXPECT_EQ(device->signed_difference(found, wanted).value(), signed_difference(found, wanted)) << device->name() << shape.text();
  }
}

TEST_F(Colors, ThirdsAreWithinRounding) {
  const Tensor found = values({2, 3, 40, 33}, 1);
  const Tensor wanted = values({2, 3, 40, 33}, 2);
  for (Device* device : all())
    EXPECT_LT(largest_difference(device->signed_difference(found, wanted).value(), signed_difference(found, wanted)), 1e-4f);
}

TEST_F(Colors, DifferencesNeedOneShape) {
  for (Device* device : all()) {
    const auto refused = device->signed_difference(Tensor(Shape{1, 1, 2, 3}), Tensor(Shape{1, 1, 3, 2}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Error{ErrorCode::shape_mismatch, {"picture", "1x1x2x3", "1x1x3x2"}}));
  }
}

int largest_step(std::uint32_t a, std::uint32_t b) {
  int largest = 0;
  for (int shift = 0; shift < 32; shift += 8)
    largest = std::max(largest, std::abs(static_cast<int>(a >> shift & 255) - static_cast<int>(b >> shift & 255)));
  return largest;
}

std::uint32_t bytes_of(Color c) {
  const auto byte = [](float v) { return static_cast<std::uint32_t>(std::lround(v * 255)); };
  return byte(c.r) | byte(c.g) << 8 | byte(c.b) << 16 | byte(c.a) << 24;
}

// The diverging colours of both themes, viridis, and greys, each as the drawing code colours one value.
TEST_F(Colors, AreTheOnesThatScenesDrawWith) {
  for (const Shape& shape : kShapes) {
    const Tensor x = values(shape, 3);
    for (Device* device : all()) {
      SCOPED_TRACE(device->name() + shape.text());
      const auto compare = [&](const ColorMap& map, auto&& drawn) {
        const PackedColors pixels = device->color_map(x, map).value();
        ASSERT_EQ(std::ssize(pixels), x.size());
        for (std::int64_t n = 0; n < x.size(); ++n) ASSERT_LE(largest_step(pixels[n], bytes_of(drawn(x.data()[n]))), 1) << x.data()[n];
      };
      for (const Theme& theme : theme_table()) compare(theme.diverging_map(255), [&](float v) { return theme.diverging(v / 255); });
      compare(viridis_map(200), [](float v) { return viridis(v / 200); });
    }
  }
}

TEST_F(Colors, StopAtTheEndsOfTheTable) {
  const float most = std::numeric_limits<float>::infinity();
  const Tensor x({1, 1, 1, 5}, {-most, -1e30f, 1e30f, most, std::numeric_limits<float>::quiet_NaN()});
  const ColorMap map{-2, 3, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1, 0}}};
  for (Device* device : all()) EXPECT_EQ(device->color_map(x, map).value(), color_map(x, map)) << device->name();
}

TEST_F(Colors, NothingHasNone) {
  const Tensor none(Shape{0, 3, 4, 5});
  for (Device* device : all()) {
    EXPECT_EQ(device->color_map(none, viridis_map(1)).value().size(), 0u);
    EXPECT_EQ(device->signed_difference(none, none).value().shape(), (Shape{0, 1, 4, 5}));
  }
}

TEST_F(Colors, ATableThatNoBufferHoldsIsRefused) {
  const ColorMap map{0, 1, std::vector<Rgba>(100)};
  const auto refused = small_gpu_->color_map(Tensor(Shape{1, 1, 1, 1}), map);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().args[1], "color_map (1600 bytes > 1000 = GL_MAX_SHADER_STORAGE_BLOCK_SIZE)");
}

}  // namespace
}  // namespace deconvlab
