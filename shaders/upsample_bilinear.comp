#version 430

// Between the neighbours that core/resample.h names for each row and column: an invocation writes one cell.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
// Of each row of the result, then of each column: the first source, the second, and the second's weight.
layout(std430, binding = 1) readonly buffer Sources { float sources[]; };
layout(std430, binding = 2) writeonly buffer Output { float y[]; };

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
  int h = 3 * cell.y;
  int w = 3 * (y_size.y + cell.x);
  int left = int(sources[w]);
  int right = int(sources[w + 1]);
  int upper = (plane * x_size.y + int(sources[h])) * x_size.x;
  int lower = (plane * x_size.y + int(sources[h + 1])) * x_size.x;
  float across = sources[w + 2];
  float down = sources[h + 2];
  float above = (1.0 - across) * x[upper + left] + across * x[upper + right];
  float below = (1.0 - across) * x[lower + left] + across * x[lower + right];
  y[at.y * grid.x + at.x] = (1.0 - down) * above + down * below;
}
