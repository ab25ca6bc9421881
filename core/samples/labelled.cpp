#include "core/samples/labelled.h"

#include <array>
#include <numbers>
#include <string>

#include "core/random.h"
#include "core/samples/font.h"

namespace deconvlab {

namespace {

constexpr SceneClass kClasses[] = {
    {"ground", false, {0.88f, 0.88f, 0.88f}}, {"ball", false, {0.90f, 0.42f, 0.10f}},    {"ring", false, {0.93f, 0.78f, 0.10f}},
    {"frame", false, {0.55f, 0.34f, 0.16f}},  {"stripes", false, {0.18f, 0.40f, 0.85f}}, {"checks", false, {0.15f, 0.60f, 0.30f}},
    {"dots", false, {0.60f, 0.30f, 0.75f}},   {"pole", true, {0.15f, 0.15f, 0.15f}},     {"wheel", true, {0.05f, 0.55f, 0.60f}},
    {"letter", true, {0.85f, 0.10f, 0.25f}},
};
enum Label { ground, ball, ring, frame, stripes, checks, dots, pole, wheel, letter };

// Pixels of the scene that one thing of each sort takes, at a guess: how many there are.
constexpr float kPixelsPerSolid = 13000;
constexpr float kPixelsPerThin = 20000;

const Noise& noise() {
  static const Noise shared;
  return shared;
}

struct Point {
  float x = 0;
  float y = 0;
};

// Where a thing stands and how it is turned: its own coordinates have it at 0, in pixels.
struct Place {
  Point at;
  float cos = 1;
  float sin = 0;

  Point local(float x, float y) const {
    const float dx = x - at.x;
    const float dy = y - at.y;
    return {dx * cos + dy * sin, dy * cos - dx * sin};
  }
};

// How far p is from the stroke between two points.
float from_stroke(Point p, Point a, Point b) {
  const Point along{b.x - a.x, b.y - a.y};
  const float t = clamp01(((p.x - a.x) * along.x + (p.y - a.y) * along.y) / (along.x * along.x + along.y * along.y));
  return length(p.x - a.x - t * along.x, p.y - a.y - t * along.y);
}

float box_depth(Point p, float half_width, float half_height) { return std::min(half_width - std::abs(p.x), half_height - std::abs(p.y)); }

class Drawing {
 public:
  Drawing(std::uint64_t seed, std::int64_t side)
      : random_(seed), side_(side), scene_{Tensor({1, 3, side, side}), Tensor({1, 1, side, side})} {}

  LabelledScene draw() && {
    draw_ground();
    const int solids = how_many(kPixelsPerSolid);
    const int thin = how_many(kPixelsPerThin);
    for (int n = 0; n < solids; ++n) draw_solid(static_cast<Label>(1 + random_.below(6)));
    for (int n = 0; n < thin; ++n) draw_thin(static_cast<Label>(pole + random_.below(3)));
    draw_light();
    return std::move(scene_);
  }

 private:
  int how_many(float pixels_each) {
    const float area = static_cast<float>(side_ * side_);
    return static_cast<int>(area / pixels_each * random_.between(0.7f, 1.3f) + random_.unit());
  }
  float anywhere(float margin) { return random_.between(margin, static_cast<float>(side_) - margin); }
  Place turned_place(float most_turn) {
    const float turn = random_.between(-most_turn, most_turn);
    return {{anywhere(8), anywhere(8)}, std::cos(turn), std::sin(turn)};
  }
  Colour near(Colour colour, float spread = 0.10f) {
    const auto some = [&](float v) { return clamp01(v + random_.between(-spread, spread)); };
    return {some(colour.r), some(colour.g), some(colour.b)};
  }

  // Lays ink(local point) wherever depth(local point), in pixels, is above 0, within `reach` of the place; edges are smooth.
  template <class Depth, class Ink>
  void lay(Label label, const Place& place, float reach, Depth depth, Ink ink) {
    const auto from = [&](float at) { return std::clamp<std::int64_t>(below(at - reach - 1), 0, side_); };
    const auto to = [&](float at) { return std::clamp<std::int64_t>(below(at + reach + 2), 0, side_); };
    for (std::int64_t y = from(place.at.y); y < to(place.at.y); ++y) {
      for (std::int64_t x = from(place.at.x); x < to(place.at.x); ++x) {
        const Point p = place.local(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
        const float cover = clamp01(depth(p) + 0.5f);
        if (cover > 0) blend(x, y, ink(p), cover);
        if (cover > 0.5f) scene_.labels.at({y, x}) = static_cast<float>(label);
      }
    }
  }
  void blend(std::int64_t x, std::int64_t y, Colour ink, float much) {
    const float channels[] = {ink.r, ink.g, ink.b};
    for (std::int64_t c = 0; c < 3; ++c) {
      float& under = scene_.picture.at(0, c, y, x);
      under += (channels[c] - under) * much;
    }
  }

  // Two muted colours, mottled, with grains and smears of no class.
  void draw_ground() {
    const float grey = random_.between(0.35f, 0.85f);
    const Colour one = near({grey, grey, grey}, 0.09f);
    const Colour other = near({grey - 0.12f, grey - 0.10f, grey - 0.14f}, 0.09f);
    const float across = random_.between(0, 200);
    const float down = random_.between(0, 200);
    const Place whole{{static_cast<float>(side_) / 2, static_cast<float>(side_) / 2}};
    lay(
        ground, whole, static_cast<float>(side_), [](Point) { return 1.0f; },
        [&](Point p) { return mix(one, other, ramp(0.25f, 0.75f, noise().octaves(p.x / 28 + across, p.y / 28 + down, 4))); });
    for (int n = how_many(4000); n > 0; --n) smear();
  }
  void smear() {
    const Place place = turned_place(3);
    const float grey = random_.between(0.25f, 0.9f);
    const Colour colour = near({grey, grey, grey}, 0.05f);
    const float width = random_.between(2, 14);
    const float height = random_.between(1, 6);
    const auto depth = [&](Point p) { return 0.45f * (1 - length(p.x / width, p.y / height)) - 0.3f; };
    lay(ground, place, width + 2, depth, [&](Point) { return colour; });
  }

  void draw_solid(Label label) {
    switch (label) {
      case ring:
        return draw_ring();
      case frame:
        return draw_frame();
      case stripes:
        return draw_stripes();
      case checks:
        return draw_checks();
      case dots:
        return draw_dots();
      default:
        return draw_ball();
    }
  }
  // Lit from the upper left.
  void draw_ball() {
    const Place place = turned_place(0);
    const float radius = random_.between(20, 40);
    const Colour colour = near({0.90f, 0.42f, 0.12f});
    lay(
        ball, place, radius, [&](Point p) { return radius - length(p.x, p.y); },
        [&](Point p) { return colour * (0.9f - 0.35f * (p.x + p.y) / (1.4f * radius)); });
  }
  void draw_ring() {
    const Place place = turned_place(0);
    const float radius = random_.between(28, 46);
    const float half = random_.between(5.5f, 9);
    const Colour colour = near({0.92f, 0.78f, 0.15f});
    const auto off = [=](Point p) { return std::abs(length(p.x, p.y) - radius); };
    lay(
        ring, place, radius + half, [&](Point p) { return half - off(p); },
        [&](Point p) { return colour * (1.02f - 0.25f * off(p) / half); });
  }
  void draw_frame() {
    const Place place = turned_place(0.5f);
    const float width = random_.between(28, 46);
    const float height = random_.between(28, 46);
    const float thick = random_.between(10, 15);
    const Colour colour = near({0.50f, 0.30f, 0.14f}, 0.08f);
    lay(
        frame, place, 1.5f * std::max(width, height),
        [&](Point p) { return std::min(box_depth(p, width, height), thick - box_depth(p, width, height)); },
        [&](Point p) { return colour * (0.8f + 0.4f * noise().octaves(p.x / 3, p.y / 12, 2)); });
  }
  void draw_stripes() {
    const Place place = turned_place(3);
    const float width = random_.between(26, 44);
    const float height = random_.between(26, 44);
    const float period = random_.between(8, 14);
    const Colour dark = near({0.15f, 0.32f, 0.78f}), light = near({0.88f, 0.90f, 0.93f}, 0.05f);
    lay(
        stripes, place, 1.5f * std::max(width, height), [&](Point p) { return box_depth(p, width, height); },
        [&](Point p) { return fraction(p.x / period) < 0.5f ? dark : light; });
  }
  void draw_checks() {
    const Place place = turned_place(3);
    const float half = random_.between(26, 42);
    const float cell = random_.between(6, 10);
    const Colour dark = near({0.10f, 0.45f, 0.22f}), light = near({0.85f, 0.92f, 0.80f}, 0.05f);
    lay(
        checks, place, 1.5f * half, [&](Point p) { return box_depth(p, half, half); },
        [&](Point p) { return (below(p.x / cell) + below(p.y / cell)) % 2 == 0 ? dark : light; });
  }
  void draw_dots() {
    const Place place = turned_place(3);
    const float width = random_.between(28, 46);
    const float height = random_.between(22, 40);
    const float cell = random_.between(10, 16);
    const Colour under = near({0.52f, 0.22f, 0.66f}), dot = near({0.95f, 0.85f, 0.92f}, 0.05f);
    lay(
        dots, place, std::max(width, height), [&](Point p) { return std::min(width, height) * (1 - length(p.x / width, p.y / height)); },
        [&](Point p) {
          const float out = length(fraction(p.x / cell) - 0.5f, fraction(p.y / cell) - 0.5f) * cell;
          return mix(under, dot, clamp01(cell * 0.28f - out + 0.5f));
        });
  }

  void draw_thin(Label label) {
    if (label == pole) return draw_pole();
    if (label == wheel) return draw_wheel();
    draw_letter();
  }
  // A mast with a crossbar, and what hangs from it.
  void draw_pole() {
    const Place place = turned_place(0.25f);
    const float half = random_.between(2.4f, 3.4f);
    const float tall = random_.between(50, 90);
    const float arm = random_.between(20, 36);
    const float bar = random_.between(-0.9f, -0.4f) * tall;
    const Colour colour = near({0.12f, 0.12f, 0.13f}, 0.05f);
    const auto off = [&](Point p) {
      return std::min(
          {from_stroke(p, {0, -tall}, {0, tall}), from_stroke(p, {-arm, bar}, {arm, bar}), from_stroke(p, {-arm, bar}, {0, bar + arm})});
    };
    lay(
        pole, place, 1.2f * tall, [&](Point p) { return half - off(p); }, [&](Point) { return colour; });
  }
  // A bicycle's: rim, hub, spokes.
  void draw_wheel() {
    const Place place = turned_place(3);
    const float radius = random_.between(30, 46);
    const float rim = random_.between(2.4f, 3.2f);
    const float spoke = random_.between(1.7f, 2.2f);
    const int count = 5 + random_.below(3);
    const Colour colour = near({0.05f, 0.52f, 0.56f}, 0.07f);
    std::array<Point, 8> ends{};
    for (int n = 0; n < count; ++n) {
      const float turn = 2 * std::numbers::pi_v<float> * static_cast<float>(n) / static_cast<float>(count);
      ends[static_cast<std::size_t>(n)] = {radius * std::cos(turn), radius * std::sin(turn)};
    }
    const auto depth = [&](Point p) {
      const float out = length(p.x, p.y);
      float deepest = std::max(rim - std::abs(out - radius), 6 - out);
      for (int n = 0; n < count; ++n) deepest = std::max(deepest, spoke - from_stroke(p, {}, ends[static_cast<std::size_t>(n)]));
      return deepest;
    };
    lay(wheel, place, radius + rim, depth, [&](Point) { return colour; });
  }
  // Two capitals with strokes of five to eight pixels.
  void draw_letter() {
    const Place place = turned_place(0.3f);
    const float dot = random_.between(5.2f, 7.5f);
    const char text[] = {static_cast<char>('A' + random_.below(26)), static_cast<char>('A' + random_.below(26))};
    const std::string_view line(text, 2);
    const Colour colour = near({0.84f, 0.08f, 0.20f}, 0.07f);
    const auto depth = [&](Point p) { return (ink_at(line, p.x / dot + 5.5f, p.y / dot + 4) - 0.4f) * dot * 1.25f; };
    lay(letter, place, 8 * dot, depth, [&](Point) { return colour; });
  }

  // A light that falls off to one side, and a camera's noise.
  void draw_light() {
    const float bright = random_.between(0.85f, 1.1f);
    const float across = random_.between(-0.2f, 0.2f) / static_cast<float>(side_);
    const float down = random_.between(-0.2f, 0.2f) / static_cast<float>(side_);
    for (std::int64_t y = 0; y < side_; ++y) {
      for (std::int64_t x = 0; x < side_; ++x) {
        const float light = bright + across * static_cast<float>(x) + down * static_cast<float>(y);
        for (std::int64_t c = 0; c < 3; ++c) {
          float& value = scene_.picture.at(0, c, y, x);
          value = clamp01(value * light + random_.between(-0.04f, 0.04f));
        }
      }
    }
  }

  Random random_;
  std::int64_t side_;
  LabelledScene scene_;
};

}  // namespace

std::span<const SceneClass> scene_classes() { return kClasses; }

LabelledScene labelled_scene(std::uint64_t seed, std::int64_t side) { return Drawing(seed, side).draw(); }

std::uint64_t scene_seed(std::uint64_t series, std::int64_t number) {
  return Random(series * 0x1000003u + static_cast<std::uint64_t>(number)).next();
}

}  // namespace deconvlab
