#include "app/ui/dialogs/find.h"

#include <algorithm>
#include <sstream>

namespace deconvlab {

namespace {

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return low;
}

std::vector<std::string> words_of(std::string_view typed) {
  std::istringstream stream(lowered(typed));
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// The phrases in all languages, one behind the other.
std::string in_all_languages(std::initializer_list<std::string_view> keys) {
  std::string text;
  for (const Language& language : language_table()) {
    for (const std::string_view key : keys) text += lowered(phrase(language, key)) + "\n";
  }
  return text;
}

bool has_all(const std::string& text, const std::vector<std::string>& words) {
  return std::ranges::all_of(words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

void find_scenes(std::vector<Found>& found, const std::vector<std::string>& words) {
  for (const bool in_title : {true, false}) {
    for (const Scene& scene : scene_table()) {
      const bool titled = has_all(in_all_languages({scene.title_key}) + std::string(scene.id), words);
      const std::string about = "words." + std::string(scene.id);  // what it is about beside its question
      const bool asked = has_all(in_all_languages({scene.title_key, scene.question_key, about}) + std::string(scene.id), words);
      if (in_title ? titled : asked && !titled) found.push_back({.scene = &scene});
    }
  }
}

}  // namespace

std::string_view name_key(const Action& action) {
  const Chord& chord = action.chords[0];
  if (chord.first != chord.last) return {};
  if (!action.tip.empty()) return action.tip;
  const auto alike = std::ranges::count(action_table(), action.line, &Action::line);
  return alike == 1 ? action.line : std::string_view();
}

std::vector<Found> find_typed(const Panel& panel, std::string_view typed) {
  const std::vector<std::string> words = words_of(typed);
  std::vector<Found> found;
  find_scenes(found, words);
  for (const Action& action : action_table()) {
    const std::string_view key = name_key(action);
    const bool possible = !key.empty() && action.id != "find" && is_enabled(action, panel);
    if (possible && has_all(in_all_languages({key}), words)) found.push_back({.action = &action});
  }
  return found;
}

}  // namespace deconvlab
