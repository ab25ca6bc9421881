#version 430

// found - wanted, the mean over the channels, as core/operators/compare.h has it: an invocation writes four cells.
layout(local_size_x = 8, local_size_y = 8) in;

// The cells of each channel are whole vec4s.
layout(std430, binding = 0) readonly buffer Found { vec4 found[]; };
layout(std430, binding = 1) readonly buffer Wanted { vec4 wanted[]; };
layout(std430, binding = 2) buffer Output { vec4 y[]; };

layout(location = 0) uniform ivec3 first;     // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 cells;     // vec4s folded into a row, vec4s
layout(location = 2) uniform ivec2 channels;  // C, 0
layout(location = 3) uniform ivec2 part;      // the channels that this dispatch adds to those before: first, end

void main() {
  ivec2 at = first.xy + ivec2(gl_GlobalInvocationID.xy);
  int to = at.y * cells.x + at.x;
  if (at.x >= cells.x || to >= cells.y) return;
  vec4 sum = vec4(0);
  if (part.x > 0) sum = y[to];
  int from = to + part.x * cells.y;
  int c = part.y - part.x;
  do {
    sum += found[from] - wanted[from];
    from += cells.y;
  } while (--c > 0);
  y[to] = part.y == channels.x ? sum / float(channels.x) : sum;
}
