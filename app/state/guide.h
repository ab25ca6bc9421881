// Guides: scenes told one thought after the other. A beat is a state of a scene, what to look at in it, and a sentence.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/link.h"
#include "app/state/model.h"

namespace deconvlab {

// A text in each language, by its id.
using Words = std::map<std::string, std::string, std::less<>>;

enum class BeatKind {
  tell,
  goal,    // something is to be reached with the controls
  predict  // the value of an output cell is to be given; it is hidden until then
};

struct Beat {
  std::string link;  // the scene and its settings, without the moment
  double first = 0;  // steps that the timeline plays from and to
  double last = 0;
  std::vector<Target> focus;  // what does not recede; empty: nothing does
  BeatKind kind = BeatKind::tell;
  Words said;
  Words done;                      // said when the goal is reached, or the value is right
  std::vector<std::string> goals;  // fields of a link; the lesson is to have all of one of these
  Cell cell;                       // of a predict beat's output
};

// The rows of guides: those of the scenes, those about what is often confused, and those in the order in which the subject is often told.
enum class Track { scenes, confusions, told };

struct Guide {
  std::string id;
  Track track = Track::scenes;
  std::string scene;  // where it begins
  Words title;
  std::vector<Beat> beats;
};

// The guide that is played, and how far it has come.
struct GuidePlace {
  std::size_t guide = 0;  // in the table
  std::size_t beat = 0;
  bool away = false;                            // something else was touched: it waits
  bool solved = false;                          // the beat's goal is reached, its value given
  std::optional<double> answer = std::nullopt;  // what was given last
  bool follows = false;                         // it began where another guide was at its end

  bool operator==(const GuidePlace&) const = default;
};

// In the language, else in the first one that there is.
const std::string& words_in(const Words& words, std::string_view language);
// The id in "deconvlab:lesson/ID"; empty where a text is no such link.
std::string lesson_in(std::string_view link);
// Whether the model's lesson has all fields of one of the beat's goals.
bool reaches(const Beat& beat, const Model& model, std::span<const SceneFacts> scenes);
// The place in the table of the guide with this id, or of the first one of a scene; none where there is none.
std::optional<std::size_t> find_guide(std::span<const Guide> guides, std::string_view id);
Error unknown_lesson(std::span<const Guide> guides, std::string_view id);
std::optional<std::size_t> guide_of_scene(std::span<const Guide> guides, std::string_view scene);

}  // namespace deconvlab
