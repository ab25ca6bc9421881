// A guide on paper: every thought is there, its picture smaller than a window shows it, and what is asked for is not given away.
#include "app/record/handout.h"

#include <gmock/gmock.h>

#include "app/course/guides.h"
#include "app/draw/scaled_canvas.h"
#include "app/scenes/scenes.h"
#include "tests/app/recording_canvas.h"
#include "tests/app/said.h"

namespace deconvlab::test {
namespace {

std::vector<std::string> texts_on(const Figure& page) {
  RecordingCanvas canvas;
  page.draw(canvas);
  return texts_of(canvas);
}

TEST(Handout, HasEveryThoughtInItsLanguage) {
  const LoadedGuides loaded = load_guides(scene_facts());
  for (const char* id : {"fractional", "decoder", "01-undoes"}) {
    const auto place = find_guide(loaded.guides, id);
    ASSERT_TRUE(place) << id;
    const Guide& guide = loaded.guides[*place];
    for (const Language& language : language_table()) {
      const auto pages = handout_pages(guide, std::string(language.id));
      ASSERT_TRUE(pages) << id;
      EXPECT_EQ(pages->size(), (guide.beats.size() + 1) / 2) << id;
      for (std::size_t n = 0; n < guide.beats.size(); ++n) {
        std::string all;
        for (const std::string& text : texts_on((*pages)[n / 2])) all += text + "\n";
        EXPECT_THAT(all, testing::HasSubstr(words_in(guide.title, language.id)));
        EXPECT_THAT(all, testing::HasSubstr(std::to_string(n + 1) + ".  ")) << id;
      }
    }
  }
}

TEST(Handout, DoesNotGiveAwayWhatItAsks) {
  const std::string text = R"(scene = "convolution"
title = { en = "t", zh = "t" }
[[beat]]
kind = "predict"
at = "i=4&k=3&s=1&p=0&kernel=ones&input=own:4:1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16"
steps = [3]
cell = [1, 1]
en = "?"
zh = "?"
done = { en = "d", zh = "d" }
)";
  const auto guide = read_guide(text, "t.toml", scene_facts());
  ASSERT_TRUE(guide);
  const auto pages = handout_pages(*guide, "en");
  ASSERT_TRUE(pages);
  const auto texts = texts_on(pages->front());
  EXPECT_THAT(texts, testing::Contains("90"));                // y(1,0) = 9 · 10
  EXPECT_THAT(texts, testing::Not(testing::Contains("99")));  // y(1,1) = 9 · 11
}

TEST(ScaledCanvas, MovesAndShrinksAllThatIsDrawn) {
  RecordingCanvas onto;
  ScaledCanvas canvas(onto, {100, 50}, 0.5);
  Canvas& drawn = canvas;
  drawn.fill_rect({10, 20, 30, 40}, rgb(0));
  drawn.line({0, 0}, {8, 4}, {rgb(0), 2});
  drawn.text({20, 10}, "x", {.color = rgb(0), .size = 20});
  ASSERT_EQ(onto.fills.size(), 1u);
  EXPECT_EQ(onto.fills[0].rect, (Rect{105, 60, 15, 20}));
  EXPECT_EQ(onto.lines[0].b.x, 104);
  EXPECT_EQ(onto.lines[0].width, 1);
  EXPECT_EQ(onto.texts[0].size, 10);
  EXPECT_EQ(onto.texts[0].rect.x, 110);
  EXPECT_EQ(drawn.text_width("mm", {.color = rgb(0), .size = 20}), onto.text_width("mm", {.color = rgb(0), .size = 10}) * 2);
}

}  // namespace
}  // namespace deconvlab::test
