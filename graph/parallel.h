// SPDX-License-Identifier: Apache-2.0
// One piece of work many times, on the cores there are. What each does must not depend on the others.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace entente::graph {

// Calls work(i) for each i below `count`, on at most `threads` threads, this one among them (0 = as many as there are cores). When some throw, the
// exception of the smallest i is thrown, whichever thread came first, and pieces behind it may not have been done.
template <class Work>
void for_each_in_parallel(std::size_t count, const Work& work, std::size_t threads = 0) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  threads = std::min(threads, count);
  std::vector<std::exception_ptr> errors(count);
  std::atomic<std::size_t> taken = 0;
  std::atomic<bool> failed = false;
  const auto run = [&] {
    while (!failed) {  // asked before one is taken: what was taken is done, so that no smaller one goes unheard
      const auto i = taken++;
      if (i >= count) return;
      try {
        work(i);
      } catch (...) {
        errors[i] = std::current_exception();
        failed = true;
      }
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(run);
  run();
  for (auto& other : others) other.join();
  for (const auto& error : errors) {
    if (error) std::rethrow_exception(error);
  }
}

}  // namespace entente::graph
