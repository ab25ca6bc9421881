// Full screen before an audience: the picture with its sentence, and what a lecturer points, draws and waits with. All of it belongs to the
// window: no link has it, and nothing of it is undone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/draw/canvas.h"
#include "app/lessons/lesson.h"
#include "app/state/guide.h"

namespace deconvlab {

struct Panel;
struct Still;  // still.h

// Where the pointer was some seconds ago.
struct TrailPoint {
  Point at;
  double seconds = 0;
};

// What pen strokes are drawn on: another one has none.
struct PenSheet {
  Rect page;
  Lesson lesson;
  double step = 0;  // that is being made
  std::optional<GuidePlace> guide;

  bool operator==(const PenSheet&) const = default;
};

struct Presenter {
  bool on = false;
  bool black = false;      // the screen
  bool spotlight = false;  // while its key is held
  bool pen = false;
  bool trail = true;
  bool clock = true;
  double began = 0;                      // time of day in seconds
  std::string said_time{};               // by the clock
  std::shared_ptr<const Still> still{};  // what is shown while something else is prepared; null: what there is
  PenSheet sheet{};
  std::vector<std::vector<Point>> strokes{};
  bool drawing = false;
  std::vector<TrailPoint> pointed{};
};

// Whether the picture has the window to itself, presenting or not.
bool fills_window(const Panel& panel);
void turn_presenting(const Panel& panel);
void end_presenting(const Panel& panel);
// What is shown stands still, whatever is done, until it is turned off.
void turn_still(const Panel& panel);
void wipe(Presenter& presenter);
// Whether the screen was black and a key or a click has ended that.
bool wakes(const Panel& panel);
// Whether something of it moves by itself.
bool presenter_moves(const Presenter& presenter);

// The scene's picture with its title and question, or the guide's thought, and the step's sentence.
void draw_presented(const Panel& panel, Rect page, double seconds);

}  // namespace deconvlab
