// The notation of chains: read, written, and what is wrong in it; the networks that stand in the program.
#include "core/chain/chain_text.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/chain/chain_examples.h"
#include "layers_support.h"

namespace deconvlab {
namespace {

std::string said(const Error& error) {
  std::string text;
  for (const std::string& arg : error.args)
    for (const char c : (text.empty() || arg.starts_with(kReasonMark) ? "" : "|") + arg) text += c == kReasonMark ? '|' : c;
  return text;
}

// "it is read", or the error as "source:line|key|word|...".
std::string wrong_chain(std::string_view text) {
  const auto chain = read_chain("t", text);
  if (!chain) return said(chain.error());
  const auto stages = resolve_chain(*chain, chain->input.empty() ? PerAxis{16} : PerAxis{});
  return stages ? "it is read" : said(stages.error());
}

struct Wrong {
  std::string_view text, said;
};

constexpr Wrong kWrong[] = {
    {"cnv k3", "t:1|reason.chain_word_near|cnv|conv"},
    {"conv k3\nrelu", "t:2|reason.chain_word|relu|input, conv, deconv, fc, pool, avgpool, unpool, up, shuffle, crop, pad, add, cat"},
    {"conv k3 z2", "t:1|reason.chain_option|conv|z2|k, s, p, d, c, g, same, same-lower, valid, causal, nobias, whole, from"},
    {"pool k2 c3", "t:1|reason.chain_option|pool|c3|k, s, p, d, ceil, same, same-lower, valid, whole, from"},
    {"conv k3 same p1", "t:1|reason.chain_twice|conv|p"},
    {"conv k3 k5", "t:1|reason.chain_twice|conv|k"},
    {"conv k3 whole", "t:1|reason.chain_twice|conv|k"},
    {"conv s2", "t:1|reason.chain_needs|conv|k3, whole"},
    {"crop", "t:1|reason.chain_needs|crop|19, like NAME"},
    {"up linear", "t:1|reason.chain_needs|up|x2, 56"},
    {"add", "t:1|reason.chain_needs|add|NAME"},
    {"conv kx", "t:1|reason.chain_value|conv|kx|k"},
    {"conv k3 from", "t:1|reason.chain_needs_name|from"},
    {"conv k3.5", "t:1|reason.chain_value|conv|k3.5|k"},
    {"conv k0", "t:1|reason.value_least|conv|k0|1"},
    {"conv k3 s0", "t:1|reason.value_least|conv|s0|1"},
    {"conv k99999999", "t:1|reason.value_most|conv|k99999999|16777216"},
    {"conv k99999999999999999999", "t:1|reason.value_most|conv|k99999999999999999999|16777216"},
    {"conv k3x3x3x3", "t:1|reason.chain_axes|k3x3x3x3|4|2"},
    {"conv k3 p1,2,3", "t:1|reason.chain_axes|p1,2,3|3|4"},
    {"conv k3\n\nconv1d k3\nconv2d k3", "t:4|reason.chain_ranks|conv2d|2|1"},
    {"conv k3x3\nconv k3x3x3", "t:2|reason.chain_ranks|k3x3x3|3|2"},
    {"conv k3 from a", "t:1|reason.chain_result|a"},
    {"first: conv k3\nconv k3\nconv k3 from fist", "t:3|reason.chain_result_near|fist|first"},
    {"a: conv k3\na: conv k3", "t:2|reason.chain_named_twice|a"},
    {"input: conv k3", "t:1|reason.chain_named_twice|input"},
    {": conv k3", "t:1|reason.want_name|:"},
    {"a:", "t:1|reason.line_ends"},
    {"conv k3\ninput 5", "t:2|reason.chain_input_first"},
    {"input 0\nconv k3", "t:1|reason.value_least|input|0|1"},
    {"input 5 k3", "t:1|reason.chain_option|input|k3|SIZE, c"},
    {"up x0", "t:1|reason.value_scale|up|x0"},
    {"up x2 8", "t:1|reason.size_and_scale|up"},
    {"up x2 corners", "t:1|reason.corners_and_nearest|up|corners"},
    {"input 5", "t|reason.no_layer"},
    {"# nothing", "t|reason.no_layer"},
    // sizes, channels and places
    {"conv k3\nconv k15", "t:2|error.kernel_exceeds_input|h|15|1|15|14|0|14"},
    {"input 8 c3\nconv k3 g2", "t:2|reason.layer_groups|conv|in|3|2"},
    {"input 8 c3\nshuffle x2", "t:2|reason.shuffled_channels|shuffle|3|4"},
    {"input 8 c3\na: conv k1 c4\nadd input", "t:3|reason.chain_add_channels|add|4|3"},
    {"conv k3\nadd input", "t:2|reason.chain_sides|add|14|16"},
    {"conv k3 s2\ncrop like input", "t:2|reason.chain_crop_jump|crop|2|1"},
    {"conv k2\ncrop like input", "t:2|reason.chain_crop_fraction|crop|-1/2"},
    {"conv k3\ncrop like input", "t:2|reason.chain_crop_outside|crop|16|-1|14"},
    {"conv k3 p2\ncrop 9 like input", "t:2|reason.chain_crop_outside|crop|16|9|18"},
    {"nn.Conv2d(3, 8, 3)\nnn.Conv2d(4, 8, 3)", "t:2|reason.chain_channels|nn.Conv2d|4|8"},
    {"nn.Conv2d(3, 8, 3)\nnn.Conv1d(8, 8, 3)", "t:2|reason.chain_ranks|nn.Conv1d|1|2"},
    {"pool k2\npool k2\npool k2\npool k2\npool k2", "t:5|error.kernel_exceeds_input|h|2|1|2|1|0|1"},
};

TEST(ChainText, WrongTextsSayLineWordAndWhatWouldBeRight) {
  for (const Wrong& wrong : kWrong) EXPECT_EQ(wrong_chain(wrong.text), wrong.said) << wrong.text;
}

TEST(ChainText, LayersThatGrowBeyondCountingAreRefused) {
  std::string text = "input 1\n";
  for (int n = 0; n < 4; ++n) text += "conv k1 s16777216\n";
  EXPECT_EQ(wrong_chain(text), "t:4|reason.chain_large|conv");
  text = "input 1\n";
  for (int n = 0; n < 1001; ++n) text += "conv k1\n";
  EXPECT_EQ(wrong_chain(text), "layers|1002|1000");
}

TEST(ChainText, SaysEveryThingOfALayer) {
  const auto first = [](std::string_view text) { return summary(read_notation("t", text)->steps.front().layer); };
  EXPECT_EQ(first("conv k3x5 s2 p1,0 d2 c64 g4 nobias # and more"), "conv 0>64 g=4 k=3,5 s=2 d=2 p=1 p_end=0");
  EXPECT_EQ(first("conv k3 p1,2,3,4"), "conv k=3 p=1,3 p_end=2,4 bias");
  EXPECT_EQ(first("conv1d k3 d4 causal"), "conv 1d k=3 d=4 p=8 p_end=0 bias");
  EXPECT_EQ(first("deconv k4 s2 p1 a1 c21"), "conv-transpose 0>21 k=4 s=2 p=1 a=1 bias");
  EXPECT_EQ(first("pool k2 ceil"), "max-pool k=2 s=2 ceil");
  EXPECT_EQ(first("avgpool k3 s2 same-lower"), "avg-pool k=3 s=2 same_lower");
  EXPECT_EQ(first("up x1.5 linear"), "upsample f=1.5 f=1.5 linear half-pixel usual");
  EXPECT_EQ(first("up 7x9"), "upsample o=7,9 nearest asymmetric floor");
  EXPECT_EQ(first("crop 19,18"), "crop p=19 p_end=18");
  EXPECT_EQ(first("conv k3 p-1"), "conv k=3 p=-1 bias");
}

// Lines, their text and their sizes again.
TEST(ChainText, WritesWhatItReads) {
  for (const ChainExample& example : chain_examples()) {
    SCOPED_TRACE(example.id);
    const auto chain = read_chain("t", example.text);
    ASSERT_TRUE(chain.has_value());
    std::string text;
    for (std::size_t n = 0; n < chain->steps.size(); ++n) text += notation_of(*chain, n) + "\n";
    EXPECT_EQ(text, std::string(example.text).substr(example.text.find('\n') + 1));
  }
}

TEST(ChainText, WritesAnyLayerWithItsSizes) {
  int written = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    const Layer layer = random_layer(seed);
    Chain chain{.rank = layer.rank, .steps = {{.layer = layer}}};
    const std::string line = notation_of(chain, 0);
    SCOPED_TRACE(line);
    const auto again = read_notation("t", line);
    ASSERT_TRUE(again.has_value()) << said(again.error());
    const PerAxis input(static_cast<std::size_t>(layer.rank), 14);
    const std::int64_t channels = layer.in == 0 ? 2 * 9 * 16 * 64 : layer.in;
    const auto stages = resolve_chain(chain, input, channels), same = resolve_chain(*again, input, channels);
    ASSERT_EQ(stages.has_value(), same.has_value());
    if (!stages) continue;
    EXPECT_EQ(sides_of(stages->back()), sides_of(same->back()));
    for (std::size_t axis = 0; axis < input.size(); ++axis) {
      EXPECT_EQ(stages->back().axes[axis].field, same->back().axes[axis].field);
      EXPECT_EQ(stages->back().axes[axis].start, same->back().axes[axis].start);
    }
    EXPECT_EQ(stages->back().parameters, same->back().parameters);
    ++written;
  }
  EXPECT_GT(written, 250);
}

class Examples : public testing::Test {
 protected:
  void open(std::string_view id) {
    const auto found = std::ranges::find(chain_examples(), id, &ChainExample::id);
    ASSERT_NE(found, chain_examples().end());
    chain = *read_chain("t", found->text);
    const auto resolved = resolve_chain(chain, {});
    ASSERT_TRUE(resolved.has_value()) << said(resolved.error());
    stages = *resolved;
  }
  const ChainStage& of(std::string_view name) const {
    const auto found = std::ranges::find(chain.steps, name, &ChainStep::name);
    return stages[static_cast<std::size_t>(found - chain.steps.begin()) + 1];
  }
  // "side field jump start" along the first axis.
  std::string told(std::string_view name) const {
    const ChainAxis& axis = of(name).axes.front();
    return fmt::format("{} {} {} {}", axis.side, axis.field, axis.jump.text(), axis.start.text());
  }
  std::int64_t sum(std::optional<std::int64_t> ChainStage::*count) const {
    std::int64_t all = 0;
    for (const ChainStage& stage : stages) all += *(stage.*count);
    return all;
  }
  PerAxis crop(std::string_view name) const { return of(name).layer.p; }

  Chain chain;
  std::vector<ChainStage> stages;
};

// Simonyan & Zisserman: 138 million; 15.47 billion products; pool5 sees 212, with jump 32.
TEST_F(Examples, Vgg16) {
  open("vgg-16");
  EXPECT_EQ(told("pool5"), "7 212 32 31/2");
  EXPECT_EQ(told("fc6"), "1 404 32 223/2");
  EXPECT_EQ(sum(&ChainStage::parameters), 138357544);
  EXPECT_EQ(sum(&ChainStage::products), 15470264320);
}

// CURRICULUM: -99 after the first convolution, 12.5 of the score map; 16 -> 544 -> 500 with crop 19.
TEST_F(Examples, Fcn32s) {
  open("fcn-32s");
  EXPECT_EQ(told("conv1_1"), "698 3 1 -99");
  EXPECT_EQ(told("pool5"), "22 212 32 -167/2");
  EXPECT_EQ(told("score_fr"), "16 404 32 25/2");
  EXPECT_EQ(told("upscore"), "544 436 1 -19");
  EXPECT_EQ(crop("score"), (PerAxis{19, 19}));
  EXPECT_EQ(told("score"), "500 436 1 0");
}

TEST_F(Examples, Fcn16sAnd8sDeriveTheirCrops) {
  open("fcn-16s");
  EXPECT_EQ(crop("score_pool4c"), (PerAxis{5, 5}));
  EXPECT_EQ(crop("score"), (PerAxis{27, 27}));
  EXPECT_EQ(of("upscore").axes.front().side, 560);
  open("fcn-8s");
  EXPECT_EQ(crop("score_pool4c"), (PerAxis{5, 5}));
  EXPECT_EQ(crop("score_pool3c"), (PerAxis{9, 9}));
  EXPECT_EQ(crop("score"), (PerAxis{31, 31}));
  EXPECT_EQ(of("upscore").axes.front().side, 568);
  EXPECT_EQ(told("score").substr(0, 3), "500");
}

// Ronneberger et al.: 572 -> 388, crops 4, 16, 40, 88; 31 million parameters.
TEST_F(Examples, UNet) {
  open("u-net");
  EXPECT_EQ(of("classes").axes.front().side, 388);
  EXPECT_EQ(of("down5_2").axes.front().side, 28);
  EXPECT_EQ(crop("skip4"), (PerAxis{4, 4}));
  EXPECT_EQ(crop("skip3"), (PerAxis{16, 16}));
  EXPECT_EQ(crop("skip2"), (PerAxis{40, 40}));
  EXPECT_EQ(crop("skip1"), (PerAxis{88, 88}));
  EXPECT_EQ(sum(&ChainStage::parameters), 31030658);
  EXPECT_EQ(told("down5_2"), "28 140 16 139/2");
}

TEST_F(Examples, ResnetsStem) {
  open("resnet-stem");
  EXPECT_EQ(told("conv1"), "112 7 2 0");
  EXPECT_EQ(told("pool1"), "56 11 4 0");
  EXPECT_EQ(told("sum2_2"), "56 43 4 0");
  EXPECT_EQ(told("sum3_1"), "28 67 8 0");
  EXPECT_EQ(*of("conv1").parameters, 9408);
}

// PyTorch's tutorial on DCGAN counts 3 576 704 with its batch norms' 1920.
TEST_F(Examples, Dcgan) {
  open("dcgan");
  EXPECT_EQ(stages.back().axes.front().side, 64);
  EXPECT_EQ(sum(&ChainStage::parameters), 3576704 - 1920);
}

TEST_F(Examples, WavenetSees1024SamplesOfOneAxis) {
  open("wavenet");
  EXPECT_EQ(chain.rank, 1);
  EXPECT_EQ(stages.back().axes.front().field, 1024);
  EXPECT_EQ(stages.back().axes.front().start.text(), "-1023/2");
  EXPECT_EQ(stages.back().axes.front().side, 16000);
}

// SegNet: 29.4 million; DeconvNet: 252 million, 224 -> 7 -> 1 -> 7 -> 224.
TEST_F(Examples, SegnetAndDeconvnet) {
  open("segnet");
  EXPECT_EQ(sides_of(stages.back()), (PerAxis{352, 480}));
  EXPECT_EQ(sum(&ChainStage::parameters) / 100000, 294);
  open("deconvnet");
  EXPECT_EQ(of("fc6").axes.front().side, 1);
  EXPECT_EQ(of("fc6_deconv").axes.front().side, 7);
  EXPECT_EQ(sides_of(stages.back()), (PerAxis{224, 224}));
  EXPECT_EQ(sum(&ChainStage::parameters) / 1000000, 251);
}

}  // namespace
}  // namespace deconvlab
