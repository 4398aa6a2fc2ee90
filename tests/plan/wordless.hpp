// Plans of a course without a word: all words in what is made of them are the program's own.
#pragma once

#include "plan/samples.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <utility>

namespace wordless {

/// A course whose texts are signs.
inline std::shared_ptr<pensum::Catalog> catalog(const std::string& language) {
  auto catalog = std::make_shared<pensum::Catalog>(*samples::catalog({{5, 20}, {5, 5, 5, 5}, {5, 5}}));
  catalog->id = "◇";
  catalog->language = language;
  catalog->title = "◇";
  catalog->summary = "◇◇";
  catalog->source = {"◇◇◇", "https://example.org/"};
  for (pensum::Path& path : catalog->paths) {
    path.title = "◆";
    path.summary = "◆";
  }
  for (pensum::Lesson& lesson : catalog->lessons) {
    lesson.title = "◇" + lesson.id;
    lesson.summary = "◈";
    lesson.checks = {{"◆?", "◆!"}};
  }
  return catalog;
}

/// A plan in `language` of that course in `of_course`, up to `deadline`, as `ask` changes the request for it.
template <class Ask>
pensum::Plan plan(const std::string& language, const std::string& of_course, const char* deadline,
                  int minutes, Ask ask) {
  pensum::Request request = samples::request();
  request.deadline = samples::date(deadline);
  request.minutes = pensum::Minutes{minutes};
  request.language = language;
  ask(request);
  auto made = pensum::make_plan(catalog(of_course), request);
  REQUIRE(made.has_value());
  return *std::move(made);
}

}  // namespace wordless
