#include "secret_input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

constexpr std::size_t kLongestLine = 1000;

//! Letters of one line, wiped when they go.
struct TypedLine {
  std::array<char, kLongestLine> letters{};
  std::size_t count = 0;
  bool ended = false;  //!< by a newline or the end of the input
  TypedLine() = default;
  ~TypedLine() { ::explicit_bzero(letters.data(), letters.size()); }
  TypedLine(const TypedLine&) = delete;
  TypedLine& operator=(const TypedLine&) = delete;
  [[nodiscard]] std::string_view text() const { return {letters.data(), count}; }
};

volatile std::sig_atomic_t caught_signal = 0;

//! While a terminal is silent a signal only ends the reading: it is obeyed once what is typed can be seen again. It is taken while the reading waits and
//! at no other moment, so that none falls between looking for one and waiting.
class SignalsHeld {
 public:
  SignalsHeld() {
    caught_signal = 0;
    struct sigaction hold {};
    hold.sa_handler = [](int signal) { caught_signal = signal; };
    sigset_t held;
    ::sigemptyset(&held);
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
      ::sigaction(kSignals.at(i), &hold, &old_.at(i));
      ::sigaddset(&held, kSignals.at(i));
    }
    ::pthread_sigmask(SIG_BLOCK, &held, &outside_);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals.at(i), &old_.at(i), nullptr);
    ::pthread_sigmask(SIG_SETMASK, &outside_, nullptr);
    if (caught_signal != 0) static_cast<void>(std::raise(caught_signal));
  }

  //! Waits until there is something to read; false once a signal has come.
  [[nodiscard]] bool wait_for(int descriptor) const {
    pollfd input{descriptor, POLLIN, 0};
    while (caught_signal == 0) {
      if (::ppoll(&input, 1, nullptr, &outside_) >= 0 || errno != EINTR) return true;
    }
    return false;
  }

 private:
  static constexpr std::array<int, 4> kSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  std::array<struct sigaction, 4> old_{};
  sigset_t outside_{};  //!< what was blocked before
};

//! Byte by byte, so that nothing behind the line is taken away from whoever reads on.
void read_line(int descriptor, TypedLine& line, const SignalsHeld* signals = nullptr) {
  while (line.count < kLongestLine) {
    if (signals != nullptr && !signals->wait_for(descriptor)) return;
    char letter = 0;
    const ssize_t got = ::read(descriptor, &letter, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return;
    if (got == 0 || letter == '\n') {
      line.ended = true;
      return;
    }
    line.letters.at(line.count++) = letter;
  }
}

class Terminal {
 public:
  Terminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {}
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    show_typing();
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  void write(std::string_view text) const { static_cast<void>(::write(descriptor_, text.data(), text.size()) >= 0); }
  void read(TypedLine& line, const SignalsHeld* signals = nullptr) const { read_line(descriptor_, line, signals); }

  void hide_typing() {
    if (::tcgetattr(descriptor_, &old_) != 0) throw UsageError("the terminal cannot hide what is typed; use --passphrase-fd");
    termios silent = old_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (::tcsetattr(descriptor_, TCSAFLUSH, &silent) != 0) throw UsageError("the terminal cannot hide what is typed; use --passphrase-fd");
    hidden_ = true;
  }

  void show_typing() {
    if (hidden_) ::tcsetattr(descriptor_, TCSAFLUSH, &old_);
    hidden_ = false;
  }

 private:
  int descriptor_;
  termios old_{};
  bool hidden_ = false;
};

Passphrase typed(const std::string& question) {
  Terminal terminal;
  if (!terminal.is_open()) throw UsageError("the passphrase is asked at a terminal, and there is none; use --passphrase-fd N");
  TypedLine line;
  {
    const SignalsHeld held;
    terminal.hide_typing();  // what was typed before is dropped; what answers the question is not
    terminal.write(question);
    terminal.read(line, &held);
    terminal.show_typing();
  }
  terminal.write("\n");
  return Passphrase(line.text());
}

Passphrase from_descriptor(int descriptor) {
  TypedLine line;
  read_line(descriptor, line);
  if (!line.ended) throw UsageError(fmt::format("--passphrase-fd {}: no line of at most {} letters can be read", descriptor, kLongestLine));
  return Passphrase(line.text());
}

}  // namespace

void add_key_options(Command& command, PassphraseOptions& options) {
  add_options(command, {{.name = "--keys",
                         .target = &options.keys,
                         .help = "the folder that private keys lie in, on a stick say, instead of this account's",
                         .shape = "DIR"},
                        {.name = "--passphrase-fd",
                         .target = &options.descriptor,
                         .help = "read the passphrase from this file descriptor, one line, instead of the terminal",
                         .shape = "N",
                         .whole_range = {{0, 1'000'000}}}});
}

void apply_key_options(const PassphraseOptions& options) { use_key_folder(options.keys); }

Passphrase ask_passphrase(const PassphraseOptions& options, const std::string& whose) {
  return options.descriptor ? from_descriptor(*options.descriptor) : typed(fmt::format("Passphrase of {}: ", whose));
}

Passphrase ask_new_passphrase(const PassphraseOptions& options, const std::string& whose) {
  if (options.descriptor) return from_descriptor(*options.descriptor);
  Passphrase first = typed(fmt::format("New passphrase of {}: ", whose));
  const Passphrase second = typed("Once more: ");
  if (first.text() != second.text()) throw UsageError("the two passphrases differ");
  return first;
}

std::optional<std::string> ask_line(const std::string& question) {
  const Terminal terminal;
  if (!terminal.is_open()) return std::nullopt;
  terminal.write(question);
  TypedLine line;
  terminal.read(line);
  return std::string(line.text());
}

}  // namespace viamyo::cli
