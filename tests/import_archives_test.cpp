// Archives of every kind, written here by libarchive: the same study arrives as out of a folder, whatever the archive is called.
#include <gtest/gtest.h>

#include <archive.h>
#include <archive_entry.h>

#include <fstream>
#include <functional>
#include <iterator>

#include <fmt/format.h>

#include "import_samples.h"
#include "meshes.h"
#include "viamyo/native_document.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;
using namespace samples;

const fs::path kStudy = fs::path(VIAMYO_SOURCE_DIR) / "tests" / "corpus" / "valid" / "carto-study";

using Files = std::vector<std::pair<std::string, std::string>>;

std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Files study_files(const std::string& folder = "Export_Study/") {
  Files files;
  for (const auto& entry : fs::directory_iterator(kStudy))
    files.emplace_back(folder + entry.path().filename().string(), content(entry.path()));
  std::sort(files.rbegin(), files.rend());  // packed in another order than they are asked for
  return files;
}

using Packing = std::function<void(archive*)>;

void seven_zip(archive* made) { archive_write_set_format_7zip(made); }
void zip(archive* made) { archive_write_set_format_zip(made); }
void tar(archive* made) { archive_write_set_format_pax_restricted(made); }
void tar_gz(archive* made) { tar(made), archive_write_add_filter_gzip(made); }
void tar_xz(archive* made) { tar(made), archive_write_add_filter_xz(made); }
void tar_bz2(archive* made) { tar(made), archive_write_add_filter_bzip2(made); }
void locked(archive* made) {
  zip(made), archive_write_set_options(made, "zip:encryption=aes256"), archive_write_set_passphrase(made, "secret");
}

fs::path packed(const Folder& folder, const std::string& name, const Files& files, const Packing& packing, mode_t type = AE_IFREG) {
  const fs::path path = folder.path() / name;
  archive* const made = archive_write_new();
  packing(made);
  EXPECT_EQ(archive_write_open_filename(made, path.c_str()), ARCHIVE_OK) << archive_error_string(made);
  for (const auto& [called, bytes] : files) {
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, called.c_str());
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, 0644);
    if (type == AE_IFLNK) archive_entry_set_symlink(entry, "/etc/passwd");
    archive_entry_set_size(entry, type == AE_IFREG ? static_cast<la_int64_t>(bytes.size()) : 0);
    EXPECT_GE(archive_write_header(made, entry), ARCHIVE_WARN) << archive_error_string(made);
    if (type == AE_IFREG) archive_write_data(made, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  EXPECT_EQ(archive_write_close(made), ARCHIVE_OK) << archive_error_string(made);
  archive_write_free(made);
  return path;
}

ImportOptions the_map() {
  ImportOptions options;
  options.map = "1-LV";
  return options;
}

// The map without what tells of its source.
std::vector<std::byte> bytes_of(ImportedMap imported) {
  imported.map.study.derived_from.clear();
  imported.map.provenance.clear();
  std::vector<std::byte> all;
  for (const Record& record : encode(imported.map).records) all.insert(all.end(), record.value.bytes.begin(), record.value.bytes.end());
  return all;
}

TEST(ImportArchives, EveryKindUnderEveryNameGivesTheMapOfTheFolder) {
  const std::vector<std::byte> expected = bytes_of(import_map(kStudy, the_map()));
  const Folder folder;
  for (const auto& [packing, kind] : std::vector<std::pair<Packing, std::string>>{
           {seven_zip, "7z"}, {zip, "zip"}, {tar, "tar"}, {tar_gz, "tar.gz"}, {tar_xz, "tar.xz"}, {tar_bz2, "tar.bz2"}}) {
    for (const std::string& name :
         {"Export_Study." + kind, std::string("Export_Study.zip"), std::string("Export_Study.7z"), std::string("study")}) {
      const fs::path path = packed(folder, name, study_files(), packing);
      EXPECT_EQ(list_maps(path).size(), 2) << kind << " " << name;
      EXPECT_EQ(bytes_of(import_map(path, the_map())), expected) << kind << " " << name;
    }
  }
}

TEST(ImportArchives, ArchivesInsideArchivesAndMeshesOfVtkInside) {
  const Folder folder;
  const fs::path inner = packed(folder, "inner.zip", study_files(), seven_zip);
  const std::vector<std::byte> expected = bytes_of(import_map(kStudy, the_map()));
  EXPECT_EQ(
      bytes_of(import_map(packed(folder, "outer.zip", {{"a/inner.zip", content(inner)}, {"__MACOSX/._inner.zip", "x"}}, zip), the_map())),
      expected);
  const fs::path mesh = kStudy.parent_path() / "surface.vtp";
  EXPECT_EQ(import_map(packed(folder, "mesh.7z", {{"surface.vtp", content(mesh)}}, seven_zip)).map.surface.vertices.size(), 6);
  fs::create_directories(folder.path() / "alone");
  fs::rename(folder.path() / "mesh.7z", folder.path() / "alone" / "mesh.zip");
  EXPECT_EQ(import_map(folder.path() / "alone").map.surface.vertices.size(), 6) << "a folder that holds nothing but the archive";
}

TEST(ImportArchives, BackslashesSeparateFolders) {
  const Folder folder;
  for (const Packing& packing : {Packing(zip), Packing(tar)}) {
    EXPECT_EQ(bytes_of(import_map(packed(folder, "w.zip", study_files("Export\\Study\\"), packing), the_map())),
              bytes_of(import_map(kStudy, the_map())));
    for (const char* const name : {"..\\1-LV.mesh", "a\\..\\..\\1-LV.mesh", "C:\\1-LV.mesh", "\\1-LV.mesh", "\\\\server\\1-LV.mesh"})
      EXPECT_NE(refusal(packed(folder, "bad.zip", {{name, "x"}}, packing)).find("a name that leads out of the archive"), std::string::npos)
          << name;
  }
}

TEST(ImportArchives, NamesOfEveryLanguage) {
  const Folder folder;
  const Files files{
      {"\xC3\x9C"
       "bung/\xC3\x84rzte.ply",
       content(kStudy.parent_path() / "text.ply")}};
  for (const Packing& packing : {Packing(zip), Packing(tar)})
    EXPECT_EQ(import_map(packed(folder, "n.zip", files, packing)).map.surface.vertices.size(), 6);
}

TEST(ImportArchives, PartsLocksAndOtherArchivesHaveSentencesOfTheirOwn) {
  const Folder folder;
  const std::string whole = content(packed(folder, "whole.7z", study_files(), seven_zip));
  for (const char* const name : {"study.zip.001", "study.7z.002", "study.z01", "study.part1.rar", "study.tar.003"})
    EXPECT_NE(refusal(folder.write(name, whole.substr(0, 100))).find(std::string(name) + ": is one part of an archive that was split"),
              std::string::npos)
        << name;
  folder.write("parts/study.zip.001", "PK");
  folder.write("parts/study.zip.002", "xx");
  EXPECT_NE(refusal(folder.path() / "parts").find("is one part of an archive that was split"), std::string::npos);
  EXPECT_NE(refusal(packed(folder, "locked.zip", study_files(), locked)).find("is protected by a password; unpack it first"),
            std::string::npos);
  EXPECT_NE(refusal(folder.write("a.zip", "Rar!\x1A\x07")).find("is a RAR archive, which is not read; unpack it first"), std::string::npos);
  EXPECT_NE(refusal(packed(folder, "link.tar", {{"1-LV.mesh", ""}}, tar, AE_IFLNK)).find("is a link, which is not followed"),
            std::string::npos);
}

TEST(ImportArchives, WhatIsCutOffOrChangedIsDamaged) {
  const Folder folder;
  for (const auto& [packing, kind] : std::vector<std::pair<Packing, std::string>>{{seven_zip, "7-Zip"}, {zip, "ZIP"}}) {
    const std::string whole = content(packed(folder, "w", study_files(), packing));
    for (const std::size_t left : {whole.size() - 1, whole.size() / 2, std::size_t{100}}) {
      const std::string sentence = refusal(folder.write("cut.zip", whole.substr(0, left)), the_map());
      EXPECT_NE(sentence.find(fmt::format("is a damaged {} archive", kind)), std::string::npos) << sentence;
    }
    std::string changed = whole;
    for (std::size_t at = 200; at < whole.size() / 2; at += 40) changed[at] = static_cast<char>(changed[at] ^ 0x55);
    EXPECT_NE(refusal(folder.write("changed.zip", changed), the_map()), "");
  }
}

// One damaged file of many costs itself alone.
TEST(ImportArchives, ADamagedFileIsALossOfItsOwn) {
  const Folder folder;
  const auto stored = [](archive* made) { zip(made), archive_write_set_options(made, "zip:compression=store"); };
  Files files = study_files();
  for (const Packing& packing : {Packing(stored), Packing(zip)}) {
    std::string bytes = content(packed(folder, "w.zip", files, packing));
    const std::size_t name = bytes.find("Export_Study/1-LV_P2_ECG_Export.txt");
    ASSERT_NE(name, std::string::npos);
    for (std::size_t at = name + 150; at < name + 180; ++at) bytes[at] = static_cast<char>(bytes[at] ^ 0x15);
    const ImportedMap map = import_map(folder.write("changed.zip", bytes), the_map());
    EXPECT_TRUE(has_loss(map.report, "electrograms of 1 of 3 points: their files cannot be read (changed.zip: ")) << all_notes(map.report);
    EXPECT_TRUE(has_note(map.report, NoteKind::kRead, "electrograms of 2 points")) << all_notes(map.report);
  }
}

TEST(ImportArchives, OfTwoFilesOfOneNameTheOneThatIsLostIsTold) {
  const Folder folder;
  Files files = study_files("");
  files.emplace_back("1-LV.mesh", content(kStudy / "1-LV.mesh") + "\n");
  const ImportedMap map = import_map(packed(folder, "w.zip", files, zip), the_map());
  EXPECT_TRUE(has_loss(map.report, "w.zip: 1-LV.mesh: lies there once more under the same name; the last is read"))
      << all_notes(map.report);
  const SourceContents contents = list_source(folder.path() / "w.zip");
  EXPECT_EQ(contents.others, (std::vector<std::string>{"w.zip: 1-LV.mesh: lies there once more under the same name; the last is read"}));
}

TEST(ImportArchives, TwoEqualFilesOfOneNameAreNoLoss) {
  const Folder folder;
  for (auto* const kind : {zip, seven_zip, tar}) {
    Files files = study_files("");
    files.emplace_back("1-LV.mesh", content(kStudy / "1-LV.mesh"));
    files.emplace_back("1-LV_car.txt", content(kStudy / "1-LV_car.txt"));
    files.emplace_back("1-LV.mesh", content(kStudy / "1-LV.mesh"));
    const std::filesystem::path path = packed(folder, "equal", files, kind);
    EXPECT_EQ(bytes_of(import_map(path, the_map())), bytes_of(import_map(kStudy, the_map())));
    EXPECT_FALSE(has_loss(import_map(path, the_map()).report, "once more"));
    EXPECT_TRUE(list_source(path).others.empty());
    std::filesystem::remove(path);
  }
}

TEST(ImportArchives, EmptyOnesAndProgramsAreCalledSo) {
  const Folder folder;
  EXPECT_NE(refusal(packed(folder, "empty.zip", {}, zip)).find("is a ZIP archive without any file in it"), std::string::npos);
  const std::string whole = content(packed(folder, "w.zip", study_files(), zip));
  const std::string sentence = refusal(folder.write("sfx.zip", "MZ" + std::string(600, '\0') + whole));
  EXPECT_NE(sentence.find("is a program, or an archive that unpacks itself; unpack it first"), std::string::npos) << sentence;
  const std::string seven = content(packed(folder, "w.7z", study_files(), seven_zip));
  for (const std::size_t left : {seven.size() / 3, seven.size() / 2, seven.size() - 20}) {
    const std::string cut = refusal(folder.write("cut.7z", seven.substr(0, left)));
    EXPECT_EQ(cut.find("no reason"), std::string::npos) << cut;
    EXPECT_NE(cut.find("damaged"), std::string::npos) << cut;
  }
}

// Each asks in its own head for more memory than any reader has.
TEST(ImportArchives, ADamagedHeadThatAsksForAllMemoryIsRefusedByName) {
  using namespace std::string_literals;
  const Folder folder;
  const std::string zstandard = "\x28\xb5\x2f\xfd"s;
  for (const std::string& head : {"\x52\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00 \x07\x00\x27\x00\x00\x00\x00\x65\x04"s,
                                  "\x14\xf2\x00\x42ipr\xf2l)/P\x03\x00\x00'"s}) {
    for (const char* const name : {"map.7z", "map.zst"}) {
      const std::string sentence = refusal(folder.write(name, zstandard + head));
      EXPECT_NE(sentence.find(name + ": is a Zstandard archive that asks for more memory than there is to unpack it, or is damaged"s),
                std::string::npos)
          << sentence;
    }
  }
}

TEST(ImportArchives, PartsBesideOtherFilesAreTold) {
  const Folder folder;
  for (const char* const name : {"StudyEncMetadata.xml", "Study.zip.001", "Study.zip.002", "More.7z.001"}) folder.write(name, "<EncMeta/>");
  const std::string sentence = refusal(folder.path());
  EXPECT_NE(sentence.find("Study.zip.001: is one part of an archive that was split"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("More.7z.001: is one part of an archive that was split"), std::string::npos) << sentence;
  EXPECT_EQ(sentence.find("Study.zip.002"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("a study that it exported encrypted"), std::string::npos) << sentence;
  for (const auto& entry : fs::directory_iterator(kStudy)) fs::copy(entry.path(), folder.path());
  EXPECT_TRUE(has_note(import_map(folder.path(), the_map()).report, NoteKind::kFound, "Study.zip.001: is one part"));
}

TEST(ImportArchives, SizesAreCheckedBeforeAnythingIsUnpacked) {
  const Folder folder;
  const fs::path bomb = packed(folder, "bomb.7z", {{"1-LV.mesh", std::string(30'000'000, ' ')}}, seven_zip);
  EXPECT_NE(refusal(bomb).find("to 30000000 bytes, as no export does"), std::string::npos) << refusal(bomb);
  ReadLimits limits;
  limits.archive_bytes = 1000;
  try {
    static_cast<void>(import_map(packed(folder, "w.zip", study_files(), zip), the_map(), limits));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("at most 1000 are read"), std::string::npos) << error.what();
  }
}

TEST(ImportArchives, ElectrogramsCanBeLeftUnread) {
  ImportOptions options = the_map();
  options.without_electrograms = true;
  const ImportedMap map = import_map(kStudy, options);
  EXPECT_FALSE(map.map.points.electrograms);
  EXPECT_EQ(map.map.points.positions.size(), 3);
  EXPECT_TRUE(has_note(map.report, NoteKind::kDropped, "electrograms, as --without electrograms says"));
  options.strict = true;
  EXPECT_EQ(refusal(kStudy, options), "") << "what the user leaves is no loss";
}

TEST(ImportArchives, ProgressIsTold) {
  const Folder folder;
  Files files = study_files();
  meshes::Random random(3);
  std::string blanks(1 << 16, ' ');
  for (char& blank : blanks) blank = random.below(2) == 0 ? ' ' : '\n';
  for (auto& [name, text] : files) {
    for (int n = 0; n < 160 && name.ends_with("Study.xml"); ++n) text += blanks;
  }
  std::vector<double> told;
  const Task task{.stop = {}, .progress = [&](double fraction) { told.push_back(fraction); }};
  static_cast<void>(import_map(packed(folder, "w.zip", files, zip), the_map(), {}, task));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_LE(told.back(), 1.0);
  EXPECT_GT(told.back(), 0.5);
}

}  // namespace
}  // namespace viamyo
