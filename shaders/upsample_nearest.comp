#version 430

// Cell floor(c x_size / y_size), as core/resample.h has it: an invocation writes one cell.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) writeonly buffer Output { float y[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec2 first;  // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 grid;   // invocations of all dispatches
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 y_size;

void main() {
  ivec2 at = first + ivec2(gl_GlobalInvocationID.xy);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int plane = at.y / y_size.y;
  ivec2 cell = ivec2(at.x, at.y % y_size.y);
  ivec2 from = cell * x_size / y_size;
  y[at.y * grid.x + at.x] = x[(plane * x_size.y + from.y) * x_size.x + from.x];
}
