#include "import/placed_texts.hpp"

#include "base/sha1.hpp"
#include "course/reading_parts.hpp"
#include "image/image_reader.hpp"
#include "import/minutes.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pensum::importing {

namespace {

constexpr std::size_t longest_name = 60;
constexpr std::size_t most_bytes = std::size_t{256} << 20;  // of all pictures

/// The letters that every file system and every address takes; others become “-”.
std::string safe_name(std::string_view name) {
  std::string safe;
  for (const char c : name.substr(0, longest_name)) {
    const bool is_safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                         c == '_' || (c == '.' && !safe.empty());
    if (is_safe) safe += c;
    if (!is_safe && !safe.empty() && safe.back() != '-') safe += '-';
  }
  while (safe.ends_with('-') || safe.ends_with('.')) safe.pop_back();
  return safe;
}

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view without_ending(std::string_view name) { return name.substr(0, name.rfind('.')); }

/// Where the places of the source are.
class Places {
 public:
  explicit Places(const std::vector<Unit>& units) {
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      for (const std::string& place : units[unit].text.places) units_.try_emplace(place, unit);
    }
  }

  std::optional<std::size_t> find(std::string_view place) const {
    const std::string_view file = place.substr(0, place.find('#'));
    for (const std::string_view name : {place, file}) {
      if (const auto found = units_.find(name); found != units_.end()) return found->second;
    }
    return std::nullopt;
  }

 private:
  std::unordered_map<std::string_view, std::size_t> units_;
};

class Naming {
 public:
  Naming(const archive::FileTree* files, const std::string& folder) : files_(files), folder_(folder) {}

  /// Whether it stays.
  bool name(Block& block) {
    const auto [known, is_new] = names_.try_emplace(block.file);
    if (is_new) known->second = name_of(block.file);
    if (known->second.empty()) return false;
    block.file = known->second;
    return true;
  }

  std::vector<Picture> take_pictures() { return std::move(pictures_); }

  void account(std::vector<LeftOut>& left_out) const {
    const auto tell = [&](std::size_t count, std::string_view one, std::string_view many, std::string why) {
      if (count > 0)
        left_out.push_back({counted(static_cast<std::int64_t>(count), one, many), std::move(why), count});
    };
    tell(without_folder_, "picture", "pictures", "the catalog is not a file, which they could be beside");
    tell(missing_, "picture that is not in the source", "pictures that are not in the source", {});
    tell(unusable_, "picture", "pictures", "only PNG and JPEG up to 4000 pixels and 10 MB are read by all");
  }

 private:
  std::string name_of(const std::string& source) {
    if (folder_.empty()) return ++without_folder_, std::string();
    if (files_ == nullptr || !files_->has(source)) return ++missing_, std::string();
    const Result<std::string> bytes = files_->read(source);
    if (!bytes) return ++missing_, std::string();
    used_ += bytes->size();
    if (used_ > most_bytes || !read_image(*bytes, source)) return ++unusable_, std::string();
    std::string digits;
    const auto digest = sha1(*bytes);
    for (std::size_t i = 0; i < 4; ++i) digits += fmt::format("{:02x}", digest[i]);
    const std::string stem = safe_name(without_ending(last_name(source)));
    const std::string file = fmt::format("{}/{}{}{}.{}", folder_, stem, stem.empty() ? "" : "-", digits,
                                         bytes->starts_with("\x89PNG") ? "png" : "jpg");
    if (std::ranges::find(pictures_, file, &Picture::file) == pictures_.end())
      pictures_.push_back({file, source});
    return file;
  }

  const archive::FileTree* files_;
  const std::string& folder_;
  std::map<std::string, std::string, std::less<>> names_;  // by their files in the source; empty: left out
  std::vector<Picture> pictures_;
  std::size_t used_ = 0;
  std::size_t without_folder_ = 0;
  std::size_t missing_ = 0;
  std::size_t unusable_ = 0;
};

}  // namespace

void link_texts(std::vector<Unit>& units, const std::function<std::string(std::size_t unit)>& id_of) {
  const Places places(units);
  const auto link = [&](RichText& text, std::size_t unit) {
    std::erase_if(text.marks, [&](TextMark& mark) {
      if (mark.kind != TextMark::Kind::link || !mark.target.starts_with(within)) return false;
      const auto found = places.find(std::string_view(mark.target).substr(within.size()));
      if (!found || *found == unit) return true;
      mark.target = "#" + id_of(*found);
      return false;
    });
  };
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    Reading& reading = units[unit].text.reading;
    for (Block& block : reading.blocks) for_each_text_in(block, [&](RichText& text) { link(text, unit); });
    for (RichText& note : reading.notes) link(note, unit);
  }
}

std::vector<Picture> name_pictures(std::vector<Unit>& units, const archive::FileTree* files,
                                   const std::string& folder, std::vector<LeftOut>& left_out) {
  Naming naming(files, folder);
  for (Unit& unit : units) {
    std::erase_if(unit.text.reading.blocks,
                  [&](Block& block) { return block.kind == Block::Kind::picture && !naming.name(block); });
  }
  naming.account(left_out);
  return naming.take_pictures();
}

std::string pictures_folder(const std::string& file) {
  const std::string name = safe_name(without_ending(last_name(file)));
  return name.empty() ? "pictures" : name;
}

}  // namespace pensum::importing
