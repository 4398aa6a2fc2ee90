// Calls a fuzz target with the bytes of files, one after another: replay_NAME FILE-or-FOLDER...
#include "fuzz/fuzz.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace {

namespace fs = std::filesystem;

void replay(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  fuzz::expect(in.is_open() && !in.bad(), "a file can be read");
  std::cerr << file.string() << '\n';
  // In a place of their own, so that reading beyond them is noticed.
  const std::vector<std::uint8_t> data(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(data.data(), data.size());
}

}  // namespace

int main(int count, char** values) {
  std::size_t files = 0;
  for (int i = 1; i < count; ++i) {
    if (!fs::is_directory(values[i])) {
      replay(values[i]);
      ++files;
      continue;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(values[i])) {
      if (!entry.is_regular_file()) continue;
      replay(entry.path());
      ++files;
    }
  }
  std::cerr << files << " inputs\n";
  return files > 0 ? 0 : 1;
}
