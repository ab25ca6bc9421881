#include "app/scenes/unpool/unpool_stage.h"

#include <algorithm>

#include "core/operators/resample.h"

namespace deconvlab {

namespace {

constexpr double kLiftShare = 0.4;  // of the way back, done while the window would glide

ValueScale scale_of_all(const UnpoolStage& s) {
  const ValueScale x = scale_of(s.x().data());
  const ValueScale back = scale_of(s.back(2).data());
  return {std::max(x.largest, back.largest), x.has_negative || back.has_negative};
}

Focus known(const Frame& frame) {
  const Geometry& pool = frame.results.pooling().resampled->pool;
  const Focus& focus = frame.focus;
  const bool there = (focus.target == Target::input && pool.output().contains(focus.cell)) ||
                     (focus.target == Target::output && pool.input().contains(focus.cell)) ||
                     (focus.target == Target::weight && frame.results.geometry.kernel().contains(focus.cell));
  return there ? focus : Focus{};
}

Moment moment_for(const Frame& frame, const Focus& focus) {
  Moment moment = moment_of(frame.model.time, 2 * frame.results.pooling().resampled->pool.output().area());
  if (focus.target != Target::none) moment.glide = moment.products = 1;
  return moment;
}

Cell pooled_of(const UnpoolStage& s) {
  if (s.focus.target == Target::input) return s.focus.cell;
  return s.focus.target == Target::output ? s.owner(s.focus.cell) : s.stepped();
}

// The first cell that a pooled cell is copied to in which ① and ③ are made unlike; its switch where there is none, or none comes back yet.
Cell telling_cell(const UnpoolStage& s) {
  const Cell usual = s.switch_of(s.current);
  if (!s.judges()) return usual;
  const CellRect copies = s.copies_of(s.current);
  for (std::int64_t n = 0; n < copies.size.area(); ++n) {
    const Cell at = copies.size.cell_at(n);
    const Cell cell{copies.first.row + at.row, copies.first.col + at.col};
    if (!same_rows(s.row_of(0, cell), s.row_of(2, cell))) return cell;
  }
  return usual;
}

}  // namespace

UnpoolStage::UnpoolStage(const Frame& f)
    : frame(f),
      r(*f.results.pooling().resampled),
      focus(known(f)),
      bilinear(f.model.lesson.view == "bilinear"),
      moment(moment_for(f, focus)),
      current(pooled_of(*this)),
      asked(focus.target == Target::output ? focus.cell : telling_cell(*this)),
      scale(scale_of_all(*this)) {}

const Tensor& UnpoolStage::back(int way) const {
  const Tensor* all[] = {&r.unpooled, bilinear ? &r.bilinear : &r.nearest, &frame.results.output};
  return *all[way];
}

double UnpoolStage::on_its_way() const {
  return pooling() ? moment.products : kLiftShare * moment.glide + (1 - kLiftShare) * moment.products;
}

Cell UnpoolStage::owner(Cell c) const { return nearest_cell(r.resample, c); }

Cell UnpoolStage::switch_of(Cell pooled) const { return large().cell_at(r.pooled.switches.at(pooled)); }

std::int64_t UnpoolStage::times_in_window(Cell pooled) const {
  std::int64_t times = 0;
  for (std::int64_t n = 0; n < large().area(); ++n) {
    const Cell c = large().cell_at(n);
    times += in_window(c, pooled) && x().at(c) == r.pooled.values.at(pooled) ? 1 : 0;
  }
  return times;
}

std::optional<Cell> UnpoolStage::same_switch_before(Cell pooled) const {
  for (std::int64_t n = small().index_of(pooled) - 1; n >= 0; --n) {
    const Cell other = small().cell_at(n);
    if (names(other, switch_of(pooled))) return other;
  }
  return std::nullopt;
}

bool UnpoolStage::has_unreached() const {
  for (std::int64_t n = 0; n < large().area(); ++n) {
    if (!up().ever_read(large().cell_at(n))) return true;
  }
  return false;
}

bool UnpoolStage::is_switch(Cell c) const {
  const std::int64_t found = step() + (moment.glide >= 1 ? 1 : 0);
  bool any = false;
  for_each_fed(pool(), c, [&](const Feed& feed) { any = any || (small().index_of(feed.output) < found && names(feed.output, c)); });
  return any;
}

bool UnpoolStage::brings(int way, Cell pooled, Cell c) const {
  if (way == 0) return names(pooled, c);
  return way == 1 ? copies_of(pooled).contains(c) : up().weight_between(pooled, c).found;
}

CellRect UnpoolStage::copies_of(Cell pooled) const { return resized_from(r.resample, pooled, bilinear); }

std::vector<RowEntry> UnpoolStage::row_of(int way, Cell cell) const {
  const std::int64_t t = large().index_of(cell);
  if (way == 2) return deconvolution_row(up(), kernel(), cell);
  return way == 0 ? ways().unpool.row(t) : map_of_b().row(t);
}

// Zeros come with the window that brings them.
std::optional<float> UnpoolStage::shown_unpooled(Cell c) const {
  std::optional<float> value = all_placed() ? std::optional(0.0f) : std::nullopt;
  std::int64_t last = -1;
  for_each_fed(pool(), c, [&](const Feed& feed) {
    if (!is_placed(feed.output)) return;
    if (!value) value = 0.0f;
    const std::int64_t n = small().index_of(feed.output);
    if (names(feed.output, c) && n > last) value = r.pooled.values.at(small().cell_at(last = n));
  });
  return value;
}

std::optional<float> UnpoolStage::shown(int way, Cell c) const {
  if (all_placed()) return back(way).at(c);
  if (way == 0) return shown_unpooled(c);
  std::optional<float> sum;
  for (const RowEntry& e : row_of(way, c)) {
    if (is_placed(e.cell)) sum = sum.value_or(0.0f) + e.weight * r.pooled.values.at(e.cell);
  }
  return sum;
}

}  // namespace deconvlab
