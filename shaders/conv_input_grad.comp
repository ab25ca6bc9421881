#version 430

// dx = the gradient of conv to its input: an invocation gathers one cell's sum, output rows and columns ascending as in the reference.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer OutputGrad { float dy[]; };
layout(std430, binding = 1) readonly buffer Kernel { float w[]; };
layout(std430, binding = 2) writeonly buffer InputGrad { float dx[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec2 first;     // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 grid;      // invocations of all dispatches
layout(location = 2) uniform ivec2 channels;  // C, O
layout(location = 3) uniform ivec2 x_size;
layout(location = 4) uniform ivec2 y_size;
layout(location = 5) uniform ivec2 w_size;
layout(location = 6) uniform ivec2 stride;
layout(location = 7) uniform ivec2 dilation;
layout(location = 8) uniform ivec2 padding;

// The placement whose first tap reads the padded cell, or -1.
int placement(int cell, int step, int count) {
  if (cell < 0 || cell % step != 0 || cell / step >= count) return -1;
  return cell / step;
}

void main() {
  ivec2 at = first + ivec2(gl_GlobalInvocationID.xy);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int plane = at.y / x_size.y;
  int image = plane / channels.x * channels.y;
  int c = plane % channels.x;
  ivec2 cell = ivec2(at.x, at.y % x_size.y) + padding;
  float sum = 0;
  for (int o = 0; o < channels.y; ++o) {
    for (int u = w_size.y - 1; u >= 0; --u) {
      int oy = placement(cell.y - u * dilation.y, stride.y, y_size.y);
      if (oy < 0) continue;
      int dy_row = ((image + o) * y_size.y + oy) * y_size.x;
      int w_row = ((o * channels.x + c) * w_size.y + u) * w_size.x;
      for (int v = w_size.x - 1; v >= 0; --v) {
        int ox = placement(cell.x - v * dilation.x, stride.x, y_size.x);
        if (ox >= 0) sum += dy[dy_row + ox] * w[w_row + v];
      }
    }
  }
  dx[at.y * grid.x + at.x] = sum;
}
