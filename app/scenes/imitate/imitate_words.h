// A moment of the scene "imitate", and what is said about it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/diagram/labels.h"
#include "app/lessons/pooling/imitation.h"

namespace deconvlab {

inline constexpr std::array kAllImitationTargets{ImitationTarget::nearest, ImitationTarget::bilinear, ImitationTarget::unpool};

// The channel of a focus on an output or weight is the target's; this one's of x, which belongs to all of them.
inline constexpr std::int64_t kOfAllTargets = kImitationTargets;

struct ImitateStage {
  const Frame& frame;
  const Resampled& r;
  const Imitations& all;
  std::int64_t update;                            // so many have been made
  std::array<Tensor, kImitationTargets> outputs;  // of the kernels shown
  double largest;                                 // value of the pooled map and the targets

  explicit ImitateStage(const Frame& frame);
  const Tensor& output(ImitationTarget target) const { return outputs[static_cast<std::size_t>(target)]; }
  const Tensor& kernel(ImitationTarget target) const { return all[target].kernel(update); }
  const Geometry& up() const { return frame.results.geometry; }
  const Geometry& pool() const { return r.pool; }
  Extent large() const { return pool().input(); }
  Extent small() const { return pool().output(); }
  Cell switch_of(Cell pooled) const;
  // Whether a target's training came to nothing before this update, whether each target's did, and any's.
  bool stopped(ImitationTarget target) const { return all[target].stopped(update); }
  bool all_stopped() const;
  bool any_stopped() const;
  // At how many different places of their windows the switches stand.
  std::int64_t places() const;
};

// The colour of a target's curve and title.
Color ink_of(const Theme& theme, ImitationTarget target);
std::string title_of(const Language& language, ImitationTarget target);
// "1.874", "3.4·10⁻⁵"; "∞" and "NaN" of a training that left the numbers.
std::string loss_text(double loss);
// The floor as the picture says it: "0" where there is none but rounding.
std::string floor_text(const Imitation& one);

// What each target comes to, and why; what diverged.
std::vector<std::string> imitate_statements(const ImitateStage& stage);
std::string imitate_sentence(const ImitateStage& stage);
std::string describe_imitation(const Focus& focus, const Frame& frame);

}  // namespace deconvlab
