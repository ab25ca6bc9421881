// `chain`: the layers of a network, with their sizes and receptive fields.
#include <nlohmann/json.hpp>

#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class TheChain : public test::CliTest {
 protected:
  nlohmann::json json_of(const std::string& command) {
    const test::Outcome outcome = run("chain " + command + " --json");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return nlohmann::json::parse(outcome.out);
  }
};

TEST_F(TheChain, Vgg16HasItsPublishedNumbers) {
  const std::string said = does("chain vgg-16").out;
  EXPECT_THAT(said, HasSubstr("vgg-16: two axes (2-D), input 224, 3 channels"));
  EXPECT_THAT(said, ContainsRegex("pool5: pool k2 +512 +7 +0 +212 +32 +31/2 +0 +0"));
  EXPECT_THAT(said, ContainsRegex("fc6: fc c4096 +4096 +1 +0 +404 +32 +223/2 +102760448 +102764544"));
  EXPECT_THAT(said, HasSubstr("all layers: multiplications 15\u00a0470\u00a0264\u00a0320, parameters 138\u00a0357\u00a0544"));
}

TEST_F(TheChain, CropsOfFcnAreDerived) {
  EXPECT_THAT(does("chain fcn-32s").out, HasSubstr("score: crop 19 like input"));
  const std::string eight = does("chain fcn-8s").out;
  for (const char* crop : {"crop 5 like upscore2", "crop 9 like upscore_pool4", "crop 31 like input"}) EXPECT_THAT(eight, HasSubstr(crop));
  const auto json = json_of("fcn-16s");
  EXPECT_EQ(json["layers"].back()["crop"], (nlohmann::json{27, 27}));
  EXPECT_EQ(json["layers"].back()["start"], (nlohmann::json{0, 0}));
}

TEST_F(TheChain, OneAndThreeAxesAreSaid) {
  EXPECT_THAT(does("chain wavenet").out, HasSubstr("wavenet: one axis (1-D), input 16000, 1 channel\n"));
  write("net.txt", "conv k3 s2 c4\npool k2\n");
  EXPECT_THAT(does("chain net.txt -i 32x16x16 -c 1").out, HasSubstr("three axes (3-D), input 32 x 16 x 16, 1 channel"));
  const auto json = json_of("net.txt -i 32x16x16 -c 2");
  EXPECT_EQ(json["layers"][0]["sides"], (nlohmann::json{15, 7, 7}));
  EXPECT_EQ(json["layers"][0]["parameters"], 2 * 4 * 27 + 4);
  EXPECT_EQ(json["layers"][1]["sides"], (nlohmann::json{7, 3, 3}));
  EXPECT_EQ(json["layers"][1]["receptive_field"], (nlohmann::json{5, 5, 5}));
}

TEST_F(TheChain, AnyFrameworksTextIsAChain) {
  const std::string text = "nn.Sequential(nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False), nn.ReLU(), nn.MaxPool2d(3, 2, 1))";
  const test::Outcome outcome = piped({"chain", "-", "-i", "224x160", "--csv"}, text);
  EXPECT_EQ(outcome.out,
            "layer,channels,side,remainder,field,jump,start,multiplications,parameters\n"
            "input,3,224x160,,1x1,1x1,0x0,,\n"
            "conv k7 s2 p3 c64 nobias,64,112x80,1x1,7x7,2x2,0x0,84295680,9408\n"
            "pool k3 s2 p1,64,56x40,1x1,11x11,4x4,0x0,0,0\n");
}

// The skip connection of a prototxt, whose crop is derived, as the scene "layers" shows it too.
TEST_F(TheChain, BottomsAreFollowed) {
  write("net.prototxt", R"(
layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 32 dim: 32 } } }
layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param { num_output: 8 kernel_size: 3 pad: 8 } }
layer { name: "pool" type: "Pooling" bottom: "conv" top: "pool" pooling_param { kernel_size: 2 stride: 2 } }
layer { name: "up" type: "Deconvolution" bottom: "pool" top: "up" convolution_param { num_output: 8 kernel_size: 4 stride: 2 pad: 1 } }
layer { name: "skip" type: "Eltwise" bottom: "conv" bottom: "up" top: "skip" }
layer { name: "score" type: "Crop" bottom: "skip" bottom: "data" top: "score" })");
  const auto json = json_of("net.prototxt");
  EXPECT_EQ(json["layers"][3]["from"], "conv");
  EXPECT_EQ(json["layers"][3]["with"], "up");
  EXPECT_EQ(json["layers"][4]["crop"], (nlohmann::json{7, 7}));
  EXPECT_EQ(json["layers"][4]["sides"], (nlohmann::json{32, 32}));
  does("chain net.prototxt -o net.png");
  EXPECT_TRUE(exists("net.png"));
}

// As a table, or as the picture that the scene "layers" shows of it.
TEST_F(TheChain, IsWrittenAsTableAndPicture) {
  write("net.txt", "conv k3 p1 c4\npool k2\n");
  does("chain net.txt -i 8 -c 3 -o net.csv");
  EXPECT_EQ(read("net.csv"), does("chain net.txt -i 8 -c 3 --csv").out);
  does("chain vgg-16 -o vgg.json");
  EXPECT_EQ(read("vgg.json"), does("chain vgg-16 --json").out);
  does("chain net.txt -i 8 -c 3 -o net.png --size 1280x720 --theme dark");
  does("render layers?i=8&layers=input%20c3;%20conv%20k3%20p1%20c4;%20pool%20k2&t=1 -o scene.png --theme dark");
  EXPECT_EQ(read("net.png"), read("scene.png"));
  does("chain wavenet -o wave.png --lang zh");
  EXPECT_TRUE(exists("wave.png"));
}

TEST_F(TheChain, RefusesWhatItCannotWrite) {
  refuses("chain vgg-16 -o vgg.docx", "vgg.docx: the extension \".docx\" is not one of .csv .json .png .svg .pdf");
  refuses("chain vgg-16 -o vgg.json --csv", "-o takes no --csv.");
  refuses("chain vgg-16 --theme dark", "chain takes no --theme.");
  refuses("chain vgg-16 -o vgg.csv --size 800x600", "chain takes no --size.");
  write("deep.txt", "conv3d k3\n");
  refuses("chain deep.txt -i 8 -o deep.png", "only one or two axes can be drawn, not 3");
  write("net.csv", "conv k3\n");
  refuses("chain ./net.csv -i 8 -o ./net.csv", "net.csv");
}

TEST_F(TheChain, ChineseHasItsOwnWords) {
  const std::string said = does("chain fcn-32s", {"LANG=zh_CN.UTF-8"}).out;
  for (const char* part : {"两个轴（2-D），输入 500，3 个通道", "感受野", "起点", "各层合计：乘法"}) EXPECT_THAT(said, HasSubstr(part));
  for (const char* part : {"the ", "chain.", "reason."}) EXPECT_THAT(said, Not(HasSubstr(part)));
  EXPECT_THAT(run("chain upscore", {"LANG=zh_CN.UTF-8"}).err, HasSubstr("没有名为“upscore”的网络"));
}

TEST_F(TheChain, RefusesWithLineAndWord) {
  write("net.txt", "conv k3\npool k2 z3\n");
  refuses("chain net.txt -i 8",
          "net.txt:2 cannot be read: pool takes no \"z3\"; it takes k, s, p, d, ceil, same, same-lower, valid, whole, from.");
  write("deep.txt", "conv k3\nconv k5\n");
  refuses("chain deep.txt -i 6", "deep.txt:2 cannot be read: ");
  EXPECT_THAT(run("chain deep.txt -i 6").err, Not(HasSubstr("..")));
  refuses("chain deep.txt", "network needs the input's sides: -i 224, -i 39x12 or -i 32x16x16.");
  refuses("chain deep.txt -i 6x6x6x6", "The shape of the input is -i 6x6x6x6, but -i 8x8 is needed.");
  refuses("chain wavenet -i 5x6", "The shape of the input is -i 5x6, but -i 8 is needed.");
  refuses("chain vgg-16 -c 4.5", "-c must be a whole number, not \"4.5\".");
  refuses("chain vgg-16 --json --csv", "--json takes no --csv.");
  refuses("chain nothing",
          "There is no network named \"nothing\"; there are: fcn-32s, fcn-16s, fcn-8s, vgg-16, resnet-stem, u-net, dcgan, wavenet, segnet, "
          "deconvnet.");
  refuses("chain", "FILE is required");
}

}  // namespace
}  // namespace deconvlab
