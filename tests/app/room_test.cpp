// The room that the window gives each scene: at every size of window and of text, in every language, all that the whole page says is said,
// nothing is cut and nothing lies on another.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "app/diagram/labels.h"
#include "app/draw/cairo_canvas.h"
#include "app/scenes/scenes.h"
#include "app/scenes/unpool/unpool_words.h"
#include "app/state/player.h"
#include "app/ui/layout.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

// Records with the widths that texts really have: letters stand as far apart as each is wide.
class TypesetCanvas final : public RecordingCanvas {
 public:
  double text_width(std::string_view utf8, const TextStyle& style) override {
    double width = 0;
    for (std::size_t at = 0; at < utf8.size();) {
      std::size_t end = at + 1;
      while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) ++end;
      width += advance(utf8.substr(at, end - at), style.weight);
      at = end;
    }
    return width * style.size / kSize;
  }

 private:
  static constexpr double kSize = 64;

  // Known by its bytes, of which there are at most four: the pages ask for millions.
  static double advance(std::string_view character, Weight weight) {
    static CairoCanvas measure(8, 8);
    static std::unordered_map<std::uint64_t, double> known;
    auto key = static_cast<std::uint64_t>(weight);
    for (const char byte : character) key = key << 8 | static_cast<unsigned char>(byte);
    const auto at = known.find(key);
    if (at != known.end()) return at->second;
    return known[key] = measure.text_width(character, {.color = {}, .size = kSize, .weight = weight});
  }
};

struct Text {
  RecordingCanvas::Text drawn;
  Rect part;  // of the page, that it belongs to
};

struct Shown {
  std::vector<Text> texts;
  std::ptrdiff_t in_main = 0, in_views = 0;  // of them, the first ones: those of the first view, and of both
  std::vector<Hit> hits;
};

constexpr double kEdge = 2;  // outlines on a part's edge are seen whole

// The page's parts on this layout, as the window draws them.
Shown shown_on(const WindowLayout& layout, const Model& model, const Results& results) {
  const Scene& scene = **find_scene(model.lesson.scene);
  Shown shown;
  PatternMemo memo;
  MatrixPane pane;
  const Frame frame{model, results, model.pinned, theme_of("light"), language_of(model.language), &shown.hits, &pane, &memo};
  const auto add = [&](Rect part, auto&& draw) {
    TypesetCanvas canvas;
    canvas.push_clip(part.inset(-kEdge));
    draw(canvas, part);
    for (auto& text : canvas.texts) shown.texts.push_back({std::move(text), part});
  };
  add(layout.centre_content, [&](Canvas& canvas, Rect part) { scene.draw_main(canvas, part, frame); });
  shown.in_main = std::ssize(shown.texts);
  add(layout.side_content, [&](Canvas& canvas, Rect part) { scene.draw_side(canvas, part, frame); });
  shown.in_views = std::ssize(shown.texts);
  add(layout.sentence, [&](Canvas& canvas, Rect part) { draw_sentence(canvas, part, scene, frame); });
  add(layout.formula, [&](Canvas& canvas, Rect part) { draw_formula(canvas, part, scene, frame); });
  return shown;
}

bool few_controls(const LessonKind& kind) { return std::ranges::find(kind.sections, Section::sizes) == kind.sections.end(); }

struct Page {
  double width, height;  // logical pixels
  bool operator<(const Page& other) const { return std::tie(width, height) < std::tie(other.width, other.height); }
};

// The logical sizes that windows of these sizes have with text of 100 to 200 %.
std::vector<Page> pages() {
  std::set<Page> all;
  for (const Extent window : {Extent{720, 1280}, Extent{1080, 1920}, Extent{1440, 2560}}) {
    const auto [h, w] = std::pair{static_cast<double>(window.h), static_cast<double>(window.w)};
    for (double text = 1; text < 2.2; text *= 1.1) {
      const double scale = window_scale(w, h, 1, std::min(text, 2.0));
      all.insert({std::round(w / scale), std::round(h / scale)});
    }
  }
  return {all.begin(), all.end()};
}

WindowLayout layout_of(const Page& page, const Model& model) {
  const LeastHeights& least = (*find_scene(model.lesson.scene))->least;
  return lay_out(page.width, page.height, {}, controls_on(page.width, few_controls(*model.lesson.kind), false), 0, least);
}

// Each scene at home, there in its other views, and at its last step.
std::vector<Model> states_of(const Scene& scene) {
  const Model home = lesson(std::string(scene.id));
  std::vector<Model> states{home};
  for (const SceneView& view : scene.views) {
    states.push_back(home);
    states.back().lesson.view = view.id;
  }
  states.push_back(home);
  states.back().time = static_cast<double>(step_count(home.lesson) - 1);
  return states;
}

template <class Check>
void each_state(Check&& check) {
  for (const Scene& scene : scene_table()) {
    for (Model& model : states_of(scene)) {
      for (const char* language : {"en", "zh", "es"}) {
        model.language = language;
        SCOPED_TRACE(fmt::format("{}?view={}&t={} {}", scene.id, model.lesson.view, model.time, language));
        const auto& results = results_of(model.lesson);
        ASSERT_TRUE(results);
        check(model, *results);
      }
    }
  }
}

template <class Check>
void each_page(Check&& check) {
  each_state([&](const Model& model, const Results& results) {
    for (const Page& page : pages()) {
      SCOPED_TRACE(fmt::format("{:.0f} x {:.0f}", page.width, page.height));
      check(model, shown_on(layout_of(page, model), model, results), page);
    }
  });
}

std::string text_of(const RecordingCanvas::Text& t) {
  return fmt::format("\"{}\" {:.1f} px at {:.0f},{:.0f} {:.0f}x{:.0f}", t.text, t.size, t.rect.x, t.rect.y, t.rect.w, t.rect.h);
}

// The middle of the letters: accents and the gaps above and below may touch.
Rect letters(const RecordingCanvas::Text& t) { return {t.rect.x + 1, t.rect.y + t.size * 0.2, t.rect.w - 2, t.size * 0.6}; }

// "0 … 9" and "w[…, 0]" are whole.
bool is_shortened(const std::string& text) {
  const std::string_view dots = "…";
  const std::size_t at = text.find(dots);
  if (at == std::string::npos || (at > 0 && text[at - 1] == '[')) return false;
  return at == 0 || text[at - 1] != ' ' || at + dots.size() == text.size();
}

TEST(Room, NoTextIsCutOrLiesOnAnother) {
  each_page([](const Model&, const Shown& shown, const Page&) {
    for (const Text& text : shown.texts) {
      EXPECT_TRUE(text.drawn.whole && text.part.inset(-kEdge).contains(text.drawn.rect)) << text_of(text.drawn);
      EXPECT_FALSE(is_shortened(text.drawn.text)) << text_of(text.drawn);
    }
    for (std::size_t a = 0; a < shown.texts.size(); ++a) {
      // Each part keeps to itself.
      for (std::size_t b = a + 1; b < shown.texts.size() && shown.texts[a].part == shown.texts[b].part; ++b) {
        const Rect shared = letters(shown.texts[a].drawn).within(letters(shown.texts[b].drawn));
        EXPECT_TRUE(shared.w <= 0 || shared.h <= 0) << text_of(shown.texts[a].drawn) << " and " << text_of(shown.texts[b].drawn);
      }
    }
  });
}

bool is_letter(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  return (lead >= 'a' && lead <= 'z') || (lead >= 'A' && lead <= 'Z') || lead >= 0xE3;
}

// Without spaces, which a line's end takes away.
std::string joined(const std::vector<Text>& texts) {
  std::string all;
  for (const Text& text : texts) {
    for (const char c : text.drawn.text) {
      if (c != ' ') all += c;
    }
  }
  return all;
}

// What is said in words: not the numbers, the names of cells and the signs.
bool says_something(const std::string& text) {
  int letters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) letters += is_letter(std::string_view(text).substr(at)) ? 1 : 0;
  return letters >= 3;
}

std::set<std::string> words_of(const std::vector<Text>& texts) {
  std::set<std::string> words;
  for (const Text& text : texts) {
    std::string word;
    for (const char c : text.drawn.text + " ") {
      const bool part = is_letter(std::string_view(&c, 1)) || static_cast<unsigned char>(c) >= 0x80;
      if (part) word += c;
      if (!part && says_something(word)) words.insert(word);
      if (!part) word.clear();
    }
  }
  return words;
}

WindowLayout whole_page() {
  constexpr double kMargin = 28, kTitle = 46, kWords = 116;
  const Rect in = kPage.inset(kMargin);
  const double side = in.w * 0.34;
  WindowLayout l;
  const double high = in.h - kTitle - kWords - 20;
  l.centre = {in.x, in.y + kTitle, in.w - side - kMargin, high};
  l.side = {in.right() - side, l.centre.y, side, high};
  l.centre_content = l.centre;
  l.side_content = l.side;
  l.sentence = {in.x, in.bottom() - kWords, l.centre.w, kWords};
  l.formula = {l.side.x, l.sentence.y, side, kWords};
  return l;
}

TEST(Room, EveryWordOfTheWholePageStandsInTheWindow) {
  each_state([](const Model& model, const Results& results) {
    const std::set<std::string> wanted = words_of(shown_on(whole_page(), model, results).texts);
    for (const Page& page : pages()) {
      const std::string found = joined(shown_on(layout_of(page, model), model, results).texts);
      for (const std::string& word : wanted)
        EXPECT_THAT(found, testing::HasSubstr(word)) << fmt::format("{:.0f} x {:.0f}", page.width, page.height);
    }
  });
}

bool is_number(std::string_view text) {
  if (text.starts_with("−")) text.remove_prefix(std::string_view("−").size());
  return !text.empty() && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// The sentence and the formula say the same in other lines, and lower curves have fewer marks on their axis.
std::vector<Text> in_planes(const Shown& shown, const Model& model) {
  const bool curves = model.lesson.scene == "imitate";
  return {shown.texts.begin(), shown.texts.begin() + (curves ? shown.in_main : shown.in_views)};
}

// The numbers of the whole page that this one has not.
std::string missing_numbers(const Page& page, const Model& model, const Results& results) {
  std::map<std::string, int> missing;
  for (const Text& text : in_planes(shown_on(whole_page(), model, results), model)) ++missing[text.drawn.text];
  for (const Text& text : in_planes(shown_on(layout_of(page, model), model, results), model)) --missing[text.drawn.text];
  std::string all;
  for (const auto& [text, count] : missing) all += count > 0 && is_number(text) ? fmt::format(" {}x \"{}\"", count, text) : "";
  return all;
}

// At the text's usual size the numbers, too, are those of the whole page.
TEST(Room, EveryNumberOfTheWholePageStandsInTheUsualWindow) {
  each_state([](const Model& model, const Results& results) { EXPECT_EQ(missing_numbers({1280, 720}, model, results), ""); });
}

// The row of weights and the patches of im2col are numbered with larger text too.
TEST(Room, Im2colKeepsItsNumbersWithLargerText) {
  const double scale = window_scale(1280, 720, 1, 1.5);
  const Model model = lesson("matrix");
  const Shown shown = shown_on(layout_of({1280 / scale, 720 / scale}, model), model, *results_of(model.lesson));
  const auto below = [&](const Text& text) {
    return is_number(text.drawn.text) && text.drawn.rect.y > shown.texts.front().part.centre().y;
  };
  const auto in_main = std::span(shown.texts).first(static_cast<std::size_t>(shown.in_main));
  EXPECT_GE(std::ranges::count_if(in_main, below), 9 + 36 + 6);  // weights, patches, the lower half of x
}

// Numbers keep away from the edges of their cells, also where those of a matrix or of sums take four digits.
TEST(Room, NumbersLeaveAirBesideThem) {
  constexpr double kAir = 1.5;
  for (const char* link : {"passes?input=own:1:1234", "passes?i=4&t=3", "inverse?i=4",
                           "inverse?i=4&kernel=own:3:11,22,33,44,55,66,77,88,99", "passes?i=4&t=3&kernel=own:3:11,22,33,44,55,66,77,88,99",
                           "passes?i=5&t=8", "passes?i=4&t=3&kernel=own:3:0.5,-0.25,1.5,-2.75,3,1,2,-1,-1", "transposed?i=5&k=4&s=1&t=40",
                           "overlap", "conv2d-transpose", "convolution", "unpool"}) {
    const Model model = lesson(link);
    const auto& results = results_of(model.lesson);
    ASSERT_TRUE(results) << link;
    for (const Page& page : {Page{1280, 720}, Page{1920, 1080}}) {
      const Shown shown = shown_on(layout_of(page, model), model, *results);
      for (const Text& text : in_planes(shown, model)) {
        if (!is_number(text.drawn.text)) continue;
        for (const Hit& hit : shown.hits) {
          const Cell at{static_cast<std::int64_t>(
                            std::floor((text.drawn.rect.centre().y - hit.rect.y) / hit.rect.h * static_cast<double>(hit.cells.h))),
                        static_cast<std::int64_t>(
                            std::floor((text.drawn.rect.centre().x - hit.rect.x) / hit.rect.w * static_cast<double>(hit.cells.w)))};
          if (!hit.cells.contains(at) || hit.cells.area() == 1) continue;
          const double width = hit.rect.w / static_cast<double>(hit.cells.w);
          if (std::abs(hit.rect.x + (static_cast<double>(at.col) + 0.5) * width - text.drawn.rect.centre().x) > 1)
            continue;  // not a cell's label
          EXPECT_GE((width - text.drawn.rect.w) / 2, kAir - 0.01) << link << " " << text_of(text.drawn) << " in " << width;
        }
      }
    }
  }
}

TEST(Room, ALabelLeavesAirInItsCellHoweverSmall) {
  TypesetCanvas canvas;
  for (const char* label : {"7", "−8", "135", "1012", "−1830", "20.25", "−0.125"}) {
    for (double cell = 9; cell < 120; cell += 0.5) {
      const double size = label_size(canvas, cell, cell, label);
      if (size == 0) continue;
      EXPECT_LE(canvas.text_width(label, {.color = {}, .size = size}), cell - 2.5 + 1e-6) << label << " in " << cell;
    }
  }
}

// Side 5 pools to 2 and comes back as 4, and stamps do not reach its last cells: both are said.
TEST(Room, NothingThatIsSaidOfTheWaysBackIsLeftOut) {
  for (const char* link : {"unpool?i=5&t=0", "unpool?i=5&t=7", "unpool?i=5&t=7&view=bilinear", "unpool?i=5&up=3&t=7",
                           "unpool?i=7&k=3&s=2&up=2&t=17", "unpool?i=5&lang=zh&t=7", "unpool?i=5&t=7&pin=output:4,4,0,0"}) {
    const Model model = lesson(link);
    const auto& results = results_of(model.lesson);
    ASSERT_TRUE(results) << link;
    const Frame frame{model, *results, model.pinned, theme_of("light"), language_of(model.language)};
    const UnpoolStage stage(frame);
    std::vector<std::string> wanted{output_size_note(stage)};
    if (!stage.pooling() || stage.pointed()) {
      for (std::string& statement : unpool_statements(stage)) wanted.push_back(std::move(statement));
    }
    for (const Page& page : pages()) {
      const std::string found = joined(shown_on(layout_of(page, model), model, *results).texts);
      for (std::string statement : wanted) {
        std::erase(statement, ' ');
        EXPECT_THAT(found, testing::HasSubstr(statement)) << link << fmt::format(" {:.0f} x {:.0f}", page.width, page.height);
      }
    }
  }
}

// Few cells are large ones: they reach over most of the page one way, or are as large as cells get.
TEST(Room, FewCellsFillTheirPage) {
  for (const char* link :
       {"convolution?i=3&k=2", "convolution?i=2&k=1", "transposed?i=2&k=2&view=scatter", "transposed?i=1&k=2&view=gather",
        "unpool?i=2&k=2&s=2&up=2", "passes?i=2&k=2", "inverse?i=2&k=2", "overlap?i=1&k=2"}) {
    const Model model = lesson(link);
    const auto& results = results_of(model.lesson);
    ASSERT_TRUE(results) << link;
    const WindowLayout layout = layout_of({1280, 720}, model);
    double left = 1e9, right = 0, top = 1e9, bottom = 0, largest = 0;
    for (const Hit& hit : shown_on(layout, model, *results).hits) {
      if (!layout.centre.contains(hit.rect)) continue;
      left = std::min(left, hit.rect.x);
      right = std::max(right, hit.rect.right());
      top = std::min(top, hit.rect.y);
      bottom = std::max(bottom, hit.rect.bottom());
      largest = std::max(largest, hit.rect.w / static_cast<double>(hit.cells.w));
    }
    const bool wide = right - left >= 0.6 * layout.centre.w, high = bottom - top >= 0.6 * layout.centre.h;
    EXPECT_TRUE(wide || high || largest >= 100) << link << " " << right - left << " x " << bottom - top << ", cells of " << largest;
  }
}

}  // namespace
}  // namespace deconvlab::test
