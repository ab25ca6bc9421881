// The one door for changes: every key, click and drag becomes a Command. The command line builds its Model whole, before there is a
// Document.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/state/edits.h"
#include "app/state/guide.h"
#include "app/state/link.h"
#include "app/state/model.h"
#include "app/state/take_over.h"
#include "core/error.h"

namespace deconvlab {

namespace command {
struct SetSize {  // p and a are given then, the other one with the number that it has
  Size size;
  Axes axes;
  std::int64_t value;
};
struct SetOutput {  // the input side becomes the smallest, plus `remainder`, that leads to this output side
  Axes axes;
  std::int64_t value;
  std::int64_t remainder = 0;
};
struct SetPadding {  // by a rule, of the convolution or of the one that a transposed lesson names; `given` is p at both ends, from the
                     // rule's numbers
  Padding rule;
};
struct SetEndsApart {};  // p is set at each end by itself, from the numbers that it has
struct SetOutputShape {  // of a transposed lesson: a follows from it; none: a, or the rule, says it
  std::optional<Extent> size;
};
struct SetSquare {
  bool on;
};
struct SetFlip {
  bool on;
};
struct SetCeil {  // of a pooling
  bool on;
};
struct SetSymbols {
  bool on;
};
struct ChooseKernel {
  std::string name;
  std::uint64_t seed = 0;
};
struct ChooseInput {
  std::string name;
  std::uint64_t seed = 0;
};
struct ChoosePicture {  // a sample or a file; whether it can be read shows when it is
  std::string name;
};
struct ChooseOptimiser {
  std::string name;
};
struct SetRate {  // the learning rate
  double rate;
};
struct SetWeight {
  Cell cell;
  float value;
  std::int64_t plane = 0;
};
struct SetInputCell {
  Cell cell;
  float value;
  std::int64_t plane = 0;
};
struct GoToScene {  // as it was left, else at its home
  std::string id;
};
struct GoHome {};    // the scene as it opens: settings, view, moment
struct TakeOver {};  // as in the scene before: app/state/take_over.h
struct SetChannel {  // of a network's maps; -1: the strongest one
  std::int64_t channel;
};
struct SetLayerChannels {  // in x out; groups that do not divide them become the most that do and are no more
  Extent channels;
  std::int64_t groups;
};
struct SetBias {  // one for each channel of the output, or none
  std::vector<float> values;
};
struct SetLevel {  // of the encoder
  std::int64_t level;
};
struct SetLayers {  // of a chain, and the input that goes with them
  std::string lines;
  std::optional<Extent> i = std::nullopt;
};
struct SetView {
  std::string id;
};
struct NextScene {
  int by;  // +1, -1
};
struct SetTime {
  double time;
};
struct StepBy {
  int steps;
};
struct ToEnd {
  bool last;
};
struct Play {
  bool on;
};
struct SetSpeed {
  double steps_per_second;
};
struct Pin {
  Focus focus;  // target none unpins
};
struct LookAt {
  MatrixView view;
};
struct SetTheme {
  std::string id;
};
struct SetLanguage {
  std::string id;
};
struct SetTextScale {
  double scale;
};
struct SetReduceMotion {
  bool on;
};
struct SetPictureOnly {
  bool on;
};
struct Open {  // a link
  std::string link;
};
struct StartGuide {
  std::string id;
  std::size_t beat = 0;
};
struct ToBeat {  // of the guide that is played; beyond its last one the next guide of its track begins
  int by;
};
struct BackToGuide {};  // from where it was left
struct LeaveGuide {};
struct Answer {  // what a predict beat asks for, and whether it is the output's value
  double value;
  bool right;
};
struct Learn {  // an exercise was answered
  std::string id;
};
struct Undo {};
struct Redo {};
}  // namespace command

using Command =
    std::variant<command::SetSize, command::SetOutput, command::SetPadding, command::SetEndsApart, command::SetOutputShape,
                 command::SetSquare, command::SetFlip, command::SetCeil, command::SetSymbols, command::ChooseKernel, command::ChooseInput,
                 command::ChoosePicture, command::ChooseOptimiser, command::SetRate, command::SetWeight, command::SetInputCell,
                 command::GoToScene, command::GoHome, command::TakeOver, command::SetChannel, command::SetLayerChannels, command::SetBias,
                 command::SetLevel, command::SetLayers, command::SetView, command::NextScene, command::SetTime, command::StepBy,
                 command::ToEnd, command::Play, command::SetSpeed, command::Pin, command::LookAt, command::SetTheme, command::SetLanguage,
                 command::SetTextScale, command::SetReduceMotion, command::SetPictureOnly, command::Open, command::StartGuide,
                 command::ToBeat, command::BackToGuide, command::LeaveGuide, command::Answer, command::Learn, command::Undo, command::Redo>;

// What undo brings back: the lesson and, where a command set them too, the moment, the pin and the view of the matrix.
struct Change {
  SceneState before;
  bool moved = false;
};

// How each scene was left, by its id.
using SceneStates = std::map<std::string, SceneState, std::less<>>;

// The model, its history and, when the last command could not be carried out, the sentence's error.
struct Document {
  Model model;
  std::span<const SceneFacts> scenes;  // in the order of the scene table, for GoToScene, NextScene and Open
  SceneStates left;
  std::string before;  // the scene that was shown before this one
  std::vector<Change> undo;
  std::vector<Change> redo;
  std::optional<Error> refused;
  std::span<const Guide> guides = {};
  std::optional<GuidePlace> guide = std::nullopt;  // that is played
  std::set<std::string, std::less<>> learnt = {};  // guides that were played to their end, exercises that were answered, by their ids
};

// A lesson that resolve() refuses stays in the model (the fields then show the error); a command that makes no sense at all
// (an unknown scene, a bad link) leaves the model as it was and sets `refused`. Consecutive changes of one slider undo as one
// when `continues` says that a drag goes on.
void update(Document& document, const Command& command, bool continues = false);

// The guide that is played, and the beat that it stands at; nullptr where there is none.
const Guide* guide_in(const Document& document);
const Beat* beat_in(const Document& document);
// The same beat while nothing else was touched.
const Beat* shown_beat(const Document& document);

// What the scene may take over from the one before it.
Offer offer_in(const Document& document);
// Whether nothing of the scene is other than at its home.
bool is_at_home(const Document& document);

}  // namespace deconvlab
