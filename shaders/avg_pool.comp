#version 430

// The mean of each window, as core/operators/pool.h has it: an invocation writes four neighbouring pooled cells of a row.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) buffer Output { vec4 y[]; };
// Of each row and column of the result how many taps its windows divide by.
layout(std430, binding = 2) readonly buffer Rows { int rows[]; };
layout(std430, binding = 3) readonly buffer Columns { ivec4 columns[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;   // invocations of a plane
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 w_size;
layout(location = 4) uniform ivec2 stride;
layout(location = 5) uniform ivec2 dilation;
layout(location = 6) uniform ivec2 padding;
// What of the sums this dispatch adds to those before: first, end.
layout(location = 7) uniform ivec2 tap_rows;
layout(location = 8) uniform ivec2 tap_columns;

// 1 where a coordinate lies on a side of x.
ivec4 inside(ivec4 at, int size) { return ivec4(greaterThanEqual(at, ivec4(0))) & ivec4(lessThan(at, ivec4(size))); }

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  ivec4 left = (4 * at.x + ivec4(0, 1, 2, 3)) * stride.x - padding.x + tap_columns.x * dilation.x;
  int row = at.y * stride.y - padding.y + tap_rows.x * dilation.y;
  int to = (at.z * grid.y + at.y) * grid.x + at.x;
  vec4 sum = vec4(0);
  if (tap_rows.x + tap_columns.x > 0) sum = y[to];
  int u = tap_rows.y - tap_rows.x;
  do {
    ivec4 real = inside(ivec4(row), x_size.y);
    int start = (at.z * x_size.y + clamp(row, 0, x_size.y - 1)) * x_size.x;
    ivec4 column = left;
    int v = tap_columns.y - tap_columns.x;
    do {
      ivec4 from = start + clamp(column, 0, x_size.x - 1);
      sum += mix(vec4(0), vec4(x[from.x], x[from.y], x[from.z], x[from.w]), bvec4(real & inside(column, x_size.x)));
      column += dilation.x;
    } while (--v > 0);
    row += dilation.y;
  } while (--u > 0);
  bool last = tap_rows.y == w_size.y && tap_columns.y == w_size.x;
  y[to] = last ? sum / vec4(max(rows[at.y] * columns[at.x], 1)) : sum;
}
