#include "app/scenes/unrolled/act.h"

#include <algorithm>
#include <cmath>

#include "app/state/player.h"

namespace deconvlab {

namespace {

// How much of the change that ends with this step is done.
double share_of(double time, std::int64_t step) { return std::clamp(time - static_cast<double>(step - 1), 0.0, 1.0); }

}  // namespace

std::int64_t Act::stamp(std::int64_t outputs) const {
  return std::clamp(static_cast<std::int64_t>(std::ceil(stamps)) - 1, std::int64_t{0}, std::max(outputs - 1, std::int64_t{0}));
}

Act act_of(double time, std::int64_t lead, std::int64_t outputs) {
  const std::int64_t last_row = lead + outputs - 1;
  const auto count = static_cast<double>(outputs);
  Act act;
  act.flat = share_of(time, 1);
  act.first = eased(share_of(time, 2));
  act.rest = share_of(time, 3);
  act.rows = std::clamp(time - static_cast<double>(lead - 1), 0.0, count);
  act.folded = eased(share_of(time, last_row + 1));
  act.mirrored = eased(share_of(time, last_row + 2));
  act.stamps = std::clamp(time - static_cast<double>(last_row + 2), 0.0, count);
  act.turned = eased(share_of(time, last_row + 3 + outputs));
  return act;
}

double share_of_nth(double all, std::int64_t n, std::int64_t count) {
  if (all >= 1) return 1;
  return eased(std::clamp(all * static_cast<double>(count) - static_cast<double>(n), 0.0, 1.0));
}

}  // namespace deconvlab
