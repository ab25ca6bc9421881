// The doors into a lesson agree: a link on the command line, a pasted one, a tab and undo; and what is exported is what is shown.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <tuple>

#include "app/record/exports.h"
#include "app/scenes/scenes.h"
#include "app/state/player.h"
#include "app/state/update.h"
#include "core/formats/formats.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"
#include "tests/core/folder.h"

namespace deconvlab::test {
namespace {

Document standing_at(std::string_view link) {
  Document d;
  d.scenes = scene_facts();
  d.model = *open_link(link);
  return d;
}

Lesson by_paste(std::string_view from, std::string_view link) {
  Document d = standing_at(from);
  update(d, command::Open{std::string(link)});
  EXPECT_FALSE(d.refused) << link;
  return d.model.lesson;
}

Lesson by_tab(std::string_view from, std::string_view scene) {
  Document d = standing_at(from);
  update(d, command::GoToScene{std::string(scene)});
  EXPECT_FALSE(d.refused) << scene;
  return d.model.lesson;
}

// Where a lesson of every kind is left behind.
constexpr std::string_view kElsewhere[] = {"convolution?i=7&k=2&s=3&flip=1",
                                           "conv2d-transpose?i=2&k=5",
                                           "unpool?i=6&up=3&kernel=counting",
                                           "imitate?rate=0.5",
                                           "decoder?channel=3",
                                           "gallery?symbols=1"};

TEST(Doors, EverySceneOpensAtItsHomeByEveryDoor) {
  for (const Scene& scene : scene_table()) {
    const Lesson home = open_link(scene.id)->lesson;
    EXPECT_EQ(home.scene, scene.id);
    EXPECT_EQ(home.kind, scene.kind);
    EXPECT_TRUE(resolve(home)) << scene.id;
    EXPECT_GT(step_count(home), 0) << scene.id;
    for (const std::string_view from : kElsewhere) EXPECT_EQ(by_paste(from, fmt::format("deconvlab:{}", scene.id)), home) << from;
    if (scene.id == "gallery") continue;
    EXPECT_EQ(by_tab("gallery", scene.id), home) << scene.id;
  }
}

// Which say nothing of the scene.
TEST(Doors, ALinkOfLooksAloneOpensAtHome) {
  for (const Scene& scene : scene_table()) {
    const auto opened = open_link(fmt::format("deconvlab:{}?theme=dark&lang=zh", scene.id));
    EXPECT_EQ(static_cast<const SceneState&>(*opened), *open_link(scene.id)) << scene.id;
    EXPECT_EQ(opened->theme, "dark");
  }
  EXPECT_EQ(open_link("overlap?theme=dark&t=0")->lesson, open_link("overlap")->lesson);
  EXPECT_EQ(open_link("overlap?")->lesson, open_link("overlap")->lesson);
}

// Whatever was shown before: its settings are a scene's own.
TEST(Doors, ATabComesHomeWhereNobodyWasBefore) {
  for (const Scene& scene : scene_table()) {
    for (const std::string_view from : kElsewhere) {
      Document d = standing_at(from);
      if (d.model.lesson.scene == scene.id) continue;
      update(d, command::GoToScene{std::string(scene.id)});
      EXPECT_EQ(static_cast<const SceneState&>(d.model), *open_link(scene.id)) << scene.id << " from " << from;
    }
  }
}

// To a scene that was left so, and to a link of how it was left.
TEST(Doors, ATabComesBackToWhatALinkOfItSays) {
  for (const std::string_view from : kElsewhere) {
    Document d = standing_at(from);
    const std::string link = to_link(d.model);
    update(d, command::GoToScene{d.model.lesson.scene == "fcn" ? "decoder" : "fcn"});
    update(d, command::GoToScene{std::string(open_link(from)->lesson.scene)});
    EXPECT_EQ(to_link(d.model), link);
    EXPECT_EQ(d.model.lesson, open_link(link)->lesson);
  }
}

TEST(Doors, APictureOfOnesOwnIsTakenOver) {
  Document d = standing_at("kernels");
  update(d, command::ChoosePicture{"own.png"});
  for (const char* scene : {"picture", "decoder"}) {
    update(d, command::GoToScene{scene});
    EXPECT_NE(d.model.lesson.picture, "own.png") << scene;
    update(d, command::TakeOver{});
    EXPECT_EQ(d.model.lesson.picture, "own.png") << scene;
  }
  EXPECT_EQ(by_tab("kernels", "decoder").picture, "objects");
}

std::string random_value(std::string_view field, std::mt19937& random) {
  const auto number = [&](int low, int high) { return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1)); };
  const auto some = [&](std::initializer_list<const char*> values) { return std::string(data(values)[random() % values.size()]); };
  if (field == "padding") return some({"given", "same", "valid", "same-lower", "causal"});
  if (field == "output") return some({"any", "5", "7x6"});
  if (field == "ceil" || field == "flip" || field == "symbols") return some({"0", "1"});
  if (field == "square") return "0";
  if (field == "input") return some({"digits:4", "ones", "own:1x2:0.5,-3", "edge"});
  if (field == "kernel") return some({"gaussian", "uniform:9", "own:2x1:1,-0.25", "ones"});
  if (field == "optimiser") return some({"sgd", "adam"});
  if (field == "rate") return some({"0.01", "2", "0.00013"});
  if (field == "picture") return some({"text", "objects:3", "a%20b.png"});
  if (field == "channel") return some({"-1", "0", "5"});
  if (field == "level") return some({"0", "3"});
  if (field == "wipe") return some({"1,2", "2,1", "3,1"});
  if (field == "bias") return some({"none", "1,-0.5", "2"});
  if (field == "groups") return some({"1", "2"});
  if (field == "p" && random() % 2 == 0) return fmt::format("{},{},{},{}", number(-2, 3), number(-2, 3), number(-2, 3), number(0, 3));
  const int low = field == "p" || field == "a" ? 0 : 1;
  return fmt::format("{}x{}", number(low, 9), number(low, 9));
}

// One field alone leaves all others as they are at home, but those that it is said with: a p stands against a rule, an input of its own
// size is for no larger one, and rows and columns that differ are not linked.
TEST(Doors, WhatALinkDoesNotNameIsAsAtHome) {
  const std::map<std::string_view, std::vector<std::string_view>> said_with{
      {"p", {"padding", "output"}}, {"a", {"padding", "output"}}, {"i", {"input"}}};
  std::mt19937 random(8);
  for (const Scene& scene : scene_table()) {
    const Model home = *open_link(scene.id);
    for (const std::string_view named : scene.kind->fields) {
      const std::string link = fmt::format("{}?{}={}", scene.id, named, random_value(named, random));
      const auto opened = open_link(link);
      ASSERT_TRUE(opened) << link;
      EXPECT_EQ(by_paste("gallery", link), opened->lesson);
      EXPECT_EQ(opened->lesson.view, home.lesson.view) << link;
      for (const Field<Lesson>& field : lesson_fields()) {
        const auto with = said_with.find(named);
        const bool may_differ = field.name == named || field.name == "square" ||
                                (with != said_with.end() && std::ranges::find(with->second, field.name) != with->second.end());
        EXPECT_TRUE(may_differ || field.same(opened->lesson, home.lesson)) << link << ": " << field.name;
      }
    }
  }
}

// Overlap shows the counts when all of them are there, whatever the sizes; kernels pins a pixel of the picture that it has at home.
TEST(Doors, TheMomentOfTheHomeIsOneOfTheLessons) {
  const Model larger = *open_link("overlap?i=5");
  EXPECT_EQ(larger.lesson.params.k, Extent::square(3));
  EXPECT_EQ(larger.lesson.params.s, Extent::square(2));
  EXPECT_EQ(larger.time, 24);  // of 5 x 5 stamps
  EXPECT_EQ(open_link("convolution?i=2&p=0&s=1&k=2")->time, 0);
  EXPECT_EQ(open_link("convolution?i=9")->time, 4);
  EXPECT_EQ(open_link("kernels")->pinned.target, Target::input);
  EXPECT_EQ(open_link("kernels?i=64")->pinned.target, Target::none);
}

std::string random_link(const Scene& scene, std::mt19937& random) {
  std::string link = std::string(scene.id) + "?t=" + std::to_string(random() % 3);
  for (const std::string_view field : scene.kind->fields) {
    if (random() % 3 > 0) link += fmt::format("&{}={}", field, random_value(field, random));
  }
  if (!scene.views.empty()) link += fmt::format("&view={}", scene.views[random() % scene.views.size()].id);
  return link;
}

TEST(Doors, AnyLinkIsOneLessonByEveryDoorAndInItsOwnText) {
  std::mt19937 random(12);
  for (int n = 0; n < 400; ++n) {
    const Scene& scene = scene_table()[random() % scene_table().size()];
    const std::string link = random_link(scene, random);
    SCOPED_TRACE(link);
    const auto model = open_link(link);
    ASSERT_TRUE(model);
    EXPECT_EQ(by_paste(kElsewhere[random() % std::size(kElsewhere)], link), model->lesson);
    EXPECT_EQ(open_link(to_link(*model))->lesson, model->lesson);
    Document d = standing_at("gallery");
    update(d, command::Open{link});
    update(d, command::GoToScene{scene.id == "fcn" ? "decoder" : "fcn"});
    update(d, command::Undo{});
    EXPECT_EQ(d.model.lesson, model->lesson);
  }
}

// Each field that a kind takes changes the link of its lesson; each other one is refused with those that there are.
TEST(Doors, AFieldIsTakenOrRefused) {
  std::mt19937 random(3);
  for (const Scene& scene : scene_table()) {
    for (const Field<Lesson>& field : lesson_fields()) {
      const auto opened = open_link(fmt::format("{}?{}={}", scene.id, field.name, random_value(field.name, random)));
      ASSERT_EQ(opened.has_value(), scene.kind->takes(field.name)) << scene.id << " " << field.name;
      if (opened) continue;
      EXPECT_EQ(opened.error().code, ErrorCode::needless_field);
      EXPECT_EQ(opened.error().args[0], scene.id);
      EXPECT_EQ(opened.error().args[1], field.name);
    }
    const auto view = open_link(fmt::format("{}?view=nosuch", scene.id));
    ASSERT_FALSE(view) << scene.id;
    EXPECT_EQ(view.error().code, scene.views.empty() ? ErrorCode::needless_field : ErrorCode::unknown_name);
    EXPECT_EQ(open_link(fmt::format("{}?t=1&t=1", scene.id)).error().code, ErrorCode::bad_link);
    EXPECT_EQ(open_link(fmt::format("{}?nonsense=1", scene.id)).error().code, ErrorCode::needless_field);
  }
}

// A link of a later version, or one cut and joined wrongly.
TEST(Doors, OpenWhatIsUnderstoodOfALink) {
  Document d = standing_at("fractional");
  update(d, command::Open{"deconvlab:convolution?i=6&later=1&k=2&k=4&s=abc&p=1&view=x&rest"});
  EXPECT_EQ(d.model.lesson, open_link("convolution?i=6&k=2&p=1")->lesson);
  ASSERT_TRUE(d.refused);
  EXPECT_EQ(*d.refused, (Error{ErrorCode::link_in_part, {"later=1, k=4, s=abc, view=x, … (+1)"}}));
  update(d, command::Open{"transposed?s=2&view=none"});
  EXPECT_EQ(d.model.lesson.view, open_link("transposed")->lesson.view);
  EXPECT_EQ(d.refused->args, std::vector<std::string>{"view=none"});
  update(d, command::Open{"transposed?s=2"});
  EXPECT_FALSE(d.refused);
}

TEST(Doors, OpenNothingOfALinkThatSaysNothing) {
  Document d = standing_at("fractional");
  const Model before = d.model;
  update(d, command::Open{"convolution?i=x&rest"});
  EXPECT_EQ(d.model, before);
  EXPECT_EQ(d.refused->code, ErrorCode::bad_link);
  std::string many = "convolution?i=5";
  for (int n = 0; n < 100; ++n) many += fmt::format("&x{}=1", n);
  update(d, command::Open{many});
  EXPECT_EQ(d.model, before);
  EXPECT_EQ(d.refused->code, ErrorCode::needless_field);
}

TEST(Doors, EveryKindIsSomeScenesAndHasSomeWhereToBeShown) {
  for (const LessonKind* kind : kind_table()) {
    EXPECT_TRUE(std::ranges::any_of(scene_table(), [&](const Scene& scene) { return scene.kind == kind; })) << kind->id;
    EXPECT_FALSE(kind->sections.empty()) << kind->id;
    for (const std::string_view field : kind->fields)
      EXPECT_TRUE(std::ranges::any_of(lesson_fields(), [&](const Field<Lesson>& known) { return known.name == field; })) << field;
  }
}

// The matrix times the input of what is shown is its output.
void expect_takes_input_to_output(const Tensor& matrix, const Tensor& x, const Tensor& y) {
  const Extent size = matrix.shape().plane();
  ASSERT_EQ(size.w, x.shape().plane().area());
  ASSERT_EQ(size.h, y.shape().plane().area());
  for (std::int64_t row = 0; row < size.h; ++row) {
    double sum = 0;
    for (std::int64_t col = 0; col < size.w; ++col) sum += double{matrix.at({row, col})} * x.plane(0, 0)[col];
    ASSERT_NEAR(sum, y.plane(0, 0)[row], 1e-3) << row;
  }
}

TEST(Doors, WhatIsExportedIsWhatIsShown) {
  const Folder folder;
  for (const Scene& scene : scene_table()) {
    Model model =
        *open_link(scene.kind->takes("i") ? fmt::format("{}?i={}", scene.id, scene.kind->on_picture() ? 16 : 4) : std::string(scene.id));
    SCOPED_TRACE(scene.id);
    if (scene.id == "fcn") continue;  // a matrix of 295,936 x 256
    if (scene.id == "gallery") model.pinned = {Target::tile, {14, 0}, {}};
    const auto computed = compute(model.lesson);
    ASSERT_TRUE(computed);
    const bool transposed = scene.kind->exported && scene.kind->exported(model.pinned, *computed).transposed();
    const std::string file = (folder.path() / "M.npy").string();
    const auto written = write_export({transposed ? 1 : 0, file}, model);
    ASSERT_EQ(written.has_value(), scene.kind->exported != nullptr);
    if (!written) {
      EXPECT_EQ(written.error().code, ErrorCode::nothing_to_export);
      continue;
    }
    const Results& shown = scene.kind->exported(model.pinned, *computed);
    expect_takes_input_to_output(*read_array(Place(file)), shown.x(), shown.output);
  }
}

class DoorsWindow : public WindowTest {};

TEST_F(DoorsWindow, ADoubleClickChangesOnlyWhatIsShown) {
  for (const char* link : {"unpool", "convolution", "transposed"}) {
    open(link);
    const Model before = model();
    const Hit hit = shell().ui().hits.front();
    double_click(hit.rect.centre());
    frame(2);
    const bool input = hit.focus.target == Target::input && before.lesson.kind->edits_input;
    EXPECT_EQ(shell().ui().edit.cell.target != Target::none, input || hit.focus.target == Target::weight) << link;
    EXPECT_EQ(model().lesson.params, before.lesson.params) << link;
    EXPECT_EQ(model().lesson.input, before.lesson.input) << link;
    key(Key::escape);
  }
}

// Tile 0 has four steps, tile 5 nine: the one that is pointed at or pinned, or else the large one, is counted.
TEST(Doors, TheGallerysCounterCountsTheLargeTile) {
  const Focus none, first{Target::tile, {0, 0}, {}};
  for (const auto& [link, shown, now, all] : {std::tuple{"gallery?t=12", none, 4, 9}, {"gallery?t=13", first, 2, 4}}) {
    const Model model = *open_link(link);
    const auto results = compute(model.lesson);
    const StepCount count = counted_step(timeline_of(model, shown, &*results));
    EXPECT_EQ(count.now, now) << link;
    EXPECT_EQ(count.all, all) << link;
  }
  EXPECT_EQ(counted_step(timeline_of(*open_link("gallery"), none, nullptr)).all, 0);
}

}  // namespace
}  // namespace deconvlab::test
