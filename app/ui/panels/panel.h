// What every panel of the window is given, and how it answers: it draws from const state and sends commands.
#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/diagram/scene.h"
#include "app/draw/imgui_canvas.h"
#include "app/draw/theme.h"
#include "app/exercises/session.h"
#include "app/lang/lang.h"
#include "app/lessons/kind.h"
#include "app/record/exports.h"
#include "app/state/mend.h"
#include "app/ui/dialogs/folder.h"
#include "app/ui/layout.h"
#include "app/ui/presenter/presenter.h"
#include "core/frameworks/frameworks.h"

namespace deconvlab {

// What the panels draw with. All their measures are logical pixels, `scale` real ones each.
struct Surface {
  const FontSet& fonts;
  double scale = 1;
  std::function<ImTextureID(const Raster&)> texture;
  double time_of_day = 0;  // seconds since midnight
};

// A cell that is being typed into, where it stands.
struct CellEdit {
  Focus cell;  // target none: nobody types
  Rect rect;
  std::string text;
  bool just_opened = false;
};

// The dialog that a picture is chosen in.
struct OpenPicture {
  bool asked = false;
  FolderView view;
  std::string path;  // as typed, or clicked at
};

// The parts of the control panel where not all of them have room: some are folded to their headings.
struct Folds {
  const LessonKind* kind = nullptr;       // whose heights these are
  std::map<Section, double> heights;      // of the parts as they were last drawn whole
  std::optional<Section> opened, closed;  // by a click on their headings
  bool needed = false;                    // not all of them have room
  std::vector<bool> shown;                // of the parts as they stand: whether each is folded
  bool moved = false;                     // they changed: the room for them is known a frame later
};

class Recorder;      // app/record/recorder.h
class CardPictures;  // app/ui/panels/card_pictures.h

// A card on its way to the size of its scene.
struct CardGrowth {
  int nth;    // in the order of the table of scenes
  Rect from;  // the card's picture
  double seconds = 0;
};

// The page that has a card for each scene, over the rest of the window.
struct SceneMap {
  bool shown = false;
  int chosen = 0;                              // the card that Enter opens, in the order of the table of scenes
  bool pointed = false;                        // the mouse or an arrow key has gone to it: it plays
  std::shared_ptr<CardPictures> pictures;      // from the first time on
  std::set<std::string, std::less<>> visited;  // scenes, by their ids
  std::optional<CardGrowth> growth;            // for a moment after a card was opened
};

// The dialog that finds scenes and actions by what is typed.
struct Finder {
  bool asked = false;
  std::string typed;
  int chosen = 0;  // of what was found
};

// The dialog that reads layers from a text.
struct LayerReading {
  bool asked = false;
  std::string text;
  std::optional<std::string> read;  // the text that `layers` are of
  Expected<std::vector<LayerText>> layers;
};

// What a lesson came to.
struct Shown {
  Lesson lesson;
  Results results;
};

// What the window remembers from frame to frame beside the model.
struct UiState {
  Splits splits;
  bool controls_asked_for = false;   // on a page that is too small for them to stay
  std::optional<Controls> controls;  // as they stood in the last frame
  Folds folds;
  double dialog_height = 0;  // of what is in it, in pixels: its window follows a frame later
  bool dialog_grows = false;
  struct {
    double centre = 0, side = 0;
  } scrolled;             // the views that are higher than their room
  std::vector<Hit> hits;  // of the last frame
  Focus hovered;
  std::string_view pointing;     // phrase of what the mouse does to what is pointed at; empty: nothing is
  std::string hint;              // what the status line says while there is no message
  std::string sentence;          // below the picture: of the step or of what is pinned, wherever the mouse is
  std::string tip;               // what is said beside the mouse; empty while no tooltip is shown
  double rest_seconds = 0;       // since the mouse last moved
  bool tips_wait = false;        // after a key or a click, until the mouse moves
  double words_end = 0;          // the lower edge of the scene's title and question
  double computing_seconds = 0;  // for so long a picture has been computed and not been there yet
  MatrixPane matrix_pane;
  PatternMemo main_memo, side_memo;
  PictureMemo picture_memo;
  std::vector<MatrixPane> picture_panes;  // of the last frame
  Device* device = nullptr;               // counts the patterns; null: core does
  CellEdit edit;
  std::optional<Shown> before;  // while the sizes are impossible: the last that were not
  struct {
    Lesson of;
    std::vector<Mend> mends;
  } mending;            // kept for as long as nothing changes
  std::string message;  // the last thing done or refused, in the status line
  bool message_is_error = false;
  bool told = false;  // in this frame: the next command leaves no other message standing
  OpenPicture opening;
  std::vector<std::string> recent;  // pictures that were opened from files, the last one first
  SceneMap map;
  Presenter presenter;
  Finder finder;
  LayerReading reading;
  int listed = -1;  // of an open list: what the arrow keys have come to
  struct {
    bool asked = false;
    int track = 0, chosen = 0;
    std::string scene;  // whose guides come first
  } course;             // the dialog that lists the guides
  struct {
    bool asked = false, shown = false;
    ExerciseSession session;
    std::function<std::uint64_t()> sow = [] { return std::random_device{}(); };  // the next sheet's seed
    bool counts = false;                                                         // a class has a countdown
    const Exercise* asked_at = nullptr;                                          // whose field has the keyboard
  } exercises;
  struct {
    bool asked = false;
    std::string scene, link, file;
  } crash;                            // of the run before
  std::string guide_answer;           // being typed
  std::string guide_words;            // of the beat, as they stand
  std::string framework = "pytorch";  // whose words a layer is written in
  bool export_asked = false;
  ExportRequest export_request;
  ExportRequest export_started;           // what `exporting` writes
  std::future<Expected<void>> exporting;  // valid while a file is being written
  std::string export_result;
  bool export_failed = false;
  std::filesystem::path export_written;     // whole, once it is there
  std::string export_replaces;              // the path that it was asked whether its file is to be replaced
  std::optional<FolderView> export_folder;  // while one is chosen
  struct {
    std::string of;  // what it is an estimate of
    std::future<Expected<ExportEstimate>> coming;
    std::optional<Expected<ExportEstimate>> known;
  } export_estimate;
  struct {
    std::string of;  // what it shows
    std::future<Expected<Raster>> coming;
    std::optional<Expected<Raster>> known;
  } export_preview;
  std::optional<int> export_kind;  // that the dialog opens on; else the lesson's usual one
  struct {
    std::string link;          // of the state that is on its way to the clipboard
    std::future<bool> coming;  // whether its picture came there
  } copying;
  std::shared_ptr<Recorder> recorder;                             // while it is recorded what is done
  std::future<std::shared_ptr<const Recorded>> recording_ending;  // after that, until all is kept
  bool keys_shown = false;
  bool walks_dialog = false;  // the keyboard, through a dialog
  std::string_view chapter;   // whose scenes are listed below its name; empty: none's
  struct {
    Lesson from, to;
    Offer offer;
  } taking_over;  // kept for as long as nothing changes
  bool quit_asked = false;
  std::string refused_field;         // being typed into: holds a number that was not sent
  std::optional<Error> refused_for;  // why
  unsigned int dragged = 0;          // the widget whose changes are one undo
  // Where each widget stands, by its identity ("size.i"): scripted tests point at them.
  std::map<std::string, Rect, std::less<>> places;
};

// A tooltip covers what lies beside the mouse: it waits until the mouse rests.
inline constexpr double kTooltipAfter = 0.6;
// What is there sooner needs no sign that it is being computed.
inline constexpr double kComputingShownAfter = 0.25;

struct Sent {
  Command command;
  bool continues = false;
};

struct Panel {
  const Document& document;
  const Expected<Results>& results;
  const Theme& theme;
  const Language& language;
  const Surface& surface;
  UiState& ui;
  std::vector<Sent>& sent;

  const Model& model() const { return document.model; }
  // What is pointed at, else what is pinned. A mouse that merely rests, after a key or a click, points at nothing.
  const Focus& shown_focus() const { return ui.hovered.target == Target::none || ui.tips_wait ? model().pinned : ui.hovered; }
  std::string_view phrase(std::string_view key) const { return deconvlab::phrase(language, key); }
  void send(Command command, bool continues = false) const { sent.push_back({std::move(command), continues}); }
  // A change by the widget drawn last: all changes while it is held are undone as one.
  void send_from_item(Command command) const;
  void tell(std::string message, bool is_error = false) const;
  float px(double logical) const { return static_cast<float>(logical * surface.scale); }
};

// Each draws itself into its area of the window, in logical pixels.
void draw_top_bar(const Panel& panel, Rect area);
void draw_scene_row(const Panel& panel, Rect area);
// What folds and unfolds the controls.
void draw_rail(const Panel& panel, Rect area);
void draw_chapter_list(const Panel& panel, Rect page);
void draw_parameters(const Panel& panel, Rect area);
void draw_picture(const Panel& panel, const WindowLayout& layout, Controls controls);
void draw_timeline(const Panel& panel, Rect area);
void draw_status_line(const Panel& panel, Rect area);
void draw_export_dialog(const Panel& panel);
void draw_open_dialog(const Panel& panel);
void draw_finder(const Panel& panel);
void draw_layer_dialog(const Panel& panel);
void draw_scene_map(const Panel& panel, Rect page);
void draw_help(const Panel& panel);

}  // namespace deconvlab
