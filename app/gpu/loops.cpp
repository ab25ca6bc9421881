#include "app/gpu/loops.h"

#include <algorithm>

#include "app/gpu/compute.h"

namespace deconvlab {

namespace {

// The rounds of a loop with those inside it, when it begins one more to find that it has ended.
std::int64_t rounds_of(std::int64_t count, std::int64_t inside) { return capped_product(count, 1 + inside) + 1; }

// How many rounds of a loop a part has room for where there are that many inside each: at least one.
std::int64_t most_in_part(std::int64_t rounds, std::int64_t inside) { return std::max<std::int64_t>(1, (rounds - 1) / (1 + inside)); }

// f(band) for bands of a loop.
template <class Visit>
void for_each_band(std::int64_t count, std::int64_t most, Visit&& visit) {
  for (std::int64_t first = 0; first < count; first += most) visit(Band{first, std::min(count, first + most)});
}

}  // namespace

void for_each_part(std::int64_t rounds, const Loops& loops, const std::function<void(const LoopPart& part)>& visit) {
  const std::int64_t inner = rounds_of((loops.inner + loops.step - 1) / loops.step, 0);
  const std::int64_t middle = rounds_of(loops.middle, inner);
  const bool whole_inner = inner + 4 <= rounds;  // with one round of each of the others, and the ends of those
  const std::int64_t most_inner = whole_inner ? loops.inner : std::max<std::int64_t>(1, rounds - 5) * loops.step;
  const std::int64_t most_middle = whole_inner ? most_in_part(rounds - 2, inner) : 1;
  const std::int64_t most_outer = whole_inner && most_middle >= loops.middle ? most_in_part(rounds, middle) : 1;
  for_each_band(loops.outer, most_outer, [&](const Band& o) {
    for_each_band(loops.middle, most_middle, [&](const Band& m) {
      for_each_band(loops.inner, most_inner, [&](const Band& i) { visit({o, m, i}); });
    });
  });
}

void set_range(int location, const Band& band) { set_uniform(location, Extent{band.last, band.first}); }

}  // namespace deconvlab
