#version 430

// Each value at its switch, zeros elsewhere: an invocation asks, for one cell, the pooled cells whose windows cover it, and takes the last
// that names it.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) readonly buffer Switches { float switches[]; };
layout(std430, binding = 2) writeonly buffer Output { float y[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec2 first;  // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 grid;   // invocations of all dispatches
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 y_size;
layout(location = 4) uniform ivec2 w_size;
layout(location = 5) uniform ivec2 stride;
layout(location = 6) uniform ivec2 dilation;
layout(location = 7) uniform ivec2 padding;

void main() {
  ivec2 at = first + ivec2(gl_GlobalInvocationID.xy);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int plane = at.y / y_size.y;
  ivec2 cell = ivec2(at.x, at.y % y_size.y);
  float index = float(cell.y * y_size.x + cell.x);
  float value = 0.0;
  for (int u = w_size.y - 1; u >= 0; --u) {
    int down = cell.y + padding.y - u * dilation.y;
    if (down < 0 || down % stride.y != 0 || down / stride.y >= x_size.y) continue;
    for (int v = w_size.x - 1; v >= 0; --v) {
      int across = cell.x + padding.x - v * dilation.x;
      if (across < 0 || across % stride.x != 0 || across / stride.x >= x_size.x) continue;
      int from = (plane * x_size.y + down / stride.y) * x_size.x + across / stride.x;
      if (switches[from] == index) value = x[from];
    }
  }
  y[at.y * grid.x + at.x] = value;
}
