// The cells of the input that no placement of the kernel reads.
#include "app/exercises/each_kind.h"

namespace deconvlab {

namespace {

Params settings_for(Random& random, int level) {
  if (level == 1) return square_params(drawn(random, 4, 9), drawn(random, 2, 4), drawn(random, 2, 4), 0);
  if (level == 2) return square_params(drawn(random, 4, 8), drawn(random, 1, 3), drawn(random, 2, 4), drawn(random, 0, 1));
  return square_params(drawn(random, 5, 8), drawn(random, 2, 3), drawn(random, 2, 4), drawn(random, 0, 1), 2);
}

}  // namespace

MadeExercise make_unread(Random& random, int level) {
  const Params params = settings_for(random, level);
  const auto geometry = resolve(params);
  if (!geometry || geometry->h.o < 2 || params.p.h >= params.k.h) return {};
  const Answer unread = cells_where(params.i, [&](Cell c) { return !geometry->ever_read(c); });
  if (unread.empty() || std::ssize(unread) == params.i.area()) return {};
  std::vector<std::int64_t> read;
  for (std::int64_t c = 0; c < params.i.h; ++c) {
    if (geometry->h.ever_read(c)) read.push_back(c);
  }
  Exercise e{
      .form = AnswerForm::cells, .question = reason("exercise.unread_asks", settings_text(params)), .hint = reason("exercise.unread_hint")};
  e.explanation = reason("exercise.unread_says", geometry->h.o, listed(read), unread.size());
  e.grids = {{"x", GridRole::input, params.i, {}, true}};
  e.accepted = {unread};
  e.link = link_to("convolution", params);
  return e;
}

}  // namespace deconvlab
