// What is kept to the end of a run, used or not.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace pensum {

/// The program ends without taking them apart, which would take a twentieth of a run with a long plan.
class Belongings {
 public:
  /// Keeps `value` as long as these are there.
  template <class Value>
  Value& keep(Value value) {
    auto kept = std::make_shared<Value>(std::move(value));
    all_.push_back(kept);
    return *kept;
  }

 private:
  std::vector<std::shared_ptr<void>> all_;
};

}  // namespace pensum
