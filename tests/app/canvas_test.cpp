// The window's canvas and the one behind `render` show the same picture.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "app/diagram/labels.h"
#include "app/draw/bold_chinese.h"
#include "app/draw/cairo_canvas.h"
#include "app/gpu/gl_loader.h"
#include "app/gpu/offscreen.h"
#include "app/scenes/scenes.h"
#include "app/ui/frame_target.h"
#include "tests/app/drawn.h"
#include "tests/gpu/gl_test.h"

namespace deconvlab::test {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr double kLargestMean = 2.0;    // of 255, over all channels and pixels
constexpr double kLargestBlurred = 45;  // of 255, where both pictures are blurred: glyphs may differ, what they say and where may not
constexpr int kBlur = 9;                // pixels

template <class Draw>
Raster by_cairo(double scale, Draw&& draw) {
  CairoCanvas canvas(kWidth, kHeight, scale);
  draw(canvas);
  return canvas.pixels();
}

class CanvasTest : public GlTest {
 protected:
  void SetUp() override {
    GlTest::SetUp();
    if (HasFatalFailure()) return;
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ASSERT_TRUE(ImGui_ImplOpenGL3_Init("#version 430 core"));
  }
  void TearDown() override {
    if (ImGui::GetCurrentContext()) {
      ImGui_ImplOpenGL3_Shutdown();
      ImGui::DestroyContext();
    }
    GlTest::TearDown();
  }

  template <class Draw>
  Raster by_imgui(double scale, Draw&& draw) {
    ImGuiIO& io = ImGui::GetIO();
    const FontSet fonts = build_fonts(*io.Fonts, scale, all_window_text());
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
    const OffscreenTarget target(static_cast<int>(kWidth * scale), static_cast<int>(kHeight * scale));
    io.DisplaySize = {static_cast<float>(target.width()), static_cast<float>(target.height())};
    TextureCache textures;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImGuiCanvas canvas(*ImGui::GetForegroundDrawList(), {0, 0}, scale, fonts,
                       [&](const Raster& raster) { return reinterpret_cast<ImTextureID>(std::intptr_t{textures.texture_of(raster)}); });
    draw(canvas);
    ImGui::Render();
    target.bind();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    return target.read();
  }
};

// One channel of every pixel as a number.
std::vector<double> channel(const Raster& raster, int shift) {
  std::vector<double> values;
  values.reserve(raster.rgba.size());
  for (const std::uint32_t p : raster.rgba) values.push_back((p >> shift) & 255);
  return values;
}

// Mean over a window of kBlur pixels along rows (step 1) or columns (step width).
std::vector<double> blurred(const std::vector<double>& v, std::int64_t step) {
  std::vector<double> result(v.size());
  const auto size = std::ssize(v);
  for (std::int64_t at = 0; at < size; ++at) {
    for (std::int64_t n = -kBlur / 2; n <= kBlur / 2; ++n) result[at] += v[std::clamp<std::int64_t>(at + n * step, 0, size - 1)] / kBlur;
  }
  return result;
}

struct Difference {
  double mean = 0;
  double blurred = 0;
  Point at;  // of the largest blurred difference
};

Difference difference(const Raster& a, const Raster& b) {
  Difference d;
  for (const int shift : {0, 8, 16}) {
    std::vector<double> apart = channel(a, shift);
    const std::vector<double> other = channel(b, shift);
    for (std::size_t n = 0; n < apart.size(); ++n) {
      apart[n] -= other[n];
      d.mean += std::abs(apart[n]) / static_cast<double>(apart.size()) / 3;
    }
    const std::vector<double> smooth = blurred(blurred(apart, 1), a.width);
    for (std::size_t n = 0; n < smooth.size(); ++n) {
      if (std::abs(smooth[n]) <= d.blurred) continue;
      d.blurred = std::abs(smooth[n]);
      d.at = {static_cast<double>(n % a.width), static_cast<double>(n / a.width)};
    }
  }
  return d;
}

// Both pictures of a failed comparison, to be looked at.
void keep(const Raster& window, const Raster& file) {
  EXPECT_TRUE(save_png(window, testing::TempDir() + "canvas_window.png"));
  EXPECT_TRUE(save_png(file, testing::TempDir() + "canvas_file.png"));
}

TEST_F(CanvasTest, TheWindowAndThePictureFileShowTheSamePage) {
  for (const char* link :
       {"convolution?i=6&k=3&s=2&p=1&t=4", "matrix?i=4&k=3&t=1&theme=dark&lang=zh", "convolution?i=64&k=15&s=3&p=7&t=9.2",
        "matrix?i=9&k=3&d=3&symbols=1&t=2&theme=dark", "matrix?i=64&k=15&s=3&p=7&t=7&lang=zh"}) {
    for (const double scale : {1.0, 1.5}) {
      SCOPED_TRACE(link);
      const Model model = lesson(link);
      const auto results = compute(model.lesson);
      const Scene& scene = **find_scene(model.lesson.scene);
      const Frame frame{model, *results, model.pinned, theme_of(model.theme), language_of(model.language)};
      const auto page = [&](Canvas& canvas) { draw_page(canvas, kPage, scene, frame); };
      const Raster window = by_imgui(scale, page);
      const Raster file = by_cairo(scale, page);
      ASSERT_EQ(window.rgba.size(), file.rgba.size());
      const Difference d = difference(window, file);
      EXPECT_LT(d.mean, kLargestMean);
      EXPECT_LT(d.blurred, kLargestBlurred) << "at " << d.at.x << ", " << d.at.y;
      if (HasFailure()) keep(window, file);
    }
  }
}

TEST_F(CanvasTest, ALineOfChineseIsAsWideInBoth) {
  CairoCanvas cairo(8, 8, 1);
  for (const double scale : {1.0, 1.5}) {
    by_imgui(scale, [&](Canvas& window) {
      for (const double size : {11.0, 13.0, 16.0, 17.5, 30.0}) {
        const TextStyle style{.color = {}, .size = size};
        for (const std::string_view line : {"反卷积双线性反卷积双线性反卷积双线性", "第 107 行（从 0 数），120 个非零元"})
          EXPECT_NEAR(window.text_width(line, style), cairo.text_width(line, style), 0.1) << line << " " << size << " " << scale;
      }
    });
  }
}

// How dark the picture is, all in all.
double ink(const Raster& raster) {
  double sum = 0;
  for (const double v : channel(raster, 0)) sum += 255 - v;
  return sum;
}

TEST_F(CanvasTest, BoldChineseIsHeavierAndNoWider) {
  for (const std::string_view text : {"双线性反卷积", "FCN：双线性反卷积 FCN"}) {
    const auto page = [&](Weight weight) {
      return [&, weight](Canvas& canvas) {
        canvas.fill_rect({0, 0, kWidth, kHeight}, rgb(0xFFFFFF));
        for (int n = 0; n < 5; ++n) canvas.text({20, 40.0 + 60 * n}, text, {.color = rgb(0), .size = 13.0 + 3 * n, .weight = weight});
      };
    };
    EXPECT_GT(ink(by_cairo(1, page(Weight::bold))), 1.2 * ink(by_cairo(1, page(Weight::regular)))) << text;
    EXPECT_GT(ink(by_imgui(1, page(Weight::bold))), 1.2 * ink(by_imgui(1, page(Weight::regular)))) << text;
  }
  CairoCanvas canvas(8, 8, 1);
  EXPECT_EQ(canvas.text_width("反卷积", {.color = {}, .weight = Weight::bold}), canvas.text_width("反卷积", {.color = {}}));
}

TEST(BoldChinese, FindsTheStretchesOfChinese) {
  std::string found;
  for_each_chinese("FCN：双线性 k′ − 1，步长",
                   [&](std::string_view part, std::string_view before) { found += fmt::format("[{}@{}]", part, before.size()); });
  EXPECT_EQ(found, "[：双线性@3][，步长@26]");
}

TEST(SavePng, APictureThatCannotBeEncodedLeavesTheOldFile) {
  const std::filesystem::path path = testing::TempDir() + "canvas_old.png";
  std::ofstream(path) << "before";
  EXPECT_FALSE(save_png(Raster{}, path));
  EXPECT_EQ(std::filesystem::file_size(path), 6u);
}

TEST(RasterId, TellsPicturesOfOneShapeFromThoseOfAnother) {
  const std::vector<std::uint32_t> pixels{1, 2, 3, 4};
  EXPECT_NE(fingerprint({2, 2, 0, pixels}), fingerprint({4, 1, 0, pixels}));
  EXPECT_NE(fingerprint({2, 2, 0, pixels}), fingerprint({2, 2, 0, {1, 2, 4, 3}}));
}

}  // namespace
}  // namespace deconvlab::test
