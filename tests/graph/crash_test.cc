// SPDX-License-Identifier: Apache-2.0
// A process that is killed in the middle of writing loses nothing that it said was kept, and leaves nothing half there.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "graph/dump.h"
#include "graph/store.h"
#include "tests/support/length.h"
#include "tests/support/random_world.h"
#include "tests/support/temporary_directory.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::RandomWorld;

namespace {

constexpr std::size_t kArticles = 400;

std::vector<Extraction> articles() {
  RandomWorld world(7);
  std::vector<Extraction> out;
  for (std::size_t i = 0; i < kArticles; ++i) out.push_back(world.article(kArticles / 2));  // sources come again with other texts
  return out;
}

// Puts articles from `first` on, `group` at once, and says after each group that it is kept.
[[noreturn]] void write_and_tell(const std::string& path, const std::vector<Extraction>& all, std::size_t first, std::size_t group, int pipe) {
  {
    RocksOptions options;
    options.files_from = 2;
    const auto store = Store::open(path, OpenMode::kWrite, options);
    for (auto i = first; i < all.size();) {
      const auto count = std::min(group, all.size() - i);
      (void)store->put_all(std::span(all).subspan(i, count), true, "2026-11-30T00:00:00Z");
      i += count;
      const auto number = static_cast<std::uint32_t>(i);
      if (write(pipe, &number, sizeof number) != sizeof number) _exit(1);
    }
  }
  _exit(0);
}

// Kills a writer at `moments` random moments, each time going on where it had come to.
void kill_again_and_again(std::size_t moments, std::size_t group, std::uint32_t seed) {
  const auto all = articles();
  std::mt19937 random(seed);
  const entente::testing::TemporaryDirectory directory;
  std::size_t killed = 0;
  while (killed < moments) {
    const auto path = directory.path("db" + std::to_string(killed));
    std::size_t kept = 0;  // what the writers said
    bool done = false;
    while (!done && killed < moments) {
      int ends[2];
      REQUIRE(pipe(ends) == 0);
      const auto child = fork();
      REQUIRE(child >= 0);
      if (child == 0) {
        close(ends[0]);
        write_and_tell(path, all, kept, group, ends[1]);
      }
      close(ends[1]);
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
      kill(child, SIGKILL);
      int status = 0;
      waitpid(child, &status, 0);
      done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
      if (!done) ++killed;
      std::uint32_t number = 0;
      while (read(ends[0], &number, sizeof number) == sizeof number) kept = number;
      close(ends[0]);
      CAPTURE(kept);
      if (!std::filesystem::exists(path + "/CURRENT")) continue;  // killed before the store was there
      const auto store = Store::open(path, OpenMode::kWrite);
      const auto snapshot = store->snapshot();
      const auto result = check(snapshot);
      CHECK_MESSAGE(!result.first_violation, *result.first_violation);
      // What it said was kept is there, and at most a beginning of the group that it was at besides (whose articles may come in more than one batch).
      bool right = false;
      for (auto so_far = kept; so_far <= std::min(kept + group, all.size()) && !right; ++so_far) {
        const auto fresh = Store::open("fresh", OpenMode::kMemory);
        for (std::size_t i = 0; i < so_far; ++i) fresh->put(all[i], false);
        right = fresh->snapshot().digest() == snapshot.digest();
      }
      CHECK(right);
    }
  }
}

}  // namespace

TEST_CASE("a writer killed at random moments loses no article that it acknowledged and leaves none half there") {
  kill_again_and_again(entente::testing::times(12, 200), 1, 1);
}

TEST_CASE("so does a bulk load: of a group that was not acknowledged there is all, nothing, or a beginning") {
  kill_again_and_again(entente::testing::times(12, 200), 16, 2);
}
