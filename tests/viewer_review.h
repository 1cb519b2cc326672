// A map of two members who review it in the desktop program, without its window.
#pragma once

#include <cstdlib>
#include <fstream>

#include "viamyo/deciding.h"
#include "viewer_session.h"

namespace viamyo::viewer {

inline const char* const kAble = "A. Able";
inline const char* const kBest = "B. Best";
inline const char* const kSubject = "DEMO-03";

//! Folder, keys and team of A and B; the map is a copy of a sample, its log lies beside it.
class ReviewedSample {
 public:
  explicit ReviewedSample(bool blind = false) {
    ::setenv("XDG_DATA_HOME", (folder / "data").c_str(), 1);
    std::filesystem::copy_file(sample("anterior-lad-infarct"), map);
    std::filesystem::permissions(map, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
    const Passphrase passphrase("correct horse");
    const SigningKey owner = make_key(KeyKind::kOwner, "Heart team", "", passphrase, kMinSealCost);
    Team made;
    made.name = "Heart team";
    made.counting_roles = default_counting_roles();
    made.owner_key = owner.facts().public_key;
    made.blind_reading = blind;
    for (const char* const name : {kAble, kBest}) {
      const SigningKey key = make_key(KeyKind::kMember, name, "imaging cardiologist", passphrase, kMinSealCost);
      made = with_member(made, {key.facts().name, key.facts().role, key.facts().public_key}, false);
    }
    write_team(made, team, owner);
  }

  //! With the team, and with passphrases that are typed right.
  void open_in(App& app) const {
    app.services().passphrase = [](const std::string&) { return Passphrase("correct horse"); };
    app.use_team(team);
    viewer::open(app, map);
  }

  Folder folder;
  std::string map = folder / "map.h5";
  std::string log = folder / "map.h5.review.jsonl";
  std::string team = folder / "team.toml";
};

//! The member takes over, and types whose map it is.
inline void take_over(App& app, const std::string& name) {
  run(app, "unlock \"" + name + "\"");
  run(app, std::string("subject ") + kSubject);
}

inline void confirm_all(App& app, const std::string& name) {
  take_over(app, name);
  run(app, "item all " + std::to_string(front(app).review.items));
  run(app, "confirm");
}

inline void settle(App& app) {
  take_over(app, kAble);
  run(app, "propose");
  confirm_all(app, kAble);
  confirm_all(app, kBest);
}

inline std::string refusal(App& app, const std::string& line) {
  try {
    run(app, line);
  } catch (const Error& error) {
    return error.what();
  }
  return "it was done";
}

}  // namespace viamyo::viewer
