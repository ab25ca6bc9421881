#version 430

// How many entries of C lie before each corner of the pixels' grid, as core/matrix/pattern.cpp counts them, modulo 2^32: a pixel's count is the
// difference of its four corners. An invocation counts for one corner.
layout(local_size_x = 8, local_size_y = 8) in;

// Grid rows of the outputs at which pixel rows begin, then their columns; the same of the inputs at which pixel columns begin.
layout(std430, binding = 0) readonly buffer Edges { int edges[]; };
layout(std430, binding = 1) writeonly buffer Corners { uint corners[]; };

// All as (along the row, down the rows).
layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with
layout(location = 1) uniform ivec2 grid;   // invocations of all dispatches: corners
layout(location = 2) uniform ivec2 x_size;
layout(location = 3) uniform ivec2 y_size;
layout(location = 4) uniform ivec2 w_size;
layout(location = 5) uniform ivec2 stride;
layout(location = 6) uniform ivec2 dilation;
layout(location = 7) uniform ivec2 padding;

struct Axis {
  int i, k, s, p, d, o;
};

// Placements before the first whose tap at `offset` reads input coordinate c or a later one.
int placements_before(Axis a, int offset, int c) {
  int distance = c - offset;
  if (distance <= 0) return 0;
  return min(a.o, a.s == 1 ? distance : (distance + a.s - 1) / a.s);
}

// Links of placements before t_end with inputs before c_end.
uint links_before(Axis a, int t_end, int c_end) {
  uint count = 0u;
  int c = min(a.i, c_end);
  for (int u = 0; u < a.k; ++u) {
    int offset = u * a.d - a.p;
    count += uint(max(0, min(t_end, placements_before(a, offset, c)) - placements_before(a, offset, 0)));
  }
  return count;
}

void main() {
  ivec2 at = first.xy + ivec2(gl_GlobalInvocationID.xy);
  if (at.x >= grid.x || at.y >= grid.y) return;
  Axis h = Axis(x_size.y, w_size.y, stride.y, padding.y, dilation.y, y_size.y);
  Axis w = Axis(x_size.x, w_size.x, stride.x, padding.x, dilation.x, y_size.x);
  ivec2 row = ivec2(edges[grid.y + at.y], edges[at.y]);
  ivec2 col = ivec2(edges[2 * grid.y + grid.x + at.x], edges[2 * grid.y + at.x]);
  uint before = links_before(h, row.y, col.y);
  uint at_input = links_before(h, row.y, col.y + 1) - before;
  uint at_output = links_before(h, row.y + 1, col.y) - before;
  uint linked = links_before(h, row.y + 1, col.y + 1) - at_input - at_output - before;
  corners[at.y * grid.x + at.x] = before * links_before(w, w.o, w.i) + at_input * links_before(w, w.o, col.x) +
                                  at_output * links_before(w, row.x, w.i) + linked * links_before(w, row.x, col.x);
}
