#include "confine.h"

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "limits_in_force.h"

namespace viamyo {

namespace {

constexpr int kCannotConfine = 70;

[[noreturn]] void give_up() { ::_exit(kCannotConfine); }

// A limit that is in force already cannot be raised, and need not be. Between `wanted` and `most` the process may raise its own.
void limit(__rlimit_resource resource, std::uint64_t wanted, std::uint64_t most) {
  const std::uint64_t bound = std::min<std::uint64_t>(most, limit_in_force(resource));
  const rlimit both{std::min<std::uint64_t>(wanted, bound), bound};
  if (::setrlimit(resource, &both) != 0) give_up();
}
void limit(__rlimit_resource resource, std::uint64_t wanted) { limit(resource, wanted, wanted); }

#if !defined(VIAMYO_SANITIZED)
// Reading and answering on descriptors that are open, memory that cannot be run, time, and the end.
constexpr std::array kAllowed{SCMP_SYS(read),         SCMP_SYS(pread64),         SCMP_SYS(readv),         SCMP_SYS(recvmsg),
                              SCMP_SYS(recvfrom),     SCMP_SYS(write),           SCMP_SYS(sendto),        SCMP_SYS(sendmsg),
                              SCMP_SYS(fstat),        SCMP_SYS(lseek),           SCMP_SYS(close),         SCMP_SYS(poll),
                              SCMP_SYS(ppoll),        SCMP_SYS(munmap),          SCMP_SYS(mremap),        SCMP_SYS(brk),
                              SCMP_SYS(madvise),      SCMP_SYS(futex),           SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
                              SCMP_SYS(time),         SCMP_SYS(getrandom),       SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigaction), SCMP_SYS(getpid),          SCMP_SYS(gettid),        SCMP_SYS(tgkill),
                              SCMP_SYS(sched_yield),  SCMP_SYS(restart_syscall), SCMP_SYS(exit),          SCMP_SYS(exit_group)};
constexpr std::uint64_t kExecutable = 0x4;  // PROT_EXEC

void allow_little() {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter == nullptr) give_up();
  bool good = true;
  for (const int call : kAllowed) good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, kExecutable, 0)) == 0;
  // Its own limits of memory and time, up to the most that is set.
  for (const int resource : {RLIMIT_AS, RLIMIT_CPU})
    good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0),
                                    SCMP_A1(SCMP_CMP_EQ, static_cast<scmp_datum_t>(resource))) == 0;
  // fstat of newer libraries: the status of an open descriptor, never of a path.
  good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1, SCMP_A3(SCMP_CMP_MASKED_EQ, 0x1000, 0x1000)) == 0;
  // HDF5 makes sure that no file has the name it gives to what is in memory: for this process no path leads anywhere.
  for (const int call : {SCMP_SYS(open), SCMP_SYS(openat)}) good = good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOENT), call, 0) == 0;
  good = good && seccomp_load(filter) == 0;
  seccomp_release(filter);
  if (!good) give_up();
}
#endif

}  // namespace

void confine(const Allowance& allowance) {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGXCPU}) ::signal(signal, SIG_DFL);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) give_up();
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 16);
  begin_allowance(allowance);
  limit(RLIMIT_CPU, static_cast<std::uint64_t>(allowance.time.count()), static_cast<std::uint64_t>(allowance.most_time.count()));
#if !defined(VIAMYO_SANITIZED)
  limit(RLIMIT_FSIZE, 0);  // the sanitizer writes its findings to stderr, which may be a file
  limit(RLIMIT_AS, allowance.memory, allowance.most_memory);
  allow_little();
#endif
}

}  // namespace viamyo
