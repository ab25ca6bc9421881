#include "app/state/guide.h"

#include <algorithm>

#include "core/find_named.h"

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

std::string lesson_in(std::string_view link) {
  constexpr std::string_view kLesson = "lesson/";
  if (link.starts_with(kLinkScheme)) link.remove_prefix(kLinkScheme.size());
  return link.starts_with(kLesson) ? std::string(link.substr(kLesson.size())) : std::string();
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

Error unknown_lesson(std::span<const Guide> guides, std::string_view id) {
  return fail(ErrorCode::unknown_name, "lesson", id, names_of(guides, &Guide::id)).value();
}

std::optional<std::size_t> guide_of_scene(std::span<const Guide> guides, std::string_view scene) {
  return place_of(guides, [&](const Guide& guide) { return guide.track == Track::scenes && guide.scene == scene; });
}

}  // namespace deconvlab
