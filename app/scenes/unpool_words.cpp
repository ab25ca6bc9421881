#include "app/scenes/unpool_words.h"

#include <algorithm>
#include <cmath>

#include "app/player.h"
#include "core/resample.h"

namespace deconvlab {

namespace {

ValueScale scale_of_all(const UnpoolStage& s) {
  const ValueScale x = scale_of(s.x().data());
  const ValueScale back = scale_of(s.back(2).data());
  return {std::max(x.largest, back.largest), x.has_negative || back.has_negative};
}

// Whether every switch stands at one place of its window, and at which.
MaybeCell common_place(const UnpoolStage& s) {
  MaybeCell common;
  for (std::int64_t n = 0; n < s.cells(); ++n) {
    const Cell pooled = s.pool().output().cell_at(n);
    const Cell at = s.switch_of(pooled);
    const Cell first = s.first_of(pooled);
    const Cell place{at.row - first.row, at.col - first.col};
    if (common.found && common.cell != place) return {};
    common = {true, place};
  }
  return common;
}

Cell pooled_of(const UnpoolStage& s) {
  const Focus& focus = s.frame.focus;
  if (focus.target == Target::input && s.pool().output().contains(focus.cell)) return focus.cell;
  if (focus.target == Target::output && s.pool().input().contains(focus.cell)) return s.owner(focus.cell);
  return s.pool().output().cell_at(s.pooling() ? s.step : s.step - s.cells());
}

}  // namespace

UnpoolStage::UnpoolStage(const Frame& f)
    : frame(f),
      r(*f.results.resampled),
      bilinear(f.model.lesson.view == "bilinear"),
      step(moment_of(f.model.time, 2 * r.sizes.pool.output().area()).step),
      current(pooled_of(*this)),
      asked(switch_of(current)),
      scale(scale_of_all(*this)) {
  if (f.focus.target == Target::output && pool().input().contains(f.focus.cell)) asked = f.focus.cell;
}

const Tensor& UnpoolStage::back(int way) const {
  const Tensor* all[] = {&r.unpooled, bilinear ? &r.bilinear : &r.nearest, &frame.results.output};
  return *all[way];
}

Cell UnpoolStage::owner(Cell c) const { return {nearest_source(r.sizes.resample.h, c.row), nearest_source(r.sizes.resample.w, c.col)}; }

Cell UnpoolStage::switch_of(Cell pooled) const {
  return pool().input().cell_at(std::max<std::int64_t>(0, static_cast<std::int64_t>(r.pooled.switches.at(pooled))));
}

bool UnpoolStage::is_switch(Cell c) const {
  const Geometry& g = pool();
  bool found = false;
  for_each_fed(g, c, [&](const Feed& feed) { found = found || (made(feed.output) && names(feed.output, c)); });
  return found;
}

std::vector<MapEntry> UnpoolStage::row_of(int way, Cell cell) const {
  const std::int64_t t = pool().input().index_of(cell);
  if (way == 0) return LinearMap::make(OpKind::max_unpool, pool(), r.pooled.switches)->row(t);
  if (way == 1) return LinearMap::make(bilinear ? OpKind::upsample_bilinear : OpKind::upsample_nearest, r.sizes.resample)->row(t);
  std::vector<MapEntry> row;
  const Tensor& w = frame.results.transpose.kernel();
  for_each_fed(r.sizes.up, cell, [&](const Feed& feed) {
    row.push_back({feed.weight, feed.output, pool().output().index_of(feed.output), w.at(feed.weight)});
  });
  return row;
}

std::vector<std::string> unpool_statements(const UnpoolStage& s) {
  const Language& language = s.frame.language;
  const float from_b = largest_difference(s.back(2), s.back(1));
  const float from_a = largest_difference(s.back(2), s.back(0));
  const MaybeCell common = common_place(s);
  std::vector<std::string> said;
  said.push_back(from_b == 0 ? std::string(phrase(language, "unpool.c_is_b")) : say(language, "unpool.c_not_b", number(from_b)));
  if (from_a == 0) {
    said.push_back(std::string(phrase(language, "unpool.c_is_a")));
  } else if (common.found) {
    said.push_back(say(language, "unpool.c_could_be_a", common.cell.row, common.cell.col, number(from_a)));
  } else {
    said.push_back(say(language, "unpool.c_never_a", number(from_a)));
  }
  return said;
}

std::string unpool_sentence(const UnpoolStage& s) {
  const Cell at = s.switch_of(s.current);
  const std::string value = number(s.r.pooled.values.at(s.current));
  const std::string_view key = s.pooling() ? "unpool.story_pool" : s.bilinear ? "unpool.story_back_bilinear" : "unpool.story_back";
  return say(s.frame.language, "unpool.step", s.step + 1, 2 * s.cells()) + " " +
         say(s.frame.language, key, s.current.row, s.current.col, value, at.row, at.col, s.pool().input().index_of(at));
}

std::string describe_unpool(const Focus& focus, const Frame& frame) {
  const UnpoolStage s(frame);
  if (focus.target == Target::input && s.pool().output().contains(focus.cell)) {
    const Cell at = s.switch_of(focus.cell);
    return say(frame.language, "unpool.describe_pooled", focus.cell.row, focus.cell.col, number(s.r.pooled.values.at(focus.cell)), at.row,
               at.col);
  }
  if (focus.target != Target::output || !s.pool().input().contains(focus.cell)) return {};
  return say(frame.language, "unpool.describe", focus.cell.row, focus.cell.col, number(s.x().at(focus.cell)),
             number(s.back(0).at(focus.cell)), number(s.back(1).at(focus.cell)), number(s.back(2).at(focus.cell)));
}

}  // namespace deconvlab
