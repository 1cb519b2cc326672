#include "reader_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "../file_handle.h"

namespace viamyo {

namespace {

bool send_all(int socket, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t put = retried([&] { return ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL); });
    if (put <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

bool wait_readable(int socket, Clock::time_point deadline) {
  int left_ms = -1;
  if (deadline != Clock::time_point::max()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    left_ms = static_cast<int>(std::min<long long>(left, 1'000'000'000));
  }
  pollfd waiting{socket, POLLIN, 0};
  return retried([&] { return ::poll(&waiting, 1, left_ms); }) > 0;
}

bool receive_all(int socket, std::span<std::byte> bytes, Clock::time_point deadline) {
  while (!bytes.empty()) {
    if (deadline != Clock::time_point::max() && !wait_readable(socket, deadline)) return false;
    const ssize_t got = retried([&] { return ::recv(socket, bytes.data(), bytes.size(), 0); });
    if (got <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

union ControlBuffer {
  std::array<char, CMSG_SPACE(sizeof(int))> bytes;
  cmsghdr align;
};

}  // namespace

bool send_message(int socket, MessageKind kind, std::span<const std::byte> bytes) {
  std::array<std::byte, 1 + sizeof(std::uint64_t)> head{static_cast<std::byte>(kind)};
  const std::uint64_t size = bytes.size();
  std::memcpy(head.data() + 1, &size, sizeof(size));
  return send_all(socket, head) && send_all(socket, bytes);
}

std::optional<Message> receive_message(int socket, std::uint64_t most_bytes, Clock::time_point deadline) {
  std::array<std::byte, 1 + sizeof(std::uint64_t)> head{};
  if (!receive_all(socket, head, deadline)) return std::nullopt;
  std::uint64_t size = 0;
  std::memcpy(&size, head.data() + 1, sizeof(size));
  if (size > most_bytes || static_cast<MessageKind>(head[0]) > MessageKind::kEnded) return std::nullopt;
  Message message{static_cast<MessageKind>(head[0]), {}};
  // Memory is taken as the bytes arrive: a length alone makes none.
  constexpr std::uint64_t kStep = std::uint64_t{1} << 24U;
  for (std::uint64_t held = 0; held < size;) {
    const std::uint64_t step = std::min(kStep, size - held);
    message.bytes.resize(held + step);
    if (!receive_all(socket, std::span(message.bytes).subspan(held), deadline)) return std::nullopt;
    held += step;
  }
  return message;
}

bool send_descriptor(int socket, int descriptor) {
  char byte = descriptor >= 0 ? 'f' : 'n';
  iovec data{&byte, 1};
  ControlBuffer control{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  if (descriptor >= 0) {
    message.msg_control = control.bytes.data();
    message.msg_controllen = control.bytes.size();
    cmsghdr* const head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(head), &descriptor, sizeof(int));
  }
  return retried([&] { return ::sendmsg(socket, &message, MSG_NOSIGNAL); }) == 1;
}

int receive_descriptor(int socket) {
  char byte = 0;
  iovec data{&byte, 1};
  ControlBuffer control{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  if (retried([&] { return ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC); }) != 1) return -1;
  const cmsghdr* const head = CMSG_FIRSTHDR(&message);
  if (head == nullptr || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof(int))) return -1;
  int descriptor = -1;
  std::memcpy(&descriptor, CMSG_DATA(head), sizeof(int));
  return descriptor;
}

}  // namespace viamyo
