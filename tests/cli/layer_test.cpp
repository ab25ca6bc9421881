// `layer`: a layer's text explained, and written for the other frameworks.
#include <nlohmann/json.hpp>

#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using testing::Not;

class Told : public test::CliTest {
 protected:
  // The first layer of what `layer - --json` says.
  nlohmann::json json_of(std::string_view text, test::Words more = {}) {
    test::Words arguments{"layer", "-", "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const test::Outcome outcome = piped(arguments, text);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return nlohmann::json::parse(outcome.out).at(0);
  }
};

TEST_F(Told, TheExampleOfFcnIsExplainedArgumentByArgument) {
  const std::string said = does("layer upscore -i 16").out;
  EXPECT_THAT(said, HasSubstr("Caffe: Deconvolution in line 1, a transposed convolution"));
  for (const char* part :
       {"21 channels out", "the weights are not learned", "no bias", "stamps 4096 weighted values", "31 zeros between the input's cells",
        "input 16, output 544", "nn.ConvTranspose2d(in_channels, 21, 64, stride=32, bias=False)"})
    EXPECT_THAT(said, HasSubstr(part));
}

TEST_F(Told, TheExampleOfTensorFlowIsExplainedArgumentByArgument) {
  const std::string said = does("layer conv2d_transpose").out;
  for (const char* part : {"TensorFlow: tf.nn.conv2d_transpose in line 3", "the input: 39 x 12, channels 2", "SAME names the convolution",
                           "input 39 x 12, output 78 x 24", "weights (kh, kw, out, in): 4 x 4 x 2 x 2",
                           "nn.ConvTranspose2d(2, 2, 4, stride=2, padding=1, bias=False)", "weights (in, out, kh, kw): 2 x 2 x 4 x 4"})
    EXPECT_THAT(said, HasSubstr(part));
}

TEST_F(Told, JsonHasWhatTheTextSays) {
  const auto layer = json_of("nn.Conv2d(4, 6, 3, stride=2, groups=2)", {"-i", "9x7", "--to", "keras"});
  EXPECT_EQ(layer["framework"], "pytorch");
  EXPECT_EQ(layer["kind"], "conv");
  EXPECT_EQ(layer["output"], (nlohmann::json{4, 3}));
  EXPECT_EQ(layer["filter"][1], (nlohmann::json{{"axis", "in / groups"}, {"size", 2}}));
  ASSERT_EQ(layer["written"].size(), 1u);
  EXPECT_EQ(layer["written"][0]["text"], "layers.Conv2D(6, 3, strides=2, groups=2)");
  EXPECT_EQ(layer["written"][0]["exact"], true);
}

TEST_F(Told, ANameMayBeSetThere) {
  write("net.py", "nn.Conv2d(3, 8, k, stride=self.stride, padding=(k - 1) // 2)\n");
  refuses("layer net.py",
          "net.py:1 cannot be read: stride is \"self.stride\", and what self.stride is stands nowhere: write it in a line above");
  EXPECT_THAT(does("layer net.py --set self.stride=2 --set k=5 -i 9 --to pytorch").out,
              HasSubstr("nn.Conv2d(3, 8, 5, stride=2, padding=2)"));
  EXPECT_THAT(does("chain net.py --set self.stride=2 --set k=5 -i 9 --csv").out, HasSubstr("conv k5 s2 p2 c8,8,5x5"));
  for (const char* wrong : {"stride", "stride=", "=2", "2=3", "stride=x"})
    EXPECT_THAT(run(fmt::format("layer net.py --set {}", wrong)).err, HasSubstr("should be a name and a whole number, such as stride=2"))
        << wrong;
}

TEST_F(Told, WhatAFrameworkCannotSayIsSaid) {
  const auto written = [&](const char* text, const char* to) { return json_of(text, {"--to", to})["written"][0]; };
  const auto grouped = written("nn.ConvTranspose2d(4, 4, 3, groups=2)", "keras");
  EXPECT_EQ(grouped["exact"], false);
  EXPECT_THAT(grouped["notes"][0].get<std::string>(), HasSubstr("has no groups"));
  EXPECT_THAT(written("layers.Conv2D(8, 3, strides=2, padding='same')", "pytorch")["notes"][0].get<std::string>(),
              HasSubstr("no SAME with a stride"));
  EXPECT_THAT(written("nn.ConvTranspose2d(4, 4, 4, 2, 1)", "jax")["notes"].dump(), HasSubstr("180 degrees"));
  EXPECT_THAT(written("nn.ConvTranspose2d(4, 4, 3, 2, 1)", "jax")["notes"].dump(), HasSubstr("p' = d (k - 1) - p"));
  EXPECT_THAT(written("nn.MaxUnpool2d(2)", "tensorflow")["notes"].dump(), HasSubstr("TensorFlow has no unpooling"));
}

TEST_F(Told, OneAndThreeAxesHaveSizesToo) {
  EXPECT_EQ(json_of("nn.Conv3d(1, 1, 3, stride=2)", {"-i", "32x16x9"})["output"], (nlohmann::json{15, 7, 4}));
  EXPECT_EQ(json_of("nn.Conv1d(1, 1, 3, dilation=2)", {"-i", "9"})["output"], (nlohmann::json{5}));
}

TEST_F(Told, ChineseHasItsOwnWords) {
  const std::string said = does("layer upscore -i 16", {"LANG=zh_CN.UTF-8"}).out;
  for (const char* part : {"转置卷积", "输入 16，输出 544", "权重不学习", "没有偏置"}) EXPECT_THAT(said, HasSubstr(part));
  for (const char* part : {"the ", "layer_note.", "layer.", "reason."}) EXPECT_THAT(said, Not(HasSubstr(part)));
}

TEST_F(Told, RefusesWhatIsNoLayer) {
  write("x.py", "nn.Conv2d(3, 8,\n          3, strid=2)\n");
  refuses("layer x.py", "x.py:2 cannot be read: nn.Conv2d has no argument \"strid\"; the nearest name is stride.");
  write("empty.txt", "");
  refuses("layer empty.txt", "empty.txt cannot be read: it has no layer.");
  refuses("layer none.txt", "none.txt cannot be read: No such file");
  refuses("layer upscor", "There is no layer named \"upscor\"; there are: upscore, conv2d_transpose.");
  refuses("layer upscore --to torch",
          "There is no framework named \"torch\"; there are: pytorch, tensorflow, keras, jax, caffe, onnx, matlab, scipy.");
  refuses("layer upscore --from torch", "There is no framework named \"torch\"");
  refuses("layer upscore -i 16x", "-i must be a whole number");
  refuses("layer upscore -i 1x2x3", "The shape of the input is 1x2x3, but -i 8x8 is needed.");
  refuses("layer upscore -i 0", "i must be at least 1, not 0.");
  refuses("layer", "FILE is required");
  EXPECT_THAT(run("layer upscor", {"LANG=zh_CN.UTF-8"}).err, HasSubstr("没有名为“upscor”的层"));
}

TEST_F(Told, SeveralLayersComeOneAfterTheOther) {
  write("net.py", "nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2))");
  const std::string said = does("layer net.py --to keras").out;
  EXPECT_THAT(said, HasSubstr("layers.Conv2D(8, 3)"));
  EXPECT_THAT(said, HasSubstr("layers.MaxPooling2D(2)"));
}

}  // namespace
}  // namespace deconvlab
