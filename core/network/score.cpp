#include "core/network/score.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "core/parallel.h"
#include "core/samples/labelled.h"
#include "core/try.h"

namespace deconvlab {

namespace {
constexpr std::int64_t kSceneCost = 50'000'000;  // nanoseconds
}

void Confusion::add(const Tensor& labels, const Tensor& found, const Tensor* where) {
  for (std::int64_t n = 0; n < labels.size(); ++n) {
    if (where && !(where->data()[n] > 0)) continue;
    ++count[static_cast<std::size_t>(labels.data()[n]) * classes + static_cast<std::size_t>(found.data()[n])];
  }
}

Confusion& Confusion::operator+=(const Confusion& other) {
  std::ranges::transform(count, other.count, count.begin(), std::plus());
  return *this;
}

double Confusion::iou(std::int64_t label) const {
  std::int64_t either = -count[label * classes + label];
  for (std::int64_t c = 0; c < classes; ++c) either += count[label * classes + c] + count[c * classes + label];
  if (either == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(count[label * classes + label]) / static_cast<double>(either);
}

std::int64_t Confusion::pixels_of(std::int64_t label) const {
  const auto row = count.begin() + label * classes;
  return std::accumulate(row, row + classes, std::int64_t{0});
}

double Confusion::mean_iou() const {
  double sum = 0;
  int there = 0;
  for (std::int64_t c = 0; c < classes; ++c) {
    if (pixels_of(c) == 0) continue;
    sum += iou(c);
    ++there;
  }
  return there == 0 ? 0 : sum / there;
}

Tensor outline_band(const Tensor& labels, std::int64_t reach) {
  const auto [h, w] = labels.shape().plane();
  Tensor band(labels.shape());
  const auto is_near = [&, h = h, w = w](std::int64_t n, std::int64_t y, std::int64_t x) {
    for (std::int64_t row = std::max<std::int64_t>(0, y - reach); row < std::min(h, y + reach + 1); ++row) {
      for (std::int64_t col = std::max<std::int64_t>(0, x - reach); col < std::min(w, x + reach + 1); ++col) {
        if (labels.at(n, 0, row, col) != labels.at(n, 0, y, x)) return true;
      }
    }
    return false;
  };
  for (std::int64_t n = 0; n < labels.shape().n; ++n) {
    for (std::int64_t y = 0; y < h; ++y) {
      for (std::int64_t x = 0; x < w; ++x) band.at(n, 0, y, x) = is_near(n, y, x) ? 1 : 0;
    }
  }
  return band;
}

namespace {

struct Counted {
  Confusion all{std::ssize(scene_classes())};
  Confusion outline{std::ssize(scene_classes())};
};
using CountedAll = std::array<Counted, kDecoders>;

Expected<CountedAll> judge_scene(const Segmenter& segmenter, const LabelledScene& scene) {
  CountedAll counted;
  const Tensor band = outline_band(scene.labels, 2);
  const auto encoded = TRY(forward(segmenter.encoder, as_network_input(scene.picture)));
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const auto decoded = TRY(forward(segmenter.decoders[n], encoded.result(), encoded.switches));
    const Tensor found = largest_class(decoded.result());
    counted[n].all.add(scene.labels, found);
    counted[n].outline.add(scene.labels, found, &band);
  }
  return counted;
}

Score score_of(const Counted& counted) {
  Score score{.mean_iou = counted.all.mean_iou(), .outline_iou = counted.outline.mean_iou(), .class_iou = {}};
  int thin = 0;
  for (std::int64_t c = 0; c < std::ssize(scene_classes()); ++c) {
    score.class_iou.push_back(counted.all.iou(c));
    if (!scene_classes()[c].thin) continue;
    score.thin_iou += counted.all.iou(c);
    ++thin;
  }
  score.thin_iou /= thin;
  return score;
}

}  // namespace

Expected<std::array<Score, kDecoders>> judge(const Segmenter& segmenter, const SceneRange& scenes) {
  std::vector<Expected<CountedAll>> parts(static_cast<std::size_t>(scenes.count));
  parallel_for(scenes.count, scenes.count * kSceneCost, [&](std::int64_t n) {
    parts[static_cast<std::size_t>(n)] = judge_scene(segmenter, labelled_scene(scene_seed(kUnseenSeries, scenes.first + n), kSceneSide));
  });
  CountedAll sum;
  for (const auto& judged : parts) {
    const CountedAll part = TRY(judged);
    for (std::size_t n = 0; n < kDecoders; ++n) {
      sum[n].all += part[n].all;
      sum[n].outline += part[n].outline;
    }
  }
  std::array<Score, kDecoders> scores;
  std::ranges::transform(sum, scores.begin(), score_of);
  return scores;
}

}  // namespace deconvlab
