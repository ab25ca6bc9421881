// Which kernels and strides overlap unevenly.
#include <algorithm>

#include "app/exercises/each_kind.h"

namespace deconvlab {

namespace {

constexpr int kOptions = 5;

std::string option_text(const Params& params) { return fmt::format("k = {}, s = {}", params.k.h, params.s.h); }

std::string options_in(const std::vector<std::string>& options, const Answer& uneven, bool wanted) {
  std::string text;
  for (std::int64_t n = 0; n < std::ssize(options); ++n) {
    if ((std::ranges::count(uneven, n) > 0) == wanted) text += fmt::format("{}{}", text.empty() ? "" : ", ", static_cast<char>('A' + n));
  }
  return text;
}

}  // namespace

MadeExercise make_checkerboard(Random& random, int level) {
  Exercise e{.form = AnswerForm::choice, .question = reason("exercise.checkerboard_asks"), .hint = reason("exercise.checkerboard_hint")};
  Answer uneven;
  while (std::ssize(e.options) < kOptions) {
    const std::int64_t s = drawn(random, 2, level == 1 ? 3 : 4);
    const Params params = square_params(6, drawn(random, level == 3 ? 1 : static_cast<int>(s), level == 1 ? 6 : 9), s, 0);
    const auto geometry = resolve_transposed(params);
    if (!geometry || std::ranges::count(e.options, option_text(params)) > 0) continue;
    if (!geometry->overlaps_evenly()) uneven.push_back(std::ssize(e.options));
    if (!geometry->overlaps_evenly()) e.link = link_to("overlap", params);
    e.options.push_back(option_text(params));
  }
  if (uneven.empty() || std::ssize(uneven) == kOptions) return {};
  e.explanation = reason("exercise.checkerboard_says", options_in(e.options, uneven, false), options_in(e.options, uneven, true));
  e.accepted = {uneven};
  return e;
}

}  // namespace deconvlab
