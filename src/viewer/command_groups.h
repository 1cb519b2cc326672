// The commands by group; commands() shows them all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"

namespace viamyo::viewer {

std::vector<Command> file_commands();
std::vector<Command> settings_commands();
std::vector<Command> view_commands();
std::vector<Command> camera_commands();
std::vector<Command> selection_commands();
std::vector<Command> tool_commands();
std::vector<Command> review_commands();
std::vector<Command> deciding_commands();
std::vector<Command> standing_commands();
std::vector<Command> program_commands();

using Arguments = std::vector<std::string>;

//! The tab in front. Throws UsageError on the start page.
Document& document_of(App& app);

//! App::wait, with the same tab in front afterwards: what was asked for is about the map that was in front then, not one that was opened meanwhile.
void wait_in_front(App& app);

//! Ends a map or the program, `close [TAB]` or `quit`; what would be lost is said first.
void ask_to_leave(App& app, const Arguments& arguments);

//! Throw UsageError naming what was expected.
double number(const std::string& text, std::string_view what);
int whole_number(const std::string& text, std::string_view what);
//! The rest of a line as one text: a reason needs no quotes.
std::string text_of(const Arguments& arguments, std::size_t from);
bool on_or_off(const std::string& text);
Vec3 place(const std::string& text);
//! "Needs ARGUMENTS" when there are fewer than `least` or more than `most`.
void need(const Arguments& arguments, std::size_t least, std::size_t most, std::string_view shape);
//! Where a picture is to be written: anything but .png may be something else that somebody needs.
void refuse_no_picture(const std::string& file);
//! Throws UsageError where an open map, its log, the team's file, or anything else that is kept stands at the place of an output.
void refuse_output(const AppState& state, const std::filesystem::path& out);
//! An index from 0 of a number from 1 to `count`.
std::size_t index_of(const std::string& text, std::size_t count, std::string_view what);

}  // namespace viamyo::viewer
