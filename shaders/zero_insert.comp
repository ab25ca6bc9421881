#version 430

// y = x with zeros between its cells and after the last ones: an invocation writes one cell.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) writeonly buffer Output { float y[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec2 first;  // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 grid;   // invocations of all dispatches
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 y_size;
layout(location = 4) uniform ivec2 stride;

void main() {
  ivec2 at = first + ivec2(gl_GlobalInvocationID.xy);
  if (at.x >= grid.x || at.y >= grid.y) return;
  ivec2 cell = ivec2(at.x, at.y % y_size.y);
  ivec2 from = cell / stride;
  bool real = from * stride == cell && from.x < x_size.x && from.y < x_size.y;
  y[at.y * grid.x + at.x] = real ? x[(at.y / y_size.y * x_size.y + from.y) * x_size.x + from.x] : 0.0;
}
