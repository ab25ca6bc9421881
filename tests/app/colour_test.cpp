// The grammar of colour on every page: hue is the role, lightness the absolute value, and what is active is outlined.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include "app/diagram/labels.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

constexpr double kHueTolerance = 12;  // degrees
constexpr double kGrey = 0.06;        // of difference between a colour's parts: what has less has no hue

// Of the colour wheel, 0 to 360; none of greys.
std::optional<double> hue_of(Color c) {
  const double high = std::max({c.r, c.g, c.b});
  const double low = std::min({c.r, c.g, c.b});
  if (high - low < kGrey) return std::nullopt;
  const double sixth = high == c.r   ? (c.g - c.b) / (high - low)
                       : high == c.g ? 2 + (c.b - c.r) / (high - low)
                                     : 4 + (c.r - c.g) / (high - low);
  return std::fmod(60 * sixth + 360, 360);
}

constexpr Role kHues[] = {Role::input, Role::output, Role::kernel, Role::switches};

std::optional<Role> role_of(Color c, const Theme& theme) {
  const auto hue = hue_of(c);
  for (const Role role : kHues) {
    if (hue && std::abs(*hue - *hue_of(theme.of(role).solid)) < kHueTolerance) return role;
  }
  return std::nullopt;
}

// How strong a shade is: dark on white, bright on black.
double strength(Color c, const Theme& theme) { return contrast(c, theme.background); }

// Fills by the absolute values that they stand for.
struct Scale {
  const Theme& theme;
  std::map<double, std::vector<Color>> fills;

  void add(double value, Color fill) { fills[std::abs(value)].push_back(fill); }
  // The first thing that is wrong with it, or nothing. Colours of pictures are rounded to bytes.
  std::string fault(double unlike = 0.01) const {
    const std::pair<const double, std::vector<Color>>* below = nullptr;
    for (const auto& step : fills) {
      for (const Color& c : step.second) {
        const Color& first = step.second.front();
        if (std::abs(c.r - first.r) + std::abs(c.g - first.g) + std::abs(c.b - first.b) > unlike)
          return fmt::format("{} has two fills", step.first);
        if (below && strength(c, theme) < strength(below->second.front(), theme) - unlike)
          return fmt::format("{} is weaker than {}", step.first, below->first);
      }
      below = &step;
    }
    return {};
  }
};

// Cells whose number is seen: what is drawn below its middle, and is no tile in a corner.
std::optional<double> number_in(const std::string& text) {
  std::string plain = text;
  if (plain.starts_with("−")) plain.replace(0, std::string("−").size(), "-");
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  return plain.empty() || *end != '\0' ? std::nullopt : std::optional(value);
}
std::optional<Color> cell_below(const RecordingCanvas& canvas, const RecordingCanvas::Text& text) {
  const RecordingCanvas::Shape* last = nullptr;
  const Point middle = text.rect.centre();
  for (const auto& fill : canvas.fills) {
    if (fill.color.a == 1 && fill.rect.contains(middle)) last = &fill;
  }
  constexpr double kTile = 14;
  if (!last || (std::abs(last->rect.h - kTile) < 0.1 && std::abs(last->rect.w - kTile) > 0.1)) return std::nullopt;
  const Point own = last->rect.centre();
  const bool centred = std::abs(own.x - middle.x) + std::abs(own.y - middle.y) < 5 && last->rect.w < 130 && last->rect.h < 130;
  return centred ? std::optional(last->color) : std::nullopt;
}

const char* const kKernels[] = {"kernel=ones",     "kernel=sobel-x",  "kernel=bilinear",
                                "kernel=gaussian", "kernel=counting", "kernel=uniform:3"};

// Runs check(model) for all scenes, both themes, the kernels where a scene takes one, and moments at rest.
template <class Check>
void each_page(Check&& check) {
  for (const Scene& scene : scene_table()) {
    if (scene.id == "fcn") continue;  // the numbers in its colours are the names of classes
    for (const Theme& theme : theme_table()) {
      for (const char* kernel : kKernels) {
        for (const char* moment : {"t=0", "t=3", "t=9"}) {
          const std::string fields = fmt::format("i=4&k=3&up=3&{}&{}&theme={}", kernel, moment, theme.id);
          const Model model = lesson(fmt::format("{}?{}", scene.id, taken(scene, fields)));
          SCOPED_TRACE(to_link(model));
          if (results_of(model.lesson)) check(model, scene);
          if (!taken(scene, kernel).empty()) continue;
          kernel = "";  // takes none: once is enough
        }
      }
    }
  }
}

TEST(Colour, AShadeGrowsWithItsValueInItsHueAndCanBeWrittenOn) {
  for (const Theme& theme : theme_table()) {
    for (const Role role : kHues) {
      Scale scale{theme, {}};
      for (int n = -20; n <= 20; ++n) {
        const Color shade = value_shade(theme, role, static_cast<float>(n), {20, true});
        scale.add(n, shade);
        EXPECT_EQ(role_of(shade, theme), role) << theme.id << " " << n;
        EXPECT_GE(contrast(ink_on(theme, shade), shade), 4.5) << theme.id << " " << n;
        EXPECT_GE(contrast(ink_on(theme, shade), sign_ink(theme, shade)), 4.5) << theme.id << " " << n;
      }
      EXPECT_EQ(scale.fault(), "") << theme.id;
      EXPECT_GT(strength(scale.fills[20].front(), theme), strength(scale.fills[0].front(), theme) + 0.5);
    }
  }
}

// Wherever a weight's number is seen: the kernel, its entries of C and Ct, filters, all on one scale.
TEST(Colour, WeightsOfEqualSizeLookEqualAndLargerOnesNeverWeaker) {
  std::set<std::string> seen;
  each_page([&](const Model& model, const Scene& scene) {
    const Theme& theme = theme_of(model.theme);
    const Drawn d = draw(model);
    Scale weights{theme, {}};
    for (const auto& text : d.canvas.texts) {
      const auto value = number_in(text.text);
      const auto fill = value ? cell_below(d.canvas, text) : std::nullopt;
      if (fill && role_of(*fill, theme) == Role::kernel) weights.add(*value, *fill);
    }
    if (!weights.fills.empty()) seen.insert(std::string(scene.id));
    // Trained weights are written with two places.
    EXPECT_EQ(weights.fault(scene.id == "imitate" ? 0.05 : 0.01), "");
  });
  for (const char* scene :
       {"convolution", "matrix", "transposed", "fractional", "passes", "unpool", "imitate", "conv2d-transpose", "kernels", "gallery"})
    EXPECT_TRUE(seen.contains(scene)) << scene;
}

// A cell whose number is seen has its role's pale tint, or its full colour where it is active.
TEST(Colour, APlaneWhoseNumbersAreSeenIsEvenlyTinted) {
  int cells = 0;
  each_page([&](const Model& model, const Scene& scene) {
    if (scene.id == "overlap" || scene.id == "imitate" || scene.id == "picture" || scene.id == "kernels")
      return;  // maps of counts and differences
    const Theme& theme = theme_of(model.theme);
    const Drawn d = draw(model);
    for (const auto& text : d.canvas.texts) {
      const auto fill = number_in(text.text) ? cell_below(d.canvas, text) : std::nullopt;
      const auto role = fill ? role_of(*fill, theme) : std::nullopt;
      if (!role || *role == Role::kernel) continue;
      ++cells;
      const Tone& tone = theme.of(*role);
      const bool active = *fill == tone.solid;
      EXPECT_TRUE(active || *fill == tone.fill || *fill == mix(tone.fill, theme.background, 0.65)) << text.text;
      EXPECT_EQ(d.canvas.active_at(text.rect.centre(), theme), active) << text.text;
    }
  });
  EXPECT_GT(cells, 5000);
}

// The tensors that a grid may show.
std::vector<const Tensor*> shown_in(const Hit& hit, const Results& r) {
  std::vector<const Tensor*> all;
  const bool whole = hit.cells.area() > 1 && (hit.focus.target == Target::input || hit.focus.target == Target::output);
  for (const Tensor* t : {&r.x(), &r.output, &r.back}) {
    if (whole && t->size() > 0 && hit.cells.h >= t->shape().h && hit.cells.w >= t->shape().w) all.push_back(t);
  }
  return all;
}

// Where a cell shows its fill: aside from the hatch, tags and tiles.
Point beside_marks(Rect cell) { return {cell.x + 0.8 * cell.w, cell.y + 0.2 * cell.h}; }

std::string fault_of(const Hit& hit, const Tensor& values, const RecordingCanvas& canvas, const Theme& theme) {
  Scale scale{theme, {}};
  for (std::int64_t n = 0; n < values.shape().plane().area(); ++n) {
    const Cell c = values.shape().plane().cell_at(n);
    const Color fill = canvas.color_at(beside_marks(hit.of({hit.focus.target, c, {}}).rect));
    if (packed(fill) == packed(theme.of(Role::neutral).fill)) continue;  // not there yet
    if (!role_of(fill, theme)) return "no role's colour";
    scale.add(values.at(c), fill);
  }
  return scale.fills.empty() ? "nothing is there" : scale.fault(0.02);
}

// Planes too large for numbers, at the end, where all is there.
TEST(Colour, CellsOfEqualSizeLookEqualInAShadedPlaneWhateverIsActive) {
  int planes = 0;
  for (const char* id : {"convolution", "matrix", "transposed", "passes", "inverse"}) {
    const Scene& scene = **find_scene(id);
    for (const Theme& theme : theme_table()) {
      for (const char* kernel : {"kernel=sobel-x", "kernel=gaussian", "kernel=ones"}) {
        for (const Focus& focus : {Focus{}, Focus{Target::input, {2, 2}, {}}, Focus{Target::weight, {0, 1}, {}}}) {
          Model model =
              lesson(fmt::format("{}?i=40&k=3&{}&theme={}{}", scene.id, kernel, theme.id, scene.views.empty() ? "" : "&view=gather"));
          SCOPED_TRACE(fmt::format("{} {}", to_link(model), static_cast<int>(focus.target)));
          const Results& r = *results_of(model.lesson);
          model.time = static_cast<double>(r.outputs().area()) + 1000;
          const Drawn d = draw(model, focus);
          for (const Hit& hit : d.hits) {
            const auto all = shown_in(hit, r);
            if (all.empty() || hit.of(hit.focus).rect.w >= kSmallestText) continue;
            ++planes;
            std::string faults;
            const bool right = std::ranges::any_of(all, [&](const Tensor* t) {
              const std::string fault = fault_of(hit, *t, d.canvas, theme);
              faults += fault + "; ";
              return fault.empty();
            });
            EXPECT_TRUE(right) << static_cast<int>(hit.focus.target) << " " << faults;
          }
        }
      }
    }
  }
  EXPECT_GT(planes, 100);
}

// Entries of C, near enough for labels and not, and whatever weight is pointed at.
TEST(Colour, EntriesOfEqualWeightsLookEqual) {
  for (const char* sizes : {"i=5&k=3", "i=12&k=3&matrix=50,72,6", "i=9&k=4&s=2"}) {
    for (const Theme& theme : theme_table()) {
      for (const char* kernel : kKernels) {
        for (const Focus& focus : {Focus{}, Focus{Target::output, {0, 1}, {}}}) {
          const Model model = lesson(fmt::format("convolution?{}&{}&theme={}&t=2", sizes, kernel, theme.id));
          SCOPED_TRACE(to_link(model));
          const Drawn d = draw(model, focus);
          const Results& r = *results_of(model.lesson);
          Scale entries{theme, {}};
          for (const Hit& hit : d.hits) {
            if (std::min(hit.rect.w, hit.rect.h) < 3) continue;  // on the edge
            if (hit.focus.target != Target::nonzero || hit.focus.cell == Cell{0, 2} || hit.focus.cell == Cell{0, 1}) continue;  // bands
            const MaybeCell weight = r.geometry.weight_between(hit.focus.cell, hit.focus.other);
            const Color fill = d.canvas.color_at(beside_marks(hit.rect));
            EXPECT_EQ(role_of(fill, theme), Role::kernel) << hit.focus.cell.row << "," << hit.focus.cell.col;
            entries.add(r.trace.kernel().at(weight.cell), fill);
          }
          EXPECT_GT(entries.fills.size(), 0u);
          EXPECT_EQ(entries.fault(), "");
        }
      }
    }
  }
}

// The values below 0 of a kernel are hatched, in its cells and in C, and no others.
TEST(Colour, BelowZeroIsHatched) {
  const auto falling = [](const Drawn& d, Rect cell) {
    return std::ranges::any_of(d.canvas.lines, [&](const auto& l) {
      const Point middle{(l.a.x + l.b.x) / 2, (l.a.y + l.b.y) / 2};
      return cell.contains(middle) && l.b.x > l.a.x && l.b.y - l.a.y == l.b.x - l.a.x;
    });
  };
  for (const Theme& theme : theme_table()) {
    const Model model = lesson(fmt::format("convolution?i=6&k=3&kernel=sobel-x&t=2&theme={}", theme.id));
    const Results& r = *results_of(model.lesson);
    const Drawn d = draw(model);
    int checked = 0;
    for (const Hit& hit : d.hits) {
      const auto weight =
          hit.focus.target == Target::weight ? hit.focus.cell : r.geometry.weight_between(hit.focus.cell, hit.focus.other).cell;
      if (hit.focus.target != Target::weight && hit.focus.target != Target::nonzero) continue;
      ++checked;
      EXPECT_EQ(falling(d, hit.rect), r.trace.kernel().at(weight) < 0);
    }
    EXPECT_GT(checked, 50);
  }
}

// The interface's own colour means nothing on a picture: it marks what is pinned.
TEST(Colour, NothingOnAPageHasTheInterfacesColour) {
  const auto own = [](Color c, const Theme& theme) { return c.with_alpha(1) == theme.accent; };
  each_page([&](const Model& model, const Scene&) {
    const Theme& theme = theme_of(model.theme);
    const Drawn d = draw(model);
    for (const auto& shape : d.canvas.fills) EXPECT_FALSE(own(shape.color, theme));
    for (const auto& shape : d.canvas.outlines) EXPECT_FALSE(own(shape.color, theme));
    for (const auto& line : d.canvas.lines) EXPECT_FALSE(own(line.color, theme));
    for (const auto& text : d.canvas.texts) EXPECT_FALSE(own(text.color, theme)) << text.text;
  });
}

// Counts of rows and columns, of the plane and of resizing have the legend's colours.
TEST(Colour, AllCountsOfAPageShareOneScale) {
  for (const char* link : {"overlap?i=4&k=3&s=2&t=15", "overlap?i=3&k=4&s=2&t=8", "overlap?i=4&k=3&s=1&t=15"}) {
    const Drawn d = draw(link);
    Scale counts{theme_of("light"), {}};
    std::map<double, Color> one;
    for (const auto& text : d.canvas.texts) {
      const auto value = number_in(text.text);
      const auto fill = value ? cell_below(d.canvas, text) : std::nullopt;
      if (!fill || fill->r + fill->g + fill->b > 2.5 || role_of(*fill, theme_of("light")) == Role::input) continue;
      const auto [at, first] = one.emplace(*value, *fill);
      EXPECT_EQ(at->second, *fill) << link << " " << text.text;
    }
    EXPECT_GT(one.size(), 3u) << link;
  }
}

}  // namespace
}  // namespace deconvlab::test
