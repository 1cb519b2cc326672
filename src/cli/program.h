// What the sub-commands share with main: where they register, and what they leave to be run.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "viamyo/decision_sheet.h"
#include "viamyo/surface_export.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace viamyo::cli {

//! Exit codes, as the user guide states them.
inline constexpr int kDone = 0;
inline constexpr int kInternalError = 1;
inline constexpr int kUsage = 2;
inline constexpr int kBadInput = 3;
inline constexpr int kSomeFailed = 4;
inline constexpr int kNotWritten = 5;
inline constexpr int kLogBroken = 6;
inline constexpr int kNothingToDrawWith = 7;

struct Program;

//! Writes a surface in one of VTK's formats. The program without VTK replaces itself by the one with it, and never returns from `before_work`.
struct VtkExporter {
  std::function<void(const std::vector<std::string>& arguments)> before_work;
  std::function<void(const SurfaceExport& surface, const std::string& path)> write;
};

//! Draws the pictures of a decision sheet. The program without OpenGL replaces itself by the one with it, and never returns from `before_work` but by
//! a RenderError where that one is nowhere.
struct SheetPainter {
  std::function<void(const std::vector<std::string>& arguments)> before_work;
  std::function<std::vector<SheetPicture>(const std::shared_ptr<const Map>&, const std::shared_ptr<const Analysis>&, const ReviewState&)>
      draw;
};

//! What one of the programs has that the others do not.
struct Parts {
  VtkExporter vtk;
  //! Commands that draw. The program without OpenGL names them in its help, and replaces itself by the one that has them.
  std::vector<void (*)(Program&)> drawing_commands;
  std::function<void(const std::vector<std::string>& arguments)> before_drawing;  //!< never returns; empty where the commands are here
  SheetPainter sheet;
};

struct Program {
  CLI::App& app;
  std::vector<std::string> arguments;  //!< as given, without the program's name
  VtkExporter vtk;
  SheetPainter sheet;
  std::function<int()> action;  //!< set by the sub-command that was chosen; gives the exit code
};

void add_analyze(Program& program);
void add_explain(Program& program);
void add_info(Program& program);
void add_validate(Program& program);
void add_export(Program& program);
void add_import(Program& program);
void add_phantom(Program& program);
void add_presets(Program& program);
void add_render(Program& program);  //!< in viamyo-view alone, as is
void add_view(Program& program);
void add_team(Program& program);
void add_review(Program& program);

//! Reads the arguments, runs the command, and turns whatever goes wrong into one line and an exit code.
int run_program(int argc, char** argv, const Parts& parts);

}  // namespace viamyo::cli
