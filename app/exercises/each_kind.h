// What each kind's file gives to the table of exercises.cpp, and what several of them are made of.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/exercises/exercise.h"
#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

using MadeExercise = std::optional<Exercise>;

MadeExercise make_output_size(Random& random, int level);
MadeExercise make_input_sizes(Random& random, int level);
MadeExercise make_matrix_row(Random& random, int level);
MadeExercise make_direct_padding(Random& random, int level);
MadeExercise make_output_padding(Random& random, int level);
MadeExercise make_weight_touches(Random& random, int level);
MadeExercise make_unread(Random& random, int level);
MadeExercise make_checkerboard(Random& random, int level);
MadeExercise make_three_pictures(Random& random, int level);
MadeExercise make_framework_line(Random& random, int level);
MadeExercise make_wrong_number(Random& random, int level);

// first ... last
std::int64_t drawn(Random& random, int first, int last);
// One of them.
template <class T>
const T& one_of(Random& random, const std::vector<T>& all) {
  return all[static_cast<std::size_t>(random.below(static_cast<int>(all.size())))];
}

// Rows and columns alike.
Params square_params(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d = 1);
// "i = 5, k = 3, s = 2, p = 1", d and a where they do something; without i where `side` is false.
std::string settings_text(const Params& params, bool side = true);
// "scene?i=5&k=3&s=2&p=1", d where it is not 1, and what comes after.
std::string link_to(std::string_view scene, const Params& params, std::string_view more = {});
// "own:2:1,2,3,4"
std::string own_plane(const Tensor& plane);

std::vector<std::string> values_of(const Tensor& plane);
// Whole numbers from 0 to `most`.
Tensor small_numbers(Random& random, Extent size, int most);
// "1, 3, 4"
std::string listed(const std::vector<std::int64_t>& numbers);
// The cells' numbers, in order.
template <class Has>
Answer cells_where(Extent size, Has&& has) {
  Answer found;
  for (std::int64_t n = 0; n < size.area(); ++n) {
    if (has(size.cell_at(n))) found.push_back(n);
  }
  return found;
}

}  // namespace deconvlab
