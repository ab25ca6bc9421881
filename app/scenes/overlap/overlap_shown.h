// What both views of scene "overlap" show: counts of contributions with those of rows and columns along their edges, in colours of one
// scale.
#pragma once

#include "app/diagram/plane.h"
#include "app/diagram/scene.h"

namespace deconvlab {

// Contributions that any cell on the page gets in the end: what the colours of all counts are measured by.
std::int64_t most_contributions(const Geometry& geometry);
CellStyle count_style(std::int64_t count, std::int64_t most);

void draw_count_caption(Canvas& canvas, double x, double y, double width, const std::string& text, Color color);

// Counts and, above and at the left, those of columns and rows, which they are the products of.
struct CountPlaces {
  GridPlace counts, rows, cols;
};
CountPlaces count_places(Rect area, Extent size);

// Counts, and those of columns and rows: of each cell what it is in the end.
using CountOf = std::function<std::int64_t(std::int64_t)>;
void draw_edges(Canvas& canvas, const CountPlaces& at, std::int64_t most, const CountOf& row, const CountOf& col, const Theme& theme);
void draw_products(Canvas& canvas, const CountPlaces& at, std::int64_t most, const CountOf& row, const CountOf& col, const Theme& theme);

// The map of counts from 0 to the most.
void draw_count_scale(Canvas& canvas, Rect line, std::int64_t most, const Frame& frame);
// Whether the counts are even, and why not: of the axis where they are not.
std::string overlap_verdict(const Geometry& geometry, const Language& language);
// The counts of resizing and convolving, under their caption.
void draw_resized_counts(Canvas& canvas, Rect area, const Geometry& fix, const Frame& frame);

// A picture brought up with the same overlap, and resized and convolved, on both sides of an edge; the counts of both beside it.
void draw_brought_up(Canvas& canvas, Rect area, const Frame& frame);
void draw_counts_of_both(Canvas& canvas, Rect area, const Frame& frame);
std::string brought_up_sentence(const Frame& frame);
std::string describe_brought_up(const Focus& focus, const Frame& frame);
std::string open_brought_up_choice(const Focus& focus, const Frame& frame);

}  // namespace deconvlab
