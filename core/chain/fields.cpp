#include "core/chain/fields.h"

#include <algorithm>
#include <numeric>

#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostField = std::int64_t{1} << 38;  // cells
constexpr std::int64_t kMostPeriod = 256;                   // cells of which each is looked at
constexpr std::int64_t kMostLinks = std::int64_t{1} << 26;

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

double Paths::of(std::int64_t cell) const {
  const std::int64_t at = cell - first;
  return at >= 0 && at < std::ssize(counts) ? counts[static_cast<std::size_t>(at)] : 0;
}

namespace {

// The cells that may have paths, and then their counts.
void widen(Paths& paths, const Span& span) {
  if (paths.counts.empty()) {
    paths.first = span.first;
    paths.counts.assign(static_cast<std::size_t>(span.last - span.first + 1), 0);
    return;
  }
  const std::int64_t before = std::max<std::int64_t>(0, paths.first - span.first);
  paths.counts.insert(paths.counts.begin(), static_cast<std::size_t>(before), 0);
  paths.first -= before;
  if (span.last > paths.last()) paths.counts.resize(static_cast<std::size_t>(span.last - paths.first + 1));
}

void add(Paths& to, const Paths& from) {
  if (from.counts.empty()) return;
  widen(to, {from.first, from.last()});
  for (std::size_t n = 0; n < from.counts.size(); ++n) to.counts[static_cast<std::size_t>(from.first - to.first) + n] += from.counts[n];
}

// Counts down what may still be visited.
class Budget {
 public:
  bool spend(std::int64_t links) { return (left_ -= links) >= 0; }
  static tl::unexpected<Error> error() { return fail(ErrorCode::too_large, "paths", kMostLinks + 1, kMostLinks); }

 private:
  std::int64_t left_ = kMostLinks;
};

// What the search for one output's sources may visit.
std::int64_t links_of(const AxisMap& map) {
  if (map.kind == AxisMap::Kind::slide) return 1 + std::min(map.k, map.i);
  return map.kind == AxisMap::Kind::stamp ? 1 + std::min(map.i, (map.k_eff() - 1) / map.s + 1) : 4;
}

std::optional<Span> clipped_sources(const AxisMap& map, const Paths& outputs) {
  std::optional<Span> span;
  for (std::int64_t c = outputs.first; c <= outputs.last(); ++c)
    if (outputs.of(c) != 0) for_each_source(map, c, [&](std::int64_t cell) { span = hull(span, Span{cell, cell}); });
  return span;
}

// Pulls the counts of the outputs back to the inputs.
bool pull(const AxisMap& map, const Paths& outputs, Paths& inputs, Budget& budget) {
  if (!budget.spend(capped_product(links_of(map), std::ssize(outputs.counts)))) return false;
  const auto span = clipped_sources(map, outputs);
  if (!span) return true;
  widen(inputs, *span);
  for (std::int64_t c = outputs.first; c <= outputs.last(); ++c) {
    const double paths = outputs.of(c);
    if (paths == 0) continue;
    for_each_source(map, c, [&](std::int64_t cell) { inputs.counts[static_cast<std::size_t>(cell - inputs.first)] += paths; });
  }
  return true;
}

// Every output's sum over the inputs that it reads; zeros at both ends are left out.
bool push(const AxisMap& map, const Paths& inputs, Paths& outputs, Budget& budget) {
  if (inputs.counts.empty()) return true;
  if (!budget.spend(capped_product(links_of(map), map.o))) return false;
  for (std::int64_t c = 0; c < map.o; ++c) {
    double paths = 0;
    for_each_source(map, c, [&](std::int64_t cell) { paths += inputs.of(cell); });
    if (paths == 0) continue;
    widen(outputs, {c, c});
    outputs.counts[static_cast<std::size_t>(c - outputs.first)] += paths;
  }
  return true;
}

}  // namespace

Expected<std::vector<Paths>> paths_to(const std::vector<ChainStage>& stages, std::size_t stage, std::size_t axis, std::int64_t cell) {
  std::vector<Paths> paths(stage + 1);
  paths[stage] = {cell, {1}};
  Budget budget;
  for (std::size_t n = stage; n > 0; --n) {
    if (paths[n].counts.empty()) continue;
    if (!pull(stages[n].maps[axis], paths[n], paths[stages[n].from], budget)) return Budget::error();
    if (stages[n].with) add(paths[*stages[n].with], paths[n]);
  }
  return paths;
}

Expected<std::vector<Paths>> paths_from(const std::vector<ChainStage>& stages, std::size_t stage, std::size_t axis, std::int64_t cell) {
  std::vector<Paths> paths(stages.size());
  paths[stage] = {cell, {1}};
  Budget budget;
  for (std::size_t n = stage + 1; n < stages.size(); ++n) {
    if (!push(stages[n].maps[axis], paths[stages[n].from], paths[n], budget)) return Budget::error();
    if (stages[n].with) add(paths[n], paths[*stages[n].with]);
  }
  return paths;
}

}  // namespace deconvlab
