#include "app/scenes/conv2d_transpose/channel_marks.h"

#include "app/lessons/convolution/channels.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 3;
constexpr double kFrom = 4;  // the plane's edge to the border's outer one

}  // namespace

void mark_input_channel(Canvas& canvas, const GridPlace& place, std::int64_t in, const Theme& theme) {
  const Rect r = place.outer();
  canvas.fill_rect({r.x - kFrom, r.y, kWidth, r.h}, theme.channel(in));
}

void mark_output_channel(Canvas& canvas, const GridPlace& place, std::int64_t out, const Theme& theme) {
  const Rect r = place.outer();
  canvas.fill_rect({r.x, r.y - kFrom, r.w, kWidth}, theme.channel(kInChannels + out));
}

}  // namespace deconvlab
