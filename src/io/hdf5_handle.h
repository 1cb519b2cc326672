// A thin layer over the HDF5 C library: handles that close themselves, return codes that become exceptions, and its printing silenced.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace viamyo {

//! A call of the HDF5 library failed; `what()` is the library's own most specific description.
class Hdf5Error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

//! Throws Hdf5Error with the text of the library's error stack, and clears it; std::bad_alloc where the library ran out of memory.
[[noreturn]] void throw_hdf5_error();

//! Passes results through; the library's negative results become Hdf5Error.
template <class Result>
Result checked(Result result) {
  if (result < 0) throw_hdf5_error();
  return result;
}

//! Owns one identifier of the library, whatever its kind.
class Hdf5Handle {
 public:
  using Closer = herr_t (*)(hid_t);

  Hdf5Handle() = default;
  Hdf5Handle(hid_t id, Closer closer) : id_(checked(id)), closer_(closer) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), closer_(other.closer_) {}
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(closer_, other.closer_);
    return *this;
  }
  Hdf5Handle(const Hdf5Handle&) = delete;
  Hdf5Handle& operator=(const Hdf5Handle&) = delete;
  ~Hdf5Handle() {
    if (id_ >= 0) closer_(id_);
  }

  operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor): it stands for the identifier in every call

 private:
  hid_t id_ = H5I_INVALID_HID;
  Closer closer_ = nullptr;
};

//! Names of what a group or file holds in place, in their order; links to elsewhere are left out. Nothing where there are more than `most`.
std::optional<std::vector<std::string>> names_in(hid_t group, std::uint64_t most);

//! Held by whoever works with the library: one thread at a time (the library may be built without its own lock), its error printing silenced
//! for that long, and no plug-in ever loaded for a filter that a file asks for.
class Hdf5Session {
 public:
  Hdf5Session();
  ~Hdf5Session();
  Hdf5Session(const Hdf5Session&) = delete;
  Hdf5Session& operator=(const Hdf5Session&) = delete;

 private:
  std::scoped_lock<std::mutex> lock_;
  H5E_auto2_t print_ = nullptr;
  void* print_data_ = nullptr;
};

}  // namespace viamyo
