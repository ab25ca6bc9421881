// Models as text, and the one door through which every text comes in: the command line, what is pasted, tabs, the gallery and the settings.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/lessons/fields.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

inline constexpr std::string_view kLinkScheme = "deconvlab:";

struct SceneView {
  std::string_view id;         // as in Lesson::view
  std::string_view title_key;  // in the language tables
};

// What one must know of a scene to open it.
struct SceneFacts {
  std::string_view id;
  const LessonKind* kind = nullptr;
  std::string_view home = {};  // what it opens with, as in a link: over its kind's home
  std::span<const SceneView> views = {};
};

// "row,col,zoom"
std::string write(const MatrixView& view);
bool read(std::string_view text, MatrixView& view);

// The moment and the looks, of every lesson.
std::span<const Field<Model>> model_fields();

// "deconvlab:convolution?i=5&k=3&s=2&p=1&..." - everything of the lesson that its kind takes, the time, theme and language.
std::string to_link(const Model& model);

// A link, or a scene's id: what it does not say is as in the scene's home. Of `base` only the looks stay: theme, language, sizes of text,
// speed. Errors: bad_link, unknown_name of the scene or the view, needless_field.
Expected<Model> open_link(std::string_view text, const Model& base, std::span<const SceneFacts> scenes);

// What could be opened of a link, and its parts ("k=abc") that could not: unknown ones, given twice, of no such value.
struct OpenedInPart {
  Model model;
  std::vector<std::string> left_out;
};
// A link of another version or half a link opens as far as it is understood. Errors: those of open_link() where nothing that
// it says is understood, or where it has more parts than any link.
Expected<OpenedInPart> open_in_part(std::string_view text, const Model& base, std::span<const SceneFacts> scenes);

// link_in_part: a few of the parts, each cut where it is long, and how many more there are.
Error left_out_error(std::span<const std::string> parts);

// The model with the fields of a link ("k=4&s=2") over what it has. Errors: bad_link, needless_field.
Expected<Model> with_fields(std::string_view fields, const Model& base, std::span<const SceneFacts> scenes);

// The moment of `before` in the lesson that it became: the last step stays the last one, any other is one of those that there are; the
// edge of a wipe stands in its middle at first; what is pinned goes where the input has another size.
void fit_moment(const Lesson& before, Model& model);

// Errors: unknown_name with the ids there are.
Expected<const SceneFacts*> find_facts(std::string_view id, std::span<const SceneFacts> scenes);

}  // namespace deconvlab
