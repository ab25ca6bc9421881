// "As in the scene before": the settings that a scene may take over from another one.
#pragma once

#include <string_view>
#include <vector>

#include "app/lessons/lesson.h"

namespace deconvlab {

struct Offer {
  Lesson lesson;                         // as it would be
  std::vector<std::string_view> fields;  // of app/lessons/fields.h, that would be others; none: there is nothing to take over
  bool input_is_output = false;          // its x is then the y that the scene before computes

  bool changes(std::string_view field) const;
  // Whether x is that y already.
  bool has_output_as_input() const { return input_is_output && !changes("input"); }
};

// What both kinds know: kinds of one kin their sizes, rules and kernel, of toy planes also the input; a transposed lesson, whose x is the
// small side, takes the counterpart's sizes and the y of a convolution as its x. All that are about pictures, the picture. Nothing where
// that would not resolve.
Offer offer_of(const Lesson& from, const Lesson& to);

}  // namespace deconvlab
