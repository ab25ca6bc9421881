#include "core/samples/samples.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string>

#include "core/find_named.h"
#include "core/samples/each_sample.h"
#include "core/samples/labelled.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostPixels = std::int64_t{1} << 26;

constexpr Sample kSamples[] = {
    {"scene", draw_scene}, {"text", draw_text}, {"zone-plate", draw_zone_plate}, {"objects", draw_objects, true}};

}  // namespace

// With r in half pixels r^2 / (4 n) is a fraction of whole numbers, and one turn of the cosine is 8 n of them.
Tensor draw_zone_plate(Extent size, std::uint64_t) {
  const std::int64_t turn = 8 * std::max(size.h, size.w);
  std::vector<float> shades(static_cast<std::size_t>(turn));
  for (std::int64_t n = 0; n < turn; ++n) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(n) / static_cast<double>(turn);
    shades[n] = static_cast<float>(std::floor(128 + 127.5 * std::cos(angle)));
  }
  Tensor plate = Tensor::unfilled(Shape{1, 1, size.h, size.w});
  for (std::int64_t row = 0; row < size.h; ++row) {
    const std::int64_t y = 2 * row - size.h + 1;
    for (std::int64_t col = 0; col < size.w; ++col) {
      const std::int64_t x = 2 * col - size.w + 1;
      plate.at({row, col}) = shades[(x * x + y * y) % turn];
    }
  }
  return plate;
}

std::span<const Sample> sample_table() { return kSamples; }

const Sample* find_sample(std::string_view name) {
  const auto* found = std::ranges::find(kSamples, name, &Sample::name);
  return found == std::end(kSamples) ? nullptr : found;
}

Expected<SampleChoice> choose_sample(std::string_view name) {
  const std::size_t colon = std::min(name.find(':'), name.size());
  const Sample* sample = find_sample(name.substr(0, colon));
  if (colon < name.size() && sample && sample->seeded) {
    const std::string_view digits = name.substr(colon + 1);
    std::uint64_t seed = 0;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), seed);
    if (status == std::errc() && end == digits.data() + digits.size()) return SampleChoice{sample, seed};
  }
  return find_named("sample", kSamples, name, &Sample::name).map([](const Sample* found) { return SampleChoice{found}; });
}

Expected<Tensor> make_sample(std::string_view name, Extent size) {
  if (std::min(size.h, size.w) < 1) return fail(ErrorCode::not_positive, "picture side", std::min(size.h, size.w));
  if (size.h > kMostPixels / size.w) return fail(ErrorCode::too_large, "height x width", fmt::format("{}x{}", size.h, size.w), kMostPixels);
  return choose_sample(name).map([&](const SampleChoice& choice) { return choice.sample->make(size, choice.seed); });
}

// The upper left part of a square scene.
Tensor draw_objects(Extent size, std::uint64_t seed) {
  const Tensor square = labelled_scene(seed, std::max(size.h, size.w)).picture;
  Tensor part = Tensor::unfilled(Shape{1, 3, size.h, size.w});
  for (std::int64_t n = 0; n < part.size(); ++n) {
    const Cell cell = size.cell_at(n % size.area());
    part.data()[n] = std::round(255 * square.at(0, n / size.area(), cell.row, cell.col));
  }
  return part;
}

}  // namespace deconvlab
