#include <algorithm>

#include "app/lang/text.h"
#include "app/lessons/fcn/fcn_offsets.h"
#include "app/lessons/wipe.h"
#include "app/scenes/fcn/fcn_parts.h"
#include "app/scenes/fcn/fcn_shown.h"
#include "app/scenes/fcn/fcn_wipe.h"
#include "app/state/player.h"

namespace deconvlab {

namespace {

std::int64_t differing(const FcnShown& s) {
  std::int64_t count = 0;
  for (std::int64_t n = 0; n < s.size().area(); ++n) {
    const Cell c = s.size().cell_at(n);
    if (label_at(s.variant, c) != s.variant.nearest.at(c)) ++count;
  }
  return count;
}

// What the crop follows from: the last two lines of its table.
std::string frame_story(const FcnShown& s) {
  const auto& offsets = fcn_offsets(fcn_variant(s.frame.model.lesson.view));
  const FcnOffset &upsampled = *(offsets.end() - 2), &crop = offsets.back();
  return say(s.frame.language, "scene.fcn_step_frame", s.variant.plane.size.h, crop.crop, s.size().h, s.size().w,
             place_text(upsampled.from), place_text(upsampled.from - upsampled.to), place_text(upsampled.to));
}

std::string story_of(const FcnShown& s) {
  const Language& language = s.frame.language;
  const FcnVariant& v = s.variant;
  const std::int64_t side = v.plane.size.h;
  switch (s.stage) {
    case FcnPhase::scores:
      return v.before.size.h > 0 ? say(language, "scene.fcn_step_fused", s.side(), v.factor)
                                 : say(language, "scene.fcn_step_scores", s.side(), kFcnClasses);
    case FcnPhase::plane:
      return say(language, "scene.fcn_step_plane", 2 * v.factor, v.factor, s.side(), side);
    case FcnPhase::frame:
      return frame_story(s);
    case FcnPhase::overlay:
      return say(language, "scene.fcn_step_overlay", grouped(differing(s)), grouped(s.size().area()));
  }
  return {};
}

}  // namespace

FcnShown fcn_shown(const Frame& frame) {
  const FcnResult& of = frame.results.of<FcnResult>();
  if (is_wiped(frame.model.lesson)) return {frame, *of.picture, of.fcn->variants[wiped_variant(frame)], FcnPhase::overlay};
  const auto stage = static_cast<FcnPhase>(moment_of(frame.model.time, kFcnSteps).step);
  return {frame, *of.picture, of.fcn->variants[fcn_variant(frame.model.lesson.view)], stage};
}

std::uint8_t label_at(const FcnVariant& v, Cell c) { return v.plane.at({c.row + v.crop, c.col + v.crop}); }

std::optional<std::int64_t> class_at(const FcnShown& s, const Focus& focus) {
  if (focus.target == Target::input && s.variant.coarse.size.contains(focus.cell)) return s.variant.coarse.at(focus.cell);
  if (focus.target == Target::output && s.size().contains(focus.cell)) return label_at(s.variant, focus.cell);
  return std::nullopt;
}

std::string describe_fcn(const Focus& focus, const Frame& frame) {
  const FcnShown s = fcn_shown(frame);
  const auto& [row, col] = focus.cell;
  if (focus.target == Target::input && s.variant.coarse.size.contains(focus.cell)) {
    const std::uint8_t label = s.variant.coarse.at(focus.cell);
    return say(frame.language, "scene.fcn_cell", row, col, number(s.variant.scores.at(0, label, row, col)), label);
  }
  if (focus.target != Target::output || !s.size().contains(focus.cell)) return {};
  return say(frame.language, "scene.fcn_pixel", row, col, label_at(s.variant, focus.cell), s.variant.nearest.at(focus.cell));
}

std::string fcn_sentence(const Frame& frame) {
  if (std::string pointed = describe_fcn(frame.focus, frame); !pointed.empty()) return pointed;
  const FcnShown s = fcn_shown(frame);
  if (is_wiped(frame.model.lesson)) return story_of(s);
  return say(frame.language, "scene.overlap_step", static_cast<std::int64_t>(s.stage) + 1, kFcnSteps) + story_of(s);
}

std::string fcn_note(const Frame& frame) {
  const FcnShown s = fcn_shown(frame);
  const FcnVariant& v = s.variant;
  const std::int64_t before = v.crop - v.factor / 2;  // of the first cell's pixels, how many lie before the picture's
  switch (s.stage) {
    case FcnPhase::scores:
      return v.before.size.h > 0 ? std::string() : say(frame.language, "scene.fcn_note_scores", v.factor, before, v.factor - 1 - before);
    case FcnPhase::plane:
      return {};
    case FcnPhase::frame:
      return say(frame.language, "scene.fcn_note_frame", v.crop, v.crop + s.size().h - 1, v.crop + s.size().w - 1, v.plane.size.h);
    case FcnPhase::overlay:
      return say(frame.language, "scene.fcn_note_overlay", v.crop, kFcnClasses);
  }
  return {};
}

}  // namespace deconvlab
