#include "plan/leave_out.hpp"

#include "plan/filling.hpp"
#include "plan/instances.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <vector>

using namespace pensum;

namespace {

using Cost = std::array<std::int64_t, 3>;  // minutes left out: must, should, could

Cost cost_of(const std::vector<Candidate>& candidates, const std::vector<std::size_t>& lessons) {
  Cost cost{};
  for (const std::size_t i : lessons) {
    const Priority priority = candidates[i].priority;
    cost[priority == Priority::must     ? 0
         : priority == Priority::should ? 1
                                        : 2] += candidates[i].work.minutes.count;
  }
  return cost;
}

bool is_valid(const std::vector<Slot>& slots, const std::vector<Candidate>& candidates,
              const std::vector<std::size_t>& out) {
  std::vector<Work> kept;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (std::ranges::find(out, i) != out.end()) continue;
    for (const std::size_t required : candidates[i].requires_) {
      if (std::ranges::find(out, required) != out.end()) return false;
    }
    kept.push_back(candidates[i].work);
  }
  return instances::fit(slots, kept);
}

/// The least cost by trying all subsets.
Cost least_cost(const std::vector<Slot>& slots, const std::vector<Candidate>& candidates) {
  std::optional<Cost> best;
  for (std::size_t subset = 0; subset < std::size_t{1} << candidates.size(); ++subset) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (subset >> i & 1U) out.push_back(i);
    }
    const Cost cost = cost_of(candidates, out);
    if ((!best || cost < *best) && is_valid(slots, candidates, out)) best = cost;
  }
  return *best;
}

std::vector<Candidate> random_candidates(std::mt19937& random, const std::vector<Work>& lessons) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    Candidate candidate{.work = lessons[i], .priority = static_cast<Priority>(random() % 3), .requires_ = {}};
    for (std::size_t required = 0; required < i; ++required) {
      if (random() % 5 == 0) candidate.requires_.push_back(required);
    }
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

}  // namespace

TEST_CASE("no choice leaves out less of what matters", "[oracle]") {
  std::mt19937 random(51);
  for (int round = 0; round < 1500; ++round) {
    auto made = instances::random_instance(random, 7, 3, 12);
    if (round % 2 == 0) {
      for (Work& work : made.lessons) work.smallest_piece = {};
    }
    const auto candidates = random_candidates(random, made.lessons);
    const Cost least = least_cost(made.slots, candidates);
    CAPTURE(round);
    const LeftOut left_out = leave_out(made.slots, candidates);
    REQUIRE(std::ranges::is_sorted(left_out.lessons));
    REQUIRE(is_valid(made.slots, candidates, left_out.lessons));
    REQUIRE(cost_of(candidates, left_out.lessons) == least);
    REQUIRE(left_out.proven);
    // However few states are kept, the choice is valid, and proven only where it is a best one.
    for (std::size_t most = 0; most <= 4; ++most) {
      for (const std::size_t all : {std::size_t{1}, std::size_t{40}}) {
        const LeftOut narrow = leave_out(made.slots, candidates, {.most_states = most, .all_states = all});
        REQUIRE(is_valid(made.slots, candidates, narrow.lessons));
        if (narrow.proven) REQUIRE(cost_of(candidates, narrow.lessons) == least);
      }
    }
  }
}

TEST_CASE("300 lessons on 60 days: what to leave out is proven", "[oracle]") {
  std::mt19937 random(52);
  const auto made = instances::instance(instances::random_values(random, 300, 5, 15),
                                        instances::random_values(random, 60, 20, 60));
  std::vector<Candidate> candidates = random_candidates(random, made.lessons);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    candidates[i].requires_.clear();
    if (i > 0 && random() % 3 == 0)
      candidates[i].requires_ = {i - 1 - random() % std::min<std::size_t>(i, 4)};
  }
  const LeftOut left_out = leave_out(made.slots, candidates);
  CHECK(left_out.proven);
  CHECK(is_valid(made.slots, candidates, left_out.lessons));
}

TEST_CASE("among thousands of lessons that require each other no less is kept than from the front",
          "[long]") {
  std::vector<int> minutes;
  for (int i = 0; i < 5'000; ++i) minutes.push_back(5 + i % 37);
  const auto made = instances::instance(minutes, std::vector<int>(300, 60));
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < made.lessons.size(); ++i) {
    candidates.push_back(
        {.work = made.lessons[i], .priority = static_cast<Priority>(i % 3), .requires_ = {}});
    if (i > 0) candidates.back().requires_ = {i / 2};
  }
  const LeftOut left_out = leave_out(made.slots, candidates);
  Frontier end;
  std::vector<std::size_t> rest;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto next = rest.empty() ? earliest_end(made.slots, end, candidates[i].work) : std::nullopt;
    if (next) {
      end = *next;
    } else {
      rest.push_back(i);
    }
  }
  CHECK(cost_of(candidates, left_out.lessons) <= cost_of(candidates, rest));
  // Requirements by position: a sorted search, as there are many.
  std::vector<Work> kept;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto is_out = [&](std::size_t lesson) {
      return std::ranges::binary_search(left_out.lessons, lesson);
    };
    if (is_out(i)) continue;
    for (const std::size_t required : candidates[i].requires_) REQUIRE_FALSE(is_out(required));
    kept.push_back(candidates[i].work);
  }
  CHECK(fill(made.slots, kept).placed == kept.size());
}
