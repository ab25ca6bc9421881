// Layers as the frameworks' documentation writes them: names, defaults and the order of arguments.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/frameworks/examples.h"
#include "layers_support.h"

namespace deconvlab {
namespace {

struct Case {
  std::string_view text, summary;
};

template <std::size_t N>
void expect_read(const Case (&cases)[N], std::string_view framework) {
  for (const Case& each : cases) {
    const auto layers = read_layers("t", each.text);
    ASSERT_TRUE(layers.has_value()) << each.text << "\n" << wrong_text(std::string(each.text));
    ASSERT_EQ(layers->size(), 1u) << each.text;
    EXPECT_EQ(layers->front().framework, framework) << each.text;
    EXPECT_EQ(summary(layers->front().layer), each.summary) << each.text;
  }
}

TEST(Layers, PyTorchModules) {
  constexpr Case kCases[] = {
      {"nn.Conv2d(16, 33, 3, stride=2)", "conv 16>33 k=3 s=2 bias"},
      {"m = nn.Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1))", "conv 16>33 k=3,5 s=2,1 d=3,1 p=4,2 bias"},
      {"torch.nn.Conv2d(4, 8, 3, 2, 1, 2, 4, False)", "conv 4>8 g=4 k=3 s=2 d=2 p=1"},
      {"nn.Conv1d(16, 33, 3, stride=2)", "conv 1d 16>33 k=3 s=2 bias"},
      {"nn.Conv3d(16, 33, (3, 5, 2), stride=(2, 1, 1), padding=(4, 2, 0))", "conv 3d 16>33 k=3,5,2 s=2,1,1 p=4,2,0 bias"},
      {"nn.Conv2d(3, 8, 4, padding='same')", "conv 3>8 k=4 same bias"},
      {"self.up = nn.ConvTranspose2d(16, 33, 3, 2, 1, 1, 1, True, 2)", "conv-transpose 16>33 k=3 s=2 d=2 p=1 a=1 bias"},
      {"nn.ConvTranspose2d(16, 16, 3, stride=2, padding=1)", "conv-transpose 16>16 k=3 s=2 p=1 bias"},
      {"nn.MaxPool2d(3, stride=2)", "max-pool k=3 s=2"},
      {"nn.MaxPool2d((3, 2), stride=(2, 1))", "max-pool k=3,2 s=2,1"},
      {"nn.MaxPool2d(2, 2, 0, 1, True, True)", "max-pool k=2 s=2 ceil indices"},
      {"nn.MaxPool2d(2)", "max-pool k=2 s=2"},
      {"nn.AvgPool2d(3, 2, 1, True, False)", "avg-pool k=3 s=2 p=1 ceil exclude"},
      {"nn.MaxUnpool2d(2, stride=2)(x, indices, output_size=(5, 5))", "max-unpool k=2 s=2 o=5"},
      {"nn.Upsample(scale_factor=2, mode='nearest')", "upsample f=2 f=2 nearest asymmetric floor"},
      {"nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)", "upsample f=2 f=2 linear align-corners usual"},
      {"nn.Upsample((7, 9), mode='bilinear')", "upsample o=7,9 linear half-pixel usual"},
      {"nn.UpsamplingBilinear2d(scale_factor=2)", "upsample f=2 f=2 linear align-corners usual"},
      {"nn.PixelShuffle(3)", "pixel-shuffle r=3 crd"},
      {"nn.ZeroPad2d((1, 1, 2, 0))", "pad p=2,1 p_end=0,1"},
      {"nn.ZeroPad2d(2)", "pad p=2"},
      {"(conv1): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False)", "conv 3>64 k=7 s=2 p=3"},
  };
  expect_read(kCases, "pytorch");
}

TEST(Layers, PyTorchFunctions) {
  constexpr Case kCases[] = {
      {"y = F.conv2d(x, w, b, 2, 1, 1, 1)", "conv s=2 p=1 bias"},
      {"F.conv2d(torch.randn(1, 4, 5, 7), torch.randn(8, 4, 3, 2), padding=1)", "conv 4>8 k=3,2 p=1 i=5,7"},
      {"x = torch.randn(1, 4, 5, 5)\nw = torch.randn(8, 2, 3, 3)\ny = F.conv2d(x, w, groups=2)", "conv 4>8 g=2 k=3 i=5"},
      {"F.conv_transpose2d(x, torch.ones(4, 8, 3, 3), None, 2, 1, 1, 1, 1)", "conv-transpose 4>8 k=3 s=2 p=1 a=1"},
      {"pooled, at = F.max_pool2d(x, 2, 2, 0, 1, True, True)", "max-pool k=2 s=2 ceil indices"},
      {"F.avg_pool2d(x, 3, 2, 1, False, False)", "avg-pool k=3 s=2 p=1 exclude"},
      {"F.max_unpool2d(x, at, 2, 2, 0, (5, 5))", "max-unpool k=2 s=2 o=5"},
      {"F.interpolate(x, scale_factor=(2, 3), mode='bicubic')", "upsample f=2 f=3 cubic half-pixel usual"},
      {"F.pixel_shuffle(x, 2)", "pixel-shuffle r=2 crd"},
      {"F.pad(x, (1, 2, 3, 4))", "pad p=3,1 p_end=4,2"},
  };
  expect_read(kCases, "pytorch");
}

TEST(Layers, PaddingInFrontAndCropsBehindBecomeTheLayersOwn) {
  constexpr Case kCases[] = {
      {"nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(3, 8, 3, stride=2))", "conv 3>8 k=3 s=2 p_end=1 bias"},
      {"x = F.pad(x, (1, 0, 2, 0))\ny = F.conv2d(x, w)", "conv p=2,1 p_end=0"},
      {"nn.Sequential(nn.ConvTranspose2d(3, 8, 3, stride=2), nn.ZeroPad2d((0, -1, 0, -1)))", "conv-transpose 3>8 k=3 s=2 p_end=1 bias"},
      {"nn.Sequential(nn.ConstantPad2d((0, 1, 0, 1), float('-inf')), nn.MaxPool2d(3, stride=2))", "max-pool k=3 s=2 p_end=1"},
  };
  expect_read(kCases, "pytorch");
  EXPECT_EQ(read_layers("t", "nn.Sequential(nn.ZeroPad2d(1), nn.MaxPool2d(3))")->size(), 2u);  // zeros are values of a maximum
}

TEST(Layers, TensorFlow) {
  constexpr Case kCases[] = {
      {"tf.nn.conv2d(x, tf.zeros([3, 3, 16, 32]), strides=[1, 2, 2, 1], padding='SAME')", "conv 16>32 k=3 s=2 same last"},
      {"tf.nn.conv2d(tf.zeros([1, 9, 7, 4]), tf.zeros([3, 3, 2, 8]), 1, 'VALID')", "conv 4>8 g=2 k=3 i=9,7 valid last"},
      {"tf.nn.conv2d(x, w, 2, [[0, 0], [1, 0], [2, 1], [0, 0]])", "conv s=2 p=1,2 p_end=0,1 last"},
      {"tf.nn.conv2d(x, w, [1, 1, 2, 2], 'VALID', data_format='NCHW', dilations=[1, 1, 2, 2])", "conv s=2 d=2 valid"},
      {"tf.nn.conv1d(x, tf.zeros([5, 2, 8]), stride=2, padding='SAME')", "conv 1d 2>8 k=5 s=2 same last"},
      {"tf.nn.conv2d_transpose(value=x, filter=tf.zeros([4, 4, 8, 2]), output_shape=[1, 78, 24, 8], strides=[1, 2, 2, 1])",
       "conv-transpose 2>8 k=4 s=2 o=78,24 same last"},
      {"tf.nn.depthwise_conv2d(x, tf.zeros([3, 3, 4, 2]), [1, 1, 1, 1], 'SAME')", "conv 4>8 g=4 k=3 same last"},
      {"tf.nn.max_pool2d(x, 3, 2, 'SAME')", "max-pool k=3 s=2 same last"},
      {"tf.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID')", "max-pool k=2 s=2 valid last"},
      {"tf.nn.max_pool_with_argmax(x, 2, 2, 'SAME')", "max-pool k=2 s=2 same indices last"},
      {"tf.nn.avg_pool2d(x, ksize=3, strides=1, padding='SAME')", "avg-pool k=3 same exclude last"},
      {"tf.nn.depth_to_space(x, 2)", "pixel-shuffle r=2 dcr last"},
      {"tf.image.resize(tf.zeros([1, 4, 4, 3]), [8, 8], method='nearest')", "upsample 3>0 i=4 o=8 nearest half-pixel prefer-ceil last"},
      {"tf.pad(x, [[0, 0], [1, 2], [3, 4], [0, 0]])", "pad p=1,3 p_end=2,4 last"},
      {"tf.image.crop_to_bounding_box(tf.zeros([1, 9, 9, 3]), 1, 2, 5, 6)", "crop 3>0 p=1,2 p_end=3,1 i=9 last"},
  };
  expect_read(kCases, "tensorflow");
}

TEST(Layers, Keras) {
  constexpr Case kCases[] = {
      {"layers.Conv2D(32, 3)", "conv 0>32 k=3 valid bias last"},
      {"tf.keras.layers.Conv2D(2, 3, activation='relu', padding='same', dilation_rate=2, input_shape=(28, 28, 3))",
       "conv 3>2 k=3 d=2 i=28 same bias last"},
      {"keras.layers.Conv2D(64, (3, 5), (2, 2), 'same', use_bias=False)", "conv 0>64 k=3,5 s=2 same last"},
      {"layers.Conv1D(8, 3, padding='causal', dilation_rate=4)", "conv 1d 0>8 k=3 d=4 p=8 p_end=0 bias last"},
      {"layers.Conv2DTranspose(32, 2, 2, activation='relu')", "conv-transpose 0>32 k=2 s=2 valid bias last"},
      {"layers.Conv2DTranspose(8, 3, strides=2, padding='same')", "conv-transpose 0>8 k=3 s=2 same bias last"},
      // 2 (i - 1) + 3 - 2 + 1 = 2 i, cut as output_shape's SAME cuts it: nothing at the beginning, one at the end.
      {"layers.Conv2DTranspose(8, 3, strides=2, padding='same', output_padding=1)", "conv-transpose 0>8 k=3 s=2 p_end=1 bias last"},
      {"layers.Conv2DTranspose(8, 3, strides=2, output_padding=1)", "conv-transpose 0>8 k=3 s=2 a=1 bias last"},
      {"layers.DepthwiseConv2D(3, padding='same')", "conv g=0 k=3 same bias last"},
      {"layers.MaxPooling2D()", "max-pool k=2 s=2 valid last"},
      {"layers.MaxPool2D(3, 2, 'same')", "max-pool k=3 s=2 same last"},
      {"layers.AveragePooling2D(pool_size=(2, 2), strides=(1, 1), padding='valid')", "avg-pool k=2 valid exclude last"},
      {"layers.UpSampling2D(size=(1, 2))", "upsample f=1 f=2 nearest half-pixel prefer-ceil last"},
      {"layers.UpSampling2D(2, interpolation='bilinear')", "upsample f=2 f=2 linear half-pixel usual last"},
      {"layers.Resizing(7, 9)", "upsample o=7,9 linear half-pixel usual last"},
      {"layers.ZeroPadding2D(((1, 0), (2, 3)))", "pad p=1,2 p_end=0,3 last"},
      {"layers.ZeroPadding2D((1, 2))", "pad p=1,2 last"},
      {"layers.Cropping2D(cropping=((2, 2), (4, 4)))", "crop p=2,4 last"},
  };
  expect_read(kCases, "keras");
}

TEST(Layers, JaxAndFlax) {
  constexpr Case kCases[] = {
      {"nn.Conv(features=32, kernel_size=(3, 3))", "conv 0>32 k=3 same bias last"},
      {"nn.Conv(64, (7, 7), strides=(2, 2), padding=[(3, 3), (3, 3)], use_bias=False)", "conv 0>64 k=7 s=2 p=3 last"},
      {"nn.Conv(8, kernel_size=(3,), kernel_dilation=2, padding='CAUSAL')", "conv 1d 0>8 k=3 d=2 p=4 p_end=0 bias last"},
      {"nn.ConvTranspose(16, (3, 3), strides=(2, 2))", "conv-transpose 0>16 k=3 s=2 same bias turned last"},
      // Explicit cells are p' = k - 1 - p.
      {"nn.ConvTranspose(16, (4, 4), (2, 2), padding=((2, 2), (2, 2)))", "conv-transpose 0>16 k=4 s=2 p=1 bias turned last"},
      {"lax.conv_transpose(x, jnp.zeros((3, 3, 8, 4)), (2, 2), 'VALID')", "conv-transpose 8>4 k=3 s=2 valid turned last"},
      {"lax.conv_general_dilated(x, jnp.zeros((3, 3, 4, 8)), (2, 2), 'SAME', dimension_numbers=('NHWC', 'HWIO', 'NHWC'))",
       "conv 4>8 k=3 s=2 same last"},
      {"lax.conv_general_dilated(x, jnp.zeros((8, 4, 3, 3)), (1, 1), ((1, 2), (1, 2)), lhs_dilation=(2, 2))",
       "conv-transpose 4>8 k=3 s=2 p=1 p_end=0 turned"},
      {"nn.max_pool(x, window_shape=(2, 2), strides=(2, 2))", "max-pool k=2 s=2 valid last"},
      {"nn.max_pool(x, (3, 3))", "max-pool k=3 valid last"},
      {"nn.avg_pool(x, (3, 3), strides=(2, 2), padding='SAME')", "avg-pool k=3 s=2 same last"},
      {"jax.image.resize(jnp.zeros((1, 4, 4, 3)), (1, 8, 8, 3), 'bilinear')", "upsample 3>0 i=4 o=8 linear half-pixel usual last"},
  };
  expect_read(kCases, "jax");
}

TEST(Layers, Caffe) {
  constexpr Case kCases[] = {
      {"layer {\n name: \"conv1\"\n type: \"Convolution\"\n bottom: \"data\"\n top: \"conv1\"\n param { lr_mult: 1 decay_mult: 1 }\n"
       " param { lr_mult: 2 decay_mult: 0 }\n convolution_param { num_output: 96 kernel_size: 11 stride: 4\n"
       "  weight_filler { type: \"gaussian\" std: 0.01 }\n  bias_filler { type: \"constant\" value: 0 } } }",
       "conv 0>96 k=11 s=4 bias"},
      {"layer { type: \"Convolution\" convolution_param { num_output: 8 kernel_h: 3 kernel_w: 5 pad_h: 1 stride: 2 group: 2 } }",
       "conv 0>8 g=2 k=3,5 s=2 p=1,0 bias"},
      {"layer { type: \"Deconvolution\" param { lr_mult: 0 } convolution_param { num_output: 21 bias_term: false kernel_size: 4 stride: 2\n"
       " pad: 1 group: 21 weight_filler { type: \"bilinear\" } } }",
       "conv-transpose 0>21 g=21 k=4 s=2 p=1 bilinear fixed"},
      {"layer { type: \"Pooling\" pooling_param { pool: MAX kernel_size: 3 stride: 2 } }", "max-pool k=3 s=2 ceil"},
      {"layers { type: POOLING pooling_param { pool: AVE kernel_size: 3 pad: 1 round_mode: FLOOR } }", "avg-pool k=3 p=1"},
      {"layer { name: \"score\" type: \"Crop\" bottom: \"upscore\" bottom: \"data\" crop_param { axis: 2 offset: 19 } }",
       "crop p=19 p_end=?"},
  };
  expect_read(kCases, "caffe");
}

TEST(Layers, Onnx) {
  constexpr Case kCases[] = {
      {"y = Conv <kernel_shape = [3, 3], strides = [2, 2], pads = [1, 0, 2, 3]> (x, w, b)", "conv k=3 s=2 p=1,0 p_end=2,3 bias"},
      {"g (float[1, 4, 9, 9] x, float[8, 2, 3, 3] w) => (float[1, 8, 9, 9] y) { y = Conv <auto_pad = \"SAME_LOWER\", group = 2> (x, w) }",
       "conv 4>8 g=2 k=3 i=9 same_lower"},
      {"onnx.helper.make_node('ConvTranspose', ['x', 'w'], ['y'], strides=[2, 2], kernel_shape=[3, 3], output_padding=[1, 1])",
       "conv-transpose k=3 s=2 a=1"},
      {"make_node('MaxPool', inputs=['x'], outputs=['y'], kernel_shape=[3, 3])", "max-pool k=3"},
      {"node { op_type: \"AveragePool\" input: \"x\" output: \"y\" attribute { name: \"kernel_shape\" ints: 3 ints: 2 type: INTS }\n"
       " attribute { name: \"ceil_mode\" i: 1 type: INT } }",
       "avg-pool k=3,2 ceil exclude"},
      {"s = Constant <value_floats = [1.0, 1.0, 2.0, 3.0]> ()\ny = Resize <mode = \"linear\"> (x, , s)",
       "upsample f=2 f=3 linear half-pixel prefer-floor"},
      {"y = DepthToSpace <blocksize = 2, mode = \"CRD\"> (x)", "pixel-shuffle r=2 crd"},
      {"p = Constant <value_ints = [0, 0, 1, 2, 0, 0, 3, 4]> ()\ny = Pad (x, p)", "pad p=1,2 p_end=3,4"},
      {"y = MaxUnpool <kernel_shape = [2, 2], strides = [2, 2]> (x, at)", "max-unpool k=2 s=2"},
  };
  expect_read(kCases, "onnx");
}

TEST(Layers, Matlab) {
  constexpr Case kCases[] = {
      {"layer = convolution2dLayer(11,96,'Stride',4,'Padding',1)", "conv 0>96 k=11 s=4 p=1 bias last"},
      {"convolution2dLayer([3 5],16,Padding=\"same\",DilationFactor=2); % comment", "conv 0>16 k=3,5 d=2 same bias last"},
      {"convolution2dLayer(3,8,'Padding',[1 2; 3 4])", "conv 0>8 k=3 p=1,3 p_end=2,4 bias last"},
      {"convolution2dLayer(3,8,'Padding',[1 2 3 4])", "conv 0>8 k=3 p=1,3 p_end=2,4 bias last"},
      {"layer = transposedConv2dLayer(4,21, ...\n 'Stride',2,'Cropping','same');", "conv-transpose 0>21 k=4 s=2 same bias last"},
      {"maxPooling2dLayer(2,'Stride',2,'HasUnpoolingOutputs',true)", "max-pool k=2 s=2 indices last"},
      {"averagePooling2dLayer(3)", "avg-pool k=3 last"},
      {"resize2dLayer('Scale',[2 3],'Method','bilinear')", "upsample f=2 f=3 linear half-pixel usual last"},
      {"depthToSpace2dLayer(2)", "pixel-shuffle r=2 dcr last"},
      // Even kernels: the middle of the full result begins after floor(k / 2) of its cells.
      {"C = conv2(A, [1 2; 3 4], 'same')", "conv 1>1 k=2 p_end=1 turned"},
      {"C = conv2(A, ones(3))", "conv 1>1 k=3 p=2 turned"},
      {"T = convmtx2([1 2 1; 2 4 2; 1 2 1], 5, 6)", "conv 1>1 k=3 p=2 i=5,6 turned"},
  };
  expect_read(kCases, "matlab");
}

TEST(Layers, SciPy) {
  constexpr Case kCases[] = {
      {"signal.convolve2d(x, np.ones((3, 3)))", "conv 1>1 k=3 p=2 turned"},
      {"signal.convolve2d(x, [[1, 2], [3, 4]], mode='same')", "conv 1>1 k=2 p=1 p_end=0 turned"},
      {"scipy.signal.correlate2d(x, [[1, 2], [3, 4]], 'same', boundary='fill')", "conv 1>1 k=2 p_end=1"},
      {"signal.correlate2d(x, np.array([[1, 2, 3]]), 'valid')", "conv 1>1 k=1,3"},
      {"signal.convolve2d(x, kernel, mode='same')", "conv 1>1 same turned"},
  };
  expect_read(kCases, "scipy");
}

// The sizes that the issue of each framework's rule is about.
TEST(Layers, SizesFollowTheFrameworksOwnRules) {
  const auto sides = [](const char* text, PerAxis input) { return output_sides(read_one(text), input).value_or(PerAxis()); };
  EXPECT_EQ(sides("nn.ConvTranspose2d(2, 2, 3, stride=2, padding=1, output_padding=1)", {3, 3}), (PerAxis{6, 6}));
  EXPECT_EQ(sides("layers.Conv2DTranspose(8, 3, strides=2, padding='same')", {3, 3}), (PerAxis{6, 6}));
  EXPECT_EQ(sides("layers.Conv2DTranspose(8, 3, strides=2)", {3, 3}), (PerAxis{7, 7}));
  EXPECT_EQ(sides("layers.Conv2DTranspose(8, 2, strides=5)", {3, 3}), (PerAxis{15, 15}));
  EXPECT_EQ(sides("layers.Conv2DTranspose(8, 5, strides=3, padding='same', output_padding=2)", {4, 4}),
            (PerAxis{12, 12}));  // 3*3 + 5 - 4 + 2
  EXPECT_EQ(sides("nn.ConvTranspose(8, (2, 2), strides=(3, 3))", {4, 4}), (PerAxis{12, 12}));
  EXPECT_EQ(sides("layer { type: \"Pooling\" pooling_param { pool: MAX kernel_size: 2 stride: 2 } }", {5, 5}), (PerAxis{3, 3}));
  EXPECT_EQ(sides("tf.nn.conv2d(x, tf.zeros([3, 3, 1, 1]), 2, 'SAME')", {16, 15}), (PerAxis{8, 8}));
  EXPECT_EQ(sides("layers.Conv1D(8, 3, padding='causal', dilation_rate=4)", {20}), (PerAxis{20}));
  EXPECT_EQ(sides("nn.Conv3d(1, 1, 3, stride=2)", {32, 16, 9}), (PerAxis{15, 7, 4}));
  EXPECT_EQ(sides("nn.Upsample(scale_factor=1.5)", {5, 7}), (PerAxis{7, 10}));
  EXPECT_EQ(sides("layer { type: \"Deconvolution\" convolution_param { num_output: 21 kernel_size: 64 stride: 32 } }", {16, 16}),
            (PerAxis{544, 544}));
}

TEST(Layers, TheExamplesAreTheOnesThatEverybodyMeets) {
  const Layer fcn = read_one(std::string(layer_examples()[0].text));
  EXPECT_EQ(summary(fcn), "conv-transpose 0>21 k=64 s=32 fixed");
  const Layer tensorflow = read_one(std::string(layer_examples()[1].text));
  EXPECT_EQ(summary(tensorflow), "conv-transpose 2>2 k=4 s=2 i=39,12 o=78,24 same last");
  EXPECT_EQ(output_sides(tensorflow, {39, 12}).value(), (PerAxis{78, 24}));
  EXPECT_EQ(summary(canonical(tensorflow)), "conv-transpose 2>2 k=4 s=2 p=1 i=39,12 last");
}

// As tutorials have them: models that are built layer by layer, with what has no axes of space between.
TEST(Layers, OfAModelsTextThoseWithoutAxesOfSpaceArePassedOver) {
  const auto said = [](std::string_view text) {
    std::string all;
    const auto layers = read_layers("t", text);
    for (const LayerText& layer : layers.value_or(std::vector<LayerText>())) all += (all.empty() ? "" : "; ") + summary(layer.layer);
    return all;
  };
  EXPECT_EQ(said("model.add(layers.Dense(7*7*256, use_bias=False, input_shape=(100,)))\nmodel.add(layers.BatchNormalization())\n"
                 "model.add(layers.Conv2DTranspose(128, (5, 5), strides=(2, 2), padding='same', use_bias=False))"),
            "conv-transpose 0>128 k=5 s=2 same last");
  EXPECT_EQ(said("import torch\nclass Net(nn.Module):\n  def __init__(self, n: int = 3):\n    super().__init__()\n    self.c = "
                 "nn.Conv2d(3, 8, 3)\n"
                 "  def forward(self, x):\n    x = self.c(x)\n    return self.fc(x.view(-1, 8))\n"),
            "conv 3>8 k=3 bias");
  EXPECT_EQ(said("layers = [\n  imageInputLayer([28 28 1])\n  convolution2dLayer(5,20)\n  reluLayer\n  maxPooling2dLayer(2,'Stride',2)\n"
                 "  fullyConnectedLayer(10)\n  softmaxLayer\n  classificationLayer];"),
            "conv 0>20 k=5 bias last; max-pool k=2 s=2 last");
  EXPECT_EQ(said("x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))\nx = torch.flatten(x, 1)\nx = F.relu(self.fc1(x))"), "max-pool k=2 s=2");
}

// What documentation shows beside its layers: what they print, sizes of other tensors, what weights begin as.
TEST(Layers, WhatDocumentationPrintsIsPassedOver) {
  const auto up = read_layers("t", R"(>>> input = torch.randn(1, 16, 12, 12)
>>> upsample = nn.ConvTranspose2d(16, 16, 3, stride=2, padding=1)
>>> h.size()
torch.Size([1, 16, 6, 6])
>>> output = upsample(h, output_size=input.size())
>>> output.size()
torch.Size([1, 16, 12, 12])
)");
  ASSERT_TRUE(up.has_value());
  EXPECT_EQ(up->front().layer.output, (PerAxis{12, 12}));
  EXPECT_TRUE(read_layers("t", "up = nn.ConvTranspose2d(4, 4, 3)\ny = up(h, output_size=other.size())").has_value());
  const auto last = read_layers("t", R"(OUTPUT_CHANNELS = 3
initializer = tf.random_normal_initializer(0., 0.02)
last = tf.keras.layers.Conv2DTranspose(OUTPUT_CHANNELS, 4,
                                       strides=2,
                                       padding='same',
                                       kernel_initializer=initializer,
                                       activation='tanh')  # (batch_size, 256, 256, 3)
)");
  ASSERT_TRUE(last.has_value());
  EXPECT_EQ(last->front().layer.out, 3);
}

// As python3-onnx wrote it: tests/golden/layers_onnx.py.
std::string model_file() {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "layers.onnx", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Layers, AModelsFileIsReadNodeByNode) {
  const auto layers = read_layers("m", model_file());
  ASSERT_TRUE(layers.has_value());
  std::vector<std::string> said;
  for (const LayerText& layer : *layers) said.push_back(summary(layer.layer));
  EXPECT_EQ(said, (std::vector<std::string>{"conv 4>8 g=2 k=3 s=2,1 p=1,0 p_end=2,3 i=16,18", "max-pool k=3,2 s=2 ceil",
                                            "upsample f=2 f=3 nearest asymmetric floor", "pad p=1,2 p_end=3,4"}));
}

TEST(Layers, AModelsFileThatIsCutOffOrNoneIsRefused) {
  const std::string whole = model_file();
  ASSERT_GT(whole.size(), 300u);
  for (std::size_t size = 3; size < whole.size(); size += 7) EXPECT_FALSE(read_layers("m", whole.substr(0, size)).has_value()) << size;
  EXPECT_EQ(wrong_text(std::string("\x89HDF\r\n\x1a\n\0\0", 10)), "t|reason.not_a_layers_text");
  EXPECT_EQ(wrong_text(std::string("\x08\x08\x12\x05", 4)), "t|reason.onnx_damaged");
}

}  // namespace
}  // namespace deconvlab
