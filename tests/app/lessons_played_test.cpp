// Every lesson is played in the window by its keys, from its first thought to its last, in every language: nothing is refused, every
// thought is said over its picture, and what is asked for is answered with core's value.
#include <gmock/gmock.h>

#include "app/course/guides.h"
#include "app/scenes/scenes.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

std::span<const Guide> guides() {
  static const LoadedGuides loaded = load_guides(scene_facts());
  return loaded.guides;
}

class EachLanguage : public WindowTest, public ::testing::WithParamInterface<std::string> {
 protected:
  const Document& document() { return shell().document(); }

  void answer(const Beat& beat) {
    EXPECT_FALSE(document().guide->solved);
    type(number(shell().results()->output.at(beat.cell)));
    key(Key::enter);
    frame(3);
    EXPECT_TRUE(document().guide->solved);
    EXPECT_EQ(shell().ui().guide_words, words_in(beat.done, GetParam()));
  }

  void play(const Guide& guide) {
    shell().carry_out(command::StartGuide{guide.id, 0});
    for (std::size_t n = 0; n < guide.beats.size(); ++n) {
      SCOPED_TRACE(guide.id + " " + std::to_string(n + 1));
      wait_for_results();
      ASSERT_TRUE(document().guide && guide_in(document()) == &guide);
      EXPECT_EQ(document().guide->beat, n);
      EXPECT_TRUE(shell().results());
      EXPECT_EQ(shell().ui().guide_words, words_in(guide.beats[n].said, GetParam()));
      EXPECT_FALSE(shell().ui().hits.empty());
      if (guide.beats[n].kind == BeatKind::predict) answer(guide.beats[n]);
      EXPECT_FALSE(shell().ui().message_is_error) << shell().ui().message;
      key(Key::page_down);
      frame(3);
    }
    EXPECT_NE(guide_in(document()), &guide);
    EXPECT_TRUE(document().learnt.contains(guide.id));
  }
};

TEST_P(EachLanguage, PlaysEveryLessonToItsEnd) {
  open("convolution");
  shell().teach(guides(), {});
  shell().carry_out(command::SetLanguage{GetParam()});
  for (const Guide& guide : guides()) play(guide);
}

std::vector<std::string> language_ids() {
  std::vector<std::string> ids;
  for (const Language& language : language_table()) ids.emplace_back(language.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(Lessons, EachLanguage, ::testing::ValuesIn(language_ids()), [](const auto& info) { return info.param; });

}  // namespace
}  // namespace deconvlab::test
