#include "app/lessons/networks/weights.h"

#include <cassert>
#include <optional>
#include <utility>

#include "core/network/weights.h"
#include "embedded/embedded_weights.h"

namespace deconvlab {

namespace {

std::optional<Segmenter>& own_segmenter() {
  static std::optional<Segmenter> own;
  return own;
}

}  // namespace

Expected<void> use_weights(const std::string& file) {
  if (file.empty()) return {};
  return read_weights(file).map([](Segmenter read) { own_segmenter() = std::move(read); });
}

const Segmenter& segmenter_in_use() { return own_segmenter() ? *own_segmenter() : shipped_segmenter(); }

const Segmenter& shipped_segmenter() {
  static const Segmenter shipped = [] {
    auto read = parse_weights(embedded_weights().front().bytes, "segment.npz");
    assert(read.has_value());
    return std::move(*read);
  }();
  return shipped;
}

}  // namespace deconvlab
