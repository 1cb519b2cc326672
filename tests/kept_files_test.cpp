#include "viamyo/kept_files.h"

#include <gtest/gtest.h>

#include "review_team.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

class KeptFiles : public ReviewedMapTest {
 protected:
  std::string refusal(const fs::path& out, const std::vector<std::string>& inputs = {}) {
    const std::string before = fs::is_regular_file(out) ? text_of_file(out) : "";
    std::string said = message_of([&] { refuse_kept_file(out, inputs); });
    if (fs::is_regular_file(out)) {
      EXPECT_EQ(text_of_file(out), before) << "asking changes nothing";
    }
    return said == "nothing was thrown" ? "" : said;
  }
};

TEST_F(KeptFiles, WhatWasSignedIsNeverReplacedWhateverItIsCalled) {
  write_team(shared_team, file("team.toml"), owner);
  write_request(able, file("able.request"));
  const fs::path key = fs::directory_iterator(key_folder())->path();
  for (const auto& [kept, what] : {std::pair<fs::path, std::string>{shared_log.file, "a review log"},
                                   {file("team.toml"), "a team's file"},
                                   {file("able.request"), "a request"},
                                   {key, "a private key"}}) {
    EXPECT_NE(refusal(kept).find(what), std::string::npos) << kept << refusal(kept);
    EXPECT_NE(refusal(kept).find(kept.string()), std::string::npos) << "the file is named";
    for (const char* const name : {"other.csv", "other.png", "other"}) {
      fs::remove(file(name));
      fs::copy_file(kept, file(name));
      EXPECT_NE(refusal(file(name)).find(what), std::string::npos) << kept << " as " << name;
      fs::remove(file(name));
      fs::create_symlink(kept, file(name));
      EXPECT_NE(refusal(file(name)).find(what), std::string::npos) << "a link to " << kept;
    }
  }
}

TEST_F(KeptFiles, AMapWithALogBesideItIsKeptAndWithoutOneItIsNot) {
  put_file(file("map.h5"), "a map");
  EXPECT_NE(refusal(file("map.h5")).find("is a map with a review log"), std::string::npos);
  put_file(file("free.h5"), "a map");
  EXPECT_EQ(refusal(file("free.h5")), "");
}

TEST_F(KeptFiles, ThePlaceOfALogThatIsGoneIsTakenByNothing) {
  put_file(file("gone.h5.review.jsonl"), "");
  EXPECT_NE(refusal(file("gone.h5.review.jsonl")).find("a review log"), std::string::npos) << "by its name alone";
}

TEST_F(KeptFiles, AnInputIsKnownUnderEveryNameAndLink) {
  put_file(file("in.txt"), "an input");
  fs::create_symlink(file("in.txt"), file("link.txt"));
  fs::create_hard_link(file("in.txt"), file("twin.txt"));
  fs::create_directory(file("folder"));
  for (const fs::path& out : {file("in.txt"), file("link.txt"), file("twin.txt"), file("folder") / ".." / "in.txt", file(".") / "in.txt"})
    EXPECT_NE(refusal(out, {"", file("in.txt").string()}).find("is an input"), std::string::npos) << out;
  const fs::path unborn = file("not-there.txt");
  EXPECT_NE(refusal(file("folder") / ".." / "not-there.txt", {unborn.string()}).find("is an input"), std::string::npos);
}

TEST_F(KeptFiles, EverythingElseMayBeWritten) {
  put_file(file("report.json"), "{\"schema\":\"viamyo.analysis/1\"}");
  for (const fs::path& out : {file("new.json"), file("report.json")}) EXPECT_EQ(refusal(out, {file("in.txt").string(), ""}), "") << out;
}

}  // namespace
}  // namespace viamyo
