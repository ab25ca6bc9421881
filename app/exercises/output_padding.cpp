// The output padding that leads back to the side that a convolution had.
#include "app/exercises/each_kind.h"

namespace deconvlab {

MadeExercise make_output_padding(Random& random, int level) {
  const std::int64_t d = level == 3 ? 2 : 1;
  const std::int64_t s = level == 1 ? 2 : drawn(random, 2, 4);
  const Params params = square_params(drawn(random, 5, 20), drawn(random, 2, 5), s, drawn(random, 0, 2), d);
  const auto geometry = resolve(params);
  if (!geometry || geometry->h.o < 2 || params.p.h >= params.k.h) return {};
  const Axis& axis = geometry->h;
  Params back = params;
  back.i = geometry->output();
  back.a = Extent::square(axis.remainder);
  const auto there = resolve_transposed(back);
  if (!there || there->h.i != axis.i) return {};
  Exercise e{.question = reason("exercise.output_padding_asks", settings_text(params), axis.o, axis.i),
             .hint = reason("exercise.output_padding_hint")};
  e.explanation =
      reason("exercise.output_padding_says", axis.s, axis.o, axis.k_eff, axis.p, axis.i - axis.remainder, axis.i, axis.remainder);
  e.accepted = {{axis.remainder}};
  e.link = link_to("fractional", back, fmt::format("&a={}", axis.remainder));
  return e;
}

}  // namespace deconvlab
