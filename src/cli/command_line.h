// A command and its options as data. command_line.cpp alone hands them to the library that parses.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace viamyo::cli {

//! Where an option's value goes; a bool is a flag. It must outlive the parsing.
using OptionTarget =
    std::variant<bool*, int*, std::optional<int>*, double*, std::optional<double>*, std::string*, std::vector<std::string>*>;

struct Option {
  std::string name{};  //!< "--out"; without dashes it is a word of its place, not an option
  OptionTarget target{};
  std::string help{};
  std::string shape{};  //!< what stands for the value in the help, such as FILE
  bool required = false;
  bool repeatable = false;  //!< may be given again, each time with one value: what follows the value is not its
  bool shows_default = false;
  std::optional<std::pair<int, int>> whole_range{};  //!< of a whole number, both ends allowed
  std::optional<std::pair<double, double>> range{};  //!< of a number, both ends allowed
  std::vector<std::string> choices{};                //!< nothing else is taken
  std::string group{};                               //!< heading in the help; empty: "Options"
};

struct Command {
  std::string name{};
  std::string help{};
  std::function<int()> run{};  //!< gives the exit code
  std::vector<Option> options{};
  std::string footer{};                    //!< closes the help; those below have it too, unless they have their own
  std::function<std::string()> details{};  //!< stands before the footer; asked for by --help alone
  std::vector<Command> commands{};         //!< where there are any, one of them must be named
};

void add_options(Command& command, std::vector<Option> options);

//! What the arguments (without the program's name) ask to be run; empty where they asked for help or the version, which is on stdout then.
//! Throws UsageError: one sentence that names the command's help.
std::function<int()> parse_command_line(const Command& program, const std::string& version, const std::vector<std::string>& arguments);

}  // namespace viamyo::cli
