// The map: a page with a card for each scene, in the chapters, with what leads from one scene to another.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/scenes/scenes.h"
#include "app/ui/panels/panel.h"

namespace deconvlab {

inline constexpr double kCardMargin = 6;  // of a card's text
inline constexpr double kTickRoom = 18;   // beside a title
inline constexpr double kMapHead = 52;    // above the first row: the page's title and buttons
inline constexpr double kMapEdge = 24;

// A scene's place on the page, in logical pixels.
struct Card {
  const Scene* scene;
  Rect area;     // all of it: what is clicked
  Rect picture;  // its upper part
};

struct ChapterPlace {
  const Chapter* chapter;
  Point heading;  // the middle of the line, at its left end
};

struct MapLayout {
  std::vector<Card> cards;  // in the order of the table of scenes
  std::vector<ChapterPlace> chapters;
  Rect free;          // beside the last row
  double title = 14;  // sizes of a card's text
  double question = 12;
  double strip = 28;  // above each row: headings and relations
};

// On a page of this size, whose text `canvas` measures; the pictures cover whole real pixels, `scale` for each logical one.
MapLayout lay_out_map(Canvas& canvas, Rect page, const Language& language, double scale);

// Shows the map with this scene's card chosen.
void show_map(UiState& ui, std::string_view scene);
// The card beside the chosen one, `by` columns and rows from it; none beyond the edges.
void choose_card(const Panel& panel, Cell by);
// Opens the scene as it was left, else at its home, and closes the map.
void open_card(const Panel& panel, int nth);
// Whether the map is shown and something on it moves or is still to come.
bool map_moves(const UiState& ui);

}  // namespace deconvlab
