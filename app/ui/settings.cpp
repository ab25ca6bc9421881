#include "app/ui/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>
#include <type_traits>

#include "app/draw/theme.h"
#include "app/lang/lang.h"
#include "app/scenes/scenes.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kLargestFile = 1 << 20;
constexpr std::size_t kLongestId = 255;
constexpr std::size_t kLongestLink = 1 << 14;  // so that those of all scenes stay well within the file

struct Range {
  double low = 0;
  double high = 0;
};
using Names = std::vector<std::string_view>;

template <class Table>
Names ids_of(const Table& table) {
  Names ids;
  for (const auto& line : table) ids.push_back(line.id);
  return ids;
}

// Calls visit(name, field, what it may be) for every field: writing and reading come from here.
template <class AnySettings, class Visit>
void each_field(AnySettings& s, Visit&& visit) {
  visit("theme", s.theme, ids_of(theme_table()));
  visit("language", s.language, ids_of(language_table()));
  visit("text_scale", s.text_scale, Range{0.5, 3});
  visit("speed", s.speed, Range{0.1, 64});
  visit("reduce_motion", s.reduce_motion, Names{"false", "true"});
  visit("left", s.splits.left, Range{100, 1000});
  visit("strip", s.splits.strip, Range{100, 1000});
  visit("side", s.splits.side, Range{0.1, 0.9});
  visit("scene", s.scene, ids_of(scene_table()));
  visit("width", s.width, Range{640, 16384});
  visit("height", s.height, Range{400, 16384});
}

// True where `json` is what the field may be, which it then is.
bool take(const nlohmann::json& json, std::string& field, const Names& names) {
  if (!json.is_string()) return false;
  const auto& text = json.get_ref<const std::string&>();
  if (!text.empty() && std::ranges::find(names, text) == names.end()) return false;
  if (!text.empty()) field = text;
  return true;
}
bool take(const nlohmann::json& json, bool& field, const Names&) {
  if (json.is_boolean()) field = json.get<bool>();
  return json.is_boolean();
}
template <class Number>
bool take(const nlohmann::json& json, Number& field, const Range& range) {
  if (std::is_integral_v<Number> ? !json.is_number_integer() : !json.is_number()) return false;
  const auto value = json.get<double>();
  const bool within = value >= range.low && value <= range.high;
  if (within) field = static_cast<Number>(value);
  return within;
}

std::string should_be(const char* name, const std::string& value, const Names& names) {
  return reason("reason.setting_name", name, value, fmt::format("{}", fmt::join(names, ", ")));
}
std::string should_be(const char* name, const std::string& value, const Range& range) {
  return reason("reason.setting_range", name, value, range.low, range.high);
}

// The lists: visit(name, list, what may stand in it, the sentence about what may not).
template <class AnySettings, class Visit>
void each_list(AnySettings& s, Visit&& visit) {
  visit(
      "scenes", s.scenes, [](const std::string& link) { return open_link(link).has_value(); }, "reason.setting_link");
  visit(
      "visited", s.visited, [](const std::string& id) { return find_scene(id).has_value(); }, "reason.setting_scene");
  visit(
      "learnt", s.learnt, [](const std::string& id) { return !id.empty() && id.size() <= kLongestId; }, "reason.setting_guide");
}

// What is none any more is not kept.
bool take_one(const nlohmann::json& json, std::vector<std::string>& list, bool (*is_one)(const std::string&)) {
  const bool good = json.is_string() && is_one(json.get_ref<const std::string&>());
  if (good) list.push_back(json.get<std::string>());
  return good;
}

// As the file has it, cut where it is long.
std::string shown(const nlohmann::json& json) {
  constexpr std::size_t kMost = 40;
  const std::string text = json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  return text.size() <= kMost ? text : text.substr(0, kMost) + "...";
}

}  // namespace

std::filesystem::path settings_file() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config && *config) return std::filesystem::path(config) / "deconvlab" / "settings.json";
  const char* home = std::getenv("HOME");
  if (home && *home) return std::filesystem::path(home) / ".config" / "deconvlab" / "settings.json";
  return {};
}

LoadedSettings load_settings(const std::filesystem::path& file) {
  LoadedSettings loaded;
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) return {.settings = {}, .first_start = true, .refused = {}};
  const auto refuse = [&](const std::string& why) {
    loaded.refused.push_back(fail(ErrorCode::malformed, file.string(), ".json", why).value());
  };
  const auto text = read_whole(file, kLargestFile);
  if (!text) return {.settings = {}, .first_start = true, .refused = {text.error()}};
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  loaded.first_start = !json.is_object();
  if (loaded.first_start) refuse(reason("reason.not_json"));
  each_field(loaded.settings, [&](const char* name, auto& field, const auto& allowed) {
    const auto found = json.is_object() ? json.find(name) : json.end();
    if (found != json.end() && !take(*found, field, allowed)) refuse(should_be(name, shown(*found), allowed));
  });
  each_list(loaded.settings,
            [&](const char* name, std::vector<std::string>& list, bool (*is_one)(const std::string&), const char* should_be) {
              const auto found = json.is_object() ? json.find(name) : json.end();
              if (found == json.end()) return;
              if (!found->is_array()) return refuse(reason("reason.setting_links", name, shown(*found)));
              for (const nlohmann::json& one : *found) take_one(one, list, is_one) ? void() : refuse(reason(should_be, name, shown(one)));
            });
  return loaded;
}

SceneStates scene_states(const Settings& settings) {
  SceneStates states;
  for (const std::string& link : settings.scenes) {
    if (const auto model = open_link(link)) states.insert_or_assign(model->lesson.scene, *model);
  }
  return states;
}

std::vector<std::string> links_to_scenes(const Document& document) {
  SceneStates states = document.left;
  states.insert_or_assign(document.model.lesson.scene, document.model);
  std::vector<std::string> links;
  for (const auto& [id, state] : states) {
    Model model;
    static_cast<SceneState&>(model) = state;
    const auto home = open_link(id);
    if (home && static_cast<const SceneState&>(*home) == state) continue;
    if (std::string link = to_link(model); link.size() <= kLongestLink) links.push_back(std::move(link));
  }
  return links;
}

Expected<void> save_settings(const Settings& settings, const std::filesystem::path& file) {
  if (file.empty()) return {};
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  nlohmann::json json;
  each_field(settings, [&](const char* name, const auto& field, const auto&) { json[name] = field; });
  each_list(settings, [&](const char* name, const auto& list, auto&&...) { json[name] = list; });
  return write_whole(file, [&](Sink& sink) { sink.write(json.dump(2) + "\n"); });
}

}  // namespace deconvlab
