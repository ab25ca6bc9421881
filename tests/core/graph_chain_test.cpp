// Networks whose texts name results: Caffe's bottom and top, ONNX's inputs and outputs; their branches against the notation's.
#include <gmock/gmock.h>

#include "core/chain/chain.h"
#include "core/chain/chain_examples.h"
#include "core/chain/chain_text.h"

namespace deconvlab {
namespace {

std::string said(const Error& error) {
  std::string text;
  for (const std::string& arg : error.args)
    for (const char c : (text.empty() || arg.starts_with(kReasonMark) ? "" : "|") + arg) text += c == kReasonMark ? '|' : c;
  return text;
}

Chain example_chain(std::string_view id) { return *read_chain("t", std::ranges::find(chain_examples(), id, &ChainExample::id)->text); }

std::string name_of(const Chain& chain, std::size_t result) { return result == 0 ? "data" : chain.steps[result - 1].name; }

// "name side field jump start" of every result.
std::vector<std::string> told(const Chain& chain, const PerAxis& input = {}) {
  const auto stages = resolve_chain(chain, input);
  if (!stages) return {said(stages.error())};
  std::vector<std::string> all;
  for (std::size_t n = 1; n < stages->size(); ++n) {
    const ChainAxis& axis = (*stages)[n].axes.front();
    all.push_back(fmt::format("{} {} {} {} {} {}", chain.steps[n - 1].name, axis.side, axis.field, axis.jump.text(), axis.start.text(),
                              (*stages)[n].channels));
  }
  return all;
}

std::string caffe_layer(const ChainStep& step, const Chain& chain, std::string_view type, const std::string& more) {
  std::string bottoms = fmt::format("bottom: \"{}\"", name_of(chain, step.from));
  if (step.join != Join::none) bottoms += fmt::format(" bottom: \"{}\"", name_of(chain, step.with));
  return fmt::format("layer {{ name: \"{0}\" type: \"{1}\" {2} top: \"{0}\" {3} }}\n", step.name, type, bottoms, more);
}

std::string caffe_text(const ChainStep& step, const Chain& chain) {
  const Layer& layer = step.layer;
  if (step.join == Join::add) return caffe_layer(step, chain, "Eltwise", "");
  if (step.join == Join::crop) return caffe_layer(step, chain, "Crop", "");
  if (layer.kind == LayerKind::max_pool)
    return caffe_layer(step, chain, "Pooling", fmt::format("pooling_param {{ kernel_size: {} stride: {} }}", layer.k[0], layer.s[0]));
  const bool transposed = layer.kind == LayerKind::conv_transpose;
  const std::string numbers = fmt::format("convolution_param {{ num_output: {} kernel_size: {} stride: {} pad: {} bias_term: {} }}",
                                          layer.out, layer.k[0], layer.s[0], layer.p[0], layer.bias);
  const std::string relu = fmt::format("layer {{ type: \"ReLU\" bottom: \"{0}\" top: \"{0}\" }}\n", step.name);
  return caffe_layer(step, chain, transposed ? "Deconvolution" : "Convolution", numbers) + (transposed ? "" : relu);
}

std::string caffe_network(const Chain& chain) {
  std::string text =
      fmt::format("layer {{ name: \"data\" type: \"Input\" top: \"data\" input_param {{ shape {{ dim: 1 dim: {} dim: {} dim: {} }} }} }}\n",
                  chain.channels, chain.input[0], chain.input[0]);
  for (const ChainStep& step : chain.steps) text += caffe_text(step, chain);
  return text;
}

// The skips of FCN and their crops, which no layer says: as the notation's are.
TEST(GraphChain, CaffesBottomsAreFollowed) {
  for (const char* id : {"fcn-32s", "fcn-16s", "fcn-8s"}) {
    SCOPED_TRACE(id);
    const Chain chain = example_chain(id);
    const auto read = read_chain("t", caffe_network(chain));
    ASSERT_TRUE(read.has_value()) << said(read.error());
    EXPECT_EQ(told(*read), told(chain));
    EXPECT_EQ(read->input, (PerAxis{500, 500}));
  }
}

// Caffe's own offset, where a layer has crop_param: 0 unless it says one.
TEST(GraphChain, ACropsOffsetIsTheLayersOwn) {
  const auto crop = [](std::string_view param) {
    const auto chain =
        read_chain("t", fmt::format("input: \"data\" input_dim: 1 input_dim: 3 input_dim: 20 input_dim: 20\n"
                                    "layer {{ name: \"c\" type: \"Convolution\" bottom: \"data\" top: \"c\" convolution_param {{ "
                                    "num_output: 4 kernel_size: 3 pad: 4 }} }}\n"
                                    "layer {{ name: \"cut\" type: \"Crop\" bottom: \"c\" bottom: \"data\" top: \"cut\" {} }}",
                                    param));
    return (*resolve_chain(*chain, {})).back().layer.p.front();
  };
  EXPECT_EQ(crop(""), 3);  // the first convolution's cells begin 3 before the input's
  EXPECT_EQ(crop("crop_param { axis: 2 }"), 0);
  EXPECT_EQ(crop("crop_param { axis: 2 offset: 5 }"), 5);
}

std::string onnx_text(const ChainStep& step, const Chain& chain, std::string& weights) {
  const Layer& layer = step.layer;
  const std::string from = name_of(chain, step.from);
  if (step.join == Join::add) return fmt::format("  {} = Add ({}, {})\n", step.name, from, name_of(chain, step.with));
  if (layer.kind == LayerKind::max_pool)
    return fmt::format("  {0} = MaxPool <kernel_shape = [{1}, {1}], strides = [{2}, {2}], pads = [{3}, {3}, {3}, {3}]> ({4})\n", step.name,
                       layer.k[0], layer.s[0], layer.p[0], from);
  const std::size_t at = static_cast<std::size_t>(&step - chain.steps.data());
  const std::int64_t in = (*resolve_chain(chain, {}))[at + 1].layer.in;
  weights += fmt::format(", float[{0}, {1}, {2}, {2}] w_{3}", (*resolve_chain(chain, {}))[at + 1].channels, in, layer.k[0], step.name);
  return fmt::format("  {0}_b = Conv <strides = [{1}, {1}], pads = [{2}, {2}, {2}, {2}]> ({3}, w_{0})\n  {0} = Relu ({0}_b)\n", step.name,
                     layer.s[0], layer.p[0], from);
}

// The shortcuts of ResNet; results are named as the nodes' outputs.
TEST(GraphChain, OnnxsInputsAreFollowed) {
  const Chain chain = example_chain("resnet-stem");
  std::string weights, nodes;
  for (const ChainStep& step : chain.steps) nodes += onnx_text(step, chain, weights);
  const auto read =
      read_chain("t", fmt::format("resnet (float[1, 3, 224, 224] data{}) => (float[1, 128, 28, 28] y) {{\n{}}}", weights, nodes));
  ASSERT_TRUE(read.has_value()) << said(read.error());
  auto wanted = told(chain), found = told(*read);
  for (std::string& one : found)
    if (const auto end = one.find("_b "); end != std::string::npos) one.erase(end, 2);
  EXPECT_EQ(found, wanted);
}

TEST(GraphChain, ProtobufsTextNamesItsTensorsToo) {
  const auto chain =
      read_chain("t",
                 "graph { node { op_type: \"MaxPool\" input: \"x\" output: \"a\" attribute { name: \"kernel_shape\" ints: 2 ints: 2 } }\n"
                 "node { op_type: \"MaxPool\" input: \"a\" output: \"b\" attribute { name: \"kernel_shape\" ints: 2 ints: 2 } }\n"
                 "node { op_type: \"MaxPool\" input: \"a\" output: \"c\" attribute { name: \"kernel_shape\" ints: 2 ints: 2 } }\n"
                 "node { op_type: \"Concat\" input: \"b\" input: \"c\" output: \"d\" } }");
  ASSERT_TRUE(chain.has_value());
  ASSERT_EQ(chain->steps.size(), 4u);
  EXPECT_EQ(chain->steps[2].from, 1u);
  EXPECT_EQ(std::tuple(chain->steps[3].join, chain->steps[3].from, chain->steps[3].with), std::tuple(Join::concatenate, 2u, 3u));
}

// A constant added moves nothing; three results come together one after the other.
TEST(GraphChain, OnlyResultsAreJoined) {
  const auto chain =
      read_chain("t",
                 "a = MaxPool <kernel_shape = [1, 1]> (x)\nb = Add (a, bias)\nc = MaxPool <kernel_shape = [1, 1]> (b)\n"
                 "d = Sum (a, b, c)\ns = Shape (d)\nn = Gather (s, one)\nm = Concat (n, n)\ne = MaxPool <kernel_shape = [1, 1]> (d)");
  ASSERT_TRUE(chain.has_value());
  std::vector<std::size_t> from;
  for (const ChainStep& step : chain->steps) from.push_back(step.from);
  EXPECT_EQ(from, (std::vector<std::size_t>{0, 1, 1, 3, 4}));
  EXPECT_EQ(chain->steps[3].with, 2u);
}

// Keras' and Flax's layers that are called at once: U-Net's way across, names that are given again, layers within layers.
TEST(GraphChain, LayersThatAreCalledAtOnceAreFollowed) {
  const auto chain = read_chain("t", R"(
inputs = Input((64, 64, 1))
c1 = Conv2D(8, 3, activation='relu', padding='same')(inputs)
c1 = Conv2D(8, 3, padding='same')(c1)
x = Activation('relu')(MaxPooling2D(pool_size=(2, 2))(c1))
x = layers.Conv2D(16, 3, padding='same')(x)
up = Conv2D(8, 2, padding='same')(UpSampling2D(size=(2, 2))(x))
merged = concatenate([c1, up], axis=3)
y = Conv2D(2, 1)(merged)
z = add([y, Conv2D(2, 1)(c1)])
model = Model(inputs=inputs, outputs=z)
)");
  ASSERT_TRUE(chain.has_value()) << said(chain.error());
  std::string text;
  for (std::size_t n = 0; n < chain->steps.size(); ++n) text += notation_of(*chain, n) + "; ";
  EXPECT_EQ(
      text,
      "c1: conv k3 same c8; c1_2: conv k3 same c8; MaxPooling2D: pool k2 valid; x: conv k3 same c16; UpSampling2D: up x2; "
      "up: conv k2 same c8; merged: cat up from c1_2; y: conv k1 valid c2; Conv2D: conv k1 valid c2 from c1_2; z: add Conv2D from y; ");
  EXPECT_EQ(told(*chain).back(), "z 64 12 1 0 2");
  EXPECT_EQ(chain->input, (PerAxis{64, 64}));
  EXPECT_EQ(chain->channels, 1);
}

// Names are words of the notation, as the scene "layers" keeps them.
TEST(GraphChain, ADepthMultiplierMultipliesTheChannels) {
  const auto chain = read_chain("t", "keras.Sequential([\n  layers.DepthwiseConv2D(3, depth_multiplier=2),\n  layers.Conv2D(5, 1),\n])");
  ASSERT_TRUE(chain);
  const auto stages = resolve_chain(*chain, PerAxis{9, 9}, 8);
  ASSERT_TRUE(stages);
  EXPECT_EQ((*stages)[1].channels, 16);
  EXPECT_EQ((*stages)[2].layer.in, 16);
}

TEST(GraphChain, NamesAreReadAgain) {
  const auto caffe = read_chain("t",
                                "layer { name: \"1st pool\" type: \"Pooling\" bottom: \"x\" top: \"a\" pooling_param { kernel_size: 2 } }\n"
                                "layer { name: \"input\" type: \"Pooling\" bottom: \"a\" top: \"b\" pooling_param { kernel_size: 2 } }\n"
                                "layer { name: \"input\" type: \"Eltwise\" bottom: \"b\" bottom: \"b\" top: \"c\" }");
  ASSERT_TRUE(caffe.has_value()) << said(caffe.error());
  std::string text;
  for (std::size_t n = 0; n < caffe->steps.size(); ++n) text += notation_of(*caffe, n) + "\n";
  EXPECT_EQ(text, "_1st_pool: pool k2 s1 ceil\ninput_2: pool k2 s1 ceil\ninput_3: add input_2\n");
  EXPECT_TRUE(read_notation("t", text).has_value());
}

TEST(GraphChain, WhatIsReadMustStandBefore) {
  const auto wrong = [](std::string_view text) {
    const auto chain = read_chain("t", text);
    return chain ? std::string() : said(chain.error());
  };
  constexpr std::string_view kPool = "layer {{ type: \"Pooling\" bottom: \"{}\" top: \"{}\" pooling_param {{ kernel_size: 2 }} }}\n";
  const auto pool = [&](const char* bottom, const char* top) { return fmt::format(fmt::runtime(kPool), bottom, top); };
  EXPECT_EQ(wrong(pool("data", "pool1") + pool("pol1", "pool2")), "t:2|reason.chain_result_near|pol1|pool1");
  EXPECT_EQ(wrong(pool("data", "pool1") + pool("other", "pool2")), "t:2|reason.graph_input|other");
  EXPECT_EQ(wrong(pool("data", "pool1") + pool("late", "pool2") + pool("pool1", "late")), "t:2|reason.graph_later|late");
  EXPECT_EQ(wrong("a = Relu (x)"), "t|reason.no_layer");
}

}  // namespace
}  // namespace deconvlab
