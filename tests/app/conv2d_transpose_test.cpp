// Scene "conv2d-transpose": two channels into two, the filter's order, the misreading.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/scenes/channels.h"
#include "core/conv_transpose.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

constexpr const char* kExample = "conv2d-transpose?i=39x12&k=4&s=2&padding=same&output=78x24&square=0";

Channels channels(const char* link) { return *compute_channels(lesson(link).lesson); }

Tensor one_plane(const Tensor& t, std::int64_t n, std::int64_t c) {
  const auto values = t.plane(n, c);
  return Tensor::plane(t.shape().plane(), {values.begin(), values.end()});
}

TEST(Channels, AreTheSumsOfSingleChannelOnes) {
  for (const char* link : {kExample, "conv2d-transpose?i=4x3&k=3x2&s=2&p=1&square=0", "conv2d-transpose?i=3&k=3&s=2&padding=valid",
                           "conv2d-transpose?i=4&k=3&s=1&p=2&flip=1"}) {
    const Channels c = channels(link);
    for (std::int64_t out = 0; out < kChannels; ++out) {
      const Tensor a = conv_transpose(one_plane(c.x, 0, 0), one_plane(c.w, 0, out), c.geometry);
      const Tensor b = conv_transpose(one_plane(c.x, 0, 1), one_plane(c.w, 1, out), c.geometry);
      for (std::int64_t n = 0; n < a.size(); ++n) {
        const Cell cell = c.geometry.input_cell(n);
        EXPECT_EQ(c.y.plane(0, out)[n], a.data()[n] + b.data()[n]) << link;
        EXPECT_EQ(channel_sum(c, 0, out, cell), a.data()[n]) << link;
        EXPECT_EQ(channel_sum(c, 1, out, cell), b.data()[n]) << link;
      }
    }
  }
}

TEST(Channels, TheWorkedExampleHasItsSizes) {
  const Channels c = channels(kExample);
  EXPECT_EQ(c.y.shape(), (Shape{1, 2, 78, 24}));
  EXPECT_EQ(c.geometry.h.transposed().stretched, 77);
  EXPECT_EQ(c.geometry.w.transposed().stretched, 23);
  EXPECT_EQ(c.geometry.h.transposed().p, 2);
  EXPECT_EQ(c.enlarged, (Extent{158, 50}));  // 4 + 2 * 77, 4 + 2 * 23
  EXPECT_EQ(c.misread.shape(), c.y.shape());
  EXPECT_GT(c.largest_difference, 1);
}

TEST(Channels, OfOnesGiveTheNumberOfStampsThatMeet) {
  const Channels c = channels("conv2d-transpose?i=3&k=4&s=2&padding=same&input=ones&kernel=ones");
  EXPECT_EQ(channel_sum(c, 0, 0, {2, 2}), 4);
  EXPECT_EQ(channel_sum(c, 0, 0, {0, 2}), 2);
  EXPECT_EQ(channel_sum(c, 0, 0, {0, 0}), 1);
}

TEST(Channels, TheMisreadingSlidesOverTheInterpolatedInput) {
  // One cell: interpolation copies it, so each window of the misreading sums all weights of both planes times x.
  const Channels c = channels("conv2d-transpose?i=1&k=2&s=2&input=ones&kernel=ones");
  float other = 0;
  for (const float w : c.w.plane(1, 0)) other += w;
  for (const float v : c.misread.plane(0, 0)) EXPECT_FLOAT_EQ(v, 4 + other * c.x.at(0, 1, 0, 0));
}

TEST(Conv2dTransposeScene, TheSentenceHasThisStepsNumbers) {
  // x = 0 1 / 2 3 in channel 0, w = 1..4, k 2, s 2: output (1,1) is x(0,0) w(1,1), output (3,2) is x(1,1) w(1,0) = 3 * 3.
  EXPECT_THAT(draw("conv2d-transpose?i=2&k=2&s=2&input=counting&t=5").sentence, HasSubstr("y[1, 1, 0] = (0·4) + ("));
  EXPECT_THAT(draw("conv2d-transpose?i=2&k=2&s=2&input=counting&t=14").sentence, HasSubstr("y[3, 2, 0] = (3·3) + ("));
}

TEST(Conv2dTransposeScene, SaysWhichSizesLeadToTheInput) {
  EXPECT_THAT(draw(kExample).sentence, HasSubstr("Any size from 77 to 78 rows leads to 39 rows"));
}

TEST(Conv2dTransposeScene, WritesTheCallAndTheFiltersOrder) {
  std::string all;
  for (const auto& t : draw(kExample).canvas.texts) all += t.text + " ";
  EXPECT_THAT(all, HasSubstr("output_shape=[1, 78, 24, 2]"));
  EXPECT_THAT(all, HasSubstr("w[u, v, 1, 0]"));
  EXPECT_THAT(all, HasSubstr("158"));
}

}  // namespace
}  // namespace deconvlab::test
