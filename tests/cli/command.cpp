#include "cli/command.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace pensum::test {

namespace {

// What a program writes is kept in memory that has a file's shape, so no pipe can fill up.
class Capture {
 public:
  Capture() : file_(::memfd_create("capture", MFD_CLOEXEC)) {
    if (file_ < 0) throw std::runtime_error("no memory for a program's output");
  }
  ~Capture() { ::close(file_); }
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;

  int file() const { return file_; }

  void put(const std::string& text) const {
    if (::pwrite(file_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
      throw std::runtime_error("no memory for a program's input");
  }

  std::string text() const {
    struct stat info{};
    ::fstat(file_, &info);
    std::string text(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t size = 0;
    while (size < text.size()) {
      const ssize_t count = ::pread(file_, text.data() + size, text.size() - size, static_cast<off_t>(size));
      if (count <= 0) throw std::runtime_error("a program's output cannot be read back");
      size += static_cast<std::size_t>(count);
    }
    return text;
  }

 private:
  int file_;
};

[[noreturn]] void become(const std::vector<std::string>& command, const Surroundings& surroundings, int in,
                         int out, int err) {
  if (!surroundings.out_to.empty()) out = ::open(surroundings.out_to.c_str(), O_WRONLY);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  if (surroundings.umask) ::umask(*surroundings.umask);
  if (surroundings.largest_file) {
    const rlimit limit{.rlim_cur = *surroundings.largest_file, .rlim_max = *surroundings.largest_file};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);  // an error of write, as a full disk is
  }
  if (surroundings.most_seconds) ::alarm(*surroundings.most_seconds);
  for (const auto& [name, value] : surroundings.variables) {
    if (value) {
      ::setenv(name.c_str(), value->c_str(), 1);
    } else {
      ::unsetenv(name.c_str());
    }
  }
  constexpr int not_run = 127;
  if (!surroundings.folder.empty() && ::chdir(surroundings.folder.c_str()) != 0) std::_Exit(not_run);
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execvp(words.front(), words.data());
  std::_Exit(not_run);
}

}  // namespace

Outcome run(const std::vector<std::string>& command, const Surroundings& surroundings) {
  const Capture in;
  const Capture out;
  const Capture err;
  in.put(surroundings.in);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no process for a program");
  if (child == 0) become(command, surroundings, in.file(), out.file(), err.file());
  if (surroundings.meanwhile) surroundings.meanwhile(child);
  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::runtime_error("a program's end was missed");
  return {.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
          .out = out.text(),
          .err = err.text()};
}

std::string pensum_program() { return PENSUM_PROGRAM; }

std::string sanitizer_without_leaks() {
  const char* given = std::getenv("ASAN_OPTIONS");
  return std::string(given != nullptr ? given : "") + ":detect_leaks=0";
}

Outcome run_pensum(const std::vector<std::string>& arguments, Surroundings surroundings) {
  std::vector<std::string> command{PENSUM_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  for (const char* name : {"PENSUM_DATA", "SOURCE_DATE_EPOCH"})
    surroundings.variables.try_emplace(name, std::nullopt);
  // Nothing of the developer's own.
  for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME"})
    surroundings.variables.try_emplace(name, "/nonexistent");
  if (!surroundings.finds_leaks)
    surroundings.variables.try_emplace("ASAN_OPTIONS", sanitizer_without_leaks());
  return run(command, surroundings);
}

}  // namespace pensum::test
