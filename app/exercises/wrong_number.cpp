// The one number of an output that is not what the operator gives.
#include "app/exercises/each_kind.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/operators.h"

namespace deconvlab {

MadeExercise make_wrong_number(Random& random, int level) {
  const bool transposed = level == 3;
  const Params params = transposed ? square_params(2, drawn(random, 2, 3), drawn(random, 1, 2), drawn(random, 0, 1))
                                   : square_params(drawn(random, 4, 5), drawn(random, 2, 3), level == 1 ? 1 : drawn(random, 1, 2),
                                                   level == 1 ? 0 : drawn(random, 0, 1));
  const auto geometry = transposed ? resolve_transposed(params) : resolve(params);
  if (!geometry || (transposed ? geometry->h.i : geometry->h.o) < 2) return {};
  if (level == 2 && params.s.h == 1 && params.p.h == 0) return {};
  const Tensor x = small_numbers(random, params.i, 4), kernel = small_numbers(random, params.k, 3);
  const Tensor right = transposed ? conv_transpose(x, kernel, *geometry) : conv(x, kernel, *geometry);
  if (right.shape().h > 4) return {};
  Tensor y = right;
  const std::int64_t at = random.below(static_cast<int>(y.size()));
  const Cell cell = y.shape().plane().cell_at(at);
  const float off = static_cast<float>(drawn(random, 1, 3));
  y.at(cell) += y.at(cell) >= off && random.below(2) == 0 ? -off : off;
  Exercise e{.form = AnswerForm::cells,
             .question = transposed ? reason("exercise.wrong_number_asks_up", settings_text(params))
                                    : reason("exercise.wrong_number_asks", settings_text(params)),
             .hint = transposed ? reason("exercise.wrong_number_hint_up") : reason("exercise.wrong_number_hint")};
  e.explanation = reason("exercise.wrong_number_says", cell.row, cell.col, right.at(cell), y.at(cell));
  e.grids = {{"x", GridRole::input, params.i, values_of(x)},
             {"w", GridRole::kernel, params.k, values_of(kernel)},
             {"y", GridRole::output, y.shape().plane(), values_of(y), true}};
  e.accepted = {{at}};
  e.link = link_to(transposed ? "transposed" : "convolution", params,
                   fmt::format("&input={}&kernel={}&t={}", own_plane(x), own_plane(kernel), at));
  return e;
}

}  // namespace deconvlab
