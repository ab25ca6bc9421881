// Blocks of text one below the other, page by page.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace deconvlab {

// The numbers of the blocks on each page, where the first page has that much room and each further one `further`. In their order, but what
// of the next `ahead` blocks still fits stands before those that do not. A block that is higher than a page has one to itself.
std::vector<std::vector<std::size_t>> filled_pages(std::span<const double> heights, double first, double further, std::size_t ahead);

}  // namespace deconvlab
