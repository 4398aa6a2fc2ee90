// Covers, read back: their size, their bytes, their bars.
#include "cover/cover.hpp"

#include "cover/freetype.hpp"
#include "facts/load_bars.hpp"
#include "image/image_reader.hpp"
#include "language/words_files.hpp"
#include "plan/samples.hpp"
#include "text/staged_fonts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

constexpr std::size_t most_bytes = 45'000;
constexpr std::size_t bars_bottom = 1330;  // the row of pixels below the bars
constexpr std::size_t bars_top = 890;

Plan plan(const std::shared_ptr<const Catalog>& catalog, const char* deadline, const char* learner = "",
          Pace pace = Pace::early) {
  Request request = samples::request();
  request.deadline = date(deadline);
  request.learner = learner;
  request.pace = pace;  // early: lessons first, so that it is known where they are
  request.buffer = 0;
  auto made = make_plan(catalog, request);
  REQUIRE(made.has_value());
  return *std::move(made);
}

std::string draw(const Plan& plan) {
  text::Typesetter typesetter(staged::fonts(), plan.catalog->language);
  return cover::Covers().draw(plan, Language(plan.language), typesetter);
}

std::vector<facts::LoadBar> bars_of(const Plan& plan, std::size_t most) {
  return facts::load_bars(facts::days_with_load(plan), std::chrono::Monday, most).bars;
}

/// A cover's pixels, once it has been found to be one.
class Picture {
 public:
  explicit Picture(const std::string& png) : image_(read_image(png, "cover.png").value()) {
    CHECK(png.size() < most_bytes);
    CHECK(png.find("tIME") == std::string::npos);
    REQUIRE(image_.width == 1200);
    REQUIRE(image_.height == 1600);
    REQUIRE(image_.coding == Image::Coding::rgb);
  }

  std::string at(std::size_t x, std::size_t y) const { return image_.bytes.substr((y * 1200 + x) * 3, 3); }
  std::string ground() const { return at(0, 0); }

  /// Whether anything but ground is seen in these rows.
  bool shows(std::size_t first, std::size_t last) const {
    for (std::size_t y = first; y < last; ++y) {
      for (std::size_t x = 0; x < 1200; ++x) {
        if (at(x, y) != ground()) return true;
      }
    }
    return false;
  }

  /// Whether the margins are empty in these rows.
  bool has_margins(std::size_t first, std::size_t last) const {
    for (std::size_t y = first; y < last; ++y) {
      for (std::size_t x = 0; x < 90; ++x) {
        if (at(x, y) != ground() || at(1199 - x, y) != ground()) return false;
      }
    }
    return true;
  }

  /// In a column of pixels, those of lessons and those of reviews.
  struct Heights {
    std::size_t lessons = 0;
    std::size_t reviews = 0;
  };
  Heights bar(std::size_t x) const {
    Heights heights;
    for (std::size_t y = bars_top; y < bars_bottom; ++y) {
      if (at(x, y) == ground()) {
        ++heights.lessons;
      } else if (at(x, y) != "\xFF\xFF\xFF") {
        ++heights.reviews;
      }
    }
    return heights;
  }

 private:
  Image image_;
};

/// How bright a colour is (WCAG 2.2, “relative luminance”).
double luminance(const std::string& color) {
  const auto light = [](char part) {
    const double value = static_cast<unsigned char>(part) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * light(color[0]) + 0.7152 * light(color[1]) + 0.0722 * light(color[2]);
}

double contrast(const std::string& one, const std::string& other) {
  const auto [dark, bright] = std::minmax({luminance(one), luminance(other)});
  return (bright + 0.05) / (dark + 0.05);
}

}  // namespace

TEST_CASE("the parts of a bar are told from each other and from what is around them") {
  // Learned on the first day, reviewed on a day without another lesson.
  const Plan made = plan(samples::catalog({{20}}), "2026-12-01");
  const Picture picture(draw(made));
  const std::size_t x = 100 + 1400 / bars_of(made, 250).size();  // in the second bar
  REQUIRE(picture.bar(x).lessons == 0);
  REQUIRE(picture.bar(x).reviews > 20);
  const std::string reviews = picture.at(x, bars_bottom - 10);
  CHECK(contrast(reviews, "\xFF\xFF\xFF") >= 3);
  CHECK(contrast(reviews, picture.ground()) >= 3);
  CHECK(contrast("\xFF\xFF\xFF", picture.ground()) >= 9);
}

TEST_CASE("a cover is a small picture, the same for the same plan") {
  const Plan made = plan(samples::catalog({{5, 8, 3}, {12}}), "2026-12-07", "Ada Example");
  const std::string png = draw(made);
  const Picture picture(png);
  CHECK(picture.ground() == "\x08\x4A\x57");
  CHECK(png == draw(made));
  CHECK(png != draw(plan(made.catalog, "2026-12-07", "Bob Example")));
}

TEST_CASE("bars are as high as their days are full, lessons below reviews") {
  const Plan made = plan(samples::catalog({{5, 8, 3}, {12, 7}}), "2026-12-07");
  const Picture picture(draw(made));
  const std::vector<facts::LoadBar> bars = bars_of(made, 250);
  REQUIRE(bars.size() > 7);
  REQUIRE(std::ranges::any_of(bars, [](const facts::LoadBar& bar) { return bar.reviews.count > 0; }));
  const auto most = static_cast<double>(std::ranges::max(bars, {}, &facts::LoadBar::load).load().count);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    CAPTURE(i);
    const auto x = static_cast<std::size_t>(100 + 1000 * (static_cast<double>(i) + 0.4) /
                                                      static_cast<double>(bars.size()));
    const Picture::Heights heights = picture.bar(x);
    CHECK(static_cast<double>(heights.lessons) ==
          Approx(370 * static_cast<double>(bars[i].lessons.count) / most).margin(1.1));
    CHECK(static_cast<double>(heights.reviews) ==
          Approx(370 * static_cast<double>(bars[i].reviews.count) / most).margin(1.1));
  }
}

TEST_CASE("bars of reviews stand out from white, and from those of lessons in gray, too") {
  const Plan made = plan(samples::catalog({{5, 8, 3}, {12, 7}}), "2026-12-07");
  const Picture picture(draw(made));
  const auto luminance = [](const std::string& pixel) {
    const auto linear = [](char channel) {
      return std::pow((static_cast<unsigned char>(channel) / 255.0 + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(pixel[0]) + 0.7152 * linear(pixel[1]) + 0.0722 * linear(pixel[2]);
  };
  std::set<std::string> shades;
  const std::size_t bars = bars_of(made, 250).size();
  for (std::size_t i = 0; i < bars; ++i) {
    const std::size_t middle = 100 + 1000 * (i * 10 + 4) / (bars * 10);
    for (std::size_t y = bars_top; y < bars_bottom; ++y) shades.insert(picture.at(middle, y));
  }
  shades.erase(picture.ground());
  shades.erase("\xFF\xFF\xFF");
  REQUIRE(shades.size() == 1);
  const double review = luminance(*shades.begin());
  CHECK(1.05 / (review + 0.05) >= 3.0);
  CHECK((review + 0.05) / (luminance(picture.ground()) + 0.05) >= 2.0);
}

TEST_CASE(
    "bars are for longer spans if there are too many days, and there are none for empty days at the end") {
  const auto course = samples::catalog({std::vector<int>(400, 5)});
  const Plan made = plan(course, "2027-11-30", "", Pace::even);
  REQUIRE(made.days.size() == 372);
  CHECK(bars_of(made, 372).size() == 372);
  CHECK(bars_of(made, 250).size() == 54);  // weeks
  CHECK(bars_of(made, 50).size() == 13);   // months
  CHECK(bars_of(made, 12).size() == 2);    // years
  for (const std::size_t most : {372U, 250U, 50U, 12U}) {
    Minutes sum;
    for (const facts::LoadBar& bar : bars_of(made, most)) sum += bar.load();
    CHECK(sum == made.load + made.review_load);
  }
  const Plan short_course = plan(samples::catalog({{5}}), "2027-11-30");
  CHECK(bars_of(short_course, 250).size() == 8);  // the last review comes after a week
}

TEST_CASE("titles and learners of any length stay inside the margins") {
  std::string learner;
  while (learner.size() < 200) learner += "Bartholomew ";
  for (const std::string& title :
       {std::string("Go"), std::string("One two three four five six seven eight nine ten eleven twelve"),
        std::string(400, 'W'), std::string(70, 'i') + " " + std::string(70, 'm')}) {
    CAPTURE(title);
    auto course = std::make_shared<Catalog>(*samples::catalog({{5}}));
    course->title = title;
    const Picture anonymous(draw(plan(course, "2026-12-07")));
    CHECK(anonymous.shows(262, 400));
    CHECK(anonymous.has_margins(0, bars_top));
    CHECK(!anonymous.shows(780, bars_top));
    const Picture named(draw(plan(course, "2026-12-07", learner.c_str())));
    CHECK(named.shows(780, bars_top));
    CHECK(named.has_margins(0, bars_top));
  }
}

TEST_CASE("dates are larger than what is below them, in every language") {
  for (const LanguageWithWords& language : languages_with_words()) {
    auto course = std::make_shared<Catalog>(*samples::catalog({{5}}));
    Plan made = plan(course, "2026-12-07");
    made.language = language.tag;
    const Picture cover(draw(made));
    const auto rows_shown = [&](std::size_t first, std::size_t last) {
      std::size_t rows = 0;
      for (std::size_t y = first; y < last; ++y) rows += cover.shows(y, y + 1) ? 1U : 0U;
      return rows;
    };
    CAPTURE(language.tag);
    CHECK(rows_shown(bars_bottom + 62, bars_bottom + 140) > 36);  // figures of 44 have 32
  }
}

TEST_CASE("the cover of a course from right to left is set from the right") {
  auto course = std::make_shared<Catalog>(*samples::catalog({{5}}));
  const Picture english(draw(plan(course, "2026-12-07")));
  course->language = "he";
  course->title = "קורס";
  const Picture hebrew(draw(plan(course, "2026-12-07")));
  CHECK(english.at(110, 115) == "\xFF\xFF\xFF");
  CHECK(hebrew.at(110, 115) == hebrew.ground());
  CHECK(hebrew.at(1090, 115) == "\xFF\xFF\xFF");
  CHECK(english.bar(130).lessons > 300);
  CHECK(hebrew.bar(1070).lessons > 300);
  CHECK(hebrew.bar(130).lessons == 0);
}

TEST_CASE("a plan without lessons has a cover without bars") {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.done = {{{"1", "1"}, std::nullopt}};
  request.reviews = {};
  const auto made = make_plan(samples::catalog({{5}}), request);
  REQUIRE(made.has_value());
  CHECK(bars_of(*made, 250).empty());
  CHECK(Picture(draw(*made)).bar(130).lessons == 0);
}

TEST_CASE("covers made in a row are the same as each made by itself") {
  const auto course = samples::catalog({{5, 5, 8}, {5}});
  auto other = std::make_shared<Catalog>(*course);
  other->title = "Another course";
  text::Typesetter typesetter(staged::fonts(), course->language);
  cover::Covers covers;
  for (const auto& [deadline, learner] :
       {std::pair("2026-11-30", "Ada"), std::pair("2026-11-30", "Bo"), std::pair("2026-11-30", ""),
        std::pair("2026-12-02", "Bo"), std::pair("2026-11-30", "Ada"), std::pair("2026-12-01", ""),
        std::pair("2026-12-01", "Bo"), std::pair("2026-12-01", "")}) {
    for (const std::shared_ptr<const Catalog>& catalog :
         {course, std::shared_ptr<const Catalog>(other), course}) {
      CAPTURE(deadline, learner, catalog->title);
      const Plan made = plan(catalog, deadline, learner);
      CHECK((covers.draw(made, Language(made.language), typesetter) == draw(made)));
    }
  }
}

TEST_CASE("without FreeType, or with another library under its name, the error says what to install") {
  const auto why = [](const char* file) {
    const auto library = cover::load_freetype(file);
    REQUIRE_FALSE(library.has_value());
    return to_text(library.error().front());
  };
  CHECK(why("libpensum-has-none.so")
            .starts_with("pensum: error: the cover cannot be drawn: libpensum-has-none.so: "));
  CHECK(why("libz.so.1").contains("undefined symbol: FT_"));
  CHECK(why("libz.so.1").ends_with(": it is in Debian's package libfreetype6\n"));
}
