// Scene "layers": the planes of a chain of layers; what a cell sees of the input opens backwards through all of them, and what an input
// cell reaches forwards.
#include "app/scenes/each_scene.h"
#include "app/scenes/layers/layers_shown.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 3;  // outlines on the edge are seen whole
constexpr SceneView kViews[] = {{"all", "layers.view_all"}, {kOneLayerView, "layers.view_layer"}};

void draw_main(Canvas& canvas, Rect area, const Frame& frame) { draw_layer_planes(canvas, area.inset(kEdge), LayersShown(frame)); }

void draw_side(Canvas& canvas, Rect area, const Frame& frame) { draw_layer_rows(canvas, area.inset(kEdge), LayersShown(frame)); }

}  // namespace

const Scene kLayersScene{.id = "layers",
                         .chapter = "networks",
                         .title_key = "scene.layers",
                         .question_key = "question.layers",
                         .draw_main = draw_main,
                         .draw_side = draw_side,
                         .sentence = layers_sentence,
                         .kind = &kLayersKind,
                         .home = "t=3",
                         .views = kViews,
                         .describe = describe_layers,
                         .note = layers_note};

}  // namespace deconvlab
