#version 430

// Each value at its switch, wherever that is, zeros elsewhere: first an invocation for each pooled cell says that it writes to its switch,
// where the last one in row order is heard, then one for each cell of the result takes that one's value.
layout(local_size_x = 8, local_size_y = 8) in;

layout(std430, binding = 0) readonly buffer Input { float x[]; };
layout(std430, binding = 1) readonly buffer Switches { int switches[]; };
layout(std430, binding = 2) buffer Output { float y[]; };
// Of each cell of the result the number of the pooled cell that writes to it, counted from 1; 0: none.
layout(std430, binding = 3) buffer Writers { int writers[]; };

layout(location = 0) uniform ivec3 first;  // the invocation this dispatch begins with; z counts planes
layout(location = 1) uniform ivec2 grid;   // cells of a plane, along the row, down the rows: pooled ones, then those of the result
layout(location = 2) uniform ivec2 cells;  // of a plane: of the result, pooled
layout(location = 3) uniform ivec2 stage;  // 0: to say, 1: to take, 2: to take what is new; the index of the result's first cell in the plane that switches count in

void main() {
  ivec3 at = first + ivec3(gl_GlobalInvocationID);
  if (at.x >= grid.x || at.y >= grid.y) return;
  int cell = at.y * grid.x + at.x;
  if (stage.x == 0) {
    int to = switches[at.z * cells.y + cell] - stage.y;
    if (to >= 0 && to < cells.x) atomicMax(writers[at.z * cells.x + to], cell + 1);
  } else {
    int writer = writers[at.z * cells.x + cell];
    if (stage.x == 1 || writer > 0) y[at.z * cells.x + cell] = writer > 0 ? x[at.z * cells.y + writer - 1] : 0.0;
  }
}
