// SPDX-License-Identifier: Apache-2.0
// The graph questions against SQLite and against Boost's bare compressed graph, on one machine in one run; bench/README.md tells
// what is asked and what came out. Ends with code 1 when two engines answer differently, with 0 otherwise, bars missed or not.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/compare_graph.h"
#include "bench/peer_csr.h"
#include "bench/peer_sqlite.h"
#include "graph/graph_view.h"
#include "graph/queries.h"
#include "graph/search.h"
#include "graph/store.h"

namespace {

using namespace entente;
using namespace entente::bench;
using Clock = std::chrono::steady_clock;

constexpr auto kUsage = R"(Usage: entente_compare [OPTION...]
  --dir DIR          where stores and databases are made and found again (default: in the system's place for temporary files)
  --events DIR       lines of "subject relation object date" to make a second graph of; may be given again
  --entities N       of the synthetic graph (default 200000)
  --edges N          of the synthetic graph (default 2000000)
  --hub-edges N      of the hub (default 1000000)
  --only NAME        synthetic, events or hub; may be given again
  --questions N      a kind (default 200)
  --rounds N         each question is asked so often; its median counts (default 5)
  --shared yes       other work keeps the machine busy: what takes longer than 0.3 ms is timed by the processor time of its thread
                     where that is less, and builds and loads likewise
  --format F         text or json
)";

struct Options {
  std::string dir = (std::filesystem::temp_directory_path() / "entente-compare").string();
  std::vector<std::string> events;
  std::vector<std::string> only;
  std::uint32_t entities = 200'000;
  std::size_t edges = 2'000'000;
  std::uint32_t hub_edges = 1'000'000;
  std::size_t questions = 200;
  std::size_t rounds = 5;
  bool shared = false;
  bool json = false;
  [[nodiscard]] bool wants(const std::string& name) const {
    return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
  }
};

Options read_options(int count, char** words) {
  Options out;
  for (int i = 1; i < count; ++i) {
    const std::string option = words[i];
    if (option == "--help") {
      std::cout << kUsage;
      std::exit(0);
    }
    if (i + 1 == count) throw std::runtime_error(option + " wants a value, or is unknown\n" + kUsage);
    const std::string value = words[++i];
    if (option == "--dir") out.dir = value;
    else if (option == "--events") out.events.push_back(value);
    else if (option == "--only") out.only.push_back(value);
    else if (option == "--entities") out.entities = static_cast<std::uint32_t>(std::stoul(value));
    else if (option == "--edges") out.edges = std::stoul(value);
    else if (option == "--hub-edges") out.hub_edges = static_cast<std::uint32_t>(std::stoul(value));
    else if (option == "--questions") out.questions = std::max<std::size_t>(1, std::stoul(value));
    else if (option == "--rounds") out.rounds = std::max<std::size_t>(1, std::stoul(value));
    else if (option == "--shared") out.shared = value == "yes";
    else if (option == "--format" && (value == "text" || value == "json")) out.json = value == "json";
    else throw std::runtime_error("unknown: " + option + " " + value + "\n" + kUsage);
  }
  return out;
}

struct Spread {
  double median = 0;  // microseconds
  double p99 = 0;
};

Spread spread_of(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times[std::min(times.size() - 1, times.size() * 99 / 100)]};
}

// Time on the wall and, where the machine is shared, on the processor: of this thread, or of all threads.
class Watch {
 public:
  explicit Watch(bool shared, clockid_t clock = CLOCK_THREAD_CPUTIME_ID) : clock_(clock), cpu_(shared ? cpu_now() : 0), shared_(shared), wall_(Clock::now()) {}
  [[nodiscard]] double microseconds() const {
    const auto wall = std::chrono::duration<double, std::micro>(Clock::now() - wall_).count();
    constexpr double kShort = 300;  // so short that an interruption is rare, and the other clock coarse
    return shared_ && wall > kShort ? std::min(wall, cpu_now() - cpu_) : wall;
  }

 private:
  [[nodiscard]] double cpu_now() const {
    timespec now{};
    clock_gettime(clock_, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
  }
  clockid_t clock_;
  double cpu_;
  bool shared_;
  Clock::time_point wall_;
};

// One engine's way to answer question number i; what it returns must be the same for all.
struct Contender {
  std::string name;
  std::function<std::uint64_t(std::size_t)> ask;
};

struct Report {
  nlohmann::ordered_json json;
  bool text = true;
  bool shared = false;
  bool agree = true;

  void say(const std::string& line) const {
    if (text) std::cout << line << std::endl;
  }
  void begin(const std::string& name, const std::string& what) {
    json["graphs"].push_back({{"name", name}, {"what", what}, {"facts", nlohmann::ordered_json::object()}, {"times", nlohmann::json::array()}, {"bars", nlohmann::json::array()}});
    say("\n== " + name + ": " + what);
  }
  auto& here() { return json["graphs"].back(); }
  void fact(const std::string& name, double value, const std::string& unit) {
    here()["facts"][name] = {{"value", value}, {"unit", unit}};
    char line[160];
    std::snprintf(line, sizeof line, "   %-52s %14.4g %s", name.c_str(), value, unit.c_str());
    say(line);
  }
  void time(const std::string& question, const std::string& engine, Spread spread, const std::string& note = {}) {
    here()["times"].push_back({{"question", question}, {"engine", engine}, {"median_us", spread.median}, {"p99_us", spread.p99}, {"note", note}});
    char line[200];
    std::snprintf(line, sizeof line, "   %-28s %-22s %12.1f /%12.1f us  %s", question.c_str(), engine.c_str(), spread.median, spread.p99, note.c_str());
    say(line);
  }
  void bar(const std::string& name, double value, bool at_least, double wanted, const std::string& unit) {
    const bool met = at_least ? value >= wanted : value <= wanted;
    here()["bars"].push_back({{"name", name}, {"value", value}, {"bar", wanted}, {"at_least", at_least}, {"unit", unit}, {"met", met}});
    char line[200];
    std::snprintf(line, sizeof line, "   %s %-58s %9.3g %s (bar %s %g)", met ? "  met " : "MISSED", name.c_str(), value, unit.c_str(),
                  at_least ? ">=" : "<=", wanted);
    say(line);
  }
  // Asks all, in turns; the median of the rounds is a question's time, since other work on the machine interrupts some.
  std::map<std::string, Spread> race(const std::string& question, std::size_t questions, std::size_t rounds, const std::vector<Contender>& contenders,
                                     bool answers_alike = true) {
    std::vector<std::vector<std::vector<double>>> times(contenders.size(), std::vector<std::vector<double>>(questions));
    std::vector<std::vector<std::uint64_t>> answers(contenders.size(), std::vector<std::uint64_t>(questions));
    for (std::size_t c = 0; c < contenders.size(); ++c) {
      for (std::size_t i = 0; i < questions; ++i) answers[c][i] = contenders[c].ask(i);
    }
    for (std::size_t round = 0; round < rounds; ++round) {
      for (std::size_t c = 0; c < contenders.size(); ++c) {
        for (std::size_t i = 0; i < questions; ++i) {
          const Watch watch(shared);
          const auto answer = contenders[c].ask(i);
          times[c][i].push_back(watch.microseconds());
          if (answer != answers[c][i]) throw std::runtime_error(question + ": " + contenders[c].name + " answers now so and now so");
        }
      }
    }
    std::map<std::string, Spread> out;
    for (std::size_t c = 0; c < contenders.size(); ++c) {
      std::size_t differ = 0;
      for (std::size_t i = 0; i < questions; ++i) differ += answers[c][i] != answers[0][i] ? 1 : 0;
      std::vector<double> each;
      for (auto& of_question : times[c]) {
        std::sort(of_question.begin(), of_question.end());
        each.push_back(of_question[of_question.size() / 2]);
      }
      out[contenders[c].name] = spread_of(each);
      std::string note;
      if (answers_alike && differ > 0) {
        agree = false;
        note = "DIFFERS from " + contenders[0].name + " in " + std::to_string(differ) + " of " + std::to_string(questions);
      }
      time(question, contenders[c].name, out[contenders[c].name], note);
    }
    return out;
  }
};

// --- the questions, as the library answers them. One question, one snapshot, as in the HTTP API.

std::uint64_t sum_of_rows(const graph::ClaimGraph& graph, graph::VertexId vertex) {
  std::uint64_t sum = 0;
  graph.each_row(graph.unordered_rows(vertex), [&](const graph::RowAt& row) {
    sum += worth(row.confidence(), row.first_day());
    return true;
  });
  return sum;
}

std::uint64_t one_hop(const graph::Store& store, graph::VertexId vertex, const graph::ClaimFilter& filter) {
  const auto snapshot = store.snapshot();
  const graph::ClaimGraph graph(snapshot, filter, {});
  return sum_of_rows(graph, vertex);
}

std::uint64_t two_hops(const graph::Store& store, graph::VertexId vertex, const graph::ClaimFilter& filter) {
  const auto snapshot = store.snapshot();
  const graph::ClaimGraph graph(snapshot, filter, {});
  std::uint64_t sum = 0;
  graph::VertexId walked = 0;
  const auto rows = graph.rows(vertex);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.at(i);
    const auto ahead = [&](std::size_t steps) { return rows.at(std::min(i + steps, rows.size() - 1)).neighbour(); };
    graph.prefetch(ahead(2 * graph::kAhead), ahead(graph::kAhead));
    if (!graph.passes(row)) continue;
    sum += worth(row.confidence(), row.first_day());
    const auto neighbour = row.neighbour();
    if (neighbour != std::exchange(walked, neighbour)) sum += sum_of_rows(graph, neighbour);
  }
  return sum;
}

std::uint64_t distance(const graph::Store& store, graph::VertexId from, graph::VertexId to, const graph::ClaimFilter& filter) {
  const auto snapshot = store.snapshot();
  const graph::ClaimGraph graph(snapshot, filter, {});
  const auto path = graph::shortest_path(
      graph, graph, from, to, kPathHops, [](graph::VertexId) { return false; }, [&](graph::VertexId vertex) { return graph.walk_weight(vertex); });
  return path.empty() ? 0 : path.size() - 1;
}

struct Filters {
  graph::ClaimFilter ours;
  PlainFilter plain;
};

// The three filters: a confidence, a day, six relations.
Filters three_filters() {
  Filters out;
  out.ours.min_confidence = out.plain.min_confidence = 600;
  out.ours.since = out.plain.since = 16'800;
  const auto kinds = usable_relations();
  for (std::size_t i = 0; i < 6; ++i) {
    const auto relation = static_cast<std::size_t>(kinds[2 * i]);
    out.ours.relations.set(relation);
    out.plain.relations.at(relation) = true;
  }
  out.plain.some = true;
  return out;
}

graph::RocksOptions large_cache() {
  graph::RocksOptions out;
  out.cache_bytes = std::size_t{1} << 30u;  // as much as SQLite is given
  return out;
}

void measure_growth(Report& report, const PlainGraph& plain, const std::string& path) {
  const auto store = graph::Store::open(path, graph::OpenMode::kWrite, large_cache());
  store->keep_in_memory();
  PlainGraph more = plain;
  more.name += "-more";
  std::vector<double> times;
  std::vector<double> snapshots;
  for (std::size_t i = 0; i < 40; ++i) {
    const auto article = article_of(more, i * kClaimsPerArticle);
    const Watch whole(report.shared);
    store->put(article, false);
    const Watch watch(report.shared);
    std::optional<graph::Snapshot> snapshot(store->snapshot());
    // A full build that ends at this moment keeps others out of the graph: one of the next questions finds it.
    constexpr int kTries = 1000;
    for (int tries = 0; tries < kTries && !snapshot->loaded(); ++tries) snapshot.emplace(store->snapshot());
    snapshots.push_back(watch.microseconds());
    times.push_back(whole.microseconds());
    if (!snapshot->loaded()) throw std::runtime_error("the loaded graph did not follow an article");
  }
  for (std::size_t i = 0; i < 40; ++i) store->retract(article_of(more, i * kClaimsPerArticle).article.source, false);
  store->sync();
  store->compact();  // as it was, for the next run
  store->wait_for_graph();
  const auto both = spread_of(times);
  report.time("one more article", "put + snapshot", both);
  report.time("one more article", "snapshot alone", spread_of(snapshots));
  report.bar("loaded graph after one more article, put + snapshot, median", both.median / 1000, false, 5, "ms");
}

void compare_graph(Report& report, const Options& options, const PlainGraph& plain, bool build_bar) {
  report.begin(plain.name, std::to_string(plain.entities) + " entities, " + std::to_string(plain.edges.size()) + " claims");
  const auto path = options.dir + "/" + plain.name;
  const auto loading = load_store(plain, path);
  const auto edges = static_cast<double>(plain.edges.size());
  if (loading.seconds > 0) {
    report.fact("bulk load", edges / loading.seconds, "claims/s");
    report.fact("compaction after it", loading.compact_seconds, "s");
  }
  report.fact("store on disk, articles and names included", static_cast<double>(loading.bytes) / 1e6, "MB");

  const auto store = graph::Store::open(path, graph::OpenMode::kRead, large_cache());
  const auto loaded = graph::Store::open(path, graph::OpenMode::kRead, large_cache());
  // Twice: the first time the disk's cache and the block cache may be cold.
  const Watch cold_watch(false);
  loaded->keep_in_memory();
  const auto cold = cold_watch.microseconds();
  std::vector<double> builds;
  std::vector<double> builds_cpu;
  std::shared_ptr<const graph::LoadedGraph> graph_in_memory;
  for (int i = 0; i < 5; ++i) {
    const Watch wall(false);
    const Watch cpu(true, CLOCK_PROCESS_CPUTIME_ID);
    graph_in_memory = graph::LoadedGraph::build(loaded->snapshot());
    builds_cpu.push_back(cpu.microseconds());
    builds.push_back(wall.microseconds());
  }
  report.fact("loaded graph, first build", cold / 1e6, "s");
  report.fact("loaded graph, build when warm", spread_of(builds).median / 1e6, "s");
  report.fact("the same, processor time of all threads", spread_of(builds_cpu).median / 1e6, "s");
  if (build_bar) report.bar("build of the loaded graph from the store", spread_of(builds).median / 1e6, false, 0.5, "s");
  report.bar("memory of the loaded graph", static_cast<double>(graph_in_memory->bytes()) / edges, false, 60, "bytes a claim");
  graph_in_memory.reset();

  const auto start_snapshot = loaded->snapshot();
  const auto vertices = vertices_of(plain, start_snapshot);
  const auto halves = half_edges(plain, vertices);
  const Watch csr_watch(false);
  CsrPeer csr(halves, start_snapshot.end_node());
  report.fact("Boost CSR, sort and build", csr_watch.microseconds() / 1e6, "s");
  SqlitePeer sqlite(path + ".sqlite", halves, start_snapshot.end_node());
  if (sqlite.load_seconds() > 0) report.fact("SQLite load, sorted", edges / sqlite.load_seconds(), "claims/s");
  report.fact("SQLite on disk", static_cast<double>(std::filesystem::file_size(path + ".sqlite")) / 1e6, "MB");

  std::vector<std::pair<graph::VertexId, graph::VertexId>> pairs;
  std::mt19937_64 random(42);
  while (pairs.size() < options.questions) {
    const auto from = vertices[random() % vertices.size()];
    const auto to = vertices[random() % vertices.size()];
    if (from != 0 && to != 0 && from != to) pairs.emplace_back(from, to);
  }
  const graph::ClaimFilter none;
  const PlainFilter plain_none;
  const auto filters = three_filters();

  const auto one = report.race("1 hop", pairs.size(), options.rounds,
                               {{"loaded graph", [&](std::size_t i) { return one_hop(*loaded, pairs[i].first, none); }},
                                {"store", [&](std::size_t i) { return one_hop(*store, pairs[i].first, none); }},
                                {"Boost CSR", [&](std::size_t i) { return csr.one_hop(pairs[i].first, plain_none); }},
                                {"SQLite", [&](std::size_t i) { return sqlite.one_hop(pairs[i].first); }}});
  const auto two = report.race("2 hops", pairs.size(), options.rounds,
                               {{"loaded graph", [&](std::size_t i) { return two_hops(*loaded, pairs[i].first, none); }},
                                {"store", [&](std::size_t i) { return two_hops(*store, pairs[i].first, none); }},
                                {"Boost CSR", [&](std::size_t i) { return csr.two_hops(pairs[i].first, plain_none); }},
                                {"SQLite", [&](std::size_t i) { return sqlite.two_hops(pairs[i].first); }}});
  const auto two_filtered = report.race("2 hops, filtered", pairs.size(), options.rounds,
                                        {{"loaded graph", [&](std::size_t i) { return two_hops(*loaded, pairs[i].first, filters.ours); }},
                                         {"Boost CSR", [&](std::size_t i) { return csr.two_hops(pairs[i].first, filters.plain); }}});
  const auto path_times =
      report.race("shortest path", pairs.size(), options.rounds,
                  {{"loaded graph", [&](std::size_t i) { return distance(*loaded, pairs[i].first, pairs[i].second, none); }},
                   {"store", [&](std::size_t i) { return distance(*store, pairs[i].first, pairs[i].second, none); }},
                   {"Boost CSR, stamps", [&](std::size_t i) { return csr.distance_by_stamps(pairs[i].first, pairs[i].second, plain_none); }},
                   {"Boost CSR, hash maps", [&](std::size_t i) { return csr.distance_by_maps(pairs[i].first, pairs[i].second, plain_none); }},
                   {"SQLite", [&](std::size_t i) { return sqlite.distance(pairs[i].first, pairs[i].second); }}});
  const auto path_filtered =
      report.race("shortest path, filtered", pairs.size(), options.rounds,
                  {{"loaded graph", [&](std::size_t i) { return distance(*loaded, pairs[i].first, pairs[i].second, filters.ours); }},
                   {"Boost CSR, stamps", [&](std::size_t i) { return csr.distance_by_stamps(pairs[i].first, pairs[i].second, filters.plain); }}});
  graph::PathOptions best;
  best.k = 5;
  best.filter = filters.ours;
  graph::PathOptions best_of_all;
  best_of_all.k = 5;
  (void)report.race("5 best paths", pairs.size(), std::min<std::size_t>(options.rounds, 3),
                    {{"loaded graph", [&](std::size_t i) {
                        const auto snapshot = loaded->snapshot();
                        return graph::find_paths(snapshot, pairs[i].first, pairs[i].second, best_of_all).paths.size();
                      }}});
  const auto five = report.race("5 best paths, filtered", pairs.size(), std::min<std::size_t>(options.rounds, 3),
                                {{"loaded graph", [&](std::size_t i) {
                                    const auto snapshot = loaded->snapshot();
                                    return graph::find_paths(snapshot, pairs[i].first, pairs[i].second, best).paths.size();
                                  }}});

  const auto faster = [](const Spread& ours, const Spread& theirs) { return theirs.median / ours.median; };
  const auto csr_path = std::min(path_times.at("Boost CSR, stamps").median, path_times.at("Boost CSR, hash maps").median);
  report.bar("2 hops, loaded, faster than SQLite", faster(two.at("loaded graph"), two.at("SQLite")), true, 20, "x");
  report.bar("shortest path, loaded, faster than SQLite", faster(path_times.at("loaded graph"), path_times.at("SQLite")), true, 15, "x");
  report.bar("2 hops, loaded, time against Boost CSR", two.at("loaded graph").median / two.at("Boost CSR").median, false, 1.25, "x");
  report.bar("shortest path, loaded, time against Boost CSR", path_times.at("loaded graph").median / csr_path, false, 1.25, "x");
  report.bar("2 hops, loaded, filters' time against none", two_filtered.at("loaded graph").median / two.at("loaded graph").median, false, 2, "x");
  report.bar("shortest path, loaded, filters' time against none", path_filtered.at("loaded graph").median / path_times.at("loaded graph").median,
             false, 2, "x");
  report.bar("1 hop, store, faster than SQLite", faster(one.at("store"), one.at("SQLite")), true, 2, "x");
  report.bar("2 hops, store, faster than SQLite", faster(two.at("store"), two.at("SQLite")), true, 8, "x");
  report.bar("shortest path, store, faster than SQLite", faster(path_times.at("store"), path_times.at("SQLite")), true, 5, "x");
  report.bar("5 best paths with three filters, median", five.at("loaded graph").median / 1000, false, 5, "ms");
  report.bar("5 best paths with three filters, p99", five.at("loaded graph").p99 / 1000, false, 50, "ms");
}

void measure_hub(Report& report, const Options& options) {
  constexpr std::uint32_t kOrdinary = 5000;
  const auto plain = make_hub(options.hub_edges, kOrdinary);
  report.begin(plain.name, "one entity with " + std::to_string(options.hub_edges) + " links, " + std::to_string(kOrdinary) + " ordinary ones beside it");
  const auto path = options.dir + "/" + plain.name;
  const auto loading = load_store(plain, path);
  if (loading.seconds > 0) report.fact("bulk load", static_cast<double>(plain.edges.size()) / loading.seconds, "claims/s");
  report.fact("store on disk", static_cast<double>(loading.bytes) / 1e6, "MB");
  const auto store = graph::Store::open(path, graph::OpenMode::kRead, large_cache());
  const auto vertices = vertices_of(plain, store->snapshot());
  std::mt19937_64 random(3);
  std::vector<graph::VertexId> leaves;
  std::vector<graph::VertexId> ordinary;
  while (leaves.size() < 2 * options.questions) leaves.push_back(vertices[1 + random() % options.hub_edges]);
  while (ordinary.size() < options.questions) {
    const auto vertex = vertices[1 + options.hub_edges + random() % kOrdinary];
    if (vertex != 0) ordinary.push_back(vertex);
  }
  for (const bool in_memory : {false, true}) {
    if (in_memory) store->keep_in_memory();
    const std::string engine = in_memory ? "loaded graph" : "store";
    const auto rounds = in_memory ? options.rounds : 1;
    const auto questions = in_memory ? options.questions : std::min<std::size_t>(options.questions, 100);
    std::size_t truncated = 0;
    const auto neighborhood = [&](graph::VertexId centre, std::size_t depth) -> std::uint64_t {
      const auto snapshot = store->snapshot();
      graph::NeighborhoodOptions asked;
      asked.depth = depth;
      const auto answer = graph::find_neighborhood(snapshot, centre, asked);
      truncated += answer.explored.truncated || answer.cut ? 1 : 0;
      return answer.nodes.size();
    };
    const auto paths = [&](graph::VertexId from, graph::VertexId to) -> std::uint64_t {
      const auto snapshot = store->snapshot();
      const auto answer = graph::find_paths(snapshot, from, to, {});
      truncated += answer.explored.truncated ? 1 : 0;
      return answer.paths.size();
    };
    const auto ask = [&](const std::string& name, std::size_t count, const std::function<std::uint64_t(std::size_t)>& one) {
      truncated = 0;
      const auto times = report.race(name, count, rounds, {{engine, one}});
      report.say("      cut short and said so: " + std::to_string(truncated) + " of " + std::to_string(count * (rounds + 1)) + " answers");
      report.here()["times"].back()["truncated"] = truncated;
      report.bar(name + ", " + engine + ", p99", times.at(engine).p99 / 1000, false, 50, "ms");
    };
    ask("around the hub", std::min<std::size_t>(questions, 20), [&](std::size_t) { return neighborhood(vertices[0], 1); });
    ask("around a leaf, depth 2", questions, [&](std::size_t i) { return neighborhood(leaves[i], 2); });
    ask("paths leaf - leaf", questions, [&](std::size_t i) { return paths(leaves[2 * i], leaves[2 * i + 1]); });
    ask("paths leaf - ordinary", questions, [&](std::size_t i) { return paths(leaves[i], ordinary[i]); });
    ask("paths hub - ordinary", questions, [&](std::size_t i) { return paths(vertices[0], ordinary[i]); });
  }
}

std::string machine() {
  std::string model = "unknown processor";
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.rfind("model name", 0) == 0) {
      model = line.substr(line.find(':') + 2);
      break;
    }
  }
  std::string load = "?";
  std::getline(std::ifstream("/proc/loadavg"), load);
  return model + ", " + std::to_string(std::thread::hardware_concurrency()) + " cores; load " + load;
}

}  // namespace

int main(int count, char** words) {
  try {
    const auto options = read_options(count, words);
    std::filesystem::create_directories(options.dir);
    Report report;
    report.text = !options.json;
    report.shared = options.shared;
    report.json["shared"] = options.shared;
    report.json["machine"] = machine();
    report.json["questions"] = options.questions;
    report.json["rounds"] = options.rounds;
    report.say(machine() + "\nmedian / p99 of " + std::to_string(options.questions) + " questions, each the median of " +
               std::to_string(options.rounds) + " rounds");
    const auto compare = [&](const PlainGraph& plain, bool build_bar) {
      compare_graph(report, options, plain, build_bar);
      measure_growth(report, plain, options.dir + "/" + plain.name);
    };
    if (options.wants("synthetic")) compare(make_synthetic(options.entities, options.edges), true);
    if (options.wants("events") && !options.events.empty()) {
      const auto events = read_events(options.events);
      if (events.edges.empty()) throw std::runtime_error("no events in the directories named");
      compare(events, false);
    }
    if (options.wants("hub")) measure_hub(report, options);
    report.json["agree"] = report.agree;
    report.say("\nload at the end: " + machine());
    if (options.json) std::cout << report.json.dump(1) << "\n";
    if (!report.agree) std::cerr << "entente_compare: the engines do not agree\n";
    return report.agree ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "entente_compare: " << error.what() << "\n";
    return 2;
  }
}
