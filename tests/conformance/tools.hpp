// The validators, and the files that they are let loose on.
#pragma once

#include "cli/command.hpp"
#include "cli/folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace pensum::test {

/// Runs a program that has to be there; throws with a word on how to get it if it is not.
Outcome tool(const std::vector<std::string>& command, const Surroundings& surroundings = {});

/// A program's output must be empty and its status 0; otherwise all of it is the failure.
void check_silent(const Outcome& outcome);

/// EPUBCheck over all files, in one run; silent if nothing is wrong.
Outcome epub_check(const std::vector<std::string>& files);

/// Ace by DAISY over all books; silent where it finds no violation.
Outcome ace(const std::vector<std::string>& files);

/// veraPDF over all files, for the flavours named as veraPDF names them, such as PDFUA_1.
Outcome vera_pdf(const std::vector<std::string>& flavours, const std::vector<std::string>& files);

/// axe-core over a page of HTML, in a browser; silent where it finds no barrier.
Outcome axe(const std::string& file);

/// A program of this folder, for Node.js, with the folder of the packages as its first argument.
Outcome node(const std::string& program, const std::vector<std::string>& arguments);

/// A file that pensum wrote, and the plan in it.
struct Written {
  std::string name;  ///< such as "greek a4"
  std::string file;
  std::string json;  ///< a file with the same plan
};

/// Builds each valid catalog, and one of `many` lessons, into `folder`: in some layouts each, all of them
/// together, where the ending is .pdf; else one file.
std::vector<Written> build_all(const TemporaryFolder& folder, const std::string& ending, int many);
/// Builds the catalog of `many` lessons alone, in the layout a4.
Written build_many(const TemporaryFolder& folder, const std::string& ending, int many);

std::vector<std::string> names_of(const std::vector<Written>& all);

}  // namespace pensum::test
