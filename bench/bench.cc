// SPDX-License-Identifier: Apache-2.0
// What a user waits for: reading, storing, retracting, asking. Runs on the seed articles and on a synthetic graph with a power
// law, so nothing outside the repository is needed.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "extract/article_reader.h"
#include "extract/pipeline.h"
#include "graph/queries.h"
#include "graph/store.h"
#include "names/match.h"

namespace {

using namespace entente;

const std::vector<Article>& seed_articles() {
  static const auto articles = [] {
    std::vector<Article> out;
    extract::read_articles({ENTENTE_SOURCE_DIR "/seeds/articles"}, {}, std::cin, [&](extract::ReadResult result) {
      if (auto* article = std::get_if<Article>(&result)) out.push_back(std::move(*article));
      return true;
    });
    return out;
  }();
  return articles;
}

const extract::Pipeline& pipeline() {
  static const auto loaded = extract::Pipeline::load(extract::find_seeds());
  return loaded;
}

void load_pipeline(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(extract::Pipeline::load(extract::find_seeds()));
}
BENCHMARK(load_pipeline)->Unit(benchmark::kMillisecond);

void extract_articles(benchmark::State& state) {
  const auto& reader = pipeline();
  std::size_t bytes = 0;
  std::size_t articles = 0;
  for (auto _ : state) {
    for (const auto& article : seed_articles()) {
      benchmark::DoNotOptimize(reader.run(article));
      bytes += article.text.size();
      ++articles;
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(articles));
}
BENCHMARK(extract_articles)->Unit(benchmark::kMillisecond);

// An article with `claims` claims between persons drawn by a power law.
Extraction synthetic_article(std::uint64_t number, std::size_t claims, std::uint32_t people) {
  std::mt19937_64 random(number);
  Extraction out;
  out.article.source = "synthetic/" + std::to_string(number);
  std::vector<std::uint32_t> drawn;
  const auto draw = [&] {
    const double u = std::generate_canonical<double, 53>(random);
    return static_cast<std::uint32_t>(static_cast<double>(people) * std::pow(u, 3.0));
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  while (pairs.size() < claims) {
    const auto a = draw();
    const auto b = draw();
    if (a != b) pairs.emplace_back(a, b);
  }
  std::vector<std::uint32_t> names;
  for (const auto& [a, b] : pairs) {
    names.push_back(a);
    names.push_back(b);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  auto& text = out.article.text;
  std::vector<Quote> quotes;
  for (const auto name : names) {
    const auto start = static_cast<std::uint32_t>(text.size());
    const auto words = "Person " + std::to_string(name);
    text += words + " met. ";
    quotes.push_back({{start, start + static_cast<std::uint32_t>(words.size())}, words});
  }
  set_article_id(out.article);
  for (std::size_t i = 0; i < names.size(); ++i) {
    Entity entity;
    entity.type = EntityType::kPerson;
    entity.name = quotes[i].text;
    entity.mentions.push_back({quotes[i], MentionForm::kName});
    entity.keys.push_back({"person " + std::to_string(names[i]), KeyReason::kName});
    entity.id = make_entity_id(out.article.id, entity);
    out.entities.push_back(std::move(entity));
  }
  const auto index = [&](std::uint32_t name) { return static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), name) - names.begin()); };
  for (const auto& [a, b] : pairs) {
    Claim claim;
    claim.subject = out.entities[index(a)].id;
    claim.object = out.entities[index(b)].id;
    claim.relation = Relation::kMeetsWith;
    claim.confidence = 0.8;
    claim.evidence = quotes[index(a)];
    claim.subject_mention = quotes[index(a)];
    claim.object_mention = quotes[index(b)];
    claim.extractor = "synthetic@1";
    claim.id = make_claim_id(out.article.id, claim);
    const bool again = std::any_of(out.claims.begin(), out.claims.end(), [&](const Claim& other) { return other.id == claim.id; });
    if (!again) out.claims.push_back(std::move(claim));
  }
  return out;
}

std::string scratch(const char* name) {
  const auto path = std::filesystem::temp_directory_path() / (std::string("entente-bench-") + name);
  std::filesystem::remove_all(path);
  return path.string();
}

void put_articles(benchmark::State& state) {
  const auto path = scratch("put");
  auto store = graph::Store::open(path, graph::OpenMode::kWrite);
  const bool sync = state.range(0) != 0;
  std::uint64_t number = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const auto article = synthetic_article(number++, 12, 20000);
    state.ResumeTiming();
    store->put(article, sync);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  store.reset();
  std::filesystem::remove_all(path);
}
BENCHMARK(put_articles)->ArgName("fsync_each")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

// A store on disk of 20,000 articles and about 240,000 claims, made once.
graph::Store& large_store() {
  static const auto store = [] {
    auto made = graph::Store::open(scratch("large"), graph::OpenMode::kWrite);
    for (std::uint64_t i = 0; i < 20000; ++i) made->put(synthetic_article(i, 12, 20000), false);
    made->sync();
    made->compact();
    return made;
  }();
  return *store;
}

void retract_and_put_back(benchmark::State& state) {
  auto& store = large_store();
  std::uint64_t number = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const auto article = synthetic_article(number++ % 20000, 12, 20000);
    state.ResumeTiming();
    store.retract(article.article.source, false);
    state.PauseTiming();
    store.put(article, false);
    state.ResumeTiming();
  }
}
BENCHMARK(retract_and_put_back)->Unit(benchmark::kMicrosecond);

void links_of_one(benchmark::State& state) {
  const auto& store = large_store();
  std::mt19937_64 random(1);
  for (auto _ : state) {
    const auto snapshot = store.snapshot();
    const auto vertex = snapshot.resolve("Person " + std::to_string(random() % 20000)).vertex;
    if (!vertex) continue;
    const graph::ClaimGraph view(snapshot, {}, {});
    benchmark::DoNotOptimize(out_degree(*vertex, view));
  }
}
BENCHMARK(links_of_one)->Unit(benchmark::kMicrosecond);

void shortest_path(benchmark::State& state) {
  const auto& store = large_store();
  std::mt19937_64 random(1);
  graph::PathOptions options;
  options.k = static_cast<std::size_t>(state.range(0));
  options.quotes = 1;
  std::size_t vertices = 0;
  std::size_t rows = 0;
  for (auto _ : state) {
    const auto snapshot = store.snapshot();
    const auto a = snapshot.resolve("Person " + std::to_string(random() % 20000)).vertex;
    const auto b = snapshot.resolve("Person " + std::to_string(random() % 20000)).vertex;
    if (!a || !b || *a == *b) continue;
    const auto answer = find_paths(snapshot, *a, *b, options);
    benchmark::DoNotOptimize(answer.paths.size());
    vertices += answer.explored.vertices;
    rows += answer.explored.rows;
  }
  state.counters["vertices"] = benchmark::Counter(static_cast<double>(vertices), benchmark::Counter::kAvgIterations);
  state.counters["rows"] = benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kAvgIterations);
}
BENCHMARK(shortest_path)->ArgName("k")->Arg(1)->Arg(3)->Unit(benchmark::kMillisecond);

// Half of the pairs in one script, half across two; about half are the same.
void match_names(benchmark::State& state) {
  using names::NameKind;
  struct NamePair {
    std::string_view a;
    std::string_view b;
    NameKind kind;
  };
  const std::vector<NamePair> pairs{
      {"Kim Jong Un", "김정은", NameKind::kPerson},
      {"Kim Yong Nam", "김기남", NameKind::kPerson},
      {"Vladimir Vladimirovich Putin", "Владимир Путин", NameKind::kPerson},
      {"Дмитрий Песков", "Dmitri Medvedev", NameKind::kPerson},
      {"Xi Jinping", "习近平", NameKind::kPerson},
      {"Mohammed bin Salman", "محمد بن سلمان", NameKind::kPerson},
      {"Olga Petrova", "Olga Petrenko", NameKind::kPerson},
      {"Hansen, Lars P.", "Lars Peter Hansen", NameKind::kPerson},
      {"Nordwind Shipping GmbH", "Nordwind Shipping Limited", NameKind::kBody},
      {"Ministry of Foreign Affairs", "Ministry of Internal Affairs", NameKind::kBody},
      {"Resolution 1718", "Resolution 1874", NameKind::kThing},
      {"Austria", "Australia", NameKind::kPlace}};
  std::size_t compared = 0;
  for (auto _ : state) {
    for (const auto& pair : pairs) benchmark::DoNotOptimize(names::match(pair.a, pair.b, pair.kind));
    compared += pairs.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(compared));
}
BENCHMARK(match_names)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
