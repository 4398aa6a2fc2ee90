// Replaces pensum's calls to the system, in a program that otherwise is pensum, and makes them fail.
//
// PENSUM_FAULTS defines what happens:
//   threads                    no thread can be started
//   allocations:FIRST:STEP:TO  every STEP-th allocation fails, each in a process of its own that is forked
//                              off there; a summary of how these end goes to the file TO
//   trials:FROM:TO             when pensum is about to write for the first time, a process is forked off for
//                              each line of FROM, "FOLDER FAULT N": it continues in FOLDER, and the N-th call
//                              from there on suffers FAULT. A line about each end goes to TO.
//
// Faults: `none`, the number of an error, `short` (half of what is to be written), `before` and `after` (the
// process is killed), `memory` (the N-th allocation fails).
#include "base/allocator.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace {

enum class Mode { none, threads, allocations, trials };

// What a trial's process has done, for the one that waits for it.
struct Account {
  std::atomic<long> calls;
  std::atomic<long> allocations;
  char letters[4000];
};

struct Trial {
  char folder[2000];
  char fault[20];
  long number;
};

Mode mode = Mode::none;
const char* from = nullptr;
const char* to = nullptr;
long first = 1;
long step = 1;

bool on_trial = false;  // this is a trial's process
bool doomed = false;    // this process has been refused memory, and is to end
bool started = false;   // the trials have begun
Trial trial{};
Account* account = nullptr;
std::atomic<long> allocations = 0;
thread_local bool inside = false;  // the shim itself
thread_local bool refuse_next = false;

// How long a process may take that has nothing to wait for.
constexpr unsigned patience = 60;
constexpr int asked_again = 99;

void close_raw(int number) { ::syscall(SYS_close, number); }

ssize_t write_raw(int number, const void* bytes, std::size_t size) {
  return ::syscall(SYS_write, number, bytes, size);
}

// ------------------------------------------------------------------------------ allocations

struct End {
  int status = 0;
  char text[400]{};
  long count = 0;
  long first = 0;
};

End ends[32];
std::atomic_flag judging;

void judge(long number) {
  while (judging.test_and_set()) ::usleep(100);
  int ways[2];
  if (::pipe(ways) != 0) std::abort();
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ways[1], STDOUT_FILENO);
    ::dup2(ways[1], STDERR_FILENO);
    ::alarm(patience);
    doomed = true;
    return;
  }
  close_raw(ways[1]);
  End end{};
  std::size_t size = 0;
  ssize_t count = 0;
  while ((count = ::syscall(SYS_read, ways[0], end.text + size, sizeof end.text - 1 - size)) > 0)
    size += static_cast<std::size_t>(count);
  close_raw(ways[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  end.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  for (End& known : ends) {
    if (known.count > 0 && (known.status != end.status || std::strcmp(known.text, end.text) != 0)) continue;
    if (known.count == 0) {
      known = end;
      known.first = number;
    }
    ++known.count;
    break;
  }
  judging.clear();
}

// Whether the allocation that is asked for fails.
bool refused() {
  if (inside) return false;
  if (std::exchange(refuse_next, false)) return true;
  if (doomed) ::_exit(asked_again);
  if (on_trial) {
    const long number = ++account->allocations;
    doomed = number == trial.number && std::strcmp(trial.fault, "memory") == 0;
    return doomed;
  }
  if (mode != Mode::allocations) return false;
  const long number = ++allocations;
  if (number < first || (number - first) % step != 0) return false;
  inside = true;
  judge(number);
  inside = false;
  return doomed;
}

void say_ends() {
  inside = true;
  std::FILE* file = std::fopen(to, "w");
  for (const End& end : ends) {
    if (end.count == 0) continue;
    std::fprintf(file, "%ld %ld %d ", end.count, end.first, end.status);
    for (const char* c = end.text; *c != '\0'; ++c) std::fputc(*c == '\n' ? '|' : *c, file);
    std::fputc('\n', file);
  }
  std::fprintf(file, "of %ld\n", allocations.load());
  std::fclose(file);
  inside = false;
}

// ------------------------------------------------------------------------------ trials

// A trial's process comes out of this; the one that forks them does not.
void begin_trials() {
  started = true;
  inside = true;
  void* shared = ::mmap(nullptr, sizeof(Account), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  account = static_cast<Account*>(shared);
  // Read as a whole: of a file that is read bit by bit the trials would share the position.
  std::stringstream trials;
  trials << std::ifstream(from).rdbuf();
  std::FILE* said = std::fopen(to, "we");
  if (shared == MAP_FAILED || !trials || said == nullptr) std::abort();
  std::string line;
  while (std::getline(trials, line)) {
    std::sscanf(line.c_str(), "%1999s %19s %ld", trial.folder, trial.fault, &trial.number);
    std::memset(shared, 0, sizeof(Account));
    std::fflush(said);
    const pid_t child = ::fork();
    if (child == 0) {
      const std::string name = trial.folder;
      for (const auto& [number, ending] : {std::pair{1, ".out"}, std::pair{2, ".err"}}) {
        const int file = static_cast<int>(
            ::syscall(SYS_openat, AT_FDCWD, (name + ending).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
        ::dup2(file, number);
        close_raw(file);
      }
      if (::chdir(trial.folder) != 0) ::_exit(127);
      ::alarm(patience);
      on_trial = true;
      inside = false;
      return;
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    std::fprintf(said, "%d %ld %s\n", WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
                 account->allocations.load(), account->letters[0] == '\0' ? "-" : account->letters);
  }
  std::fclose(said);
  ::_exit(0);
}

void killed() { ::raise(SIGKILL); }

// Does what `call` does, unless the trial has it fail. `letter` is the call's for the account; a call that
// begins the writing has the trials begin.
template <class Call>
auto counted(char letter, bool begins, Call call) -> decltype(call(false)) {
  using Value = decltype(call(false));
  if (doomed && letter == 'u' && !on_trial) return 0;  // the file is another process's
  if (inside) return call(false);
  if (mode == Mode::trials && !started && begins) begin_trials();
  if (!on_trial || doomed) return call(false);
  const long number = ++account->calls;
  if (number < static_cast<long>(sizeof account->letters)) account->letters[number - 1] = letter;
  if (number != trial.number || std::strcmp(trial.fault, "memory") == 0) return call(false);
  const std::string fault = trial.fault;
  if (fault == "none") return call(false);
  if (fault == "before") killed();
  if (fault == "short") return call(true);
  if (fault == "after") {
    const Value value = call(false);
    killed();
    return value;
  }
  if (letter == 'c' || letter == 'C') call(false);  // the descriptor is gone all the same
  errno = std::atoi(fault.c_str());
  return static_cast<Value>(-1);
}

bool is_folder(int number) {
  struct stat info{};
  return ::fstat(number, &info) == 0 && S_ISDIR(info.st_mode);
}

bool is_written(int number) { return (::fcntl(number, F_GETFL) & O_ACCMODE) != O_RDONLY; }

// ------------------------------------------------------------------------------ the beginning

// Before any other code of the process, initialisers of libraries among it.
void begin(int, char**, char** variables) {
  constexpr std::string_view name = "PENSUM_FAULTS=";
  char* text = nullptr;
  for (char** variable = variables; *variable != nullptr; ++variable) {
    if (std::string_view(*variable).starts_with(name)) text = *variable + name.size();
  }
  if (text == nullptr || *text == '\0') return;
  // A limit, though none that is met: then no memory is asked for that a run can do without.
  const rlimit limit{.rlim_cur = RLIM_INFINITY - 1, .rlim_max = RLIM_INFINITY};
  ::setrlimit(RLIMIT_AS, &limit);
  char* rest = nullptr;
  const std::string_view word = ::strtok_r(text, ":", &rest);
  if (word == "threads") mode = Mode::threads;
  if (word == "allocations") {
    first = std::atol(::strtok_r(nullptr, ":", &rest));
    step = std::atol(::strtok_r(nullptr, ":", &rest));
    to = rest;
    mode = Mode::allocations;
  }
  if (word == "trials") {
    from = ::strtok_r(nullptr, ":", &rest);
    to = rest;
    mode = Mode::trials;
  }
}

[[gnu::section(".preinit_array"), gnu::used]] void (*const begin_first)(int, char**, char**) = begin;

// At the very end, so that what is allocated by others at the end is counted.
[[gnu::destructor(101)]] void finish() {
  if (mode == Mode::allocations && !doomed) say_ends();
}

}  // namespace

// ------------------------------------------------------------------------------ memory

#define REAL_(name) __real_##name
#define REAL(name) REAL_(name)
#define WRAP_(name) __wrap_##name
#define WRAP(name) WRAP_(name)

extern "C" {

void* REAL(PENSUM_ALLOCATOR(malloc))(std::size_t size) noexcept;
void* REAL(PENSUM_ALLOCATOR(calloc))(std::size_t count, std::size_t size) noexcept;
void* REAL(PENSUM_ALLOCATOR(realloc))(void* block, std::size_t size) noexcept;
void* REAL(PENSUM_ALLOCATOR(memalign))(std::size_t alignment, std::size_t size) noexcept;

void* WRAP(PENSUM_ALLOCATOR(malloc))(std::size_t size) noexcept {
  return refused() ? nullptr : REAL(PENSUM_ALLOCATOR(malloc))(size);
}
void* WRAP(PENSUM_ALLOCATOR(calloc))(std::size_t count, std::size_t size) noexcept {
  return refused() ? nullptr : REAL(PENSUM_ALLOCATOR(calloc))(count, size);
}
void* WRAP(PENSUM_ALLOCATOR(realloc))(void* block, std::size_t size) noexcept {
  return size > 0 && refused() ? nullptr : REAL(PENSUM_ALLOCATOR(realloc))(block, size);
}
void* WRAP(PENSUM_ALLOCATOR(memalign))(std::size_t alignment, std::size_t size) noexcept {
  return refused() ? nullptr : REAL(PENSUM_ALLOCATOR(memalign))(alignment, size);
}
}

#ifdef PENSUM_SANITIZED
// The sanitizer's operators do not ask malloc, as those of the C++ library do: a refusal is passed on to it.
namespace {

template <class... Arguments>
using Operator = void* (*)(std::size_t, Arguments...);

template <class... Arguments>
Operator<Arguments...> next(const char* name) {
  inside = true;
  const auto found = reinterpret_cast<Operator<Arguments...>>(::dlsym(RTLD_NEXT, name));
  inside = false;
  return found;
}

template <class... Arguments>
void* allocated(Operator<Arguments...> allocate, std::size_t size, Arguments... arguments) {
  if (!refused()) return allocate(size, arguments...);
  refuse_next = true;
  return std::malloc(size);
}

}  // namespace

void* operator new(std::size_t size) {
  static const auto sanitized = next<>("_Znwm");
  return allocated<>(sanitized, size);
}
void* operator new[](std::size_t size) {
  static const auto sanitized = next<>("_Znam");
  return allocated<>(sanitized, size);
}
void* operator new(std::size_t size, const std::nothrow_t& tag) noexcept {
  static const auto sanitized = next<const std::nothrow_t&>("_ZnwmRKSt9nothrow_t");
  return allocated<const std::nothrow_t&>(sanitized, size, tag);
}
void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept {
  static const auto sanitized = next<const std::nothrow_t&>("_ZnamRKSt9nothrow_t");
  return allocated<const std::nothrow_t&>(sanitized, size, tag);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  static const auto sanitized = next<std::align_val_t>("_ZnwmSt11align_val_t");
  return allocated<std::align_val_t>(sanitized, size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  static const auto sanitized = next<std::align_val_t>("_ZnamSt11align_val_t");
  return allocated<std::align_val_t>(sanitized, size, alignment);
}
#endif

// ------------------------------------------------------------------------------ the system

// The C library's own names of the parameters are reserved.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t access = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const auto call = [&](bool) {
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, access));
  };
  if ((flags & O_CREAT) != 0) return counted('o', true, call);
  return (flags & O_DIRECTORY) != 0 ? counted('d', false, call) : call(false);
}

ssize_t write(int number, const void* bytes, std::size_t size) {
  const auto call = [&](bool half) -> ssize_t {
    return write_raw(number, bytes, half ? (size + 1) / 2 : size);
  };
  return number <= STDERR_FILENO ? call(false) : counted('w', false, call);
}

int fsync(int number) {
  const auto call = [&](bool) { return static_cast<int>(::syscall(SYS_fsync, number)); };
  return counted(is_folder(number) ? 'F' : 'f', false, call);
}

int syncfs(int number) noexcept {
  return counted('f', false, [&](bool) { return static_cast<int>(::syscall(SYS_syncfs, number)); });
}

int close(int number) {
  const auto call = [&](bool) { return static_cast<int>(::syscall(SYS_close, number)); };
  return on_trial ? counted(is_written(number) ? 'c' : 'C', false, call) : call(false);
}

int flock(int number, int how) noexcept {
  return counted('l', false, [&](bool) { return static_cast<int>(::syscall(SYS_flock, number, how)); });
}

int rename(const char* old_name, const char* new_name) noexcept {
  return counted('r', false, [&](bool) {
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, old_name, AT_FDCWD, new_name, 0));
  });
}

int mkdir(const char* path, mode_t access) noexcept {
  return counted('m', true,
                 [&](bool) { return static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, access)); });
}

int unlink(const char* path) noexcept {
  return counted('u', false,
                 [&](bool) { return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0)); });
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) noexcept {
  if (mode == Mode::threads) return EAGAIN;
  using Function = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  static const auto next = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "pthread_create"));
  return next(thread, attributes, start, argument);
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
