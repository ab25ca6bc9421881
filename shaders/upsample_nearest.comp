#version 430

// The cell that core/operators/resample.h names for each row and column: an invocation writes four neighbouring cells of a row.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) writeonly buffer Output { vec4 y[]; };
// Of each row and column of the result the one of x that it repeats.
layout(std430, binding = 2) readonly buffer Rows { int rows[]; };
layout(std430, binding = 3) readonly buffer Columns { ivec4 columns[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;   // invocations of a plane
layout(location = 2) uniform ivec2 x_size;

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  ivec4 from = (at.z * x_size.y + rows[at.y]) * x_size.x + columns[at.x];
  y[(at.z * grid.y + at.y) * grid.x + at.x] = vec4(x[from.x], x[from.y], x[from.z], x[from.w]);
}
