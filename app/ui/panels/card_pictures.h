// The pictures on the map's cards: each drawn by its scene at its home, computed beside the window and kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/diagram/scene.h"
#include "app/state/lesson_worker.h"
#include "app/state/player.h"
#include "core/cpu/cpu_device.h"

namespace deconvlab {

// How the pictures are to be: all of them are made anew where it changes.
struct CardLook {
  std::string theme, language;
  int width = 0, height = 0;  // of a picture, real pixels

  bool operator==(const CardLook&) const = default;
};

class CardPictures {
 public:
  CardPictures();

  // A frame's share of the work: asks for the next scene's results and draws one picture at most.
  void advance(const CardLook& look);
  // Whether every picture is there.
  bool complete() const;
  // In the order of the table of scenes; nullptr where it is still to come.
  const Raster* of(int nth) const;
  // The picture of a scene that plays, `seconds` after the last one, from its first step on and again and again; with reduced motion in
  // whole steps. Its picture at home until its results are there.
  const Raster* playing(int nth, double seconds, bool reduce_motion);
  // The next one that plays begins anew.
  void stop();
  // Frees what the scenes were computed to; the pictures stay.
  void rest();

 private:
  struct Card {
    Model model;  // at its home
    std::optional<Expected<Results>> results;
    std::optional<Raster> raster;
    PictureMemo pictures = {};
    PatternMemo pattern = {};
  };
  struct Playing {
    int nth;
    Model model;
    Player player;
    Raster raster;
    double waited = 0;  // seconds since its last step
  };
  void ask();
  Raster draw(Card& card, const Model& model);
  bool lacks_results(int nth) const;

  CardLook look_;
  std::vector<Card> cards_;
  std::optional<Playing> player_;
  int asked_ = -1;   // the card whose lesson is being computed
  int wanted_ = -1;  // the card that plays
  CpuDevice cpu_;
  LessonWorker worker_;
};

}  // namespace deconvlab
