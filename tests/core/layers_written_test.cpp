// Layers in the words of every framework: what each writes, and what it says where it has no words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layers_support.h"

namespace deconvlab {
namespace {

std::string written_for(std::string_view framework, const std::string& text) {
  return write_layer(**find_framework(framework), read_one(text)).text;
}

TEST(Layers, AreWrittenInEveryFrameworksWords) {
  const std::string up = "nn.ConvTranspose2d(2, 3, 4, stride=2, padding=1, bias=False)";
  EXPECT_EQ(written_for("pytorch", up), "nn.ConvTranspose2d(2, 3, 4, stride=2, padding=1, bias=False)");
  EXPECT_EQ(written_for("keras", up), "layers.Conv2DTranspose(3, 4, strides=2, padding='same', use_bias=False)");
  EXPECT_EQ(written_for("tensorflow", up),
            "y = tf.nn.conv2d_transpose(tf.zeros([1, 8, 8, 2]), tf.zeros([4, 4, 3, 2]), output_shape=[1, 16, 16, 3], "
            "strides=[1, 2, 2, 1], padding='SAME')");
  EXPECT_EQ(written_for("jax", up), "nn.ConvTranspose(3, kernel_size=(4, 4), strides=(2, 2), use_bias=False)");
  EXPECT_EQ(written_for("matlab", up), "layer = transposedConv2dLayer(4, 3, 'Stride', 2, 'Cropping', 'same');");
  EXPECT_THAT(written_for("onnx", up),
              testing::HasSubstr("y = ConvTranspose <kernel_shape = [4, 4], strides = [2, 2], pads = [1, 1, 1, 1]> (x, w)"));
  EXPECT_THAT(written_for("onnx", up), testing::HasSubstr("float[2, 3, 4, 4] w"));
  EXPECT_THAT(written_for("caffe", up), testing::HasSubstr("kernel_size: 4\n    stride: 2\n    pad: 1\n"));
}

// TensorFlow's SAME cuts nothing at the beginning and one at the end, which padding=1, output_padding=1 is not: it is shifted by one.
TEST(Layers, PyTorchCutsOffBehindWhatSameCutsUnevenly) {
  const std::string same = "layers.Conv2DTranspose(8, 3, strides=2, padding='same')";
  EXPECT_EQ(written_for("pytorch", same),
            "nn.Sequential(\n    nn.ConvTranspose2d(in_channels, 8, 3, stride=2),\n    nn.ZeroPad2d((0, -1, 0, -1)),\n)");
  const std::string shifted = "nn.ConvTranspose2d(8, 8, 3, stride=2, padding=1, output_padding=1)";
  EXPECT_EQ(written_for("keras", shifted),
            "keras.Sequential([\n    layers.Conv2DTranspose(8, 3, strides=2),\n    layers.Cropping2D(((1, 0), (1, 0))),\n])");
  EXPECT_EQ(written_for("jax", shifted), "nn.ConvTranspose(8, kernel_size=(3, 3), strides=(2, 2), padding=((1, 2), (1, 2)))");
}

TEST(Layers, APaddingBelowZeroIsACrop) {
  const std::string cut = "nn.ZeroPad2d((-1, -2, -3, 0))";
  EXPECT_EQ(written_for("keras", cut), "layers.Cropping2D(((3, 0), (1, 2)))");
  EXPECT_THAT(written_for("tensorflow", cut),
              testing::HasSubstr("tf.image.crop_to_bounding_box(tf.zeros([1, 8, 8, in_channels]), 3, 1, 5, 5)"));
  EXPECT_THAT(written_for("onnx", cut), testing::HasSubstr("value_ints = [0, 0, -3, -1, 0, 0, 0, -2]"));
}

TEST(Layers, ADepthMultiplierIsKeptWhereTheChannelsAreNotSaid) {
  const std::string twice = "layers.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False)";
  EXPECT_EQ(written_for("keras", twice), "layers.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False)");
  EXPECT_EQ(written_for("pytorch", twice), "nn.Conv2d(in_channels, 2 * in_channels, 3, groups=in_channels, bias=False)");
  EXPECT_EQ(written_for("pytorch", "layers.DepthwiseConv2D(3)"), "nn.Conv2d(in_channels, in_channels, 3, groups=in_channels)");
  EXPECT_THAT(written_for("tensorflow", twice), testing::HasSubstr("tf.zeros([3, 3, in_channels, 2])"));
  EXPECT_EQ(written_for("matlab", twice), "layer = groupedConvolution2dLayer(3, 2, 'channel-wise');");
  for (const Framework& framework : framework_table()) {
    for (const FilterAxis& axis : filter_axes(framework, read_one(twice)))
      EXPECT_TRUE(axis.name != "out / in" || axis.size == 2) << framework.id;
  }
}

TEST(Layers, AWindowOfUnknownSizeIsWrittenAsOneAndSaidToBe) {
  const Layer pool = read_one("F.max_pool2d(x, kernel)");
  for (const Framework& framework : framework_table()) {
    const Written written = write_layer(framework, pool);
    EXPECT_FALSE(written.exact) << framework.id;
    EXPECT_FALSE(written.notes.empty()) << framework.id;
  }
  EXPECT_EQ(written_for("pytorch", "F.max_pool2d(x, kernel)"), "nn.MaxPool2d(k, stride=1)");
}

// A crop behind it can only take away placements that are there: those of a padding that is a multiple of the stride larger in front.
TEST(Layers, CaffesPaddingOfBothEndsHasThePlacementsThatAreWanted) {
  Layer layer = read_one("nn.Conv2d(1, 1, 5)");
  for (std::int64_t s = 1; s <= 3; ++s) {
    for (std::int64_t p = -1; p <= 3; ++p) {
      for (std::int64_t end = -1; end <= 3; ++end) {
        layer.s = axes_of(layer, s);
        layer.p = axes_of(layer, p);
        layer.p_end = axes_of(layer, end);
        const std::int64_t pad = read_one(write_layer(**find_framework("caffe"), layer).text).p.front();
        EXPECT_GE(pad, std::max({p, end, std::int64_t{0}}));
        EXPECT_LT(pad, std::max({p, end, std::int64_t{0}}) + s);
        EXPECT_EQ((pad - p) % s, 0) << p << " " << end << " " << s;
      }
    }
  }
}

TEST(Layers, CaffesNearestUpsamplingIsAKernelOfOnes) {
  EXPECT_THAT(written_for("caffe", "nn.Upsample(scale_factor=2)"), testing::HasSubstr("type: \"constant\"\n      value: 1\n"));
  EXPECT_THAT(written_for("caffe", "nn.Upsample(scale_factor=2, mode='bilinear')"), testing::HasSubstr("type: \"bilinear\"\n    }"));
}

TEST(Layers, SciPySlidesWeightsThatAreThere) {
  EXPECT_EQ(written_for("scipy", "F.conv2d(x, w)"), "y = signal.correlate2d(x, w, mode='valid')");
  EXPECT_EQ(written_for("scipy", "H = conv2(A, s, 'same')"), "y = signal.convolve2d(x, w, mode='same')");
  const std::string same = "tf.nn.depthwise_conv2d(x, tf.zeros([3, 3, 1, 1]), strides=[1, 2, 2, 1], padding='SAME')";
  EXPECT_THAT(written_for("scipy", same), testing::StartsWith("x = np.pad(x, ((0, 1), (0, 1)))\n"));
}

TEST(Layers, AScaleThatIsNotSaidDecides) {
  const Layer resize = read_one("y = Resize <mode = \"nearest\"> (x, , scales)");
  for (const Framework& framework : framework_table()) {
    const Written written = write_layer(framework, resize);
    EXPECT_FALSE(written.exact) << framework.id;
    EXPECT_EQ(std::ranges::count(written.notes, reason("layer_note.same_kernel")), 1) << framework.id;
  }
}

TEST(Layers, SayTheOrderOfTheWeightsAxes) {
  const Layer up = read_one("nn.ConvTranspose2d(4, 6, (3, 5), groups=2)");
  EXPECT_EQ(filter_axes(**find_framework("pytorch"), up), (std::vector<FilterAxis>{{"in", 4}, {"out / groups", 3}, {"kh", 3}, {"kw", 5}}));
  const Layer conv = read_one("nn.Conv2d(4, 6, (3, 5), groups=2)");
  EXPECT_EQ(filter_axes(**find_framework("pytorch"), conv),
            (std::vector<FilterAxis>{{"out", 6}, {"in / groups", 2}, {"kh", 3}, {"kw", 5}}));
  EXPECT_EQ(filter_axes(**find_framework("tensorflow"), conv),
            (std::vector<FilterAxis>{{"kh", 3}, {"kw", 5}, {"in / groups", 2}, {"out", 6}}));
  const Layer plain = read_one("nn.ConvTranspose2d(4, 6, 3)");
  EXPECT_EQ(filter_axes(**find_framework("tensorflow"), plain), (std::vector<FilterAxis>{{"kh", 3}, {"kw", 3}, {"out", 6}, {"in", 4}}));
  EXPECT_TRUE(filter_axes(**find_framework("onnx"), read_one("nn.MaxPool2d(2)")).empty());
}

TEST(Layers, SaySAMEOfAStrideForTheSizeThatIsKnown) {
  Layer same = read_one("layers.Conv2D(8, 3, strides=2, padding='same')");
  const Written open = write_layer(**find_framework("pytorch"), same);
  EXPECT_FALSE(open.exact);
  same.input = {15, 16};
  const Written sized = write_layer(**find_framework("pytorch"), same);
  EXPECT_THAT(sized.text, testing::HasSubstr("nn.ZeroPad2d((0, 1, 1, 1))"));
  EXPECT_THAT(sized.notes.front(), testing::HasSubstr("15 x 16"));
}

}  // namespace
}  // namespace deconvlab
