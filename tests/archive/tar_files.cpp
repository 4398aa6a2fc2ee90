#include "archive/tar_files.hpp"

#include <archive.h>
#include <archive_entry.h>

namespace pensum::archive {

std::string tar_gz_of(const NamedBytes& files) {
  std::size_t room = 1 << 20;
  for (const auto& [name, bytes] : files) room += bytes.size() + 4096;
  std::string packed(room, '\0');
  std::size_t used = 0;
  struct archive* writer = archive_write_new();
  archive_write_add_filter_gzip(writer);
  archive_write_set_format_ustar(writer);
  archive_write_open_memory(writer, packed.data(), packed.size(), &used);
  for (const auto& [name, bytes] : files) {
    struct archive_entry* entry = archive_entry_new();
    const bool link = name.ends_with('@');
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, link ? AE_IFLNK : name.ends_with('/') ? AE_IFDIR : AE_IFREG);
    if (link) archive_entry_set_symlink(entry, bytes.c_str());
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, link ? 0 : static_cast<la_int64_t>(bytes.size()));
    archive_write_header(writer, entry);
    if (!link) archive_write_data(writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  packed.resize(used);
  return packed;
}

}  // namespace pensum::archive
