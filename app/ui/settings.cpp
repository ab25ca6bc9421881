#include "app/ui/settings.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/draw/theme.h"
#include "app/lang/lang.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kLargestFile = 1 << 20;

// Calls visit(name, field) for every field: writing and reading come from here.
template <class AnySettings, class Visit>
void each_field(AnySettings& s, Visit&& visit) {
  visit("theme", s.theme);
  visit("language", s.language);
  visit("text_scale", s.text_scale);
  visit("speed", s.speed);
  visit("reduce_motion", s.reduce_motion);
  visit("left", s.splits.left);
  visit("side", s.splits.side);
  visit("width", s.width);
  visit("height", s.height);
}

template <class Field>
void read_field(const nlohmann::json& json, const char* name, Field& field) {
  const auto found = json.find(name);
  if (found == json.end()) return;
  try {
    field = found->template get<Field>();
  } catch (const nlohmann::json::exception&) {
    return;
  }
}

double sane(double value, double low, double high, double otherwise) {
  return std::isfinite(value) && value >= low && value <= high ? value : otherwise;
}

Settings made_sane(Settings s) {
  const Settings usual;
  s.theme = theme_of(s.theme).id;
  if (!s.language.empty()) s.language = language_of(s.language).id;
  s.text_scale = sane(s.text_scale, 0.5, 3, usual.text_scale);
  s.speed = sane(s.speed, 0.1, 64, usual.speed);
  s.splits.left = sane(s.splits.left, 100, 1000, usual.splits.left);
  s.splits.side = sane(s.splits.side, 0.1, 0.9, usual.splits.side);
  s.width = std::clamp(s.width, 640, 16384);
  s.height = std::clamp(s.height, 400, 16384);
  return s;
}

}  // namespace

std::filesystem::path settings_file() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config && *config) return std::filesystem::path(config) / "deconvlab" / "settings.json";
  const char* home = std::getenv("HOME");
  if (home && *home) return std::filesystem::path(home) / ".config" / "deconvlab" / "settings.json";
  return {};
}

Settings load_settings(const std::filesystem::path& file) {
  Settings settings;
  const auto text = read_whole(file, kLargestFile);
  if (!text) return settings;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return settings;
  each_field(settings, [&](const char* name, auto& field) { read_field(json, name, field); });
  return made_sane(settings);
}

Expected<void> save_settings(const Settings& settings, const std::filesystem::path& file) {
  if (file.empty()) return {};
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  nlohmann::json json;
  each_field(settings, [&](const char* name, const auto& field) { json[name] = field; });
  return write_whole(file, [&](Sink& sink) { sink.write(json.dump(2) + "\n"); });
}

}  // namespace deconvlab
