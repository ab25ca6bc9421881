#version 430

// Each value at its switch, zeros elsewhere, for windows that do not overlap: an invocation fills the cells from the begins of four
// neighbouring windows to the begins of the next ones, windows of no pooled cell after the last ones included.
layout(local_size_x = 8, local_size_y = 8) in;

// Rows of pooled values and of switches are whole vec4s, filled up with zeros.
layout(std430, binding = 0) readonly buffer Input { vec4 x[]; };
layout(std430, binding = 1) writeonly buffer Output { float y[]; };
layout(std430, binding = 2) readonly buffer Switches { ivec4 switches[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;    // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;     // invocations of a plane
layout(location = 2) uniform ivec2 x_size;   // pooled cells
layout(location = 3) uniform ivec2 y_size;
layout(location = 4) uniform ivec2 stride;
layout(location = 5) uniform ivec2 padding;
layout(location = 6) uniform ivec2 y_begin;  // 0, the result's first row in the plane that switches count in
// The cells of a stride that this dispatch fills: first, end.
layout(location = 7) uniform ivec2 stride_rows;
layout(location = 8) uniform ivec2 stride_columns;

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int x_row = (x_size.x + 3) / 4;
  int from = (at.z * x_size.y + min(at.y, x_size.y - 1)) * x_row + min(at.x, x_row - 1);
  ivec4 window = 4 * at.x + ivec4(0, 1, 2, 3);
  vec4 value = x[from];
  int pooled = at.y < x_size.y ? x_size.x : 0;
  ivec4 place = (switches[from] + 1) * ivec4(lessThan(window, ivec4(pooled))) - 1;  // -1 where no cell is pooled
  ivec4 begin = window * stride.x - padding.x + stride_columns.x;
  int row = at.y * stride.y - padding.y + stride_rows.x;
  int u = stride_rows.y - stride_rows.x;
  do {
    bool real = row >= 0 && row < y_size.y;
    int to = (at.z * y_size.y + row) * y_size.x;
    ivec4 column = begin;
    ivec4 index = (row + y_begin.y) * y_size.x + column;
    int v = stride_columns.y - stride_columns.x;
    do {
      vec4 cells = mix(vec4(0), value, equal(index, place));
      if (real && column.x >= 0 && column.x < y_size.x) y[to + column.x] = cells.x;
      if (real && column.y >= 0 && column.y < y_size.x) y[to + column.y] = cells.y;
      if (real && column.z >= 0 && column.z < y_size.x) y[to + column.z] = cells.z;
      if (real && column.w >= 0 && column.w < y_size.x) y[to + column.w] = cells.w;
      ++column;
      ++index;
    } while (--v > 0);
    ++row;
  } while (--u > 0);
}
