#include "import/playlist.hpp"

#include "import/outline_text.hpp"

#include <catch2/catch.hpp>

using namespace pensum;
using namespace pensum::importing;

namespace {

std::string playlist(std::string json) {
  Input input;
  input.name = "p.json";
  input.bytes = std::move(json);
  return outlined(read_playlist(input, {}));
}

}  // namespace

TEST_CASE("a playlist's videos are lessons with their durations") {
  Input input;
  input.name = "p.json";
  input.bytes = R"({"id": "PL", "title": "Algorithms", "_type": "playlist", "extractor_key": "YoutubeTab",
    "webpage_url": "https://example.org/list", "channel": "A school", "description": "All\nof them", "language": "en",
    "entries": [
      {"_type": "url", "id": "a", "url": "https://example.org/a", "title": "Sorting ", "duration": 3012.4},
      {"_type": "video", "id": "b", "webpage_url": "https://example.org/b", "title": "Trees", "duration": 60,
       "chapters": [{"title": "Roots", "start_time": 0, "end_time": 30}, {"title": "Leaves"}, 7]},
      {"_type": "playlist", "id": "P2", "title": "More", "entries": [{"id": "c", "title": "Graphs", "duration": null}]},
      {"id": "d", "title": "[Private video]"}, {"id": "e", "title": "Soon", "live_status": "is_upcoming"},
      {"id": "f", "title": "Paid", "availability": "needs_auth"}, null]})";
  CHECK(format_of(input) == "playlist");
  const auto outline = read_playlist(input, {});
  CHECK(outlined(outline) ==
        "Algorithms [en]\n"
        "* Sorting 3012s key=a url=https://example.org/a\n"
        "* Trees 60s key=b url=https://example.org/b\n"
        "  - Roots\n"
        "  - Leaves\n"
        "- More key=P2\n"
        "  * Graphs key=c\n"
        "left out: 4 videos: live, private or deleted\n");
  CHECK(outline->source.text == "A school");
  CHECK(outline->source.url == "https://example.org/list");
  CHECK(outline->summary == "All of them");
}

TEST_CASE("a single video's chapters are lessons") {
  CHECK(
      playlist(R"({"_type": "video", "extractor": "youtube", "id": "v", "title": "A course", "duration": 100,
    "webpage_url": "https://example.org/watch?v=v",
    "chapters": [{"title": "One", "start_time": 0.0, "end_time": 40.0}, {"title": "Two", "start_time": 40, "end_time": 100}]})") ==
      "A course\n"
      "- One 40s key=v#0 url=https://example.org/watch?v=v\n"
      "- Two 60s key=v#40 url=https://example.org/watch?v=v&t=40\n");
  CHECK(playlist(R"({"_type": "video", "id": "v", "title": "A course", "duration": 100})") ==
        "A course\n* A course 100s key=v\n");
}

TEST_CASE("a line a video is a playlist too") {
  CHECK(playlist("{\"id\": \"a\", \"title\": \"A\", \"duration\": 5, \"playlist_title\": \"All\"}\n\nnoise\n"
                 "{\"id\": \"b\", \"title\": \"B\", \"duration\": 1e300}\n") ==
        "All\n* A 5s key=a\n* B key=b\n");
}

TEST_CASE("a list without videos is refused with the reason") {
  const std::string hint = "hint: write it with “yt-dlp --flat-playlist -J ADDRESS”\n";
  CHECK(playlist("{") == "pensum: error: p.json: the file is not JSON\n" + hint);
  CHECK(playlist("{}") == "pensum: error: p.json: there is no video in the list\n" + hint);
  CHECK(playlist("{\"entries\": [3, {\"title\": \"[Deleted video]\"}]}") ==
        "pensum: error: p.json: there is no video in the list\n" + hint);
  CHECK(format_of(file_input({{"a.json", "{\"a\": 1}"}}, "a.json")).empty());
  CHECK(playlist(std::string(200'000, '[')) == "pensum: error: p.json: the file is not JSON\n" + hint);
}
