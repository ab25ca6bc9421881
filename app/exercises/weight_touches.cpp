// The cells of the input that one weight of the kernel is multiplied with.
#include <set>

#include "app/exercises/each_kind.h"

namespace deconvlab {

MadeExercise make_weight_touches(Random& random, int level) {
  const Params params = square_params(drawn(random, 4, 6), drawn(random, 2, 3), level == 1 ? 1 : drawn(random, 1, 2),
                                      level == 1 ? 0 : drawn(random, 0, 1), level == 3 ? 2 : 1);
  const auto geometry = resolve(params);
  if (!geometry || geometry->h.o < 2) return {};
  const Cell weight = params.k.cell_at(random.below(static_cast<int>(params.k.area())));
  const Answer touched = cells_where(params.i, [&](Cell c) { return geometry->placement_between(weight, c).found; });
  if (touched.size() < 2 || std::ssize(touched) == params.i.area()) return {};
  std::set<std::int64_t> rows, columns;
  for (const std::int64_t n : touched) rows.insert(params.i.cell_at(n).row), columns.insert(params.i.cell_at(n).col);
  Exercise e{.form = AnswerForm::cells,
             .question = reason("exercise.weight_touches_asks", settings_text(params), weight.row, weight.col),
             .hint = reason("exercise.weight_touches_hint")};
  e.explanation =
      reason("exercise.weight_touches_says", params.s.h, listed({rows.begin(), rows.end()}), listed({columns.begin(), columns.end()}));
  std::vector<std::string> marks(static_cast<std::size_t>(params.k.area()));
  marks[static_cast<std::size_t>(params.k.index_of(weight))] = "w";
  e.grids = {{reason("exercise.kernel"), GridRole::kernel, params.k, marks}, {"x", GridRole::input, params.i, {}, true}};
  e.accepted = {touched};
  e.link = link_to("convolution", params, fmt::format("&pin=weight:{},{},0,0", weight.row, weight.col));
  return e;
}

}  // namespace deconvlab
