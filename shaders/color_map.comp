#version 430

// Values as colours of a table, as core/operators/color_map.h has it: an invocation writes four pixels.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { vec4 x[]; };
layout(std430, binding = 1) writeonly buffer Output { uvec4 pixels[]; };
layout(std430, binding = 2) readonly buffer Stops { vec4 stops[]; };

layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 cells;  // vec4s folded into a row, vec4s
layout(location = 2) uniform ivec2 count;  // stops, 0
layout(location = 3) uniform vec2 range;   // the values of the first stop and of the last one

uint pixel(float at) {
  int below = min(int(at), count.x - 2);
  return packUnorm4x8(mix(stops[below], stops[below + 1], at - float(below)));
}

void main() {
  ivec2 at = first.xy + ivec2(gl_GlobalInvocationID.xy);
  int to = at.y * cells.x + at.x;
  if (at.x >= cells.x || to >= cells.y) return;
  vec4 value = (x[to] - range.x) / (range.y - range.x);
  vec4 place = mix(vec4(0), min(value, 1.0), greaterThan(value, vec4(0))) * float(count.x - 1);
  pixels[to] = uvec4(pixel(place.x), pixel(place.y), pixel(place.z), pixel(place.w));
}
