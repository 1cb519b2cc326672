// What the program knows of one map's review: team and log as they were read, and where the reader stands in them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "review_stamp.h"
#include "viamyo/explain.h"
#include "viamyo/review_log.h"
#include "viamyo/settings.h"
#include "viamyo/superseded_items.h"
#include "viamyo/tissue_class.h"

namespace viamyo::viewer {

struct Reviewing {
  std::string log_file;
  std::shared_ptr<const Team> team;      //!< null = none
  std::shared_ptr<const ReviewLog> log;  //!< null = not read yet, or it cannot be read
  std::string missing;                   //!< lines that this computer has seen before; empty = none
  std::string trouble;                   //!< why team or log cannot be used; nothing is confirmed then
  std::string warning;                   //!< what a lock or the memory of heads cannot promise here
  std::vector<SupersededItem> former;
  ReviewStamp team_stamp, log_stamp;         //!< of the files when they were last asked for
  std::shared_ptr<const Analysis> asked_of;  //!< the analysis whose state was asked for
  std::uint64_t asked = 0;                   //!< of the question whose answer is waited for: answers to earlier ones are of yesterday
  bool answered = false;                     //!< whether any answer came

  std::string item;                          //!< that the reader stands at; empty = none
  std::vector<std::string> chosen;           //!< what a decision is about: `item`, or several
  std::vector<std::string> seen;             //!< items that stood in the middle of the screen, under these settings
  std::optional<Explanation> why;            //!< of `item`
  Vec3 anchor;                               //!< the place of `item` that is farthest from its border
  std::map<TissueClass, std::string> basis;  //!< what other imaging says of items of a class, once it was asked; empty = it was not given
  std::string typed_by;                      //!< the public key whose owner has typed the subject's pseudonym
  std::optional<Settings> own_settings;      //!< what was wanted before a proposal was taken
};

}  // namespace viamyo::viewer
