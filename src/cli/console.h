// The two streams of a program: data on stdout, all else as single lines on stderr.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace viamyo::cli {

//! Thrown when nobody reads stdout any more (`viamyo presets | head`): the program ends quietly.
class BrokenPipe : public std::exception {};

//! All of the text, or OutputError (BrokenPipe for a broken pipe).
void write_stdout(std::string_view text);

//! "viamyo: TEXT", one line whatever the text holds.
void write_error_line(std::string_view text);

bool stderr_is_terminal();

}  // namespace viamyo::cli
