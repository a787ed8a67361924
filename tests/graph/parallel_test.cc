// SPDX-License-Identifier: Apache-2.0
#include "graph/parallel.h"

#include <stdexcept>
#include <string>
#include <vector>

#include "doctest/doctest.h"

using entente::graph::for_each_in_parallel;

TEST_CASE("every piece is done once, on one thread or several") {
  for (const std::size_t threads : {0, 1, 2, 7}) {
    std::vector<int> done(1000);
    for_each_in_parallel(done.size(), [&](std::size_t i) { ++done[i]; }, threads);
    CHECK(done == std::vector<int>(1000, 1));
  }
  for_each_in_parallel(0, [](std::size_t) { FAIL("there is nothing to do"); });
}

TEST_CASE("of several failures the first piece's is told") {
  for (int round = 0; round < 50; ++round) {
    std::string told;
    try {
      for_each_in_parallel(64, [](std::size_t i) {
        if (i >= 20) throw std::runtime_error(std::to_string(i));
      }, 4);
    } catch (const std::runtime_error& error) {
      told = error.what();
    }
    CHECK(told == "20");
  }
}
