// The scene "layers": what a cell sees behind a chain of layers, its words, and the panel that changes the layers.
#include <gmock/gmock.h>
#include <imgui.h>

#include <algorithm>

#include "app/lessons/layers/layers_lesson.h"
#include "app/state/update.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

constexpr const char* kHome = "conv k3 p1; conv k3 s2 p1; conv k3 p1; deconv k4 s2 p1";

// 12 -> 12 -> 6 -> 6 -> 12; the middle cell reads 2, 4, 9 and 11 cells of each: 1 2 5 6 9 8 9 6 5 2 1 paths.
TEST(ChainScene, OpensOnWhatTheMiddleCellSees) {
  const Drawn d = draw("layers");
  EXPECT_EQ(lesson("layers").lesson.layers, kHome);
  EXPECT_THAT(d.sentence, HasSubstr("Layer 4 of 4, deconv k4 s2 p1: 6 × 6 → 12 × 12."));
  EXPECT_THAT(d.sentence,
              HasSubstr("Seen from cell (6,6) behind deconv k4 s2 p1: 11 × 11 of the input, rows 0 to 10 and columns 0 to 10; most "
                        "paths to it from one cell: 81."));
  for (const char* text : {"field 3, jump 1", "field 5, jump 2", "field 9, jump 2", "field 11, jump 1", "11", "9", "4", "2"})
    EXPECT_TRUE(d.canvas.shows(text)) << text;
}

TEST(ChainScene, StepsAreTheLayers) {
  const Model home = lesson("layers");
  EXPECT_EQ(step_count(home.lesson), 4);
  const Drawn d = draw("layers?i=12&layers=" + write(std::string(kHome)) + "&t=1");
  EXPECT_THAT(d.sentence, HasSubstr("Layer 2 of 4, conv k3 s2 p1: 12 × 12 → 6 × 6. Each cell reads 3 cells along an axis, 1 input cell "
                                    "apart: its field grows from 3 to 5, and its neighbour lies 2 input cells further."));
}

TEST(ChainScene, AnInputCellReachesForward) {
  const Focus corner{Target::input, {0, 0}, {}};
  EXPECT_EQ(draw("layers", corner).sentence,
            "Reached from input cell (0,0): 7 × 7 behind deconv k4 s2 p1, rows 0 to 6 and columns 0 to 6; most "
            "paths from it to one cell: 36.");
}

// Any result can be pointed at; the last one's cells have no channel, so that the arrow keys reach them.
TEST(ChainScene, EveryPlaneCanBePointedAt) {
  const Drawn d = draw("layers");
  ASSERT_EQ(d.hits.size(), 5u);
  EXPECT_EQ(d.hits[0].focus.target, Target::input);
  EXPECT_EQ(d.hits[2].focus, (Focus{Target::output, {0, 0}, {}, 2}));
  EXPECT_EQ(d.hits[4].focus, (Focus{Target::output, {0, 0}, {}, 0}));
  EXPECT_THAT(draw("layers", {Target::output, {1, 1}, {}, 2}).sentence, HasSubstr(": 5 × 5 of the input, rows 0 to 4"));
}

TEST(ChainScene, OneAxisIsALine) {
  const Drawn d = draw("layers?i=40&layers=conv1d%20k2%20causal;conv1d%20k2%20causal%20d2;conv1d%20k2%20causal%20d4&t=2");
  EXPECT_THAT(
      d.sentence,
      HasSubstr("Seen from cell 20 behind conv1d k2 causal d4: 8 of the input, cells 13 to 20; most paths to it from one cell: 1."));
  EXPECT_TRUE(d.canvas.shows("40"));
}

TEST(ChainScene, ExamplesOpen) {
  for (const LayersExample& example : layers_examples()) {
    SCOPED_TRACE(example.id);
    Model model = lesson("layers");
    model.lesson.layers = example.lines;
    model.lesson.params.i = example.i;
    model.lesson.square = example.i.h == example.i.w;
    model.time = static_cast<double>(step_count(model.lesson) - 1);
    const auto& results = results_of(model.lesson);
    if (example.id == "wavenet") continue;
    ASSERT_TRUE(results) << say(language_of("en"), results.error());
    EXPECT_FALSE(draw(model).sentence.empty());
    EXPECT_EQ(lesson(to_link(model)).lesson, model.lesson);
  }
}

TEST(ChainScene, WhatCannotBeIsSaidWithItsLayer) {
  const auto error_of = [](const char* link) {
    const auto results = compute(lesson(link).lesson);
    return results ? std::string() : say(language_of("en"), results.error());
  };
  EXPECT_THAT(error_of("layers?i=4&layers=conv%20k3;conv%20k5"), HasSubstr("layer:2 cannot be read: k_eff = 5 is larger"));
  EXPECT_THAT(error_of("layers?layers=conv%20k3%20z"), HasSubstr("layer:1 cannot be read: conv takes no \"z\""));
  EXPECT_THAT(error_of("layers?layers=conv3d%20k3"), HasSubstr("only one or two axes can be drawn, not 3"));
  EXPECT_THAT(error_of("layers?i=3000&layers=conv%20k3"), HasSubstr("is too large"));
  EXPECT_EQ(step_count(lesson("layers?layers=conv%20k3%20z").lesson), 0);
}

TEST(ChainLesson, LinesAreChangedOneByOne) {
  Lesson lesson;
  lesson.layers = "conv k3 p1; a: conv k3 s2 p1; conv k1; add a";
  EXPECT_EQ(with_number(lesson, 0, 'k', 5), "conv k5 p1; a: conv k3 s2 p1; conv k1; add a");
  EXPECT_EQ(with_number(lesson, 1, 's', 1), "conv k3 p1; a: conv k3 p1; conv k1; add a");
  EXPECT_EQ(with_word(lesson, 0, 3), "up x2; a: conv k3 s2 p1; conv k1; add a");
  EXPECT_EQ(with_copy(lesson, 1), "conv k3 p1; a: conv k3 s2 p1; conv k3 s2 p1; conv k1; add a");
  EXPECT_EQ(without_layer(lesson, 0), "a: conv k3 s2 p1; conv k1; add a");
  EXPECT_EQ(without_layer(lesson, 2), "conv k3 p1; a: conv k3 s2 p1; add a");
  EXPECT_FALSE(controls_of(lesson, 1)->removable);  // it is added later
  EXPECT_TRUE(controls_of(lesson, 2)->removable);
  EXPECT_EQ(controls_of(lesson, 3)->word, -1);
  EXPECT_EQ(*lines_of("nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.MaxPool2d(2))"), "conv k3 p1 c8; pool k2");
}

class ChainPanel : public WindowTest {
 protected:
  const std::string& lines() const { return model().lesson.layers; }
};

TEST_F(ChainPanel, SlidersChangeTheLayerThatTheTimelineStandsAt) {
  open("layers");
  drag(middle_of("layers.k"), {middle_of("layers.k").x + 60, middle_of("layers.k").y});
  EXPECT_THAT(lines(), testing::StartsWith("conv k3 p1; conv k3 s2 p1; conv k3 p1; deconv k"));
  EXPECT_NE(lines(), kHome);
  key(Key::z, true);
  EXPECT_EQ(lines(), kHome);
}

TEST_F(ChainPanel, LayersAreAddedTakenOutAndPasted) {
  open("layers");
  click("layers.add");
  EXPECT_EQ(lines(), std::string(kHome) + "; deconv k4 s2 p1");
  EXPECT_EQ(model().time, 4);
  click("layers.remove");
  EXPECT_EQ(lines(), kHome);
  EXPECT_EQ(model().time, 3);
  ImGui::SetClipboardText("nn.Conv2d(1, 2, 5)\nnn.Upsample(scale_factor=2)");
  click("layers.paste");
  EXPECT_EQ(lines(), "conv k5 c2; up x2");
  ImGui::SetClipboardText("nn.Conv7d(1)");
  click("layers.paste");
  EXPECT_EQ(lines(), "conv k5 c2; up x2");
}

}  // namespace
}  // namespace deconvlab::test
