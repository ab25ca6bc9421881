#version 430

// Between the neighbours that core/operators/resample.h names for each row and column: an invocation writes four neighbouring cells of each of the
// rows that lie between the same two of x.
layout(local_size_x = 8, local_size_y = 8) in;

// Each cell and the next one of its row; of the last one itself.
layout(std430, binding = 0) readonly buffer Input { vec2 x[]; };
layout(std430, binding = 1) writeonly buffer Output { vec4 y[]; };
// Rows of the result between the same two of x: the first of them, how many; of each row the weight of the lower one.
struct Rows {
  int upper, lower, first, count;
};
// Of each column the first of the two of x that it lies between, and the weight of the second one.
struct Columns {
  ivec4 left;
  vec4 share;
};
layout(std430, binding = 2) readonly buffer RowSources { Rows rows[]; };
layout(std430, binding = 3) readonly buffer ColumnSources { Columns columns[]; };
layout(std430, binding = 4) readonly buffer RowShares { float shares[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;   // invocations of a plane
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 y_rows;  // 0, of a plane
layout(location = 4) uniform ivec2 unchanged;  // 1 where columns, rows are those of x: copied, not multiplied with 1 and 0

vec4 across(int row, Columns columns) {
  ivec4 at = row + columns.left;
  vec2 a = x[at.x];
  vec2 b = x[at.y];
  vec2 c = x[at.z];
  vec2 d = x[at.w];
  if (unchanged.x != 0) return vec4(a.x, b.x, c.x, d.x);
  return (1.0 - columns.share) * vec4(a.x, b.x, c.x, d.x) + columns.share * vec4(a.y, b.y, c.y, d.y);
}

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  Rows down = rows[at.y];
  Columns four = columns[at.x];
  vec4 above = across((at.z * x_size.y + down.upper) * x_size.x, four);
  vec4 below = across((at.z * x_size.y + down.lower) * x_size.x, four);
  int row = down.first;
  int to = (at.z * y_rows.y + row) * grid.x + at.x;
  int left = down.count;
  do {
    float share = shares[row++];
    y[to] = unchanged.y != 0 ? above : (1.0 - share) * above + share * below;
    to += grid.x;
  } while (--left > 0);
}
