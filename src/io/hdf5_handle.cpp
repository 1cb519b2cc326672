#include "hdf5_handle.h"

#include <new>

namespace viamyo {

namespace {

std::mutex& library_mutex() {
  static std::mutex mutex;
  return mutex;
}

// Walked upwards, the first entry is the innermost call: it alone says what is wrong ("file signature not found").
herr_t take_innermost(unsigned depth, const H5E_error2_t* error, void* text) {
  if (depth == 0 && error->desc != nullptr) *static_cast<std::string*>(text) = error->desc;
  return 0;
}

}  // namespace

namespace {

// Memory that the library did not get is no word about the file.
herr_t notice_no_memory(unsigned /*depth*/, const H5E_error2_t* error, void* noticed) {
  if (error->maj_num == H5E_RESOURCE && error->min_num == H5E_NOSPACE) *static_cast<bool*>(noticed) = true;
  return 0;
}

struct Names {
  std::vector<std::string> names;
  std::uint64_t most;
  bool are_more = false;
};

// The library is C: no exception may pass through it.
herr_t take_name(hid_t /*group*/, const char* name, const H5L_info_t* info, void* data) noexcept {
  auto& all = *static_cast<Names*>(data);
  if (info->type != H5L_TYPE_HARD) return 0;
  all.are_more = all.names.size() >= all.most;
  if (all.are_more) return -1;
  try {
    all.names.emplace_back(name);
    return 0;
  } catch (const std::exception&) {
    return -1;
  }
}

}  // namespace

std::optional<std::vector<std::string>> names_in(hid_t group, std::uint64_t most) {
  Names all{{}, most};
  const herr_t done = H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, take_name, &all);
  if (all.are_more) {
    H5Eclear2(H5E_DEFAULT);
    return std::nullopt;
  }
  checked(done);
  return std::move(all.names);
}

void throw_hdf5_error() {
  bool no_memory = false;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, notice_no_memory, &no_memory);
  if (no_memory) {
    H5Eclear2(H5E_DEFAULT);
    throw std::bad_alloc();
  }
  std::string text = "no reason given";
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_innermost, &text);
  H5Eclear2(H5E_DEFAULT);
  throw Hdf5Error(text);
}

Hdf5Session::Hdf5Session() : lock_(library_mutex()) {
  H5Eget_auto2(H5E_DEFAULT, &print_, &print_data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  H5PLset_loading_state(0);
}

Hdf5Session::~Hdf5Session() { H5Eset_auto2(H5E_DEFAULT, print_, print_data_); }

}  // namespace viamyo
