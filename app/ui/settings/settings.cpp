#include "app/ui/settings/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <string_view>
#include <type_traits>

#include "app/ui/settings/fields.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kLargestFile = 1 << 20;
constexpr std::size_t kLongestId = 255;
constexpr std::size_t kLongestPath = 4096;
constexpr std::size_t kLongestLink = 1 << 14;  // so that those of all scenes stay well within the file

using settings::Bounds;
using settings::each_field;
using settings::Names;

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
bool take(const nlohmann::json& json, Number& field, const Bounds& range) {
  if (std::is_integral_v<Number> ? !json.is_number_integer() : !json.is_number()) return false;
  const auto value = json.get<double>();
  const bool within = value >= range.low && value <= range.high;
  if (within) field = static_cast<Number>(value);
  return within;
}

std::string should_be(const char* name, const std::string& value, const Names& names) {
  return reason("reason.setting_name", name, value, fmt::format("{}", fmt::join(names, ", ")));
}
std::string should_be(const char* name, const std::string& value, const Bounds& range) {
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
  visit(
      "recent", s.recent, [](const std::string& path) { return !path.empty() && path.size() <= kLongestPath; }, "reason.setting_path");
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

namespace {

// What the text is of; where it is nothing, or no object, nothing but the refusal.
nlohmann::json parsed(const std::string& text, const std::function<void(const std::string&)>& refuse) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_object()) return json;
  refuse(reason("reason.settings_damaged"));
  return nullptr;
}

bool is_later(const nlohmann::json& json) {
  const auto version = json.find("version");
  return version != json.end() && version->is_number() && version->get<double>() > kSettingsVersion;
}

}  // namespace

LoadedSettings load_settings(const std::filesystem::path& file) {
  LoadedSettings loaded;
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) return {.first_start = true};
  const auto refuse = [&](const std::string& why) {
    loaded.refused.push_back(fail(ErrorCode::malformed, file.string(), ".json", why).value());
  };
  const auto text = read_whole(file, kLargestFile);
  if (!text) return {.first_start = true, .refused = {text.error()}};
  const nlohmann::json json = parsed(*text, refuse);
  loaded.first_start = json.is_null();
  if (loaded.first_start) return loaded;
  each_field([&](const char* name, auto field, const auto& allowed) {
    const auto found = json.find(name);
    if (found != json.end() && !take(*found, field(loaded.settings), allowed)) refuse(should_be(name, shown(*found), allowed));
  });
  each_list(loaded.settings,
            [&](const char* name, std::vector<std::string>& list, bool (*is_one)(const std::string&), const char* should_be) {
              const auto found = json.find(name);
              if (found == json.end()) return;
              if (!found->is_array()) return refuse(reason("reason.setting_links", name, shown(*found)));
              for (const nlohmann::json& one : *found) take_one(one, list, is_one) ? void() : refuse(reason(should_be, name, shown(one)));
            });
  loaded.later = is_later(json);
  if (loaded.later) loaded.refused.clear();
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
  json["version"] = kSettingsVersion;
  each_field([&](const char* name, auto field, const auto&) { json[name] = field(settings); });
  each_list(settings, [&](const char* name, const auto& list, auto&&...) { json[name] = list; });
  return write_whole(file, [&](Sink& sink) { sink.write(json.dump(2) + "\n"); });
}

}  // namespace deconvlab
