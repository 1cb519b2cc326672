// The exceptions of libviamyo. Each says when it is thrown; `main` turns it into one line on stderr and an exit code.
#pragma once

#include <stdexcept>
#include <string>

namespace viamyo {

//! Root of every error that the library throws on purpose. `what()` is one sentence that a user can act on.
class Error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

//! The caller asked for something contradictory or unknown (settings, options, names). Exit code 2.
class UsageError : public Error {
  using Error::Error;
};

//! An input cannot be read, is damaged, or holds a map that cannot be analysed. The text names file, object and cause. Exit code 3.
class InputError : public Error {
  using Error::Error;
};

//! An output cannot be written. Nothing half-written is left behind. Exit code 5.
class OutputError : public Error {
  using Error::Error;
};

//! There is no OpenGL 3.2 to draw with, or it failed. The text says what was tried and what helps. Exit code 7.
class RenderError : public Error {
  using Error::Error;
};

//! A long task was asked to stop (see task.h).
class Stopped : public Error {
 public:
  Stopped() : Error("stopped") {}
};

}  // namespace viamyo
