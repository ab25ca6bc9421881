#include "app/diagram/indices.h"

#include <fmt/format.h>

namespace deconvlab {

namespace {

constexpr double kText = 11;
constexpr double kDigit = 0.64;  // width, of the text's size
constexpr double kApart = 4;     // numbers and plane

}  // namespace

double index_width(std::int64_t last) { return kText * kDigit * static_cast<double>(fmt::formatted_size("{}", last)) + kApart; }

void draw_row_numbers(Canvas& canvas, const GridPlace& place, std::int64_t first, const Theme& theme) {
  if (place.cell < kText) return;
  for (std::int64_t r = 0; r < place.size.h; ++r)
    canvas.text({place.outer().x - kApart, place.at({r, 0}).centre().y}, fmt::format("{}", first + r),
                {.color = theme.muted, .size = kText, .align = Align::right});
}

void draw_column_numbers(Canvas& canvas, const GridPlace& place, std::int64_t first, const Theme& theme) {
  if (place.cell < index_width(first + place.size.w - 1)) return;
  for (std::int64_t c = 0; c < place.size.w; ++c)
    canvas.text({place.at({0, c}).centre().x, place.outer().y - kIndexLine / 2}, fmt::format("{}", first + c),
                {.color = theme.muted, .size = kText, .align = Align::centre});
}

}  // namespace deconvlab
