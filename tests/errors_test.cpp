#include "viamyo/errors.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace viamyo {
namespace {

//! Which of the family a handler of the program meets first: an exit code hangs on it.
template <class Thrown>
std::string caught(const Thrown& error) {
  try {
    throw error;
  } catch (const UsageError&) {
    return "usage";
  } catch (const InputError&) {
    return "input";
  } catch (const OutputError&) {
    return "output";
  } catch (const RenderError&) {
    return "render";
  } catch (const Stopped&) {
    return "stopped";
  } catch (const Error&) {
    return "other";
  }
}

TEST(Errors, EachIsOfTheFamilyAndNoOneIsTakenForAnother) {
  EXPECT_EQ(caught(UsageError("x")), "usage");
  EXPECT_EQ(caught(InputError("x")), "input");
  EXPECT_EQ(caught(OutputError("x")), "output");
  EXPECT_EQ(caught(RenderError("x")), "render");
  EXPECT_EQ(caught(Stopped()), "stopped");
  EXPECT_EQ(caught(Error("x")), "other");
  static_assert(std::is_base_of_v<std::runtime_error, Error>);
}

TEST(Errors, TheSentenceArrivesWhole) {
  const std::string sentence = "map.h5: /Study: the unit «mV» is missing";
  try {
    throw InputError(sentence);
  } catch (const std::exception& error) {  // also where nobody knows the family
    EXPECT_EQ(error.what(), sentence);
  }
  EXPECT_STREQ(Stopped().what(), "stopped");
}

}  // namespace
}  // namespace viamyo
