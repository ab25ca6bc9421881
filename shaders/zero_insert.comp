#version 430

// y = x with zeros between its cells and after the last ones: an invocation writes four neighbouring cells of a row.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) writeonly buffer Output { vec4 y[]; };
// Of each row and column of the result the cell of x that comes there, or -1.
layout(std430, binding = 2) readonly buffer Rows { int rows[]; };
layout(std430, binding = 3) readonly buffer Columns { ivec4 columns[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;   // invocations of a plane
layout(location = 2) uniform ivec2 x_size;

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int row = rows[at.y];
  ivec4 column = columns[at.x];
  ivec4 from = (at.z * x_size.y + max(row, 0)) * x_size.x + max(column, 0);
  bvec4 real = greaterThanEqual(min(column, row), ivec4(0));
  y[(at.z * grid.y + at.y) * grid.x + at.x] = mix(vec4(0), vec4(x[from.x], x[from.y], x[from.z], x[from.w]), real);
}
