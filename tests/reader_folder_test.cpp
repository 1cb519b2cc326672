// Where the readers are looked for: where the program says, or where they stand by default.
#include "viamyo/reader_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "viamyo/errors.h"
#include "viamyo/load_map.h"

namespace viamyo {
namespace {

const std::filesystem::path kSample = std::filesystem::path(VIAMYO_SOURCE_DIR) / "sample_maps" / "anterior-lad-infarct.h5";

TEST(ReaderFolder, IsTheOnlyPlaceUntilItIsEmptyAgain) {
  const std::filesystem::path nowhere = std::filesystem::path(VIAMYO_SOURCE_DIR) / "docs";
  set_reader_folder(nowhere);
  try {
    static_cast<void>(load_map(kSample));
    FAIL() << "there is no reader in " << nowhere;
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("viamyo-reader: is not in " + nowhere.string()), std::string::npos) << error.what();
  }
  set_reader_folder({});
  EXPECT_FALSE(load_map(kSample).map.surface.vertices.empty());
}

}  // namespace
}  // namespace viamyo
