// A reader that does what the name of the first file says, for the tests of what asks it: "signal 11" ends so, "nonsense", "endless", "foreign file",
// "too much", "still writing", "no size", "gone".
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "../src/io/reader/reader_socket.h"
#include "../src/io/reader/shared_reply.h"

namespace {

constexpr int kSocket = 3;

void end_with(int status) { viamyo::send_message(kSocket, viamyo::MessageKind::kEnded, std::as_bytes(std::span(&status, 1))); }

std::uint64_t put_in(int room, std::string_view text) {
  const std::span<std::byte> bytes = viamyo::bytes_of_reply(room, text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  ::munmap(bytes.data(), bytes.size());
  return text.size();
}

void answer(std::uint64_t size) {
  viamyo::send_message(kSocket, viamyo::MessageKind::kResult, std::as_bytes(std::span(&size, 1)));
  end_with(0);
}

}  // namespace

int main() {
  const auto message = viamyo::receive_message(kSocket, std::uint64_t{1} << 20U, viamyo::Clock::time_point::max());
  const int room = viamyo::receive_descriptor(kSocket);
  if (!message || room < 0) return 1;
  const std::string what = viamyo::request_from(message->bytes).files.at(0).name;
  if (what.starts_with("signal ")) end_with(std::atoi(what.c_str() + 7));
  if (what == "nonsense") answer(put_in(room, "nonsense"));
  if (what == "too much") answer(std::numeric_limits<std::uint64_t>::max());
  if (what == "still writing") {
    const std::uint64_t size = put_in(room, "nonsense");
    const std::span<std::byte> kept = viamyo::bytes_of_reply(room, size);
    answer(size);
    char byte = 0;
    static_cast<void>(::read(kSocket, &byte, 1));  // until nobody listens any more
    kept.front() = std::byte{0};
  }
  if (what == "no size") {
    viamyo::send_message(kSocket, viamyo::MessageKind::kResult, std::as_bytes(std::span("nonsense", 3)));
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
