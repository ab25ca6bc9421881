// Scene "decoder": a picture's way through a decoder, layer by layer; the figure (a) to (j) of Noh, Hong & Han (2015).
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/diagram/feature_map.h"
#include "app/draw/rich_text.h"
#include "app/lessons/networks/weights.h"
#include "app/scenes/each_scene.h"
#include "app/scenes/scenes.h"
#include "app/state/player.h"

namespace deconvlab {

namespace {

constexpr SceneView kViews[] = {{"deconvnet", "decoder.deconvnet"}, {"segnet", "decoder.segnet"}, {"nearest", "decoder.nearest"}};

constexpr std::string_view kNotesOf[kDecoders] = {"decoder.note_of_deconvnet", "decoder.note_of_segnet", "decoder.note_of_nearest"};

constexpr double kEdge = 3;
constexpr double kTitle = 42;  // two lines
constexpr double kGap = 14;
constexpr double kLeastGrowth = 84;  // of the height, for a row of all maps on one scale
constexpr double kGrowthTitle = 20;
constexpr double kNote = 13;
constexpr double kNoteLine = kNote * 1.45;

struct Shown {
  const Frame& frame;
  const Decoded& decoded;
  const Network& network;
  const Pass& pass;
  std::vector<DecoderMap> maps;
  std::int64_t step;

  const Tensor& of(std::int64_t panel) const { return pass.outputs[maps[panel - 1].layer]; }
  bool learned(std::int64_t panel) const { return maps[panel - 1].learned < network.layers.size(); }
  std::int64_t channel(std::int64_t panel) const { return shown_channel(of(panel), frame.model.lesson.channel); }
  std::int64_t side(std::int64_t panel) const { return panel == 0 ? decoded.picture.shape().h : of(panel).shape().h; }
  // The maps that the panel's layer was given.
  const Tensor& before(std::int64_t panel) const {
    const DecoderMap& map = maps[panel - 1];
    const std::size_t layer = learned(panel) ? map.learned : map.layer;
    return layer == 0 ? pass.input : pass.outputs[layer - 1];
  }
  const NetworkLayer& layer(std::int64_t panel) const {
    return network.layers[learned(panel) ? maps[panel - 1].learned : maps[panel - 1].layer];
  }
};

Shown shown_of(const Frame& frame) {
  const std::size_t n = decoder_of(frame.model.lesson.view);
  const Network& network = segmenter_in_use().decoders[n];
  const auto step = moment_of(frame.model.time, kDecoderSteps).step;
  return {frame, *frame.results.network().decoded, network, frame.results.network().decoded->decoders[n], decoder_maps(network), step};
}

char letter(std::int64_t panel) { return static_cast<char>('a' + panel); }

std::string_view kind_key(const Shown& s, std::int64_t panel) {
  if (panel == 0) return "decoder.input";
  switch (s.layer(panel).kind) {
    case NetworkLayerKind::max_unpool:
      return "decoder.unpool";
    case NetworkLayerKind::upsample_nearest:
      return "decoder.copy";
    case NetworkLayerKind::conv_transpose:
      return "decoder.deconv";
    default:
      return "decoder.conv";
  }
}

Color kind_ink(const Shown& s, std::int64_t panel) {
  const Theme& theme = s.frame.theme;
  if (panel == 0) return theme.of(Role::input).ink;
  if (s.learned(panel)) return theme.of(Role::kernel).ink;
  return theme.of(s.layer(panel).kind == NetworkLayerKind::max_unpool ? Role::switches : Role::output).ink;
}

// "(c) 28 × 28", and below it "unpooling".
void draw_title(Canvas& canvas, Rect square, const Shown& s, std::int64_t panel, Color ink) {
  draw_panel_title(canvas, {square.x, square.y - kTitle / 2, square.w, 0},
                   say(s.frame.language, "decoder.panel", letter(panel), s.side(panel)), ink);
  draw_panel_title(canvas, square, std::string(phrase(s.frame.language, kind_key(s, panel))), ink);
}

// Which of the layer's maps a panel has, in its corner: the strongest one is another from layer to layer.
void draw_map_number(Canvas& canvas, Rect square, std::int64_t channel, const Frame& frame) {
  constexpr double kSmallest = 80, kText = 11, kHigh = 16;
  if (square.w < kSmallest) return;
  const std::string text = say(frame.language, "decoder.map", channel);
  const Rect chip{square.x + 2, square.bottom() - kHigh - 2, canvas.text_width(text, {.color = frame.theme.text, .size = kText}) + 8,
                  kHigh};
  canvas.fill_rect(chip, frame.theme.background, 2);
  canvas.text({chip.centre().x, chip.centre().y}, text, {.color = frame.theme.text, .size = kText, .align = Align::centre});
}

// The panel's picture, or its frame where the walk has not come.
void draw_square(Canvas& canvas, Rect square, const Shown& s, std::int64_t panel) {
  const Theme& theme = s.frame.theme;
  if (panel > s.step) return canvas.stroke_rect(square, {theme.line, 1});
  panel == 0 ? draw_colours(canvas, square, s.decoded.picture, s.frame) : draw_map(canvas, square, s.of(panel), s.channel(panel), s.frame);
  if (panel == s.step) canvas.stroke_rect(square.inset(1), {theme.text, 2.5});
  const std::int64_t side = s.side(panel);
  if (s.frame.hits) s.frame.hits->push_back({square, {Target::tile, {0, 0}, {panel, 0}}, {side, side}});
}

void draw_panel(Canvas& canvas, Rect area, const Shown& s, std::int64_t panel) {
  const Rect square = square_in({area.x, area.y + kTitle, area.w, area.h - kTitle});
  draw_title(canvas, square, s, panel, panel <= s.step ? kind_ink(s, panel) : s.frame.theme.muted);
  draw_square(canvas, square, s, panel);
  if (panel > 0 && panel <= s.step) draw_map_number(canvas, square, s.channel(panel), s.frame);
}

// Rows of panels, each a square below its title.
struct Rows {
  std::int64_t columns = 1;
  double side = 0;

  std::int64_t count() const { return (kDecoderSteps + columns - 1) / columns; }
  double height() const { return static_cast<double>(count()) * (side + kTitle + kGap) - kGap; }
};

Rows rows_of(Rect area, std::int64_t columns) {
  Rows rows{columns};
  const double w = (area.w - kGap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const auto count = static_cast<double>(rows.count());
  rows.side = std::max(1.0, std::min(w, (area.h - kGap * (count - 1)) / count - kTitle));
  return rows;
}

// Those whose squares are the largest.
Rows best_rows(Rect area) {
  Rows best = rows_of(area, 1);
  for (std::int64_t columns = 2; columns <= kDecoderSteps; ++columns) {
    const Rows other = rows_of(area, columns);
    if (other.side > best.side) best = other;
  }
  return best;
}

// All maps once more, in a row on one scale: how they grow from the first to the last.
void draw_growth(Canvas& canvas, Rect area, const Shown& s) {
  double cells = 0;
  for (std::int64_t n = 1; n < kDecoderSteps; ++n) cells += static_cast<double>(s.side(n));
  const auto last = static_cast<double>(s.side(kDecoderSteps - 1));
  const double unit = std::min((area.w - kGap * (kDecoderSteps - 2)) / cells, (area.h - kGrowthTitle) / last);
  const double width = unit * cells + kGap * (kDecoderSteps - 2);
  draw_fitting(canvas, {area.centre().x, area.y + kGrowthTitle / 2}, area.w,
               say(s.frame.language, "decoder.growth", s.side(1), s.side(kDecoderSteps - 1)),
               {.color = s.frame.theme.muted, .size = kNote, .align = Align::centre});
  double x = area.centre().x - width / 2;
  for (std::int64_t n = 1; n < kDecoderSteps; ++n) {
    const double side = unit * static_cast<double>(s.side(n));
    draw_square(canvas, square_in({x, area.y + kGrowthTitle + unit * last - side, side, side}), s, n);
    x += side + kGap;
  }
}

void draw_main(Canvas& canvas, Rect whole, const Frame& frame) {
  const Shown s = shown_of(frame);
  const Rect area = whole.inset(kEdge);
  const Rows rows = best_rows(area);
  const double spare = area.h - rows.height() - kGap;
  const bool grows = spare >= kLeastGrowth;
  const double w = (area.w - kGap * static_cast<double>(rows.columns - 1)) / static_cast<double>(rows.columns);
  const double h = grows ? rows.side + kTitle : (area.h + kGap) / static_cast<double>(rows.count()) - kGap;
  for (std::int64_t n = 0; n < kDecoderSteps; ++n) {
    const auto col = static_cast<double>(n % rows.columns);
    const auto row = static_cast<double>(n / rows.columns);
    draw_panel(canvas, {area.x + col * (w + kGap), area.y + row * (h + kGap), w, h}, s, n);
  }
  if (grows) draw_growth(canvas, {area.x, area.bottom() - spare, area.w, spare}, s);
}

// The panel that is pointed at, else the step's.
std::int64_t enlarged(const Shown& s) {
  const Focus& focus = s.frame.focus;
  return focus.target == Target::tile && focus.other.row >= 0 && focus.other.row <= s.step ? focus.other.row : s.step;
}

// The step's map, large.
void draw_side(Canvas& canvas, Rect whole, const Frame& frame) {
  const Shown s = shown_of(frame);
  const Rect area = whole.inset(kEdge);
  const std::int64_t panel = enlarged(s);
  const Rect square = square_in({area.x, area.y + kTitle, area.w, std::max(1.0, area.h - kTitle - 3 * kNoteLine)});
  if (panel == 0) {
    draw_title(canvas, square, s, 0, kind_ink(s, 0));
    return draw_colours(canvas, square, s.decoded.picture, frame);
  }
  const Tensor& maps = s.of(panel);
  const std::int64_t channel = s.channel(panel);
  const std::string_view which = frame.model.lesson.channel < 0 ? "decoder.enlarged_strongest" : "decoder.enlarged";
  draw_in_lines(canvas, {area.x, square.y - kTitle, area.w, kTitle}, say(frame.language, which, letter(panel), channel, maps.shape().c),
                {.color = kind_ink(s, panel), .size = 14, .weight = Weight::bold, .align = Align::centre});
  draw_map(canvas, square, maps, channel, frame);
  const float largest = *std::ranges::max_element(maps.plane(0, channel));
  draw_in_lines(canvas, {area.x, square.bottom() + 4, area.w, area.bottom() - square.bottom() - 4},
                say(frame.language, "decoder.largest", significant(largest, 3), zero_share(maps, channel)),
                {.color = frame.theme.muted, .size = kNote, .align = Align::centre});
}

std::string describe(const Focus& focus, const Frame& frame) {
  if (focus.target != Target::tile) return {};
  const Shown s = shown_of(frame);
  const std::int64_t panel = focus.other.row;
  if (panel < 0 || panel > s.step || !Extent::square(s.side(panel)).contains(focus.cell)) return {};
  if (panel == 0) return describe_pixel(s.decoded.picture, focus.cell, frame.language);
  const std::int64_t channel = s.channel(panel);
  const auto& [row, col] = focus.cell;
  return say(frame.language, "decoder.describe", letter(panel), row, col, channel, number(s.of(panel).at(0, channel, row, col)));
}

// What came to the side of the step's learned layers: the panel before, or what went into the first of them.
const Tensor& came_from(const Shown& s) { return s.step > 1 ? s.of(s.step - 1) : s.pass.outputs.front(); }

// How many learned layers stand between the panel before and the step's.
std::int64_t learned_layers(const Shown& s) {
  const auto first = s.network.layers.begin();
  const auto at = [&](std::size_t n) { return first + static_cast<std::ptrdiff_t>(n); };
  return std::count_if(s.step > 1 ? at(s.maps[s.step - 2].layer) : first, at(s.maps[s.step - 1].layer),
                       [](const NetworkLayer& layer) { return layer.learns(); });
}

// Which kernels the last of the step's learned layers has: one for each pair of maps.
std::string about_learned(const Shown& s) {
  const Language& language = s.frame.language;
  const NetworkLayer& layer = s.layer(s.step);
  const bool transposed = layer.kind == NetworkLayerKind::conv_transpose;
  const std::int64_t count = learned_layers(s);
  const std::string lead = count > 1 ? say(language, transposed ? "decoder.more_deconvs" : "decoder.more_convs", count)
                                     : std::string(phrase(language, transposed ? "decoder.one_deconv" : "decoder.one_conv"));
  return lead + say(language, transposed ? "decoder.story_deconv" : "decoder.story_conv", layer.in, layer.out, layer.params.k.h);
}

std::string story(const Shown& s) {
  const Language& language = s.frame.language;
  if (s.step == 0) return say(language, "decoder.story_input", s.side(0), s.pass.input.shape().h);
  const int zeros = zero_share(s.of(s.step), s.channel(s.step));
  const NetworkLayer& layer = s.layer(s.step);
  if (layer.kind == NetworkLayerKind::max_unpool) return say(language, "decoder.story_unpool", s.before(s.step).shape().h, zeros);
  if (layer.kind == NetworkLayerKind::upsample_nearest) return say(language, "decoder.story_copy", s.before(s.step).shape().h);
  return then(about_learned(s),
              say(language, "decoder.story_zeros", came_from(s).shape().c, zero_share(came_from(s)), layer.out, zero_share(s.of(s.step))));
}

std::string sentence(const Frame& frame) {
  if (std::string pointed = describe(frame.focus, frame); !pointed.empty()) return pointed;
  const Shown s = shown_of(frame);
  return say(frame.language, "scene.overlap_step", s.step + 1, kDecoderSteps) + story(s);
}

std::string note(const Frame& frame) {
  const Shown s = shown_of(frame);
  const std::string_view name = phrase(frame.language, kNotesOf[decoder_of(frame.model.lesson.view)]);
  const auto sides = say(frame.language, s.layer(1).kind == NetworkLayerKind::conv_transpose ? "decoder.note_deconv" : "decoder.note_conv",
                         s.layer(1).params.k.h, s.layer(1).params.p.h, s.side(std::max<std::int64_t>(s.step, 1)));
  return with_fit(std::string(name) + sides, frame);
}

// A piece of a map about a cell, from an even row and column on.
PlaneChoice piece(const Tensor& maps, std::int64_t channel, Cell about, std::int64_t side) {
  const Extent size = maps.shape().plane();
  const auto start = [&](std::int64_t at, std::int64_t all) { return std::clamp<std::int64_t>(at - side / 2, 0, all - side) / 2 * 2; };
  const Cell first{start(about.row, size.h), start(about.col, size.w)};
  PlaneChoice own{"", 0, Extent::square(side), {}};
  for (std::int64_t r = 0; r < side; ++r) {
    for (std::int64_t c = 0; c < side; ++c) own.own.push_back(maps.at(0, channel, first.row + r, first.col + c));
  }
  return own;
}

// From its start, with nothing of what is set here but the looks: the numbers are the network's, not turned and not written as symbols.
std::string link_to(const Frame& frame, std::string_view scene, const Params& params, PlaneChoice input, PlaneChoice kernel) {
  Model model = frame.model;
  model.lesson = Lesson();
  model.lesson.scene = scene;
  model.lesson.kind = (*find_scene(scene))->kind;
  model.lesson.params = params;
  model.lesson.params.i = input.own_size;
  model.lesson.input = std::move(input);
  model.lesson.kernel = std::move(kernel);
  model.time = 0;
  model.pinned = {};
  model.matrix = {};
  return to_link(model);
}

// The learned operator with the strongest map that goes in and the kernel between the two maps, no bias and no ReLU.
std::string learned_link(const Shown& s, std::int64_t panel, Cell about) {
  constexpr std::int64_t kSide = 6;
  const NetworkLayer& layer = s.layer(panel);
  const bool transposed = layer.kind == NetworkLayerKind::conv_transpose;
  const std::int64_t in = strongest_channel(s.before(panel));
  const std::int64_t out = s.channel(panel);
  const auto kernel = s.network.parameters[layer.weights].plane(transposed ? in : out, transposed ? out : in);
  return link_to(s.frame, transposed ? "transposed" : "convolution", layer.params, piece(s.before(panel), in, about, kSide),
                 {"", 0, layer.params.k, {kernel.begin(), kernel.end()}});
}

// Pooling the map that unpooling left gives its values and switches again.
std::string unpooled_link(const Shown& s, std::int64_t panel, Cell about) {
  constexpr std::int64_t kSide = 8;
  Params pooling;
  pooling.k = pooling.s = Extent::square(2);
  return link_to(s.frame, "unpool", pooling, piece(s.of(panel), s.channel(panel), about, kSide), {"ones", 0, {}, {}});
}

std::string open(const Focus& focus, const Frame& frame) {
  if (describe(focus, frame).empty() || focus.other.row == 0) return {};
  const Shown s = shown_of(frame);
  const std::int64_t panel = focus.other.row;
  return s.learned(panel) ? learned_link(s, panel, focus.cell) : unpooled_link(s, panel, focus.cell);
}

}  // namespace

const Scene kDecoderScene{.id = "decoder",
                          .chapter = "networks",
                          .title_key = "scene.decoder",
                          .question_key = "question.decoder",
                          .draw_main = draw_main,
                          .draw_side = draw_side,
                          .sentence = sentence,
                          .kind = &kDecoderKind,
                          .views = kViews,
                          .describe = describe,
                          .note = note,
                          .open = open,
                          .least = {.main = 360}};

}  // namespace deconvlab
