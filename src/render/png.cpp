#include <png.h>

#include <array>

#include "viamyo/errors.h"
#include "viamyo/picture.h"

namespace viamyo {
namespace {

void append(png_structp png, png_bytep bytes, png_size_t count) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libpng's bytes
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(bytes), count);
}

void flush(png_structp /*png*/) {}

[[noreturn]] void fail(png_structp /*png*/, png_const_charp text) {
  throw OutputError(std::string("the picture cannot be written: ") + text);
}

//! libpng's two structs, freed together.
class Writer {
 public:
  explicit Writer(std::string& out)
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, nullptr)), info_(png_create_info_struct(png_)) {
    png_set_write_fn(png_, &out, append, flush);
  }
  ~Writer() { png_destroy_write_struct(&png_, &info_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  png_structp png() { return png_; }
  png_infop info() { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

}  // namespace

std::string to_png(const Image& image, const std::vector<std::pair<std::string, std::string>>& texts) {
  std::string out;
  Writer writer(out);
  png_set_IHDR(writer.png(), writer.info(), static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height), 8,
               PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB_gAMA_and_cHRM(writer.png(), writer.info(), PNG_sRGB_INTENT_PERCEPTUAL);
  std::vector<std::pair<std::string, std::string>> kept = texts;  // libpng wants them writable
  std::array<char, 1> none{};
  for (auto& [key, value] : kept) {
    png_text text{};
    text.compression = PNG_ITXT_COMPRESSION_NONE;
    text.key = key.data();
    text.text = value.data();
    text.itxt_length = value.size();
    text.lang = none.data();
    text.lang_key = none.data();
    png_set_text(writer.png(), writer.info(), &text, 1);
  }
  png_write_info(writer.png(), writer.info());
  const std::size_t row = std::size_t{4} * static_cast<std::size_t>(image.width);
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) png_write_row(writer.png(), image.rgba.data() + y * row);
  png_write_end(writer.png(), writer.info());
  return out;
}

}  // namespace viamyo
