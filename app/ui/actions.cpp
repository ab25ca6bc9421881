#include "app/ui/actions.h"

#include <imgui.h>

#include <algorithm>
#include <cassert>

#include "app/lessons/wipe.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"
#include "app/state/link.h"
#include "app/state/player.h"
#include "app/ui/copying.h"
#include "app/ui/panels/confusions.h"
#include "app/ui/panels/guide_parts.h"
#include "app/ui/panels/scene_map.h"
#include "app/ui/panels/scene_row.h"
#include "app/ui/panels/walk.h"
#include "app/ui/recording.h"

namespace deconvlab {

namespace {

constexpr double kTextStep = 1.1;

bool has_confusions(const Panel& panel) { return confusions_of(panel.document, panel.model().lesson.scene).all > 0; }

bool has_steps(const Panel& panel) { return step_count(panel.model().lesson) > 0; }

bool has_output(const Panel& panel) { return panel.results && panel.results->output.size() > 0; }

bool can_undo(const Panel& panel) { return !panel.document.undo.empty(); }

bool can_redo(const Panel& panel) { return !panel.document.redo.empty(); }

// Escape takes back one thing at a time: of these seven one is true at most.
bool lists_scenes(const Panel& panel) { return !panel.ui.chapter.empty(); }

bool is_walking(const Panel& panel) { return walks() && !lists_scenes(panel); }

bool is_free(const Panel& panel) { return !walks() && !lists_scenes(panel); }

bool shows_keys(const Panel& panel) { return is_free(panel) && panel.ui.keys_shown; }

bool has_pin(const Panel& panel) { return is_free(panel) && !panel.ui.keys_shown && panel.model().pinned.target != Target::none; }

bool holds_nothing(const Panel& panel) { return is_free(panel) && !panel.ui.keys_shown && panel.model().pinned.target == Target::none; }

bool presents(const Panel& panel) { return panel.ui.presenter.on; }

bool presents_only(const Panel& panel) { return holds_nothing(panel) && presents(panel); }

bool shows_only_picture(const Panel& panel) { return holds_nothing(panel) && !presents(panel) && panel.model().picture_only; }

bool shows_beat(const Panel& panel) { return holds_nothing(panel) && !fills_window(panel) && shown_beat(panel.document); }

// Whether there are controls to walk through and lists to open.
bool has_panels(const Panel& panel) { return !fills_window(panel); }

// Full screen without a presenter's tools, or back from either.
void turn_picture_only(const Panel& panel) {
  end_walk();
  if (presents(panel)) return end_presenting(panel);
  panel.send(command::SetPictureOnly{!panel.model().picture_only});
}

// Pins the output cell beside the one pinned, or beside the step's.
void move_pin(const Panel& panel, std::int64_t down, std::int64_t right) {
  const Extent size = panel.results->output.shape().plane();
  const Focus& pinned = panel.model().pinned;
  const std::int64_t t = output_moment(panel.model(), size.area()).step;
  Focus to = pinned.target == Target::output ? pinned : Focus{Target::output, size.cell_at(t), {}};
  to.cell = {std::clamp<std::int64_t>(to.cell.row + down, 0, size.h - 1), std::clamp<std::int64_t>(to.cell.col + right, 0, size.w - 1)};
  panel.send(command::Pin{to});
}

// Where a scene has no picture, the one that has.
void ask_for_picture(const Panel& panel) {
  if (!panel.model().lesson.kind->on_picture()) panel.send(command::GoToScene{"picture"});
  panel.ui.opening.asked = true;
}

// The place in the scenes' table `by` from here; -1 beyond its ends.
std::ptrdiff_t scene_beside(const Panel& panel, int by) {
  const auto& scenes = panel.document.scenes;
  const auto here = std::ranges::find(scenes, std::string_view(panel.model().lesson.scene), &SceneFacts::id);
  const std::ptrdiff_t there = here - scenes.begin() + by;
  return there < std::ssize(scenes) ? there : -1;
}

bool has_beat(const Panel& panel) { return shown_beat(panel.document) != nullptr; }

bool has_beat_before(const Panel& panel) { return has_beat(panel) && panel.document.guide->beat > 0; }

bool has_guide(const Panel& panel) {
  return panel.document.guide || guide_of_scene(panel.document.guides, panel.model().lesson.scene).has_value();
}

// Plays the scene's guide, ends it, or goes back to where one was left.
void turn_guide(const Panel& panel) {
  if (panel.document.guide) return has_beat(panel) ? panel.send(command::LeaveGuide{}) : panel.send(command::BackToGuide{});
  const auto guide = guide_of_scene(panel.document.guides, panel.model().lesson.scene);
  panel.send(command::StartGuide{panel.document.guides[*guide].id});
}

// What is typed is the answer to what a guide asks.
bool types_freely(const Panel& panel) { return !asks_for_value(panel.document); }

bool has_scene_before(const Panel& panel) { return has_beat(panel) ? has_beat_before(panel) : scene_beside(panel, -1) >= 0; }

bool has_scene_after(const Panel& panel) { return has_beat(panel) || scene_beside(panel, 1) >= 0; }

// Of a guide it is the beat that plays; at its end, the next one, unless something is asked.
void play(const Panel& panel) {
  const Beat* beat = shown_beat(panel.document);
  const bool at_end = beat && !panel.model().playing && panel.model().time >= beat->last;
  const bool open = beat && beat->kind != BeatKind::tell && !panel.document.guide->solved;
  if (at_end && !open) return panel.send(command::ToBeat{1});
  panel.send(command::Play{!panel.model().playing});
}

// The list is walked through with the arrows.
void list_scenes(const Panel& panel) {
  const auto scene = find_scene(panel.model().lesson.scene);
  if (!scene) return;
  panel.ui.chapter = (*scene)->chapter;
  ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
}

void hide_scenes(const Panel& panel) {
  panel.ui.chapter = {};
  end_walk();
}

void go_to_scene(const Panel& panel, int nth) {
  const auto& scenes = panel.document.scenes;
  if (nth < std::ssize(scenes)) panel.send(command::GoToScene{std::string(scenes[nth].id)});
  if (lists_scenes(panel)) hide_scenes(panel);
}

bool is_wiping(const Panel& panel) { return is_wiped(panel.model().lesson) && types_freely(panel); }

// In a lesson a digit is an answer, if anything: it leads nowhere else.
bool chooses_scenes(const Panel& panel) { return !is_wiped(panel.model().lesson) && !has_beat(panel); }

// The scene's picture of this number, from 0 on, right of the edge.
void show_right(const Panel& panel, int nth) {
  const auto scene = find_scene(panel.model().lesson.scene);
  if (!panel.results || !scene || !(*scene)->open) return;
  const Focus choice{Target::tile, {nth, 1}, {}};
  const std::string link = (*scene)->open(choice, {panel.model(), *panel.results, choice, panel.theme, panel.language});
  if (!link.empty()) panel.send(command::Open{link});
}

void swap_sides(const Panel& panel) {
  Model swapped = panel.model();
  std::swap(swapped.lesson.wipe.left, swapped.lesson.wipe.right);
  panel.send(command::Open{to_link(swapped)});
}

// Whether a guide waits in the scene that is shown.
bool waits_here(const Panel& panel) {
  const Beat* beat = beat_in(panel.document);
  return beat && !shown_beat(panel.document) && beat->link.substr(0, beat->link.find('?')) == panel.model().lesson.scene;
}

// To the next beat of the guide that is played, back to one that waits here, else to the next scene.
void walk_on(const Panel& panel, int by) {
  if (shown_beat(panel.document)) return panel.send(command::ToBeat{by});
  if (waits_here(panel)) return panel.send(command::BackToGuide{});
  panel.send(command::NextScene{by});
  if (lists_scenes(panel)) hide_scenes(panel);
}

template <int rows, int columns>
void go_beside(const Panel& panel, int) {
  choose_card(panel, {rows, columns});
}

void ask_to_find(UiState& ui) {
  ui.finder = {};
  ui.finder.asked = true;
}

void turn_map(const Panel& panel) {
  if (panel.ui.map.shown) {
    panel.ui.map.shown = false;
    return;
  }
  if (lists_scenes(panel)) hide_scenes(panel);
  end_walk();
  panel.send(command::Play{false});
  show_map(panel.ui, panel.model().lesson.scene);
}

bool has_offer(const Panel& panel) { return !shown_beat(panel.document) && !offer_to(panel).fields.empty(); }

bool is_changed(const Panel& panel) { return !is_at_home(panel.document); }

// Where the text can't grow any more, what can is said.
void scale_text(const Panel& panel, double by) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const bool largest = panel.surface.scale >= largest_scale(window.x, window.y);
  if (by > 1 && largest) return panel.tell(say(panel.language, "window.largest", key_of(action_of("picture_only"))));
  panel.send(command::SetTextScale{panel.model().text_scale * by});
}

void copy_link(const Panel& panel) {
  ImGui::SetClipboardText(to_link(panel.model()).c_str());
  panel.tell(say(panel.language, "window.link_copied", key_of(action_of("paste"))));
}

// Whether it can be read, or could if it said what its names stand for.
bool is_layers_text(std::string_view text) {
  const auto layers = read_layers("", text);
  return layers || !unsaid_in(layers.error()).empty();
}

// A link is opened, the text of a layer read.
void paste(const Panel& panel) {
  const char* pasted = ImGui::GetClipboardText();
  if (pasted == nullptr) return;
  if (!open_link(pasted, panel.model(), panel.document.scenes) && is_layers_text(pasted)) {
    panel.ui.reading.text = pasted;
    panel.ui.reading.asked = true;
  } else {
    panel.send(command::Open{pasted});
  }
}

void choose_next_theme(const Panel& panel) {
  const auto table = theme_table();
  const auto here = std::ranges::find(table, panel.theme.id, &Theme::id);
  panel.send(command::SetTheme{std::string(table[(here - table.begin() + 1) % std::ssize(table)].id)});
}

// Which the language's button leads to: the next one that this machine has a font for.
const Language& next_language(const Panel& panel) {
  const auto table = language_table();
  const auto here = std::ranges::find(table, panel.model().language, &Language::id) - table.begin();
  for (std::ptrdiff_t n = 1; n < std::ssize(table); ++n) {
    const Language& next = table[(here + n) % std::ssize(table)];
    if (check_font(next)) return next;
  }
  return panel.language;
}

void choose_next_language(const Panel& panel) { panel.send(command::SetLanguage{std::string(next_language(panel).id)}); }

// The lessons in their own order.
void ask_for_lessons(const Panel& panel) {
  auto& course = panel.ui.course;
  if (!course.scene.empty()) course.chosen = 0;
  course.scene.clear();
  course.asked = true;
}

void reduce_motion(const Panel& panel, bool on) {
  panel.send(command::SetReduceMotion{on});
  panel.tell(say(panel.language, on ? "window.motion_reduced" : "window.motion_back", key_of(action_of("motion"))));
}

using P = const Panel&;

void turn(bool& on) { on = !on; }

constexpr Chord kEscape = plain(Key::escape, Held::either);

constexpr Action kActions[] = {
    {"play", {plain(Key::space)}, "keys.play", "window.play", [](P p, int) { play(p); }, has_steps},
    {"back", {repeating(Key::left)}, "keys.step", "window.back", [](P p, int) { p.send(command::StepBy{-1}); }, has_steps},
    {"forward", {repeating(Key::right)}, "keys.step", "window.forward", [](P p, int) { p.send(command::StepBy{1}); }, has_steps},
    {"first", {plain(Key::home)}, "keys.ends", "window.first", [](P p, int) { p.send(command::ToEnd{false}); }, has_steps},
    {"last", {plain(Key::end)}, "keys.ends", "window.last", [](P p, int) { p.send(command::ToEnd{true}); }, has_steps},
    {"previous_scene", {plain(Key::page_up)}, "keys.scene", "window.scene_before", [](P p, int) { walk_on(p, -1); }, has_scene_before},
    {"next_scene", {plain(Key::page_down)}, "keys.scene", "window.scene_after", [](P p, int) { walk_on(p, 1); }, has_scene_after},
    {"scene", {typed('1', '9')}, "keys.number", "", go_to_scene, chooses_scenes},
    {"wipe", {typed('1', '9')}, "keys.wipe", "", show_right, is_wiping},
    {"wipe.swap", {typed('0')}, "keys.wipe_swap", "", [](P p, int) { swap_sides(p); }, is_wiping},
    {"chapter", {typed('c'), typed('C')}, "keys.chapter", "", [](P p, int) { list_scenes(p); }, has_panels},
    {"map", {typed('m'), typed('M')}, "keys.map", "window.map", [](P p, int) { turn_map(p); }, nullptr, WhereHeard::both},
    {"map.left", {repeating(Key::left)}, "keys.map_beside", "", go_beside<0, -1>, nullptr, WhereHeard::map},
    {"map.right", {repeating(Key::right)}, "keys.map_beside", "", go_beside<0, 1>, nullptr, WhereHeard::map},
    {"map.up", {repeating(Key::up)}, "keys.map_beside", "", go_beside<-1, 0>, nullptr, WhereHeard::map},
    {"map.down", {repeating(Key::down)}, "keys.map_beside", "", go_beside<1, 0>, nullptr, WhereHeard::map},
    {"map.open", {plain(Key::enter)}, "keys.map_open", "", [](P p, int) { open_card(p, p.ui.map.chosen); }, nullptr, WhereHeard::map},
    {"guide", {typed('g'), typed('G')}, "keys.guide", "guide.tip", [](P p, int) { turn_guide(p); }, has_guide},
    {"guide.back", {}, "", "guide.back_tip", [](P p, int) { p.send(command::ToBeat{-1}); }, has_beat_before},
    {"guide.on", {}, "", "guide.on_tip", [](P p, int) { p.send(command::ToBeat{1}); }, has_beat},
    {"course", {typed('l'), typed('L')}, "keys.course", "course.tip", [](P p, int) { ask_for_lessons(p); }, nullptr, WhereHeard::both},
    {"confusions", {}, "", "confusions.tip", [](P p, int) { ask_for_confusions(p, p.model().lesson.scene); }, has_confusions},
    {"exercises", {typed('x'), typed('X')}, "keys.exercises", "", [](P p, int) { p.ui.exercises.asked = true; }, nullptr, WhereHeard::both},
    {"find", {control(Key::k)}, "keys.find", "", [](P p, int) { ask_to_find(p.ui); }, nullptr, WhereHeard::both},
    {"home", {control(Key::home)}, "keys.home", "window.home_tip", [](P p, int) { p.send(command::GoHome{}); }, is_changed},
    {"take_over", {control(Key::b)}, "keys.take_over", "window.take_over", [](P p, int) { p.send(command::TakeOver{}); }, has_offer},
    {"text.larger",
     {typed('+'), typed('=')},
     "keys.text",
     "window.larger",
     [](P p, int) { scale_text(p, kTextStep); },
     nullptr,
     WhereHeard::both},
    {"text.smaller",
     {typed('-')},
     "keys.text",
     "window.smaller",
     [](P p, int) { scale_text(p, 1 / kTextStep); },
     types_freely,
     WhereHeard::both},
    {"picture_only", {whatever_is_held(Key::f11)}, "keys.full", "", [](P p, int) { turn_picture_only(p); }},
    {"present", {whatever_is_held(Key::f5)}, "keys.present", "", [](P p, int) { turn_presenting(p); }},
    {"presenter.spotlight", {plain(Key::s)}, "keys.spotlight", "", [](P p, int) { p.ui.presenter.spotlight = true; }, presents},
    {"presenter.pen", {plain(Key::p)}, "keys.pen", "", [](P p, int) { turn(p.ui.presenter.pen); }, presents},
    {"presenter.wipe", {plain(Key::e)}, "keys.pen", "", [](P p, int) { wipe(p.ui.presenter); }, presents},
    {"presenter.still", {plain(Key::f)}, "keys.still", "", [](P p, int) { turn_still(p); }, presents},
    {"presenter.black", {plain(Key::b)}, "keys.still", "", [](P p, int) { turn(p.ui.presenter.black); }, presents},
    {"presenter.trail", {plain(Key::a)}, "keys.trail", "", [](P p, int) { turn(p.ui.presenter.trail); }, presents},
    {"presenter.clock", {plain(Key::t)}, "keys.trail", "", [](P p, int) { turn(p.ui.presenter.clock); }, presents},
    {"motion", {typed('r'), typed('R')}, "keys.motion", "", [](P p, int) { reduce_motion(p, !p.model().reduce_motion); }},
    {"pin.left", {repeating(Key::left, Held::yes)}, "keys.pin", "", [](P p, int) { move_pin(p, 0, -1); }, has_output},
    {"pin.right", {repeating(Key::right, Held::yes)}, "keys.pin", "", [](P p, int) { move_pin(p, 0, 1); }, has_output},
    {"pin.up", {repeating(Key::up, Held::yes)}, "keys.pin", "", [](P p, int) { move_pin(p, -1, 0); }, has_output},
    {"pin.down", {repeating(Key::down, Held::yes)}, "keys.pin", "", [](P p, int) { move_pin(p, 1, 0); }, has_output},
    {"map.hide", {whatever_is_held(Key::escape)}, "keys.unpin", "", [](P p, int) { p.ui.map.shown = false; }, nullptr, WhereHeard::map},
    {"chapter.hide", {whatever_is_held(Key::escape)}, "keys.unpin", "", [](P p, int) { hide_scenes(p); }, lists_scenes},
    {"walk.end", {whatever_is_held(Key::escape)}, "keys.unpin", "", [](P, int) { end_walk(); }, is_walking},
    {"keys.hide", {kEscape}, "keys.unpin", "", [](P p, int) { p.ui.keys_shown = false; }, shows_keys},
    {"unpin", {kEscape}, "keys.unpin", "", [](P p, int) { p.send(command::Pin{}); }, has_pin},
    {"picture_only.end", {kEscape}, "keys.unpin", "", [](P p, int) { p.send(command::SetPictureOnly{false}); }, shows_only_picture},
    {"present.end", {kEscape}, "keys.unpin", "", [](P p, int) { end_presenting(p); }, presents_only},
    {"guide.leave", {kEscape}, "keys.unpin", "guide.leave_tip", [](P p, int) { p.send(command::LeaveGuide{}); }, shows_beat},
    {"export", {control(Key::e)}, "keys.export", "window.export_tip", [](P p, int) { p.ui.export_asked = true; }},
    {"record", {control(Key::r)}, "keys.record", "record.tip", [](P p, int) { turn_recording(p); }, nullptr, WhereHeard::both},
    {"picture.copy", {control(Key::c)}, "keys.copy", "", [](P p, int) { copy_picture(p); }},
    {"picture.open", {control(Key::o)}, "keys.picture", "window.open_tip", [](P p, int) { ask_for_picture(p); }},
    {"link", {control(Key::l)}, "keys.link", "window.link_tip", [](P p, int) { copy_link(p); }},
    {"paste", {control(Key::v)}, "keys.paste", "", [](P p, int) { paste(p); }},
    {"undo", {control(Key::z, Held::no)}, "keys.undo", "window.undo", [](P p, int) { p.send(command::Undo{}); }, can_undo},
    {"redo",
     {control(Key::y), control(Key::z, Held::yes)},
     "keys.redo",
     "window.redo",
     [](P p, int) { p.send(command::Redo{}); },
     can_redo},
    {"quit", {control(Key::q)}, "keys.quit", "", [](P p, int) { p.ui.quit_asked = true; }, nullptr, WhereHeard::both},
    {"walk", {whatever_is_held(Key::tab)}, "keys.tab", "", [](P p, int) { walk(p); }, [](P p) { return !walks() && has_panels(p); }},
    {"part.next", {anyhow(Key::f6, Held::no)}, "keys.part", "", [](P, int) { walk_to_part(1); }, has_panels},
    {"part.before", {anyhow(Key::f6, Held::yes)}, "keys.part", "", [](P, int) { walk_to_part(-1); }, has_panels},
    {"keys", {typed('?')}, "keys.help", "window.keys", [](P p, int) { p.ui.keys_shown = !p.ui.keys_shown; }},
    {"theme", {typed('d'), typed('D')}, "keys.look", "window.theme", [](P p, int) { choose_next_theme(p); }, nullptr, WhereHeard::both},
    {"language",
     {typed('n'), typed('N')},
     "keys.look",
     "window.language",
     [](P p, int) { choose_next_language(p); },
     nullptr,
     WhereHeard::both},
};

// Arrows need less room between them than words.
std::string_view between(const Chord& chord) {
  const bool arrow = chord.key && *chord.key >= Key::left && *chord.key <= Key::down;
  return arrow ? " " : "  ";
}

}  // namespace

std::span<const Action> action_table() { return kActions; }

const Action& action_of(std::string_view id) {
  const auto found = std::ranges::find(kActions, id, &Action::id);
  assert(found != std::end(kActions));
  return *found;
}

bool is_enabled(const Action& action, const Panel& panel) {
  const bool there = action.place == WhereHeard::both || (action.place == WhereHeard::map) == panel.ui.map.shown;
  return there && (!action.enabled || action.enabled(panel));
}

void carry_out(const Action& action, const Panel& panel, int nth) {
  if (is_enabled(action, panel)) action.act(panel, nth);
}

std::string key_of(const Action& action) { return held_name(action.chords[0]) + key_name(action.chords[0]); }

std::string tip_of(const Action& action, const Language& language) {
  const std::string key = key_of(action);
  const std::string_view tip = phrase(language, action.tip);
  return key.empty() ? std::string(tip) : say(language, "window.tip_with_key", tip, key);
}

std::vector<KeyLine> key_lines() {
  std::vector<KeyLine> lines;
  const Chord* last = nullptr;
  for (const Action& action : kActions) {
    if (action.line.empty()) continue;
    const Chord& chord = action.chords[0];
    if (lines.empty() || lines.back().line != action.line) {
      lines.push_back({key_of(action), action.line});
    } else if (key_name(chord) != key_name(*last)) {
      lines.back().keys += std::string(between(chord)) + key_name(chord);
    }
    last = &chord;
  }
  return lines;
}

void action_button(const Panel& panel, std::string_view id, std::string_view label, bool strong) {
  const Action& action = action_of(id);
  if (button(panel, id, label, tip_of(action, panel.language), is_enabled(action, panel), strong)) carry_out(action, panel);
}

void action_icon(const Panel& panel, std::string_view id, Icon icon, double side) {
  const Action& action = action_of(id);
  if (icon_button(panel, id, icon, side, tip_of(action, panel.language), is_enabled(action, panel))) carry_out(action, panel);
}

void look_buttons(const Panel& panel) {
  action_button(panel, "text.smaller", "A−");
  beside(panel);
  action_button(panel, "text.larger", "A+");
  beside(panel);
  action_button(panel, "theme", "◐");
  beside(panel);
  action_button(panel, "language", next_language(panel).name);
}

void pin_or_let_go(const Panel& panel, const Focus& focus) {
  const Focus pinned = focus == panel.model().pinned ? Focus{} : focus;
  panel.send(command::Pin{pinned});
  panel.tell(pinned.target == Target::none ? "" : say(panel.language, "window.pinned", key_of(action_of("unpin"))));
}

}  // namespace deconvlab
