// The page of a demo: one self-contained HTML file, which also works without its script.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/draw/rich_text.h"
#include "app/lang/lang.h"

namespace deconvlab {

// Paths are relative to the page; `dark` is empty where there is no picture for the dark theme.
struct DemoStep {
  std::string picture;
  std::string dark;
  std::string sentence;
};

// The same text in the two themes' colours.
struct DemoFormula {
  std::vector<std::vector<TextRun>> light;
  std::vector<std::vector<TextRun>> dark;
};

struct DemoLesson {
  std::string id;
  std::string title;
  DemoFormula formula;
  std::string matrix;  // what C is
  std::vector<std::string> files;
  std::vector<DemoStep> steps;
};

std::string demo_page(std::span<const DemoLesson> lessons, const Language& language, int width, int height);

}  // namespace deconvlab
