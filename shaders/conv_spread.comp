#version 430

// y = conv(x, w) of any stride and dilation: each invocation sums eight neighbouring outputs of a row; channels, tap rows and tap columns
// in the reference's order. Rows of x come with their zero padding, rows of w turned if need be; rows of y are whole vec4s.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) readonly buffer Kernel { float w[]; };
layout(std430, binding = 2) buffer Output { vec4 y[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;     // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;      // invocations of a plane
layout(location = 2) uniform ivec2 channels;  // C, O
layout(location = 3) uniform ivec2 x_size;    // floats in a row, rows
layout(location = 4) uniform ivec2 y_size;
layout(location = 5) uniform ivec2 w_size;
layout(location = 6) uniform ivec2 stride;
layout(location = 7) uniform ivec2 dilation;
layout(location = 8) uniform ivec2 padding;
layout(location = 10) uniform ivec2 per_group;  // C, O
// What of the sums this dispatch adds to those before: first, end.
layout(location = 9) uniform ivec2 inputs;    // channels of a group
layout(location = 11) uniform ivec2 tap_rows;
layout(location = 12) uniform ivec2 tap_columns;

vec4 sum0 = vec4(0);
vec4 sum1 = vec4(0);

void add(float weight, vec4 left, vec4 right) {
  sum0 += weight * left;
  sum1 += weight * right;
}

// The four cells that one tap reads for four outputs.
vec4 cells_at(ivec4 at) { return vec4(x[at.x], x[at.y], x[at.z], x[at.w]); }

void add_row(ivec4 left, ivec4 right, int weight) {
  int v = tap_columns.y - tap_columns.x;
  do {
    add(w[weight], cells_at(left), cells_at(right));
    left += dilation.x;
    right += dilation.x;
    ++weight;
  } while (--v > 0);
}

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int plane = first.z + int(gl_WorkGroupID.z);
  int o = plane % channels.y;
  int c = plane / channels.y * channels.x + o / per_group.y * per_group.x + inputs.x;
  int to = ((at.z * grid.y + at.y) * grid.x + at.x) * 2;
  if (inputs.x + tap_rows.x + tap_columns.x > 0) {
    sum0 = y[to];
    sum1 = y[to + 1];
  }
  // Tap rows that lie on real rows of x.
  int top = at.y * stride.y - padding.y;
  int u_first = max(tap_rows.x, top < 0 ? (-top + dilation.y - 1) / dilation.y : 0);
  int u_end = top < x_size.y ? min(tap_rows.y, (x_size.y - top - 1) / dilation.y + 1) : 0;
  int w_row = (w_size.x + 3) / 4 * 4;  // floats in a row of w
  // Where the eight outputs begin to read; those beyond the row's end read what the last one does.
  ivec4 left = min(8 * at.x + ivec4(0, 1, 2, 3), y_size.x - 1) * stride.x;
  ivec4 right = min(8 * at.x + ivec4(4, 5, 6, 7), y_size.x - 1) * stride.x;
  if (u_first < u_end) {
    int kernel = (o * per_group.x + inputs.x) * w_size.y * w_row + tap_columns.x;
    int left_over = inputs.y - inputs.x;
    do {
      int row = (c * x_size.y + top + u_first * dilation.y) * x_size.x + tap_columns.x * dilation.x;
      int u = u_first;
      do {
        add_row(left + row, right + row, kernel + u * w_row);
        row += dilation.y * x_size.x;
      } while (++u < u_end);
      kernel += w_size.y * w_row;
      ++c;
    } while (--left_over > 0);
  }
  y[to] = sum0;
  y[to + 1] = sum1;
}
