// The lines of the size formula, of what a lesson's results are of.
#pragma once

#include "app/diagram/formula_terms.h"
#include "app/diagram/scene.h"

namespace deconvlab::formula {

// A line whose relation sign stands under that of the line above: `lead = rest`; a repeated lead is not written again. A remark on the line
// above has no sign.
struct Line {
  Runs lead;
  Runs rest;
  bool lead_shown = true;
  bool remark = false;
};

std::vector<Line> lines_of(const Results& results, const Theme& theme, const Language& language);
// Of a transposed convolution.
std::vector<Line> transposed_lines(const Geometry& geometry, Padding rule, const Theme& theme);
// A line as it is written.
Runs whole(const Line& line, const Theme& theme);
// Lines without a lead of their own go on behind the line above: fewer, longer lines for flat areas.
std::vector<Line> joined(const std::vector<Line>& lines, const Theme& theme);

}  // namespace deconvlab::formula
