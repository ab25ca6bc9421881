#include "app/state/guide.h"

#include <algorithm>

namespace deconvlab {

namespace {

template <class Test>
std::optional<std::size_t> place_of(std::span<const Guide> guides, Test&& test) {
  const auto found = std::ranges::find_if(guides, test);
  return found == guides.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - guides.begin()));
}

}  // namespace

const std::string& words_in(const Words& words, std::string_view language) {
  static const std::string none;
  const auto found = words.find(language);
  if (found != words.end()) return found->second;
  return words.empty() ? none : words.begin()->second;
}

bool reaches(const Beat& beat, const Model& model, std::span<const SceneFacts> scenes) {
  return std::ranges::any_of(beat.goals, [&](const std::string& goal) {
    const auto wanted = with_fields(goal, model, scenes);
    return wanted && wanted->lesson == model.lesson;
  });
}

std::optional<std::size_t> find_guide(std::span<const Guide> guides, std::string_view id) {
  return place_of(guides, [&](const Guide& guide) { return guide.id == id; });
}

std::optional<std::size_t> guide_of_scene(std::span<const Guide> guides, std::string_view scene) {
  return place_of(guides, [&](const Guide& guide) { return guide.track == Track::scenes && guide.scene == scene; });
}

}  // namespace deconvlab
