#include "app/draw/typeset.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "app/draw/fonts.h"

namespace deconvlab {

namespace {

bool is_chinese(gunichar c) { return c >= 0x2E80; }

void insert_at(PangoAttrList* list, PangoAttribute* attribute, std::ptrdiff_t from, std::ptrdiff_t to) {
  attribute->start_index = static_cast<guint>(from);
  attribute->end_index = static_cast<guint>(to);
  pango_attr_list_insert(list, attribute);
}

// Letters stand as far apart as their widths say, as in the window: no pairs are drawn closer or joined, and a blank behind Chinese is as
// wide as any other. Chinese that has no bold face is not thickened here.
void set_attributes(PangoLayout* layout, std::string_view utf8) {
  const FontFiles& files = font_files();
  PangoAttrList* list = pango_attr_list_new();
  pango_attr_list_insert(list, pango_attr_font_features_new("kern=0, liga=0"));
  const char* const begin = utf8.data();
  const char* const end = begin + utf8.size();
  for (const char *at = begin, *next = begin; at < end; at = next) {
    next = g_utf8_next_char(at);
    const gunichar c = g_utf8_get_char(at);
    if (is_chinese(c) && files.cjk_bold.empty()) insert_at(list, pango_attr_weight_new(PANGO_WEIGHT_NORMAL), at - begin, next - begin);
    if (c == ' ') insert_at(list, pango_attr_fallback_new(FALSE), at - begin, next - begin);
  }
  pango_layout_set_attributes(layout, list);
  pango_attr_list_unref(list);
}

// Neither widths nor shapes depend on the scale.
void set_unhinted(PangoContext* context) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
}

void set_text(PangoLayout* layout, std::string_view utf8, const TextStyle& style) {
  PangoFontDescription* font = pango_font_description_from_string(font_files().family.c_str());
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  pango_font_description_set_weight(font, style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  set_attributes(layout, utf8);
  pango_layout_set_text(layout, utf8.data(), static_cast<int>(utf8.size()));
}

// Texts as they are laid out, which takes most of a page's time: the next page, or the next frame of a film, has most of them again.
class Layouts {
 public:
  Layouts() : context_(pango_font_map_create_context(pango_cairo_font_map_get_default())) { set_unhinted(context_); }
  ~Layouts() {
    kept_.clear();
    g_object_unref(context_);
  }
  Layouts(const Layouts&) = delete;
  Layouts& operator=(const Layouts&) = delete;

  Layout of(std::string_view utf8, const TextStyle& style) {
    constexpr std::size_t kMost = 2048;
    if (kept_.size() >= kMost) kept_.clear();
    Layout& layout = kept_[{std::string(utf8), style.size, style.weight}];
    if (!layout) {
      layout = Layout(pango_layout_new(context_), [](PangoLayout* p) { g_object_unref(p); });
      set_text(layout.get(), utf8, style);
    }
    return layout;
  }

 private:
  PangoContext* context_;
  std::map<std::tuple<std::string, double, Weight>, Layout> kept_;
};

int units_of(PangoLayout* layout) {
  int w = 0;
  pango_layout_get_size(layout, &w, nullptr);
  return w;
}

// Whether its width is the same whatever stands about it: letters of Latin, Greek and Chinese, their signs, and what formulas are made of.
bool stands_for_itself(gunichar c) {
  constexpr std::pair<gunichar, gunichar> kRanges[] = {
      {0x20, 0x7E},     {0xA1, 0x17F},    {0x370, 0x3FF},   {0x1D2C, 0x1D6A}, {0x2010, 0x2027}, {0x2030, 0x205E}, {0x2070, 0x209C},
      {0x2100, 0x23FF}, {0x2460, 0x27BF}, {0x3000, 0x3029}, {0x3041, 0x3096}, {0x4E00, 0x9FFF}, {0xFF01, 0xFF5E}};
  return std::ranges::any_of(kRanges, [&](const auto& range) { return c >= range.first && c <= range.second; });
}

// The widths of one size's letters, in Pango's units; 0 where none was asked for yet.
struct LetterWidths {
  std::array<int, 128> ascii{};
  std::unordered_map<gunichar, int> others;

  int& of(gunichar c) { return c < ascii.size() ? ascii[c] : others[c]; }
};

LetterWidths& letter_widths(const TextStyle& style) {
  constexpr std::size_t kMost = 512;
  thread_local std::map<std::pair<double, Weight>, LetterWidths> sizes;
  if (sizes.size() >= kMost) sizes.clear();
  return sizes[{style.size, style.weight}];
}

}  // namespace

Layout layout_of(std::string_view utf8, const TextStyle& style) {
  thread_local Layouts layouts;
  return layouts.of(utf8, style);
}

double layout_width(PangoLayout* layout) { return static_cast<double>(units_of(layout)) / PANGO_SCALE; }

double baseline_of(PangoLayout* layout) { return static_cast<double>(pango_layout_get_baseline(layout)) / PANGO_SCALE; }

double typeset_width(std::string_view utf8, const TextStyle& style) {
  LetterWidths& known = letter_widths(style);
  int sum = 0;
  const char* const end = utf8.data() + utf8.size();
  for (const char *at = utf8.data(), *next = at; at < end; at = next) {
    next = g_utf8_next_char(at);
    const gunichar c = next <= end ? g_utf8_get_char(at) : 0;
    if (!stands_for_itself(c)) return layout_width(layout_of(utf8, style).get());
    int& width = known.of(c);
    if (width == 0) width = units_of(layout_of({at, static_cast<std::size_t>(next - at)}, style).get());
    sum += width;
  }
  return static_cast<double>(sum) / PANGO_SCALE;
}

}  // namespace deconvlab
