// Pictures through stb as planes of 0 to 255; PNM from its own numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "core/formats/each_format.h"
#include "core/formats/picture_checks.h"
#include "core/try.h"

#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#define STBI_ONLY_TGA
#define STBI_ONLY_PSD
#define STBI_ONLY_GIF
#define STBI_ONLY_HDR
#define STBI_NO_STDIO
#include <stb_image.h>

namespace deconvlab {

namespace {

constexpr std::int64_t kMostPixelsPerByte = 8 * 1032;  // one bit each, deflated as far as deflate goes

// A kind of picture by how its files begin.
struct Kind {
  std::string_view begins;
  PictureCheck (*check)(std::string_view file);
  bool (*has_alpha)(std::string_view file) = nullptr;             // null: by the count of channels
  std::string (*without_alpha)(std::string_view file) = nullptr;  // null: the decoder leaves it out
};

constexpr Kind kKinds[] = {
    {"\x89PNG", check_png},
    {"\xFF", check_jpeg},
    {"BM", check_bmp},
    {"GIF", check_gif, gif_has_alpha},
    {"8BPS", check_psd, psd_has_alpha, psd_without_alpha},
    {"#?RADIANCE\n", check_hdr},
    {"#?RGBE\n", check_hdr},
    {"", check_tga},
};

const Kind& kind_of(std::string_view file) {
  return *std::ranges::find_if(kKinds, [&](const Kind& kind) { return file.starts_with(kind.begins); });
}

// What the decoder takes the bytes for, before anything is decoded.
struct Claim {
  int width = 0;
  int height = 0;
  int channels = 0;
};

// Errors: malformed, too_large, truncated.
Expected<void> check(const Kind& kind, std::string_view file, const std::string& name) {
  const PictureCheck found = kind.check(file);
  if (!found.defect.empty()) return fail(ErrorCode::malformed, name, reason("word.picture"), found.defect);
  TRY(check_sides(found.width, found.height, name));
  const std::int64_t needed = found.width * found.height / kMostPixelsPerByte;
  if (std::ssize(file) < needed) return fail(ErrorCode::truncated, name, file.size(), needed);
  return {};
}

// IEC 61966-2-1: light to the number that a file stores for it, times 255; more light than white stays more than 255.
float stored(float light) {
  const double x = std::max(light, 0.0f);
  return static_cast<float>(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055));
}

struct FreePixels {
  void operator()(void* pixels) const { stbi_image_free(pixels); }
};

// A file whose claims have been checked.
class Decoder {
 public:
  Decoder(std::string_view file, const Claim& claim)
      : file_(file), bytes_(reinterpret_cast<const stbi_uc*>(file.data())), size_(static_cast<int>(file.size())), claim_(claim) {}

  // 1 or 3 planes, alpha left out; nothing where the decoder fails.
  std::optional<Tensor> planes() {
    if (stbi_is_hdr_from_memory(bytes_, size_) != 0) return planes_of(stbi_loadf_from_memory, stored);
    if (psd_is_deep(file_) || stbi_is_16_bit_from_memory(bytes_, size_) != 0) {
      return planes_of(stbi_load_16_from_memory, [](stbi_us value) { return static_cast<float>(value / 257.0); });
    }
    return planes_of(stbi_load_from_memory, [](stbi_uc value) { return static_cast<float>(value); });
  }

 private:
  template <class Value, class Store>
  std::optional<Tensor> planes_of(Value* (*load)(const stbi_uc*, int, int*, int*, int*, int), Store store) {
    const int wanted = claim_.channels < 3 ? 1 : 3;
    const std::unique_ptr<Value, FreePixels> pixels(load(bytes_, size_, &claim_.width, &claim_.height, &claim_.channels, wanted));
    if (!pixels) return {};
    Tensor picture = Tensor::unfilled(Shape{1, wanted, claim_.height, claim_.width});
    for (std::int64_t c = 0; c < wanted; ++c) {
      auto plane = picture.plane(0, c);
      for (std::int64_t n = 0; n < std::ssize(plane); ++n) plane[n] = store(pixels.get()[n * wanted + c]);
    }
    return picture;
  }

  std::string_view file_;
  const stbi_uc* bytes_;
  int size_;
  Claim claim_;
};

}  // namespace

Expected<void> check_sides(std::int64_t width, std::int64_t height, const std::string& name) {
  if (width < 1 || height < 1) return fail(ErrorCode::malformed, name, reason("word.picture"), reason("reason.no_pixels"));
  const std::int64_t longest = std::max(width, height);
  if (longest > kLongestRow) return fail(ErrorCode::too_large, reason("reason.side_of", name), longest, kLongestRow);
  if (!are_usable(width, height))
    return fail(ErrorCode::too_large, reason("reason.pixels_of", name), fmt::format("{}x{}", width, height), kMostPixels);
  return {};
}

bool begins_as_picture(std::string_view file) { return is_pnm(file) || !kind_of(file).begins.empty(); }

Expected<Reading> parse_picture(std::string_view file, const std::string& name) {
  file = file.substr(0, kMostPictureBytes);
  if (is_pnm(file)) return parse_pnm(file, name).map([](Tensor picture) { return Reading{std::move(picture), {}, true}; });
  const auto malformed = [&](std::string_view why) { return fail(ErrorCode::malformed, name, reason("word.picture"), why); };
  const Kind& kind = kind_of(file);
  TRY(check(kind, file, name));
  const bool known_alpha = kind.has_alpha != nullptr && kind.has_alpha(file);
  const std::string opaque = known_alpha && kind.without_alpha != nullptr ? kind.without_alpha(file) : std::string();
  if (!opaque.empty()) file = opaque;
  Claim claim;
  const auto* bytes = reinterpret_cast<const stbi_uc*>(file.data());
  const int size = static_cast<int>(file.size());
  if (stbi_info_from_memory(bytes, size, &claim.width, &claim.height, &claim.channels) == 0) return malformed(stbi_failure_reason());
  TRY(check_sides(claim.width, std::abs(claim.height), name));  // below 0 where rows go down
  auto picture = Decoder(file, claim).planes();
  if (!picture) return malformed(stbi_failure_reason());
  const bool alpha = kind.has_alpha != nullptr ? known_alpha : claim.channels % 2 == 0;
  const bool linear = kind.check == check_hdr;
  std::vector<std::string> notes;
  if (alpha || linear) notes.push_back(reason(alpha ? "note.alpha" : "note.linear", name));
  return Reading{std::move(*picture), std::move(notes), true};
}

}  // namespace deconvlab
