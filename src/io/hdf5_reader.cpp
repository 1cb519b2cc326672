#include "hdf5_reader.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>

#include <fmt/format.h>

#include "hdf5_values.h"
#include "layout.h"
#include "value.h"

namespace viamyo {

namespace {

struct Link {
  std::string name;
  H5L_type_t type;
};

struct Names {
  std::vector<Link> links;
  std::uint64_t most;
};

// The library is C: an exception must not pass through it, so running out of memory or of the cap stops the iteration instead.
template <class Add>
herr_t add_name(Names& names, Add add) noexcept {
  if (names.links.size() >= names.most) return -1;
  try {
    add();
    return 0;
  } catch (const std::exception&) {
    return -1;
  }
}

herr_t take_link(hid_t /*group*/, const char* name, const H5L_info_t* info, void* names) {
  auto& all = *static_cast<Names*>(names);
  return add_name(all, [&] { all.links.push_back({name, info->type}); });
}

herr_t take_attribute(hid_t /*object*/, const char* name, const H5A_info_t* /*info*/, void* names) {
  auto& all = *static_cast<Names*>(names);
  return add_name(all, [&] { all.links.push_back({name, H5L_TYPE_HARD}); });
}

class DocumentReader {
 public:
  explicit DocumentReader(const ReadLimits& limits)
      : limits_(limits), objects_left_(limits.objects), bytes_left_(4 * limits.dataset_bytes) {}

  ReadResult read(hid_t file) {
    const Hdf5Handle root(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose);
    read_group(root, std::string(native::kRoot));
    std::sort(result_.document.records.begin(), result_.document.records.end(),
              [](const Record& a, const Record& b) { return a.path < b.path; });
    std::sort(result_.foreign.begin(), result_.foreign.end());
    return std::move(result_);
  }

 private:
  void read_group(hid_t group, const std::string& path) {
    Record record{path, true, {}, read_attributes(group, path)};
    result_.document.records.push_back(std::move(record));
    for (const Link& link : links_of(group, path)) {
      const std::string child = child_path(path, link.name);
      guarded(child, [&] { read_child(group, child, link); });
    }
  }

  void read_child(hid_t group, const std::string& path, const Link& link) {
    const bool must_be_group = is_layout_group(path);
    const std::optional<DatasetRule> rule = dataset_rule(path);
    if (!must_be_group && !rule) {
      result_.foreign.push_back(printable(path));
      if (path == native::kFieldData && link.type == H5L_TYPE_HARD) read_field_data(group, link.name, path);
      return;
    }
    if (link.type != H5L_TYPE_HARD)
      throw Refusal("unsupported_link", "is a soft or external link; only what the file itself holds in place is read");
    const Hdf5Handle object(H5Oopen(group, link.name.c_str(), H5P_DEFAULT), H5Oclose);
    const H5I_type_t kind = H5Iget_type(object);
    if (must_be_group) {
      if (kind != H5I_GROUP) throw Refusal("wrong_type", "must be a group");
      read_group(object, path);
    } else if (rule->is_field && required_unit(name_of(path)).empty() && (kind != H5I_DATASET || !can_be_field(object))) {
      result_.foreign.push_back(printable(path));  // a name of the table stays ours whatever stands under it
    } else {
      if (kind != H5I_DATASET) throw Refusal("wrong_type", "must be a dataset");
      read_data(object, path, *rule);
    }
  }

  void read_data(hid_t dataset, const std::string& path, const DatasetRule& rule) {
    ReadLimits limits = limits_;
    limits.dataset_bytes = std::min(limits.dataset_bytes, bytes_left_);
    Record record{path, false, read_dataset(dataset, rule, limits), read_attributes(dataset, path)};
    name_unread(dataset, path);
    bytes_left_ -= std::min<std::uint64_t>(bytes_left_, record.value.bytes.size());
    for (const std::string& text : record.value.strings) bytes_left_ -= std::min<std::uint64_t>(bytes_left_, text.size());
    result_.document.records.push_back(std::move(record));
  }

  //! Not of the layout: what cannot be read of it is no defect of the map. What stands beside the texts of an export is named.
  void read_field_data(hid_t parent, const std::string& name, const std::string& path) {
    try {
      const Hdf5Handle group(H5Oopen(parent, name.c_str(), H5P_DEFAULT), H5Oclose);
      if (H5Iget_type(group) != H5I_GROUP) return;
      name_attributes(group, path);
      for (const Link& link : links_of(group, path)) name_stranger(group, child_path(path, link.name), link);
    } catch (const Hdf5Error&) {
      result_.foreign.push_back(path + " (damaged)");
    }
    read_field_texts(parent);
  }

  void name_stranger(hid_t group, const std::string& path, const Link& link) {
    if (std::find(native::kExportTexts.begin(), native::kExportTexts.end(), link.name) == native::kExportTexts.end()) {
      result_.foreign.push_back(printable(path));
    } else if (link.type == H5L_TYPE_HARD) {
      const Hdf5Handle object(H5Oopen(group, link.name.c_str(), H5P_DEFAULT), H5Oclose);
      name_attributes(object, path);
    }
  }

  void name_attributes(hid_t object, const std::string& path) {
    for (const Link& attribute : attribute_names(object)) result_.foreign.push_back(printable(path + "@" + attribute.name));
    name_comment(object, path);
  }

  //! A text that HDF5 lets stand at any object, and that some programs show.
  void name_comment(hid_t object, const std::string& path) {
    if (H5Oget_comment(object, nullptr, 0) > 0) result_.foreign.push_back(printable(path) + " (a comment at it)");
  }

  //! A save keeps a text as far as its end, and numbers; some programs show what stands behind, or names for numbers.
  void name_unread(hid_t object, const std::string& path) {
    if (has_text_behind_end(object)) result_.foreign.push_back(printable(path) + " (more than padding behind its end)");
    if (has_names_for_numbers(object)) result_.foreign.push_back(printable(path) + " (names for its numbers)");
  }

  void read_field_texts(hid_t parent) {
    for (const std::string_view name : native::kExportTexts) {
      try {
        read_field_text(parent, std::string(name));
      } catch (const Refusal&) {
      } catch (const Hdf5Error&) {
      }
    }
  }

  void read_field_text(hid_t parent, const std::string& name) {
    const std::string path = fmt::format("{}/{}", name_of(native::kFieldData), name);
    H5L_info_t link{};
    if (checked(H5Lexists(parent, path.c_str(), H5P_DEFAULT)) == 0) return;
    checked(H5Lget_info(parent, path.c_str(), &link, H5P_DEFAULT));
    if (link.type != H5L_TYPE_HARD) return;
    const Hdf5Handle object(H5Dopen2(parent, path.c_str(), H5P_DEFAULT), H5Dclose);
    ReadLimits limits = limits_;
    limits.dataset_bytes = limits.string_bytes;
    const Value text = read_dataset(object, {ValueKind::kText, Rows::kOne}, limits);
    name_unread(object, fmt::format("{}/{}", native::kFieldData, name));
    if (text.strings.size() == 1) result_.field_texts.push_back({name, text.strings.front()});
  }

  std::vector<Attribute> read_attributes(hid_t object, const std::string& path) {
    std::vector<Attribute> attributes;
    std::vector<Link> names;
    guarded(path, [&] { names = attribute_names(object); });
    name_comment(object, path);
    for (const Link& name : names) {
      const std::string where = path + "@" + name.name;
      if (!is_layout_attribute(path, name.name)) {
        result_.foreign.push_back(printable(where));
        continue;
      }
      guarded(where, [&] {
        const Hdf5Handle attribute(H5Aopen(object, name.name.c_str(), H5P_DEFAULT), H5Aclose);
        attributes.push_back({name.name, read_attribute(attribute, limits_)});
        name_unread(attribute, where);
      });
    }
    return attributes;
  }

  std::vector<Link> links_of(hid_t group, const std::string& path) {
    H5G_info_t info{};
    checked(H5Gget_info(group, &info));
    if (info.nlinks > objects_left_) {
      add_defect("too_large", path, fmt::format("has {} objects; at most {} are read in one file", info.nlinks, limits_.objects));
      return {};
    }
    objects_left_ -= info.nlinks;
    Names names{{}, info.nlinks};
    checked(H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, take_link, &names));
    return std::move(names.links);
  }

  std::vector<Link> attribute_names(hid_t object) const {
    Names names{{}, limits_.objects};
    checked(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, take_attribute, &names));
    return std::move(names.links);
  }

  // What goes wrong with one object is a defect of that object; the others are still read.
  template <class Read>
  void guarded(const std::string& path, Read read) {
    try {
      read();
    } catch (const Refusal& refusal) {
      add_defect(refusal.code(), path, refusal.what());
    } catch (const Hdf5Error& error) {
      add_defect("unreadable", path, fmt::format("is damaged and cannot be read (HDF5: {})", error.what()));
    }
  }

  void add_defect(const std::string& code, const std::string& path, const std::string& text) {
    result_.defects.push_back({Severity::kError, code, printable(path), text});
  }

  ReadLimits limits_;
  std::uint64_t objects_left_;
  std::uint64_t bytes_left_;
  ReadResult result_;
};

// The library takes two open files of one name for the same file, and asks for the working folder where a name is not absolute.
std::string unique_name() {
  static std::atomic<std::uint64_t> counter{0};
  return fmt::format("/viamyo-image-{}", counter++);
}

}  // namespace

// Left to itself the library copies a file in memory twice before it reads from it. With these it takes the memory as it is: the "lender".
namespace {

void* lend_image(std::size_t /*size*/, H5FD_file_image_op_t /*operation*/, void* lender) { return lender; }
void* leave_image(void* to, const void* /*from*/, std::size_t /*size*/, H5FD_file_image_op_t /*operation*/, void* /*lender*/) { return to; }
herr_t keep_image(void* /*image*/, H5FD_file_image_op_t /*operation*/, void* /*lender*/) { return 0; }
void* keep_lender(void* lender) { return lender; }
herr_t forget_lender(void* /*lender*/) { return 0; }

}  // namespace

Hdf5Handle open_image(std::span<const std::byte> file_bytes) {
  const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  checked(H5Pset_fapl_core(access, std::size_t{1} << 16U, false));
  checked(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));
  void* const image = const_cast<std::byte*>(file_bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast): opened for reading alone
  H5FD_file_image_callbacks_t callbacks{lend_image, leave_image, nullptr, keep_image, keep_lender, forget_lender, image};
  checked(H5Pset_file_image_callbacks(access, &callbacks));
  checked(H5Pset_file_image(access, image, file_bytes.size()));
  return {H5Fopen(unique_name().c_str(), H5F_ACC_RDONLY, access), H5Fclose};
}

bool has_hdf5_signature(std::span<const std::byte> bytes) {
  constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
  for (std::size_t at = 0; at + kSignature.size() <= bytes.size(); at = at == 0 ? 512 : 2 * at) {
    if (std::memcmp(bytes.data() + at, kSignature.data(), kSignature.size()) == 0) return true;
  }
  return false;
}

ReadResult read_document(const Hdf5Session& /*session*/, std::span<const std::byte> file_bytes, const ReadLimits& limits) {
  const Hdf5Handle file = open_image(file_bytes);
  return DocumentReader(limits).read(file);
}

}  // namespace viamyo
