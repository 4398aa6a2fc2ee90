#include "io/files.hpp"

#include "io/descriptor.hpp"
#include "io/file_writer.hpp"
#include "io/shared_files.hpp"

#include "io/temporary_folder.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <csignal>
#include <fstream>

#include <iterator>
#include <string>
#include <thread>
#include <vector>

using namespace pensum;
namespace fs = std::filesystem;

namespace {

template <class T>
std::string error(const Result<T>& result) {
  REQUIRE_FALSE(result.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : result.error()) text += to_text(diagnostic);
  return text;
}

}  // namespace

TEST_CASE("what is written is read again, byte by byte") {
  const TemporaryFolder folder;
  const std::string bytes("a\0b\r\n\xFF", 6);
  const fs::path file = folder / "file";
  REQUIRE(io::write_file(file, bytes));
  CHECK(io::read_file(file) == bytes);
  REQUIRE(io::write_file(file, ""));
  CHECK(io::read_file(file) == "");
  CHECK(folder.count() == 1);
}

TEST_CASE("missing folders are made, and a file that is there is replaced") {
  const TemporaryFolder folder;
  const fs::path file = folder / "a/b/plan.pdf";
  REQUIRE(io::write_file(file, "old"));
  REQUIRE(io::write_file(file, "new and longer"));
  CHECK(TemporaryFolder::bytes(file) == "new and longer");
  CHECK(folder.count() == 3);
}

TEST_CASE("a program that has the old file open keeps it whole") {
  const TemporaryFolder folder;
  const fs::path file = folder.file("plan.pdf", "old");
  std::ifstream old(file);
  REQUIRE(io::write_file(file, "NEW"));
  CHECK(std::string(std::istreambuf_iterator<char>(old), {}) == "old");
}

TEST_CASE("a file's permissions are those that the user's mask gives a new file") {
  const TemporaryFolder folder;
  const mode_t before = ::umask(027);
  const bool written = io::write_file(folder / "plan.pdf", "x").has_value();
  ::umask(before);
  REQUIRE(written);
  CHECK((fs::status(folder / "plan.pdf").permissions() & fs::perms::mask) == fs::perms(0640));
}

TEST_CASE("a folder can be neither written nor read as a file") {
  const TemporaryFolder folder;
  const std::string name = folder.path().string();
  CHECK(error(io::write_file(folder.path(), "x")) ==
        "pensum: error: " + name + " is a folder\nhint: name a file in it\n");
  CHECK(error(io::write_file(folder / "new/", "x")) ==
        "pensum: error: " + name + "/new/ is a folder\nhint: name a file in it\n");
  CHECK(error(io::read_file(folder.path())) ==
        "pensum: error: " + name + " is not a regular file\nhint: it is a folder: name a file in it\n");
}

TEST_CASE("a file in the place of a folder is an error that names it") {
  const TemporaryFolder folder;
  const fs::path file = folder.file("file", "keep me");
  CHECK(error(io::write_file(file / "plan.pdf", "x")) ==
        "pensum: error: " + file.string() +
            " cannot be created: Not a directory\n"
            "hint: what should be a folder is a file: look at each part of the path\n");
  CHECK(TemporaryFolder::bytes(file) == "keep me");
  CHECK(folder.count() == 1);
}

TEST_CASE("a write that breaks off leaves the old file and nothing else") {
  const TemporaryFolder folder;
  const fs::path file = folder.file("plan.pdf", "old");
  // A limit on the size of files replaces a full disk.
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 1000;
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const Result<void> written = io::write_file(file, std::string(5000, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(error(written) == "pensum: error: " + file.string() + " cannot be written: File too large\n");
  CHECK(TemporaryFolder::bytes(file) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("a folder that may not be written to is an error that names the file") {
  if (::geteuid() == 0) return;  // root may write anywhere
  const TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const Result<void> written = io::write_file(folder / "plan.pdf", "x");
  fs::permissions(folder.path(), fs::perms::owner_all);
  CHECK(error(written) ==
        "pensum: error: " + (folder / "plan.pdf").string() +
            " cannot be written: Permission denied\n"
            "hint: look at the permissions of the file and of its folder, or name another one\n");
}

TEST_CASE("what a killed process has left is removed by the next writer of that file, and nothing else is") {
  const TemporaryFolder folder;
  const fs::path file = folder / "plan.pdf";
  const auto only_file = [&] { return fs::directory_iterator(folder.path())->path(); };
  fs::path temporary;
  {
    auto writer = io::FileWriter::create(file);
    REQUIRE(writer.has_value());
    temporary = only_file();
    REQUIRE(temporary.filename().string().starts_with(".pensum-"));
    // One is at work: a second takes another file.
    auto second = io::FileWriter::create(file);
    REQUIRE(second.has_value());
    CHECK(folder.count() == 2);
    REQUIRE(second->append("second"));
    REQUIRE(second->commit());
    REQUIRE(writer->append("first"));
    REQUIRE(writer->flush());
    CHECK(io::read_file(file) == "second");
    // Flushed, it is locked yet.
    REQUIRE(io::write_file(file, "third"));
    REQUIRE(writer->commit());
    CHECK(io::read_file(file) == "first");
    CHECK(folder.count() == 1);
  }
  folder.file(temporary.filename().string(), "a part");
  const fs::path other = folder.file(".pensum-0123456789ab-0", "another's");
  REQUIRE(io::write_file(file, "x"));
  CHECK(io::read_file(file) == "x");
  CHECK(io::read_file(other) == "another's");
  CHECK(folder.count() == 2);
  // Neither a link nor a folder was left by a writer.
  const fs::path kept = folder.file("kept", "keep me");
  fs::create_symlink(kept, temporary);
  REQUIRE(io::write_file(file, "y"));
  CHECK(io::read_file(kept) == "keep me");
  CHECK(fs::is_symlink(temporary));
  fs::remove(temporary);
  fs::create_directory(temporary);
  REQUIRE(io::write_file(file, "z"));
  CHECK(fs::is_directory(temporary));
  CHECK(io::read_file(file) == "z");
}

TEST_CASE("a program that ends at once takes the files along that are not whole") {
  const TemporaryFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    auto one = io::FileWriter::create(folder / "one");
    auto two = io::FileWriter::create(folder / "two");
    auto three = io::FileWriter::create(folder / "three");
    const bool ready = one && two && three && two->commit() && three->append("a part");
    io::FileWriter::abandon_all();
    ::_exit(ready ? 0 : 1);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  CHECK(folder.count() == 1);
  CHECK(io::read_file(folder / "two") == "");
}

TEST_CASE("files written at one time by several threads are all whole") {
  const TemporaryFolder folder;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&folder, i] {
      for (int round = 0; round < 5; ++round) {
        (void)io::write_file(folder / ("plan" + std::to_string(i)),
                             std::string(10'000, static_cast<char>('a' + i)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < 4; ++i) {
    CHECK(TemporaryFolder::bytes(folder / ("plan" + std::to_string(i))) ==
          std::string(10'000, static_cast<char>('a' + i)));
  }
  CHECK(folder.count() == 4);
}

TEST_CASE("a file that several read at one time is there once, and is read anew when nobody has it") {
  const TemporaryFolder folder;
  const fs::path path = folder.file("font", "first");
  io::SharedFiles files;
  {
    const auto one = files.read(path).value();
    folder.file("font", "second");
    CHECK(*files.read(path).value() == "first");
    CHECK(files.read(path).value() == one);
  }
  CHECK(*files.read(path).value() == "second");
  CHECK(error(files.read(folder / "none")).find("none") != std::string::npos);
  CHECK(*files.read(folder.file("none", "later")).value() == "later");
}

TEST_CASE("a name that is nearly right gets a suggestion from its folder") {
  const TemporaryFolder folder;
  folder.file("my-course.xml", "");
  folder.file("other.txt", "");
  CHECK(error(io::read_file(folder / "my-cuorse.xml")) ==
        "pensum: error: " + (folder / "my-cuorse.xml").string() +
            " cannot be read: No such file or directory\nhint: did you mean “my-course.xml”?\n");
  CHECK(error(io::read_file(folder / "my-course")) ==
        "pensum: error: " + (folder / "my-course").string() +
            " cannot be read: No such file or directory\nhint: did you mean “my-course.xml”?\n");
  CHECK(error(io::read_file(folder / "nothing-like-it")) ==
        "pensum: error: " + (folder / "nothing-like-it").string() +
            " cannot be read: No such file or directory\nhint: check the name and the folder\n");
  CHECK(error(io::read_file(folder / "no/such/folder.xml")) ==
        "pensum: error: " + (folder / "no/such/folder.xml").string() +
            " cannot be read: No such file or directory\nhint: check the name and the folder\n");
}

TEST_CASE("a file larger than may be is refused before it is read") {
  const TemporaryFolder folder;
  const fs::path file = folder.file("big", std::string(101, 'x'));
  CHECK(io::read_file(file, 101).has_value());
  CHECK(error(io::read_file(file, 100)) == "pensum: error: " + file.string() +
                                               " has 101 bytes; the limit is 100\n"
                                               "hint: split it into smaller files\n");
}

TEST_CASE("a pipe is refused at once, not waited for") {
  const TemporaryFolder folder;
  const fs::path pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(error(io::read_file(pipe)) ==
        "pensum: error: " + pipe.string() + " is not a regular file\nhint: name a file\n");
}

TEST_CASE("a hostile file name is shown safely") {
  CHECK(error(io::read_file("no\x1B[2J\u202Efile")).find("no\\u{1B}[2J\\u{202E}file cannot be read") !=
        std::string::npos);
}

TEST_CASE("a file that is already so is left alone") {
  const TemporaryFolder folder;
  const fs::path file = folder / "new/file";
  CHECK(io::write_changed(file, "one").value());
  const auto before = fs::last_write_time(file);
  CHECK_FALSE(io::write_changed(file, "one").value());
  CHECK(fs::last_write_time(file) == before);
  CHECK(io::write_changed(file, "two").value());
  CHECK(io::read_file(file) == "two");
  CHECK(io::write_changed(file, "longer").value());
  REQUIRE(io::remove_file(file));
  CHECK_FALSE(fs::exists(file));
  CHECK(error(io::remove_file(file)).find("cannot be removed: No such file") != std::string::npos);
}

TEST_CASE("a file that grows is there when it is whole, and not at all if it is given up") {
  const TemporaryFolder folder;
  const fs::path file = folder / "file";
  REQUIRE(io::write_file(file, "old"));
  {
    auto writer = io::FileWriter::create(file);
    REQUIRE(writer.has_value());
    REQUIRE(writer->append("a"));
    REQUIRE(writer->append("b"));
    CHECK(io::read_file(file) == "old");
    REQUIRE(writer->commit());
  }
  CHECK(io::read_file(file) == "ab");
  {
    auto writer = io::FileWriter::create(file);
    REQUIRE(writer.has_value());
    REQUIRE(writer->append("c"));
  }
  CHECK(io::read_file(file) == "ab");
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("an error of the operating system comes with what can be done about it") {
  const auto hint = [](int error, const std::string& given = {}) {
    return io::file_error("plan.pdf", "cannot be written", error, given).error().front().hint;
  };
  CHECK(hint(EACCES) == "look at the permissions of the file and of its folder, or name another one");
  CHECK(hint(EPERM) == hint(EACCES));
  CHECK(hint(EROFS) == "that disk takes no changes: name a file on another one");
  CHECK(hint(ENOSPC) == "free some space on that disk");
  CHECK(hint(EDQUOT) == hint(ENOSPC));
  CHECK(hint(ENAMETOOLONG) == "choose a shorter name");
  CHECK(hint(ENOTDIR) == "what should be a folder is a file: look at each part of the path");
  CHECK(hint(EISDIR) == "it is a folder: name a file in it");
  CHECK(hint(EIO).empty());
  CHECK(hint(ENOTDIR, "name another one") == "name another one");
}
