#version 430

// Each value at its switch, zeros elsewhere: an invocation asks, for four neighbouring cells of a row, the pooled cells whose windows may
// cover them, in row order, and takes the last that names the cell.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) readonly buffer Switches { int switches[]; };
layout(std430, binding = 2) buffer Output { vec4 y[]; };
// Of each row and column of the result the last pooled one whose window covers it.
layout(std430, binding = 3) readonly buffer Rows { int rows[]; };
layout(std430, binding = 4) readonly buffer Columns { ivec4 columns[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;   // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;    // invocations of a plane
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 windows;  // that may cover a cell
layout(location = 4) uniform ivec2 y_begin;  // cells in a row of the plane that switches count in, the result's first row there
// The windows that this dispatch asks after those before: first, end.
layout(location = 5) uniform ivec2 window_rows;
layout(location = 6) uniform ivec2 window_columns;

vec4 cells_at(ivec4 at) { return vec4(x[at.x], x[at.y], x[at.z], x[at.w]); }
ivec4 switches_at(ivec4 at) { return ivec4(switches[at.x], switches[at.y], switches[at.z], switches[at.w]); }

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  ivec4 index = (at.y + y_begin.y) * y_begin.x + 4 * at.x + ivec4(0, 1, 2, 3);
  ivec4 last = columns[at.x];
  int down = rows[at.y];
  int to = (at.z * grid.y + at.y) * grid.x + at.x;
  vec4 value = vec4(0);
  if (window_rows.x + window_columns.x > 0) value = y[to];
  int n = windows.y - window_rows.x;
  do {
    --n;
    int row = (at.z * x_size.y + max(down - n, 0)) * x_size.x;
    int m = windows.x - window_columns.x;
    do {
      --m;
      ivec4 from = row + max(last - m, 0);
      value = mix(value, cells_at(from), equal(switches_at(from), index));
    } while (m > windows.x - window_columns.y);
  } while (n > windows.y - window_rows.y);
  y[to] = value;
}
