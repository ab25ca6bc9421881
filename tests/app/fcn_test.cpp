// Scene "fcn": score maps, FCN's sizes and crops, the upsampled classes.
#include "app/lessons/fcn/fcn.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/diagram/labels.h"
#include "app/lessons/fcn/fcn_offsets.h"
#include "app/lessons/framework_layers.h"
#include "app/lessons/kind.h"
#include "app/scenes/fcn/fcn_colors.h"
#include "core/samples/samples.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

std::shared_ptr<const Fcn> of_scene() { return fcn_of(*make_sample("scene", Extent::square(kFcnSide))); }

TEST(Fcn, AScoreIsTheDistanceOfColours) {
  // A grey picture of 130 is class 2's colour; black is (20, 20, 24).
  const Tensor scores = score_map(Tensor(Shape{1, 1, 500, 500}, 130), 16, 32, 19);
  EXPECT_EQ(scores.at(0, 2, 7, 3), 0);
  EXPECT_NEAR(scores.at(0, 0, 0, 15), -std::sqrt(2 * 110 * 110 + 106 * 106), 1e-2);
}

TEST(Fcn, ALargePictureIsShrunkToTheMeansOfSquares) {
  Tensor picture(Shape{1, 1, 700, 1200});
  for (std::int64_t n = 0; n < picture.size(); ++n) picture.data()[n] = static_cast<float>(n / 1200 + n % 1200);
  const Tensor small = *shrunk_for_fcn(std::make_shared<const Tensor>(picture));
  EXPECT_EQ(small.shape(), (Shape{1, 1, 234, 400}));  // squares of 3
  EXPECT_EQ(small.at(0, 0, 2, 5), 7 + 16);            // rows 6 to 8, columns 15 to 17
  EXPECT_EQ(small.at(0, 0, 233, 0), 699 + 1);         // one row is left of 700
  const auto strip = std::make_shared<const Tensor>(Tensor(Shape{1, 3, 2, 5000}, 7));
  EXPECT_EQ(shrunk_for_fcn(strip)->shape(), (Shape{1, 3, 1, 500}));
  EXPECT_EQ(shrunk_for_fcn(std::make_shared<const Tensor>(Tensor(Shape{1, 1, 500, 500})))->shape(), (Shape{1, 1, 500, 500}));
}

TEST(Fcn, ACellHasTheMeanOfItsOwnPixels) {
  // Rows 0 to 28 are 255: cell 0 covers rows -3 to 28, cell 1 rows 29 to 60.
  Tensor picture(Shape{1, 1, 500, 500});
  for (std::int64_t n = 0; n < 29 * 500; ++n) picture.data()[n] = 255;
  const Tensor scores = score_map(picture, 16, 32, 19);
  EXPECT_NEAR(scores.at(0, 4, 0, 5), -std::sqrt(2 * 9 * 9 + 15 * 15), 1e-2);  // white is (246, 246, 240)
  EXPECT_NEAR(scores.at(0, 0, 1, 5), -std::sqrt(2 * 20 * 20 + 24 * 24), 1e-2);
}

TEST(Fcn, HasThePapersSizesAndCrops) {
  const auto fcn = of_scene();
  const std::int64_t expected[][4] = {{16, 544, 32, 19}, {34, 560, 16, 27}, {70, 568, 8, 31}};
  for (std::size_t n = 0; n < 3; ++n) {
    const FcnVariant& v = fcn->variants[n];
    EXPECT_EQ(v.scores.shape(), (Shape{1, 21, expected[n][0], expected[n][0]}));
    EXPECT_EQ(v.plane.size, Extent::square(expected[n][1]));
    EXPECT_EQ(v.factor, expected[n][2]);
    EXPECT_EQ(v.crop, expected[n][3]);
    EXPECT_EQ(v.nearest.size, Extent::square(500));
  }
}

// Every class at one cell of the plane, by the definition: the sum over score cells of bilinear weights.
float interpolated(const Tensor& scores, std::int64_t f, std::int64_t channel, Cell at) {
  const auto weight = [&](std::int64_t t, std::int64_t x) {
    const std::int64_t u = x - f * t;
    return u < 0 || u >= 2 * f ? 0.0 : 1 - std::abs(static_cast<double>(u) - (static_cast<double>(f) - 0.5)) / static_cast<double>(f);
  };
  double sum = 0;
  for (std::int64_t r = 0; r < scores.shape().h; ++r) {
    for (std::int64_t c = 0; c < scores.shape().w; ++c) sum += scores.at(0, channel, r, c) * weight(r, at.row) * weight(c, at.col);
  }
  return static_cast<float>(sum);
}

TEST(Fcn, ThePlaneHasTheLargestInterpolatedScore) {
  const auto fcn = of_scene();
  for (const FcnVariant& v : fcn->variants) {
    for (std::int64_t n = 0; n < 60; ++n) {
      const Cell at{(n * 37 + 5) % v.plane.size.h, (n * 91 + 11) % v.plane.size.w};
      const float chosen = interpolated(v.scores, v.factor, v.plane.at(at), at);
      for (std::int64_t c = 0; c < kFcnClasses; ++c) EXPECT_GE(chosen, interpolated(v.scores, v.factor, c, at) - 1e-2f);
    }
  }
}

TEST(Fcn, FusedScoresAreTheUpsampledOnesAndTheFinerOnes) {
  const Tensor picture = *make_sample("scene", Extent::square(kFcnSide));
  const auto fcn = fcn_of(picture);
  const Tensor finer = score_map(picture, 34, 16, 27);
  for (std::int64_t n = 0; n < 34; ++n) {
    const Cell at{n, (n * 7) % 34};
    const float sum = interpolated(fcn->variants[0].scores, 2, 3, at) + finer.at(0, 3, at.row, at.col);
    EXPECT_NEAR(fcn->variants[1].scores.at(0, 3, at.row, at.col), sum, 1e-2);
  }
}

TEST(Fcn, NearestIsTheCellThatAPixelLiesIn) {
  const auto fcn = of_scene();
  const FcnVariant& v = fcn->variants[0];
  // Cell 0 has rows -3 to 28.
  for (std::int64_t n = 0; n < v.nearest.size.area(); ++n) {
    const Cell pixel = v.nearest.size.cell_at(n);
    ASSERT_EQ(v.nearest.at(pixel), v.coarse.at({(pixel.row + 3) / 32, (pixel.col + 3) / 32})) << pixel.row << " " << pixel.col;
  }
}

TEST(FcnScene, TheFormulaIsThatOfTheView) {
  EXPECT_EQ(compute(lesson("fcn").lesson)->geometry.input(), Extent::square(544));
  EXPECT_EQ(compute(lesson("fcn?view=16s").lesson)->geometry.input(), Extent::square(560));
  EXPECT_EQ(compute(lesson("fcn?view=8s").lesson)->geometry.input(), Extent::square(568));
}

TEST(FcnScene, TheLayerHasAGroupForEveryClass) {
  EXPECT_EQ(function_line(conv_transpose_of(compute(lesson("fcn").lesson)->geometry)),
            "y = F.conv_transpose2d(x, w, stride=32, groups=21)");
}

TEST(FcnScene, TellsStageByStage) {
  EXPECT_THAT(draw("fcn?t=0").sentence, HasSubstr("16 × 16 cells with 21 scores"));
  EXPECT_THAT(draw("fcn?t=1").sentence, HasSubstr("32(16 − 1) + 64 = 544"));
  EXPECT_THAT(draw("fcn?t=2&view=16s").sentence,
              HasSubstr("Score cell 0 lies at pixel −11.5, and half a kernel before it begins the plane: −11.5\u00a0−\u00a015.5 "
                        "=\u00a0−27. So the crop layer starts at row and column 27 and cuts out 500 × 500."));
  EXPECT_THAT(draw("fcn?t=1&view=8s").sentence, HasSubstr("8(70 − 1) + 16 = 568"));
  EXPECT_THAT(draw("fcn?t=3").sentence, HasSubstr("of 250\u00a0000 pixels differ"));
}

// All texts of a page in one line.
std::string all_text(const Drawn& d) {
  std::string all;
  for (const auto& t : d.canvas.texts) all += t.text + " ";
  return all;
}

// The n-th picture drawn on a page.
Rect drawn_image(const Drawn& d, std::size_t n) {
  std::vector<Rect> images;
  for (const auto& fill : d.canvas.fills) {
    if (fill.color == Color{0, 0, 0, 0}) images.push_back(fill.rect);
  }
  return images.at(n);
}

TEST(FcnScene, ThePlaneAndThePictureHavePixelsOfOneSize) {
  const std::int64_t expected[][2] = {{544, 19}, {560, 27}, {568, 31}};
  for (std::size_t n = 0; n < 3; ++n) {
    for (const int t : {1, 2}) {
      const Drawn d = draw(fmt::format("fcn?view={}&t={}", kFcnViews[n], t));
      const Rect picture = drawn_image(d, 0);
      const Rect plane = drawn_image(d, 1);
      const double pixel = picture.w / 500;
      EXPECT_NEAR(plane.w, pixel * static_cast<double>(expected[n][0]), 0.01);
      EXPECT_NEAR(picture.y - plane.y, pixel * static_cast<double>(expected[n][1]), 0.01);
    }
    const Drawn overlay = draw(fmt::format("fcn?view={}&t=3", kFcnViews[n]));
    EXPECT_EQ(drawn_image(overlay, 1).h, drawn_image(overlay, 0).h);
    EXPECT_EQ(drawn_image(overlay, 1).y, drawn_image(overlay, 0).y);
  }
}

TEST(FcnScene, AddedMapsAreOfOneSizeWithTheirSigns) {
  for (const char* view : {"16s", "8s"}) {
    const Drawn d = draw(std::string("fcn?t=0&view=") + view);
    EXPECT_EQ(drawn_image(d, 1).w, drawn_image(d, 2).w);
    EXPECT_EQ(drawn_image(d, 1).w, drawn_image(d, 3).w);
    EXPECT_TRUE(d.canvas.shows("+"));
    EXPECT_TRUE(d.canvas.shows("="));
  }
  EXPECT_FALSE(draw("fcn?t=0").canvas.shows("+"));
}

TEST(FcnScene, TheFormulaIsAboutTheStep) {
  EXPECT_THAT(all_text(draw("fcn?t=0")), HasSubstr("rows 32t\u00a0−\u00a03 to 32t\u00a0+\u00a028"));
  EXPECT_THAT(all_text(draw("fcn?t=0&view=16s")), HasSubstr("2 ·( 16  − 1) +  0  +  4  − 2· 0  =  34"));
  EXPECT_THAT(all_text(draw("fcn?t=0&view=8s")), HasSubstr("2 ·( 34  − 1) +  0  +  4  − 2· 0  =  70"));
  EXPECT_THAT(all_text(draw("fcn?t=1&view=8s")), HasSubstr("8 ·( 70  − 1) +  0  +  16  − 2· 0  =  568"));
  EXPECT_THAT(all_text(draw("fcn?t=2&view=16s")), HasSubstr("Of 560 × 560, rows 27 to 526 and columns 27 to 526 are kept."));
  EXPECT_THAT(all_text(draw("fcn?t=3&view=8s")), HasSubstr("at (r + 31, c + 31)"));
}

// As the lecture derives them: pixels of the picture, cell 0 of the score map at 12.5.
TEST(FcnOffsets, AreThoseOfThePublishedNetworks) {
  using Kind = FcnOffset::Kind;
  struct Line {
    const char* layer;
    Kind kind;
    double from, to;
    std::int64_t crop;
  };
  const std::vector<Line> expected[] = {{{"conv1_1", Kind::layer, 0, -99, 0},
                                         {"pool5", Kind::poolings, -99, -83.5, 0},
                                         {"fc6", Kind::layer, -83.5, 12.5, 0},
                                         {"upscore", Kind::layer, 12.5, -19, 0},
                                         {"score", Kind::crop, -19, 0, 19}},
                                        {{"conv1_1", Kind::layer, 0, -99, 0},
                                         {"pool5", Kind::poolings, -99, -83.5, 0},
                                         {"fc6", Kind::layer, -83.5, 12.5, 0},
                                         {"upscore2", Kind::layer, 12.5, -11.5, 0},
                                         {"score_pool4c", Kind::crop, -91.5, -11.5, 5},
                                         {"upscore", Kind::layer, -11.5, -27, 0},
                                         {"score", Kind::crop, -27, 0, 27}},
                                        {{"conv1_1", Kind::layer, 0, -99, 0},
                                         {"pool5", Kind::poolings, -99, -83.5, 0},
                                         {"fc6", Kind::layer, -83.5, 12.5, 0},
                                         {"upscore2", Kind::layer, 12.5, -11.5, 0},
                                         {"score_pool4c", Kind::crop, -91.5, -11.5, 5},
                                         {"upscore_pool4", Kind::layer, -11.5, -23.5, 0},
                                         {"score_pool3c", Kind::crop, -95.5, -23.5, 9},
                                         {"upscore", Kind::layer, -23.5, -31, 0},
                                         {"score", Kind::crop, -31, 0, 31}}};
  for (std::size_t n = 0; n < 3; ++n) {
    const auto& offsets = fcn_offsets(n);
    ASSERT_EQ(offsets.size(), expected[n].size());
    for (std::size_t at = 0; at < offsets.size(); ++at) {
      SCOPED_TRACE(expected[n][at].layer);
      EXPECT_EQ(offsets[at].layer, expected[n][at].layer);
      EXPECT_EQ(offsets[at].kind, expected[n][at].kind);
      EXPECT_EQ(offsets[at].from, expected[n][at].from);
      EXPECT_EQ(offsets[at].to, expected[n][at].to);
      EXPECT_EQ(offsets[at].crop, expected[n][at].crop);
    }
    EXPECT_EQ(offsets.back().crop, kFcnCrops[n]);
  }
}

TEST(FcnScene, TheCropIsDerivedBesideTheFrame) {
  const Drawn d = draw("fcn?t=2");
  for (const char* text : {"conv1_1", "−99", "pool1 – pool5", "+15.5", "−83.5", "fc6", "+96", "12.5", "upscore", "−31.5", "−19", "+19"})
    EXPECT_TRUE(d.canvas.shows(text)) << text;
  for (const char* text : {"crop 5 of score_pool4", "+5·16", "crop 9 of score_pool3", "+9·8", "−23.5", "−7.5", "−31", "+31"})
    EXPECT_TRUE(draw("fcn?t=2&view=8s").canvas.shows(text)) << text;
}

// A swatch for each class, its number on it; that of what is pointed at is outlined.
TEST(FcnScene, ClassesHaveALegend) {
  const Drawn d = draw("fcn?t=3", {Target::output, {250, 250}, {}});
  const auto fcn = of_scene();
  const FcnVariant& v = fcn->variants[0];
  const std::uint8_t pointed = v.plane.at({250 + 19, 250 + 19});
  for (std::int64_t n = 0; n < kFcnClasses; ++n) {
    const auto text = std::ranges::find(d.canvas.texts, fmt::format("{}", n), &RecordingCanvas::Text::text);
    ASSERT_NE(text, d.canvas.texts.end()) << n;
    const Rgb c = class_colour(n);
    EXPECT_NEAR(text->background.r * 255, c.r, 0.01) << n;
    EXPECT_NEAR(text->background.g * 255, c.g, 0.01) << n;
    EXPECT_NEAR(text->background.b * 255, c.b, 0.01) << n;
    EXPECT_GE(contrast(text->color, text->background), 4.5) << n;
    EXPECT_EQ(d.canvas.active_at(text->rect.centre(), theme_of("light")), n == pointed) << n;
  }
}

TEST(FcnScene, ASmallPictureIsNotLostBesideThePlane) {
  const Drawn d = draw(std::string("fcn?picture=") + DECONVLAB_TESTS_DIR + "/pictures/rgb.png");
  EXPECT_GT(drawn_image(d, 0).w, 100);
}

TEST(FcnColors, OfAClassOverThePictureAreThoseOfItsLegend) {
  for (const float grey : {0.0f, 128.0f, 255.0f}) {
    const Tensor picture({1, 3, 1, 1}, grey);
    for (std::uint8_t label = 0; label < kFcnClasses; ++label) {
      const Color seen = segmented(picture, {}, [&](Cell) { return label; }), own = class_color(label);
      for (const float apart : {seen.r - own.r, seen.g - own.g, seen.b - own.b}) EXPECT_LE(std::abs(apart), 0.16) << int{label};
    }
  }
}

// Drawn with as many pixels as there are cells, or fewer, columns of two classes have one line between them, a pixel wide.
TEST(FcnBorder, IsOnePixelWideHoweverSmallThePicture) {
  constexpr std::int64_t kCells = 50;
  const Tensor picture({1, 3, 1, kCells});
  for (std::int64_t pixels = 2; pixels <= kCells; ++pixels) {
    for (std::int64_t second = cell_of_pixel(1, kCells, pixels); second < kCells; ++second) {
      const auto label_at = [&](Cell c) { return static_cast<std::uint8_t>(c.col < second ? 1 : 2); };
      int lines = 0;
      for (std::int64_t n = 0; n < pixels; ++n) {
        const Cell c{0, cell_of_pixel(n, kCells, pixels)};
        lines += segmented(picture, c, label_at, {1, next_drawn(c.col, kCells, pixels)}) == kFcnBorder ? 1 : 0;
      }
      EXPECT_EQ(lines, second <= cell_of_pixel(pixels - 1, kCells, pixels) ? 1 : 0) << pixels << " " << second;
    }
  }
}

}  // namespace
}  // namespace deconvlab::test
