// SPDX-License-Identifier: Apache-2.0
// Ten thousand small random worlds, every kind of question under random filters, on the store and on the loaded graph, against
// enumeration over the claims as they were made.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "doctest/doctest.h"
#include "graph/connections.h"
#include "graph/fragility.h"
#include "graph/queries.h"
#include "graph/store.h"
#include "graph/why_not.h"
#include "model/date.h"
#include "tests/support/builders.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::ClaimDetails;
using entente::testing::RandomWorld;

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

struct Said {
  std::size_t from = 0;
  Relation relation = Relation::kMeetsWith;
  std::size_t to = 0;
  double confidence = 0.9;
  std::string date;
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kActual;
  std::optional<std::size_t> speaker;
  std::size_t article = 0;
};

struct SmallWorld {
  std::size_t number = 0;
  std::size_t people = 0;
  std::vector<Said> said;
  std::map<std::size_t, std::string> published;  // by article
  std::map<std::size_t, IngestId> origin;        // likewise: some texts are so alike that they are one

  [[nodiscard]] std::string name(std::size_t who) const { return "World" + std::to_string(number) + " Member" + std::to_string(who); }
  [[nodiscard]] static EntityType type(std::size_t who) { return who % 3 == 2 ? EntityType::kOrganization : EntityType::kPerson; }
  [[nodiscard]] std::string source(std::size_t article) const {
    return (article % 2 == 0 ? "wire/" : "Blog/") + std::to_string(number) + "-" + std::to_string(article) + ".txt";
  }
  [[nodiscard]] std::size_t claims_of(std::size_t who) const {
    return static_cast<std::size_t>(std::count_if(said.begin(), said.end(), [&](const Said& item) { return item.from == who || item.to == who; }));
  }
};

SmallWorld make_world(RandomWorld& random, std::size_t number) {
  SmallWorld world;
  world.number = number;
  world.people = 3 + random.pick(5);
  const auto shape = random.pick(4);
  const auto claims = shape == 0 ? world.people - 1 : shape == 1 ? random.pick(2 * world.people) : 2 * world.people + random.pick(3 * world.people);
  const std::vector<Relation> used{Relation::kMeetsWith, Relation::kContacts, Relation::kSupports};
  for (std::size_t i = 0; i < claims; ++i) {
    Said item;
    item.from = shape == 0 ? i : random.pick(world.people);      // a chain, so that paths are long
    item.to = shape == 0 ? i + 1 : random.pick(world.people);
    if (item.from == item.to) continue;
    item.relation = random.pick_from(used);
    item.article = random.pick(1 + claims / 2);
    item.confidence = static_cast<double>(random.pick(1001)) / 1000.0;
    if (random.chance(70)) item.date = "202" + std::to_string(random.pick(7)) + (random.chance(50) ? "-0" + std::to_string(1 + random.pick(9)) : "");
    if (random.chance(12)) item.polarity = Polarity::kNegative;
    if (random.chance(15)) item.modality = static_cast<Modality>(random.pick(5));
    if (random.chance(40)) item.speaker = random.pick(world.people);
    world.said.push_back(item);
  }
  for (std::size_t i = 0; i <= claims / 2; ++i) {
    if (random.chance(70)) world.published[i] = "202" + std::to_string(random.pick(7)) + "-06-15";
  }
  return world;
}

void put(Store& store, const SmallWorld& world) {
  std::map<std::size_t, std::vector<const Said*>> articles;
  for (const auto& item : world.said) articles[item.article].push_back(&item);
  const auto add = [&](ArticleBuilder& builder, std::map<std::size_t, std::size_t>& local, std::size_t who) {
    if (!local.contains(who)) local.emplace(who, builder.entity(SmallWorld::type(who), world.name(who)));
    return local.at(who);
  };
  for (const auto& [number, items] : articles) {
    ArticleBuilder builder(world.source(number));
    if (const auto date = world.published.find(number); date != world.published.end()) builder.published(date->second);
    std::map<std::size_t, std::size_t> local;
    for (const auto* item : items) {
      add(builder, local, item->from);
      add(builder, local, item->to);
      if (item->speaker) add(builder, local, *item->speaker);
    }
    for (const auto* item : items) {
      ClaimDetails details{.confidence = item->confidence, .date = item->date, .polarity = item->polarity, .modality = item->modality};
      if (item->speaker) details.speakers.push_back(local.at(*item->speaker));
      builder.claim(local.at(item->from), item->relation, local.at(item->to), details);
    }
    store.put(builder.build(), false);
  }
  ArticleBuilder everybody("everybody/" + std::to_string(world.number));  // those too of whom nothing is said
  std::map<std::size_t, std::size_t> local;
  for (std::size_t i = 0; i < world.people; ++i) add(everybody, local, i);
  store.put(everybody.build(), false);
}

// A filter in the world's own terms.
struct Wish {
  ClaimFilter filter;
  std::vector<std::size_t> speakers;
  std::vector<std::size_t> avoid;
  bool wire_only = false;
  std::size_t skip_degree = 0;
};

Wish random_wish(RandomWorld& random, const SmallWorld& world) {
  Wish wish;
  auto& filter = wish.filter;
  if (random.chance(40)) return wish;
  if (random.chance(25)) {
    filter.relations.set(static_cast<std::size_t>(Relation::kMeetsWith));
    filter.relations.set(static_cast<std::size_t>(Relation::kContacts));
  }
  if (random.chance(25)) filter.since = to_days(2020 + static_cast<int>(random.pick(5)), 7, 1);
  if (random.chance(25)) filter.until = to_days(2021 + static_cast<int>(random.pick(5)), 7, 1);
  filter.undated = random.chance(50);
  if (random.chance(25)) filter.min_confidence = static_cast<std::uint16_t>(random.pick(700));
  filter.negative = random.chance(30);
  filter.planned = random.chance(30);
  filter.conditional = random.chance(30);
  filter.possible = random.chance(30);
  filter.requested = random.chance(30);
  if (random.chance(20)) filter.direction = random.chance(50) ? Direction::kAlong : Direction::kAgainst;
  if (random.chance(12)) {
    wish.wire_only = true;
    filter.sources = {"WIRE/"};
  }
  if (random.chance(10)) wish.speakers = {random.pick(world.people), random.pick(world.people)};
  if (random.chance(12)) filter.published_until = to_days(2022 + static_cast<int>(random.pick(4)), 1, 1);
  if (random.chance(12)) filter.as_of = to_days(2021 + static_cast<int>(random.pick(5)), 3, 1);
  if (random.chance(15)) wish.avoid = {random.pick(world.people)};
  if (random.chance(12)) filter.types.set(static_cast<std::size_t>(EntityType::kPerson));
  if (random.chance(12)) wish.skip_degree = 1 + random.pick(5);
  return wish;
}

// One way a claim can be walked.
struct PlainEdge {
  std::size_t to;
  Relation relation;
  bool forward;
  std::vector<const Said*> claims;
  double confidence = 0;
  double cost = 1;
};

class PlainGraph {
 public:
  PlainGraph(const SmallWorld& world, const Wish& wish, const std::set<std::size_t>& ends, bool reversed = false)
      : world_(world), wish_(wish), ends_(ends) {
    edges_.resize(world.people);
    std::map<std::tuple<std::size_t, std::size_t, Relation, bool>, std::vector<const Said*>> groups;
    for (const auto& item : world.said) {
      for (const bool outwards : {true, false}) {
        const auto from = outwards ? item.from : item.to;
        const auto to = outwards ? item.to : item.from;
        if (!takes(item, outwards != reversed) || !admits(to)) continue;
        groups[{from, to, item.relation, outwards || info(item.relation).symmetric}].push_back(&item);
      }
    }
    for (const auto& [key, claims] : groups) {
      const auto& [from, to, relation, forward] = key;
      PlainEdge edge{to, relation, forward, claims};
      std::map<IngestId, double> best;
      for (const auto* item : claims) {
        auto& known = best[world.origin.at(item->article)];
        known = std::max(known, item->confidence);
      }
      double doubt = 1;
      for (const auto& [origin, confidence] : best) doubt *= 1 - confidence;
      edge.confidence = 1 - doubt;
      edge.cost = 1 + 0.5 * doubt;
      edges_[from].push_back(edge);
    }
  }
  [[nodiscard]] bool takes(const Said& item, bool outwards) const {
    const auto& filter = wish_.filter;
    if (filter.relations.any() && !filter.relations.test(static_cast<std::size_t>(item.relation))) return false;
    if (std::lround(item.confidence * 1000) < filter.min_confidence) return false;
    if (item.polarity == Polarity::kNegative && !filter.negative) return false;
    if (item.modality == Modality::kPlanned && !filter.planned) return false;
    if (item.modality == Modality::kConditional && !filter.conditional) return false;
    if (item.modality == Modality::kPossible && !filter.possible) return false;
    if (item.modality == Modality::kRequested && !filter.requested) return false;
    const auto days = parse_date(item.date);
    if (filter.since || filter.until) {
      if (!days && !filter.undated) return false;
      if (days && filter.since && days->last < *filter.since) return false;
      if (days && filter.until && days->first > *filter.until) return false;
    }
    if (!info(item.relation).symmetric) {
      if (filter.direction == Direction::kAlong && !outwards) return false;
      if (filter.direction == Direction::kAgainst && outwards) return false;
    }
    if (wish_.wire_only && item.article % 2 != 0) return false;
    if (filter.published_until) {
      const auto date = world_.published.find(item.article);
      if (date == world_.published.end() || parse_date(date->second)->first > *filter.published_until) return false;
    }
    if (filter.as_of) {
      const auto date = world_.published.find(item.article);
      if (days ? days->first > *filter.as_of : date == world_.published.end() || parse_date(date->second)->first > *filter.as_of) return false;
    }
    if (!wish_.speakers.empty()) {
      if (!item.speaker || std::find(wish_.speakers.begin(), wish_.speakers.end(), *item.speaker) == wish_.speakers.end()) return false;
    }
    return true;
  }
  [[nodiscard]] bool admits(std::size_t who) const {
    if (ends_.contains(who)) return true;
    if (std::find(wish_.avoid.begin(), wish_.avoid.end(), who) != wish_.avoid.end()) return false;
    return !wish_.filter.types.any() || wish_.filter.types.test(static_cast<std::size_t>(SmallWorld::type(who)));
  }
  [[nodiscard]] const std::vector<PlainEdge>& of(std::size_t who) const { return edges_[who]; }
  [[nodiscard]] double passing(std::size_t who) const {
    const auto claims = world_.claims_of(who);
    if (wish_.skip_degree > 0 && claims > wish_.skip_degree) return kNever;
    return 0.08 * std::log2(1.0 + static_cast<double>(claims));
  }

 private:
  const SmallWorld& world_;
  const Wish& wish_;
  std::set<std::size_t> ends_;
  std::vector<std::vector<PlainEdge>> edges_;
};

using Costs = std::map<std::vector<std::size_t>, double>;  // of every path, the cheapest way to walk it

struct PathRules {
  std::set<std::size_t> via;
  bool in_time_order = false;
  bool undated_fits = false;
  bool by_hops = false;
};

Costs every_path(const PlainGraph& graph, std::size_t from, std::size_t to, std::size_t max_hops, const PathRules& rules) {
  Costs all;
  std::vector<std::size_t> walk{from};
  const std::function<void(double, std::int32_t)> go = [&](double cost, std::int32_t time) {
    const auto at = walk.back();
    if (at == to) {
      for (const auto who : rules.via) {
        if (std::find(walk.begin(), walk.end(), who) == walk.end()) return;
      }
      auto& known = all.emplace(walk, cost).first->second;
      known = std::min(known, cost);
      return;
    }
    if (walk.size() > max_hops) return;
    auto passing = at == from ? 0.0 : graph.passing(at);
    if (passing == kNever) return;
    if (rules.by_hops) passing = 0;
    for (const auto& edge : graph.of(at)) {
      if (std::find(walk.begin(), walk.end(), edge.to) != walk.end()) continue;
      auto next_time = time;
      if (rules.in_time_order) {
        std::optional<std::int32_t> best;
        for (const auto* item : edge.claims) {
          const auto days = parse_date(item->date);
          std::optional<std::int32_t> arrival;
          if (!days && rules.undated_fits) arrival = time;
          if (days && days->last >= time) arrival = std::max(time, days->first);
          if (arrival && (!best || *arrival < *best)) best = arrival;
        }
        if (!best) continue;
        next_time = *best;
      }
      walk.push_back(edge.to);
      go(cost + passing + (rules.by_hops ? 1.0 : edge.cost), next_time);
      walk.pop_back();
    }
  };
  go(0, std::numeric_limits<std::int32_t>::min());
  return all;
}

// The world in a store, and the numbers its members have there.
struct Placed {
  const SmallWorld& world;
  std::vector<VertexId> vertex;
  std::map<VertexId, std::size_t> number;

  Placed(const Snapshot& snapshot, const SmallWorld& small) : world(small) {
    for (std::size_t i = 0; i < small.people; ++i) {
      vertex.push_back(snapshot.require(small.name(i)));
      number.emplace(vertex.back(), i);
    }
  }
  [[nodiscard]] std::vector<std::size_t> numbers(const std::vector<VertexId>& list) const {
    std::vector<std::size_t> out;
    for (const auto at : list) out.push_back(number.at(at));
    return out;
  }
  template <class Options>
  void apply(const Wish& wish, Options& options) const {
    options.filter = wish.filter;
    for (const auto who : wish.speakers) options.filter.speakers.push_back(vertex[who]);
    for (const auto who : wish.avoid) options.filter.avoid.push_back(vertex[who]);
    options.budget.skip_degree = wish.skip_degree;
    options.budget.time = std::chrono::hours(1);
  }
};

std::string text_of(const PathAnswer& answer) {
  std::string out;
  for (const auto& path : answer.paths) {
    for (const auto at : path.vertices) out += std::to_string(at) + " ";
    out += std::to_string(path.cost) + " weakest " + std::to_string(path.weakest_hop);
    for (const auto& hop : path.hops) {
      for (const auto& link : hop.links) {
        out += " [" + std::string(name_of(link.relation)) + " " + std::to_string(link.forward) + " " + std::to_string(link.confidence) + " " +
               std::to_string(link.origins) + " " + std::to_string(link.claims) + "]";
        for (const auto& evidence : link.evidence) out += evidence.get().evidence.text;
      }
    }
    out += "\n";
  }
  return out;
}

std::size_t check_paths(const PathAnswer& answer, const Costs& all, std::size_t k, const Placed& placed) {
  CHECK(!answer.explored.truncated);
  std::vector<double> costs;
  costs.reserve(all.size());
  for (const auto& [walk, cost] : all) costs.push_back(cost);
  std::sort(costs.begin(), costs.end());
  REQUIRE(answer.paths.size() == std::min(k, all.size()));
  std::set<std::vector<std::size_t>> seen;
  for (std::size_t i = 0; i < answer.paths.size(); ++i) {
    const auto walk = placed.numbers(answer.paths[i].vertices);
    CHECK(seen.insert(walk).second);
    const auto known = all.find(walk);
    REQUIRE(known != all.end());
    CHECK(answer.paths[i].cost == doctest::Approx(known->second).epsilon(1e-6));
    CHECK(answer.paths[i].cost == doctest::Approx(costs[i]).epsilon(1e-6));
    for (const auto& hop : answer.paths[i].hops) CHECK(!hop.links.empty());
  }
  return answer.paths.size();
}

struct Seen {
  std::size_t paths = 0;
  std::size_t ruled = 0;
  std::size_t nodes = 0;
  std::size_t common = 0;
  std::size_t rings = 0;
  std::size_t trees = 0;
  std::size_t cut = 0;
  std::size_t almost = 0;
};

void ask_paths(RandomWorld& random, const Snapshot& snapshot, const Placed& placed, Seen& seen) {
  const auto& world = placed.world;
  auto wish = random_wish(random, world);
  PathOptions options;
  options.max_hops = 1 + random.pick(6);
  options.k = 1 + random.pick(8);
  options.order = random.chance(30) ? PathOrder::kHops : PathOrder::kTrust;
  options.quotes = 1;
  const auto from = random.pick(world.people);
  const auto to = (from + 1 + random.pick(world.people - 1)) % world.people;
  PathRules rules;
  rules.by_hops = options.order == PathOrder::kHops;
  rules.in_time_order = options.in_time_order = random.chance(25);
  rules.undated_fits = wish.filter.undated;
  if (random.chance(25)) rules.via.insert(random.pick(world.people));
  if (random.chance(10)) rules.via.insert(random.pick(world.people));
  std::set<std::size_t> ends{from, to};
  ends.insert(rules.via.begin(), rules.via.end());
  std::erase_if(wish.avoid, [&](std::size_t who) { return ends.contains(who); });
  placed.apply(wish, options);
  for (const auto who : rules.via) options.via.push_back(placed.vertex[who]);
  const PlainGraph graph(world, wish, ends);
  auto all = every_path(graph, from, to, options.max_hops, rules);
  if (random.chance(15)) {
    options.only_shortest = true;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const auto& [walk, cost] : all) least = std::min(least, walk.size());
    if (rules.via.empty() && !rules.in_time_order) std::erase_if(all, [&](const auto& item) { return item.first.size() > least; });
    else options.only_shortest = false;
  }
  const auto answer = find_paths(snapshot, placed.vertex[from], placed.vertex[to], options);
  const auto found = check_paths(answer, all, options.k, placed);
  (rules.via.empty() && !rules.in_time_order ? seen.paths : seen.ruled) += found;
  auto plain = snapshot.loaded();
  auto& mutable_snapshot = const_cast<Snapshot&>(snapshot);  // the same snapshot without its graph in memory
  mutable_snapshot.attach(nullptr);
  const auto from_store = find_paths(snapshot, placed.vertex[from], placed.vertex[to], options);
  mutable_snapshot.attach(plain);
  CHECK(answer.explored.in_memory);
  CHECK(!from_store.explored.in_memory);
  CHECK(text_of(answer) == text_of(from_store));
}

void ask_neighborhood(RandomWorld& random, const Snapshot& snapshot, const Placed& placed, Seen& seen) {
  const auto& world = placed.world;
  const auto wish = random_wish(random, world);
  NeighborhoodOptions options;
  options.depth = 1 + random.pick(4);
  options.quotes = 1;
  placed.apply(wish, options);
  const auto centre = random.pick(world.people);
  const PlainGraph graph(world, wish, {centre});
  std::map<std::size_t, std::size_t> distance{{centre, 0}};
  std::map<std::size_t, double> score{{centre, 0}};
  std::vector<std::size_t> queue{centre};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const auto at = queue[i];
    if (distance[at] == options.depth || (at != centre && graph.passing(at) == kNever)) continue;
    for (const auto& edge : graph.of(at)) {
      if (distance.emplace(edge.to, distance[at] + 1).second) queue.push_back(edge.to);
      if (distance[edge.to] == distance[at] + 1) score[edge.to] += edge.confidence;
    }
  }
  const auto answer = find_neighborhood(snapshot, placed.vertex[centre], options);
  CHECK(!answer.cut);
  CHECK(!answer.explored.truncated);
  REQUIRE(answer.nodes.size() == distance.size());
  for (std::size_t i = 0; i < answer.nodes.size(); ++i) {
    const auto who = placed.number.at(answer.nodes[i].vertex);
    REQUIRE(distance.contains(who));
    CHECK(answer.nodes[i].distance == distance.at(who));
    CHECK(answer.nodes[i].score == doctest::Approx(score.at(who)).epsilon(1e-5));
    if (i > 0) {
      const auto& before = answer.nodes[i - 1];
      CHECK((before.distance < answer.nodes[i].distance || (before.distance == answer.nodes[i].distance && before.score >= answer.nodes[i].score)));
    }
  }
  seen.nodes += answer.nodes.size();
}

void ask_common(RandomWorld& random, const Snapshot& snapshot, const Placed& placed, Seen& seen) {
  const auto& world = placed.world;
  const auto wish = random_wish(random, world);
  std::vector<std::size_t> of;
  for (std::size_t i = 0; i < world.people; ++i) of.push_back(i);
  random.shuffle(of);
  of.resize(2 + random.pick(2));
  CommonOptions options;
  options.quotes = 1;
  placed.apply(wish, options);
  const PlainGraph graph(world, wish, {of.begin(), of.end()});
  std::map<std::size_t, double> expected;
  for (std::size_t who = 0; who < world.people; ++who) {
    if (std::find(of.begin(), of.end(), who) != of.end() || graph.passing(who) == kNever) continue;
    double least = 2;
    for (const auto start : of) {
      double best = -1;
      for (const auto& edge : graph.of(start)) {
        if (edge.to == who) best = std::max(best, edge.confidence);
      }
      least = std::min(least, best);
    }
    if (least >= 0) expected[who] = least - 0.04 * std::log2(1.0 + static_cast<double>(world.claims_of(who)));
  }
  std::vector<VertexId> vertices;
  for (const auto who : of) vertices.push_back(placed.vertex[who]);
  const auto answer = find_common(snapshot, vertices, options);
  REQUIRE(answer.items.size() == expected.size());
  CHECK(answer.total == expected.size());
  double before = 10;
  for (const auto& item : answer.items) {
    const auto who = placed.number.at(item.vertex);
    REQUIRE(expected.contains(who));
    CHECK(item.score == doctest::Approx(expected.at(who)).epsilon(1e-6));
    CHECK(item.score <= before);
    before = item.score;
    REQUIRE(item.hops.size() == of.size());
    for (const auto& hop : item.hops) CHECK(!hop.links.empty());
  }
  seen.common += answer.items.size();
}

void ask_rings(RandomWorld& random, const Snapshot& snapshot, const Placed& placed, Seen& seen) {
  const auto& world = placed.world;
  const auto wish = random_wish(random, world);
  RingOptions options;
  options.max_length = 3 + random.pick(4);
  options.k = 1 + random.pick(6);
  options.quotes = 1;
  placed.apply(wish, options);
  const auto centre = random.pick(world.people);
  const PlainGraph graph(world, wish, {centre});
  const bool directed = wish.filter.direction != Direction::kAny;
  std::map<std::vector<std::size_t>, double> all;
  std::vector<std::size_t> walk{centre};
  const std::function<void(double)> go = [&](double cost) {
    const auto at = walk.back();
    const auto passing = at == centre ? 0.0 : graph.passing(at);
    if (passing == kNever || walk.size() > options.max_length) return;
    for (const auto& edge : graph.of(at)) {
      if (edge.to == centre) {
        if (walk.size() < 3) continue;
        auto ring = walk;
        ring.push_back(centre);
        auto other = ring;
        std::reverse(other.begin(), other.end());
        const auto& key = directed ? ring : std::min(ring, other);
        const auto whole = cost + passing + edge.cost;
        auto& known = all.emplace(key, whole).first->second;
        known = std::min(known, whole);
        continue;
      }
      if (std::find(walk.begin(), walk.end(), edge.to) != walk.end()) continue;
      walk.push_back(edge.to);
      go(cost + passing + edge.cost);
      walk.pop_back();
    }
  };
  go(0);
  const auto answer = find_rings(snapshot, placed.vertex[centre], options);
  std::vector<double> costs;
  for (const auto& [ring, cost] : all) costs.push_back(cost);
  std::sort(costs.begin(), costs.end());
  REQUIRE(answer.paths.size() == std::min(options.k, all.size()));
  std::set<std::vector<std::size_t>> known;
  for (std::size_t i = 0; i < answer.paths.size(); ++i) {
    auto ring = placed.numbers(answer.paths[i].vertices);
    auto other = ring;
    std::reverse(other.begin(), other.end());
    if (!directed) ring = std::min(ring, other);
    CHECK(known.insert(ring).second);
    REQUIRE(all.contains(ring));
    CHECK(answer.paths[i].cost == doctest::Approx(all.at(ring)).epsilon(1e-6));
    CHECK(answer.paths[i].cost == doctest::Approx(costs[i]).epsilon(1e-6));
  }
  seen.rings += answer.paths.size();
}

void ask_connections(RandomWorld& random, const Snapshot& snapshot, const Placed& placed, Seen& seen) {
  const auto& world = placed.world;
  auto wish = random_wish(random, world);
  wish.filter.direction = Direction::kAny;
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < world.people; ++i) list.push_back(i);
  random.shuffle(list);
  list.resize(2 + random.pick(world.people - 1));
  ConnectionOptions options;
  options.max_hops = 1 + random.pick(5);
  options.quotes = 1;
  placed.apply(wish, options);
  const std::set<std::size_t> asked(list.begin(), list.end());
  const PlainGraph graph(world, wish, asked);
  // Which of the list reach each other: hops only, through open vertices or members of the list.
  std::vector<std::size_t> group(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) group[i] = i;
  for (std::size_t i = 0; i < list.size(); ++i) {
    std::map<std::size_t, std::size_t> distance{{list[i], 0}};
    std::vector<std::size_t> queue{list[i]};
    for (std::size_t q = 0; q < queue.size(); ++q) {
      const auto at = queue[q];
      if (distance[at] == options.max_hops) continue;
      if (at != list[i] && !asked.contains(at) && graph.passing(at) == kNever) continue;
      for (const auto& edge : graph.of(at)) {
        if (distance.emplace(edge.to, distance[at] + 1).second) queue.push_back(edge.to);
      }
    }
    for (std::size_t j = 0; j < list.size(); ++j) {
      if (!distance.contains(list[j])) continue;
      const auto old = std::max(group[i], group[j]);
      const auto now = std::min(group[i], group[j]);
      for (auto& value : group) value = value == old ? now : value;
    }
  }
  std::map<std::size_t, std::set<std::size_t>> expected;
  for (std::size_t i = 0; i < list.size(); ++i) expected[group[i]].insert(list[i]);
  std::set<std::set<std::size_t>> expected_groups;
  for (const auto& [number, members] : expected) expected_groups.insert(members);

  std::vector<VertexId> vertices;
  for (const auto who : list) vertices.push_back(placed.vertex[who]);
  const auto answer = find_connections(snapshot, vertices, options);
  std::set<std::set<std::size_t>> groups;
  for (const auto& members : answer.groups) {
    const auto numbers = placed.numbers(members);
    groups.insert({numbers.begin(), numbers.end()});
  }
  CHECK(groups == expected_groups);
  // A forest: as many hops as vertices less trees, every leaf asked for, every hop stated.
  CHECK(answer.hops.size() + answer.groups.size() == answer.vertices.size());
  std::map<VertexId, std::size_t> degree;
  for (const auto& hop : answer.hops) {
    CHECK(!hop.links.empty());
    ++degree[hop.from];
    ++degree[hop.to];
  }
  for (const auto at : answer.vertices) {
    const auto who = placed.number.at(at);
    if (asked.contains(who)) continue;
    CHECK(degree[at] >= 2);
    CHECK(graph.passing(who) != kNever);
  }
  seen.trees += answer.hops.size();
}

void ask_why_not(RandomWorld& random, const Snapshot& snapshot, const Placed& placed, Seen& seen) {
  const auto& world = placed.world;
  auto wish = random_wish(random, world);
  const auto from = random.pick(world.people);
  const auto to = (from + 1 + random.pick(world.people - 1)) % world.people;
  std::erase_if(wish.avoid, [&](std::size_t who) { return who == from || who == to; });
  WhyNotOptions options;
  options.max_hops = 1 + random.pick(4);
  options.limit = 100;
  placed.apply(wish, options);
  const PlainGraph graph(world, wish, {from, to});
  const auto answer = why_not(snapshot, placed.vertex[from], placed.vertex[to], options);
  const auto all = every_path(graph, from, to, options.max_hops, {});
  CHECK(answer.linked_in.has_value() == !all.empty());
  // Every claim between the two that is no edge is named, with a reason.
  std::size_t cut = 0;
  for (const auto& item : world.said) {
    const bool outwards = item.from == from && item.to == to;
    const bool inwards = item.from == to && item.to == from;
    if ((outwards || inwards) && !graph.takes(item, outwards)) ++cut;
  }
  CHECK(answer.cut.size() == cut);
  for (const auto& item : answer.cut) CHECK(!item.cuts.empty());
  seen.cut += cut;
  if (answer.linked_in) return;
  // The path with the fewest exceptions, over everything that was said.
  Wish anything;
  auto& open = anything.filter;
  open.negative = open.planned = open.conditional = open.possible = open.requested = open.undated = true;
  const PlainGraph whole(world, anything, {from, to});
  const auto holds = [&](std::size_t a, std::size_t b) {
    if (b != to && wish.skip_degree > 0 && world.claims_of(b) > wish.skip_degree) return false;
    return std::any_of(graph.of(a).begin(), graph.of(a).end(), [&](const PlainEdge& edge) { return edge.to == b; });
  };
  auto open_paths = every_path(whole, from, to, options.max_hops, {});
  if (open_paths.empty()) open_paths = every_path(whole, from, to, kMaxHops, {});
  CHECK(answer.almost.empty() == open_paths.empty());
  if (open_paths.empty()) return;
  std::size_t least = 100;
  for (const auto& [walk, cost] : open_paths) {
    std::size_t exceptions = 0;
    for (std::size_t i = 0; i + 1 < walk.size(); ++i) exceptions += holds(walk[i], walk[i + 1]) ? 0 : 1;
    least = std::min(least, exceptions);
  }
  CHECK(answer.exceptions == least);
  CHECK(answer.too_long == (least == 0));
  for (const auto& hop : answer.almost) {
    CHECK(hop.holds == holds(placed.number.at(hop.from), placed.number.at(hop.to)));
    CHECK(hop.holds == hop.cuts.empty());
    CHECK(hop.evidence.has_value());
  }
  ++seen.almost;
}

}  // namespace

TEST_CASE("ten thousand random worlds: every kind of question is answered as enumeration does, from the store and from memory") {
  constexpr std::size_t kWorlds = 10'000;
  constexpr std::size_t kAStore = 500;  // worlds in one store, so that they must not leak into each other
  RandomWorld random(2026);
  Seen seen;
  for (std::size_t start = 0; start < kWorlds; start += kAStore) {
    std::vector<SmallWorld> worlds;
    const auto store = Store::open("random-graphs", OpenMode::kMemory);
    for (std::size_t i = 0; i < kAStore; ++i) {
      worlds.push_back(make_world(random, start + i));
      put(*store, worlds.back());
    }
    store->keep_in_memory();
    const auto snapshot = store->snapshot();
    REQUIRE(snapshot.loaded() != nullptr);
    for (auto& world : worlds) {
      CAPTURE(world.number);
      for (const auto& item : world.said) world.origin[item.article] = snapshot.origin_of(snapshot.find_article(world.source(item.article)).value());
      const Placed placed(snapshot, world);
      switch (world.number % 8) {
        case 0:
        case 1:
        case 2: ask_paths(random, snapshot, placed, seen); break;
        case 3: ask_neighborhood(random, snapshot, placed, seen); break;
        case 4: ask_common(random, snapshot, placed, seen); break;
        case 5: ask_rings(random, snapshot, placed, seen); break;
        case 6: ask_connections(random, snapshot, placed, seen); break;
        default: ask_why_not(random, snapshot, placed, seen); break;
      }
    }
  }
  // The worlds are not so thin that nothing was tested.
  CHECK(seen.paths > 1200);
  CHECK(seen.ruled > 500);
  CHECK(seen.nodes > 2000);
  CHECK(seen.common > 200);
  CHECK(seen.rings > 300);
  CHECK(seen.trees > 1000);
  CHECK(seen.cut > 100);
  CHECK(seen.almost > 100);
}
