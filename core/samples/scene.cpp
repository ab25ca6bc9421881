// A landscape with what pictures are made of: shades and haze, thin lines, bricks, tiles, leaves, letters, pickets, flat colours.
#include "core/samples/each_sample.h"
#include "core/samples/font.h"
#include "core/samples/house.h"
#include "core/samples/paint.h"

namespace deconvlab {

namespace {

constexpr float kFar = 100;  // beyond every picture
constexpr float kHorizon = 0.56f;

class Scene {
 public:
  explicit Scene(Extent size) : sheet_(size) {}

  Tensor draw() && {
    sky();
    mountains();
    wires();
    balloon();
    hills();
    meadow();
    flowers();
    path();
    draw_house(sheet_, noise_);
    fence();
    tree();
    sign();
    return std::move(sheet_).finish();
  }

 private:
  void sky() {
    sheet_.prime([&](float x, float y) {
      const Colour blue = mix(Colour{58, 118, 190}, Colour{206, 226, 240}, ramp(-0.1f, kHorizon, y));
      const float sun = length(x - 0.30f, y - 0.13f);
      const Colour lit = mix(blue, Colour{255, 240, 200}, 0.75f * 0.006f / (0.006f + sun * sun));
      const Colour sky = mix(lit, Colour{255, 250, 226}, sheet_.cover(0.045f - sun));
      if (y > 0.5f) return sky;
      const float cloud = noise_.octaves(x * 4 + 31, y * 11 + 7, 5);
      return mix(sky, Colour{250, 250, 252}, 0.85f * ramp(0.54f, 0.80f, cloud) * ramp(0.5f, 0.3f, y));
    });
  }

  void mountains() {
    const auto ridge = [&](float x) { return 0.50f - 0.20f * noise_.octaves(x * 4 + 90, 3, 6) * ramp(0.6f, -0.2f, x); };
    sheet_.paint_below(ridge, 0.30f, 0.60f, [&](float x, float y, float depth) {
      const float rock = noise_.octaves(x * 30 + y * 18, y * 22 - x * 12, 4);
      const Colour stone = mix(Colour{92, 110, 142}, Colour{140, 154, 178}, ramp(0.3f, 0.7f, rock));
      const Colour snowy = mix(stone, Colour{240, 244, 250}, ramp(0.018f, 0, depth - 0.05f * (rock - 0.3f)) * ramp(0.45f, 0.41f, y));
      return mix(snowy, Colour{188, 206, 222}, 0.85f * ramp(0.36f, 0.56f, y));
    });
  }

  // Three wires that hang from one mast to the next.
  void wires() {
    for (const float top : {0.235f, 0.255f, 0.275f}) {
      const auto wire = [top](float x) { return top + 0.05f - 0.17f * (x + 0.066f) * (x + 0.066f); };
      sheet_.paint(
          {-0.6f, 0.2f, 0.469f, 0.4f}, [&](float x, float y) { return sheet_.line(y - wire(x), 0.0022f); }, flat({52, 54, 62}));
    }
    for (const float x : {-0.601f, 0.469f}) {
      sheet_.fill({x - 0.005f, 0.19f, x + 0.005f, 0.62f}, flat({84, 66, 54}));
      sheet_.fill({x - 0.034f, 0.215f, x + 0.034f, 0.222f}, flat({84, 66, 54}));
    }
  }

  // Stripes that run round a ball, lit from the right.
  void balloon() {
    constexpr float kX = -0.075f;
    constexpr float kY = 0.17f;
    constexpr float kRadius = 0.085f;
    const auto depth = [](float x, float y) {
      const float down = std::max(0.0f, y - kY);
      return kRadius - 0.9f * down * down / kRadius * 0.5f - length(x - kX, (y - kY) * 0.92f);
    };
    for (const float side : {-1.0f, 1.0f}) {
      const auto rope = [&](float x, float y) {
        return sheet_.line(x - kX - side * mix(0.035f, 0.010f, ramp(0.235f, 0.275f, y)), 0.0016f);
      };
      sheet_.paint({kX - 0.05f, 0.23f, kX + 0.05f, 0.278f}, rope, flat({60, 48, 40}));
    }
    sheet_.fill({kX - 0.013f, 0.275f, kX + 0.013f, 0.296f}, flat({122, 82, 46}));
    const Colour gores[] = {{206, 46, 40}, {248, 196, 62}, {236, 232, 222}, {38, 92, 158}};
    sheet_.paint(
        {kX - 0.1f, kY - 0.1f, kX + 0.1f, kY + 0.1f}, [&](float x, float y) { return sheet_.cover(depth(x, y)); },
        [&](float x, float y) {
          const float half = std::sqrt(std::max(1e-4f, 1 - (y - kY) * (y - kY) / (kRadius * kRadius * 1.3f)));
          const float across = std::clamp((x - kX) / (kRadius * half), -1.0f, 1.0f);
          const float turn = across * (0.64f + 0.36f * across * across);  // near to an arcsine
          const Colour gore = gores[below(turn * 6 + 24) % 4];
          const float light = 0.62f + 0.38f * std::sqrt(1 - across * across * 0.96f) + 0.14f * across - 0.8f * (y - kY);
          return gore * std::min(light, 1.08f);
        });
  }

  void hills() {
    const auto wooded = [&](float x) {
      return kHorizon - 0.015f - 0.04f * noise_.octaves(x * 3 + 50, 9, 3) - 0.010f * noise_.octaves(x * 90, 4, 2);
    };
    sheet_.paint_below(wooded, 0.48f, 0.64f, [&](float x, float y, float) {
      const float trees = noise_.octaves(x * 75, y * 95, 3);
      const Colour wood = mix(Colour{34, 66, 46}, Colour{92, 124, 66}, ramp(0.3f, 0.72f, trees));
      return mix(wood, Colour{150, 178, 160}, 0.40f * ramp(0.60f, 0.52f, y));
    });
    const auto fields = [&](float x) { return kHorizon + 0.035f + 0.05f * (x - 0.1f) - 0.035f * noise_.octaves(x * 2 + 12, 7, 2); };
    sheet_.paint_below(fields, 0.52f, 0.68f, [&](float x, float y, float) {
      const float furrow = fraction((x * 0.55f + y * 1.6f) * 44);
      const Colour field = mix(Colour{186, 176, 92}, Colour{128, 146, 62}, 0.6f * ramp(0.3f, 0.5f, furrow) * ramp(1.0f, 0.8f, furrow));
      return field * (0.85f + 0.3f * noise_.octaves(x * 50, y * 80, 2));
    });
  }

  void meadow() {
    const auto edge = [&](float x) { return 0.655f - 0.02f * noise_.octaves(x * 5 + 3, 2, 2) - 0.02f * x; };
    sheet_.paint_below(edge, 0.62f, kFar, [&](float x, float y, float) {
      const float near = ramp(0.62f, 1.0f, y);
      const float blades = noise_.octaves(x * 130, y * 46, 4);
      const Colour grass = mix(Colour{52, 92, 30}, Colour{146, 178, 70}, ramp(0.22f, 0.78f, blades));
      return mix(grass, Colour{40, 70, 26}, 0.45f * near * ramp(0.3f, 0.7f, noise_.octaves(x * 4 + 8, y * 6, 2)));
    });
  }

  // From the door to the lower edge, wider the nearer it is.
  void path() {
    const auto middle = [](float y) { return 0.245f - 0.42f * (y - 0.78f) * (y - 0.78f) * 4; };
    sheet_.paint(
        {-0.6f, 0.775f, 0.6f, kFar},
        [&](float x, float y) {
          const float half = mix(0.036f, 0.13f, (y - 0.78f) * 4.5f) * (0.93f + 0.14f * noise_.at(y * 70, x * 10));
          return sheet_.cover(half - std::abs(x - middle(y)));
        },
        [&](float x, float y) {
          const float gravel = noise_.octaves(x * 120, y * 170, 3);
          return mix(Colour{150, 130, 104}, Colour{222, 206, 176}, ramp(0.25f, 0.75f, gravel));
        });
  }

  // Pickets with points, at every size finer than the eye likes.
  void fence() {
    constexpr float kStep = 0.0200f;
    const Colour white{244, 244, 238};
    for (const PaintBox& run : {PaintBox{-kFar, 0.735f, -0.02f, 0.815f}, PaintBox{0.375f, 0.735f, kFar, 0.815f}}) {
      for (const float rail : {0.752f, 0.792f}) sheet_.fill({run.left, rail, run.right, rail + 0.006f}, flat(white * 0.82f));
      sheet_.paint(
          run,
          [&](float x, float y) {
            const float off = std::abs(fraction(x / kStep) - 0.5f) * kStep;
            const float half = std::min(0.0055f, (y - run.top) * 0.6f);
            return std::min(sheet_.cover(half - off), sheet_.cover(run.depth(x, y)));
          },
          [&](float x, float) { return white * (1 - 0.25f * ramp(0.4f, 0.8f, fraction(x / kStep))); });
    }
  }

  void tree() {
    const auto trunk = [](float y) { return 0.020f + 0.10f * std::max(0.0f, y - 0.80f) * std::max(0.0f, y - 0.80f) * 30; };
    sheet_.paint(
        {-0.5f, 0.4f, -0.2f, 0.885f}, [&](float x, float y) { return sheet_.cover(trunk(y) - std::abs(x + 0.36f + 0.03f * (y - 0.6f))); },
        [&](float x, float y) {
          const float bark = noise_.octaves(x * 190, y * 40, 3);
          return mix(Colour{48, 34, 24}, Colour{136, 106, 76}, ramp(0.25f, 0.75f, bark)) * (1 + 5 * (x + 0.36f));
        });
    crown();
  }

  // Clumps of leaves, light from the upper right.
  void crown() {
    constexpr PaintBox kClumps[] = {{-0.36f, 0.47f, 0.125f, 0}, {-0.45f, 0.50f, 0.09f, 0}, {-0.27f, 0.51f, 0.085f, 0},
                                    {-0.42f, 0.38f, 0.085f, 0}, {-0.31f, 0.38f, 0.09f, 0}, {-0.365f, 0.31f, 0.07f, 0},
                                    {-0.36f, 0.56f, 0.09f, 0}};
    const auto depth = [&](float x, float y) {
      float deepest = -1;
      for (const auto& [cx, cy, radius, unused] : kClumps) deepest = std::max(deepest, radius - length(x - cx, y - cy));
      return deepest;
    };
    const auto leaves = [&](float x, float y) { return noise_.octaves(x * 60 + 13, y * 60, 3); };
    sheet_.paint(
        {-0.58f, 0.2f, -0.14f, 0.68f},
        [&](float x, float y) {
          const float within = depth(x, y);
          if (within < -0.03f) return 0.0f;
          return sheet_.cover((within + 0.07f * (leaves(x, y) - 0.58f)) * 0.5f);
        },
        [&](float x, float y) {
          const float lit = 0.5f + 2.2f * (depth(x - 0.02f, y + 0.03f) - depth(x + 0.02f, y - 0.03f));
          const float leaf = noise_.octaves(x * 110, y * 110, 3);
          const Colour green =
              mix(Colour{22, 52, 22}, Colour{154, 186, 66}, ramp(0.2f, 0.85f, 0.62f * leaf + 0.42f * (1 - lit) - 0.35f * (y - 0.45f)));
          return mix(green, Colour{16, 34, 20}, ramp(0.42f, 0.3f, leaves(x, y)) * 0.7f);
        });
  }

  void sign() {
    const auto wood = [&](Colour colour) {
      return [this, colour](float x, float y) { return colour * (0.88f + 0.24f * noise_.octaves(x * 30, y * 260, 3)); };
    };
    for (const float x : {-0.225f, -0.005f}) sheet_.fill({x - 0.007f, 0.70f, x + 0.007f, 0.935f}, wood({112, 82, 56}));
    sheet_.fill({-0.262f, 0.690f, 0.032f, 0.862f}, wood({96, 66, 44}));
    const PaintBox board{-0.256f, 0.696f, 0.026f, 0.856f};
    sheet_.fill(board, [](float, float y) { return mix(Colour{252, 250, 240}, Colour{226, 220, 204}, ramp(0.70f, 0.86f, y)); });
    letters("DECONV", -0.238f, 0.712f, 0.0071f, {24, 28, 36});
    letters("the way back: 3 x 3", -0.238f, 0.786f, 0.00216f, {60, 64, 74});
    letters("1:2 up", -0.238f, 0.815f, 0.0036f, {176, 40, 34});
    arrow(-0.09f, 0.829f);
  }

  void letters(std::string_view line, float left, float top, float dot, Colour ink) {
    const PaintBox box{left - dot, top - dot, left + dot * kLetterWidth * static_cast<float>(line.size()), top + dot * kLineHeight};
    sheet_.paint(
        box, [&](float x, float y) { return letter_cover(line, (x - left) / dot, (y - top) / dot, sheet_.pixels(dot)); }, flat(ink));
  }

  void arrow(float left, float y) {
    constexpr float kLong = 0.095f;
    const Colour red{176, 40, 34};
    sheet_.fill({left, y - 0.004f, left + kLong - 0.02f, y + 0.004f}, flat(red));
    sheet_.paint(
        {left, y - 0.03f, left + kLong, y + 0.03f},
        [&](float px, float py) {
          const float back = left + kLong - px;  // from the tip
          return sheet_.cover(std::min(0.028f - back, (0.6f * back - std::abs(py - y)) * 0.857f));
        },
        flat(red));
  }

  // One in a cell of a grid, where its hash says so.
  void flowers() {
    constexpr float kCell = 0.020f;
    const Colour petals[] = {{232, 62, 54}, {250, 214, 74}, {250, 250, 250}, {146, 96, 190}};
    const auto centre = [&](int col, int row) {
      return std::pair{(static_cast<float>(col) + mix(0.3f, 0.7f, noise_.cell(col + 9, row))) * kCell,
                       (static_cast<float>(row) + mix(0.3f, 0.7f, noise_.cell(col, row + 9))) * kCell};
    };
    sheet_.paint(
        {-kFar, 0.88f, kFar, kFar},
        [&](float x, float y) {
          const int col = below(x / kCell);
          const int row = below(y / kCell);
          if (noise_.cell(col * 3, row * 5) > 0.55f * noise_.at(static_cast<float>(col) / 6 + 40, static_cast<float>(row) / 6)) return 0.0f;
          const auto [cx, cy] = centre(col, row);
          return sheet_.cover(mix(0.0030f, 0.0055f, noise_.cell(row, col)) - length(x - cx, y - cy));
        },
        [&](float x, float y) { return petals[below(noise_.cell(below(x / kCell) * 11, below(y / kCell)) * 4)]; });
  }

  Sheet sheet_;
  Noise noise_;
};

}  // namespace

Tensor draw_scene(Extent size, std::uint64_t) { return Scene(size).draw(); }

}  // namespace deconvlab
