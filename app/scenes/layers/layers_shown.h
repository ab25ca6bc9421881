// What the scene "layers" shows in a frame: whose paths are counted, and how many each cell has.
#pragma once

#include <string_view>
#include <vector>

#include "app/diagram/scene.h"
#include "app/lessons/layers/layers.h"
#include "core/chain/paths.h"

namespace deconvlab {

inline constexpr std::string_view kOneLayerView = "layer";

struct LayersShown {
  const Frame& frame;
  const Layers& layers;
  std::size_t current;  // the result that the timeline stands at, 1 for the first layer's
  // Whose paths they are: an output's lead to it, an input's from it. Of the frame's focus, else of the current result's middle cell.
  std::size_t stage;
  Cell cell;
  bool forward;
  std::vector<PlanePaths> paths = {};  // of each result; none before the input's or behind the output's

  explicit LayersShown(const Frame& frame);
  const ChainStage& of(std::size_t stage) const { return layers.stages[stage]; }
  // The results whose planes are shown: all, or of one layer the input, what the layer reads and makes, and that with the outlined cell.
  std::vector<std::size_t> shown() const;
  // The layer's line, "input" of the first plane; and its name where it has one.
  std::string line(std::size_t stage) const;
  std::string name(std::size_t stage) const;
};

// Of the cells; where results were joined, of 257 x 257 of them at most.
double most_paths(const PlanePaths& paths);

// What of the focus the chain has; `stage` is the result that its cell is of. The last one's outputs have channel 0, so that keys that go
// from output to output are theirs.
struct LayerCell {
  bool found = false;
  std::size_t stage = 0;
  Cell cell = {};
};
LayerCell layer_cell(const Layers& layers, const Focus& focus);
Focus focus_on(const Layers& layers, std::size_t stage);

void draw_layer_planes(Canvas& canvas, Rect area, const LayersShown& shown);
// A row of cells of each result, where they lie over the input, with what is read from where.
void draw_layer_rows(Canvas& canvas, Rect area, const LayersShown& shown);

// "12 × 12", or "12" of one axis.
std::string plane_text(const Layers& layers, std::size_t stage);
// "5 × 7" where the axes differ.
std::string field_text(const ChainStage& stage);
std::string describe_layers(const Focus& focus, const Frame& frame);
std::string layers_sentence(const Frame& frame);
std::string layers_note(const Frame& frame);

}  // namespace deconvlab
