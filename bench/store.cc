// SPDX-License-Identifier: Apache-2.0
// What the store's write side costs: durable ingest, retraction, readers beside a writer, opening, disk, memory.
// `entente_store_bench --help` says what it takes.
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

// What a busy machine does not falsify: of this thread, or of all threads of the process, the database's among them.
double processor_seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
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
  double busy = 0;      // processor seconds an article, of the thread that puts
  double all = 0;       // of all threads
};

std::string text_of(const Rate& rate) {
  return fmt::format("{:.0f} articles/s, {:.0f} us of processor time an article, {:.0f} with the database's own threads", rate.articles, rate.busy * 1e6, rate.all * 1e6);
}

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

constexpr std::size_t kClaims = 12;

// Articles of a world, made one after the other.
class Articles {
 public:
  explicit Articles(bench::PlainGraph world) : world_(std::move(world)) {}
  [[nodiscard]] const bench::PlainGraph& world() const { return world_; }
  [[nodiscard]] Extraction made(std::size_t i) const { return bench::article_of(world_, i * kClaims); }
  [[nodiscard]] std::vector<Extraction> take(std::size_t count) {
    std::vector<Extraction> out;
    for (; out.size() < count && (next_ + 1) * kClaims <= world_.edges.size(); ++next_) out.push_back(made(next_));
    return out;
  }

 private:
  bench::PlainGraph world_;
  std::size_t next_ = 0;
};

Rate ingest(graph::Store& store, const std::vector<Extraction>& ready, std::size_t group) {
  const auto start = Clock::now();
  const auto busy = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
  const auto all = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
  for (std::size_t i = 0; i < ready.size(); i += group) store.put_all(std::span(ready).subspan(i, std::min(group, ready.size() - i)));
  const auto number = static_cast<double>(ready.size());
  return {number / seconds_since(start), (processor_seconds(CLOCK_THREAD_CPUTIME_ID) - busy) / number,
          (processor_seconds(CLOCK_PROCESS_CPUTIME_ID) - all) / number};
}

// Ready claims into an empty store, as an import puts them; then what it costs to make all that is derived again, and to put more articles into a
// store that knows their names.
void bulk_load(const std::string& path, Articles articles, std::size_t number, const std::string& which) {
  constexpr std::size_t kGroup = 2'048;
  auto store = graph::Store::open(path, graph::OpenMode::kWrite);
  double wall = 0;
  double all = 0;
  const auto measured = [&](const auto& work) {
    const auto start = Clock::now();
    const auto busy = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
    work();
    wall += seconds_since(start);
    all += processor_seconds(CLOCK_PROCESS_CPUTIME_ID) - busy;
  };
  {
    graph::BulkLoad load(*store);
    for (std::size_t loaded = 0; loaded < number;) {
      const auto ready = articles.take(std::min(kGroup, number - loaded));  // the making of it is not the store's
      loaded += ready.size();
      measured([&] { (void)load.put(ready); });
    }
    measured([&] { load.finish(); });
  }
  const auto claims = static_cast<double>(number * kClaims);
  line("bulk load, " + which, fmt::format("{:.0f} claims/s, {:.0f} us of processor time an article, peak {:.0f} MB", claims / wall,
                                          all * 1e6 / static_cast<double>(number), peak_megabytes()));
  line("  an fsync an article after it", text_of(ingest(*store, articles.take(2'000), 1)));
  line("  an fsync for 64 articles after it", text_of(ingest(*store, articles.take(10'000), 64)));
  const auto start = Clock::now();
  store->compact();
  line("  compaction after it", fmt::format("{:.2f} s", seconds_since(start)));
  const auto kept = static_cast<double>(store->snapshot().counts().claims);
  line("  on disk", fmt::format("{:.1f} bytes a claim, texts and names included", static_cast<double>(store->snapshot().stats().disk_bytes) / kept));
  const auto again = Clock::now();
  store->rebuild();
  line("  rebuild of all that is derived", fmt::format("{:.0f} claims/s", kept / seconds_since(again)));
  store.reset();
  std::filesystem::remove_all(path);
}

constexpr auto kUsage =
    "What the write side of the claim store costs.\n"
    "Usage: entente_store_bench [DIR] [ARTICLES]\n"
    "  DIR       stores are made in DIR/entente-store-bench and removed (default: the system's place for temporary files)\n"
    "  ARTICLES  of 12 claims and 24 names each (default: 83334, a million claims; 166667 are two)\n"
    "Two kinds of articles: names of 200,000 by a power law, which come again as those of news do, and names of which nearly every one is new.\n"
    "Example: entente_store_bench /var/tmp 20000\n";

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const bool help = std::find(words.begin(), words.end(), "--help") != words.end() || std::find(words.begin(), words.end(), "-h") != words.end();
  const bool fits = words.size() <= 2 && (words.empty() || !words[0].starts_with('-')) &&
                    (words.size() < 2 || (!words[1].empty() && words[1].find_first_not_of("0123456789") == std::string::npos));
  if (help || !fits) {
    fmt::print(help ? stdout : stderr, "{}", kUsage);
    return help ? 0 : 2;
  }
  const auto directory = std::filesystem::path(!words.empty() ? words[0] : std::filesystem::temp_directory_path().string()) / "entente-store-bench";
  const auto articles = words.size() > 1 ? static_cast<std::size_t>(std::stoul(words[1])) : std::size_t{83'334};
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  const auto path = (directory / "db").string();
  std::mt19937 random(1);
  line("fsyncs a second of 4 KiB", fmt::format("{:.0f}", fsync_rate(directory.string())));
  constexpr std::size_t kMore = 12'000;  // that come after a bulk load
  constexpr std::uint32_t kNames = 200'000;
  bulk_load((directory / "bulk").string(), Articles(bench::make_synthetic(kNames, (articles + kMore) * kClaims)), articles, "names that come again");
  bulk_load((directory / "bulk").string(), Articles(bench::make_synthetic(static_cast<std::uint32_t>((articles + kMore) * 2 * kClaims), (articles + kMore) * kClaims)), articles,
            "names mostly new");

  Articles coming(bench::make_synthetic(100'000, articles * kClaims));
  const auto& world = coming.world();
  const auto made = [&](std::size_t i) { return coming.made(i); };
  auto store = graph::Store::open(path, graph::OpenMode::kWrite);
  line("durable ingest into an empty store, an fsync an article", text_of(ingest(*store, coming.take(2'000), 1)));
  line("durable ingest, an fsync for 64 articles", text_of(ingest(*store, coming.take(10'000), 64)));
  Rate slowest{1e9, 0, 0};
  for (auto ready = coming.take(5'000); !ready.empty(); ready = coming.take(5'000)) {
    const auto rate = ingest(*store, ready, 64);
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
    gone.reserve(1'000);
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
    again.reserve(gone.size());
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
      articles_of_names.reserve(kMentions);
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
