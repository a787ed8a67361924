// SPDX-License-Identifier: Apache-2.0
// Random histories: whatever was put, replaced and retracted in whatever order, a store says what its present
// articles say, and nothing else.
#include <algorithm>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "graph/decisions.h"
#include "graph/dump.h"
#include "graph/queries.h"
#include "graph/store.h"
#include "model/error.h"
#include "tests/support/length.h"
#include "tests/support/naive_store.h"
#include "tests/support/random_world.h"
#include "tests/support/temporary_directory.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::NaiveStore;
using entente::testing::RandomWorld;

namespace {

// A random decision about what the store has now; or one taken before, or undone, again.
void decide(RandomWorld& world, Store& store, NaiveStore& naive, std::vector<Decision>& past) {
  if (world.chance(35) && !naive.decisions().empty()) {
    std::vector<Id> ids;
    for (const auto& [id, decision] : naive.decisions()) ids.push_back(id);
    const auto id = world.pick_from(ids);
    CHECK(store.undo(id, "tester", "second thoughts", "2026-11-30", false).id == id);
    naive.undo(id);
    return;
  }
  Decision decision;
  if (world.chance(20) && !past.empty()) {
    decision = world.pick_from(past);
  } else {
    const auto snapshot = store.snapshot();
    std::vector<EntityRecord> entities;
    snapshot.for_each_entity([&](const EntityRecord& entity) {
      entities.push_back(entity);
      return true;
    });
    if (entities.size() < 2) return;
    // Numbers depend on history, the choice must not.
    std::sort(entities.begin(), entities.end(), [](const EntityRecord& a, const EntityRecord& b) { return a.id < b.id; });
    decision.author = "tester";
    decision.reason = "because " + std::to_string(world.pick(10));
    decision.when = "2026-11-30T00:00:00Z";
    const auto first = world.pick_from(entities);
    std::erase_if(entities, [&](const EntityRecord& other) { return identity_class(other.type) != identity_class(first.type); });
    const auto keys = snapshot.key_ids(first.vertex);
    if (world.chance(30)) {
      decision.kind = DecisionKind::kSplit;
      decision.keys = world.chance(50) ? keys : std::vector<Id>{first.id};
      for (const auto& [source, extraction] : naive.articles()) {
        if (world.chance(40)) decision.sources.push_back(source);
      }
      if (decision.sources.empty()) return;
    } else {
      decision.kind = world.chance(50) ? DecisionKind::kMerge : DecisionKind::kNever;
      auto others = snapshot.key_ids(world.chance(40) ? first.vertex : world.pick_from(entities).vertex);
      std::sort(others.begin(), others.end());
      decision.keys = {first.id, world.pick_from(others)};
      if (decision.keys[0] == decision.keys[1]) return;
    }
    set_decision_id(decision);
  }
  past.push_back(decision);
  try {
    const bool taken = store.decide(decision, false);
    CHECK(taken == !naive.decisions().contains(decision.id));
    if (taken) naive.decide(decision);  // one that is in force keeps the words of who took it first
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::kInput);  // one in force says otherwise
  }
}

// In every third history whatever is several at once is a bulk load.
RocksOptions options_of(std::uint32_t seed) {
  RocksOptions options;
  if (seed % 3 == 0) options.files_from = 2;
  return options;
}

struct Past {
  std::vector<Extraction> articles;
  std::vector<Decision> decisions;
};

// One random thing happens to both stores.
void step(RandomWorld& world, Store& store, NaiveStore& naive, Past& past) {
  const auto what = world.pick(100);
  std::vector<const Extraction*> present;
  for (const auto& [source, extraction] : naive.articles()) present.push_back(&extraction);
  if (what < 10 && !present.empty()) {
    const auto again = *world.pick_from(present);
    CHECK(store.put(again, false) == PutOutcome::kUnchanged);
    CHECK(naive.put(again) == PutOutcome::kUnchanged);
  } else if (what < 20 && !present.empty()) {
    const auto other = world.other_reading(*world.pick_from(present));
    const auto outcome = store.put(other, false);
    CHECK(outcome == naive.put(other));
    past.articles.push_back(other);
  } else if (what < 35 && !present.empty()) {
    const auto article = world.pick_from(present)->article;
    const auto gone = store.retract(world.chance(50) ? article.source : to_string('a', article.id), false);
    CHECK(gone.source == article.source);
    CHECK(gone.text == article.text);
    naive.retract(article.source);
  } else if (what < 42 && !past.articles.empty()) {
    const auto& old = world.pick_from(past.articles);
    const auto outcome = store.put(old, false);
    CHECK(outcome == naive.put(old));
  } else if (what < 44) {
    // Several at once, some of them again.
    std::vector<Extraction> group;
    for (std::size_t i = 0; i < 2 + world.pick(5); ++i) {
      if (world.chance(20) && !group.empty()) group.push_back(world.pick_from(group));
      else if (world.chance(20) && !past.articles.empty()) group.push_back(world.pick_from(past.articles));
      else group.push_back(world.article(7));
    }
    const auto outcomes = store.put_all(group, false);
    REQUIRE(outcomes.size() == group.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
      CHECK(outcomes[i] == naive.put(group[i]));
      past.articles.push_back(group[i]);
    }
  } else if (what < 45) {
    store.compact();
  } else if (what < 47) {
    const auto before = logical_dump(store.snapshot());
    store.rebuild();
    CHECK(before == logical_dump(store.snapshot()));
  } else if (what < 65) {
    decide(world, store, naive, past.decisions);
  } else {
    const auto fresh = world.article(7);
    const auto outcome = store.put(fresh, false);
    CHECK(outcome == naive.put(fresh));
    past.articles.push_back(fresh);
  }
}

void compare(RandomWorld& world, const Store& store, const NaiveStore& naive) {
  const auto snapshot = store.snapshot();
  CHECK(entente::testing::picture(snapshot, entente::testing::every_claim()) ==
        naive.picture(entente::testing::every_claim()));
  CHECK(entente::testing::picture(snapshot, {}) == naive.picture({}));
  ClaimFilter filter;
  filter.min_confidence = static_cast<std::uint16_t>(world.pick(900));
  filter.negative = world.chance(50);
  filter.planned = world.chance(50);
  filter.possible = world.chance(50);
  filter.undated = world.chance(50);
  if (world.chance(70)) filter.since = static_cast<std::int32_t>(20454 + world.pick(300));  // from 2026 on
  if (world.chance(70)) filter.until = static_cast<std::int32_t>(20454 + world.pick(300));
  for (std::size_t i = 0; i < 20; ++i) filter.relations.set(1 + world.pick(relations().size()));
  CHECK(entente::testing::picture(snapshot, filter) == naive.picture(filter));
  for (const auto& name : entente::testing::world_names()) {
    CHECK_MESSAGE(entente::testing::resolve(snapshot, name) == naive.resolve(name), name);
  }
  std::uint64_t claims = 0;
  std::uint64_t unread = 0;
  std::uint64_t mentions = 0;
  for (const auto& [source, extraction] : naive.articles()) {
    claims += extraction.claims.size();
    unread += extraction.article.status == ArticleStatus::kLanguageNotRead ? 1 : 0;
    for (const auto& entity : extraction.entities) mentions += entity.mentions.size();
  }
  CHECK(snapshot.counts() == Counts{naive.articles().size(), unread, claims, mentions});
}

std::string written(const Snapshot& snapshot, const Link& link) {
  auto out = "\n  " + to_string('e', snapshot.entity(link.source).id) + " " + std::string(name_of(link.relation)) +
             (link.forward ? " > " : " < ") + to_string('e', snapshot.entity(link.target).id);
  for (const auto& evidence : link.evidence) out += " " + to_string('c', evidence.get().id);
  return out;
}

std::string answers(const Snapshot& snapshot, const std::string& from, const std::string& to) {
  const auto a = snapshot.resolve(from);
  const auto b = snapshot.resolve(to);
  if (!a.vertex || !b.vertex) return {};
  std::string out;
  NeighborhoodOptions around;
  around.filter = entente::testing::every_claim();
  around.depth = 2;
  for (const auto& link : find_neighborhood(snapshot, *a.vertex, around).links) out += written(snapshot, link);
  if (*a.vertex == *b.vertex) return out;
  PathOptions options;
  options.filter = entente::testing::every_claim();
  options.k = 5;
  for (const auto& path : find_paths(snapshot, *a.vertex, *b.vertex, options).paths) {
    out += "\npath " + std::to_string(path.hops.size());
    for (const auto& hop : path.hops) {
      for (const auto& link : hop.links) out += written(snapshot, link);
    }
  }
  return out;
}

// The same articles, put once each in another order, without any history.
void compare_with_fresh(RandomWorld& world, const Store& store, const NaiveStore& naive) {
  std::vector<Extraction> articles;
  for (const auto& [source, extraction] : naive.articles()) articles.push_back(extraction);
  world.shuffle(articles);
  const auto fresh = Store::open("fresh", OpenMode::kMemory);
  // Decisions before, between and after the articles.
  std::vector<std::vector<Decision>> due(articles.size() + 1);
  for (const auto& [id, decision] : naive.decisions()) due[world.pick(due.size())].push_back(decision);
  for (std::size_t i = 0; i <= articles.size(); ++i) {
    for (const auto& decision : due[i]) CHECK(fresh->decide(decision, false));
    if (i < articles.size()) CHECK(fresh->put(articles[i], false) == PutOutcome::kAdded);
  }
  CHECK(logical_dump(store.snapshot()) == logical_dump(fresh->snapshot()));
  CHECK(store.snapshot().digest() == fresh->snapshot().digest());
  // Answers too: which links come first, and which quotes, is a matter of content alone.
  const auto names = entente::testing::world_names();
  for (int question = 0; question < 6; ++question) {
    const auto from = world.pick_from(names);
    const auto to = world.pick_from(names);
    CAPTURE(from);
    CAPTURE(to);
    CHECK(answers(store.snapshot(), from, to) == answers(fresh->snapshot(), from, to));
  }
  if (!world.chance(30)) return;  // check opens a store of its own, the dearest part of all this
  const auto result = check(store.snapshot());
  CHECK_MESSAGE(!result.first_violation, *result.first_violation);
  CHECK(result.articles == articles.size());
}

}  // namespace

TEST_CASE("after any history a store says what its present articles and decisions say") {
  const auto histories = entente::testing::times(300, 10'000);
  for (std::uint32_t seed = 1; seed <= histories; ++seed) {
    CAPTURE(seed);
    RandomWorld world(seed);
    const auto store = Store::open("history", OpenMode::kMemory, options_of(seed));
    NaiveStore naive;
    Past past;
    const auto steps = 5 + world.pick(26);
    for (std::size_t i = 0; i < steps; ++i) {
      CAPTURE(i);
      step(world, *store, naive, past);
    }
    compare(world, *store, naive);
    compare_with_fresh(world, *store, naive);
  }
}

TEST_CASE("a store is right after every single step, not only at the end") {
  for (std::uint32_t seed = 1001; seed <= 1020; ++seed) {
    CAPTURE(seed);
    RandomWorld world(seed);
    const auto store = Store::open("history", OpenMode::kMemory, options_of(seed));
    NaiveStore naive;
    Past past;
    for (std::size_t i = 0; i < 25; ++i) {
      CAPTURE(i);
      step(world, *store, naive, past);
      compare(world, *store, naive);
    }
    compare_with_fresh(world, *store, naive);
  }
}

TEST_CASE("a store on disk that is closed and opened between the steps loses nothing") {
  for (std::uint32_t seed = 2001; seed <= 2006; ++seed) {
    CAPTURE(seed);
    const entente::testing::TemporaryDirectory directory;
    RandomWorld world(seed);
    NaiveStore naive;
    Past past;
    for (std::size_t round = 0; round < 6; ++round) {
      const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
      compare(world, *store, naive);
      for (std::size_t i = 0; i < 6; ++i) step(world, *store, naive, past);
    }
    const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
    compare(world, *store, naive);
    compare_with_fresh(world, *store, naive);
  }
}

TEST_CASE("retracting every article leaves a store like an empty one") {
  RandomWorld world(5);
  const auto store = Store::open("emptied", OpenMode::kMemory);
  NaiveStore naive;
  for (std::size_t i = 0; i < 40; ++i) {
    const auto article = world.article(25);
    store->put(article, false);
    naive.put(article);
  }
  for (const auto& [source, extraction] : naive.articles()) store->retract(source, false);
  const auto empty = Store::open("empty", OpenMode::kMemory);
  CHECK(logical_dump(store->snapshot()) == logical_dump(empty->snapshot()));
  CHECK(store->snapshot().digest() == empty->snapshot().digest());
  CHECK(store->snapshot().search("Kim", 10).empty());
}
