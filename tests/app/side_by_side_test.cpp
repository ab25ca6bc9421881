// Figure sheets: (a), (b), (c), their sentences, one legend; and figures without their margins.
#include "app/record/side_by_side.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "app/record/crop.h"
#include "app/record/film.h"
#include "app/record/still.h"
#include "tests/app/drawn.h"

namespace deconvlab {
namespace {

using test::lesson;

std::vector<std::string> texts_of(const Figure& figure) {
  RecordingCanvas canvas;
  figure.draw(canvas);
  std::vector<std::string> texts;
  for (const auto& text : canvas.texts) texts.push_back(text.text);
  return texts;
}

std::ptrdiff_t how_often(const std::vector<std::string>& texts, std::string_view part) {
  return std::ranges::count_if(texts, [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

Figure steps(std::string_view link, std::vector<std::int64_t> shown, PageLook look = {.width = 0, .height = 0}) {
  const auto figure = sheet_of_steps(lesson(std::string(link)), shown, look);
  EXPECT_TRUE(figure) << link;
  return *figure;
}

// The guide's figure of strides and padding: outputs (0,0), (1,1) and (2,2), whose sums were added by hand.
TEST(Sheets, ShowStepsSideBySideWithOneLegend) {
  const Figure sheet = steps("convolution?i=5&k=3&s=2&p=1", {0, 4, 8});
  const auto texts = texts_of(sheet);
  EXPECT_EQ(how_often(texts, "(a) Step 1 of 9"), 1);
  EXPECT_EQ(how_often(texts, "(b) Step 5 of 9:  output (1,1) ="), 1);
  EXPECT_EQ(how_often(texts, "(c) Step 9 of 9"), 1);
  EXPECT_EQ(how_often(texts, "kernel w"), 3);
  EXPECT_EQ(how_often(texts, "zero padding"), 1) << "the legend is there once";
  EXPECT_EQ(how_often(texts, "Convolution"), 1);
  EXPECT_GT(sheet.width, 2 * sheet.height) << "a row of three";
}

TEST(Sheets, OfOnePictureHaveNoLetter) {
  const auto texts = texts_of(steps("unpool", {7}));
  EXPECT_EQ(how_often(texts, "(a)"), 0);
  EXPECT_EQ(how_often(texts, "Step 8 of 8"), 1);
}

TEST(Sheets, ShowScenesSideBySideEachNamed) {
  const Model models[] = {lesson("unpool"), lesson("transposed"), lesson("convolution")};
  const auto sheet = sheet_of_models(models, {.width = 0, .height = 0});
  ASSERT_TRUE(sheet);
  const auto texts = texts_of(*sheet);
  EXPECT_EQ(how_often(texts, "(a) Unpool, upsample, deconvolve."), 1);
  EXPECT_EQ(how_often(texts, "(b) Transposed convolution."), 1);
  EXPECT_EQ(how_often(texts, "(c) Convolution."), 1);
  EXPECT_EQ(sheet->link, to_link(models[0]));
}

// On a page of any shape nothing of the pictures lies outside or on another.
TEST(Sheets, FillThePageThatIsAsked) {
  for (const auto& [width, height] : {std::pair{1600, 400}, {800, 800}, {400, 1600}}) {
    const Figure sheet = steps("convolution", {0, 1, 2, 3}, {.width = width, .height = height});
    const Raster raster = rasterized(sheet);
    EXPECT_EQ(raster.width, width);
    EXPECT_EQ(raster.height, height);
    EXPECT_EQ(how_often(texts_of(sheet), "kernel w"), 4) << width;
  }
}

TEST(Sheets, RefuseWhatIsNotThere) {
  const Model model = lesson("convolution?i=5&k=3&s=2&p=1");
  const std::int64_t beyond[] = {0, 9};
  EXPECT_EQ(sheet_of_steps(model, beyond, {}).error(), (Error{ErrorCode::step_out_of_range, {"9", "8"}}));
  const std::vector<std::int64_t> many(27);
  EXPECT_EQ(sheet_of_steps(model, many, {}).error().code, ErrorCode::too_large);
}

// A square of 8 at (20, 30) on a page of 100 x 80, with 12 around it.
Figure square(double x) {
  return {.width = 100, .height = 80, .draw = [x](Canvas& canvas) {
            canvas.fill_rect({0, 0, 100, 80}, rgb(0xffffff));
            canvas.push_clip({0, 0, 60, 80});
            canvas.fill_rect({x, 30, 8, 8}, rgb(0x0072b2));
            canvas.fill_rect({90, 70, 8, 8}, rgb(0xff0000));  // clipped away
            canvas.pop_clip();
          }};
}

TEST(Crops, AreWhatIsDrawnAndALittleAround) {
  const Rect content = content_of(square(20));
  EXPECT_EQ(content, (Rect{8, 18, 32, 32}));
  const Raster whole = rasterized(square(20)), part = rasterized(part_of(square(20), content));
  ASSERT_EQ(part.width, 32);
  ASSERT_EQ(part.height, 32);
  for (int y = 0; y < 32; ++y)
    for (int x = 0; x < 32; ++x) ASSERT_EQ(part.rgba[y * 32 + x], whole.rgba[(y + 18) * 100 + x + 8]) << x << " " << y;
}

TEST(Crops, OfAFilmHoldEveryFrame) {
  const Film film = cropped({.frames = 2, .at = [](std::int64_t n) { return square(n == 0 ? 20 : 40); }});
  for (const std::int64_t n : {0, 1}) {
    EXPECT_EQ(film.at(n).width, 52);
    EXPECT_EQ(film.at(n).height, 32);
  }
}

TEST(Crops, TakeTheMarginsOfAPage) {
  const auto whole = still(lesson("convolution"), {}), part = still(lesson("convolution"), {.crop = true});
  ASSERT_TRUE(whole && part);
  EXPECT_LT(part->width, whole->width);
  EXPECT_LT(part->height, whole->height);
  EXPECT_EQ(part->scale, whole->scale);
  EXPECT_EQ(part->link, whole->link);
  EXPECT_EQ(texts_of(*part), texts_of(*whole));
  const auto film = film_of(lesson("convolution"), {.from = 0, .to = 1, .per_second = 1, .look = {.crop = true}});
  EXPECT_EQ(film->at(0).width, film->at(1).width);
}

}  // namespace
}  // namespace deconvlab
