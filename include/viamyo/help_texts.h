// "What am I looking at": a short text for each overlay and each class, as data in assets/texts.
#pragma once

#include <string>
#include <vector>

#include "viamyo/overlay.h"
#include "viamyo/tissue_class.h"

namespace viamyo {

struct HelpText {
  std::string title;                    //!< "Unipolar voltage"
  std::vector<std::string> paragraphs;  //!< sentences; no marks in them
};

const HelpText& help_text(OverlayKind kind);
const HelpText& help_text(TissueClass tissue);

}  // namespace viamyo
