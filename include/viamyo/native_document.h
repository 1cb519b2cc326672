// The native file as flat records, between the bytes on disk and the Map: what is read, checked, digested and written.
//
// One record per dataset and per group of the layout in docs/file-format.md. The HDF5 library is met only where records become a file and back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "viamyo/bytes.h"
#include "viamyo/map.h"
#include "viamyo/validation.h"

namespace viamyo {

//! How the bytes of a record or attribute are to be read. Numbers are little-endian.
enum class ValueType : std::uint8_t { kInt8, kInt16, kInt32, kInt64, kUInt8, kUInt16, kUInt32, kUInt64, kFloat32, kFloat64, kString };

//! "<f4", "|u1", "|S" and so on: the text that enters the digest.
std::string_view digest_name(ValueType type);
std::size_t size_of(ValueType type);  //!< bytes of one number; 0 for strings

//! A value with its shape: numbers packed in `bytes`, or one string per element.
struct Value {
  ValueType type = ValueType::kFloat32;
  std::vector<std::uint64_t> shape;  //!< empty = scalar
  Bytes bytes;
  std::vector<std::string> strings;
};

struct Attribute {
  std::string name;
  Value value;
};

struct Record {
  std::string path;  //!< "/VTKHDF/Points"
  bool is_group = false;
  Value value;  //!< datasets only
  std::vector<Attribute> attributes;
};

struct NativeDocument {
  std::vector<Record> records;  //!< sorted by path
};

//! SHA-256 over the document as docs/file-format.md defines it; without /GroundTruth when `with_truth` is false.
std::string content_digest(const NativeDocument& document, bool with_truth = true);

//! The document that a save of this map writes (ContentDigest included).
NativeDocument encode(const Map& map);

//! The same without its ContentDigest, which takes longer than all the rest.
NativeDocument encode_without_digest(const Map& map);

//! The map of a document. Every structural defect (missing part, wrong type, shape, length, unit) is added to `defects`; what can be decoded is.
Map decode(const NativeDocument& document, std::vector<Defect>& defects);

}  // namespace viamyo
