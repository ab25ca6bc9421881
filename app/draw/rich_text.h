// Lines of text whose parts have colours and subscripts: "y_{0,1} = 14".
#pragma once

#include <string>
#include <vector>

#include "app/draw/canvas.h"

namespace deconvlab {

struct TextRun {
  std::string text;  // "_{...}" marks a subscript
  Color color;
  Weight weight = Weight::regular;
};

// Draws the runs one behind the other, the line's middle at `at.y`; returns the width. `size` is that of the base text.
double draw_runs(Canvas& canvas, Point at, const std::vector<TextRun>& runs, double size);
double runs_width(Canvas& canvas, const std::vector<TextRun>& runs, double size);
inline constexpr double kWrappedLine = 1.45;  // from a line to the next, in sizes

// Breaks one run of text into lines of at most `width`: at spaces but not in a short formula ("7 × 7"), in Chinese between characters but
// so that punctuation stays with what it belongs to. The first line's middle at at.y; returns the height used. At most
// `max_lines` lines: the last one then ends in an ellipsis.
double draw_wrapped(Canvas& canvas, Point at, double width, const TextRun& run, double size, int max_lines, double line = kWrappedLine);
// The lines that it is broken into, with no limit.
std::vector<std::string> wrapped(Canvas& canvas, double width, const TextRun& run, double size);
// How many lines that are.
int wrapped_lines(Canvas& canvas, double width, const TextRun& run, double size);

}  // namespace deconvlab
