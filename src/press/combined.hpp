// One PDF of all learners' plans, in the order of the roster, written while the plans are made.
#pragma once

#include "base/diagnostic.hpp"
#include "io/file_writer.hpp"
#include "pdf/collection.hpp"
#include "press/press.hpp"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

namespace pensum::press {

/// For several threads, each with another learner: a thread waits for the learners before, so that no pages
/// are kept for long. Every turn has to be taken or passed, or all are given up.
class Combined {
 public:
  /// Of its file's name.
  static constexpr std::string_view ending = ".pdf";

  Combined(io::FileWriter file, const std::string& title) : file_(std::move(file)), collection_(title) {}

  /// Adds a learner's pages in the learner's turn, `position` counting from 0. Errors: those of
  /// `pdf::Collection`, and of the file.
  Result<void> add(std::size_t position, const Pages& pages, const std::string& name);
  /// The turn of a learner who has no pages.
  void pass(std::size_t position);
  /// Ends all waiting; there will be no file.
  void give_up();
  /// Ends the file, when all turns are over. False if no learner is in it: then there is no file.
  Result<bool> finish();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t turn_ = 0;
  bool given_up_ = false;
  bool empty_ = true;
  io::FileWriter file_;
  pdf::Collection collection_;
};

}  // namespace pensum::press
