#include "import/playlist.hpp"

#include "base/language_tag.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pensum::importing {
namespace {

using Json = nlohmann::json;

constexpr int most_depth = 8;  ///< of playlists in one another

std::string text(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? one_line(found->get_ref<const std::string&>())
                                                     : std::string();
}

std::optional<std::int64_t> seconds(const Json& object, const char* key) {
  constexpr double most = 10'000'000;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  return value >= 0 && value <= most ? std::optional(std::llround(value)) : std::nullopt;
}

const Json* list(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? &*found : nullptr;
}

std::string address(const Json& video) {
  for (const char* key : {"webpage_url", "url", "original_url"}) {
    const std::string url = text(video, key);
    if (url.starts_with("http://") || url.starts_with("https://")) return url;
  }
  return {};
}

/// Videos that are not out yet, or that only some may see; yt-dlp gives those titles in English.
bool is_unavailable(const Json& video) {
  const std::string live = text(video, "live_status");
  const std::string access = text(video, "availability");
  const std::string title = text(video, "title");
  return live == "is_live" || live == "is_upcoming" || access == "private" || access == "needs_auth" ||
         title == "[Private video]" || title == "[Deleted video]";
}

std::string at_second(const std::string& url, std::int64_t second) {
  if (url.empty() || second == 0) return url;
  return fmt::format("{}{}t={}", url, url.find('?') == std::string::npos ? '?' : '&', second);
}

class Playlist {
 public:
  explicit Playlist(const Input& input) : input_(input) {}

  Result<Outline> read() {
    const std::optional<Json> all = parse();
    if (!all)
      return failure("the file is not JSON", "write it with “yt-dlp --flat-playlist -J ADDRESS”",
                     {input_.name});
    outline_.title = text(*all, "title");
    outline_.summary = text(*all, "description");
    outline_.source = {.text = owner(*all), .url = address(*all)};
    if (const std::string language = text(*all, "language"); is_language_tag(language))
      outline_.language = language;
    if (const Json* entries = list(*all, "entries")) {
      outline_.children = nodes_of(*entries, 0);
    } else {
      outline_.children = lessons_of_video(*all);
    }
    if (unavailable_ > 0) {
      outline_.left_out.push_back({fmt::format("{} {}", unavailable_, unavailable_ == 1 ? "video" : "videos"),
                                   "live, private or deleted", unavailable_});
    }
    if (outline_.children.empty()) {
      return failure("there is no video in the list", "write it with “yt-dlp --flat-playlist -J ADDRESS”",
                     {input_.name});
    }
    return std::move(outline_);
  }

 private:
  // One document, or one a line.
  std::optional<Json> parse() const {
    Json whole = Json::parse(input_.bytes, nullptr, false);
    if (whole.is_object()) return whole;
    Json lines = {{"entries", Json::array()}};
    const std::string_view bytes = input_.bytes;
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
      Json line = Json::parse(bytes.substr(at, end - at), nullptr, false);
      at = end + 1;
      if (!line.is_object()) continue;
      if (!lines.contains("title") && !text(line, "playlist_title").empty())
        lines["title"] = text(line, "playlist_title");
      lines["entries"].push_back(std::move(line));
    }
    return lines["entries"].empty() ? std::nullopt : std::optional(std::move(lines));
  }

  static std::string owner(const Json& playlist) {
    for (const char* key : {"channel", "uploader"}) {
      if (std::string name = text(playlist, key); !name.empty()) return name;
    }
    return {};
  }

  std::vector<Node> nodes_of(const Json& entries, int depth) {
    std::vector<Node> nodes;
    for (const Json& entry : entries) {
      if (!entry.is_object() || is_unavailable(entry)) {
        ++unavailable_;
        continue;
      }
      const Json* inner = list(entry, "entries");
      if (inner != nullptr && depth < most_depth) {
        nodes.emplace_back();
        nodes.back().title = text(entry, "title");
        nodes.back().key = text(entry, "id");
        nodes.back().children = nodes_of(*inner, depth + 1);
      } else {
        nodes.push_back(video(entry));
      }
    }
    return nodes;
  }

  /// A lesson; its chapters are told in its summary.
  static Node video(const Json& entry) {
    Node node;
    node.title = text(entry, "title");
    node.url = address(entry);
    if (node.title.empty()) node.title = node.url;
    node.key = text(entry, "id").empty() ? node.url : text(entry, "id");
    node.effort.said_seconds = seconds(entry, "duration");
    node.lesson = true;
    if (const Json* chapters = list(entry, "chapters")) {
      for (const Json& chapter : *chapters) {
        if (!chapter.is_object() || text(chapter, "title").empty()) continue;
        node.children.emplace_back();
        node.children.back().title = text(chapter, "title");
      }
    }
    return node;
  }

  std::vector<Node> lessons_of_video(const Json& all) {
    if (!seconds(all, "duration") && address(all).empty()) return {};
    std::vector<Node> nodes;
    const std::string url = address(all);
    if (const Json* chapters = list(all, "chapters")) {
      for (const Json& chapter : *chapters) {
        if (!chapter.is_object()) continue;
        const std::int64_t from = seconds(chapter, "start_time").value_or(0);
        const std::int64_t to = seconds(chapter, "end_time").value_or(from);
        Node node;
        node.title = text(chapter, "title");
        node.url = at_second(url, from);
        node.key = fmt::format("{}#{}", text(all, "id"), from);
        if (to > from) node.effort.said_seconds = to - from;
        nodes.push_back(std::move(node));
      }
    }
    if (nodes.empty()) nodes.push_back(video(all));
    return nodes;
  }

  const Input& input_;
  std::size_t unavailable_ = 0;
  Outline outline_;
};

}  // namespace

bool is_playlist(const Input& input) {
  const std::string_view bytes = input.bytes;
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || bytes[first] != '{') return false;
  const auto has = [&](std::string_view key) { return bytes.find(key) != std::string_view::npos; };
  return has("\"_type\"") && (has("\"extractor") || has("\"ie_key\""));
}

Result<Outline> read_playlist(const Input& input, const Choices&) { return Playlist(input).read(); }

}  // namespace pensum::importing
