// Playlists of videos, as yt-dlp prints them: as one object (-J), also of a flat list, or a line a video (-j).
#pragma once

#include "import/format.hpp"

namespace pensum::importing {

bool is_playlist(const Input& input);

/// Videos are lessons with their durations; of a single video its chapters are. Errors: it is not JSON, or
/// has no video.
Result<Outline> read_playlist(const Input& input, const Choices& choices);

}  // namespace pensum::importing
