// Figures drawn one after the other into the same memory.
#include <gtest/gtest.h>

#include "app/draw/theme.h"
#include "app/record/figure.h"

namespace deconvlab {
namespace {

// A half transparent bar on nothing, so that what was there before would be seen.
Figure bar(double width, double x) {
  return {.width = width, .height = 20, .draw = [=](Canvas& canvas) {
            canvas.push_clip({x, 2, 10, 30});
            canvas.fill_rect({x, 0, 8, 12}, Color{1, 0.5f, 0, 0.5f});
            canvas.pop_clip();
          }};
}

TEST(Rasterizer, LeavesNothingOfTheFigureBefore) {
  Rasterizer rasterizer;
  Raster raster;
  for (const Figure& figure : {bar(40, 3), bar(40, 20), bar(60, 20), bar(40, 3)}) {
    rasterizer.draw(figure, raster);
    const Raster alone = rasterized(figure);
    EXPECT_EQ(raster.width, alone.width);
    EXPECT_EQ(raster.rgba, alone.rgba);
  }
}

TEST(Rasterizer, UsesTheRastersMemoryAgain) {
  Rasterizer rasterizer;
  Raster raster;
  rasterizer.draw(bar(40, 3), raster);
  const auto* const memory = raster.rgba.data();
  rasterizer.draw(bar(40, 9), raster);
  EXPECT_EQ(raster.rgba.data(), memory);
}

}  // namespace
}  // namespace deconvlab
