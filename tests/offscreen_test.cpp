#include "viamyo/offscreen.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace viamyo {
namespace {

//! Sets a variable of the environment, and back when it goes.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* const now = std::getenv(name)) before_ = now;
    had_one_ = std::getenv(name) != nullptr;
    ::setenv(name, value, 1);
  }
  ~Variable() {
    if (had_one_) {
      ::setenv(name_, before_.c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::string before_;
  bool had_one_ = false;
};

TEST(Offscreen, NeedsNoDisplay) {
  const Variable no_display("DISPLAY", "");
  OffscreenContext context;
  EXPECT_TRUE(context.description().starts_with("EGL surfaceless, ")) << context.description();
  EXPECT_GT(context.description().size(), std::string("EGL surfaceless, ").size()) << "what draws is named";
  EXPECT_NO_THROW(context.make_current());
}

TEST(Offscreen, CanBeHadAgainAfterItWent) {
  const Variable way("VIAMYO_OFFSCREEN", "egl");
  std::string first;
  for (int i = 0; i < 3; ++i) {
    const OffscreenContext context;
    if (first.empty()) first = context.description();
    EXPECT_EQ(context.description(), first);
  }
}

TEST(Offscreen, SaysWhatWasTriedAndWhatHelpsWhereThereIsNone) {
  const Variable way("VIAMYO_OFFSCREEN", "x11");
  const Variable no_display("DISPLAY", "");
  try {
    const OffscreenContext context;
    FAIL() << context.description();
  } catch (const RenderError& error) {
    const std::string text = error.what();
    for (const char* const part : {"OpenGL 3.2", "DISPLAY", "libegl1"}) EXPECT_NE(text.find(part), std::string::npos) << text;
    EXPECT_EQ(text.find("EGL has"), std::string::npos) << "which was not tried: " << text;
  }
}

}  // namespace
}  // namespace viamyo
