#include "app/ui/panels/card_pictures.h"

#include <algorithm>
#include <utility>

#include "app/diagram/labels.h"
#include "app/draw/cairo_canvas.h"
#include "app/scenes/scenes.h"

namespace deconvlab {

namespace {

constexpr double kCanvas = 640;  // logical pixels that a picture's width has for the scene
constexpr double kMargin = 16;
constexpr double kPause = 1;  // seconds that the last step is seen before it begins anew

}  // namespace

CardPictures::CardPictures() : worker_(cpu_) {
  for (const Scene& scene : scene_table()) cards_.emplace_back().model = open_link(scene.id).value_or(Model{});
}

bool CardPictures::lacks_results(int nth) const { return !cards_[static_cast<std::size_t>(nth)].results; }

// The one that plays first, then those that are computed at once, then the others.
void CardPictures::ask() {
  if (asked_ >= 0) return;
  if (wanted_ >= 0 && lacks_results(wanted_)) {
    asked_ = wanted_;
  } else {
    for (const bool beside : {false, true}) {
      for (int n = 0; n < std::ssize(cards_) && asked_ < 0; ++n) {
        const Card& card = cards_[static_cast<std::size_t>(n)];
        if (!card.raster && !card.results && card.model.lesson.kind->beside == beside) asked_ = n;
      }
    }
  }
  if (asked_ >= 0) worker_.ask(cards_[static_cast<std::size_t>(asked_)].model.lesson);
}

Raster CardPictures::draw(Card& card, const Model& model) {
  const double scale = look_.width / kCanvas;
  const Rect page{0, 0, kCanvas, look_.height / scale};
  CairoCanvas canvas(page.w, page.h, scale);
  const Theme& theme = theme_of(look_.theme);
  const Language& language = language_of(look_.language);
  canvas.fill_rect(page, theme.background);
  if (!*card.results) {
    draw_error(canvas, page, card.results->error(), theme, language);
  } else {
    const Frame frame{.model = model,
                      .results = **card.results,
                      .focus = model.pinned,
                      .theme = theme,
                      .language = language,
                      .pattern_memo = &card.pattern,
                      .picture_memo = &card.pictures};
    const auto scene = find_scene(model.lesson.scene);
    if (scene) (*scene)->draw_main(canvas, page.inset(kMargin), frame);
  }
  Raster raster = canvas.pixels();
  raster.id = fingerprint(raster);
  return raster;
}

void CardPictures::advance(const CardLook& look) {
  if (look != look_) {
    look_ = look;
    for (Card& card : cards_) {
      card.raster.reset();
      card.model.theme = look.theme;
      card.model.language = look.language;
    }
    stop();
  }
  if (auto done = worker_.take(); done && asked_ >= 0)
    cards_[static_cast<std::size_t>(std::exchange(asked_, -1))].results = std::move(done->results);
  ask();
  const auto next = std::ranges::find_if(cards_, [](const Card& card) { return card.results && !card.raster; });
  if (next != cards_.end()) next->raster = draw(*next, next->model);
}

bool CardPictures::complete() const {
  return std::ranges::all_of(cards_, [](const Card& card) { return card.raster.has_value(); });
}

const Raster* CardPictures::of(int nth) const {
  const auto& raster = cards_[static_cast<std::size_t>(nth)].raster;
  return raster ? &*raster : nullptr;
}

const Raster* CardPictures::playing(int nth, double seconds, bool reduce_motion) {
  wanted_ = nth;
  Card& card = cards_[static_cast<std::size_t>(nth)];
  if (!card.results || !*card.results) return of(nth);
  if (!player_ || player_->nth != nth) {
    player_ = Playing{.nth = nth, .model = card.model, .player = {}, .raster = {}, .waited = 0};
    player_->model.time = 0;
  }
  Model& model = player_->model;
  model.reduce_motion = reduce_motion;
  model.playing = true;
  if (!player_->player.advance(model, seconds, step_count(model.lesson))) player_->waited += seconds;
  if (player_->waited > kPause) {
    model.time = 0;
    player_->waited = 0;
  }
  player_->raster = draw(card, model);
  return &player_->raster;
}

void CardPictures::stop() {
  player_.reset();
  wanted_ = -1;
}

void CardPictures::rest() {
  stop();
  for (Card& card : cards_) {
    card.results.reset();
    card.pictures = {};
    card.pattern = {};
  }
}

}  // namespace deconvlab
