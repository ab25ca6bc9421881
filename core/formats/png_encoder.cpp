#include "core/formats/png_encoder.h"

#include <png.h>

#include <cerrno>
#include <csetjmp>
#include <cstring>

#include "core/formats/formats.h"

namespace deconvlab {

namespace {

int color_type(int channels) {
  constexpr int kTypes[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
  return kTypes[channels - 1];
}

void jump(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void keep_silent(png_structp, png_const_charp) {}

void write_bytes(png_structp png, png_bytep data, std::size_t size) {
  if (!static_cast<Sink*>(png_get_io_ptr(png))->write({reinterpret_cast<const char*>(data), size})) jump(png, "");
}

void set_text(png_structp png, png_infop info, const std::string& text) {
  std::string keyword = "deconvlab", value = text, none;
  png_text chunk{};
  chunk.compression = PNG_ITXT_COMPRESSION_NONE;
  chunk.key = keyword.data();
  chunk.text = value.data();
  chunk.lang = chunk.lang_key = none.data();
  png_set_text(png, info, &chunk, 1);
}

void write_all(png_structp png, png_infop info, const PngPixels& pixels) {
  png_set_IHDR(png, info, static_cast<png_uint_32>(pixels.width), static_cast<png_uint_32>(pixels.height), pixels.bits,
               color_type(pixels.channels), PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FAST_FILTERS);
  png_write_info(png, info);
  for (std::int64_t row = 0; row < pixels.height; ++row) png_write_row(png, pixels.bytes.data() + row * pixels.row_bytes());
  png_write_end(png, info);
}

// The library's errors jump here, over frames that have nothing to destroy.
bool encode(png_structp png, png_infop info, const PngPixels& pixels) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  write_all(png, info, pixels);
  return true;
}

class Encoder {
 public:
  explicit Encoder(Sink& sink) {
    if (info_) png_set_write_fn(png_, &sink, write_bytes, nullptr);
  }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;
  ~Encoder() { png_destroy_write_struct(&png_, &info_); }
  bool write(const PngPixels& pixels) {
    if (!info_) return false;
    if (!pixels.text.empty()) set_text(png_, info_, pixels.text);
    return encode(png_, info_, pixels);
  }

 private:
  png_structp png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, jump, keep_silent);
  png_infop info_ = png_ ? png_create_info_struct(png_) : nullptr;
};

class Bytes : public Sink {
 public:
  bool write(std::string_view bytes) override { return all += bytes, true; }
  std::string all;
};

}  // namespace

std::string png_bytes(const PngPixels& pixels) {
  Bytes bytes;
  return Encoder(bytes).write(pixels) ? std::move(bytes.all) : std::string();
}

Expected<void> write_png(const PngPixels& pixels, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) -> Expected<void> {
    if (Encoder(sink).write(pixels)) return {};
    return fail(ErrorCode::cannot_write, path.string(), std::strerror(ENOMEM));  // what the system refuses the sink says itself
  });
}

}  // namespace deconvlab
