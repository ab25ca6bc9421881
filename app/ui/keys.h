// The keyboard: one table, which the overlay behind ? shows as well.
#pragma once

#include <span>
#include <string_view>

#include "app/ui/panel.h"

namespace deconvlab {

struct Shortcut {
  std::string_view keys;  // as the overlay shows them
  std::string_view what;  // key in the language tables
};
std::span<const Shortcut> shortcut_table();

// Turns this frame's keys into commands, unless a field is being typed into or the keyboard walks through the controls (Tab).
void handle_keys(const Panel& panel);

}  // namespace deconvlab
