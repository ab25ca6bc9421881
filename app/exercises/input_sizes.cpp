// The input's sides that lead to an output's.
#include "app/exercises/each_kind.h"

namespace deconvlab {

MadeExercise make_input_sizes(Random& random, int level) {
  Params params = square_params(drawn(random, 6, 24), drawn(random, 2, 5), drawn(random, 2, level == 1 ? 3 : 4), drawn(random, 0, 2),
                                level == 3 ? 2 : 1);
  const auto geometry = resolve(params);
  if (!geometry || geometry->h.o < 2 || params.p.h >= params.k.h) return {};
  const Axis& axis = geometry->h;
  const auto sides = inputs_for_output(axis, axis.o);
  if (!sides || sides->last - sides->first + 1 != axis.s) return {};
  Answer all;
  for (std::int64_t side = sides->first; side <= sides->last; ++side) all.push_back(side);
  params.i = Extent::square(sides->first);
  Exercise e{.question = level == 1 ? reason("exercise.input_sizes_one", settings_text(params, false), axis.o)
                                    : reason("exercise.input_sizes_all", settings_text(params, false), axis.o),
             .hint = reason("exercise.input_sizes_hint")};
  e.explanation = reason("exercise.input_sizes_says", axis.s, axis.o, axis.k_eff, axis.p, all.front(), axis.s - 1, listed(all));
  if (level > 1) e.accepted = {all};
  for (const std::int64_t side : all) {
    if (level == 1) e.accepted.push_back({side});
  }
  e.link = link_to("convolution", params);
  return e;
}

}  // namespace deconvlab
