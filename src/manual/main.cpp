// Writes the pages of the manual: pensum_manual SOURCE DATE FOLDER. Runs when pensum is built.
#include "base/diagnostic.hpp"
#include "manual/manual_pages.hpp"

#include <fstream>
#include <iostream>
#include <string>

int main(int count, char** values) {
  if (count != 4) {
    std::cerr << "usage: pensum_manual SOURCE DATE FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder = values[3];
  const auto pages = pensum::manual::manual_pages(values[1], values[2]);
  if (!pages) {
    for (const pensum::Diagnostic& diagnostic : pages.error()) std::cerr << pensum::to_text(diagnostic);
    return 1;
  }
  std::filesystem::create_directories(folder);
  for (const pensum::manual::ManualPage& page : *pages) {
    std::ofstream out(folder / page.name, std::ios::binary);
    out << page.text;
    out.close();
    if (!out) {
      std::cerr << "pensum_manual: " << (folder / page.name).string() << " cannot be written\n";
      return 1;
    }
  }
}
