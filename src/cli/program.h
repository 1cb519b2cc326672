// What the sub-commands share with main: where they register, and what they leave to be run.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/vtk_parts.h"
#include "command_line.h"
#include "viamyo/decision_sheet.h"
#include "viamyo/surface_export.h"

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

//! Writes and reads a surface in one of VTK's formats. The program without VTK replaces itself by the one with it, and never returns from `before_work`.
struct VtkExporter {
  std::function<void(const std::vector<std::string>& arguments)> before_work;
  std::function<std::string(const SurfaceExport& surface, std::string_view ending)> text;  //!< the bytes of a .vtp or .vtk
  std::function<VtkParts(std::string_view bytes)> parts;                                   //!< what stands in such
};

using PictureTexts = std::vector<std::pair<std::string, std::string>>;

struct PictureComparison {
  std::string difference;         //!< one sentence; empty = none
  std::string not_drawn_because;  //!< then the texts alone were compared; empty = it was drawn
};

//! Draws the pictures of a decision sheet. The program without OpenGL replaces itself by the one with it, and never returns from `before_work` but by
//! a RenderError where that one is nowhere.
struct SheetPainter {
  std::function<void(const std::vector<std::string>& arguments)> before_work;
  std::function<std::vector<SheetPicture>(const std::shared_ptr<const Map>&, const std::shared_ptr<const Analysis>&, const ReviewState&)>
      draw;
  //! A kept picture beside the one that its own options draw.
  std::function<PictureComparison(const PictureTexts& texts, const std::string& png, const std::shared_ptr<const Map>&,
                                  const std::shared_ptr<const Analysis>&, const ReviewState&)>
      compare;
};

//! What one of the programs has that the others do not.
struct Parts {
  VtkExporter vtk;
  //! Commands that draw. The program without OpenGL names them in its help, and replaces itself by the one that has them.
  std::vector<Command (*)()> drawing_commands;
  std::function<void(const std::vector<std::string>& arguments)> before_drawing;  //!< never returns; empty where the commands are here
  SheetPainter sheet;
};

struct Program {
  std::vector<std::string> arguments;  //!< as given, without the program's name
  VtkExporter vtk;
  SheetPainter sheet;
};

Command analyze_command(const Program& program);
Command explain_command();
Command info_command();
Command validate_command();
Command export_command(const Program& program);
Command import_command();
Command phantom_command();
Command presets_command();
Command render_command();  //!< in viamyo-view alone, as is
Command view_command();
Command team_command();
Command review_command(const Program& program);

//! Reads the arguments, runs the command, and turns whatever goes wrong into one line and an exit code.
int run_program(int argc, char** argv, const Parts& parts);

}  // namespace viamyo::cli
