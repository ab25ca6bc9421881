// Many lessons at once, none of which is the window's.
#include <memory>
#include <utility>

#include "app/lessons/gallery/gallery.h"
#include "app/lessons/operands.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFields[] = {"symbols"};
constexpr Section kSections[] = {Section::hint};
constexpr std::int64_t kFirstShown = 5;  // strides and padding

constexpr Params sizes(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d = 1, std::int64_t a = 0) {
  const auto both = Extent::square;
  Params params{both(i), both(k), both(s), both(p), both(d)};
  params.a = both(a);
  return params;
}

constexpr Tile kTiles[] = {
    {"gallery.no_padding", Side::c, sizes(4, 3, 1, 0)},
    {"gallery.any_padding", Side::c, sizes(5, 4, 1, 2)},
    {"gallery.half_padding", Side::c, sizes(5, 3, 1, 1)},
    {"gallery.full_padding", Side::c, sizes(5, 3, 1, 2)},
    {"gallery.strides", Side::c, sizes(5, 3, 2, 0)},
    {"gallery.padding_strides", Side::c, sizes(5, 3, 2, 1)},
    {"gallery.odd", Side::c, sizes(6, 3, 2, 1)},
    {"gallery.dilation", Side::c, sizes(7, 3, 1, 0, 2)},
    {"gallery.no_padding", Side::c_transposed, sizes(2, 3, 1, 0)},
    {"gallery.any_padding", Side::c_transposed, sizes(6, 4, 1, 2)},
    {"gallery.half_padding", Side::c_transposed, sizes(5, 3, 1, 1)},
    {"gallery.full_padding", Side::c_transposed, sizes(7, 3, 1, 2)},
    {"gallery.strides", Side::c_transposed, sizes(2, 3, 2, 0)},
    {"gallery.padding_strides", Side::c_transposed, sizes(3, 3, 2, 1)},
    {"gallery.odd", Side::c_transposed, sizes(3, 3, 2, 1, 1, 1)},
};

Lesson lesson_of(const Tile& tile) {
  Lesson lesson;
  lesson.kind = tile.side == Side::c ? &kConvolutionKind : &kTransposedKind;
  lesson.params = tile.params;
  return lesson;
}

// The lesson's input with its zeros between the cells.
PlaneChoice stretched_input(const Results& transposed, Extent size) {
  const Geometry& g = transposed.geometry;
  PlaneChoice choice{"", 0, size, std::vector<float>(static_cast<std::size_t>(size.area()))};
  for (std::int64_t n = 0; n < g.output().area(); ++n) {
    const Cell c = g.output_cell(n);
    choice.own[size.index_of({c.row * g.h.s, c.col * g.w.s})] = transposed.transpose.input().at(c);
  }
  return choice;
}

// The convolution that the transposed lesson is drawn as.
Lesson direct_lesson(const Results& transposed) {
  const Geometry& g = transposed.geometry;
  const TransposedAxis h = g.h.transposed();
  const TransposedAxis w = g.w.transposed();
  Lesson direct;
  direct.params = {{h.stretched, w.stretched}, g.kernel(), {1, 1}, {h.p, w.p}, {g.h.d, g.w.d}, !g.flip};
  direct.input = stretched_input(transposed, direct.params.i);
  return direct;
}

TileResults results_of(const Tile& tile) {
  Results lesson = *compute(lesson_of(tile));
  if (tile.side == Side::c) return {lesson, lesson, {1, 1}};
  Results drawn = *compute(direct_lesson(lesson));
  return {std::move(lesson), std::move(drawn), tile.params.s};
}

Expected<Geometry> resolve_large(const Lesson&) { return resolve(lesson_of(kTiles[kFirstShown])); }

// The steps are those of the tile that is large when nothing is pointed at.
Expected<Results> compute_tiles(const Lesson&, Device&, Sources&) {
  auto tiles = std::make_shared<GalleryTiles>();
  for (const Tile& tile : kTiles) tiles->of.push_back(results_of(tile));
  Results results = tiles->of[kFirstShown].lesson;
  results.own = GalleryResult{std::move(tiles)};
  results.serial = next_serial();
  return results;
}

std::int64_t steps(const Lesson&) { return kGallerySteps; }

const Results& large(const Focus& pinned, const Results& results) {
  return results.of<GalleryResult>().tiles->of[static_cast<std::size_t>(large_tile(pinned))].lesson;
}

}  // namespace

std::span<const Tile> tile_table() { return kTiles; }

bool is_tile(const Focus& focus) { return focus.target == Target::tile && focus.cell.row >= 0 && focus.cell.row < std::ssize(kTiles); }

std::int64_t large_tile(const Focus& focus) { return is_tile(focus) ? focus.cell.row : kFirstShown; }

constinit const LessonKind kGalleryKind{.id = "gallery",
                                        .fields = kFields,
                                        .resolve = resolve_large,
                                        .compute = compute_tiles,
                                        .steps = steps,
                                        .sections = kSections,
                                        .exported = large,
                                        .repeats = true};

}  // namespace deconvlab
