#version 430

// The cells from `offset` on: an invocation writes four neighbouring cells of a row.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) writeonly buffer Output { vec4 y[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;   // invocations of a plane
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 offset;

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int row = (at.z * x_size.y + at.y + offset.y) * x_size.x;
  ivec4 from = row + min(4 * at.x + offset.x + ivec4(0, 1, 2, 3), x_size.x - 1);
  y[(at.z * grid.y + at.y) * grid.x + at.x] = vec4(x[from.x], x[from.y], x[from.z], x[from.w]);
}
