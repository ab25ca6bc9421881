#include "app/draw/fonts.h"

#include <fontconfig/fontconfig.h>

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

#define STBTT_STATIC
#define STB_TRUETYPE_IMPLEMENTATION
#include <stb_truetype.h>

namespace deconvlab {

namespace {

using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;

constexpr const char* kFamily = "DejaVu Sans";      // has the floor brackets, subscripts and operators that the formulas need
constexpr FcChar32 kConvolutionCharacter = 0x5377;  // 卷

Pattern match(const char* wanted) {
  const Pattern query(FcNameParse(reinterpret_cast<const FcChar8*>(wanted)), FcPatternDestroy);
  FcConfigSubstitute(nullptr, query.get(), FcMatchPattern);
  FcDefaultSubstitute(query.get());
  FcResult result{};
  return {FcFontMatch(nullptr, query.get(), &result), FcPatternDestroy};
}

std::string text_of(const Pattern& font, const char* what) {
  FcChar8* text = nullptr;
  if (!font || FcPatternGetString(font.get(), what, 0, &text) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(text);
}

// Fontconfig always answers with its nearest font: only a look at the glyphs says whether it has Chinese.
bool has_chinese(const Pattern& font) {
  FcCharSet* glyphs = nullptr;
  return font && FcPatternGetCharSet(font.get(), FC_CHARSET, 0, &glyphs) == FcResultMatch &&
         FcCharSetHasChar(glyphs, kConvolutionCharacter) == FcTrue;
}

// Its own weight: what fontconfig would draw thicker itself is none.
bool is_bold(const Pattern& font) {
  int weight = 0;
  FcBool thickened = FcFalse;
  FcPatternGetBool(font.get(), FC_EMBOLDEN, 0, &thickened);
  return !thickened && FcPatternGetInteger(font.get(), FC_WEIGHT, 0, &weight) == FcResultMatch && weight >= FC_WEIGHT_BOLD;
}

std::string family_of(const Pattern& font) { return text_of(font, FC_FAMILY); }

void take(const Pattern& font, std::string& file, int& face) {
  file = text_of(font, FC_FILE);
  FcPatternGetInteger(font.get(), FC_INDEX, 0, &face);
}

// Of a family that has a bold face of its own, where there is one.
void look_up_chinese(FontFiles& files) {
  for (const char* wanted : {"sans:bold:lang=zh-cn:charset=5377", "Noto Sans CJK SC:bold:lang=zh-cn:charset=5377"}) {
    const Pattern bold = match(wanted);
    if (!has_chinese(bold) || !is_bold(bold)) continue;
    take(bold, files.cjk_bold, files.cjk_bold_face);
    take(match((family_of(bold) + ":lang=zh-cn:charset=5377").c_str()), files.cjk, files.cjk_face);
    return;
  }
  const Pattern regular = match("sans:lang=zh-cn:charset=5377");
  if (!has_chinese(regular)) return;
  take(regular, files.cjk, files.cjk_face);
}

FontFiles look_up() {
  FontFiles files;
  const Pattern regular = match(kFamily);
  files.family = family_of(regular);
  files.regular = text_of(regular, FC_FILE);
  files.bold = text_of(match((files.family + ":bold").c_str()), FC_FILE);
  look_up_chinese(files);
  return files;
}

FontMetrics read_metrics(const std::string& file, int face) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  stbtt_fontinfo font{};
  const int start = bytes.size() > 12 ? stbtt_GetFontOffsetForIndex(data, face) : -1;
  if (start < 0 || !stbtt_InitFont(&font, data, start)) return {};
  int ascent = 0;
  int descent = 0;
  int gap = 0;
  stbtt_GetFontVMetrics(&font, &ascent, &descent, &gap);
  const double em = stbtt_ScaleForMappingEmToPixels(&font, 1);
  return {ascent * em, -descent * em};
}

}  // namespace

FontMetrics metrics_of(const std::string& file, int face) {
  static std::map<std::pair<std::string, int>, FontMetrics> known;
  const auto [entry, is_new] = known.try_emplace({file, face});
  if (is_new) entry->second = read_metrics(file, face);
  return entry->second;
}

const FontFiles& font_files() {
  static const FontFiles files = look_up();
  return files;
}

}  // namespace deconvlab
