#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "app/course/guides.h"
#include "app/lang/lang.h"
#include "app/lessons/kind.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// Where in the file something is wrong, and in which languages its texts are: the title's.
struct Source {
  const std::string& file;
  std::vector<std::string_view> languages = {};

  template <class... Args>
  tl::unexpected<Error> refuse(const toml::node& at, std::string_view key, const Args&... args) const {
    return refuse_line(at.source().begin.line, key, args...);
  }
  template <class... Args>
  tl::unexpected<Error> refuse_line(std::uint32_t line, std::string_view key, const Args&... args) const {
    return fail(ErrorCode::malformed, file, ".toml", reason(key, line, args...));
  }
};

constexpr std::array<std::string_view, 3> kGuideKeys{"scene", "title", "beat"};
constexpr std::array<std::string_view, 8> kBeatKeys{"scene", "at", "steps", "focus", "kind", "goal", "cell", "done"};

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

// A beat has a text in each language beside them.
std::vector<std::string_view> beat_keys(const Source& source) {
  std::vector<std::string_view> keys(kBeatKeys.begin(), kBeatKeys.end());
  keys.insert(keys.end(), source.languages.begin(), source.languages.end());
  return keys;
}

Expected<void> check_keys(const toml::table& table, std::span<const std::string_view> known, const Source& source) {
  for (const auto& [key, value] : table) {
    if (std::ranges::find(known, key.str()) == known.end()) return source.refuse(value, "reason.guide_key", key.str(), listed(known));
  }
  return {};
}

// A text; `otherwise` where it is left out.
Expected<std::string> text_of(const toml::table& table, std::string_view key, std::optional<std::string> otherwise, const Source& source) {
  const toml::node* node = table.get(key);
  if (!node && otherwise) return *otherwise;
  if (!node) return source.refuse(table, "reason.guide_missing", key);
  const auto text = node->value<std::string>();
  if (!node->is_string() || !text) return source.refuse(*node, "reason.guide_text", key);
  return *text;
}

Expected<Words> words_of(const toml::table& table, const Source& source) {
  Words words;
  for (const std::string_view language : source.languages) words.emplace(language, TRY(text_of(table, language, {}, source)));
  return words;
}

// Those of the program that the title is in, one at least.
Expected<std::vector<std::string_view>> languages_of(const toml::table& title, const Source& source) {
  std::vector<std::string_view> known, here;
  for (const Language& language : language_table()) {
    known.push_back(language.id);
    if (title.contains(language.id)) here.push_back(language.id);
  }
  TRY(check_keys(title, known, source));
  if (here.empty()) return source.refuse(title, "reason.guide_missing", known.front());
  return here;
}

Expected<std::vector<std::string>> texts_of(const toml::table& table, std::string_view key, const Source& source) {
  std::vector<std::string> texts;
  const toml::node* node = table.get(key);
  if (!node) return texts;
  if (!node->is_array()) return source.refuse(*node, "reason.guide_texts", key);
  for (const toml::node& one : *node->as_array()) {
    if (!one.is_string()) return source.refuse(one, "reason.guide_texts", key);
    texts.push_back(**one.as_string());
  }
  return texts;
}

// So many whole numbers, none below 0.
Expected<std::vector<std::int64_t>> numbers_of(const toml::node& node, std::string_view key, std::size_t least, std::size_t most,
                                               const Source& source) {
  const toml::array* array = node.as_array();
  const bool right = array && array->size() >= least && array->size() <= most &&
                     std::ranges::all_of(*array, [](const toml::node& n) { return n.is_integer() && **n.as_integer() >= 0; });
  if (!right) return source.refuse(node, "reason.guide_numbers", key, least == most ? fmt::format("{}", most) : "1, 2");
  std::vector<std::int64_t> numbers;
  for (const toml::node& n : *array) numbers.push_back(**n.as_integer());
  return numbers;
}

constexpr std::array<std::string_view, 4> kFocusNames{"input", "output", "kernel", "matrix"};
constexpr std::array kFocusTargets{Target::input, Target::output, Target::weight, Target::nonzero};
constexpr std::array<std::string_view, 3> kKindNames{"tell", "goal", "predict"};

Expected<std::size_t> place_in(std::span<const std::string_view> names, const std::string& name, const toml::node& at,
                               const Source& source) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return source.refuse(at, "reason.guide_name", name, listed(names));
  return static_cast<std::size_t>(found - names.begin());
}

Expected<std::vector<Target>> focus_of(const toml::table& table, const Source& source) {
  std::vector<Target> targets;
  for (const std::string& name : TRY(texts_of(table, "focus", source)))
    targets.push_back(kFocusTargets[TRY(place_in(kFocusNames, name, *table.get("focus"), source))]);
  return targets;
}

// The beat's state opens, and has its steps and its cell.
Expected<Model> state_of(const Beat& beat, const toml::table& table, const Source& source, std::span<const SceneFacts> scenes) {
  const auto node = [&](std::string_view key) -> const toml::node& { return table.contains(key) ? *table.get(key) : table; };
  const toml::node& at = node("at");
  auto model = open_link(beat.link, Model(), scenes);
  if (!model) return source.refuse(at, "reason.guide_link", beat.link);
  const auto geometry = resolve(model->lesson);
  if (!geometry) return source.refuse(at, "reason.guide_link", beat.link);
  const std::int64_t last = step_count(model->lesson) - 1;
  if (beat.last > static_cast<double>(last)) return source.refuse(node("steps"), "reason.guide_steps", beat.last, last);
  const Extent outputs = model->lesson.kind->input_is_small ? geometry->input() : geometry->output();
  if (beat.kind == BeatKind::predict && !outputs.contains(beat.cell))
    return source.refuse(node("cell"), "reason.guide_cell", outputs.h, outputs.w);
  return model;
}

Expected<void> check_goals(const Beat& beat, const Model& model, const toml::table& table, const Source& source,
                           std::span<const SceneFacts> scenes) {
  if (beat.goals.empty()) return source.refuse(table, "reason.guide_missing", "goal");
  for (const std::string& goal : beat.goals) {
    if (!with_fields(goal, model, scenes)) return source.refuse(*table.get("goal"), "reason.guide_link", goal);
  }
  if (reaches(beat, model, scenes)) return source.refuse(*table.get("goal"), "reason.guide_reached");
  return {};
}

// The beat's kind, and what it needs.
Expected<void> read_task(const toml::table& table, const Source& source, Beat& beat) {
  const std::string kind = TRY(text_of(table, "kind", "tell", source));
  const toml::node& at = table.contains("kind") ? *table.get("kind") : table;
  beat.kind = static_cast<BeatKind>(TRY(place_in(kKindNames, kind, at, source)));
  beat.goals = TRY(texts_of(table, "goal", source));
  if (beat.kind == BeatKind::tell) return {};
  const toml::table* done = table["done"].as_table();
  if (!done) return source.refuse(table, "reason.guide_missing", "done");
  beat.done = TRY(words_of(*done, source));
  if (beat.kind == BeatKind::goal) return {};
  const toml::node* cell = table.get("cell");
  if (!cell) return source.refuse(table, "reason.guide_missing", "cell");
  const auto place = TRY(numbers_of(*cell, "cell", 2, 2, source));
  beat.cell = {place[0], place[1]};
  return {};
}

Expected<Beat> beat_of(const toml::table& table, const std::string& scene, const Source& source, std::span<const SceneFacts> scenes) {
  TRY(check_keys(table, beat_keys(source), source));
  Beat beat;
  beat.link = TRY(text_of(table, "scene", scene, source));
  if (const std::string at = TRY(text_of(table, "at", "", source)); !at.empty()) beat.link += "?" + at;
  if (const toml::node* steps = table.get("steps")) {
    const auto numbers = TRY(numbers_of(*steps, "steps", 1, 2, source));
    beat.first = static_cast<double>(numbers.front());
    beat.last = static_cast<double>(std::max(numbers.front(), numbers.back()));
  }
  beat.focus = TRY(focus_of(table, source));
  TRY(read_task(table, source, beat));
  beat.said = TRY(words_of(table, source));
  const Model model = TRY(state_of(beat, table, source, scenes));
  if (beat.kind == BeatKind::goal) TRY(check_goals(beat, model, table, source, scenes));
  return beat;
}

Expected<Guide> guide_of(const toml::table& table, Source source, std::span<const SceneFacts> scenes) {
  TRY(check_keys(table, kGuideKeys, source));
  Guide guide;
  guide.scene = TRY(text_of(table, "scene", {}, source));
  const toml::table* title = table["title"].as_table();
  if (!title) return source.refuse(table, "reason.guide_missing", "title");
  source.languages = TRY(languages_of(*title, source));
  guide.title = TRY(words_of(*title, source));
  const toml::array* beats = table["beat"].as_array();
  if (!beats || beats->empty()) return source.refuse(table, "reason.guide_missing", "[[beat]]");
  for (const toml::node& beat : *beats) {
    if (!beat.is_table()) return source.refuse(beat, "reason.guide_missing", "[[beat]]");
    guide.beats.push_back(TRY(beat_of(*beat.as_table(), guide.scene, source, scenes)));
  }
  return guide;
}

}  // namespace

Expected<Guide> read_guide(std::string_view text, const std::string& file, std::span<const SceneFacts> scenes) {
  const Source source{file};
  try {
    return guide_of(toml::parse(text), source, scenes);
  } catch (const toml::parse_error& error) {
    return source.refuse_line(error.source().begin.line, "reason.guide_toml", error.description());
  }
}

}  // namespace deconvlab
