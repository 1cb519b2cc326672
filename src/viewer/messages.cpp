// What the user is told: shown now, and kept to be found again.
#include <ctime>

#include <array>

#include "app_state.h"

namespace viamyo::viewer {
namespace {

constexpr std::size_t kMaxKept = 200;

std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  std::array<char, 16> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%H:%M:%S", &local)};
}

}  // namespace

void say(AppState& state, const std::string& text, bool is_error) {
  state.message = Message{text, is_error, std::chrono::steady_clock::now(), time_of_day(), state.unlocked.has_value()};
  state.said.push_back(*state.message);
  if (state.said.size() > kMaxKept) state.said.pop_front();
}

void forget_what_was_said_to_member(AppState& state) {
  std::erase_if(state.said, [](const Message& message) { return message.to_member; });
  if (state.message && state.message->to_member) state.message.reset();
}

}  // namespace viamyo::viewer
