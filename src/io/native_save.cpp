// Saving: the file is made in memory, read back and checked there, and only then put in place of the old one.
#include <fmt/format.h>

#include "file_bytes.h"
#include "hdf5_handle.h"
#include "hdf5_reader.h"
#include "hdf5_writer.h"
#include "layout.h"
#include "viamyo/errors.h"
#include "viamyo/native_file.h"

namespace viamyo {

namespace {

// The map that a reader will find in these bytes must be one that it accepts, with the digest that was meant.
void check_image(std::span<const std::byte> image, const std::string& digest) {
  const ReadResult result = read_document(Hdf5Session(), image, ReadLimits{});
  std::vector<Defect> defects = result.defects;
  const Map map = decode(result.document, defects);
  if (!has_errors(defects)) defects = validate(map);
  for (const Defect& defect : defects) {
    if (defect.severity == Severity::kError) throw OutputError(fmt::format("{}: {}", defect.object, defect.text));
  }
  if (content_digest(result.document) != digest) throw OutputError("what was written reads back differently");
}

void add_field_texts(NativeDocument& document, const std::vector<FieldText>& texts) {
  const std::string group(native::kFieldData);
  if (texts.empty()) return;
  document.records.push_back({group, true, {}, {}});
  for (const FieldText& field : texts)
    document.records.push_back({group + "/" + field.name, false, {ValueType::kString, {1}, {}, {field.text}}, {}});
}

}  // namespace

std::string save_native(const Map& map, const std::filesystem::path& path, const std::vector<FieldText>& field_texts) {
  std::vector<std::byte> image;
  std::string digest;
  try {
    NativeDocument document = encode(map);
    digest = content_digest(document);
    add_field_texts(document, field_texts);
    image = write_document(document);
    check_image(image, digest);
  } catch (const OutputError& error) {
    throw OutputError(fmt::format("{}: not written: {}", path.string(), error.what()));
  } catch (const Hdf5Error& error) {
    throw OutputError(fmt::format("{}: not written: HDF5: {}", path.string(), error.what()));
  }
  replace_file(path, image);
  return digest;
}

}  // namespace viamyo
