// PNG files through libpng, with texts that travel in them.
#include <png.h>

#include <array>
#include <cstring>

#include "viamyo/errors.h"
#include "viamyo/picture.h"
#include "viamyo/picture_options.h"

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

//! From bytes in memory, which libpng takes one piece after the other.
void take(png_structp png, png_bytep bytes, png_size_t count) {
  auto& left = *static_cast<std::string_view*>(png_get_io_ptr(png));
  if (left.size() < count) png_error(png, "it ends too early");
  std::memcpy(bytes, left.data(), count);
  left.remove_prefix(count);
}

[[noreturn]] void refuse(png_structp /*png*/, png_const_charp text) { throw InputError(std::string("its pixels cannot be read: ") + text); }
void refuse_doubt(png_structp png, png_const_charp text) { refuse(png, text); }

class Reader {
 public:
  explicit Reader(std::string_view& bytes)
      : png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, refuse, refuse_doubt)), info_(png_create_info_struct(png_)) {
    png_set_read_fn(png_, &bytes, take);
  }
  ~Reader() { png_destroy_read_struct(&png_, &info_, nullptr); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  png_structp png() { return png_; }
  png_infop info() { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

}  // namespace

Image from_png(std::string_view bytes) {
  constexpr png_uint_32 kLargestSide = 8192;  // as pictures are written
  Reader reader(bytes);
  png_set_user_limits(reader.png(), kLargestSide, kLargestSide);
  png_read_info(reader.png(), reader.info());
  const bool ours = png_get_color_type(reader.png(), reader.info()) == PNG_COLOR_TYPE_RGBA &&
                    png_get_bit_depth(reader.png(), reader.info()) == 8 &&
                    png_get_interlace_type(reader.png(), reader.info()) == PNG_INTERLACE_NONE;
  if (!ours) throw InputError("its pixels are stored as no picture of Viamyo stores them");
  Image image;
  image.width = static_cast<int>(png_get_image_width(reader.png(), reader.info()));
  image.height = static_cast<int>(png_get_image_height(reader.png(), reader.info()));
  const std::size_t row = std::size_t{4} * static_cast<std::size_t>(image.width);
  image.rgba.resize(row * static_cast<std::size_t>(image.height));
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) png_read_row(reader.png(), image.rgba.data() + y * row, nullptr);
  png_read_end(reader.png(), nullptr);
  return image;
}

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
