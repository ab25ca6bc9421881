#version 430

// y = the transposed convolution of x, which is also the gradient of a convolution to its input. An invocation gathers one cell's sum over
// the taps of the cell's phase only: no zero is inserted, so none is multiplied. Rows and columns of x ascend as in the reference.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) readonly buffer Kernel { float w[]; };
layout(std430, binding = 2) writeonly buffer Output { float y[]; };
// For each phase of the rows, then of the columns: its first tap, or -1 where no tap falls into it.
layout(std430, binding = 3) readonly buffer Phases { int first_tap[]; };

// All as (along the row, down the rows). C, O and the sizes are the convolution's: x has O channels of y_size, y has C of x_size.
layout(location = 0) uniform ivec2 first;     // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 grid;      // invocations of all dispatches
layout(location = 2) uniform ivec2 channels;  // C, O
layout(location = 3) uniform ivec2 x_size;
layout(location = 4) uniform ivec2 y_size;
layout(location = 5) uniform ivec2 w_size;
layout(location = 6) uniform ivec2 stride;
layout(location = 7) uniform ivec2 dilation;
layout(location = 8) uniform ivec2 padding;
layout(location = 9) uniform ivec2 tap_step;    // from a tap of a phase to the next
layout(location = 10) uniform ivec2 per_group;  // C, O

// The taps of one axis that meet a cell: the last of them and how many, and the placement of the last one, which ascends as taps descend.
struct Taps {
  int last, count, placement;
};

Taps taps_of(int cell, int phase, int k, int s, int d, int o, int step) {
  int tap = first_tap[phase];
  int low = max(cell - (o - 1) * s, 0);
  int u_first = (low + d - 1) / d;
  int u_last = min(k - 1, cell / d);
  if (tap < 0 || u_last < tap) return Taps(0, 0, 0);
  int last = tap + (u_last - tap) / step * step;
  int count = last < u_first ? 0 : (last - u_first) / step + 1;
  return Taps(last, count, (cell - last * d) / s);
}

void main() {
  ivec2 at = first + ivec2(gl_GlobalInvocationID.xy);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int plane = at.y / x_size.y;
  int c = plane % channels.x;
  int group = c / per_group.x;
  int image = plane / channels.x * channels.y;
  ivec2 cell = ivec2(at.x, at.y % x_size.y) + padding;
  Taps rows = taps_of(cell.y, cell.y % stride.y, w_size.y, stride.y, dilation.y, y_size.y, tap_step.y);
  Taps columns = taps_of(cell.x, stride.y + cell.x % stride.x, w_size.x, stride.x, dilation.x, y_size.x, tap_step.x);
  ivec2 next = dilation / (stride / tap_step);  // placements from a tap to the next
  float sum = 0;
  for (int o = group * per_group.y; o < (group + 1) * per_group.y; ++o) {
    int x_row = ((image + o) * y_size.y + rows.placement) * y_size.x + columns.placement;
    int w_row = ((o * per_group.x + c % per_group.x) * w_size.y + rows.last) * w_size.x + columns.last;
    for (int n = 0; n < rows.count; ++n) {
      for (int m = 0; m < columns.count; ++m) sum += x[x_row + m * next.x] * w[w_row - m * tap_step.x];
      x_row += next.y * y_size.x;
      w_row -= tap_step.y * w_size.x;
    }
  }
  y[at.y * grid.x + at.x] = sum;
}
