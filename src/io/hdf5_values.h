// One dataset or attribute of an HDF5 file as a Value, every size checked before memory is taken for it.
#pragma once

#include <stdexcept>
#include <string>

#include "hdf5_handle.h"
#include "layout.h"
#include "viamyo/native_file.h"

namespace viamyo {

//! Why an object of the file is not read; becomes a defect of that object.
class Refusal : public std::runtime_error {
 public:
  Refusal(std::string code, const std::string& text) : std::runtime_error(text), code_(std::move(code)) {}
  [[nodiscard]] const std::string& code() const { return code_; }

 private:
  std::string code_;
};

//! Whether the dataset is something that can be a field at all, judged by its type and rank alone.
bool can_be_field(hid_t dataset);

//! Throws Refusal for storage that reaches out of the file, filters beyond shuffle, deflate and fletcher32, chunks above the caps, and a dataset whose
//! `bytes` cannot all be stored in it.
void check_storage(hid_t dataset, std::size_t element_size, std::uint64_t bytes, const ReadLimits& limits);

Value read_dataset(hid_t dataset, const DatasetRule& rule, const ReadLimits& limits);
Value read_attribute(hid_t attribute, const ReadLimits& limits);

//! Whether a dataset or attribute that was read has texts of a fixed length with more than padding behind their end: other programs show it.
bool has_text_behind_end(hid_t object);
//! Whether its numbers have names of their own, which other programs show in their place; false and true of an h5py bool are none.
bool has_names_for_numbers(hid_t object);

}  // namespace viamyo
