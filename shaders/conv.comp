#version 430

// y = conv(x, w): each invocation sums eight neighbouring outputs of a row; channels, tap rows and tap columns in the reference's order.
// Rows of x come with their zero padding, rows of w turned if need be; rows of x, w and y are whole vec4s, filled up with zeros.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { vec4 x[]; };
layout(std430, binding = 1) readonly buffer Kernel { vec4 w[]; };
layout(std430, binding = 2) writeonly buffer Output { vec4 y[]; };
// The same two once more, cell by cell.
layout(std430, binding = 3) readonly buffer InputCells { float x_cells[]; };
layout(std430, binding = 4) readonly buffer KernelCells { float w_cells[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;     // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;      // invocations of a plane
layout(location = 2) uniform ivec2 channels;  // C, O
layout(location = 3) uniform ivec2 x_size;    // vec4s in a row, rows
layout(location = 4) uniform ivec2 y_size;
layout(location = 5) uniform ivec2 w_size;
layout(location = 6) uniform ivec2 stride;
layout(location = 7) uniform ivec2 dilation;
layout(location = 8) uniform ivec2 padding;
layout(location = 10) uniform ivec2 per_group;  // C, O

vec4 sum0 = vec4(0);
vec4 sum1 = vec4(0);

void add(float weight, vec4 left, vec4 right) {
  sum0 += weight * left;
  sum1 += weight * right;
}

// Stride and dilation 1: the taps slide over twelve cells, four taps a step.
void add_sliding_row(int cell, int weight) {
  vec4 a = x[cell];
  vec4 b = x[cell + 1];
  int v = w_size.x;
  for (; v >= 4; v -= 4) {
    vec4 c = x[cell + 2];
    vec4 taps = w[weight];
    add(taps.x, a, b);
    add(taps.y, vec4(a.yzw, b.x), vec4(b.yzw, c.x));
    add(taps.z, vec4(a.zw, b.xy), vec4(b.zw, c.xy));
    add(taps.w, vec4(a.w, b.xyz), vec4(b.w, c.xyz));
    a = b;
    b = c;
    ++cell;
    ++weight;
  }
  if (v > 0) {
    vec4 c = x[cell + 2];
    vec4 taps = w[weight];
    add(taps.x, a, b);
    if (v > 1) add(taps.y, vec4(a.yzw, b.x), vec4(b.yzw, c.x));
    if (v > 2) add(taps.z, vec4(a.zw, b.xy), vec4(b.zw, c.xy));
  }
}

// The four cells that one tap reads for four outputs.
vec4 cells_at(ivec4 at) { return vec4(x_cells[at.x], x_cells[at.y], x_cells[at.z], x_cells[at.w]); }

void add_spread_row(ivec4 left, ivec4 right, int weight) {
  for (int v = 0; v < w_size.x; ++v) {
    add(w_cells[weight + v], cells_at(left), cells_at(right));
    left += dilation.x;
    right += dilation.x;
  }
}

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int o = at.z % channels.y;
  int image = at.z / channels.y * channels.x + o / per_group.y * per_group.x;
  int kernel = o * per_group.x;
  int w_row = (w_size.x + 3) / 4;
  // Tap rows that lie on real rows of x.
  int top = at.y * stride.y - padding.y;
  int u_first = top < 0 ? (-top + dilation.y - 1) / dilation.y : 0;
  int u_end = top < x_size.y ? min(w_size.y, (x_size.y - top - 1) / dilation.y + 1) : 0;
  // Where the eight outputs begin to read; those beyond the row's end read what the last one does.
  ivec4 left = min(8 * at.x + ivec4(0, 1, 2, 3), y_size.x - 1) * stride.x;
  ivec4 right = min(8 * at.x + ivec4(4, 5, 6, 7), y_size.x - 1) * stride.x;
  bool sliding = stride.x == 1 && dilation.x == 1;
  for (int c = 0; c < per_group.x; ++c) {
    for (int u = u_first; u < u_end; ++u) {
      int row = ((image + c) * x_size.y + top + u * dilation.y) * x_size.x;
      int weight = ((kernel + c) * w_size.y + u) * w_row;
      if (sliding) {
        add_sliding_row(row + 2 * at.x, weight);
      } else {
        add_spread_row(left + 4 * row, right + 4 * row, 4 * weight);
      }
    }
  }
  int out_at = ((at.z * grid.y + at.y) * grid.x + at.x) * 2;
  y[out_at] = sum0;
  y[out_at + 1] = sum1;
}
