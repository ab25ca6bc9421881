// Texts that are wrong: the line, the word, and what would be right.
#include <gmock/gmock.h>

#include "core/frameworks/signature.h"
#include "layers_support.h"

namespace deconvlab {
namespace {

struct Wrong {
  std::string_view text;
  std::string_view said;  // source and line, the key of what is wrong, and its words
};

constexpr Wrong kWrong[] = {
    // names
    {"nn.Conv4d(1, 2, 3)", "t:1|reason.layer_unknown_near|nn.Conv4d|Conv1d"},
    {"\nnn.ConvTransposed2d(1, 2, 3)", "t:2|reason.layer_unknown_near|nn.ConvTransposed2d|ConvTranspose2d"},
    {"layers.Conv2DTranpose(1, 2)", "t:1|reason.layer_unknown_near|layers.Conv2DTranpose|Conv2DTranspose"},
    {"tf.nn.conv2d_transposed(x, w)", "t:1|reason.layer_unknown_near|tf.nn.conv2d_transposed|conv2d_transpose"},
    {"nn.Transformer(3, 4)", "t:1|reason.layer_unknown|nn.Transformer"},
    {"nn.Linear(3, 4)", "t|reason.no_layer"},
    {"# nothing\n", "t|reason.no_layer"},
    {"", "t|reason.no_layer"},
    {"x = 3", "t|reason.no_layer"},
    // arguments
    {"nn.Conv2d(1, 2, 3, strid=2)", "t:1|reason.argument_unknown_near|nn.Conv2d|strid|stride"},
    {"nn.Conv2d(1, 2, 3,\n          pading=1)", "t:2|reason.argument_unknown_near|nn.Conv2d|pading|padding"},
    {"layers.Conv2D(8, 3, stride=2)", "t:1|reason.argument_unknown_near|layers.Conv2D|stride|strides"},
    {"layers.Conv2D(8, 3, dilation=2)",
     "t:1|reason.argument_unknown|layers.Conv2D|dilation|filters, kernel_size, strides, padding, data_format, dilation_rate, groups, "
     "activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, "
     "kernel_constraint, bias_constraint, name, dtype, trainable, input_shape, batch_input_shape, input_dim, autocast, weights, "
     "batch_size"},
    {"nn.MaxPool2d(2, kernel_size=3)", "t:1|reason.argument_twice|nn.MaxPool2d|kernel_size"},
    {"nn.Conv2d(1, 2)", "t:1|reason.argument_missing|nn.Conv2d|kernel_size"},
    {"tf.nn.conv2d(x, w, 1)", "t:1|reason.argument_missing|tf.nn.conv2d|padding"},
    {"nn.PixelShuffle(2, 3)", "t:1|reason.arguments_many|nn.PixelShuffle|1|3"},
    {"nn.Upsample()", "t:1|reason.size_or_scale|nn.Upsample"},
    {"nn.Upsample(size=4, scale_factor=2)", "t:1|reason.size_and_scale|nn.Upsample"},
    // values
    {"nn.Conv2d(1, 2, 0)", "t:1|reason.value_least|kernel_size|0|1"},
    {"nn.Conv2d(1, 2, (3, 0))", "t:1|reason.value_least|kernel_size|(3, 0)|1"},
    {"nn.Conv2d(1, 2, 3, stride=-1)", "t:1|reason.value_least|stride|-1|1"},
    {"nn.Conv2d(1, 2, 3, padding=-1)", "t:1|reason.value_least|padding|-1|0"},
    {"nn.Conv2d(1, 2, 3.5)", "t:1|reason.value_axes|kernel_size|3.5|2"},
    {"nn.Conv2d(1, 2, 'three')", "t:1|reason.value_axes|kernel_size|'three'|2"},
    {"nn.Conv2d(1, 2, (3, 3, 3))", "t:1|reason.value_axes|kernel_size|(3, 3, 3)|2"},
    {"nn.Conv2d(1, 2, 99999999)", "t:1|reason.value_most|kernel_size|99999999|16777216"},
    {"nn.Conv2d(1, 2, 99999999999999999999)", "t:1|reason.value_most|kernel_size|99999999999999999999|16777216"},
    {"nn.Conv2d(0, 2, 3)", "t:1|reason.value_least|in_channels|0|1"},
    {"nn.Conv2d('a', 2, 3)", "t:1|reason.value_whole|in_channels|'a'"},
    {"nn.Conv2d(1, 2, 3, bias=2)", "t:1|reason.value_truth|bias|2"},
    {"nn.Conv2d(1, 2, 3, padding='smae')", "t:1|reason.value_word|padding|'smae'|same, valid"},
    {"nn.Conv2d(1, 2, 3, 2, padding='same')", "t:1|reason.same_and_stride|padding|'same'|2"},
    {"nn.Conv2d(1, 2, 3, padding_mode='reflect')", "t:1|reason.value_only|padding_mode|'reflect'|zeros"},
    {"nn.AvgPool2d(2, divisor_override=3)", "t:1|reason.value_only|divisor_override|3|none"},
    {"nn.Upsample(scale_factor=0)", "t:1|reason.value_scale|scale_factor|0"},
    {"nn.Upsample(scale_factor=2, mode='box')",
     "t:1|reason.value_word|mode|'box'|nearest, nearest-exact, nearest_neighbor, linear, bilinear, trilinear, triangle, cubic, bicubic"},
    {"nn.Upsample(scale_factor=2, align_corners=True)", "t:1|reason.corners_and_nearest|align_corners|True"},
    {"nn.ZeroPad2d((1, 2, 3))", "t:1|reason.value_frame|padding|(1, 2, 3)|4"},
    {"nn.ConstantPad2d(1, 3.5)", "t:1|reason.frame_value|value|3.5"},
    {"tf.nn.conv2d(x, w, [2, 2, 2, 1], 'SAME')", "t:1|reason.value_batch|strides|[2, 2, 2, 1]"},
    {"tf.nn.conv2d(x, w, 1, 'SAMEISH')", "t:1|reason.value_word|padding|'SAMEISH'|same, valid, same_lower, causal"},
    {"tf.nn.conv2d(x, w, 1, [[1, 1], [0, 0], [0, 0], [0, 0]])", "t:1|reason.value_frame_batch|padding|[[1, 1], [0, 0], [0, 0], [0, 0]]"},
    {"tf.nn.conv2d(x, w, 1, 'SAME', data_format='HWCN2')",
     "t:1|reason.value_word|data_format|'HWCN2'|NHWC, NCHW, channels_last, channels_first"},
    {"tf.nn.conv2d_transpose(x, w, [1, 2, 3], 2)", "t:1|reason.value_shape|output_shape|[1, 2, 3]|2|4"},
    {"layers.Conv2D(8, 3, padding='causal')", "t:1|reason.causal|padding|'causal'|2"},
    {"lax.conv_general_dilated(x, w, (2, 2), 'VALID', lhs_dilation=(2, 2))", "t:1|reason.stretch_and_stride|lhs_dilation|(2, 2)|2"},
    // contradictions
    {"nn.Conv2d(3, 4, 3, groups=2)", "t:1|reason.layer_groups|nn.Conv2d|in|3|2"},
    {"nn.Conv2d(4, 3, 3, groups=2)", "t:1|reason.layer_groups|nn.Conv2d|out|3|2"},
    {"F.pixel_shuffle(torch.randn(1, 3, 4, 4), 2)", "t:1|reason.shuffled_channels|F.pixel_shuffle|3|4"},
    {"y = Conv <auto_pad = \"SAME_UPPER\", pads = [1, 1, 1, 1]> (x, w)", "t:1|reason.pads_and_rule|pads|[1, 1, 1, 1]"},
    // signs
    {"nn.Conv2d(1, 2, 3", "t:1|reason.unclosed|("},
    {"nn.Conv2d(1, 2,\n  (3, 3)", "t:1|reason.unclosed|("},
    {"nn.Conv2d(1 2, 3)", "t:1|reason.want_comma|2"},
    {"nn.Conv2d(1, 2, 3))", "t:1|reason.want_end_of_line|)"},
    {"nn.Conv2d(1, 2, padding='same)", "t:1|reason.text_unclosed|'same)"},
    {"nn.Conv2d(1, 2, 3x3)", "t:1|reason.no_number|3x3"},
    {"nn.Conv2d(1, 2, kernel_size=)", "t:1|reason.want_value|)"},
    {"nn.(1)", "t:1|reason.want_name|("},
    {"x = ", "t:1|reason.text_ends"},
    // Caffe and ONNX
    {"layer {\n  type: \"Convolutoin\"\n}", "t:2|reason.layer_unknown_near|Convolutoin|Convolution"},
    {"layer { name: \"x\" }", "t:1|reason.argument_missing|layer|type"},
    {"layer {\n type: \"Convolution\"\n convolution_param {\n  num_output: 8\n }\n}",
     "t:1|reason.argument_missing|Convolution|kernel_size"},
    {"layer {\n type: \"Convolution\"\n convolution_param {\n  num_output: 8\n  kernel: 3\n }\n}",
     "t:5|reason.argument_unknown|Convolution|kernel|name, type, bottom, top, phase, param.lr_mult, param.decay_mult, num_output, "
     "bias_term, pad, "
     "kernel_size, stride, dilation, group, weight_filler.type, weight_filler.value, weight_filler.std, bias_filler.type, "
     "bias_filler.value, engine, axis, force_nd_im2col"},
    {"layer { type: \"Pooling\" convolution_param { kernel_size: 2 } }",
     "t:1|reason.other_parameters|Pooling|convolution_param|pooling_param"},
    {"layer { type: \"Pooling\" pooling_param { pool: STOCHASTIC kernel_size: 2 } }", "t:1|reason.value_word|pool|STOCHASTIC|MAX, AVE"},
    {"layer { type: \"Pooling\"\n pooling_param { global_pooling: true } }", "t:2|reason.global_pooling"},
    {"layer { type: \"Convolution\" convolution_param { num_output: 1 kernel_size: 3 kernel_h: 3 } }",
     "t:1|reason.contradiction|Convolution|kernel_h|kernel_size"},
    {"layer {\n  type \"Convolution\"\n}", "t:2|reason.want_colon|\""},
    {"layer {\n  type: \"Convolution\"", "t:1|reason.unclosed|{"},
    {"y = Convolve <strides = [2, 2]> (x, w)", "t:1|reason.layer_unknown|Convolve"},
    {"y = ConvTranpose <strides = [2, 2]> (x, w)", "t:1|reason.layer_unknown_near|ConvTranpose|ConvTranspose"},
    {"y = Conv <strides = [2, 2] (x, w)", "t:1|reason.unclosed|<"},
    {"y = MaxPool <strides = [2, 2]> (x)", "t:1|reason.argument_missing|MaxPool|kernel_shape"},
    {"y = Conv <stride = [2, 2]> (x, w)", "t:1|reason.argument_unknown_near|Conv|stride|strides"},
    // A filter's order that has no letter for a channel, or one axis too few.
    {"lax.conv_general_dilated(x, jnp.zeros((1, 3, 4, 8)), (2, 2), 'SAME', dimension_numbers=('NHWC', 'p.ze', 'NHWC'))",
     "t:1|reason.value_word|dimension_numbers|('NHWC', 'p.ze', 'NHWC')|(\"NHWC\", \"HWIO\", \"NHWC\"), (\"NCHW\", \"OIHW\", \"NCHW\")"},
    {"lax.conv_general_dilated(x, jnp.zeros((3, 4, 8)), (2, 2), 'SAME', dimension_numbers=('NHWC', 'HIO', 'NHWC'))",
     "t:1|reason.value_word|dimension_numbers|('NHWC', 'HIO', 'NHWC')|(\"NHWC\", \"HWIO\", \"NHWC\"), (\"NCHW\", \"OIHW\", \"NCHW\")"},
    // MATLAB and SciPy
    {"convolution2dLayer(3)", "t:1|reason.argument_missing|convolution2dLayer|numFilters"},
    {"convolution2dLayer(3, 8, 'Strides', 2)", "t:1|reason.argument_unknown_near|convolution2dLayer|Strides|Stride"},
    {"transposedConv2dLayer(3, 8, 'Padding', 1)",
     "t:1|reason.argument_unknown|transposedConv2dLayer|Padding|filterSize, numFilters, Stride, Cropping, "
     "Name, PaddingValue, NumChannels, Weights, Bias, WeightsInitializer, BiasInitializer, WeightLearnRateFactor, BiasLearnRateFactor, "
     "WeightL2Factor, BiasL2Factor"},
    {"y = signal.convolve2d(x, kernel)", "t:1|reason.plane_kernel|signal.convolve2d"},
    {"conv2(A, B, 'some')", "t:1|reason.value_word|shape|'some'|full, same, valid"},
    {"signal.convolve2d(x, w, 'same', 'wrap')", "t:1|reason.value_boundary|boundary|'wrap'|wrap"},
    {"signal.convolve2d(x, w, boundary='symm')", "t:1|reason.value_boundary|boundary|'symm'|symmetric"},
    {"signal.convolve2d(x, w, 'same', 'mirror')", "t:1|reason.value_only|boundary|'mirror'|fill"},
};

TEST(WrongLayers, AreAnsweredWithTheLineTheWordAndWhatWouldBeRight) {
  EXPECT_GE(std::size(kWrong), 60u);
  for (const Wrong& wrong : kWrong) EXPECT_EQ(wrong_text(std::string(wrong.text)), wrong.said) << wrong.text;
}

TEST(WrongLayers, AnUnknownFrameworkIsOne) {
  EXPECT_EQ(read_layers("t", "x", "torch").error().code, ErrorCode::unknown_name);
  EXPECT_EQ(wrong_text("layers.Conv2D(8, 3)", "pytorch"), "t:1|reason.layer_unknown_near|layers.Conv2D|Conv2d");
}

// Nothing is read twice as deep as it may be, and no length of a word is too much.
TEST(WrongLayers, DepthAndLengthAreNoMatter) {
  EXPECT_EQ(wrong_text(std::string(10000, '(')), "t:1|reason.too_deep|50");
  EXPECT_EQ(wrong_text("layer {" + std::string(10000, 'a')), "t:1|reason.text_ends");
  std::string deep;
  for (int n = 0; n < 10000; ++n) deep += "a {";
  EXPECT_EQ(wrong_text(deep), "t:1|reason.too_deep|50");
  EXPECT_EQ(wrong_text("nn." + std::string(100000, 'C') + "(1)"), "t:1|reason.layer_unknown|nn." + std::string(57, 'C') + "...");
}

TEST(WrongLayers, SizesThatCannotBeAreSaid) {
  const Layer conv = read_one("nn.Conv2d(1, 1, 9)");
  EXPECT_EQ(output_sides(conv, {5, 5}).error().code, ErrorCode::kernel_exceeds_input);
  EXPECT_EQ(output_sides(conv, {9}).error().code, ErrorCode::shape_mismatch);
  EXPECT_EQ(output_sides(conv, {0, 9}).error().code, ErrorCode::not_positive);
  EXPECT_EQ(output_sides(conv, {9, std::int64_t{1} << 40}).error().code, ErrorCode::too_large);
  EXPECT_EQ(output_sides(read_one("F.conv2d(x, w)"), {5, 5}).error().code, ErrorCode::missing_option);
  EXPECT_EQ(output_sides(read_one("nn.ConvTranspose2d(1, 1, 2, padding=3)"), {2, 2}).error().code, ErrorCode::nothing_left);
  EXPECT_EQ(output_sides(read_one("layers.Cropping2D(3)"), {5, 5}).error().code, ErrorCode::nothing_left);
  EXPECT_EQ(output_sides(read_one("nn.MaxUnpool2d(2)(x, i, output_size=(9, 9))"), {2, 2}).error().code, ErrorCode::output_not_reached);
  EXPECT_EQ(output_sides(read_one("layer { type: \"Crop\" crop_param { offset: 2 } }"), {9, 9}).error().code, ErrorCode::missing_option);
}

// A call of the function with 2 for all that must be given, and `value` for the parameter.
std::string call_with(const Signature& signature, const Parameter& parameter, const std::string& value) {
  std::string name(signature.name);
  for (std::size_t at = name.find('#'); at != std::string::npos; at = name.find('#')) name[at] = '2';
  const std::string module(signature.modules.substr(0, signature.modules.find(' ')));
  std::string arguments;
  for (const Parameter& each : signature.parameters) {
    if (&each != &parameter && !each.usual.empty()) continue;
    arguments += (arguments.empty() ? "" : ", ") + std::string(each.name) + "=" + (&each == &parameter ? value : "2");
  }
  return (module.empty() ? "" : module + ".") + name + "(" + arguments + ")";
}

// Whatever stands for a number in any argument of any function: it is read, and then sized and written for all, or refused.
TEST(WrongLayers, AnyValueOfAnyArgumentIsReadOrRefused) {
  int read = 0, refused = 0;
  for (const Framework& framework : framework_table()) {
    if (!framework.signatures) continue;
    for (const Signature& signature : framework.signatures()) {
      for (const Parameter& parameter : signature.parameters) {
        for (const char* value : {"n", "0", "-1", "None", "2.5", "'x'", "(1, 2)", "(n, n)", "()", "4294967296", "9223372036854775807"}) {
          const std::string text = call_with(signature, parameter, value);
          SCOPED_TRACE(text);
          const auto layers = read_layers("t", text, framework.id);
          ++(layers ? read : refused);
          if (!layers) continue;
          for (const LayerText& one : *layers) {
            static_cast<void>(output_sides(one.layer, PerAxis(static_cast<std::size_t>(one.layer.rank), 8)));
            for (const Framework& other : framework_table()) {
              const Written written = write_layer(other, one.layer);
              EXPECT_FALSE(written.text.empty() && written.notes.empty()) << other.id;
            }
          }
        }
      }
    }
  }
  EXPECT_GT(read, 1000);
  EXPECT_GT(refused, 1000);
}

TEST(WrongLayers, AFactorThatIsNotSaidIsRefused) {
  for (const char* text : {"nn.PixelShuffle(r)", "F.pixel_shuffle(x, r)", "tf.nn.depth_to_space(x, r)", "depthToSpace2dLayer(r)"})
    EXPECT_THAT(wrong_text(text), testing::HasSubstr("reason.value_unsaid")) << text;
}

// Layers that there are, but none that is shown: what comes nearest. What wraps a layer is passed over.
TEST(WrongLayers, OtherLayersAreNotCalledUnknown) {
  EXPECT_EQ(wrong_text("layers.SeparableConv2D(128, 3)"),
            "t:1|reason.layer_not_shown|layers.SeparableConv2D|DepthwiseConv2D, Conv2D(..., 1)");
  EXPECT_EQ(wrong_text("nn.AdaptiveAvgPool2d((7, 7))"), "t:1|reason.layer_not_shown|nn.AdaptiveAvgPool2d|AvgPool2d");
  EXPECT_EQ(wrong_text("nn.AdaptiveAvgPool2d((1, 1))"), "t|reason.no_layer");
  EXPECT_EQ(wrong_text("nn.ReflectionPad2d(3)"), "t:1|reason.layer_not_shown|nn.ReflectionPad2d|ZeroPad2d");
  EXPECT_EQ(summary(read_one("weight_norm(nn.ConvTranspose1d(512, 256, 16, 8, padding=(16 - 8) // 2))")),
            "conv-transpose 1d 512>256 k=16 s=8 p=4 bias");
}

// Which name it is, also within a list or a sum, and that a line above says it.
TEST(WrongLayers, ANameThatStandsForANumberIsAskedFor) {
  constexpr std::pair<const char*, const char*> kUnsaid[] = {
      {"nn.Conv2d(3, 8, 3, stride=stride)", "t:1|reason.value_unsaid|stride|stride|stride"},
      {"tf.nn.conv2d(x, w, strides=[1, s, s, 1], padding='SAME')", "t:1|reason.value_unsaid|strides|[1, s, s, 1]|s"},
      {"nn.Conv2d(3, 8, 3, padding=(k - 1) // 2)", "t:1|reason.value_unsaid|padding|(k - 1) // 2|k"},
      {"nn.ZeroPad2d(pad)", "t:1|reason.value_unsaid|padding|pad|pad"},
      {"layers.ZeroPadding2D(((0, n), 1))", "t:1|reason.value_unsaid|padding|((0, n), 1)|n"},
      {"nn.Conv2d(3, 8, 3, stride=self.stride)", "t:1|reason.value_unsaid|stride|self.stride|self.stride"},
  };
  for (const auto& [text, said] : kUnsaid) EXPECT_EQ(wrong_text(text), said) << text;
  const auto layer = [](const char* text) { return summary(read_layers("t", text)->front().layer); };
  EXPECT_EQ(layer("stride = 2\nnn.Conv2d(3, 8, 3, stride=stride)"), "conv 3>8 k=3 s=2 bias");
  EXPECT_EQ(layer("k = 5; nn.Conv2d(3, 8, k, padding=(k - 1) // 2)"), "conv 3>8 k=5 p=2 bias");
  EXPECT_EQ(layer("self.stride = 3\nnn.Conv2d(3, 8, 3, stride=self.stride)"), "conv 3>8 k=3 s=3 bias");
  EXPECT_EQ(layer("s = 2\ntf.nn.conv2d(x, tf.zeros([3, 3, 1, 2]), strides=[1, s, s, 1], padding='VALID')"), "conv 1>2 k=3 s=2 valid last");
  EXPECT_EQ(unsaid_in(read_layers("t", "nn.Conv2d(3, 8, 3, stride=stride)").error()), "stride");
  EXPECT_EQ(unsaid_in(read_layers("t", "nn.Conv2d(3, 8, 3, stride=-1)").error()), "");
}

}  // namespace
}  // namespace deconvlab
