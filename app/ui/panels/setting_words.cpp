#include "app/ui/panels/setting_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/lessons/fields.h"
#include "app/lessons/kind.h"

namespace deconvlab {

namespace {

// What is named, not shown.
struct Word {
  std::string_view field, key;
};
constexpr Word kWords[] = {
    {"input", "take.input"},       {"kernel", "take.kernel"},     {"picture", "take.picture"},      {"ceil", "take.ceil"},
    {"square", "take.square"},     {"symbols", "window.symbols"}, {"optimiser", "window.training"}, {"rate", "window.rate"},
    {"channel", "window.channel"}, {"channels", "take.channels"}, {"groups", "take.groups"},        {"level", "window.level"},
    {"view", "take.view"},         {"wipe", "take.wipe"}};
constexpr std::string_view kSizes[] = {"i", "k", "s", "p", "d", "a", "up", "output"};

// A size by its name, where it is offered and its letter would be a riddle.
constexpr Word kSizeWords[] = {{"i", "take.i"}, {"k", "take.k"}, {"s", "take.s"},   {"p", "take.p"},
                               {"d", "take.d"}, {"a", "take.a"}, {"up", "take.up"}, {"output", "take.o"}};

std::string times(std::string text) {
  if (const auto at = text.find('x'); at != std::string::npos) text.replace(at, 1, " × ");
  return text;
}

std::string letter(std::string_view field, const Lesson& lesson) {
  const std::string prime = lesson.kind->input_is_small ? "′" : "";
  if (field == "i") return "i" + prime;
  if (field == "output") return "o" + prime;
  return field == "up" ? "k′" : std::string(field);
}

std::string rule_text(const Params& params, const Language& language) {
  switch (params.padding) {
    case Padding::given:
      return "p " + times(write_padding(params));
    case Padding::same:
      return std::string(phrase(language, "padding.same"));
    case Padding::same_lower:
      return std::string(phrase(language, "padding.same_lower"));
    case Padding::valid:
      return std::string(phrase(language, "padding.valid"));
    case Padding::causal:
      break;
  }
  return std::string(phrase(language, "padding.causal"));
}

const Field<Lesson>& field_of(std::string_view name) { return *std::ranges::find(lesson_fields(), name, &Field<Lesson>::name); }

bool is_size(std::string_view name) { return std::ranges::find(kSizes, name) != std::end(kSizes); }

std::string value_text(const Lesson& lesson, std::string_view name, const Language& language) {
  if (name == "output" && !lesson.params.output) return std::string(phrase(language, "window.output_any"));
  return times(field_of(name).write(lesson));
}

std::string setting_text(const Lesson& lesson, std::string_view name, const Language& language) {
  if (is_size(name)) return letter(name, lesson) + " " + value_text(lesson, name, language);
  if (name == "padding") return rule_text(lesson.params, language);
  if (name == "flip") return std::string(phrase(language, lesson.params.flip ? "window.convolution" : "window.correlation"));
  const auto word = std::ranges::find(kWords, name, &Word::field);
  return std::string(word == std::end(kWords) ? name : phrase(language, word->key));
}

std::string offered_text(const Offer& offer, std::string_view name, const Language& language) {
  if (name == "input" && offer.input_is_output) return std::string(phrase(language, "take.output"));
  const auto word = std::ranges::find(kSizeWords, name, &Word::field);
  if (word != std::end(kSizeWords)) return say(language, word->key, value_text(offer.lesson, name, language));
  const Params& params = offer.lesson.params;
  if (name == "padding")
    return say(language, "take.p", params.padding == Padding::given ? times(write(params.p)) : rule_text(params, language));
  return setting_text(offer.lesson, name, language);
}

// "k 5 → 3", or what it is now.
std::string change_text(const Lesson& from, const Lesson& to, std::string_view name, const Language& language) {
  if (!is_size(name)) return setting_text(to, name, language);
  return say(language, "undo.changed", letter(name, to), value_text(from, name, language), value_text(to, name, language));
}

std::vector<std::string_view> changed_fields(const Lesson& from, const Lesson& to) {
  std::vector<std::string_view> names;
  if (from.view != to.view) names.push_back("view");
  for (const Field<Lesson>& field : lesson_fields()) {
    if (to.kind->takes(field.name) && !field.same(from, to)) names.push_back(field.name);
  }
  return names;
}

}  // namespace

std::string settings_text(const Offer& offer, const Language& language) {
  std::string all;
  for (const std::string_view field : offer.fields)
    all += std::string(all.empty() ? "" : phrase(language, "take.between")) + offered_text(offer, field, language);
  return all;
}

std::string changes_text(const Lesson& from, const Lesson& to, const Language& language) {
  constexpr std::size_t kMostNamed = 4;
  const std::vector<std::string_view> fields = changed_fields(from, to);
  const std::size_t named = fields.size() > kMostNamed ? kMostNamed - 1 : fields.size();
  std::string all;
  const auto add = [&](const std::string& text) { all += std::string(all.empty() ? "" : phrase(language, "take.between")) + text; };
  for (std::size_t n = 0; n < named; ++n) add(change_text(from, to, fields[n], language));
  if (named < fields.size()) add(say(language, "undo.more", fields.size() - named));
  return all;
}

}  // namespace deconvlab
