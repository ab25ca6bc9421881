// Losses, optimisers and the shipped network against what PyTorch computed: tests/golden/generate.py describes network.txt.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "core/network/losses.h"
#include "core/network/optimiser.h"
#include "core/network/weights.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::operand;

constexpr double kTolerance = 1e-4;  // of the largest value of the same tensor

const std::filesystem::path kTests = DECONVLAB_TESTS_DIR;

// The lines by their first word, or their first two for those of the network.
std::map<std::string, std::string> golden() {
  std::ifstream file(kTests / "golden" / "network.txt");
  EXPECT_TRUE(file.is_open());
  std::map<std::string, std::string> lines;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name, second;
    words >> name;
    if (name == "scores" || name == "gradient") {
      words >> second;
      name += " " + second;
    }
    std::string rest;
    std::getline(words, rest);
    lines[name] = rest;
  }
  return lines;
}

Tensor scaled(Tensor tensor, float by) {
  for (float& value : tensor.data()) value *= by;
  return tensor;
}

// The rest of a line: pairs of a position and a value.
void expect_values(std::istream& pairs, const Tensor& found, double largest) {
  std::size_t at = 0;
  int count = 0;
  for (double value = 0; pairs >> at >> value; ++count) {
    ASSERT_LT(at, found.data().size());
    EXPECT_NEAR(found.data()[at], value, kTolerance * largest) << "value " << at;
  }
  EXPECT_GT(count, 0);
}

void expect_loss(const std::string& line, const Loss& loss) {
  std::istringstream in(line);
  double value = 0;
  in >> value;
  EXPECT_NEAR(loss.value, value, kTolerance * value);
  expect_values(in, loss.gradient, 0.01);
}

Tensor labels_of(Shape shape, std::uint32_t seed, int classes) {
  Tensor labels = operand(shape, seed);
  for (float& label : labels.data()) label = static_cast<float>((static_cast<int>(label) + 4) % classes);
  return labels;
}

TEST(NetworkGolden, Losses) {
  const auto lines = golden();
  const Tensor x = scaled(operand({2, 4, 3, 5}, 1), 0.5f);
  const Tensor labels = labels_of({2, 1, 3, 5}, 3, 4);
  const std::vector<float> weights{1, 0.5f, 3, 2};
  expect_loss(lines.at("mse"), mean_squared_error(x, operand(x.shape(), 2)));
  expect_loss(lines.at("ce"), cross_entropy(x, labels));
  expect_loss(lines.at("weighted-ce"), cross_entropy(x, labels, weights));
}

template <class Optimiser>
void expect_three_steps(Optimiser optimiser, const std::string& line) {
  std::vector<Tensor> w{operand({2, 3, 2, 2}, 1)};
  for (std::uint32_t step = 0; step < 3; ++step) optimiser.step(w, std::vector<Tensor>{scaled(operand(w[0].shape(), 2 + step), 0.25f)});
  std::istringstream in(line);
  expect_values(in, w[0], 1);
}

TEST(NetworkGolden, Optimisers) {
  const auto lines = golden();
  expect_three_steps(Sgd{.rate = 0.05f, .momentum = 0.9f}, lines.at("sgd"));
  expect_three_steps(Adam{.rate = 0.05f}, lines.at("adam"));
}

TEST(NetworkGolden, TheShippedNetworkForwardAndBackward) {
  const auto lines = golden();
  const auto segmenter = read_weights(kTests.parent_path() / "app" / "weights" / "segment.npz");
  ASSERT_TRUE(segmenter.has_value());
  const auto encoded = forward(segmenter->encoder, scaled(operand({1, 3, 64, 64}, 11), 0.25f));
  ASSERT_TRUE(encoded.has_value());
  const Tensor labels = labels_of({1, 1, 64, 64}, 12, 10);
  Tensor dy(encoded->result().shape());
  std::array<Gradients, Segmenter::kNetworks> gradients;
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const std::string name(decoder_styles()[n].id);
    SCOPED_TRACE(name);
    const auto decoded = forward(segmenter->decoders[n], encoded->result(), encoded->switches);
    ASSERT_TRUE(decoded.has_value());
    const Loss loss = cross_entropy(decoded->result(), labels);
    std::istringstream in(lines.at("scores " + name));
    double wanted = 0, largest = 0;
    in >> wanted >> largest;
    EXPECT_NEAR(loss.value, wanted, kTolerance * wanted);
    expect_values(in, decoded->result(), largest);
    gradients[n + 1] = backward(segmenter->decoders[n], *decoded, loss.gradient);
    std::ranges::transform(dy.data(), gradients[n + 1].input.data(), dy.data().begin(), std::plus());
  }
  gradients[0] = backward(segmenter->encoder, *encoded, dy);
  for (std::size_t net = 0; net < Segmenter::kNetworks; ++net) {
    for (std::size_t p = 0; p < gradients[net].parameters.size(); ++p) {
      const std::string name = segmenter->network(net).parameter_name(p, std::string(Segmenter::network_id(net)));
      SCOPED_TRACE(name);
      std::istringstream in(lines.at("gradient " + name));
      double largest = 0;
      in >> largest;
      expect_values(in, gradients[net].parameters[p], largest);
    }
  }
}

}  // namespace
}  // namespace deconvlab
