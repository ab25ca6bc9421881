#include "app/record/handout.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app/draw/rich_text.h"
#include "app/draw/scaled_canvas.h"
#include "app/draw/theme.h"
#include "app/lang/lang.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 794, kHeight = 1123;  // of A4
constexpr double kMargin = 48;
constexpr double kTitle = 22;
constexpr double kHead = 92;  // down to the first picture
constexpr double kSentence = 15;
constexpr double kSmall = 11;
constexpr double kBetween = 500;  // from a picture to the next
constexpr int kLines = 3;
constexpr std::size_t kOnAPage = 2;

struct Thought {
  Figure picture;
  std::string sentence;
};

// What the beat ends with; of one that asks for a value the step before it.
Expected<Model> state_of(const Beat& beat, const std::string& language) {
  Model model;
  model.language = language;
  model = TRY(open_link(beat.link, model, scene_facts()));
  model.time = beat.kind == BeatKind::predict ? std::max(0.0, beat.last - 1) : beat.last;
  return model;
}

Expected<std::vector<Thought>> thoughts_of(const Guide& guide, const std::string& language) {
  std::vector<Thought> thoughts;
  for (std::size_t n = 0; n < guide.beats.size(); ++n) {
    const Beat& beat = guide.beats[n];
    const Model model = TRY(state_of(beat, language));
    thoughts.push_back({TRY(still(model, {})), fmt::format("{}.  {}", n + 1, words_in(beat.said, language))});
  }
  return thoughts;
}

void draw_thought(Canvas& canvas, double y, const Thought& thought, const Theme& theme) {
  const double width = kWidth - 2 * kMargin;
  const double scale = width / thought.picture.width;
  const double height = thought.picture.height * scale;
  ScaledCanvas scaled(canvas, {kMargin, y}, scale);
  thought.picture.draw(scaled);
  canvas.stroke_rect({kMargin, y, width, height}, {theme.line, 1});
  draw_wrapped(canvas, {kMargin, y + height + 22}, width, {thought.sentence, theme.text}, kSentence, kLines);
}

}  // namespace

Expected<std::vector<Figure>> handout_pages(const Guide& guide, const std::string& language) {
  const auto thoughts = std::make_shared<const std::vector<Thought>>(TRY(thoughts_of(guide, language)));
  const std::string title = words_in(guide.title, language);
  const std::size_t count = (thoughts->size() + kOnAPage - 1) / kOnAPage;
  std::vector<Figure> pages;
  for (std::size_t page = 0; page < count; ++page) {
    pages.push_back({.width = kWidth, .height = kHeight, .link = thoughts->front().picture.link, .title = title, .language = language});
    pages.back().draw = [thoughts, title, page, count](Canvas& canvas) {
      const Theme& theme = theme_of("light");
      canvas.text({kMargin, kMargin + kTitle / 2}, title, {.color = theme.text, .size = kTitle, .weight = Weight::bold});
      const std::size_t last = std::min(thoughts->size(), (page + 1) * kOnAPage);
      for (std::size_t n = page * kOnAPage; n < last; ++n)
        draw_thought(canvas, kHead + kBetween * static_cast<double>(n % kOnAPage), (*thoughts)[n], theme);
      canvas.text({kWidth - kMargin, kHeight - kMargin / 2}, fmt::format("DeconvLab  {} / {}", page + 1, count),
                  {.color = theme.muted, .size = kSmall, .align = Align::right});
    };
  }
  return pages;
}

}  // namespace deconvlab
