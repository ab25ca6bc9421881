// The output's side of a convolution.
#include "app/exercises/each_kind.h"

namespace deconvlab {

MadeExercise make_output_size(Random& random, int level) {
  const std::int64_t d = level == 3 ? drawn(random, 2, 3) : 1;
  const Params params = square_params(drawn(random, 5, 20), drawn(random, 2, 5), drawn(random, level == 1 ? 1 : 2, level == 1 ? 2 : 4),
                                      drawn(random, level == 1 ? 0 : 1, 2), d);
  const auto geometry = resolve(params);
  if (!geometry || geometry->h.o < 2 || geometry->h.o == geometry->h.i || params.p.h >= params.k.h) return {};
  if (level > 1 && geometry->h.remainder == 0) return {};
  const Axis& axis = geometry->h;
  Exercise e{.question = reason("exercise.output_size_asks", settings_text(params)), .hint = reason("exercise.output_size_hint")};
  e.explanation = d == 1 ? reason("exercise.output_size_says", axis.i, axis.p, axis.k, axis.s, axis.o)
                         : reason("exercise.output_size_dilated", axis.i, axis.p, axis.k_eff, axis.s, axis.o, axis.k, axis.d);
  e.accepted = {{axis.o}};
  e.link = link_to("convolution", params);
  return e;
}

}  // namespace deconvlab
