// SPDX-License-Identifier: Apache-2.0
// What the store's write side costs: durable ingest, retraction, readers beside a writer, opening, disk, memory.
// Usage: entente_store_bench [DIR] [ARTICLES]   makes a store in DIR (default: the system's place for temporary files) and removes it
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "bench/compare_graph.h"
#include "graph/graph_view.h"
#include "graph/store.h"

namespace {

using namespace entente;  // NOLINT(google-build-using-namespace)
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Of this thread: what a busy machine does not falsify.
double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Times {
  std::vector<double> seconds;
  double at(double share) {
    std::sort(seconds.begin(), seconds.end());
    return seconds.empty() ? 0 : seconds[std::min(seconds.size() - 1, static_cast<std::size_t>(share * static_cast<double>(seconds.size())))];
  }
};

// How often a second the disk takes 4 KiB for good.
double fsync_rate(const std::string& directory) {
  const auto path = directory + "/fsync";
  const auto file = open(path.c_str(), O_CREAT | O_WRONLY, 0600);
  const std::string block(4096, 'x');
  constexpr int kTimes = 300;
  const auto start = Clock::now();
  for (int i = 0; i < kTimes; ++i) {
    if (write(file, block.data(), block.size()) < 0 || fdatasync(file) != 0) break;
  }
  const auto rate = kTimes / seconds_since(start);
  close(file);
  std::filesystem::remove(path);
  return rate;
}

struct Rate {
  double articles = 0;  // a second
  double busy = 0;      // seconds an article
};

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// One hop as every question begins: all links of a random entity.
double one_hop(const graph::Snapshot& snapshot, graph::VertexId vertex) {
  const auto start = Clock::now();
  const graph::ClaimGraph view(snapshot, {}, {});
  (void)view.rows(vertex);
  return seconds_since(start);
}

// An article in which one body is known under these keys, and says nothing else.
Extraction naming(const std::string& source, std::vector<IdentityKey> keys) {
  Extraction out;
  out.article.source = source;
  out.article.text = "The union met.";
  set_article_id(out.article);
  Entity entity;
  entity.type = EntityType::kOrganization;
  entity.name = "union";
  entity.keys = std::move(keys);
  entity.mentions.push_back({Quote{{4, 9}, "union"}, MentionForm::kName});
  entity.id = make_entity_id(out.article.id, entity);
  out.entities.push_back(std::move(entity));
  return out;
}

void line(const std::string& what, const std::string& value) { fmt::print("{:<70} {}\n", what, value); }

}  // namespace

int main(int argc, char** argv) {
  const auto directory = std::filesystem::path(argc > 1 ? argv[1] : std::filesystem::temp_directory_path().string()) / "entente-store-bench";
  const auto articles = argc > 2 ? static_cast<std::size_t>(std::stoul(argv[2])) : std::size_t{83'334};
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  const auto path = (directory / "db").string();
  constexpr std::size_t kClaims = 12;
  const auto world = bench::make_synthetic(100'000, articles * kClaims);
  const auto made = [&](std::size_t i) { return bench::article_of(world, i * kClaims); };
  std::mt19937 random(1);
  line("fsyncs a second of 4 KiB", fmt::format("{:.0f}", fsync_rate(directory.string())));

  {
    // Ready claims, in groups as an import makes them, into an empty store.
    constexpr std::size_t kBulk = 2'048;
    auto bulk = graph::Store::open((directory / "bulk").string(), graph::OpenMode::kWrite);
    double wall = 0;
    double busy = 0;
    for (std::size_t first = 0; first < articles; first += kBulk) {
      std::vector<Extraction> ready;
      for (auto i = first; i < std::min(articles, first + kBulk); ++i) ready.push_back(made(i));
      const auto start = Clock::now();
      const auto start_busy = processor_seconds();
      bulk->put_all(ready);
      wall += seconds_since(start);
      busy += processor_seconds() - start_busy;
    }
    const auto claims = static_cast<double>(articles * kClaims);
    line("bulk load", fmt::format("{:.0f} claims/s, {:.0f} us of processor time an article, peak {:.0f} MB", claims / wall, busy * 1e6 / static_cast<double>(articles), peak_megabytes()));
    const auto start = Clock::now();
    bulk->compact();
    line("compaction after it", fmt::format("{:.2f} s", seconds_since(start)));
    line("on disk after a bulk load", fmt::format("{:.1f} bytes a claim", static_cast<double>(bulk->snapshot().stats().disk_bytes) / claims));
    const auto again = Clock::now();
    bulk->rebuild();
    line("rebuild of all that is derived", fmt::format("{:.0f} claims/s", claims / seconds_since(again)));
    bulk.reset();
    std::filesystem::remove_all(directory / "bulk");
  }
  std::size_t next = 0;
  auto store = graph::Store::open(path, graph::OpenMode::kWrite);
  const auto ingest = [&](std::size_t count, std::size_t group) {
    std::vector<Extraction> ready;
    for (std::size_t i = 0; i < count && next < articles; ++i) ready.push_back(made(next++));
    const auto start = Clock::now();
    const auto start_busy = processor_seconds();
    for (std::size_t i = 0; i < ready.size(); i += group) store->put_all(std::span(ready).subspan(i, std::min(group, ready.size() - i)));
    const auto number = static_cast<double>(ready.size());
    return Rate{number / seconds_since(start), (processor_seconds() - start_busy) / number};
  };
  const auto text_of = [](const Rate& rate) { return fmt::format("{:.0f} articles/s, {:.0f} us of processor time an article", rate.articles, rate.busy * 1e6); };
  line("durable ingest, an fsync an article", text_of(ingest(2'000, 1)));
  line("durable ingest, an fsync for 64 articles", text_of(ingest(10'000, 64)));
  Rate slowest{1e9, 0};
  while (next < articles) {
    const auto rate = ingest(5'000, 64);
    if (rate.articles < slowest.articles) slowest = rate;
  }
  line("the same over the rest, slowest of 5,000", text_of(slowest));
  line("claims in the store", std::to_string(store->snapshot().counts().claims));
  line("peak memory so far", fmt::format("{:.0f} MB (the ready claims among it)", peak_megabytes()));
  {
    const auto start = Clock::now();
    store->compact();
    line("compaction", fmt::format("{:.2f} s", seconds_since(start)));
  }
  line("on disk", fmt::format("{:.1f} bytes a claim, texts and names included", static_cast<double>(store->snapshot().stats().disk_bytes) / static_cast<double>(articles * kClaims)));
  store.reset();
  {
    const auto start = Clock::now();
    store = graph::Store::open(path, graph::OpenMode::kWrite);
    line("open", fmt::format("{:.3f} s", seconds_since(start)));
  }

  std::vector<graph::VertexId> vertices;
  {
    const auto snapshot = store->snapshot();
    for (const auto vertex : bench::vertices_of(world, snapshot)) {
      if (vertex != 0) vertices.push_back(vertex);
    }
    Times reads;
    for (int i = 0; i < 20'000; ++i) reads.seconds.push_back(one_hop(snapshot, vertices[random() % vertices.size()]));
    line("1 hop, before retractions", fmt::format("median {:.1f} us, p99 {:.1f} us", reads.at(0.5) * 1e6, reads.at(0.99) * 1e6));
  }
  {
    std::vector<std::size_t> gone;
    for (int i = 0; i < 1'000; ++i) gone.push_back(random() % articles);
    std::sort(gone.begin(), gone.end());
    gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    std::shuffle(gone.begin(), gone.end(), random);
    Times times;
    for (const auto article : gone) {
      const auto source = made(article).article.source;
      const auto start = Clock::now();
      (void)store->retract(source, false);
      times.seconds.push_back(seconds_since(start));
    }
    store->sync();
    line("retract an article", fmt::format("median {:.2f} ms, p99 {:.2f} ms", times.at(0.5) * 1e3, times.at(0.99) * 1e3));
    const auto snapshot = store->snapshot();
    Times reads;
    for (int i = 0; i < 20'000; ++i) reads.seconds.push_back(one_hop(snapshot, vertices[random() % vertices.size()]));
    line("1 hop, after retractions", fmt::format("median {:.1f} us, p99 {:.1f} us", reads.at(0.5) * 1e6, reads.at(0.99) * 1e6));
    std::vector<Extraction> again;
    for (const auto article : gone) again.push_back(made(article));
    std::atomic<bool> writing = true;
    std::thread writer([&] {
      for (const auto& extraction : again) {
        store->put(extraction, false);
        if (!writing) break;
      }
      writing = false;
    });
    Times beside;
    while (writing) {
      const auto start = Clock::now();
      const auto fresh = store->snapshot();
      (void)one_hop(fresh, vertices[random() % vertices.size()]);
      beside.seconds.push_back(seconds_since(start));
    }
    writer.join();
    line("snapshot and 1 hop beside a writer at full speed", fmt::format("median {:.1f} us, p99 {:.1f} us, {} reads", beside.at(0.5) * 1e6, beside.at(0.99) * 1e6, beside.seconds.size()));
  }
  {
    // Half of an entity's mentions bear one name, half the other, or a hundred names; one article says that they are one. It comes and goes.
    constexpr std::size_t kMentions = 10'000;
    constexpr int kTimes = 300;
    for (const std::size_t names : {2, 100}) {
      std::vector<IdentityKey> keys;
      for (std::size_t i = 0; i < names; ++i) keys.push_back({fmt::format("name:bench union {} {}", names, i), KeyReason::kName});
      std::sort(keys.begin(), keys.end());
      std::vector<Extraction> articles_of_names;
      for (std::size_t i = 0; i < kMentions; ++i) articles_of_names.push_back(naming(fmt::format("naming/{}/{}", names, i), {keys[i % names]}));
      store->put_all(articles_of_names);
      Times times;
      for (int i = 0; i < kTimes; ++i) {
        store->put(naming("tie", keys), false);
        const auto start = Clock::now();
        (void)store->retract("tie", false);
        times.seconds.push_back(seconds_since(start));
      }
      line(fmt::format("retract what ties {} names of {} mentions", names, kMentions), fmt::format("median {:.2f} ms, p99 {:.2f} ms", times.at(0.5) * 1e3, times.at(0.99) * 1e3));
    }
  }
  line("peak memory", fmt::format("{:.0f} MB", peak_megabytes()));
  store.reset();
  std::filesystem::remove_all(directory);
  return 0;
}
