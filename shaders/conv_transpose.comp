#version 430

// y = the transposed convolution of x, which is also the gradient of a convolution to its input. An invocation gathers the sums of four
// neighbouring cells of one phase of the stride over the taps of that phase only: no zero is inserted, so none is multiplied. Rows and
// columns of x ascend as in the reference.
layout(local_size_x = 8, local_size_y = 8) in;

// Rows of x begin and end with the zeros that taps beyond its ends read.
layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) readonly buffer Kernel { float w[]; };
layout(std430, binding = 2) buffer Output { float y[]; };
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
layout(location = 8) uniform ivec2 phase_count;  // of the columns; 1 where weights aren't all finite, and zeros beside x must not be multiplied
layout(location = 9) uniform ivec2 real;         // the columns of x between those zeros: first, end
// What of the sums this dispatch adds to those before: first, end.
layout(location = 10) uniform ivec2 inputs;      // channels of a group
layout(location = 11) uniform ivec2 tap_rows;    // of those that meet a row
layout(location = 12) uniform ivec2 tap_columns;

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  Taps down = rows[at.y];
  Columns across = columns[at.x];
  int image = at.z / channels.x;
  int c = at.z - image * channels.x;
  int group = c / per_group.x;
  int to = (at.z * grid.y + at.y) * 4 * grid.x + across.to;
  ivec4 four = to + phase_count.x * ivec4(0, 1, 2, 3);
  vec4 sum = vec4(0);
  if (inputs.x + tap_rows.x + tap_columns.x > 0) sum = vec4(y[four.x], y[four.y], y[four.z], y[four.w]);
  ivec2 count = min(ivec2(across.count, down.count), ivec2(tap_columns.y, tap_rows.y)) - ivec2(tap_columns.x, tap_rows.x);
  if (count.x > 0 && count.y > 0) {
    int o = group * per_group.y + inputs.x;
    int x_first = across.from + tap_columns.x * x_step.x;
    int w_first = across.last - tap_columns.x * tap_step.x;
    int x_plane = ((image * channels.y + o) * x_size.y + down.from + tap_rows.x * x_step.y) * x_size.x + x_first;
    int w_plane = ((o * per_group.x + c - group * per_group.x) * w_size.y + down.last - tap_rows.x * tap_step.y) * w_size.x + w_first;
    int left = inputs.y - inputs.x;
    do {
      int x_row = x_plane;
      int w_row = w_plane;
      int n = count.y;
      do {
        int from = x_row;
        int tap = w_row;
        int m = count.x;
        do {
          vec4 products = w[tap] * vec4(x[from], x[from + 1], x[from + 2], x[from + 3]);
          if (phase_count.y != 0) {
            ivec4 column = x_first + from - x_row + ivec4(0, 1, 2, 3);
            bvec4 here = bvec4(ivec4(greaterThanEqual(column, ivec4(real.x))) & ivec4(lessThan(column, ivec4(real.y))));
            products = mix(vec4(0), products, here);
          }
          sum += products;
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
  y[four.x] = sum.x;
  y[four.y] = sum.y;
  y[four.z] = sum.z;
  y[four.w] = sum.w;
}
