// Work beside a thread, and shared with another one.
#include "base/beside.hpp"
#include "base/shared_work.hpp"

#include <sched.h>

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <latch>
#include <memory>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace pensum;

TEST_CASE("work beside a thread goes on while it waits, and gives what it made") {
  std::latch both(2);
  Beside<std::unique_ptr<int>> work([&] {
    both.arrive_and_wait();
    return std::make_unique<int>(7);
  });
  REQUIRE(work.has_thread());
  both.arrive_and_wait();  // there is another thread, or this would never end
  CHECK(*work.get() == 7);
}

TEST_CASE("what work throws comes where it is asked for, and nowhere else") {
  Beside<int> wrong([]() -> int { throw std::runtime_error("wrong"); });
  CHECK_THROWS_WITH(wrong.get(), "wrong");
  std::atomic<bool> done = false;
  {
    const Beside<void> unasked([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      done = true;
      throw std::runtime_error("unasked");
    });
  }
  CHECK(done);  // its end was waited for
}

TEST_CASE("a thread that has done its work does what comes next") {
  std::set<std::thread::id> threads;
  for (int again = 0; again < 200; ++again) {
    threads.insert(Beside<std::thread::id>([] { return std::this_thread::get_id(); }).get());
    // Nor does what is thrown end it.
    const Beside<int> wrong([]() -> int { throw std::runtime_error("wrong"); });
  }
  CHECK(threads.size() == 1);
  CHECK_FALSE(threads.contains(std::this_thread::get_id()));
  // Those that are at work at the same time are several.
  std::latch all(3);
  const auto meet = [&] {
    all.arrive_and_wait();
    return std::this_thread::get_id();
  };
  Beside<std::thread::id> one(meet);
  Beside<std::thread::id> two(meet);
  all.arrive_and_wait();
  CHECK(one.get() != two.get());
}

TEST_CASE("a thread that starts elsewhere may go wherever its maker may") {
  cpu_set_t here;
  REQUIRE(sched_getaffinity(0, sizeof(here), &here) == 0);
  for (int round = 0; round < 50; ++round) {
    std::latch started(1);
    cpu_set_t there;
    Beside<void> work([&] {
      started.wait();
      sched_getaffinity(0, sizeof(there), &there);
    });
    started.count_down();
    work.get();
    REQUIRE(CPU_EQUAL(&here, &there));
  }
}

TEST_CASE("shared work is all done, once, here or by the helper") {
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    const std::size_t at_a_time = 1 + random() % 50;
    SharedWork work({random() % 200, at_a_time, at_a_time + random() % 80});
    for (int again = 0; again < 2; ++again) {
      const std::size_t count = random() % 400;
      std::deque<std::atomic<int>> done(count);
      for (std::atomic<int>& each : done) work.add(random() % 20, [&each](Hand) { ++each; });
      work.finish();
      for (const std::atomic<int>& each : done) REQUIRE(each == 1);
    }
  }
}

TEST_CASE("little work is done as it comes, and in its order") {
  std::vector<int> done;
  SharedWork work({100, 10, 100});
  for (int again = 0; again < 2; ++again) {
    done.clear();
    for (int i = 0; i < 9; ++i) {
      work.add(10, [&done, i](Hand) { done.push_back(i); });
      REQUIRE(done.size() == static_cast<std::size_t>(i) + 1);
    }
    work.finish();  // it counts anew
  }
  SharedWork alone(SharedWork::without_help);
  for (int i = 0; i < 9; ++i) alone.add(std::size_t{1} << 60, [](Hand hand) { CHECK(hand == Hand::own); });
}

TEST_CASE("a helper helps where there is much") {
  if (!has_processors()) return;
  const std::thread::id here = std::this_thread::get_id();
  std::latch helped(1);
  SharedWork work({0, 1, 1'000});
  work.add(1, [&](Hand hand) {
    if (hand == Hand::helping && std::this_thread::get_id() != here) helped.count_down();
  });
  helped.wait();
  work.finish();
}

TEST_CASE("where much is expected a helper is there from the first piece on") {
  if (!has_processors()) return;
  std::latch helped(1);
  SharedWork work({1'000, 1, 1'000});
  for (const bool expected : {true, false}) {
    if (expected) work.expect(1'000);
    Hand who = Hand::own;
    work.add(1, [&](Hand hand) {
      who = hand;
      if (expected) helped.count_down();
    });
    if (expected) helped.wait();
    work.finish();  // and expects nothing any more
    CHECK(who == (expected ? Hand::helping : Hand::own));
  }
}

TEST_CASE("what shared work throws holds nobody up, and comes at its end at the latest") {
  for (const std::size_t most : {1UZ, 10UZ, 100'000UZ}) {
    SharedWork work({0, 1, most});
    const auto add_all = [&] {
      for (int i = 0; i < 1'000; ++i) {
        work.add(1, [i](Hand) {
          if (i == 300) throw std::runtime_error("torn");
        });
      }
      if (most == 10) work.help_until([] { return false; });
      work.finish();
    };
    CHECK_THROWS_WITH(add_all(), "torn");
  }
}

TEST_CASE("large pieces are begun first, and help ends when it is enough") {
  if (!has_processors()) return;
  SharedWork work({0, 10, 1'000});
  std::latch begun(1);
  std::latch held(1);
  work.add(10, [&](Hand) {  // holds the helper up
    begun.count_down();
    held.wait();
  });
  begun.wait();
  std::vector<int> done;
  const auto add = [&](std::size_t size, int number) {
    work.add(size, [&done, number](Hand) { done.push_back(number); });
  };
  for (const int number : {1, 2, 3}) add(1, number);
  add(10, 4);
  work.help_until([&] { return done.size() == 2; });
  CHECK(done == std::vector{4, 1});
  held.count_down();
  work.finish();
  CHECK(done.size() == 4);
}

TEST_CASE("help for something that never comes ends when all is done") {
  for (const std::size_t count : {0UZ, 1UZ, 500UZ}) {
    SharedWork work({0, 20, 100});
    std::atomic<std::size_t> done = 0;
    for (std::size_t i = 0; i < count; ++i) work.add(1, [&done](Hand) { ++done; });
    work.close();
    work.help_until([] { return false; });
    CHECK(done == count);
  }
}

TEST_CASE("shared work that is not finished leaves what is waiting") {
  if (!has_processors()) return;
  std::atomic<int> done = 0;
  {
    SharedWork work({0, 1'000, 10'000});
    for (int i = 0; i < 50; ++i) work.add(1, [&done](Hand) { ++done; });
  }
  CHECK(done == 0);
}

TEST_CASE("shared work may be given up at any time") {
  for (int round = 0; round < 2'000; ++round) {
    SharedWork work({0, 1, 100});
    for (int i = 0; i < round % 60; ++i) work.add(1, [](Hand) {});
  }
}
