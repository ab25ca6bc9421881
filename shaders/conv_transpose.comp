#version 430

// y = the transposed convolution of x, which is also the gradient of a convolution to its input. An invocation gathers the sums of four
// neighbouring cells of one phase of the stride over the taps of that phase only: no zero is inserted, so none is multiplied. Rows and
// columns of x ascend as in the reference.
layout(local_size_x = 8, local_size_y = 8) in;

// Rows of x begin and end with the zeros that taps beyond its ends read.
layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) readonly buffer Kernel { float w[]; };
layout(std430, binding = 2) writeonly buffer Output { float y[]; };
// The taps of a row of the result, or of an invocation's cells of a row: the last of them, how many, and the row or column of x that the
// last one meets (in the first of the cells), which ascends as taps descend.
struct Taps {
  int last, count, from;
};
// And the first of the cells; the others are a phase's step further each.
struct Columns {
  int last, count, from, to;
};
layout(std430, binding = 3) readonly buffer Rows { Taps rows[]; };
layout(std430, binding = 4) readonly buffer RowParts { Columns columns[]; };

// All as (along the row, down the rows). C, O are the convolution's: x has O channels, y has C.
layout(location = 0) uniform ivec3 first;     // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;      // invocations of a plane: four cells of a phase each
layout(location = 2) uniform ivec2 channels;  // C, O
layout(location = 3) uniform ivec2 x_size;
layout(location = 4) uniform ivec2 w_size;
layout(location = 5) uniform ivec2 tap_step;    // from a tap of a phase to the next
layout(location = 6) uniform ivec2 x_step;      // what that is in x
layout(location = 7) uniform ivec2 per_group;   // C, O
layout(location = 8) uniform ivec2 phase_count;  // of the columns, 0

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  Taps down = rows[at.y];
  Columns across = columns[at.x];
  int image = at.z / channels.x;
  int c = at.z - image * channels.x;
  int group = c / per_group.x;
  vec4 sum = vec4(0);
  if (down.count > 0 && across.count > 0) {
    int o = group * per_group.y;
    int x_plane = ((image * channels.y + o) * x_size.y + down.from) * x_size.x + across.from;
    int w_plane = ((o * per_group.x + c - group * per_group.x) * w_size.y + down.last) * w_size.x + across.last;
    int left = per_group.y;
    do {
      int x_row = x_plane;
      int w_row = w_plane;
      int n = down.count;
      do {
        int from = x_row;
        int tap = w_row;
        int m = across.count;
        do {
          sum += w[tap] * vec4(x[from], x[from + 1], x[from + 2], x[from + 3]);
          from += x_step.x;
          tap -= tap_step.x;
        } while (--m > 0);
        x_row += x_step.y * x_size.x;
        w_row -= tap_step.y * w_size.x;
      } while (--n > 0);
      x_plane += x_size.y * x_size.x;
      w_plane += per_group.x * w_size.y * w_size.x;
    } while (--left > 0);
  }
  int to = (at.z * grid.y + at.y) * 4 * grid.x + across.to;
  y[to] = sum.x;
  y[to + phase_count.x] = sum.y;
  y[to + 2 * phase_count.x] = sum.z;
  y[to + 3 * phase_count.x] = sum.w;
}
