// Random layers through every framework and back.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "layers_support.h"

namespace deconvlab {
namespace {

// Sides large enough for every kernel of random_layer.
PerAxis input_of(const Layer& layer, unsigned seed) {
  PerAxis input;
  for (int axis = 0; axis < layer.rank; ++axis)
    input.push_back(12 + static_cast<std::int64_t>(seed + 3u * static_cast<unsigned>(axis)) % 7);
  return input;
}

// What is written is read as the same layer, of the same sizes, where the framework has words for it.
TEST(LayersSweep, EveryFrameworkReadsWhatItWrites) {
  std::map<std::string, int> exact;
  for (unsigned seed = 0; seed < 500; ++seed) {
    Layer layer = random_layer(seed);
    if (seed % 3 == 0 && layer.kind != LayerKind::max_unpool) layer.input = input_of(layer, seed);
    for (const Framework& framework : framework_table()) {
      const Written written = write_layer(framework, layer);
      if (!written.exact) continue;
      ++exact[std::string(framework.id)];
      SCOPED_TRACE(testing::Message() << "seed " << seed << ", " << framework.id << ":\n" << written.text);
      const Layer back = read_one(written.text);
      EXPECT_TRUE(same_layer(layer, back)) << "given " << canonical(layer) << "\nread  " << canonical(back);
      const PerAxis input = input_of(layer, seed);
      const auto sides = output_sides(layer, input), again = output_sides(canonical(back), input);
      ASSERT_TRUE(sides.has_value());
      EXPECT_EQ(*sides, again.value_or(PerAxis()));
    }
  }
  for (const Framework& framework : framework_table()) {
    RecordProperty(std::string(framework.id), exact[std::string(framework.id)]);
    EXPECT_GT(exact[std::string(framework.id)], 10) << framework.id;
  }
}

}  // namespace
}  // namespace deconvlab
