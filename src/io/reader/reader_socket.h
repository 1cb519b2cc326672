// Whole messages over a stream socket, and descriptors beside them.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "reader_messages.h"

namespace viamyo {

using Clock = std::chrono::steady_clock;

struct Message {
  MessageKind kind = MessageKind::kEnded;
  std::vector<std::byte> bytes;
};

//! False when the other end is gone.
bool send_message(int socket, MessageKind kind, std::span<const std::byte> bytes);

//! Nothing when the other end is gone, when more than `most_bytes` are announced, or at the deadline (time_point::max(): wait for ever).
std::optional<Message> receive_message(int socket, std::uint64_t most_bytes, Clock::time_point deadline);

//! One byte, with a descriptor where there is one (-1: none).
bool send_descriptor(int socket, int descriptor);

//! The descriptor that comes; -1 when none does.
int receive_descriptor(int socket);

}  // namespace viamyo
