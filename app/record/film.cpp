#include "app/record/film.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "app/record/crop.h"
#include "app/scenes/scenes.h"
#include "app/state/player.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr double kLastStays = 1;  // seconds

// The moments of a walk that takes so many seconds.
std::vector<double> even_moments(double from, double to, double seconds, double per_second) {
  const auto frames = std::max<std::int64_t>(2, std::llround(seconds * per_second));
  std::vector<double> moments;
  for (std::int64_t n = 0; n < frames; ++n)
    moments.push_back(from + (to - from) * static_cast<double>(n) / static_cast<double>(frames - 1));
  return moments;
}

// Those that the window shows while it plays; with so few frames that a step has none between, whole steps.
std::vector<double> played_moments(Model model, double from, double to, double per_second) {
  Player player;
  model.time = from;
  model.speed = 1;
  model.reduce_motion = per_second <= steps_per_second(model);
  std::vector<double> moments{from};
  while (moments.back() < to && std::ssize(moments) <= kMostFrames) {
    model.playing = true;
    player.advance(model, 1 / per_second, static_cast<std::int64_t>(to) + 1);
    moments.push_back(std::min(to, model.time));
  }
  moments.insert(moments.end(), static_cast<std::size_t>(std::lround(kLastStays * per_second)), to);
  return moments;
}

Expected<void> check_steps(std::int64_t from, std::int64_t to, std::int64_t last) {
  for (const std::int64_t step : {from, to}) {
    if (step < 0 || step > last) return fail(ErrorCode::step_out_of_range, step, last);
  }
  return {};
}

}  // namespace

Expected<Film> film_of(const Model& model, const FilmRequest& request) {
  TRY(find_scene(model.lesson.scene));
  const auto results = std::make_shared<const Results>(TRY(compute(model.lesson)));
  const std::int64_t last = std::max<std::int64_t>(0, timeline_of(model, model.pinned, &*results).steps - 1);
  const std::int64_t to = request.to < 0 ? last : request.to;
  TRY(check_steps(request.from, to, last));
  const auto begin = static_cast<double>(std::min(request.from, to)), end = static_cast<double>(to);
  if (request.seconds && *request.seconds * request.per_second > static_cast<double>(kMostFrames))
    return fail(ErrorCode::too_large, "--seconds", fmt::format("{}", *request.seconds),
                static_cast<double>(kMostFrames) / request.per_second);
  auto moments = request.seconds ? even_moments(begin, end, *request.seconds, request.per_second)
                                 : played_moments(model, begin, end, request.per_second);
  if (std::ssize(moments) > kMostFrames + std::lround(request.per_second))
    return fail(ErrorCode::too_large, "--fps", fmt::format("{}", request.per_second), kMostFrames);
  Film film{.frames = std::ssize(moments), .per_second = request.per_second, .at = {}};
  PageLook look = request.look;
  look.crop = false;  // each frame alone: all are of one size
  film.at = [=, each = request.each, frames = film.frames, moments = std::move(moments)](std::int64_t frame) {
    if (each) each(frame, frames);
    Model then = model;
    then.time = moments[static_cast<std::size_t>(frame)];
    return page_of(then, results, look);
  };
  return request.look.crop ? cropped(std::move(film)) : film;
}

}  // namespace deconvlab
