// What pages look like: poppler draws some of them small and in gray, and they are compared with
// approved pictures in tests/conformance/pages. To approve what has changed, run the test with
// PENSUM_UPDATE_GOLDEN=1 and look at the pictures before committing them.
#include "cli/samples.hpp"
#include "conformance/tools.hpp"
#include "image/image_reader.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace pensum::test;
using pensum::Image;

namespace {

struct Shot {
  std::string name;
  std::vector<std::string> options;  ///< of the build
  int page = 1;
};

Image picture(const std::string& file) {
  const auto image = pensum::read_image(bytes_of(file), file);
  REQUIRE(image.has_value());
  REQUIRE(image->coding == Image::Coding::gray);
  return *image;
}

/// The share of pixels, in thousandths, that are clearly lighter or darker than approved. Other
/// versions of poppler soften edges a little differently.
std::size_t difference(const Image& a, const Image& b) {
  constexpr int clearly = 48;  // of 255
  if (a.width != b.width || a.height != b.height) return 1000;
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.bytes.size(); ++i) {
    const int step = static_cast<unsigned char>(a.bytes[i]) - static_cast<unsigned char>(b.bytes[i]);
    if (step > clearly || step < -clearly) ++different;
  }
  return (different * 1000 + a.bytes.size() - 1) / a.bytes.size();
}

}  // namespace

TEST_CASE("a phone reads the addresses on a page") {
  const TemporaryFolder folder;
  std::ofstream(folder / "c.xml") << "<catalog id='c' lang='he'><title>T</title><path id='p'><title>P</title>"
                                     "<lesson id='1' minutes='5' url='https://example.org/course/1'><title>A"
                                     "</title></lesson><lesson id='2' minutes='5' "
                                     "url='https://example.org/ein/Weg?nach=Köln'><title>B</title></lesson>"
                                     "</path></catalog>";
  const std::string pdf = (folder / "x.pdf").string();
  for (const char* layout : {"a4", "kobo", "pocket"}) {
    CAPTURE(layout);
    REQUIRE(run_pensum({"build", (folder / "c.xml").string(), "--start", "2026-11-24", "--layout", layout,
                        "--sections", "addresses", "-o", pdf})
                .status == 0);
    const std::string drawn = (folder / layout).string();
    check_silent(tool({"pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", pdf, drawn}));
    const Outcome read =
        tool({"zbarimg", "-q", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", drawn + ".png"});
    CHECK(read.status == 0);
    CHECK(read.out.find("https://example.org/course/1\n") != std::string::npos);
    CHECK(read.out.find("https://example.org/ein/Weg?nach=K%C3%B6ln\n") != std::string::npos);
  }
}

TEST_CASE("pages look as approved") {
  constexpr std::size_t most_different = 4;  // thousandths
  const std::vector<Shot> shots = {
      {"a4-overview", {"--layout", "a4"}, 1},
      {"a4-days", {"--layout", "a4"}, 2},
      {"a4-questions", {"--layout", "a4", "--sections", "full"}, 7},
      {"a5-index", {"--layout", "a5", "--sections", "index"}, 1},
      {"week", {"--layout", "a4-landscape-week"}, 2},
      {"large-print-day", {"--layout", "large-print"}, 3},
      {"pocket", {"--layout", "pocket"}, 1},
      {"wall", {"--layout", "wall"}, 1},
      {"sheet", {"--layout", "sheet"}, 1},
      {"a5-left-hand", {"--layout", "a5", "--hand", "left", "--sections", "full"}, 3},
      {"remarkable-day", {"--layout", "remarkable"}, 3},
      {"kobo-days-of-months", {"--layout", "kobo", "--deadline", "2027-04-30"}, 7},
      {"handout", {"--layout", "handout", "--lang", "de"}, 1},
  };
  const TemporaryFolder folder;
  const std::filesystem::path approved = source_folder() / "tests/conformance/pages";
  const char* update = std::getenv("PENSUM_UPDATE_GOLDEN");
  for (const Shot& shot : shots) {
    CAPTURE(shot.name);
    const std::string pdf = (folder / (shot.name + ".pdf")).string();
    std::vector<std::string> arguments{"build",       "--start", "2026-11-24", "--learner",
                                       "Ada Example", "-o",      pdf};
    if (shot.options.size() == 2) arguments.insert(arguments.end(), {"--deadline", "2026-12-07"});
    arguments.insert(arguments.end(), shot.options.begin(), shot.options.end());
    REQUIRE(run_pensum(arguments).status == 0);
    const std::string page = std::to_string(shot.page);
    const std::string drawn = (folder / shot.name).string();
    check_silent(
        tool({"pdftoppm", "-r", "36", "-gray", "-png", "-singlefile", "-f", page, "-l", page, pdf, drawn}));
    if (update != nullptr && *update == '1') {
      std::filesystem::copy_file(drawn + ".png", approved / (shot.name + ".png"),
                                 std::filesystem::copy_options::overwrite_existing);
      continue;
    }
    CHECK(difference(picture(drawn + ".png"), picture((approved / (shot.name + ".png")).string())) <=
          most_different);
  }
}
