// Sentences of the outputs as the window shows them.
#pragma once

#include <string>

namespace viamyo::viewer {

//! Areas in cm², as everywhere in the window ("12345 mm2" is "123.5 cm²"), and signs as a book sets them in place of those that every terminal has.
std::string typeset(std::string text);

}  // namespace viamyo::viewer
