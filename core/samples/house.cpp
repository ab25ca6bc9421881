#include "core/samples/house.h"

namespace deconvlab {

namespace {

// Courses of bricks with half a brick's shift and joints of mortar; in the shadow of the eaves under the wall's top.
auto bricks(const Sheet& sheet, const Noise& noise, const PaintBox& wall) {
  return [&sheet, &noise, wall](float x, float y) {
    constexpr float kLong = 0.0300f;
    constexpr float kHigh = 0.0125f;
    const int course = below(y / kHigh);
    const float along = x / kLong + (course % 2 == 0 ? 0.0f : 0.5f);
    const float shade = noise.cell(below(along), course * 7);
    const Colour brick = mix(Colour{140, 62, 46}, Colour{196, 104, 76}, shade) * (0.86f + 0.28f * noise.octaves(x * 260, y * 260, 2));
    const float flat_joint = sheet.line(std::min(fraction(y / kHigh), 1 - fraction(y / kHigh)) * kHigh, 0.0020f);
    const float tall_joint = sheet.line(std::min(fraction(along), 1 - fraction(along)) * kLong, 0.0020f);
    const Colour laid = mix(brick, Colour{206, 194, 178}, std::max(flat_joint, tall_joint));
    return laid * (1 - 0.42f * ramp(0.045f, 0, y - wall.top));
  };
}

class House {
 public:
  House(Sheet& sheet, const Noise& noise) : sheet_(sheet), noise_(noise) {}

  void draw() {
    const PaintBox wall{0.03f, 0.53f, 0.36f, 0.785f};
    sheet_.fill({0.285f, 0.335f, 0.325f, 0.45f}, bricks(sheet_, noise_, {}));
    sheet_.fill({0.280f, 0.328f, 0.330f, 0.340f}, flat({96, 84, 80}));
    sheet_.fill(wall, bricks(sheet_, noise_, wall));
    sheet_.fill({0.03f, 0.765f, 0.36f, 0.785f}, [&](float x, float y) {
      return Colour{132, 128, 122} * (0.8f + 0.4f * noise_.octaves(x * 90, y * 90, 2));
    });
    roof();
    window({0.062f, 0.585f, 0.112f, 0.675f});
    window({0.138f, 0.585f, 0.188f, 0.675f});
    window({0.300f, 0.585f, 0.345f, 0.675f});
    door({0.212f, 0.618f, 0.278f, 0.785f});
  }

 private:
  // A trapezoid of scalloped tiles.
  void roof() {
    const PaintBox eaves{0.0f, 0.40f, 0.39f, 0.545f};
    const auto depth = [&](float x, float y) {
      const float inset = (eaves.bottom - y) * 0.55f;
      return std::min({(x - eaves.left - inset) * 0.876f, (eaves.right - inset - x) * 0.876f, y - eaves.top, eaves.bottom - y});
    };
    sheet_.paint(
        eaves, [&](float x, float y) { return sheet_.cover(depth(x, y)); },
        [&](float x, float y) {
          constexpr float kTile = 0.0145f;
          const int row = below(y / kTile);
          const float along = x / kTile + (row % 2 == 0 ? 0.0f : 0.5f);
          const float bend = 2 * fraction(along) - 1;
          const float down = fraction(y / kTile) + 0.35f * bend * bend;
          const float light = (down > 1 ? 0.62f : 0.75f + 0.3f * down) * (0.9f + 0.2f * noise_.cell(below(along), row * 3));
          return mix(Colour{88, 52, 56}, Colour{126, 74, 70}, noise_.octaves(x * 9, y * 9, 2)) * light;
        });
    sheet_.fill({-0.004f, 0.540f, 0.394f, 0.549f}, flat({226, 222, 212}));
  }

  void window(const PaintBox& box) {
    sheet_.fill({box.left - 0.008f, box.top - 0.008f, box.right + 0.008f, box.bottom + 0.008f}, flat({240, 238, 230}));
    sheet_.fill(box, [&](float x, float y) {
      const float up = ramp(box.bottom, box.top, y);
      const float gleam = ramp(0.02f, 0.0f, std::abs(x - box.left - 0.4f * (box.bottom - y)));
      return mix(mix(Colour{36, 48, 66}, Colour{126, 164, 196}, up), Colour{226, 238, 246}, 0.5f * gleam);
    });
    const float x = (box.left + box.right) / 2;
    const float y = (box.top + box.bottom) / 2;
    sheet_.fill({x - 0.002f, box.top, x + 0.002f, box.bottom}, flat({240, 238, 230}));
    sheet_.fill({box.left, y - 0.002f, box.right, y + 0.002f}, flat({240, 238, 230}));
    sheet_.fill({box.left - 0.012f, box.bottom + 0.006f, box.right + 0.012f, box.bottom + 0.014f}, flat({212, 206, 194}));
  }

  void door(const PaintBox& box) {
    sheet_.fill({box.left - 0.007f, box.top - 0.007f, box.right + 0.007f, box.bottom}, flat({240, 238, 230}));
    sheet_.fill(box, [&](float x, float y) {
      const float plank = fraction((x - box.left) / 0.011f);
      const float grain = noise_.octaves(x * 300, y * 24, 3);
      return Colour{40, 96, 92} * ((0.78f + 0.4f * grain) * (plank < 0.12f ? 0.55f : 1.0f));
    });
    sheet_.paint(
        box, [&](float x, float y) { return sheet_.cover(0.0042f - length(x - box.right + 0.011f, y - 0.712f)); }, flat({236, 196, 92}));
  }

  Sheet& sheet_;
  const Noise& noise_;
};

}  // namespace

void draw_house(Sheet& sheet, const Noise& noise) { House(sheet, noise).draw(); }

}  // namespace deconvlab
