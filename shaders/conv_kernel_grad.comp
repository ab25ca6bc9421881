#version 430

// dw = the gradient of conv to its kernel: an invocation goes on with one weight's sum over the output rows and columns of this dispatch.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) readonly buffer OutputGrad { float dy[]; };
layout(std430, binding = 2) buffer KernelGrad { float dw[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;     // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 grid;      // invocations of all dispatches over the same cells: weights of a plane, planes
layout(location = 2) uniform ivec2 channels;  // C, O
layout(location = 3) uniform ivec2 x_size;
layout(location = 4) uniform ivec2 y_size;
layout(location = 5) uniform ivec2 w_size;
layout(location = 6) uniform ivec2 stride;
layout(location = 7) uniform ivec2 dilation;
layout(location = 8) uniform ivec2 padding;
layout(location = 10) uniform ivec2 per_group;  // C, O
layout(location = 9) uniform ivec2 rows;  // first and end of the output rows, counted through the batch
layout(location = 11) uniform ivec2 columns;

void main() {
  ivec2 at = first.xy + ivec2(gl_GlobalInvocationID.xy);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int o = at.y / per_group.x;
  int c = o / per_group.y * per_group.x + at.y % per_group.x;
  ivec2 offset = ivec2(at.x % w_size.x, at.x / w_size.x) * dilation - padding;
  // Output columns whose tap lies on a real column of x.
  int ox_first = max(columns.x, offset.x < 0 ? (-offset.x + stride.x - 1) / stride.x : 0);
  int ox_end = offset.x < x_size.x ? min(columns.y, (x_size.x - offset.x - 1) / stride.x + 1) : 0;
  float sum = dw[at.y * grid.x + at.x];
  for (int row = rows.x; row < rows.y; ++row) {
    int image = row / y_size.y;
    int oy = row % y_size.y;
    int y = oy * stride.y + offset.y;
    if (y < 0 || y >= x_size.y) continue;
    int x_row = ((image * channels.x + c) * x_size.y + y) * x_size.x + offset.x;
    int dy_row = ((image * channels.y + o) * y_size.y + oy) * y_size.x;
    for (int ox = ox_first; ox < ox_end; ++ox) sum += x[x_row + ox * stride.x] * dy[dy_row + ox];
  }
  dw[at.y * grid.x + at.x] = sum;
}
