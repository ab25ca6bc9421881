// The fields of a link: each a name, and how its value becomes text and comes from it. Kinds of lessons name those that they take.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model.h"

namespace deconvlab {

template <class Owner>
struct Field {
  std::string_view name;
  bool computes;  // whether it changes what is computed, not only how it is shown
  std::string (*write)(const Owner& owner);
  // False where the text is no such value; the owner is then as good as lost.
  bool (*read)(std::string_view text, Owner& owner);
  bool (*same)(const Owner& a, const Owner& b);
};

// In the order in which a link has them.
std::span<const Field<Lesson>> lesson_fields();
// Of scenes that have several views.
const Field<Lesson>& view_field();
// The moment and the looks, of every lesson.
std::span<const Field<Model>> model_fields();

// The parts between separators, none of them left out.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace deconvlab
