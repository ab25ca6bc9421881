// How upsampled cells find their values.
#include <algorithm>
#include <array>

#include "core/frameworks/takes_support.h"
#include "core/try.h"

namespace deconvlab {

using Kind = Value::Kind;

Expected<void> take_scale(const Taking& of) {
  if (of.value.is(Kind::none) || is_unsaid(of.value)) return {};
  std::vector<Value> items = of.value.items;
  const auto rank = static_cast<std::size_t>(of.layer.rank);
  if (!of.value.is(Kind::list)) items.assign(rank, of.value);
  if (items.size() == 1) items.assign(rank, Value(items.front()));
  const bool all = items.size() == rank + 2 && items[0].real == 1 && items[1].real == 1;  // batch and channels stay
  if (all) items.erase(items.begin(), items.begin() + 2);
  if (items.empty()) return {};
  if (items.size() != rank) return not_good(of, "reason.value_axes", of.layer.rank);
  for (const Value& item : items) {
    const bool number = item.is(Kind::integer) || item.is(Kind::real);
    if (!number || !(item.real > 0) || item.real > static_cast<double>(kLargestSize)) return not_good(of, "reason.value_scale");
    of.layer.scale.push_back(item.real);
  }
  return {};
}

namespace {

struct Mode {
  Interpolation interpolation;
  Resampling resampling;
};

using ModeWord = Word<Mode>;

constexpr Resampling kHalfPixel{Coordinates::half_pixel, Rounding::usual};

constexpr Resampling kNearestExact{Coordinates::half_pixel, Rounding::prefer_ceil};

constexpr std::array kModes{
    ModeWord{"nearest", {Interpolation::nearest, {Coordinates::asymmetric, Rounding::floor}}},
    ModeWord{"nearest-exact", {Interpolation::nearest, kNearestExact}},
    ModeWord{"nearest_neighbor", {Interpolation::nearest, kNearestExact}},
    ModeWord{"linear", {Interpolation::linear, kHalfPixel}},
    ModeWord{"bilinear", {Interpolation::linear, kHalfPixel}},
    ModeWord{"trilinear", {Interpolation::linear, kHalfPixel}},
    ModeWord{"triangle", {Interpolation::linear, kHalfPixel}},
    ModeWord{"cubic", {Interpolation::cubic, kHalfPixel}},
    ModeWord{"bicubic", {Interpolation::cubic, kHalfPixel}},
};

}  // namespace

// PyTorch's nearest takes the cell below; TensorFlow's and JAX's (which have no align_corners) the nearest centre.
Expected<void> take_interpolation(const Taking& of) {
  const Mode mode = TRY(chosen_word(of, kModes));
  of.layer.interpolation = mode.interpolation;
  of.layer.resampling = mode.resampling;
  const auto& parameters = of.signature.parameters;
  const bool floors = std::ranges::count(parameters, ArgumentRole::align_corners, &Parameter::role) > 0;
  if (mode.interpolation == Interpolation::nearest && !floors) of.layer.resampling = kNearestExact;
  return {};
}

Expected<void> take_align_corners(const Taking& of) {
  if (of.value.is(Kind::none)) return {};
  if (!of.value.is(Kind::truth)) return not_good(of, "reason.value_truth");
  if (of.layer.interpolation == Interpolation::nearest) return not_good(of, "reason.corners_and_nearest");
  of.layer.resampling.coordinates = of.value.truth ? Coordinates::align_corners : Coordinates::half_pixel;
  return {};
}

namespace {

using CoordinateWord = Word<Coordinates>;

constexpr std::array kCoordinateWords{
    CoordinateWord{"half-pixel", Coordinates::half_pixel}, CoordinateWord{"half_pixel", Coordinates::half_pixel},
    CoordinateWord{"asymmetric", Coordinates::asymmetric}, CoordinateWord{"align_corners", Coordinates::align_corners},
    CoordinateWord{"pytorch_half_pixel", Coordinates::pytorch_half_pixel}};

using RoundingWord = Word<Rounding>;

constexpr std::array kRoundingWords{RoundingWord{"round", Rounding::prefer_ceil},
                                    RoundingWord{"floor", Rounding::floor},
                                    RoundingWord{"onnx-10", Rounding::floor},
                                    RoundingWord{"ceil", Rounding::ceil},
                                    RoundingWord{"round_prefer_floor", Rounding::prefer_floor},
                                    RoundingWord{"round_prefer_ceil", Rounding::prefer_ceil}};

}  // namespace

Expected<void> take_geometry_mode(const Taking& of) {
  of.layer.resampling.coordinates = TRY(chosen_word(of, kCoordinateWords));
  return {};
}

Expected<void> take_rounding_mode(const Taking& of) {
  of.layer.resampling.rounding = TRY(chosen_word(of, kRoundingWords));
  return {};
}

}  // namespace deconvlab
