// SPDX-License-Identifier: Apache-2.0
#include "cli/reading.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <iostream>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

#include "cli/command.h"
#include "model/error.h"

namespace entente::cli {
namespace {

// One line on a terminal, rewritten at most ten times a second; silent in a pipe.
class Progress {
 public:
  void show(const ReadingTotals& totals) {
    if (!terminal_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ < std::chrono::milliseconds(100)) return;
    shown_ = now;
    const auto seconds = std::chrono::duration<double>(now - start_).count();
    std::cerr << "\r" << counted(totals.articles, "article") << ", " << static_cast<std::uint64_t>(static_cast<double>(totals.articles) / (seconds + 1e-9))
              << " a second, " << totals.set_aside << " set aside   " << std::flush;
    any_ = true;
  }
  void end() const {
    if (any_) std::cerr << "\r\033[K" << std::flush;
  }

 private:
  bool terminal_ = to_terminal(STDERR_FILENO);
  bool any_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_{};
};

struct Slot {
  extract::ReadResult input;
  std::optional<Extraction> output;
  std::exception_ptr failure;
  bool started = false;
  bool done = false;
};

}  // namespace

int ReadingTotals::exit_code() const { return set_aside > 0 ? kSetAside : kOk; }

ReadingTotals read_and_extract(const std::vector<std::string>& paths, const extract::ArticleDefaults& defaults,
                               const extract::Pipeline& pipeline, unsigned jobs,
                               const std::function<void(const Extraction&)>& take) {
  if (!defaults.source.empty() && (paths.size() > 1 || extract::list_files(paths, [](const Reject&) {}).size() > 1)) {
    throw Error(ErrorKind::kUsage, "--source names one article; with several, each would take the place of the one before");
  }
  ReadingTotals totals;
  Progress progress;
  const auto hand_on = [&](const Extraction& extraction) {
    ++totals.articles;
    if (extraction.article.status == ArticleStatus::kLanguageNotRead) ++totals.unread;
    try {
      take(extraction);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kInput && error.kind() != ErrorKind::kLimit) throw;
      --totals.articles;
      ++totals.set_aside;
      report({extraction.article.source, 0, error.what()});
    }
    progress.show(totals);
  };
  const auto set_aside = [&](const Reject& reject) {
    progress.end();
    ++totals.set_aside;
    report(reject);
  };
  if (jobs <= 1) {
    extract::read_articles(paths, defaults, std::cin, [&](extract::ReadResult result) {
      if (const auto* reject = std::get_if<Reject>(&result)) set_aside(*reject);
      else hand_on(pipeline.run(std::move(std::get<Article>(result))));
      return true;
    });
    progress.end();
    return totals;
  }

  // A window of slots in reading order: workers fill any, the reader's thread takes the first when it is done.
  std::deque<Slot> slots;
  std::mutex mutex;
  std::condition_variable work;
  std::condition_variable finished;
  bool closed = false;
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < jobs; ++i) {
    workers.emplace_back([&] {
      std::unique_lock lock(mutex);
      while (true) {
        Slot* mine = nullptr;
        for (auto& slot : slots) {
          if (!slot.started) {
            mine = &slot;
            break;
          }
        }
        if (mine == nullptr) {
          if (closed) return;
          work.wait(lock);
          continue;
        }
        mine->started = true;
        lock.unlock();
        try {
          mine->output = pipeline.run(std::move(std::get<Article>(mine->input)));
        } catch (...) {
          mine->failure = std::current_exception();
        }
        lock.lock();
        mine->done = true;
        finished.notify_one();
      }
    });
  }
  const auto close = [&] {
    const std::lock_guard lock(mutex);
    closed = true;
    work.notify_all();
  };
  const auto take_first = [&](std::unique_lock<std::mutex>& lock) {
    finished.wait(lock, [&] { return slots.front().done; });
    const auto slot = std::move(slots.front());
    slots.pop_front();
    lock.unlock();
    if (const auto* reject = std::get_if<Reject>(&slot.input); reject != nullptr && !slot.output) set_aside(*reject);
    else if (slot.failure) std::rethrow_exception(slot.failure);
    else hand_on(*slot.output);
    lock.lock();
  };
  try {
    const std::size_t window = std::size_t{jobs} * 4;
    extract::read_articles(paths, defaults, std::cin, [&](extract::ReadResult result) {
      std::unique_lock lock(mutex);
      while (slots.size() >= window) take_first(lock);
      const bool rejected = std::holds_alternative<Reject>(result);
      auto& slot = slots.emplace_back();
      slot.input = std::move(result);
      slot.started = slot.done = rejected;
      work.notify_one();
      return true;
    });
    std::unique_lock lock(mutex);
    while (!slots.empty()) take_first(lock);
  } catch (...) {
    close();
    throw;
  }
  close();
  progress.end();
  return totals;
}

}  // namespace entente::cli
