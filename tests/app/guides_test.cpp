// Guides: what the program brings along is whole and true, what a file says wrongly is named, and playing goes as it should.
#include "app/course/guides.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <set>

#include "app/scenes/scenes.h"
#include "app/state/update.h"
#include "tests/core/folder.h"

namespace deconvlab::test {
namespace {

const LoadedGuides& all() {
  static const LoadedGuides loaded = load_guides(scene_facts());
  return loaded;
}

TEST(Guides, OfTheProgramAreReadAndEverySceneHasOne) {
  for (const Error& error : all().refused) ADD_FAILURE() << say(language_of("en"), error);
  for (const SceneFacts& scene : scene_facts()) EXPECT_TRUE(guide_of_scene(all().guides, scene.id)) << scene.id;
  std::set<std::string> ids;
  for (const Guide& guide : all().guides) EXPECT_TRUE(ids.insert(guide.id).second) << guide.id;
  EXPECT_EQ(std::ranges::count(all().guides, Track::confusions, &Guide::track), 18);
  EXPECT_GE(std::ranges::count(all().guides, Track::told, &Guide::track), 10);
}

TEST(Guides, OfTheProgramAreInEveryLanguage) {
  for (const Guide& guide : all().guides) {
    for (const Language& language : language_table()) EXPECT_TRUE(guide.title.contains(language.id)) << guide.id << " " << language.id;
  }
}

TEST(Guides, HaveFromThreeToSevenThoughtsAScene) {
  for (const Guide& guide : all().guides) {
    if (guide.track != Track::scenes) continue;
    EXPECT_GE(guide.beats.size(), 3u) << guide.id;
    EXPECT_LE(guide.beats.size(), 7u) << guide.id;
  }
}

// Where a goal leads there is a picture, and there the goal is reached.
TEST(Guides, EveryGoalCanBeReached) {
  for (const Guide& guide : all().guides) {
    for (const Beat& beat : guide.beats) {
      for (const std::string& goal : beat.goals) {
        SCOPED_TRACE(guide.id + " " + goal);
        const auto start = open_link(beat.link);
        ASSERT_TRUE(start);
        const auto there = with_fields(goal, *start, scene_facts());
        ASSERT_TRUE(there);
        EXPECT_TRUE(reaches(beat, *there, scene_facts()));
        EXPECT_FALSE(reaches(beat, *start, scene_facts()));
        EXPECT_TRUE(resolve(there->lesson));
      }
    }
  }
}

TEST(Guides, EveryValueThatIsAskedForCanBeTyped) {
  for (const Guide& guide : all().guides) {
    for (const Beat& beat : guide.beats) {
      if (beat.kind != BeatKind::predict) continue;
      const auto model = open_link(beat.link);
      ASSERT_TRUE(model) << guide.id;
      const auto results = compute(model->lesson);
      ASSERT_TRUE(results && results->output.size() > 0) << guide.id;
      const double value = results->output.at(beat.cell);
      EXPECT_LE(std::abs(value * 1000 - std::round(value * 1000)), 1e-3) << guide.id << " " << value;  // three decimals say it
      EXPECT_LT(std::abs(value), 10000) << guide.id;
    }
  }
}

constexpr const char* kGood = R"(scene = "fractional"
[title]
en = "Title"
zh = "标题"
[[beat]]
at = "i=3&k=3&s=2&p=1"
steps = [0, 3]
focus = ["input"]
en = "One."
zh = "一。"
)";

std::string refusal(const std::string& text) {
  const auto guide = read_guide(text, "own.toml", scene_facts());
  return guide ? "read" : say(language_of("en"), guide.error());
}

TEST(ReadGuide, TakesWhatTheFormatHas) {
  const auto guide = read_guide(kGood, "own.toml", scene_facts());
  ASSERT_TRUE(guide);
  EXPECT_EQ(guide->scene, "fractional");
  EXPECT_EQ(words_in(guide->title, "zh"), "标题");
  ASSERT_EQ(guide->beats.size(), 1u);
  const Beat& beat = guide->beats[0];
  EXPECT_EQ(beat.link, "fractional?i=3&k=3&s=2&p=1");
  EXPECT_EQ(beat.last, 3);
  EXPECT_THAT(beat.focus, testing::ElementsAre(Target::input));
}

TEST(ReadGuide, TakesALessonInOneLanguage) {
  std::string text = kGood;
  for (const std::string_view line : {"zh = \"标题\"\n", "zh = \"一。\"\n"}) text.erase(text.find(line), line.size());
  const auto guide = read_guide(text, "own.toml", scene_facts());
  ASSERT_TRUE(guide);
  EXPECT_EQ(words_in(guide->title, "zh"), "Title");
  EXPECT_EQ(words_in(guide->beats[0].said, "zh"), "One.");
}

struct Wrong {
  const char* from;  // in the good text
  const char* to;
  std::vector<const char*> named;
};

TEST(ReadGuide, NamesTheLineAndWhatIsWrong) {
  const Wrong kWrong[] = {
      {"scene = \"fractional\"\n", "", {"line 1", "scene is missing"}},
      {"scene = \"fractional\"", "scene = 3", {"line 1", "scene should be a text"}},
      {"scene = \"fractional\"", "scene = \"nosuch\"", {"line 6", "nosuch"}},
      {"[title]", "[titel]", {"line 2", "titel", "scene, title, beat"}},
      {"zh = \"标题\"\n", "", {"line 9", "zh", "en"}},
      {"en = \"Title\"\nzh = \"标题\"\n", "", {"line 2", "en is missing"}},
      {"en = \"Title\"", "xx = \"Title\"", {"line 3", "xx", "en, zh, es"}},
      {"[0, 3]", "[0, 99]", {"line 7", "no step 99", "29"}},
      {"[0, 3]", "[-1]", {"line 7", "steps"}},
      {"[0, 3]", "3", {"line 7", "steps"}},
      {"[\"input\"]", "[\"inputs\"]", {"line 8", "inputs", "input, output, kernel, matrix"}},
      {"[\"input\"]", "\"input\"", {"line 8", "focus"}},
      {"i=3&k=3", "i=3&q=3", {"line 6", "q=3"}},
      {"p=1\"", "p=9\"", {"line 6", "p=9"}},
      {"zh = \"一。\"\n", "", {"line 5", "zh is missing"}},
      {"zh = \"一。\"\n", "zh = \"一。\"\nkind = \"goal\"\n", {"done is missing"}},
      {"zh = \"一。\"\n", "zh = \"一。\"\nkind = \"quiz\"\n", {"quiz", "tell, goal, predict"}},
      {"zh = \"一。\"\n", "zh = \"一。\"\nkind = \"goal\"\ngoal = [\"s=2\"]\n[beat.done]\nen = \"y\"\nzh = \"好\"\n", {"reached before"}},
      {"zh = \"一。\"\n", "zh = \"一。\"\nkind = \"goal\"\ngoal = [\"x=2\"]\n[beat.done]\nen = \"y\"\nzh = \"好\"\n", {"x=2"}},
      {"zh = \"一。\"\n", "zh = \"一。\"\nkind = \"predict\"\ncell = [9, 9]\n[beat.done]\nen = \"y\"\nzh = \"好\"\n", {"5 × 5"}},
      {"[[beat]]", "[[beat]", {"line 5"}},
      {"en = \"One.\"", "en = One.", {"line 9"}},
  };
  for (const Wrong& wrong : kWrong) {
    std::string text = kGood;
    const std::size_t at = text.find(wrong.from);
    ASSERT_NE(at, std::string::npos) << wrong.from;
    text.replace(at, std::string_view(wrong.from).size(), wrong.to);
    const std::string said = refusal(text);
    EXPECT_THAT(said, testing::HasSubstr("own.toml")) << wrong.to;
    for (const char* name : wrong.named) EXPECT_THAT(said, testing::HasSubstr(name)) << wrong.to;
  }
}

// A state that has no step at all is refused, also where the file names none.
TEST(ReadGuide, RefusesAStateWithoutSteps) {
  const std::string said =
      refusal("scene = \"layers\"\ntitle = { en = \"t\", zh = \"t\" }\n[[beat]]\nat = \"layers=nosuch\"\nen = \"a\"\nzh = \"b\"\n");
  EXPECT_THAT(said, testing::HasSubstr("own.toml"));
  EXPECT_THAT(said, testing::HasSubstr("line "));
}

TEST(ReadGuide, AUsersFilesJoinAndABrokenOneLeavesTheOthers) {
  const Folder folder;
  std::ofstream(folder / "mine.toml") << kGood;
  std::ofstream(folder / "broken.toml") << "scene = ";
  std::ofstream(folder / "notes.txt") << "no guide";
  const LoadedGuides loaded = load_guides(scene_facts(), folder.path());
  EXPECT_EQ(loaded.guides.size(), all().guides.size() + 1);
  ASSERT_EQ(loaded.refused.size(), 1u);
  EXPECT_THAT(say(language_of("en"), loaded.refused[0]), testing::HasSubstr("broken.toml"));
  EXPECT_TRUE(find_guide(loaded.guides, "mine"));
}

// Playing them, without a window.
class GuidePlayed : public testing::Test {
 protected:
  GuidePlayed() {
    for (const char* kind : {"tell", "goal", "predict"}) guides_.push_back(*read_guide(text_with(kind), "t.toml", scene_facts()));
    for (std::size_t n = 0; n < guides_.size(); ++n) guides_[n].id = std::string(1, static_cast<char>('a' + n));
    document_.model = *open_link("convolution?i=7&k=3");
    document_.scenes = scene_facts();
    document_.guides = guides_;
  }
  static std::string text_with(const std::string& kind) {
    std::string text = kGood;
    text += "[[beat]]\nat = \"i=4&k=3&s=2\"\nsteps = [0]\nkind = \"" + kind +
            "\"\ngoal = [\"k=4\", \"k=2\"]\ncell = [0, 0]\nen = \"a\"\nzh = \"b\"\n";
    return text + "[beat.done]\nen = \"c\"\nzh = \"d\"\n";
  }
  std::vector<Guide> guides_;
  Document document_;
};

TEST_F(GuidePlayed, OpensItsBeatsAndPlaysThem) {
  update(document_, command::StartGuide{"a"});
  EXPECT_EQ(document_.model.lesson.scene, "fractional");
  EXPECT_TRUE(document_.model.playing);
  EXPECT_EQ(document_.model.time, 0);
  update(document_, command::ToBeat{1});
  EXPECT_EQ(document_.model.lesson.params.i, Extent::square(4));
  EXPECT_FALSE(document_.model.playing);
  update(document_, command::ToBeat{1});  // the next guide
  EXPECT_TRUE(document_.learnt.contains("a"));
  ASSERT_TRUE(guide_in(document_));
  EXPECT_EQ(guide_in(document_)->id, "b");
  EXPECT_TRUE(document_.guide->follows);
  update(document_, command::ToBeat{-1});
  EXPECT_EQ(document_.guide->beat, 0u);
  update(document_, command::ToBeat{1});
  EXPECT_FALSE(document_.guide->follows);
}

TEST_F(GuidePlayed, WaitsWhileSomethingElseIsTouched) {
  update(document_, command::StartGuide{"a"});
  update(document_, command::StepBy{1});
  update(document_, command::SetTheme{"dark"});
  EXPECT_TRUE(shown_beat(document_));
  update(document_, command::SetSize{Size::k, Axes::both, 4});
  EXPECT_FALSE(shown_beat(document_));
  EXPECT_TRUE(beat_in(document_));
  update(document_, command::BackToGuide{});
  EXPECT_TRUE(shown_beat(document_));
  EXPECT_EQ(document_.model.lesson.params.k, Extent::square(3));
  update(document_, command::GoToScene{"matrix"});
  EXPECT_FALSE(shown_beat(document_));
  update(document_, command::LeaveGuide{});
  EXPECT_FALSE(beat_in(document_));
}

TEST_F(GuidePlayed, SeesThatAGoalIsReached) {
  update(document_, command::StartGuide{"b", 1});
  update(document_, command::SetSize{Size::k, Axes::both, 5});
  EXPECT_TRUE(shown_beat(document_));
  EXPECT_FALSE(document_.guide->solved);
  update(document_, command::SetSize{Size::k, Axes::both, 4});
  EXPECT_TRUE(document_.guide->solved);
  update(document_, command::SetSize{Size::k, Axes::both, 3});
  EXPECT_TRUE(document_.guide->solved);  // once reached it stays so
}

TEST_F(GuidePlayed, IsUndoneAsOneStep) {
  const SceneState before = document_.model;
  update(document_, command::StartGuide{"a"});
  update(document_, command::Undo{});
  EXPECT_EQ(static_cast<const SceneState&>(document_.model), before);
}

TEST_F(GuidePlayed, IsOpenedByALink) {
  update(document_, command::Open{"deconvlab:lesson/b"});
  ASSERT_TRUE(shown_beat(document_));
  EXPECT_EQ(guide_in(document_)->id, "b");
  EXPECT_TRUE(document_.model.playing);
  update(document_, command::Open{"deconvlab:lesson/nosuch"});
  EXPECT_THAT(say(language_of("en"), *document_.refused), testing::HasSubstr("a, b, c"));
  EXPECT_EQ(guide_in(document_)->id, "b");
}

TEST_F(GuidePlayed, AnUnknownOneIsRefused) {
  update(document_, command::StartGuide{"nosuch"});
  EXPECT_TRUE(document_.refused);
  EXPECT_FALSE(document_.guide);
}

}  // namespace
}  // namespace deconvlab::test
