// A page of text: headings twice as large as the paragraphs under them.
#include <algorithm>
#include <vector>

#include "core/samples/each_sample.h"
#include "core/samples/font.h"

namespace deconvlab {

namespace {

struct Paragraph {
  std::string_view text;
  int size;  // of its dots, in those of the smallest letters
};

constexpr Paragraph kPage[] = {
    {"Convolution", 2},
    {"A kernel moves over the picture. At each place its weights are multiplied with the values under them, and the sum is one value of "
     "the output: y = w * x. A box of k x k weights blurs; a difference of neighbours finds edges, -1 0 1.",
     1},
    {"Transposed", 2},
    {"The transposed convolution goes the other way. Each value lays the whole kernel down, scaled by itself, and what falls on one place "
     "is added up. With stride s = 2 the map becomes twice as large (o' = s (i' - 1) + k - 2 p).",
     1},
    {"Unpooling", 2},
    {"Max pooling keeps 1 value of 4 and forgets the rest. The switches remember where it stood: 0123456789. Unpooling puts it back "
     "there and leaves zeros around it. Quick zephyrs blow, vexing daft Jim!",
     1},
};

// The next line of at most `room` letters, cut from the front of `text` between words where there is a place to.
std::string_view take_line(std::string_view& text, std::size_t room) {
  std::size_t size = std::min(room, text.size());
  if (size < text.size()) {
    const std::size_t space = text.substr(0, size + 1).rfind(' ');
    if (space != std::string_view::npos && space > 0) size = space;
  }
  const std::string_view line = text.substr(0, size);
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(' ', size)));
  return line;
}

// Black on the white page, its upper left corner at (top, left), dots of `dot` pixels.
void set_line(Tensor& page, std::string_view line, std::int64_t top, std::int64_t left, std::int64_t dot) {
  const auto pixels = static_cast<float>(dot);
  const std::int64_t bottom = std::min(page.shape().h, top + (kLineHeight - 1) * dot);
  const std::int64_t right = std::min(page.shape().w, left + kLetterWidth * dot * std::ssize(line));
  for (std::int64_t row = top; row < bottom; ++row) {
    const float y = (static_cast<float>(row - top) + 0.5f) / pixels;
    for (std::int64_t col = left; col < right; ++col) {
      const float x = (static_cast<float>(col - left) + 0.5f) / pixels;
      page.at({row, col}) = static_cast<float>(static_cast<int>(255.5f - 255 * letter_cover(line, x, y, pixels)));
    }
  }
}

}  // namespace

Tensor draw_text(Extent size, std::uint64_t) {
  Tensor page(Shape{1, 1, size.h, size.w}, 255);
  const std::int64_t dot = std::max<std::int64_t>(1, (std::min(size.h, size.w) + 160) / 320);
  const std::int64_t margin = 8 * dot;
  std::int64_t top = margin;
  for (std::size_t n = 0; top < size.h - margin; n = (n + 1) % std::size(kPage)) {
    const std::int64_t width = kPage[n].size * dot * kLetterWidth;
    const std::int64_t height = kPage[n].size * dot * kLineHeight;
    const auto room = static_cast<std::size_t>(std::max<std::int64_t>(1, (size.w - 2 * margin) / width));
    for (std::string_view rest = kPage[n].text; !rest.empty() && top + height <= size.h - margin / 2; top += height)
      set_line(page, take_line(rest, room), top, margin, kPage[n].size * dot);
    top += (kPage[n].size > 1 ? 2 : 8) * dot;
  }
  return page;
}

}  // namespace deconvlab
