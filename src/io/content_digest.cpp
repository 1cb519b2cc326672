// The digest of a document, byte for byte as docs/file-format.md defines it.
#include <algorithm>

#include "layout.h"
#include "value.h"
#include "viamyo/digest.h"

namespace viamyo {

namespace {

constexpr std::string_view kNul("\0", 1);

void add_value(Sha256& hash, std::string_view path, const Value& value) {
  const std::string shape = shape_text(value.shape);
  for (const std::string_view part : {path, digest_name(value.type), std::string_view(shape)}) {
    hash.update(part);
    hash.update(kNul);
  }
  hash.update(value.bytes);
  for (const std::string& text : value.strings) {
    hash.update(text);
    hash.update(kNul);
  }
}

template <class T, class Key>
std::vector<const T*> sorted(const std::vector<T>& items, Key key) {
  std::vector<const T*> pointers;
  pointers.reserve(items.size());
  for (const T& item : items) pointers.push_back(&item);
  std::sort(pointers.begin(), pointers.end(), [&](const T* a, const T* b) { return key(*a) < key(*b); });
  return pointers;
}

bool is_truth(std::string_view path) { return path == native::kGroundTruth || group_of(path) == native::kGroundTruth; }

bool enters_digest(const Record& record, bool with_truth) {
  return is_layout_record(record) && record.path != native::kProvenance && (with_truth || !is_truth(record.path));
}

bool enters_digest(const Record& record, const Attribute& attribute) {
  return is_layout_attribute(record.path, attribute.name) && !(record.path == native::kRoot && attribute.name == native::kContentDigest);
}

}  // namespace

std::string content_digest(const NativeDocument& document, bool with_truth) {
  Sha256 hash;
  for (const Record* record : sorted(document.records, [](const Record& r) -> std::string_view { return r.path; })) {
    if (!enters_digest(*record, with_truth)) continue;
    if (!record->is_group) add_value(hash, record->path, record->value);
    for (const Attribute* attribute : sorted(record->attributes, [](const Attribute& a) -> std::string_view { return a.name; })) {
      if (enters_digest(*record, *attribute)) add_value(hash, record->path + "@" + attribute->name, attribute->value);
    }
  }
  return hash.hex();
}

}  // namespace viamyo
