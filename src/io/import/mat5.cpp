// MAT files of version 5 (MATLAB's default up to 2 GB): tagged elements, mostly packed by zlib.
//
// Not through a library, because those open files by their path, and the process that reads has none.
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

#include "../allowance.h"
#include "../value.h"
#include "mat_value.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kHeadBytes = 128;
constexpr int kDeepest = 30;
constexpr std::string_view kNoVariable = "\n";  // no variable is called so
constexpr std::size_t kMaxGrowth = 1100;        // zlib cannot do better than 1032:1

enum Tag : std::uint32_t {
  kInt8 = 1,
  kUInt8,
  kInt16,
  kUInt16,
  kInt32,
  kUInt32,
  kSingle,
  kDouble = 9,
  kInt64 = 12,
  kUInt64,
  kMatrix,
  kCompressed,
  kUtf8,
  kUtf16
};
enum Class : std::uint8_t { kCell = 1, kStructClass, kObjectClass, kChar, kSparse, kFirstNumber, kLastNumber = 15, kFunction, kOpaque };

struct Element {
  std::uint32_t type = 0;
  std::span<const std::byte> data;
};

class Mat5Reader {
 public:
  Mat5Reader(const std::string& name, const ReadLimits& limits) : name_(name), limits_(limits), bytes_left_(4 * limits.dataset_bytes) {}

  std::optional<MatValue> find(std::span<const std::byte> bytes, std::string_view variable) {
    while (bytes.size() >= 8) {
      const Element element = next(bytes);
      std::vector<std::byte> unpacked;
      Element matrix = element;
      if (element.type == kCompressed) {
        const PackedHead head = head_of(element.data);
        if (!head.is_matrix) continue;
        if (head.called != variable) {
          others_.push_back(head.called);
          continue;
        }
        unpacked = inflated(element.data, head.bytes, true);
        std::span<const std::byte> rest = unpacked;
        matrix = next(rest);
      }
      if (matrix.type != kMatrix) continue;
      std::string called;
      MatValue value = read_matrix(matrix.data, 0, called, variable);
      if (called == variable) return value;
      others_.push_back(called);
    }
    return std::nullopt;
  }

  //! The variables that were passed over.
  [[nodiscard]] const std::vector<std::string>& others() const { return others_; }

 private:
  [[noreturn]] void damaged(std::string_view what) const { throw InputError(fmt::format("{}: is a damaged MAT file ({})", name_, what)); }

  // Takes one element off the front, with what pads it to eight bytes.
  Element next(std::span<const std::byte>& bytes) const {
    if (bytes.size() < 8) damaged("an element is cut off");
    std::uint32_t type = 0;
    std::memcpy(&type, bytes.data(), 4);
    if ((type >> 16U) != 0) {  // four bytes or fewer stand in the tag itself
      const std::uint32_t size = type >> 16U;
      if (size > 4) damaged("a small element is too large");
      const Element element{type & 0xFFFFU, bytes.subspan(4, size)};
      bytes = bytes.subspan(8);
      return element;
    }
    std::uint32_t size = 0;
    std::memcpy(&size, bytes.data() + 4, 4);
    if (size > bytes.size() - 8) damaged("an element is cut off");
    const Element element{type, bytes.subspan(8, size)};
    const std::size_t padded = type == kCompressed ? size : (std::size_t{size} + 7) / 8 * 8;
    bytes = bytes.subspan(8 + std::min(padded, bytes.size() - 8));
    return element;
  }

  //! What the first bytes of a packed element tell: nothing else of it is unpacked where it is of another name, or no value at all.
  struct PackedHead {
    bool is_matrix = false;
    std::string called;
    std::size_t bytes = 0;  //!< of all of it, unpacked
  };

  PackedHead head_of(std::span<const std::byte> packed) {
    constexpr std::size_t kHead = 4096;  // flags, dimensions and a name
    constexpr std::size_t kPadding = 64;
    const std::vector<std::byte> begin = inflated(packed, kHead, false);
    if (begin.size() < 8) damaged("packed data are cut off or changed");
    std::array<std::uint32_t, 2> tag{};  // type and size
    std::memcpy(tag.data(), begin.data(), sizeof(tag));
    PackedHead head{tag[0] == kMatrix, {}, std::size_t{tag[1]} + kPadding};
    const std::size_t held = std::min<std::size_t>(tag[1], begin.size() - 8);
    if (head.is_matrix) static_cast<void>(read_matrix(std::span(begin).subspan(8, held), 0, head.called, kNoVariable));
    return head;
  }

  //! At most so many bytes; `whole`: all that there are, and not more.
  std::vector<std::byte> inflated(std::span<const std::byte> packed, std::size_t most, bool whole) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) damaged("zlib does not start");
    stream.next_in =
        reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data()));  // NOLINT(cppcoreguidelines-pro-type-const-cast): zlib only reads
    stream.avail_in = static_cast<uInt>(packed.size());
    most = std::min<std::size_t>(most, std::min<std::uint64_t>(bytes_left_, kMaxGrowth * packed.size() + 1024));
    std::vector<std::byte> bytes;
    int state = Z_OK;
    while (state == Z_OK && bytes.size() < most) {
      const std::size_t held = bytes.size();
      bytes.resize(std::min(most, std::max<std::size_t>(4 * packed.size(), 2 * held)));
      if (whole) allow(bytes.size() - held);
      stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + held);
      stream.avail_out = static_cast<uInt>(std::min<std::size_t>(bytes.size() - held, UINT32_MAX));
      state = inflate(&stream, Z_NO_FLUSH);
      bytes.resize(static_cast<std::size_t>(reinterpret_cast<std::byte*>(stream.next_out) - bytes.data()));
      if (state == Z_OK && stream.avail_in == 0 && bytes.size() == held) break;
    }
    inflateEnd(&stream);
    if (!whole && state != Z_DATA_ERROR) return bytes;
    if (state != Z_STREAM_END) damaged(bytes.size() >= most ? "it unpacks to more than is read" : "packed data are cut off or changed");
    bytes_left_ -= bytes.size();
    return bytes;
  }

  // Of a variable of another name than `wanted` (where given), only the name.
  MatValue read_matrix(std::span<const std::byte> data, int depth, std::string& called, std::string_view wanted = {}) {
    if (depth > kDeepest) damaged("values are nested too deep");
    MatValue value;
    if (data.empty()) {  // how an empty cell or field is written
      value.dims = {0, 0};
      return value;
    }
    const Element flags = next(data);
    if (flags.type != kUInt32 || flags.data.size() < 8) damaged("a value has no flags");
    const auto kind = static_cast<std::uint8_t>(flags.data[0]);
    if (kind == kOpaque || kind == kFunction) {
      value.kind = MatValue::Kind::kObject;
      if (kind == kOpaque) read_opaque(data, value, called);
      return value;
    }
    read_dims(next(data), value);
    called = as_text(next(data).data);
    if (!wanted.empty() && called != wanted) return value;
    read_content(kind, data, depth, value);
    return value;
  }

  void read_opaque(std::span<const std::byte> data, MatValue& value, std::string& called) const {
    called = as_text(next(data).data);
    static_cast<void>(next(data));  // "MCOS"
    value.class_name = as_text(next(data).data);
  }

  void read_dims(const Element& element, MatValue& value) {
    if (element.type != kInt32 || element.data.size() < 8 || element.data.size() > 32) damaged("a value has no dimensions");
    std::uint64_t count = 1;
    for (std::size_t at = 0; at + 4 <= element.data.size(); at += 4) {
      std::int32_t extent = 0;
      std::memcpy(&extent, element.data.data() + at, 4);
      if (extent < 0) damaged("a dimension is negative");
      value.dims.push_back(static_cast<std::uint64_t>(extent));
      count = std::min<std::uint64_t>(count * static_cast<std::uint64_t>(extent), std::uint64_t{1} << 40U);
    }
    if (count * sizeof(double) > limits_.dataset_bytes) damaged("a value is larger than is read");
    count_ = count;
  }

  void read_content(std::uint8_t kind, std::span<const std::byte>& data, int depth, MatValue& value) {
    if (kind == kCell) {
      read_cells(data, depth, value);
    } else if (kind == kStructClass || kind == kObjectClass) {
      if (kind == kObjectClass) value.class_name = as_text(next(data).data);
      read_fields(data, depth, value);
      if (kind == kObjectClass) value.kind = MatValue::Kind::kObject;
    } else if (kind == kChar) {
      read_text(next(data), value);
    } else if (kind >= kFirstNumber && kind <= kLastNumber) {
      read_numbers(data, value);
    } else {
      value.kind = MatValue::Kind::kObject;
      value.class_name = kind == kSparse ? "sparse" : "";
    }
  }

  void read_cells(std::span<const std::byte>& data, int depth, MatValue& value) {
    value.kind = MatValue::Kind::kCells;
    for (std::uint64_t i = 0, count = count_; i < count; ++i) {
      const Element element = next(data);
      if (element.type != kMatrix) damaged("a cell holds no value");
      std::string nameless;
      value.cells.push_back(read_matrix(element.data, depth + 1, nameless));
    }
  }

  // Of an array of structs, the first element.
  void read_fields(std::span<const std::byte>& data, int depth, MatValue& value) {
    value.kind = MatValue::Kind::kStruct;
    const std::uint64_t elements = count_;
    const Element length = next(data);
    std::int32_t width = 0;
    if (length.data.size() != 4) damaged("a struct has no fields");
    std::memcpy(&width, length.data.data(), 4);
    const std::string_view names = as_text(next(data).data);
    if (width < 1 || names.size() % static_cast<std::size_t>(width) != 0) damaged("the names of a struct's fields");
    for (std::size_t at = 0; at < names.size() && elements > 0; at += static_cast<std::size_t>(width)) {
      const std::string_view padded = names.substr(at, static_cast<std::size_t>(width));
      const Element element = next(data);
      if (element.type != kMatrix) damaged("a field holds no value");
      std::string nameless;
      value.fields.push_back({std::string(padded.substr(0, padded.find('\0'))), read_matrix(element.data, depth + 1, nameless)});
    }
  }

  void read_text(const Element& element, MatValue& value) const {
    value.kind = MatValue::Kind::kText;
    const std::size_t width = element.type == kUInt16 || element.type == kUtf16 ? 2 : 1;
    const std::size_t letters = element.data.size() / width;
    const std::uint64_t rows = value.rows();
    if (rows > letters) return;
    value.texts.resize(rows);
    for (std::size_t i = 0; i < letters && rows > 0; ++i) {
      // Letters beyond Latin-1 play no part in names of electrodes.
      const bool plain = width == 1 || element.data[2 * i + 1] == std::byte{0};
      value.texts[i % rows] += plain ? static_cast<char>(element.data[width * i]) : '?';
    }
    for (std::string& text : value.texts) text = to_utf8(text);
  }

  template <class Number>
  static void append(std::span<const std::byte> data, std::vector<double>& numbers) {
    for (std::size_t at = 0; at + sizeof(Number) <= data.size(); at += sizeof(Number)) {
      Number number{};
      std::memcpy(&number, data.data() + at, sizeof(Number));
      numbers.push_back(static_cast<double>(number));
    }
  }

  void read_numbers(std::span<const std::byte>& data, MatValue& value) const {
    const std::uint64_t count = count_;
    const Element element = next(data);
    value.numbers.reserve(std::min<std::uint64_t>(count, element.data.size()));
    switch (element.type) {
      case kInt8:
        append<std::int8_t>(element.data, value.numbers);
        break;
      case kUInt8:
        append<std::uint8_t>(element.data, value.numbers);
        break;
      case kInt16:
        append<std::int16_t>(element.data, value.numbers);
        break;
      case kUInt16:
        append<std::uint16_t>(element.data, value.numbers);
        break;
      case kInt32:
        append<std::int32_t>(element.data, value.numbers);
        break;
      case kUInt32:
        append<std::uint32_t>(element.data, value.numbers);
        break;
      case kSingle:
        append<float>(element.data, value.numbers);
        break;
      case kDouble:
        append<double>(element.data, value.numbers);
        break;
      case kInt64:
        append<std::int64_t>(element.data, value.numbers);
        break;
      case kUInt64:
        append<std::uint64_t>(element.data, value.numbers);
        break;
      default:
        damaged("numbers of an unknown type");
    }
    if (value.numbers.size() != count) damaged("an array does not fill its dimensions");
  }

  std::vector<std::string> others_;
  const std::string& name_;
  const ReadLimits& limits_;
  std::uint64_t bytes_left_;
  std::uint64_t count_ = 0;  // elements of the value whose dimensions were read last
};

}  // namespace

std::string lacks_variable(std::string_view variable, const std::vector<std::string>& others) {
  constexpr std::size_t kShown = 8;
  std::string names;
  for (std::size_t n = 0; n < std::min(others.size(), kShown); ++n)
    names += (n == 0 ? "; it holds " : ", ") + printable(others[n].substr(0, 60));
  return fmt::format("has no variable '{}'{}{}", variable, names, others.size() > kShown ? ", ..." : "");
}

const MatValue* MatValue::find(std::string_view path) const {
  const std::size_t dot = path.find('.');
  const std::string_view first = path.substr(0, dot);
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == first; });
  if (found == fields.end()) return nullptr;
  return dot == std::string_view::npos ? &found->value : found->value.find(path.substr(dot + 1));
}

MatValue read_mat5(std::span<const std::byte> bytes, const std::string& name, std::string_view variable, const ReadLimits& limits) {
  if (bytes.size() < kHeadBytes || as_text(bytes.subspan(kHeadBytes - 2, 2)) != "IM")
    throw InputError(fmt::format("{}: is not a MAT file of version 5 in little-endian order", name));
  Mat5Reader reader(name, limits);
  std::optional<MatValue> value = reader.find(bytes.subspan(kHeadBytes), variable);
  if (!value) throw InputError(fmt::format("{}: {}", name, lacks_variable(variable, reader.others())));
  return std::move(*value);
}

}  // namespace viamyo
