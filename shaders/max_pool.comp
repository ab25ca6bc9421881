#version 430

// The largest value of each window and its flat index in the plane, as core/pool.h has them: an invocation writes one pooled cell.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) writeonly buffer Values { float values[]; };
layout(std430, binding = 2) writeonly buffer Switches { float switches[]; };

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
  ivec2 start = cell * stride - padding;
  float best = 0.0;
  int where = -1;
  for (int u = 0; u < w_size.y; ++u) {
    int row = start.y + u * dilation.y;
    if (row < 0 || row >= x_size.y) continue;
    for (int v = 0; v < w_size.x; ++v) {
      int col = start.x + v * dilation.x;
      if (col < 0 || col >= x_size.x) continue;
      float value = x[(plane * x_size.y + row) * x_size.x + col];
      if (where >= 0 && !(value > best) && !isnan(value)) continue;
      best = value;
      where = row * x_size.x + col;
    }
  }
  int to = at.y * grid.x + at.x;
  values[to] = where < 0 ? uintBitsToFloat(0xFF800000u) : best;
  switches[to] = float(max(where, 0));
}
