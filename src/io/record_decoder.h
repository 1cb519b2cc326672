// Typed access to the records and attributes of a document: kind, shape and type are checked, and every violation becomes a Defect.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layout.h"
#include "viamyo/native_document.h"
#include "viamyo/vec3.h"

namespace viamyo {

class RecordDecoder {
 public:
  RecordDecoder(const NativeDocument& document, std::vector<Defect>& defects) : document_(document), defects_(defects) {}

  void error(std::string_view code, std::string_view object, std::string text) { add(Severity::kError, code, object, std::move(text)); }
  void warning(std::string_view code, std::string_view object, std::string text) { add(Severity::kWarning, code, object, std::move(text)); }

  //! The record at `path`, or nullptr.
  [[nodiscard]] const Record* find(std::string_view path) const;

  //! Whether the group or anything in it is there.
  [[nodiscard]] bool has_group(std::string_view path) const;

  //! The fields directly in a group.
  [[nodiscard]] std::vector<const Record*> fields_of(std::string_view group) const;

  //! The dataset at `path` if it has the kind of values and the columns of the layout and, where told, that many rows; nullptr, with a
  //! defect unless it is merely absent, if not.
  const Record* dataset(std::string_view path, std::optional<std::uint64_t> rows = std::nullopt);

  //! As `dataset`; being absent is a defect too.
  const Record* required(std::string_view path, std::optional<std::uint64_t> rows = std::nullopt);

  //! Tells when the attribute "units" is there and is not `unit`.
  void check_unit(const Record& record, std::string_view unit);

  [[nodiscard]] static const Value* attribute(const Record& record, std::string_view name);
  std::optional<std::string> text(const Record& record, std::string_view name);
  std::optional<std::vector<double>> numbers(const Record& record, std::string_view name, std::size_t count);
  std::optional<double> number(const Record& record, std::string_view name);

 private:
  void add(Severity severity, std::string_view code, std::string_view object, std::string text);

  const NativeDocument& document_;
  std::vector<Defect>& defects_;
};

//! "5090 x 3 values", for messages.
std::string describe_shape(const std::vector<std::uint64_t>& shape);

//! Rows of three numbers each as points.
std::vector<Vec3> points_of(const Value& value);

Surface decode_surface(RecordDecoder& decoding);
MappingPoints decode_mapping_points(RecordDecoder& decoding);
std::vector<Field> decode_fields(RecordDecoder& decoding, std::string_view group, std::uint64_t rows, std::string_view rows_are);
Landmarks decode_landmarks(RecordDecoder& decoding);
Study decode_study(RecordDecoder& decoding);
std::optional<GroundTruth> decode_ground_truth(RecordDecoder& decoding, std::optional<std::uint64_t> vertices);
std::vector<std::string> decode_provenance(RecordDecoder& decoding);

}  // namespace viamyo
