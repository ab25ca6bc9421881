#version 430

// The mean of each window, as core/pool.h has it: an invocation writes one pooled cell.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) writeonly buffer Output { float y[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec2 first;  // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 grid;   // invocations of all dispatches
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 y_size;
layout(location = 4) uniform ivec2 w_size;
layout(location = 5) uniform ivec2 stride;
layout(location = 6) uniform ivec2 dilation;
layout(location = 7) uniform ivec2 padding;
layout(location = 8) uniform ivec2 counted;  // cells of padding that the mean is taken over, at each end

// Taps of a placement on the input and on the counted padding around it.
int taps(int start, int count, int distance, int size, int around) {
  int found = 0;
  for (int u = 0; u < count; ++u) {
    int c = start + u * distance;
    found += c >= -around && c < size + around ? 1 : 0;
  }
  return found;
}

void main() {
  ivec2 at = first + ivec2(gl_GlobalInvocationID.xy);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int plane = at.y / y_size.y;
  ivec2 cell = ivec2(at.x, at.y % y_size.y);
  ivec2 start = cell * stride - padding;
  float sum = 0.0;
  for (int u = 0; u < w_size.y; ++u) {
    int row = start.y + u * dilation.y;
    if (row < 0 || row >= x_size.y) continue;
    for (int v = 0; v < w_size.x; ++v) {
      int col = start.x + v * dilation.x;
      if (col >= 0 && col < x_size.x) sum += x[(plane * x_size.y + row) * x_size.x + col];
    }
  }
  int divisor = taps(start.x, w_size.x, dilation.x, x_size.x, counted.x) * taps(start.y, w_size.y, dilation.y, x_size.y, counted.y);
  y[at.y * grid.x + at.x] = sum / float(max(divisor, 1));
}
