// Where the cards of the map stand, and how large their text is.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/draw/rich_text.h"
#include "app/ui/panels/scene_map.h"

namespace deconvlab {

namespace {

constexpr double kFoot = 14;
constexpr double kGap = 10;         // between two cards
constexpr double kBeside = 18;      // between two chapters
constexpr double kMostText = 0.42;  // of a card's height
constexpr double kSizes[] = {15, 14.5, 14, 13.5, 13, 12.5, 12, 11.5, 11, 10, 9.5, 9};
constexpr double kQuestionShare = 0.88;  // of the title's size
constexpr double kLine = 1.45;           // as draw_wrapped has it

// Side by side; together as many scenes as columns, or fewer.
constexpr std::array<std::array<std::string_view, 2>, 3> kRows{{{"slide", "up"}, {"turn", "traps"}, {"networks", "atlas"}}};

const Chapter& chapter_named(std::string_view id) { return *std::ranges::find(chapter_table(), id, &Chapter::id); }

int columns() {
  std::size_t most = 0;
  for (const auto& row : kRows) most = std::max(most, chapter_named(row[0]).scenes.size() + chapter_named(row[1]).scenes.size());
  return static_cast<int>(most);
}

double text_height(Canvas& canvas, const Scene& scene, const Language& language, double width, double size) {
  const double question = size * kQuestionShare;
  const int title_lines =
      wrapped_lines(canvas, width - kTickRoom, {std::string(phrase(language, scene.title_key)), {}, Weight::bold}, size);
  const int lines = wrapped_lines(canvas, width, {std::string(phrase(language, scene.question_key)), {}}, question);
  return kLine * (title_lines * size + lines * question);
}

double highest_text(Canvas& canvas, const Language& language, double width, double size) {
  double highest = 0;
  for (const Scene& scene : scene_table()) highest = std::max(highest, text_height(canvas, scene, language, width, size));
  return highest;
}

}  // namespace

MapLayout lay_out_map(Canvas& canvas, Rect page, const Language& language, double scale) {
  const auto snap = [&](double x) { return std::floor(x * scale) / scale; };
  const int count = columns();
  const double width = snap((page.w - 2 * kMapEdge - kBeside - (count - 2) * kGap) / count);
  const double pitch = (page.h - kMapHead - kFoot) / static_cast<double>(kRows.size());
  MapLayout layout;
  const double height = snap(pitch - layout.strip);
  const double inner = width - 2 * kCardMargin;
  const auto fits = [&](double size) { return highest_text(canvas, language, inner, size) <= height * kMostText; };
  const auto* size = std::ranges::find_if(kSizes, fits);
  layout.title = size == std::end(kSizes) ? std::end(kSizes)[-1] : *size;
  layout.question = layout.title * kQuestionShare;
  const double text = std::min(highest_text(canvas, language, inner, layout.title), height * kMostText) + 2 * kCardMargin;
  std::vector<Card> cards(scene_table().size());
  for (std::size_t row = 0; row < kRows.size(); ++row) {
    const double y = snap(kMapHead + static_cast<double>(row) * pitch + layout.strip);
    double x = kMapEdge;
    for (const std::string_view id : kRows[row]) {
      const Chapter& chapter = chapter_named(id);
      layout.chapters.push_back({&chapter, {snap(x), y - layout.strip / 2}});
      for (const Scene& scene : chapter.scenes) {
        const Rect area{snap(x), y, width, height};
        cards[static_cast<std::size_t>(&scene - scene_table().data())] = {&scene, area, {area.x, area.y, area.w, snap(height - text)}};
        x += width + kGap;
      }
      x += kBeside - kGap;
    }
    layout.free = {x, y, page.w - kMapEdge - x, height};
  }
  layout.cards = std::move(cards);
  return layout;
}

}  // namespace deconvlab
