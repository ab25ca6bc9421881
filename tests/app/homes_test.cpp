// Every scene opens on what it wants to show, keeps its own settings, and takes over those of the scene before only when asked to.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "app/lessons/convolution/channels.h"
#include "app/state/player.h"
#include "app/state/update.h"
#include "app/ui/panels/setting_words.h"
#include "app/ui/settings/settings.h"
#include "core/network/imitate.h"
#include "tests/app/drawn.h"
#include "tests/core/folder.h"

namespace deconvlab::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Document standing_at(const std::string& link) {
  Document d;
  d.scenes = scene_facts();
  d.model = lesson(link);
  return d;
}

Document after(std::initializer_list<Command> commands, const std::string& link) {
  Document d = standing_at(link);
  for (const Command& command : commands) {
    update(d, command);
    EXPECT_FALSE(d.refused);
  }
  return d;
}

const SceneState& state(const Model& model) { return model; }

bool is_last_step(const Model& model) { return model.time == static_cast<double>(step_count(model.lesson) - 1); }

TEST(Homes, EachIsALinkThatOpensAsTheBareIdDoes) {
  for (const Scene& scene : scene_table()) {
    SCOPED_TRACE(scene.id);
    const Model home = lesson(std::string(scene.id));
    EXPECT_EQ(state(lesson(home_link(scene))), state(home));
    EXPECT_TRUE(resolve(home.lesson));
    EXPECT_GE(home.time, 0);
    EXPECT_LT(home.time, static_cast<double>(step_count(home.lesson)));
  }
}

// On every page there is something to point at, and it says something.
TEST(Homes, NoneOpensOnNothing) {
  for (const Scene& scene : scene_table()) {
    const Drawn d = draw(std::string(scene.id));
    EXPECT_FALSE(d.hits.empty()) << scene.id;
    EXPECT_FALSE(d.sentence.empty()) << scene.id;
  }
}

TEST(Homes, KernelsStandsOnAnEdge) {
  const Model home = lesson("kernels");
  EXPECT_EQ(home.lesson.kernel.name, "sobel-x");
  const auto& results = results_of(home.lesson);
  ASSERT_TRUE(results);
  ASSERT_EQ(home.pinned.target, Target::input);
  EXPECT_GT(std::abs(results->output.at(home.pinned.cell)), 255);  // more than a step from black to grey
  EXPECT_THAT(draw(home, home.pinned).sentence, testing::HasSubstr(fmt::format("({},{})", home.pinned.cell.row, home.pinned.cell.col)));
}

TEST(Homes, TransposedShowsStampsThatMeet) {
  const Model home = lesson("transposed");
  EXPECT_EQ(home.lesson.view, "scatter");
  const auto geometry = resolve(home.lesson);
  EXPECT_TRUE(is_last_step(home));
  EXPECT_EQ(step_count(home.lesson), 4);
  EXPECT_EQ(geometry->overlap({2, 2}), 4);
  EXPECT_THAT(draw(home).sentence, testing::EndsWith("at (2,2)  9 + 28 + 12 + 3 = 52."));
  for (const float x : results_of(home.lesson)->transpose.input().data()) EXPECT_NE(x, 0);
}

// 1, 1, 2, 1, 2, 1, 2, 1, 1 on an axis: in the plane 1, 2 and 4.
TEST(Homes, OverlapIsFinishedAndUneven) {
  const Model home = lesson("overlap");
  const auto geometry = resolve(home.lesson);
  EXPECT_TRUE(is_last_step(home));
  EXPECT_FALSE(geometry->h.overlaps_evenly());
  const Drawn d = draw(home);
  for (const char* count : {"1", "2", "4"}) EXPECT_TRUE(d.canvas.shows(count)) << count;
}

// In the middle of the walk: zeros between the cells and around them, the turned kernel over them, a part of the output.
TEST(Homes, FractionalOpensOnAPlacementOverZeros) {
  const Model home = *open_link(home_link(**find_scene("fractional")));
  EXPECT_EQ(home.time, 11);
  EXPECT_EQ(lead_steps(home.lesson), 5);
  const auto& results = results_of(home.lesson);
  ASSERT_TRUE(results);
  const DirectStep step = results->transpose.direct(11 - 5);
  const auto lies_on = [&](Ground ground) { return std::ranges::count(step.terms, ground, &DirectTerm::ground); };
  EXPECT_GT(lies_on(Ground::cell), 1);
  EXPECT_GT(lies_on(Ground::inserted), 1);
  EXPECT_EQ(resolve(home.lesson)->h.transposed().stretched, 5);  // of 3
  EXPECT_EQ(resolve(home.lesson)->input(), Extent::square(5));
}

// Ct C x has the shape of x and other values, all of them there to compare.
TEST(Homes, InverseShowsNumbersOnBothSides) {
  const Drawn d = draw("inverse");
  const Model model = lesson("inverse");
  const auto& results = results_of(model.lesson);
  ASSERT_GT(results->back.size(), 0);
  for (const Tensor* plane : {&results->output, &results->back}) {
    for (const float value : plane->data()) EXPECT_TRUE(d.canvas.shows(number(value))) << value;
  }
  EXPECT_THAT(std::string(phrase(language_of("en"), (*find_scene("inverse"))->question_key)), testing::HasSubstr("undo"));
}

TEST(Homes, Conv2dTransposeDoublesUnderSame) {
  const Model home = lesson("conv2d-transpose");
  EXPECT_EQ(home.lesson.params.padding, Padding::same);
  EXPECT_EQ(resolve(home.lesson)->output(), Extent::square(3));
  EXPECT_EQ(resolve(home.lesson)->input(), Extent::square(6));
}

TEST(Homes, WhatComesStepByStepIsThereWhereThatIsThePoint) {
  for (const char* id : {"unpool", "picture", "imitate", "fcn", "decoder", "project", "passes"})
    EXPECT_TRUE(is_last_step(lesson(id))) << id;
  EXPECT_EQ(lesson("unpool").lesson.params.i, Extent::square(4));
}

TEST(SceneMemory, EachSceneKeepsItsOwn) {
  Document d = standing_at("convolution");
  update(d, command::SetSize{Size::k, Axes::both, 2});
  update(d, command::SetTime{3});
  const SceneState convolution = d.model;
  update(d, command::GoToScene{"overlap"});
  EXPECT_EQ(state(d.model), state(lesson("overlap")));
  update(d, command::SetSize{Size::s, Axes::both, 3});
  update(d, command::SetTime{10});
  update(d, command::Pin{{Target::output, {1, 1}, {}}});
  const SceneState overlap = d.model;
  update(d, command::GoToScene{"convolution"});
  EXPECT_EQ(state(d.model), convolution);
  update(d, command::NextScene{1});
  EXPECT_EQ(state(d.model), state(lesson("matrix")));
  update(d, command::GoToScene{"overlap"});
  EXPECT_EQ(state(d.model), overlap);
}

// A link says what is shown, whatever was left there.
TEST(SceneMemory, ALinkIsNotMixedWithWhatWasLeft) {
  Document d = after({command::SetSize{Size::k, Axes::both, 2}, command::GoToScene{"gallery"}}, "convolution");
  update(d, command::Open{"deconvlab:convolution?s=2"});
  EXPECT_EQ(state(d.model), state(*open_link("convolution?s=2")));
  update(d, command::GoToScene{"gallery"});
  update(d, command::Open{"convolution"});
  EXPECT_EQ(state(d.model), state(lesson("convolution")));
}

TEST(SceneMemory, AWalkThroughAllScenesAndBackChangesNone) {
  Document d = standing_at("kernels");
  for (std::size_t n = 1; n < scene_table().size(); ++n) update(d, command::NextScene{1});
  EXPECT_EQ(d.model.lesson.scene, "gallery");
  for (const Scene& scene : scene_table()) {
    update(d, command::GoToScene{std::string(scene.id)});
    EXPECT_EQ(state(d.model), state(lesson(std::string(scene.id))));
  }
}

TEST(SceneMemory, ASceneThatIsComeToStandsStill) {
  Document d = after({command::Play{true}}, "convolution");
  EXPECT_TRUE(d.model.playing);
  update(d, command::GoToScene{"fractional"});
  EXPECT_FALSE(d.model.playing);
}

TEST(SceneMemory, UndoComesBackWithTheMomentThatWasLeft) {
  Document d = standing_at("convolution?i=5&k=3&t=3");
  const SceneState before = d.model;
  update(d, command::GoToScene{"overlap"});
  update(d, command::Undo{});
  EXPECT_EQ(state(d.model), before);
  update(d, command::Redo{});
  EXPECT_EQ(state(d.model), state(lesson("overlap")));
}

TEST(Home, BringsSettingsViewAndMomentBackAndIsUndone) {
  Document d = standing_at("transposed");
  EXPECT_TRUE(is_at_home(d));
  for (const Command& command : std::initializer_list<Command>{command::SetView{"gather"}, command::SetSize{Size::k, Axes::both, 2},
                                                               command::SetTime{1}, command::LookAt{{3, 3, 9}}})
    update(d, command);
  EXPECT_FALSE(is_at_home(d));
  const SceneState changed = d.model;
  update(d, command::GoHome{});
  EXPECT_TRUE(is_at_home(d));
  EXPECT_EQ(state(d.model), state(lesson("transposed")));
  update(d, command::Undo{});
  EXPECT_EQ(state(d.model), changed);
  update(d, command::Redo{});
  EXPECT_TRUE(is_at_home(d));
}

// Only the moment is another one.
TEST(Home, IsAChangeOfTheMomentToo) {
  Document d = after({command::SetTime{2}}, "overlap");
  update(d, command::GoHome{});
  EXPECT_EQ(d.model.time, 15);
  update(d, command::Undo{});
  EXPECT_EQ(d.model.time, 2);
  update(d, command::GoHome{});
  const std::size_t undoable = d.undo.size();
  update(d, command::GoHome{});
  EXPECT_EQ(d.undo.size(), undoable);
}

// A slider's undo leaves the step where it is.
TEST(Home, OtherChangesAreUndoneWithoutTheMoment) {
  Document d = after({command::SetSize{Size::k, Axes::both, 2}, command::SetTime{2}, command::Undo{}}, "convolution?i=5&k=3");
  EXPECT_EQ(d.model.lesson.params.k, Extent::square(3));
  EXPECT_EQ(d.model.time, 2);
}

Offer offered(const std::string& from, const std::string& to) { return offer_of(lesson(from).lesson, lesson(to).lesson); }

TEST(TakeOver, SaysWhatWouldBeAnother) {
  EXPECT_THAT(offered("convolution?i=5&k=3&s=2", "matrix?i=5&k=4&s=1").fields, ElementsAre("k", "s"));
  EXPECT_THAT(offered("convolution?i=5&k=3&s=2&kernel=ones", "matrix?i=5&k=3&s=2").fields, ElementsAre("kernel"));
  EXPECT_THAT(offered("convolution?i=5&k=3", "matrix?i=5&k=3&t=2&symbols=1").fields, IsEmpty());
  EXPECT_THAT(offered("unpool?k=3&s=3", "gallery").fields, IsEmpty());
  EXPECT_THAT(offered("decoder?picture=a.png", "kernels").fields, ElementsAre("picture"));
  EXPECT_EQ(offered("decoder?picture=a.png", "kernels").lesson.picture, "a.png");
}

TEST(TakeOver, OfferIsTheLessonThatItLeadsTo) {
  const Offer offer = offered("convolution?i=7x6&k=2&s=3&p=1&d=1&kernel=ones&input=edge", "passes");
  const Lesson& taken = offer.lesson;
  const Lesson from = lesson("convolution?i=7x6&k=2&s=3&p=1&kernel=ones&input=edge").lesson;
  EXPECT_EQ(taken.scene, "passes");
  EXPECT_EQ(taken.params, from.params);
  EXPECT_EQ(taken.input, from.input);
  EXPECT_EQ(taken.kernel, from.kernel);
  EXPECT_FALSE(taken.square);
}

// (6,3,2,1) leads to 3 with a remainder of 1; of ones every y is a count: 4 at the corners, 6 at the edges, 9.
TEST(TakeOver, ATransposedLessonTakesYAsItsX) {
  const Offer offer = offered("convolution?i=6&k=3&s=2&p=1&input=ones&kernel=ones", "transposed");
  EXPECT_EQ(offer.lesson.params.i, Extent::square(3));
  EXPECT_EQ(offer.lesson.params.a, Extent::square(1));
  EXPECT_EQ(resolve(offer.lesson)->input(), Extent::square(6));
  EXPECT_TRUE(offer.input_is_output);
  EXPECT_FALSE(offer.has_output_as_input());
  EXPECT_THAT(offer.lesson.input.own, ElementsAre(4, 6, 6, 6, 9, 9, 6, 9, 9));
  const Offer again = offer_of(lesson("convolution?i=6&k=3&s=2&p=1&input=ones&kernel=ones").lesson, offer.lesson);
  EXPECT_THAT(again.fields, IsEmpty());
  EXPECT_TRUE(again.has_output_as_input());
}

TEST(TakeOver, AConvolutionTakesTheSizeBackAndKeepsItsX) {
  const Offer offer = offered("transposed?i=3&k=3&s=2&p=1&a=1", "convolution?input=edge");
  EXPECT_EQ(offer.lesson.params.i, Extent::square(6));
  EXPECT_EQ(offer.lesson.params.a, Extent{});
  EXPECT_EQ(offer.lesson.input.name, "edge");
  EXPECT_FALSE(offer.input_is_output);
}

TEST(TakeOver, OnlyWhatFits) {
  EXPECT_THAT(offered("kernels?k=5&p=2&kernel=gaussian&i=64", "convolution?i=5").fields, ElementsAre("k", "p", "kernel"));
  EXPECT_EQ(offered("kernels?k=5&p=2&kernel=gaussian&i=64", "convolution?i=5").lesson.params.i, Extent::square(5));
  EXPECT_THAT(offered("kernels?k=9&p=0", "convolution?i=5").fields, IsEmpty());  // 9 is wider than 5
  EXPECT_THAT(offered("convolution?i=2&k=3", "matrix").fields, IsEmpty());       // which resolves to nothing
  EXPECT_THAT(offered("picture?k=8&s=8", "unpool").fields, IsEmpty());           // 4 has no window of 8
  EXPECT_THAT(offered("convolution?i=5&k=3", "unpool").fields, IsEmpty());       // another kin
  EXPECT_FALSE(offered("convolution?i=400&k=3", "transposed").input_is_output);  // a y of 158404 cells
  EXPECT_THAT(offered("transposed?i=3&k=3&s=2&p=1&a=1", "overlap?i=3&k=3&s=2&p=1&a=1").fields, IsEmpty());
}

// A rule says p and a: the numbers behind it are not spoken of.
TEST(TakeOver, ARuleStandsForItsNumbers) {
  EXPECT_THAT(offered("convolution?i=6&k=3&s=2&padding=same&p=0", "matrix?i=6&k=3&s=2&p=3").fields, ElementsAre("padding"));
  const Offer offer = offered("convolution?i=6&k=3&s=2&padding=same", "matrix?i=6&k=3&s=2&p=1");
  EXPECT_THAT(offer.fields, ElementsAre("padding"));
  EXPECT_EQ(settings_text(offer, language_of("en")), "padding SAME");
}

TEST(TakeOver, TheChipNamesThem) {
  EXPECT_EQ(settings_text(offered("convolution?i=7x6&k=3&s=2&p=1", "matrix?i=4&k=2"), language_of("en")),
            "input 7 × 6, kernel 3, stride 2, padding 1");
  EXPECT_EQ(settings_text(offered("convolution?i=6&k=3&s=2&p=1", "transposed?i=2&k=3"), language_of("en")),
            "input 3, stride 2, padding 1, output padding 1, its y as x");
  EXPECT_EQ(settings_text(offered("unpool?up=3&kernel=bilinear", "picture?up=4&kernel=ones"), language_of("zh")), "卷积核、反卷积核大小 3");
}

// Convolution, matrix, transposed, both passes: one example, by the chip alone.
TEST(TakeOver, TheChainKeepsItsSizes) {
  Document d = standing_at("convolution?i=5&k=3&s=2&p=1");
  const Params start = d.model.lesson.params;
  for (const char* scene : {"matrix", "transposed", "passes"}) {
    update(d, command::GoToScene{scene});
    EXPECT_NE(d.model.lesson.params, start);
    update(d, command::TakeOver{});
    const auto geometry = resolve(d.model.lesson);
    EXPECT_EQ(geometry->input(), Extent::square(5)) << scene;
    EXPECT_EQ(geometry->output(), Extent::square(3)) << scene;
    EXPECT_EQ(geometry->h.s, 2) << scene;
    EXPECT_THAT(offer_in(d).fields, IsEmpty()) << scene;
  }
  EXPECT_EQ(d.model.lesson.params, start);
}

TEST(TakeOver, IsUndoneAtOnce) {
  Document d = after({command::GoToScene{"overlap"}}, "convolution?i=6&k=3&s=3");
  const SceneState home = d.model;
  update(d, command::TakeOver{});
  EXPECT_EQ(d.model.lesson.params.s, Extent::square(3));
  EXPECT_LT(d.model.time, static_cast<double>(step_count(d.model.lesson)));
  update(d, command::Undo{});
  EXPECT_EQ(state(d.model), home);
}

TEST(TakeOver, NothingIsOfferedAtTheStart) {
  Document d = standing_at("matrix");
  EXPECT_THAT(offer_in(d).fields, IsEmpty());
  const Model before = d.model;
  update(d, command::TakeOver{});
  EXPECT_EQ(d.model, before);
  EXPECT_TRUE(d.undo.empty());
}

TEST(TakeOver, ComesFromTheSceneThatWasShownLast) {
  const Document d = after({command::GoToScene{"matrix"}, command::GoToScene{"gallery"}, command::GoToScene{"passes"}}, "convolution?s=3");
  EXPECT_EQ(d.before, "gallery");
  EXPECT_THAT(offer_in(d).fields, IsEmpty());
}

Settings saved_and_read(const Document& document) {
  const Folder folder;
  Settings settings;
  settings.scene = document.model.lesson.scene;
  settings.scenes = links_to_scenes(document);
  EXPECT_TRUE(save_settings(settings, folder / "s.json"));
  const LoadedSettings loaded = load_settings(folder / "s.json");
  EXPECT_TRUE(loaded.refused.empty());
  EXPECT_EQ(loaded.settings, settings);
  return loaded.settings;
}

TEST(SavedScenes, ComeBackAsTheyWereLeft) {
  Document d = standing_at("convolution?i=7x5&k=2&kernel=own:2:1,2,3,4.5&t=3&pin=output:1,1,0,0");
  update(d, command::GoToScene{"transposed"});
  update(d, command::TakeOver{});
  update(d, command::GoToScene{"picture"});
  update(d, command::ChoosePicture{"/a folder/50% \xE7\x8C\xAB.png"});
  update(d, command::GoToScene{"gallery"});
  const Settings settings = saved_and_read(d);
  EXPECT_EQ(settings.scene, "gallery");
  EXPECT_EQ(settings.scenes.size(), 3u);  // the gallery stands at home
  const SceneStates states = scene_states(settings);
  for (const char* id : {"convolution", "transposed", "picture"}) EXPECT_EQ(states.at(id), d.left.at(id)) << id;
}

// So that the file is read again.
TEST(SavedScenes, AreNeverTooLargeForTheirFile) {
  Document d = standing_at("convolution?i=300&k=3");
  update(d, command::SetInputCell{{0, 0}, 0.125f});
  ASSERT_EQ(d.model.lesson.input.own.size(), 90'000u);
  EXPECT_THAT(saved_and_read(d).scenes, IsEmpty());
}

TEST(SavedScenes, WhatIsNoLinkIsSaidAndTheOthersStay) {
  const Folder folder;
  const auto load = [&](const std::string& scenes) { return load_settings(folder.put("s.json", "{\"scenes\": " + scenes + "}")); };
  for (const char* bad : {"7", "null", "\"convolution\"", "{}", "true"}) {
    const LoadedSettings loaded = load(bad);
    ASSERT_EQ(loaded.refused.size(), 1u) << bad;
    EXPECT_TRUE(loaded.settings.scenes.empty());
    EXPECT_THAT(say(language_of("en"), loaded.refused.front()), testing::HasSubstr("should be a list"));
  }
  for (const char* bad : {"7", "null", "[]", "\"\"", "\"nowhere?i=3\"", "\"deconvlab:convolution?i=five\"", "\"unpool?nosuch=1\"",
                          "\"transposed?view=nosuch\"", "\"convolution?t=1e999\""}) {
    const LoadedSettings loaded = load(fmt::format("[{}, \"deconvlab:matrix?i=7\"]", bad));
    ASSERT_EQ(loaded.refused.size(), 1u) << bad;
    EXPECT_THAT(loaded.settings.scenes, ElementsAre("deconvlab:matrix?i=7")) << bad;
    EXPECT_THAT(say(language_of("en"), loaded.refused.front()), testing::HasSubstr("is no link to a scene")) << bad;
  }
  EXPECT_TRUE(load("[]").refused.empty());
}

}  // namespace
}  // namespace deconvlab::test
