// A reader that does what the name of the first file says, for the tests of what asks it: "signal 11" ends so, "nonsense", "endless", "foreign file",
// "gone".
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

#include "../src/io/reader/reader_socket.h"

namespace {

constexpr int kSocket = 3;

void end_with(int status) { viamyo::send_message(kSocket, viamyo::MessageKind::kEnded, std::as_bytes(std::span(&status, 1))); }

}  // namespace

int main() {
  const auto message = viamyo::receive_message(kSocket, std::uint64_t{1} << 20U, viamyo::Clock::time_point::max());
  if (!message) return 1;
  const std::string what = viamyo::request_from(message->bytes).files.at(0).name;
  if (what.starts_with("signal ")) end_with(std::atoi(what.c_str() + 7));
  if (what == "nonsense") {
    viamyo::send_message(kSocket, viamyo::MessageKind::kResult, std::as_bytes(std::span("nonsense", 8)));
    end_with(0);
  }
  if (what == "foreign file") {
    const std::uint64_t index = 99;
    viamyo::send_message(kSocket, viamyo::MessageKind::kOpen, std::as_bytes(std::span(&index, 1)));
  }
  if (what == "endless") {  // announces more than anybody has
    const std::string head("\x02\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 9);
    static_cast<void>(::write(kSocket, head.data(), head.size()));
  }
  return 0;
}
