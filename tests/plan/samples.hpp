// Catalogs and requests that tests plan with.
#pragma once

#include "base/date.hpp"
#include "course/catalog.hpp"
#include "plan/plan.hpp"

#include <memory>
#include <string>
#include <vector>

namespace samples {

/// A catalog of lessons with ids 1, 2, …, of the given minutes, one path a list.
inline std::shared_ptr<const pensum::Catalog> catalog(const std::vector<std::vector<int>>& paths) {
  auto catalog = std::make_shared<pensum::Catalog>();
  catalog->id = "sample";
  catalog->language = "en";
  catalog->title = "A sample course";
  for (const std::vector<int>& minutes : paths) {
    pensum::Path path;
    path.id = "path" + std::to_string(catalog->paths.size() + 1);
    path.title = "Path " + std::to_string(catalog->paths.size() + 1);
    path.first = catalog->lessons.size();
    for (const int count : minutes) {
      pensum::Lesson lesson;
      lesson.id = std::to_string(catalog->lessons.size() + 1);
      lesson.title = "Lesson " + lesson.id;
      lesson.minutes = {count};
      catalog->lessons.push_back(std::move(lesson));
    }
    path.last = catalog->lessons.size();
    catalog->paths.push_back(std::move(path));
  }
  return catalog;
}

inline pensum::Date date(const char* iso) { return pensum::parse_date(iso).value(); }

/// A request that starts on Tuesday 24 November 2026.
inline pensum::Request request() {
  pensum::Request request;
  request.start = date("2026-11-24");
  return request;
}

}  // namespace samples
