// A row of C, and of C transposed, filled in.
#include <algorithm>

#include "app/exercises/each_kind.h"
#include "core/matrix/sparse.h"
#include "core/operators/kernels.h"

namespace deconvlab {

namespace {

Answer row_of(const Csr& matrix, std::int64_t row) {
  Answer values(static_cast<std::size_t>(matrix.cols), 0);
  for (auto n = static_cast<std::size_t>(matrix.row_start[static_cast<std::size_t>(row)]);
       n < static_cast<std::size_t>(matrix.row_start[static_cast<std::size_t>(row) + 1]); ++n)
    values[static_cast<std::size_t>(matrix.col[n])] = static_cast<std::int64_t>(matrix.value[n]);
  return values;
}

}  // namespace

MadeExercise make_matrix_row(Random& random, int level) {
  const bool transposed = level == 3;
  const Params params =
      square_params(drawn(random, 3, 4), drawn(random, 2, 3), level == 1 ? 1 : drawn(random, 1, 2), level == 1 ? 0 : drawn(random, 0, 1));
  const auto geometry = resolve(params);
  if (!geometry || geometry->h.o < 2 || geometry->h.o > 4) return {};
  if (level == 2 && params.s.h == 1 && params.p.h == 0) return {};
  Tensor kernel = small_numbers(random, params.k, 8);
  for (float& value : kernel.data()) ++value;
  const auto matrix = build_matrix(*geometry, kernel, transposed ? Side::c_transposed : Side::c);
  if (!matrix) return {};
  const std::int64_t row = random.below(static_cast<int>(matrix->rows));
  const Answer values = row_of(*matrix, row);
  const auto zeros = std::ranges::count(values, 0);
  if (std::ssize(values) - zeros < 2 || zeros == 0) return {};
  const Cell cell = transposed ? geometry->input_cell(row) : geometry->output_cell(row);
  Exercise e{.form = AnswerForm::filling,
             .question = transposed ? reason("exercise.matrix_row_asks_ct", settings_text(params), row)
                                    : reason("exercise.matrix_row_asks", settings_text(params), row),
             .hint = transposed ? reason("exercise.matrix_row_hint_ct") : reason("exercise.matrix_row_hint")};
  e.explanation = transposed ? reason("exercise.matrix_row_says_ct", row, cell.row, cell.col, zeros, geometry->h.o)
                             : reason("exercise.matrix_row_says", row, cell.row, cell.col, zeros, geometry->h.i);
  e.grids = {{"w", GridRole::kernel, params.k, values_of(kernel)},
             {reason("exercise.row_title", row, matrix->cols - 1), GridRole::matrix, {1, matrix->cols}, {}, true}};
  e.accepted = {values};
  e.link = transposed ? link_to("passes", params, "&kernel=" + own_plane(kernel))
                      : link_to("matrix", params, fmt::format("&kernel={}&t={}", own_plane(kernel), row));
  return e;
}

}  // namespace deconvlab
