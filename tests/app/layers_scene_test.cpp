// Layers of frameworks as lessons, and lessons as layers.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "app/lessons/framework_layers.h"
#include "app/lessons/kind.h"
#include "app/scenes/scenes.h"
#include "app/ui/panels/framework_words.h"
#include "tests/app/window_harness.h"
#include "tests/core/layers_support.h"

namespace deconvlab {
namespace {

Geometry geometry_of(const Lesson& lesson, LayerKind kind) {
  const bool pools = kind == LayerKind::max_pool || kind == LayerKind::max_unpool;
  return *(pools ? resolve_padded(lesson) : resolve(lesson));
}

// The output of the layer that the scene has, rows and columns; of one axis of space the columns.
PerAxis shown_output(const Lesson& lesson, const Layer& layer) {
  const Geometry g = geometry_of(lesson, layer.kind);
  const bool back = layer.kind == LayerKind::conv_transpose || layer.kind == LayerKind::max_unpool;
  const Extent out = back ? g.input() : g.output();
  return layer.rank == 1 ? PerAxis{out.w} : PerAxis{out.h, out.w};
}

TEST(LayersAsLessons, HaveTheSizesOfTheLayer) {
  int shown = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    Layer layer = random_layer(seed);
    if (layer.input.empty()) layer.input = axes_of(layer, 17);
    const auto output = output_sides(layer, layer.input);
    const auto link = link_to(layer);
    if (!output || !link || layer.kind == LayerKind::upsample) continue;
    SCOPED_TRACE(testing::Message() << layer << "\n" << *link);
    const auto model = open_link(*link);
    ASSERT_TRUE(model);
    if (layer.kind == LayerKind::max_pool && !resolve_padded(model->lesson)) continue;  // more padding than a window
    if (layer.kind == LayerKind::max_unpool) continue;                                  // its scene begins with the pooling
    if (layer.kind == LayerKind::average_pool && layer.ceil_mode) continue;
    EXPECT_EQ(shown_output(model->lesson, layer), *output);
    ++shown;
  }
  EXPECT_GT(shown, 300);
}

// A lesson's layer, written in a framework and read again, is the lesson's layer.
TEST(LessonsAsLayers, AreReadAsTheyAreWritten) {
  for (const char* link : {"convolution?i=7x9&k=3x2&s=2&p=1,0,2,1&d=1", "convolution?i=8&k=3&d=2&padding=causal",
                           "transposed?i=3&k=4&s=2&p=1&a=1", "fractional?i=3&k=3&s=2&p=0,1,0,1", "conv2d-transpose", "unpool?i=5&ceil=1"}) {
    const Lesson lesson = open_link(link)->lesson;
    const auto results = compute(lesson);
    ASSERT_TRUE(results) << link;
    for (const Layer& layer : lesson.kind->layers(lesson, *results)) {
      for (const Framework& framework : framework_table()) {
        const Written written = write_layer(framework, layer);
        if (!written.exact || written.text.empty()) continue;
        auto read = read_layers("", written.text, framework.id);
        ASSERT_TRUE(read) << framework.id << ": " << written.text;
        ASSERT_EQ(read->size(), 1u) << written.text;
        if (read->front().layer.input.empty()) read->front().layer.input = layer.input;
        EXPECT_TRUE(same_layer(read->front().layer, layer)) << framework.id << ": " << written.text << "\n"
                                                            << layer << "\n"
                                                            << read->front().layer;
      }
    }
  }
}

class LayersWindow : public test::WindowTest {
 protected:
  void choose_framework(std::size_t n) {
    click("frameworks");
    frame(2);
    click(fmt::format("frameworks.{}", n));
    frame(2);
  }
};

TEST(LessonsAsLayers, HaveWordsInEveryFramework) {
  for (const Scene& scene : scene_table()) {
    if (!scene.kind->layers) continue;
    const Lesson lesson = open_link(scene.id)->lesson;
    const auto results = compute(lesson);
    ASSERT_TRUE(results) << scene.id;
    const auto layers = lesson.kind->layers(lesson, *results);
    EXPECT_FALSE(layers.empty()) << scene.id;
    for (const Framework& framework : framework_table()) {
      const FrameworkWords words = words_of(framework.id, layers, *language_table().data());
      EXPECT_FALSE(words.text.empty() && words.notes.empty()) << scene.id << " " << framework.id;
    }
  }
}

TEST_F(LayersWindow, ChosenFrameworksHaveTheirWords) {
  open("unpool", 1920, 1200, 1.5);
  for (std::size_t n = 0; n < framework_table().size(); n += 3) {
    choose_framework(n);
    EXPECT_EQ(shell().ui().framework, framework_table()[n].id);
    EXPECT_GT(shell().ui().places.at("frameworks.words").h, 0) << framework_table()[n].id;
  }
}

TEST_F(LayersWindow, AChosenFrameworksWordsAreCopied) {
  open("convolution?i=6&k=3&s=2&padding=same", 1920, 1200, 1.5);
  choose_framework(1);
  ASSERT_EQ(shell().ui().framework, "tensorflow");
  click("frameworks.copy");
  EXPECT_THAT(ImGui::GetClipboardText(), testing::HasSubstr("padding='SAME'"));
}

TEST_F(LayersWindow, APastedLayerIsExplainedAndOpensItsScene) {
  open("gallery");
  ImGui::SetClipboardText("nn.ConvTranspose2d(2, 3, 4, stride=2, padding=1)");
  key(Key::v, true);
  frame(4);
  ASSERT_TRUE(has("layer.show.0"));
  click("layer.show.0");
  frame(2);
  EXPECT_EQ(model().lesson.scene, "transposed");
  EXPECT_EQ(model().lesson.params.k, Extent::square(4));
  EXPECT_EQ(model().lesson.params.s, Extent::square(2));
  EXPECT_EQ(model().lesson.params.p, Extent::square(1));
}

// A name that stands for a number has a button that writes a line for it.
TEST_F(LayersWindow, ANameThatIsNotSaidGetsALine) {
  open("gallery");
  ImGui::SetClipboardText("nn.Conv2d(3, 64, 3, stride=stride)");
  key(Key::v, true);
  frame(4);
  EXPECT_FALSE(has("layer.show.0"));
  ASSERT_TRUE(has("layer.say"));
  click("layer.say");
  frame(3);
  EXPECT_EQ(shell().ui().reading.text, "stride = 1\nnn.Conv2d(3, 64, 3, stride=stride)");
  ASSERT_TRUE(shell().ui().reading.layers);
  EXPECT_EQ(shell().ui().reading.layers->front().layer.s, (PerAxis{1, 1}));
}

TEST_F(LayersWindow, AWrongLayerIsSaidAndChangesNothing) {
  open("convolution?i=5", 1920, 1200, 1.5);
  const Lesson before = model().lesson;
  click("frameworks.read");
  frame(4);
  type("nn.Conv2d(3, 64, 7, strides=2)");
  frame(2);
  EXPECT_EQ(shell().ui().reading.text, "nn.Conv2d(3, 64, 7, strides=2)");
  EXPECT_FALSE(has("layer.show.0"));
  EXPECT_FALSE(shell().ui().reading.layers);
  key(Key::escape);
  frame(2);
  EXPECT_EQ(model().lesson, before);
}

}  // namespace
}  // namespace deconvlab
