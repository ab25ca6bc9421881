// A scene: a pure function of (model, results, time, pointed-at) that draws on a Canvas.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/diagram/least_heights.h"
#include "app/draw/canvas.h"
#include "app/draw/rich_text.h"
#include "app/draw/theme.h"
#include "app/lang/lang.h"
#include "app/lessons/kind.h"
#include "app/state/link.h"
#include "app/state/model.h"
#include "core/operators/device.h"

namespace deconvlab {

// Where on the picture something can be pointed at; the last hit that contains the mouse wins.
struct Hit {
  Rect rect;
  Focus focus;         // of the first cell, where it is a grid
  Extent cells{1, 1};  // rows and columns of equal cells that fill `rect`

  // The cell of the grid that holds the point, as a hit of its own.
  Hit at(Point p) const;
  // Whether `wanted` is one of its cells, and that cell's hit.
  bool holds(const Focus& wanted) const;
  Hit of(const Focus& wanted) const;
};

// Where the picture shows C and what part of it: the window turns wheel and drag into a MatrixView with it. `view` has the zoom
// really drawn with (never 0); an empty rect says that the picture shows no matrix.
struct MatrixPane {
  Rect rect;
  MatrixView view;
  Extent size{};  // of a picture: its rows and columns
};

// Keeps the last pictures of C's pattern, which do not depend on time: of the whole and of the part that is shown.
struct PatternMemo {
  struct Picture {
    Geometry geometry;
    Side side = Side::c;
    Rect entries;  // columns and rows of C
    Rect rect;
    Focus focus;  // a weight, else none
    std::string_view theme;
    Raster raster;
    std::string device = {};                 // that counted the nonzeros; nothing where core did or each entry is seen
    std::vector<std::uint32_t> shades = {};  // of the weights, where each entry is seen
  };
  Picture whole;
  Picture part;
  Picture transposed;                           // all of Ct
  std::optional<Error> refused = std::nullopt;  // why the frame's device did not count: core did instead
};

// Keeps the pictures drawn last, each of a part of a computed plane.
class PictureMemo {
 public:
  struct Key {
    std::uint64_t serial = 0;  // of the results that the planes are from
    const Tensor* values = nullptr;
    const Tensor* minus = nullptr;
    std::int64_t channel = -1;  // where only one is drawn
    int shades = 0;             // how values become colours
    double divisor = 1;         // of the values
    Rect rect;
    double zoom = 0, row0 = 0, col0 = 0, wide = 1;
    std::string_view theme;
    bool operator==(const Key&) const = default;
  };
  // Valid until it is asked for another one.
  const Raster& picture_of(const Key& key, const std::function<Raster()>& paint);

 private:
  struct Entry {
    Key key;
    Raster raster;
  };
  std::vector<Entry> pictures_;  // the last used one at the end
};

struct Frame {
  const Model& model;
  const Results& results;
  Focus focus;  // pointed at, else pinned, else none
  const Theme& theme;
  const Language& language;
  std::vector<Hit>* hits = nullptr;   // collects what can be pointed at; null when nobody points
  MatrixPane* matrix_pane = nullptr;  // is told where C is drawn
  PatternMemo* pattern_memo = nullptr;
  Device* device = nullptr;  // counts C's pattern; null: core does
  PictureMemo* picture_memo = nullptr;
  std::vector<MatrixPane>* picture_panes = nullptr;  // is told where parts of pictures are drawn
};

std::string describe_convolution(const Focus& focus, const Frame& frame);

struct Scene {
  std::string_view id;            // what `render` takes and links carry
  std::string_view chapter;       // its id
  std::string_view title_key;     // in the language tables
  std::string_view question_key;  // what the scene answers, in one line
  void (*draw_main)(Canvas& canvas, Rect area, const Frame& frame);
  void (*draw_side)(Canvas& canvas, Rect area, const Frame& frame);
  // What this step does with this step's numbers; "_{...}" marks a subscript, as app/draw/rich_text.h draws it.
  std::string (*sentence)(const Frame& frame);
  const LessonKind* kind = &kConvolutionKind;
  // The state that shows its point, over the home of its kind, as in a link: settings, view, moment, pin.
  std::string_view home = {};
  // What can be chosen to be shown, the first one at the start; none where there is nothing to choose.
  std::span<const SceneView> views = {};
  // Text about what is pointed at: index, label, value, product.
  std::string (*describe)(const Focus& focus, const Frame& frame) = describe_convolution;
  // The page draws the lesson's kernel whatever is shown, its weights to be changed there: the panel does not draw it again.
  bool kernel_on_page = false;
  // Whose sizes the formula has, where they are not the lesson's.
  const Results& (*shown)(const Frame& frame) = nullptr;
  // The transposed convolution that the formula is about, at a step that is about another one than the lesson's.
  std::optional<Geometry> (*upsampling)(const Frame& frame) = nullptr;
  // What stands in the place of the formula, where no single one says the sizes that it is about; the formula stays where this is empty.
  std::string (*note)(const Frame& frame) = nullptr;
  // The link that a click on this opens, or nothing: the click then pins.
  std::string (*open)(const Focus& focus, const Frame& frame) = nullptr;
  LeastHeights least = {};

  const Results& results_of(const Frame& frame) const { return shown ? shown(frame) : frame.results; }
};

// A whole page, as `render` and full screen show it: title, the two views, sentence and formula.
void draw_page(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame);
// A page for a lesson that does not resolve: the error's sentence in the middle.
void draw_error(Canvas& canvas, Rect area, const Error& error, const Theme& theme, const Language& language);
// The scene's sentence for this frame, wrapped into `area`.
void draw_sentence(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame);
// The size formula with its numbers, each in the colour of its slider, within `area`.
void draw_formula(Canvas& canvas, Rect area, const Scene& scene, const Frame& frame);
// The same formula as text, a line for each axis; one line where they are alike.
std::vector<std::vector<TextRun>> formula_lines(const Frame& frame);

}  // namespace deconvlab
