// What a key or a button of the window does: one table. The keys, the list of them behind ?, the buttons and their tooltips come from it,
// and the README's table of keys follows it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/chord.h"
#include "app/ui/panels/panel.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

// Where an action is carried out: in a scene, on the map of the scenes that covers it, or in both.
enum class WhereHeard { scene, map, both };

struct Action {
  std::string_view id;                            // its button's too, where it has one
  std::array<Chord, 2> chords;                    // the first one is named
  std::string_view line;                          // phrase in the list of keys; those that share a line stand together. Empty: no key
  std::string_view tip;                           // phrase of its button's tooltip; empty: no button
  void (*act)(const Panel& panel, int nth);       // `nth` as from pressed()
  bool (*enabled)(const Panel& panel) = nullptr;  // null: always
  WhereHeard place = WhereHeard::scene;
};
std::span<const Action> action_table();
// The id is one of the table's.
const Action& action_of(std::string_view id);

bool is_enabled(const Action& action, const Panel& panel);
// Nothing while the action is not enabled.
void carry_out(const Action& action, const Panel& panel, int nth = 0);
// "Ctrl + Z"; empty where it has none.
std::string key_of(const Action& action);
// What its button does and, where it has one, the key.
std::string tip_of(const Action& action, const Language& language);

// The list of keys: one line for the actions that share one.
struct KeyLine {
  std::string keys;       // "← →"
  std::string_view line;  // phrase
};
std::vector<KeyLine> key_lines();

// A button of the action, whose tooltip names the key, and which carries it out.
void action_button(const Panel& panel, std::string_view id, std::string_view label, bool strong = false);
void action_icon(const Panel& panel, std::string_view id, Icon icon, double side);

// What a click on something on the picture does where it opens nothing.
void pin_or_let_go(const Panel& panel, const Focus& focus);

// The buttons of the text's size, the theme and the language, side by side.
void look_buttons(const Panel& panel);

}  // namespace deconvlab
