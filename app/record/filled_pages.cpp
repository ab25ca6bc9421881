#include "app/record/filled_pages.h"

#include <numeric>

namespace deconvlab {

namespace {

// Moves what fits onto a page from those that wait.
std::vector<std::size_t> taken(std::vector<std::size_t>& waiting, std::span<const double> heights, double room, std::size_t ahead) {
  std::vector<std::size_t> page, left;
  for (const std::size_t block : waiting) {
    const bool fits = left.size() <= ahead && (page.empty() || heights[block] <= room);
    if (fits) room -= heights[block];
    (fits ? page : left).push_back(block);
  }
  waiting = std::move(left);
  return page;
}

}  // namespace

std::vector<std::vector<std::size_t>> filled_pages(std::span<const double> heights, double first, double further, std::size_t ahead) {
  std::vector<std::size_t> waiting(heights.size());
  std::iota(waiting.begin(), waiting.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> pages;
  while (!waiting.empty()) pages.push_back(taken(waiting, heights, pages.empty() ? first : further, ahead));
  return pages;
}

}  // namespace deconvlab
