#include "app/ui/shell.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "app/lang/reasons.h"
#include "app/record/record_formats.h"
#include "app/record/recorder.h"
#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "app/ui/copying.h"
#include "app/ui/dialogs/cell_editor.h"
#include "app/ui/dialogs/crash_dialog.h"
#include "app/ui/dialogs/folder_view.h"
#include "app/ui/keys.h"
#include "app/ui/panels/card_growth.h"
#include "app/ui/panels/card_pictures.h"
#include "app/ui/panels/guide_parts.h"
#include "app/ui/panels/setting_words.h"
#include "app/ui/recording.h"
#include "app/ui/settings/merge.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/style.h"
#include "app/ui/widgets/widgets.h"
#include "core/exceptions.h"

namespace deconvlab {

namespace {

constexpr const char* kIcons = "\u00a0⁰¹²³⁴⁵⁶⁷⁸⁹⁻↶↷◐−–←→↑↓⋆∗⌊⌋⌈⌉·×…≈∞✓●■";
constexpr int kSettlingFrames = 2;
constexpr int kDialogFades = 30;  // frames until what is behind a dialog has dimmed

bool input_seen() {
  const ImGuiIO& io = ImGui::GetIO();
  return io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseWheel != 0 || ImGui::IsAnyMouseDown() || ImGui::IsAnyItemActive() ||
         !io.InputQueueCharacters.empty();
}

bool something_pressed() {
  return ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1) || any_key_pressed() || !ImGui::GetIO().InputQueueCharacters.empty();
}

// A file that could be read comes first.
void remember_picture(std::vector<std::string>& recent, const std::string& picture) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(picture, unknown)) return;
  const std::string path = whole_path(picture).string();
  std::erase(recent, path);
  recent.insert(recent.begin(), path);
  recent.resize(std::min(recent.size(), kMostRecent));
}

}  // namespace

void Panel::send_from_item(Command command) const {
  const unsigned int item = ImGui::GetItemID();
  send(std::move(command), ui.dragged == item);
  ui.dragged = item;
}

void Panel::tell(std::string message, bool is_error) const {
  ui.message = std::move(message);
  ui.message_is_error = is_error;
  ui.told = true;
}

Shell::Shell(Model start, Splits splits, Device* device, SceneStates left) : results_(fail(ErrorCode::computing)) {
  document_.model = std::move(start);
  document_.scenes = scene_facts();
  document_.left = std::move(left);
  ui_.splits = splits;
  ui_.device = device;
  refresh_results();
}

// A film that is being written is not waited for.
Shell::~Shell() {
  if (ui_.export_started.progress) ui_.export_started.progress->stop = true;
}

// Pictures and trainings are computed beside the window, which shows what it has until then: nothing yet where that is of another scene.
void Shell::refresh_results() {
  if (worker_) {
    if (auto done = worker_->take()) keep(std::move(*done));
    computing_ = worker_->busy();
  }
  const Lesson& wanted = document_.model.lesson;
  const bool unknown = !results_ && results_.error().code == ErrorCode::computing;
  if (same_computation(asked_, wanted) && !(unknown && !computing_)) return;
  asked_ = wanted;
  if (!wanted.kind->beside) {
    return show(wanted, without_throwing([&] { return compute(wanted); }));
  }
  if (computed_.scene != wanted.scene) results_ = fail(ErrorCode::computing);
  if (!worker_) worker_ = std::make_unique<LessonWorker>(ui_.device ? *ui_.device : cpu_);
  worker_->ask(wanted);
  computing_ = true;
}

// Impossible sizes leave the picture that was there before them to be seen.
void Shell::show(Lesson lesson, Expected<Results> results) {
  if (results) ui_.before.reset();
  if (!results && results_) ui_.before = Shown{std::move(computed_), std::move(*results_)};
  computed_ = std::move(lesson);
  results_ = std::move(results);
}

// A picture that can't be read leaves the one before it where it was.
void Shell::keep(LessonWorker::Done done) {
  Lesson& lesson = document_.model.lesson;
  if (done.lesson.scene != lesson.scene) return;
  const bool before_is_good = results_ && computed_.picture != done.lesson.picture;
  if (!done.results && before_is_good) {
    if (lesson.picture == done.lesson.picture) update(document_, command::ChoosePicture{computed_.picture});
    return tell(say(language_of(document_.model.language), done.results.error()), true);
  }
  const bool another = computed_.picture != done.lesson.picture;
  if (done.results) remember_picture(ui_.recent, done.lesson.picture);
  show(std::move(done.lesson), std::move(done.results));
  const Language& language = language_of(document_.model.language);
  if (results_ && another && !results_->picture_notes.empty()) tell(notes_in_words(language, results_->picture_notes), false);
  if (results_ && results_->refused) tell(say(language, *results_->refused), true);
  settling_ = kSettlingFrames;
}

// A step by key or button glides; a further one before the end of the glide counts from where the glide leads.
void Shell::step(const command::StepBy& step) {
  if (document_.model.pinned.target != Target::none) {
    player_.target = -1;
    update(document_, command::StepBy{0});
  }
  Document after = document_;
  if (player_.target >= 0) after.model.time = player_.target;
  update(after, step);
  update(document_, command::Play{false});
  player_.target = after.model.time;
}

// What undo or redo has changed, if the command was one of them and did.
void Shell::tell_travel(const Command& command, const SceneState& before) {
  const bool undo = std::holds_alternative<command::Undo>(command);
  const SceneState& now = document_.model;
  if ((!undo && !std::holds_alternative<command::Redo>(command)) || before == now) return;
  const Language& language = language_of(document_.model.language);
  std::string what = before.lesson.scene == now.lesson.scene ? changes_text(before.lesson, now.lesson, language) : "";
  const auto scene = find_scene(now.lesson.scene);
  if (before.lesson.scene != now.lesson.scene && scene) what = say(language, "undo.scene", phrase(language, (*scene)->title_key));
  if (what.empty()) what = phrase(language, "undo.moment");
  tell(say(language, undo ? "undo.done" : "undo.redone", what), false);
}

void Shell::tell_end_of_guide(const Command& command, const Guide* before) {
  const auto* step = std::get_if<command::ToBeat>(&command);
  if (!step || step->by < 0 || !before || guide_in(document_) == before) return;
  tell(say(language_of(document_.model.language), "guide.done", words_in(before->title, document_.model.language)), false);
}

void Shell::carry_out(const Command& command, bool continues) {
  const bool glides = std::holds_alternative<command::StepBy>(command) && !document_.model.reduce_motion;
  if (glides) return step(std::get<command::StepBy>(command));
  player_.target = -1;
  const SceneState before = document_.model;
  const Guide* const guide = guide_in(document_);
  update(document_, command, continues);
  tell_travel(command, before);
  tell_end_of_guide(command, guide);
  if (document_.refused) tell(say(language_of(document_.model.language), *document_.refused), true);
  settling_ = kSettlingFrames;
}

// A file that was written here brings its state back; any other one is a picture.
void Shell::drop(const std::string& file) {
  ui_.map.shown = false;
  if (const std::string link = link_in_file(file); !link.empty()) return carry_out(command::Open{link});
  if (!document_.model.lesson.kind->on_picture()) carry_out(command::GoToScene{"picture"});
  carry_out(command::ChoosePicture{file});
}

void Shell::tell(std::string message, bool is_error) {
  ui_.message = std::move(message);
  ui_.message_is_error = is_error;
  ui_.told = true;
  settling_ = kSettlingFrames;
}

bool Shell::tooltip_due() const {
  constexpr double kShown = 0.1;  // a few frames more, so that it is drawn before everything stands still
  return ui_.hovered.target != Target::none && !ui_.tips_wait && ui_.rest_seconds < kTooltipAfter + kShown;
}

void Shell::say_what_folded(const Panel& panel, Controls controls) {
  const bool stood = ui_.controls == Controls::panel || ui_.controls == Controls::strip;
  if (stood && controls == Controls::folded) panel.tell(say(panel.language, "window.controls_folded"));
  ui_.controls = controls;
}

void Shell::draw_panels(const Panel& panel, Rect page, double seconds) {
  const std::span<const Section> sections = document_.model.lesson.kind->sections;
  const bool few = std::ranges::find(sections, Section::sizes) == sections.end();
  const Controls controls = controls_on(page.w, few, ui_.controls_asked_for);
  const double guide = shown_beat(document_) ? kGuideBand : 0;
  const WindowLayout layout = lay_out(page.w, page.h, ui_.splits, controls, guide, (*find_scene(document_.model.lesson.scene))->least);
  say_what_folded(panel, controls);
  draw_top_bar(panel, layout.top);
  draw_scene_row(panel, layout.scene);
  draw_guide_band(panel, layout.guide);
  if (layout.rail.w > 0) draw_rail(panel, layout.rail);
  if (layout.left.w > 0) draw_parameters(panel, layout.left);
  draw_picture(panel, layout, controls);
  draw_timeline(panel, layout.timeline);
  draw_status_line(panel, layout.status);
  draw_open_cell(panel);
  draw_chapter_list(panel, page);
  const double below = layout.guide.bottom();
  draw_growth(panel, {layout.left.right(), below, page.right() - layout.left.right(), layout.timeline.y - below}, seconds);
}

// The map covers the scene, which is not drawn meanwhile.
void Shell::draw_page_of(const Panel& panel, Rect page, double seconds) {
  if (ui_.map.shown) return draw_scene_map(panel, page);
  if (ui_.map.pictures) ui_.map.pictures->rest();
  ui_.map.visited.insert(document_.model.lesson.scene);
  fills_window(panel) ? draw_presented(panel, page, seconds) : draw_panels(panel, page, seconds);
}

// What the device would not count is told once.
void Shell::tell_refusals() {
  for (PatternMemo* memo : {&ui_.main_memo, &ui_.side_memo}) {
    if (memo->refused) tell(say(language_of(document_.model.language), *memo->refused), true);
    memo->refused.reset();
  }
}

// What the mouse does, and what waits for it.
void Shell::watch_mouse(double seconds) {
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  const bool rests = moved.x == 0 && moved.y == 0;
  ui_.rest_seconds = rests ? ui_.rest_seconds + seconds : 0;
  ui_.tips_wait = (ui_.tips_wait && rests) || something_pressed();
  ui_.hovered = {};
  ui_.pointing = {};
}

// A message stands until something else is done.
void Shell::carry_out(const std::vector<Sent>& sent) {
  if (!sent.empty() && !ui_.told) tell({}, false);
  for (const Sent& s : sent) carry_out(s.command, s.continues);
}

// Playing stops at the end of a guide's beat.
std::int64_t Shell::steps_to_play() const {
  const std::int64_t all = step_count(document_.model.lesson);
  const Beat* beat = shown_beat(document_);
  const bool within = beat && document_.model.time <= beat->last;
  return within ? std::min(all, static_cast<std::int64_t>(beat->last) + 1) : all;
}

// A beat's sentence can be read before its steps play.
double Shell::seconds_to_play(double seconds) {
  constexpr double kReading = 2;
  const auto& place = document_.guide;
  const bool same = shown_beat(document_) && read_ && read_->guide == place->guide && read_->beat == place->beat;
  reading_seconds_ = same ? reading_seconds_ + seconds : 0;
  read_ = shown_beat(document_) ? place : std::nullopt;
  const bool reads = read_ && document_.model.time == beat_in(document_)->first && reading_seconds_ < kReading;
  return reads ? 0 : seconds;
}

void Shell::ended_before(const std::string& link, const std::string& file) {
  const auto shown = open_link(link);
  if (!shown) return tell(say(language_of(document_.model.language), "crash.unknown", file), true);
  ui_.crash = {true, shown->lesson.scene, link, file};
}

void Shell::keep_frame(Raster picture, double scale) { deconvlab::keep_frame(ui_, scale, std::move(picture)); }

void Shell::frame(const Surface& surface, double seconds) {
  ui_.told = ui_.dialog_grows = false;
  refresh_results();
  ui_.computing_seconds = computing_ ? ui_.computing_seconds + seconds : 0;
  moving_ = player_.advance(document_.model, seconds_to_play(seconds), steps_to_play());
  std::vector<Sent> sent;
  const Panel panel{document_, results_, theme_of(document_.model.theme), language_of(document_.model.language), surface, ui_, sent};
  if (!ImGui::IsAnyItemActive()) ui_.dragged = 0;
  if (input_seen()) settling_ = kSettlingFrames + 1;
  leave_field_where_clicked();
  if (ui_.export_asked || ui_.opening.asked || ui_.finder.asked || ui_.reading.asked || ui_.course.asked || ui_.exercises.asked ||
      ui_.crash.asked)
    settling_ = kDialogFades;
  watch_mouse(seconds);
  collect_copy(panel);
  collect_recording(panel);
  frame_due_ = ui_.recorder && ui_.recorder->pass(seconds);
  tell_refusals();
  handle_keys(panel);
  const Rect page = to_logical(panel, {0, 0}, ImGui::GetIO().DisplaySize);
  if (page != page_) settling_ = kSettlingFrames + 1;
  page_ = page;
  draw_page_of(panel, page, seconds);
  draw_export_dialog(panel);
  draw_open_dialog(panel);
  draw_finder(panel);
  draw_layer_dialog(panel);
  draw_course_dialog(panel);
  draw_exercise_dialog(panel);
  draw_crash_dialog(panel);
  draw_help(panel);
  settling_ = ui_.folds.moved || ui_.dialog_grows ? kSettlingFrames : std::max(0, settling_ - 1);
  carry_out(sent);
  moving_ = moving_ || document_.model.playing || player_.target >= 0 || ui_.exporting.valid() || ui_.export_estimate.coming.valid() ||
            ui_.export_preview.coming.valid() || ui_.copying.coming.valid() || ui_.recorder || ui_.recording_ending.valid() ||
            tooltip_due() || computing_ || map_moves(ui_) || presenter_moves(ui_.presenter) ||
            (ui_.exercises.shown && ui_.exercises.counts);
}

std::vector<std::string_view> all_window_text(std::span<const Guide> guides) {
  std::vector<std::string_view> text{kIcons};
  for (const Language& language : language_table()) {
    text.push_back(language.name);
    for (const Phrase& phrase : language.phrases) text.push_back(phrase.text);
  }
  static const std::vector<KeyLine> keys = key_lines();
  for (const KeyLine& line : keys) text.push_back(line.keys);
  const auto add = [&](const Words& words) {
    for (const auto& [language, said] : words) text.push_back(said);
  };
  for (const Guide& guide : guides) {
    add(guide.title);
    for (const Beat& beat : guide.beats) add(beat.said), add(beat.done);
  }
  return text;
}

}  // namespace deconvlab
