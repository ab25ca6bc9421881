// The fields of a link: each a name, and how its value becomes text and comes from it. Kinds of lessons name those that they take.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/lessons/field_text.h"
#include "app/lessons/lesson.h"

namespace deconvlab {

template <class Owner>
struct Field {
  std::string_view name;
  bool computes;  // whether it changes what is computed, not only how it is shown
  std::string (*write)(const Owner& owner);
  bool (*read)(std::string_view text, Owner& owner);
  bool (*same)(const Owner& a, const Owner& b);
  void (*copy)(const Owner& from, Owner& to);
};

// What the members lead to, one of the other.
template <class Owner>
auto& at(Owner& owner) {
  return owner;
}
template <class Owner, class Member, class... Members>
auto& at(Owner& owner, Member member, Members... members) {
  return at(owner.*member, members...);
}

template <class Owner, auto... members>
constexpr Field<Owner> field(std::string_view name, bool computes = true) {
  return {name,
          computes,
          [](const Owner& owner) { return write(at(owner, members...)); },
          [](std::string_view text, Owner& owner) { return read(text, at(owner, members...)); },
          [](const Owner& a, const Owner& b) { return at(a, members...) == at(b, members...); },
          [](const Owner& from, Owner& to) { at(to, members...) = at(from, members...); }};
}

// In the order in which a link has them.
std::span<const Field<Lesson>> lesson_fields();
// Of scenes that have several views.
const Field<Lesson>& view_field();

}  // namespace deconvlab
