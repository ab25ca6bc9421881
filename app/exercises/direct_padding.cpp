// p': the padding of a transposed convolution that is computed directly.
#include "app/exercises/each_kind.h"

namespace deconvlab {

MadeExercise make_direct_padding(Random& random, int level) {
  const std::int64_t d = level == 3 ? drawn(random, 2, 3) : 1;
  const Params params =
      square_params(drawn(random, 2, 6), drawn(random, 2, 7), level == 1 ? 1 : drawn(random, 2, 4), drawn(random, 0, 4), d);
  const auto geometry = resolve_transposed(params);
  if (!geometry || params.p.h > params.k.h) return {};
  const TransposedAxis axis = geometry->h.transposed();
  if (axis.p == params.p.h) return {};
  Exercise e{.question = reason("exercise.direct_padding_asks", settings_text(params)), .hint = reason("exercise.direct_padding_hint")};
  e.explanation = d == 1 ? reason("exercise.direct_padding_says", params.k.h, params.p.h, number(static_cast<double>(axis.p)))
                         : reason("exercise.direct_padding_dilated", d, params.k.h, params.p.h, number(static_cast<double>(axis.p)));
  e.accepted = {{axis.p}};
  e.link = link_to("fractional", params);
  return e;
}

}  // namespace deconvlab
