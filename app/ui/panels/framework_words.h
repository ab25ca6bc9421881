// Layers in the words of the framework that the window has chosen.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/panels/panel.h"
#include "core/frameworks/frameworks.h"

namespace deconvlab {

// Layers one below the other; what the framework cannot say is said in words.
struct FrameworkWords {
  std::string text;
  std::vector<std::string> notes;
};
FrameworkWords words_of(std::string_view framework, std::span<const Layer> layers, const Language& language);

// The frameworks as a list to choose from.
void draw_framework_choice(const Panel& panel, std::string_view id, double width);
// The words, in a room of a height between these two in which they scroll.
void draw_framework_words(const Panel& panel, std::string_view id, const FrameworkWords& words, double least, double most);
// "IN PYTORCH".
std::string framework_heading(const Panel& panel);
// The scene's layers; what chooses, copies and reads stands behind the heading.
void draw_framework_section(const Panel& panel);

}  // namespace deconvlab
