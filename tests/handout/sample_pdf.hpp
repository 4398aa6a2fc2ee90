// Small PDFs by hand, to hold what no program of this project writes.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace sample {

/// A PDF of objects, numbered from 1; the first is the catalog.
inline std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string bytes = "%PDF-1.7\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(bytes.size());
    bytes += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t table = bytes.size();
  bytes += fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (const std::size_t offset : offsets) bytes += fmt::format("{:010} 00000 n \n", offset);
  bytes += fmt::format("trailer\n<</Size {}/Root 1 0 R{}>>\nstartxref\n{}\n%%EOF\n", objects.size() + 1,
                       trailer, table);
  return bytes;
}

inline std::string stream(const std::string& bytes, const std::string& entries = "") {
  return fmt::format("<</Length {}{}>>\nstream\n{}\nendstream", bytes.size(), entries, bytes);
}

/// A file of one page with such annotations; `more` objects are numbered from 4.
inline std::string page_with(const std::string& annotations, const std::vector<std::string>& more = {},
                             const std::string& catalog = "") {
  std::vector<std::string> objects{
      "<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Annots[" + annotations + "]>>"};
  objects.insert(objects.end(), more.begin(), more.end());
  return pdf_of(objects);
}

}  // namespace sample
