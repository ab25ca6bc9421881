#version 430

// Between the neighbours that core/resample.h names for each row and column: an invocation writes four neighbouring cells of a row.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) writeonly buffer Output { vec4 y[]; };
// Of each row and column of the result the two of x that it lies between, and the weight of the second one.
struct Row {
  int upper, lower;
  float share;
};
struct Columns {
  ivec4 left, right;
  vec4 share;
};
layout(std430, binding = 2) readonly buffer RowSources { Row rows[]; };
layout(std430, binding = 3) readonly buffer ColumnSources { Columns columns[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;   // invocations of a plane
layout(location = 2) uniform ivec2 x_size;

vec4 cells_at(ivec4 at) { return vec4(x[at.x], x[at.y], x[at.z], x[at.w]); }

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  Row down = rows[at.y];
  Columns across = columns[at.x];
  int upper = (at.z * x_size.y + down.upper) * x_size.x;
  int lower = (at.z * x_size.y + down.lower) * x_size.x;
  vec4 rest = 1.0 - across.share;
  vec4 above = rest * cells_at(upper + across.left) + across.share * cells_at(upper + across.right);
  vec4 below = rest * cells_at(lower + across.left) + across.share * cells_at(lower + across.right);
  y[(at.z * grid.y + at.y) * grid.x + at.x] = (1.0 - down.share) * above + down.share * below;
}
