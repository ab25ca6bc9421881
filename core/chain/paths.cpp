#include "core/chain/paths.h"

#include <algorithm>
#include <optional>

#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostLinks = std::int64_t{1} << 26;
constexpr std::size_t kMostParts = 64;

std::optional<Span> hull(const std::optional<Span>& a, const Span& b) {
  return a ? Span{std::min(a->first, b.first), std::max(a->last, b.last)} : b;
}

}  // namespace

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

double PlanePaths::of(Cell cell) const {
  double sum = 0;
  for (const Part& part : parts) sum += part.rows.of(cell.row) * part.columns.of(cell.col);
  return sum;
}

Span PlanePaths::rows() const {
  std::optional<Span> span;
  for (const Part& part : parts) span = hull(span, {part.rows.first, part.rows.last()});
  return span.value_or(Span{});
}

Span PlanePaths::columns() const {
  std::optional<Span> span;
  for (const Part& part : parts) span = hull(span, {part.columns.first, part.columns.last()});
  return span.value_or(Span{});
}

namespace {

bool same(const Paths& a, const Paths& b) { return a.first == b.first && a.counts == b.counts; }

// Products that share a factor are one. Whether there are not too many.
bool join(PlanePaths& to, PlanePaths::Part part) {
  if (part.rows.counts.empty() || part.columns.counts.empty()) return true;
  for (PlanePaths::Part& other : to.parts) {
    if (same(other.rows, part.rows)) return add(other.columns, part.columns), true;
    if (same(other.columns, part.columns)) return add(other.rows, part.rows), true;
  }
  to.parts.push_back(std::move(part));
  return to.parts.size() <= kMostParts;
}

tl::unexpected<Error> too_many_parts() { return fail(ErrorCode::too_large, "routes", kMostParts + 1, kMostParts); }

// Of one axis there is one row, which every layer keeps.
PlanePaths cell_of(const ChainStage& stage, Cell cell) { return {{{{stage.axes.size() > 1 ? cell.row : 0, {1}}, {cell.col, {1}}}}}; }

// `move` takes one axis' counts through a map, forward or backward.
using Move = bool (*)(const AxisMap&, const Paths&, Paths&, Budget&);

Expected<void> carry(const ChainStage& stage, const PlanePaths& from, PlanePaths& to, Budget& budget, Move move) {
  for (const PlanePaths::Part& part : from.parts) {
    PlanePaths::Part next;
    if (stage.maps.size() == 1) next.rows = part.rows;
    if (stage.maps.size() > 1 && !move(stage.maps[stage.maps.size() - 2], part.rows, next.rows, budget)) return Budget::error();
    if (!move(stage.maps.back(), part.columns, next.columns, budget)) return Budget::error();
    if (!join(to, std::move(next))) return too_many_parts();
  }
  return {};
}

Expected<void> copy(const PlanePaths& from, PlanePaths& to) {
  for (const PlanePaths::Part& part : from.parts)
    if (!join(to, part)) return too_many_parts();
  return {};
}

}  // namespace

Expected<std::vector<PlanePaths>> plane_paths_to(const std::vector<ChainStage>& stages, std::size_t stage, Cell cell) {
  std::vector<PlanePaths> paths(stages.size());
  paths[stage] = cell_of(stages[stage], cell);
  Budget budget;
  for (std::size_t n = stage; n > 0; --n) {
    TRY(carry(stages[n], paths[n], paths[stages[n].from], budget, pull));
    if (stages[n].with) TRY(copy(paths[n], paths[*stages[n].with]));
  }
  return paths;
}

Expected<std::vector<PlanePaths>> plane_paths_from(const std::vector<ChainStage>& stages, std::size_t stage, Cell cell) {
  std::vector<PlanePaths> paths(stages.size());
  paths[stage] = cell_of(stages[stage], cell);
  Budget budget;
  for (std::size_t n = stage + 1; n < stages.size(); ++n) {
    TRY(carry(stages[n], paths[stages[n].from], paths[n], budget, push));
    if (stages[n].with) TRY(copy(paths[*stages[n].with], paths[n]));
  }
  return paths;
}

}  // namespace deconvlab
