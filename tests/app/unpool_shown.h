// A lesson of the scene "unpool" with its results, and lessons that several tests look at.
#pragma once

#include <string>
#include <vector>

#include "app/scenes/unpool/unpool_words.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {

inline constexpr const char* kFour = "unpool?i=4&k=2&s=2&up=2&kernel=ones&input=own:4:1,3,2,1,4,2,0,5,7,6,1,1,5,0,2,9";
inline constexpr const char* kZeros = "input=own:4:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0";

// A lesson with its results, for as long as a stage looks at them.
struct Shown {
  Model model;
  Expected<Results> results;
  Frame frame;
  UnpoolStage stage;

  explicit Shown(const std::string& link) : Shown(lesson(link), Focus{}) {}
  Shown(const Model& m, const Focus& focus)
      : model(m),
        results(compute(model.lesson)),
        frame{model, *results, focus.target == Target::none ? model.pinned : focus, theme_of("light"), language_of("en")},
        stage(frame) {}
  std::vector<std::string> statements() const { return unpool_statements(stage); }
};

}  // namespace deconvlab::test
