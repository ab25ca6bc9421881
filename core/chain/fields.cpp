#include "core/chain/fields.h"

#include <algorithm>
#include <numeric>

namespace deconvlab {

namespace {

constexpr std::int64_t kMostField = std::int64_t{1} << 38;  // cells
constexpr std::int64_t kMostPeriod = 256;                   // cells of which each is looked at

std::optional<Span> hull(const std::optional<Span>& a, const std::optional<Span>& b) {
  if (!a || !b) return a ? a : b;
  return Span{std::min(a->first, b->first), std::max(a->last, b->last)};
}

bool is_too_far(const std::optional<Span>& span) {
  return span && (span->first < -kMostField || span->last > kMostField || span->last - span->first >= kMostField);
}

// The span of the input that a cell of the stage reads; `spans` is as long as the stages. Whether nothing was too far.
bool spread(const std::vector<ChainStage>& stages, std::size_t stage, std::size_t axis, std::vector<std::optional<Span>>& spans) {
  for (std::size_t n = stage; n > 0; --n) {
    if (!spans[n]) continue;
    const ChainStage& at = stages[n];
    const auto sources = sources_of(at.maps[axis], *spans[n]);
    if (is_too_far(sources)) return false;
    spans[at.from] = hull(spans[at.from], sources);
    if (at.with) spans[*at.with] = hull(spans[*at.with], spans[n]);
  }
  return true;
}

}  // namespace

std::int64_t period_after(std::int64_t period, const Fraction& step) {
  if (!step.fits() || step.num == 0) return 1;
  const std::int64_t cells = capped_product(period, step.den);
  return std::min(kMostField, cells / std::gcd(cells, step.num));
}

std::int64_t joined_period(std::int64_t a, std::int64_t b) { return std::min(kMostField, capped_product(a / std::gcd(a, b), b)); }

std::optional<std::int64_t> field_of(const std::vector<ChainStage>& stages, std::size_t stage, std::size_t axis) {
  std::int64_t most = 0;
  const std::int64_t cells = std::min(kMostPeriod, stages[stage].axes[axis].period);
  for (std::int64_t cell = 0; cell < cells; ++cell) {
    std::vector<std::optional<Span>> spans(stage + 1);
    spans[stage] = Span{cell, cell};
    if (!spread(stages, stage, axis, spans)) return std::nullopt;
    if (spans[0]) most = std::max(most, spans[0]->last - spans[0]->first + 1);
  }
  return most;
}

}  // namespace deconvlab
