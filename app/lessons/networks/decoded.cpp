#include "app/lessons/networks/decoded.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/lessons/networks/weights.h"
#include "app/lessons/picture_source.h"
#include "core/network/score.h"
#include "core/samples/labelled.h"
#include "core/samples/samples.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr Extent kSize = Extent::square(kSceneSide);

// The cells of `size` that cell n of `count` covers, and the share of each.
struct Cover {
  std::int64_t first = 0;
  std::vector<double> shares;
};

Cover cover_of(std::int64_t n, std::int64_t count, std::int64_t size) {
  const double from = static_cast<double>(n * size) / static_cast<double>(count);
  const double to = static_cast<double>((n + 1) * size) / static_cast<double>(count);
  Cover cover{std::min(static_cast<std::int64_t>(from), size - 1), {}};
  for (std::int64_t cell = cover.first; cell < size && (cover.shares.empty() || static_cast<double>(cell) < to); ++cell) {
    const auto begin = static_cast<double>(cell);
    cover.shares.push_back((std::min(to, begin + 1) - std::max(from, begin)) / (to - from));
  }
  return cover;
}

std::vector<Cover> covers(std::int64_t count, std::int64_t size) {
  std::vector<Cover> all;
  for (std::int64_t n = 0; n < count; ++n) all.push_back(cover_of(n, count, size));
  return all;
}

double mean_under(std::span<const float> plane, std::int64_t width, const Cover& down, const Cover& along) {
  double sum = 0;
  for (std::size_t r = 0; r < down.shares.size(); ++r) {
    const float* row = plane.data() + (down.first + static_cast<std::int64_t>(r)) * width + along.first;
    double part = 0;
    for (std::size_t c = 0; c < along.shares.size(); ++c) part += along.shares[c] * double{row[c]};
    sum += down.shares[r] * part;
  }
  return sum;
}

// The labels of a picture that the program drew.
std::optional<Tensor> labels_of(const std::string& name) {
  const auto choice = choose_sample(name);
  if (is_picture_file(name) || !choice || !choice->sample->seeded) return {};
  return labelled_scene(choice->seed, kSceneSide).labels;
}

Tensor in_unit_range(Tensor picture) {
  for (float& value : picture.data()) value /= 255;
  return picture;
}

Decoded::Agreement agreement_of(const Tensor& labels, const Tensor& found) {
  constexpr std::int64_t kReach = 2;
  const auto classes = std::ssize(scene_classes());
  Confusion everywhere(classes);
  everywhere.add(labels, found);
  Confusion outlines(classes);
  const Tensor band = outline_band(labels, kReach);
  outlines.add(labels, found, &band);
  std::int64_t wrong = 0;
  for (std::size_t n = 0; n < labels.data().size(); ++n) wrong += labels.data()[n] != found.data()[n] ? 1 : 0;
  return {everywhere.mean_iou(), outlines.mean_iou(), wrong};
}

}  // namespace

Expected<std::shared_ptr<const Decoded>> decode(const Tensor& picture, const std::string& name) {
  auto decoded = std::make_shared<Decoded>();
  decoded->picture = fitted_to_network(picture);
  decoded->labels = labels_of(name);
  auto encoder = TRY(forward(segmenter_in_use().encoder, as_network_input(in_unit_range(decoded->picture))));
  decoded->encoder = std::move(encoder);
  for (std::size_t n = 0; n < kDecoders; ++n) {
    auto pass = TRY(forward(segmenter_in_use().decoders[n], decoded->encoder.result(), decoded->encoder.switches));
    decoded->found[n] = largest_class(pass.result());
    decoded->decoders[n] = std::move(pass);
    if (decoded->labels) decoded->agreement[n] = agreement_of(*decoded->labels, decoded->found[n]);
  }
  return decoded;
}

namespace {

// The layer before a level's pooling.
std::size_t last_of_level(const Network& encoder, std::int64_t level) {
  std::int64_t left = std::clamp<std::int64_t>(level, 0, static_cast<std::int64_t>(levels(encoder)) - 1);
  std::size_t layer = 0;
  while (encoder.layers[layer + 1].kind != NetworkLayerKind::max_pool || left-- > 0) ++layer;
  return layer;
}

}  // namespace

Tensor fitted_to_network(const Tensor& picture) {
  const Shape& shape = picture.shape();
  Tensor fitted = Tensor::unfilled(Shape{1, 3, kSize.h, kSize.w});
  const auto down = covers(kSize.h, shape.h);
  const auto along = covers(kSize.w, shape.w);
  for (std::int64_t n = 0; n < fitted.size(); ++n) {
    const Cell cell = kSize.cell_at(n % kSize.area());
    const std::int64_t channel = shape.c < 3 ? 0 : n / kSize.area();
    fitted.data()[n] = static_cast<float>(mean_under(picture.plane(0, channel), shape.w, down[cell.row], along[cell.col]));
  }
  return fitted;
}

Expected<std::shared_ptr<const Decoded>> DecodedSource::get(const std::shared_ptr<const Tensor>& picture, const std::string& name) {
  if (kept_ && last_ == picture) return kept_;
  auto decoded = TRY(decode(*picture, name));
  last_ = picture;
  return kept_ = std::move(decoded);
}

std::size_t decoder_of(std::string_view view) {
  const auto found = std::ranges::find(decoder_styles(), view, &DecoderStyle::id);
  return found == decoder_styles().end() ? 0 : static_cast<std::size_t>(found - decoder_styles().begin());
}

std::vector<DecoderMap> decoder_maps(const Network& decoder) {
  std::vector<DecoderMap> maps;
  std::size_t learned = decoder.layers.size();
  for (std::size_t n = 1; n < decoder.layers.size(); ++n) {
    const NetworkLayer& layer = decoder.layers[n];
    const bool up = layer.kind == NetworkLayerKind::max_unpool || layer.kind == NetworkLayerKind::upsample_nearest;
    const bool same_level = !maps.empty() && maps.back().learned < decoder.layers.size();
    if (layer.learns()) learned = n;
    if (layer.kind == NetworkLayerKind::relu && same_level) maps.pop_back();
    if (layer.kind == NetworkLayerKind::relu) maps.push_back({n, learned});
    if (up) maps.push_back({n, decoder.layers.size()});
  }
  return maps;
}

std::int64_t strongest_channel(const Tensor& maps) {
  std::int64_t best = 0;
  double largest = 0;
  for (std::int64_t c = 0; c < maps.shape().c; ++c) {
    const auto map = maps.plane(0, c);
    const double sum = std::accumulate(map.begin(), map.end(), 0.0);
    if (c == 0 || sum > largest) {
      best = c;
      largest = sum;
    }
  }
  return best;
}

std::int64_t shown_channel(const Tensor& maps, std::int64_t asked) {
  return asked < 0 ? strongest_channel(maps) : std::min(asked, maps.shape().c - 1);
}

std::size_t levels(const Network& encoder) {
  return static_cast<std::size_t>(std::ranges::count(encoder.layers, NetworkLayerKind::max_pool, &NetworkLayer::kind));
}

std::int64_t maps_of(const Network& encoder, std::int64_t level) {
  const std::size_t layer = last_of_level(encoder, level);
  const auto& layers = encoder.layers;
  return std::find_if(layers.rend() - static_cast<std::ptrdiff_t>(layer + 1), layers.rend(),
                      [](const NetworkLayer& l) { return l.learns(); })
      ->out;
}

std::int64_t most_maps(const Network& encoder) {
  std::int64_t most = 1;
  for (const NetworkLayer& layer : encoder.layers) most = std::max(most, layer.out);
  return most;
}

Projected project_unit(const Network& encoder, const Pass& pass, std::int64_t level, std::int64_t channel) {
  const std::size_t layer = last_of_level(encoder, level);
  const Unit unit = strongest_unit(pass, layer, shown_channel(pass.outputs[layer], channel));
  const float value = activation(pass, unit);
  return {unit, value, project(encoder, pass, unit, value, BackThroughRelu::rectified),
          project(encoder, pass, unit, value, BackThroughRelu::gated)};
}

}  // namespace deconvlab
